"""Every notebook runs, and is kept as notebooks are kept here."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

import pytest
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output

from pmkit.course.tidy import tidy
from pmkit.grading.assess import assess_folder
from pmkit.grading.exercise import exercise_names, load_exercise

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted(
    path.relative_to(ROOT)
    for folder in ("notebooks", "solutions", "exercises")
    for path in (ROOT / folder).rglob("*.ipynb")
    if ".ipynb_checkpoints" not in path.parts
)
WORD = re.compile(r"[^\W\d_]{2,}")

pytestmark = pytest.mark.lab
every_notebook = pytest.mark.parametrize("notebook", NOTEBOOKS, ids=str)


def cells(notebook: Path, kind: str) -> list[dict[str, Any]]:
    found = json.loads((ROOT / notebook).read_text(encoding="utf-8"))["cells"]
    return [cell for cell in found if cell["cell_type"] == kind]


def copied(notebook: Path, tmp_path: Path) -> Path:
    target = tmp_path / notebook
    target.parent.mkdir(parents=True)
    shutil.copy(ROOT / notebook, target)
    return target


@every_notebook
def test_a_notebook_is_kept_tidy(notebook: Path) -> None:
    text = (ROOT / notebook).read_text(encoding="utf-8")
    assert tidy(text) == text


@every_notebook
def test_a_notebook_is_short_and_its_code_cells_too(notebook: Path) -> None:
    assert len(cells(notebook, "code")) + len(cells(notebook, "markdown")) < 45
    long = ["".join(cell["source"]) for cell in cells(notebook, "code") if len(cell["source"]) > 12]
    assert long == []


@every_notebook
def test_code_can_be_read_without_scrolling_sideways(notebook: Path) -> None:
    # A cell is 74 characters wide on a screen of 1024 pixels with the file browser open.
    lines = [line.rstrip("\n") for cell in cells(notebook, "code") for line in cell["source"]]
    assert [line for line in lines if len(line) > 74] == []


@pytest.mark.parametrize("notebook", [path for path in NOTEBOOKS if path.parts[0] == "notebooks"], ids=str)
def test_an_idea_takes_under_120_words(notebook: Path) -> None:
    counted = {cell["source"][0]: len(WORD.findall("".join(cell["source"]))) for cell in cells(notebook, "markdown")}
    assert {title: words for title, words in counted.items() if words >= 120} == {}


@every_notebook
def test_links_between_notebooks_lead_somewhere(notebook: Path) -> None:
    text = "".join("".join(cell["source"]) for cell in cells(notebook, "markdown"))
    links = [part.partition(")")[0] for part in text.split("](")[1:]]
    broken = [link for link in links if link.endswith(".ipynb") and not (ROOT / notebook.parent / link).is_file()]
    assert broken == []


@pytest.mark.slow("every notebook is run by a kernel")
@every_notebook
def test_a_notebook_runs_in_a_kernel(notebook: Path, tmp_path: Path) -> None:
    target = copied(notebook, tmp_path)
    command = [sys.executable, "-m", "pytest", "--nbval-lax", "--nbval-cell-timeout=120", "--nbval-current-env", "-q"]
    environment = {key: value for key, value in os.environ.items() if key != "PYTEST_ADDOPTS"}
    done = subprocess.run(
        [*command, "-p", "no:cacheprovider", f"--rootdir={tmp_path}", str(target)],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-3000:]
    assert f"{len(cells(notebook, 'code'))} passed" in done.stdout


@pytest.mark.parametrize("exercise", exercise_names())
def test_the_solution_earns_full_marks_and_the_exercise_none(exercise: str, tmp_path: Path) -> None:
    """Run with plain exec, which costs no kernel."""
    outcomes = {}
    for part in ("solutions", "exercises"):
        folder = tmp_path / part
        folder.mkdir()
        source = "\n".join("".join(cell["source"]) for cell in cells(Path(part, exercise, f"{exercise}.ipynb"), "code"))
        code = f"import os; os.chdir({str(folder)!r})\n{source}"
        subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
        assessment = assess_folder(exercise, folder)
        outcomes[part] = (assessment.points, assessment.outcome)
    assert outcomes == {"solutions": (100, "met"), "exercises": (0, "unattempted")}


WORKING = re.compile(
    r"pmkit\.(?:exercise|five_whys|fishbone|timeline|factors|traps|rewrites|editor|spot|clock_lab|self_test|objectives"
    r"|review_rewrites|causal_map|begin|evidence_folder|read_evidence|action_items|replay|board|quarter"
    r"|power_lab|mtbf_lab|trend_meeting|dissemination|meeting)\("
)
"""What shows something to work with, or reads what was worked out."""


def working_cells() -> list[tuple[Path, str, str]]:
    found = [(path, cell["id"], "".join(cell["source"])) for path in NOTEBOOKS for cell in cells(path, "code")]
    return [(path, name, source) for path, name, source in found if WORKING.search(source)]


@pytest.fixture
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An empty folder to run a cell in, and no builder left behind."""
    from pmkit.widgets import builder

    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("JUPYTERHUB_USER", raising=False)
    yield
    for known in builder._live.values():
        known.close()
    builder._live.clear()


