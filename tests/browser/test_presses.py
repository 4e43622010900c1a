"""A button that is pressed does what it says, whatever moves between the press of the mouse and its release."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Locator, Page, expect

import pmkit
from pmkit.models.five_whys import FiveWhys, Why

if TYPE_CHECKING:
    from tests.browser.blank_page import BlankPage

pytestmark = pytest.mark.browser

Open = Callable[..., "BlankPage"]
ACTIONS = ".pmkit-action"


def _start(open_page: Open) -> BlankPage:
    blank = open_page(lambda: pmkit.five_whys("answers/chain.toml"))
    whys = [Why(answer="The node was offline"), Why(answer="Its process ran out of memory")]
    FiveWhys(problem="Blocks were missed", whys=whys).save(blank.folder / "answers" / "chain.toml")
    blank.run()
    expect(blank.page.locator(".pmkit-answer")).to_have_count(2)
    return blank


def _add(page: Page) -> Locator:
    return page.get_by_role("button", name="+ Add an action")


def _press(page: Page) -> None:
    """The mouse goes down on the button, and stays down."""
    _add(page).scroll_into_view_if_needed()
    box = _add(page).bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()


def _shift(page: Page) -> None:
    """Something appears above the builder, as when another cell shows more."""
    before = _add(page).bounding_box()
    page.locator(".pmkit-builder").evaluate("(node) => { node.style.marginTop = '90px'; }")
    after = _add(page).bounding_box()
    assert before
    assert after
    assert after["y"] - before["y"] > 60


def test_a_remark_that_comes_while_a_button_is_pressed_waits_for_its_release(open_page: Open) -> None:
    blank = _start(open_page)
    page = blank.page
    page.locator(".pmkit-answer").last.click()
    page.keyboard.press("Control+a")
    page.keyboard.type("The careless engineer forgot to set a limit")
    _press(page)  # leaves the field, so that what was typed is sent at once
    at_press = _add(page).bounding_box()
    blank.settle()
    assert "careless" in (blank.folder / "answers" / "chain.toml").read_text(encoding="utf-8")
    assert _add(page).bounding_box() == at_press
    page.mouse.up()
    expect(page.locator(ACTIONS)).to_have_count(1)
    expect(page.locator(".pmkit-why-card").last.locator(".pmkit-remarks")).to_contain_text("careless")


def test_a_button_that_moves_away_under_the_pointer_is_pressed_once(open_page: Open) -> None:
    blank = _start(open_page)
    page = blank.page
    _press(page)
    _shift(page)
    page.mouse.up()
    expect(page.locator(ACTIONS)).to_have_count(1)
    blank.settle()
    expect(page.locator(ACTIONS)).to_have_count(1)
    _press(page)
    page.mouse.up()
    expect(page.locator(ACTIONS)).to_have_count(2)


def test_a_pointer_that_is_moved_off_a_button_presses_nothing(open_page: Open) -> None:
    blank = _start(open_page)
    page = blank.page
    _press(page)
    page.mouse.move(5, 5)
    page.mouse.up()
    blank.settle()
    expect(page.locator(ACTIONS)).to_have_count(0)
    page.locator(".pmkit-answer").last.fill("A cache has no limit")
    expect(page.locator(".pmkit-picture")).to_contain_text("A cache has no limit")  # nothing is held back for ever
