"""A timeline read once: the words of each event, who or what its source is, and the times as they follow each other."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import pairwise

from pmkit.checks.check import Field, Match
from pmkit.checks.document.document import read_document
from pmkit.checks.text.lexicon import lexicon, words_called
from pmkit.checks.text.people import is_person
from pmkit.checks.text.sentence import Sentence
from pmkit.checks.text.text import Text, is_absence, read
from pmkit.models.story.scenario import Scenario
from pmkit.models.timeline import Stamp, Timeline, TimelineEvent, in_utc
from pmkit.models.words.shortened import shortened

LONGEST_QUOTE = 80
MOST_NAMES = 4
"""Words before the colon that may be the name of somebody who writes."""


@dataclass(frozen=True)
class TimelineReading:
    """What the checks of a timeline, and the measures of its grade, ask of an answer."""

    answer: Timeline
    scenario: Scenario | None = None

    @cached_property
    def told(self) -> list[int]:
        """The 0-based indices of the events that tell something: all but the gaps."""
        return [index for index, event in enumerate(self.answer.events) if event.kind != "gap"]

    @cached_property
    def stamps(self) -> list[tuple[Field, datetime]]:
        """Every time that the author wrote, with its place: the anchors, then the events."""
        anchors = [(("anchors", name), at) for name, at in self.answer.anchors.given().items()]
        events: list[tuple[Field, datetime]] = []
        for index, event in enumerate(self.answer.events):
            events.append((("events", index, "at"), event.at))
            events += [(("events", index, "until"), event.until)] if event.until else []
        return [*anchors, *events]

    @cached_property
    def sentences(self) -> list[list[Sentence]]:
        """The sentences of each event, without what stands in quotation marks."""
        return [read_document(event.what, self.scenario).sentences for event in self.answer.events]

    def own_words(self, index: int) -> str:
        """An event's text up to where a chat message begins: in "Mina: I think …" the rest is quoted."""
        text = self.answer.events[index].what
        who, colon, _ = text.partition(": ")
        is_message = colon and self.sources[index] in lexicon.timeline.human_sources
        return who if is_message and len(who.split()) <= MOST_NAMES else text

    @cached_property
    def sources(self) -> list[str]:
        """The first word of each event's source, in lower case: "deploy" for "Deploy log", empty for none."""
        return [_first_word(event) for event in self.answer.events]

    @cached_property
    def by_source(self) -> dict[str, list[int]]:
        """The events that tell something, by the whole name of their source."""
        found: dict[str, list[int]] = {}
        for index in self.told:
            source = " ".join(self.answer.events[index].source.casefold().split())
            if source:
                found.setdefault(source, []).append(index)
        return found

    def has(self, index: int, words: str) -> bool:
        """Whether an event's text holds a word of a list in words/timeline.toml."""
        return any(not sentence.found.isdisjoint(words_called("timeline", words)) for sentence in self.sentences[index])

    def is_human(self, index: int) -> bool:
        """Whether an event shows what a person did, said or decided."""
        event = self.answer.events[index]
        spoken = self.sources[index] in lexicon.timeline.human_sources
        named = any(is_person(one, place) for one in self.sentences[index] for place in range(len(one.words)))
        return event.kind == "decision" or bool(event.by) or spoken or self.has(index, "human_acts") or named

    def is_automated(self, index: int) -> bool:
        """Whether an event shows what a machine did or measured."""
        if self.sources[index] in lexicon.timeline.machine_sources:
            return True
        return self.has(index, "machine_acts") and not self.has(index, "human_acts")

    @cached_property
    def descents(self) -> list[int]:
        """The events that stand right after a later one."""
        times = [in_utc(event.at) for event in self.answer.events]
        return [index for index, (before, at) in enumerate(pairwise(times), start=1) if at < before]

    def meaning(self, index: int) -> frozenset[str]:
        """The stems of an event that tell it from others: those that carry meaning, and words of absence."""
        text = read(self.answer.events[index].what)
        return text.content | {token.stem for token in text.tokens if is_absence(token.word)}


def _first_word(event: TimelineEvent) -> str:
    words = [token.word for token in read(event.source[:200]).tokens if token.word not in {"the", "our", "a"}]
    return words[0] if words else ""


def has_words(text: str) -> bool:
    """Whether a text names anything: "?", "tbd" and "unknown" do not."""
    tokens = Text(text[:200]).tokens
    return any(token.word not in lexicon.english.placeholder for token in tokens)


def stamp(field: Field, at: datetime, more: str = "") -> Match:
    """A match of a time as its author wrote it."""
    shown = str(Stamp.of(at))
    return Match(field, 0, len(shown), shown + more)


def event_text(reading: TimelineReading, index: int) -> Match:
    """A match of all that an event says."""
    text = reading.answer.events[index].what
    shown = " ".join(text[: 2 * LONGEST_QUOTE].split())
    quote = shortened(shown, LONGEST_QUOTE)
    return Match(("events", index, "what"), 0, len(text), quote)
