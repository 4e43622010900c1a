"""How an open action item stands on a day: overdue, due this week, old for its priority."""

from datetime import date, timedelta
from typing import Literal, NamedTuple, get_args

from pmkit.models.action_item import CLOSED, ActionItem
from pmkit.models.dates.sla import SlaPolicy

Group = Literal["overdue", "blocked", "this-week", "old", "undated", "later"]
GROUPS: tuple[Group, ...] = get_args(Group)
"""What a weekly review asks about, most pressing first; an item is told once, in the first group that it belongs to."""
WEEK = timedelta(days=7)
"""From one weekly review to the next, whose own day counts as this week."""
LONG = timedelta(weeks=4)
"""After which an item is open for long where its priority sets no time."""


class Standing(NamedTuple):
    """One item on one day; what nobody wrote down is None.

    `over` is by how many days it is late, below 0 what is left. `until` is the last day in the time of its priority,
    and `past` whether that day is over.
    """

    group: Group
    age: int | None
    over: int | None
    limit: str | None
    until: date | None
    past: bool


def is_closed(item: ActionItem) -> bool:
    """Whether nobody has to do anything about it: done, or declined."""
    return item.is_declined or item.state in CLOSED


def began_on(item: ActionItem) -> date | None:
    """The day on which an item was written, as it says or its history does."""
    return item.created or next((change.on for change in item.history or () if change.on), None)


def state_since(item: ActionItem) -> date | None:
    """The day on which an item came to the state that it is in, where somebody wrote that down."""
    last = item.history[-1] if item.history else None
    if last is None:
        return item.created if item.state == "new" else None
    return last.on if last.status == item.state else None


def ended_on(item: ActionItem) -> date | None:
    """The day on which an item was done or declined, where it is and somebody wrote that down."""
    return state_since(item) if item.state in CLOSED else None


def standing(item: ActionItem, on: date, policy: SlaPolicy, since: date | None = None) -> Standing:
    """How an item stands on a day; its age and the time of its priority run from `since`, else from its own first day.

    >>> from pmkit.models.dates.sla import load_sla
    >>> item = ActionItem(text="Add a memory test", due=date(2026, 12, 1), priority="P1", created=date(2026, 11, 23))
    >>> standing(item, date(2026, 12, 3), load_sla("module"))
    Standing(group='overdue', age=10, over=2, limit='1 week', until=datetime.date(2026, 11, 30), past=True)
    """
    since = since or began_on(item)
    limit = policy.limit(item.priority) if item.priority else None
    until = _latest(item, since, policy)
    past = until is not None and until < on
    is_old = past or (limit is None and since is not None and on - since > LONG)
    return Standing(
        group=_group(item, on, is_old=is_old),
        age=(on - since).days if since else None,
        over=(on - item.due).days if item.due else None,
        limit=str(limit) if limit else None,
        until=until,
        past=past,
    )


def _latest(item: ActionItem, since: date | None, policy: SlaPolicy) -> date | None:
    if since is None or item.priority is None:
        return None
    try:
        return policy.latest(item.priority, since)
    except ValueError:
        return None  # past the end of the calendar nothing is late


def _group(item: ActionItem, on: date, *, is_old: bool) -> Group:
    if item.due is not None and item.due < on:
        return "overdue"
    if item.state == "blocked":
        return "blocked"
    if item.due is not None and item.due - on <= WEEK:
        return "this-week"
    if is_old:
        return "old"
    return "undated" if item.due is None else "later"
