"""What the checks of timelines and of action items find inside a postmortem, told at the place where it stands."""

import re
from collections.abc import Iterator
from dataclasses import replace

from pmkit.checks.check import Finding
from pmkit.checks.document.timelines import timeline_findings
from pmkit.checks.examination import examine
from pmkit.checks.postmortem.reading import PostmortemReading
from pmkit.models.action_items import ActionItems
from pmkit.models.postmortem.actions import MOST_ACTIONS, WrittenAction
from pmkit.models.postmortem.values import Value

PRIORITY = "action-item/prioritized"
"""Where no action has a priority, the table has no such column: that is told once, for all of them."""
NOT_ASKED = frozenset(("action-item/realistic", "action-item/unexplained", "action-item/two-actions"))
"""What a builder asks and a finished document need not answer."""
_ACTION = re.compile(r"action (\d+)(?:, (\w+))?")


def findings_within(reading: PostmortemReading, path: str) -> Iterator[Finding]:
    """Findings in the timelines and in the action items of a document, with the reason where they are waived."""
    known = reading.timelines if reading.answer is reading.given else None
    for finding in timeline_findings(reading.given.text, path, known):
        yield replace(finding, path=path)
    yield from _of_actions(reading, path)


def _of_actions(reading: PostmortemReading, path: str) -> Iterator[Finding]:
    written = reading.answer.actions[:MOST_ACTIONS]
    items = ActionItems(actions=[one.item for one in written])
    nothing_ranked = len(written) > 1 and all(one.item.priority is None for one in written)
    ranks_told = False
    for finding in examine(items, "action-items", scenario=reading.scenario, path=path):
        match = _ACTION.match(finding.where)
        one = written[int(match[1]) - 1] if match else None
        if one is None or match is None or not _is_asked(finding, one):
            continue
        if finding.check == PRIORITY and nothing_ranked:
            if ranks_told:
                continue
            ranks_told = True
            said = f"The priority is not settled: none of {len(written)} action items has one."
            yield _placed(replace(finding, says=said), one, match[2] or "", reading)
        else:
            yield _placed(finding, one, match[2] or "", reading)


def _is_asked(finding: Finding, one: WrittenAction) -> bool:
    """Whether a finding of an item holds for a document: teams have priorities of their own, prose is read as prose."""
    if finding.check == PRIORITY:
        return one.item.priority is None
    return finding.check not in NOT_ASKED and not finding.check.startswith("language/")


def _placed(finding: Finding, one: WrittenAction, field: str, reading: PostmortemReading) -> Finding:
    there = one.text if field in {"", "text"} else one.values.get(field, one.text)
    if there is one.text and finding.end > finding.start:
        start, end = there.start + finding.start, min(there.start + finding.end, there.end)
    else:
        start, end = there.start, there.end
    return _at(finding, Value("", start, end, there.line), reading)


def _at(finding: Finding, value: Value, reading: PostmortemReading) -> Finding:
    line, column = reading.document.place(value.start)
    return replace(
        finding,
        where=f"line {line}",
        line=line,
        column=column,
        start=reading.origin(value.start),
        end=reading.origin(value.end),
        waived=reading.document.waived(finding.check, value.start),
    )
