"""A plan of dissemination shown: each horizon with its steps, by when, for whom, where and by whom."""

from html import escape

from pmkit.models.dissemination.dissemination import HORIZONS, Dissemination, DisseminationStep, Horizon, words_of
from pmkit.render.scene.palette import Theme
from pmkit.render.scene.wrapping import clean

CELL = "border:1px solid #8888;padding:6px 8px;text-align:left;vertical-align:top;overflow-wrap:break-word"
WHOLE = f"{CELL};white-space:nowrap"
HEADS = ("Done", "What", "By", "For", "Where", "Owner")
NARROW = 620
"""Pixels below which a table has no room for six columns."""


def outline(answer: Dissemination) -> str:
    """As text for a terminal."""
    lines = [f"{clean(answer.incident) or 'An incident'} · ended {_ended(answer)}"]
    for horizon in HORIZONS:
        lines.append(words_of(horizon).title)
        found = answer.of(horizon)
        lines += [f"  {_line(answer, answer.steps[index])}" for index in found]
        lines += [] if found else [f"  nothing planned yet · {words_of(horizon).until}"]
    return "\n".join(lines) + "\n"


def html(answer: Dissemination, *, width: int = 800, theme: Theme = "auto") -> str:  # noqa: ARG001  # as every drawer is called
    """As an HTML table: escaped, with the colours of the page around it; a list where it is narrow."""
    caption = f"{escape(clean(answer.incident) or 'An incident')} · ended {_ended(answer)}"
    if width < NARROW:
        parts = "".join(_listed(answer, horizon) for horizon in HORIZONS)
        return f'<div class="pmkit-plan" style="max-width:{width}px"><p dir="auto"><b>{caption}</b></p>{parts}</div>'
    heads = "".join(f'<th scope="col" style="{WHOLE}">{head}</th>' for head in HEADS)
    rows = "".join(_rows(answer, horizon) for horizon in HORIZONS)
    style = f"max-width:{width}px;width:100%;border-collapse:collapse;font-size:13px"
    return (
        f'<table class="pmkit-plan" style="{style}"><caption dir="auto" style="text-align:left;font-weight:600">'
        f"{caption}</caption><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _ended(answer: Dissemination) -> str:
    return f"{answer.day}" if answer.day else "?"


def _due(answer: Dissemination, step: DisseminationStep) -> str:
    try:
        return str(answer.due(step) or "?")
    except (LookupError, ValueError):  # a calendar that there is not; the builder says so at its field
        return "?"


def _line(answer: Dissemination, step: DisseminationStep) -> str:
    said = [
        f"by {_due(answer, step)}",
        f"for {clean(step.audience) or '?'}",
        f"in {clean(step.channel) or '?'}",
        f"owner {clean(step.owner) or '?'}",
    ]
    done = f" · done {step.done}" if step.done else ""
    return f"[{'x' if step.done else ' '}] {clean(step.what) or '?'} ({', '.join(said)}){done}"


def _rows(answer: Dissemination, horizon: Horizon) -> str:
    words = words_of(horizon)
    head = f'<tr><th scope="rowgroup" colspan="{len(HEADS)}" style="{CELL}">{escape(words.title)}</th></tr>'
    return head + ("".join(_row(answer, answer.steps[index]) for index in answer.of(horizon)) or _none(words.until))


def _none(until: str) -> str:
    return f'<tr><td colspan="{len(HEADS)}" style="{CELL};opacity:.8">nothing planned yet · {escape(until)}</td></tr>'


def _row(answer: Dissemination, step: DisseminationStep) -> str:
    cells = (
        f"✓ {step.done}" if step.done else "",
        clean(step.what) or "?",
        _due(answer, step),
        clean(step.audience) or "?",
        clean(step.channel) or "?",
        clean(step.owner) or "?",
    )
    styles = [WHOLE if head in {"Done", "By"} else f"{CELL};min-width:7ch;max-width:20ch" for head in HEADS]
    shown = (f'<td dir="auto" style="{how}">{escape(one)}</td>' for one, how in zip(cells, styles, strict=True))
    return f"<tr>{''.join(shown)}</tr>"


def _listed(answer: Dissemination, horizon: Horizon) -> str:
    words = words_of(horizon)
    lines = [_line(answer, answer.steps[index]) for index in answer.of(horizon)]
    items = "".join(f'<li dir="auto">{escape(line)}</li>' for line in lines)
    return f"<p>{escape(words.title)}</p><ul>{items or f'<li>nothing planned yet · {escape(words.until)}</li>'}</ul>"
