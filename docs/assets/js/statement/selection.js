// The reader's selection in a statement's words, extended to whole words: a link to half a word would not work.
const WORD = /[\p{L}\p{N}]/u;

function widened(range) {
  const whole = range.cloneRange();
  const { startContainer: first, endContainer: last } = whole;
  if (first.nodeType === Node.TEXT_NODE) {
    let at = whole.startOffset;
    while (at > 0 && WORD.test(first.data[at - 1]) && WORD.test(first.data[at] ?? "")) at -= 1;
    whole.setStart(first, at);
  }
  if (last.nodeType === Node.TEXT_NODE) {
    let at = whole.endOffset;
    while (at < last.data.length && WORD.test(last.data[at]) && WORD.test(last.data[at - 1] ?? "")) at += 1;
    whole.setEnd(last, at);
  }
  return whole;
}

// Returns the selection within `words`: its first passage, and its text by paragraph; or nothing.
export function selected(words) {
  const selection = getSelection();
  if (!selection?.rangeCount || selection.isCollapsed) return null;
  const range = widened(selection.getRangeAt(0));
  const within = words.contains(range.startContainer) && words.contains(range.endContainer);
  const start = range.startContainer;
  const passage = (start.nodeType === Node.TEXT_NODE ? start.parentElement : start).closest(".passage");
  if (!within || !passage || !range.toString().trim()) return null;
  const box = document.createElement("div");
  box.append(range.cloneContents());
  return { passage, box };
}
