"""A statement's card in another site's frame."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from browser.conftest import OpenPage

HELD = "2017-10-12-sample-department-confirms-compliance"


def test_the_copied_code_shows_the_card(open_page: OpenPage, address: str) -> None:
    """The copied code, pasted into a page, shows the words, who said them, and a link out of the frame."""
    page = open_page(f"{address}statements/{HELD}/", permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy code to embed").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    code = page.evaluate("navigator.clipboard.readText()")
    page.goto(address)  # so that the link leads elsewhere than where the page is
    page.evaluate("(code) => { document.body.innerHTML = code; }", code)
    card = page.frame_locator("iframe")
    expect(card.locator("blockquote")).to_contain_text("in full compliance with 99 U.S.C. § 1234")
    expect(card.locator(".attribution")).to_contain_text("Ada Sample, Mayor, City of Exampleton")
    card.get_by_role("link", name="The whole record").click()
    expect(page).to_have_url(re.compile(rf"/statements/{HELD}/$"))
