"""Who in a sentence is a person, and whether a person is the subject of a verb."""

from collections.abc import Iterable
from functools import cache

from pmkit.checks.text.folding import fold
from pmkit.checks.text.lexicon import lexicon, table
from pmkit.checks.text.pronouns import PEOPLE, THINGS, antecedent
from pmkit.checks.text.sentence import Sentence
from pmkit.checks.text.strangers import strangers

SHORTEST_PLURAL = 3
"""Below this "is" would be the plural of "I"."""
FARTHEST = 9
"""How many words back the head of a long subject is looked for."""


def name_words(names: Iterable[str]) -> frozenset[str]:
    """The words of people's names as sentences hold them, of handles without their sign."""
    return frozenset(fold(part) for name in names for part in name.lstrip("@").split())


def is_person_word(word: str) -> bool:
    """Whether a lower-case word names a role or stands for a person: "engineers", "we"."""
    return word in _roles()


def is_pronoun(word: str) -> bool:
    """Whether a word stands for a person by itself: "we", "someone"."""
    return word in lexicon.people.pronouns


@cache
def _roles() -> frozenset[str]:
    roles = lexicon.people.roles
    return roles | {f"{role}s" for role in roles if len(role) >= SHORTEST_PLURAL} | lexicon.people.groups


@cache
def _only_behind() -> dict[str, frozenset[str]]:
    """Words that are people only behind certain others: "shift" behind "night"."""
    return {word: frozenset(before) for word, before in table("people")["only_behind"].items()}


@cache
def _names() -> frozenset[str]:
    return lexicon.names.names


def is_person(sentence: Sentence, index: int) -> bool:
    """Whether the word at `index` stands for a person: not a thing named after one, not a possessive."""
    return index in _persons_of(sentence)


def _persons_of(sentence: Sentence) -> frozenset[int]:
    """Where people stand; "they" among them, where it does not stand for things."""
    if sentence.persons is None:
        sentence.persons = _persons(sentence) | frozenset(strangers(sentence))
        if not lexicon.people.they.isdisjoint(sentence.found):
            sentence.persons -= {
                index
                for index in sentence.persons
                if sentence.words[index] in lexicon.people.they and antecedent(sentence, index, _persons_of) == THINGS
            }
    return sentence.persons


@cache
def _maybe_people() -> frozenset[str]:
    return _roles() | frozenset(_only_behind()) | _names()


def _persons(sentence: Sentence) -> frozenset[int]:
    """Where people stand; most sentences hold no word that could be one, and are left at once."""
    maybe, roster = _maybe_people(), sentence.roster
    if sentence.found.isdisjoint(maybe) and sentence.found.isdisjoint(roster) and "@" not in sentence.source:
        return frozenset()
    return frozenset(
        index
        for index, word in enumerate(sentence.words)
        if (word in maybe or word in roster or word[:1] == "@" or sentence.words[index - 1 : index] == ["team"])
        and _stands_for_person(sentence, index)
    )


def _stands_for_person(sentence: Sentence, index: int) -> bool:
    word = sentence.words[index]
    if word in sentence.systems or (word in {"i", "us"} and _is_sign(sentence, index)):
        return False
    if word in _roles():
        return not _is_thing(sentence, index)
    if word in _only_behind():
        return index > 0 and sentence.words[index - 1] in _only_behind()[word] and not _heads_thing(sentence, index)
    if word[:1] == "@" or word in sentence.roster:
        return len(word) > 1 and word not in sentence.systems and not _has_head(sentence, index)
    if sentence.words[index - 1 : index] == ["team"]:
        return sentence.is_capital(index) and not _has_head(sentence, index)
    if word in _names():
        return (sentence.is_capital(index) or word not in lexicon.names.also_words) and not _has_head(sentence, index)
    return False


def _is_sign(sentence: Sentence, index: int) -> bool:
    """As in "I/O", "the US region": letters that look like a pronoun."""
    if sentence.words[index] == "i":
        return "/" in {sentence.word(index - 1), sentence.word(index + 1)}
    start, end = sentence.starts[index] - sentence.offset, sentence.ends[index] - sentence.offset
    return sentence.source[start:end] == "US" and not sentence.source.isupper()


