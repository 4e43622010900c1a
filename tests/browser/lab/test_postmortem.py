"""A postmortem from the first key to the gradebook: written by keyboard, loaded again, published, handed in, graded."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from cli.command_line import invoke
from grading.course import ROOT
from playwright.sync_api import Page, expect

from pmkit.grading.assess import assess_folder
from pmkit.grading.exercise import exercise_for
from pmkit.models.postmortem.postmortem import Postmortem

if TYPE_CHECKING:
    from grading.course import Course

    from tests.browser.lab.conftest import Lab, NotebookPage

pytestmark = [
    pytest.mark.browser,
    pytest.mark.lab,
    pytest.mark.slow("a postmortem is written whole in JupyterLab, and graded"),
]

EXERCISE = "exercises/postmortem/postmortem.ipynb"
SAVED = re.compile(r"Saved \d")
Open = Callable[..., "NotebookPage"]
Photograph = Callable[[Page, str], None]


def course_with_postmortem(course: Course) -> None:
    source = course.folder / "solutions" / "postmortem"
    source.mkdir(parents=True)
    shutil.copy(ROOT / "solutions" / "postmortem" / "postmortem.ipynb", source)
    course.run("generate_assignment", "postmortem")


def wait_for_check(page: Page, words: str) -> None:
    expect(page.locator(".pmkit-assessment .score").first).to_contain_text(words, timeout=60_000)


def test_a_postmortem_is_written_by_keyboard_loaded_again_published_and_graded(
    course_lab: tuple[Lab, Course], open_notebook: Open, photograph: Photograph
) -> None:
    lab, course = course_lab
    course_with_postmortem(course)
    notebook = open_notebook(EXERCISE, where=lab)
    page = notebook.page
    notebook.command("notebook:run-all-cells")
    field = page.locator(".pmkit-builder textarea").first
    expect(field).to_be_visible(timeout=60_000)
    folder = course.folder / "exercises" / "postmortem"
    model = exercise_for("postmortem", "nobody in particular", "expired-certificate").model_answer
    assert isinstance(model, Postmortem)

    field.focus()
    page.keyboard.press("Control+A")
    lines = model.text.split("\n")
    for number, line in enumerate(lines):  # as a hand types: line by line, each ended by a key
        page.keyboard.insert_text(line)
        if number + 1 < len(lines):
            page.keyboard.press("Enter")
    expect(page.locator(".pmkit-status").first).to_have_text(SAVED)
    assert (folder / "answers" / "postmortem.md").read_text(encoding="utf-8") == model.text
    photograph(page, "postmortem-written")

    notebook.command("docmanager:save")
    notebook.open()
    notebook.restart_kernel()
    notebook.command("notebook:run-all-cells")
    wait_for_check(page, "100 of 100 points")
    assert page.locator(".pmkit-builder textarea").first.input_value() == model.text
    notebook.command("docmanager:save")

    target = course.folder / "page.html"
    result = invoke("postmortem", "publish", str(folder / "answers" / "postmortem.md"), "-o", str(target))
    assert result.exit_code == 0
    reader = page.context.new_page()
    reader.goto(f"file://{target}")
    expect(reader.get_by_role("heading", name="Root Cause")).to_be_visible()
    reader.close()

    submitted = course.folder / "submitted" / "ada" / "postmortem"
    shutil.copytree(folder, submitted)
    course.run("autograde", "postmortem")
    course.run("generate_feedback", "postmortem")
    [row] = [one for one in course.rows() if one["assignment"] == "postmortem" and one["student_id"] == "ada"]
    assert float(row["score"]) == assess_folder("postmortem", submitted, "ada").points == 100
    page.goto(f"{lab.address}/formgrader/gradebook/postmortem/postmortem?token={lab.token}")
    expect(page.get_by_text("100").first).to_be_visible(timeout=30_000)
    photograph(page, "postmortem-formgrader")
