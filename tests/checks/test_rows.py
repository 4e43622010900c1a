"""Rows of the language checks: one phrase a line, sorted, none without a sentence that it is for."""

import json
import tomllib
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

from pmkit.checks.language.pattern import Elements, compile_pattern, spans_of
from pmkit.checks.language.words import PHRASES
from pmkit.checks.text.lexicon import table
from pmkit.checks.text.sentence import Frame, Sentence, sentences_of

CORPUS = Path(__file__).parents[1] / "corpus" / "language"
KINDS = Path(__file__).with_name("language_kinds.toml")
KEYS = sorted({key for keys in PHRASES.values() for key in keys})


@cache
def by_word() -> dict[str, list[Sentence]]:
    """The sentences that rules may be made on, and those made for single rows, by each word."""
    files = [*sorted(CORPUS.glob("development*.jsonl")), CORPUS / "pairs.jsonl"]
    rows = [json.loads(line) for path in files for line in path.read_text(encoding="utf-8").splitlines()]
    texts = [text for row in rows for text in row.values() if isinstance(text, str)]
    texts += (CORPUS / "examples_of_rows.txt").read_text(encoding="utf-8").splitlines()
    texts += [text for kind in tomllib.loads(KINDS.read_text(encoding="utf-8"))["kinds"] for text in kind["found"]]
    filed: dict[str, list[Sentence]] = defaultdict(list)
    for sentence in (one for text in texts for one in sentences_of(Frame(text)) if one.words):
        for word in sentence.found:
            filed[word].append(sentence)
    return filed


@pytest.mark.parametrize(("file", "name"), KEYS)
def test_rows_are_sorted_and_each_once(file: str, name: str) -> None:
    rows = table(file)[name]
    assert rows == sorted(set(rows))


@pytest.mark.parametrize(("file", "name"), KEYS)
def test_each_row_has_a_sentence_that_it_is_for(file: str, name: str) -> None:
    elements, unused = Elements(table(file)["lists"]), []
    for row in table(file)[name]:
        pattern = compile_pattern(row, elements)
        seldom = min(pattern.needs, key=lambda words: sum(len(by_word()[word]) for word in words))
        near = (sentence for word in sorted(seldom) for sentence in by_word()[word])
        if not any(next(iter(spans_of([pattern], sentence)), None) for sentence in near):
            unused.append(row)
    assert unused == []
