"""The board of action items: cards are moved by keys and by drag, Python refuses and asks, and the file has it all."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Locator, Page, expect

import pmkit
from pmkit.models.action_item import MOVES, ActionItem, StatusChange, move
from pmkit.models.action_items import ActionItems

if TYPE_CHECKING:
    from tests.browser.blank_page import BlankPage

pytestmark = pytest.mark.browser

Open = Callable[..., "BlankPage"]
Photograph = Callable[[Page, str], None]
ON = date(2026, 12, 7)
SAVED = re.compile(r"Saved \d")
PALE_TEXTS = Path(__file__).with_name("pale_texts.js").read_text(encoding="utf-8")
LAYOUT_FLAWS = (Path(__file__).parent / "lab" / "layout_flaws.js").read_text(encoding="utf-8")
LEAST = {".pmkit-column": (150, 40), ".pmkit-item": (130, 60)}
"""The least size of a column and of a card, in pixels."""
AS_IN_JUPYTERLAB = """() => {
  const node = document.querySelector(".jp-NotebookPanel");
  window.jupyterapp = { shell: { currentWidget: { node } } };
}"""
TEXT = "Alert when a certificate has under a third of its lifetime left"


def _few() -> ActionItems:
    first = ActionItem(text=TEXT, due=ON + timedelta(days=3), priority="P1", created=ON - timedelta(days=4))
    second = ActionItem(text="Write the runbook", owner="Nerys Hale", due=ON - timedelta(days=2), priority="P3")
    third = ActionItem(text="Rotate the signing keys", owner="Mina Okafor", status="blocked")
    return ActionItems(actions=[first, second, third])


def _many(count: int) -> ActionItems:
    """Items in every state, with short and long words."""
    owners = ("Mina Okafor", "Teodor Vance", "Nerys Hale", "Marit Solberg-Vandermeersch", "")
    texts = (TEXT, "Write the runbook for a full disk", "Rehearse the restore of the ledger twice a year, timed")
    items = []
    for number in range(count):
        made = ActionItem(
            text=f"{texts[number % 3]} ({number + 1})",
            owner=owners[number % 5] or ("Ines Marlow" if number % 7 else ""),
            due=ON + timedelta(days=number % 23 - 9) if number % 6 else None,
            priority=("P1", "P2", "P3", None)[number % 4],
            created=ON - timedelta(days=number % 40),
        )
        for to in (("open",), ("open", "in-progress"), ("open", "in-progress", "done"), (), ("declined",))[number % 5]:
            if to == "open" and not made.owner:
                break
            day = ON - timedelta(days=number % 9)
            made = move(made, to, on=day, by="Mina Okafor", note="seen in staging, OPS-123")
        items.append(made)
    return ActionItems(actions=items)


def _start(open_page: Open, answer: ActionItems | None = None, **settings: object) -> tuple[BlankPage, Path]:
    blank = open_page(lambda: pmkit.board("answers/action_items.toml", on=ON, **settings))
    path = blank.folder / "answers" / "action_items.toml"
    if answer:
        answer.save(path)
    blank.run()
    expect(blank.page.locator(".pmkit-builder")).to_be_visible()
    return blank, path


def _column(page: Page, name: str) -> Locator:
    return page.locator(f".pmkit-column[data-state={name}]")


def _card(page: Page, text: str) -> Locator:
    return page.locator(".pmkit-item").filter(has_text=text)


def _said(page: Page) -> Locator:
    return page.locator(".pmkit-board-said")


@pytest.mark.parametrize("count", [0, 5, 60])
def test_it_fits_every_screen_and_theme(open_page: Open, photograph: Photograph, count: int) -> None:
    blank, _ = _start(open_page, _many(count))
    page = blank.page
    page.evaluate(AS_IN_JUPYTERLAB)
    for width, height in ((1024, 768), (1366, 768), (1920, 1080)):
        for theme in ("light", "dark"):
            blank.resize(width, height)
            blank.change_theme(theme)
            assert page.evaluate(LAYOUT_FLAWS, LEAST) == []
            assert page.evaluate(PALE_TEXTS) == []
            photograph(page, f"board-{count}-{width}-{theme}")
    page.get_by_role("tab", name="Weekly review").click()
    blank.resize(1024, 768)
    assert page.evaluate(LAYOUT_FLAWS, LEAST) == []


def test_a_card_goes_through_its_whole_life_by_keys_alone(open_page: Open) -> None:
    blank, path = _start(open_page, _few())
    page = blank.page
    page.get_by_label("Who moves cards").fill("Ines Marlow")
    page.get_by_role("tab", name="Board").focus()
    page.keyboard.press("Tab")  # the panel, which scrolls
    page.keyboard.press("Tab")
    expect(_card(page, "Write the runbook")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(_card(page, TEXT)).to_be_focused()

    def choose(to: str, *, words: str = "") -> None:
        page.keyboard.press("Enter")
        expect(page.get_by_role("menuitem").first).to_be_focused()
        while to not in page.evaluate("document.activeElement.textContent"):
            page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        if words:
            page.keyboard.type(words)
            page.keyboard.press("Control+Enter")
        expect(_column(page, to.lower().replace(" ", "-")).locator(".pmkit-item", has_text=TEXT)).to_be_focused()
        expect(_said(page)).to_contain_text(f"to {to}")

    choose("Open", words="Nerys Hale")
    choose("In progress")
    choose("Done", words="The alert fired in staging")
    choose("Reopened", words="It fired for the wrong host")
    choose("Declined", words="The service is switched off")
    expect(page.locator(".pmkit-status")).to_have_text(SAVED)
    item = ActionItems.load(path).actions[0]
    assert item.owner == "Nerys Hale"
    assert item.history == [
        StatusChange(status="new"),
        *(
            StatusChange(status=status, on=ON, by="Ines Marlow", note=note)
            for status, note in (
                ("open", None),
                ("in-progress", None),
                ("done", "The alert fired in staging"),
                ("reopened", "It fired for the wrong host"),
                ("declined", "The service is switched off"),
            )
        ),
    ]
    blank.restart_kernel()
    blank.run()
    card = _column(page, "declined").locator(".pmkit-item", has_text=TEXT)
    card.locator("summary").click()
    expect(card.locator(".pmkit-item-history li")).to_have_count(6)
    expect(card).to_contain_text("Done 2026-12-07, Ines Marlow: The alert fired in staging")


def test_the_menu_offers_the_legal_moves_alone_and_arrows_go_from_card_to_card(open_page: Open) -> None:
    blank, _ = _start(open_page, _few())
    page = blank.page
    _card(page, "Rotate the signing keys").focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowDown")
    expect(_card(page, TEXT)).to_be_focused()  # by due date, the runbook is above
    page.keyboard.press("ArrowRight")
    expect(_card(page, "Rotate the signing keys")).to_be_focused()
    page.keyboard.press("Enter")
    assert [one.get_attribute("data-to") for one in page.get_by_role("menuitem").all()] == list(MOVES["blocked"])
    page.keyboard.press("Escape")
    expect(page.get_by_role("menuitem")).to_have_count(0)
    expect(_card(page, "Rotate the signing keys")).to_be_focused()


def test_a_card_is_dragged_and_the_move_is_undone_and_done_again(open_page: Open) -> None:
    blank, path = _start(open_page, _few())
    page = blank.page
    _card(page, "Write the runbook").drag_to(_column(page, "open"))
    expect(_column(page, "open").locator(".pmkit-item")).to_have_count(1)
    expect(_said(page)).to_contain_text("“Write the runbook” moved from New to Open")
    assert ActionItems.load(path).actions[1].state == "open"
    page.get_by_role("button", name="Undo").click()
    expect(_column(page, "open").locator(".pmkit-item")).to_have_count(0)
    assert ActionItems.load(path) == _few()
    page.get_by_role("button", name="Redo").click()
    expect(_column(page, "open").locator(".pmkit-item")).to_have_count(1)
    page.keyboard.press("Control+z")
    expect(_column(page, "open").locator(".pmkit-item")).to_have_count(0)
    expect(_said(page)).to_contain_text("is New again")


def test_an_illegal_drop_is_refused_with_the_legal_moves_named(open_page: Open) -> None:
    blank, path = _start(open_page, _few())
    page = blank.page
    before = path.read_bytes()
    _card(page, "Write the runbook").drag_to(_column(page, "done"))
    expect(_said(page)).to_have_text("Not moved: 'new' cannot go to 'done'; from here it goes to open or declined")
    expect(_card(page, "Write the runbook").get_by_role("alert")).to_contain_text("it goes to open or declined")
    assert path.read_bytes() == before


def test_what_a_move_needs_is_asked_for_and_python_says_what_is_wanting(open_page: Open) -> None:
    blank, path = _start(open_page, _few())
    page = blank.page
    card = _card(page, "Rotate the signing keys")
    card.get_by_role("button", name="Move to").click()
    card.get_by_role("menuitem", name="Declined").click()
    card.get_by_role("button", name="Move to Declined").click()
    expect(card.get_by_role("alert")).to_contain_text("declined needs the reason for not acting")
    card.get_by_label("The reason for not acting").fill("The keys are gone in January")
    card.get_by_role("button", name="Move to Declined").click()
    expect(_column(page, "declined")).to_contain_text("because: The keys are gone in January")
    assert ActionItems.load(path).actions[2].declined == "The keys are gone in January"


def test_the_filter_shows_the_items_of_an_owner_and_a_priority(open_page: Open) -> None:
    blank, _ = _start(open_page, _few())
    page = blank.page
    page.get_by_label("Owner").select_option("Nerys Hale")
    expect(page.locator(".pmkit-item")).to_have_count(1)
    expect(page.locator(".pmkit-board-seen")).to_have_text("1 of 3 items shown")
    page.get_by_label("Priority", exact=True).select_option("P1")
    expect(page.locator(".pmkit-item")).to_have_count(0)
    expect(_column(page, "new")).to_contain_text("None here fits the filter")
    page.get_by_label("Owner").select_option("Nobody yet")
    expect(page.locator(".pmkit-item")).to_have_count(1)
    expect(page.locator(".pmkit-item")).to_contain_text(TEXT)


def test_the_weekly_review_lists_what_is_asked_about_and_leads_to_the_card(open_page: Open) -> None:
    blank, _ = _start(open_page, _few())
    page = blank.page
    page.get_by_label("Owner").select_option("Nerys Hale")
    page.get_by_role("tab", name="Weekly review").click()
    page.get_by_label("Owner").select_option("All owners")
    groups = page.locator(".pmkit-review-group")
    expect(groups.filter(has_text="Overdue (1)")).to_contain_text("2 days late: 2026-12-05")
    expect(groups.filter(has_text="Blocked (1)")).to_contain_text("Rotate the signing keys")
    expect(groups.filter(has_text="Due this week (1)")).to_contain_text("due in 3 days")
    groups.filter(has_text="Blocked (1)").get_by_role("button").click()
    expect(_card(page, "Rotate the signing keys")).to_be_focused()


def test_what_another_program_wrote_meanwhile_is_kept_and_shown(open_page: Open) -> None:
    blank, path = _start(open_page, _few())
    page = blank.page
    theirs = _few()
    theirs.actions[2] = theirs.actions[2].model_copy(update={"owner": "Teodor Vance"})
    theirs.actions.append(ActionItem(text="Written elsewhere"))
    theirs.save(path)
    _card(page, "Write the runbook").drag_to(_column(page, "open"))
    expect(_column(page, "open").locator(".pmkit-item")).to_have_count(1)
    expect(page.locator(".pmkit-item")).to_have_count(4)
    now = ActionItems.load(path)
    assert [now.actions[1].state, now.actions[2:]] == ["open", theirs.actions[2:]]
    assert list(path.parent.glob("*changed-elsewhere*")) == []


def test_a_move_made_while_the_kernel_is_silent_is_made_when_it_is_back(open_page: Open) -> None:
    blank, path = _start(open_page, _few())
    page = blank.page
    blank.kernel.is_silent = True
    _card(page, "Write the runbook").drag_to(_column(page, "open"))
    expect(page.locator(".pmkit-status")).to_contain_text("the kernel does not answer")
    blank.restart_kernel()
    blank.run()
    expect(_column(page, "open").locator(".pmkit-item")).to_have_count(1)
    expect(page.locator(".pmkit-status")).to_have_text(SAVED)
    assert ActionItems.load(path).actions[1].state == "open"


def test_nothing_is_cut_while_a_card_asks_for_what_a_move_needs(open_page: Open, photograph: Photograph) -> None:
    blank, _ = _start(open_page, _many(60))
    page = blank.page
    page.evaluate(AS_IN_JUPYTERLAB)
    blank.resize(1024, 1000)
    card = _column(page, "in-progress").locator(".pmkit-item").first
    card.focus()
    page.keyboard.press("Enter")
    assert page.evaluate(LAYOUT_FLAWS, LEAST) == []
    card.get_by_role("menuitem", name="Done").click()
    card.locator("summary").click()
    card.get_by_role("button", name="Move to Done").click()
    expect(card.get_by_role("alert")).to_contain_text("done needs what shows that it works")
    expect(card.get_by_label("What shows that it works")).to_be_focused()
    assert page.evaluate(LAYOUT_FLAWS, LEAST) == []
    photograph(page, "board-asks")


def test_a_name_stays_for_the_next_cards_while_the_kernel_lives(open_page: Open) -> None:
    blank, _ = _start(open_page, _few())
    blank.page.get_by_label("Who moves cards").fill("Ines Marlow")
    blank.page.get_by_label("Owner").focus()
    blank.settle()
    blank.run()
    expect(blank.page.get_by_label("Who moves cards")).to_have_value("Ines Marlow")


def test_the_table_and_the_board_of_one_file_show_each_others_changes_and_lose_none(open_page: Open) -> None:
    path = "answers/action_items.toml"
    blank = open_page(lambda: pmkit.action_items(path), lambda: pmkit.board(path, on=ON))
    page, file = blank.page, blank.folder / path
    _few().save(file)
    blank.run(0)
    blank.run(1)
    table, board = page.locator(".pmkit-builder").first, page.locator(".pmkit-action-board")
    text = table.locator("textarea").filter(visible=True).first
    expect(text).to_have_value(TEXT)
    text.fill(f"{TEXT} (both regions)")
    expect(board.locator(".pmkit-item", has_text="both regions")).to_have_count(1)
    card = board.locator(".pmkit-item", has_text="Write the runbook")
    card.get_by_role("button", name="Move to").click()
    card.get_by_role("menuitem", name="Open").click()
    expect(board.locator("[data-state=open] .pmkit-item")).to_have_count(1)
    expect(table.locator(".pmkit-undo")).to_be_disabled()  # it would take the line of the history with it
    text.fill(f"{TEXT} (all regions)")
    expect(board.locator(".pmkit-item", has_text="all regions")).to_have_count(1)
    now = ActionItems.load(file)
    assert now.actions[0].text == f"{TEXT} (all regions)"
    assert now.actions[1] == move(_few().actions[1], "open", on=ON)
    assert list(file.parent.glob("*changed-elsewhere*")) == []
    expect(page.locator(".pmkit-notice")).to_have_count(0)
