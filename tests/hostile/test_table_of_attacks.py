"""The guide's table of attacks: each once, and each names a case or a test that there is."""

from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
GUIDE = (TESTS.parent / "docs" / "instructor-guide.md").read_text(encoding="utf-8")
TABLE = GUIDE.partition("| attack, or trouble |")[2].partition("\n\n")[0].splitlines()[2:]
ROWS = [tuple(cell.strip() for cell in line.strip("| ").split(" | ")) for line in TABLE]


def _text_of(place: str) -> str:
    """A module of makers, or the tests of that name."""
    makers = TESTS / "hostile" / "makers" / f"{place}.py"
    found = [makers] if makers.is_file() else list(TESTS.rglob(f"test_{place}.py"))
    return "\n".join(path.read_text(encoding="utf-8") for path in found)


def test_there_are_at_least_forty_attacks_each_told_once() -> None:
    assert len(ROWS) >= 40
    assert len({row[0] for row in ROWS}) == len({row[2] for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[2])
def test_a_row_says_what_happens_and_names_what_tries_it(row: tuple[str, str, str]) -> None:
    place, _, what = row[2].partition(": ")
    assert row[1]
    assert f'"{what}"' in _text_of(place) or f"def test_{what.replace(' ', '_')}(" in _text_of(place)
