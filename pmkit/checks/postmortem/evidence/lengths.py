"""Lengths of time of a postmortem: stated by a record, or the difference between two things that records show."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from pmkit.checks.postmortem.evidence.claims import Claim
from pmkit.checks.postmortem.evidence.index import Index
from pmkit.checks.postmortem.evidence.looked import Looked
from pmkit.checks.text.lexicon import lexicon
from pmkit.models.evidence_facts.facts import Record
from pmkit.models.evidence_facts.figures import DAY, HOUR, MINUTE, figures_of

MOST_ENDS = 8
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
SPOKEN = 0.7
TINY = 0.01
ROUGH = 0.15
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
    named, felt = _named(index, near), _felt(claim, index)
    told = _told(claim, index, [*named, *felt])
    ends = [*named, *felt, *told]
    for one, other in combinations(ends, 2):
        if _fits(claim, one, other):
            return _shown(claim, one, other)
    if not felt and len(told) < 2:
        for one in [*told, *ends[: FEWER if claim.unit == "m" else MOST_NEAREST]]:
            for other in _turns(index):
                if _fits(claim, one, other):
                    return _shown(claim, one, other)
    return _otherwise(claim, felt, named)


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
    return length > 0 and claim.value - early - first.before <= length <= claim.value + late + last.before


def _end(record: Record, nearness: float) -> Iterable[End]:
    if record.at is not None:
        yield End(record.at.timestamp(), record.precision, record, nearness)


def _named(index: Index, near: Mapping[int, float]) -> list[End]:
    """The turns that the passage speaks of, and what people said of the same; the nearest first."""
    timed = {i: score * _worth(index.record(i)) for i, score in near.items() if score >= NEAR}
    most = max(timed.values(), default=0.0)
    kept = sorted((i for i in timed if timed[i] >= max(SHARE * most, TINY)), key=lambda i: -timed[i])[:MOST_ENDS]
    return [end for i in kept for end in _end(index.record(i), timed[i])]


def _worth(record: Record) -> float:
    """What a record is worth as an end: what people wrote is when they wrote it."""
    return 1.0 if record.turns else SPOKEN if record.at is not None and record.source.startswith("Slack") else 0.0


def _felt(claim: Claim, index: Index) -> list[End]:
    """Where what was measured changed, for a passage that says how long something was felt."""
    if lexicon.evidence.felt.isdisjoint(claim.passage.folded):
        return []
    changes = [one for one in index.facts.records if one.turns and one.ref.startswith(FELT)]
    return [end for one in changes[: 2 * MOST_ENDS] for end in _end(one, 0.0)]


def _told(claim: Claim, index: Index, ends: Sequence[End]) -> list[End]:
    """The times that the passage names, on the day of what it speaks of."""
    times = [one for one in figures_of(claim.passage.text) if one.kind == "time"][:6]
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
        return Looked(claim, "nowhere", None, "no two records that speak of this lie so far apart")
    first, last = min(ends, key=lambda one: one.at), max(ends, key=lambda one: one.at)
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
