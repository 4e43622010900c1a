"""The index of phrases: it offers every pattern that may match, and every phrase of the words files is one."""

import pytest

from pmkit.checks.language.index import Index, Phrases
from pmkit.checks.language.pattern import Elements, compile_pattern, spans_of
from pmkit.checks.language.words import PHRASES, _phrases
from pmkit.checks.text.sentence import Frame, Sentence, sentences_of

KEYS = [key for keys in PHRASES.values() for key in keys]


def sentence(text: str) -> Sentence:
    [only] = sentences_of(Frame(text, 0))
    return only


@pytest.mark.parametrize("key", KEYS, ids="/".join)
def test_every_phrase_of_the_words_files_is_a_pattern_that_its_own_words_find(key: tuple[str, str]) -> None:
    texts, elements = _phrases(*key)
    index = Index({"all": Phrases(texts, elements)}, {})
    missed = []
    for text in texts:
        pattern = compile_pattern(text, elements)
        read = sentence("x")
        read.found = frozenset(min(words) for words in pattern.needs)
        if pattern not in index.candidates(read).get("all", []):
            missed.append(text)
    assert missed == []


@pytest.mark.parametrize("text", ["maybe? it failed", "..2 failed", "* failed", "<person> ..2 { * }"])
def test_a_phrase_that_could_begin_anywhere_or_names_no_word_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"begins with what may be missing|names no word"):
        compile_pattern(text, Elements({}))


def test_a_pattern_is_offered_once_however_many_of_its_words_are_there() -> None:
    index = Index({"n": Phrases(["broke/crashed/failed"], Elements({}))}, {"called": ["oops"]})
    [one] = set(index.candidates(sentence("It broke, crashed and failed, oops"))["n"])
    assert one.begins == {"broke", "crashed", "failed"}
    assert index.candidates(sentence("oops")) == {"called": []}
    assert index.candidates(sentence("All is well")) == {}


@pytest.mark.parametrize(
    ("text", "matched"),
    [
        ("And then nobody looked", (2, 3)),
        ("And then no one looked", (2, 4)),
        ("And then no operator looked", None),
        ("And then no", None),
    ],
)
def test_words_that_are_joined_stand_for_one(text: str, matched: tuple[int, int] | None) -> None:
    pattern = compile_pattern("<none> looked", Elements({"none": ["nobody", "no+one"]}))
    assert [(one.first, one.last) for one in spans_of([pattern], sentence(text))] == ([matched] if matched else [])


def test_a_pattern_of_joined_words_is_called_by_the_longest_of_each() -> None:
    one = compile_pattern("a+fair+few/lots * gone", Elements({}))
    assert one.begins == {"a", "lots"}
    assert one.needs == (frozenset({"fair", "lots"}), frozenset({"gone"}))
