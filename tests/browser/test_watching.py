"""The watch over pages in a browser sees what it must."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser

from bench.serving import served
from browser.watching import Watch

FAULTS = {
    "a warning": ("<script>console.warn('Careful')</script>", "console warning: Careful"),
    "an error": ("<script>throw new Error('Broken')</script>", "error: Broken"),
    "a missing file": ("<img src=missing.png alt=''>", "404: "),
    "another host": ("<img src='http://localhost:9/x.png' alt=''>", "off the host: http://localhost:9/x.png"),
    "the host's root": ("<img src='/index.html' alt=''>", "404: "),
}


@pytest.mark.parametrize(("html", "fault"), FAULTS.values(), ids=FAULTS.keys())
def test_a_fault_is_seen(html: str, fault: str, browser: Browser, tmp_path: Path) -> None:
    """Whatever a reader's browser must not meet is noted."""
    (tmp_path / "index.html").write_text(f"<!doctype html><title>Faulty</title>{html}", encoding="utf-8")
    with served(tmp_path, "/some/prefix/") as host, browser.new_context() as context:
        page = context.new_page()
        watch = Watch(page, urlsplit(host.address).netloc)
        page.goto(host.address, wait_until="networkidle")
        assert any(one.startswith(fault) for one in watch.faults), watch.faults
