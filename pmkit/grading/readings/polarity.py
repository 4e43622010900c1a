"""Whether a line says that something happened or that it did not: which of its verbs stand under a denial."""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from pmkit.checks.text.concepts import concepts
from pmkit.checks.text.lexicon import lexicon
from pmkit.checks.text.stems import stem
from pmkit.checks.text.text import Text, read
from pmkit.checks.text.wording import ABSENT, says, says_but_for
from pmkit.grading.readings.meaning import Meaning

REACH, REACH_OF_NOUNS = 6, 7
"""So many words further on a verb is denied still."""
_SIGNS = frozenset(",.;:!?()–—")


def denies_meaning(line: Text, meaning: Meaning) -> bool:
    """Whether a line denies the verb with which it would say that something happened.

    A meaning that is something missing is denied in other ways, see pmkit.grading.readings.doubts.
    """
    denied = denied_verbs(line)
    if meaning.is_absence or not denied or _says(line, meaning):
        return False
    return denies_wording(line, meaning) or bool(_stems_of(line) & _verbs_of(meaning))


def opens_with_denial(line: Text) -> bool:
    """Whether the first verb of a line is one that it denies: "the alert did not fire, and then it was dinner"."""
    denied = denied_verbs(line)
    verbs = lexicon.english.verbs - lexicon.polarity.auxiliaries
    before = line.tokens[: min(denied, default=0)]
    return bool(denied) and not any(token.word in verbs or token.word.endswith("ed") for token in before)


def denies_wording(line: Text, meaning: Meaning) -> bool:
    """Whether a line has a wording of something that happened, and none but with a verb that it denies."""
    if meaning.is_absence or not denied_verbs(line) or _says(line, meaning):
        return False
    return any(says_but_for(line, wording, frozenset()) for wording in meaning.wordings)


def denies_what_happened(line: Text, meanings: Iterable[Meaning]) -> bool:
    """Whether a line denies a verb of what happened; to deny another ("did not answer") may be how to tell of it."""
    verbs = _stems_of(line)
    return any(verbs & _verbs_of(meaning) or denies_wording(line, meaning) for meaning in meanings)


def _stems_of(line: Text) -> frozenset[str]:
    """The stems of denied verbs, without what goes with a light one: of "did not run short" that of "run"."""
    denied = denied_verbs(line)
    goes_with = (
        place
        for place in denied
        if place - 1 in denied and line.tokens[place - 1].word not in lexicon.polarity.auxiliaries
    )
    return frozenset(line.tokens[place].stem for place in denied.difference(goes_with))


@lru_cache(maxsize=512)
def _verbs_of(meaning: Meaning) -> frozenset[str]:
    """The stems that wordings of what happened have in several forms, as verbs do ("kill / killed"); not of absence."""
    forms: dict[str, set[str]] = {}
    for way in _ways_of(meaning):
        if " " not in way:
            forms.setdefault(stem(way), set()).add(way)
    missing = {one for way in _ways_of_absence(meaning) for one in read(way).stems}
    return frozenset(found for found, words in forms.items() if len(words) > 1) - missing


def _ways_of(meaning: Meaning) -> Iterator[str]:
    """The ways of all wordings of what happened."""
    for wording in meaning.wordings:
        if ABSENT[0] not in wording:
            yield from (way.strip() for term in wording.split(" + ") for way in term.split(" / "))


def _says(line: Text, meaning: Meaning) -> bool:
    """Whether a line words a meaning by what it does not deny, or as something missing; a figure alone says nothing."""
    denied = denied_verbs(line)
    verbs = _concepts_at(line, denied)
    if not verbs or verbs & _happening(meaning):
        denied = _with_objects(line, denied)
    return any(
        says(line, wording) if ABSENT[0] in wording else says_but_for(line, wording, denied)
        for wording in meaning.wordings
        if not wording[0].isdigit()
    )


def _with_objects(text: Text, verbs: frozenset[int]) -> frozenset[int]:
    """The places of verbs, and of what goes with them: "did not go to the spam folder"."""
    found = set(verbs)
    for verb in verbs:
        for place in range(verb + 1, len(text.tokens)):
            if not _SIGNS.isdisjoint(_between(text, place)) or _ends(text, place):
                break
            found.add(place)
    return frozenset(found)


