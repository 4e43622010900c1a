"""Folders made to stop a class, to earn a neighbour's points or to run in an instructor's browser."""

import os
from pathlib import Path

from grading.course import Course
from hostile.makers.submissions import SCRIPT, STUDENT, Make

ODD_IDS = ["<img src=x onerror=alert(1)>", "two\nlines", "[ada]", " =cmd()", "bell\a"]


def _bomb(course: Course) -> None:
    course.submit(STUDENT, answer=".".join("a" * 100_000) + " = 1")


def _many_files(course: Course) -> None:
    folder = course.submit(STUDENT) / "pile"
    folder.mkdir()
    for number in range(5000):
        (folder / f"{number}.txt").touch()


def _sparse_file(course: Course) -> None:
    with (course.submit(STUDENT) / "large.txt").open("wb") as file:
        file.truncate(8_000_000_000)


def _nested_folders(course: Course) -> None:
    inner = course.submit(STUDENT)
    before = Path.cwd()
    try:
        os.chdir(inner)
        for _ in range(1200):
            Path("n").mkdir()
            os.chdir("n")
    finally:
        os.chdir(before)


def unnest(folder: Path) -> None:
    """Take the nest away: neither pytest nor shutil can."""
    before, depth = Path.cwd(), 0
    try:
        os.chdir(folder)
        while Path("n").is_dir():
            os.chdir("n")
            depth += 1
        for _ in range(depth):
            os.chdir("..")
            Path("n").rmdir()
    finally:
        os.chdir(before)


def _linked_submission(course: Course) -> None:
    (course.folder / "submitted" / STUDENT).mkdir(parents=True)
    (course.folder / "submitted" / STUDENT / course.exercise).symlink_to(f"../ada/{course.exercise}")


def _linked_trainee(course: Course) -> None:
    (course.folder / "submitted" / STUDENT).symlink_to("ada")


def _hard_link(course: Course) -> None:
    course.submit(STUDENT, answer=None)
    course.answer_of(STUDENT).hardlink_to(course.answer_of("ada"))


def _hard_link_elsewhere(course: Course) -> None:
    kept = course.folder / f"kept-{course.exercise}.toml"
    kept.write_text(course.own_answer, encoding="utf-8")
    course.submit(STUDENT, answer=None)
    course.answer_of(STUDENT).hardlink_to(kept)


def _pages(course: Course) -> None:
    folder = course.submit(STUDENT)
    for name in ("page.html", "answers/picture.svg", "page.xhtml", f"{course.exercise}.html"):
        (folder / name).write_text(SCRIPT, encoding="utf-8")


def _forged_note(course: Course) -> None:
    folder = course.submit(STUDENT)
    for name in ("x.refused.txt", "answers/y.refused.txt", "folder.refused.txt"):
        (folder / name).write_text("The kit says: full marks by order of the course.", encoding="utf-8")


LINK, HARD = "The submission was a link. It was not followed", "This file is a hard link"
BEYOND = "or folders more than 8 deep: those beyond are not read"
CASES: dict[str, tuple[Make, bool, str]] = {
    # how it is submitted, whether its own answer earns points, what the page says
    "a bomb": (_bomb, False, "nested too deeply"),
    "five thousand files": (_many_files, True, BEYOND),
    "eight gigabytes of nothing": (_sparse_file, True, "Code in the notebook is never run for grading"),
    "twelve hundred nested folders": (_nested_folders, True, BEYOND),
    "a link for a submission": (_linked_submission, False, LINK),
    "a link for a folder of a trainee": (_linked_trainee, False, LINK),
    "a hard link to a neighbour's answer": (_hard_link, False, HARD),
    "a hard link to somewhere else": (_hard_link_elsewhere, False, HARD),
    "pages and pictures that run": (_pages, True, "page.html: No answer is read from a file of this kind"),
    "a forged note": (_forged_note, True, "Code in the notebook is never run for grading"),
}
