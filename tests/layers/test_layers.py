"""Which layer may import what: the design's table, held against every import statement of the package."""

import ast
import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import NamedTuple

import pytest

PACKAGE = Path(__file__).parents[2] / "pmkit"


class Layer(NamedTuple):
    """What a layer may import of pmkit and of other people; `glue` finds the files that may import more."""

    pmkit: frozenset[str]
    others: frozenset[str]
    glue: str = "(?!)"
    glue_others: frozenset[str] = frozenset()


def words(text: str) -> frozenset[str]:
    return frozenset(text.split())


LAYERS = {
    "models": Layer(words(""), words("pydantic pydantic_core tomli_w")),
    "evidence": Layer(words("models"), words("cryptography icalendar recurring_ical_events")),
    "tables": Layer(words("models"), words("pandas")),
    "metrics": Layer(words("models"), words("numpy pandas")),
    "incidents": Layer(words("models evidence"), words("cryptography numpy")),
    "meetings": Layer(words("models checks"), words("pydantic")),
    "checks": Layer(words("models tables"), words("markdown_it Stemmer")),
    "render": Layer(words("models metrics"), words("graphviz graphviz_pure markdown_it pandas plotly resvg_py")),
    "widgets": Layer(
        words("models tables metrics meetings checks render grading"),
        words("anywidget IPython ipywidgets numpy tomli_w traitlets"),
    ),
    "grading": Layer(
        words("models tables metrics incidents meetings checks render"),
        words("pydantic"),
        glue="^grading/(nbgrader/|feedback_page)",
        glue_others=words("jinja2 markupsafe nbconvert nbformat nbgrader sqlalchemy traitlets"),
    ),
    "course": Layer(
        words("models tables render grading"),
        words("jupyter_core jupyterlab nbconvert nbformat nbgrader packaging traitlets"),
    ),
    "cli": Layer(words("__init__ models evidence tables metrics incidents checks render grading course"), words("")),
    # What `import pmkit` offers: names of every layer, fetched when they are first used.
    "__init__": Layer(words("models evidence tables metrics incidents checks render widgets grading"), words("")),
}

FILES = sorted(PACKAGE.rglob("*.py"))
MODULES = {
    ".".join(file.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__"): file for file in FILES
}
HEAVY = ("graphviz", "ipywidgets", "jupyter_core", "nbconvert", "nbformat", "nbgrader", "pandas", "plotly")


def layer_of(file: Path) -> str:
    return file.relative_to(PACKAGE).with_suffix("").parts[0]


def imported(file: Path) -> Iterator[str]:
    """The full names of the modules that a file imports, wherever in it the statement stands."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level:
            yield f"a relative import: line {node.lineno}"
        elif isinstance(node, ast.ImportFrom) and node.module == "pmkit":
            names = (alias.name for alias in node.names)
            yield from (f"pmkit.{name if name in LAYERS else '__init__'}" for name in names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def is_allowed(module: str, file: Path) -> bool:
    layer = LAYERS[layer_of(file)]
    top, _, rest = module.partition(".")
    if top == "pmkit":
        return rest.partition(".")[0] in layer.pmkit | {layer_of(file)}
    in_glue = re.search(layer.glue, file.relative_to(PACKAGE).as_posix()) is not None
    return top in sys.stdlib_module_names | layer.others | (layer.glue_others if in_glue else frozenset())


def test_every_file_belongs_to_a_layer() -> None:
    assert sorted({layer_of(file) for file in FILES} - LAYERS.keys()) == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(PACKAGE)))
def test_a_file_imports_only_what_its_layer_may(file: Path) -> None:
    assert [module for module in imported(file) if not is_allowed(module, file)] == []


def parts_of(file: Path) -> set[str]:
    """The modules of the package that a file loads as soon as it is loaded itself; `from a import b` may name one."""
    found = set()
    for node in ast.parse(file.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] == "pmkit":
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                found.add(whole if whole in MODULES else str(node.module))
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names if alias.name in MODULES}
    return found


def test_no_module_loads_itself_in_a_circle() -> None:
    graph = {name: parts_of(file) - {name} for name, file in MODULES.items()}
    assert sum(map(len, graph.values())) > len(graph)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" → ".join(error.args[1]))


def test_no_module_is_longer_than_400_lines() -> None:
    lines = {str(file.relative_to(PACKAGE)): file.read_text("utf-8").count("\n") for file in FILES}
    assert {name: count for name, count in lines.items() if count > 400} == {}


@pytest.mark.parametrize(
    ("module", "file", "expected"),
    [
        ("pmkit.models.five_whys", "checks/new.py", True),
        ("pmkit.widgets.five_whys", "checks/new.py", False),
        ("pmkit.checks.check", "models/new.py", False),
        ("pmkit.widgets", "cli.py", False),
        ("pmkit.__init__", "cli.py", True),
        ("pmkit.__init__", "models/new.py", False),
        ("tomllib", "models/new.py", True),
        ("requests", "evidence/new.py", False),
        ("nbgrader.api", "grading/rubric.py", False),
        ("nbgrader.api", "grading/nbgrader/answers.py", True),
        ("a relative import: line 1", "models/new.py", False),
    ],
)
def test_the_table_is_read_as_the_design_means_it(module: str, file: str, expected: bool) -> None:
    assert is_allowed(module, PACKAGE / file) == expected


def loaded_after(statement: str) -> dict[str, float | list[str]]:
    """What a new interpreter has loaded after `statement`, and the seconds that it took."""
    code = (
        "import json, sys, time; began = time.perf_counter()\n"
        f"{statement}\n"
        "print(json.dumps({'seconds': time.perf_counter() - began, 'modules': sorted(sys.modules)}))"
    )
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return json.loads(answer.stdout)


@pytest.mark.parametrize(
    "statement", ["import pmkit", "import pmkit.cli", "import pmkit.checks", "import pmkit.models.five_whys"]
)
def test_what_everyone_imports_loads_nothing_heavy(statement: str) -> None:
    assert [name for name in loaded_after(statement)["modules"] if name in HEAVY] == []


def test_no_folder_holds_more_than_about_twenty_modules() -> None:
    counts = Counter(file.parent for file in FILES if file.stem != "__init__")
    assert {str(folder.relative_to(PACKAGE)): count for folder, count in counts.items() if count > 20} == {}
