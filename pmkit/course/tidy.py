"""Notebooks as they are kept in git: no outputs, stable cell ids, little metadata, one source line a line."""

import hashlib
import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

CELL_KEYS = ("nbgrader", "deletable", "editable", "tags")
NOTEBOOK_KEYS = ("kernelspec", "language_info")
CELL_ID = re.compile(r"[a-zA-Z0-9_-]{1,64}\Z")


def tidy(text: str) -> str:
    """One notebook's text, tidied; twice changes nothing. Raises ValueError for what is no notebook."""
    notebook = json.loads(text)
    if not isinstance(notebook, dict) or notebook.get("nbformat") != 4 or "cells" not in notebook:
        raise ValueError("not a notebook of format 4; open it in JupyterLab and save it")
    taken: set[str] = set()
    tidied = {
        "cells": [_tidy_cell(cell, taken) for cell in notebook["cells"]],
        "metadata": _tidy_metadata(notebook.get("metadata", {})),
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(tidied, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def tidy_notebooks(paths: Iterable[Path], *, check: bool = False) -> list[Path]:
    """Tidy files (all notebooks below a folder); with `check` only say which would change."""
    changed = []
    for path in _notebooks(paths):
        text = path.read_text(encoding="utf-8")
        try:
            tidied = tidy(text)
        except ValueError as error:
            raise ValueError(f"{path}: {error}") from None
        if tidied != text:
            changed.append(path)
            if not check:
                path.write_text(tidied, encoding="utf-8", newline="\n")
    return changed


def _notebooks(paths: Iterable[Path]) -> list[Path]:
    found = [sorted(path.rglob("*.ipynb")) if path.is_dir() else [path] for path in paths]
    return [path for group in found for path in group if ".ipynb_checkpoints" not in path.parts]


def _tidy_cell(cell: dict[str, Any], taken: set[str]) -> dict[str, Any]:
    source = cell.get("source", "")
    text = source if isinstance(source, str) else "".join(source)
    metadata = {key: cell["metadata"][key] for key in CELL_KEYS if key in cell.get("metadata", {})}
    kept = {"cell_type": cell["cell_type"], "metadata": metadata, "source": text.splitlines(keepends=True)}
    if cell.get("attachments"):
        kept["attachments"] = cell["attachments"]
    if cell["cell_type"] == "code":
        kept |= {"execution_count": None, "outputs": []}
    return kept | {"id": _cell_id(cell, text, taken)}


def _cell_id(cell: dict[str, Any], text: str, taken: set[str]) -> str:
    """The id it has, else one made of its words: the same in every run."""
    wanted = cell.get("id")
    if not isinstance(wanted, str) or not CELL_ID.match(wanted):
        wanted = hashlib.sha256(f"{cell['cell_type']}\n{text}".encode()).hexdigest()[:8]
    unique, number = wanted, 1
    while unique in taken:
        number += 1
        unique = f"{wanted[:60]}-{number}"
    taken.add(unique)
    return unique


def _tidy_metadata(metadata: dict[str, Any]) -> dict[str, Any]:
    kept = {key: metadata[key] for key in NOTEBOOK_KEYS if key in metadata}
    if "language_info" in kept:
        kept["language_info"] = {"name": kept["language_info"].get("name", "python")}  # versions differ by machine
    return kept
