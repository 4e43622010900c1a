"""All checks by kind of answer, in teaching order, and the one way to run them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pmkit.checks import five_whys
from pmkit.checks.check import Check, Finding, Match
from pmkit.checks.toml_places import place_of
from pmkit.checks.why_reading import WhyReading
from pmkit.models.answer import Answer, where
from pmkit.models.five_whys import FiveWhys
from pmkit.models.scenario import Scenario

MOST_FINDINGS = 500


@dataclass(frozen=True, slots=True)
class Topic:
    """A kind of answer: its model, how its checks read it, and the checks."""

    model: type[Answer]
    read: Callable[[Any, Scenario | None], Any]
    checks: tuple[Check, ...]


TOPICS: dict[str, Topic] = {
    "five-whys": Topic(FiveWhys, WhyReading, five_whys.CHECKS),
}
CHECKS: tuple[Check, ...] = tuple(check for topic in TOPICS.values() for check in topic.checks)


def topic_of(kind: str) -> Topic:
    """The topic called `kind`. Raises LookupError naming the kinds there are."""
    if kind not in TOPICS:
        raise LookupError(f"no kind of answer is called {kind!r}; write one of: {', '.join(TOPICS)}")
    return TOPICS[kind]


def examine(
    subject: str | Answer,
    kind: str,
    *,
    scenario: Scenario | None = None,
    path: str = "",
    only: str | None = None,
) -> list[Finding]:
    """What the checks find in an answer, most consequential first; pure: no file is read, nothing is kept.

    `subject` is a model or the text of an answer file (its findings then have lines and columns), `scenario`
    what an exercise knows, `only` the id of the one check to run. Raises AnswerError for text that is no
    answer of this kind, LookupError for an unknown kind.
    """
    topic = topic_of(kind)
    text = subject if isinstance(subject, str) else ""
    answer = topic.model.parse(subject, path or "the answer") if isinstance(subject, str) else subject
    reading = topic.read(answer, scenario)
    findings = [
        _finding(check, match, text, path)
        for severity in ("fix", "consider")
        for check in topic.checks
        if check.severity == severity and only in (None, check.id)
        for match in check.find(reading)
    ]
    return findings[:MOST_FINDINGS]


def _finding(check: Check, match: Match, text: str, path: str) -> Finding:
    line, column = place_of(text, match.field) if text else (0, 0)
    return Finding(
        check=check.id,
        path=path,
        where=where(match.field),
        line=line,
        column=column,
        start=match.start,
        end=match.end,
        quote=match.quote,
        says=check.says.replace("{quote}", match.quote),
        why=check.why,
        instead=check.instead,
        severity=check.severity,
    )
