"""Submissions that try to harm, cheat or merely break: the class is graded, nothing of theirs is run."""

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from grading.course import ANSWER, ASPECTS, Course, code, exercise_cells, make_course, notebook, text

from pmkit.grading.exercise import load_exercise

pytestmark = [pytest.mark.lab, pytest.mark.slow("nbgrader grades a class of hostile folders")]

MODEL_ANSWER = load_exercise("five-whys").model_answer.dump()
ELSEWHERE = "a line of another file on this machine"
SCRIPT = "<script>alert(1)</script>"


def _code(source: str) -> Callable[[Course], None]:
    def submit(course: Course) -> None:
        course.submit("hostile", notebook(*exercise_cells(), code(source)))

    return submit


def _text(content: str) -> Callable[[Course], None]:
    return lambda course: course.submit("hostile", content) and None


def _answer(answer: str | None) -> Callable[[Course], None]:
    return lambda course: course.submit("hostile", answer=answer) and None


def _edited_points(course: Course) -> None:
    graded = [code("1e6", name, 1_000_000) for name in ASPECTS]
    course.submit("hostile", notebook(*graded), answer=None)


def _duplicated(course: Course) -> None:
    cells = exercise_cells()
    course.submit("hostile", notebook(*cells, *cells[2:]).replace('"cell-1"', '"cell-0"'))


def _stranger_metadata(course: Course) -> None:
    cells = exercise_cells()
    for cell in cells:
        cell["metadata"]["nbgrader"] = {
            "grade": "yes",
            "grade_id": ["a", {}],
            "schema_version": 99,
            "points": "NaN",
        }
    course.submit("hostile", notebook(*cells))


def _large_answer(course: Course) -> None:
    folder = course.submit("hostile", answer=None)
    (folder / "answers" / "five_whys.toml").write_bytes(b"#" * 50_000_000)


def _large_notebook(course: Course) -> None:
    course.submit("hostile", notebook(code("#" * 30_000_000)))


def _link_out(course: Course) -> None:
    secret = course.folder / "secret.toml"
    secret.write_text(f'problem = "{ELSEWHERE}"\n', encoding="utf-8")
    folder = course.submit("hostile", answer=None)
    (folder / "answers" / "five_whys.toml").symlink_to(secret)


def _folder_link_out(course: Course) -> None:
    outside = course.folder / "outside"
    outside.mkdir()
    (outside / "five_whys.toml").write_text(MODEL_ANSWER.replace("validator", ELSEWHERE), encoding="utf-8")
    folder = course.submit("hostile", answer=None)
    (folder / "answers").rmdir()
    (folder / "answers").symlink_to(outside)


def _dangling_link(course: Course) -> None:
    (course.submit("hostile") / "data").symlink_to("/nowhere/at/all")


def _named_pipe(course: Course) -> None:
    folder = course.submit("hostile", answer=None)
    os.mkfifo(folder / "answers" / "five_whys.toml")
    os.mkfifo(folder / "more")


def _pipe_for_a_notebook(course: Course) -> None:
    folder = course.submit("hostile")
    (folder / "five-whys.ipynb").unlink()
    os.mkfifo(folder / "five-whys.ipynb")


def _folder_for_a_notebook(course: Course) -> None:
    folder = course.submit("hostile")
    (folder / "five-whys.ipynb").unlink()
    (folder / "five-whys.ipynb").mkdir()


def _no_notebook(course: Course) -> None:
    (course.submit("hostile") / "five-whys.ipynb").unlink()


def _odd_timestamp(course: Course) -> None:
    (course.submit("hostile") / "timestamp.txt").write_text("yesterday, honestly", encoding="utf-8")


def _unreadable_answer(course: Course) -> None:
    (course.submit("hostile") / "answers" / "five_whys.toml").chmod(0)


