"""All checks by kind of answer, in teaching order, and the one way to run them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from pmkit.checks import five_whys, language
from pmkit.checks.check import Check, Field, Finding, Match
from pmkit.checks.document import Document, read_document
from pmkit.checks.language_reading import Prose
from pmkit.checks.rewrites_reading import RewritesReading, prose_of
from pmkit.checks.toml_places import place_of
from pmkit.checks.why_reading import WhyReading
from pmkit.models.answer import Answer, where
from pmkit.models.five_whys import FiveWhys
from pmkit.models.rewrites import Rewrites
from pmkit.models.scenario import Scenario

MOST_FINDINGS = 500
SEVERITIES = ("fix", "consider")


@dataclass(frozen=True, slots=True)
class Topic:
    """A kind of answer: its model (None for prose), how its checks read it, and the checks.

    `prose_of` gives the fields whose texts the language checks read too.
    """

    model: type[Answer] | None
    read: Callable[[Any, Scenario | None], Any]
    checks: tuple[Check, ...]
    prose_of: Callable[[Any], Iterable[tuple[Field, str]]] = lambda _: ()


TOPICS: dict[str, Topic] = {
    "prose": Topic(None, read_document, language.CHECKS),
    "five-whys": Topic(FiveWhys, WhyReading, five_whys.CHECKS),
    "rewrites": Topic(Rewrites, RewritesReading, (), prose_of),
}
CHECKS: tuple[Check, ...] = tuple(check for topic in TOPICS.values() for check in topic.checks)


def topic_of(kind: str) -> Topic:
    """The topic called `kind`. Raises LookupError naming the kinds there are."""
    if kind not in TOPICS:
        raise LookupError(f"no kind of answer is called {kind!r}; write one of: {', '.join(TOPICS)}")
    return TOPICS[kind]


def kind_of(check: Check) -> str:
    """The kind of answer that a check reads: "prose" for language/blame."""
    return next(kind for kind, topic in TOPICS.items() if check in topic.checks)


def examine(
    subject: str | Answer,
    kind: str = "prose",
    *,
    scenario: Scenario | None = None,
    path: str = "",
    only: str | None = None,
    roster: Iterable[str] = (),
    waived: bool = False,
) -> list[Finding]:
    """What the checks find in an answer or a text, most consequential first; pure: no file is read, nothing is kept.

    `subject` is a model or the text of a file (its findings then have lines and columns), `scenario` what an
    exercise knows, `roster` more names of people, `only` the id of the one check to run. With `waived`, prose
    findings that the author silenced come too, last, with the reason in `Finding.waived`. Raises AnswerError for
    text that is no answer of this kind, LookupError for an unknown kind; prose of any kind raises nothing.
    """
    topic = topic_of(kind)
    chosen = [check for check in topic.checks if only in (None, check.id)]
    if topic.model is None:
        text = subject if isinstance(subject, str) else subject.dump()
        return _of_prose(read_document(text, scenario, frozenset(roster)), chosen, path, waived)[:MOST_FINDINGS]
    text = subject if isinstance(subject, str) else ""
    answer = topic.model.parse(subject, path or "the answer") if isinstance(subject, str) else subject
    reading = topic.read(answer, scenario)
    findings = [
        _finding(check, match, path, where(match.field), place_of(text, match.field) if text else (0, 0))
        for severity in SEVERITIES
        for check in chosen
        if check.severity == severity
        for match in check.find(reading)
    ]
    for field, words in topic.prose_of(answer):
        place = place_of(text, field) if text else (0, 0)
        told = examine(words, scenario=scenario, path=path, only=only, roster=roster)
        findings += [replace(one, where=where(field), line=place[0], column=place[1]) for one in told]
    return findings[:MOST_FINDINGS]


def _of_prose(document: Document, checks: list[Check], path: str, waived: bool) -> list[Finding]:
    """Findings in a text: standing ones before waived ones, "fix" before "consider", each in the text's order."""
    prose = Prose(document)
    found = [(document.waived(check.id, match.start), check, match) for check in checks for match in check.find(prose)]
    found.sort(key=lambda one: (one[0] != "", SEVERITIES.index(one[1].severity), one[2].start))
    return [
        _finding(check, match, path, f"line {place[0]}", place, reason=reason)
        for reason, check, match in found
        if waived or not reason
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
