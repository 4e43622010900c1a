"""Tidied notebooks are the same wherever they are tidied."""

import json
from pathlib import Path

import pytest

from pmkit.course.tidy import tidy, tidy_notebooks

OUTPUT = {"output_type": "stream", "name": "stdout", "text": ["hello\n"]}
CODE = {
    "cell_type": "code",
    "execution_count": 7,
    "id": "first",
    "metadata": {"collapsed": True, "tags": ["keep"], "nbgrader": {"grade_id": "a"}},
    "outputs": [OUTPUT],
    "source": "a = 1\nb = 2",
}
METADATA = {
    "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"},
    "language_info": {"name": "python", "version": "3.11.7"},
    "widgets": {"state": {}},
}


def _notebook(*cells: dict[str, object]) -> str:
    return json.dumps({"cells": cells, "metadata": METADATA, "nbformat": 4, "nbformat_minor": 4})


def test_outputs_counts_and_what_differs_by_machine_are_dropped() -> None:
    tidied = json.loads(tidy(_notebook(CODE)))
    assert tidied["cells"] == [
        CODE
        | {"execution_count": None, "outputs": [], "source": ["a = 1\n", "b = 2"]}
        | {"metadata": {"nbgrader": {"grade_id": "a"}, "tags": ["keep"]}}
    ]
    assert tidied["metadata"] == {"kernelspec": METADATA["kernelspec"], "language_info": {"name": "python"}}


@pytest.mark.parametrize("identity", [None, 3, "two words", "x" * 65])
def test_a_cell_without_a_usable_id_gets_one_made_of_its_words(identity: object) -> None:
    cell = CODE | {"id": identity}
    first, second = (json.loads(tidy(_notebook(cell)))["cells"][0]["id"] for _ in range(2))
    assert first == second
    assert first != identity


def test_cells_with_the_same_id_are_told_apart() -> None:
    tidied = json.loads(tidy(_notebook(CODE, CODE, CODE)))
    assert [cell["id"] for cell in tidied["cells"]] == ["first", "first-2", "first-3"]


@pytest.mark.parametrize("cells", [(), (CODE,), (CODE, CODE | {"id": None}, CODE)])
def test_tidying_twice_changes_nothing(cells: tuple[dict[str, object], ...]) -> None:
    once = tidy(_notebook(*cells))
    assert tidy(once) == once
    assert once.endswith("}\n")


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"nbformat": 3, "worksheets": []}'])
def test_what_is_no_notebook_is_said_to_be_none(text: str) -> None:
    with pytest.raises(ValueError, match=r"not a notebook|Expecting value"):
        tidy(text)


def test_checking_names_what_would_change_and_changes_nothing(tmp_path: Path) -> None:
    untidy, clean = tmp_path / "untidy.ipynb", tmp_path / "clean.ipynb"
    untidy.write_text(_notebook(CODE), encoding="utf-8")
    clean.write_text(tidy(_notebook(CODE)), encoding="utf-8")
    assert tidy_notebooks([tmp_path], check=True) == [untidy]
    assert untidy.read_text(encoding="utf-8") == _notebook(CODE)
    assert tidy_notebooks([tmp_path]) == [untidy]
    assert tidy_notebooks([tmp_path]) == []
