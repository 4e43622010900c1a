"""Whether a document may hold a timeline as a table: told by a glance, before anything is loaded that reads one."""

import re

LONGEST_HEAD = 400
_TIMES = re.compile(r"\b(?:time|timestamp|utc|when|at)\b", re.IGNORECASE)
_RULE = frozenset(" \t|:->")


def may_hold_timeline(text: str) -> bool:
    """Whether a row that names times stands over a rule of a table."""
    if "|" not in text:
        return False
    above = ""
    for line in text.splitlines():
        if (
            "-" in line
            and "|" in line
            and "|" in above
            and _RULE.issuperset(line)
            and _TIMES.search(above[:LONGEST_HEAD])
        ):
            return True
        above = line
    return False
