"""Whether the causes of a story can be told apart: each example read by a reader that does not know it."""

from dataclasses import dataclass, replace
from functools import cached_property
from itertools import permutations
from typing import Any, NamedTuple

from pmkit.checks.text.text import read as as_text
from pmkit.grading.readings.meaning import Meaning, meanings_of
from pmkit.grading.readings.reader import Line, StoryReader
from pmkit.grading.readings.reading import Reading
from pmkit.grading.readings.similarity import Vocabulary
from pmkit.models.story.scenario import Cause, Scenario

TOO_NEAR = 1 / 3
"""From this share of examples on that lie nearer to another cause, two causes are too near."""


@dataclass(frozen=True, slots=True)
class Trial:
    """One line of a cause as it was read when it cites `exhibit`: an example left out, or a near miss."""

    cause: str
    exhibit: str
    reading: Reading

    @property
    def is_read(self) -> bool:
        """Whether it counts as its cause."""
        return self.reading.counts and self.reading.meaning == self.cause

    @property
    def is_confused(self) -> bool:
        """Whether it counts as another cause."""
        return self.reading.counts and self.reading.meaning != self.cause

    def as_data(self) -> dict[str, str]:
        """What is printed of it for programs."""
        one = self.reading
        return {
            "cause": self.cause,
            "exhibit": self.exhibit,
            "line": one.line,
            "reads_as": one.meaning,
            "doubt": one.doubt,
        }


class Pair(NamedTuple):
    """Two causes of one exhibit: the share of examples of `cause` that lie nearer to `other` than to their own."""

    cause: str
    other: str
    share: float


def example_trials(story: Scenario) -> list[Trial]:
    """Each example with each exhibit of its cause, read as if the story had never heard it."""
    return [
        Trial(cause.id, exhibit, _read(reader, example, exhibit))
        for cause in story.causes
        for example in cause.examples
        for reader in [StoryReader(without(story, cause, example))]
        for exhibit in cause.shown_by
    ]


def near_miss_trials(story: Scenario, *, unknown: bool = False) -> list[Trial]:
    """Each near miss with each exhibit of its cause; none of them should count.

    With `unknown`, the reader has never heard of any near miss, as it has not of those that nobody thought of.
    """
    causes = [cause.model_copy(update={"near_misses": []}) for cause in story.causes]
    reader = StoryReader(story.model_copy(update={"causes": causes}) if unknown else story)
    return [
        Trial(cause.id, exhibit, _read(reader, missed, exhibit))
        for cause in story.causes
        for missed in cause.near_misses
        for exhibit in cause.shown_by
    ]


def without(story: Scenario, cause: Cause, example: str) -> Scenario:
    """The story with one example of one cause left out."""
    left = [one for one in cause.examples if one != example]
    causes = [one.model_copy(update={"examples": left}) if one.id == cause.id else one for one in story.causes]
    return story.model_copy(update={"causes": causes})


def share(trials: list[Trial], *, read: bool) -> float:
    """The share of lines that are read as their cause, or, with `read` false, that do not count at all."""
    good = sum(trial.is_read if read else not trial.reading.counts for trial in trials)
    return good / len(trials) if trials else 1.0


def near_pairs(story: Scenario) -> list[Pair]:
    """Causes that share an exhibit and many words: where TOO_NEAR of the examples of one lie nearer to the other."""
    meanings = meanings_of(story)
    examples = {cause.id: cause.examples for cause in story.causes}
    pairs = [
        Pair(one.id, other.id, nearer / len(examples[one.id]))
        for one, other in permutations(meanings, 2)
        if one.shown_by & other.shown_by and examples[one.id]
        for nearer in [sum(_nearest(meanings, one, other, example) for example in examples[one.id])]
    ]
    return sorted((pair for pair in pairs if pair.share >= TOO_NEAR), key=lambda pair: -pair.share)


def _nearest(meanings: tuple[Meaning, ...], one: Meaning, other: Meaning, example: str) -> bool:
    """Whether an example of `one`, left out of it, lies nearer to `other`."""
    left = replace(one, examples=tuple(text for text in one.examples if text != example))
    vocabulary = Vocabulary(tuple(left if meaning is one else meaning for meaning in meanings))
    nearest = vocabulary.nearest(as_text(example), [left, other])
    return bool(nearest) and nearest[0].meaning is other


def _read(reader: StoryReader, text: str, exhibit: str) -> Reading:
    return reader.read([Line("example", text, exhibit)])[0]


@dataclass(frozen=True)
class Apart:
    """How well the causes of a story are told apart: `pairs` that lie too near, and every line that was tried."""

    pairs: list[Pair]
    examples: list[Trial]
    missed: list[Trial]
    unknown: list[Trial]

    @cached_property
    def confused(self) -> list[Trial]:
        """Examples that are read as another cause, and near misses that count."""
        return [one for one in self.examples if one.is_confused] + [one for one in self.missed if one.reading.counts]

    @cached_property
    def waiting(self) -> list[Trial]:
        """Examples that wait for a person."""
        return [one for one in self.examples if not one.reading.counts]

    @property
    def is_clear(self) -> bool:
        """Whether no two causes are too near and no example is read as another cause; near misses are listed only."""
        return not self.pairs and not any(one.is_confused for one in self.examples)

    def as_lines(self) -> list[str]:
        """What `pmkit incident check` prints."""
        return [
            *(f"too near: {one.cause} and {one.other} ({one.share:.0%} of its examples)" for one in self.pairs),
            *(
                f"{one.cause} with {one.exhibit}, read as {one.reading.meaning}: {one.reading.line}"
                for one in self.confused
            ),
            *(
                f"{one.cause} with {one.exhibit}, waits ({one.reading.doubt}): {one.reading.line}"
                for one in self.waiting
            ),
            f"examples read as their cause: {share(self.examples, read=True):.0%} of {len(self.examples)}",
            f"near misses that do not count: {share(self.missed, read=False):.0%} of {len(self.missed)}",
            f"the same if the story did not have them: {share(self.unknown, read=False):.0%}",
        ]

    def as_data(self) -> dict[str, Any]:
        """The same for programs."""
        return {
            "pairs": [one._asdict() for one in self.pairs],
            "confused": [one.as_data() for one in self.confused],
            "waiting": [one.as_data() for one in self.waiting],
            "examples_read": share(self.examples, read=True),
            "near_misses_refused": share(self.missed, read=False),
            "unknown_near_misses_refused": share(self.unknown, read=False),
        }


def examine_story(story: Scenario) -> Apart:
    """Try all examples and near misses of a story."""
    return Apart(
        near_pairs(story), example_trials(story), near_miss_trials(story), near_miss_trials(story, unknown=True)
    )
