// What every page does: the choice of light or dark, and the phone's menu.
import "./menu.js";
import "./scheme.js";
