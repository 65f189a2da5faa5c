// What every page does: the choice of light or dark, and the phone's menu.
import "./menu.js";
import "./scheme.js";

// The menu of a view whose table is a file; a page with filters takes up its own.
const menus = document.querySelectorAll("[data-export][data-csv]");
if (menus.length) {
  const { takeUp } = await import("../shared/export/menu.js");
  for (const menu of menus) takeUp(menu);
}
