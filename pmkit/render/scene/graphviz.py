"""Finds Graphviz's `dot` and runs it: the system's own, else the one of the wheel graphviz-pure."""

import os
import shutil
import subprocess
import sys
import sysconfig
from functools import cache
from pathlib import Path
from typing import Literal

ImageFormat = Literal["svg", "png"]
Engine = Literal["dot", "neato", "nop2"]
"""How nodes get their places: `dot` and `neato` choose them, `nop2` takes every position from the source."""

SECONDS = 10.0
OVERRIDE = "PMKIT_DOT"
NO_OVERRIDE = ""
PRETEND_NONE = "none"


class NoDotError(RuntimeError):
    """There is no `dot` to draw with; the message says what to install."""


class DrawingError(RuntimeError):
    """`dot` was found but gave no picture; the message says why."""


def find_dot() -> str | None:
    """The path of a `dot`, or None.

    The environment variable PMKIT_DOT decides where it is set: a path, or `none` to pretend there is none.
    A search is remembered for each value of PMKIT_DOT and PATH; `forget_dot` forgets it.
    """
    return _search(os.environ.get(OVERRIDE, NO_OVERRIDE), os.environ.get("PATH", os.defpath))


def forget_dot() -> None:
    """Search again next time: after an installation, or in a test."""
    _search.cache_clear()


def render(source: str, image_format: ImageFormat, engine: Engine = "dot", dpi: float = 72) -> bytes:
    """The picture of a graph in the DOT language, as a file's content.

    At 72 dpi a point of the source is a pixel of a PNG. Raises NoDotError when there is no `dot`, and
    DrawingError when it refuses the source, cannot be started or takes longer than SECONDS.
    """
    program = find_dot()
    if program is None:
        raise NoDotError(_what_to_install())
    command = [program, f"-K{engine}", f"-T{image_format}", f"-Gdpi={dpi:g}", "-q"]
    try:
        done = subprocess.run(  # noqa: S603  # our own arguments; the source goes in by standard input
            command,
            input=source.encode("utf-8", "replace"),
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise DrawingError(f"{program} took longer than {SECONDS:g} s; draw fewer or shorter texts") from None
    except OSError as error:
        raise DrawingError(f"{program} could not be started ({error.strerror})") from None
    if done.returncode or not done.stdout:
        raise DrawingError(f"{program} gave no picture: {_last_words(done.stderr)}")
    return done.stdout


@cache
def _search(override: str, path: str) -> str | None:
    if override == PRETEND_NONE:
        return None
    if override:
        return shutil.which(override, path=path)
    beside = [str(Path(sys.executable).parent), sysconfig.get_path("scripts")]
    places = os.pathsep.join([*beside, path])
    return shutil.which("dot", path=path) or shutil.which("graphviz-pure", path=places)


def _what_to_install() -> str:
    override = os.environ.get(OVERRIDE, NO_OVERRIDE)
    if override == PRETEND_NONE:
        return f"no dot is used because {OVERRIDE} is “none”; unset it to draw pictures"
    if override:
        return f"{OVERRIDE} names “{override}”, which is no program here; write the path of a dot, or unset it"
    return "no dot was found; install one with: pip install graphviz-pure (or your system's graphviz package)"


def _last_words(stderr: bytes) -> str:
    return stderr.decode("utf-8", "replace").strip()[-300:] or "it did not say why"
