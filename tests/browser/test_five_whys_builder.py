"""The 5 Whys builder: what is typed is on disk, drawn and judged, and stays."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Locator, Page, expect

import pmkit
from pmkit.models.five_whys import FiveWhys, Why

if TYPE_CHECKING:
    from tests.browser.blank_page import BlankPage

pytestmark = pytest.mark.browser

Open = Callable[..., "BlankPage"]
CHAIN = ("The node was offline", "Its process ran out of memory", "A cache has no limit")
PALE_TEXTS = Path(__file__).with_name("pale_texts.js").read_text(encoding="utf-8")
SAVED = re.compile(r"Saved \d")


def _builder(page: Page) -> Locator:
    builder = page.locator(".pmkit-builder")
    expect(builder).to_be_visible()
    return builder


def _answers(page: Page) -> list[str]:
    return [field.input_value() for field in page.locator(".pmkit-answer").all()]


def _saved(page: Page) -> None:
    expect(page.locator(".pmkit-status")).to_have_text(SAVED)


def _start(open_page: Open, answer: FiveWhys | None = None) -> tuple[BlankPage, Path]:
    """A page that shows the builder of a file, and the file."""
    blank = open_page(lambda: pmkit.five_whys("answers/chain.toml"))
    path = blank.folder / "answers" / "chain.toml"
    if answer:
        answer.save(path)
    blank.run()
    _builder(blank.page)
    return blank, path


def _type_chain(page: Page) -> None:
    page.get_by_label("What happened").fill("Blocks were missed")
    page.locator(".pmkit-answer").first.click()
    for number, answer in enumerate(CHAIN):
        if number:
            page.keyboard.press("Control+Enter")
        page.keyboard.type(answer)
    _saved(page)


def test_a_typed_chain_is_drawn_judged_and_kept(open_page: Open) -> None:
    blank, path = _start(open_page)
    page = blank.page
    _type_chain(page)
    assert FiveWhys.load(path) == FiveWhys(problem="Blocks were missed", whys=[Why(answer=answer) for answer in CHAIN])
    picture = page.locator(".pmkit-picture")
    expect(picture).to_contain_text("Its process ran out of memory")
    page.locator(".pmkit-answer").last.fill("The engineer forgot to set a limit")
    expect(picture).to_contain_text("forgot to set a limit")
    remark = page.locator(".pmkit-why-card").last.locator(".pmkit-remarks")
    expect(remark).to_contain_text("forgot")
    page.locator(".pmkit-answer").last.fill("A cache has no limit")
    expect(page.locator(".pmkit-form")).not_to_contain_text("forgot")
    _saved(page)

    page.locator(".pmkit-answer").last.fill("A cache has no limit at all")
    _saved(page)
    blank.restart_kernel()
    blank.run()
    _saved(page)
    assert _answers(page) == [*CHAIN[:2], "A cache has no limit at all"]
    page.locator(".pmkit-answer").last.fill(CHAIN[2])
    _saved(page)
    blank.run()
    _saved(page)
    assert _answers(page) == list(CHAIN)


def test_typing_on_while_earlier_words_are_saved_loses_no_letter(open_page: Open) -> None:
    blank, path = _start(open_page)
    page = blank.page
    page.locator(".pmkit-answer").first.click()
    words = [f"word{number} " for number in range(12)]
    for word in words:
        page.keyboard.type(word, delay=15)
        page.wait_for_timeout(270)  # just long enough that each word is sent while the next one is typed
    _saved(page)
    expect(page.locator(".pmkit-answer").first).to_have_value("".join(words))
    assert FiveWhys.load(path).whys[0].answer == "".join(words)


def test_two_views_of_one_file_show_the_same(open_page: Open) -> None:
    blank = open_page(*[lambda: pmkit.five_whys("answers/twice.toml")] * 2)
    page = blank.page
    blank.run(0)
    expect(page.locator(".pmkit-builder")).to_have_count(1)
    blank.run(1)
    expect(page.locator(".pmkit-builder")).to_have_count(2)
    first, second = page.locator(".pmkit-builder").all()
    for number, (typed_in, other) in enumerate([(first, second), (second, first)]):
        typed_in.get_by_label("What happened").fill(f"Blocks were missed {number}")
        expect(other.get_by_label("What happened")).to_have_value(f"Blocks were missed {number}")
    expect(page.locator(".pmkit-notice")).to_have_count(0)


def test_an_action_keeps_its_owner_date_and_priority(open_page: Open) -> None:
    blank, path = _start(open_page)
    page = blank.page
    page.get_by_role("button", name="+ Add an action").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("What will be done")).to_be_focused()
    page.keyboard.type("Add a memory test")
    page.get_by_label("Owner").fill("Mina Okafor")
    page.get_by_label("Due").fill("2026-12-01")
    page.get_by_label("Priority").select_option("P1")
    _saved(page)
    action = FiveWhys.load(path).actions[0]
    assert (action.text, action.owner, str(action.due), action.priority) == (
        "Add a memory test",
        "Mina Okafor",
        "2026-12-01",
        "P1",
    )


def test_a_finding_leads_to_the_words_it_quotes(open_page: Open) -> None:
    blaming = FiveWhys(
        problem="Blocks were missed", whys=[Why(answer="The cache grew"), Why(answer="The engineer forgot")]
    )
    blank, _ = _start(open_page, blaming)
    page = blank.page
    page.locator(".pmkit-finding-head").filter(has_text="Why 2").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".pmkit-answer").nth(1)).to_be_focused()
    assert page.evaluate("getSelection().toString()") != ""


def test_a_damaged_file_is_kept_and_the_last_good_copy_is_offered(open_page: Open) -> None:
    blank, path = _start(open_page)
    page = blank.page
    _type_chain(page)
    path.write_text('problem = "half', encoding="utf-8")
    blank.run()
    expect(page.locator(".pmkit-notice")).to_contain_text("chain.toml.damaged-")
    page.get_by_role("button", name="Use the last good copy (3 whys").click()
    _saved(page)
    assert _answers(page) == list(CHAIN)
    assert FiveWhys.load(path).whys == [Why(answer=answer) for answer in CHAIN]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_text_stands_out_from_its_ground(open_page: Open, theme: str) -> None:
    whys = [Why(answer="The engineer forgot"), Why(answer="A disk was full", parent=1, set_aside="40 % used")]
    blaming = FiveWhys(problem="Blocks were missed", whys=[*whys, Why(answer="Logs filled it")])
    blank, _ = _start(open_page, blaming)
    blank.change_theme(theme)
    expect(blank.page.locator(".pmkit-builder")).to_have_attribute("data-theme", theme)
    assert blank.page.evaluate(PALE_TEXTS) == []


def test_every_field_has_a_label_and_every_button_a_name(open_page: Open) -> None:
    blank, _ = _start(open_page, FiveWhys(whys=[Why(answer="a"), Why(answer="b")]))
    blank.page.get_by_role("button", name="+ Add an action").click()
    unnamed = """() => [
      ...[...document.querySelectorAll('.pmkit-builder [data-field]')].filter(f => !f.labels[0]?.textContent),
      ...[...document.querySelectorAll('.pmkit-builder button')]
        .filter(b => !b.hidden && !/\\w/.test(b.ariaLabel ?? b.textContent)),
    ].map(node => node.outerHTML)"""
    assert blank.page.evaluate(unnamed) == []


def test_a_question_is_turned_to_how_and_what_and_both_forms_are_shown(open_page: Open) -> None:
    blank, path = _start(open_page, FiveWhys(problem="Blocks were missed", whys=[Why(answer="off")]))
    page = blank.page
    question, other = page.locator(".pmkit-question").first, page.locator(".pmkit-flip").first
    for asked in ("how", "what", "why"):
        was = other.inner_text().removeprefix("⇄ ")
        other.click()
        expect(question).to_contain_text(was)
        expect(other).not_to_contain_text(was)
        _saved(page)
        page.wait_for_function("() => document.querySelector('.pmkit-status').dataset.state === 'saved'")
        assert FiveWhys.load(path).whys[0].asked == (None if asked == "why" else asked)


def test_a_why_is_put_aside_with_its_reason_and_taken_up_again(open_page: Open) -> None:
    chain = FiveWhys(problem="Blocks were missed", whys=[Why(answer=answer) for answer in CHAIN])
    blank, path = _start(open_page, chain)
    page = blank.page
    page.get_by_role("button", name="Put aside why 2").focus()
    page.keyboard.press("Enter")
    reason = page.get_by_label("Put aside because").nth(1)
    expect(reason).to_be_focused()
    remark = page.locator(".pmkit-why-card").nth(1).locator(".pmkit-remarks")
    expect(remark).to_contain_text("no reason")
    page.keyboard.type("E3: memory was flat")
    expect(page.locator(".pmkit-picture")).to_contain_text("Put aside: E3: memory was flat")
    expect(remark).to_have_count(0)
    _saved(page)
    assert [why.set_aside for why in FiveWhys.load(path).whys] == [None, "E3: memory was flat", None]
    blank.run()
    expect(page.get_by_label("Put aside because").nth(1)).to_have_value("E3: memory was flat")
    page.get_by_role("button", name="Take up again why 2").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".pmkit-picture")).not_to_contain_text("Put aside")
    _saved(page)
    assert FiveWhys.load(path).whys == chain.whys


def test_three_chains_are_offered_as_a_start(open_page: Open) -> None:
    blank, path = _start(open_page, FiveWhys(problem="Blocks were missed"))
    page = blank.page
    page.get_by_role("button", name="Start with three chains").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".pmkit-answer").first).to_be_focused()
    for label in ("why it happened", "why it was noticed late", "why it took long to end"):
        expect(page.locator(".pmkit-question").filter(has_text=label)).to_have_count(1)
        expect(page.locator(".pmkit-picture")).to_contain_text(label.rpartition(" ")[0])
    page.keyboard.type("offline")
    _saved(page)
    expect(page.get_by_role("button", name="Start with three chains")).to_have_count(0)
    lines = [Why(answer="offline", line="happened"), Why(answer="", parent=0, line="noticed")]
    assert FiveWhys.load(path).whys == [*lines, Why(answer="", parent=0, line="ended")]


BIG_TREE = FiveWhys(
    problem="Scoring returned wrong results 🚨",
    whys=[
        Why(answer="Validators ran different versions", line="happened", evidence="E1"),
        Why(answer="Some had not downloaded the new one"),
        Why(answer="The mail landed in spam folders", asked="how"),
        Why(answer="Its domain had no SPF record"),
        Why(answer="The procedure for domains has no mail step"),
        Why(answer="Upgrades have one channel only", parent=2),
        Why(answer="The download server was slow", parent=2, set_aside="E3: under 40 s each"),
        Why(answer="Its disk was full"),
        Why(answer="Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz", parent=1),
        Why(answer="لا يوجد إنذار يراقب انحراف النتائج", parent=0, line="noticed"),
        Why(answer="The alert rules watch errors only", asked="what"),
        Why(answer="A rollback needs forty people", parent=0, line="ended"),
    ],
    root_cause="Upgrades have one channel only",
)


def test_a_tree_of_twelve_whys_is_shown_as_it_is_in_the_file(
    open_page: Open, photograph: Callable[[Page, str], None]
) -> None:
    blank, path = _start(open_page, BIG_TREE)
    page = blank.page
    assert _answers(page) == [why.answer for why in BIG_TREE.whys]
    expect(page.locator(".pmkit-set-aside .pmkit-answer")).to_have_count(2)
    expect(page.locator(".pmkit-picture")).to_contain_text("why it took long to end")
    page.locator(".pmkit-answer").last.fill("A rollback needs forty people at once")
    _saved(page)
    page.wait_for_function("() => document.querySelector('.pmkit-status').dataset.state === 'saved'")
    changed = [
        *BIG_TREE.whys[:-1],
        BIG_TREE.whys[-1].model_copy(update={"answer": "A rollback needs forty people at once"}),
    ]
    assert FiveWhys.load(path).whys == changed
    blank.resize(1500, 2400)
    for theme in ("light", "dark"):
        blank.change_theme(theme)
        expect(page.locator(".pmkit-builder")).to_have_attribute("data-theme", theme)
        photograph(page, f"twelve-{theme}")
