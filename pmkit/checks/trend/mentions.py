"""Finds in a sentence what it speaks of: numbers with their unit, figures, services, causes, periods, days, hedges."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from pmkit.checks.text.lexicon import table
from pmkit.checks.trend.days import day_stretches
from pmkit.models.incident_history.two_quarters import TwoQuarters

LONGEST = 1_000
"""Characters of a sentence that are read."""
What = Literal[
    "number",
    "metric",
    "name",
    "elsewhere",
    "period",
    "days",
    "direction",
    "superlative",
    "hedge",
    "plan",
    "negation",
    "cause",
    "switch",
    "break",
    "pronoun",
    "ignored",
    "future",
]
MINUS = "\N{MINUS SIGN}\N{EN DASH}-"
_NUMBER = r"\d{1,7}(?:[.,]\d{1,3})?"


@dataclass(frozen=True, slots=True)
class Mention:
    """Characters `start` to `end`, what they speak of, and in which sense: "metric" and "median"."""

    what: What
    value: Any
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it was written; `step` is the least that can be told apart in this form, in the same unit."""

    value: float
    unit: str = ""
    step: float = 1.0
    signed: bool = False


def lowered(text: str) -> str:
    """The text in small letters, of the same length."""
    return "".join(low if len(low := one.lower()) == 1 else one for one in text[:LONGEST])


def mentions(text: str, quarters: TwoQuarters) -> list[Mention]:
    """All that is spoken of, in the order of the text; no two overlap."""
    services, causes = tuple(quarters.names("service")), tuple(quarters.names("cause"))
    pattern, known = _pattern(services, causes)
    low = lowered(text)
    found: list[Mention] = []
    for start, end, stretch in day_stretches(low, quarters.begins.year):
        found.append(Mention("days", stretch, start, end))
        low = low[:start] + " " * (end - start) + low[end:]
    for match in pattern.finditer(low):
        read = _read(match, known, services)
        if read is not None:
            found.append(Mention(read[0], read[1], match.start(), match.end()))
    return sorted(found, key=lambda one: one.start)


def _read(
    match: re.Match[str], known: Mapping[str, tuple[What, Any]], services: Sequence[str]
) -> tuple[What, Any] | None:
    if match["mark"]:
        return "break", match["mark"]
    if match["phrase"]:
        return known[" ".join(re.split(r"[\s-]+", match["phrase"]))]
    if match["level"]:
        return "name", ("severity", f"SEV-{match['level']}")
    if match["dont"]:
        return "negation", match["dont"]
    if match["called"]:
        return _service(match["called"], services)
    return "number", _number(match)


def _service(called: str, services: Sequence[str]) -> tuple[What, Any] | None:
    """A word before "service" that may be the name of one."""
    if called in services:
        return "name", ("service", called)
    if called.endswith("ly"):
        return None
    return "elsewhere", ("service", called)


def _number(groups: re.Match[str]) -> Number:
    if groups["hours"]:
        return Number(60 * float(groups["hours"]) + float(groups["and_minutes"] or 0), "minutes")
    if groups["share"]:
        return Number(table("trend")["shares"][" ".join(groups["share"].split())], "percent", 2.0)
    if groups["spelt"]:
        return Number(_spelt(groups["spelt"]), _unit(groups["spelt_unit"]))
    digits = groups["digits"] or "0"
    if re.fullmatch(r"\d{1,3},\d{3}", digits):
        value, step = float(digits.replace(",", "")), 1.0
    else:
        value = float(digits.replace(",", "."))
        step = 10.0 ** -len(re.split(r"[.,]", digits)[1]) if re.search(r"[.,]", digits) else 1.0
    unit, sign = _unit(groups["unit"]), groups["sign"] or ""
    if unit == "hours":
        return Number(60 * value, "minutes", 60 * step)
    return Number(-value if sign and sign in MINUS else value, unit, step, signed=bool(sign))


def _unit(said: str | None) -> str:
    units: Mapping[str, Sequence[str]] = table("trend")["units"]
    return next((unit for unit, words in units.items() if said and said in words), "")


def _spelt(said: str) -> float:
    ones, tens = table("numbers")["to_nineteen"], table("numbers")["tens"]
    parts = re.split(r"[\s-]+", said)
    if parts[0] == "dozen":
        return 12.0
    total = sum(20 + 10 * tens.index(one) if one in tens else ones.index(one) for one in parts)
    return float(total)


