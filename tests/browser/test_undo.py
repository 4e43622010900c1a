"""Undo and redo in the builders: over all fields and moves, with the cursor at what changed, and saved each time."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

import pmkit
from pmkit.models.document import Document
from pmkit.models.factor import ContributingFactor, Factors
from pmkit.models.fishbone import Fishbone, FishboneCause
from pmkit.models.five_whys import FiveWhys, Why
from pmkit.models.practice.traps import Traps
from pmkit.models.rewrites import Rewrite, Rewrites

if TYPE_CHECKING:
    from pmkit.models.answer import Answer
    from pmkit.widgets.five_whys import FiveWhysBuilder
    from tests.browser.blank_page import BlankPage, Cell

pytestmark = pytest.mark.browser

Open = Callable[..., "BlankPage"]
CHAIN = FiveWhys(problem="Blocks were missed", whys=[Why(answer=one) for one in ("offline", "memory", "cache")])


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
    return pmkit.five_whys("answers/chain.toml")


def _saved(page: Page) -> None:
    page.wait_for_function("() => document.querySelector('.pmkit-status').dataset.state === 'saved'")


def _cursor(page: Page) -> list[object]:
    return page.evaluate("(({dataset, selectionStart}) => [dataset.where, selectionStart])(document.activeElement)")


def test_steps_over_all_fields_and_moves_go_back_and_forth_and_are_saved(open_page: Open) -> None:
    page, path = _start(open_page, _chain, "chain.toml", CHAIN)
    keys = page.keyboard

    def now() -> FiveWhys:
        _saved(page)
        return FiveWhys.load(path)

    states = [now()]
    page.get_by_label("Evidence").nth(1).focus()
    keys.type("E2", delay=15)
    states.append(now())
    page.locator(".pmkit-answer").nth(1).focus()
    keys.press("End")
    keys.type(" was full", delay=15)
    states.append(now())
    keys.press("Control+Shift+Enter")
    states.append(now())
    keys.type("no limit", delay=15)
    states.append(now())
    keys.press("Alt+ArrowUp")
    states.append(now())
    page.get_by_role("button", name="Put aside why 2").click()
    states.append(now())
    page.get_by_role("button", name="Remove why 3").click()
    states.append(now())
    expect(page.get_by_role("button", name="Undo")).to_be_focused()
    expect(page.locator(".pmkit-undone")).to_have_text("Removed why 3 and the 1 below it")
    page.get_by_role("button", name="+ Add an action").click()
    keys.type("Add an alert", delay=15)
    page.get_by_label("Priority").select_option("P1")
    states.append(now())
    assert len({state.model_dump_json() for state in states}) == len(states)

    for _ in range(3):  # the priority, the words, the action
        keys.press("Control+z")
    for state in states[-2::-1]:
        assert now().dump() == state.dump()
        keys.press("Control+z")
    assert now() == states[0]
    expect(page.get_by_role("button", name="Undo")).to_be_disabled()
    for state in states[1:-1]:
        keys.press("Control+Shift+z")
        assert now().dump() == state.dump()
    for _ in range(3):
        keys.press("Control+y")
    assert now() == states[-1]
    expect(page.get_by_role("button", name="Redo")).to_be_disabled()


def test_letters_are_taken_out_of_the_field_that_got_them_wherever_it_was_moved(open_page: Open) -> None:
    page, path = _start(open_page, _chain, "chain.toml", CHAIN)
    keys = page.keyboard
    page.locator(".pmkit-answer").nth(2).focus()
    keys.press("Control+Shift+Enter")
    keys.type("bus", delay=15)
    keys.press("Alt+ArrowUp")
    _saved(page)
    texts = lambda: [why.answer for why in FiveWhys.load(path).whys]  # noqa: E731 - read anew each time
    assert texts() == ["offline", "memory", "bus", "cache"]
    keys.press("Control+z")
    assert _cursor(page) == ["why 4, answer", 3]
    keys.press("Control+z")
    assert _cursor(page) == ["why 4, answer", 0]
    _saved(page)
    assert texts() == ["offline", "memory", "cache", ""]
    keys.press("Control+Shift+z")
    keys.press("Control+Shift+z")
    assert _cursor(page) == ["why 3, answer", 3]
    _saved(page)
    assert texts() == ["offline", "memory", "bus", "cache"]


def test_fifty_steps_are_kept_and_new_typing_ends_the_way_forth(open_page: Open) -> None:
    page, path = _start(open_page, _chain, "chain.toml", CHAIN)
    field = page.locator(".pmkit-answer").first
    field.focus()
    for number in range(60):
        page.keyboard.press("End")  # a cursor that moves ends a step
        page.keyboard.type(f"{number % 10}")
    for _ in range(50):
        page.keyboard.press("Control+z")
    expect(field).to_have_value("offline0123456789")
    page.keyboard.type("!")
    expect(page.get_by_role("button", name="Redo")).to_be_disabled()
    page.keyboard.press("Control+z")
    _saved(page)
    assert FiveWhys.load(path).whys[0].answer == "offline0123456789"


def test_a_pause_and_a_change_from_writing_to_deleting_end_a_step(open_page: Open) -> None:
    page, _ = _start(open_page, _chain, "chain.toml", CHAIN)
    field = page.locator(".pmkit-answer").first
    field.focus()
    page.keyboard.press("End")
    page.keyboard.type(" now", delay=10)
    page.keyboard.press("Backspace")
    page.keyboard.press("Backspace")
    page.wait_for_timeout(1100)
    page.keyboard.type("ight", delay=10)
    for value in ("offline n", "offline now", "offline"):
        page.keyboard.press("Control+z")
        expect(field).to_have_value(value)


def test_causes_factors_rewrites_and_texts_are_undone_too(open_page: Open) -> None:
    bones = Fishbone(causes=[FishboneCause(category="Tools", text=one) for one in ("No canary", "No gate")])
    page, path = _start(open_page, lambda: pmkit.fishbone("answers/fishbone.toml"), "fishbone.toml", bones)
    _saved(page)
    before = Fishbone.load(path)
    page.get_by_role("button", name="Nest Tools, cause 2").press("Enter")
    page.get_by_role("button", name="Remove Tools, cause 1").press("Enter")
    page.keyboard.press("Enter")  # the cursor is at Undo
    page.keyboard.press("Control+z")
    _saved(page)
    assert Fishbone.load(path) == before

    factor = ContributingFactor(category="Process", statement="No step asks for the date")
    page, path = _start(
        open_page, lambda: pmkit.factors("answers/factors.toml"), "factors.toml", Factors(factors=[factor])
    )
    page.get_by_label("Category").select_option("People")
    page.get_by_role("button", name="Remove factor 1").click()
    for _ in range(2):
        page.keyboard.press("Control+z")
    _saved(page)
    assert Factors.load(path).factors == [factor]

    given = Rewrites(rewrites=[Rewrite(original=one, text="") for one in ("She was sloppy.", "He forgot.")])
    texts = [one.original for one in given.rewrites]
    page, path = _start(open_page, lambda: pmkit.rewrites("answers/said.toml", texts), "said.toml", given)
    for number, words in ((1, "The careless job"), (2, "The job stopped")):
        page.get_by_label(f"Rewrite of statement {number}").focus()
        page.keyboard.type(words, delay=10)
    expect(page.locator(".pmkit-mark")).to_have_count(1)
    page.keyboard.press("Control+z")
    expect(page.locator(".pmkit-mark")).to_have_text("careless")
    page.keyboard.press("Control+z")
    expect(page.get_by_label("Rewrite of statement 1")).to_be_focused()
    _saved(page)
    assert [one.text for one in Rewrites.load(path).rewrites] == ["", ""]


def test_a_long_text_is_undone_with_the_changed_words_in_sight(open_page: Open) -> None:
    text = Document(text="A line of words.\n" * 120)
    page, path = _start(open_page, lambda: pmkit.editor("answers/text.md"), "text.md", text)
    page.locator(".pmkit-prose-text").press("Control+End")
    page.keyboard.type("The end.", delay=10)
    page.keyboard.press("Control+Home")
    page.keyboard.type("Begin. ", delay=10)
    page.keyboard.press("Control+z")
    page.keyboard.press("Control+z")
    bottom = "({scrollTop, clientHeight, scrollHeight}) => scrollTop + clientHeight > scrollHeight - 60"
    assert page.locator(".pmkit-prose").evaluate(bottom) is True
    _saved(page)
    assert path.read_text(encoding="utf-8") == "A line of words.\n" * 120


def test_a_trap_that_is_undone_leaves_its_statement_as_it_was(open_page: Open) -> None:
    page, path = _start(open_page, lambda: pmkit.traps("answers/traps.toml"), "traps.toml")
    statements = page.locator(".pmkit-trap-text").all_inner_texts()
    page.get_by_label("Trap in statement 1", exact=True).select_option("hindsight")
    page.get_by_label("Statement 2 said again").fill("The disk was full at 14:05.")
    page.keyboard.press("Control+z")
    page.keyboard.press("Control+z")
    _saved(page)
    assert Traps.load(path).traps == []
    assert page.locator(".pmkit-trap-text").all_inner_texts() == statements


def test_the_menu_of_the_browser_undoes_by_the_builder(open_page: Open) -> None:
    page, _ = _start(open_page, _chain, "chain.toml", CHAIN)
    field = page.locator(".pmkit-answer").first
    field.focus()
    page.keyboard.press("End")
    page.keyboard.type(" now", delay=10)
    page.wait_for_timeout(1100)
    page.keyboard.type(" or then", delay=10)
    command = {"type": "rawKeyDown", "key": "F20", "commands": ["undo"]}  # what the menu Edit sends
    page.context.new_cdp_session(page).send("Input.dispatchKeyEvent", command)
    expect(field).to_have_value("offline now")
    page.keyboard.press("Control+z")
    expect(field).to_have_value("offline")
