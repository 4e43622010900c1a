"""Times and figures of a statement, however a rewrite writes them: 03:41 as 3.41 am, 91 % as 0.91, 11 as eleven."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from pmkit.checks.text.numbers import in_digits

Kind = Literal["time", "version", "machine", "percent", "duration", "date", "number"]

SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
NOON = 12
MINUTE, HOUR = 60, 3600
CHECKED: frozenset[Kind] = frozenset({"machine", "version", "time", "percent"})
"""Kinds of figures that somebody must have given; durations may be worked out."""
COUNTED: frozenset[Kind] = frozenset({"number", "duration", "percent", "version"})
"""Kinds that a bare number may stand for."""
SLACK = 0.1
"""By this share a duration or a percentage may be rounded."""
FEWEST_LETTERS = 3
"""Letters that tell a month or a unit."""
_UNIT = r"s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|[\u2032']"
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?"
)
_MACHINES = "host|machine|node|replica|server|validator"
_NOUNS = r"GB|MB|UTC|messages|orders|accounts|blocks|users|customers|replicas"
# Each alternative begins with its own sign or digits and holds no loop within a loop: linear.
_FIGURE = re.compile(
    rf"""
      (?P<machine>\b(?:[a-z]{{2,20}}-\d{{1,4}}|(?:{_MACHINES})\s?\#?\d{{1,3}})\b
        (?![:.]\d|\s?(?:{_UNIT})\b|\s?(?:%|per\ ?cent)))
    | (?<![\w.:])(?:
        (?P<version>v\.?\d+(?:\.\d+){{0,3}}|\d+(?:\.\d+){{2,3}})(?![\w:])
      | (?P<hour>[01]?\d|2[0-3])(?P<sign>[:.h])(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d)(?:\.\d+)?)?
        (?![\d%]|:\d)(?!\.\d)(?!\s*(?:%|per\ ?cent|GB|MB|hours?))(?:\s?(?P<half>[ap])\.?m\b\.?)?
      | (?P<clock>[0-2]\d[0-5]\d)(?=\s?(?:h|hrs|UTC|Z|hours)\b)
      | (?P<o_clock>1?\d)\s?(?P<o_half>[ap])\.?m\b\.?
      | (?P<percent>\d+(?:\.\d+)?)\s?(?:%|per\ ?cent\b|pct\b|percent\b|percentage\ points)
      | (?P<share>0?\.\d\d?)(?![\d.:])
      | (?P<day>[0-3]?\d)(?:st|nd|rd|th)?\ (?:of\ )?(?P<month>{_MONTH})\b
      | (?P<length>\d+(?:[.,]\d+)*)[ -]?(?P<unit>{_UNIT})(?![\w:])
      | (?P<number>\d+(?:[.,]\d+)*)(?:[ -]?(?:{_NOUNS})\b)?
    )
    | \b(?P<month_first>{_MONTH})\ (?P<day_after>[0-3]?\d)(?:st|nd|rd|th)?\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
