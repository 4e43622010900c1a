"""The button that packs: one press makes the file, what is missing is told in words, at any width and theme."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

import pmkit
from pmkit.grading.exercise import exercise_for
from pmkit.grading.practice.exercise import Practice

if TYPE_CHECKING:
    from pmkit.widgets.practice.pack_button import PackButton
    from tests.browser.blank_page import BlankPage

pytestmark = pytest.mark.browser

Open = Callable[..., "BlankPage"]


def test_one_press_packs_and_tells_what_is_missing(
    open_page: Open, photograph: Callable[[Page, str], None], tmp_path: Path
) -> None:
    rubric = exercise_for("fishbone", "ada")

    def cell() -> PackButton:
        return pmkit.pack_button(Practice(rubric, tmp_path))  # type: ignore[return-value]  # widgets are here

    blank = open_page(cell)
    page = blank.page
    blank.run()
    told = page.locator(".pmkit-packed")
    expect(page.get_by_label("Your id")).to_have_value("ada")
    page.get_by_role("button", name="Pack my work").click()
    expect(told).to_contain_text("There is no answers/fishbone.toml yet")
    rubric.model_answer.save(tmp_path / rubric.answer)
    page.get_by_label("Your id").fill("<b>ada")
    page.keyboard.press("Enter")
    expect(told).to_contain_text("The id holds '<'")
    page.get_by_label("Your id").fill("ada")
    page.get_by_role("button", name="Pack my work").click()
    expect(told).to_contain_text("Packed: fishbone-ada.zip, beside this notebook.")
    expect(told).to_contain_text("Not in it: answers/incident.toml")
    assert (tmp_path / "fishbone-ada.zip").is_file()
    for theme in ("light", "dark"):
        blank.change_theme(theme)
        for width in (1024, 1366, 1920):
            blank.resize(width, 700)
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
            photograph(page, f"pack-{theme}-{width}")
