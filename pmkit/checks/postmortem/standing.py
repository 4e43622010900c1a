"""What of a postmortem is still open: section by section, what is missing, empty, or pointed at by the checks."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import Literal, NamedTuple

from pmkit.checks.check import Finding
from pmkit.models.postmortem.headings import SECTIONS, title_of
from pmkit.models.postmortem.postmortem import Postmortem
from pmkit.models.postmortem.sections import Section

State = Literal["missing", "empty", "written"]
OPTIONAL = frozenset(("references",))
"""A postmortem may do without these."""
MISSING = "postmortem/missing-section"
MOST_OTHERS = 50
"""Of the sections that the template does not have, so many are told."""


class Standing(NamedTuple):
    """How it stands with one section; `line` and `start` are its heading's line and where its text begins."""

    key: str
    title: str
    state: State
    words: int
    findings: int
    line: int | None
    start: int | None

    @property
    def is_open(self) -> bool:
        """Whether something is left to do."""
        return bool(self.findings) or (self.state != "written" and self.key not in OPTIONAL)


def standing_of(answer: Postmortem, findings: Sequence[Finding]) -> list[Standing]:
    """The sections of the template in its order, then the document's own in theirs."""
    counted = _counted(answer, findings)
    ours = [_of_key(answer, key, counted) for key in SECTIONS]
    others = [_of(one, one.key, one.heading, counted) for one in answer.sections if not one.key]
    return [*ours, *others[:MOST_OTHERS]]


def in_head(answer: Postmortem, findings: Sequence[Finding]) -> int:
    """How many findings stand before the first section."""
    first = answer.sections[0].line if answer.sections else None
    return sum(_is_placed(one) and (first is None or answer.line_of(one.start) < first) for one in findings)


def _is_placed(finding: Finding) -> bool:
    """Whether it points at words; that a section is missing is told as its state."""
    return finding.end > finding.start and finding.check != MISSING


def _of_key(answer: Postmortem, key: str, counted: dict[int, int]) -> Standing:
    section = answer.section(key)
    if section is None:
        return Standing(key, title_of(key), "missing", 0, 0, None, None)
    called = answer.called(key)
    words, found = (sum(len(one.text.split()) for one in called), sum(counted.get(one.line, 0) for one in called))
    return _of(section, key, title_of(key), counted)._replace(words=words, findings=found)


def _of(section: Section, key: str, title: str, counted: dict[int, int]) -> Standing:
    state: State = "empty" if section.is_empty else "written"
    words = len(section.text.split())
    return Standing(key, title, state, words, counted.get(section.line, 0), section.line, section.start)


def _counted(answer: Postmortem, findings: Sequence[Finding]) -> dict[int, int]:
    """How many findings stand in each section, by the line of its heading."""
    counted: dict[int, int] = {}
    lines = [one.line for one in answer.sections]
    for finding in filter(_is_placed, findings):
        before = bisect_right(lines, answer.line_of(finding.start))
        if before:
            counted[lines[before - 1]] = counted.get(lines[before - 1], 0) + 1
    return counted
