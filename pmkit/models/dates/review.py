"""The weekly review of action items: what it asks about, most pressing first, and what has ended since the last one."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from pmkit.models.action_item import ActionItem
from pmkit.models.dates.sla import SlaPolicy
from pmkit.models.dates.standing import GROUPS, WEEK, Group, Standing, ended_on, is_closed, standing

TITLES: Mapping[Group, str] = {
    "overdue": "Overdue",
    "blocked": "Blocked",
    "this-week": "Due this week",
    "old": "Open for long",
    "undated": "Without a date",
    "later": "Later",
}
ENDED_LATELY = "Done or declined since last week"


class WeeklyReview(NamedTuple):
    """Items by their 0-based places: those to do with how they stand, as one asks about them, and those at an end.

    `lately` are the ones that came to their end since the last review, the newest first.
    """

    told: list[tuple[int, Standing]]
    done: list[int]
    declined: list[int]
    lately: list[int]

    def of(self, group: Group) -> list[int]:
        """The places of the items of one group."""
        return [place for place, how in self.told if how.group == group]


def weekly_review(
    items: Sequence[ActionItem], on: date, policy: SlaPolicy, since: Sequence[date | None] = ()
) -> WeeklyReview:
    """What a review on the day `on` asks about; each item is told once, in the most pressing group that it belongs to.

    `since` holds for each item the day from which its age runs, None for its own first day; empty means so for all.

    >>> from pmkit.models.dates.sla import load_sla
    >>> late, done = ActionItem(text="Add a test", due=date(2026, 12, 1)), ActionItem(text="Buy a safe", status="done")
    >>> found = weekly_review([done, late], date(2026, 12, 7), load_sla("module"))
    >>> found.of("overdue"), found.done
    ([1], [0])
    """
    began = since or [None] * len(items)
    todo = [place for place, item in enumerate(items) if not is_closed(item)]
    closed = [place for place, item in enumerate(items) if is_closed(item)]
    told = [(place, standing(items[place], on, policy, began[place])) for place in todo]
    told.sort(key=lambda pair: (GROUPS.index(pair[1].group), items[pair[0]].due or date.max))
    ends = {place: day for place in closed if (day := ended_on(items[place])) and on - WEEK <= day <= on}
    return WeeklyReview(
        told=told,
        done=[place for place in closed if not items[place].is_declined],
        declined=[place for place in closed if items[place].is_declined],
        lately=sorted(ends, key=lambda place: ends[place], reverse=True),
    )
