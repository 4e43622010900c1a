"""What an instructor is shown of work that could not be drawn."""

from pathlib import Path

import pytest

from pmkit.grading.handed_in.as_text import MOST_SIGNS, as_text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
def test_a_text_is_shown_in_the_words_it_was_saved_in(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "notes.txt").write_bytes("The café’s node was offline".encode(encoding))
    assert as_text(tmp_path) == [{"name": "notes.txt", "text": "The café’s node was offline", "more": ""}]


@pytest.mark.parametrize(("signs", "more"), [(MOST_SIGNS, ""), (MOST_SIGNS + 1, "yes")])
def test_only_a_text_that_is_cut_is_said_to_go_on(tmp_path: Path, signs: int, more: str) -> None:
    (tmp_path / "notes.txt").write_text("д" * signs, encoding="utf-8")
    assert [(len(one["text"]), one["more"]) for one in as_text(tmp_path)] == [(MOST_SIGNS, more)]


def test_what_is_no_text_is_shown_by_its_beginning(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_bytes(b"\xff\x00\x81 node" + b"x" * 20 * MOST_SIGNS)
    [shown] = as_text(tmp_path)
    assert "node" in shown["text"]
    assert shown["more"] == "yes"
