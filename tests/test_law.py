"""Citations of law are found as official texts write them, and nothing else is mistaken for a citation."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import citeurl
import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from archive.record import law
from archive.record.model import Archive, Statute
from archive.record.nodes import Mapping as Node
from archive.record.nodes import Origin
from archive.record.parts import wholes

TEMPLATES = Path(law.__file__).with_name("law.yml")

KNOWN: Mapping[str, tuple[str, ...]] = {
    "8 U.S.C. § 1357": ("8 U.S.C. § 1357(g)",),
    "8 U.S.C. § 1373": ("8 U.S.C. § 1373(a)", "8 U.S.C. § 1373(c)"),
    "8 U.S.C. § 1644": (),
    "2 C.F.R. § 200.336": (),
    "Cal. Gov't Code § 7284.6": ("Cal. Gov't Code § 7284.6(a)",),
    "Cal. Gov't Code § 7285.1": (),
    "Cal. Lab. Code § 90.2": (),
    "Exec. Order No. 13,768": ("Exec. Order No. 13,768, § 9(a)",),
}

Found = tuple[tuple[str, str], ...]
"""The words of each citation and its canonical form."""

EXAMPLES: Mapping[str, Mapping[str, Found]] = {
    "United States Code": {
        "under 8 U.S.C. § 1373(a), and": (("8 U.S.C. § 1373(a)", "8 U.S.C. § 1373(a)"),),
        "8 USC 1373": (("8 USC 1373", "8 U.S.C. § 1373"),),
        "(8 U.S.C. 1373(c))": (("8 U.S.C. 1373(c)", "8 U.S.C. § 1373(c)"),),
        "8 U. S. C. §1373": (("8 U. S. C. §1373", "8 U.S.C. § 1373"),),
        "8\u00a0U.S.C.\n§\u00a01373.": (("8\u00a0U.S.C.\n§\u00a01373", "8 U.S.C. § 1373"),),
        "8 U.S. Code section 1373": (("8 U.S. Code section 1373", "8 U.S.C. § 1373"),),
        "Title 8 U.S.C. Sec. 1373": (("8 U.S.C. Sec. 1373", "8 U.S.C. § 1373"),),
        "18 U.S.C. § 1373": (("18 U.S.C. § 1373", "18 U.S.C. § 1373"),),
        "8 U.S.C. §§ 1373 and 1644": (("8 U.S.C. §§ 1373", "8 U.S.C. § 1373"), ("1644", "8 U.S.C. § 1644")),
        "8 U.S.C. §§ 1373(a), 1644 & 1357(g)": (
            ("8 U.S.C. §§ 1373(a)", "8 U.S.C. § 1373(a)"),
            ("1644", "8 U.S.C. § 1644"),
            ("1357(g)", "8 U.S.C. § 1357(g)"),
        ),
        "8 U.S.C. § 1373 and 1644 people": (("8 U.S.C. § 1373", "8 U.S.C. § 1373"),),
        "Section 1373(a) of Title 8 of the United States Code": (
            ("Section 1373(a) of Title 8 of the United States Code", "8 U.S.C. § 1373(a)"),
        ),
        "title 8, United States Code, section 1373": (
            ("title 8, United States Code, section 1373", "8 U.S.C. § 1373"),
        ),
    },
    "Code of Federal Regulations": {
        "2 C.F.R. § 200.336.": (("2 C.F.R. § 200.336", "2 C.F.R. § 200.336"),),
        "2 CFR 200.336(a)": (("2 CFR 200.336(a)", "2 C.F.R. § 200.336(a)"),),
    },
    "Executive Order": {
        "Exec. Order No. 13,768": (("Exec. Order No. 13,768", "Exec. Order No. 13,768"),),
        "Executive Order 13768": (("Executive Order 13768", "Exec. Order No. 13,768"),),
        "EO 13768, § 9(a)": (("EO 13768, § 9(a)", "Exec. Order No. 13,768, § 9(a)"),),
        "Section 9(a) of Executive Order 13768": (
            ("Section 9(a) of Executive Order 13768", "Exec. Order No. 13,768, § 9(a)"),
        ),
    },
    "California Code": {
        "Cal. Gov't Code § 7284.6(a)": (("Cal. Gov't Code § 7284.6(a)", "Cal. Gov't Code § 7284.6(a)"),),
        "California Government Code section 7284.6": (
            ("California Government Code section 7284.6", "Cal. Gov't Code § 7284.6"),
        ),
        "Cal. Labor Code § 90.2": (("Cal. Labor Code § 90.2", "Cal. Lab. Code § 90.2"),),
        "Cal. Gov’t Code §§ 7284.6, 7285.1": (
            ("Cal. Gov’t Code §§ 7284.6", "Cal. Gov't Code § 7284.6"),
            ("7285.1", "Cal. Gov't Code § 7285.1"),
        ),
    },
    "Immigration and Nationality Act": {
        "INA § 287(g), 8 U.S.C. § 1357(g)": (
            ("INA § 287(g)", "8 U.S.C. § 1357(g)"),
            ("8 U.S.C. § 1357(g)", "8 U.S.C. § 1357(g)"),
        ),
        "section 274A of the Immigration and Nationality Act": (
            ("section 274A of the Immigration and Nationality Act", "8 U.S.C. § 1324a"),
        ),
    },
    "Bare section": {
        "Section 1373(a) says": (("Section 1373(a)", "8 U.S.C. § 1373(a)"),),
        "with § 1373, always": (("§ 1373", "8 U.S.C. § 1373"),),
        "(§1373)": (("§1373", "8 U.S.C. § 1373"),),
        "1373(a) or 1373(c)": (("1373(a)", "8 U.S.C. § 1373(a)"), ("1373(c)", "8 U.S.C. § 1373(c)")),
        "sections 1373 and 1644": (("sections 1373", "8 U.S.C. § 1373"), ("1644", "8 U.S.C. § 1644")),
        "section 1373 of the United States Code": (("section 1373", "8 U.S.C. § 1373"),),
    },
}

NOTHING = (
    "in 1373 people",
    "in 1373, 1644 people came",
    "$1373",
    "phone 504-1373(a)",
    "§ 13730",
    "Section 12",
    "Penal Code § 1373",
    "Cal. Penal Code, section 1373(a)",
    "the Clean Example Act § 1373",
    "section 1373(a) of the Labor Code",
    "§§ 1373 and 1644 of the California Penal Code",
    "INA § 1373",
    "resection 1373",
    "the section before 1373",
    "",
)


@pytest.fixture(scope="module")
def archive() -> Archive:
    """An archive with only statutes."""
    origin = Origin(path="statute.yml", front=Node(pairs=(), line=1, column=1))
    statutes = [
        Statute(slug=law.slug(citation), citation=citation, subsections=parts, origin=origin)
        for citation, parts in KNOWN.items()
    ]
    return Archive(statements={}, speakers={}, jurisdictions={}, statutes={one.slug: one for one in statutes})


def found(text: str, archive: Archive, context: frozenset[str]) -> Found:
    """Find the citations in a text, each with its words."""
    return tuple((text[one.start : one.end], one.canonical) for one in law.find(text, archive, context))


@pytest.mark.parametrize("text", [pytest.param(text, id=repr(text)) for each in EXAMPLES.values() for text in each])
def test_a_citation_is_found_as_it_is_written(text: str, archive: Archive) -> None:
    """Each style of citing yields exactly its own words and the form that the authority files use."""
    (expected,) = (each[text] for each in EXAMPLES.values() if text in each)
    assert found(text, archive, frozenset(archive.statutes)) == expected


@pytest.mark.parametrize("text", NOTHING)
def test_a_number_is_no_citation(text: str, archive: Archive) -> None:
    """A number, another code's section and another section's number lead nowhere, whatever the context."""
    assert found(text, archive, frozenset(archive.statutes)) == ()


def test_every_pattern_has_an_example() -> None:
    """Every pattern in law.yml has an example that it matches."""
    templates = citeurl.Citator.from_yaml(TEMPLATES.read_text(encoding="utf-8")).templates
    assert list(EXAMPLES) == list(templates)
    for name, template in templates.items():
        for regex in template.regexes:
            assert any(regex.search(text) for text in EXAMPLES[name]), regex.pattern


def test_patterns_lead_to_no_host() -> None:
    """A citation links to the statute's own page: no pattern has the address of somebody's copy."""
    assert not any("URL builder" in template for template in yaml.safe_load(TEMPLATES.read_text("utf-8")).values())
    assert "://" not in TEMPLATES.read_text(encoding="utf-8")


@pytest.mark.parametrize("text", EXAMPLES["Bare section"])
def test_a_bare_section_means_nothing_without_context(text: str, archive: Archive) -> None:
    """A section without a code is recognized only if the statement mentions a statute with that number."""
    assert found(text, archive, frozenset()) == ()
    assert found(text, archive, frozenset({"2-cfr-200-336"})) == ()


def test_a_bare_section_of_two_statutes_means_neither(toy: Archive) -> None:
    """If two statutes in the context have the number, a bare section is ambiguous and stays plain."""
    first = toy.statutes["99-usc-1234"]
    second = Statute(slug="98-usc-1234", citation="98 U.S.C. § 1234", origin=first.origin)
    both = Archive(statements={}, speakers={}, jurisdictions={}, statutes={first.slug: first, second.slug: second})
    assert found("Section 1234(a)", both, frozenset({first.slug})) == (("Section 1234(a)", "99 U.S.C. § 1234(a)"),)
    assert found("Section 1234(a)", both, frozenset(both.statutes)) == ()


def test_context_is_what_is_listed_and_what_is_cited_in_full(archive: Archive) -> None:
    """A bare section means a statute that the statement lists, or that its own text cites with its code."""
    assert law.find_in("Section 1373(a)", (), archive) == ()
    (listed,) = law.find_in("Section 1373(a)", ("8 U.S.C. § 1373(c)",), archive)
    assert listed.canonical == "8 U.S.C. § 1373(a)"
    _, later = law.find_in("See 8 U.S.C. § 1373.\n\nSection 1373(a) is older.", (), archive)
    assert later.canonical == "8 U.S.C. § 1373(a)"
    assert law.spoken_of("8 USC 1644", ("8 U.S.C. § 1373",), archive) == {"8-usc-1373", "8-usc-1644"}


def test_a_part_falls_under_its_statute(archive: Archive) -> None:
    """A subsection that the record does not know still belongs to the statute of its section."""
    (unknown,) = law.find("8 U.S.C. § 1373(d)(2)", archive, frozenset())
    assert unknown.statute is archive.statutes["8-usc-1373"]
    (other,) = law.find("8 U.S.C. § 1374", archive, frozenset())
    assert other.statute is None


@pytest.mark.parametrize(
    ("citation", "parts"),
    [
        ("8 U.S.C. § 1373(a)(1)", ["8 U.S.C. § 1373(a)(1)", "8 U.S.C. § 1373(a)", "8 U.S.C. § 1373"]),
        (
            "Exec. Order No. 13,768, § 9(a)",
            ["Exec. Order No. 13,768, § 9(a)", "Exec. Order No. 13,768, § 9", "Exec. Order No. 13,768"],
        ),
    ],
)
def test_wholes_end_at_the_section(citation: str, parts: list[str]) -> None:
    """A pin cite belongs to each larger part in turn, and last to its section or order."""
    assert list(wholes(citation)) == parts


def test_any_spelling_leads_to_the_record_s_own(archive: Archive) -> None:
    """Input in a field is converted to the record's form; unknown input yields nothing."""
    for written in ("8 USC 1373(a)", "§ 1373(a)", "Title 8, United States Code, Section 1373(a)", "8 U.S.C. §1373(a)"):
        assert law.canonical(written, archive) == "8 U.S.C. § 1373(a)"
    assert law.canonical("8 U.S.C. § 9999", archive) == ""
    assert law.canonical("compliance", archive) == ""


@pytest.mark.parametrize(
    ("citation", "slug"),
    [
        ("8 U.S.C. § 1373", "8-usc-1373"),
        ("2 C.F.R. § 200.336", "2-cfr-200-336"),
        ("Cal. Gov't Code § 7284.6", "cal-govt-code-7284-6"),
        ("Exec. Order No. 13,768", "exec-order-no-13768"),
    ],
)
def test_slug_of_a_citation(citation: str, slug: str) -> None:
    """A statute's file is named after its citation."""
    assert law.slug(citation) == slug


_PIECES = st.sampled_from(["8 U.S.C. §§ 1373", " and ", ", ", "1644", "(a)", " § ", "Section ", "\n", "\n\n", "é", "x"])


@given(text=st.lists(_PIECES, max_size=12).map("".join) | st.text())
@example(text="8 U.S.C. § 1373 " * 500)
def test_spans_lie_in_order_and_apart(text: str, archive: Archive) -> None:
    """In any text the citations come in order and do not overlap, so that no link contains a link."""
    at = 0
    for one in law.find(text, archive, frozenset(archive.statutes)):
        assert at <= one.start < one.end <= len(text)
        at = one.end
