"""An instructor sees what each line was read as, and changes it: by a comment for one, by a file for the class."""

import json
from pathlib import Path

import pytest
from grading.course import Course, make_course
from nbgrader.api import Gradebook

from pmkit.grading.assess import assess_folder

pytestmark = [pytest.mark.lab, pytest.mark.slow("nbgrader grades twice")]

STRANGE = "Its <b>guardian</b> ended the biggest eater"
ANSWER = f"""\
problem = "The validator missed 100 consecutive blocks"
[[whys]]
answer = "The node was offline"
evidence = "E1"
[[whys]]
answer = "{STRANGE}"
evidence = "E2"
"""
READS_AS = "killed-by-kernel"


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """Two trainees hand in the same line, which nobody can read but a person."""
    course = make_course(tmp_path_factory.mktemp("course"))
    for student in ("ada", "bo"):
        course.submit(student, answer=ANSWER)
    course.run("autograde", "five-whys")
    course.run("generate_feedback", "five-whys")
    return course


def _comment(course: Course, student: str, words: str) -> None:
    with Gradebook(f"sqlite:///{course.folder / 'gradebook.db'}") as gradebook:
        gradebook.find_comment("notes", "five-whys", "five-whys", student).manual_comment = words
        gradebook.db.commit()


def _booked(course: Course, student: str) -> float:
    with Gradebook(f"sqlite:///{course.folder / 'gradebook.db'}") as gradebook:
        return float(gradebook.find_submission("five-whys", student).score)


def _summary(course: Course, student: str) -> str:
    return json.dumps(course.autograded(student)["cells"][0]["outputs"])


def test_a_line_goes_from_waiting_to_counting_for_one_trainee_and_for_the_class(course: Course) -> None:
    folder = course.folder / "submitted" / "ada" / "five-whys"
    waiting = assess_folder("five-whys", folder)
    assert waiting.points_up_to > waiting.points == pytest.approx(_booked(course, "ada"))
    page = course.feedback("ada")
    assert f"{round(waiting.points, 2):g}</strong> of 100 points now, up to" in page
    assert "for your instructor (70 to pass)" in page
    assert "<q>Its &lt;b&gt;guardian&lt;/b&gt; ended the biggest eater</q>" in page
    assert "why 2 reads as" not in page  # the ways to read it are the instructor's
    assert f"<code>{READS_AS}</code>" in _summary(course, "ada")
    assert "Its <b>" not in page + _summary(course, "ada")

    _comment(course, "ada", f"Well seen.\nwhy 2 reads as {READS_AS}\nwhy 9 reads as nothing")
    printed = course.run("generate_feedback", "five-whys", "--force", "--student", "ada")
    assert "“why 9 reads as nothing”: the answer has no why 9" in printed
    by_comment = assess_folder("five-whys", folder, comment=f"why 2 reads as {READS_AS}")
    assert by_comment.points > waiting.points
    assert _booked(course, "ada") == pytest.approx(by_comment.points)
    page = course.feedback("ada")
    assert "(read by an instructor)" in page
    assert "Well seen." in page
    assert "reads as" not in page
    assert "(read by an instructor)" in _summary(course, "ada")  # formgrader shows what was booked
    course.run("autograde", "five-whys", "--force", "--student", "ada")
    assert _booked(course, "ada") == pytest.approx(by_comment.points)

    assert _booked(course, "bo") == pytest.approx(waiting.points)
    line = f'[[readings]]\nexercise = "five-whys"\nline = "{STRANGE.upper()}!"\nreads_as = "{READS_AS}"\n'
    (course.folder / "readings.toml").write_text(line, encoding="utf-8")
    course.run("autograde", "five-whys", "--force", "--student", "bo")
    assert _booked(course, "bo") == pytest.approx(by_comment.points)
    folder = course.folder / "submitted" / "bo" / "five-whys"
    assert assess_folder("five-whys", folder).points == pytest.approx(by_comment.points)

    (course.folder / "readings.toml").write_text(line.replace(READS_AS, "killed-by-kernal"), encoding="utf-8")
    printed = course.run("autograde", "five-whys", "--force", expect=1)
    assert "reading 1, reads_as: 'killed-by-kernal' is no reading of five-whys; write killed-by-kernel" in printed
    assert _booked(course, "bo") == pytest.approx(by_comment.points)
    assert "Traceback" not in printed


def test_the_copy_of_a_file_that_a_browser_saved_is_graded_and_drawn(course: Course, tmp_path: Path) -> None:
    (course.folder / "readings.toml").unlink(missing_ok=True)
    folder = course.submit("cy", answer=None)
    (folder / "answers" / "five_whys (1).toml").write_text(ANSWER, encoding="utf-8")
    course.run("autograde", "five-whys", "--student", "cy")
    course.run("generate_feedback", "five-whys", "--student", "cy")
    (tmp_path / "answers").mkdir()
    (tmp_path / "answers" / "five_whys.toml").write_text(ANSWER, encoding="utf-8")
    assert _booked(course, "cy") == pytest.approx(assess_folder("five-whys", tmp_path).points) != 0
    page = course.feedback("cy")
    assert "Read from answers/five_whys (1).toml: there is no answers/five_whys.toml." in page
    assert "There is no answer to draw." not in page
