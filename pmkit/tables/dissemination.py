"""A plan of dissemination for others: a calendar of its dates, a checklist in Markdown."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from pmkit.models.action_item import ActionItem
from pmkit.models.answer import AnswerError
from pmkit.models.dissemination.dissemination import HORIZONS, Dissemination, DisseminationStep, words_of
from pmkit.tables.action_items_calendar import to_calendar as calendar_of
from pmkit.tables.action_items_jira import one_line
from pmkit.tables.action_items_markdown import shown
from pmkit.tables.tracked import Tracked


def to_calendar(plan: Dissemination, stamp: datetime) -> str:
    """The steps that are not done as whole days of a calendar (iCalendar, RFC 5545), written at `stamp`.

    Raises as `tracked`.
    """
    return calendar_of([one for one in tracked(plan, plan.incident) if one.item.status != "done"], stamp)


def tracked(plan: Dissemination, path: str) -> list[Tracked]:
    """The steps as action items of the file `path`: whatever lists or exports those takes them too.

    Raises AnswerError where a step's day cannot be counted.
    """
    try:
        return [Tracked(_as_item(plan, step), path, 0, plan.day) for step in plan.steps]
    except (LookupError, ValueError) as error:
        raise AnswerError(path, [f"calendar: {error}"]) from None
    except OverflowError:
        raise AnswerError(path, [f"ended: {plan.ended} lies at the end of all calendars; look at its year"]) from None


def _as_item(plan: Dissemination, step: DisseminationStep) -> ActionItem:
    return ActionItem(
        text=_asked(step),
        owner=step.owner,
        due=plan.due(step),
        status="done" if step.done else None,
        evidence=f"done on {step.done}" if step.done else None,
    )


def export_dissemination(
    plan: Dissemination | str | Path, to: Literal["ical", "markdown"], *, stamp: datetime | None = None
) -> str:
    """A plan, or the one at a path, as the text of a calendar or a checklist; a calendar says that it is of `stamp`.

    Raises AnswerError for a plan that cannot be read or counted, FileNotFoundError, ValueError for another target.
    """
    known = plan if isinstance(plan, Dissemination) else Dissemination.load(plan)
    if to not in {"ical", "markdown"}:
        raise ValueError(f'{to!r} is no target; write "ical" or "markdown"')
    return to_checklist(known) if to == "markdown" else to_calendar(known, stamp or datetime.now(UTC))


def _asked(step: DisseminationStep) -> str:
    """What is to be done, for whom and where, in one line."""
    said = [f"for {one_line(step.audience)}" if step.audience.strip() else "", one_line(step.channel)]
    told = ", ".join(one for one in said if one)
    return one_line(step.what) + (f" ({told})" if told else "")


def to_checklist(plan: Dissemination) -> str:
    """The whole plan as a task list for GitHub, a heading a horizon; nobody is called by an @ that stands in a text.

    Raises LookupError for a calendar of business days that there is not, ValueError where its years end.
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
