"""An instructor reads, in formgrader, what each line was read as, and changes one with a comment."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from pmkit.grading.assess import assess_folder

if TYPE_CHECKING:
    from grading.course import Course

    from tests.browser.lab.conftest import Lab

pytestmark = [pytest.mark.browser, pytest.mark.lab, pytest.mark.slow("nbgrader and a JupyterLab of their own")]

SAVED = "() => !document.querySelector('.comment-save-icon')?.checkVisibility()"
ANSWER = """\
problem = "The validator missed 100 consecutive blocks"
[[whys]]
answer = "The node was offline"
evidence = "E1"
[[whys]]
answer = "Its guardian ended the biggest eater"
evidence = "E2"
"""
READS = "why 2 reads as killed-by-kernel"


def test_an_instructor_sees_a_reading_and_changes_it_with_a_comment(
    course_lab: tuple[Lab, Course],
    context: BrowserContext,
    photograph: Callable[[Page, str], None],
) -> None:
    lab, course = course_lab
    folder = course.submit("ada", answer=ANSWER)
    course.run("autograde", "five-whys")
    before, after = (assess_folder("five-whys", folder, comment=words) for words in ("", READS))
    assert before.points < after.points <= before.points_up_to

    context.set_extra_http_headers({"Authorization": f"token {lab.token}"})
    page = context.new_page()
    page.goto(f"{lab.address}/formgrader/gradebook/five-whys/five-whys")
    with page.expect_response(lambda answer: "/api/comments" in answer.url):  # until then a comment is not kept
        page.locator("tbody a").first.click()
    expect(page.get_by_text("Its guardian ended the biggest eater").first).to_be_visible(timeout=30_000)
    expect(page.locator("code", has_text="killed-by-kernel").first).to_be_visible()
    photograph(page, "formgrader-readings")

    box = page.locator("textarea.comment").last
    box.fill(READS)
    with page.expect_response(lambda answer: "/api/comment/" in answer.url and answer.ok, timeout=60_000):
        box.press("Tab")
    photograph(page, "formgrader-comment")
    course.run("generate_feedback", "five-whys", "--force")
    page.reload()
    expect(page.get_by_text("read by an instructor").first).to_be_visible(timeout=30_000)
    photograph(page, "formgrader-read-again")
    page.goto(f"{lab.address}/formgrader/gradebook/five-whys/five-whys")
    expect(page.get_by_text(f"{round(after.points, 2):g} / 100").first).to_be_visible(timeout=30_000)
