"""Action items shown: a table of what, who, by when and how urgent, or a list."""

from html import escape

from pmkit.models.action_item import KINDS, ActionItem
from pmkit.models.action_items import ActionItems
from pmkit.render.scene.palette import Theme
from pmkit.render.scene.wrapping import clean

TO_SAY = "still to be said"
COLUMNS = {"No.": 44, "Action": 0, "Owner": 124, "Priority": 72, "Due": 96, "Status": 96}
"""With the pixels in which nothing that is usual there need be broken; the action takes what is left."""
NARROW = 560
"""Pixels below which the columns stand below each other."""
CELL = "border:1px solid #8888;padding:6px 8px;text-align:left;vertical-align:top;overflow-wrap:anywhere"


def outline(answer: ActionItems) -> str:
    """As text for a terminal."""
    lines = []
    for number, item in enumerate(answer.actions, start=1):
        lines.append(f"{number}. {clean(item.text) or f'? ({TO_SAY})'}")
        lines.append("   " + " · ".join(f"{name}: {value}" for name, value in _facts(item)))
        lines += [f"   {name}: {value}" for name, value in _details(item)]
    return "\n".join(lines or ["No action items yet"]) + "\n"


def html(answer: ActionItems, *, width: int = 800, theme: Theme = "auto") -> str:  # noqa: ARG001  # as every drawer is called
    """As an HTML table: escaped, with the colours of the page around it; narrow, as a list."""
    style = f"max-width:{width}px;width:100%;overflow-wrap:anywhere"
    if width < NARROW:
        items = "".join(
            f'<li dir="auto" style="margin-bottom:8px">{_cell(item)}{_listed(item)}</li>' for item in answer.actions
        )
        return f'<ol class="pmkit-action-items" style="{style}">{items}</ol>'
    heads = "".join(_head(name, pixels) for name, pixels in COLUMNS.items())
    rows = "".join(_row(number, item) for number, item in enumerate(answer.actions, start=1))
    return (
        f'<table class="pmkit-action-items" style="{style};table-layout:fixed;border-collapse:collapse;font-size:13px">'
        f'<caption style="text-align:left;font-weight:600">Action items</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _head(name: str, pixels: int) -> str:
    width = f";width:{pixels}px;box-sizing:border-box" if pixels else ""
    return f'<th scope="col" style="{CELL}{width}">{name}</th>'


def _row(number: int, item: ActionItem) -> str:
    facts = "".join(f'<td dir="auto" style="{CELL}">{escape(value)}</td>' for _, value in _facts(item))
    return (
        f'<tr><th scope="row" style="{CELL}">{number}</th><td dir="auto" style="{CELL}">{_cell(item)}</td>{facts}</tr>'
    )


def _cell(item: ActionItem) -> str:
    """The action with what is said of it besides."""
    details = "".join(
        f'<br><span dir="auto" style="opacity:.8">{name}: {escape(value)}</span>' for name, value in _details(item)
    )
    return f"{escape(clean(item.text)) or f'? ({TO_SAY})'}{details}"


def _listed(item: ActionItem) -> str:
    facts = (f'<span style="display:inline-block">{name}: {escape(value)}</span>' for name, value in _facts(item))
    return "<br>" + " · ".join(facts)


def _facts(item: ActionItem) -> list[tuple[str, str]]:
    """Its place in the columns behind the action; ? is what is still to be said."""
    values = (clean(item.owner) or "?", item.priority or "?", str(item.due or "?"), item.state)
    return list(zip(list(COLUMNS)[2:], values, strict=True))


def _details(item: ActionItem) -> list[tuple[str, str]]:
    """What else is known of it, as far as it is."""
    said = {
        "Kind": KINDS[item.kind] if item.kind else "",
        "Problem": item.problem,
        "Worked when": item.success,
        "Shown by": item.evidence,
        "Declined": item.declined,
        "Either this or": ", ".join(f"action {number}" for number in item.competes_with or ()),
        "Ticket": item.ticket,
        "Postmortem": item.postmortem,
    }
    return [(name, clean(value)) for name, value in said.items() if value and clean(value)]
