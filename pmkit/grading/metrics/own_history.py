"""The history that one trainee gets: so made that every fault can be seen, with targets for each set of clocks."""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from pmkit.incidents.dice import Dice, seed_of
from pmkit.incidents.history import MadeHistory, Row, make_history
from pmkit.incidents.rendering.sheet import Sheet
from pmkit.metrics import intervals
from pmkit.models.clocks import FigureName, Policy, load_policy
from pmkit.models.data_file import data_file
from pmkit.models.incident_history.answer import IN_WORDS, POLICIES, FigureLabel, Judged, PolicyName
from pmkit.models.incident_history.columns import TIMES
from pmkit.models.incident_history.faults import FAULTS
from pmkit.models.story.scenario import Scenario
from pmkit.models.timeline import AnchorName

SLUG = "own-history"
FEWEST, MOST = 60, 120
MOST_TRIES = 400
MEAN_OF: dict[FigureLabel, FigureName] = {"MTTD": "TTD", "MTTA": "TTA", "MTTM": "TTM", "MTTR": "TTR"}
TIMED: tuple[FigureLabel, ...] = tuple(MEAN_OF)
"""The figures that are times between two anchors, and have a target in minutes."""
NICE = (2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 40, 45, 50, 60, 75, 90, 100, 120, 150, 180, 200, 240, 300, 360, 480)
CLEAR = 1.12
"""How far a target lies from an interval at least, so that any sound method judges it alike."""
USUAL = 0.3
"""So much of an interval lies at least on either side of its mean."""
WITHIN = 0.6
"""So much of an interval, on the scale of logarithms, holds a target that cannot be judged."""
Record = Mapping[str, datetime]
"""The times of one incident, by anchor; those that it has not are missing."""


@dataclass(frozen=True)
class OwnHistory:
    """A history for one trainee, its truth beside it; `seed` is "" for the one of nobody in particular."""

    seed: str

    @cached_property
    def made(self) -> MadeHistory:
        """Rows as they are handed out, and as they were; every fault can be seen in its row."""
        dice = Dice(self.seed or SLUG, "size")
        for _ in range(MOST_TRIES):
            found = make_history(f"{self.seed or SLUG}/{dice.hex(8)}", dice.between(FEWEST, MOST))
            if _is_fair(found):
                return found
        raise ValueError("no history was found in which every fault can be seen")

    @property
    def until(self) -> datetime:
        """When the history was taken."""
        return self.made.until or max(max(record.values()) for record in self.given_records.values())

    @cached_property
    def true_records(self) -> dict[str, Record]:
        """The times of each incident as they were, by its id."""
        return {row["id"]: times_of(row) for row in self.made.truth}

    @cached_property
    def given_records(self) -> dict[str, Record]:
        """The times as they are handed out, by the id of the row."""
        return {row["id"]: times_of(row) for row in self.made.rows}

    @cached_property
    def twins(self) -> tuple[str, str]:
        """The ids of the incident that stands there twice: the first row and the second one."""
        second = next(self.made.rows[fault.row - 1] for fault in self.made.faults if fault.kind == "duplicate")
        first = next(row for row in self.made.rows if _same_times(row, second))
        return first["id"], second["id"]

    @cached_property
    def targets(self) -> dict[PolicyName, dict[FigureLabel, int]]:
        """Minutes for each figure under each set of clocks: some are reached, some are not, some cannot be judged."""
        dice = Dice(self.seed or SLUG, "targets")
        return {name: dict(self._targets(dice, load_policy(name))) for name in POLICIES}

    @cached_property
    def scenario(self) -> Scenario:
        """What the exercise says of the history."""
        rows = len(self.made.rows)
        services = sorted({row["service"] for row in self.made.rows})
        told = data_file("grading/metrics/own_history_words.toml")
        brief = told["brief"].format(rows=rows, since=f"{self.made.rows[0]['impact_start'][:10]}", until=self._taken)
        return Scenario(
            slug=SLUG, title=told["title"], problem=told["problem"], brief=brief, people=[], teams=[],
            systems=services, exhibits=[], causes=[],
        )  # fmt: skip

    @cached_property
    def sheets(self) -> list[Sheet]:
        """The files that the trainee gets: what is known of the history, the history, the targets."""
        return [_sheet("README.md", self._readme()), _sheet("history.csv", self.made.csv()), self._targets_sheet()]

    @property
    def _taken(self) -> str:
        return f"{self.until:%Y-%m-%d %H:%M} UTC"

    def _targets(self, dice: Dice, policy: Policy) -> Iterator[tuple[FigureLabel, int]]:
        kinds: list[Judged] = ["met", "not met", "cannot tell yet", "cannot tell yet"]
        for label, kind in zip(TIMED, dice.mixed(kinds), strict=True):
            span = policy.figures[MEAN_OF[label]]
            values = [*minutes_of(self.true_records.values(), span.starts, span.ends)]
            yield label, target_for(values, kind, dice)

    def _targets_sheet(self) -> Sheet:
        lines = ["# Minutes within which the mean is to lie, for each set of clocks."]
        for policy, targets in self.targets.items():
            lines += ["", f"[{policy}]", *(f"{label} = {minutes}" for label, minutes in targets.items())]
        return _sheet("targets.toml", "\n".join(lines) + "\n")

    def _readme(self) -> str:
        words: str = data_file("grading/metrics/own_history_words.toml")["readme"]
        return words.format(
            rows=len(self.made.rows),
            until=self._taken,
            faults="\n".join(f"- `{kind}`: {says}" for kind, says in FAULTS.items()),
            clocks="\n".join(self._clock_rows()),
        )

    def _clock_rows(self) -> Iterator[str]:
        for name in POLICIES:
            policy = load_policy(name)
            for label in TIMED:
                span = policy.figures[MEAN_OF[label]]
                target = self.targets[name][label]
                ends = f"`{_column(span.starts)}` | `{_column(span.ends)}`"
                yield f"| `{name}` | {label}, {IN_WORDS[label]} | {ends} | {target} min |"
            span = policy.figures["duration"]
            yield f"| `{name}` | duration | `{_column(span.starts)}` | `{_column(span.ends)}` | |"


