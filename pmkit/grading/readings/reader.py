"""Reads the lines of an answer: each within what its cited exhibits show, by wordings first, then by nearness."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from pmkit.checks.text.citations import cited_exhibits
from pmkit.checks.text.folding import seen
from pmkit.checks.text.lexicon import lexicon
from pmkit.checks.text.text import Text, has_small_word, is_absence, is_statement, read
from pmkit.checks.text.wording import says
from pmkit.grading.readings.doubts import claims_presence, doubt_about, is_denied
from pmkit.grading.readings.meaning import Meaning, meanings_of
from pmkit.grading.readings.near_misses import Sayings, choices_for, near_misses
from pmkit.grading.readings.pasting import is_pasted
from pmkit.grading.readings.polarity import (
    denied_verbs,
    denies_meaning,
    denies_what_happened,
    is_of_another_absence,
    without_denied,
)
from pmkit.grading.readings.questions import LEFT_TO_A_PERSON, QUESTIONS, question
from pmkit.grading.readings.reading import CONTRADICTING, SOMETHING_ELSE, Doubt, How, Reading
from pmkit.grading.readings.similarity import Nearness, Vocabulary
from pmkit.models.story.scenario import Scenario

MOST_AT_ONCE = 2
"""Causes that a line may name with none of them leading to another; more is a pile of words."""
NEAR = 0.35
"""From this nearness on, a line is read as the meaning."""
PLAINLY = 0.65
"""So near must a line without a citation be."""
MOST_BRIEF = 3
"""Words of a line that is too brief to share two; one that shares a figure needs no two either."""
FEWEST_SHARED = 2
"""Concepts that a line shares with what it is read as, unless it has no more than that itself."""
ALIKE = 0.8
"""From this share of common words on, a line says an earlier one again."""
_PARTING = re.compile(r"[,;:=+>→–—()-]")
MOST_PLACED = 5
MOST_LOOSE = 2
"""Words that need neither a sign nor a small word between them."""
MOST_LACKING = 4
"""Words of which the first can be "no" and the others need nothing between them."""
MOST_TERSE = 8
"""Words that need none to join them; more of them are a heap."""
OVER_AND_OVER = 3
"""So often, and in so small a part of the words, a word is said for its own sake."""
FEWEST_AGAINST, MOST_AGAINST = 2, 1 / 3
"""So many lines, and so large a share of them, that contradict the exhibits cast doubt on the others."""
GUESSED: frozenset[How] = frozenset({"wording", "similarity", "record"})
FAINT = 0.12
"""Below this nearness a chosen reading is not borne out by the words."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an answer: the field it stands in, its words, what it cites, and what its author chose."""

    where: str
    text: str
    evidence: str = ""
    reads_as: str = ""


