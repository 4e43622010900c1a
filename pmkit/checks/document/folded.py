"""What many rows or action items of a document lack: the first are told one by one, the rest in a line that counts."""

from collections.abc import Iterable
from dataclasses import replace

from pmkit.checks.check import Finding

ROWS = {"action-item": "action items", "timeline": "rows"}
"""What the checks of a topic speak of."""
MOST = 3
"""How many of a check are told one by one, and one more where it is the last."""
MOST_LINES = 12
"""How many lines are named; of more the rest is counted."""


def folded(findings: Iterable[Finding]) -> list[Finding]:
    """Findings as given, but of each check of the topics in ROWS all behind the third as one, at the fourth's place.

    `pmkit check --select action-item/assigned` shows each, and so does `--format json`.
    """
    given = list(findings)
    by_check: dict[str, list[Finding]] = {}
    for one in given:
        if _topic(one) in ROWS and not one.waived:
            by_check.setdefault(one.check, []).append(one)
    rest = {check: found[MOST:] for check, found in by_check.items() if len(found) > MOST + 1}
    counted = {id(found[0]): _counted(found) for found in rest.values()}
    left_out = {id(one) for found in rest.values() for one in found[1:]}
    return [counted.get(id(one), one) for one in given if id(one) not in left_out]


def is_chosen(select: str) -> bool:
    """Whether somebody asks for checks of these topics by name, and so for each of their findings."""
    return any(word.strip().partition("/")[0] in ROWS for word in select.split(","))


def _topic(finding: Finding) -> str:
    return finding.check.partition("/")[0]


def _counted(found: list[Finding]) -> Finding:
    lines = [str(one.line) for one in found[:MOST_LINES]]
    named = f"lines {', '.join(lines)}" if len(found) > MOST_LINES else f"lines {', '.join(lines[:-1])} and {lines[-1]}"
    more = f" and {len(found) - MOST_LINES} more" if len(found) > MOST_LINES else ""
    said = f"The same is asked of {len(found)} more {ROWS[_topic(found[0])]}: {named}{more}."
    return replace(found[0], says=said, instead=f"{found[0].instead} `--select {found[0].check}` shows each.")
