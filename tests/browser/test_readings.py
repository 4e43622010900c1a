"""Under each line stands what it was read as; another reading is chosen with the keyboard, and kept."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from pmkit.models.five_whys import FiveWhys, Why

if TYPE_CHECKING:
    from tests.browser.conftest import NotebookPage

pytestmark = pytest.mark.browser

Open = Callable[..., "NotebookPage"]
CHAIN = FiveWhys(
    problem="The validator missed 100 consecutive blocks",
    whys=[
        Why(answer="The kernel killed the process", evidence="E2"),
        Why(answer="Memory rose to 20 GB", evidence="E2"),
    ],
)


@pytest.mark.parametrize("width", [1024, 1366])
def test_a_reading_is_seen_corrected_by_keyboard_and_kept(open_notebook: Open, width: int, tmp_path: Path) -> None:
    code = f"import pmkit\npmkit.five_whys('answers/read-{width}.toml', exercise='five-whys')"
    notebook = open_notebook(f"readings-{width}.ipynb", code)
    file = notebook.lab.folder / "answers" / f"read-{width}.toml"
    CHAIN.save(file)
    notebook.page.set_viewport_size({"width": width, "height": 900})
    notebook.run()
    page = notebook.page
    rows = page.locator(".pmkit-reading")
    expect(rows).to_have_count(2, timeout=30_000)
    expect(rows.nth(0)).to_contain_text("Read as: The kernel killed the process")
    expect(rows.nth(1)).to_contain_text("The exhibits have another figure than 20 GB")
    expect(page.locator(".pmkit-points")).to_contain_text("once read")
    page.locator(".pmkit-answer").nth(1).focus()
    page.keyboard.press("Tab")  # what is typed on belongs to the next field, whatever has appeared between
    expect(page.locator(".pmkit-evidence").nth(1)).to_be_focused()
    page.locator(".pmkit-answer").nth(1).focus()
    page.keyboard.press("F8")
    expect(rows.nth(1).locator("select")).to_be_focused()
    page.keyboard.type("The host ran")
    page.keyboard.press("Enter")
    expect(rows.nth(1)).to_contain_text("Read as: The host ran out of memory")
    page.wait_for_function("() => document.querySelector('.pmkit-status').dataset.state === 'saved'")
    assert FiveWhys.load(file).whys[1].reads_as == "out-of-memory"
    page.screenshot(path=Path(os.environ.get("PMKIT_PICTURES", tmp_path)) / f"readings-{width}.png")
    notebook.run()
    expect(rows.nth(1)).to_contain_text("Read as: The host ran out of memory")
    expect(rows.nth(1).locator("select")).to_have_value("out-of-memory")
    page.locator(".pmkit-answer").nth(1).fill("The box had nothing left to give, 15.8 GB were taken")
    page.wait_for_function("() => document.querySelector('.pmkit-status').dataset.state === 'saved'")
    assert FiveWhys.load(file).whys[1].reads_as is None
