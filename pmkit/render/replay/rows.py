"""The events of both tellings of an incident, each once, with its time in either."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from pmkit.models.clocks import FigureName
from pmkit.models.story.replay import Replay
from pmkit.models.timeline import TimelineEvent, in_utc
from pmkit.render.scene.wrapping import clean


class Row(NamedTuple):
    """One event: as it was, and with the items; one of the two may be missing."""

    was: TimelineEvent | None
    then: TimelineEvent | None

    @property
    def has_moved(self) -> bool:
        """Whether it happens in both, at another time."""
        return self.was is not None and self.then is not None and self.was.at != self.then.at

    @property
    def words(self) -> str:
        """What happened, in the words of the incident where it is part of that."""
        event = self.was or self.then
        return clean(event.what) if event else ""

    @property
    def other_words(self) -> str:
        """What happens then, where that is something else; empty where it is the same."""
        same = not (self.was and self.then) or clean(self.was.what) == clean(self.then.what)
        return "" if same or not self.then else clean(self.then.what)


def rows_of(told: Replay) -> list[Row]:
    """The events by the time that they were, what happens only with the items among them."""
    was = dict(zip(told.before.ids, told.before.timeline.events, strict=True))
    then = dict(zip(told.after.ids, told.after.timeline.events, strict=True))
    rows = [Row(event, then.get(one)) for one, event in was.items()]
    new = zip(told.after.ids, told.after.timeline.events, strict=True)
    rows += [Row(None, event) for one, event in new if one not in was]
    return sorted(rows, key=lambda row: in_utc((row.was or row.then or told.before.timeline.events[0]).at))


def day_of(told: Replay) -> datetime:
    """The day of the incident, which needs no naming: that on which people began to fail."""
    start = told.before.timeline.anchors.impact_start
    return in_utc(start if start is not None else told.before.timeline.events[0].at)


def clock_of(event: TimelineEvent | None, day: datetime) -> str:
    """The time of day, with the date where it is another day than `day`; a dash for what does not happen."""
    if event is None:
        return "–"
    at = in_utc(event.at)
    return f"{at:%H:%M:%S}" if at.date() == day.date() else f"{at:%m-%d %H:%M}"


def figures_of(told: Replay) -> Iterator[tuple[FigureName, int | None, int | None]]:
    """The name of each figure, and its seconds as it was and with the items."""
    for was, then in zip(told.before.clocks, told.after.clocks, strict=True):
        yield was.name, was.seconds, then.seconds