def is_owner(sentence: Sentence, index: int) -> bool:
    """Whether the word at `index` is a person's possessive: "Priya's", "the team's", "their"."""
    word = sentence.words[index]
    if word in lexicon.people.possessives:
        return True
    if word == "s" and index and sentence.words[index - 1][:1] == "@":
        return True  # "@weilin's": the sign parts a handle from what follows
    if not word.endswith("'") and not word.endswith("'s"):
        return False
    bare = word.removesuffix("'s").removesuffix("'")
    return (
        (bare in _roles() and bare not in lexicon.people.nobody)
        or bare in sentence.roster
        or (bare.partition("-")[0] in _names() and sentence.is_capital(index))
        or bare[:1] == "@"
    )


def people_in(sentence: Sentence) -> tuple[int, ...]:
    """Where people, their possessives, and the small words before people stand; worked out once."""
    if sentence.people is None:
        sentence.people = tuple(
            index
            for index, word in enumerate(sentence.words)
            if word in lexicon.people.before_a_role or is_person(sentence, index) or is_owner(sentence, index)
        )
    return sentence.people


def _has_head(sentence: Sentence, index: int) -> bool:
    """A name that a thing takes, or a month: "the Hugo build", "Jan 5"."""
    following = sentence.word(index + 1)
    return makes_thing(following) or following.isdigit()


def makes_thing(following: str) -> bool:
    """Whether the word behind a person makes a thing of it: "the operator image"."""
    return following in lexicon.people.things


def _is_thing(sentence: Sentence, index: int) -> bool:
    """As in "operator v0.12", "the team dashboard", "the Kubernetes operator"."""
    word, following = sentence.words[index], sentence.word(index + 1)
    if _heads_thing(sentence, index):
        return word not in lexicon.people.pronouns
    if word in lexicon.people.makers and following == "of":
        return False
    if word in lexicon.people.also_machines and following in {"of", "for"}:
        after = sentence.words[index + 2 : index + 6]
        if any(one in lexicon.people.machines or one in lexicon.people.things for one in after):
            return True
    if word in lexicon.people.always_doubted and index:
        before = sentence.words[index - 1]
        return before not in lexicon.people.before_people and before not in lexicon.causes.adjectives
    if word in lexicon.people.also_machines and index:
        before = sentence.words[index - 1]
        return before in lexicon.people.machines or "-" in before or (sentence.is_capital(index - 1) and index > 1)
    return False


def _heads_thing(sentence: Sentence, index: int) -> bool:
    """Whether the word behind makes a thing, a version or a number of it."""
    following = sentence.word(index + 1)
    return makes_thing(following) or (any(map(str.isdigit, following)) and ":" not in following)


def subject_before(sentence: Sentence, index: int) -> int | None:
    """The person who is the subject of the verb at `index`; None where that is no person or not known."""
    position = index - 1
    small = lexicon.people.between
    while position >= 0 and (sentence.words[position] in small or _is_adverb(sentence.words[position])):
        position -= 1
    if position < 0:
        return None
    word = sentence.words[position]
    if (told := _before_relative(sentence, position)) is not None:
        return told
    if word in lexicon.people.joining or (word == "," and sentence.word(position + 1) in {"then", "but", "and"}):
        return actor_before(sentence, position)
    if word in {"who", "that", "which"} or word == ",":
        before = position - 1 if sentence.word(position - 1) != "," else position - 2
        if before >= 0 and is_person(sentence, before):
            return before if _heads(sentence, before) or word == "who" else None
        if word == "who":
            return position if sentence.word(before) not in lexicon.people.outsiders else None
        return _apposition(sentence, position) if word == "," else None
    if word == ")":
        return _bracketed(sentence, position)
    if is_person(sentence, position):
        return position if _heads(sentence, position) else _head_before(sentence, position)
    return _head_before(sentence, position)


