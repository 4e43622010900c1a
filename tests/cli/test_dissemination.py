"""A plan of dissemination on the command line: checked, explained, exported and reviewed as action items are."""

import datetime as dt
from pathlib import Path

import pytest
from cli.command_line import invoke

from pmkit.models.dissemination.dissemination import Dissemination, steps_of_the_module

ENDED = dt.datetime(2026, 1, 31, 15, 2, tzinfo=dt.UTC)


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "dissemination.toml"
    made = Dissemination(ended=ENDED, steps=steps_of_the_module())
    made.steps[0].done = dt.date(2026, 2, 2)
    made.save(path)
    return path


def test_a_plan_is_checked_and_each_of_its_checks_explained(plan: Path) -> None:
    found = invoke("check", str(plan))
    assert (found.exit_code, "dissemination/owner" in found.stdout) == (1, True)
    assert "Nobody has taken on" in invoke("explain", "dissemination/owner").stdout


def test_the_open_steps_go_to_a_calendar_and_all_to_a_task_list(plan: Path) -> None:
    calendar = invoke("actions", "export", str(plan), "--to", "ical")
    assert (calendar.exit_code, calendar.stdout.count("BEGIN:VEVENT")) == (0, 10)
    assert "1 done" in calendar.stderr
    tasks = invoke("actions", "export", str(plan), "--to", "github").stdout.splitlines()
    assert [line[:5] for line in tasks] == ["- [x]", *["- [ ]"] * 10]


def test_a_step_whose_day_is_over_is_overdue(plan: Path) -> None:
    late = invoke("actions", "due", str(plan), "--on", "2026-02-03")
    assert (late.exit_code, "Bring the runbooks that were used up to date" in late.stdout) == (1, True)
    assert invoke("actions", "due", str(plan), "--on", "2026-02-02").exit_code == 0


def test_a_plan_that_cannot_be_counted_is_told_and_nothing_is_written(tmp_path: Path) -> None:
    path = tmp_path / "dissemination.toml"
    Dissemination(ended=ENDED, calendar="moon", steps=steps_of_the_module()).save(path)
    told = invoke("actions", "export", str(path), "--to", "ical")
    assert (told.exit_code, told.stdout) == (2, "")
    assert "no calendar is called 'moon'" in told.stderr
