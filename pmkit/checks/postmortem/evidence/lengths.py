"""Lengths of time of a postmortem: stated by a record, or the difference between two things that records show."""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from pmkit.checks.postmortem.evidence.claims import Claim
from pmkit.checks.postmortem.evidence.index import Index
from pmkit.checks.postmortem.evidence.looked import Looked
from pmkit.checks.postmortem.evidence.passages import meaning
from pmkit.checks.text.folding import words_of
from pmkit.checks.text.lexicon import lexicon
from pmkit.models.evidence_facts.facts import Record
from pmkit.models.evidence_facts.figures import DAY, HOUR, MINUTE

MOST_RECORDS = 60
SAME = 10
"""Seconds within which two tools tell of one thing."""
MOST_ENDS, MOST_EXACT = 8, 16
"""Ends between which differences are taken; the nearest in words."""
MOST_NEAREST, FEWER = 3, 2
"""Ends from which a length may run to anything that begins or ends something; fewer where it is written in minutes."""
MOST_TURNS = 200
KEY = ("prometheus/query_range", "alertmanager/", "pagerduty/log", "deployments/deploy", "certificates/")
"""Where what begins and ends something is recorded first."""
NEAR = 0.4
"""What the words weigh at least that a record shares with the passage for a length to begin or end with it."""
SHARE = 0.4
"""How near an end lies at least, by the nearest of all."""
BESIDE, SPOKEN = 0.85, 0.7
"""What a record is worth that another tool has first, and what somebody wrote."""
TINY = 0.01
ROUGH = 0.15
NO_TWO = "no two records that speak of this lie so far apart"
_SIDES = re.compile(
    r"(?:\b(?:from|between)\s|\()(?P<begin>[^,.;:()|]{3,80}?)\s(?:to|and|until)\s(?P<end>[^,.;:()|]{3,80})",
    re.IGNORECASE,
)
_APART = re.compile(r"\s(?:after|before|behind|since)\s(?P<end>[^,.;:()|]{3,80})", re.IGNORECASE)
_TIME = re.compile(r"\d:\d\d")
FELT = "prometheus/query_range"
"""Where what was felt is measured."""


class End(NamedTuple):
    """Where a length may begin or end: seconds since 1970, up to `before` seconds earlier; how near it lies."""

    at: float
    before: float
    record: Record
    nearness: float


def look_up_length(claim: Claim, index: Index) -> Looked:
    """Whether a record states the length, or two records that the passage speaks of lie so far apart."""
    near = index.nearness(claim.meaning, claim.passage.meaning())
    early, late = _slack(claim)
    for stated in index.stated.get("duration", ()):
        if -early <= stated.figure.value - claim.value <= late and near[stated.record] >= NEAR:
            return Looked(claim, "found", index.record(stated.record))
    sides = _sides(claim, index)
    if sides is not None:
        return _between(claim, *sides)
    named, felt = _named(index, near), _felt(claim, index)
    told = _told(claim, index, [*named, *felt])
    ends = [*named, *felt, *told, *(_changes(index) if _lasted(claim) and not felt else ())]
    for one, other in combinations(ends, 2):
        if _fits(claim, one, other):
            return _shown(claim, one, other)
    if not felt and len(told) < 2:
        for one in [*told, *ends[: FEWER if claim.unit == "m" else MOST_NEAREST]]:
            for other in _turns(index):
                if _fits(claim, one, other):
                    return _shown(claim, one, other)
    return _otherwise(claim, felt, named)


def _sides(claim: Claim, index: Index) -> tuple[list[End], list[End]] | None:
    """Where the length may begin and end, where the passage says both: "from the alert to the answer"."""
    text, at = claim.passage.text[: claim.last], claim.start - claim.passage.start
    apart = _APART.match(claim.passage.text, claim.end - claim.passage.start)
    if apart and not _TIME.search(apart[0]):
        before = re.split(r"[,;:(|.]", text[claim.first : at])[-1]
        return _side(before, claim, index), _side(apart["end"], claim, index)
    found = [match for match in _SIDES.finditer(text, _clause(claim, at)) if not _TIME.search(match[0])]
    told = next((one for one in found if one.end() > at), found[-1] if found else None)
    if told is None:
        return None
    begin, end = (_side(told[group], claim, index) for group in ("begin", "end"))
    return begin, end


def _clause(claim: Claim, at: int) -> int:
    """Where the clause of a length begins: behind a comma that says something before it."""
    comma = max(claim.passage.text.rfind(sign, claim.first, at) for sign in ",;")
    return comma if comma >= 0 and claim.passage.meaning(comma, at) else claim.first


def _side(words: str, claim: Claim, index: Index) -> list[End]:
    """The ends of which one side speaks; where it names none, those of the passage and all that begins or ends."""
    folded = [word for word, _, _ in words_of(words)]
    most = MOST_EXACT if claim.unit == "s" else MOST_ENDS
    felt = [] if (lexicon.evidence.felt | lexicon.evidence.onset).isdisjoint(folded) else _changes(index)
    ends = [*_named(index, index.nearness(meaning(iter(folded))), most), *felt]
    ends += _told(claim, index, ends) if ends else []
    return ends or [*_named(index, index.nearness(claim.passage.meaning())), *_turns(index)]


