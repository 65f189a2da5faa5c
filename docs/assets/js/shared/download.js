// Saves a file made in the browser.
const KEPT_FOR = 1000; // milliseconds until the browser has begun to save it

/** Save a text or other data as a file of a media type. */
export function download(name, data, type) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(data instanceof Blob ? data : new Blob([data], { type: `${type};charset=utf-8` }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), KEPT_FOR);
}
