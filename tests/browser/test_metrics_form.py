"""The form of figures in a browser: what is typed is saved, and what is open stands beside it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

import pmkit
from pmkit.grading.exercise import exercise_for
from pmkit.grading.practice.exercise import Practice

if TYPE_CHECKING:
    from tests.browser.blank_page import BlankPage

pytestmark = pytest.mark.browser


def test_the_form_says_what_is_open_and_a_whole_answer_has_nothing_open(
    open_page: Callable[..., BlankPage], tmp_path: Path
) -> None:
    practice = Practice(exercise_for("metrics", "ada"), tmp_path)
    blank = open_page(lambda: pmkit.metrics_form(practice.begin(), exercise=practice))
    blank.run()
    field = blank.page.get_by_label("Your figures")
    expect(field).to_be_visible()
    field.fill('policy = "module"\n[figures.MTTD]\nvalue = 63\nlow = 70\nhigh = 80\n')
    points = blank.page.locator(".pmkit-points")
    expect(points).to_contain_text("of 100")
    expect(blank.page.locator(".pmkit-findings > li").first).to_be_visible()
    folder = os.environ.get("PMKIT_PICTURES")
    if folder:
        blank.page.screenshot(path=Path(folder) / "metrics_form.png", full_page=True)
    field.fill(exercise_for(practice.exercise.slug, practice.exercise.trainee).model_answer.dump())
    expect(points).to_contain_text("100 of 100")


def test_what_is_no_answer_is_told_beside_it(open_page: Callable[..., BlankPage], tmp_path: Path) -> None:
    practice = Practice(exercise_for("metrics", "ada"), tmp_path)
    blank = open_page(lambda: pmkit.metrics_form(practice.begin(), exercise=practice))
    blank.run()
    field = blank.page.get_by_label("Your figures")
    field.fill('policy = "moon"\n')
    expect(blank.page.locator(".pmkit-findings")).to_contain_text("policy: 'moon' is none of the clocks here")
    field.fill("policy =\n<script>\n")
    expect(blank.page.locator(".pmkit-findings")).to_contain_text("line 1")
    expect(blank.page.locator(".pmkit-points")).to_contain_text("0 of 100")
