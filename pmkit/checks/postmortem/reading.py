"""A postmortem read once: its document, its timelines, its sections as sentences, its evidence if there is any."""

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pmkit.checks.check import Match
from pmkit.checks.document.document import Document, read_document
from pmkit.checks.text.folding import seen, unseen_places
from pmkit.models.postmortem.postmortem import Postmortem
from pmkit.models.postmortem.sections import Section, without_comments
from pmkit.models.postmortem.values import Value
from pmkit.models.story.scenario import Scenario
from pmkit.models.words.shortened import shortened
from pmkit.tables.timeline_document import DocumentTimeline, timelines_of

LONGEST_QUOTE = 80


@dataclass(frozen=True)
class PostmortemReading:
    """What the checks of a postmortem ask of it.

    `answer` and `text` are without what nobody sees, such as joiners within a word; a match has the place in the text
    as `given`.
    """

    given: Postmortem
    scenario: Scenario | None = None
    evidence: Any = None

    @cached_property
    def _kept(self) -> list[tuple[int, int]]:
        """The stretches of the given text that are seen: where each begins here, and there."""
        stretches, length, begin = [], 0, 0
        for start, end in (*unseen_places(self.given.text), (len(self.given.text), len(self.given.text))):
            stretches.append((length, begin))
            length, begin = length + start - begin, end
        return stretches

    @cached_property
    def answer(self) -> Postmortem:
        """The postmortem as it is seen."""
        text = seen(self.given.text)
        return self.given if text == self.given.text else Postmortem(text=text)

    @property
    def text(self) -> str:
        """The whole text as it is seen."""
        return self.answer.text

    def origin(self, place: int) -> int:
        """A place in the text as it was given."""
        here, there = self._kept[bisect_right(self._kept, (place, len(self.given.text))) - 1]
        return there + place - here

    @cached_property
    def document(self) -> Document:
        """The text as the language checks read it."""
        return read_document(self.text, self.scenario)

    @cached_property
    def timelines(self) -> list[DocumentTimeline]:
        """The timelines among its tables."""
        return timelines_of(self.text)

    @cached_property
    def timeline(self) -> DocumentTimeline | None:
        """The timeline with the most events."""
        return max(self.timelines, key=lambda one: len(one.timeline.events), default=None)

    @property
    def summary(self) -> str:
        """The text of the summary."""
        return self.words("summary")

    def words(self, key: str) -> str:
        """The text of all sections of a key, without comments."""
        return "\n".join(without_comments(one.text) for one in self.answer.called(key))

    @cached_property
    def prose(self) -> list[Value]:
        """Every sentence of the author's own prose, each with its place."""
        return [
            self.value(start, stop)
            for block in self.document.blocks
            for start, stop in sentence_places(self.text, block.start, block.end)
        ]

    def sentences(self, section: Section) -> list[Value]:
        """The sentences of a section."""
        begin, end = section.start, section.start + len(section.text)
        return [one for one in self.prose if begin <= one.start < end]

    def value(self, start: int, end: int) -> Value:
        """What stands at a place."""
        return Value(self.text[start:end], start, end, self.document.place(start)[0])

    def at(self, start: int, end: int, more: str = "") -> Match:
        """A match of a place in the text; `more` is said after the words found."""
        shown = " ".join(self.text[start : min(end, start + 2 * LONGEST_QUOTE)].split())
        return self.match(start, end, shortened(shown, LONGEST_QUOTE), more)

    def match(self, start: int, end: int, quote: str, more: str = "") -> Match:
        """A match of a place in the text that is quoted in other words."""
        return Match((), self.origin(start), self.origin(end), quote, more)

    def about(self, section: Section, quote: str) -> Match:
        """A match of a section as a whole, at its heading."""
        start = self.document.lines[section.line - 1]
        return self.match(start, section.start, quote)

    def about_all(self, quote: str) -> Match:
        """A match of the document as a whole, at its title."""
        title = self.answer.title
        return self.match(title.start, title.end, quote)


def sentence_places(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where the sentences of a stretch of text begin and end: full stops before a blank and no small letter."""
    places, begin, index = [], start, start
    while index < end:
        if text[index] in ".!?" and (index + 1 >= end or text[index + 1].isspace()):
            after = text[index + 1 : min(end, index + 12)].lstrip(" \t\r\n*_\"'(")[:1]
            if (not after or not after.islower()) and not _is_ordinal(text, begin, index):
                places.append((begin, index + 1))
                begin = index + 1
        index += 1
    places.append((begin, end))
    return [place for one in places if (place := _trimmed(text, *one))[0] < place[1]]


def _is_ordinal(text: str, begin: int, index: int) -> bool:
    """Whether a full stop stands behind the number of a day: "On 17. November"."""
    word = text[begin:index].rpartition(" ")[2]
    return text[index] == "." and word.isdigit() and len(word) <= len("31") and index + 1 < len(text)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
