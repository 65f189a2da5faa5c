// The page of a statement: its permalink, its words to be copied and cited, and the marks of a search that led here.
import "./permalink.js";
import "./copy.js";
import "./cite.js";
import "./highlight.js";
import "./quote.js";
import "./proving.js";
