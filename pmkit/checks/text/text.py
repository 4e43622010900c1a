"""Words of a text: tokens with their places and stems, and what they say together."""

from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from unicodedata import normalize

from pmkit.checks.text.folding import seen, words_of
from pmkit.checks.text.lexicon import lexicon, table, words_called
from pmkit.checks.text.stems import stem


@dataclass(frozen=True, slots=True)
class Token:
    """A word: `word` is folded, `start` and `end` are offsets in the text as given."""

    word: str
    start: int
    end: int

    @property
    def stem(self) -> str:
        """The word without its endings: "tests", "testing" and "tested" are one stem."""
        return stem(self.word)


@dataclass(frozen=True)
class Text:
    """A text read once; what the checks ask of it is worked out when first asked."""

    text: str

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """Every word in order."""
        return tuple(Token(word, start, end) for word, start, end in words_of(self.text))

    @cached_property
    def stems(self) -> tuple[str, ...]:
        """The stem of every word in order."""
        return tuple(token.stem for token in self.tokens)

    @cached_property
    def positions(self) -> dict[str, list[int]]:
        """Where each stem stands, as indices into `tokens`."""
        found: dict[str, list[int]] = {}
        for index, stem_found in enumerate(self.stems):
            found.setdefault(stem_found, []).append(index)
        return found

    @cached_property
    def absences(self) -> tuple[int, ...]:
        """Where a word of absence stands, as indices into `tokens`."""
        return tuple(index for index, token in enumerate(self.tokens) if is_absence(token.word))

    @cached_property
    def content(self) -> frozenset[str]:
        """The stems of the words that carry meaning: no small words, no words of absence."""
        small = lexicon.english.function | lexicon.english.absence
        return frozenset(token.stem for token in self.tokens if token.word not in small and not is_absence(token.word))

    @property
    def blank(self) -> bool:
        """Whether there is no letter or digit in it."""
        return not self.tokens


@lru_cache(maxsize=4096)
def read(text: str) -> Text:
    """The Text of a string, remembered: a builder asks about the same whys at every keystroke."""
    return Text(text)


def is_absence(word: str) -> bool:
    """Whether a word says that something is missing: "no", "lacks", "didn't"."""
    return word in lexicon.english.absence or word.endswith("n't")


def is_statement(text: Text) -> bool:
    """Whether a text says something, as against naming keywords: "disk 02:00 prevent payment" says nothing.

    A statement has three different words or more, harps on none and, for every five that carry meaning, has
    one that joins them: a small word, a word of absence, a verb.
    """
    words = {token.word for token in text.tokens}
    joining = {token.word for index, token in enumerate(text.tokens) if _joins(text, index)}
    return len(words) >= 3 and bool(joining) and len(words - joining) <= 5 * len(joining) and not _harps(text)


def is_action(text: Text) -> bool:
    """Whether a text says something to do: a statement, or an order in four words or more ("Add …")."""
    orders = len(text.tokens) >= 4 and text.tokens[0].word in lexicon.english.imperatives
    return is_statement(text) or (orders and not _harps(text))


def has_small_word(text: Text) -> bool:
    """Whether there is a small word or a verb in it, besides words of absence: "Out of memory", "it crashed"."""
    small = lexicon.english.function | lexicon.english.verbs
    return any(token.word in small or token.word.endswith("ed") for token in text.tokens)


def _harps(text: Text) -> bool:
    """Whether a text says few words over and over: one over a third of it, half of all, or two words twice running."""
    different = len({token.word for token in text.tokens})
    most = max((len(text.positions[stem_found]) for stem_found in text.content), default=0)
    doubled = sum(one == other for one, other in pairwise(text.stems))
    length = len(text.tokens)
    return length >= 5 and (3 * most > length or 2 * different < length or doubled > 1)


def _joins(text: Text, index: int) -> bool:
    word = text.tokens[index].word
    if word == "no":  # "No memory test" is said; "memory no test" is a pile of words, "has no test" has its "has"
        return index == 0
    if word in lexicon.english.function or is_absence(word) or word.endswith("ed"):
        return True
    return 0 < index < len(text.tokens) - 1 and word in lexicon.english.verbs


def _as_written(word: str) -> str:
    """A word with its accents: they tell languages apart."""
    return normalize("NFKC", seen(word)).casefold().replace("’", "'")


def is_english(text: Text) -> bool:
    """Whether a text may be English; keyword lists and short texts may, for want of a sign against it."""
    letters = [character for character in text.text if character.isalpha()]
    if len(letters) >= 10 and sum(character > "ɏ" for character in letters) > len(letters) / 2:
        return False
    words = [_as_written(text.text[token.start : token.end]) for token in text.tokens]
    english = sum(word in lexicon.english.function for word in words)
    other = max(sum(map(words_called("languages", one).__contains__, words)) for one in table("languages"))
    return len(words) < 6 or other <= english or other < len(words) / 8
