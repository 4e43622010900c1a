"""Runs nbgrader's commands: as a fork of this process, which has loaded nbgrader for all, or apart as a shell does."""

import logging
import os
import signal
import subprocess
import sys
import tempfile
import time
import traceback
import warnings
from pathlib import Path
from typing import NoReturn

SECONDS = 300


def run_apart(folder: Path, *words: str) -> tuple[int, str]:
    """Run `nbgrader …` in a folder with an interpreter of its own; its exit code and what it printed."""
    done = subprocess.run(
        [sys.executable, "-m", "nbgrader", *words],
        cwd=folder,
        env=os.environ | _own(folder),
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def run_forked(folder: Path, *words: str) -> tuple[int, str]:
    """As `run_apart`, without the three seconds that nbgrader takes to load; it changes nothing in this process."""
    import nbgrader.apps  # loaded once, for all that is forked

    assert nbgrader.apps
    with tempfile.TemporaryFile() as printed:
        child = os.fork()
        if child == 0:
            _become(folder, words, printed.fileno())
        code = _wait(child)
        printed.seek(0)
        return code, printed.read().decode("utf-8", "replace")


def _wait(child: int) -> int:
    for _ in range(SECONDS * 100):
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.01)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    raise TimeoutError(f"nbgrader took longer than {SECONDS} s")


def _become(folder: Path, words: tuple[str, ...], printed: int) -> NoReturn:
    """In the fork: be the program, and end as it ends."""
    code = 1
    try:
        os.dup2(printed, 1)
        os.dup2(printed, 2)
        sys.stdout, sys.stderr = os.fdopen(1, "w"), os.fdopen(2, "w")
        os.environ.update(_own(folder))
        os.chdir(folder)
        logging.root.handlers.clear()  # pytest's, which nobody reads here
        warnings.resetwarnings()
        code = _launch(words)
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        os._exit(code)


def _launch(words: tuple[str, ...]) -> int:
    from nbgrader.apps.nbgraderapp import NbGraderApp

    try:
        NbGraderApp.launch_instance(list(words))
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else int(stop.code is not None)
    except BaseException:  # noqa: BLE001  # as the interpreter does at the end of a program
        traceback.print_exc()
        return 1
    return 0


def _own(folder: Path) -> dict[str, str]:
    return {"HOME": str(folder), "JUPYTER_CONFIG_DIR": str(folder / ".jupyter")}