def is_of_another_absence(line: Text, meaning: Meaning, among: Iterable[Meaning]) -> bool:
    """Whether a line near to something missing denies what it has no word for, and what another meaning says."""
    verbs = _concepts_at(line, denied_verbs(line))
    return not verbs & meaning.worded and denies_what_happened(line, among)


def without_denied(line: Text) -> Text:
    """The words of a line but for the verbs that it denies."""
    denied = denied_verbs(line)
    return read(" ".join(token.word for place, token in enumerate(line.tokens) if place not in denied))


@lru_cache(maxsize=4096)
def denied_verbs(text: Text) -> frozenset[int]:
    """The places of all verbs that a text denies, each with its auxiliaries."""
    words = [token.word for token in text.tokens]
    found: set[int] = set()
    for place, word in enumerate(words):
        following = words[place + 1] if place + 1 < len(words) else ""
        if following in lexicon.polarity.turned:
            continue
        turned = word == "no" and following in lexicon.polarity.instants and place > 0 and words[place - 1] == "at"
        if (
            word in lexicon.polarity.before_verbs
            or word.endswith("n't")
            or word in lexicon.polarity.contracted
            or turned
        ):
            found.update(_verb_behind(text, place + (2 if turned else 0), REACH, of_noun=False))
        elif word in lexicon.polarity.refusals and following == "to":
            found.update(_verb_behind(text, place + 1, REACH, of_noun=False))
        elif word in lexicon.polarity.before_nouns:
            found.update(_verb_behind(text, place, REACH_OF_NOUNS, of_noun=word not in {"nobody", "nothing"}))
    return frozenset(found)


def _verb_behind(text: Text, start: int, reach: int, *, of_noun: bool) -> Iterator[int]:
    """The verb that a denial at `start` is of: the next word of meaning, or the next that can be told for a verb.

    Where the sentence is turned round ("at no point did the kernel kill"), the subject goes with it.
    """
    auxiliary = False
    for place in range(start + 1, min(len(text.tokens), start + 1 + reach)):
        word = text.tokens[place].word
        if (
            word in lexicon.polarity.turning | lexicon.polarity.enough
            or _ends(text, place)
            or _is_parted(text, place, start)
        ):
            return
        if word in lexicon.polarity.auxiliaries:
            auxiliary = True
            yield place
        elif not (word in lexicon.polarity.between or word in lexicon.polarity.instants or word.endswith("ly")) and (
            not of_noun or auxiliary or word.endswith("ed") or word in lexicon.english.verbs
        ):
            yield place
            if concepts(read(word)) and (of_noun or not auxiliary):
                return  # "run short", "go offline" say what they mean with the next word


def _ends(text: Text, place: int) -> bool:
    """Whether a word opens another clause; "filtered as spam" and "on that host" do not."""
    word, before = text.tokens[place].word, text.tokens[place - 1].word
    if word == "that":
        return before not in lexicon.polarity.before_that
    return word in lexicon.polarity.clause_ends and not (word == "as" and before.endswith("ed"))


def _is_parted(text: Text, place: int, start: int) -> bool:
    """Whether a sign ends the clause before a word; right behind a denial a comma opens what is put in between."""
    between = _between(text, place)
    return not _SIGNS.isdisjoint(between) and not (between.strip() == "," and "," in _between(text, start + 1))


def _between(text: Text, place: int) -> str:
    """What stands before a word, from the end of the word before it."""
    return text.text[text.tokens[place - 1].end : text.tokens[place].start]


@lru_cache(maxsize=512)
def _happening(meaning: Meaning) -> frozenset[str]:
    """The concepts with which a meaning is said, but for those that are denied in saying it: "memory was not freed"."""
    texts = [read(text) for text in (meaning.statement, *meaning.examples, *_ways_of(meaning))]
    return meaning.said - frozenset().union(
        *(_concepts_at(text, denied_verbs(text)) for text in texts),
        *(concepts(read(way)) for way in _ways_of_absence(meaning)),
    )


def _ways_of_absence(meaning: Meaning) -> Iterator[str]:
    """The ways of wordings that speak of something missing."""
    of_absence = (wording for wording in meaning.wordings if ABSENT[0] in wording)
    ways = (way.strip() for wording in of_absence for term in wording.split(" + ") for way in term.split(" / "))
    yield from (way for way in ways if way != ABSENT[0])


def _concepts_at(text: Text, places: frozenset[int]) -> frozenset[str]:
    return concepts(read(" ".join(text.tokens[place].word for place in sorted(places))))
