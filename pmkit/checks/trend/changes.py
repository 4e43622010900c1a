"""What a clause says of change and of rank: better, fewer, doubled, more than another, the most."""

import re
from collections.abc import Iterator

from pmkit.checks.trend.claims import Between, Change, Claim, Metric, Name, Rank, Unread, Way
from pmkit.checks.trend.clauses import Clause
from pmkit.checks.trend.mentions import Mention, Number

_WAYS: dict[str, tuple[Way, float]] = {
    "better": ("down", 0.0),
    "worse": ("up", 0.0),
    "up": ("up", 0.0),
    "down": ("down", 0.0),
    "same": ("same", 1.0),
    "doubled": ("up", 2.0),
    "halved": ("down", 0.5),
    "tripled": ("up", 3.0),
}
_LONGER = re.compile(r"longer|shorter|slower|faster|quicker")
_LAY = re.compile(r"f[ae]ll(?:s|en)?\s(?:within|in|on|between|into|during|under|from \d{1,2} )")
"""Incidents fall on days, too."""
_COUNTED_OFF = re.compile(r"(?:\b(?:one|two|three)|\d)\s$")
_MORE = re.compile(
    r"(?:more|less)\s(?:often|frequent|than|time|of\b|(?:\w+\s){0,2}(?:incidents|cases|outages|repeats|came))"
)
"""More of what happens; "more reliable" and "more training" say nothing of a figure."""
_LIMIT = re.compile(r"\s+than\s+(?:\d|half|a |doubled|tripled|halved|twice|three|four|usual|normal|expected)")
_NOT_FIRST = re.compile(r"\b(?:second|third|fourth|next)[\s-]$")
_NEAR = 26
"""Characters between a percentage and the direction that it belongs to, at most."""


def claims(part: Clause, low: str) -> Iterator[Claim]:
    """The changes and ranks of a clause."""
    if part.of("future"):
        return
    whys = [one.start for one in part.of("cause")]
    for one in part.of("direction"):
        if whys and min(whys) < one.start and part.said[0].start < min(whys):
            continue  # what is said to have brought it about
        if not _is_planned(part, one, low):
            yield _change(part, one, low)
    for one in part.of("switch"):
        if one.value in ("up from", "down from") and part.metric:
            way: Way = "up" if one.value == "up from" else "down"
            yield Change(start=one.start, end=one.end, way=way, metric=part.metric, names=part.names)
    for one in part.of("superlative"):
        rank = None if _NOT_FIRST.search(low, max(0, one.start - 12), one.start) else _rank(part, one)
        if rank:
            yield rank


def _is_planned(part: Clause, one: Mention, low: str) -> bool:
    """Whether it is what is to be, or a limit such as "more than 10"."""
    if _LIMIT.match(low[one.end : one.end + 16]):
        return True
    if _LAY.match(low, one.start) or _COUNTED_OFF.search(low, max(0, one.start - 12), one.start):
        return True
    if low.startswith(("more", "less"), one.start) and not _MORE.match(low, one.start):
        return True
    before = [other for other in part.said if other.end <= one.start]
    return bool(before) and before[-1].what == "plan" and one.start - before[-1].end < 14 and before[-1].value != "if"


def _change(part: Clause, one: Mention, low: str) -> Claim:
    way, factor = _WAYS[one.value]
    metric = _metric_of(part, one, low)
    if metric is None:
        return Unread(start=one.start, end=one.end, lacks="figure")
    between = _between(part, one, way)
    if between is not None:
        return between
    percent, start, end = _percent_of(part, one)
    before = [other for other in part.said if other.end <= one.start]
    denied = bool(before) and before[-1].what == "negation" and one.start - before[-1].end < 16
    names = _names_of(part, metric)
    return Change(
        start=start,
        end=end,
        way="same" if denied else way,
        metric=metric,
        names=names,
        percent=percent,
        factor=0.0 if denied else factor,
        denied=denied,
    )


def _metric_of(part: Clause, one: Mention, low: str) -> Metric | None:
    """The figure that changed: the nearest named before the word, else after it, else what the clause is about."""
    named = part.figures()
    before = [figure for figure in named if figure.start < one.start]
    after = [figure for figure in named if figure.start >= one.end]
    if _LONGER.match(low, one.start) and not any(figure.value != "count" for figure in named):
        return part.metric if part.metric in ("mean", "median") else "duration"
    found: Metric | None = before[-1].value if before else after[0].value if after else part.metric
    return found


def _names_of(part: Clause, metric: Metric) -> tuple[Name, ...]:
    """One name of each kind that the change is about."""
    names = part.names or (part.heard if metric == "count" and not part.figures() else ())
    return tuple({name[0]: name for name in reversed(names)}.values())


def _percent_of(part: Clause, one: Mention) -> tuple[Number | None, int, int]:
    """The percentage that says how far, and where the claim begins and ends with it."""
    place = part.said.index(one)
    near = [
        other
        for other in (*part.said[place + 1 :], *part.said[:place][::-1])
        if other.what == "number"
        and other.value.unit == "percent"
        and (other.start - one.end if other.start >= one.end else one.start - other.end) <= _NEAR
    ]
    after = [other for other in near if other.start > one.start]
    # Between a direction and its percentage stands no other number: "rose from 9 % to 37 %" are two shares.
    for other in after or near:
        first, last = sorted((other, one), key=lambda each: each.start)
        inside = [each for each in part.said if first.end <= each.start < last.start]
        if all(each.what not in ("number", "name", "switch") for each in inside):
            return other.value, first.start, last.end
    return None, one.start, one.end


def _between(part: Clause, one: Mention, way: Way) -> Between | None:
    """More at one name than at another of its kind."""
    than = next((other for other in part.of("switch") if other.value == "than" and other.start > one.start), None)
    if than is None or way == "same":
        return None
    left = [other.value for other in part.of("name") if other.start < than.start]
    right = [other.value for other in part.of("name") if other.start > than.start]
    if not left or not right or left[-1][0] != right[0][0]:
        return None
    return Between(start=one.start, end=than.end, name=left[-1], other=right[0], way=way, period=part.period or "this")


def _rank(part: Clause, one: Mention) -> Rank | None:
    """The name that is said to be first or last of its kind."""
    if part.metric not in ("count", None):
        return None
    named = part.of("name")
    before = [other.value for other in named if other.start < one.start]
    after = [other.value for other in named if other.start > one.start]
    if not named:
        return None
    name = before[-1] if before else after[0]
    return Rank(start=one.start, end=one.end, name=name, most=one.value == "most", period=part.period or "this")
