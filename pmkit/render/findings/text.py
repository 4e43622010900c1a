"""Findings as text: the line, a mark under the words, what it says, why, and the question to ask."""

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pmkit.render.findings.place import Lines, Span
from pmkit.render.findings.shown import Found
from pmkit.render.findings.terminal import Cell, columns, printable, text_of, window

MARKS = {"fix": "^", "consider": "~"}
"""What stands under the words: colour is never the only sign."""

COLOURS = {"fix": "35", "consider": "1;34", "bold": "1", "dim": "2"}
MOST_LINES = 3
NARROWEST, WIDEST = 40, 120


@dataclass(frozen=True, slots=True)
class Look:
    """How to show findings: `width` in columns, None where the reader is no terminal."""

    colour: bool = False
    width: int | None = None

    def paint(self, text: str, colour: str) -> str:
        """`text` in a colour, or as it is."""
        return f"\x1b[{COLOURS[colour]}m{text}\x1b[0m" if self.colour and text else text

    @property
    def columns(self) -> int:
        """The columns that a line of the report may take."""
        return min(max(self.width or 100, NARROWEST), WIDEST)


PLAIN = Look()


def report(findings: Sequence[Found], lines: Mapping[str, Lines], look: Look = PLAIN) -> str:
    """All findings, each with its place; a check is explained in full the first time it is met.

    `lines` are the files' texts by path.
    """
    explained: set[str] = set()
    blocks = []
    for one in findings:
        blocks.append("\n".join(_block(one, lines[one.path], look, full=one.check not in explained)))
        if not one.waived:
            explained.add(one.check)
    return "".join(f"{block}\n\n" for block in blocks)


def concise(findings: Sequence[Found]) -> str:
    """One line a finding, as editors read it: path, line, column, severity, words, check."""
    return "".join(
        f"{printable(one.path)}:{one.line}:{one.column}: {one.severity}: {printable(one.says)} [{one.check}]\n"
        for one in findings
    )


def summary(checked: int, findings: Sequence[Found], waived: int) -> str:
    """The last line of a report.

    >>> summary(2, [], waived=1)
    '2 files checked, 0 findings, 1 waived'
    """
    counts = [(sum(one.severity == severity for one in findings), severity) for severity in MARKS]
    parts = ", ".join(f"{number} to {severity}" for number, severity in counts if number)
    parts = f" ({parts})" if parts else ""
    waivers = f", {waived} waived" if waived else ""
    return f"{_count(checked, 'file')} checked, {_count(len(findings), 'finding')}{parts}{waivers}"


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def _block(one: Found, lines: Lines, look: Look, *, full: bool) -> Iterator[str]:
    # Of text, `where` only repeats the line; of an answer it names the field.
    where = "" if one.where == f"line {one.line}" else f" {one.where}"
    place = look.paint(f"{printable(one.path)}:{one.line}:{one.column}{where}", "bold")
    yield f"{place}  {look.paint(f'{one.check} ({one.severity})', one.severity)}"
    yield from _excerpt(one, lines, look)
    if one.waived:
        yield from _said("Waived: ", one.waived, look)
        return
    yield from _said("", one.says, look)
    if full:
        yield from _said("", one.why, look)
    yield from _said("Ask: " if "?" in one.instead else "Try: ", one.instead, look)
    if full and one.example:
        yield from _said("Instead, for example: ", one.example, look)


def _said(label: str, text: str, look: Look) -> Iterator[str]:
    line = f"    {label}{printable(text, most=1000)}"
    yield from textwrap.wrap(line, look.columns, subsequent_indent="    ") if look.width else [line]


def _excerpt(one: Found, lines: Lines, look: Look) -> Iterator[str]:
    """The lines that hold the words, with marks under the words."""
    span = lines.span(one)
    first, last = lines.line_of(span.start), lines.line_of(max(span.start, span.end - 1))
    shown_last = min(last, first + MOST_LINES - 1)
    gutter = len(str(shown_last))
    for number in range(first, shown_last + 1):
        before, marked, after = _cut(lines, number, span, look.columns - gutter - 7)
        margin = look.paint(f"{number:>{gutter}} |", "dim")
        yield f"    {margin} {text_of([*before, *marked, *after])}".rstrip()
        marks = look.paint(MARKS[one.severity] * max(columns(marked), 1), one.severity)
        yield f"    {look.paint(' ' * gutter + ' |', 'dim')} {' ' * columns(before)}{marks}"
    if last > shown_last:
        yield f"    {look.paint(' ' * gutter + ' |', 'dim')} …"


def _cut(lines: Lines, number: int, span: Span, width: int) -> tuple[list[Cell], list[Cell], list[Cell]]:
    """A line's characters before, in and after the span; only as many are looked at as could be shown."""
    start, end = lines.starts[number - 1], lines.ends[number - 1]
    begins, stops = max(start, span.start), max(start, min(end, span.end))
    text, most = lines.text, width + 1
    return window(
        text[max(start, begins - most) : begins],
        text[begins : min(stops, begins + most)],
        text[stops : min(end, stops + most)],
        width,
    )
