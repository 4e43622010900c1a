"""The phrases of the language checks, compiled from `words/` when they are first asked for."""

from collections.abc import Iterator
from functools import cache

from pmkit.checks.language.index import Index, Phrases
from pmkit.checks.language.pattern import Elements, Pattern, Span, spans_of
from pmkit.checks.text.lexicon import table, words_called
from pmkit.checks.text.sentence import Sentence

_VAGUE = (
    "amounts",
    "crowds",
    "degrees",
    "changes",
    "effects",
    "blurs",
    "times",
    "hours",
    "actions",
    "promises",
    "actors",
)
# What calls for each check: phrases of a words file, lists of words, single words.
PHRASES: dict[str, tuple[tuple[str, str], ...]] = {
    "blame": (("blame", "predicates"), ("blame", "manner"), ("blame", "anywhere")),
    "accusation": tuple(("accusation", name) for name in ("anywhere", "opening", "orders", "sanctions")),
    "loaded": (("loaded", "patterns"),),
    "counterfactual": (("counterfactual", "phrases"),),
    "hindsight": (("hindsight", "patterns"),),
    "person-as-cause": (("causes", "person_phrases"), ("causes", "cause_label"), ("causes", "cause_after")),
    "single-cause": (("causes", "single"),),
    "vague": tuple(("vague", name) for name in _VAGUE),
}
LISTS = (
    ("single-cause", "totality", "cause_nouns"),
    ("single-cause", "totality", "explaining"),
    ("single-cause", "totality", "harm"),
    ("person-as-cause", "frames", "names"),
    ("person-as-cause", "frames", "closing_words"),
    ("person-as-cause", "frames", "about_cause"),
    ("blame", "blame", "verbs"),
    ("blame", "blame", "amiss"),
    ("blame", "blame", "harmall"),
    ("blame", "acts", "bad"),
    ("blame", "acts", "attending"),
    ("blame", "frames", "weak"),
    ("blame", "causes", "adjectives"),
    ("blame", "blame", "duties"),
    ("loaded", "loaded", "always"),
    ("loaded", "loaded", "emotive"),
    ("loaded", "loaded", "mixed"),
    ("counterfactual", "counterfactual", "modals"),
    ("counterfactual", "counterfactual", "outcomes"),
)
# What calls for a check by single words, besides.
CALLING = {"blame": ("without", "too", "only", "because"), "counterfactual": ("had", "if")}


@cache
def _index() -> Index:
    words = {check: set(single) for check, single in CALLING.items()}
    for check, file, name in LISTS:
        words.setdefault(check, set()).update(words_called(file, name))
    named = {key: _phrases(*key.split("/")) for keys in PHRASES.values() for key in map("/".join, keys)}
    return Index(named, words)


def _phrases(file: str, name: str) -> Phrases:
    return Phrases(table(file)[name], _elements(file))


@cache
def _elements(file: str) -> Elements:
    return Elements(table(file).get("lists", {}))


@cache
def _check_of() -> dict[str, str]:
    """The check for which a key of the index calls."""
    return {key: check for check, keys in PHRASES.items() for key in (check, *map("/".join, keys))}


def _candidates(sentence: Sentence) -> dict[str, list[Pattern]]:
    if sentence.patterns is None:
        sentence.patterns = _index().candidates(sentence)
    found: dict[str, list[Pattern]] = sentence.patterns
    return found


def called_for(sentence: Sentence) -> set[str]:
    """The checks for which a sentence holds a word or all words of a phrase; the others find nothing in it."""
    keys = _candidates(sentence)
    return {_check_of()[key] for key in keys} if keys else set()


def find(file: str, name: str, sentence: Sentence) -> Iterator[Span]:
    """Every place at which a phrase called `name` in a words file matches."""
    patterns = _candidates(sentence).get(f"{file}/{name}")
    return spans_of(patterns, sentence) if patterns else iter(())
