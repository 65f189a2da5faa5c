// Closes the menu on phones with Escape, or when the focus or a tap moves away; it also works without this script.
const menu = document.querySelector(".masthead .menu");

function away(event) {
  if (menu.open && event.target instanceof Node && !menu.contains(event.target)) menu.open = false;
}

if (menu) {
  document.addEventListener("pointerdown", away);
  document.addEventListener("focusin", away);
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
}
