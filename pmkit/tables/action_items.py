"""Action items from files of several kinds, and as files for other programs: trackers, calendars, documents."""

import re
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, NamedTuple, get_args

from pmkit.models import answer_file
from pmkit.models.action_item import ActionItem
from pmkit.models.action_items import MOST_ACTIONS, ActionItems
from pmkit.models.answer import AnswerError
from pmkit.models.dates.due import read_due
from pmkit.models.dates.standing import began_on, is_closed
from pmkit.models.dissemination.dissemination import Dissemination
from pmkit.models.postmortem.actions import WrittenAction
from pmkit.models.postmortem.postmortem import Postmortem
from pmkit.models.topics import kind_of_file
from pmkit.tables.action_items_calendar import to_calendar
from pmkit.tables.action_items_csv import from_csv, is_nothing
from pmkit.tables.action_items_jira import to_jira
from pmkit.tables.action_items_markdown import to_table, to_task_list
from pmkit.tables.dissemination import tracked
from pmkit.tables.markdown_text import unescaped
from pmkit.tables.tracked import Tracked

ENDINGS = (".toml", ".csv", ".md", ".markdown")
Target = Literal["jira", "github", "ical", "toml", "markdown"]
TARGETS: tuple[Target, ...] = get_args(Target)
_TICKED = re.compile(r"\[[xX]\][ \t*_]+$")


class Export(NamedTuple):
    """The text of a file for another program, and how many items it leaves out for which reason."""

    text: str
    left_out: Counter[str]


def read_actions(path: str | Path) -> list[Tracked]:
    """The action items in a file of one of ENDINGS.

    Raises FileNotFoundError when there is none, AnswerError when it cannot be read.
    """
    path = Path(path)
    try:
        text = answer_file.read(path)
    except answer_file.UnreadableError as error:
        raise AnswerError(str(path), [str(error)]) from None
    return read_text(text, path.suffix, str(path))


def read_text(text: str, ending: str, path: str = "the list") -> list[Tracked]:
    """Action items from the text of a file whose name ends in `ending`. Raises AnswerError."""
    if len(text) > answer_file.MAX_BYTES:
        raise AnswerError(path, [answer_file.too_large(len(text))])
    match ending.lower():
        case ".toml" if kind_of_file(path) == "dissemination":
            return tracked(Dissemination.parse(text, path), path)
        case ".toml":
            return [Tracked(item, path, 0, began_on(item)) for item in ActionItems.parse(text, path).actions]
        case ".csv":
            return from_csv(text, path)
        case ".md" | ".markdown":
            return _of_postmortem(Postmortem.parse(text, path), path)
    raise AnswerError(path, [f"its name does not tell what it holds; write a name that ends in {', '.join(ENDINGS)}"])


def _of_postmortem(document: Postmortem, path: str) -> list[Tracked]:
    """The items of a document; they began on the day that its head gives."""
    points = [unescaped(point.text) for point in document.points("improve")]
    return [_tracked(one, document, path, points) for one in document.actions]


def _tracked(one: WrittenAction, document: Postmortem, path: str, points: list[str]) -> Tracked:
    item, due = one.item, one.values.get("due")
    said = due.text if due and not is_nothing(due.text) else ""
    asks = read_due(said).asks if said and item.due is None else ""
    begin = document.text.rfind("\n", 0, one.text.start) + 1
    ticked = item.status is None and _TICKED.search(document.text[begin : one.text.start])
    changed = {
        "text": unescaped(item.text),
        "owner": _owner(one),
        "status": "done" if ticked else item.status,
        "postmortem": path,
        "problem": _problem(item.problem, points),
        "ticket": unescaped(item.ticket or "") or None,
        "success": unescaped(item.success or "") or None,
    }
    return Tracked(item.model_copy(update=changed), path, one.text.line, document.date, asks)


def _problem(said: str | None, points: list[str]) -> str | None:
    """What an item answers; a number is one of the points to improve, which nobody can look up elsewhere."""
    number = int(said) if said and said.isascii() and said.isdigit() and len(said) < 4 else 0
    return points[number - 1] if 0 < number <= len(points) else unescaped(said or "") or None


def _owner(one: WrittenAction) -> str:
    """The name as it is meant: emphasis around it is dropped, and signs that were escaped are kept."""
    said = one.values.get("owner")
    if said is None or is_nothing(said.text):
        return ""
    return unescaped(said.text) if "\\" in said.text else unescaped(one.item.owner)


def write_text(found: Iterable[Tracked], to: Target, *, base: str = "", stamp: datetime | None = None) -> Export:
    """Items as a file for another program; `base` stands before the paths of postmortems, so that they are links.

    What is done or declined goes to no tracker and no calendar, what has no date to no calendar. `stamp` is when a
    calendar says that it was written, now without it. Raises ValueError for more items than a TOML file holds.
    """
    every = list(found)
    reasons = [_left_out(one.item, to) for one in every]
    kept = [one for one, reason in zip(every, reasons, strict=True) if not reason]
    left_out = Counter(filter(None, reasons))
    match to:
        case "jira":
            return Export(to_jira(kept, base), left_out)
        case "github":
            return Export(to_task_list(kept, base), left_out)
        case "ical":
            return Export(to_calendar(kept, stamp or datetime.now(UTC), base), left_out)
        case "toml":
            return Export(_to_toml(kept), left_out)
        case "markdown":
            return Export(to_table(kept), left_out)


def _left_out(item: ActionItem, to: Target) -> str:
    """Why an item goes to no such file; empty where it does."""
    if to in {"jira", "ical"} and is_closed(item):
        return "declined" if item.is_declined else "done"
    return "without a date" if to == "ical" and item.due is None else ""


def _to_toml(found: list[Tracked]) -> str:
    """One list; the numbers by which items of a file name each other become those of the list."""
    if len(found) > MOST_ACTIONS:
        raise ValueError(f"{len(found):,} action items; a file holds at most {MOST_ACTIONS}: export fewer at once")
    items, first, path = [], 0, ""
    for index, one in enumerate(found):
        if one.path != path:
            first, path = index, one.path
        others = one.item.competes_with
        moved = [first + number for number in others] if others is not None else None
        items.append(one.item.model_copy(update={"competes_with": moved}))
    return ActionItems(actions=items).dump()
