"""Which facts of a statement a rewrite still says: by their wordings, by their figures, by nearness; doubts wait."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from pmkit.checks.text.text import Text, is_absence, lexicon, read
from pmkit.checks.text.wording import ABSENT, says, says_denied
from pmkit.grading.grounding import denies
from pmkit.grading.readings.doubts import says_both
from pmkit.grading.readings.meaning import Meaning
from pmkit.grading.readings.reading import WAITING, Doubt, How
from pmkit.grading.readings.similarity import Vocabulary
from pmkit.grading.rewrites.clauses import clauses, parts, sentences
from pmkit.grading.rewrites.figures import figures, missing_figures, others_of_its_kind
from pmkit.models.scenario import Scenario
from pmkit.models.statement import Fact, Statement

NEAR = 0.5
"""From this nearness on, a clause says a fact."""
FEWEST_SHARED = 2
"""Words that a clause shares with a fact that it says; one is enough beside a figure of the fact."""
WITHOUT_FIGURES = 0.5
"""What a fact is worth when the figures that it is about are gone."""
NEGATING = frozenset({"not", "never", "cannot", "neither", "nor"})
BOUND = frozenset(
    "until till before only just longer more over beyond above later less fewer except but than exceed exceeded".split()
)
"""After one of these a "not" tells how far, as in "not before 03:41", "not longer than 11 minutes"."""


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


@lru_cache(maxsize=16)
def _vocabulary(meanings: tuple[Meaning, ...]) -> Vocabulary:
    return Vocabulary(meanings)


@dataclass(frozen=True)
class FactReader:
    """Reads rewrites against the facts of all statements of an exercise; `story` is what everybody there knows."""

    statements: tuple[Statement, ...]
    story: Scenario | None = None

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

    def read(self, text: Text, statement: Statement, strange: Iterable[str] = ()) -> list[FactReading]:
        """How each fact of `statement` stands in `text`; `strange` are names in it that nobody in the story knows."""
        names = tuple(strange)
        return [self._read(text, statement, fact, names) for fact in statement.facts]

    def _read(self, text: Text, statement: Statement, fact: Fact, strange: tuple[str, ...]) -> FactReading:
        lost = tuple(missing_figures(fact.figures, text.text))
        kept, denied = self._found(text, statement, fact)
        if kept is None and denied is None:
            return FactReading(fact, lost=lost)
        how: How = kept[1] if kept else "wording"
        doubt, words = self._doubt(fact, kept[0] if kept else None, denied, text, lost, strange)
        return FactReading(fact, how, doubt, words, lost)

    def _doubt(  # noqa: PLR0917  # one caller, just above
        self,
        fact: Fact,
        kept: Text | None,
        denied: Text | None,
        text: Text,
        lost: tuple[str, ...],
        strange: tuple[str, ...],
    ) -> tuple[Doubt, str]:
        if kept is None or denies(text, tells_of_absence=_is_of_absence(fact)):
            return "denied", (denied or text).text
        if denied is not None:
            return "both", f"{kept.text} … {denied.text}"
        around = next((one for one in sentences(text.text) if kept.text in one.text), text)
        both = says_both(around)
        if both:
            return "both", both
        named = [name for name in strange if name in around.text]
        if named:
            return "strange", ", ".join(named)
        other = _other_figures(fact, kept, lost)
        return ("figure", ", ".join(other)) if other else ("", "")

    def _found(self, text: Text, statement: Statement, fact: Fact) -> tuple[tuple[Text, How] | None, Text | None]:
        """The part that says a fact, with how that was found, and the part that denies it."""
        denied = next((one for one in clauses(text.text) if _says_the_opposite(one, fact)), None)
        kept: tuple[Text, How] | None = None
        for unit in _units(text):
            if not any(says(unit, way) for way in fact.wordings):
                continue
            if self._negated(unit, statement, fact):
                denied = denied or unit
            else:
                kept = (unit, "wording")
                break
        if kept is None and denied is None:
            denied = next((one for one in clauses(text.text) if any(says_denied(one, way) for way in fact.wordings)), None)
        if kept is None and denied is None:
            near = self._near(text, statement, fact)
            if near is not None and self._negated(near, statement, fact):
                denied = near
            elif near is not None:
                kept = (near, "similarity")
        return kept, denied

    def _negated(self, unit: Text, statement: Statement, fact: Fact) -> bool:
        """Whether a part denies what it speaks of: a "not" that belongs to none of the statement's facts."""
        absent = [index for index, token in enumerate(unit.tokens) if is_absence(token.word)]
        if _is_of_absence(fact):
            return not absent and not any(says(unit, way) for way in fact.wordings)
        verbs = [i for i in absent if unit.tokens[i].word in NEGATING or unit.tokens[i].word.endswith("n't")]
        if not verbs or any(token.word in BOUND for token in unit.tokens[verbs[0] :]):
            return False
        return not any(
            says(unit, way) for one in statement.facts for way in one.wordings if ABSENT[0] in way
        )

    def _near(self, text: Text, statement: Statement, fact: Fact) -> Text | None:
        """The part that comes nearest to a fact, where that is near enough and nearer than to any other fact."""
        mine = self.meanings[statement.id, fact.id]
        for unit in _units(text)[:-1]:
            near = self.vocabulary.nearest(unit, self.meanings.values())
            found = next((one for one in near if one.meaning == mine), None)
            if found is None:
                continue
            words = sum(concept.lstrip("=")[:1].isalpha() for concept in found.shared)
            figured = bool(fact.figures) and len(missing_figures(fact.figures, unit.text)) < len(fact.figures)
            if figured and words:
                return unit
            if near[0].meaning == mine and found.score >= NEAR and words >= FEWEST_SHARED:
                return unit
        return None


def _units(text: Text) -> tuple[Text, ...]:
    """The parts of a rewrite, the smallest first, at last the whole."""
    return (*clauses(text.text), *parts(text.text), *sentences(text.text), text)


def _says_the_opposite(unit: Text, fact: Fact) -> bool:
    """Whether a part has a wording of the opposite; of something missing, one without a word of absence."""
    if _is_of_absence(fact) and any(is_absence(token.word) for token in unit.tokens):
        return False
    return any(says(unit, way) for way in fact.denials)


def _is_of_absence(fact: Fact) -> bool:
    return any(is_absence(token.word) for token in read(fact.says).tokens)


def _other_figures(fact: Fact, kept: Text, lost: tuple[str, ...]) -> list[str]:
    """Figures that stand where those of the fact belong: in its clause, or anywhere where the fact has lost them."""
    there = [one for figure in lost for one in others_of_its_kind(figure, kept.text)]
    swapped = [
        one
        for figure in fact.figures
        if figure not in lost and missing_figures([figure], kept.text)
        for one in others_of_its_kind(figure, kept.text)
        if figures(figure)[0].kind == "time"
    ]
    return list(dict.fromkeys([*there, *swapped]))