_THOUSANDS = re.compile(r",(?=\d{3}(?!\d))")


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: its kind, its value in plain form (a time as seconds of the day), and as it is written.

    `exact` says whether a time has seconds; `signed` whether it is written as figures of its kind usually are, so
    that one which nobody knows may be told to be strange.
    """

    kind: Kind
    value: str
    shown: str
    exact: bool = False
    signed: bool = True


def figures(text: str) -> list[Figure]:
    """Every figure of a text in order, numbers in words too.

    >>> [(one.kind, one.value) for one in figures("v2.4.0 went to validator-07 at 2:55 am; eleven minutes, 91 %")]
    [('version', '2.4'), ('machine', 'validator 7'), ('time', '10500'), ('duration', '660'), ('percent', '91')]
    """
    return list(_figures(text))


@lru_cache(maxsize=2048)
def _figures(text: str) -> tuple[Figure, ...]:
    return tuple(_figure(match) for match in _FIGURE.finditer(in_digits(text)))


def _figure(match: re.Match[str]) -> Figure:
    shown = match[0].strip()
    if match["machine"]:
        name, number = re.split(r"[ -]?#?(?=\d)", match["machine"].casefold(), maxsplit=1)
        return Figure("machine", f"{name} {int(number)}", shown)
    if match["version"]:
        return Figure("version", _version(match["version"]), shown, signed=shown[0] in "vV")
    if match["hour"] or match["clock"] or match["o_clock"]:
        return _time(match, shown)
    if match["percent"]:
        return Figure("percent", _in_one_form(match["percent"]), shown)
    if match["share"]:
        return Figure("percent", _in_one_form(f"{100 * float(match['share']):.2f}"), shown, signed=False)
    if match["day"] or match["day_after"]:
        month = (match["month"] or match["month_first"]).casefold()[:FEWEST_LETTERS]
        return Figure("date", f"{int(match['day'] or match['day_after'])} {month}", shown)
    if match["length"]:
        unit = match["unit"].casefold()[0].replace("\u2032", "m").replace("'", "m")
        return Figure("duration", _in_one_form(f"{float(_in_one_form(match['length'])) * SECONDS[unit]:.3f}"), shown)
    return Figure("number", _in_one_form(match["number"]), shown)


def _time(match: re.Match[str], shown: str) -> Figure:
    if match["o_clock"]:
        return Figure("time", str(_hour(match["o_clock"], match["o_half"]) * HOUR), shown)
    if match["clock"]:
        return Figure("time", str(int(match["clock"][:2]) * HOUR + int(match["clock"][2:]) * MINUTE), shown)
    value = _hour(match["hour"], match["half"]) * HOUR + int(match["minute"]) * MINUTE + int(match["second"] or 0)
    return Figure("time", str(value), shown, exact=bool(match["second"]), signed=match["sign"] != ".")


def _hour(hour: str, half: str | None) -> int:
    """On the clock of 24 hours; `half` is "a" or "p" where the day has two."""
    return int(hour) % NOON + (NOON if half.lower() == "p" else 0) if half else int(hour)


def _version(written: str) -> str:
    """Without its letter and its zeros at the end."""
    parts = written.lower().lstrip("v.").split(".")
    while len(parts) > 1 and int(parts[-1]) == 0:
        parts.pop()
    return ".".join(parts)


def _in_one_form(number: str) -> str:
    """Without commas of thousands, zeros before and zeros behind the point."""
    whole, _, rest = _THOUSANDS.sub("", number).replace(",", ".").partition(".")
    rest = rest.rstrip("0") if rest.isdigit() else rest
    return (whole.lstrip("0") or "0") + (f".{rest}" if rest else "")


def is_same(given: Figure, told: Figure) -> bool:
    """Whether `told` tells the given figure: a time may be told to the second, a bare number may lack its unit."""
    if given.kind == told.kind == "time":
        return given.value == told.value or (
            told.exact and not given.exact and int(told.value) // MINUTE == int(given.value) // MINUTE
        )
    if given.kind == told.kind == "machine":
        return _is_same_machine(given.value, told.value)
    if given.kind == told.kind:
        return given.value == told.value
    if "number" in {given.kind, told.kind} and {given.kind, told.kind} <= COUNTED:
        return _number(given) == _number(told)
    return False


def _is_same_machine(given: str, told: str) -> bool:
    """Whether a machine is told by its name, the beginning of it, or what it is: validator-07 as val-07, node 7."""
    (name, number), (short, other) = given.split(), told.split()
    return number == other and (name.startswith(short) or short in _MACHINES.split("|"))


def _number(figure: Figure) -> str:
    """The number that stands in a figure, whatever its unit."""
    found = re.search(r"\d+(?:[.,]\d+)*", figure.shown)
    return _version(found[0]) if found and figure.kind == "version" else _in_one_form(found[0]) if found else ""


def missing_figures(given: Iterable[str] | str, text: str) -> list[str]:
    """The figures of `given` that `text` leaves out, as `given` shows them, each with its unit.

    >>> missing_figures("Ops ignored validator-07 for 40 minutes from 03:12.", "From 3:12 on nobody saw it.")
    ['validator-07', '40 minutes']
    >>> missing_figures("It took 11 minutes.", "It took eleven minutes.")
    []
    """
    there = figures(text)
    wanted = figures(given if isinstance(given, str) else " ; ".join(given))
    return list(dict.fromkeys(one.shown for one in wanted if not any(is_same(one, told) for told in there)))


def others_of_its_kind(given: str, text: str) -> list[str]:
    """Figures of `text` of the kind of `given` and with another value, but for those that only round it."""
    wanted = figures(given)
    return [
        told.shown
        for told in figures(text)
        if any(told.kind == one.kind and not _is_rounded(one, told) for one in wanted)
        and not any(is_same(one, told) for one in wanted)
    ]


def _is_rounded(given: Figure, told: Figure) -> bool:
    """Whether a share or a duration is told as a round number near it."""
    if given.kind not in {"percent", "duration"}:
        return False
    return abs(float(given.value) - float(told.value)) <= SLACK * float(given.value)


def is_time(given: str) -> bool:
    """Whether a figure is a time of the day."""
    return any(one.kind == "time" for one in figures(given))


def strange_figures(text: str, known: str) -> Iterator[str]:
    """Machines, versions, times and shares of `text` that `known` does not hold; durations may be worked out."""
    held = figures(known)
    for told in figures(text):
        checked = told.signed and told.kind in CHECKED
        if checked and not any(is_same(one, told) or is_same(told, one) for one in held):
            yield told.shown