def _between(claim: Claim, begin: list[End], end: list[End]) -> Looked:
    for one in begin:
        for other in end:
            if _fits(claim, one, other):
                return _shown(claim, one, other)
    pairs = [(one, other) for one in begin for other in end if one.at != other.at]
    if not pairs or not pairs[0][0].nearness or not pairs[0][1].nearness:
        return Looked(claim, "nowhere", None, NO_TWO)
    return _unlike(claim, *sorted(pairs[0], key=lambda one: one.at))


def _slack(claim: Claim) -> tuple[float, float]:
    """How much shorter and longer the true length may be than what is written."""
    more = ROUGH * claim.value if claim.about else 0.0
    if claim.unit in {"ms", "s"}:
        return 1.0 + more, 1.0 + more
    if claim.unit == "m":
        return MINUTE / 2 + more, MINUTE + more
    if claim.unit == "h":
        half = min(claim.slack, HOUR / 4)
        return half + more, half + more
    return max(claim.slack, DAY / 2) + more, max(claim.slack, DAY / 2) + more


def _fits(claim: Claim, one: End, other: End) -> bool:
    first, last = (one, other) if one.at <= other.at else (other, one)
    early, late = _slack(claim)
    length = last.at - first.at
    # Whoever writes seconds has taken them from two stamps as they stand.
    less, more = (0.0, 0.0) if claim.unit in {"ms", "s"} else (first.before, last.before)
    return length > 0 and claim.value - early - less <= length <= claim.value + late + more


def _end(record: Record, nearness: float) -> Iterable[End]:
    if record.at is not None:
        yield End(record.at.timestamp(), record.precision, record, nearness)


def _named(index: Index, near: Mapping[int, float], most_ends: int = MOST_ENDS) -> list[End]:
    """The turns that the passage speaks of, and what people said of the same; the nearest first."""
    timed = {i: score * _worth(index.record(i)) for i, score in near.items() if score >= NEAR}
    most = max(timed.values(), default=0.0)
    kept = sorted((i for i in timed if timed[i] >= max(SHARE * most, TINY)), key=lambda i: -timed[i])[:MOST_RECORDS]
    apart: dict[float, End] = {}
    for i in kept:
        for end in _end(index.record(i), timed[i]):
            apart.setdefault(end.at // SAME, end)
    return list(apart.values())[:most_ends]


def _worth(record: Record) -> float:
    """What a record is worth as an end: what people wrote is when they wrote it."""
    if record.turns:
        return 1.0 if record.ref.startswith(KEY) else BESIDE
    return SPOKEN if record.at is not None and record.source.startswith("Slack") else 0.0


def _felt(claim: Claim, index: Index) -> list[End]:
    """Where what was measured changed, for a passage that says how long something was felt."""
    is_felt = not lexicon.evidence.felt.isdisjoint(claim.passage.folded)
    return _changes(index) if is_felt else []


def _lasted(claim: Claim) -> bool:
    """Whether the words say how long a state lasted: "for 91 minutes"."""
    at = claim.start - claim.passage.start
    words = [word for word, _, _ in words_of(claim.passage.text[max(at - 12, 0) : at + 4])]
    return "for" in words


def _changes(index: Index) -> list[End]:
    changes = [one for one in index.facts.records if one.turns and one.ref.startswith(FELT)]
    return [end for one in changes[: 2 * MOST_ENDS] for end in _end(one, 0.0)]


def _told(claim: Claim, index: Index, ends: Sequence[End]) -> list[End]:
    """The times that the passage names, on the day of what it speaks of."""
    times = [one for one in claim.passage.figures if one.kind == "time"][:6]
    turns = ends or _turns(index)
    if not times or not turns:
        return []
    midnight = turns[0].at // DAY * DAY
    return [End(midnight + one.value, 0.0, turns[0].record, 0.0) for one in times]


def _turns(index: Index) -> list[End]:
    turns = (one for one in index.facts.records if one.turns and one.ref.startswith(KEY))
    return [end for one in turns for end in _end(one, 0.0)][:MOST_TURNS]


def _shown(claim: Claim, one: End, other: End) -> Looked:
    return Looked(claim, "found", one.record, f"so far from {other.record.ref}")


def _otherwise(claim: Claim, felt: list[End], named: list[End]) -> Looked:
    """What the evidence has instead: from the first change to the last, or between the two nearest ends."""
    ends = felt if len(felt) > 1 else named[:2]
    if len(ends) < 2 or (not felt and min(one.nearness for one in ends) < 2 * NEAR):
        return Looked(claim, "nowhere", None, NO_TWO)
    return _unlike(claim, min(ends, key=lambda one: one.at), max(ends, key=lambda one: one.at))


def _unlike(claim: Claim, first: End, last: End) -> Looked:
    note = f"from there to {last.record.ref} it is {length_in_words(last.at - first.at)}"
    return Looked(claim, "disagrees", first.record, note)


def length_in_words(seconds: float) -> str:
    """A length as people write it.

    >>> length_in_words(5062), length_in_words(75), length_in_words(0)
    ('1 h 24 min 22 s', '1 min 15 s', '0 s')
    """
    whole = round(seconds)
    parts = ((whole // HOUR, "h"), (whole % HOUR // MINUTE, "min"), (whole % MINUTE, "s"))
    return " ".join(f"{count} {unit}" for count, unit in parts if count) or "0 s"
