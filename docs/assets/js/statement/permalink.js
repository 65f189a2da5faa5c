// Writes a record's permalink out as an absolute address, where the site did not know its own when it was built.
for (const element of document.querySelectorAll("[data-permalink]")) {
  const written = element.dataset.permalink;
  if (written) element.textContent = new URL(written, location.href).href;
}
