"""Objectives in a real JupyterLab: ticked while one writes, by nothing else, in both themes and with the keyboard."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

if TYPE_CHECKING:
    from tests.browser.conftest import NotebookPage

pytestmark = pytest.mark.browser

Open = Callable[..., "NotebookPage"]
PALE_TEXTS = Path(__file__).with_name("pale_texts.js").read_text(encoding="utf-8")
LESSON = 'import pmkit\n\npmkit.objectives("00_start_here")'
BUILDER = 'import pmkit\n\npmkit.five_whys("answers/start_here_five_whys.toml")'


def test_a_box_is_ticked_when_the_answer_is_written_and_not_before(
    open_notebook: Open, photograph: Callable[[Page, str], None]
) -> None:
    notebook = open_notebook("objectives.ipynb", LESSON, BUILDER)
    page = notebook.page
    (notebook.lab.folder / "answers" / "start_here_five_whys.toml").unlink(missing_ok=True)
    notebook.run(0)
    boxes = page.locator(".pmkit-objective")
    boxes.first.wait_for()
    expect(boxes).to_have_count(2)
    notebook.run(1)
    problem = page.get_by_label("What happened, as a reader outside the team would see it")
    problem.wait_for()
    expect(page.locator(".pmkit-objective[data-reached=true]")).to_have_count(0)
    problem.fill("Bids stopped")
    expect(boxes.nth(0)).to_have_attribute("data-reached", "true")
    expect(boxes.nth(1)).to_contain_text("0 of 2 whys")
    expect(page.get_by_role("status").filter(has_text="Reached: see that this machine")).to_have_count(1)
    assert page.evaluate(PALE_TEXTS) == []
    notebook.command("apputils:change-theme", theme="JupyterLab Dark")
    expect(page.locator(".pmkit-objectives")).to_have_attribute("data-theme", "dark")
    assert page.evaluate(PALE_TEXTS) == []
    photograph(page, "objectives-dark")


def test_all_lessons_fold_and_open_with_the_keyboard_and_stay_open(open_notebook: Open) -> None:
    notebook = open_notebook("all_objectives.ipynb", "import pmkit\n\npmkit.objectives()", BUILDER)
    page = notebook.page
    notebook.run(0)
    first = page.locator(".pmkit-objectives summary").first
    first.wait_for()
    first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".pmkit-objective").first).to_be_visible()
    notebook.run(1)
    page.get_by_label("What happened, as a reader outside the team would see it").fill("Bids stopped again")
    expect(page.locator(".pmkit-objective").first).to_have_attribute("data-reached", "true")
    expect(page.locator(".pmkit-objective").first).to_be_visible()
