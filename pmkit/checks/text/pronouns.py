"""What "they" and "them" stand for: people, or the things that the sentence or the one before names last."""

from collections.abc import Callable, Collection

from pmkit.checks.text.lexicon import lexicon
from pmkit.checks.text.sentence import Sentence

FARTHEST = 30
SHORTEST = 4
NO_PLURALS = ("ss", "us", "is", "'s", "ous")
PEOPLE, THINGS = "people", "things"


def antecedent(sentence: Sentence, index: int, persons: Callable[[Sentence], Collection[int]]) -> str:
    """PEOPLE or THINGS, whichever the word at `index` follows most nearly; empty where neither is named.

    `persons` gives the places of people in a sentence. A verb of which only people are capable settles it.
    """
    if _does_what_people_do(sentence, index):
        return PEOPLE
    before = sentence.before
    return _nearest(sentence, index, persons(sentence)) or (
        _nearest(before, len(before.words), persons(before)) if before is not None else ""
    )


def _does_what_people_do(sentence: Sentence, index: int) -> bool:
    """As in "they forgot", "they had never thought of it"."""
    small, human = lexicon.people.between, lexicon.people.human_verbs
    for position in range(index + 1, min(index + 5, len(sentence.words))):
        word = sentence.words[position]
        if word in human:
            return True
        if word not in small and not word.endswith(("ly", "n't")):
            return False
    return False


def _nearest(sentence: Sentence, index: int, persons: Collection[int]) -> str:
    for position in range(index - 1, max(index - FARTHEST, 0) - 1, -1):
        word = sentence.words[position]
        if (
            position in persons
            and word not in lexicon.people.selves
            and word not in lexicon.people.they
            and not _modifies(sentence, position)
        ):
            return PEOPLE
        if _is_plural(sentence, position) or _joins_things(sentence, position, persons):
            return THINGS
    return ""


def _modifies(sentence: Sentence, index: int) -> bool:
    """Whether a person only says whose a thing is: "the scripts of the vendor"."""
    before = index - 2 if sentence.word(index - 1) in lexicon.people.before_things else index - 1
    return sentence.word(before) == "of"


def _is_plural(sentence: Sentence, index: int) -> bool:
    """Whether the word at `index` looks like a plural noun: "tables", and not "shows the", "hours", "Kubernetes"."""
    word, following = sentence.words[index], sentence.word(index + 1)
    if not word.endswith("s") or len(word) < SHORTEST or word.endswith(NO_PLURALS) or not word[0].isalpha():
        return False
    others = (lexicon.english.function, lexicon.english.verbs, lexicon.people.no_plurals)
    before = sentence.word(index - 1)
    if before == "to" or any(word in other for other in others):
        return False
    return following not in lexicon.people.behind_verbs or before in {"the", "of"}


def _joins_things(sentence: Sentence, index: int, persons: Collection[int]) -> bool:
    """As in "the primary and its standby": two things named in a row."""
    return (
        sentence.words[index] == "and"
        and sentence.word(index + 1) in lexicon.people.before_things
        and sentence.word(index + 2).isalpha()
        and sentence.word(index - 1).isalpha()
        and not any(one in persons for one in (index - 1, index + 2, index + 3))
    )
