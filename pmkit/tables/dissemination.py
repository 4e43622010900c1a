"""A plan of dissemination for others: a calendar of its dates, a checklist in Markdown."""

from collections.abc import Iterator
from datetime import datetime

from pmkit.models.action_item import ActionItem
from pmkit.models.dissemination.dissemination import HORIZONS, Dissemination, DisseminationStep, words_of
from pmkit.tables.action_items_calendar import to_calendar as calendar_of
from pmkit.tables.action_items_jira import one_line
from pmkit.tables.action_items_markdown import shown
from pmkit.tables.tracked import Tracked


def to_calendar(plan: Dissemination, stamp: datetime) -> str:
    """The steps that are not done as whole days of a calendar (iCalendar, RFC 5545), written at `stamp`.

    Raises LookupError for a calendar of business days that there is not, ValueError where its years end.
    """
    steps = [
        ActionItem(text=_asked(step), owner=step.owner, due=plan.due(step)) for step in plan.steps if not step.done
    ]
    return calendar_of([Tracked(one, plan.incident) for one in steps], stamp)


def _asked(step: DisseminationStep) -> str:
    """What is to be done, for whom and where, in one line."""
    said = [f"for {one_line(step.audience)}" if step.audience.strip() else "", one_line(step.channel)]
    told = ", ".join(one for one in said if one)
    return one_line(step.what) + (f" ({told})" if told else "")


def to_checklist(plan: Dissemination) -> str:
    """The whole plan as a task list for GitHub, a heading a horizon; nobody is called by an @ that stands in a text.

    Raises as to_calendar.
    """
    return "".join(f"{line}\n" for line in _lines(plan))


def _lines(plan: Dissemination) -> Iterator[str]:
    yield f"# Who hears of it: {shown(one_line(plan.incident)) or 'an incident'}"
    for horizon in HORIZONS:
        yield from ("", f"## {words_of(horizon).title}", "")
        steps = [plan.steps[index] for index in plan.of(horizon)]
        yield from (_task(plan, step) for step in steps)
        if not steps:
            yield f"Nothing planned yet: {words_of(horizon).until}."


def _task(plan: Dissemination, step: DisseminationStep) -> str:
    due = plan.due(step)
    said = [
        f"owner: {one_line(step.owner)}" if step.owner.strip() else "no owner yet",
        f"by {due}" if due else "",
        f"done {step.done}" if step.done else "",
        one_line(step.note or ""),
    ]
    return f"- [{'x' if step.done else ' '}] {shown(_asked(step))} · {shown(' · '.join(one for one in said if one))}"
