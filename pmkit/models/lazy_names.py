"""Names that a package offers and imports when they are first asked for, each written once: in its stub.

Nothing but what Python has loaded already is imported here: `import pmkit` pays for it.
"""

import sys
from collections.abc import Callable
from importlib import import_module


def lazy_names(package: str, file: str) -> tuple[Callable[[str], object], Callable[[], list[str]], list[str]]:
    """The `__getattr__`, `__dir__` and `__all__` of a package, from the `.pyi` file beside its `__init__.py`.

    `file` is the package's `__file__`. A name is offered as type checkers want it: `from a.b import c as c`, one a
    line. Raises OSError where there is no stub.
    """
    with open(f"{file.removesuffix('.py')}.pyi", encoding="utf-8") as stub:  # noqa: PTH123  # pathlib is not loaded yet
        offered = [line.split() for line in stub if line.startswith("from ")]
    homes = {words[3]: words[1] for words in offered}

    def find(name: str) -> object:
        if name not in homes:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return getattr(import_module(homes[name]), name)

    return find, lambda: sorted({*homes, *vars(sys.modules[package])}), sorted(homes)
