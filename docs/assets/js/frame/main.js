// On every page: the color scheme switch and the menu on phones.
import "./menu.js";
import "./scheme.js";

// The menu of a view whose table is a file; a page with filters takes up its own.
const menus = document.querySelectorAll("[data-export][data-csv]");
if (menus.length) {
  const { takeUp } = await import("../shared/export/menu.js");
  for (const menu of menus) takeUp(menu);
}
