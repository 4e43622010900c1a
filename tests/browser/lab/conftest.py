"""A real JupyterLab in a temporary course folder, for what only a notebook does."""

import json
import os
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import URLError
from urllib.request import Request, urlopen

import pytest
from grading.course import ROOT, Course, make_course
from playwright.sync_api import BrowserContext, Page

PATIENCE = 60_000
"""Milliseconds until a page that does not show what it should is given up."""
KERNEL_IS_IDLE = """() => {
  const context = window.jupyterapp?.shell.currentWidget?.sessionContext;
  return context?.isReady && context.session?.kernel?.status === "idle";
}"""


@dataclass(frozen=True)
class Lab:
    """A running JupyterLab: its address, its token, the folder it serves."""

    address: str
    token: str
    folder: Path

    def write_notebook(self, name: str, *cells: str) -> Path:
        """A notebook with these code cells; it has not been run."""
        code = [
            {
                "cell_type": "code",
                "id": f"cell-{number}",
                "metadata": {},
                "outputs": [],
                "execution_count": None,
            }
            | {"source": source}
            for number, source in enumerate(cells)
        ]
        spec = {"name": "python3", "display_name": "Python 3", "language": "python"}
        notebook = {"nbformat": 4, "nbformat_minor": 5, "metadata": {"kernelspec": spec}, "cells": code}
        path = self.folder / name
        path.write_text(json.dumps(notebook), encoding="utf-8")
        return path

    def page_of(self, name: str, workspace: str = "") -> str:
        """The address of one notebook, in a workspace of its own."""
        return f"{self.address}/lab/workspaces/{workspace or Path(name).stem}/tree/{name}?token={self.token}"


@dataclass(frozen=True)
class NotebookPage:
    """A notebook open in a browser."""

    page: Page
    lab: Lab
    name: str
    workspace: str = field(default_factory=lambda: secrets.token_hex(8))
    """New for each: the sidebar that JupyterLab keeps for a workspace is no wider than in a new one."""

    def open(self) -> None:
        """Load the page, or load it again, until the kernel is there."""
        self.page.goto(self.lab.page_of(self.name, self.workspace))
        self.page.locator(".jp-Notebook .jp-Cell").first.wait_for(timeout=PATIENCE)
        self.page.wait_for_function(KERNEL_IS_IDLE, timeout=PATIENCE)

    def run(self, cell: int = 0) -> None:
        """Run one cell, as a click and Ctrl+Enter do."""
        self.page.locator(".jp-Notebook .jp-Cell .jp-InputArea-editor").nth(cell).click()
        self.page.keyboard.press("Control+Enter")

    def command(self, name: str, **options: object) -> None:
        """Run a command of JupyterLab, as its menus do."""
        self.page.evaluate("([name, args]) => window.jupyterapp.commands.execute(name, args)", [name, options])

    def restart_kernel(self) -> None:
        """Restart the kernel, as the menu and its question do."""
        self.page.evaluate("() => { window.jupyterapp.commands.execute('kernelmenu:restart'); }")
        self.page.get_by_role("button", name="Confirm Kernel Restart").click()
        self.page.wait_for_function(KERNEL_IS_IDLE, timeout=PATIENCE)


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _keep_quiet(folder: Path) -> None:
    """No question about news over the page that a test looks at."""
    place = folder / "@jupyterlab" / "apputils-extension"
    place.mkdir(parents=True)
    quiet = {"fetchNews": "false", "checkForUpdates": False}
    (place / "notification.jupyterlab-settings").write_text(json.dumps(quiet), encoding="utf-8")


@contextmanager
def settings(lab: Lab, **of_notebooks: object) -> Iterator[None]:
    """Pages that are loaded meanwhile have these settings of notebooks."""
    place = lab.folder.parent / "settings" / "@jupyterlab" / "notebook-extension"
    place.mkdir(parents=True, exist_ok=True)
    file = place / "tracker.jupyterlab-settings"
    file.write_text(json.dumps(of_notebooks), encoding="utf-8")
    yield
    file.unlink()


def _wait_until_up(address: str, token: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        assert server.poll() is None, "JupyterLab stopped while it started"
        try:
            with urlopen(f"{address}/api/status?token={token}", timeout=5):  # noqa: S310 - our own server
                return
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
    pytest.fail("JupyterLab did not start within a minute")


@contextmanager
def serve(home: Path, course: Path) -> Iterator[Lab]:
    """JupyterLab on a free port for the folder `course`, with settings, history and runtime files in `home`."""
    _keep_quiet(home / "settings")
    own = {
        "JUPYTER_CONFIG_DIR": home / "config",
        "JUPYTER_DATA_DIR": home / "data",
        "JUPYTER_RUNTIME_DIR": home / "runtime",
        "JUPYTERLAB_SETTINGS_DIR": home / "settings",
        "JUPYTERLAB_WORKSPACES_DIR": home / "workspaces",
        "IPYTHONDIR": home / "ipython",
    }
    port, token = _free_port(), secrets.token_hex(16)
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--expose-app-in-browser"]
    options = [f"--ServerApp.port={port}", "--ServerApp.port_retries=0", f"--IdentityProvider.token={token}"]
    environment = os.environ | {name: str(path) for name, path in own.items()}
    with (home / "log").open("wb") as log:
        server = subprocess.Popen(
            [*command, *options], cwd=course, env=environment, stdout=log, stderr=subprocess.STDOUT
        )
        try:
            address = f"http://127.0.0.1:{port}"
            _wait_until_up(address, token, server)
            yield Lab(address, token, course)
        finally:
            server.terminate()
            server.wait(timeout=30)


@pytest.fixture(scope="session")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """JupyterLab in an empty folder, for all tests."""
    home = tmp_path_factory.mktemp("lab")
    course = home / "course"
    course.mkdir()
    with serve(home, course) as running:
        yield running


@pytest.fixture
def course_lab(tmp_path: Path) -> Iterator[tuple[Lab, Course]]:
    """JupyterLab in a course made from the real solution: its exercise, its gradebook, formgrader."""
    home = tmp_path / "home"
    home.mkdir()
    source = (ROOT / "solutions" / "five-whys" / "five-whys.ipynb").read_text(encoding="utf-8")
    course = make_course(tmp_path / "course", source)
    with serve(home, course.folder) as running:
        yield running, course


def stop_kernels(lab: Lab) -> None:
    """A test's kernels would slow those of the next tests down."""
    address, token = f"{lab.address}/api/sessions", f"token={lab.token}"
    with urlopen(f"{address}?{token}", timeout=10) as answer:  # noqa: S310 - our own server
        sessions = json.load(answer)
    for session in sessions:
        request = Request(f"{address}/{session['id']}?{token}", method="DELETE")  # noqa: S310 - as above
        urlopen(request, timeout=30).close()  # noqa: S310 - as above


@pytest.fixture
def open_notebook(lab: Lab, context: BrowserContext) -> Iterator[Callable[..., NotebookPage]]:
    """Open a notebook; with code cells, write it first: `open_notebook("a.ipynb", "1 + 1")`."""

    def open_it(name: str, *cells: str, where: Lab = lab) -> NotebookPage:
        if cells:
            where.write_notebook(name, *cells)
        notebook = NotebookPage(context.new_page(), where, name)
        notebook.open()
        return notebook

    yield open_it
    for page in context.pages:
        page.close()
    stop_kernels(lab)
