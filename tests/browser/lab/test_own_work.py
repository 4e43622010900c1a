"""An exercise with an incident of one's own, in a browser: Run All first, then the id, then one question."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from grading.course import ROOT
from playwright.sync_api import Locator, Page, expect

from pmkit.grading.exercise import exercise_for, load_exercise
from pmkit.grading.own_incident import NOBODY
from pmkit.models.fishbone import Fishbone

if TYPE_CHECKING:
    from tests.browser.lab.conftest import Lab, NotebookPage

pytestmark = [pytest.mark.browser, pytest.mark.lab, pytest.mark.slow("a JupyterLab and a kernel of their own")]

EXERCISE = "exercises/fishbone/fishbone.ipynb"
Open = Callable[..., "NotebookPage"]
Photograph = Callable[[Page, str], None]


def cell_with(page: Page, words: str) -> Locator:
    return page.locator(".jp-CodeCell").filter(has=page.locator(".jp-InputArea-editor", has_text=words)).first


def run_with_id(notebook: NotebookPage, before: str, after: str) -> None:
    """Write an id into the first code cell, as a trainee would, and run the cell."""
    line = notebook.page.locator(".cm-line", has_text=f'TRAINEE = "{before}"')
    line.click()
    notebook.page.keyboard.press("End")
    notebook.page.keyboard.press("ArrowLeft")
    for _ in before:
        notebook.page.keyboard.press("Backspace")
    notebook.page.keyboard.type(after)
    notebook.page.keyboard.press("Control+Enter")


@pytest.fixture
def notebook(lab: Lab, open_notebook: Open) -> NotebookPage:
    shutil.copytree(ROOT / "exercises" / "fishbone", lab.folder / "exercises" / "fishbone")
    shutil.rmtree(lab.folder / "exercises" / "fishbone" / "answers", ignore_errors=True)
    return open_notebook(EXERCISE)


def test_run_all_the_id_an_answer_and_another_id(notebook: NotebookPage, photograph: Photograph) -> None:
    page = notebook.page
    notebook.command("notebook:run-all-cells")
    problem = page.locator(".pmkit-builder [data-where=problem]")
    expect(problem).to_have_value(exercise_for("fishbone", NOBODY).scenario.problem, timeout=60_000)
    expect(page.get_by_text("Completeness: 0 of 15 points, not attempted")).to_be_visible(timeout=60_000)

    hints = page.locator("details", has_text="Hint")
    expect(hints).to_have_count(len(load_exercise("fishbone").hints))
    assert hints.evaluate_all("all => all.filter((one) => one.open).length") == 0
    hints.nth(1).locator("summary").click()
    expect(page.get_by_text(load_exercise("fishbone").hints[1])).to_be_visible()
    hints.nth(1).scroll_into_view_if_needed()
    photograph(page, "own-work-hints")

    run_with_id(notebook, "", "alice")
    alices = exercise_for("fishbone", "alice").scenario
    expect(cell_with(page, "TRAINEE =")).to_contain_text(alices.people[0].name)
    notebook.restart_kernel()
    cell_with(page, "pmkit.fishbone(").locator(".jp-InputArea-editor").click()
    page.keyboard.press("Control+Enter")
    expect(problem).to_have_value(alices.problem, timeout=60_000)

    page.get_by_role("button", name=re.compile("^Add a cause|\\+ cause|Add cause", re.IGNORECASE)).first.click()
    page.keyboard.type("No step compares model versions")
    file = notebook.lab.folder / "exercises" / "fishbone" / load_exercise("fishbone").answer
    expect(page.locator(".pmkit-status")).to_have_text(re.compile(r"Saved \d"))
    assert [cause.text for cause in Fishbone.load(file).causes] == ["No step compares model versions"]

    run_with_id(notebook, "alice", "bob")
    asked = cell_with(page, "TRAINEE =").locator(".jp-OutputArea-output")
    expect(asked).to_contain_text("Which shall it be?")
    expect(asked).not_to_contain_text("Traceback")
    assert [cause.text for cause in Fishbone.load(file).causes] == ["No step compares model versions"]
    asked.scroll_into_view_if_needed()
    photograph(page, "own-work-question")
