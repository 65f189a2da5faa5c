// A statement's page: permalink, copying and citing, and highlights of the search that led here.
import "./permalink.js";
import "./copy.js";
import "./cite.js";
import "./highlight.js";
import "./quote.js";
import "./proving.js";
