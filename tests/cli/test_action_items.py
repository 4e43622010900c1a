"""`pmkit check` and `pmkit draw` for a file of action items."""

import json
from pathlib import Path

import pytest
from cli.command_line import invoke

from pmkit.checks.action_items.examples import SOUND_LIST

VAGUE = '[[actions]]\ntext = "Improve monitoring"\nowner = "the team"\ndue = 2026-12-01\npriority = "P1"\n'


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "action_items.toml"


def test_sound_items_leave_nothing_to_say(path: Path) -> None:
    SOUND_LIST.save(path)
    done = invoke("check", str(path))
    assert (done.exit_code, done.output.count("action-item/")) == (0, 0)


def test_what_a_letter_lacks_is_told_with_its_line(path: Path) -> None:
    path.write_text(VAGUE, encoding="utf-8")
    done = invoke("check", str(path), "--format", "json")
    told = {one["check"]: (one["line"], one["where"]) for one in json.loads(done.output)["findings"]}
    assert done.exit_code == 1
    assert told["action-item/specific"] == (2, "action 1, text")
    assert told["action-item/assigned"] == (3, "action 1, owner")


def test_what_surely_lacks_can_be_asked_for_alone(path: Path) -> None:
    path.write_text(VAGUE.replace("due = 2026-12-01\n", ""), encoding="utf-8")
    done = invoke("check", str(path), "--severity", "fix", "--quiet")
    assert done.output.count("\n") == 2


def test_a_state_that_there_is_not_is_refused_in_words(path: Path) -> None:
    path.write_text('[[actions]]\ntext = "A"\nstatus = "finished"\n', encoding="utf-8")
    done = invoke("check", str(path))
    assert done.exit_code == 2
    assert "action 1, status: got 'finished'; write status = \"new\" or" in done.output


@pytest.mark.parametrize("ending", ["", ".html"])
def test_items_are_drawn(path: Path, ending: str) -> None:
    SOUND_LIST.save(path)
    target = path.with_suffix(ending)
    done = invoke("draw", str(path), *(["-o", str(target)] if ending else []))
    assert done.exit_code == 0
    assert "Marit Solberg" in (target.read_text(encoding="utf-8") if ending else done.output)
