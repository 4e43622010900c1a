"""The one way to run checks: `examine`. Prose is read without the answer models, which need pydantic."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from pmkit.checks.check import Check, Field, Finding, Match
from pmkit.checks.document.document import Document, read_document
from pmkit.checks.language import checks as language
from pmkit.checks.language.reading import Prose
from pmkit.checks.text.team import NOBODY_KNOWN, Team
from pmkit.models.topics import PROSE, model_of

if TYPE_CHECKING:
    from pmkit.checks.catalogue import Topic
    from pmkit.models.answer import Answer
    from pmkit.models.evidence_facts.facts import EvidenceFacts
    from pmkit.models.story.scenario import Scenario

MOST_FINDINGS = 500
GIVING_WAY = ("language/vague", "language/hindsight")
SEVERITIES = ("fix", "consider")


def examine(
    subject: str | Answer,
    kind: str = PROSE,
    *,
    scenario: Scenario | None = None,
    path: str = "",
    only: str | None = None,
    roster: Iterable[str] = (),
    waived: bool = False,
    reading: Any = None,
    evidence: EvidenceFacts | None = None,
    team: Team = NOBODY_KNOWN,
) -> list[Finding]:
    """What the checks find in an answer or a text, most consequential first; pure: no file is read, nothing is kept.

    `subject` is a model or the text of a file (its findings then have lines and columns), `scenario` what an
    exercise knows, `roster` more names of people, `team` a team's own words, `only` the id of the one check to run.
    With `waived`, prose findings that the author silenced come too, last, with the reason in `Finding.waived`.
    `reading` is the answer as its topic reads it, where that is known already; `evidence` is what a postmortem is
    looked up in. Raises AnswerError for text that is no answer of this kind, LookupError for an unknown kind; prose
    raises nothing.
    """
    if kind == PROSE:
        written = subject if isinstance(subject, str) else subject.dump()
        return _of_prose(read_document(written, scenario, frozenset(roster), team), path, only, waived=waived)
    from pmkit.checks.catalogue import topic_of

    topic, text = topic_of(kind), subject if isinstance(subject, str) else ""
    if isinstance(subject, str):
        document = read_document(text, scenario, frozenset(roster), team)
        said = topic.of_text(text, document.roster)
        if said is not None:
            return in_order(_of_document(topic, said, document, only, path, waived=waived))[:MOST_FINDINGS]
    answer = model_of(kind).parse(subject, path or "the answer") if isinstance(subject, str) else subject
    known = topic.read(answer, scenario) if reading is None else reading
    if evidence is not None and hasattr(known, "evidence"):
        known = replace(known, evidence=evidence)
    if topic.is_document:
        whole = text or answer.dump()
        document = read_document(whole, scenario, frozenset(roster), team)
        findings = _of_document(topic, known, document, only, path, waived=waived)
        prose = _of_prose(document, path, only, waived=waived)
        findings += [one for one in prose if not _is_told(one, findings, topic.instead)]
    else:
        findings = _of_answer(topic, known, only, text, path)
    for field, words in topic.prose_of(answer):
        told = examine(words, scenario=scenario, path=path, only=only, roster=roster, team=team)
        findings += [_moved(one, field, topic, text) for one in told]
    return in_order(findings)[:MOST_FINDINGS]


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Standing findings before waived ones and "fix" before "consider", whichever check they come from; else as given.

    Whoever shows a few shows the first.
    """
    return sorted(findings, key=lambda one: (one.waived != "", SEVERITIES.index(one.severity)))


def _of_answer(topic: Topic[Any, Any], reading: Any, only: str | None, text: str, path: str) -> list[Finding]:
    """What an answer's own checks find, check by check; places are those in the file's text, if any."""
    return [
        _finding(check, match, path, _where(match.field), topic.place_of(text, match.field) if text else (0, 0))
        for check in topic.checks
        if only in (None, check.id)
        for match in check.find(reading)
    ]


def _of_document(
    topic: Topic[Any, Any], reading: Any, document: Document, only: str | None, path: str, *, waived: bool
) -> list[Finding]:
    """What a document's own checks find in it, and those of other kinds in parts of it."""
    found = []
    for check in topic.checks:
        for match in check.find(reading) if only in (None, check.id) else ():
            if match.field:
                found.append(
                    _finding(check, match, path, _where(match.field), topic.place_of(document.text, match.field))
                )
            else:
                place, reason = document.place(match.start), document.waived(check.id, match.start)
                found.append(_finding(check, match, path, f"line {place[0]}", place, reason=reason))
    found += [one for one in topic.within(reading, path) if only in (None, one.check)]
    return [one for one in found if waived or not one.waived]


def _is_told(prose: Finding, findings: list[Finding], instead: frozenset[str]) -> bool:
    """Whether a document's own check speaks of the same words already."""
    return prose.check in GIVING_WAY and any(
        one.check in instead and one.start < prose.end and one.end > prose.start for one in findings
    )


def _where(field: Field) -> str:
    from pmkit.models.answer import where

    return where(field)


def _moved(finding: Finding, field: Field, topic: Topic[Any, Any], text: str) -> Finding:
    """A finding in the prose of a field, told as one in the answer."""
    line, column = topic.place_of(text, field) if text else (0, 0)
    return replace(finding, where=_where(field), line=line, column=column)


def _of_prose(document: Document, path: str, only: str | None, *, waived: bool) -> list[Finding]:
    """Findings in a text: standing ones before waived ones, "fix" before "consider", each in the text's order."""
    prose = Prose(document)
    checks = [check for check in language.CHECKS if only in (None, check.id)]
    found = [(document.waived(check.id, match.start), check, match) for check in checks for match in check.find(prose)]
    found.sort(key=lambda one: (one[0] != "", SEVERITIES.index(one[1].severity), one[2].start))
    return [
        _finding(check, match, path, f"line {place[0]}", place, reason=reason)
        for reason, check, match in [one for one in found if waived or not one[0]][:MOST_FINDINGS]
        for place in (document.place(match.start),)
    ]


def _said(says: str, match: Match) -> str:
    """What a check says of a match: only words of the author's stand between quotation marks."""
    begin, slot, rest = says.partition("{quote}")
    mark = "”" if slot and rest.startswith("”") else ""
    return f"{begin}{match.quote}{mark}{match.more}{rest.removeprefix(mark)}" if slot else says


def _finding(
    check: Check[Any], match: Match, path: str, location: str, place: tuple[int, int], *, reason: str = ""
) -> Finding:
    return Finding(
        check=check.id,
        path=path,
        where=location,
        line=place[0],
        column=place[1],
        start=match.start,
        end=match.end,
        quote=match.quote,
        says=_said(check.says, match),
        why=check.why,
        instead=check.instead,
        severity=check.severity,
        example=check.example,
        waived=reason,
    )
