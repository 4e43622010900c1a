"""Moves the events of an incident as its levers say, in the order of cause and effect: arithmetic, no chance."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from pmkit.models.story.incident import Story, TrueEvent
from pmkit.models.story.lever import Effect, Lever, with_number
from pmkit.models.timeline import AnchorName

ACTED_UPON = "The warning is acted upon, in time"


class Moved(NamedTuple):
    """What happens then: `times` by event, other `words` for some, what is `added`, the `share` of people it hits."""

    times: dict[str, datetime]
    words: dict[str, str]
    added: tuple[tuple[datetime, str], ...]
    share: float
    averted: bool


@dataclass(frozen=True)
class Order:
    """The events of a story as one leads to the next.

    From the detection on each follows from the one before, and keeps its distance; what stands before it follows
    from nobody's response. Raises ValueError where the story lacks events for that.
    """

    story: Story
    events: list[TrueEvent] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "events", sorted(self.story.events, key=lambda event: event.at))
        missing = [name for name in ("impact_start", "detected", "impact_end") if name not in self._at_anchor]
        if missing or not self.story.impact:
            lacks = " and ".join(missing) or "impact"
            raise ValueError(f"the story {self.story.slug!r} cannot be told again; it has no {lacks}")

    @cached_property
    def _at_anchor(self) -> dict[AnchorName, str]:
        return {name: event.id for event in self.events for name in event.anchors}

    def at(self, anchor: AnchorName) -> str:
        """The id of the event at an anchor."""
        return self._at_anchor[anchor]

    @cached_property
    def response(self) -> list[str]:
        """The events from the detection on."""
        ids = [event.id for event in self.events]
        return ids[ids.index(self.at("detected")) :]

    @cached_property
    def distances(self) -> list[float]:
        """Seconds from each event of the response to the next."""
        at = [self.story.times[one] for one in self.response]
        return [(after - before).total_seconds() for before, after in pairwise(at)]


def working(lever: Lever, number: float | None) -> str:
    """Why a lever moved so far cannot work, as a sentence; empty where it can."""
    if lever.does == "nothing":
        return lever.because
    if not lever.has_number or number is None:
        return ""
    if not lever.least <= number <= lever.most:
        return f"{number:g} {lever.unit} is out of reach; write {lever.least:g} to {lever.most:g}."
    if lever.works_from is not None and number < lever.works_from:
        return lever.too_little
    if lever.works_to is not None and number > lever.works_to:
        return lever.too_much
    if lever.does == "warns" and lever.seconds(number) < lever.lag:
        return lever.too_little or "That is too late to act."
    return ""


def move(story: Story, effects: Sequence[Effect]) -> Moved:
    """The events under effects that can all work: see `working`; their order does not matter."""
    order = Order(story)
    pulled = [(story.lever_by_id[effect.lever], number_of(story, effect)) for effect in effects]
    averted = _averted(story, pulled)
    if averted is not None:
        return averted
    return _responded(order, pulled)


def number_of(story: Story, effect: Effect) -> float | None:
    """How far a lever is moved: as the effect says, else as far as the lever is moved by default."""
    lever = story.lever_by_id[effect.lever]
    return (lever.default if effect.number is None else effect.number) if lever.has_number else None


Pulled = tuple[Lever, float | None]


def _averted(story: Story, pulled: Iterable[Pulled]) -> Moved | None:
    """The incident that does not happen: by the earliest of what keeps it away; None where nothing does."""
    found = [
        (_instead(story, lever, number), story.times[lever.starts])
        for lever, number in pulled
        if lever.does in ("removes", "warns")
    ]
    if not found:
        return None
    added, cut = min(found)
    times = {event.id: event.at for event in story.events if event.at < cut}
    return Moved(times, {}, added, 0.0, averted=True)


def _instead(story: Story, lever: Lever, number: float | None) -> tuple[tuple[datetime, str], ...]:
    at, words = story.times[lever.starts], with_number(lever.instead, number)
    if lever.does == "removes":
        return ((at, words),)
    warned = at - timedelta(seconds=lever.seconds(number))
    return ((warned, words), (warned + timedelta(seconds=lever.lag), ACTED_UPON))


def _responded(order: Order, pulled: list[Pulled]) -> Moved:
    story = order.story
    times, words = dict(story.times), {}
    noticed = times[order.at("detected")]
    for lever, number in _doing("detects", pulled):
        at = _after(times, lever, number)
        if at < noticed:
            noticed, words[order.at("detected")] = at, with_number(lever.instead, number)
    distances = _shortened(order, pulled, words)
    for index, one in enumerate(order.response):
        times[one] = noticed + timedelta(seconds=round(sum(distances[:index])))
    _recover(order, pulled, times, words)
    _drop_what_is_over(order, times)
    share = min([1.0, *((number or 0) / 100 for _, number in _doing("limits", pulled))])
    over = times[order.at("impact_end")] <= times[order.at("impact_start")]
    return Moved(times, {one: said for one, said in words.items() if said}, (), share, averted=over)


def _doing(does: str, pulled: Iterable[Pulled]) -> list[Pulled]:
    return [(lever, number) for lever, number in pulled if lever.does == does]


def _after(times: dict[str, datetime], lever: Lever, number: float | None) -> datetime:
    return times[lever.starts] + timedelta(seconds=round(lever.seconds(number)) + lever.lag)


def _shortened(order: Order, pulled: list[Pulled], words: dict[str, str]) -> list[float]:
    """The distances of the response, those within a stretch that is held short in proportion."""
    distances = list(order.distances)
    for lever, number in _doing("shortens", pulled):
        first, last = order.response.index(lever.starts), order.response.index(lever.ends)
        length, most = sum(distances[first:last]), lever.seconds(number) + lever.lag
        if most < length:
            distances[first:last] = [one * most / length for one in distances[first:last]]
            words[lever.ends] = with_number(lever.instead, number)
    return distances


def _recover(order: Order, pulled: list[Pulled], times: dict[str, datetime], words: dict[str, str]) -> None:
    """End the impact without anybody, where that is sooner; who was not at work by then is not called any more."""
    end = order.at("impact_end")
    found = [(_after(times, lever, number), with_number(lever.instead, number))
             for lever, number in _doing("recovers", pulled)]  # fmt: skip
    at, said = min(found, default=(times[end], ""))
    if at >= times[end]:
        return
    late, place = times[end] - at, order.response.index(end)
    followed = order.response[place + 1 :]
    if times[order.at("detected")] >= at:
        left_out, followed = [*order.response[:place], *followed], []
    else:
        left_out = [one for one in order.response[:place] if times[one] >= at]
    for one in left_out:
        del times[one]
    times |= {one: times[one] - late for one in followed} | {end: at}
    words[end] = said


def _drop_what_is_over(order: Order, times: dict[str, datetime]) -> None:
    """What came of the impact by itself, such as a penalty after so long, does not come once it is over."""
    start, end = times[order.at("impact_start")], times[order.at("impact_end")]
    by_itself = {event.id for event in order.events} - set(order.response)
    for one in by_itself:
        if times[one] > start and times[one] >= end:
            del times[one]
