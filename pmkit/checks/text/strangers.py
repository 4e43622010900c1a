"""Names that no list holds: a capital word that has a title, does what only people do, or is meant by "her" or "he"."""

from collections.abc import Iterator

from pmkit.checks.text.lexicon import lexicon
from pmkit.checks.text.sentence import Sentence

SHORTEST = 3
REACH = 12


def strangers(sentence: Sentence) -> Iterator[int]:
    """Where such names stand; a word for a product, a day, a role or a measure is none."""
    lists = lexicon.strangers
    titled = not sentence.found.isdisjoint(lists.titles)
    gendered = not sentence.found.isdisjoint(lists.gendered)
    acting = not sentence.found.isdisjoint(lists.acts)
    if not sentence.found.isdisjoint(lists.departments):
        yield from _departments(sentence)
    if not (titled or gendered or acting):
        return
    for index in range(len(sentence.words)):
        if not _like_a_name(sentence, index):
            continue
        if (titled and _titled(sentence, index)) or (
            index == 0 and ((acting and _acts(sentence, index)) or (gendered and _meant_later(sentence, index)))
        ):
            yield index


def _departments(sentence: Sentence) -> Iterator[int]:
    """As in "Maintenance had been told", "frontend never tests", "made by accounts": people by what they do."""
    words = sentence.words
    for index, word in enumerate(words):
        if word not in lexicon.strangers.departments:
            continue
        before = sentence.word(index - 1)
        opens = not before or before in lexicon.strangers.before_departments
        if (before == "by" and sentence.word(index + 1) in {"", ".", ","}) or (
            opens and _does_what_people_do(sentence, index)
        ):
            yield index


def _does_what_people_do(sentence: Sentence, index: int) -> bool:
    """Whether a verb follows that says what only people do."""
    for position in range(index + 1, min(index + 4, len(sentence.words))):
        word = sentence.words[position]
        passive = not lexicon.vague.being.isdisjoint(sentence.words[index + 1 : position])
        if word in lexicon.strangers.acts | lexicon.people.human_verbs or (
            word in lexicon.strangers.of_people and not passive
        ):
            return True
        if word not in lexicon.people.between and not word.endswith(("ly", "n't")):
            return False
    return False


def _like_a_name(sentence: Sentence, index: int) -> bool:
    """Whether the form of a word lets it be a name: "Ragnhild", "Ji-woo"."""
    word = sentence.words[index]
    if len(word) < SHORTEST or not word.replace("-", "").isalpha() or not sentence.is_capital(index):
        return False
    start = sentence.starts[index] - sentence.offset
    if sentence.source[start + 1 : start + 2].isupper() or word.endswith(tuple(lexicon.strangers.endings)):
        return False
    known = lexicon.english.function | lexicon.products.names | lexicon.products.tools | lexicon.products.calendar
    return word not in known and word not in lexicon.strangers.no_names and word not in sentence.systems


def _titled(sentence: Sentence, index: int) -> bool:
    """As in "Mr. Kowalczyk", "Frau Weiss"."""
    before = sentence.word(index - 1)
    return (sentence.word(index - 2) if before == "." else before) in lexicon.strangers.titles


def _acts(sentence: Sentence, index: int) -> bool:
    """As in "Ragnhild improvised", "Xiomara had never bothered to ask"."""
    for position in range(index + 1, min(index + 4, len(sentence.words))):
        word = sentence.words[position]
        if word in lexicon.strangers.acts:
            return True
        if word not in lexicon.people.between and not word.endswith(("ly", "n't")):
            return False
    return False


def _meant_later(sentence: Sentence, index: int) -> bool:
    """As in "Bilge broke the pipeline with her tabs": a verb behind the name, and later a pronoun of one person."""
    following = sentence.word(index + 1)
    if not (following.endswith("ed") or following in lexicon.english.verbs | lexicon.frames.did | lexicon.vague.told):
        return False
    behind = sentence.words[index + 2 : index + REACH]
    return not lexicon.strangers.gendered.isdisjoint(behind)
