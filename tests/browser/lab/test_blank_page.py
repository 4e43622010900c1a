"""Blank pages, on which most builders are tested, give them the looks and the room that JupyterLab gives them."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

import pmkit
from pmkit.models.five_whys import FiveWhys, Why

if TYPE_CHECKING:
    from tests.browser.blank_page import BlankPage
    from tests.browser.lab.conftest import NotebookPage

pytestmark = [pytest.mark.browser, pytest.mark.lab, pytest.mark.slow("a JupyterLab beside the blank page")]

CHAIN = FiveWhys(
    problem="Blocks were missed",
    whys=[Why(answer="The careless engineer forgot", evidence="E2"), Why(answer="Memory rose to 20 GB", evidence="E2")],
    actions=[{"text": "Add a limit", "owner": "Mina Okafor"}],
)
SCREENS = [("dark", 1366), ("light", 1024), ("light", 1920)]
TO_TOP = """() => {
  document.activeElement.blur();
  document.querySelector(".jp-WindowedPanel-outer").scrollTop = 0;
}"""
# Each node of the builder that can be seen, with its place and all of its styles, as JSON; names are new in each page.
LOOKS = """() => {
  const own = (name) => !/^(anchor-name|anchor-scope|--)/.test(name);
  const styles = (node, part) => {
    const style = getComputedStyle(node, part);
    return [...style].filter(own).map((name) => [`${part}${name}`, style[name]]);
  };
  const isSeen = (node) => node.checkVisibility(); // a picture that is folded away has the width of before
  const looks = (node) => {
    const { x, y, width, height } = node.getBoundingClientRect();
    const parts = node.matches("input, textarea") ? ["", "::placeholder"] : [""];
    return [["place", [x, y, width, height].join()], ...parts.flatMap((part) => styles(node, part))];
  };
  const nodes = [...document.querySelectorAll(".pmkit-builder, .pmkit-builder :not(svg *)")].filter(isSeen);
  const called = (node, index) => `${index} ${node.tagName} ${node.classList}`;
  const all = nodes.map((node, index) => [called(node, index), Object.fromEntries(looks(node))]);
  return JSON.stringify(Object.fromEntries(all));
}"""


def _differences(page: Page, lab: Page) -> list[str]:
    one, other = (json.loads(each.evaluate(LOOKS)) for each in (page, lab))
    assert one.keys() == other.keys()
    return [
        f"{node}: {name} is {one[node].get(name)}, in JupyterLab {value}"
        for node, looks in other.items()
        for name, value in looks.items()
        if one[node].get(name) != value
    ]


def _lasting_differences(blank: Page, notebook: Page) -> list[str]:
    """What differs still when all is laid out and the picture drawn anew, which a busy machine takes its time for."""
    found: list[str] = []
    for _ in range(20):
        notebook.wait_for_timeout(1000)
        found = _differences(blank, notebook)
        if not found:
            break
    return found


def test_a_builder_looks_on_a_blank_page_as_in_jupyterlab(
    open_notebook: Callable[..., NotebookPage],
    open_page: Callable[..., BlankPage],
    photograph: Callable[[Page, str], None],
) -> None:
    cell = "import pmkit\npmkit.five_whys('answers/looks.toml', exercise='five-whys')"
    notebook = open_notebook("looks.ipynb", cell)
    blank = open_page(lambda: pmkit.five_whys("answers/looks.toml", exercise="five-whys"))
    for folder, one in ((notebook.lab.folder, notebook), (blank.folder, blank)):
        CHAIN.save(folder / "answers" / "looks.toml")
        one.run()
        expect(one.page.locator(".pmkit-reading select")).to_have_count(2, timeout=60_000)
        one.page.mouse.move(0, 0)
        one.page.evaluate(TO_TOP)
    told: dict[str, list[str]] = {}
    for theme, width in SCREENS:
        notebook.command("apputils:change-theme", theme=f"JupyterLab {theme.title()}")
        notebook.page.set_viewport_size({"width": width, "height": 900})
        blank.change_theme(theme)
        blank.resize(width, 900)
        expect(notebook.page.locator(".pmkit-builder")).to_have_attribute("data-theme", theme)
        for difference in _lasting_differences(blank.page, notebook.page):
            told.setdefault(difference, []).append(f"{theme} {width}")
        photograph(notebook.page, f"looks-{theme}-{width}-lab")
        photograph(blank.page, f"looks-{theme}-{width}-blank")
    assert not told, "\n".join(f"{difference} [{', '.join(where)}]" for difference, where in told.items())
