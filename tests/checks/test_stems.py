"""Stems kept in data are those that the library works out, and all that the checks need as soon as they start."""

import os
import subprocess
import sys
from pathlib import Path

import snowballstemmer

from pmkit.checks.text.folding import words_of
from pmkit.checks.text.lexicon import table
from pmkit.checks.text.stems import stem, worked_out

KEPT = Path(__file__).parents[2] / "pmkit" / "checks" / "words" / "stems.toml"
FILES = ("chains", "concepts", "english", "plain", "timeline")
"""Files whose words are compared by their stems."""
PATTERNS = {"conduct", "indifference", "lists"}
HEAD = "# Made by `make golden` from the words of other files: the stem of each word that is compared by it.\n[stems]\n"
CHAIN = """
from pmkit.checks import examine
from pmkit.models.five_whys import FiveWhys, Why

def check(line):
    examine(FiveWhys(problem="The test failed", whys=[Why(answer=line)] * 3, root_cause=line), "five-whys")

from pmkit.checks.text import stems
worked_out = []
stems.worked_out = lambda word: worked_out.append(word) or word
check("No check")
print(worked_out)
"""


def texts_of(data: object) -> list[str]:
    if isinstance(data, str):
        return [data]
    values = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    return [text for value in values for text in texts_of(value)]


def made() -> str:
    library = snowballstemmer.stemmer("english")
    lists = [words for file in FILES for name, words in table(file).items() if name not in PATTERNS]
    phrases = [text for words in lists for text in texts_of(words)]
    words = sorted({word for phrase in phrases for word, _, _ in words_of(phrase)})
    return HEAD + "".join(f'"{word}" = "{library.stemWord(word)}"\n' for word in words)


def test_the_kept_stems_are_those_of_the_words_in_data() -> None:
    if os.environ.get("PMKIT_WRITE_GOLDEN") == "yes":
        KEPT.write_text(made(), encoding="utf-8")
    assert KEPT.read_text(encoding="utf-8") == made()


def test_a_word_that_is_not_kept_has_the_stem_of_the_library() -> None:
    library = snowballstemmer.stemmer("english")
    words = ["gateways", "replication", "flying", "zoe's", "news", "a" * 60]
    assert [stem(word) for word in words] == [library.stemWord(word) for word in words]
    assert [worked_out(word) for word in words] == [library.stemWord(word) for word in words]


def test_no_word_of_ours_is_stemmed_when_a_chain_is_checked() -> None:
    said = subprocess.run([sys.executable, "-c", CHAIN], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"