@pytest.mark.usefixtures("alone")
@pytest.mark.parametrize(
    "source", [pytest.param(source, id=f"{path}:{name}") for path, name, source in working_cells()]
)
def test_a_cell_that_shows_a_builder_works_by_itself(source: str) -> None:
    """As after a restart of the kernel: nothing of another cell is there."""
    exec(compile(source, "cell", "exec"), {"__name__": "__main__"})  # noqa: S102  # our own cells


def shown_by_run_all(notebook: Path) -> list[object]:
    """The value of every code cell, run one after the other as Run All does."""
    shell = InteractiveShell.instance()
    try:
        with capture_output():
            done = [shell.run_cell("".join(cell["source"])) for cell in cells(notebook, "code")]
    finally:
        InteractiveShell.clear_instance()
    return [(one.raise_error(), one.result)[1] for one in done]


@pytest.mark.usefixtures("alone")
@pytest.mark.parametrize("exercise", exercise_names())
def test_run_all_opens_no_hint_and_no_solution_and_shows_no_bare_number(exercise: str) -> None:
    values = shown_by_run_all(Path("exercises", exercise, f"{exercise}.ipynb"))
    hints = load_exercise(exercise).hints
    pages = [value._repr_html_() for value in values if hasattr(value, "_repr_html_")]
    opened = [re.sub(r"<details>.*?</details>", "", page, flags=re.DOTALL) for page in pages]
    assert not [hint for hint in hints for page in opened if escape(hint) in page]
    assert sum(escape(hint) in page for hint in hints for page in pages) == len(hints)
    assert not [page for page in pages if "One good answer" in page]
    assert [value for value in values if isinstance(value, float) and not hasattr(value, "_repr_html_")] == []
    assert sum(isinstance(value, float) for value in values) == 4


def test_graded_cells_carry_the_points_of_the_rubric() -> None:
    for exercise in exercise_names():
        notebook = Path("exercises", exercise, f"{exercise}.ipynb")
        about = [cell["metadata"].get("nbgrader", {}) for cell in cells(notebook, "code")]
        points = {one["grade_id"]: one["points"] for one in about if one.get("grade")}
        assert points == load_exercise(exercise).aspects


def test_the_kinds_of_language_are_told_with_an_example_each_before_they_are_asked_for() -> None:
    from pmkit.widgets.spotting import KINDS

    sources = ["".join(cell["source"]) for cell in cells(Path("notebooks", "01_blameless_culture.ipynb"), "markdown")]
    told = next(index for index, source in enumerate(sources) if source.startswith("## Eight kinds"))
    asked = next(index for index, source in enumerate(sources) if source.startswith("## Spot it"))
    rows = re.findall(r"^\| ([^|<]+?) (?:<!--.*--> )?\| `[^`]+` \| [^|]+ \|$", sources[told], flags=re.MULTILINE)
    assert rows == [name for check, name in KINDS.items() if check.startswith("language/")]
    assert told < asked


@every_notebook
def test_no_box_stands_in_a_text_where_nothing_can_tick_it(notebook: Path) -> None:
    texts = ["".join(cell["source"]) for cell in cells(notebook, "markdown")]
    assert [text for text in texts if re.search(r"^\s*- \[[ xX]\]", text, flags=re.MULTILINE)] == []


LESSONS = [path for path in NOTEBOOKS if path.parts[0] == "notebooks"]


@pytest.mark.parametrize("notebook", LESSONS, ids=str)
def test_a_lesson_has_its_shape(notebook: Path) -> None:
    """Minutes first; a question before reading; the room, what one can now do, the way on; then what is optional."""
    heads = [text.partition("\n")[0] for text in ("".join(cell["source"]) for cell in cells(notebook, "markdown"))]
    wanted = ["## For the room", "## What you can now do", "## If there is time"]
    if notebook.stem == "00_start_here":
        wanted[1] = "## How far you are"
    else:
        assert heads[1] == "## Before you read"
    there = [head for head in wanted if any(one.startswith(head) for one in heads)]
    places = [next(index for index, one in enumerate(heads) if one.startswith(head)) for head in there]
    assert there[:2] == wanted[:2]
    assert places == sorted(places)
    assert re.search(r"^\*\*\d+ minutes\*\*", "".join(cells(notebook, "markdown")[0]["source"]), flags=re.MULTILINE)


@pytest.mark.parametrize("notebook", LESSONS, ids=str)
def test_what_is_optional_comes_last_and_no_objective_needs_it(notebook: Path) -> None:
    from pmkit.grading.practice.objectives import load_lesson

    sources = ["".join(cell["source"]) for cell in json.loads((ROOT / notebook).read_text(encoding="utf-8"))["cells"]]
    optional = [index for index, source in enumerate(sources) if source.startswith("## If there is time")]
    core = "\n".join(sources[: optional[0]] if optional else sources)
    assert [one.answer for one in load_lesson(notebook.stem).objectives if one.answer not in core] == []
    assert not re.search(r"^## ", "\n".join(sources[optional[0] + 1 :]) if optional else "", flags=re.MULTILINE)
