"""A meeting to lead, played through by keyboard alone, and as it looks."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

import pmkit
from pmkit.grading.assess import judge
from pmkit.meetings.library import load_meeting
from pmkit.meetings.lines import lines_for
from pmkit.models.meeting.answer import Facilitation, MeetingTurn, OwnRating
from pmkit.models.meeting.flaws import harms
from pmkit.widgets.exercise_scenario import rubric_of
from pmkit.widgets.meeting.game import Game

if TYPE_CHECKING:
    from tests.browser.blank_page import BlankPage

pytestmark = pytest.mark.browser

Open = Callable[..., "BlankPage"]
SAVED = re.compile(r"Saved \d")
PALE_TEXTS = Path(__file__).with_name("pale_texts.js").read_text(encoding="utf-8")
CUT_OFF = """() => [...document.querySelectorAll('.pmkit-meeting-builder *')]
  .filter(node => node.clientWidth && node.scrollWidth > node.clientWidth + 1 && !node.closest('.pmkit-unseen'))
  .filter(node => !node.matches('.pmkit-given'))
  .map(node => node.outerHTML.slice(0, 90))"""
ELEMENTS = ("safe-frame", "what-happened", "every-voice", "meets-blame", "keeps-time", "owners")
FRAME = "We are here to learn how it looked at the time, not to judge anybody."
HURRY = "Why did you not look at the dashboard, Rafael?"
ASKED = "Ines, what did the page tell us in those first minutes?"


def _open(open_page: Open, answer: Facilitation | None = None) -> BlankPage:
    blank = open_page(lambda: pmkit.meeting("answers/facilitation.toml", story="bad-deploy", seed=3))
    if answer:
        answer.save(blank.folder / "answers" / "facilitation.toml")
    blank.run()
    expect(blank.page.get_by_role("log")).to_be_visible()
    return blank


def _answer(*texts: str, rated: bool = False) -> Facilitation:
    turns = [MeetingTurn(text=text) for text in texts]
    ratings = [OwnRating(element=one, level=3) for one in ELEMENTS] if rated else []
    return Facilitation(
        meeting="bad-deploy", seed=3, talk="bea", turns=turns, closed=rated, ratings=ratings, seen=rated
    )


def _turns(page: Page, count: int) -> None:
    """Wait until so many turns stand, and the last one is answered for."""
    expect(page.locator("[data-as=you]")).to_have_count(count)
    if count:
        expect(page.locator(f"[data-turn='{count}']:not([data-as=you])").first).to_be_visible()


def _tab_to(page: Page, name: str, most: int = 40) -> None:
    target = page.get_by_role("button", name=name, exact=True)
    for _ in range(most):
        page.keyboard.press("Tab")
        if target.evaluate("node => node === document.activeElement"):
            return
    raise AssertionError(f"Tab leads to no button {name!r}")


def _say_by_keyboard(page: Page) -> str:
    """A line of two rows, one taken back and said again, one on offer; what the last one was."""
    field = page.get_by_label("What do you say?")
    page.keyboard.type("We are here to learn,")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("not to judge anybody.")
    page.keyboard.press("Enter")
    _turns(page, 1)
    expect(field).to_be_focused()
    expect(field).to_have_value("")
    page.keyboard.type(HURRY)
    page.keyboard.press("Enter")
    _turns(page, 2)
    expect(page.locator("[data-turn='2'] [data-kind=harm]").first).to_contain_text("Better:")
    _tab_to(page, "Back a turn")
    page.keyboard.press("Enter")
    _turns(page, 1)
    expect(field).to_be_focused()
    expect(field).to_have_value(HURRY)
    page.keyboard.press("Control+A")
    page.keyboard.type(ASKED)
    page.keyboard.press("Enter")
    _turns(page, 2)
    expect(page.locator("[data-turn='2'] .pmkit-meeting-again")).to_have_text("said again")
    line = page.locator(".pmkit-meeting-line").first
    words = line.inner_text()
    _tab_to(page, words)
    page.keyboard.press("Enter")
    _turns(page, 3)
    expect(page.locator("[data-as=you]").last).to_contain_text(words)
    expect(field).to_be_focused()
    return words


def _rate_by_keyboard(page: Page) -> None:
    """Level 2 on each element; the score is there only after that was asked for."""
    for _ in ELEMENTS:
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
        page.keyboard.press("ArrowDown")
    expect(page.get_by_text("All are rated.")).to_be_visible()
    expect(page.get_by_text("of 100 points")).to_have_count(0)
    _tab_to(page, "See what the meeting earned")
    page.keyboard.press("Enter")
    expect(page.locator(".pmkit-meeting-points")).to_contain_text("of 100 points in 3 turns")
    expect(page.locator(".pmkit-meeting-earned")).to_have_count(len(ELEMENTS))


def test_a_meeting_is_played_through_with_the_keyboard_alone(open_page: Open) -> None:
    blank = _open(open_page)
    page, path = blank.page, blank.folder / "answers" / "facilitation.toml"
    page.locator("summary").first.focus()
    _tab_to(page, "Talk with Bea Lindholm")
    page.keyboard.press("Enter")
    expect(page.get_by_role("log")).to_contain_text("Please ask me, I will not put my hand up.")
    expect(page.get_by_label("What do you say?")).to_be_focused()
    words = _say_by_keyboard(page)
    _tab_to(page, "Close the meeting")
    page.keyboard.press("Enter")
    expect(page.locator(".pmkit-meeting-end")).to_be_focused()
    expect(page.get_by_text("of 100 points")).to_have_count(0)
    _rate_by_keyboard(page)
    _tab_to(page, "Export for the instructor")
    page.keyboard.press("Enter")
    expect(page.locator(".pmkit-notice")).to_contain_text("The export is written")
    expect(page.locator(".pmkit-status")).to_have_text(SAVED)
    kept = Facilitation.load(path)
    own = "We are here to learn,\nnot to judge anybody."
    assert [one.text for one in kept.turns] == [own, HURRY, "", ASKED, words]
    assert (kept.talk, kept.closed, [one.level for one in kept.ratings]) == ("bea", True, [2] * 6)
    assert path.with_suffix(".json").exists()


def test_a_meeting_goes_on_where_it_was_left_in_another_page(open_page: Open) -> None:
    blank = _open(open_page, _answer(FRAME, ASKED))
    page = blank.page
    _turns(page, 2)
    before = page.get_by_role("log").inner_text()
    page.get_by_label("What do you say?").fill("Suki, what was announced, and where?")
    page.keyboard.press("Enter")
    _turns(page, 3)
    expect(page.locator(".pmkit-status")).to_have_text(SAVED)
    blank.open()
    blank.restart_kernel()
    blank.run()
    _turns(page, 3)
    assert page.get_by_role("log").inner_text().startswith(before)
    expect(page.locator("[data-gauge=facts]")).to_contain_text(re.compile(r"Facts: \d+ of \d+"))
    expect(page.locator("[data-gauge=room]")).not_to_be_empty()


def test_what_is_typed_is_shown_as_it_is_and_only_new_words_come_into_the_log(open_page: Open) -> None:
    blank = _open(open_page, _answer(FRAME))
    page = blank.page
    _turns(page, 1)
    first = page.locator("[data-as=you]").first
    first.evaluate("node => { node.dataset.kept = 'yes'; }")
    hostile = "<img src=x onerror=alert(1)> **what** did we see?"
    page.get_by_label("What do you say?").fill(hostile)
    page.keyboard.press("Enter")
    _turns(page, 2)
    expect(page.locator("[data-as=you] .pmkit-meeting-words").last).to_have_text(hostile)
    expect(first).to_have_attribute("data-kept", "yes")
    assert page.locator(".pmkit-builder img").count() == 0


IN_THE_LOG = """() => {
  const log = document.querySelector('.pmkit-meeting-log');
  const [frame, all] = [log.getBoundingClientRect(), [...log.querySelectorAll('.pmkit-meeting-entry')]];
  const turn = all.slice(all.findLastIndex(one => one.dataset.as === 'you'));
  const spoken = (turn.findLast(one => one.dataset.as === 'reply') ?? turn[0]).getBoundingClientRect();
  const [first, last] = [turn[0].getBoundingClientRect(), turn.at(-1).getBoundingClientRect()];
  const sign = log.hasAttribute('data-above') ? 24 : 0;
  const middle = frame.left + frame.width / 2;
  const isOpen = y => log.contains(document.elementFromPoint(middle, y));
  return {
    open: isOpen(frame.top + 3) && isOpen(frame.bottom - 3),
    spoken: spoken.top >= frame.top + sign && spoken.bottom <= frame.bottom,
    fits: last.bottom - first.top <= log.clientHeight - 12,
    whole: first.top >= frame.top && last.bottom <= frame.bottom,
    above: log.hasAttribute('data-above'),
  };
}"""


@pytest.mark.parametrize(("width", "height"), [(1366, 900), (1024, 768)])
def test_after_each_turn_the_words_of_whoever_spoke_last_are_in_view(
    open_page: Open, photograph: Callable[[Page, str], None], width: int, height: int
) -> None:
    blank = _open(open_page)
    page, seen = blank.page, set[bool]()
    blank.resize(width, height)
    page.get_by_role("button", name="Talk with").first.click()
    for number, text in enumerate((FRAME, ASKED, HURRY, "Bea, what changed with the upgrade?", ASKED), start=1):
        page.get_by_label("What do you say?").fill(text)
        page.keyboard.press("Enter")
        _turns(page, number)
        blank.settle()
        found = page.evaluate(IN_THE_LOG)
        assert (found["open"], found["spoken"]) == (True, True), (number, found)
        expect(page.get_by_label("What do you say?")).to_be_in_viewport(ratio=1)
        assert found["whole"] == found["fits"] != found["above"], (number, found)
        seen.add(found["fits"])
        photograph(page, f"meeting-turn-{number}-{width}")
    assert seen == {True, False}, "turns that fit and turns that do not"


@pytest.mark.parametrize(("width", "height"), [(1366, 900), (1024, 768)])
def test_what_was_met_late_is_called_so_and_a_level_is_told_from_what_happened(
    open_page: Open, photograph: Callable[[Page, str], None], width: int, height: int
) -> None:
    refused = "Dov, we don't say that about a colleague here."
    blank = _open(open_page, _answer(FRAME, ASKED, "Suki, when did the sale begin?", refused, rated=True))
    page = blank.page
    blank.resize(width, height)
    expect(page.locator("[data-turn='4'] [data-kind=late]")).to_contain_text("Met it late: Better now than never")
    blames = page.get_by_role("article", name="Meets blame")
    expect(blames).to_contain_text("What such a meeting is like, as a rule:")
    expect(blames.locator("summary")).to_contain_text(re.compile(r"What made it here: .*1 met late"))
    blames.locator("summary").click()
    expect(blames.locator("[data-made='met late']")).to_contain_text("Turn 4, met late: an outburst of blame")
    assert page.evaluate(CUT_OFF) == []
    blames.scroll_into_view_if_needed()
    photograph(page, f"meeting-late-{width}")


def _open_in_exercise(open_page: Open) -> BlankPage:
    blank = open_page(lambda: pmkit.meeting("answers/facilitation.toml", exercise="facilitation"))
    blank.run()
    expect(blank.page.get_by_role("log")).to_be_visible()
    return blank


@pytest.mark.parametrize(("width", "height"), [(1366, 900), (1024, 768)])
def test_an_exhibit_is_cited_in_the_line_that_one_writes_and_the_points_are_those_of_the_exercise(
    open_page: Open, photograph: Callable[[Page, str], None], width: int, height: int
) -> None:
    blank = _open_in_exercise(open_page)
    page, path = blank.page, blank.folder / "answers" / "facilitation.toml"
    blank.resize(width, height)
    field, keys = page.get_by_label("What do you say?"), page.keyboard
    expect(page.locator(".pmkit-help")).to_contain_text("Enter or a digit cites one")
    field.click()
    keys.type(FRAME)
    keys.press("Enter")
    _turns(page, 1)
    for key, then in (("1", "(E1)"), ("Enter", "(E1) (E1)")):
        keys.press("Alt+e")
        keys.press(key)
        expect(field).to_be_focused()
        expect(field).to_have_value(then)
    expect(page.locator(".pmkit-cited-words")).to_have_text("E1 stands in your line")
    expect(page.locator("[data-as=you]")).to_have_count(1)
    photograph(page, f"meeting-cited-{width}")
    page.get_by_role("button", name="Close the meeting").click()
    for number, _ in enumerate(ELEMENTS, start=1):
        page.locator(f"[data-where='rating {number}, level 2']").check()
    page.get_by_role("button", name="See what the meeting earned").click()
    points = page.locator(".pmkit-meeting-points")
    expect(points).to_contain_text("The points are those that the exercise's check says")
    rubric = rubric_of("facilitation", path)
    assert rubric is not None
    earned = judge(rubric, Facilitation.load(path)).points
    expect(points).to_contain_text(f"{round(earned, 2):g} of 100 points in 1 turn.")
    keys.press("Alt+e")
    keys.press("1")
    expect(page.locator(".pmkit-cited-words")).to_contain_text("The meeting is over")
    photograph(page, f"meeting-points-{width}")


def test_the_order_of_reading_is_that_of_the_talk(open_page: Open) -> None:
    known = ["before", "log", "gauges"]
    blank = _open(open_page, _answer(FRAME, HURRY, ASKED))
    assert _order(blank.page, [*known, "field", "lines"])
    blank = _open_in_class(open_page, _answer(FRAME, HURRY, ASKED))
    assert _order(blank.page, [*known, "now", "discussion", "lines", "field"])


def _order(page: Page, names: list[str]) -> bool:
    """Whether these parts are read in this order."""
    in_order: bool = page.evaluate(
        """names => names.map(name => document.querySelector(`.pmkit-meeting-${name}`))
          .every((one, at, all) => !at || all[at - 1].compareDocumentPosition(one) & 4)""",
        names,
    )
    return in_order


@pytest.mark.parametrize("width", [1024, 1366, 1920])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_everything_is_readable_and_nothing_is_cut_off(
    open_page: Open, photograph: Callable[[Page, str], None], width: int, theme: str
) -> None:
    blank = _open(open_page, _answer(FRAME, HURRY, ASKED))
    page = blank.page
    _turns(page, 3)
    blank.resize(width, 900)
    blank.change_theme("dark" if theme == "dark" else "light")
    expect(page.locator(".pmkit-builder")).to_have_attribute("data-theme", theme)
    assert page.evaluate(PALE_TEXTS) == []
    assert page.evaluate(CUT_OFF) == []
    photograph(page, f"meeting-{width}-{theme}")
    page.locator("summary").first.click()
    page.get_by_role("button", name="Close the meeting").click()
    expect(page.locator(".pmkit-meeting-end")).to_be_visible()
    assert page.evaluate(PALE_TEXTS) == []
    photograph(page, f"meeting-end-{width}-{theme}")


def test_what_comes_before_the_meeting_is_readable(open_page: Open, photograph: Callable[[Page, str], None]) -> None:
    blank = _open(open_page)
    page = blank.page
    expect(page.get_by_role("button", name="Talk with")).to_have_count(7)
    page.get_by_role("radio").last.check()
    expect(page.locator("[data-gauge=part]")).to_contain_text("Goal")
    photograph(page, "meeting-before-light")
    blank.change_theme("dark")
    assert page.evaluate(PALE_TEXTS) == []
    assert page.evaluate(CUT_OFF) == []


def test_a_long_talk_of_long_words_stays_in_its_frame(open_page: Open, photograph: Callable[[Page, str], None]) -> None:
    blank = _open(open_page, _answer(*[f"{number} {'x' * 580}" for number in range(15)]))
    page = blank.page
    blank.resize(1024, 900)
    _turns(page, 15)
    assert page.evaluate(CUT_OFF) == []
    expect(page.locator("[data-as=you]").last).to_be_in_viewport()
    photograph(page, "meeting-long")


def test_what_it_earned_is_readable_in_the_dark(open_page: Open, photograph: Callable[[Page, str], None]) -> None:
    blank = _open(open_page, _answer(FRAME, HURRY, ASKED, rated=True))
    page = blank.page
    blank.change_theme("dark")
    expect(page.locator(".pmkit-meeting-earned")).to_have_count(len(ELEMENTS))
    for one in page.locator(".pmkit-meeting-earned summary").all():
        one.click()
    assert page.evaluate(PALE_TEXTS) == []
    assert page.evaluate(CUT_OFF) == []
    photograph(page, "meeting-earned-dark")


def _open_in_class(open_page: Open, answer: Facilitation | None = None) -> BlankPage:
    blank = open_page(lambda: pmkit.meeting("answers/facilitation.toml", story="bad-deploy", seed=3, group=True))
    if answer:
        answer.save(blank.folder / "answers" / "facilitation.toml")
    blank.run()
    expect(blank.page.get_by_role("log")).to_be_visible()
    return blank


def test_a_class_argues_for_a_line_by_its_letter_before_it_is_said(open_page: Open) -> None:
    blank = _open_in_class(open_page, _answer(FRAME))
    page = blank.page
    _turns(page, 1)
    talk, log = page.get_by_role("region", name="For discussion"), page.get_by_role("log")
    lines = page.locator(".pmkit-meeting-line")
    log.focus()
    page.keyboard.press("b")
    expect(lines.nth(1)).to_have_attribute("aria-pressed", "true")
    expect(talk).to_contain_text("Before B is said")
    page.keyboard.press("a")
    expect(lines.first).to_have_attribute("aria-pressed", "true")
    expect(lines.nth(1)).to_have_attribute("aria-pressed", "false")
    expect(page.get_by_role("button", name="Say line A", exact=True)).to_be_focused()
    words = lines.first.locator("span").inner_text().removeprefix("A ")
    expect(page.locator("[data-as=you]")).to_have_count(1)
    page.keyboard.press("Enter")
    _turns(page, 2)
    expect(page.locator("[data-as=you] .pmkit-meeting-words").last).to_have_text(words)
    expect(log).to_be_focused()
    expect(talk).to_contain_text("To argue over")
    expect(page.get_by_role("button", name="Say it", exact=True)).to_be_visible()


def test_every_rating_is_kept_at_once_and_goes_on_in_another_page(open_page: Open) -> None:
    blank = _open(open_page, _answer(FRAME, ASKED))
    page, path = blank.page, blank.folder / "answers" / "facilitation.toml"
    _turns(page, 2)
    page.get_by_role("button", name="Close the meeting").press("Enter")
    expect(page.locator(".pmkit-meeting-end")).to_be_focused()  # a key does not wait for what is hidden
    for number, element in enumerate(ELEMENTS, start=1):
        box = page.locator(f"[data-where='rating {number}, level 3']")
        box.press("Space")
        expect(box).to_be_checked()
        expect(page.locator(".pmkit-status")).to_have_text(SAVED)
        assert Facilitation.load(path).ratings[-1] == OwnRating(element=element, level=3)
    blank.open()
    blank.restart_kernel()
    blank.run()
    expect(page.locator(".pmkit-meeting-ending input:checked")).to_have_count(len(ELEMENTS))
    expect(page.locator(".pmkit-meeting-end")).to_be_visible()
    expect(page.get_by_text("of 100 points")).to_have_count(0)
    page.locator("[data-where='rating 1, level 3']").press("ArrowUp")
    page.get_by_role("button", name="See what the meeting earned").press("Enter")
    expect(page.get_by_text("of 100 points")).to_be_visible()
    expect(page.locator(".pmkit-status")).to_have_text(SAVED)
    kept = Facilitation.load(path)
    assert ([one.level for one in kept.ratings], kept.seen) == ([2, 3, 3, 3, 3, 3], True)


def test_a_letter_in_a_text_is_a_letter_and_own_words_are_said_in_a_class_too(
    open_page: Open, photograph: Callable[[Page, str], None]
) -> None:
    blank = _open_in_class(open_page)
    page = blank.page
    assert page.evaluate(CUT_OFF) == []
    photograph(page, "meeting-class-before")
    page.get_by_label("Or what do you say instead?").focus()
    page.keyboard.type("a bad day: what did we see?")
    expect(page.locator("[aria-pressed=true]")).to_have_count(0)
    page.keyboard.press("Enter")
    _turns(page, 1)
    expect(page.locator("[data-as=you] .pmkit-meeting-words")).to_have_text("a bad day: what did we see?")


@pytest.mark.parametrize("width", [1024, 1366, 1920])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_in_a_class_print_is_large_readable_and_whole(
    open_page: Open, photograph: Callable[[Page, str], None], width: int, theme: str
) -> None:
    blank = _open_in_class(open_page, _answer(FRAME, HURRY, ASKED))
    page = blank.page
    _turns(page, 3)
    blank.resize(width, 900)
    blank.change_theme("dark" if theme == "dark" else "light")
    expect(page.locator(".pmkit-builder")).to_have_attribute("data-theme", theme)
    expect(page.locator(".pmkit-meeting-now")).to_contain_text("Dov Ferrand")
    sizes = page.locator(".pmkit-meeting-line, .pmkit-meeting-words, .pmkit-meeting-discussion li").evaluate_all(
        "nodes => nodes.map(node => parseFloat(getComputedStyle(node).fontSize))"
    )
    assert min(sizes) >= 20
    assert page.evaluate(PALE_TEXTS) == []
    assert page.evaluate(CUT_OFF) == []
    photograph(page, f"meeting-class-{width}-{theme}")
    page.get_by_role("log").focus()
    page.keyboard.press("c")
    assert page.evaluate(PALE_TEXTS) == []
    expect(page.get_by_role("region", name="For discussion")).to_contain_text("Before C is said")
    if width > 1024:  # below that, the questions stand above the lines
        expect(page.get_by_role("region", name="For discussion")).to_be_in_viewport(ratio=1)
    expect(page.get_by_role("button", name="Say line C")).to_be_in_viewport(ratio=1)
    photograph(page, f"meeting-class-argued-{width}-{theme}")


def _long_answer() -> Facilitation:
    """A meeting that goes on as long as it can: the first line on offer at every turn."""
    meeting, turns = load_meeting("bad-deploy"), list[MeetingTurn]()
    while True:
        answer = Facilitation(meeting="bad-deploy", seed=3, talk="bea", turns=turns)
        state = Game().play(answer).state
        if state.over:
            return answer
        good = [one for one in lines_for(meeting, state) if not harms(one)] or lines_for(meeting, state)
        turns.append(MeetingTurn(text=good[0].text))


@pytest.mark.parametrize("group", [False, True], ids=["alone", "class"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_whole_meeting_and_what_it_earned_are_readable_at_every_width(
    open_page: Open, photograph: Callable[[Page, str], None], theme: str, *, group: bool
) -> None:
    ratings = [OwnRating(element=one, level=3) for one in ELEMENTS]
    answer = _long_answer().model_copy(update={"ratings": ratings, "seen": True})
    blank = (_open_in_class if group else _open)(open_page, answer)
    page = blank.page
    expect(page.locator(".pmkit-meeting-earned")).to_have_count(len(ELEMENTS))
    expect(page.locator("[data-as=you]")).to_have_count(len(answer.turns))
    for one in page.locator(".pmkit-meeting-earned summary").all():
        one.click()
    blank.change_theme("dark" if theme == "dark" else "light")
    expect(page.locator(".pmkit-builder")).to_have_attribute("data-theme", theme)
    for width in (1024, 1366, 1920):
        blank.resize(width, 900)
        assert page.evaluate(PALE_TEXTS) == []
        assert page.evaluate(CUT_OFF) == []
        page.locator("[data-pane=room] .pmkit-pane-fold").scroll_into_view_if_needed()
        photograph(page, f"meeting-whole-{'class' if group else 'alone'}-{width}-{theme}")
        page.locator(".pmkit-meeting-earned").nth(1).scroll_into_view_if_needed()
        photograph(page, f"meeting-whole-earned-{'class' if group else 'alone'}-{width}-{theme}")