@dataclass(frozen=True)
class StoryReader:
    """Reads lines against the causes of one story; `instructed` maps a line's words to what an instructor read."""

    story: Scenario

    @cached_property
    def meanings(self) -> dict[str, Meaning]:
        """What lines can mean, by id."""
        return {meaning.id: meaning for meaning in meanings_of(self.story)}

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The words of all meanings."""
        return Vocabulary(tuple(self.meanings.values()))

    @cached_property
    def _sayings(self) -> Sayings:
        """What people say of the story, truly and nearly so."""
        return Sayings(self.story)

    @cached_property
    def _given(self) -> tuple[str, ...]:
        """The texts that the trainee was given."""
        return (self.story.brief, self.story.problem, *(exhibit.text for exhibit in self.story.exhibits))

    def read(self, lines: Sequence[Line], instructed: dict[str, str] | None = None) -> list[Reading]:
        """A reading for each line, in their order."""
        readings: list[Reading] = []
        for line in lines:
            reading = self._read(line, instructed or {})
            if reading.counts and (is_repeated(reading, readings) or _adds_no_word(reading, readings)):
                reading = doubted(reading, "repeated")
            readings.append(reading)
        return trusted(readings)

    def _read(self, line: Line, instructed: dict[str, str]) -> Reading:
        text = read(seen(line.text))
        cited = cited_exhibits(read(line.evidence), self.story)
        blank = Reading(line.where, line.text, cited=cited)
        if text.blank:
            return replace(blank, doubt="empty")
        by_hand = instructed.get(plain_words(line.text), "")
        if by_hand:
            return self._settled(blank, by_hand, "instructor")
        if is_pasted(text, self._given):
            return doubted(blank, "pasted")
        found = self._found(text, cited)
        choices = choices_for(found.meaning if found else None, self._among(cited), self.story)
        reading = replace(blank, choices=choices)
        if line.reads_as:
            return self._chosen(reading, text, line.reads_as)
        if found is None:
            return doubted(reading, "close" if self._sayings.come_nearer_to_a_miss(text) else "unread")
        bare = not cited and not is_statement(text) and not _says_what_lacks(text)
        if is_heap(text) or bare:
            return doubted(reading, "several")
        reading = replace(
            reading, meaning=found.meaning.id, also=found.also, says=found.meaning.statement, how=found.how
        )
        doubt, words = (
            (found.doubt, text.text) if found.doubt else doubt_about(text, found.meaning, self.meanings, self.story)
        )
        if not doubt and self._sayings.come_nearer_to_a_miss(text):
            doubt = "close"
        return doubted(reading, doubt, words) if doubt else reading

    def _settled(self, reading: Reading, meaning: str, how: How) -> Reading:
        """A line that somebody has read: as a true meaning, or as something that earns nothing."""
        if meaning in self.meanings:
            return replace(reading, meaning=meaning, says=self.meanings[meaning].statement, how=how)
        missed = near_misses(self.story).get(meaning, "")
        return replace(reading, says=missed, how=how, doubt="near-miss" if missed or how == "instructor" else "unread")

    def _chosen(self, reading: Reading, text: Text, chosen: str) -> Reading:
        """What the trainee chose; a choice that the words do not bear out at all waits for a person."""
        settled = self._settled(reading, chosen, "chosen")
        if chosen == SOMETHING_ELSE:
            return left_to_a_person(settled)
        if settled.doubt:
            return doubted(settled, settled.doubt)
        if settled.meaning and not self._bears_out(text, self.meanings[chosen]):
            return doubted(settled, "unread")
        return settled

    def _bears_out(self, text: Text, meaning: Meaning) -> bool:
        """Whether a line speaks of what was chosen for it: by a wording, or by two of its words; one is a guess."""
        if any(says(text, wording) for wording in meaning.wordings):
            return True
        near = self.vocabulary.nearest(text, [meaning])
        return bool(near) and near[0].score >= FAINT and sum(map(is_word, near[0].shared)) >= FEWEST_SHARED

    def _among(self, cited: frozenset[str]) -> list[Meaning]:
        """What the cited exhibits show."""
        return [meaning for meaning in self.meanings.values() if meaning.shown_by & cited]

    def _found(self, text: Text, cited: frozenset[str]) -> "_Found | None":
        """What the words say: by wordings that the cited exhibits bear out, by nearness to those, by other wordings."""
        among = self._among(cited)
        named = [one for one in self.meanings.values() if any(says(text, wording) for wording in one.wordings)]
        deepest = [one for one in named if not any(one.id in other.effects for other in named if other is not one)]
        if len(deepest) > MOST_AT_ONCE and not has_small_word(text):
            return _Found(deepest[0], frozenset(), "wording", "several")
        also = frozenset(one.id for one in named)
        for candidates in ([one for one in deepest if one in among], [one for one in named if one in among]):
            if candidates:
                return self._worded(text, candidates, also)
        denied = [one for one in among or self.meanings.values() if is_denied(text, one)]
        if denied:
            return _Found(self._nearest(text, denied), also, "wording", "denied")
        near = self.vocabulary.nearest(text, among)
        elsewhere = self.vocabulary.nearest(text, deepest)
        near_enough = near and near[0].score >= NEAR and self._shares_enough(text, near[0])
        if near_enough and (not elsewhere or near[0].score > elsewhere[0].score):
            is_otherwise = claims_presence(text, near[0].meaning) or self._denies(text, near[0].meaning, among)
            return _Found(near[0].meaning, also, "similarity", "denied" if is_otherwise else "")
        if deepest:
            return self._worded(text, deepest, also)
        return None if among else self._nearest_of_all(text)

    def _worded(self, text: Text, named: list[Meaning], also: frozenset[str]) -> "_Found":
        """The nearest of what the words name; what they deny alone is asked about."""
        said = [one for one in named if not denies_meaning(text, one)]
        return _Found(self._nearest(text, said or named), also, "wording", "" if said else "denied")

    def _denies(self, text: Text, meaning: Meaning, among: list[Meaning]) -> bool:
        """Whether what makes a line near to a meaning is denied in it: that, or what happened, and little is left."""
        if not denied_verbs(text):
            return False
        if meaning.is_absence:
            return is_of_another_absence(text, meaning, among)
        rest = without_denied(text)
        left = self.vocabulary.nearest(rest, [meaning])
        is_left = left and left[0].score >= NEAR and bool(left[0].shared & meaning.worded)
        return denies_meaning(text, meaning) or (not is_left and denies_what_happened(text, self.meanings.values()))

    def _nearest_of_all(self, text: Text) -> "_Found | None":
        """What a whole sentence without a citation is very near to."""
        near = self.vocabulary.nearest(text, self.meanings.values())
        plainly = near and near[0].score >= PLAINLY and sum(map(is_word, near[0].shared)) > FEWEST_SHARED
        if not plainly or not is_statement(text):
            return None
        return _Found(
            near[0].meaning, frozenset(), "similarity", "denied" if denies_meaning(text, near[0].meaning) else ""
        )

    def _nearest(self, text: Text, among: list[Meaning]) -> Meaning:
        near = self.vocabulary.nearest(text, among)
        return near[0].meaning if near else among[0]

    def _shares_enough(self, text: Text, near: Nearness) -> bool:
        """Whether words, and not figures alone, are shared: two of them, or all but one that a very short line has.

        A line of which more words have no place in the story shares too little with two.
        """
        told = [concept for concept in self.vocabulary.known(text) if is_word(concept)]
        if len(set(told)) < FEWEST_SHARED:
            return False
        shared = sum(map(is_word, near.shared))
        has_figure = shared < len(near.shared)
        brief = has_figure or len(text.tokens) <= MOST_BRIEF
        fewest = max(1, min(FEWEST_SHARED, len(told) - 1)) if brief else FEWEST_SHARED
        strangers = sum(map(is_word, self.vocabulary.strangers(text)))
        return shared >= fewest and (has_figure or shared > FEWEST_SHARED or strangers <= shared)


@dataclass(frozen=True, slots=True)
class _Found:
    """What the words of a line say, and how that was found."""

    meaning: Meaning
    also: frozenset[str]
    how: How
    doubt: Doubt = ""


def plain_words(line: str) -> str:
    """A line as it is compared with others: case, spaces and signs do not matter."""
    return " ".join(token.word for token in read(line).tokens)


def is_heap(text: Text, *, parted: bool = False) -> bool:
    """Whether a line is words side by side: nothing joins or parts them, or too little for so many.

    With `parted`, for lines that a time and a source place, signs between the words are enough in a long one, and a
    few words need nothing.
    """
    if _is_said_over_and_over(text):
        return True
    if parted and _PARTING.search(text.text):
        return False
    if len(text.tokens) > MOST_TERSE:
        return not is_statement(text)
    joining = lexicon.english.function | lexicon.english.verbs
    opens = len(text.tokens) <= MOST_LACKING  # "no memory soak test"; after more words, "no" opens a heap
    joined = any(
        token.word in joining
        or token.word.endswith("ed")
        or (is_absence(token.word) and (token.word != "no" or (not place and opens)))
        for place, token in enumerate(text.tokens)
    )
    return len(text.tokens) > (MOST_PLACED if parted else MOST_LOOSE) and not joined and not _PARTING.search(text.text)


def _is_said_over_and_over(text: Text) -> bool:
    """Whether one word of a line stands twice running, or is a third of its words and more: "memory memory leak"."""
    small = lexicon.english.function | lexicon.english.absence
    running = any(
        one.stem == after.stem and one.word.isalpha() and one.word not in small for one, after in pairwise(text.tokens)
    )
    stems = Counter(token.stem for token in text.tokens if token.word.isalpha() and token.word not in small)
    most = max(stems.values(), default=0)
    return running or (most >= OVER_AND_OVER and OVER_AND_OVER * most >= stems.total())


def _says_what_lacks(text: Text) -> bool:
    """Whether a line says in two or three words what is missing: "No canary"."""
    return len(text.tokens) in {2, 3} and is_absence(text.tokens[0].word)


def is_word(concept: str) -> bool:
    """Whether a concept is one of words, and no figure or part of a clock time."""
    return concept.lstrip("=")[:1].isalpha()


def _alike(one: Text, other: Text) -> bool:
    """Whether two lines say the same in the same words."""
    either = one.content | other.content
    return one.stems == other.stems or (bool(either) and len(one.content & other.content) >= ALIKE * len(either))


def is_repeated(reading: Reading, earlier: list[Reading]) -> bool:
    """Whether an earlier line says the same in the same words."""
    return any(_alike(read(reading.line), read(one.line)) for one in earlier)


def _adds_no_word(reading: Reading, earlier: list[Reading]) -> bool:
    """Whether an earlier line is read as the same, and all words of one but one stand in the other."""
    words = read(reading.line).content
    others = [read(one.line).content for one in earlier if one.counts and one.meaning == reading.meaning]
    return any((words <= other or other <= words) and len(words ^ other) <= 1 for other in others)


def doubted(reading: Reading, doubt: Doubt, words: str = "", questions: Mapping[Doubt, str] = QUESTIONS) -> Reading:
    """A reading with what speaks against it, and the question that this raises."""
    return replace(reading, doubt=doubt, asks=question(doubt, words or reading.line, questions))


def left_to_a_person(reading: Reading) -> Reading:
    """A reading that waits because its author asked for it."""
    return replace(reading, doubt="unread", asks=LEFT_TO_A_PERSON)


def trusted(readings: list[Reading], questions: Mapping[Doubt, str] = QUESTIONS) -> list[Reading]:
    """The readings; where many lines contradict what is shown, those that fit may do so by chance and wait too."""
    written = sum(reading.doubt != "empty" for reading in readings)
    against = sum(reading.doubt in CONTRADICTING for reading in readings)
    if against < FEWEST_AGAINST or against < MOST_AGAINST * written:
        return readings
    return [
        doubted(one, "in-doubt", questions=questions) if one.counts and one.how in GUESSED else one for one in readings
    ]
