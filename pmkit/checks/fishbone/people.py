"""Where a cause on a bone is a person; a state that people are in ("fatigue", "too few engineers") is none."""

from functools import lru_cache

from pmkit.checks.language.blame import blame
from pmkit.checks.language.cause import person_as_cause as named_as_cause
from pmkit.checks.text.lexicon import lexicon
from pmkit.checks.text.people import is_person, subject_before
from pmkit.checks.text.person_as_cause import person_as_cause
from pmkit.checks.text.sentence import Frame, Sentence, sentences_of
from pmkit.checks.text.text import Text, is_absence

MOST_WORDS_OF_A_NAME = 4


@lru_cache(maxsize=2048)
def person_on_bone(text: Text, names: frozenset[str] = frozenset()) -> tuple[int, int] | None:
    """Where a cause names or judges a person, as offsets; None where it tells a condition.

    `names` holds the lower-case names of the people that the exercise knows. What is found is remembered: a builder
    asks about the same causes at every keystroke.
    """
    for sentence in sentences_of(Frame(text.text, roster=names)):
        place = _judged(sentence) or _named(sentence)
        if place:
            return place
    # What is left are names of qualities ("carelessness"), and those are no sentences.
    words = [token.word for token in text.tokens]
    sentence_or_state = _is_condition(words) or any(_is_verb(word) for word in words)
    return None if sentence_or_state or _is_order(words[0] if words else "") else person_as_cause(text, names)


@lru_cache(maxsize=2048)
def somebody_on_bone(text: Text, names: frozenset[str] = frozenset()) -> tuple[int, int] | None:
    """As `person_on_bone`, where the words found say who it was; "without a check" does not."""
    place = person_on_bone(text, names)
    if place is None:
        return None
    sentences = sentences_of(Frame(text.text, roster=names))
    people = (one.starts[index] for one in sentences for index in range(len(one.words)) if is_person(one, index))
    return place if any(place[0] <= start < place[1] for start in people) else None


def _judged(sentence: Sentence) -> tuple[int, int] | None:
    """As in "The engineer forgot to renew it"; not "a channel that support does not read"."""
    for span in sorted([*named_as_cause(sentence), *blame(sentence)]):
        first, last = span.first, span.last
        subject = subject_before(sentence, first)
        begin = first if subject is None else subject
        relative = lexicon.fishbone.relatives & set(sentence.words[max(0, begin - 2) : begin])
        if not relative and not set(sentence.words[first : last + 1]) & lexicon.fishbone.conditions:
            return sentence.starts[begin], sentence.ends[last]
    return None


def _named(sentence: Sentence) -> tuple[int, int] | None:
    """As in "The on-call engineer", "Junior developer", "Mina Okafor": a person, and nothing told of them."""
    words, count = sentence.words, len(sentence.words)
    small = lexicon.english.function - lexicon.people.determiners
    told = small | lexicon.fishbone.scarce | lexicon.fishbone.conditions
    if not 0 < count <= MOST_WORDS_OF_A_NAME or _is_order(words[0]) or any(word in told for word in words):
        return None
    full_name = is_person(sentence, 0) and all(sentence.is_capital(index) for index in range(count))
    ends_in_person = is_person(sentence, count - 1) and not any(is_absence(word) for word in words)
    verb = any(_is_verb(word) for word in words)
    return (sentence.starts[0], sentence.ends[-1]) if (full_name or ends_in_person) and not verb else None


def _is_condition(words: list[str]) -> bool:
    states = lexicon.fishbone.conditions | lexicon.fishbone.scarce
    return any(word in states and word != "lack" for word in words)


def _is_order(word: str) -> bool:
    """As in "Hire engineers", which another check points out."""
    return word in lexicon.fishbone.orders or word in lexicon.fishbone.maybe_orders


def _is_verb(word: str) -> bool:
    told = lexicon.english.verbs | lexicon.fishbone.telling
    return word in told or (word.endswith("ed") and word not in lexicon.causes.adjectives)
