"""How rewrites are measured: the facts of each statement stay, the judgement goes, somebody or something acts."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from pmkit.checks.check import Finding
from pmkit.checks.text.text import Text, is_english, is_statement, lexicon, read
from pmkit.checks.text.wording import denies, says
from pmkit.grading.measures import Measure, Measured, Work
from pmkit.grading.rewrites.figures import figures, missing_figures
from pmkit.models.rewrites import Rewrites
from pmkit.models.statement import Statement

COPIED = 0.9
"""From this share of common words on, a rewrite is the sample again."""
TOO_FEW = "less than half of the facts"
ARTICLES = {"a", "an", "the"}
_SENTENCE_END = re.compile(r"[.!?;]\s|\n")


@dataclass(frozen=True, slots=True)
class Said:
    """One statement and what was written for it; `where` is its field, empty where the answer has none."""

    number: int
    statement: Statement
    text: Text
    findings: list[Finding]
    where: str = ""

    @property
    def facts(self) -> float:
        """The share of the statement's facts that are still said."""
        kept = [says(self.text, fact) for fact in self.statement.facts]
        return sum(kept) / len(kept) if kept else 1.0

    @property
    def lost_facts(self) -> list[str]:
        """The facts that are not read in the rewrite, each in words; what stands there with a "no" is told so."""
        told = self.statement.facts_in_words or [fact.replace(" + ", ", ") for fact in self.statement.facts]
        return [
            f"{words} (the rewrite says so with a “no”)" if denies(self.text, fact) else words
            for fact, words in zip(self.statement.facts, told, strict=True)
            if not says(self.text, fact)
        ]

    @property
    def lost_figures(self) -> list[str]:
        """The statement's times and figures that the rewrite leaves out."""
        return missing_figures(self.statement.text, self.text.text)

    @property
    def standing(self) -> str:
        """Why it is no statement of the trainee's own, in words; empty where it is one."""
        given, sample = read(self.statement.text), read(self.statement.sample)
        if self.text.blank:
            return "nothing written yet"
        if _holds(self.text, given):
            return "the given sentence as it was"
        if _holds(self.text, sample) or _same(self.text, sample):
            return "the words of the shown sample"
        parts = [read(part) for part in _SENTENCE_END.split(self.text.text)]
        whole = all(_is_sentence(part) for part in parts if len(part.tokens) >= 5)
        return "" if whole else "a list of words, no sentence yet"

    @property
    def rewritten(self) -> bool:
        """Whether there is a statement of the trainee's own: not the given one, not the sample, not a word list."""
        return not self.standing

    @property
    def sound(self) -> bool:
        """Whether it may earn anything: rewritten, and about the same thing."""
        return self.rewritten and 2 * self.facts >= 1

    @property
    def names_actor(self) -> bool:
        """Whether it says who or what acted."""
        return any(says(self.text, actor) for actor in self.statement.actors)


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
            f"{places[statement.text]} text" if statement.text in places else "",
        )
        for number, statement in enumerate(statements, start=1)
    ]


def _holds(text: Text, other: Text) -> bool:
    """Whether `other` stands in `text` word for word, whatever else was added."""
    words, wanted = f" {' '.join(text.stems)} ", f" {' '.join(other.stems)} "
    return bool(other.stems) and wanted in words


def _is_sentence(text: Text) -> bool:
    """Whether it reads as a sentence: one word in five is a small one, which a list of keywords lacks.

    With an article one in eight will do: "The node ran v2.4.0 without a memory limit".
    """
    small = [token.word for token in text.tokens if token.word in lexicon("english", "function")]
    fewest = 8 if ARTICLES & {*small} else 5
    return is_statement(text) and fewest * len(small) >= len(text.tokens)


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


