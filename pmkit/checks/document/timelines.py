"""What the checks of timelines find in the tables of a document: told at the line and the cell where it stands."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from pmkit.checks.check import Finding
from pmkit.checks.document.blocks import split_lines
from pmkit.checks.document.code_elements import without_code
from pmkit.checks.document.waivers import comments_of
from pmkit.checks.examination import examine
from pmkit.models.markdown_tables import Cell
from pmkit.models.timeline import in_utc
from pmkit.tables.clock_cell import EMPHASIS
from pmkit.tables.timeline_document import DocumentTimeline, timelines_of

MOST = {"timeline/unnoted-gap": 2, "timeline/no-offset": 1, "timeline/rounded": 1}
"""How often a check speaks of one table: what is true of all of its rows once, of silence of the two longest."""
TOLD_ELSEWHERE = frozenset({"timeline/blame", "timeline/sweeping-gap"})
"""The language checks read the cells as prose; a row that says that nothing is known is as good as documents get."""
_EVENT = re.compile(r"event (\d+), (\w+)")


def timeline_findings(text: str, path: str, timelines: list[DocumentTimeline] | None = None) -> list[Finding]:
    """Findings in every timeline among a document's tables, where they are known already those in `timelines`.

    Those that the author waived come with the reason.
    """
    lines, prose = split_lines(text), without_code(text)
    return [
        replace(one, waived=_waived(text, timeline, one.check))
        for timeline in (timelines_of(text) if timelines is None else timelines)
        if prose[timeline.head.start : timeline.head.end].strip()
        for one in _of_table(timeline, lines, path)
    ]


def _of_table(table: DocumentTimeline, lines: list[int], path: str) -> Iterator[Finding]:
    told: Counter[str] = Counter()
    for finding in examine(table.timeline, "timeline", path=path):
        placed = None if finding.check in TOLD_ELSEWHERE else _placed(finding, table, lines)
        is_of_all = finding.check == "timeline/unsourced-event" and not table.sourced
        most = 1 if is_of_all else MOST.get(finding.check)
        if placed is not None and (most is None or told[finding.check] < most):
            told[finding.check] += 1
            yield placed


def _placed(finding: Finding, table: DocumentTimeline, lines: list[int]) -> Finding | None:
    """A finding of an event, at its cell in the document; None where it is about a time that could not be read."""
    match = _EVENT.match(finding.where)
    index = int(match[1]) - 1 if match else -1
    if match is None or (finding.check == "timeline/unsourced-event" and not table.sourced):
        quote = finding.quote if match is None else table.head.text
        return _at(finding, table.head, quote, lines)
    if match[2] not in {"at", "until"}:
        text = table.texts[index]
        words = text._replace(start=text.start + finding.start, end=min(text.start + finding.end, text.end))
        return _at(finding, words, finding.quote, lines)
    return None if index in table.untimed else _at(finding, table.times[index], _time(finding, table, index), lines)


def _time(finding: Finding, table: DocumentTimeline, index: int) -> str:
    """The times that a finding means, as they stand in the table."""
    written = table.times[index].text.strip(EMPHASIS)
    if finding.check == "timeline/unnoted-gap":
        before = next(gap.before for gap in table.timeline.gaps() if gap.after == index)
        while before in table.untimed and before:
            before -= 1
        return f"{table.times[before].text.strip(EMPHASIS)} to {written}"
    if finding.check == "timeline/not-utc":
        return f"{written} ({in_utc(table.timeline.events[index].at):%H:%M:%S} in UTC)"
    return written


def _at(finding: Finding, cell: Cell, quote: str, lines: list[int]) -> Finding:
    line = bisect_right(lines, cell.start)
    return replace(
        finding,
        where=f"line {line}",
        line=line,
        column=cell.start - lines[line - 1] + 1,
        start=cell.start,
        end=cell.end,
        quote=quote,
        says=finding.says.replace(finding.quote, quote, 1),
    )


def _waived(text: str, table: DocumentTimeline, check: str) -> str:
    """The reason in a comment for this check that stands in the table, or right above it."""
    last = table.times[-1].start
    for comment in comments_of(text):
        between = text[comment.end : table.head.start].strip(" \t\r\n|")
        near = comment.start < last and (comment.start > table.head.start or not between or between.startswith("<!--"))
        if near and not comment.in_code and comment.words[:1] == [check] and len(comment.words) > 1:
            return " ".join(comment.words[1:])
    return ""
