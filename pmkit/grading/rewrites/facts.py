"""Which facts of a statement a rewrite still says: by their wordings, by their figures, by nearness; doubts wait."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from pmkit.checks.text.lexicon import lexicon
from pmkit.checks.text.text import Text, is_absence, read
from pmkit.checks.text.wording import says
from pmkit.grading.grounding import denies
from pmkit.grading.readings.meaning import Meaning
from pmkit.grading.readings.reading import WAITING, Doubt, How
from pmkit.grading.readings.similarity import Vocabulary
from pmkit.grading.rewrites.clauses import clauses, parts, sentences
from pmkit.grading.rewrites.figures import missing_figures
from pmkit.grading.rewrites.polarity import (
    denies_fact,
    is_negated,
    is_of_absence,
    other_figures,
    says_both,
    says_the_opposite,
)
from pmkit.grading.rewrites.strangers import Known, in_place_of, strangers
from pmkit.models.story.statement import Fact, Statement
from pmkit.models.words.shortened import shortened

NEAR = 0.5
"""From this nearness on, a clause says a fact."""
FEWEST_SHARED = 2
"""Words that a clause shares with a fact that it says; one is enough beside a figure of the fact."""
WITHOUT_FIGURES = 0.5
"""What a fact is worth when the figures that it is about are gone."""
LONGEST_QUOTE = 80
QUESTIONS: dict[Doubt, str] = {
    "denied": "does “{words}” say that it was so ({fact}), or that it was not?",
    "both": "“{words}” says both that it was so ({fact}) and that it was not; which of the two?",
    "strange": "no part in this ({fact}) is known of {words}; who or what is meant?",
    "figure": "the statement has another figure than {words} ({fact}); which is it?",
    "in-doubt": "a person reads it with the other rewrites, which judge, mock or say something else",
}
"""By doubt; {words} are those it is about, {fact} what the statement says."""
ADDED = "“{words}”: does that tell what happened, or what one thinks of it? The incident has no such words"


@dataclass(frozen=True, slots=True)
class FactReading:
    """How one fact stands in a rewrite: how it was found ("" where it was not), and the doubt about it, if any.

    `words` are those that the doubt is about, `lost` the figures of the fact that the rewrite leaves out.
    """

    fact: Fact
    how: How = ""
    doubt: Doubt = ""
    words: str = ""
    lost: tuple[str, ...] = ()

    @property
    def counts(self) -> bool:
        """Whether it is said and nothing speaks against it."""
        return bool(self.how) and not self.doubt

    @property
    def waits(self) -> bool:
        """Whether a person has still to read it."""
        return self.doubt in WAITING

    @property
    def share(self) -> float:
        """What it is worth where it counts: half without the figures that it is about, all of it with them."""
        about = [figure for figure in self.fact.figures if figure in self.fact.says]
        kept = 1 - sum(figure in self.lost for figure in about) / len(about) if about else 1.0
        return WITHOUT_FIGURES + (1 - WITHOUT_FIGURES) * kept


def questions(facts: Iterable[FactReading]) -> Iterator[str]:
    """What is asked about facts that cannot be taken at their words; each thing once, with all facts it is about."""
    asked: dict[tuple[Doubt, str], list[str]] = {}
    for one in facts:
        if one.waits:
            words = shortened(one.words, LONGEST_QUOTE)
            asked.setdefault((one.doubt, words), []).append(one.fact.says)
    for (doubt, words), says_so in asked.items():
        asks = ADDED if doubt == "in-doubt" and words else QUESTIONS[doubt]
        yield asks.replace("{words}", words).replace("{fact}", " and ".join(says_so))


@lru_cache(maxsize=16)
def _vocabulary(meanings: tuple[Meaning, ...]) -> Vocabulary:
    return Vocabulary(meanings)


@dataclass(frozen=True)
class FactReader:
    """Reads rewrites against the facts of all statements of an exercise."""

    statements: tuple[Statement, ...]

    @cached_property
    def meanings(self) -> dict[tuple[str, str], Meaning]:
        """What a clause can say, by the ids of statement and fact."""
        return {
            (statement.id, fact.id): Meaning(
                f"{statement.id}/{fact.id}", fact.says, tuple(fact.wordings), tuple(fact.examples)
            )
            for statement in self.statements
            for fact in statement.facts
        }

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The words of all facts."""
        return _vocabulary(tuple(self.meanings.values()))

    def read(self, text: Text, statement: Statement, known: Known | None = None) -> list[FactReading]:
        """How each fact of `statement` stands in `text`; `known` is what the story knows."""
        strange = strangers(text, statement, known) if known else ()
        others = in_place_of(text, statement, known) if known else ()
        return [self._read(text, statement, fact, (strange, others)) for fact in statement.facts]

    def _read(self, text: Text, statement: Statement, fact: Fact, names: "_Names") -> FactReading:
        lost = tuple(missing_figures(fact.figures, text.text))
        place = self._place(text, statement, fact)
        if place.kept is None and place.denied is None:
            return FactReading(fact, lost=lost)
        doubt, words = _against(place, fact, text)
        if not doubt and place.kept:
            around = next((one for one in sentences(text.text) if place.kept.text in one.text), text)
            named = [name for name in names[0] if name in around.text]
            named += [name for name in names[1] if name in place.kept.text]
            other = other_figures(statement, fact, place.kept, text)
            doubt, words = ("strange", named) if named else ("figure", other) if other else ("", [])
        return FactReading(fact, place.how or "wording", doubt, ", ".join(words), lost)

    def _place(self, text: Text, statement: Statement, fact: Fact) -> "_Place":
        """Where a fact is said and where it is denied: by wordings, by figures alone, by nearness."""
        if not fact.wordings:
            told = next((one for one in _units(text) if not missing_figures(fact.figures, one.text)), None)
            return _Place(told, "wording" if told else "", None)
        denied = next((one for one in clauses(text.text) if says_the_opposite(one, statement, fact)), None)
        for unit in _units(text):
            if any(says(unit, way) for way in fact.wordings):
                if unit not in clauses(text.text) or not is_negated(unit, statement, fact):
                    return _Place(unit, "wording", denied)
                denied = denied or unit
        denied = denied or next((one for one in clauses(text.text) if denies_fact(one, fact)), None)
        near = None if denied else self._near(text, statement, fact)
        if near is not None and is_negated(near, statement, fact):
            return _Place(None, "", near)
        return _Place(near, "similarity" if near else "", denied)

    def _near(self, text: Text, statement: Statement, fact: Fact) -> Text | None:
        """The part that comes nearest to a fact, where that is near enough and nearer than to any other fact."""
        mine = self.meanings[statement.id, fact.id]
        for unit in _units(text)[:-1]:
            near = self.vocabulary.nearest(unit, self.meanings.values())
            found = next((one for one in near if one.meaning == mine), None)
            if found is None or (is_of_absence(fact) and not any(is_absence(token.word) for token in unit.tokens)):
                continue
            words = sum(map(_is_word, found.shared))
            figured = bool(fact.figures) and len(missing_figures(fact.figures, unit.text)) < len(fact.figures)
            if figured and words:
                return unit
            if near[0].meaning == mine and found.score >= NEAR and words >= FEWEST_SHARED:
                return unit
        return None


