// For a page that shows views of the archive in frames: gives each frame the height that its view reports. Copy it, or
// load it once from the archive; without it, frames keep their fixed height.
addEventListener("message", ({ data, source }) => {
  if (data?.type !== "archive:height" || !(data.height > 0)) return;
  for (const frame of document.querySelectorAll("iframe")) {
    if (frame.contentWindow === source) frame.style.height = `${Math.ceil(data.height)}px`;
  }
});
