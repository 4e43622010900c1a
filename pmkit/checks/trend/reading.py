"""Reads what a sentence about two quarters claims. What cannot be read is told as such, never guessed."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from pmkit.checks.text.lexicon import table
from pmkit.checks.trend import changes
from pmkit.checks.trend.claims import (
    Because,
    Between,
    Bounds,
    Change,
    Claim,
    Count,
    Elsewhere,
    Reading,
    Scope,
    Share,
    Unread,
)
from pmkit.checks.trend.clauses import Clause, clauses
from pmkit.checks.trend.mentions import Mention, Number, lowered, mentions
from pmkit.checks.trend.numbers import Numbers
from pmkit.models.incident_history.two_quarters import TwoQuarters

_ASKS_WHY = re.compile(r"\bwhy\b|\bshare\b|\bcaused?\b|\bwhat (?:made|brought|led)\b")
"""That one cannot tell why is no doubt about what changed."""


def read_sentence(text: str, quarters: TwoQuarters) -> Reading:
    """The claims of a sentence in the order of its words."""
    low = lowered(text)
    parts = clauses(mentions(text, quarters))
    claims: list[Claim] = []
    changes_at_all = any(part.of("direction") for part in parts)
    for part in parts:
        claims += Numbers(part, low).claims()
        claims += changes.claims(part, low)
        claims += _none(part)
        claims += _named(part, low, changed=changes_at_all)
    claims = _with_percents(claims)
    bounds = any(isinstance(one, Bounds) for one in claims)
    claims = [_hedged(one, parts, low, bounds=bounds) for one in claims]
    hedges = [one.value for part in parts for one in part.of("hedge")]
    return Reading(sorted(claims, key=lambda one: (one.start, one.end)), "cannot" in hedges or bounds, bounds)


def _named(part: Clause, low: str, *, changed: bool) -> Iterator[Claim]:
    """Names that are not there, and words that say why."""
    for one in part.of("elsewhere"):
        yield Elsewhere(start=one.start, end=one.end, kind=one.value[0], name=one.value[1])
    for one in part.of("cause")[:1]:
        if not _is_class(part, one, low, changed=changed) and not any(
            hedge.value != "interval" for hedge in part.of("hedge")
        ):
            end = part.said[-1].end
            yield Because(start=one.start, end=max(one.end, end))


def _none(part: Clause) -> Iterator[Claim]:
    """That there are no incidents of a name."""
    for one, after in pairwise(part.said):
        if one.what == "negation" and one.value == "no" and after.what == "name" and after.start - one.end <= 1:
            scope = Scope(part.period or "this", (after.value,), part.days)
            yield Count(start=one.start, end=after.end, number=Number(0), scopes=(scope,))


def _is_class(part: Clause, why: Mention, low: str, *, changed: bool) -> bool:
    """Whether the words name the class of cause that the table holds, or chance, and say no more than these."""
    after = re.split(r"[.;!?]", low[why.end : why.end + 80])[0]
    allowed = table("trend")["causes"]["allowed"]
    if re.search(rf"\b(?:{'|'.join(map(re.escape, allowed))})\b", after):
        return True
    if re.match(r"\s(?:\w+\s)?\d", after):
        return True  # of so many: counted, not explained
    named = [one for one in part.of("name") if one.value[0] == "cause"]
    if named and low[why.start : why.end].startswith("cause"):
        return True
    follows = any(one.what == "name" and one.value[0] == "cause" and one.start >= why.end for one in part.said)
    return follows and not changed


def _with_percents(claims: list[Claim]) -> list[Claim]:
    """Percentages that say how far something changed belong to that change, and are no claims of their own."""
    changed = [one for one in claims if isinstance(one, Change) and one.percent]

    def is_told(one: Claim) -> bool:
        return isinstance(one, Share | Unread) and any(
            other.start <= one.start and one.end <= other.end for other in changed
        )

    return [one for one in claims if not is_told(one)]


def _hedged(claim: Claim, parts: list[Clause], low: str, *, bounds: bool) -> Claim:
    """A change or a comparison, with whether the sentence says that one cannot tell, or gives an interval."""
    if isinstance(claim, Change):
        if any(_covers(part, claim, low) for part in parts):
            return replace(claim, hedged="cannot")
        return replace(claim, hedged="interval" if bounds else "")
    if isinstance(claim, Between):
        return replace(claim, hedged=any(hedge.value != "interval" for part in parts for hedge in part.of("hedge")))
    return claim


def _covers(part: Clause, claim: Change, low: str) -> bool:
    """Whether a clause says of a change that one cannot tell."""
    hedges = [one for one in part.of("hedge") if one.value != "interval"]
    if not hedges or _ASKS_WHY.search(low[part.said[0].start - 12 : hedges[0].start]):
        return False
    if part.said[0].start <= claim.start <= part.said[-1].end:
        return True
    if all(one.value == "may" for one in hedges):
        return False
    # "35 incidents are too few": the figure is the reason, not what cannot be told.
    exact = [one for one in part.figures() if one.value != "count"]
    if not exact and not part.of("name"):
        return claim.start < part.said[0].start
    return part.metric == claim.metric and set(part.names) == set(claim.names)
