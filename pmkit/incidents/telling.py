"""A concrete story as the tools will tell it: every record of each tool in order, with what distorts it."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from pmkit.incidents.dice import Dice
from pmkit.incidents.rollout import host_then, ramps_of, share_at
from pmkit.incidents.wording import StoryError, with_chance
from pmkit.models.story.incident import AlertRule, Distractor, Noise, Seen, Series, Story

LOGS = ("kibana", "elasticsearch", "log:")
MISSING_SECONDS = (240, 420)
KEEP_AROUND = timedelta(seconds=90)
SKEW_SECONDS = (19, 140)
SHIPPER = "log-shipper"


class Line(NamedTuple):
    """One record: the instant its tool saw, what it holds, the true event it shows ("" for none) and how late.

    `lag` is in seconds after the true event. A record `is_ordinary` where the same would stand there without the
    incident, or where it is about something else.
    """

    at: datetime
    seen: Seen
    event: str = ""
    lag: float = 0.0
    is_ordinary: bool = False


class Firing(NamedTuple):
    """An alert that fires from `at` until `ends`; `event` and `ended` are the true events, "" for none."""

    at: datetime
    ends: datetime
    rule: AlertRule
    event: str = ""
    ended: str = ""


class Window(NamedTuple):
    """A stretch in which a tool has no records."""

    by: str
    start: datetime
    end: datetime


class Telling:
    """What is told of a story for one seed.

    `starts` and `ends` bound what the evidence covers, `skew` is the seconds by which a host's clock is ahead,
    `missing` the stretch that one tool lost, `ramps` the steps of what changes step by step.
    """

    def __init__(self, story: Story, seed: str) -> None:
        self.story, self._seed = story, seed
        dice = self.dice("telling")
        self.ramps = ramps_of(story, self.dice("ramps"))
        core = [story.times[event] for event in story.covers] or sorted(story.times.values())
        self.starts = min(core) - timedelta(seconds=story.before)
        self.ends = max(core) + timedelta(seconds=story.after)
        self.distractors = list(_one_of_each_kind(story, dice if seed else None))
        self.skew = self._skew(dice)
        self.lines: dict[str, list[Line]] = {}
        for line in (*self._told(dice), *self._noise(dice)):
            self.lines.setdefault(line.seen.by, []).append(line)
        self.missing = self._miss(dice)
        for by, lines in self.lines.items():
            self.lines[by] = sorted(map(self._where_it_was, lines), key=lambda line: line.at)
        self.firings = sorted(self._firings(dice), key=lambda firing: firing.at)

    def dice(self, label: str) -> Dice:
        """A stream of chance of its own for each renderer, so that none disturbs another."""
        return Dice(self._seed, label)

    def of(self, by: str) -> list[Line]:
        """The records of one tool, by time."""
        return self.lines.get(by, [])

    def tools_telling(self, start: datetime, end: datetime) -> list[str]:
        """The tools that recorded something of the incident between two instants, by name.

        A series counts while it is at another level than usual.
        """
        found = {
            by
            for by, lines in self.lines.items()
            if any(not line.is_ordinary and start < line.at < end for line in lines)
        }
        if any(self._is_elsewhere(series, start) for series in self.story.series):
            found.add("prometheus")
        return sorted(found)

    def _is_elsewhere(self, series: Series, at: datetime) -> bool:
        """Whether the last change of a series up to an instant took it away from its base."""
        past = [change for change in series.changes if self.story.times[change.event] <= at]
        last = max(past, key=lambda change: self.story.times[change.event], default=None)
        return last is not None and last.to != series.base

    def zone(self, by: str) -> str:
        """The zone that a tool writes in."""
        return self.story.zones.get(by, "UTC")

    def host_clock(self, line: Line) -> datetime:
        """What the clock of a record's own host showed."""
        return line.at + timedelta(seconds=self.skew.get(line.seen.host, 0))

    def _told(self, dice: Dice) -> Iterator[Line]:
        """What the tools saw of true events, and what was said and done around them."""
        for event in self.story.events:
            for seen in event.seen:
                yield self._line(event.at, seen, dice, event.id)
        around = [(seen, False) for seen in self.story.lines]
        around += [(seen, True) for one in self.distractors for seen in one.lines]
        for seen, is_ordinary in around:
            if seen.after not in self.story.times:
                raise StoryError(f"a line after {seen.after!r}, which is no event; write the id of one")
            if dice.share() < seen.chance:
                yield self._line(self.story.times[seen.after], seen, dice)._replace(is_ordinary=is_ordinary)

    def _line(self, at: datetime, seen: Seen, dice: Dice, event: str = "") -> Line:
        lag = seen.seconds + dice.below(900_000) / 1e6
        placed = self._placed(seen, dice)
        return Line(at + timedelta(seconds=lag), placed, event, lag)

    def _placed(self, seen: Seen, dice: Dice, intensity: float = 1.0) -> Seen:
        """With a host, where its service has several, and its numbers thrown."""
        hosts = self.story.hosts.get(seen.about, [])
        host = seen.host or (dice.one_of(hosts) if hosts else "")
        return seen.model_copy(update={"host": host, "text": with_chance(seen.text, dice, intensity)})

    def _noise(self, dice: Dice) -> Iterator[Line]:
        for noise in self.story.noise:
            starts, ends = [self.story.times[event] for event in noise.during] or [self.starts, self.ends]
            length = round((ends - starts).total_seconds() * 1000)
            for _ in range(noise.count):
                at = starts + timedelta(milliseconds=1000 + dice.below(length))
                seen = Seen.model_construct(  # a validated part of the story; there are hundreds
                    **_QUIET
                    | {"by": noise.by, "text": dice.one_of(noise.texts), "kind": noise.kind, "about": noise.about}
                )
                yield Line(at, self._placed(seen, dice, self._intensity(noise, at)), is_ordinary=not noise.during)

    def _intensity(self, noise: Noise, at: datetime) -> float:
        """How far the ramp at whose event these records begin has come, and how little of that at which they end."""
        risen, fallen = (self.ramps.get(event) for event in noise.during or ("", ""))
        return (share_at(risen, at) if risen else 1.0) * (1 - share_at(fallen, at) if fallen else 1.0)

    def _where_it_was(self, line: Line) -> Line:
        """With the machine that stood there at that time: a rollout replaces them."""
        host = host_then(self.story, line.seen.host, line.at, of_incident=not line.is_ordinary)
        return line if host == line.seen.host else line._replace(seen=line.seen.model_copy(update={"host": host}))

    def _skew(self, dice: Dice) -> dict[str, int]:
        if not self.story.skewed:
            return {}
        seconds = dice.between(*SKEW_SECONDS)
        return {dice.one_of(self.story.skewed): seconds}

    def _miss(self, dice: Dice) -> Window | None:
        """Take the records of one stretch out of one log; none of them shows a true event."""
        logs = [by for by in sorted(self.lines) if by.startswith(LOGS)]
        for _ in range(20 if logs else 0):
            by, seconds = dice.one_of(logs), dice.between(*MISSING_SECONDS)
            room = round((self.ends - self.starts).total_seconds()) - seconds
            start = self.starts + timedelta(seconds=dice.below(max(room, 1)))
            window = Window(by, start, start + timedelta(seconds=seconds))
            if not any(line.event and _near(line.at, window) for line in self.lines[by]):
                self._lose(window)
                return window
        return None

    def _lose(self, window: Window) -> None:
        was = self.lines[window.by]
        inside = [line for line in was if window.start <= line.at < window.end]
        self.lines[window.by] = [line for line in was if not window.start <= line.at < window.end]
        if inside:
            said = f"buffer was full for {(window.end - window.start).seconds} s; {len(inside)} records dropped"
            told = Seen(by=window.by, text=said, kind="warn", about=SHIPPER, host=inside[-1].seen.host)
            self.lines[window.by].append(Line(window.end, told))

    def _firings(self, dice: Dice) -> Iterator[Firing]:
        times = self.story.times
        rules = [(rule, True) for rule in self.story.alerts]
        rules += [(rule, False) for one in self.distractors for rule in one.alerts]
        for rule, true in rules:
            starts = times[rule.fires] + timedelta(seconds=rule.fires_after, milliseconds=dice.below(900))
            ends = times[rule.ends] + timedelta(seconds=rule.ends_after, milliseconds=dice.below(900))
            shows = rule.fires if true and not rule.fires_after else ""
            yield Firing(starts, ends, rule, shows, rule.ends if true and not rule.ends_after else "")


_QUIET = Seen(by="").model_dump()


def _near(at: datetime, window: Window) -> bool:
    return window.start - KEEP_AROUND < at < window.end + KEEP_AROUND


def _one_of_each_kind(story: Story, dice: Dice | None) -> Iterator[Distractor]:
    """The first of each kind as the story is written, any for a trainee."""
    kinds = dict.fromkeys(one.kind for one in story.distractors)
    for kind in kinds:
        among = [one for one in story.distractors if one.kind == kind]
        yield dice.one_of(among) if dice else among[0]
