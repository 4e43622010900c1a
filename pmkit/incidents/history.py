"""Histories of incidents that never were, as real ones look: long tails, clusters, open ends, and records gone wrong.

Each comes with its truth, so that what somebody finds in it can be judged. Same seed, same history.
"""

import csv
import io
import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from statistics import NormalDist
from typing import Any

from pmkit.incidents.dice import Dice
from pmkit.models.answer_file import write
from pmkit.models.data_file import data_file
from pmkit.models.incident_history.columns import COLUMNS, TIMES
from pmkit.models.incident_history.faults import FAULTS, FaultKind

ZONE_HOURS = (2, 3, 5, 9)
LONGEST_YEARS = 5
"""Long histories are those of large organisations, with more incidents a month."""
LESSON = "lesson 11"
"""The seed of the lesson's history: each kind of fault can be seen in it, and one that is left in turns a verdict."""
Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Fault:
    """A record gone wrong: its row in the table (the first incident is 1), of which kind, and in which column."""

    row: int
    kind: FaultKind
    column: str


@dataclass(frozen=True)
class MadeHistory:
    """`rows` as a team's tool exports them, `truth` as they were before anything went wrong, without duplicates."""

    rows: list[Row]
    truth: list[Row]
    faults: list[Fault] = field(default_factory=list)
    until: datetime | None = None

    def csv(self) -> str:
        """The history as CSV."""
        return _csv(self.rows)

    def true_csv(self) -> str:
        """What it would hold if nothing had gone wrong."""
        return _csv(self.truth)


@cache
def _plan() -> dict[str, Any]:
    return data_file("incidents/histories.toml")


def make_history(seed: str, count: int = 80, *, faults: bool = True, improvement: float = 0.0) -> MadeHistory:
    """A history of `count` incidents that ends when the plan says. `faults` plants one of each kind or more.

    `improvement` shortens the durations of the second half by that share of one.
    """
    if not 1 <= count <= 200_000:
        raise ValueError(f"{count} incidents; write a number from 1 to 200,000")
    dice, plan = Dice(seed, "history"), _plan()
    until = plan["until"]
    starts = _starts(dice, count, until)
    truth: list[Row] = []
    for number, start in enumerate(starts, start=1):
        factor = 1 - improvement if number > count / 2 else 1.0
        truth.append(_incident(dice, number, start, factor, until))
    _open_some(dice, truth, until)
    _repeat_some(dice, truth)
    rows = [dict(row) for row in truth]
    planted = list(_plant(Dice(seed, "faults"), rows)) if faults else []
    return MadeHistory(rows, truth, planted, until)


def begin_history(path: str | Path, seed: str = LESSON, count: int = 80) -> Path:
    """A made history with records gone wrong in the file `path`; what is there already is never overwritten.

    Raises ValueError for a number of incidents that cannot be made.
    """
    target = Path(path)
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        write(target, make_history(seed, count).csv())
    return target


def _starts(dice: Dice, count: int, until: datetime) -> list[datetime]:
    """Clustered beginnings: Weibull gaps, the last of them shortly before the end."""
    shape = _plan()["gap_shape"]
    mean = min(30.44 * 24 * 60 / _plan()["per_month"], LONGEST_YEARS * 365.25 * 24 * 60 / count)
    scale = mean / math.gamma(1 + 1 / shape)
    minutes = 0.0
    back: list[float] = []
    for _ in range(count):
        minutes += scale * (-math.log(1 - dice.share())) ** (1 / shape) + 1
        back.append(minutes)
    return [until - timedelta(minutes=one) for one in reversed(back)]


def _incident(dice: Dice, number: int, start: datetime, factor: float, until: datetime) -> Row:
    """One incident, all its anchors in order."""
    plan, steps = _plan(), _plan()["steps"]
    start = start.replace(second=dice.below(60), microsecond=0)
    lasts = max(_log_normal(dice, plan["median"], plan["sigma"]) * factor, 2.0)
    detected = min(_log_normal(dice, *steps["detected"]), lasts * 0.6)
    acknowledged = detected + min(_log_normal(dice, *steps["acknowledged"]), lasts * 0.2)
    engaged = acknowledged + min(_log_normal(dice, *steps["engaged"]), lasts * 0.1)
    mitigated = engaged + (lasts - engaged) * (0.5 + dice.share() / 2)
    cause = -_log_normal(dice, 20.0, 1.5)
    minutes = {
        "cause": cause,
        "impact_start": 0.0,
        "detected": detected,
        "alerted": detected + dice.share(),
        "acknowledged": acknowledged + 1,
        "engaged": engaged + 1,
        "mitigated": max(mitigated, engaged + 1),
        "impact_end": max(lasts, engaged + 1),
        "resolved": max(lasts, engaged + 1) + _log_normal(dice, *steps["resolved"]),
    }
    why = dice.weighted(plan["causes"])
    row = dict.fromkeys(COLUMNS, "")
    row |= {name: _stamp(start + timedelta(minutes=after)) for name, after in minutes.items()}
    row |= {
        "id": f"INC-{1000 + number}",
        "title": plan["titles"][why],
        "service": dice.weighted(plan["services"]),
        "severity": dice.weighted(plan["severities"]),
        "cause_class": why,
    }
    return row | _afterwards(dice, row, start + timedelta(minutes=minutes["resolved"]), until)


