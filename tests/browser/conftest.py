"""A real Chromium for all tests here, and blank pages that it shows builders in."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.browser.blank_page import BlankPage, Cell, PageKernel

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
# A machine may be busy.
expect.set_options(timeout=20_000)


@pytest.fixture
def photograph() -> Callable[[Page, str], None]:
    """Keep a picture of a page for people to look at, in the folder that PMKIT_PICTURES names."""
    folder = os.environ.get("PMKIT_PICTURES")

    def take(page: Page, name: str) -> None:
        if folder:
            page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)

    return take


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """One Chromium for all tests."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser that has visited nothing yet."""
    context = browser.new_context(viewport={"width": 1500, "height": 1100})
    context.set_default_timeout(20_000)
    yield context
    context.close()


@pytest.fixture(scope="session")
def page_kernel() -> Iterator[PageKernel]:
    """What answers blank pages, one test after the other."""
    with PageKernel() as kernel:
        yield kernel


@pytest.fixture
def open_page(
    page_kernel: PageKernel, context: BrowserContext, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., BlankPage]]:
    """Open a blank page over these cells, in an empty folder: `open_page(lambda: pmkit.editor("answers/a.md"))`."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("comm.create_comm", page_kernel.make_comm)

    def open_it(*cells: Cell) -> BlankPage:
        page_kernel.restart(*cells)
        blank = BlankPage(context.new_page(), tmp_path, page_kernel)
        blank.open()
        return blank

    yield open_it
    page_kernel.restart()
