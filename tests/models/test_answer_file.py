"""Saved means on disk, whole or not at all."""

import os
from pathlib import Path

import pytest

from pmkit.models import answer_file


def test_what_was_written_reads_back(tmp_path: Path) -> None:
    path = tmp_path / "answers" / "five_whys.toml"
    answer_file.write(path, "problem = 'Größe'\n")
    assert answer_file.read(path) == "problem = 'Größe'\n"


def test_line_ends_are_kept_as_they_are(tmp_path: Path) -> None:
    answer_file.write(tmp_path / "a.toml", "a\r\nb\n")
    assert answer_file.read(tmp_path / "a.toml") == "a\r\nb\n"


def test_a_byte_order_mark_is_read_over(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_bytes(b"\xef\xbb\xbfproblem = 'x'\n")
    assert answer_file.read(tmp_path / "a.toml") == "problem = 'x'\n"


def test_a_write_that_fails_leaves_the_old_file_and_no_litter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.toml"
    answer_file.write(path, "old")

    def refuse(_descriptor: int) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(OSError, match="disk full"):
        answer_file.write(path, "new")
    assert path.read_text() == "old"
    assert sorted(one.name for one in tmp_path.iterdir()) == [".last-good", "a.toml"]


def test_the_last_version_written_is_kept_as_a_second_chance(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    answer_file.write(path, "good")
    path.write_text("damaged by an editor")
    assert answer_file.last_good(path).read_text() == "good"


def test_a_file_set_aside_keeps_its_content(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text("half an ans")
    aside = answer_file.set_aside(path, "damaged")
    assert (path.exists(), aside.read_text()) == (False, "half an ans")
    assert aside.name.startswith("a.toml.damaged-2")


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        answer_file.read(tmp_path / "nowhere" / "a.toml")


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"\xff\xfe", "not UTF-8 text \\(byte 1\\); save it as UTF-8"), (b"x" * 1_000_001, "1,000,001 bytes")],
)
def test_what_cannot_be_read_says_what_to_do(tmp_path: Path, content: bytes, words: str) -> None:
    (tmp_path / "a.toml").write_bytes(content)
    with pytest.raises(answer_file.UnreadableError, match=words):
        answer_file.read(tmp_path / "a.toml")


def test_a_folder_in_place_of_a_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(answer_file.UnreadableError, match="not a plain file"):
        answer_file.read(tmp_path)
