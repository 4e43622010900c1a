"""Starters: put in place once, never over somebody's work."""

from pathlib import Path

import pytest

from pmkit.grading.practice.starters import begin, starter_names
from pmkit.models.clocks import load_policy, read_clocks
from pmkit.models.timeline import Timeline


def test_a_starter_is_copied_where_nothing_is(tmp_path: Path) -> None:
    timeline = begin(tmp_path / "answers" / "worked.toml", "worked-timeline")
    assert timeline == Timeline.load(tmp_path / "answers" / "worked.toml")
    assert len(timeline.events) == 11


def test_what_is_there_is_never_overwritten(tmp_path: Path) -> None:
    mine = Timeline(title="mine")
    mine.save(tmp_path / "mine.toml")
    assert begin(tmp_path / "mine.toml", "worked-timeline") == mine


def test_an_unknown_starter_names_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(LookupError, match="first-draft, first-postmortem, worked-timeline"):
        begin(tmp_path / "x.toml", "nothing")
    assert starter_names() == ["first-draft", "first-postmortem", "worked-timeline"]


def test_the_worked_timeline_has_the_figures_of_the_text_that_the_course_follows(tmp_path: Path) -> None:
    figures = read_clocks(begin(tmp_path / "w.toml", "worked-timeline").anchors, load_policy("module"))
    assert [figure.minutes for figure in figures] == [4, 5, 14, 22, 22]
