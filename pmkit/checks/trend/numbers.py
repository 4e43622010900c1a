"""What each number of a clause claims: a count, a share, minutes, or the bounds of an interval."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from pmkit.checks.text.lexicon import table
from pmkit.checks.trend.claims import Bounds, Change, Claim, Count, Metric, Minutes, Name, Scope, Share, Size, Unread
from pmkit.checks.trend.clauses import PARTS, Clause
from pmkit.checks.trend.mentions import Mention, Number
from pmkit.models.incident_history.two_quarters import Period

_OF = re.compile(r"\s*(?:incidents\s+)?(?:out\s+of|of|/)\s+(?:the\s+|its\s+|all\s+|our\s+){0,2}")
_TO = re.compile(r"\s*(?:incidents|minutes|min|%)?\s*(?:to|and|-|–|->|→|until)\s*")
_WITHIN = re.compile(r"(?:in|within|over|during)\s+(?:the\s+|just\s+|only\s+|a\s+stretch\s+of\s+|\w+\s+of\s+)?$")
_IS = re.compile(r"(?:\bis|\bof|\bat|\bto|\bfrom|\bwas|\bmttr|\bmean|\bmedian|:|\()\s?$")
_FAR = re.compile(r"\s(?:shorter|longer|less|fewer|more|faster|slower|better|worse|higher|lower)\b")
"""After a number that says how far something changed, in its own unit: this is not read."""
_AS_MANY = re.compile(r"\s(?:as|more|the)\b")
_SAMPLE = re.compile(r"\bn\s?=\s?(?:\d{1,4}\s?(?:and|/|,|vs\.?)\s?)?$")
_NOUN = re.compile(r"\s(?:[\w-]+\s){0,3}?(?:incidents?|cases|outages|repeats|sev-?\d|times|came|tickets|failures)")
_HAS = re.compile(
    r"(?:\bha[sd]|\bhave|\bsaw|\btook|\bcounts?|\bonly|\bfrom|\bto|\bagainst|\bwere|\bare|\bholds?|\bwith|:|\(|,)\s?$"
)
_OTHER_NOUN = re.compile(r"\s(?!in\b|of\b|this\b|and\b|against\b|at\b|before\b|after\b|to\b|on\b)[a-z]+")
_ALL = re.compile(r"\b(?:the|all|of|over)\s(?:\w+\s)?$")
_COUNTED = ("count", *PARTS)
_YEARS = range(2000, 2100)


class Numbers:
    """Reads the numbers of one clause."""

    def __init__(self, clause: Clause, low: str) -> None:
        self.clause, self.low = clause, low
        self.numbers = clause.of("number")
        self.taken: set[int] = set()

    def claims(self) -> Iterator[Claim]:
        """What they claim, one after the other."""
        within = self._lengths()
        if self.clause.of("future"):
            return
        if self.clause.of("elsewhere") and not self.clause.of("name"):
            return  # numbers of what is not there
        for place, one in enumerate(self.numbers):
            if place in self.taken or one.value.value in _YEARS or _FAR.match(self.low, one.end):
                continue
            number: Number = one.value
            found = self._bounds(place)
            if found is None and number.unit == "percent":
                found = self._percent(place)
            elif found is None and number.unit == "minutes":
                found = self._minutes(one, number)
            elif found is None and number.unit in ("", "times"):
                found = self._plain(place, within)
            if found is not None:
                yield found

    def _lengths(self) -> int:
        """The days of a stretch that is named by its length; such numbers are no counts."""
        found = 0
        for place, one in enumerate(self.numbers):
            if one.value.unit in ("days", "weeks"):
                self.taken.add(place)
                if _WITHIN.search(self.low[: one.start]):
                    found = int(one.value.value * (7 if one.value.unit == "weeks" else 1))
        return found

    def _next(self, place: int) -> Mention | None:
        return self.numbers[place + 1] if place + 1 < len(self.numbers) else None

    def _between(self, one: Mention, other: Mention) -> str:
        return self.low[one.end : other.start]

    def _bounds(self, place: int) -> Claim | None:
        """Two numbers that bound an interval."""
        one, other = self.numbers[place], self._next(place)
        if other is None or not _TO.fullmatch(self._between(one, other)):
            return None
        is_said = any(hedge.value == "interval" for hedge in self.clause.of("hedge"))
        if not is_said and not (one.value.signed and other.value.unit == "percent"):
            return None
        unit = other.value.unit or one.value.unit
        self.taken.add(place + 1)
        if unit not in ("percent", "minutes"):
            return Unread(start=one.start, end=other.end, lacks="what")
        low, high = (Number(end.value, unit, end.step, end.signed) for end in (one.value, other.value))
        metric = self.clause.metric or "mean"
        return Bounds(start=one.start, end=other.end, low=low, high=high, metric=metric, names=self.clause.names)

    def _percent(self, place: int) -> Claim | None:
        one = self.numbers[place]
        after = self.low[one.end : one.end + 12].lstrip()
        if one.value.value in (90, 95, 99) and after.startswith(("interval", "confidence", "ci", "limits")):
            return None
        if one.value.signed:
            return self._size(one)
        if after.startswith(("percentile", "quantile")):
            return Unread(start=one.start, end=one.end, lacks="what")
        if self.clause.metric in ("mean", "median", "duration") and not self.clause.of("name"):
            # A change: told with its direction, or not at all.
            return Unread(start=one.start, end=one.end, lacks="what")
        if not (self.clause.names or self.clause.heard or self.clause.ahead or self.clause.days or self.clause.only()):
            return Unread(start=one.start, end=one.end, lacks="of what")
        return Share(start=one.start, end=one.end, number=one.value, scopes=self._scopes(one))

    def _size(self, one: Mention) -> Claim:
        """A percentage with its sign, such as that of a change in brackets; near an interval it may be its end."""
        metric = self.clause.metric
        if metric is None or "interval" in self.low[max(0, one.start - 30) : one.end + 12]:
            return Unread(start=one.start, end=one.end, lacks="what")
        return Size(start=one.start, end=one.end, number=one.value, metric=metric, names=self.clause.names)

    def _minutes(self, one: Mention, number: Number) -> Claim:
        metric = self._figure(one)
        if metric not in ("mean", "median"):
            return Unread(start=one.start, end=one.end, lacks="figure")
        return Minutes(start=one.start, end=one.end, number=number, metric=metric, scopes=self._scopes(one))

    def _figure(self, one: Mention) -> Metric | None:
        """The mean or median that is named nearest before a number, else after it, else what the clause is about."""
        named = [figure for figure in self.clause.figures() if figure.value != "count"]
        before = [figure for figure in named if figure.start < one.start]
        found: Metric | None = before[-1].value if before else named[0].value if named else self.clause.metric
        return found

    def _plain(self, place: int, within: int) -> Claim | None:
        """A number without a unit: minutes where it belongs to some, else a count."""
        one, other = self.numbers[place], self._next(place)
        if other is not None and other.value.unit == "minutes" and _TO.fullmatch(self._between(one, other)):
            return self._minutes(one, Number(one.value.value, "minutes", other.value.step))
        if other is not None and other.value.unit == "percent" and _TO.fullmatch(self._between(one, other)):
            return self._shared(one)
        is_of_mean = self._figure(one) in ("mean", "median") and not self._counts(one)
        if is_of_mean and one.value.unit == "":
            found = self._minutes(one, Number(one.value.value, "minutes", one.value.step))
            is_bare = not _IS.search(self.low[: one.start]) or self._is_bracketed(one)
            return replace(found, is_loose=is_bare) if isinstance(found, Minutes) else found
        if one.value.unit == "times" and _AS_MANY.match(self.low, one.end):
            factor = float(one.value.value)
            names, metric = self.clause.names or self.clause.heard, self.clause.metric or "count"
            return Change(start=one.start, end=one.end, way="up", metric=metric, names=names[:1], factor=factor)
        whole: Number | None = None
        wholes: tuple[Scope, ...] = ()
        if other is not None and other.value.unit == "" and _OF.fullmatch(self._between(one, other)):
            whole, wholes = other.value, self._wholes(one)
            self.taken.add(place + 1)
        if not (whole or self._counts(one) or self.clause.metric == "count" or self.clause.heard):
            return Unread(start=one.start, end=one.end, lacks="what")
        end = other.end if whole and other else one.end
        scopes = self._scopes(one)
        return Count(
            start=one.start,
            end=end,
            number=one.value,
            scopes=scopes,
            whole=whole,
            wholes=wholes,
            within=within,
            is_loose=whole is None and self._is_loose(one),
        )

    def _is_loose(self, one: Mention) -> bool:
        """Whether no word beside a number says that it counts incidents."""
        before, after = self.low[: one.start], self.low[one.end : one.end + 60]
        if any(word in before for word in table("trend")["plans"]["usual"]) or self._is_bracketed(one):
            return True
        place = self.clause.said.index(one)
        beside = self.clause.said[place - 1] if place else None
        if beside is not None and beside.what == "name" and one.start - beside.end <= 2:
            return False
        return not (_NOUN.match(after) or (_HAS.search(before) and not _OTHER_NOUN.match(after)))

    def _is_bracketed(self, one: Mention) -> bool:
        """Whether a number is one of two in brackets, which may be days, an interval, or a figure of either quarter."""
        near = self.numbers[max(0, self.numbers.index(one) - 1) : self.numbers.index(one) + 2]
        pairs = pairwise(near)
        return self.clause.is_aside and any(_TO.fullmatch(self._between(first, last)) for first, last in pairs)

    def _shared(self, one: Mention) -> Claim:
        number = Number(one.value.value, "percent", one.value.step)
        return Share(start=one.start, end=one.end, number=number, scopes=self._scopes(one))

    def _counts(self, one: Mention) -> bool:
        """Whether a word for incidents belongs to a number: next after it, or anywhere where no figure is named."""
        place = self.clause.said.index(one)
        nearby = self.clause.said[place + 1 : place + 3]
        after = [other for other in nearby if other.what not in ("number", "break")]
        if any(other.what == "metric" and other.value in _COUNTED for other in after):
            return True
        if _SAMPLE.search(self.low[: one.start]):
            return True
        exact = [figure for figure in self.clause.figures() if figure.value in ("mean", "median")]
        return not exact and bool(self.clause.of("metric"))

    def _wholes(self, one: Mention) -> tuple[Scope, ...]:
        """What a number may be a part of: all of a quarter, those of a name or of some days, the repeats."""
        found = []
        for period in self._periods(one):
            found.append(Scope(period))
            found += [Scope(period, (name,)) for name in (*self.clause.names, *self.clause.heard)]
            found += [Scope(period, only="repeats"), Scope(period, only="open"), Scope(period, only="closed")]
            found += [Scope(period, (name,)) for name in self.clause.ahead]
            found += [Scope(period, days=self.clause.days)] if self.clause.days else []
        return tuple(dict.fromkeys(found))

    def _scopes(self, one: Mention) -> tuple[Scope, ...]:
        """What a number may count, the likeliest first."""
        days, only = self.clause.days or self.clause.days_ahead, self.clause.only()
        found = []
        for period in self._periods(one):
            for names in self._groups(one):
                if days or only:
                    found.append(Scope(period, names, days, only))
                found.append(Scope(period, names))
            if days:
                found.append(Scope(period, (), days))
            if _ALL.search(self.low[: one.start]) or self.clause.is_aside or self.clause.metric in ("mean", "median"):
                found += [Scope(period), Scope(period, only="closed")]
        return tuple(dict.fromkeys(found))

    def _groups(self, one: Mention) -> Iterator[tuple[Name, ...]]:
        """The names that may belong to a number: the nearest on either side, these together, those heard before."""
        place = self.clause.said.index(one)
        before = _nearest(self.clause.said[:place][::-1])
        after = _nearest(self.clause.said[place + 1 :])
        if before and after and before[0] != after[0]:
            yield before, after
        if self.clause.of("name"):
            every = tuple(dict.fromkeys(name.value for name in self.clause.of("name")))
            yield from ((name,) for name in (after, before) if name)
            if len(every) > 1:
                yield every
            if not after and not before:
                yield from ((name,) for name in self.clause.names)
            return
        if self.clause.names:
            yield self.clause.names
        yield ()
        yield from ((name,) for name in self.clause.heard or self.clause.ahead)

    def _periods(self, one: Mention) -> tuple[Period, ...]:
        """The quarters that a number may belong to."""
        place = self.clause.said.index(one)
        after = next((other for other in self.clause.said[place + 1 :] if other.what in ("period", "number")), None)
        if after is not None and after.what == "period" and after.value != "both":
            return (after.value,)
        before = [other for other in self.clause.said[:place] if other.what in ("period", "number", "switch")]
        last = before[-1] if before else None
        if last is not None and last.what == "period" and last.value != "both":
            return (last.value,)
        if last is not None and last.what == "switch":
            is_loose = last.value == "than" or (last.value == "from" and not self._goes_on(one))
            return ("before", "this") if is_loose else ("before",)
        both: tuple[Period, ...] = ("this", "before")
        if self.clause.is_aside or any(other.value == "both" for other in self.clause.of("period")):
            return both
        if self._goes_on(one):
            return ("before", "this")
        own = {other.value for other in self.clause.of("period")}
        if len(own) > 1:
            return both
        if self.clause.period is None or self.clause.period == "this":
            return both if self._follows(one) else ("this",)
        return ("before", "this")

    def _goes_on(self, one: Mention) -> bool:
        """Whether "from 3" is followed by "to 14"."""
        place = self.numbers.index(one)
        other = self._next(place)
        return other is not None and bool(_TO.fullmatch(self._between(one, other)))

    def _follows(self, one: Mention) -> bool:
        """Whether a number stands beside another, as in "37 and 34 incidents": each may be of either quarter."""
        place = self.numbers.index(one)
        beside = [self.numbers[at] for at in (place - 1, place + 1) if 0 <= at < len(self.numbers)]
        gaps = [self._between(*sorted((one, other), key=lambda each: each.start)) for other in beside]
        return any(re.fullmatch(r"\s*(?:and|/|,|incidents and)\s*", gap) for gap in gaps)


def _nearest(said: tuple[Mention, ...]) -> Name | None:
    """The first name before another number."""
    for one in said:
        if one.what == "name":
            found: Name = one.value
            return found
        if one.what == "number":
            return None
    return None