def own_history(trainee: str | None) -> OwnHistory:
    """The history for a trainee; without one, that of nobody in particular. Raises ValueError as seed_of does."""
    return OwnHistory(seed_of(SLUG, trainee))


def times_of(row: Row) -> Record:
    """The times of a row, by anchor."""
    return {name: datetime.fromisoformat(row[name]) for name in TIMES if row.get(name)}


def minutes_between(record: Record, starts: Sequence[AnchorName], ends: Sequence[AnchorName]) -> float | None:
    """Minutes between two anchors; of several, the first that the incident has. None where one is missing."""
    start = next((record[name] for name in starts if name in record), None)
    end = next((record[name] for name in ends if name in record), None)
    return None if start is None or end is None else (end - start).total_seconds() / 60


def target_for(values: Sequence[float], kind: Judged, dice: Dice) -> int:
    """A target in whole minutes that such values meet, do not meet, or cannot be judged by."""
    interval = intervals.of_mean(values)
    if interval is None:
        raise ValueError("too few values for a target")
    middle, half = math.sqrt(interval.low * interval.high), math.log(interval.high / interval.low) / 2
    far = math.exp(half) * (CLEAR + dice.share() / 2)
    near = math.exp(half * WITHIN * (2 * dice.share() - 1))
    wanted = middle * {"met": far, "not met": 1 / far, "cannot tell yet": near}[kind]
    by_distance = sorted(NICE, key=lambda one: abs(math.log(one / wanted)))
    return next((one for one in by_distance if _suits(one, interval, kind)), max(1, round(wanted)))


def _suits(target: float, interval: intervals.Interval, kind: Judged) -> bool:
    """Whether the target is judged so, and not by a hair."""
    low, high = interval
    if kind == "met":
        return target >= high * CLEAR
    if kind == "not met":
        return target <= low / CLEAR
    return low * CLEAR <= target <= high / CLEAR


def minutes_of(records: Iterable[Record], starts: Sequence[AnchorName], ends: Sequence[AnchorName]) -> Iterator[float]:
    """The minutes between two anchors of those incidents that have both."""
    for record in records:
        minutes = minutes_between(record, starts, ends)
        if minutes is not None:
            yield minutes


def _is_fair(made: MadeHistory) -> bool:
    """Whether all kinds of faults are there and show, no time is 0, and some incidents repeat an earlier one."""
    kinds = {fault.kind for fault in made.faults}
    mixed = [made.rows[fault.row - 1] for fault in made.faults if fault.kind == "zone-mix"]
    # Nobody acknowledges what is mitigated already: so local times show, whatever else the incident was like.
    shown = all(row["acknowledged"] > row["mitigated"] and row["detected"] > row["mitigated"] for row in mixed)
    repeats = sum(bool(row["repeat_of"]) for row in made.truth)
    if kinds != set(FAULTS) or not shown or repeats <= 1:
        return False
    records = [times_of(row) for row in made.truth]
    return all(map(_is_lasting, records)) and all(map(_is_usual, _values(records)))


def _is_lasting(record: Record) -> bool:
    """Whether each figure of an incident has a length, under all clocks: a time of 0 has no logarithm."""
    spans = (load_policy(name).figures[figure] for name in POLICIES for figure in MEAN_OF.values())
    minutes = (minutes_between(record, one.starts, one.ends) for one in spans)
    return all(one is None or one > 0 for one in minutes)


def _values(records: Sequence[Record]) -> Iterator[list[float]]:
    """The minutes of each figure under each set of clocks, where they differ."""
    spans = {
        (span.starts[0], span.ends[-1]): span
        for span in (load_policy(name).figures[figure] for name in POLICIES for figure in MEAN_OF.values())
    }
    for span in spans.values():
        yield list(minutes_of(records, span.starts, span.ends))


def _is_usual(values: Sequence[float]) -> bool:
    """Whether the mean lies well inside of its interval: one outlier more, and methods would part ways."""
    interval, mean = intervals.of_mean(values), math.fsum(values) / len(values)
    if interval is None or interval.low <= 0:
        return False
    edge = USUAL * math.log(interval.high / interval.low)
    return math.log(mean / interval.low) >= edge and math.log(interval.high / mean) >= edge


def _same_times(row: Row, other: Row) -> bool:
    return all(row[name] == other[name] for name in ("service", "impact_start", "resolved"))


def _column(among: Sequence[AnchorName]) -> str:
    """The column of a history that an anchor is read from: histories tell no begun from done."""
    return next(name for name in among if name not in _FINER)


_FINER = frozenset({"mitigation_begun", "mitigation_done", "mitigation_effective"})


def _sheet(path: str, text: str) -> Sheet:
    sheet = Sheet(path)
    sheet.write(text)
    return sheet
