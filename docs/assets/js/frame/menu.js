// Closes the phone's menu with Escape, or when the focus or a tap goes elsewhere; it opens and closes without this too.
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
