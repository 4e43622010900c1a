"""What a builder says of an answer: once, at the line that it means; beside the form its name leads there."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

import pmkit
from pmkit.grading.exercise import load_exercise
from pmkit.models.document import Document
from pmkit.models.five_whys import FiveWhys, Why
from pmkit.models.rewrites import Rewrite, Rewrites

if TYPE_CHECKING:
    from pmkit.models.answer import Answer
    from pmkit.widgets.five_whys import FiveWhysBuilder
    from tests.browser.blank_page import BlankPage, Cell

pytestmark = pytest.mark.browser

Open = Callable[..., "BlankPage"]
BLAMING = FiveWhys(
    problem="Blocks were missed",
    whys=[
        Why(answer="The careless operator forgot the alert"),
        Why(answer="We should have tested it"),
        Why(answer=""),
        Why(answer="The engineer was careless"),
        Why(answer=""),
    ],
    root_cause="Human error",
)
# The sentences that can be seen more than once in the builder; its fields and its picture may quote one another.
SAID_TWICE = """() => {
  const parts = ".pmkit-builder :is(.pmkit-says, .pmkit-instead, .pmkit-why, .pmkit-example)";
  const texts = [...document.querySelectorAll(parts)]
    .filter((node) => node.checkVisibility()).map((node) => node.textContent.trim()).filter(Boolean);
  const all = document.createTreeWalker(document.querySelector(".pmkit-builder"), NodeFilter.SHOW_TEXT);
  let body = "";
  while (all.nextNode()) {
    const { parentElement, data } = all.currentNode;
    if (parentElement.checkVisibility() && !parentElement.closest(".pmkit-unseen, .pmkit-mirror")) body += `${data}\n`;
  }
  return [...new Set(texts)].filter((text) => body.split(text).length !== 2);
}"""


def _start(open_page: Open, cell: Cell, path: str, answer: Answer) -> Page:
    """A page that shows the builder of `answers/<path>`, which holds this answer."""
    blank = open_page(cell)
    answer.save(blank.folder / "answers" / path)
    blank.run()
    expect(blank.page.locator(".pmkit-builder")).to_be_visible()
    return blank.page


def _chain() -> FiveWhysBuilder:
    return pmkit.five_whys("answers/chain.toml")


def _graded_chain() -> FiveWhysBuilder:
    return pmkit.five_whys("answers/chain.toml", exercise="five-whys")


def _open(page: Page) -> list[str]:
    return page.locator(".pmkit-remark:visible").all_inner_texts()


def test_three_remarks_stand_at_their_lines_and_the_rest_behind_show_more(open_page: Open) -> None:
    page = _start(open_page, _chain, "chain.toml", BLAMING)
    names = page.locator(".pmkit-finding")
    expect(names).to_have_count(3)
    assert len(_open(page)) == 3
    assert page.evaluate(SAID_TWICE) == []
    under = """() => [...document.querySelectorAll(".pmkit-remarks")].every((box) => {
      const field = document.querySelector(`[aria-describedby~="${box.id}"]`);
      return box.getBoundingClientRect().top >= field.getBoundingClientRect().bottom - 1;
    })"""
    assert page.evaluate(under) is True
    more = page.get_by_role("button", name="Show ").first
    total = 3 + int(more.inner_text().split()[1])
    page.get_by_role("button", name=" at Why ").filter(has_text="more note").first.press("Enter")
    assert 3 < len(_open(page)) <= total
    assert page.evaluate(SAID_TWICE) == []
    more.press("Enter")
    expect(names).to_have_count(total)
    assert page.evaluate(SAID_TWICE) == []
    for details in page.locator(".pmkit-reason-why summary").all():
        details.click()
    assert page.evaluate(SAID_TWICE) == []
    page.get_by_role("button", name="Show fewer").press("Enter")
    expect(names).to_have_count(3)


def test_a_reason_that_was_opened_stays_open_while_one_types(open_page: Open) -> None:
    page = _start(open_page, _chain, "chain.toml", BLAMING)
    reason = page.locator(".pmkit-reason-why").last
    reason.locator("summary").click()
    expect(reason.locator(".pmkit-why").first).to_be_visible()
    page.get_by_label("What happened").fill("Blocks were missed for an hour")
    page.wait_for_function("() => document.querySelector('.pmkit-status').dataset.state === 'saved'")
    expect(reason.locator(".pmkit-why").first).to_be_visible()


def test_what_is_open_in_an_exercise_is_open_at_its_field(open_page: Open) -> None:
    answer = load_exercise("five-whys").model_answer
    assert isinstance(answer, FiveWhys)
    answer.actions = [answer.actions[0].model_copy(update={"owner": None})]
    page = _start(open_page, _graded_chain, "chain.toml", answer)
    expect(page.locator(".pmkit-feedback")).to_contain_text("of 100 points so far")
    expect(page.locator(".pmkit-feedback")).not_to_contain_text("Nothing to point out")
    remark = page.locator(".pmkit-action .pmkit-remark")
    expect(remark).to_contain_text("points open")
    expect(remark).to_contain_text("Give the action one owner")
    page.locator(".pmkit-finding-head").filter(has_text="Action documented").press("Enter")
    expect(page.get_by_label("Owner").or_(page.get_by_label("What will be done"))).to_have_count(2)
    assert page.evaluate("document.activeElement.dataset.where.startsWith('action 1')")
    page.get_by_label("Owner").fill("Tomasz Wren")
    expect(page.locator(".pmkit-points")).to_have_text("100 of 100 points so far", timeout=20_000)
    expect(page.locator(".pmkit-feedback")).to_contain_text("Nothing to point out")


def test_before_anything_is_written_nothing_is_said_to_be_fine(open_page: Open) -> None:
    problem = load_exercise("five-whys").scenario.problem
    page = _start(open_page, _graded_chain, "chain.toml", FiveWhys(problem=problem))
    expect(page.locator(".pmkit-feedback")).to_contain_text("0 of 100 points so far")
    expect(page.locator(".pmkit-feedback")).to_contain_text("Not begun yet.")
    assert _open(page) == []


def test_rewrites_are_told_below_each_and_once(open_page: Open) -> None:
    given = ["The team was sloppy.", "Linh forgot the backup.", "Ops slept."]
    texts = [
        "We should have tested the careless job.",
        "The careless job stopped.",
        "The careless job obviously stopped.",
    ]
    answer = Rewrites(rewrites=[Rewrite(original=one, text=text) for one, text in zip(given, texts, strict=True)])
    page = _start(open_page, lambda: pmkit.rewrites("answers/told.toml", given), "told.toml", answer)
    expect(page.locator(".pmkit-mark").first).to_be_visible()
    assert len(_open(page)) == 3
    assert page.evaluate(SAID_TWICE) == []
    page.get_by_label("Rewrite of statement 3").press("Control+End")
    for _ in range(6):
        page.keyboard.press("F8")
        current = page.locator(".pmkit-remark[data-current]:visible")
        expect(current).to_have_count(1)
        expect(page.locator(".pmkit-note:visible")).to_have_count(0)
    assert page.evaluate(SAID_TWICE) == []


def test_in_a_long_text_the_words_are_explained_where_they_stand(open_page: Open) -> None:
    page = _start(
        open_page,
        lambda: pmkit.editor("answers/told.md"),
        "told.md",
        Document(text="It was careless.\n\nWe should have tested it."),
    )
    expect(page.locator(".pmkit-finding-head")).to_have_count(2)
    expect(page.locator(".pmkit-finding-head").first).to_contain_text("Line ")
    expect(page.locator(".pmkit-remark")).to_have_count(0)
    page.locator(".pmkit-finding-head").last.press("Enter")
    expect(page.locator(".pmkit-note")).to_be_visible()
    assert page.evaluate(SAID_TWICE) == []


def test_a_line_that_moves_takes_its_remark_along(open_page: Open) -> None:
    whys = [
        Why(answer="The cache grew"),
        Why(answer="The careless operator", parent=1),
        Why(answer="No limit", parent=1),
    ]
    page = _start(open_page, _chain, "chain.toml", FiveWhys(problem="Blocks were missed", whys=whys))
    page.locator(".pmkit-answer").nth(1).focus()
    page.keyboard.press("Alt+ArrowDown")
    expect(page.locator(".pmkit-why-card").nth(2).locator(".pmkit-remark").first).to_contain_text("operator")
    expect(page.locator(".pmkit-why-card").nth(1).locator(".pmkit-remark").filter(has_text="operator")).to_have_count(0)