RUN = "Path(r'{marker}').write_text('it ran')"
NEVER_RUN = "Code in the notebook is never run for grading."
CASES: dict[str, tuple[Callable[[Course], None], str]] = {
    "deletes files": (_code(f"import shutil; {RUN}; shutil.rmtree('.')"), NEVER_RUN),
    "loops for ever": (_code(f"{RUN}\nwhile True: pass"), NEVER_RUN),
    "prints to stderr": (_code(f"import sys; {RUN}; print('x', file=sys.stderr)"), NEVER_RUN),
    "overrides pmkit": (_code(f"import pmkit; {RUN}; pmkit.exercise = lambda *a: 100.0"), NEVER_RUN),
    "reads the solution": (
        _code(f"{RUN}; open('../../../solutions/five-whys/five-whys.ipynb').read()"),
        NEVER_RUN,
    ),
    "edits its own points": (_edited_points, "the course&#39;s points are used"),
    "damaged notebook": (_text('{"cells": [{"cell_type": '), "Your notebook could not be read"),
    "empty notebook file": (_text(""), "Your notebook could not be read"),
    "notebook of no cells": (_text('{"nbformat": 3, "worksheets": []}'), "Your notebook could not be read"),
    "deeply nested notebook": (_text("[" * 100_000), "Your notebook could not be read"),
    "lone surrogates": (_text(notebook(code("x = '\\ud800 \\u0000'"))), "put back"),
    "huge notebook": (_large_notebook, "Your notebook could not be read: it has"),
    "duplicated cells": (_duplicated, "there more than once; the first is used"),
    "deleted graded cells": (_text(notebook(text("mine"))), "missing from your notebook and put back"),
    "ten thousand cells": (
        _text(notebook(*exercise_cells(), *[code(f"x = {number}") for number in range(10_000)])),
        "9,900 of your own cells are not shown here",
    ),
    "stranger metadata": (_stranger_metadata, "missing from your notebook and put back"),
    "missing answer": (_answer(None), "Nothing is written yet: there is no answers/five_whys.toml."),
    "damaged answer": (_answer('problem = "no end'), "answers/five_whys.toml has 1 problem"),
    "large answer": (_large_answer, "50,000,000 bytes; an answer holds at most"),
    "link out of the folder": (_link_out, "Here was a link. It was not followed"),
    "folder link out of the folder": (_folder_link_out, "Here was a link. It was not followed"),
    "dangling link": (_dangling_link, "Here was a link. It was not followed"),
    "named pipe": (_named_pipe, "Here was a named pipe. It was not followed"),
    "pipe for a notebook": (_pipe_for_a_notebook, "Here was a named pipe. It was not followed"),
    "folder for a notebook": (_folder_for_a_notebook, "No notebook was submitted."),
    "no notebook": (_no_notebook, "No notebook was submitted."),
    "odd timestamp": (_odd_timestamp, "This timestamp could not be read"),
    "unreadable answer": (_unreadable_answer, NEVER_RUN),
    "script in the answer": (_answer(MODEL_ANSWER.replace("validator", SCRIPT)), NEVER_RUN),
    "script in a Markdown cell": (
        _text(notebook(*exercise_cells()[:-1], text(SCRIPT, "notes"), text(f"# Mine\n```\n{SCRIPT}"))),
        "&lt;script&gt;alert(1)&lt;/script&gt;",
    ),
}
NO_POINTS = {
    "edits its own points", "missing answer", "damaged answer", "large answer", "link out of the folder",
    "folder link out of the folder", "named pipe",
}  # fmt: skip


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """One class in which everyone but Ada and Zoe is hostile."""
    course = make_course(tmp_path_factory.mktemp("course"))
    for number, (submit, _) in enumerate(CASES.values()):
        submit(course)
        source = course.folder / "submitted" / "hostile"
        source.rename(course.folder / "submitted" / _student(number))
        _point_at_marker(course, number)
    course.submit("ada", answer=MODEL_ANSWER)
    course.submit("zoe", answer=ANSWER)
    course.run("autograde", "five-whys")
    course.run("generate_feedback", "five-whys")
    return course


