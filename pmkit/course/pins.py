"""Binder's pins: the lines of the lock that the course needs on Binder, so that the two can never differ.

`python -m pmkit.course.pins` prints binder/requirements.txt; `make lock` writes it.
"""

import sys
import tomllib
from collections.abc import Iterable, Iterator
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

HEADER = "# Generated from requirements.lock by `make lock`; do not edit."
BINDER = {
    "implementation_name": "cpython",
    "os_name": "posix",
    "platform_machine": "x86_64",
    "platform_python_implementation": "CPython",
    "platform_system": "Linux",
    "python_full_version": "3.12.0",
    "python_version": "3.12",
    "sys_platform": "linux",
}
"""What environment markers are read against: Python 3.12 on Linux, as in binder/runtime.txt."""


def binder_pins(project: Path) -> str:
    """The text of binder/requirements.txt for the project in the folder `project`.

    What packages need is read from the installed ones, so the environment must be the lock's.
    Raises LookupError when the lock lacks a package that the course needs.
    """
    table = tomllib.loads((project / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lock = locked(project / "requirements.lock")
    names = closure([*table["dependencies"], *table["optional-dependencies"]["lab"]], BINDER)
    missing = sorted(names - lock.keys())
    if missing:
        raise LookupError(f"requirements.lock has no line for {', '.join(missing)}; run: make lock")
    return "\n".join([HEADER, *(lock[name] for name in sorted(names))]) + "\n"


def locked(lock: Path, environment: dict[str, str] = BINDER) -> dict[str, str]:
    """The lock's lines that hold in `environment`, by the packages' normal names."""
    lines = (line.partition("#")[0].strip() for line in lock.read_text(encoding="utf-8").splitlines())
    return {canonicalize_name(Requirement(line).name): line for line in lines if line and _holds(line, environment)}


def closure(wanted: Iterable[str], environment: dict[str, str]) -> set[str]:
    """The normal names of the packages that `wanted` needs in `environment`, directly or through others."""
    seen: set[tuple[str, frozenset[str]]] = set()
    waiting = [Requirement(line) for line in wanted if _holds(line, environment)]
    while waiting:
        requirement = waiting.pop()
        key = (canonicalize_name(requirement.name), frozenset(requirement.extras))
        if key not in seen:
            seen.add(key)
            waiting.extend(_needs(requirement, environment))
    return {name for name, _ in seen}


def _needs(requirement: Requirement, environment: dict[str, str]) -> Iterator[Requirement]:
    try:
        lines = requires(requirement.name) or []
    except PackageNotFoundError:  # Another platform's package: its own line in the lock is all there is.
        lines = []
    for line in lines:
        if any(_holds(line, environment, extra) for extra in ("", *requirement.extras)):
            yield Requirement(line)


def _holds(line: str, environment: dict[str, str], extra: str = "") -> bool:
    marker = Requirement(line).marker
    return marker is None or marker.evaluate({**environment, "extra": extra})


if __name__ == "__main__":
    sys.stdout.write(binder_pins(Path.cwd()))
