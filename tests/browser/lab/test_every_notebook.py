"""Every notebook in a real JupyterLab at the widths people have: each part can be seen, nothing is cut or covered."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from grading.course import ROOT
from playwright.sync_api import Browser, Page

from pmkit.grading.exercise import exercise_names, load_exercise
from tests.browser.lab.conftest import Lab, settings, stop_kernels

pytestmark = [
    pytest.mark.browser,
    pytest.mark.lab,
    pytest.mark.slow("every notebook is run, at five widths"),
]

PATIENCE = 120_000
COURSE = "course"
"""The folder of the copy in the one that JupyterLab serves."""
SCREENS = {1024: 768, 1280: 800, 1366: 768, 1440: 900, 1920: 1080}
"""Widths of screens with the heights that come with them, in pixels."""
LEAST = {
    ".pmkit-builder:not(.pmkit-pack)": (320, 120),
    ".pmkit-pack": (320, 50),
    ".pmkit-header": (320, 30),
    ".pmkit-form": (300, 60),
    ".pmkit-events": (300, 40),
    ".pmkit-event": (300, 60),
    ".pmkit-lines": (260, 96),
    ".pmkit-evidence-pane": (280, 240),
    ".pmkit-picture": (240, 60),
    ".pmkit-feedback": (240, 18),
    ".jp-OutputArea-output svg:not(.modebar svg, .jp-icon3)": (120, 40),
}
"""The least size of each part of a builder, and of a picture, in pixels: smaller, nobody can read or write there."""
NOTEBOOKS = sorted(
    str(path.relative_to(ROOT))
    for pattern in ("notebooks/*.ipynb", "exercises/*/*.ipynb")
    for path in ROOT.glob(pattern)
)
LAYOUT_FLAWS = Path(__file__).with_name("layout_flaws.js").read_text(encoding="utf-8")
BEGIN = """(path) => {
  window.ran = null;
  const { commands, shell } = window.jupyterapp;
  const run = async () => {
    for (const panel of [...shell.widgets("main")]) {
      await panel.sessionContext?.shutdown();
      panel.dispose(); // closing it would ask whether to save
    }
    const panel = await commands.execute("docmanager:open", { path });
    await panel.context.ready;
    await panel.revealed;
    await panel.sessionContext.ready;
    await commands.execute("notebook:run-all-cells");
  };
  run().then(() => { window.ran = "done"; }, (error) => { window.ran = String(error); });
}"""
SHOWN = """() => {
  const widgets = [...document.querySelectorAll(".jp-OutputArea-output[data-mime-type*='widget-view']")];
  const said = [...document.querySelectorAll(".pmkit-status")].every((status) => status.textContent.trim());
  const drawn = widgets.every((output) => output.querySelector(".pmkit-builder, .jupyter-widgets"));
  return window.ran !== null && said && drawn;
}"""
# Pictures are drawn anew for a new width, by a kernel that may be slow: still for a while is done.
SETTLED = """async () => {
  const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  const seen = () => [...document.querySelectorAll(".jp-OutputArea-output")]
    .map((node) => `${node.clientWidth} ${node.scrollHeight} ${node.querySelector("svg")?.outerHTML.length}`).join();
  let [before, still] = [seen(), 0];
  for (let waited = 0; waited < 5000 && still < 3; waited += 60) {
    await pause(60);
    const now = seen();
    [before, still] = [now, now === before ? still + 1 : 0];
  }
}"""


@dataclass
class Desk:
    """JupyterLab in one browser page, and the folder that its pictures go to."""

    page: Page
    pictures: Path | None

    def command(self, name: str, **options: Any) -> None:
        self.page.evaluate("([name, args]) => window.jupyterapp.commands.execute(name, args)", [name, options])

    def run(self, notebook: str) -> None:
        """Open a notebook alone and run all of its cells."""
        self.page.set_viewport_size({"width": 1366, "height": 768})
        self.page.evaluate(BEGIN, f"{COURSE}/{notebook}")
        self.page.wait_for_function(SHOWN, timeout=PATIENCE)
        assert self.page.evaluate("window.ran") == "done"
        assert self.page.locator(".jp-OutputArea-output[data-mime-type*='error']").all_inner_texts() == []

    def look(self, width: int, *, sidebar: bool) -> None:
        """Make the window as wide as a screen, with the file browser open or closed."""
        self.page.set_viewport_size({"width": width, "height": SCREENS[width]})
        self.page.evaluate("(open) => window.jupyterapp.shell[open ? 'expandLeft' : 'collapseLeft']()", sidebar)
        self.page.evaluate(SETTLED)

    def flaws(self) -> list[str]:
        """What does not fit, and still does not a second later: a busy machine lays a page out while one looks."""
        found = self.page.evaluate(LAYOUT_FLAWS, LEAST)
        if not found:
            return []
        self.page.wait_for_timeout(1000)
        return [flaw for flaw in self.page.evaluate(LAYOUT_FLAWS, LEAST) if flaw in found]

    def photograph(self, name: str) -> None:
        """A picture of each builder as it comes into view, where somebody wants to see it."""
        if not self.pictures:
            return
        for number, builder in enumerate(self.page.locator(".pmkit-builder").all(), start=1):
            builder.evaluate("(node) => node.scrollIntoView({ block: 'start' })")
            self.page.screenshot(path=self.pictures / f"{name}-{number}.png")


def fill(folder: Path, name: str) -> None:
    """Answer an exercise: its builder is looked at as it is after some work, those of lessons untouched."""
    exercise = load_exercise(name)
    (folder / "answers").mkdir()
    exercise.model_answer.save(folder / exercise.answer)


@pytest.fixture(scope="module")
def desk(lab: Lab, browser: Browser) -> Iterator[Desk]:
    """One page of JupyterLab over a copy of the course, for all notebooks."""
    course = lab.folder / COURSE
    for part in ("notebooks", "exercises"):
        shutil.copytree(ROOT / part, course / part, ignore=shutil.ignore_patterns("answers", "evidence", ".*"))
    for name in exercise_names():
        fill(course / "exercises" / name, name)
    named = os.environ.get("PMKIT_PICTURES")
    # A cell that is out of sight is laid out when it comes into sight; here all are looked at, at once.
    with settings(lab, windowingMode="none"):
        page = browser.new_page()
        page.set_default_timeout(PATIENCE)
        page.goto(f"{lab.address}/lab?token={lab.token}")
        page.wait_for_function("window.jupyterapp?.restored.then(() => true)", timeout=PATIENCE)
        yield Desk(page, Path(named) if named else None)
        page.close()
    stop_kernels(lab)


def test_there_are_lessons_and_exercises() -> None:
    assert {Path(name).parts[0] for name in NOTEBOOKS} == {"notebooks", "exercises"}


@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_every_part_can_be_seen_at_every_width(desk: Desk, notebook: str) -> None:
    desk.run(notebook)
    name = Path(notebook).stem if notebook.startswith("notebooks") else f"exercise-{Path(notebook).stem}"
    flaws: dict[str, list[str]] = {}
    for width in SCREENS:
        for sidebar in (True, False):
            desk.look(width, sidebar=sidebar)
            for flaw in desk.flaws():
                flaws.setdefault(flaw, []).append(f"{width}{' with sidebar' if sidebar else ''}")
        desk.photograph(f"{name}-{width}")
    desk.look(1366, sidebar=False)
    for theme in ("Dark", "Light") if desk.pictures else ():
        desk.command("apputils:change-theme", theme=f"JupyterLab {theme}")
        desk.page.evaluate(SETTLED)
        if theme == "Dark":
            desk.photograph(f"{name}-dark")
    told = [f"{flaw} [{', '.join(where)}]" for flaw, where in flaws.items()]
    assert not told, "\n".join(told)
