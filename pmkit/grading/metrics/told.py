"""Whether words of an answer say what they are asked for: by signs of it, in a sentence or a note, never in a pile."""

import re
from collections.abc import Iterable
from functools import cache

from pmkit.checks.text.folding import fold_each
from pmkit.checks.text.text import has_small_word, is_statement, read
from pmkit.grading.readings.piles import is_strung
from pmkit.models.data_file import data_file
from pmkit.models.incident_history.columns import TIMES

SAMPLED = 4_000
FEWEST = 3
_NUMBER = re.compile(r"(?<![\w.])\d{1,9}(?:\.\d{1,6})?(?![\w]|\.\d)")


def says_something(said: str, fewest: int = FEWEST) -> bool:
    """Whether a text is a note or sentences of so many words at least, and no pile of words."""
    text = read(said[:SAMPLED])
    if len(text.tokens) < fewest:
        return False
    return len(text.tokens) < 2 * FEWEST or (is_statement(text) and not is_strung(text))


def speaks_of(said: str, about: str) -> bool:
    """Whether a text has one of the words for something: see words.toml."""
    return _words(about).search(fold_each(said[:SAMPLED])) is not None


def shows_a_fault(said: str) -> bool:
    """Whether a note names what shows a fault: a time of the row, another row, or how two of them lie."""
    plain, tokens = fold_each(said[:SAMPLED]).replace(" ", "_"), read(said[:SAMPLED]).tokens
    if len(tokens) < FEWEST or not has_small_word(read(said[:SAMPLED])):
        return False
    if any(name in plain for name in TIMES) or "inc-" in plain:
        return True
    return speaks_of(said, "signs") and says_something(said)


def numbers_in(said: str) -> list[float]:
    """The numbers of a text that stand by themselves."""
    return [float(one) for one in _NUMBER.findall(said[:SAMPLED].replace(",", ""))]


def has_number_of(said: str, values: Iterable[float]) -> bool:
    """Whether a text has one of these values, rounded as people do."""
    told = numbers_in(said)
    return any(abs(one - value) <= max(0.02 * abs(value), 0.5) for value in values for one in told)


@cache
def _words(about: str) -> re.Pattern[str]:
    known = data_file("grading/metrics/words.toml")[about]
    return re.compile("|".join(rf"(?<![a-z0-9]){re.escape(one)}" for one in known))
