"""From the first look to the gradebook: a trainee answers the exercise, an instructor grades it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from grading.course import ROOT
from playwright.sync_api import Page, expect

from pmkit.grading.assess import assess_folder
from pmkit.grading.exercise import load_exercise
from pmkit.models.five_whys import FiveWhys
from pmkit.models.rewrites import Rewrites

if TYPE_CHECKING:
    from grading.course import Course

    from tests.browser.lab.conftest import Lab, NotebookPage

pytestmark = [
    pytest.mark.browser,
    pytest.mark.lab,
    pytest.mark.slow("exercises are done whole in JupyterLab"),
]

EXERCISE = "exercises/five-whys/five-whys.ipynb"
SAVED = re.compile(r"Saved \d")
Open = Callable[..., "NotebookPage"]
Photograph = Callable[[Page, str], None]


def saved(page: Page) -> None:
    expect(page.locator(".pmkit-status")).to_have_text(SAVED)


def type_answer(page: Page, answer: FiveWhys) -> None:
    """Type an answer into the builder as a trainee would."""
    page.locator(".pmkit-answer").first.click()
    for number, why in enumerate(answer.whys):
        beside = [one for one in answer.children_of(answer.parent_of(number)) if one < number]
        if beside:
            page.get_by_role("button", name=f"Another answer beside why {beside[-1] + 1}").press("Enter")
        elif number:
            page.keyboard.press("Control+Enter")
        page.keyboard.type(why.answer)
        page.keyboard.press("Tab")
        page.keyboard.type(why.evidence or "")
    page.get_by_label("What the asking ended at").fill(answer.root_cause)
    page.get_by_role("button", name="+ Add an action").click()
    action = answer.actions[0]
    page.get_by_label("What will be done").fill(action.text)
    page.get_by_label("Owner").fill(action.owner)
    page.get_by_label("Due").fill(str(action.due))
    page.get_by_label("Priority").select_option(action.priority)
    saved(page)


def wait_for_check(page: Page, words: str) -> None:
    expect(page.locator(".pmkit-assessment .score").first).to_contain_text(words, timeout=30_000)


def test_a_trainee_answers_and_an_instructor_grades(
    course_lab: tuple[Lab, Course], open_notebook: Open, photograph: Photograph
) -> None:
    lab, course = course_lab
    exercise = load_exercise("five-whys")
    answer = exercise.model_answer
    assert isinstance(answer, FiveWhys)
    notebook = open_notebook(EXERCISE, where=lab)
    page = notebook.page
    notebook.command("notebook:run-all-cells")
    expect(page.locator(".pmkit-builder:not(.pmkit-pack)")).to_be_visible(timeout=30_000)
    wait_for_check(page, "0 of 100 points: not attempted")
    type_answer(page, answer)
    expect(page.locator(".pmkit-picture")).to_contain_text("VEID scoring leaks memory")
    file = course.folder / "exercises" / "five-whys" / exercise.answer
    assert FiveWhys.load(file).whys == answer.whys
    photograph(page, "exercise-light")

    notebook.command("docmanager:save")
    notebook.open()
    notebook.restart_kernel()
    notebook.command("notebook:run-all-cells")
    wait_for_check(page, "100 of 100 points")
    assert [field.input_value() for field in page.locator(".pmkit-answer").all()] == [why.answer for why in answer.whys]
    notebook.command("docmanager:save")

    submitted = course.folder / "submitted" / "ada" / "five-whys"
    shutil.copytree(course.folder / "exercises" / "five-whys", submitted)
    course.submit("bashir", answer='[[whys]]\nanswer = "The node was offline"\n')
    scores = course.grade()
    assert scores == {
        "ada": 100,
        "bashir": assess_folder("five-whys", course.folder / "submitted/bashir/five-whys").points,
    }

    page.goto(f"{lab.address}/formgrader/gradebook/five-whys/five-whys?token={lab.token}")
    expect(page.get_by_text("100").first).to_be_visible(timeout=30_000)
    photograph(page, "formgrader")
    page.goto(f"file://{course.folder}/feedback/ada/five-whys/five-whys.html")
    expect(page.get_by_text("VEID scoring leaks memory").first).to_be_visible()
    photograph(page, "feedback")


def test_statements_are_said_again_with_the_real_checks(lab: Lab, open_notebook: Open, photograph: Photograph) -> None:
    shutil.copytree(ROOT / "exercises" / "blameless-rewrite", lab.folder / "exercises" / "blameless-rewrite")
    exercise = load_exercise("blameless-rewrite")
    answer = exercise.model_answer
    assert isinstance(answer, Rewrites)
    notebook = open_notebook("exercises/blameless-rewrite/blameless-rewrite.ipynb")
    page = notebook.page
    notebook.command("notebook:run-all-cells")
    fields = page.locator(".pmkit-builder textarea")
    expect(fields.first).to_be_visible(timeout=60_000)
    fields.first.fill("Tomasz carelessly released v2.4.0 at 02:55 after test runs of 11 minutes.")
    expect(page.locator(".pmkit-mark").filter(has_text="carelessly").first).to_be_visible(timeout=10_000)
    photograph(page, "blameless-rewrite")
    for field, one in zip(fields.all(), answer.rewrites, strict=True):
        field.fill(one.text)
    expect(page.locator(".pmkit-mark")).to_have_count(0)
    saved(page)
    notebook.command("notebook:run-all-cells")
    wait_for_check(page, "100 of 100 points")
    file = lab.folder / "exercises" / "blameless-rewrite" / exercise.answer
    assert [one.text for one in Rewrites.load(file).rewrites] == [one.text for one in answer.rewrites]
