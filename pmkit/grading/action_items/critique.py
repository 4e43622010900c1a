"""What a trainee says of a vague action item, letter by letter: read for what is wanting, and in whose words."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import Any

from pmkit.checks.action_items.checks import LETTERS as CHECKS
from pmkit.checks.action_items.order import Order
from pmkit.checks.action_items.wording import person_directed
from pmkit.checks.catalogue import examine
from pmkit.checks.text.folding import seen
from pmkit.checks.text.lexicon import lexicon
from pmkit.checks.text.people import name_words
from pmkit.checks.text.phrases import Phrases
from pmkit.checks.text.stems import stem
from pmkit.checks.text.text import Text, is_absence, is_statement, read
from pmkit.grading.readings.meaning import Meaning
from pmkit.grading.readings.pasting import is_pasted
from pmkit.grading.readings.piles import is_strung
from pmkit.grading.readings.reader import plain_words
from pmkit.grading.readings.reading import Doubt, Reading
from pmkit.models.action_item import LETTERS, SMART_LISTS, Letter
from pmkit.models.action_items import CritiqueLine
from pmkit.models.answer import where
from pmkit.models.data_file import data_file
from pmkit.models.story.scenario import Scenario

JUDGED: tuple[Letter, ...] = SMART_LISTS["Effective Action Items"]
"""The letters that can be read; "realistic" is a question, and no mark."""
IN_GENERAL = 0.5
"""What a letter counts whose want would be one of any sentence."""
LONGEST = 1_000
MOSTLY = 0.7
"""A text that is a definition to so large a share says nothing else."""
MOST_UNJOINED = 7
"""So many words have one that joins them, or a sign."""
FEWEST = 4
"""So many words say something of this sentence."""
JUDGING = frozenset({"language/blame", "language/accusation", "language/person-as-cause"})
"""Checks by which a text is about somebody's failings, where they quote a name of the incident."""
_SENTENCE = re.compile(r"[^.;!?\n]{3,}")
_CAPITAL = re.compile(r"^|(?<=\s)(?=[A-Z])")
MOST_SENTENCES = 12
_SIGN = re.compile(r"[.,;:?!=>→–—](?=\s|$)")
_QUOTED = re.compile(r"(?<!\w)[“\"'‘`«]([^“”\"‘’'`«»]{2,80})[”\"'’`»](?!\w)")


def _data() -> dict[str, Any]:
    return data_file("grading/action_items/letters.toml")


@cache
def _phrases(letter: Letter, name: str) -> Phrases:
    rows = _data()["letters"][letter].get(name, ())
    return Phrases(dict.fromkeys(tuple(map(stem, row.split())) for row in rows))


@cache
def _listed(name: str) -> Phrases:
    return Phrases(dict.fromkeys(tuple(map(stem, row.split())) for row in _data()[name]))


@cache
def letter_meanings() -> Mapping[str, Meaning]:
    """What a line of a critique can be read as: the want of each letter."""
    return {letter: Meaning(letter, _data()["letters"][letter]["says"], ()) for letter in JUDGED}


@cache
def _definitions() -> tuple[str, ...]:
    """What the course says the letters are, in each of its places, as stems."""
    return tuple(" ".join(read(text).stems) for text in (*LETTERS.values(), *_data()["definitions"]))


@cache
def _examples() -> tuple[str, ...]:
    """What the course and its checks say of action items."""
    return (*_data()["given"], *(text for check in CHECKS for text in (check.says, check.why, check.instead)))


@dataclass(frozen=True)
class CritiqueReader:
    """Reads critiques of one sentence by trainees of one incident; worked out once for all answers."""

    sentence: str
    story: Scenario

    @cached_property
    def given(self) -> tuple[str, ...]:
        """The texts that a trainee was given."""
        exhibits = (exhibit.text for exhibit in self.story.exhibits)
        return (self.sentence, *_examples(), self.story.brief, self.story.problem, *exhibits)

    @cached_property
    def _own(self) -> frozenset[str]:
        """The stems of this incident, without words that any critique has."""
        story = self.story
        people = (f"{person.name} {person.role}" for person in story.people)
        told = (*story.systems, *story.teams, *people, *(exhibit.text for exhibit in story.exhibits))
        causes = (cause.statement for cause in story.causes)
        found = frozenset().union(*(read(text).content for text in (*told, *causes)))
        words = (word for letter in JUDGED[1:] for row in _data()["letters"][letter]["terms"] for word in row.split())
        common = {stem(word) for word in (*words, *_data()["wanting"])}
        return found - common - {stem(word) for word in lexicon.action_items.generic}

    @cached_property
    def _names(self) -> frozenset[str]:
        """The names of the story's people, word by word."""
        return name_words(person.name for person in self.story.people)

    def is_of_this(self, text: Text) -> bool:
        """Whether a text speaks of the sentence itself, or of the incident."""
        if any(True for _ in _listed("about_the_sentence").places(text.stems)):
            return True
        sentence = " ".join(read(self.sentence).stems)
        quoted = (" ".join(read(match[1]).stems) for match in _QUOTED.finditer(text.text))
        return any(one and f" {one} " in f" {sentence} " for one in quoted) or bool(text.content & self._own)

    def read(self, critique: list[CritiqueLine], instructed: Mapping[str, str]) -> dict[int, Reading]:
        """What each line was read as, by its 0-based index."""
        readings: dict[int, Reading] = {}
        for index, line in enumerate(critique):
            if line.letter in JUDGED:
                readings[index] = self._read(index, line, instructed, list(readings.values()))
        return readings

    def _read(self, index: int, line: CritiqueLine, instructed: Mapping[str, str], earlier: list[Reading]) -> Reading:
        said = line.says[:LONGEST]
        blank = Reading(where(("critique", index, "says")), said)
        by_hand = instructed.get(plain_words(said), "")
        if by_hand == line.letter:
            return Reading(blank.where, said, line.letter, says=_says(line.letter), how="instructor")
        text = read(seen(said))
        doubt = "near-miss" if by_hand or line.met else self._doubt(text, line.letter)
        found = Reading(blank.where, said, line.letter, says=_says(line.letter), how="wording")
        if not doubt and any(_says_again(text, read(seen(one.line))) for one in earlier if one.counts):
            doubt = "repeated"
        return _doubted(blank, doubt) if doubt else found

    def _doubt(self, text: Text, letter: Letter) -> Doubt:
        """Why a text does not say what is wanting for a letter; "" where it does."""
        if text.blank:
            return "empty"
        if is_pasted(text, self.given) or self._only_quotes(text) or _defines(text):
            return "pasted"
        if (is_pile(text) or is_strung(text)) and not _says_what_lacks(text):
            return "several"
        if judges(text, self._names):
            return "person"
        about, wants = set(_about(text)), lacks(text)
        if wants and letter in about:
            return ""
        return "unread" if is_statement(text) and self.is_of_this(text) else "near-miss"

    def _only_quotes(self, text: Text) -> bool:
        """Whether there is no word in it that the sentence has not."""
        return set(text.stems) <= set(read(self.sentence).stems)

    def share(self, reading: Reading) -> float:
        """What a line that is read counts: all where it speaks of this sentence or incident."""
        if not reading.counts:
            return 0.0
        text = read(seen(reading.line))
        of_this = len(text.tokens) >= FEWEST and self.is_of_this(text)
        return 1.0 if of_this or reading.how == "instructor" else IN_GENERAL


