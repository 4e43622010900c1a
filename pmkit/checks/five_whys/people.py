"""Whether a chain of whys ends in a person who lacks something, and not in how work flows between people."""

from itertools import pairwise

from pmkit.checks.text.lexicon import lexicon
from pmkit.checks.text.people import makes_thing
from pmkit.checks.text.set_up import lacks_control, names_set_up, stems_of
from pmkit.checks.text.text import Text, Token, is_absence

NEAR = 8
"""How many words apart a person and what is said of the person may be."""


def person_at_end(text: Text, names: frozenset[str] = frozenset()) -> tuple[int, int] | None:
    """Where one person is said to have failed at something or to lack a quality, as offsets; None elsewhere."""
    person = _person(text, names)
    if person is None:
        return _quality(text)
    words = [token.word for token in text.tokens]
    for index in range(max(0, person - NEAR), min(len(words), person + NEAR)):
        if index != person and _is_lack(words, index, person):
            first, last = sorted((person, index))
            return text.tokens[first].start, text.tokens[last].end
    return None


def _person(text: Text, names: frozenset[str]) -> int | None:
    """The first word for one person: a role, a name that is known, or a capital word that does what only people do."""
    roles, deeds = lexicon.five_whys.human_roles, lexicon.five_whys.human_deeds
    known = (names | lexicon.names.names) - lexicon.names.also_words
    words = [token.word for token in text.tokens]
    human = judged = not deeds.isdisjoint(words)
    human = human or any(one in lexicon.five_whys.perceiving and is_absence(before) for before, one in pairwise(words))
    for index, token in enumerate(text.tokens):
        if token.word in roles or (token.word in lexicon.five_whys.crews and judged and index == 0):
            return None if any(map(makes_thing, words[index + 1 : index + 2])) else index
        capital = text.text[token.start].isupper() and not text.text[token.start : token.end].isupper()
        if capital and (token.word in known or (human and index == 0 and _alone(words))):
            return index
    return None


def _alone(words: list[str]) -> bool:
    """Whether a line opens with a name as its whole subject: "Tomas forgot", "Tomas did not know"."""
    following = words[1:2]
    opens = words[0] not in lexicon.five_whys.before_nouns and words[0] not in lexicon.english.function
    said = following and (
        following[0] in lexicon.five_whys.human_deeds or following[0] in lexicon.five_whys.behind_a_name
    )
    return bool(opens and said and not is_absence(words[0]))


def _is_lack(words: list[str], index: int, person: int) -> bool:
    """Whether the word at `index` tells a failing or a lack of the person at `person`."""
    word, before = words[index], words[max(0, index - 4) : index]
    if word == "careful":
        return words[index - 1] == "not" or words[index + 1 : index + 2] == ["enough"]
    if word in {"trained", "training"}:
        return index > person and bool(lexicon.five_whys.demands & set(before))
    if word in lexicon.five_whys.human_deeds:
        return not any(is_absence(one) for one in before)
    if word in lexicon.five_whys.human_qualities:
        return bool(lexicon.five_whys.lacking & set(before))
    if word == "new" and index > person:
        return not {"is", "was"}.isdisjoint(before) and words[index + 1 : index + 2] == ["to"]
    return (
        index > person
        and word in lexicon.five_whys.perceiving
        and words[index - 2] in {"did", "does"}
        and is_absence(words[index - 1])
    )


def _quality(text: Text) -> tuple[int, int] | None:
    """A lack of a human quality in a bare name: "Lack of care when entering commands"."""
    words: list[Token] = list(text.tokens[:5])
    lack = next((index for index, token in enumerate(words) if token.word in lexicon.five_whys.lacking), None)
    if lack is None or lack > 1 or names_set_up(text):
        return None
    quality = next((token for token in words[lack + 1 :] if token.word in lexicon.five_whys.human_qualities), None)
    return (words[lack].start, quality.end) if quality else None


def judges_person(text: Text) -> bool:
    """Whether a line speaks of one person, of a human quality, or of what a group did not do."""
    words = [token.word for token in text.tokens]
    erring = lexicon.five_whys.human_deeds | lexicon.causes.qualities | lexicon.five_whys.human
    failing = _quality(text) is not None or bool(set(words) & (erring - lexicon.five_whys.of_machines_too))
    # "The engineer on call has no access" tells what a person was given.
    named = _person(text, frozenset()) is not None or words[:1] in (["somebody"], ["someone"])
    if failing or (named and not lacks_control(text)):
        return True
    if any(
        one in lexicon.five_whys.human_words and other in lexicon.five_whys.errors for one, other in pairwise(words)
    ):
        return True
    return (
        bool(set(words) & lexicon.five_whys.crews)
        and not names_set_up_beside(text)
        and any(one == "failed" or (one in {"did", "didn't"}) for one in words)
    )


def names_set_up_beside(text: Text) -> bool:
    """Whether a thing by which work is set up stands there, other than the group of people itself."""
    return bool((text.content & stems_of("set_up")) - {"team"})


def unthought(text: Text) -> tuple[int, int] | None:
    """Where a line tells what nobody thought of and what that would have done, as offsets; None elsewhere."""
    words = [token.word for token in text.tokens]
    minded = lexicon.five_whys.minding
    would = [
        index
        for index, pair in enumerate(pairwise(words))
        if pair[0] in lexicon.five_whys.might_have and pair[1] == "have"
    ]
    for index, word in enumerate(words):
        nobody = any(is_absence(one) for one in words[max(0, index - 3) : index])
        if word in minded and nobody and would and would[-1] > index:
            return text.tokens[max(0, index - 1)].start, text.tokens[index].end
    return None


def supposed(text: Text) -> tuple[int, int] | None:
    """Where a line says what would have helped, as offsets; not of what is missing ("no canary that would have …")."""
    words = [token.word for token in text.tokens]
    for index, pair in enumerate(pairwise(words)):
        if is_absence(pair[0]):
            return None
        relative = not {"that", "which", "who"}.isdisjoint(words[max(0, index - 4) : index])
        helped = not lexicon.five_whys.preventing.isdisjoint(words[index + 2 : index + 5])
        if pair == ("would", "have") and helped and not relative:
            return text.tokens[index].start, text.tokens[index + 2].end
    return None
