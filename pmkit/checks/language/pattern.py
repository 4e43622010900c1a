"""Phrases as data: a small pattern language over the words of a sentence, matched in linear time.

A pattern is a row of elements: `word`, `one/or/other`, `<list>` (a list of words of the same file), `no+one` (words
that stand for one, alone, among others or in a list), `<person>`,
`<people>` (a person with the small words before it), `<owner>` (a possessive of a person), `<other>` (one that is
not ours, mine or theirs), `..3` (up to three words, within a clause), `*` (one word more). An element with `?` at
its end may be missing. Words between `{` and `}` are the ones to quote; without braces all are.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from pmkit.checks.text.lexicon import lexicon
from pmkit.checks.text.people import is_owner, is_person, is_person_word, is_pronoun, people_in
from pmkit.checks.text.sentence import Sentence

CLAUSE_SIGNS = frozenset(".;:!?()—–|")
PEOPLE = frozenset({"person", "people", "owner", "other"})
MOST_TRIES = 12
"""How often one pattern is tried in one sentence; more is not prose."""
MODIFIERS = 4
"""How many words may stand before the person in `<people>`: "the two young platform engineers"."""


class Element(NamedTuple):
    """`kind` is "words", "person", "people", "gap", "any", "open" or "close"; `most` the length of a gap.

    `words` are those with which it begins, `single` those that are all of it, `joined` the rows of words; a sentence
    without any of `called` needs no look.
    """

    kind: str
    words: frozenset[str] = frozenset()
    most: int = 0
    optional: bool = False
    single: frozenset[str] = frozenset()
    joined: tuple[tuple[str, ...], ...] = ()
    called: frozenset[str] = frozenset()


class Span(NamedTuple):
    """Words `first` to `last`, both included; `begins` is where a phrase begins that opens with words of its own."""

    first: int
    last: int
    begins: int = -1


class Pattern(NamedTuple):
    """Elements, the words with which it begins (none where that is a person), and all that must be there."""

    elements: tuple[Element, ...]
    begins: frozenset[str]
    needs: tuple[frozenset[str], ...]


class Elements(dict[str, Element]):
    """Elements as they are written, each made when it is first met: thousands of patterns share them."""

    def __init__(self, lists: Mapping[str, Iterable[str]]) -> None:
        super().__init__()
        self.lists = {name: frozenset(words) for name, words in lists.items()}

    def __missing__(self, part: str) -> Element:
        self[part] = made = _element(part, self.lists)
        return made

    def needed(self, part: str) -> frozenset[str]:
        """The words of which one must be there for an element to match; none where it may be missing."""
        if part.isalpha():
            return frozenset((part,))
        element = self[part]
        return frozenset() if element.optional else element.called


def spans_of(patterns: Iterable[Pattern], sentence: Sentence) -> Iterator[Span]:
    """Every place at which one of some patterns matches."""
    for pattern in {id(one): one for one in patterns}.values():
        for index in _beginnings(pattern, sentence):
            span = _match(pattern.elements, sentence, index)
            if span:
                yield span


def _beginnings(pattern: Pattern, sentence: Sentence) -> Iterable[int]:
    if not pattern.begins:
        return people_in(sentence)[:MOST_TRIES]
    return [index for index, word in enumerate(sentence.words) if word in pattern.begins][:MOST_TRIES]


def compile_patterns(texts: Iterable[str], lists: Mapping[str, Iterable[str]]) -> tuple[Pattern, ...]:
    """All patterns of a words file under one name. Raises as `compile_pattern` does."""
    elements = Elements(lists)
    return tuple([compile_pattern(text, elements) for text in texts])


def compile_pattern(text: str, known: Elements) -> Pattern:
    """A pattern of a words file. Raises ValueError for one that begins with what may be missing, or names no word."""
    elements = tuple([known[part] for part in text.split()])
    first = next(one for one in elements if one.kind != "open")
    if first.optional or first.kind not in {"words", *PEOPLE}:
        raise ValueError(f"{text!r} begins with what may be missing")
    needed = tuple([one.called for one in elements if one.kind == "words" and not one.optional])
    if not needed:
        raise ValueError(f"{text!r} names no word")
    return Pattern(elements, first.words, needed)


def _element(part: str, lists: Mapping[str, frozenset[str]]) -> Element:
    if part in {"{", "}"}:
        return Element("open" if part == "{" else "close")
    if part.startswith(".."):
        return Element("gap", most=int(part[2:]))
    optional = part.endswith("?") and len(part) > 1
    bare = part.removesuffix("?") if optional else part
    if bare.startswith("<") and bare[1:-1] in PEOPLE:
        return Element(bare[1:-1], optional=optional)
    if bare == "*":
        return Element("any", optional=optional)
    words = lists[bare[1:-1]] if bare.startswith("<") and bare.endswith(">") else bare.split("/")
    single = frozenset(word for word in words if "+" not in word or word == "+")
    joined = tuple(tuple(word.split("+")) for word in words if word not in single)
    called = single | {max(reversed(row), key=len) for row in joined}
    return Element("words", single | {row[0] for row in joined}, 0, optional, single, joined, called)


def _match(pattern: tuple[Element, ...], sentence: Sentence, index: int) -> Span | None:
    """The words to quote where a pattern matches from `index` on."""
    marks = {"open": index, "close": -1}
    end = _rest(pattern, 0, sentence, index, marks)
    if end is None or end <= index:
        return None
    if pattern[-1].kind in {"person", "people"} and modifies(sentence, end):
        return None
    last = marks["close"] if marks["close"] >= 0 else end
    begins = index if pattern[0].kind == "words" else -1
    return Span(marks["open"], last - 1, begins) if last > marks["open"] else None


def modifies(sentence: Sentence, index: int) -> bool:
    """Whether the person before `index` only modifies what stands there: "due to vendor maintenance"."""
    word = sentence.word(index)
    if not word.isalpha() or not is_person_word(sentence.words[index - 1]) or is_pronoun(sentence.words[index - 1]):
        return False
    small = word in lexicon.english.function or word in lexicon.people.between
    verb = word in lexicon.english.verbs or word in lexicon.frames.did or word in lexicon.vague.told
    return not (small or verb or word.endswith(("ed", "ly")) or word in lexicon.people.postmodifiers)


def _rest(
    pattern: tuple[Element, ...], number: int, sentence: Sentence, index: int, marks: dict[str, int]
) -> int | None:
    """Where the match of the elements from `number` on ends; gaps are short, so the tries are few."""
    words = sentence.words
    while number < len(pattern):
        element = pattern[number]
        if element.kind in marks:
            marks[element.kind] = index
        elif element.kind == "gap":
            return _gap(pattern, number, sentence, index, marks)
        else:
            after = _one(element, sentence, index) if index < len(words) else None
            if after is None:
                if not element.optional:
                    return None
            else:
                index = after
        number += 1
    return index


def _gap(
    pattern: tuple[Element, ...], number: int, sentence: Sentence, index: int, marks: dict[str, int]
) -> int | None:
    for skipped in range(pattern[number].most + 1):
        end = _rest(pattern, number + 1, sentence, index + skipped, marks)
        if end is not None:
            return _to_object(sentence, end, pattern[number].most) if number + 1 == len(pattern) else end
        if index + skipped >= len(sentence.words) or _parts_clauses(sentence, index + skipped):
            return None
    return None


def _parts_clauses(sentence: Sentence, index: int) -> bool:
    """Whether a clause ends with the word there; the sign within a time of day, "11:14", parts nothing."""
    if sentence.words[index] == ":" and sentence.word(index - 1).isdigit():
        return not sentence.word(index + 1).isdigit()
    return sentence.words[index] in CLAUSE_SIGNS


def _to_object(sentence: Sentence, index: int, most: int) -> int:
    """A gap at the end of a pattern takes what belongs to it: words up to a preposition, a conjunction, a sign."""
    end = index
    while end < len(sentence.words) and end - index < most:
        word = sentence.words[end]
        if not word[0].isalnum() or word in lexicon.people.clause_words or word in lexicon.people.prepositions:
            break
        end += 1
    return end


def _one(element: Element, sentence: Sentence, index: int) -> int | None:
    """Where one element that matches at `index` ends."""
    word = sentence.words[index]
    if element.kind == "words":
        for row in element.joined:
            if word == row[0] and tuple(sentence.words[index : index + len(row)]) == row:
                return index + len(row)
        return index + 1 if word in element.single else None
    if element.kind == "any":
        return index + 1 if word not in CLAUSE_SIGNS and word != "," else None
    if element.kind == "person":
        return index + 1 if is_person(sentence, index) else None
    if element.kind == "owner":
        return index + 1 if is_owner(sentence, index) else None
    if element.kind == "other":
        return index + 1 if is_owner(sentence, index) and word not in lexicon.people.own else None
    return _people(sentence, index)


def begins_with_person(sentence: Sentence, index: int) -> bool:
    """Whether a person, perhaps behind small words, stands at `index`."""
    return index < len(sentence.words) and _people(sentence, index) is not None


def _modifies_a_role(sentence: Sentence, index: int) -> bool:
    """As in "by Wintel team", "from network engineers": one word more before a role, and no article."""
    word = sentence.words[index]
    small = lexicon.english.function | lexicon.vague.numbers | lexicon.people.clause_words | lexicon.people.prepositions
    if word in small or is_pronoun(sentence.words[index + 1]) or not is_person(sentence, index + 1):
        return False
    return not modifies(sentence, index + 2)


def _people(sentence: Sentence, index: int) -> int | None:
    """Where a person, with the small words and modifiers before, ends."""
    if is_person(sentence, index):
        title = is_person(sentence, index + 1) if index + 1 < len(sentence.words) else False
        return index + 2 if title and not is_pronoun(sentence.words[index + 1]) else index + 1
    following = sentence.word(index + 1)
    if sentence.words[index].isalpha() and is_person_word(following) and _modifies_a_role(sentence, index):
        return index + 2
    if sentence.words[index] not in lexicon.people.before_person and not sentence.words[index].endswith("'s"):
        return None
    for position in range(index + 1, min(index + MODIFIERS, len(sentence.words))):
        word = sentence.words[position]
        if is_person(sentence, position):
            return None if is_pronoun(word) else position + 1
        if not word[0].isalnum() or word in lexicon.people.prepositions or word in lexicon.people.clause_words:
            return None
    return None
