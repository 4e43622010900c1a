"""What many action items of a document lack alike: the first are told one by one, the rest in one line that counts."""

from collections.abc import Iterable
from dataclasses import replace

from pmkit.checks.check import Finding

TOPIC = "action-item/"
MOST = 3
"""How many of a check are told one by one, and one more where it is the last."""
MOST_LINES = 12
"""How many lines are named; of more the rest is counted."""


def folded(findings: Iterable[Finding]) -> list[Finding]:
    """Findings as given, but of each check of action items all behind the third as one, which stands at the fourth.

    `pmkit check --select action-item/assigned` shows each, and so does `--format json`.
    """
    given = list(findings)
    by_check: dict[str, list[Finding]] = {}
    for one in given:
        if one.check.startswith(TOPIC) and not one.waived:
            by_check.setdefault(one.check, []).append(one)
    rest = {check: found[MOST:] for check, found in by_check.items() if len(found) > MOST + 1}
    counted = {id(found[0]): _counted(found) for found in rest.values()}
    left_out = {id(one) for found in rest.values() for one in found[1:]}
    return [counted.get(id(one), one) for one in given if id(one) not in left_out]


def _counted(found: list[Finding]) -> Finding:
    lines = [str(one.line) for one in found[:MOST_LINES]]
    named = f"lines {', '.join(lines)}" if len(found) > MOST_LINES else f"lines {', '.join(lines[:-1])} and {lines[-1]}"
    more = f" and {len(found) - MOST_LINES} more" if len(found) > MOST_LINES else ""
    said = f"The same is asked of {len(found)} more action items: {named}{more}."
    return replace(found[0], says=said, instead=f"{found[0].instead} `--select {found[0].check}` shows each.")
