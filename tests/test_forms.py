"""Addresses and language tags are accepted only if HTML accepts them."""

from __future__ import annotations

import html
import re
import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.read.forms import LANGUAGE, URL
from tools import VNU, needs

ADDRESSES = (
    "https://example.org",
    "http://EXAMPLE.org:8080/a/b?c=d&e=%C3%A9#f",
    "https://example.org?q",
    "https://example.org/é/'x'/(y)/\U0001f600",
    "https://example.org/#:~:text=full%20compliance,law",
    "https://web.archive.org/web/2017/https://example.org/a",
    "http://192.0.2.255:8000/a",
    "https://xn--mnchen-3ya.de/",
    "https://xn--11b4c3d.example/",
)
LONG = pytest.param(f"https://{'a' * 64}.org/", id="a long label")
NO_ADDRESSES = (
    "https://example.org:0/", "https://example.org:65536/", "https://example.org:99999/", "https://example.org/%",
    "https://example.org/%zz", "https://example.org/a#b#c", "https://example.org/[x]", "https://example.org/?[x]",
    "https://999.999.999.999/", "https://1.2.3.04/", "https://1.2.3/", "https://0x7f.1/", "https://example.123/",
    "https://-a.org/", "https://a-.org/", "https://a..b/", LONG, "https://xn--.org/",
    "https://xn--a.org/", "https://xn--99999999999.org/", "https://XN--A.org/",
)  # fmt: skip
LANGUAGES = ("en", "es", "es-419", "zh-Hant", "zh-Hans-CN", "haw", "fil", "nv", "ar-Arab-EG")
NO_LANGUAGES = ("zz", "xx-XX", "en-us-us-us-abcdefgh-12", "de-DE-DE", "en-1234", "en-QX", "en-Zqxw", "pt_BR", "x-own")


@pytest.mark.parametrize("text", ADDRESSES)
def test_an_address_is_taken_as_it_is(text: str) -> None:
    """Web addresses are accepted, in any script."""
    assert URL.parse(text) == text


@pytest.mark.parametrize("text", NO_ADDRESSES)
def test_what_no_browser_can_open_is_refused(text: str) -> None:
    """An impossible port, host or escape is refused."""
    with pytest.raises(ValueError, match="An address must"):
        URL.parse(text)


@pytest.mark.parametrize("text", LANGUAGES)
def test_a_language_is_taken_as_it_is(text: str) -> None:
    """Languages with a registered tag are accepted, with script and region."""
    assert LANGUAGE.parse(text) == text


@pytest.mark.parametrize("text", NO_LANGUAGES)
def test_what_is_no_language_is_refused(text: str) -> None:
    """A well-formed tag that is not registered is refused."""
    with pytest.raises(ValueError, match="A language must"):
        LANGUAGE.parse(text)


@given(st.text())
def test_any_text_is_an_address_or_refused(text: str) -> None:
    """Whatever follows the scheme, only ValueError is raised."""
    for start in ("", "https://", "https://example.org", "https://example.org:", "https://xn--"):
        try:
            assert URL.parse(start + text) == start + text
        except ValueError as error:
            assert str(error).startswith("An address must")  # noqa: PT017 - either is right


@needs("java")
@settings(max_examples=1, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    st.lists(
        st.from_regex(str(URL.schema["pattern"]), fullmatch=True, alphabet=st.characters(codec="ascii")),
        min_size=100,
        max_size=100,
    )
)
def test_what_is_accepted_is_valid_html(tmp_path: Path, made: list[str]) -> None:
    """The Nu checker finds no error in accepted addresses and languages, listed or generated from the pattern."""
    addresses = [*ADDRESSES, *filter(_is_accepted, made)]
    lines = [f'<p><a href="{html.escape(address)}">address</a></p>' for address in addresses]
    lines += [f'<p lang="{language}">language</p>' for language in LANGUAGES]
    page = tmp_path / "page.html"
    page.write_text("\n".join(['<!doctype html><html lang="en"><title>Forms</title>', *lines]), encoding="utf-8")
    command = ("java", "-Xss4m", "-jar", str(VNU), "--errors-only", "--format", "gnu", str(page))
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert re.sub(r'^".*?":', "", done.stdout + done.stderr) == ""


def _is_accepted(text: str) -> bool:
    try:
        return bool(URL.parse(text) == text)
    except ValueError:
        return False