_Names = tuple[tuple[str, ...], tuple[str, ...]]
"""Names that nobody in the story knows, and those of people who stand in the place of somebody else."""


class _Place(NamedTuple):
    """The part of a rewrite that says a fact, how that was found, and the part that denies it."""

    kept: Text | None
    how: How
    denied: Text | None


def _against(place: _Place, fact: Fact, text: Text) -> tuple[Doubt, list[str]]:
    """The doubt whether a fact is said or denied, with the words that it is about."""
    if place.kept is None or (denies(place.kept) and not is_of_absence(fact)):
        return "denied", [(place.denied or place.kept or text).text]
    if place.denied is not None:
        alike = place.kept == place.denied
        return "both", [place.kept.text if alike else f"{place.kept.text} … {place.denied.text}"]
    both = says_both(next((one for one in parts(text.text) if place.kept.text in one.text), place.kept))
    return ("both", [both]) if both else ("", [])


def _is_word(concept: str) -> bool:
    """Whether a concept is a word, and neither a figure, a name with a number, nor a unit of time."""
    return concept.lstrip("=").replace(" ", "").isalpha() and concept not in _units_of_time()


@lru_cache(maxsize=1)
def _units_of_time() -> frozenset[str]:
    return frozenset(read(word).stems[0] for word in lexicon.english.durations)


def _units(text: Text) -> tuple[Text, ...]:
    """The parts of a rewrite, the smallest first, at last the whole."""
    return (*clauses(text.text), *parts(text.text), *sentences(text.text), text)
