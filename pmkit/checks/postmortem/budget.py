"""The share of an error budget held against duration and target, and the severity that an impact implies.

A budget of time is window x (1 - target): 99.9 % of 30 days leaves 43.2 minutes. By time slices every minute of impact
counts as bad, by occurrences the share of bad requests times the minutes.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from pmkit.checks.check import Match
from pmkit.checks.postmortem.quantities import Quantity, durations, quantities, shares
from pmkit.checks.postmortem.reading import PostmortemReading
from pmkit.checks.text.lexicon import lexicon
from pmkit.models.data_file import data_file
from pmkit.models.postmortem.values import Value

DAY = 86400.0
WINDOWS = (30.0, 28.0, 7.0, 31.0, 90.0, 91.0, 92.0, 365.0)
"""Days of usual windows, tried where the document names none."""
SLACK = 0.05
ROUNDED = 0.6
"""How far a share may be off for rounding: a part of it, and percent."""
_BUDGET = re.compile(r"\bbudget\b", re.IGNORECASE)
_WINDOW = re.compile(r"(?<![\w.])(\d{1,3})[ \t-]?days?\b|\b(month|week|quarter|year)(?:ly)?\b", re.IGNORECASE)
_NAMED = {"month": 30.0, "week": 7.0, "quarter": 91.0, "year": 365.0}
_OF = re.compile(
    r"(?<![\d.,])(?P<part>\d[\d,]{0,12}(?:\.\d{1,3})?)(?![\d-]|[.,]\d| ?%)[^\d%\n]{0,30}?\bof\b"
    r"[^\d%\n]{0,20}?"
    r"(?P<whole>\d[\d,]{0,12}(?:\.\d{1,3})?)(?![\d-]|[.,]\d| ?%)",
    re.ASCII,
)
_NUMBER = re.compile(r"\d{1,3}(?:[,' ]\d{3})+|\d{1,9}(?![\d.%])", re.ASCII)
WHOLE = 100.0
FEWEST_NINES = 90.0
"""A share from here on, beside the word budget, is a target."""


def budget_share(reading: PostmortemReading) -> Iterator[Match]:
    """A stated share of the budget that no way of counting makes of duration and target, or that names no target."""
    value = reading.answer.impact.get("slo") or _sentence(reading)
    if value is None or not _BUDGET.search(value.text):
        return
    said = list(shares(value.text))
    target = _target(said, reading)
    stated = next((one for one in said if one.value < FEWEST_NINES and one.value != target), None) or next(
        (one for one in said if one.value > WHOLE), None
    )
    if stated is None or not stated.value:
        return
    place = value.start + stated.start, value.start + stated.end
    if target is None:
        yield reading.at(*place, " (of which target and window, counted how?)")
        return
    if any(_near(stated.value, share) for share in _worked_out(value.text)):
        return
    ways = list(_ways(reading, value, target))
    if ways and not any(_near(stated.value, share) for share, _ in ways):
        shown = "; ".join(dict.fromkeys(f"{_short(share)} % {name}" for share, name in ways[:2]))
        yield reading.at(*place, f" ({shown})")


def _worked_out(text: str) -> Iterator[float]:
    """The shares that a document works out itself: "214 bad ones of the 2,675", "26 of 216 minutes"."""
    for match in _OF.finditer(text):
        part, whole = (float(match[name].replace(",", "")) for name in ("part", "whole"))
        if part > 0 and whole:
            yield 100 * part / whole


def _short(share: float) -> str:
    return f"{share:.0f}" if share >= 10 else f"{share:.1f}"


def _near(stated: float, share: float) -> bool:
    return abs(stated - share) <= max(SLACK * share, ROUNDED)


def _sentence(reading: PostmortemReading) -> Value | None:
    section = reading.answer.section("impact")
    sentences = reading.sentences(section) if section else []
    return next((one for one in sentences if _BUDGET.search(one.text) and next(shares(one.text), None)), None)


def _target(said: list[Quantity], reading: PostmortemReading) -> float | None:
    for one in [*said, *(shares(reading.words("impact")))]:
        if FEWEST_NINES <= one.value < WHOLE:
            return one.value
    return None


def _ways(reading: PostmortemReading, value: Value, target: float) -> Iterator[tuple[float, str]]:
    """Each share that duration and target make, with how it was counted."""
    lasted = _duration(reading)
    if lasted is None:
        return
    others = "\n".join((reading.words("impact"), reading.summary)).replace(value.text, "")
    bad = [one.value for one in shares(others) if one.value < FEWEST_NINES or one.value == WHOLE]
    for window in _windows(value.text) or WINDOWS:
        budget = window * DAY * (100 - target) / 100
        yield 100 * lasted / budget, f"when every minute counts, in {window:g} days"
        for share in dict.fromkeys(bad):
            yield share * lasted / budget, f"by occurrences at {share:g} % bad, in {window:g} days"


def _windows(text: str) -> list[float]:
    return [float(match[1]) if match[1] else _NAMED[match[2].lower()] for match in _WINDOW.finditer(text)]


def _duration(reading: PostmortemReading) -> float | None:
    value = reading.answer.impact.get("duration")
    text = value.text if value else reading.words("impact")
    found = next(durations(text), None)
    return found.value if found else None


def mild_severity(reading: PostmortemReading) -> Iterator[Match]:
    """A stated severity that is two levels milder, or more, than what the impact implies by the policy."""
    stated, field = reading.answer.severity, reading.answer.fields.get("severity")
    if not stated or field is None:
        return
    implied, why = implied_severity(reading)
    if int(stated[-1]) - implied >= _policy()["levels_off"]:
        yield reading.at(field.start, field.end, f" (SEV-{implied} by the policy: {why})")


def _policy() -> dict[str, float]:
    policy: dict[str, float] = data_file("models/severities/module.toml")
    return policy


def implied_severity(reading: PostmortemReading) -> tuple[int, str]:
    """The severity that share of users, duration and money imply, 4 for none, and what implies it."""
    text = f"{reading.words('impact')}\n{reading.summary}"
    minutes = (_duration(reading) or 0.0) / 60
    found = quantities(text)
    field = reading.answer.impact.get("users")
    of_field = [one.value for one in shares(field.text) if one.value <= WHOLE] if field else []
    share = max((one.value for one in found if one.kind == "share" and _is_of_users(text, one)), default=0.0)
    share = max([share, *of_field])
    share = WHOLE if _is_whole(text) else share
    users = max((one.value for one in found if one.kind == "users"), default=_first_number(reading))
    worth = data_file("models/severities/module.toml")["worth"]
    lost = max((one.value * worth.get(one.unit, 1) for one in found if one.kind == "money"), default=0.0)
    for level, rules in enumerate(data_file("models/severities/module.toml")["severity"], start=1):
        for rule in rules["any"]:
            is_met = share >= rule.get("share", 0) and users >= rule.get("users", 0) and lost >= rule.get("money", 0)
            if is_met and minutes >= rule.get("minutes", 0):
                return level, rule["says"]
    return len(data_file("models/severities/module.toml")["severity"]) + 1, ""


def _first_number(reading: PostmortemReading) -> float:
    """The number that the field of the users begins with, whatever they are called."""
    value = reading.answer.impact.get("users")
    match = _NUMBER.match(value.text) if value else None
    return float(re.sub(r"[,' ]", "", match[0])) if match else 0.0


def _is_of_users(text: str, one: Quantity) -> bool:
    """Whether a share is one of users, traffic or requests, by the words behind it, and none of a budget or target."""
    after = text[one.end : one.end + 60].casefold()
    before = text[max(0, one.start - 30) : one.start].casefold()
    words = [word.strip(".,;:()") for word in (*after.split()[:6], *before.split()[-2:])]
    counted = lexicon.postmortem.affected | lexicon.postmortem.counted | {"traffic"}
    return (
        "budget" not in after
        and "budget" not in before
        and one.value <= WHOLE
        and any(word in counted for word in words)
    )


def _is_whole(text: str) -> bool:
    """Whether all users are said to be hit: "all customers", "no user could"."""
    words = [word.strip(".,;:()*_").casefold() for word in text.split()]
    return any(
        one in lexicon.postmortem.all_of_them and other in lexicon.postmortem.affected for one, other in pairwise(words)
    )