@lru_cache(maxsize=1024)
def judges(text: Text, names: frozenset[str]) -> bool:
    """Whether a text judges somebody, or asks them to be better, in place of speaking of the sentence."""
    own = _QUOTED.sub("it", text.text)
    asks = any(person_directed(one, Order(one), names) for one in (read(own), *_sentences(own)))
    found = (one for one in examine(own, "prose") if one.check in JUDGING)
    return asks or any(one.check == "language/person-as-cause" or names & {*read(one.quote).stems} for one in found)


def _sentences(text: str) -> Iterator[Text]:
    for one in _SENTENCE.findall(text):
        yield from (read(one[found.start() :]) for found in [*_CAPITAL.finditer(one)][:MOST_SENTENCES])


@cache
def _nouns() -> frozenset[str]:
    return frozenset(_data()["absence_denied"])


def lacks(text: Text) -> bool:
    """Whether a text says that something is wanting, or asks for it; "not vague" does not."""
    text = read(_QUOTED.sub(" ", text.text))
    absent = {index for index, token in enumerate(text.tokens) if is_absence(token.word)}
    told = {first for first, _ in _listed("wanting").places(text.stems)} | {
        index for index in absent if text.tokens[index].word in _nouns()
    }
    twice = {one for one in told if one - 1 in absent}
    sure = (told | absent) - twice - {one - 1 for one in twice}
    return bool(sure) or "?" in text.text


def _says_again(text: Text, earlier: Text) -> bool:
    """Whether most of one of two texts stands in the other too, whatever is added to it."""
    shorter = min(len(text.content), len(earlier.content))
    return text.stems == earlier.stems or (
        shorter >= FEWEST and len(text.content & earlier.content) >= MOSTLY * shorter
    )


def _defines(text: Text) -> bool:
    """Whether most of a text is a definition of a letter, as the course gives it."""
    said = " ".join(text.stems)
    return any(one in said and len(one) >= MOSTLY * len(said) for one in _definitions())


def _about(text: Text) -> Iterator[Letter]:
    """Which letters a text is about; of what is to be done by words that mean it, or where no other is."""
    others = [letter for letter in JUDGED if letter != "specific" and _has(text, letter, "terms")]
    yield from others
    if _has(text, "specific", "plainly") or (not others and _has(text, "specific", "terms")):
        yield "specific"


def _has(text: Text, letter: Letter, name: str) -> bool:
    if any(True for _ in _phrases(letter, name).places(text.stems)):
        return True
    return letter == "assigned" and any(match[1].strip().casefold() == "we" for match in _QUOTED.finditer(text.text))


def _says(letter: Letter) -> str:
    says: str = _data()["letters"][letter]["says"]
    return says


def is_pile(text: Text) -> bool:
    """Whether words stand side by side: too few small ones and signs for so many; what letters are about joins none."""
    said = [token.word for token in text.tokens]
    joining = sum(word in _joining() or word.endswith("ed") for word in said) + len(_SIGN.findall(text.text))
    return joining * MOST_UNJOINED < len(said)


@cache
def _joining() -> frozenset[str]:
    asked = {word for letter in JUDGED for word in _data()["letters"][letter]["terms"]}
    return (lexicon.english.function | lexicon.english.verbs) - lexicon.english.absence - asked - {*_data()["hollow"]}


def _says_what_lacks(text: Text) -> bool:
    return len(text.tokens) in {2, 3} and is_absence(text.tokens[0].word)


def _doubted(blank: Reading, asked: Doubt) -> Reading:
    """A line that does not count, with what is asked about it; words side by side, and of a person, wait for nobody."""
    doubt: Doubt = "near-miss" if asked in {"several", "person"} else asked
    return Reading(blank.where, blank.line, doubt=doubt, asks=_data()["questions"][asked])
