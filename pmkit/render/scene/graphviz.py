"""Has Graphviz's `dot` lay out a graph: the system's own, else the one of the wheel graphviz-pure."""

import os
import shutil
import subprocess
import sys
import sysconfig
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from pmkit.render.scene.shapes import Point

SECONDS = 10.0
OVERRIDE = "PMKIT_DOT"
NO_OVERRIDE = ""
PRETEND_NONE = "none"
INCH = 72
"""Pixels for one of Graphviz's units."""


class NoDotError(RuntimeError):
    """There is no `dot` to lay out with; the message says what to install."""


class DrawingError(RuntimeError):
    """`dot` was found but gave no layout; the message says why."""


@dataclass(slots=True)
class Plan:
    """Where everything goes, in pixels to the right and downwards: the middles of nodes, the Bézier curves of edges."""

    width: float
    height: float
    nodes: dict[str, Point] = field(default_factory=dict)
    edges: list[tuple[str, str, tuple[Point, ...]]] = field(default_factory=list)


def find_dot() -> str | None:
    """The path of a `dot`, or None.

    The environment variable PMKIT_DOT decides where it is set: a path, or `none` to pretend there is none.
    A search is remembered for each value of PMKIT_DOT and PATH; `forget_dot` forgets it.
    """
    return _search(os.environ.get(OVERRIDE, NO_OVERRIDE), os.environ.get("PATH", os.defpath))


def forget_dot() -> None:
    """Search again next time: after an installation, or in a test."""
    _search.cache_clear()


def lay_out(source: str) -> Plan:
    """The layout of a graph in the DOT language whose nodes have names without spaces, and no labels.

    Raises NoDotError when there is no `dot`, and DrawingError when it refuses the source, cannot be started or
    takes longer than SECONDS.
    """
    program = find_dot()
    if program is None:
        raise NoDotError(_what_to_install())
    try:
        done = subprocess.run(  # noqa: S603  # our own arguments; the source goes in by standard input
            [program, "-Kdot", "-Tplain", "-q"],
            input=source.encode(),
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise DrawingError(f"{program} took longer than {SECONDS:g} s; draw fewer or shorter texts") from None
    except OSError as error:
        raise DrawingError(f"{program} could not be started ({error.strerror})") from None
    if done.returncode or not done.stdout:
        raise DrawingError(f"{program} gave no layout: {_last_words(done.stderr)}")
    try:
        return _plan(done.stdout.decode())
    except (ValueError, IndexError):
        raise DrawingError(f"{program} gave a layout that cannot be read") from None


def _plan(plain: str) -> Plan:
    """Graphviz's plain text as a plan; it counts in inches and upwards."""
    (opening, *size), *lines = map(str.split, plain.splitlines())
    if opening != "graph":
        raise ValueError(opening)
    plan = Plan(float(size[1]) * INCH, float(size[2]) * INCH)

    def point(x: str, y: str) -> Point:
        return float(x) * INCH, plan.height - float(y) * INCH

    for kind, *told in lines:
        if kind == "node":
            plan.nodes[told[0]] = point(told[1], told[2])
        elif kind == "edge":
            curve = told[3 : 3 + 2 * int(told[2])]
            plan.edges.append((told[0], told[1], tuple(map(point, curve[::2], curve[1::2]))))
    return plan


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
        return f"no dot is used because {OVERRIDE} is “none”; unset it to draw causal maps"
    if override:
        return f"{OVERRIDE} names “{override}”, which is no program here; write the path of a dot, or unset it"
    return "no dot was found; install one with: pip install graphviz-pure (or your system's graphviz package)"


def _last_words(stderr: bytes) -> str:
    return stderr.decode("utf-8", "replace").strip()[-300:] or "it did not say why"
