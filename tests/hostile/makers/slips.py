"""Troubles of real classes: work in a wrong place, in another encoding, with a slip, or that cannot be read."""

from pathlib import Path

from grading.course import Course
from hostile.makers.submissions import STUDENT, Make

SLIPS = {
    "five-whys": ("root_cause", "rootcause"),
    "blameless-rewrite": ("[[rewrites]]", "[[rewrite]]"),
    "timeline": ("[[events]]", "[[event]]"),
    "fishbone": ("[[causes]]", "[[cause]]"),
}
"""A key of each exercise, and how a hurried hand types it."""


def _in_bytes(encoding: str, before: bytes = b"", more: str = "") -> Make:
    def submit(course: Course) -> None:
        course.submit(STUDENT, answer=None)
        course.answer_of(STUDENT).write_bytes(before + (course.own_answer + more).encode(encoding))

    return submit


def _slip(course: Course) -> None:
    known, typed = SLIPS[course.exercise]
    assert known in course.own_answer
    course.submit(STUDENT, answer=course.own_answer.replace(known, typed))


def _renamed(name: str) -> Make:
    def submit(course: Course) -> None:
        course.submit(STUDENT)
        path = course.answer_of(STUDENT)
        target = path.parent / name.format(path.stem)
        target.parent.mkdir(exist_ok=True)
        path.rename(target)

    return submit


def _folder_named_nearly(course: Course) -> None:
    source = _without_notebook(course)
    source.rename(source.parent / course.exercise.replace("-", " ").title())


def _beside_the_folder(course: Course) -> None:
    source = _without_notebook(course)
    (source / "answers").rename(source.parent / "answers")
    source.rmdir()


def _without_notebook(course: Course) -> Path:
    source = course.submit(STUDENT)
    (source / f"{course.exercise}.ipynb").unlink()
    return source


def _document(course: Course) -> None:
    (course.submit(STUDENT, answer=None) / "my answer.docx").write_bytes(b"PK")


def _ending(text: str) -> Make:
    return lambda course: course.submit(STUDENT, answer=course.own_answer + text) and None


def _only_the_notebook(course: Course) -> None:
    course.submit(STUDENT, answer=None)


TROUBLES: dict[str, tuple[Make, str]] = {
    # how it is handed in, and what becomes of it: what its answer "earns", or it "waits", or it is worth "nothing"
    "saved as UTF-16": (_in_bytes("utf-16"), "earns"),
    "saved as Windows-1252": (_in_bytes("cp1252", more="# “Größe”, in an editor's quotation marks\n"), "earns"),
    "saved with a mark of UTF-8": (_in_bytes("utf-8-sig"), "earns"),
    "a slip in a key": (_slip, "earns"),
    "a copy's name": (_renamed("{} (1).toml"), "earns"),
    "two endings": (_renamed("{}.toml.txt"), "earns"),
    "one folder too deep": (_renamed("answers/{}.toml"), "earns"),
    "a folder named nearly as the exercise": (_folder_named_nearly, "earns"),
    "answers beside the exercise's folder": (_beside_the_folder, "earns"),
    "a document in place of an answer": (_document, "waits"),
    "an answer that was cut off": (_ending('\nnotes = "no end'), "waits"),
    "the alphabet of another code page": (_in_bytes("cp1251", more="# Сервер был недоступен, " * 99), "waits"),
    "no answer": (_only_the_notebook, "nothing"),
}
