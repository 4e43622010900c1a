"""Action items as Markdown: a task list for GitHub, and the table that a postmortem holds."""

import re
from collections.abc import Iterable

from pmkit.models.action_item import ActionItem
from pmkit.models.dates.standing import is_closed
from pmkit.tables.action_items_jira import link_to, one_line
from pmkit.tables.markdown_text import escaped, table_row
from pmkit.tables.tracked import Tracked

HEADING = "## Action Items"
ALWAYS = ("Action", "Owner", "Priority", "Due Date", "Status")
_CALL = re.compile(r"(?<![\w.+-])@(?=\w)")
"""What GitHub takes for a call of somebody, who would be told of it."""


def to_task_list(found: Iterable[Tracked], base: str = "") -> str:
    """One line an item, ticked where it is done or declined; nobody is called by an @ that stands in a text."""
    return "".join(_task(one.item, base) for one in found)


def _task(item: ActionItem, base: str) -> str:
    said = (
        f"owner: {one_line(item.owner)}" if item.owner.strip() else "",
        f"due {item.due}" if item.due else "",
        item.priority or "",
        "blocked" if item.state == "blocked" else "",
        one_line(item.ticket or ""),
        f"declined: {one_line(item.declined or '')}".rstrip(": ") if item.is_declined else "",
    )
    told = [shown(one) for one in said if one]
    link = link_to(item, base)
    told += [f"postmortem: {shown(link) if '://' not in link else f'<{link}>'}"] if link else []
    tail = f" ({', '.join(told)})" if told else ""
    return f"- [{'x' if is_closed(item) else ' '}] {shown(one_line(item.text))}{tail}\n"


def shown(text: str) -> str:
    """A text as GitHub is to show it: no markup, and nobody called."""
    return _CALL.sub("@<!-- -->", escaped(text))


def to_table(found: Iterable[Tracked]) -> str:
    """The section of a postmortem that holds its items; columns in which nothing stands are left out."""
    rows = [_row(one.item) for one in found]
    heads = [head for head in _row(ActionItem(text="")) if head in ALWAYS or any(row[head] for row in rows)]
    lines = [table_row(heads), table_row("---" for _ in heads)]
    lines += [table_row(escaped(row[head]) for head in heads) for row in rows]
    return "\n".join([HEADING, "", *lines]) + "\n"


def _row(item: ActionItem) -> dict[str, str]:
    return {
        "Action": item.text,
        "Owner": item.owner,
        "Priority": item.priority or "",
        "Due Date": item.due.isoformat() if item.due else "",
        "Status": item.state if item.status or item.history else "",
        "Problem": item.problem or "",
        "Success": item.success or "",
        "Ticket": item.ticket or "",
    }
