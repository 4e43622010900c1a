"""What a line of an answer can mean: a cause or an event of the story, with all ways to say it that are known."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from pmkit.checks.text.concepts import concepts
from pmkit.checks.text.text import is_absence, read
from pmkit.checks.text.wording import ABSENT
from pmkit.models.story.scenario import Scenario


@dataclass(frozen=True)
class Meaning:
    """One thing that a line can be read as.

    `wordings` are as in pmkit.checks.text.wording, `examples` whole lines that mean it, `shown_by` the exhibits
    (or records) that show it, `shown_text` what stands in them, `effects` the ids of all that it leads to.
    """

    id: str
    statement: str
    wordings: tuple[str, ...]
    examples: tuple[str, ...] = ()
    shown_by: frozenset[str] = frozenset()
    shown_text: str = ""
    effects: frozenset[str] = frozenset()

    @cached_property
    def said(self) -> frozenset[str]:
        """The concepts of its statement, of its examples and of every way to word it."""
        return self.worded.union(*(concepts(read(text)) for text in self.examples))

    @cached_property
    def worded(self) -> frozenset[str]:
        """The concepts of its statement and of every way to word it."""
        ways = chain.from_iterable(_ways(wording) for wording in self.wordings)
        return frozenset().union(*(concepts(read(text)) for text in (self.statement, *ways)))

    @cached_property
    def sayings(self) -> tuple[frozenset[str], ...]:
        """What it can be said with at one time: the words that it always has, with those of one example."""
        return tuple(self.worded | concepts(read(text)) for text in self.examples) or (self.worded,)

    @cached_property
    def shown(self) -> frozenset[str]:
        """The concepts of the exhibits that show it."""
        return concepts(read(self.shown_text))

    @cached_property
    def is_absence(self) -> bool:
        """Whether it says that something is missing, so that a denial is no sign of another meaning."""
        return any(is_absence(token.word) for token in read(self.statement).tokens)


def _ways(wording: str) -> Iterable[str]:
    return (way for term in wording.split(" + ") for way in term.split(" / ") if way.strip() != ABSENT[0])


def meanings_of(story: Scenario) -> tuple[Meaning, ...]:
    """The causes of a story as what lines can mean."""
    exhibits = {exhibit.id: exhibit.text for exhibit in story.exhibits}
    return tuple(
        Meaning(
            cause.id,
            cause.statement,
            tuple(cause.said_as),
            tuple(cause.examples),
            frozenset(cause.shown_by),
            " ".join(exhibits.get(one, "") for one in cause.shown_by),
            story.effects[cause.id],
        )
        for cause in story.causes
    )
