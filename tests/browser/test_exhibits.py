"""The exhibits of an incident stand beside the form, and are cited with a key."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

import pmkit
from pmkit.grading.exercise import load_exercise
from pmkit.models.fishbone import Fishbone, FishboneCause
from pmkit.models.five_whys import FiveWhys, Why
from pmkit.widgets.builder import live
from pmkit.widgets.five_whys import FiveWhysBuilder

if TYPE_CHECKING:
    from pmkit.models.answer import Answer
    from tests.browser.blank_page import BlankPage, Cell

pytestmark = pytest.mark.browser

Open = Callable[..., "BlankPage"]
EXHIBITS = load_exercise("five-whys").scenario.exhibits
CHAIN = FiveWhys(problem="Blocks were missed", whys=[Why(answer="offline", evidence="E1"), Why(answer="memory")])


def _start(open_page: Open, cell: Cell, path: str, answer: Answer | None = None) -> tuple[Page, Path]:
    """A page that shows the builder of `answers/<path>`, and that file."""
    blank = open_page(cell)
    file = blank.folder / "answers" / path
    if answer:
        answer.save(file)
    blank.run()
    expect(blank.page.locator(".pmkit-builder")).to_be_visible()
    return blank.page, file


def _chain() -> FiveWhysBuilder:
    return pmkit.five_whys("answers/chain.toml", exercise="five-whys")


def _where(page: Page) -> str:
    return page.evaluate("document.activeElement.dataset.where")


def _saved(page: Page) -> None:
    page.wait_for_function("() => document.querySelector('.pmkit-status').dataset.state === 'saved'")


@pytest.mark.parametrize("width", [1024, 1366])
def test_an_exhibit_is_cited_with_the_keyboard_alone(open_page: Open, width: int) -> None:
    page, file = _start(open_page, _chain, "chain.toml", CHAIN)
    page.set_viewport_size({"width": width, "height": 768})
    keys = page.keyboard
    assert page.locator(".pmkit-exhibit-id").all_text_contents() == [one.id for one in EXHIBITS]
    expect(page.locator(".pmkit-help")).to_contain_text("Alt+E goes to the exhibits")
    page.locator(".pmkit-answer").nth(1).focus()
    keys.press("End")
    keys.press("Alt+e")
    expect(page.get_by_role("button", name="Cite E1")).to_be_focused()
    expect(page.locator(".pmkit-exhibit").first).to_contain_text(EXHIBITS[0].text)
    keys.press("ArrowDown")
    expect(page.get_by_role("button", name="Cite E2")).to_be_focused()
    keys.press("Enter")
    assert _where(page) == "why 2, evidence"
    keys.type(", 15.8 GB", delay=10)
    keys.press("Alt+e")
    keys.press("4")
    assert _where(page) == "why 2, evidence"
    keys.press("Alt+e")
    keys.press("4")  # once is enough
    expect(page.get_by_label("Evidence").nth(1)).to_have_value("E2, 15.8 GB, E4")
    _saved(page)
    assert [why.evidence for why in FiveWhys.load(file).whys] == ["E1", "E2, 15.8 GB, E4"]
    covered = """() => {
      const box = document.activeElement.getBoundingClientRect();
      return document.activeElement.contains(document.elementFromPoint(box.left + 4, box.top + 4));
    }"""
    assert page.evaluate(covered) is True
    keys.press("Control+z")
    expect(page.get_by_label("Evidence").nth(1)).to_have_value("E2, 15.8 GB")


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1440, 900), (1920, 1080)])
def test_exhibits_have_two_fifths_of_the_height_beside_a_half_written_answer(
    open_page: Open, width: int, height: int
) -> None:
    half = FiveWhys(problem="Blocks were missed", whys=[Why(answer=f"Somebody forgot step {n}") for n in range(4)])
    page, _ = _start(open_page, _chain, "chain.toml", half)
    page.set_viewport_size({"width": width, "height": height})
    expect(page.locator("[data-pane=feedback] .pmkit-finding").nth(2)).to_be_visible()
    expect(page.locator(".pmkit-picture svg")).to_be_visible()
    page.evaluate("() => window.settled()")
    measured = """() => {
      const stack = document.querySelector(".pmkit-stack");
      const panes = [...stack.children].map((pane) => [pane.dataset.pane, pane.offsetHeight]);
      return { room: stack.clientHeight, over: stack.scrollHeight - stack.clientHeight, ...Object.fromEntries(panes) };
    }"""
    sizes = page.evaluate(measured)
    assert sizes["exhibits"] >= 0.4 * sizes["room"] - 1, sizes
    assert min(sizes["picture"], sizes["feedback"]) >= 0.18 * sizes["room"], sizes
    assert sizes["over"] <= 1, sizes


def test_escape_leads_back_to_where_one_was(open_page: Open) -> None:
    page, _ = _start(open_page, _chain, "chain.toml", CHAIN)
    page.locator(".pmkit-answer").first.focus()
    page.locator(".pmkit-answer").first.evaluate("(field) => field.setSelectionRange(3, 3)")
    page.keyboard.press("Alt+e")
    page.keyboard.press("Escape")
    assert _where(page) == "why 1, answer"
    assert page.evaluate("document.activeElement.selectionStart") == 3


def test_more_exhibits_than_a_line_can_rest_on_are_asked_about(open_page: Open) -> None:
    chain = FiveWhys(problem="Blocks were missed", whys=[Why(answer="offline", evidence="E1, E2, E3")])
    page, _ = _start(open_page, _chain, "chain.toml", chain)
    page.locator(".pmkit-answer").first.focus()
    page.keyboard.press("Alt+e")
    page.keyboard.press("4")
    expect(page.locator(".pmkit-cited-words")).to_contain_text("more than 3 exhibits rests on none")


def test_where_a_line_has_no_evidence_it_is_said(open_page: Open) -> None:
    page, _ = _start(open_page, _chain, "chain.toml", CHAIN)
    page.get_by_label("What the asking ended at").focus()
    page.keyboard.press("Alt+e")
    page.keyboard.press("Enter")
    expect(page.locator(".pmkit-cited-words")).to_contain_text("Go to a line that has evidence first")


def test_causes_and_texts_cite_too(open_page: Open) -> None:
    bones = Fishbone(causes=[FishboneCause(category="Tools", text="No canary")])
    cell = lambda: pmkit.fishbone("answers/bones.toml", exercise=pmkit.exercise("fishbone"))  # noqa: E731 - a cell
    page, _ = _start(open_page, cell, "bones.toml", bones)
    page.get_by_label("Tools, cause 1", exact=True).focus()
    page.keyboard.press("Alt+e")
    page.keyboard.press("3")
    expect(page.get_by_label("Evidence of Tools, cause 1")).to_have_value("E3")

    cell = lambda: pmkit.editor("answers/text.md", exercise="five-whys")  # noqa: E731 - as above
    page, file = _start(open_page, cell, "text.md")
    page.locator(".pmkit-prose-text").focus()
    page.keyboard.type("The node was offline", delay=10)
    page.keyboard.press("Alt+e")
    page.keyboard.press("1")
    page.keyboard.type(".", delay=10)
    _saved(page)
    assert file.read_text(encoding="utf-8") == "The node was offline (E1)."


def test_exhibits_are_shown_as_they_are_written(open_page: Open) -> None:
    story = load_exercise("five-whys").scenario
    harm = {"text": "<img src=x onerror='window.hurt=1'>", "source": "<b>S</b>"}
    hurt = story.model_copy(update={"exhibits": [one.model_copy(update=harm) for one in story.exhibits]})
    page, _ = _start(open_page, lambda: live(FiveWhysBuilder, "answers/hurt.toml", hurt), "hurt.toml")
    expect(page.locator(".pmkit-exhibit").first).to_contain_text("<b>S</b> <img src=x onerror='window.hurt=1'>")
    assert page.evaluate("window.hurt") is None


def test_without_an_incident_there_are_no_exhibits(open_page: Open) -> None:
    page, _ = _start(open_page, lambda: pmkit.five_whys("answers/free.toml"), "free.toml", CHAIN)
    expect(page.locator("[data-pane=exhibits]")).to_have_count(0)
    expect(page.locator(".pmkit-help")).not_to_contain_text("exhibits")