def _afterwards(dice: Dice, row: Row, end: datetime, until: datetime) -> Row:
    """Postmortem and action items: most in time, some late, some never."""
    serious = row["severity"] in ("SEV-1", "SEV-2")
    if dice.share() > (0.9 if serious else 0.25):
        return {}
    published = end + timedelta(days=2 + dice.below(8))
    due, done = [], []
    for _ in range(1 + dice.below(3)):
        wanted = published + timedelta(days=7 + dice.below(24))
        ready = wanted + timedelta(days=dice.below(22) - 18)
        is_done = dice.share() < 0.85 and ready < until
        due.append(f"{wanted:%Y-%m-%d}")
        done.append(f"{max(ready, published):%Y-%m-%d}" if is_done else "")
    if published > until:
        return {}
    return {"postmortem": f"{published:%Y-%m-%d}", "actions_due": ";".join(due), "actions_done": ";".join(done)}


def _open_some(dice: Dice, rows: list[Row], until: datetime) -> None:
    """Leave some without an end: long ones near the end of the history, as real ones are."""
    late = _stamp(until)
    for row in rows:
        if row["resolved"] > late or (row["impact_end"] > late):
            _reopen(row)
    closed = [row for row in rows[-max(len(rows) // 4, 1) :] if row["resolved"]]
    wanted = round(len(rows) * _plan()["open_share"] / 100) - sum(not row["resolved"] for row in rows)
    for place in _apart(dice, len(closed), min(wanted, len(closed))):
        _reopen(closed[place])


def _reopen(row: Row) -> None:
    row |= dict.fromkeys(("mitigated", "impact_end", "resolved", "postmortem", "actions_due", "actions_done"), "")


def _repeat_some(dice: Dice, rows: list[Row]) -> None:
    """Let some be the same trouble as an earlier one of the same service and cause."""
    for number, row in enumerate(rows):
        alike = [one for one in rows[max(0, number - 60) : number] if _kin(one) == _kin(row)]
        if alike and dice.share() < _plan()["repeat_share"] / 25:
            row["repeat_of"] = dice.one_of(alike)["id"]


def _kin(row: Row) -> tuple[str, str]:
    return row["service"], row["cause_class"]


def _plant(dice: Dice, rows: list[Row]) -> Iterator[Fault]:
    """Make records go wrong, each row at most once: one of each kind, more in long histories."""
    closed = [number for number, row in enumerate(rows) if row["resolved"]]
    kinds = [kind for kind in FAULTS if kind != "duplicate"] * max(1, len(rows) // 400)
    if len(closed) < 2 * len(kinds):
        return
    chosen = [closed[place] for place in _apart(dice, len(closed), len(kinds))]
    for number, kind in sorted(zip(chosen, kinds, strict=False)):
        yield Fault(number + 1, kind, _SPOIL[kind](dice, rows[number]))
    twin = dict(rows[dice.one_of([number for number in closed if number not in chosen])])
    twin["id"] = f"INC-{1001 + len(rows)}"
    rows.append(twin)
    yield Fault(len(rows), "duplicate", "id")


def _apart(dice: Dice, among: int, count: int) -> list[int]:
    """So many different numbers below `among`."""
    found: dict[int, None] = {}
    while len(found) < count:
        found[dice.below(among)] = None
    return list(found)


def _twelve_hours(dice: Dice, row: Row) -> str:
    row["resolved"] = _moved(row["resolved"], hours=dice.one_of((12, -12)))
    return "resolved"


def _wrong_year(dice: Dice, row: Row) -> str:
    column = dice.one_of(("cause", "impact_start"))
    row[column] = str(int(row[column][:4]) - 1) + row[column][4:]
    return column


def _swapped(_: Dice, row: Row) -> str:
    row["impact_start"], row["resolved"] = row["resolved"], row["impact_start"]
    return "impact_start"


def _zone_mix(dice: Dice, row: Row) -> str:
    hours = dice.one_of(ZONE_HOURS)
    for column in ("detected", "alerted", "acknowledged", "engaged"):
        row[column] = _moved(row[column], hours=hours)
    return "detected"


_SPOIL = {"twelve-hours": _twelve_hours, "wrong-year": _wrong_year, "swapped": _swapped, "zone-mix": _zone_mix}


def _moved(stamp: str, hours: int) -> str:
    return _stamp(datetime.fromisoformat(stamp) + timedelta(hours=hours))


def _log_normal(dice: Dice, median: float, sigma: float) -> float:
    share = min(max(dice.share(), 1e-12), 1 - 1e-12)
    return float(median * math.exp(sigma * NormalDist().inv_cdf(share)))


def _stamp(at: datetime) -> str:
    return f"{at:%Y-%m-%dT%H:%M:%SZ}"


def _csv(rows: list[Row]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(
        out, [name for name in COLUMNS if name not in _NOT_MADE], extrasaction="ignore", lineterminator="\n"
    )
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


_NOT_MADE = frozenset(TIMES) - {
    "cause",
    "impact_start",
    "detected",
    "alerted",
    "acknowledged",
    "engaged",
    "mitigated",
    "impact_end",
    "resolved",
}
