"""How rewrites are measured: the facts of each statement stay, the judgement goes, somebody or something acts."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from pmkit.checks.check import Finding
from pmkit.checks.text.text import Text, is_english, is_statement, lexicon, read
from pmkit.checks.text.wording import says
from pmkit.grading.measures import Measure, Measured, Work
from pmkit.models.rewrites import Rewrites
from pmkit.models.statement import Statement

COPIED = 0.9
"""From this share of common words on, a rewrite is the sample again."""
_SENTENCE_END = re.compile(r"[.!?;]\s|\n")
_FIGURE = re.compile(r"\bv?\d+(?:[.:,]\d+)*")


@dataclass(frozen=True, slots=True)
class Said:
    """One statement and what was written for it."""

    number: int
    statement: Statement
    text: Text
    findings: list[Finding]

    @property
    def facts(self) -> float:
        """The share of the statement's facts that are still said."""
        kept = [says(self.text, fact) for fact in self.statement.facts]
        return sum(kept) / len(kept) if kept else 1.0

    @property
    def rewritten(self) -> bool:
        """Whether there is a statement of the trainee's own: not the given one, not the sample, not a word list."""
        given, sample = read(self.statement.text), read(self.statement.sample)
        copied = _holds(self.text, given) or _holds(self.text, sample) or _same(self.text, sample)
        parts = [read(part) for part in _SENTENCE_END.split(self.text.text)]
        return not copied and all(_is_sentence(part) for part in parts if len(part.tokens) >= 5)

    @property
    def sound(self) -> bool:
        """Whether it may earn anything: rewritten, and about the same thing."""
        return self.rewritten and 2 * self.facts >= 1

    @property
    def names_actor(self) -> bool:
        """Whether it says who or what acted."""
        return any(says(self.text, actor) for actor in self.statement.actors)

    @property
    def figures(self) -> bool:
        """Whether the statement's times and figures are all there."""
        return set(_FIGURE.findall(self.statement.text)) <= set(_FIGURE.findall(self.text.text))


def said(answer: Rewrites, statements: list[Statement], findings: list[Finding]) -> list[Said]:
    """What was written for each statement; rewrites of anything else are left out."""
    texts = {one.original: one.text for one in answer.rewrites}
    places = {one.original: f"rewrite {number}," for number, one in enumerate(answer.rewrites, start=1)}
    return [
        Said(
            number,
            statement,
            read(texts.get(statement.text, "")),
            [one for one in findings if one.where.startswith(places.get(statement.text, "none"))],
        )
        for number, statement in enumerate(statements, start=1)
    ]


def _holds(text: Text, other: Text) -> bool:
    """Whether `other` stands in `text` word for word, whatever else was added."""
    words, wanted = f" {' '.join(text.stems)} ", f" {' '.join(other.stems)} "
    return bool(other.stems) and wanted in words


def _is_sentence(text: Text) -> bool:
    """Whether it reads as a sentence: of five words at least one is a small one, which a list of keywords lacks."""
    small = sum(token.word in lexicon("english", "function") for token in text.tokens)
    return is_statement(text) and 5 * small >= len(text.tokens)


def is_attempted(answer: Rewrites) -> bool:
    """Whether anything was written that was not given."""
    return any(not read(one.text).blank and one.text.strip() != one.original.strip() for one in answer.rewrites)


def is_readable(work: Work) -> bool:
    """Whether the rewrites are in English, the one language that the checks read."""
    return is_english(read("\n".join(one.text for one in work.reading.answer.rewrites)))


def unjudged(_work: Work) -> None:
    """Rewrites can always be judged: their facts are known."""


def _same(one: Text, other: Text) -> bool:
    either = one.content | other.content
    return bool(one.content) and len(one.content & other.content) >= COPIED * len(either)


def _share(good: Callable[[Said], float]) -> Measure:
    """A measure: the mean over all statements of what a sound rewrite of each earns."""

    def measure(work: Work) -> Measured:
        earned = [(one.number, good(one) if one.sound else 0.0) for one in _of(work)]
        lacking = ", ".join(f"statement {number}" for number, share in earned if share < 1)
        return Measured(sum(share for _, share in earned) / len(earned), details=lacking)

    return measure


def _all_rewritten(work: Work) -> Measured:
    done = [(one.number, one.sound) for one in _of(work)]
    missing = ", ".join(f"statement {number}" for number, is_done in done if not is_done)
    return Measured(sum(is_done for _, is_done in done) / len(done), "incomplete" if missing else None, missing)


def _grounded(work: Work) -> Measured:
    """Times and versions that neither the scenario nor the statements hold were invented."""
    story = work.reading.scenario
    known = " ".join([story.brief, *story.systems, *(one.text for one in story.exhibits)]) if story else ""
    known += " ".join(statement.text for statement in work.statements)
    told = [figure for one in _of(work) for figure in _FIGURE.findall(one.text.text) if ":" in figure or "v" in figure]
    strange = [figure for figure in told if figure not in known]
    sound = any(one.sound for one in _of(work))
    return Measured(float(sound and not strange), details=", ".join(dict.fromkeys(strange)) or "no rewrite to compare")


def _of(work: Work) -> list[Said]:
    return said(work.reading.answer, work.statements, work.findings)


MEASURES: dict[str, Measure] = {
    "facts-kept": _share(lambda one: one.facts),
    "actor-named": _share(lambda one: one.names_actor),
    "judgement-removed": _share(lambda one: not one.findings),
    "figures-kept": _share(lambda one: one.figures),
    "grounded": _grounded,
    "all-rewritten": _all_rewritten,
}
