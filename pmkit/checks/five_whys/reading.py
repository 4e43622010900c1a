"""A 5 Whys answer read once: the words of each why, and what each says in the exercise's causal graph."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from pmkit.checks.check import Field, Match
from pmkit.checks.text.lexicon import lexicon
from pmkit.checks.text.people import name_words
from pmkit.checks.text.text import Text, is_statement, read
from pmkit.checks.text.wording import explains, named_causes, recognise
from pmkit.models.five_whys import FiveWhys
from pmkit.models.story.scenario import Scenario
from pmkit.models.words.shortened import shortened

LONGEST_QUOTE = 80
MOST_TERSE_WORDS = 8


@dataclass(frozen=True)
class WhyReading:
    """What the checks of a chain, and the measures of its grade, ask of an answer.

    `meant` is what each why was read as, by 0-based index: the causes that it tells, and all that it names besides.
    Without it, wordings of the story decide.
    """

    answer: FiveWhys
    scenario: Scenario | None = None
    meant: Mapping[int, tuple[frozenset[str], frozenset[str]]] | None = None

    @cached_property
    def texts(self) -> list[Text]:
        """The words of each why."""
        return [read(why.answer) for why in self.answer.whys]

    @cached_property
    def root_cause(self) -> Text:
        """The words of the root cause."""
        return read(self.answer.root_cause)

    @cached_property
    def filled(self) -> list[int]:
        """The 0-based indices of the whys that say something and are not put aside."""
        standing = self.answer.standing()
        return [index for index in standing if not self.texts[index].blank and not is_placeholder(self.texts[index])]

    @cached_property
    def statements(self) -> list[int]:
        """The filled whys that are statements and not lists of words.

        Among whole sentences a few bare words will do, where the story knows what they mean ("OOM kill"), or where
        there is no story to know it.
        """
        if self.meant is not None:
            return self.filled
        whole = [index for index in self.filled if is_statement(self.texts[index])]
        if 2 * len(whole) <= len(self.filled):
            return whole
        if self.scenario is None:
            return [one for one in self.filled if one in whole or len(self.texts[one].tokens) <= MOST_TERSE_WORDS]
        known = {index for index in self.filled if self._is_terse_cause(self.texts[index], self.scenario)}
        return [index for index in self.filled if index in known or index in whole]

    @staticmethod
    def _is_terse_cause(text: Text, scenario: Scenario) -> bool:
        return len(text.tokens) <= MOST_TERSE_WORDS and len(recognise(text, scenario)) == 1

    @cached_property
    def ends(self) -> list[int]:
        """The filled whys that no filled why explains: where the asking stopped."""
        explained = {self.above(index) for index in self.filled}
        return [index for index in self.filled if index not in explained]

    def above(self, index: int) -> int | None:
        """The nearest filled why above `index`; None when that is the problem."""
        parent = self.answer.parent_of(index)
        while parent is not None and parent not in self.filled:
            parent = self.answer.parent_of(parent)
        return parent

    @cached_property
    def causes(self) -> list[frozenset[str]]:
        """The causes of the story that each why names; empty sets without a story."""
        if self.meant is not None:
            return [self.meant.get(index, (frozenset(), frozenset()))[0] for index in range(len(self.texts))]
        if self.scenario is None:
            return [frozenset()] * len(self.texts)
        return [
            recognise(text, self.scenario) if index in self.statements else frozenset()
            for index, text in enumerate(self.texts)
        ]

    @cached_property
    def root_causes(self) -> frozenset[str]:
        """The causes of the story that the root cause names."""
        return recognise(self.root_cause, self.scenario) if self.scenario else frozenset()

    def known_above(self, index: int) -> frozenset[str] | None:
        """All causes named by the nearest recognised why above `index`; None when that is the problem.

        What explains any of them leads on: "it stopped and stayed down" is explained by what stopped it too.
        """
        above = self.above(index)
        while above is not None and not self.causes[above]:
            above = self.above(above)
        if above is None or self.scenario is None:
            return None
        return self.meant[above][1] if self.meant is not None else named_causes(self.texts[above], self.scenario)

    @cached_property
    def sound_links(self) -> list[int]:
        """The whys whose cause the story knows, and knows to lead to what they explain."""
        return [
            index
            for index in self.statements
            if self.scenario and explains(self.causes[index], self.known_above(index), self.scenario)
        ]

    @cached_property
    def unsound_links(self) -> list[int]:
        """The whys whose cause the story knows, and knows not to lead to what they explain.

        A why that goes into the same cause once more is neither sound nor unsound.
        """
        return [
            index
            for index in self.statements
            if self.causes[index] - (self.known_above(index) or frozenset()) and index not in self.sound_links
        ]

    def is_systemic(self, text: Text, causes: frozenset[str]) -> bool:
        """Whether a text names something about how work is set up, by the story or, failing that, by its words."""
        if causes and self.scenario:
            return any(self.scenario.cause_by_id[cause].systemic for cause in causes)
        return bool(text.content & {read(word).stems[0] for word in lexicon.english.systemic})

    def names(self) -> frozenset[str]:
        """The lower-case names of the people whom the exercise knows, whole and in parts."""
        return name_words(person.name for person in self.scenario.people) if self.scenario else frozenset()

    def fields(self) -> Iterator[tuple[Field, Text]]:
        """Every text that explains the problem, with its place: the standing whys, then the root cause."""
        for index in self.answer.standing():
            yield ("whys", index, "answer"), self.texts[index]
        yield ("root_cause",), self.root_cause


def is_placeholder(text: Text) -> bool:
    """Whether nothing is there but words that hold a place: "TODO", "xxx"."""
    return all(token.word in lexicon.english.placeholder for token in text.tokens)


def whole(field: Field, text: Text) -> Match:
    """A match of a whole text."""
    quote = shortened(text.text, LONGEST_QUOTE)
    return Match(field, 0, len(text.text), quote)


def part(field: Field, text: Text, place: tuple[int, int]) -> Match:
    """A match of some characters of a text."""
    return Match(field, *place, text.text[slice(*place)])
