"""A date means the same as in EDTF, whose library checks ours; dates have one order."""

from __future__ import annotations

import calendar
import datetime
import itertools
import time
from typing import Any

import pytest
from edtf import EDTFParseException, parse_edtf
from hypothesis import assume, example, given
from hypothesis import strategies as st

from archive.record.dates import NO_DATE, Date, Interval, when

_YEARS = st.integers(1000, 2999).map(str)
_TWO = st.integers(0, 40).map("{:02}".format)
_MARKS = st.sampled_from(["", "?", "~", "%"])


def _days() -> st.SearchStrategy[str]:
    """Return valid calendar dates of any precision, as text."""
    days = st.dates(datetime.date(1000, 1, 1), datetime.date(2999, 12, 31)).map(str)
    return st.builds(lambda day, length, mark: day[:length] + mark, days, st.sampled_from([4, 7, 10]), _MARKS)


DATES = _days().map(Date.parse)
WRITTEN = st.one_of(
    _days(),
    st.builds("{}-{}{}".format, _YEARS, _TWO, _MARKS),
    st.builds("{}-{}-{}{}".format, _YEARS, _TWO, _TWO, _MARKS),
    st.from_regex(r"[0-9XYu]{1,6}(-[0-9X]{1,2}){0,2}[?~%]{0,2}", fullmatch=True),
    st.text("0123456789-?~%/.[]XTYZ", max_size=12),
)


def _edtf(text: str) -> Any:
    """Return what EDTF's library parses from a text, or None if it cannot."""
    try:
        return parse_edtf(text)
    except EDTFParseException:
        return None


def _day(moment: time.struct_time) -> datetime.date:
    return datetime.date(moment.tm_year, moment.tm_mon, moment.tm_mday)


@given(WRITTEN)
@example("2017")
@example("2016-02-29")
@example("2017-10-12%")
def test_means_what_edtf_means(text: str) -> None:
    """A date in the record is also a date in EDTF, with the same first and last day."""
    try:
        ours = Date.parse(text)
    except ValueError:
        return
    theirs = _edtf(text)
    assert theirs is not None, text
    assert (ours.earliest, ours.latest) == (_day(theirs.lower_strict()), _day(theirs.upper_strict()))
    assert ours.qualified == {"?": "uncertain", "~": "approximate", "%": "uncertain and approximate"}.get(text[-1], "")


@given(WRITTEN)
@example("2017-02-30")
@example("2017-13")
def test_takes_all_of_its_part_of_edtf(text: str) -> None:
    """The record accepts what EDTF calls a plain or qualified date in these years, and refuses the rest."""
    theirs = _edtf(text)
    kind = type(getattr(theirs, "date", theirs)).__name__ if type(theirs).__name__ == "UncertainOrApproximate" else ""
    plain = theirs is not None and "Date" in (type(theirs).__name__, kind)
    inside = plain and text[:1] in "12" and "X" not in text and text[4:5] in ("", "-", "?", "~", "%")
    try:
        Date.parse(text)
    except ValueError:
        assert not inside, f"{text} is a date of EDTF"
    else:
        assert inside, f"{text} is no date of EDTF"


@given(DATES)
def test_is_written_as_it_was_read(date: Date) -> None:
    """A date is written as it was read, and its stem is the same without a qualifier."""
    assert Date.parse(str(date)) == date
    assert Date.parse(date.stem) == Date(date.year, date.month, date.day)


@given(DATES, DATES, DATES)
def test_order_is_total(date: Date, two: Date, three: Date) -> None:
    """The order of dates is total and transitive: a sort has one result."""
    assert (date < two) + (date == two) + (date > two) == 1
    assert not (date < two < three) or date < three
    orders = {tuple(sorted(order)) for order in itertools.permutations((date, two, three))}
    assert len(orders) == 1


@given(DATES, DATES)
def test_order_is_that_of_edtf(one: Date, two: Date) -> None:
    """Dates are ordered by the first day they can mean, and of two that begin together the wider comes first."""
    assume(one.earliest != two.earliest)
    first, second = (_day(parse_edtf(str(date)).lower_strict()) for date in (one, two))
    assert (one < two) == (first < second)


@given(DATES, DATES)
def test_interval_means_what_edtf_means(begin: Date, end: Date) -> None:
    """An interval has the same first and last day as in EDTF, and is written as it was read."""
    assume(begin.latest <= end.earliest)
    text = f"{begin}/{end}"
    ours, theirs = when(text), parse_edtf(text)
    assert ours == Interval(begin, end)
    assert (ours.earliest, ours.latest) == (_day(theirs.lower_strict()), _day(theirs.upper_strict()))
    assert str(ours) == text


@given(DATES)
def test_one_date_is_no_interval(date: Date) -> None:
    """Where an interval is allowed, a single date is still a date."""
    assert when(str(date)) == date


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2017-10/..", "both its ends"),
        ("../2017-10", "both its ends"),
        ("/2017", "both its ends"),
        ("2017-10-11/2017-10-12/2017-10-13", "2017, 2017-10 or 2017-10-12"),
        ("2017-10-11/2017-13", "from 01 to 12"),
    ],
)
def test_refusal_of_an_interval_says_what_is_right(text: str, words: str) -> None:
    """Anything but an interval is refused with a sentence that shows the right form; so is an open interval."""
    with pytest.raises(ValueError, match=words):
        when(text)


def test_interval_in_words() -> None:
    """An interval is shown as its two ends, each at its own precision."""
    assert when("2017-10/2017-11-02?").display == "October 2017 to 2 November 2017 (uncertain)"


@pytest.mark.parametrize(
    ("text", "display"),
    [
        ("2017", "2017"),
        ("2017-10", "October 2017"),
        ("2017-10-12", "12 October 2017"),
        ("2015~", "2015 (approximate)"),
        ("2018-01?", "January 2018 (uncertain)"),
        ("2018-01-02%", "2 January 2018 (uncertain and approximate)"),
    ],
)
def test_display(text: str, display: str) -> None:
    """A date is shown in words at its true precision, its qualifier after it."""
    assert Date.parse(text).display == display


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("12 October 2017", "2017, 2017-10 or 2017-10-12"),
        ("2017-13", "from 01 to 12"),
        ("2017-00", "from 01 to 12"),
        ("2017-02-29", "exist in its month"),
        ("2017-01-00", "exist in its month"),
        ("2017/2018", "2017, 2017-10 or 2017-10-12"),
        ("2\u0660\u0661\u0667", "2017, 2017-10 or 2017-10-12"),  # digits, and not of ASCII
        ("1" * 1_000_000, "2017, 2017-10 or 2017-10-12"),
        ("2017\n", "2017, 2017-10 or 2017-10-12"),
    ],
)
def test_refusal_says_what_is_right(text: str, words: str) -> None:
    """Anything but a date is refused with a sentence that shows the right form."""
    with pytest.raises(ValueError, match=words):
        Date.parse(text)


def test_less_precise_comes_first() -> None:
    """Of dates that begin on the same day, the less precise comes first, and a qualified date follows a plain one."""
    written = ["2017", "2017~", "2017-01", "2017-01?", "2017-01-01", "2017-01-01%", "2017-01-02"]
    assert [str(date) for date in sorted(map(Date.parse, reversed(written)))] == written


@given(DATES)
def test_no_date_is_before_all(date: Date) -> None:
    """The placeholder for an unreadable date is not a date that a record can have."""
    assert date > NO_DATE
    assert date.month == 0 or 1 <= date.day <= calendar.monthrange(date.year, date.month)[1] or date.day == 0
