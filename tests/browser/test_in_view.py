"""What stays in view while one writes far down in a form: beside it where there is room, else folded out over it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

from pmkit.models.factor import QUESTIONS, ContributingFactor, Factors
from pmkit.models.fishbone import CATEGORIES, Fishbone, FishboneCause
from pmkit.models.five_whys import FiveWhys, Why
from pmkit.models.rewrites import Rewrite, Rewrites

if TYPE_CHECKING:
    from tests.browser.conftest import Lab, NotebookPage

pytestmark = pytest.mark.browser

Open = Callable[..., "NotebookPage"]
PROBLEM = "Blocks were missed"
GIVEN = [f"Linh forgot backup {number}." for number in range(12)]
LONG = {
    "five_whys": FiveWhys(problem=PROBLEM, whys=[Why(answer=f"Part {number} was full") for number in range(12)]),
    "fishbone": Fishbone(
        problem=PROBLEM,
        causes=[
            FishboneCause(category=bone, text=f"Part {part} had no limit") for bone in CATEGORIES for part in "abc"
        ],
    ),
    "factors": Factors(
        problem=PROBLEM,
        factors=[ContributingFactor(category=name, statement="A step had no owner") for name in [*QUESTIONS] * 2],
    ),
    "rewrites": Rewrites(rewrites=[Rewrite(original=one, text="The careless job stopped.") for one in GIVEN]),
}
MORE = {"rewrites": f", {GIVEN}"}
PANES = {kind: ("feedback",) if kind == "rewrites" else ("picture", "feedback") for kind in LONG}
LAST = ".pmkit-form :is(textarea, input[type=text]):visible"
# The parts of which less than their first 40 pixels can be seen in the notebook, or which something covers.
OUT_OF_VIEW = """(parts) => parts.filter((part) => {
  const box = document.querySelector(part).getBoundingClientRect();
  const view = document.querySelector(".jp-WindowedPanel-outer").getBoundingClientRect();
  const [x, y] = [box.left + Math.min(box.width, 60) / 2, box.top + Math.min(box.height, 40) / 2];
  const seen = document.elementFromPoint(x, y);
  return box.top < view.top - 1 || box.top + Math.min(box.height, 40) > view.bottom || !seen?.closest(part);
})"""

# What a card says of itself and asks that its tools lie over, or that they leave no room for.
UNDER_TOOLS = """(card) => {
  const tools = card.querySelector(".pmkit-tools");
  const bar = tools.getBoundingClientRect();
  const told = [...card.querySelectorAll(".pmkit-called, .pmkit-question, .pmkit-flip, .pmkit-input")];
  return told.filter((node) => node.checkVisibility()).map((node) => [node, node.getBoundingClientRect()])
    .filter(([, box]) => Math.min(box.right, bar.right) - Math.max(box.left, bar.left) > 0
      && Math.min(box.bottom, bar.bottom) - Math.max(box.top, bar.top) > 0)
    .map(([node]) => node.textContent || node.value)
    .concat(getComputedStyle(tools).opacity === "1" ? [] : ["no tools"]);
}"""


@pytest.fixture(params=["contentVisibility", "full"])
def windowing(lab: Lab, request: pytest.FixtureRequest) -> Iterator[str]:
    """How JupyterLab keeps cells that are out of sight."""
    place = lab.folder.parent / "settings" / "@jupyterlab" / "notebook-extension"
    place.mkdir(parents=True, exist_ok=True)
    settings = place / "tracker.jupyterlab-settings"
    settings.write_text(json.dumps({"windowingMode": request.param}), encoding="utf-8")
    yield request.param
    settings.unlink()


def _start(open_notebook: Open, kind: str, width: int = 1366) -> Page:
    """A long answer of this kind in its builder, with cells before and after it, the cursor in its last field."""
    cell = f"import pmkit\npmkit.{kind}('answers/long_{kind}.toml'{MORE.get(kind, '')})"
    notebook = open_notebook(f"long_{kind}.ipynb", "'before'", cell, *["'after'"] * 30)
    LONG[kind].save(notebook.lab.folder / "answers" / f"long_{kind}.toml")
    page = notebook.page
    page.set_viewport_size({"width": width, "height": 768})
    notebook.run(1)
    expect(page.locator(".pmkit-builder")).to_be_visible(timeout=30_000)
    page.locator(LAST).last.focus()
    page.wait_for_timeout(300)  # what is focused is scrolled to
    return page


def _parts(kind: str) -> list[str]:
    given = [] if kind == "rewrites" else [".pmkit-given"]
    return [".pmkit-status", *given, *(f"[data-pane={pane}] .pmkit-pane-fold" for pane in PANES[kind])]


@pytest.mark.parametrize("kind", LONG)
def test_beside_the_last_field_all_is_in_view(open_notebook: Open, windowing: str, kind: str) -> None:
    page = _start(open_notebook, kind)
    bodies = [f"[data-pane={pane}] .pmkit-pane-body" for pane in PANES[kind]]
    assert page.evaluate(OUT_OF_VIEW, [*_parts(kind), *bodies]) == [], windowing
    expect(page.locator(LAST).last).to_be_in_viewport(ratio=0.9)
    if kind != "rewrites":
        expect(page.locator(".pmkit-given")).to_contain_text(PROBLEM)


@pytest.mark.parametrize("kind", LONG)
def test_in_a_narrow_notebook_panes_fold_out_over_the_form(open_notebook: Open, kind: str) -> None:
    page = _start(open_notebook, kind, width=1024)
    bodies = [page.locator(f"[data-pane={pane}] .pmkit-pane-body") for pane in PANES[kind]]
    assert page.evaluate(OUT_OF_VIEW, _parts(kind)) == []
    for pane, body in zip(PANES[kind], bodies, strict=True):
        page.locator(f"[data-pane={pane}] .pmkit-pane-fold").press("Enter")
        expect(body).to_be_visible()
        assert page.evaluate(OUT_OF_VIEW, [f"[data-pane={pane}] .pmkit-pane-body"]) == []
        assert [other.is_visible() for other in bodies].count(True) == 1
    page.keyboard.press("Escape")
    for body in bodies:
        expect(body).to_be_hidden()
    expect(page.locator(f"[data-pane={PANES[kind][-1]}] .pmkit-pane-fold")).to_be_focused()
    assert (
        page.evaluate(
            "(({scrollWidth, clientWidth}) => scrollWidth - clientWidth)(document.querySelector('.pmkit-columns'))"
        )
        == 0
    )


def test_a_field_that_is_gone_to_is_not_covered(open_notebook: Open) -> None:
    page = _start(open_notebook, "five_whys", width=1024)
    for _ in range(30):
        page.keyboard.press("Shift+Tab")
        covered = """() => {
          const box = document.activeElement.getBoundingClientRect();
          const seen = document.elementFromPoint(box.left + 4, box.top + 4);
          return document.activeElement.contains(seen) ? null : document.activeElement.outerHTML;
        }"""
        assert page.evaluate(covered) is None


@pytest.mark.parametrize("kind", ["five_whys", "fishbone"])
def test_tools_cover_no_words_and_move_nothing_when_they_appear(open_notebook: Open, kind: str) -> None:
    page = _start(open_notebook, kind)
    cards = page.locator(":is(.pmkit-why-card, .pmkit-cause-card)")
    for width in (1024, 1280, 1366, 1440, 1920):
        page.set_viewport_size({"width": width, "height": 768})
        page.get_by_label("What happened").focus()
        page.wait_for_timeout(300)
        form = "() => document.querySelector('.pmkit-form').getBoundingClientRect().height"
        before = page.evaluate(form)
        for card in (cards.nth(1), cards.last):
            card.locator("textarea").focus()
            page.wait_for_timeout(100)
            assert card.evaluate(UNDER_TOOLS) == [], width
            assert page.evaluate(form) == before, width


def test_panes_are_folded_away_one_by_one_and_give_their_room(open_notebook: Open) -> None:
    page = _start(open_notebook, "five_whys")
    feedback = page.locator("[data-pane=feedback] .pmkit-pane-body")
    page.get_by_role("button", name="Picture", exact=True).press("Enter")
    expect(page.locator(".pmkit-picture")).to_be_hidden()
    expect(feedback).to_be_visible()
    page.get_by_role("button", name="Picture", exact=True).press("Enter")
    expect(page.locator(".pmkit-picture svg")).to_be_visible()


def test_the_picture_is_enlarged_and_drawn_for_the_room_it_gets(open_notebook: Open) -> None:
    page = _start(open_notebook, "fishbone")
    svg = page.locator(".pmkit-picture svg")
    expect(svg).to_be_visible()
    before = svg.evaluate("(node) => node.clientWidth")
    page.get_by_role("button", name="Enlarge the picture").press("Enter")
    expect(page.get_by_role("button", name="Close")).to_be_focused()
    page.wait_for_function(
        "(before) => document.querySelector('.pmkit-picture svg').clientWidth > before + 200", arg=before
    )
    page.keyboard.press("Escape")
    expect(page.locator("[data-pane=picture] .pmkit-picture svg")).to_be_visible()
    expect(page.get_by_role("button", name="Enlarge the picture")).to_be_focused()


def test_a_picture_that_goes_on_beyond_its_frame_says_so_until_its_end(open_notebook: Open) -> None:
    page = _start(open_notebook, "fishbone", width=1440)
    picture, told = page.locator(".pmkit-picture"), page.locator(".pmkit-part-seen")
    picture.locator("svg").wait_for()
    picture.evaluate("(node) => { node.style.maxWidth = '300px'; }")  # whatever the bones need
    expect(told).to_have_text("a part: scroll, or enlarge")
    expect(told).to_be_visible()
    expect(picture).to_have_attribute("data-more", re.compile(r"^right\b"))
    picture.focus()
    picture.evaluate("(node) => node.scrollTo(node.scrollWidth, node.scrollHeight)")
    expect(picture).to_have_attribute("data-more", re.compile(r"^left( up)?$"))
    page.get_by_role("button", name="Enlarge the picture").press("Enter")
    picture.evaluate("(node) => { node.style.maxWidth = ''; }")
    expect(picture).not_to_have_attribute("data-more", re.compile("right"))
    expect(page.locator(".pmkit-large")).to_be_visible()


def test_in_notebook_7_all_is_in_view_too(open_notebook: Open) -> None:
    page = _start(open_notebook, "five_whys")
    lab_token = page.evaluate("window.jupyterapp.serviceManager.serverSettings.token")
    page.goto(f"{page.url.partition('/lab/')[0]}/notebooks/long_five_whys.ipynb?token={lab_token}")
    page.locator(".jp-Cell .jp-InputArea-editor").nth(1).click()
    page.keyboard.press("Control+Enter")
    expect(page.locator(".pmkit-builder")).to_be_visible(timeout=30_000)
    page.wait_for_timeout(1500)  # it makes long outputs small a moment later
    page.locator(LAST).last.focus()
    page.wait_for_timeout(300)
    assert page.evaluate(OUT_OF_VIEW, _parts("five_whys")) == []
    expect(page.locator(LAST).last).to_be_in_viewport(ratio=0.9)


@pytest.mark.parametrize("kind", ["five_whys", "fishbone", "factors"])
def test_a_change_of_theme_redraws_the_picture_at_once(open_notebook: Open, kind: str) -> None:
    page = _start(open_notebook, kind)
    # The matrix is a table in the colours of its page; the others are drawn anew.
    cell = "getComputedStyle(document.querySelector('.pmkit-picture td')).color"
    drawn = f"() => {cell}" if kind == "factors" else "() => document.querySelector('.pmkit-picture').innerHTML"
    change = "(theme) => { window.jupyterapp.commands.execute('apputils:change-theme', { theme }); }"
    page.evaluate(change, "JupyterLab Light")  # whatever another test has left
    expect(page.locator(".pmkit-builder")).to_have_attribute("data-theme", "light")
    page.wait_for_timeout(500)
    seen = [page.evaluate(drawn)]
    for theme in ("Dark", "Light"):
        page.evaluate(change, f"JupyterLab {theme}")
        page.wait_for_function(f"(before) => ({drawn})() !== before", arg=seen[-1], timeout=10_000)
        page.wait_for_timeout(500)  # its width may be another for a moment
        seen.append(page.evaluate(drawn))
    assert seen[0] == seen[2]
