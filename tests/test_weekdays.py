"""A weekday beside a date is found however the two are written, and checked against the calendar."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.record.weekdays import named, weekday

FORMS = (
    "{weekday}, {month} {day}, {year}",
    "{weekday} {month} {day} {year}",
    "{weekday}, {short} {day}, {year}",
    "{weekday}, {day} {month} {year}",
    "{weekday} the {day}th of {month}, {year}",
    "{month} {day}, {year} ({weekday})",
    "{weekday},\n{month} {day},\n{year}",
    "{weekday}, {date}",
    "{weekday}, {number}/{day}/{year}",
    "{day}/{number}/{year} (a {weekday})",
)


def written(form: str, day: datetime.date, name: str) -> str:
    """Write a date and a weekday."""
    month = f"{day:%B}"
    short = month if len(month) < 5 else f"{month[:3]}."
    return form.format(weekday=name, month=month, short=short, day=day.day, year=day.year, number=day.month, date=day)


@pytest.mark.parametrize("form", FORMS)
@given(st.dates(datetime.date(1600, 1, 1), datetime.date(2099, 12, 31)))
def test_a_weekday_agrees_with_its_own_day_alone(form: str, day: datetime.date) -> None:
    """Every form is read; the right weekday agrees, and another only if the figures can mean another day."""
    (found,) = named(f"He said on {written(form, day, weekday(day))} that it was so.", 2017)
    assert found.agrees
    assert day in found.days
    (other,) = named(written(form, day, weekday(day + datetime.timedelta(1))), 2017)
    assert other.agrees is any(weekday(each) == weekday(day + datetime.timedelta(1)) for each in other.days)
    assert len(other.days) == 1 or "/" in form


@pytest.mark.parametrize(
    "text",
    [
        "On Monday 30,000 people came.",
        "Monday, October 2017",
        "Monday, Marches 12",
        "by October 12, 2017, Monday’s rule",
        "Holiday, October 12, 2017",
        "Monday, October 123",
        "Monday, 8 U.S.C. § 1373",
    ],
)
def test_what_is_no_date_is_passed_over(text: str) -> None:
    """A weekday without a date beside it is ignored."""
    assert list(named(text, 2017)) == []


def test_a_date_without_a_year_is_near_the_one_given() -> None:
    """A date without a year may be in the year before or after; 12 October 2017 was a Thursday."""
    (found,) = named("Thursday, October 12", 2018)
    assert found.agrees
    assert [day.year for day in found.days] == [2017, 2018, 2019]
    (found,) = named("Monday, October 12", 2018)
    assert not found.agrees


def test_a_day_that_there_is_not() -> None:
    """An impossible date agrees with no weekday."""
    (found,) = named("Monday, February 30, 2017", 2017)
    assert (found.days, found.agrees) == ((), False)