def _student(number: int) -> str:
    return f"hostile{number:02}"


def _point_at_marker(course: Course, number: int) -> None:
    path = course.folder / "submitted" / _student(number) / "five-whys" / "five-whys.ipynb"
    if path.is_file() and path.stat().st_size < 1_000_000:
        content = path.read_text(encoding="utf-8")
        path.write_text(content.replace("{marker}", str(course.folder / "marker")), encoding="utf-8")


@pytest.fixture(scope="module")
def scores(graded: Course) -> dict[str, float]:
    """What the gradebook exports."""
    return graded.scores()


def test_the_rest_of_the_class_is_graded(scores: dict[str, float]) -> None:
    assert scores["ada"] == 100.0
    assert 0 < scores["zoe"] < 100
    assert len(scores) == len(CASES) + 2


def test_nothing_of_a_trainees_is_run(graded: Course) -> None:
    assert not (graded.folder / "marker").exists()


@pytest.mark.parametrize("case", CASES)
def test_the_grade_comes_from_the_answer_file_alone(scores: dict[str, float], case: str) -> None:
    score = scores[_student(list(CASES).index(case))]
    if case in NO_POINTS:
        assert score == 0
    elif case != "script in the answer":
        assert score == scores["zoe"]


@pytest.mark.parametrize("case", CASES)
def test_the_feedback_page_says_what_happened(graded: Course, case: str) -> None:
    page = graded.feedback(_student(list(CASES).index(case)))
    assert CASES[case][1] in page
    assert ELSEWHERE not in page
    assert f"{graded.folder}/submitted" not in page
    assert "<script" not in page


@pytest.mark.parametrize("case", CASES)
def test_the_autograded_notebook_holds_the_gradebooks_cells_once_and_no_live_text(graded: Course, case: str) -> None:
    cells = graded.autograded(_student(list(CASES).index(case)))["cells"]
    graded_cells = {
        cell["metadata"]["nbgrader"]["grade_id"]: cell["metadata"]["nbgrader"]["points"]
        for cell in cells
        if "nbgrader" in cell["metadata"]
    }
    assert graded_cells == {**ASPECTS, "notes": 0}
    sources = ["".join(cell["source"]) for cell in cells]
    assert len(sources) == len(set(sources)) or case == "duplicated cells"
    assert [source for source in sources if "<script" in source or "alert(1)" in source] == []
    shown = [json.dumps(output["data"]) for cell in cells for output in cell.get("outputs", [])]
    assert [output for output in shown if "<script" in output] == []


def test_a_hostile_inbox_does_not_stop_collecting(tmp_path: Path) -> None:
    course = make_course(tmp_path)
    course.run("release_assignment", "five-whys")
    inbound = tmp_path / "exchange" / "pmkit" / "inbound"
    for student in ("ada", "mallory"):
        folder = inbound / f"{student}+five-whys+2026-11-23 10:00:00.000000 UTC+abc"
        shutil.copytree(tmp_path / "exercises" / "five-whys", folder)
        (folder / "answers").mkdir()
        (folder / "answers" / "five_whys.toml").write_text(MODEL_ANSWER, encoding="utf-8")
    os.mkfifo(folder / "pipe")
    (folder / "nowhere").symlink_to("/nowhere/at/all")
    (folder / "passwords").symlink_to("/etc/passwd")
    (inbound / "eve+five-whys+2026-11-23 10:00:00.000000 UTC+abc").symlink_to("/etc")
    course.run("collect", "five-whys")
    scores = course.grade()
    assert (scores["ada"], scores["mallory"], scores["eve"]) == (100.0, 100.0, 0.0)
    course.run("release_feedback", "five-whys")
    assert not list((tmp_path / "submitted").rglob("hosts"))
