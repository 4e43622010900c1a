"""Grading without the secret that incidents were made with is recognised: it stops, or waits, and never earns 0."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from grading.course import ROOT, Course

from pmkit.grading.assess import assess_folder
from pmkit.grading.exercise import exercise_for
from pmkit.grading.own_incident import FILE, OwnIncident
from pmkit.incidents.dice import SECRET_IN


def _hand_in(folder: Path, trainee: str, slug: str = "timeline") -> Path:
    exercise_for.cache_clear()  # the secret is another one
    rubric = exercise_for(slug, trainee)
    rubric.model_answer.save(folder / rubric.answer)
    OwnIncident(story=rubric.story, trainee=trainee).save(folder / "answers" / FILE)
    exercise_for.cache_clear()
    return folder


@pytest.fixture
def secret(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """A course with a secret of its own; what was made with it is forgotten afterwards."""
    monkeypatch.setenv(SECRET_IN, "an own secret of this course")
    yield monkeypatch
    exercise_for.cache_clear()


@pytest.mark.parametrize("here", ["", "another"])
def test_a_perfect_timeline_waits_where_the_secret_is_another(
    tmp_path: Path, secret: pytest.MonkeyPatch, here: str
) -> None:
    folder = _hand_in(tmp_path, "ada")
    assert assess_folder("timeline", folder, "ada").points == 100
    secret.setenv(SECRET_IN, here)
    exercise_for.cache_clear()
    result = assess_folder("timeline", folder, "ada")
    assert (result.outcome, result.points_up_to) == ("for-instructor", 100)
    assert any(f"set {SECRET_IN} to the text" in note for note in result.notes)


def test_the_mark_tells_nothing_of_the_secret_and_a_public_course_has_none(
    tmp_path: Path, secret: pytest.MonkeyPatch
) -> None:
    own = OwnIncident(story="bad-deploy", trainee="ada")
    own.save(tmp_path / FILE)
    text = (tmp_path / FILE).read_text(encoding="utf-8")
    assert "own secret" not in text
    assert len(OwnIncident.load(tmp_path / FILE).course) == 8
    secret.delenv(SECRET_IN)
    own.save(tmp_path / FILE)
    assert "course" not in (tmp_path / FILE).read_text(encoding="utf-8")


@pytest.mark.lab
@pytest.mark.slow("nbgrader grades a class")
def test_a_class_is_not_graded_without_its_secret_and_one_trainee_stops_nobody(
    tmp_path: Path, secret: pytest.MonkeyPatch
) -> None:
    (tmp_path / "nbgrader_config.py").write_bytes((ROOT / "nbgrader_config.py").read_bytes())
    source = tmp_path / "solutions" / "timeline"
    source.mkdir(parents=True)
    (source / "timeline.ipynb").write_bytes((ROOT / "solutions/timeline/timeline.ipynb").read_bytes())
    course = Course(tmp_path)
    course.run("generate_assignment", "timeline")
    for name in ("ada", "bo", "cy"):
        _hand_in(tmp_path / "submitted" / name / "timeline", name)
    secret.delenv(SECRET_IN)
    printed = course.run("autograde", "timeline", expect=1)
    assert "3 of 3 incidents were made with a course secret that is not the one here" in printed
    assert not (tmp_path / "autograded").exists()
    for name in ("bo", "cy"):
        _hand_in(tmp_path / "submitted" / name / "timeline", name)
    course.run("autograde", "timeline")
    rows = {row["student_id"]: (row["score"], row["needs_manual_grade"]) for row in course.rows()}
    assert rows["bo"] == rows["cy"] == ("100.0", "False")
    assert rows["ada"][1] == "True"
