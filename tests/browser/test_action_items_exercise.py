"""The exercise in action items in its builder: sentence and effects come from it, and what is written earns at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Page, expect

import pmkit
from pmkit.grading.exercise import exercise_for
from pmkit.grading.own_incident import FILE, OwnIncident

if TYPE_CHECKING:
    from tests.browser.blank_page import BlankPage

pytestmark = pytest.mark.browser

PATH = "answers/action_items.toml"


@pytest.mark.parametrize(("width", "theme"), [(1024, "light"), (1366, "dark"), (1920, "light")])
def test_sentence_effects_and_points_are_those_of_the_trainees_exercise(
    open_page: Callable[..., BlankPage], photograph: Callable[[Page, str], None], width: int, theme: Any
) -> None:
    rubric = exercise_for("action-items", "ada")
    blank = open_page(lambda: pmkit.action_items(PATH, "action-items"))
    path = blank.folder / PATH
    OwnIncident(story=rubric.story, trainee="ada").save(path.with_name(FILE))
    rubric.model_answer.save(path)
    blank.run()
    blank.change_theme(theme)
    blank.resize(width, 900)
    page = blank.page
    expect(page.get_by_text(rubric.critique)).to_be_visible()
    points = page.locator(".pmkit-points")
    expect(points).to_contain_text("100 of 100")
    effects = page.get_by_label("Claims to, action 1")
    assert {lever.id for lever in rubric.scenario.levers} <= {
        option.get_attribute("value") for option in effects.locator("option").all()
    }
    photograph(page, f"action-items-exercise-{width}-{theme}")
    page.locator("[data-key=owner]").first.fill("")
    expect(points).not_to_contain_text("100 of 100")
    photograph(page, f"action-items-exercise-{width}-{theme}-open")
