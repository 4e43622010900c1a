"""How the programme of postmortems does: each share with what it is a share of."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from pmkit.metrics import intervals
from pmkit.metrics.action_dates import action_dates, day_of
from pmkit.metrics.figures import Estimate, Verdict
from pmkit.metrics.history import IncidentHistory
from pmkit.models.dates.business_days import WEEKDAYS, business_days_between
from pmkit.models.incident_history.targets import Targets, load_targets

ShareName = Literal["postmortems", "postmortem_days", "actions_on_time", "repeats"]
SERIOUS = ("SEV-1", "SEV-2")


@dataclass(frozen=True, slots=True)
class ProgrammeShare:
    """`hits` of `count`, in words `of`; `target` is a share, which is to be passed or, for repeats, not reached."""

    name: ShareName
    of: str
    hits: int
    count: int
    share: Estimate | None
    target: float
    verdict: Verdict


def programme_of(
    history: IncidentHistory, targets: Targets | None = None, calendar: str = WEEKDAYS
) -> list[ProgrammeShare]:
    """The four shares of the programme. Business days are those of `calendar`, counted from the end of the incident."""
    aims = (targets or load_targets()).programme
    frame = history.frame
    serious = frame[frame["severity"].isin(SERIOUS) & frame["resolved"].notna()]
    published = [
        (day_of(written), end)
        for written, end in zip(serious["postmortem"].tolist(), serious["resolved"].dt.date, strict=True)
    ]
    days = [_business_days(end, written, calendar) for written, end in published if written]
    today = history.until.date()
    judged = [(due, done) for due, done in action_dates(history) if done or due < today]
    on_time = sum(done is not None and done <= due for due, done in judged)
    repeats = int((frame["repeat_of"].str.strip() != "").sum())
    return [
        _share("postmortems", "closed SEV-1 and SEV-2 with a postmortem", len(days), len(published), aims.postmortems),
        _share(
            "postmortem_days",
            f"postmortems in under {aims.postmortem_days} business days ({calendar})",
            sum(day < aims.postmortem_days for day in days),
            len(days),
            1.0,
        ),
        _share(
            "actions_on_time",
            "action items that were done or due, done in time",
            on_time,
            len(judged),
            aims.actions_on_time,
        ),
        _share("repeats", "incidents that repeat an earlier one", repeats, len(frame), aims.repeats, is_below=True),
    ]


@lru_cache(maxsize=32_768)
def _business_days(start: date, end: date, calendar: str) -> int:
    """Long histories ask for the same days again and again."""
    return business_days_between(start, end, calendar)


def _share(name: ShareName, of: str, hits: int, count: int, target: float, *, is_below: bool = False) -> ProgrammeShare:
    share = Estimate(hits / count, intervals.of_share(hits, count)) if count else None
    return ProgrammeShare(name, of, hits, count, share, target, _verdict(share, target, is_below))


def _verdict(share: Estimate | None, target: float, is_below: bool) -> Verdict:
    """Whether a share meets its target; where its interval holds the target one cannot tell, but for all of all."""
    if share is None or share.interval is None:
        return "cannot tell yet"
    if target >= 1.0:  # a promise about every one is kept or not
        return "met" if share.value >= 1.0 else "not met"
    low, high = share.interval
    if low <= target <= high:
        return "cannot tell yet"
    return "met" if (high < target) == is_below else "not met"
