// Shows the permalink as an absolute address if the site did not know its own address when built.
for (const element of document.querySelectorAll("[data-permalink]")) {
  const written = element.dataset.permalink;
  if (written) element.textContent = new URL(written, location.href).href;
}
