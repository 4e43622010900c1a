"""Submissions that try to harm, cheat or merely break, each handed in as one trainee's."""

import os
from collections.abc import Callable

from grading.course import ASPECTS, Course, code, exercise_cells, notebook, text

STUDENT = "hostile"
ELSEWHERE = "a line of another file on this machine"
SCRIPT = "<script>alert(1)</script>"
Make = Callable[[Course], None]
"""Hands something in as STUDENT."""


def _code(source: str) -> Make:
    def submit(course: Course) -> None:
        course.submit(STUDENT, notebook(*exercise_cells(), code(source)))

    return submit


def _text(content: str) -> Make:
    return lambda course: course.submit(STUDENT, content) and None


def _answer(answer: str | None) -> Make:
    return lambda course: course.submit(STUDENT, answer=answer) and None


def _edited_points(course: Course) -> None:
    graded = [code("1e6", name, 1_000_000) for name in ASPECTS]
    course.submit(STUDENT, notebook(*graded), answer=None)


def _duplicated(course: Course) -> None:
    cells = exercise_cells()
    course.submit(STUDENT, notebook(*cells, *cells[2:]).replace('"cell-1"', '"cell-0"'))


def _stranger_metadata(course: Course) -> None:
    cells = exercise_cells()
    for cell in cells:
        cell["metadata"]["nbgrader"] = {
            "grade": "yes",
            "grade_id": ["a", {}],
            "schema_version": 99,
            "points": "NaN",
        }
    course.submit(STUDENT, notebook(*cells))


def _large_answer(course: Course) -> None:
    course.submit(STUDENT, answer=None)
    course.answer_of(STUDENT).write_bytes(b"#" * 50_000_000)


def _large_notebook(course: Course) -> None:
    course.submit(STUDENT, notebook(code("#" * 30_000_000)))


def _link_out(course: Course) -> None:
    secret = course.folder / "secret.toml"
    secret.write_text(f'problem = "{ELSEWHERE}"\n', encoding="utf-8")
    course.submit(STUDENT, answer=None)
    course.answer_of(STUDENT).symlink_to(secret)


def _folder_link_out(course: Course) -> None:
    outside = course.folder / f"outside-{course.exercise}"
    outside.mkdir()
    (outside / course.answer_of(STUDENT).name).write_text(course.own_answer.replace("The", ELSEWHERE), encoding="utf-8")
    folder = course.submit(STUDENT, answer=None)
    (folder / "answers").rmdir()
    (folder / "answers").symlink_to(outside)


def _dangling_link(course: Course) -> None:
    (course.submit(STUDENT) / "data").symlink_to("/nowhere/at/all")


def _named_pipe(course: Course) -> None:
    folder = course.submit(STUDENT, answer=None)
    os.mkfifo(course.answer_of(STUDENT))
    os.mkfifo(folder / "more")


def _pipe_for_a_notebook(course: Course) -> None:
    folder = course.submit(STUDENT)
    (folder / f"{course.exercise}.ipynb").unlink()
    os.mkfifo(folder / f"{course.exercise}.ipynb")


def _folder_for_a_notebook(course: Course) -> None:
    folder = course.submit(STUDENT)
    (folder / f"{course.exercise}.ipynb").unlink()
    (folder / f"{course.exercise}.ipynb").mkdir()


def _no_notebook(course: Course) -> None:
    (course.submit(STUDENT) / f"{course.exercise}.ipynb").unlink()


def _odd_timestamp(course: Course) -> None:
    (course.submit(STUDENT) / "timestamp.txt").write_text("yesterday, honestly", encoding="utf-8")


def _unreadable_answer(course: Course) -> None:
    course.submit(STUDENT)
    course.answer_of(STUDENT).chmod(0)


def _script(course: Course) -> None:
    course.submit(STUDENT, answer=course.own_answer.replace('= "', f'= "{SCRIPT}', 1))


def hand_in(course: Course, student: str, make: Make) -> None:
    """Let a student hand in what a maker makes; its code is to write into `marker` in the course, if it is ever run."""
    make(course)
    made = course.folder / "submitted" / STUDENT
    submitted = course.folder / "submitted" / student
    if submitted.is_dir() and not made.is_symlink():
        for path in made.iterdir():
            path.rename(submitted / path.name)
        made.rmdir()
    else:
        made.rename(submitted)
    notebook_file = submitted / course.exercise / f"{course.exercise}.ipynb"
    if notebook_file.is_file() and notebook_file.stat().st_size < 1_000_000:
        content = notebook_file.read_text(encoding="utf-8")
        notebook_file.write_text(content.replace("{marker}", str(course.folder / "marker")), encoding="utf-8")


RUN = "Path(r'{marker}').write_text('it ran')"
NEVER_RUN = "Code in the notebook is never run for grading."
CASES: dict[str, tuple[Make, str]] = {
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
    "script in the answer": (_script, NEVER_RUN),
    "script in a Markdown cell": (
        _text(notebook(*exercise_cells()[:-1], text(SCRIPT, "notes"), text(f"# Mine\n```\n{SCRIPT}"))),
        "&lt;script&gt;alert(1)&lt;/script&gt;",
    ),
}
NO_POINTS = {
    "edits its own points", "missing answer", "damaged answer", "large answer", "link out of the folder",
    "folder link out of the folder", "named pipe",
}  # fmt: skip
