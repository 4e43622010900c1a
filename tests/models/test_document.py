"""A document's file holds its text and nothing else."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmkit.models.answer import AnswerError
from pmkit.models.document import Document


@given(st.text())
def test_any_text_is_a_document_and_comes_back_as_it_was(text: str) -> None:
    assert Document.parse(text).dump() == text


def test_the_file_holds_the_text_alone(tmp_path: Path) -> None:
    path = tmp_path / "answers" / "summary.md"
    Document(text="# Summary\r\n\n🦊 ").save(path)
    assert path.read_bytes() == "# Summary\r\n\n🦊 ".encode()
    assert Document.load(path) == Document(text="# Summary\r\n\n🦊 ")


def test_a_document_above_the_cap_says_its_size() -> None:
    with pytest.raises(AnswerError, match="1,000,001 bytes; an answer holds at most 1,000,000"):
        Document.parse("a" * 1_000_001)


@pytest.mark.parametrize(("text", "words"), [("", 0), ("one", 1), (" two\n\twords ", 2)])
def test_words_are_what_blanks_part(text: str, words: int) -> None:
    assert Document(text=text).words == words
