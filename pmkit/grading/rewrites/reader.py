"""Reads what was written for the statements of an exercise, all of it once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from pmkit.checks.check import Finding
from pmkit.checks.text.folding import seen
from pmkit.checks.text.text import Text, read
from pmkit.grading.readings.reader import plain_words
from pmkit.grading.readings.reading import EVERYTHING, Reading
from pmkit.grading.rewrites.additions import added
from pmkit.grading.rewrites.facts import FactReader, FactReading
from pmkit.grading.rewrites.figures import strange_figures
from pmkit.grading.rewrites.judgement import distinct, judging_words, of_checks
from pmkit.grading.rewrites.reading import Said
from pmkit.grading.rewrites.standing import repeats, standing
from pmkit.grading.rewrites.strangers import Known, known_in, strangers
from pmkit.models.rewrites import Rewrites
from pmkit.models.story.scenario import Scenario
from pmkit.models.story.statement import Statement

FEWEST_AGAINST, MOST_AGAINST = 2, 1 / 2
"""So many rewrites that say something else, and so large a share of them, cast doubt on the others."""
FEWEST_LEANING, NEXT_TO_ALL = 3, 0.75
"""So many that mock, or that judge or add words, and so large a share of them, make a tone."""


@dataclass(frozen=True)
class Written:
    """An answer beside its statements; `instructed` maps the plain words of a rewrite to the facts that it says."""

    answer: Rewrites
    statements: Sequence[Statement]
    story: Scenario | None = None
    instructed: tuple[tuple[str, str], ...] = ()

    @cached_property
    def rows(self) -> list[Said]:
        """What was written for each statement, in their order; the findings of the checks are not in it yet."""
        places = {one.original: number for number, one in enumerate(self.answer.rewrites, start=1)}
        texts = {one.original: read(seen(one.text)) for one in self.answer.rewrites}
        statements, instructed = tuple(self.statements), dict(self.instructed)
        known = known_in(self.story) if self.story else None
        rows = []
        for number, statement in enumerate(statements, start=1):
            where = f"rewrite {places[statement.text]}, text" if statement.text in places else ""
            row = _read(texts.get(statement.text, read("")), number, statements, known)
            by_hand = instructed.get(plain_words(row.text.text), "") if instructed else ""
            rows.append(replace(_settled(row, by_hand) if by_hand else row, where=where))
        return _once(rows)

    @cached_property
    def readings(self) -> dict[int, Reading]:
        """What each rewrite was read as, by the number of its statement."""
        return {one.number: one.reading for one in trusted(self.rows) if not one.text.blank}

    def judged_by(self, findings: Iterable[Finding]) -> list[Said]:
        """The rows, with what the language checks found in each."""
        found: dict[str, list[Finding]] = {}
        for finding in findings:
            found.setdefault(finding.where, []).append(finding)
        return trusted([_with(one, tuple(found.get(one.where, ()))) for one in self.rows])


@lru_cache(maxsize=512)
def _read(text: Text, number: int, statements: tuple[Statement, ...], known: Known | None) -> Said:
    """A rewrite of statement `number`, read by itself; remembered, for a keystroke changes one of them."""
    statement = statements[number - 1]
    row = Said(number, statement, text, standing=standing(text, statement, known))
    if row.standing == "empty":
        return row
    facts = FactReader(statements).read(text, statement, known)
    judging = judging_words(text, statement, known.words.casefold() if known else "")
    row = replace(row, facts=tuple(facts), judged=distinct(judging), strange=_strange(text, statement, known))
    return replace(row, added=added(text, statements, known)) if known else row


def _strange(text: Text, statement: Statement, known: Known | None) -> tuple[str, ...]:
    if known is None:
        return ()
    figures = strange_figures(text.text, f"{known.words} {statement.text}")
    return (*strangers(text, statement, known), *figures)


def _with(row: Said, findings: tuple[Finding, ...]) -> Said:
    if not findings:
        return row
    return replace(row, found=findings, judged=distinct([*of_checks(findings, row.text), *row.judged]))


def _settled(row: Said, by_hand: str) -> Said:
    """A rewrite as an instructor read it: the facts that are named are said, no other is, and nothing waits."""
    named = set(by_hand.replace(",", " ").split())
    facts = tuple(
        FactReading(one.fact, "instructor", lost=one.lost)
        if not named.isdisjoint({EVERYTHING, one.fact.id, f"{row.statement.id}/{one.fact.id}"})
        else FactReading(one.fact, lost=one.lost)
        for one in row.facts
    )
    return replace(row, standing="", facts=facts, settled=True)


def _once(rows: list[Said]) -> list[Said]:
    """The rows; words that stand for several statements count for one, and only where they keep all its facts."""
    alike = repeats([one.text for one in rows])
    kept: set[int] = set()
    for index, others in alike.items():
        if kept.isdisjoint(others) and rows[index].own and all(fact.counts for fact in rows[index].facts):
            kept.add(index)
    return [
        replace(one, standing="repeated", others=tuple(rows[other].number for other in alike[index]))
        if index in alike and index not in kept and one.own
        else one
        for index, one in enumerate(rows)
    ]


def trusted(rows: list[Said]) -> list[Said]:
    """The rows; beside rewrites that mock, judge on or say something else, what fits may do so by chance and waits."""
    written = [one for one in rows if not one.text.blank]
    against = sum(one.contradicts or one.standing == "list" for one in written)
    mocking = sum(one.mocks for one in written)
    leaning = sum(one.own and bool(one.judged or one.added) for one in written)
    tone = sum(one.own and bool(one.judged) for one in written) / len(rows) if rows else 0.0
    all_wait = (
        (against >= FEWEST_AGAINST and against >= MOST_AGAINST * len(written))
        or mocking >= FEWEST_LEANING
        or (leaning >= FEWEST_LEANING and leaning >= NEXT_TO_ALL * len(written))
    )
    return [_trusted(replace(one, tone=tone), waits=all_wait) for one in rows]


def _trusted(row: Said, *, waits: bool) -> Said:
    if not waits or row.judged or row.settled:
        return row
    words = ", ".join(row.added)
    return replace(
        row, facts=tuple(replace(one, doubt="in-doubt", words=words) if one.counts else one for one in row.facts)
    )
