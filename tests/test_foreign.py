"""Another archive's ``mkdocs.yml`` is data: its plain settings are adopted, and nothing in it runs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.read.foreign import PLAIN, ForeignError, settings

NAV = "nav: [{Home: index.md}, {More: [{Fees: fees.md}, about.md]}]\n"


def test_plain_settings_are_taken_over() -> None:
    """Names, addresses and the navigation are adopted as they are."""
    read = settings("site_name: Another\nsite_url: https://example.org/a/\n" + NAV)
    nav = [{"Home": "index.md"}, {"More": [{"Fees": "fees.md"}, "about.md"]}]
    assert read.values == {"site_name": "Another", "site_url": "https://example.org/a/", "nav": nav}
    assert read.ignored == ()


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("hooks: [evil.py]", "hooks"),
        ("plugins: [evil]", "plugins"),
        ("theme: {custom_dir: evil}", "theme"),
        ("markdown_extensions: [{evil: {x: !!python/name:os.system }}]", "markdown_extensions"),
        ("INHERIT: ../evil.yml", "INHERIT"),
        ("extra_javascript: [evil.js]", "extra_javascript"),
        ("docs_dir: /etc", "docs_dir"),
        ("site_dir: /etc", "site_dir"),
        ("site_name: !ENV SECRET", "site_name"),
        ("site_name: !!python/object/apply:os.getcwd []", "site_name"),
        ("nav: [{Home: !ENV SECRET}]", "nav"),
        ("site_name: !!bool perhaps", "site_name"),
        ("site_name: !!timestamp perhaps", "site_name"),
        ("site_name: [Another]\nhooks: [evil.py]", "hooks"),
    ],
)
def test_what_can_run_code_or_read_the_machine_is_passed_over(text: str, key: str) -> None:
    """Hooks, plugins, templates, folders and tagged values are named and ignored."""
    read = settings(text)
    assert key in read.ignored
    assert key not in read.values


@pytest.mark.parametrize(
    "text", ["", "- a\n", "a: [\n", "a: &a [x]\nb: [*a, *a]\n", "a: " + "[" * 5000, "[a]: b", "a\x00: b"]
)
def test_what_is_no_configuration_is_refused(text: str) -> None:
    """A file that is not a YAML mapping, nests too deeply or multiplies by aliases is refused in a sentence."""
    with pytest.raises(ForeignError, match=r"\w"):
        settings(text)


@given(
    st.text()
    | st.lists(st.sampled_from([*PLAIN, "hooks", ": ", "\n", "- ", "!x ", "[", "]", "a", "&a ", "*a "])).map("".join)
)
def test_any_text_is_read_or_refused(text: str) -> None:
    """Whatever is in the file, only plain settings are adopted, and nothing unexpected is raised."""
    try:
        read = settings(text)
    except ForeignError:
        return
    assert set(read.values) <= set(PLAIN)
