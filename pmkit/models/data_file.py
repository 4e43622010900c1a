"""Data files of the package, read once: what tomllib makes of one is kept as Python keeps a module's bytecode.

A words file of 40 kB takes tomllib 15 ms, and its bytecode 0.3 ms. Python's own loader does the keeping: beside the
file in `__pycache__`, made anew when the file changes, and done without where the folder cannot be written.
"""

from functools import cache
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import CodeType
from typing import Any

PACKAGE = Path(__file__).parents[1]


class _Loader(SourceFileLoader):
    """Loads TOML as a module with one variable: what the file holds."""

    def source_to_code(  # type: ignore[override]  # the type stubs leave this form out
        self, data: Any, path: Any, *, _optimization: int = -1
    ) -> CodeType:
        import tomllib

        content = tomllib.loads(bytes(data).decode("utf-8"))
        return compile(f"import datetime\ncontent = {content!r}", path, "exec", optimize=_optimization)


@cache
def data_file(name: str) -> dict[str, Any]:
    """What a TOML file of the package holds: "checks/words/blame.toml". Raises OSError when there is none.

    Everybody gets the same object: it is to be read, never changed.
    """
    path = PACKAGE / name
    found: dict[str, Any] = {}
    exec(_Loader(path.stem, str(path)).get_code(path.stem) or "", found)  # noqa: S102  # literals, made above
    content: dict[str, Any] = found["content"]
    return content


def data_files(folder: str) -> list[str]:
    """The names, without their ending, of the TOML files in a folder of the package, in alphabetical order."""
    return sorted(path.stem for path in (PACKAGE / folder).glob("*.toml"))
