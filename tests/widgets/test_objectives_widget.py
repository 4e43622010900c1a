"""The objectives on a page: boxes that follow the answer files, and a text twin that says the same."""

import os
from pathlib import Path
from typing import Any

import pytest

import pmkit
from pmkit.models.five_whys import FiveWhys, Why
from pmkit.widgets import objectives as module

TWO = FiveWhys(problem="Bids stopped", whys=[Why(answer="A certificate had expired"), Why(answer="No alert")])


@pytest.fixture
def shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.chdir(tmp_path)
    return pmkit.objectives("00_start_here")


def ticks(widget: Any) -> list[bool]:
    return [one["reached"] for lesson in widget.lessons for one in lesson["objectives"]]


def ask(widget: Any, content: object = None) -> None:
    widget._handle_custom_msg({"do": "look"} if content is None else content, [])


def test_a_box_is_ticked_when_a_page_asks_after_the_answer_was_saved(shown: Any, tmp_path: Path) -> None:
    before = ticks(shown)
    TWO.save(tmp_path / "answers" / "start_here_five_whys.toml")
    unasked = ticks(shown)
    ask(shown)
    assert (before, unasked, ticks(shown)) == ([False, False], [False, False], [True, True])


def test_a_box_is_open_again_when_the_answer_is_gone(shown: Any, tmp_path: Path) -> None:
    path = tmp_path / "answers" / "start_here_five_whys.toml"
    TWO.save(path)
    ask(shown)
    path.unlink()
    ask(shown)
    assert ticks(shown) == [False, False]


def test_files_that_have_not_changed_are_not_read_again(shown: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "standings", lambda *_: pytest.fail("read again"))
    ask(shown)


@pytest.mark.parametrize("content", ["look", {"do": "use"}, 7])
def test_other_messages_are_passed_over(shown: Any, content: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shown, "look", lambda: pytest.fail("looked"))
    ask(shown, content)


def test_the_text_twin_says_what_is_reached_and_what_is_missing(shown: Any, tmp_path: Path) -> None:
    FiveWhys(problem="Bids stopped").save(tmp_path / "answers" / "start_here_five_whys.toml")
    os.utime(tmp_path / "answers" / "start_here_five_whys.toml", (1, 1))
    ask(shown)
    assert shown.outline().splitlines() == [
        "Start here: 1 of 2 reached",
        "[x] see that this machine keeps what you write",
        "    A builder: write a problem",
        "[ ] see the picture and the feedback follow your words",
        "    A builder: write two whys below the problem",
        "    still: 0 of 2 whys",
    ]


def test_without_a_name_all_lessons_are_shown(shown: Any) -> None:
    titles = [lesson["title"] for lesson in pmkit.objectives().lessons]
    assert titles[:3] == ["Start here", "Blameless culture", "Timeline construction"]
    assert titles[3:] == ["Root cause analysis", "Postmortem document", "Action items", "Learning and metrics"]
    assert shown.lessons[0]["title"] == titles[0]


def test_the_page_gets_all_that_it_calls() -> None:
    script = module.Objectives._esm
    assert [name for name in ("make", "theme") if f"function {name}(" not in str(script)] == []
