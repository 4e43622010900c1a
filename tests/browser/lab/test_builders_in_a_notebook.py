"""What only a notebook does to a builder: its shortcuts, saving, loading again, restarting, stopping, its themes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, Page, expect

from pmkit.grading.exercise import load_exercise
from pmkit.models.factor import ContributingFactor, Factors
from pmkit.models.fishbone import Fishbone, FishboneCause
from pmkit.models.five_whys import FiveWhys, Why
from pmkit.models.timeline import Timeline, TimelineEvent
from tests.browser.lab.conftest import KERNEL_IS_IDLE, NotebookPage, settings, stop_kernels
from tests.browser.long_answers import GIVEN, LAST, LONG, OUT_OF_VIEW, bodies_of, parts_of

if TYPE_CHECKING:
    from pmkit.models.answer import Answer
    from tests.browser.lab.conftest import Lab

pytestmark = [pytest.mark.browser, pytest.mark.lab, pytest.mark.slow("a JupyterLab and its kernels")]

CHAIN = ("The node was offline", "Its process ran out of memory", "A cache has no limit")
BONES = Fishbone(
    problem="Checkout returned errors",
    causes=[FishboneCause(category="People", text="Training"), FishboneCause(category="Tools", text="No canary")],
)
ALERT = "2026-01-31T14:27:00Z"
FACTORS = Factors(problem="Bids stopped", factors=[ContributingFactor(category="Process", statement="No step asks")])
EVENTS = Timeline(events=[TimelineEvent.model_validate({"at": ALERT, "what": "Alert fired", "source": "PagerDuty"})])
TEXT = "The careless operator left.\n\nWe should have tested it."
SAVED = re.compile(r"Saved \d")
CELLS = {
    "chain": "import pmkit\npmkit.five_whys('answers/chain.toml')",
    "bones": "import pmkit\npmkit.fishbone('answers/bones.toml')",
    "events": "import pmkit\npmkit.timeline('answers/events.toml')",
    "factors": "import pmkit\npmkit.factors('answers/factors.toml')",
    "text": "import pmkit\npmkit.editor('answers/text.md', label='Executive summary')",
    "graded": "import pmkit\npmkit.five_whys('answers/graded.toml', exercise='five-whys')",
}
"""Each shows the builder of `answers/<its name>`."""
LONG_CELL = f"""import pmkit
kind = next(kinds)
getattr(pmkit, kind)(f'answers/long_{{kind}}.toml', *([{GIVEN}] if kind == 'rewrites' else []))"""
"""Shows one long answer after the other, at each run the next one."""


class Desk(NotebookPage):
    """A notebook with CELLS that is open for several tests: a kernel imports once, a page is loaded once."""

    def show(self, *names: str) -> None:
        """The builders of these cells and no other output, each read anew from its file."""
        if not self.page.evaluate(KERNEL_IS_IDLE):
            self.open()
        self.command("notebook:clear-all-cell-outputs")
        for name in names:
            self.run([*CELLS].index(name))
            expect(self.page.locator(".pmkit-path", has_text=f"answers/{name}.")).to_be_visible(timeout=60_000)

    def open_with_builders(self) -> None:
        """Load the page again until it has its builders: JupyterLab gives up on a kernel that answers late."""
        for _ in range(4):
            self.open()
            found = self.page.locator(".pmkit-builder, .jp-OutputArea :text('model not found')").first
            found.wait_for(timeout=60_000)
            if self.page.get_by_text("model not found").count() == 0:
                return

    def file(self, name: str) -> Path:
        return self.lab.folder / "answers" / name

    def expect_saved(self) -> None:
        for status in self.page.locator(".pmkit-status").all():
            expect(status).to_have_text(SAVED)

    def expect_no_cell_is_changed(self) -> None:
        expect(self.page.locator(".jp-Notebook .jp-CodeCell")).to_have_count(len(CELLS))
        expect(self.page.locator(".jp-Notebook .jp-MarkdownCell")).to_have_count(0)


@pytest.fixture(scope="module")
def desk(lab: Lab, browser: Browser) -> Iterator[Desk]:
    lab.write_notebook("builders.ipynb", *CELLS.values())
    context = browser.new_context(viewport={"width": 1500, "height": 1100})
    context.set_default_timeout(20_000)
    desk = Desk(context.new_page(), lab, "builders.ipynb")
    desk.open()
    yield desk
    context.close()
    stop_kernels(lab)


@pytest.fixture
def shown(desk: Desk) -> Callable[..., Page]:
    """Save answers to files of these names, and show the builders of the cells that are called so."""

    def show(**answers: Answer | None) -> Page:
        for name, answer in answers.items():
            for left in desk.file(name).parent.glob(f"**/*{name}.*"):
                left.unlink()
            if answer is not None:
                answer.save(desk.file(f"{name}.toml"))
        desk.show(*answers)
        return desk.page

    return show


Shown = Callable[..., Page]


def _answers(page: Page) -> list[str]:
    return [field.input_value() for field in page.locator(".pmkit-answer").all()]


def test_letters_and_shortcuts_of_the_notebook_stay_in_the_fields(desk: Desk, shown: Shown) -> None:
    page = shown(chain=None, bones=BONES, events=None)
    keys = page.keyboard
    answer = page.locator(".pmkit-answer").first
    answer.click()
    keys.type("dd a b m 0 0 y")
    keys.press("Escape")
    keys.type(" dd x")
    keys.press("Shift+Enter")
    keys.type("z")
    page.get_by_role("button", name="Another answer beside why 1").focus()
    keys.type("ddabm")
    page.get_by_role("button", name="+ Add an action").focus()
    keys.type("ddx")
    page.get_by_label("Tools, cause 1", exact=True).fill("")
    keys.type("dd a b m 0 0 y")
    keys.press("Escape")
    keys.type(" dd x")
    page.get_by_label("Tools, cause 1 contributed").focus()
    keys.type("ddabm")
    page.get_by_role("button", name="Remove the bone Tools").focus()
    keys.type("ddabm")
    page.get_by_role("button", name="+ Write an event").focus()
    keys.press("Enter")
    expect(page.get_by_label("Time in UTC, event 1")).to_be_focused()
    keys.type(ALERT)
    page.get_by_label("What happened, event 1").focus()
    keys.type("A customer called dd")
    keys.press("Escape")
    keys.type(" dd")
    desk.expect_saved()
    assert FiveWhys.load(desk.file("chain.toml")).whys[0].answer == "dd a b m 0 0 y dd x\nz"
    assert Fishbone.load(desk.file("bones.toml")).causes[-1].text == "dd a b m 0 0 y dd x"
    assert Timeline.load(desk.file("events.toml")).events[0].what == "A customer called dd dd"
    desk.expect_no_cell_is_changed()
    expect(answer).to_be_visible()


def test_the_keyboard_alone_builds_moves_and_removes_a_tree(desk: Desk, shown: Shown) -> None:
    page, path = shown(chain=None), desk.file("chain.toml")
    keys = page.keyboard
    page.get_by_label("What happened").focus()
    keys.type("Blocks were missed")
    expect(page.locator(".pmkit-flip")).to_be_visible()
    keys.press("Tab")
    expect(page.locator(".pmkit-answer").first).to_be_focused()
    keys.type("offline")
    keys.press("Control+Enter")
    keys.type("out of memory")
    keys.press("Control+Shift+Enter")
    keys.type("no restart")
    keys.press("Alt+ArrowUp")
    expect(page.locator(".pmkit-answer").nth(1)).to_be_focused()
    keys.press("Tab")
    keys.type("unit file")
    desk.expect_saved()
    whys = [
        Why(answer="offline"),
        Why(answer="no restart", evidence="unit file"),
        Why(answer="out of memory", parent=1),
    ]
    assert FiveWhys.load(path).whys == whys

    page.get_by_role("button", name="Remove why 2").focus()
    keys.press("Enter")
    expect(page.get_by_role("button", name="Undo")).to_be_focused()
    desk.expect_saved()
    assert [why.answer for why in FiveWhys.load(path).whys] == ["offline", "out of memory"]
    keys.press("Enter")
    expect(page.locator(".pmkit-answer").nth(1)).to_be_focused()
    desk.expect_saved()
    assert FiveWhys.load(path).whys == whys

    keys.press("Control+z")  # JupyterLab would undo a change of its own
    expect(page.locator(".pmkit-evidence").nth(1)).to_have_value("")
    keys.press("Control+Shift+z")
    expect(page.locator(".pmkit-evidence").nth(1)).to_have_value("unit file")
    desk.expect_saved()
    assert FiveWhys.load(path).whys == whys
    desk.expect_no_cell_is_changed()


def test_an_exhibit_is_cited_with_keys_that_open_menus_elsewhere(desk: Desk, shown: Shown) -> None:
    chain = FiveWhys(problem="Blocks were missed", whys=[Why(answer="offline"), Why(answer="memory")])
    page = shown(graded=chain)
    page.locator(".pmkit-answer").nth(1).focus()
    page.keyboard.press("Alt+e")
    expect(page.get_by_role("button", name="Cite E1")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("button", name="Cite E2")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.type(", 15.8 GB")
    page.keyboard.press("Alt+e")
    page.keyboard.press("4")
    expect(page.locator(".pmkit-evidence").nth(1)).to_have_value("E2, 15.8 GB, E4")
    assert [one.id for one in load_exercise("five-whys").scenario.exhibits][:4] == ["E1", "E2", "E3", "E4"]
    page.locator(".pmkit-answer").nth(1).focus()
    page.keyboard.press("F8")
    expect(page.locator(".pmkit-reading select").nth(1)).to_be_focused()
    desk.expect_saved()
    desk.expect_no_cell_is_changed()


def test_the_notebook_can_be_saved_from_a_field(desk: Desk, shown: Shown) -> None:
    page = shown(chain=None)
    page.locator(".pmkit-answer").first.fill("The node was offline")
    expect(page.locator(".pmkit-twin")).to_contain_text("The node was offline")
    page.locator(".pmkit-answer").first.press("Control+s")
    page.wait_for_function("() => !window.jupyterapp.shell.currentWidget.context.model.dirty")
    assert "The node was offline" in (desk.lab.folder / "builders.ipynb").read_text(encoding="utf-8")


def test_a_page_loaded_again_and_a_new_kernel_show_all_as_it_was(desk: Desk, shown: Shown) -> None:
    page = shown(chain=None, bones=BONES, events=EVENTS, text=None)
    page.locator(".pmkit-answer").first.click()
    for number, answer in enumerate(CHAIN):
        if number:
            page.keyboard.press("Control+Enter")
        page.keyboard.type(answer)
    page.get_by_label("Tools, cause 1", exact=True).fill("No canary and no gate")
    page.get_by_label("Time in UTC, event 1").fill("2026-01-31T14:2")
    text = page.get_by_label("Executive summary")
    text.fill(TEXT)
    desk.expect_saved()

    def expect_all() -> None:
        expect(page.locator(".pmkit-answer").last).to_have_value(CHAIN[-1])
        assert _answers(page) == list(CHAIN)
        expect(page.get_by_label("Tools, cause 1", exact=True)).to_have_value("No canary and no gate")
        expect(page.get_by_label("Time in UTC, event 1")).to_have_value("2026-01-31T14:2")
        expect(page.locator(".pmkit-problem")).to_contain_text("write 2026-01-31T14:27:00Z")
        expect(text).to_have_value(TEXT)
        expect(page.locator(".pmkit-mirror .pmkit-mark", has_text="careless")).to_have_text("careless")

    desk.command("docmanager:save")
    desk.open_with_builders()  # the kernel is still there: the page alone brings them back
    expect_all()
    page.locator(".pmkit-answer").last.fill("A cache has no limit at all")
    text.press("Control+End")
    page.keyboard.type("\n\n- dd x")
    desk.expect_saved()
    assert FiveWhys.load(desk.file("chain.toml")).whys[-1].answer == "A cache has no limit at all"
    assert desk.file("text.md").read_text(encoding="utf-8") == f"{TEXT}\n\n- dd x"
    page.locator(".pmkit-answer").last.fill(CHAIN[-1])
    text.fill(TEXT)
    desk.expect_saved()

    desk.restart_kernel()
    desk.show("chain", "bones", "events", "text")
    expect_all()
    assert [str(event.at) for event in Timeline.load(desk.file("events.toml")).events] == [ALERT]
    desk.show("chain")  # run once more
    desk.expect_saved()
    assert _answers(page) == list(CHAIN)


THEMED = {
    "chain": FiveWhys(problem="Blocks were missed", whys=[Why(answer="offline")]),
    "bones": BONES,
    "factors": FACTORS,
}


COLOURS = """() => {
  const drawn = document.querySelector(".pmkit-picture").innerHTML;
  return (drawn.match(/(?<=(?:fill|stroke)=")[^"]+/g) ?? []).join();
}"""
"""What a picture is drawn in: a change of theme may give the page a scroll bar, and the picture another width."""
FITS = """() => {
  const picture = document.querySelector(".pmkit-picture");
  return Number(picture.querySelector("svg").getAttribute("width")) <= picture.clientWidth;
}"""


def test_a_change_of_theme_redraws_the_picture_at_once(desk: Desk, shown: Shown) -> None:
    change = "(theme) => { window.jupyterapp.commands.execute('apputils:change-theme', { theme }); }"
    desk.command("apputils:change-theme", theme="JupyterLab Light")  # whatever another test has left
    for name, answer in THEMED.items():
        page = shown(**{name: answer})
        expect(page.locator(".pmkit-builder")).to_have_attribute("data-theme", "light")
        # The matrix is a table in the colours of its page; the others are drawn anew.
        cell = "() => getComputedStyle(document.querySelector('.pmkit-picture td')).color"
        drawn = cell if name == "factors" else COLOURS
        page.wait_for_function(f"() => document.querySelector('.pmkit-picture').innerHTML && ({drawn})()")
        seen = [page.evaluate(drawn)]
        for theme in ("Dark", "Light", "Dark", "Light"):
            page.evaluate(change, f"JupyterLab {theme}")
            page.wait_for_function(f"(before) => ({drawn})() !== before", arg=seen[-1], timeout=30_000)
            expect(page.locator(".pmkit-builder")).to_have_attribute("data-theme", theme.lower())
            seen.append(page.evaluate(drawn))
        light, dark = seen[:2]
        assert light != dark
        assert seen == [light, dark, light, dark, light], name
        if name == "chain":  # bones may be wider than their place, and scroll
            page.wait_for_function(FITS)


def test_words_that_a_stopped_kernel_did_not_save_come_back_with_the_cell(desk: Desk, shown: Shown) -> None:
    page = shown(chain=FiveWhys(problem="Blocks were missed", whys=[Why(answer=answer) for answer in CHAIN]))
    desk.command("kernelmenu:shutdown")
    page.wait_for_function("() => window.jupyterapp.shell.currentWidget.sessionContext.hasNoKernel")
    page.locator(".pmkit-answer").first.fill("The node was switched off")
    expect(page.locator(".pmkit-status")).to_contain_text("the kernel does not answer")
    assert _answers(page)[0] == "The node was switched off"
    desk.open()
    desk.show("chain")
    desk.expect_saved()
    expect(page.locator(".pmkit-answer").first).to_have_value("The node was switched off")
    expect(page.locator(".pmkit-picture")).to_contain_text("switched off")
    assert FiveWhys.load(desk.file("chain.toml")).whys[0].answer == "The node was switched off"


def test_a_stored_notebook_alone_shows_the_answer_as_text(desk: Desk, shown: Shown) -> None:
    page = shown(chain=FiveWhys(problem="Blocks were missed", whys=[Why(answer=answer) for answer in CHAIN]))
    twin = page.locator(".pmkit-twin")
    expect(twin).to_contain_text(CHAIN[-1])
    expect(twin).to_be_hidden()
    desk.command("docmanager:save")
    desk.command("kernelmenu:shutdown")
    desk.open()
    expect(twin).to_be_visible()
    expect(twin).to_contain_text(CHAIN[-1])


@pytest.fixture(params=["contentVisibility", "full"])
def windowing(lab: Lab, request: pytest.FixtureRequest) -> Iterator[str]:
    """How JupyterLab keeps cells that are out of sight."""
    with settings(lab, windowingMode=request.param):
        yield request.param


def _show_long(notebook: NotebookPage, kind: str) -> Page:
    """The next kind, in a small window, with the cursor in its last field."""
    page = notebook.page
    notebook.run(1)
    expect(page.locator(".pmkit-path")).to_have_text(f"answers/long_{kind}.toml", timeout=60_000)
    page.locator(LAST).last.focus()
    expect(page.locator(LAST).last).to_be_in_viewport(ratio=0.9)
    page.wait_for_timeout(300)  # what stands beside is measured after what is focused is scrolled to
    return page


def _open_long(open_notebook: Callable[..., NotebookPage], *kinds: str) -> NotebookPage:
    """A notebook whose second cell shows long answers of these kinds, one after the other."""
    notebook = open_notebook("long.ipynb", f"kinds = iter({kinds})", LONG_CELL, *["'after'"] * 30)
    for kind in kinds:
        LONG[kind].save(notebook.lab.folder / "answers" / f"long_{kind}.toml")
    notebook.page.set_viewport_size({"width": 1366, "height": 768})
    notebook.run(0)
    return notebook


def test_beside_the_last_field_all_is_in_view(open_notebook: Callable[..., NotebookPage], windowing: str) -> None:
    notebook = _open_long(open_notebook, *LONG)
    for kind in LONG:
        page = _show_long(notebook, kind)
        assert page.evaluate(OUT_OF_VIEW, [*parts_of(kind), *bodies_of(kind)]) == [], (windowing, kind)


def test_in_notebook_7_all_is_in_view_too(open_notebook: Callable[..., NotebookPage]) -> None:
    notebook = _open_long(open_notebook, "five_whys", "five_whys")
    page = _show_long(notebook, "five_whys")
    page.goto(f"{notebook.lab.address}/notebooks/long.ipynb?token={notebook.lab.token}")
    page.locator(".jp-Cell .jp-InputArea-editor").nth(1).click()
    page.keyboard.press("Control+Enter")
    expect(page.locator(".pmkit-builder")).to_be_visible(timeout=30_000)
    page.wait_for_timeout(1500)  # it makes long outputs small a moment later
    page.locator(LAST).last.focus()
    page.wait_for_timeout(300)
    assert page.evaluate(OUT_OF_VIEW, parts_of("five_whys")) == []
    expect(page.locator(LAST).last).to_be_in_viewport(ratio=0.9)
