"""The self-test: what works on this machine, in words for somebody who has never opened a notebook."""

from pathlib import Path

from pmkit.widgets.self_test import self_test


def test_each_part_is_told_in_words_of_what_it_is_for(tmp_path: Path) -> None:
    rows = dict(line.split(maxsplit=1) for line in self_test(tmp_path).text.splitlines())
    assert list(rows) == ["Saving", "Drawing", "Builder"]
    assert rows["Saving"] == f"works: answers are kept in {tmp_path / 'answers'}"
    assert "picture" in rows["Drawing"]
    assert "characters" not in rows["Drawing"]
    assert list((tmp_path / "answers").iterdir()) == []
