"""The one way to run checks: `examine`. Prose is read without the answer models, which need pydantic."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from pmkit.checks.check import Check, Field, Finding, Match
from pmkit.checks.document.document import Document, read_document
from pmkit.checks.language import checks as language
from pmkit.checks.language.reading import Prose

if TYPE_CHECKING:
    from pmkit.checks.catalogue import Topic
    from pmkit.models.answer import Answer
    from pmkit.models.story.scenario import Scenario

MOST_FINDINGS = 500
SEVERITIES = ("fix", "consider")
PROSE = "prose"


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
) -> list[Finding]:
    """What the checks find in an answer or a text, most consequential first; pure: no file is read, nothing is kept.

    `subject` is a model or the text of a file (its findings then have lines and columns), `scenario` what an
    exercise knows, `roster` more names of people, `only` the id of the one check to run. With `waived`, prose
    findings that the author silenced come too, last, with the reason in `Finding.waived`. `reading` is the answer as
    its topic reads it, where that is known already. Raises AnswerError for
    text that is no answer of this kind, LookupError for an unknown kind; prose of any kind raises nothing.
    """
    checks, topic = (language.CHECKS, None) if kind == PROSE else _topic(kind)
    chosen = [check for check in checks if only in (None, check.id)]
    if topic is not None and topic.model is not None:
        answer = topic.model.parse(subject, path or "the answer") if isinstance(subject, str) else subject
        text = subject if isinstance(subject, str) else ""
        known = topic.read(answer, scenario) if reading is None else reading
        findings = _of_answer(known, chosen, text, path)
        for field, words in topic.prose_of(answer):
            told = examine(words, scenario=scenario, path=path, only=only, roster=roster)
            findings += [_moved(one, field, text) for one in told]
        return findings[:MOST_FINDINGS]
    text = subject if isinstance(subject, str) else subject.dump()
    return _of_prose(read_document(text, scenario, frozenset(roster)), chosen, path, waived)


def _topic(kind: str) -> tuple[tuple[Check, ...], Topic]:
    from pmkit.checks.catalogue import topic_of

    topic = topic_of(kind)
    return topic.checks, topic


def _of_answer(reading: Any, checks: list[Check], text: str, path: str) -> list[Finding]:
    """What an answer's own checks find, "fix" before "consider"; places are those in the file's text, if any."""
    from pmkit.checks.toml_places import place_of
    from pmkit.models.answer import where

    return [
        _finding(check, match, path, where(match.field), place_of(text, match.field) if text else (0, 0))
        for severity in SEVERITIES
        for check in checks
        if check.severity == severity
        for match in check.find(reading)
    ]


def _moved(finding: Finding, field: Field, text: str) -> Finding:
    """A finding in the prose of a field, told as one in the answer."""
    from pmkit.checks.toml_places import place_of
    from pmkit.models.answer import where

    line, column = place_of(text, field) if text else (0, 0)
    return replace(finding, where=where(field), line=line, column=column)


def _of_prose(document: Document, checks: list[Check], path: str, waived: bool) -> list[Finding]:
    """Findings in a text: standing ones before waived ones, "fix" before "consider", each in the text's order."""
    prose = Prose(document)
    found = [(document.waived(check.id, match.start), check, match) for check in checks for match in check.find(prose)]
    found.sort(key=lambda one: (one[0] != "", SEVERITIES.index(one[1].severity), one[2].start))
    return [
        _finding(check, match, path, f"line {place[0]}", place, reason=reason)
        for reason, check, match in [one for one in found if waived or not one[0]][:MOST_FINDINGS]
        for place in (document.place(match.start),)
    ]


def _finding(
    check: Check, match: Match, path: str, location: str, place: tuple[int, int], *, reason: str = ""
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
        says=check.says.replace("{quote}", match.quote),
        why=check.why,
        instead=check.instead,
        severity=check.severity,
        example=check.example,
        waived=reason,
    )
