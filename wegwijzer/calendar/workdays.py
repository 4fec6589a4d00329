"""Which days people work in Belgium.

The public holidays are the ten of the royal decree of 18 April 1974, article 1, and Easter and Whit Sunday.
"""

import datetime as dt
from functools import cache

import holidays

DAY = dt.timedelta(days=1)
MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = range(7)


@cache
def _holidays_of(year: int) -> dict[dt.date, str]:
    return dict(holidays.country_holidays("BE", years=year, language="nl"))


def holiday_name(day: dt.date) -> str:
    """The Dutch name of the public holiday on this day; "" when it is none."""
    return _holidays_of(day.year).get(day, "")


def is_bridge_day(day: dt.date) -> bool:
    """A Monday before, or a Friday after, a public holiday: many offices stay closed from weekend to holiday."""
    if day.weekday() == MONDAY:
        return bool(holiday_name(day + DAY))
    return day.weekday() == FRIDAY and bool(holiday_name(day - DAY))


def is_working_day(day: dt.date, *, bridging: bool = False) -> bool:
    """Monday to Friday, no public holiday; with `bridging` no bridge day either."""
    if day.weekday() >= SATURDAY or holiday_name(day):
        return False
    return not (bridging and is_bridge_day(day))


def next_working_day(day: dt.date, *, bridging: bool = False) -> dt.date:
    """This day when it is a working day, or else the first one after it."""
    while not is_working_day(day, bridging=bridging):
        day += DAY
    return day


def previous_working_day(day: dt.date) -> dt.date:
    """This day when it is a working day, or else the last one before it."""
    while not is_working_day(day):
        day -= DAY
    return day


def working_days_between(first: dt.date, last: dt.date, *, bridging: bool = False) -> list[dt.date]:
    """The working days from `first` to `last`, both included, in order; none when `last` comes before `first`."""
    days = (first + offset * DAY for offset in range((last - first).days + 1))
    return [day for day in days if is_working_day(day, bridging=bridging)]


def working_days_before(day: dt.date, number: int) -> dt.date:
    """The working day that lies `number` working days before this day; with 0 this day, or the last one before it."""
    found = previous_working_day(day)
    for _step in range(number if found == day else number - 1):
        found = previous_working_day(found - DAY)
    return found


def working_days_after(day: dt.date, number: int) -> dt.date:
    """The working day that lies `number` working days after this day; with 0 this day, or the first one after it."""
    found = next_working_day(day)
    for _step in range(number if found == day else number - 1):
        found = next_working_day(found + DAY)
    return found
