"""Opens the course in JupyterLab."""

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

START = Path("notebooks") / "00_start_here.ipynb"
COURSE = Path("nbgrader_config.py")
"""What an instructor's course has, in whatever folder it lives; there need be no lessons in it."""


class CourseNotFoundError(FileNotFoundError):
    """The folder, and those above it, hold no course."""


def course_root(folder: Path) -> Path:
    """The folder at or above `folder` that holds the course. Raises CourseNotFoundError."""
    for candidate in (folder, *folder.parents):
        if (candidate / START).is_file() or (candidate / COURSE).is_file():
            return candidate
    raise CourseNotFoundError(
        f"{folder} holds no course; run pmkit lab in a folder that has {START.as_posix()} or {COURSE}"
    )


def command(root: Path, *, port: int, open_browser: bool) -> list[str]:
    """The command that starts JupyterLab on the course's first notebook, or on its files where it has none."""
    first = f"/lab/tree/{START.as_posix()}" if (root / START).is_file() else "/lab"
    options = [
        f"--port={port}",
        f"--ServerApp.root_dir={root}",
        f"--LabApp.default_url={first}",
    ]
    if not open_browser:
        options.append("--no-browser")
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        options.append("--allow-root")  # containers and Binder images often run as root
    return [sys.executable, "-m", "jupyterlab", *options]


def run(folder: Path, *, port: int, open_browser: bool) -> int:
    """Start JupyterLab on the course; returns its exit code, where the system lets us wait for it.

    Raises CourseNotFoundError without a course, ModuleNotFoundError without JupyterLab.
    """
    root = course_root(folder)
    if find_spec("jupyterlab") is None:
        raise ModuleNotFoundError('JupyterLab is not installed; run: pip install "pmkit[lab]"')
    words = command(root, port=port, open_browser=open_browser)
    if os.name == "posix":
        # JupyterLab takes our place: Ctrl-C and its question about shutting down reach it alone.
        os.chdir(root)
        os.execv(words[0], words)  # noqa: S606  # our own words, and no shell is wanted
    return subprocess.call(words, cwd=root)  # noqa: S603  # our own words
