"""Objectives of lessons: open until an answer shows that they are reached, and told what is missing until then."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from pmkit.checks.catalogue import CHECKS
from pmkit.grading.practice.counts import COUNTS, WORDS
from pmkit.grading.practice.objectives import lesson_names, load_lesson, missing, standings
from pmkit.grading.practice.starters import begin, starter_names
from pmkit.grading.practice.statements import statements
from pmkit.models.data_file import PACKAGE
from pmkit.models.meeting.answer import Facilitation
from pmkit.models.practice.objective import Objective

ROOT = Path(__file__).parents[2]
ANSWERS = ROOT / "tests" / "course" / "lesson_answers"
"""What a trainee who does what a lesson asks for, and no more, has written."""

OBJECTIVES = [(name, one) for name in lesson_names() for one in load_lesson(name).objectives]
every_lesson = pytest.mark.parametrize("name", lesson_names())
every_objective = pytest.mark.parametrize(("name", "objective"), OBJECTIVES, ids=lambda one: getattr(one, "says", one))


def worked(name: str, folder: Path) -> Path:
    """A folder in which a lesson has been worked through."""
    shutil.copytree(ANSWERS / name, folder / "answers")
    return folder


@every_lesson
def test_nothing_is_reached_before_anything_is_written(name: str, tmp_path: Path) -> None:
    assert {one.still for one in standings(load_lesson(name), tmp_path)} == {"nothing is written yet"}


@every_lesson
def test_what_a_lesson_asks_for_reaches_all_its_objectives(name: str, tmp_path: Path) -> None:
    stand = standings(load_lesson(name), worked(name, tmp_path))
    assert [(one.says, one.still) for one in stand if not one.reached] == []


@every_objective
def test_an_objective_opens_again_when_its_answer_is_emptied(name: str, objective: Objective, tmp_path: Path) -> None:
    folder = worked(name, tmp_path)
    (folder / objective.answer).write_text("", encoding="utf-8")
    assert missing(objective, folder).startswith("0 of ")


@every_objective
def test_an_answer_that_cannot_be_read_reaches_nothing(name: str, objective: Objective, tmp_path: Path) -> None:
    folder = worked(name, tmp_path)
    if objective.answer.endswith(".md"):
        (folder / objective.answer).write_bytes(b"\xff\xfe")
    else:
        (folder / objective.answer).write_text("problem = ", encoding="utf-8")
    assert missing(objective, folder) == f"{objective.answer} cannot be read"


@every_objective
def test_what_an_objective_names_is_there(name: str, objective: Objective) -> None:
    counting = COUNTS[objective.kind]
    given = [statements(objective.statements)] if objective.statements else []
    counted = counting.count(counting.model.load(ANSWERS / name / Path(objective.answer).name), *given)
    known = {one.id for one in CHECKS} | {one.id.partition("/")[0] for one in CHECKS}
    assert objective.needs.keys() <= counted.keys() <= WORDS.keys()
    assert set(objective.silent) <= known


@every_lesson
def test_a_lesson_asks_for_the_answers_of_its_objectives_and_shows_them_first_and_last(name: str) -> None:
    cells = json.loads((ROOT / "notebooks" / f"{name}.ipynb").read_text(encoding="utf-8"))["cells"]
    sources = ["".join(cell["source"]) for cell in cells]
    asked = [one.answer for one in load_lesson(name).objectives if not any(f'"{one.answer}"' in it for it in sources)]
    shown = [index for index, source in enumerate(sources) if "pmkit.objectives(" in source]
    assert (asked, shown[0], len(shown)) == ([], 1, 2)


def test_every_lesson_has_objectives() -> None:
    assert sorted(path.stem for path in (ROOT / "notebooks").glob("*.ipynb")) == lesson_names()


def test_a_chain_that_ends_at_a_person_leaves_its_objective_open(tmp_path: Path) -> None:
    folder = worked("03_root_cause_analysis", tmp_path)
    path = folder / "answers" / "lesson_five_whys.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("The set-up of a new host has no step for it", "The engineer forgot it"), "utf-8")
    asks_on = load_lesson("03_root_cause_analysis").objectives[0]
    assert missing(asks_on, folder) == "the feedback still points at something"


def test_a_draft_that_nobody_has_mended_reaches_nothing(tmp_path: Path) -> None:
    begin(tmp_path / "answers" / "mended_timeline.toml", "first-draft")
    assert [one.reached for one in standings(load_lesson("02_timeline_construction"), tmp_path)] == [False] * 4


def test_a_pasted_sample_and_a_copied_statement_are_not_said_again(tmp_path: Path) -> None:
    given = statements("traps")
    (tmp_path / "answers").mkdir()
    lines = [
        f'[[traps]]\nstatement = {n}\ntrap = "none"\nrewrite = {json.dumps(given[n - 1].text)}\n' for n in (1, 2, 3)
    ]
    lines += [
        f'[[traps]]\nstatement = {n}\ntrap = "none"\nrewrite = {json.dumps(given[n - 1].sample)}\n' for n in (4, 5)
    ]
    (tmp_path / "answers" / "traps.toml").write_text("\n".join(lines), encoding="utf-8")
    hears = load_lesson("03_root_cause_analysis").objectives[-1]
    assert missing(hears, tmp_path) == "0 of 2 statements said again, facts kept"


def test_blame_that_is_passed_by_and_a_meeting_that_there_is_not_leave_their_objective_open(tmp_path: Path) -> None:
    folder = worked("01_blameless_culture", tmp_path)
    path = folder / "answers" / "lesson_facilitation.toml"
    led = Facilitation.load(path)
    leads = next(one for one in load_lesson("01_blameless_culture").objectives if "blame_turned" in one.needs)
    turned = led.turns[2].model_copy(update={"text": "Suki, what did the customers write on that day?"})
    led.model_copy(update={"turns": [*led.turns[:2], turned, *led.turns[3:]]}).save(path)
    assert missing(leads, folder) == "0 of 1 sentences of blame turned to what allowed it"
    led.model_copy(update={"meeting": "nowhere"}).save(path)
    assert missing(leads, folder).startswith("0 of 6 turns, 0 of 2 facts")


def test_a_lesson_that_is_not_there_is_told() -> None:
    with pytest.raises(LookupError, match="no lesson is called '9'; write one of: 00_start_here, "):
        load_lesson("9")


@pytest.mark.parametrize(("folder", "names"), [("objectives", lesson_names), ("starters", starter_names)])
def test_kept_bytecode_is_no_name(folder: str, names: Callable[[], list[str]]) -> None:
    (PACKAGE / "grading" / folder / "__pycache__").mkdir(exist_ok=True)  # Python makes it where it may
    assert names() == sorted(path.stem for path in (PACKAGE / "grading" / folder).glob("*.*"))