def _either(words: Sequence[str]) -> str:
    """One of these words, the longest first; a space stands for a few spaces or hyphens."""
    ordered = sorted(set(words), key=lambda one: (-len(one), one))
    return "|".join(re.escape(one).replace(r"\ ", r"[\s-]{1,3}") for one in ordered)


@cache
def _pattern(services: tuple[str, ...], causes: tuple[str, ...]) -> tuple[re.Pattern[str], dict[str, tuple[What, Any]]]:
    """What finds mentions where these are the names, and what each phrase stands for."""
    known = dict(_phrases(services, causes))
    units = _either([one for words in table("trend")["units"].values() for one in words])
    ones, tens = table("numbers")["to_nineteen"], table("numbers")["tens"]
    spelt = rf"(?:{'|'.join(tens)})(?:[\s-](?:{'|'.join(ones[1:10])}))?|{'|'.join(ones[2:])}|dozen"
    parts = (
        r"\bsev(?:erity)?[\s-]?(?P<level>[1-4])s?\b",
        r"\b(?P<hours>\d{1,3})\s?(?:h|hours?|hrs?)\s(?:and\s)?(?P<and_minutes>\d{1,2})\s?(?:m|min|mins|minutes?)\b",
        rf"\b(?P<share>{_either(list(table('trend')['shares']))})\b",
        rf"(?<![\w.])(?P<sign>[+{MINUS}](?=\d))?(?P<digits>{_NUMBER})(?!\d)(?:[\s-]{{0,2}}(?P<unit>{units})(?!\w))?",
        rf"\b(?P<spelt>{spelt})\b(?:\s(?P<spelt_unit>{units})(?!\w))?",
        rf"\b(?P<called>(?!(?:{_either(table('trend')['elsewhere']['not_names'])})\s)[a-z][\w-]{{1,30}})\sservice\b",
        rf"(?<!\w)(?P<phrase>{_either(list(known))})(?!\w)",
        r"\b(?P<dont>\w{1,8}n['’]t)\b",
        r"(?P<mark>[;:()\[\]]|[,.!?](?=\s|$)|\s[–—-]\s)",
    )
    return re.compile("|".join(parts)), known


_SORTS: dict[str, What] = {
    "periods": "period",
    "metrics": "metric",
    "directions": "direction",
    "superlatives": "superlative",
    "hedges": "hedge",
}
"""Lists of phrases by their sense, and what these are mentions of."""


def _phrases(services: Sequence[str], causes: Sequence[str]) -> Iterator[tuple[str, tuple[What, Any]]]:
    """Each phrase with what it stands for; of two senses the later one holds."""
    words = table("trend")
    plain: tuple[tuple[What, Sequence[str]], ...] = (
        ("break", words["breaks"]["words"]),
        ("switch", words["switches"]["words"]),
        ("plan", words["plans"]["before"]),
        ("negation", words["plans"]["negations"]),
        ("pronoun", words["pronouns"]["words"]),
        ("future", words["plans"]["futures"]),
    )
    for what, phrases in plain:
        yield from ((one, (what, one)) for one in phrases)
    for name, what in _SORTS.items():
        for value, phrases in words[name].items():
            yield from ((one, (what, value)) for one in phrases)
    yield from ((one, ("cause", one)) for one in words["causes"]["words"])
    yield from _names(services, causes)
    yield from ((one, ("ignored", one)) for one in words["ignored"]["words"])


def _names(services: Sequence[str], causes: Sequence[str]) -> Iterator[tuple[str, tuple[What, Any]]]:
    """Services and causes, those that are there and those that people write of all the same."""
    words = table("trend")
    for kind in ("service", "cause"):
        yield from ((one, ("elsewhere", (kind, one))) for one in words["elsewhere"][kind])
    for name, others in words["names"].items():
        here: What = "name" if name in causes else "elsewhere"
        yield from ((one, (here, ("cause", name))) for one in others)
    yield from ((name, ("name", ("cause", name))) for name in causes)
    for name in services:
        yield name, ("name", ("service", name))
        yield f"{name} service", ("name", ("service", name))
