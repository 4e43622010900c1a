"""A class of thirty goes through every nbgrader command, as an instructor would run them."""

import contextlib
import json
import re
import shutil
import zipfile
from pathlib import Path

import pytest
from cli.command_line import invoke
from grading.course import ANSWER, ASPECTS, ROOT, Course, make_course
from nbgrader.api import Gradebook
from nbgrader.apps.api import NbGraderAPI
from nbgrader.coursedir import CourseDirectory

from pmkit.grading.assess import assess_folder
from pmkit.grading.exercise import load_exercise
from pmkit.grading.practice.exercise import Practice

pytestmark = [pytest.mark.lab, pytest.mark.slow("nbgrader grades a class")]

STUDENTS = [f"student{number:02}" for number in range(30)]
MODEL_ANSWER = load_exercise("five-whys").model_answer.dump()


WRONG_ANSWERS = [
    path.read_text(encoding="utf-8") for path in sorted((ROOT / "tests/wrong_answers/five-whys").iterdir())
]
# Full marks, a beginning, nothing, and every wrong answer there is.
ANSWERS = [MODEL_ANSWER, ANSWER, None, *WRONG_ANSWERS]


def _answer_of(index: int) -> str | None:
    return ANSWERS[index % len(ANSWERS)]


@pytest.fixture(scope="module")
def taught(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """A course that has been released, handed in, collected, graded and given back."""
    course = make_course(tmp_path_factory.mktemp("course"))
    course.run("release_assignment", "five-whys")
    inbound = course.folder / "exchange" / "pmkit" / "inbound"
    for index, student in enumerate(STUDENTS):
        _hand_in(
            course,
            inbound / f"{student}+five-whys+2026-11-23 10:{index:02}:00.000000 UTC+abc",
            _answer_of(index),
        )
    course.run("collect", "five-whys")
    course.run("autograde", "five-whys")
    course.run("generate_feedback", "five-whys")
    course.run("release_feedback", "five-whys")
    return course


def _hand_in(course: Course, folder: Path, answer: str | None) -> None:
    shutil.copytree(course.folder / "exercises" / "five-whys", folder)
    (folder / "timestamp.txt").write_text(folder.name.split("+")[2], encoding="utf-8")
    (folder / "submission_secret.txt").write_text(folder.name, encoding="utf-8")
    if answer is not None:
        (folder / "answers").mkdir()
        (folder / "answers" / "five_whys.toml").write_text(answer, encoding="utf-8")


def test_the_exported_scores_are_those_of_the_assessment(taught: Course) -> None:
    submitted = {student: taught.folder / "submitted" / student / "five-whys" for student in STUDENTS}
    expected = {student: assess_folder("five-whys", folder).points for student, folder in submitted.items()}
    assert taught.scores() == expected


def test_gradebook_notebook_and_command_line_agree_on_every_wrong_answer(taught: Course) -> None:
    assert len(ANSWERS) <= len(STUDENTS)
    with Gradebook(f"sqlite:///{taught.folder / 'gradebook.db'}") as gradebook:
        booked = {one.student_id: one.score for one in gradebook.find_assignment("five-whys").submissions}
    for student in STUDENTS:
        folder = taught.folder / "submitted" / student / "five-whys"
        printed = invoke("assess", "five-whys", str(folder), "--format", "json")
        practice = Practice(load_exercise("five-whys"), folder)
        shown = sum(practice.points(aspect) for aspect in ASPECTS)
        assert (json.loads(printed.stdout)["points"], shown) == (pytest.approx(booked[student]),) * 2


def test_the_class_has_full_marks_and_none(taught: Course) -> None:
    scores = taught.scores()
    assert (scores["student00"], scores["student02"]) == (100.0, 0.0)
    assert 0 < scores["student01"] < 100


def test_every_student_gets_a_feedback_page_back(taught: Course) -> None:
    released = list((taught.folder / "exchange" / "pmkit" / "feedback").glob("*.html"))
    assert len(released) == len(STUDENTS)


def test_an_untouched_exercise_says_not_attempted(taught: Course) -> None:
    page = taught.feedback("student02")
    assert page.count("not attempted") == len(load_exercise("five-whys").criteria)
    assert "There is no answer to draw." in page


def test_a_feedback_page_shows_the_drawing_and_every_criterion(taught: Course) -> None:
    page = taught.feedback("student00")
    assert [criterion.id for criterion in load_exercise("five-whys").criteria if criterion.met not in page] == []
    assert "<svg" in page


@pytest.mark.parametrize("student", STUDENTS[:3])
def test_a_feedback_page_needs_nothing_but_itself(taught: Course, student: str) -> None:
    page = taught.feedback(student)
    without_names = re.sub(r'xmlns(:\w+)?="[^"]*"', "", page)
    assert re.findall(r"(?:https?:|[\"'(=\s])//\S+|<script|<link|@import|\son\w+=|(?:src|href)=", without_names) == []


def test_the_graded_cells_give_the_same_points_as_partial_credit(taught: Course) -> None:
    """nbgrader's own rule, a number as the result, would come to the same grade."""
    results = [
        float("".join(output["data"]["text/plain"]))
        for cell in taught.autograded("student01")["cells"]
        for output in cell.get("outputs", [])
        if output["output_type"] == "execute_result"
    ]
    assert sum(results) == pytest.approx(taught.scores()["student01"])


def test_an_instructors_points_and_words_reach_the_page(taught: Course) -> None:
    with Gradebook(f"sqlite:///{taught.folder / 'gradebook.db'}", "pmkit") as gradebook:
        gradebook.find_grade("methodology", "five-whys", "five-whys", "student04").manual_score = 12.5
        comment = gradebook.find_comment("notes", "five-whys", "five-whys", "student04")
        comment.manual_comment = "A careful <chain>."
        gradebook.db.commit()
    taught.run("generate_feedback", "five-whys", "--force", "--student", "student04")
    page = taught.feedback("student04")
    assert "A careful &lt;chain&gt;." in page
    assert "12.5 of 25" in page
    assert "Your instructor set these points." in page


def test_points_that_an_instructor_set_survive_grading_again(taught: Course) -> None:
    with Gradebook(f"sqlite:///{taught.folder / 'gradebook.db'}", "pmkit") as gradebook:
        gradebook.find_grade("documentation", "five-whys", "five-whys", "student07").manual_score = 3.0
        gradebook.db.commit()
    taught.run("autograde", "five-whys", "--force", "--student", "student07")
    with Gradebook(f"sqlite:///{taught.folder / 'gradebook.db'}", "pmkit") as gradebook:
        grade = gradebook.find_grade("documentation", "five-whys", "five-whys", "student07")
        assert (grade.score, grade.needs_manual_grade) == (3.0, True)


def test_an_answer_in_another_language_waits_for_a_person(taught: Course) -> None:
    words = "Der Knoten war nicht erreichbar, weil der Speicher voll war und der Prozess beendet wurde"
    whys = "".join(f'[[whys]]\nanswer = "{words} ({number})"\n' for number in range(5))
    taught.submit("gretel", answer=f'problem = "Der Validator hat hundert Blöcke verpasst"\n{whys}')
    taught.run("autograde", "five-whys", "--student", "gretel")
    with Gradebook(f"sqlite:///{taught.folder / 'gradebook.db'}", "pmkit") as gradebook:
        notebook = gradebook.find_submission_notebook("five-whys", "five-whys", "gretel")
        assert {grade.name for grade in notebook.grades if grade.needs_manual_grade} >= set(
            load_exercise("five-whys").aspects
        )
        assert notebook.score == 0


def test_an_exported_name_is_no_formula(taught: Course) -> None:
    taught.run("db", "student", "add", "student00", "--first-name", "=cmd()", "--last-name", 'Bell, "Bo"')
    row = next(row for row in taught.rows() if row["student_id"] == "student00")
    assert (row["first_name"], row["last_name"]) == ("'=cmd()", 'Bell, "Bo"')


def test_answers_alone_are_collected_from_a_zip_and_graded(tmp_path: Path) -> None:
    course = make_course(tmp_path)
    archive = tmp_path / "downloaded" / "five-whys" / "archive"
    archive.mkdir(parents=True)
    with zipfile.ZipFile(archive / "class.zip", "w") as pack:
        pack.writestr("ada_five_whys.toml", MODEL_ANSWER)
        pack.writestr("bo_five_whys.toml", ANSWER)
    course.run("zip_collect", "five-whys")
    scores = course.grade()
    assert scores["ada"] == 100.0
    assert 0 < scores["bo"] < 100
    assert "No notebook was submitted." in course.feedback("ada")


def test_a_trainee_submits_and_fetches_feedback_with_nbgraders_own_commands(tmp_path: Path) -> None:
    course = make_course(tmp_path / "teacher", is_apart=True)
    course.run("release_assignment", "five-whys")
    trainee = Course(tmp_path / "trainee", is_apart=True)
    trainee.folder.mkdir()
    shutil.copy(course.folder / "nbgrader_config.py", trainee.folder)
    trainee.run("fetch_assignment", "five-whys")
    answers = trainee.folder / "five-whys" / "answers"
    answers.mkdir()
    (answers / "five_whys.toml").write_text(MODEL_ANSWER, encoding="utf-8")
    trainee.run("submit", "five-whys")
    course.run("collect", "five-whys")
    assert list(course.grade().values()) == [100.0]
    course.run("release_feedback", "five-whys")
    trainee.run("fetch_feedback", "five-whys")
    pages = list((trainee.folder / "five-whys" / "feedback").rglob("five-whys.html"))
    assert len(pages) == 1


def test_the_exercise_of_this_course_gives_the_model_answer_full_marks(tmp_path: Path) -> None:
    source = ROOT / "solutions" / "five-whys" / "five-whys.ipynb"
    course = make_course(tmp_path, source.read_text(encoding="utf-8"))
    course.submit("ada", answer=MODEL_ANSWER)
    assert course.grade() == {"ada": 100.0}
    graded = [cell["metadata"].get("nbgrader", {}).get("grade_id") for cell in course.autograded("ada")["cells"]]
    assert set(load_exercise("five-whys").aspects) <= set(graded)


def test_formgraders_list_of_submissions_opens_for_copies_without_a_timestamp(tmp_path: Path) -> None:
    course = make_course(tmp_path)
    course.submit("ada")
    course.run("autograde", "five-whys")
    folders = CourseDirectory(root=str(course.folder), source_directory="solutions", release_directory="exercises")
    with contextlib.chdir(course.folder):
        listed = NbGraderAPI(folders).get_submissions("five-whys")
    assert [(one["student"], one["autograded"], bool(one["timestamp"])) for one in listed] == [("ada", True, True)]
