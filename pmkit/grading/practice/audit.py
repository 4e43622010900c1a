"""How the marks in a draft stand to its key: what was found, what is so, and what was missed; never for a grade."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pmkit.checks.postmortem.quantities import durations
from pmkit.grading.own_incident import FILE, OwnIncident
from pmkit.grading.practice.citing import NEAR, are_near, cites, clocks_in
from pmkit.incidents.draft import Draft, Planted, spoiled_draft
from pmkit.incidents.incident import make_incident
from pmkit.incidents.own_evidence import evidence_of
from pmkit.incidents.records import Recorded
from pmkit.incidents.timeline import source_of
from pmkit.models.answer import AnswerError
from pmkit.models.event import Warned
from pmkit.models.practice.audit import Audit, AuditMark
from pmkit.models.practice.words import Words, place_of, words_at
from pmkit.models.story.evidence_line import EvidenceLine

SLACK = 4
"""So many words beside those that are wrong may be marked with them."""
MOST_SHOWN = 2
"""Records that are told of each slip; any other that shows it counts too."""
LONGEST = 2000
"""Characters of a mend that are read."""
WIDE = "Something in these words is not so. Mark no more than it takes, and compare again."
FALSE_ALARM = "The records bear these words out. Which of them spoke against it?"


@dataclass(frozen=True, slots=True)
class Drafted:
    """A draft to be audited, its evidence with what the readers noticed, and the zone that each tool writes in."""

    draft: Draft
    lines: list[EvidenceLine]
    warnings: list[Warned]
    zones: Mapping[str, str]

    def told_by(self, record: Recorded) -> str:
        """What a record says, the nearest in time of those in its place; empty where the readers passed over it."""
        there = [line.event for line in self.lines if line.event.ref == record.ref]
        return min(there, key=lambda event: abs(event.at - record.at)).text if there else ""


@dataclass(frozen=True, slots=True)
class ShownRecord:
    """A record that shows what is so: where it stands, and its words."""

    source: str
    at: str
    ref: str
    text: str


@dataclass(frozen=True, slots=True)
class Judged:
    """What is said of one line: its mark is `found`, `wide` or a `false-alarm`, or the line was `missed`.

    `record` and `mend` say how these stand; empty where nothing is to be said of them.
    """

    outcome: str
    says: str
    kind: str = ""
    quote: str = ""
    right: str = ""
    record: str = ""
    mend: str = ""
    shown: tuple[ShownRecord, ...] = ()


@dataclass(frozen=True, slots=True)
class Review:
    """What is said of each line, by its 1-based number, and all of it in one sentence."""

    lines: dict[int, Judged]
    summary: str


@lru_cache(maxsize=64)
def drafted(story: str, trainee: str = "") -> Drafted:
    """The spoiled draft of a trainee's incident; without one of the story as it is written.

    Raises LookupError for a story that there is no draft of, ValueError for a trainee that cannot be.
    """
    incident = make_incident(story, trainee or None)
    lines, warnings = evidence_of(incident)
    return Drafted(spoiled_draft(incident), lines, warnings, incident.story.zones)


def trainee_beside(answer: Path) -> str:
    """Whose incident the exercises in this folder are about; "" where nothing says so."""
    path = answer.with_name(FILE)
    try:
        return "" if path.is_symlink() else OwnIncident.load(path).whose
    except (AnswerError, OSError):
        return ""


def review(answer: Audit, given: Drafted) -> Review:
    """What the key says of each marked line, and of each that was missed."""
    planted = {one.line + 1: one for one in given.draft.planted}
    lines: dict[int, Judged] = {}
    for number, line in enumerate(given.draft.lines, start=1):
        mark = answer.of(number)
        words = place_of(line.text, mark)
        if words is not None:
            lines[number] = _judged(line.text, words, mark, planted.get(number), given)
        elif number in planted:
            lines[number] = _missed(line.text, planted[number], given)
    return Review(lines, _summary(list(lines.values()), len(planted)))


def _judged(text: str, words: Words, mark: AuditMark, planted: Planted | None, given: Drafted) -> Judged:
    wrong = words_at(text, planted.start, planted.end) if planted else None
    touched = wrong is not None and max(words[0], wrong[0]) <= min(words[1], wrong[1])
    if planted is None or wrong is None or not touched:
        return Judged("false-alarm", FALSE_ALARM)
    if max(0, wrong[0] - words[0]) + max(0, words[1] - wrong[1]) > SLACK:
        return Judged("wide", WIDE)
    return Judged(
        "found",
        planted.says,
        kind=planted.kind.title,
        quote=text[planted.start : planted.end].strip(),
        right=planted.right.strip(),
        record=_of_record(mark.record, planted, given.zones),
        mend=_of_mend(mark.mend, planted),
        shown=_shown(planted, given),
    )


def _missed(text: str, planted: Planted, given: Drafted) -> Judged:
    says = f"{planted.says} {planted.kind.asks}"
    quote = text[planted.start : planted.end].strip()
    return Judged("missed", says, planted.kind.title, quote, planted.right.strip(), shown=_shown(planted, given))


def _of_record(record: str, planted: Planted, zones: Mapping[str, str]) -> str:
    if not record.strip():
        return "No record is named yet; write its file and line, or its source and time."
    if cites(record, planted.records, zones):
        return "The record that is named shows it."
    return "The record that is named is another one, or has no line and no time; this is where it shows:"


def _of_mend(mend: str, planted: Planted) -> str:
    if not planted.right.strip():
        return "In truth nothing stands there, so it is taken out."
    if not mend.strip():
        return "Nothing is written in its place yet."
    if not planted.figure:
        return "Hold your words against these:"
    if holds(mend, planted.figure):
        return "The mend has it as the records have."
    return f"The records have {planted.figure} there."


def holds(mend: str, figure: str) -> bool:
    """Whether a mend has a time, a length, a version or a name as it is.

    >>> holds("acknowledged at 10:27", "10:27:00"), holds("71 minutes", "1 h 11 min"), holds("v2.0.4", "v2.0.5")
    (True, True, False)
    """
    told = mend[:LONGEST]
    if wanted := clocks_in(figure):
        return any(are_near(clock, wanted[0]) for clock in clocks_in(told))
    if length := next(durations(figure), None):
        return any(abs(one.value - length.value) <= NEAR for one in durations(told))
    last = re.escape(figure.rsplit(maxsplit=1)[-1].removeprefix("v"))
    return bool(re.search(rf"(?<![\w.])v?{last}(?!\w|\.\d)", told, re.IGNORECASE))


def _shown(planted: Planted, given: Drafted) -> tuple[ShownRecord, ...]:
    """The first records, one of each file."""
    by_file: dict[str, Recorded] = {}
    for one in planted.records:
        by_file.setdefault(one.file, one)
    return tuple(
        ShownRecord(source_of(one.file), f"{one.at:%Y-%m-%d %H:%M:%S} UTC", one.ref, given.told_by(one))
        for one in list(by_file.values())[:MOST_SHOWN]
    )


def _summary(lines: list[Judged], number: int) -> str:
    """How many were found of how many, and how often something else was marked."""
    count = {name: sum(one.outcome == name for one in lines) for name in ("found", "false-alarm", "wide")}
    alarms = "1 false alarm" if count["false-alarm"] == 1 else f"{count['false-alarm']} false alarms"
    wide = f" {count['wide']} marked too widely to tell." if count["wide"] else ""
    return f"Found {count['found']} of {number}, {alarms}.{wide}"
