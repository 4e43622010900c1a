"""A class in four exercises, half of it with troubles and attacks, is graded to its end; the honest lose nothing.

`PMKIT_ALL=yes` grades 120 trainees in all four; else each trouble and 24 of the honest come once.
"""

import csv
import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from grading import nbgrader_commands
from grading.course import Course
from hostile.makers.folders import ODD_IDS, unnest
from hostile.makers.killer import kill_at
from hostile.makers.mixed_class import (
    ANYTHING,
    EXERCISES,
    Trouble,
    answer_for,
    clean_points,
    downloaded,
    generated,
    honest,
    troubled,
    troubles,
)

pytestmark = [pytest.mark.lab, pytest.mark.slow("nbgrader grades a class in four exercises")]

IS_WHOLE = os.environ.get("PMKIT_ALL") == "yes"
HONEST, TROUBLED = 60, 60
SAMPLE = 24
KILLED_IN = "five-whys"


@dataclass
class Graded:
    """A graded course: who is who in it, what a clean run gives, and what a second run gave."""

    course: Course
    honest: dict[str, list[str]] = field(default_factory=dict)
    troubled: dict[str, list[tuple[str, Trouble, str]]] = field(default_factory=dict)
    downloaded: dict[str, dict[str, str]] = field(default_factory=dict)
    printed: dict[str, str] = field(default_factory=dict)
    seconds: float = 0.0
    submissions: int = 0
    rows: dict[tuple[str, str], dict[str, str]] = field(default_factory=dict)


def _numbers(exercise: str) -> tuple[range, range]:
    """The honest and the troubled of an exercise: all of them, or a share of each."""
    place = EXERCISES.index(exercise)
    if IS_WHOLE:
        return range(HONEST), range(max(TROUBLED, len(troubles())))
    share = SAMPLE // len(EXERCISES)
    return range(place * share, (place + 1) * share), range(place, len(troubles()), len(EXERCISES))


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory, measured_once: list[str]) -> Iterator[Graded]:
    """The class, handed in, collected and graded; in one exercise the first run is killed in the middle."""
    made = Graded(generated(tmp_path_factory.mktemp("mixed")))
    patch = pytest.MonkeyPatch()
    patch.setattr(nbgrader_commands, "SECONDS", 3600)
    try:
        for exercise in EXERCISES:
            _hand_in(made, exercise)
        began = time.perf_counter()
        for exercise in EXERCISES:
            if exercise == KILLED_IN:
                _killed(made, exercise)
            made.printed[exercise] = made.course.run("autograde", exercise)
        made.seconds = time.perf_counter() - began
        made.rows = _rows(made.course)
        measured_once.append(f"{made.submissions} submissions of a mixed class: {made.seconds:.0f} s")
        yield made
    finally:
        patch.undo()
        for nest in made.course.folder.glob("submitted/*/*"):
            if (nest / "n").is_dir():
                unnest(nest)


@pytest.fixture(scope="module")
def measured_once() -> list[str]:
    return []


def _hand_in(made: Graded, exercise: str) -> None:
    numbers, others = _numbers(exercise)
    replace(made.course, exercise=exercise).submit("ada", answer=answer_for(exercise, "ada", 0))  # some attack her
    made.honest[exercise] = honest(made.course, exercise, numbers)
    made.troubled[exercise] = list(troubled(made.course, exercise, others))
    made.downloaded[exercise] = downloaded(made.course, exercise)
    assert "a damaged archive" in made.course.run("zip_collect", exercise, expect=1)
    for odd in ODD_IDS:
        (made.course.folder / "submitted" / odd / exercise).mkdir(parents=True, exist_ok=True)
    made.submissions += len(numbers) + len(others) + 3


