"""The words of language stand in data, each list says what it is for, and each is asked for."""

import ast
import re
import tomllib
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "pmkit"
WORDS = {path.stem: path for path in sorted((PACKAGE / "checks" / "words").glob("*.toml"))}
CODE = "\n".join(path.read_text(encoding="utf-8") for path in sorted(PACKAGE.rglob("*.py")))
MODULES = sorted(
    path
    for folder in ("checks", "grading/readings", "grading/rewrites")
    for path in (PACKAGE / folder).rglob("*.py")
    if path.stem not in {"checks", "examples", "tree"}
)
# Lists of names of our own (of checks, kinds, lists, fields), and of endings.
OURS = set(
    "CALLING CHECKED CONTRADICTING COUNTED Doubt GIVES_WAY GROUPS GUESSED How IMPACT JUDGING Kind LISTS "
    "COMPARED ENDS EXPECTED INSTEAD KINDS Metric What LABELS NOT_COMPARED PROBLEMS REQUIRED "
    "NO_PLURALS OPEN PEOPLE PHRASES Standing WAITING _MONTHS _TABLES _VAGUE __slots__".split()
)
MOST_IN_A_RULE = 3
"""Words that a line of code may name; more are a list, and a list is data."""
WORD = re.compile(r"[a-z][a-z'-]*")


def words_in(node: ast.AST) -> list[str]:
    """The words of a collection that is written out, or of a text that is split."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "split":
        text = node.func.value
        return text.value.split() if isinstance(text, ast.Constant) and isinstance(text.value, str) else []
    if isinstance(node, ast.Set | ast.Tuple | ast.List):
        values = [one.value for one in node.elts if isinstance(one, ast.Constant)]
        return [one for one in values if isinstance(one, str) and WORD.fullmatch(one)]
    return []


def lists_in(tree: ast.Module) -> Iterator[str]:
    for statement in ast.walk(tree):
        if not isinstance(statement, ast.stmt) or isinstance(statement, ast.FunctionDef | ast.ClassDef):
            continue
        targets = getattr(statement, "targets", [getattr(statement, "target", None)])
        if any(getattr(target, "id", None) in OURS for target in targets):
            continue
        endings = [
            argument
            for call in ast.walk(statement)
            if isinstance(call, ast.Call) and getattr(call.func, "attr", "") in {"endswith", "startswith"}
            for argument in call.args
        ]
        for node in ast.walk(statement):
            if node not in endings and len(words_in(node)) > MOST_IN_A_RULE:
                yield " ".join(words_in(node))


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_list_of_words_stands_in_code(module: Path) -> None:
    assert list(lists_in(ast.parse(module.read_text(encoding="utf-8")))) == []


@pytest.mark.parametrize("file", sorted(WORDS.keys() - {"languages"}))
def test_each_list_says_what_it_is_for(file: str) -> None:
    lines = WORDS[file].read_text(encoding="utf-8").splitlines()
    first = next((index for index, line in enumerate(lines) if line.startswith("[")), len(lines))
    silent = [
        line.partition(" ")[0]
        for before, line in pairwise(lines[:first])
        if re.match(r"\w+ = ", line) and not before.startswith("# ")
    ]
    assert silent == []


@pytest.mark.parametrize("file", WORDS)
def test_each_list_is_asked_for(file: str) -> None:
    words = tomllib.loads(WORDS[file].read_text(encoding="utf-8"))
    text = WORDS[file].read_text(encoding="utf-8")
    shared = words.pop("lists", {})
    assert words.keys().isdisjoint(shared)
    dead = [
        name
        for name in [*words, *shared]
        if f"lexicon.{file}.{name}" not in CODE
        and f"lists.{name}" not in CODE
        and f'"{name}"' not in CODE
        and f"<{name}>" not in text
        and file != "languages"
    ]
    assert dead == []


def test_each_list_that_code_asks_for_is_there() -> None:
    known = set()
    for file, path in WORDS.items():
        words = tomllib.loads(path.read_text(encoding="utf-8"))
        known |= {(file, name) for name in [*words, *words.get("lists", {})]}
    assert set(re.findall(r"\blexicon\.(\w+)\.(\w+)", CODE)) - known == set()
