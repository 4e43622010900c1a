"""A fishbone as the checks read it: the words of each cause, the people whom the exercise knows."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from pmkit.checks.check import Field
from pmkit.checks.fishbone.people import person_on_bone
from pmkit.checks.text.lexicon import lexicon
from pmkit.checks.text.people import name_words
from pmkit.checks.text.text import Text, read
from pmkit.models.fishbone import Fishbone
from pmkit.models.story.scenario import Scenario


@dataclass(frozen=True)
class FishboneReading:
    """A fishbone, and the exercise's scenario if there is one."""

    answer: Fishbone
    scenario: Scenario | None = None

    @cached_property
    def texts(self) -> list[Text]:
        """The words of each cause."""
        return [read(cause.text) for cause in self.answer.causes]

    @cached_property
    def filled(self) -> list[int]:
        """The 0-based indices of the causes that say something."""
        return [index for index, text in enumerate(self.texts) if not text.blank]

    @cached_property
    def bones(self) -> set[str]:
        """The categories in which a cause stands."""
        return {self.answer.causes[index].category for index in self.filled}

    def names(self) -> frozenset[str]:
        """The lower-case names of the people whom the exercise knows, whole and in parts."""
        return name_words(person.name for person in self.scenario.people) if self.scenario else frozenset()

    def fields(self) -> Iterator[tuple[Field, Text]]:
        """Every cause that says something, with its place."""
        for index in self.filled:
            yield ("causes", index, "text"), self.texts[index]


def texts_of(answer: Fishbone) -> Iterator[tuple[Field, str]]:
    """The texts for the language checks, without what fishbone/person-as-cause tells itself or lets stand."""
    yield ("problem",), answer.problem
    for index, cause in enumerate(answer.causes):
        text = read(cause.text)
        states = [(word.start, word.end) for word in text.tokens if word.word in lexicon.fishbone.conditions]
        place = person_on_bone(text)
        yield ("causes", index, "text"), _without(cause.text, [*states, *([place] if place else [])])
    for category, word in (answer.empty or {}).items():
        yield ("empty", category), word


def _without(text: str, places: list[tuple[int, int]]) -> str:
    """The text with blanks in these places, as many as keep the rest where it is."""
    for start, end in places:
        text = text[:start] + " " * (end - start) + text[end:]
    return text