def _is_adverb(word: str) -> bool:
    return len(word) > 4 and word.endswith("ly") and word not in lexicon.people.no_adverbs


def _heads(sentence: Sentence, index: int) -> bool:
    """Whether the person at `index` is the head of its phrase: not "the pod of the team"."""
    position = index - 1
    if is_pronoun(sentence.words[index]) and sentence.word(position) not in lexicon.people.prepositions:
        return True
    for _ in range(4):
        word = sentence.word(position)
        if word in lexicon.people.prepositions:
            return _opens(sentence, position) or sentence.word(position - 1) in lexicon.people.portions
        if not word or not (word[0].isalnum() or word[0] == "'") or word in lexicon.people.phrase_starts:
            return True
        if word in lexicon.people.determiners:
            before = sentence.word(position - 1)
            if before in lexicon.people.prepositions:
                return _opens(sentence, position - 1) or sentence.word(position - 2) in lexicon.people.portions
            return True
        position -= 1
    return True


def _opens(sentence: Sentence, index: int) -> bool:
    """Whether the preposition at `index` opens the clause, so that what follows may be its time or place."""
    return index == 0 or sentence.word(index - 1) in {",", ";", ":", "(", "—", "–"}


def actor_before(sentence: Sentence, index: int) -> int | None:
    """The person with whom the clause begins: "Sam restarted the pod and forgot …"."""
    begin = index - 1
    while begin >= 0 and index - begin <= 16 and sentence.words[begin] not in {";", ":", ".", "(", "because", "that"}:
        begin -= 1
    position = begin + 1
    while position < index and (
        sentence.words[position] in lexicon.people.determiners or not sentence.words[position][:1].isalpha()
    ):
        position += 1
    for head in range(position, min(position + 3, index)):
        if is_person(sentence, head):
            return head
    comma = index - 1
    while comma > begin and sentence.words[comma] != ",":
        comma -= 1
    for head in range(comma + 1, min(comma + 4, index)) if comma > begin else ():
        if is_person(sentence, head):
            return head
    return None


def _before_relative(sentence: Sentence, index: int) -> int | None:
    """As in "The admin who is in charge did not …": the person of whom a clause with "who" told in between."""
    for position in range(index, max(index - FARTHEST, 0), -1):
        word = sentence.words[position]
        if not (word[:1].isalnum() or word[:1] == "@"):
            return None
        if word == "who" and position < index:
            before = position - 1
            return before if is_person(sentence, before) and _heads(sentence, before) else None
        if word in lexicon.people.clause_words - lexicon.people.in_relatives:
            return None
    return None


def _apposition(sentence: Sentence, index: int) -> int | None:
    """As in "Sam, the engineer on shift, forgot …"."""
    for position in range(index - 1, max(index - FARTHEST, 0), -1):
        if sentence.words[position] == ",":
            return position - 1 if is_person(sentence, position - 1) else None
    return None


def _bracketed(sentence: Sentence, index: int) -> int | None:
    """As in "The engineer (Sam) forgot …"."""
    for position in range(index - 1, max(index - FARTHEST, 0), -1):
        if sentence.words[position] == "(":
            return position - 1 if is_person(sentence, position - 1) else None
    return None


def _head_before(sentence: Sentence, index: int) -> int | None:
    """The person whom a phrase with a preposition follows: "the engineer on the night shift forgot …"."""
    for position in range(index, max(index - FARTHEST, -1), -1):
        word = sentence.words[position]
        if not (word[:1].isalnum() or word[:1] == "@") or word in lexicon.people.clause_words:
            return None
        if (
            sentence.word(position + 1) in lexicon.people.postmodifiers
            and is_person(sentence, position)
            and _heads(sentence, position)
        ):
            return position
    return None


def people_meant(sentence: Sentence, index: int) -> bool:
    """Whether "they" plainly means people: some are named before it, or it opens the text."""
    meant = antecedent(sentence, index, _persons_of)
    return meant == PEOPLE or (
        not meant and index <= 1 and not any(is_owner(sentence, position) for position in range(index))
    )