def _share(good: Callable[[Said], float], lacking: Callable[[Said], str]) -> Measure:
    """A measure: the mean over all statements of what a sound rewrite of each earns; `lacking` says what is wanting.

    Of one that cannot count yet only the reason is told: what it says or leaves out may be quite right.
    """

    def measure(work: Work) -> Measured:
        rewrites = _of(work)
        share = sum(good(one) for one in rewrites if one.sound) / len(rewrites)
        flawed = [one for one in rewrites if one.sound and good(one) < 1]
        return _measured(share, flawed, [one for one in rewrites if not one.sound], lacking)

    return measure


def _facts_kept(work: Work) -> Measured:
    """As the others, but facts are named of a rewrite that tells too few of them to count, too."""
    rewrites = _of(work)
    share = sum(one.facts for one in rewrites if one.sound) / len(rewrites)
    flawed = [one for one in rewrites if one.rewritten and one.lost_facts]
    return _measured(share, flawed, [one for one in rewrites if not one.rewritten], _facts)


def _measured(share: float, flawed: list[Said], unsound: list[Said], lacking: Callable[[Said], str]) -> Measured:
    waits, where = _not_counted(unsound), next((one.where for one in [*flawed, *unsound]), "")
    if not flawed:
        return Measured(share, "incomplete" if unsound else None, says=waits, where=where)
    told = ((one.number, lacking(one)) for one in flawed)
    details = "; ".join(f"statement {number}" + (f": {what}" if what else "") for number, what in told)
    return Measured(share, details=details, also=waits, where=where)


def _not_counted(rewrites: list[Said]) -> str:
    """Which rewrites earn nothing yet, in a sentence; the reasons stand where it is asked for all of them."""
    wait = "waits for its own sentence" if len(rewrites) == 1 else "wait for their own sentences"
    return f"{_numbers(rewrites).capitalize()} {wait}." if rewrites else ""


def _numbers(rewrites: list[Said]) -> str:
    *others, last = (str(one.number) for one in rewrites)
    return f"statements {', '.join(others)} and {last}" if others else f"statement {last}"


def _all_rewritten(work: Work) -> Measured:
    missing = [one for one in _of(work) if not one.sound]
    reasons: dict[str, list[Said]] = {one.standing or TOO_FEW: [] for one in missing}
    for one in missing:
        reasons[one.standing or TOO_FEW].append(one)
    told = "; ".join(f"{_numbers(rewrites)} ({reason})" for reason, rewrites in reasons.items())
    share, where = 1 - len(missing) / len(work.statements), next((one.where for one in missing), "")
    return Measured(share, "incomplete" if missing else None, told, where=where)


def _grounded(work: Work) -> Measured:
    """Times and versions that neither the scenario nor the statements hold were invented."""
    story = work.reading.scenario
    known = " ".join([story.brief, *story.systems, *(one.text for one in story.exhibits)]) if story else ""
    known += " ".join(statement.text for statement in work.statements)
    held = {number for number, _ in figures(known)}
    rewrites = _of(work)
    strange = {
        shown: one.where
        for one in rewrites
        for number, shown in figures(one.text.text)
        if (":" in number or "v" in shown) and number not in held
    }
    if not any(one.sound for one in rewrites):
        return Measured(0.0, "incomplete", says=_not_counted(rewrites), where=rewrites[0].where)
    return Measured(float(not strange), details=", ".join(strange), where=next(iter(strange.values()), ""))


def _of(work: Work) -> list[Said]:
    return said(work.reading.answer, work.statements, work.findings)


def _facts(one: Said) -> str:
    return ", ".join(f"“{fact}”" for fact in one.lost_facts)


def _quotes(one: Said) -> str:
    return ", ".join(dict.fromkeys(f"“{finding.quote}”" for finding in one.findings))


MEASURES: dict[str, Measure] = {
    "facts-kept": _facts_kept,
    "actor-named": _share(lambda one: one.names_actor, lambda _: ""),
    "judgement-removed": _share(lambda one: not one.findings, _quotes),
    "figures-kept": _share(lambda one: not one.lost_figures, lambda one: ", ".join(one.lost_figures)),
    "grounded": _grounded,
    "all-rewritten": _all_rewritten,
}
