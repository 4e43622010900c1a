"""Whether a document was reviewed in time: within five business days, day 0 being the day of the incident."""

import re
from collections.abc import Iterator
from datetime import date

from pmkit.checks.check import Match
from pmkit.checks.postmortem.reading import PostmortemReading
from pmkit.models.dates.business_days import WEEKDAYS, business_days_between, deadline
from pmkit.models.dates.due import read_due
from pmkit.models.postmortem.values import Value

DAYS = 5
"""Business days from the incident to the finished document, by the module."""
FIELDS = ("reviewed", "published")
_SAID = re.compile(
    r"\b(?:reviewed|review (?:meeting )?(?:was )?held|review took place|published|finali[sz]ed)\b[^\n.]{0,30}?"
    r"(?P<day>\d{4}-\d\d-\d\d|\d{1,2} [A-Z][a-z]{2,8} \d{4}|[A-Z][a-z]{2,8} \d{1,2}, \d{4})"
)


def late_review(reading: PostmortemReading) -> Iterator[Match]:
    """A day of review or publication that lies more than DAYS business days after the incident."""
    happened = reading.answer.date or _day(reading.answer.fields.get("date"))
    if happened is None:
        return
    for value in _days(reading):
        day = _day(value)
        took = business_days_between(happened, day) if day else 0
        if took > DAYS:
            latest = deadline(happened, DAYS)
            more = f" ({took} business days after {happened}; {DAYS} end on {latest.on}, calendar: {WEEKDAYS})"
            yield reading.at(value.start, value.end, more)
            return


def _days(reading: PostmortemReading) -> Iterator[Value]:
    yield from (reading.answer.fields[name] for name in FIELDS if name in reading.answer.fields)
    for match in _SAID.finditer(reading.text):
        yield reading.value(*match.span("day"))


def _day(value: Value | None) -> date | None:
    """The day that a field begins with."""
    match = re.match(r"\d{4}-\d\d-\d\d", value.text, re.ASCII) if value else None
    return read_due(match[0] if match else value.text).on if value else None
