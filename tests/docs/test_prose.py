"""What we write passes the checks that we give to others: documents, lessons, messages."""

import ast
import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pmkit.checks import examine

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *(ROOT / "tests").glob("*.md")])
NOTEBOOKS = sorted(
    path
    for folder in ("notebooks", "solutions")
    for path in (ROOT / folder).rglob("*.ipynb")
    if ".ipynb_checkpoints" not in path.parts
)
# Checks hold bad examples on purpose, and stories tell what people said; both have tests of their own.
MODULES = sorted(
    path for path in (ROOT / "pmkit").rglob("*.py") if not {"checks", "incidents"} & set(path.relative_to(ROOT).parts)
)
RUBRICS = sorted((ROOT / "pmkit" / "grading" / "exercises").glob("*.toml"))
LEAST_WORDS = 4
PATTERNS = {"text", "critique", "wordings", "denials", "actors", "examples"}


def flags(text: str) -> list[str]:
    """What the checks find, in short."""
    return [f"{finding.check}: {finding.quote}" for finding in examine(text)]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_document_of_ours_passes_our_checks(document: Path) -> None:
    assert flags(document.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.name)
def test_a_lesson_of_ours_passes_our_checks(notebook: Path) -> None:
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    texts = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown"]
    assert [flag for text in texts for flag in flags(text)] == []


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_message_of_ours_passes_our_checks(module: Path) -> None:
    assert [flag for text in messages(module) for flag in flags(text)] == []


@pytest.mark.parametrize("rubric", RUBRICS, ids=lambda path: path.stem)
def test_a_rubric_of_ours_passes_our_checks(rubric: Path) -> None:
    said = strings(tomllib.loads(rubric.read_text(encoding="utf-8")))
    assert [flag for text in said for flag in flags(text)] == []


def messages(module: Path) -> Iterator[str]:
    """The strings of a module that people may read, docstrings among them; {…} stands where values go in."""
    inside: set[int] = set()
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.JoinedStr):
            inside |= {id(part) for part in ast.walk(node)}
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else "{…}" for part in node.values)
        elif isinstance(node, ast.Constant) and id(node) not in inside and is_sentence(node.value):
            yield str(node.value)


def strings(data: Any) -> Iterator[str]:
    """Every string in a rubric that is a sentence rather than a name."""
    match data:
        case dict():
            # What trainees are given to say again, or to take apart, is bad on purpose.
            for key, value in data.items():
                yield from () if key in PATTERNS else strings(value)
        case list():
            for value in data:
                yield from strings(value)
        case str() if is_sentence(data):
            yield data


def is_sentence(value: object) -> bool:
    """Whether it is text long enough to say something."""
    return isinstance(value, str) and len(value.split()) >= LEAST_WORDS
