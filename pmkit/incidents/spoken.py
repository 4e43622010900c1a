"""Times as people say them in chat, which is how they reach a postmortem when nobody looks them up."""

from datetime import date, datetime

HOURS = ("twelve one two three four five six seven eight nine ten eleven").split()
_PAST = {5: "five past", 10: "ten past", 15: "quarter past", 20: "twenty past", 25: "twenty-five past", 30: "half past"}
_TO = {35: "twenty-five to", 40: "twenty to", 45: "quarter to", 50: "ten to", 55: "five to"}
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
MONTHS = (
    "January February March April May June July August September October November December"  # not strftime: locales
).split()


def about(local: datetime) -> str:
    """A time of day to the nearest five minutes, in words.

    >>> about(datetime(2026, 1, 31, 14, 28, 40))
    'about half past two'
    """
    minutes = (local.hour * 60 + local.minute + (local.second >= 30) + 2) // 5 * 5
    hour, minute = divmod(minutes, 60)
    if minute == 0:
        return f"about {HOURS[hour % 12]}"
    if minute in _PAST:
        return f"about {_PAST[minute]} {HOURS[hour % 12]}"
    return f"about {_TO[minute]} {HOURS[(hour + 1) % 12]}"


def date_in_words(when: date) -> str:
    """A day in words.

    >>> date_in_words(date(2026, 1, 29))
    'Thursday 29 January 2026'
    """
    return f"{WEEKDAYS[when.weekday()]} {day_of_month(when)} {when.year}"


def day_of_month(when: date) -> str:
    """A day without its year.

    >>> day_of_month(date(2026, 1, 29))
    '29 January'
    """
    return f"{when.day} {MONTHS[when.month - 1]}"
