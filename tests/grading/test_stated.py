"""Nothing is graded that the task does not state: each criterion stands in the exercise where the task is read."""

import json
from pathlib import Path

import pytest

from pmkit.grading.exercise import exercise_names, load_exercise

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("folder", ["solutions", "exercises"])
@pytest.mark.parametrize("exercise", exercise_names())
def test_each_criterion_is_stated_in_the_first_cell_of_its_exercise(exercise: str, folder: str) -> None:
    notebook = json.loads((ROOT / folder / exercise / f"{exercise}.ipynb").read_text(encoding="utf-8"))
    task = "".join(notebook["cells"][0]["source"])
    assert [one.id for one in load_exercise(exercise).criteria if one.stated not in task] == []


@pytest.mark.parametrize("exercise", exercise_names())
def test_no_two_criteria_are_stated_by_the_same_words(exercise: str) -> None:
    stated = [one.stated for one in load_exercise(exercise).criteria]
    assert sorted(set(stated)) == sorted(stated)
