"""The self-test: what works on this machine, in words for somebody who has never opened a notebook."""

from pathlib import Path

import pytest

from pmkit.widgets.self_test import self_test


def test_each_part_is_told_in_words_of_what_it_is_for(tmp_path: Path) -> None:
    rows = dict(line.split(maxsplit=1) for line in self_test(tmp_path).text.splitlines())
    assert list(rows) == ["Saving", "Drawing", "Builder"]
    assert rows["Saving"] == f"works: answers are kept in {tmp_path / 'answers'}"
    assert "picture" in rows["Drawing"]
    assert "characters" not in rows["Drawing"]
    assert list((tmp_path / "answers").iterdir()) == []


def test_without_graphviz_only_causal_maps_need_help(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PMKIT_DOT", "none")
    assert "needs help: causal maps become outlines here" in self_test(tmp_path).text