def _killed(made: Graded, exercise: str) -> None:
    victim = made.honest[exercise][len(made.honest[exercise]) // 2]
    killer = kill_at(made.course.folder, "grades before", victim)
    made.course.run("autograde", exercise, expect=-9)
    killer.unlink()


def _rows(course: Course) -> dict[tuple[str, str], dict[str, str]]:
    return {(row["assignment"], row["student_id"]): row for row in course.rows()}


def _table(course: Course, exercise: str) -> dict[str, dict[str, str]]:
    with (course.folder / f"autograde-{exercise}.csv").open(encoding="utf-8", newline="") as file:
        return {row["student"]: row for row in csv.DictReader(file)}


@pytest.mark.parametrize("exercise", EXERCISES)
def test_every_honest_trainee_has_the_points_of_a_clean_run(
    graded: Graded, exercise: str, tmp_path: Path, measured: Callable[[str], None], measured_once: list[str]
) -> None:
    while measured_once:
        measured(measured_once.pop())
    assert graded.honest[exercise]
    numbers, _ = _numbers(exercise)
    clean = {
        student: clean_points(exercise, student, answer_for(exercise, student, number), tmp_path)
        for number, student in zip(numbers, graded.honest[exercise], strict=True)
    }
    booked = {student: float(graded.rows[exercise, student]["score"]) for student in clean}
    assert booked == pytest.approx(clean)
    assert max(clean.values()) == 100


@pytest.mark.parametrize("exercise", EXERCISES)
def test_a_trouble_that_can_be_read_earns_what_it_would_and_an_attack_no_more(
    graded: Graded, exercise: str, tmp_path: Path
) -> None:
    wrong = {}
    for student, trouble, own in graded.troubled[exercise]:
        row = graded.rows[exercise, student]
        expected = clean_points(exercise, student, own, tmp_path) if trouble.expects == "earns" else 0
        if trouble.name not in ANYTHING and float(row["score"]) != pytest.approx(expected):
            wrong[trouble.name] = (row["score"], expected)
        if trouble.expects == "waits" and row["needs_manual_grade"] != "True":
            wrong[trouble.name] = "does not wait"
    for student, own in graded.downloaded[exercise].items():
        if float(graded.rows[exercise, student]["score"]) != clean_points(exercise, student, own, tmp_path):
            wrong[student] = graded.rows[exercise, student]
    assert wrong == {}
    assert not (graded.course.folder / "marker").exists()


@pytest.mark.parametrize("exercise", EXERCISES)
def test_everybody_who_has_nothing_or_waits_stands_in_the_table_with_a_reason(graded: Graded, exercise: str) -> None:
    came = {*graded.honest[exercise], *graded.downloaded[exercise], *(who for who, *_ in graded.troubled[exercise])}
    rows = {who: graded.rows[exercise, who] for who in came}
    asked = {who for who, row in rows.items() if float(row["score"]) == 0 or row["needs_manual_grade"] == "True"}
    table = _table(graded.course, exercise)
    assert asked == table.keys() & came
    assert [who for who, row in table.items() if len(row["why"]) < 10] == []
    assert graded.printed[exercise].count("not graded: the id ") == len(ODD_IDS)


@pytest.mark.parametrize("exercise", EXERCISES if IS_WHOLE else (KILLED_IN,))
def test_a_second_run_changes_nothing(graded: Graded, exercise: str) -> None:
    graded.course.run("autograde", exercise)
    again = _rows(graded.course)
    assert {key: row["score"] for key, row in again.items()} == {key: row["score"] for key, row in graded.rows.items()}


def test_the_honest_alone_have_the_same_points_in_nbgrader(graded: Graded, tmp_path: Path) -> None:
    alone = generated(tmp_path)
    for exercise in EXERCISES if IS_WHOLE else EXERCISES[-1:]:
        honest(alone, exercise, _numbers(exercise)[0])
        alone.run("autograde", exercise)
    clean = {key: row["score"] for key, row in _rows(alone).items()}
    assert clean == {key: graded.rows[key]["score"] for key in clean}
