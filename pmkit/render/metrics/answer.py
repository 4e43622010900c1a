"""Figures of a history shown: a table of the five with their intervals, the records gone wrong, the words."""

from collections.abc import Iterator
from html import escape

from pmkit.models.incident_history.answer import FigureLabel, FoundFault, GivenFigure, MetricsAnswer
from pmkit.render.scene.palette import Theme
from pmkit.render.scene.wrapping import clean

TO_SAY = "?"
HEADS = ("Figure", "Value", "95 % interval", "Over", "Target")
CELL = "border:1px solid #8888;padding:6px 8px;text-align:left;vertical-align:top;overflow-wrap:anywhere"


def outline(answer: MetricsAnswer) -> str:
    """As text for a terminal."""
    rows = [HEADS, *(_row(label, given) for label, given in answer.figures.each())]
    widths = [max(len(row[place]) for row in rows) for place in range(len(HEADS))]
    table = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    return "\n".join([*_said_before(answer), *table, *_said_after(answer)]) + "\n"


def html(answer: MetricsAnswer, *, width: int = 800, theme: Theme = "auto") -> str:  # noqa: ARG001  # as every drawer is called
    """As an HTML table with lines around it: escaped, with the colours of the page around it."""
    heads = "".join(f'<th scope="col" style="{CELL}">{head}</th>' for head in HEADS)
    rows = "".join(
        "<tr>" + "".join(f'<td style="{CELL}">{escape(cell)}</td>' for cell in _row(label, given)) + "</tr>"
        for label, given in answer.figures.each()
    )
    style = f"max-width:{width}px;width:100%;border-collapse:collapse;font-size:13px"
    table = f'<table class="pmkit-metrics" style="{style}"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'
    before = "".join(f'<p dir="auto">{escape(line)}</p>' for line in _said_before(answer))
    after = "".join(f'<p dir="auto" style="margin:.3em 0">{escape(line.strip())}</p>' for line in _said_after(answer))
    return before + table + after


def _row(label: FigureLabel, given: GivenFigure) -> tuple[str, ...]:
    unit = "h" if label == "MTBF" else "min"
    statistic = " (median)" if given.statistic == "median" else ""
    interval = f"{given.low:g} to {given.high:g} {unit}" if given.low is not None and given.high is not None else TO_SAY
    return (
        f"{label}{statistic}",
        TO_SAY if given.value is None else f"{given.value:g} {unit}",
        "too few" if given.too_few else interval,
        TO_SAY if given.incidents is None else str(given.incidents),
        given.verdict or TO_SAY,
    )


def _said_before(answer: MetricsAnswer) -> Iterator[str]:
    yield f"Clocks: {answer.policy or TO_SAY}"
    if answer.summary.strip():
        yield clean(answer.summary)


def _said_after(answer: MetricsAnswer) -> Iterator[str]:
    still_open, repeats = answer.still_open, answer.repeats
    median = TO_SAY if still_open.median is None else f"{still_open.median:g} min"
    yield f"Still open: {_number(still_open.incidents)}; median with them: {median}"
    if still_open.says.strip():
        yield f"  {clean(still_open.says)}"
    where = f"{clean(repeats.service) or TO_SAY}, {clean(repeats.cause_class) or TO_SAY}"
    yield f"Repeats: {_number(repeats.incidents)}; most incidents come from: {where}"
    yield f"Records gone wrong: {len(answer.faults)}"
    yield from (f"  {_fault(fault)}" for fault in answer.faults)


def _number(given: int | None) -> str:
    return TO_SAY if given is None else str(given)


def _fault(fault: FoundFault) -> str:
    about = ", ".join(clean(one) for one in (fault.kind or TO_SAY, fault.column, fault.done or "") if one)
    return f"{clean(fault.id)} ({about}): {clean(fault.says) or TO_SAY}"
