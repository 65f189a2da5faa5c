// Takes paragraphs of a source into a draft and out of it: each choice is written to the file, which is the truth.
const desk = document.querySelector(".desk");
if (desk) start(desk);

function start(desk) {
  const boxes = [...desk.querySelectorAll(".paragraphs input")];
  const told = desk.querySelector("[data-told]");
  let at = Math.max(0, boxes.findIndex((box) => box.checked));
  let waiting = false;
  let writing = false;

  ready();
  for (const [index, box] of boxes.entries()) {
    box.disabled = false;
    box.tabIndex = index === at ? 0 : -1;
    box.addEventListener("change", write);
    box.addEventListener("focus", () => here(index));
  }
  desk.querySelector(".paragraphs")?.addEventListener("keydown", pressed);
  desk.querySelector(".paragraphs")?.addEventListener("click", clicked);
  desk.addEventListener("click", ({ target }) => {
    const chosen = target instanceof Element && target.closest("[data-take]")?.getAttribute("data-take");
    if (typeof chosen !== "string") return;
    const numbers = new Set(chosen.split(","));
    for (const box of boxes) box.checked = chosen === "all" || numbers.has(box.value);
    write();
  });
  document.addEventListener("serve:news", (event) => {
    event.preventDefault();
    if (!writing) refresh();
  });

  function ready() {
    for (const shown of desk.querySelectorAll("[data-with-scripts]")) shown.hidden = false;
    for (const other of desk.querySelectorAll("[data-without-scripts]")) other.hidden = true;
    for (const box of desk.querySelectorAll("[data-replace]")) box.disabled = false;
  }

  function here(index) {
    boxes[at].tabIndex = -1;
    at = index;
    boxes[at].tabIndex = 0;
  }

  function pressed(event) {
    const steps = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: boxes.length - 1 };
    if (event.key === "Enter") {
      boxes[at].click();
    } else if (event.key in steps && !event.ctrlKey && !event.metaKey && !event.altKey) {
      const to = Math.min(boxes.length - 1, Math.max(0, steps[event.key]));
      if (event.shiftKey) extend(at, to);
      boxes[to].focus();
    } else return;
    event.preventDefault();
  }

  // Gives all paragraphs from one to another the state of the first.
  function extend(from, to) {
    const changed = boxes.slice(Math.min(from, to), Math.max(from, to) + 1).filter((box) => box.checked !== boxes[from].checked);
    for (const box of changed) box.checked = boxes[from].checked;
    if (changed.length) write();
  }

  function clicked(event) {
    if (event.target instanceof HTMLInputElement) return;
    const index = boxes.indexOf(event.target.closest("label")?.querySelector("input"));
    if (index < 0) return;
    if (event.shiftKey) {
      event.preventDefault();
      getSelection()?.removeAllRanges();
      extend(at, index);
      boxes[index].focus();
    } else if (getSelection()?.toString()) {
      event.preventDefault(); // somebody copies words
    }
  }

  async function write() {
    waiting = true;
    if (writing) return;
    writing = true;
    try {
      while (waiting) {
        waiting = false;
        const passages = boxes.filter((box) => box.checked).map((box) => Number(box.value));
        const replace = desk.querySelector("[data-replace]")?.checked ?? false;
        const answer = await fetch(location.pathname, {
          method: "POST",
          headers: { "Content-Type": "application/json", "X-Drafts-Token": desk.dataset.token },
          body: JSON.stringify({ passages, replace, hash: desk.dataset.hash }),
        });
        const { said, hash } = await answer.json();
        told.textContent = said;
        if (!answer.ok) break;
        desk.dataset.hash = hash;
      }
    } catch {
      told.textContent = "The server did not answer, so nothing was written. Start it again and reload this page.";
      return;
    } finally {
      writing = false;
      waiting = false;
    }
    await refresh();
  }

  // Shows the file as it is now; what has the focus stays where it is.
  async function refresh() {
    const answer = await fetch(location.pathname);
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    const now = fresh.querySelector(".desk");
    if (!answer.ok || !now) {
      told.textContent = "This draft is not there any more: it was accepted, renamed or deleted.";
      return;
    }
    if (writing) return;
    const others = now.querySelectorAll(".paragraphs input");
    if (others.length !== boxes.length) return location.reload();
    for (const [index, box] of boxes.entries()) box.checked = others[index].checked;
    desk.dataset.hash = now.dataset.hash;
    desk.dataset.token = now.dataset.token;
    const parts = now.querySelectorAll("[data-fresh]");
    for (const [index, part] of desk.querySelectorAll("[data-fresh]").entries()) {
      part.replaceChildren(...parts[index].childNodes);
    }
    ready();
  }
}
