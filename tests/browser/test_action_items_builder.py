"""The builder of action items: by keyboard alone, judged letter by letter as one types, and all of it on disk."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Page, expect

import pmkit
from pmkit.models.action_item import ActionItem
from pmkit.models.action_items import ActionItems, CritiqueLine
from pmkit.models.story.lever import Lever

if TYPE_CHECKING:
    from tests.browser.blank_page import BlankPage

pytestmark = pytest.mark.browser

Open = Callable[..., "BlankPage"]
PALE_TEXTS = Path(__file__).with_name("pale_texts.js").read_text(encoding="utf-8")
WEAK = ActionItem(text="Improve monitoring", owner="the team")
STRONG = ActionItem(
    text="Alert the gateway rota when a certificate has under a third of its lifetime left",
    owner="Marit Solberg",
    due=date(2026, 12, 14),
    priority="P3",
    created=date(2026, 11, 23),
)
SENTENCE = "Someone should look at the certificates"
LEVER = Lever(
    id="expiry-alert",
    says="alert … days before the end",
    kind="detect-future",
    does="nothing",
    because="",
    said_as=["alert"],
    unit="days",
    default=30,
)
UNNAMED = """() => [
  ...[...document.querySelectorAll('.pmkit-builder [data-field]')]
    .filter(f => !(f.ariaLabel ?? f.labels[0]?.textContent)),
  ...[...document.querySelectorAll('.pmkit-builder button')].filter(b => !/\\w/.test(b.ariaLabel ?? b.textContent)),
].map(node => node.outerHTML)"""
OUT_OF_PAGE = """() => {
  const root = document.querySelector('.pmkit-builder').getBoundingClientRect();
  return [...document.querySelectorAll('.pmkit-form *')].filter(one => one.checkVisibility())
    .filter(one => !one.closest('.pmkit-unseen, option, datalist'))
    .filter(one => one.getBoundingClientRect().right > root.right + 1)
    .map(one => one.outerHTML.slice(0, 120));
}"""


def start(open_page: Open, answer: ActionItems | None = None, **about: Any) -> tuple[BlankPage, Path]:
    """A page that shows the builder of a file, and that file."""
    blank = open_page(lambda: pmkit.action_items("answers/action_items.toml", **about))
    path = blank.folder / "answers" / "action_items.toml"
    if answer:
        answer.save(path)
    blank.run()
    expect(blank.page.locator(".pmkit-builder")).to_be_visible()
    return blank, path


def saved(page: Page, path: Path) -> ActionItems:
    page.wait_for_function("() => document.querySelector('.pmkit-status').dataset.state === 'saved'")
    return ActionItems.load(path)


def texts(page: Page) -> list[str]:
    return [field.input_value() for field in page.locator("[data-key=text]").all()]


def light(page: Page, number: int, letter: str) -> Any:
    return page.get_by_role("group", name=f"The letters of action {number}", exact=True).get_by_role(
        "button", name=letter
    )


def test_three_items_are_added_filled_moved_and_taken_back_with_the_keyboard_alone(open_page: Open) -> None:
    blank, path = start(open_page)
    page, keys = blank.page, blank.page.keyboard
    page.get_by_role("button", name="+ Add an action item").focus()
    keys.press("Enter")
    for value in (STRONG.text, STRONG.owner, "12142026"):
        keys.type(value)
        keys.press("Tab")
    if page.evaluate("() => document.activeElement.dataset.key") == "due":
        keys.press("Tab")  # past the button of the calendar
    keys.press("P")
    keys.press("ArrowDown")
    keys.press("ArrowDown")
    keys.press("Control+Enter")
    keys.type("Improve monitoring")
    keys.press("Control+Enter")
    keys.type("Cap the queue of the ledger import at 10,000 lines")
    answer = saved(page, path)
    created = answer.actions[0].created
    assert created is not None
    assert answer.actions[0] == STRONG.model_copy(update={"created": created})
    assert [one.text for one in answer.actions[1:]] == [
        "Improve monitoring",
        "Cap the queue of the ledger import at 10,000 lines",
    ]
    keys.press("Alt+ArrowUp")
    keys.press("Alt+ArrowUp")
    moved = ["Cap the queue of the ledger import at 10,000 lines", STRONG.text, "Improve monitoring"]
    assert [one.text for one in saved(page, path).actions] == moved
    expect(page.locator("[data-key=text]").first).to_be_focused()
    keys.press("Control+z")
    keys.press("Control+z")
    assert [one.text for one in saved(page, path).actions] == [STRONG.text, "Improve monitoring", moved[0]]
    keys.press("Control+y")
    assert [one.text for one in saved(page, path).actions] == [STRONG.text, moved[0], "Improve monitoring"]
    page.get_by_role("button", name="Remove action 2").focus()
    keys.press("Enter")
    assert len(saved(page, path).actions) == 2
    expect(page.get_by_role("button", name="Undo")).to_be_focused()
    keys.press("Enter")
    assert len(saved(page, path).actions) == 3
    assert page.evaluate(UNNAMED) == []
    blank.restart_kernel()
    blank.run()
    assert texts(page) == [one.text for one in ActionItems.load(path).actions]


def test_the_lights_follow_what_is_typed_and_say_why_in_words(open_page: Open) -> None:
    blank, _ = start(open_page, ActionItems(actions=[WEAK]))
    page, keys = blank.page, blank.page.keyboard
    expect(light(page, 1, "Specific")).to_have_attribute("data-state", "not-yet")
    expect(light(page, 1, "Time-bound: nothing written yet")).to_be_visible()
    says = page.locator(".pmkit-letter-says")
    expect(says).to_contain_text("Specific: not yet. “Improve monitoring” leaves open what is to be done")
    light(page, 1, "Specific").focus()
    keys.press("ArrowRight")
    keys.press("ArrowRight")
    expect(light(page, 1, "Assigned: not yet")).to_be_focused()
    expect(says).to_contain_text("“the team” is nobody in particular")
    expect(says).to_contain_text("Asked for by both of the module's lists.")
    keys.press("End")
    expect(says).to_contain_text("Realistic: asked, never scored.")
    expect(says).to_contain_text("Asked for by the module's list “Key Takeaways”.")
    page.get_by_label("Owner, action 1").fill("Marit Solberg")
    expect(light(page, 1, "Assigned: met")).to_be_visible()
    page.get_by_label("What will be done, action 1").fill(STRONG.text)
    expect(light(page, 1, "Specific: met")).to_be_visible()


def test_numbers_of_other_items_follow_when_rows_move_and_go(open_page: Open) -> None:
    second = STRONG.model_copy(update={"competes_with": [1]})
    items = [WEAK, second, ActionItem(text="Cap the queue", competes_with=[2])]
    blank, path = start(open_page, ActionItems(actions=items))
    page, keys = blank.page, blank.page.keyboard
    page.get_by_label("What will be done, action 3").focus()
    keys.press("Alt+ArrowUp")
    assert [one.competes_with for one in saved(page, path).actions] == [None, [3], [1]]
    page.get_by_role("button", name="More of action 3").focus()
    keys.press("Enter")
    expect(page.get_by_role("button", name="action 1 is no other way for action 3")).to_be_visible()
    page.get_by_label("One of these will do, action 3").select_option("2")
    assert saved(page, path).actions[2].competes_with == [1, 2]
    page.get_by_role("button", name="Remove action 1").click()
    assert [one.competes_with for one in saved(page, path).actions] == [[2], [1]]
    keys.press("Control+z")
    assert [one.competes_with for one in saved(page, path).actions] == [None, [3], [1, 2]]


def test_a_table_that_is_pasted_is_added_and_one_undo_takes_it_back(open_page: Open) -> None:
    blank, path = start(open_page, ActionItems(actions=[STRONG]))
    page, keys = blank.page, blank.page.keyboard
    (path.parent / "hers.toml").write_text(
        ActionItems(actions=[STRONG.model_copy(update={"ticket": "OPS-7"}), WEAK]).dump(), encoding="utf-8"
    )
    page.locator(".pmkit-import > summary").focus()
    keys.press("Enter")
    page.get_by_label("A table in Markdown or CSV").focus()
    keys.insert_text("Action,Owner\nCap the queue,Mina Okafor\n")
    page.get_by_role("button", name="Add what is pasted").focus()
    keys.press("Enter")
    expect(page.locator(".pmkit-brought")).to_contain_text("Read 1 action item")
    assert [one.text for one in saved(page, path).actions] == [STRONG.text, "Cap the queue"]
    keys.press("Control+z")
    assert saved(page, path).actions == [STRONG]
    page.get_by_label("Or the name of a file").fill("hers.toml")
    keys.press("Enter")
    expect(page.locator(".pmkit-brought")).to_contain_text("1 here already, 1 added")
    assert saved(page, path).actions == [STRONG.model_copy(update={"ticket": "OPS-7"}), WEAK]


def test_a_critique_is_given_letter_by_letter_with_the_keyboard(open_page: Open) -> None:
    blank, path = start(open_page, critique=SENTENCE)
    page, keys = blank.page, blank.page.keyboard
    expect(page.locator(".pmkit-original").first).to_have_text(SENTENCE)
    page.get_by_role("group", name="Specific").get_by_role("radio", name="met", exact=True).focus()
    keys.press("ArrowRight")
    keys.press("Tab")
    keys.type("which certificates?")
    page.get_by_label("What is wanting: assigned").fill("“someone” is nobody")
    expected = [
        CritiqueLine(letter="specific", met=False, says="which certificates?"),
        CritiqueLine(letter="assigned", met=False, says="“someone” is nobody"),
    ]
    assert saved(page, path).critique == expected
    blank.run()
    expect(page.get_by_label("What is wanting: specific")).to_have_value("which certificates?")
    expect(page.get_by_role("group", name="Specific").get_by_role("radio", name="not met")).to_be_checked()
    assert page.evaluate(UNNAMED) == []


def test_an_item_can_claim_to_move_a_lever_by_a_number(open_page: Open) -> None:
    blank, path = start(open_page, ActionItems(actions=[STRONG]), levers=[LEVER], roster=["Nerys Hale"])
    page = blank.page
    page.get_by_label("Claims to, action 1").select_option("expiry-alert")
    number = page.get_by_label("How far, action 1")
    expect(number).to_have_value("30")
    number.fill("21")
    item = saved(page, path).actions[0]
    assert (item.effect, item.effect_number) == ("expiry-alert", 21)
    assert page.locator("datalist option[value='Nerys Hale']").count() == 1


def test_the_worked_example_goes_letter_by_letter_with_the_keyboard(open_page: Open) -> None:
    blank, _ = start(open_page)
    page, keys = blank.page, blank.page.keyboard
    page.locator(".pmkit-worked > summary").focus()
    keys.press("Enter")
    page.get_by_role("button", name="Next letter").focus()
    for letter in ("specific", "measurable", "assigned", "time-bound", "prioritized", "realistic"):
        keys.press("Enter")
        expect(page.locator(".pmkit-worked-step")).to_contain_text(letter)
    expect(page.get_by_role("button", name="Step back")).to_be_focused()


@pytest.mark.parametrize("width", [1024, 1366, 1920])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_everything_fits_and_can_be_read_at_every_width(
    open_page: Open, photograph: Callable[[Page, str], None], width: int, theme: Any
) -> None:
    declined = ActionItem(text="Buy a safe", declined="The careless clerk is gone", status="declined")
    answer = ActionItems(actions=[WEAK, STRONG, STRONG, declined])
    blank, _ = start(open_page, answer, critique=SENTENCE, levers=[LEVER])
    page = blank.page
    blank.change_theme(theme)
    blank.resize(width, 800)
    expect(page.locator(".pmkit-of-whole")).to_contain_text("says again what an item above says")
    page.get_by_role("button", name="More of action 2").click()
    blank.settle()
    assert page.evaluate(OUT_OF_PAGE) == []
    assert page.evaluate(PALE_TEXTS) == []
    photograph(page, f"action-items-{width}-{theme}")


def test_what_is_needed_first_of_an_item_is_in_view_at_1024_pixels(open_page: Open) -> None:
    blank, _ = start(open_page, ActionItems(actions=[WEAK]))
    blank.resize(1024, 768)
    item = blank.page.locator(".pmkit-action-item")
    item.scroll_into_view_if_needed()
    for key in ("text", "owner", "due", "priority", "kind", "success"):
        expect(item.locator(f"[data-key={key}]")).to_be_in_viewport(ratio=1)
    tops = {item.locator(f"[data-key={key}]").bounding_box()["y"] for key in ("owner", "due", "priority", "kind")}
    assert len(tops) == 1
    expect(item.locator(".pmkit-lights")).to_be_in_viewport(ratio=1)
