"""The templates and their one environment."""

from __future__ import annotations

import jinja2
import pytest

from archive.site import templating
from archive.site.templating import compile_templates, environment, for_index, for_readers


def test_templates_are_compiled_before_a_build_is_spread(monkeypatch: pytest.MonkeyPatch) -> None:
    """After all templates are compiled, none is compiled again: a forked process finds them ready."""
    compile_templates()
    monkeypatch.setattr(jinja2.Environment, "compile", lambda *_, **__: pytest.fail("a template was compiled"))
    names = environment().list_templates()
    assert "statement.html" in names
    assert all(environment().get_template(name) is templating._template(name) for name in names)


def test_marks_for_the_index_are_for_it_alone() -> None:
    """A template's mark for the search index to ignore is an attribute for the index, and absent on the page."""
    made = (
        environment()
        .from_string('<p class="a" data-pagefind-ignore>{{ words }}</p>')
        .render(words=" data-pagefind-ignore")
    )
    assert for_readers(made) == '<p class="a"> data-pagefind-ignore</p>'
    assert for_index(made) == '<p class="a" data-pagefind-ignore> data-pagefind-ignore</p>'


def test_every_value_is_escaped() -> None:
    """A value is text in the page, whatever it holds, without the template asking for that."""
    made = environment().from_string("<p title='{{ words }}'>{{ words }}</p>").render(words="<b>'\"&")
    assert made == "<p title='&lt;b&gt;&#39;&#34;&amp;'>&lt;b&gt;&#39;&#34;&amp;</p>"
