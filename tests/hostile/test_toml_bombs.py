"""Answer and incident files made to take for ever, or all memory: refused before they are parsed, with a sentence."""

import ast
import gc
import time
from pathlib import Path

import pytest
from hostile.makers.bombs import BOMBS
from plain_loop import plain_loop

from pmkit.checks.examination import examine
from pmkit.grading.assess import assess_folder
from pmkit.grading.own_incident import OwnIncident
from pmkit.meetings.validation import problems
from pmkit.models.answer import MOST_PROBLEMS, AnswerError
from pmkit.models.answer_file import MAX_BYTES, UnreadableError
from pmkit.models.fishbone import Fishbone
from pmkit.models.five_whys import FiveWhys
from pmkit.models.toml import limits

PACKAGE = Path(limits.__file__).parents[2]


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_is_told_where_it_stands_and_costs_no_more_than_reading_it(bomb: str) -> None:
    text, says = BOMBS[bomb]
    gc.disable()
    start = time.process_time()
    with pytest.raises(UnreadableError, match=says):
        limits.loads(text)
    took = time.process_time() - start
    gc.enable()
    assert took < 100 * plain_loop()  # tomllib: 43 s and 3.6 GB for sixty kilobytes


@pytest.mark.parametrize("bomb", BOMBS)
def test_everything_that_reads_answers_says_so(bomb: str, tmp_path: Path) -> None:
    text, says = BOMBS[bomb]
    for name in ("five_whys.toml", "incident.toml"):
        (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(AnswerError, match=says):
        FiveWhys.load(tmp_path / "five_whys.toml")
    with pytest.raises(AnswerError, match=says):
        OwnIncident.load(tmp_path / "incident.toml")
    with pytest.raises(AnswerError, match=says):
        examine(text, "five-whys")
    assert says in str(problems(text)[0])


@pytest.mark.parametrize("slug", ["five-whys", "fishbone"])
def test_a_bomb_beside_or_in_place_of_an_answer_earns_a_note(slug: str, tmp_path: Path) -> None:
    name = f"answers/{slug.replace('-', '_')}.toml"
    (tmp_path / "answers").mkdir()
    for place in (name, "answers/incident.toml", "answers/else.toml"):
        (tmp_path / place).write_text(BOMBS["a key of a hundred thousand names"][0], encoding="utf-8")
    result = assess_folder(slug, tmp_path, "mallory")
    assert result.points == 0
    assert "nested too deeply" in " ".join(result.notes)


@pytest.mark.parametrize(
    "text",
    [
        'problem = "' + "a." * 10_000 + '"',
        'problem = """' + "[{=,\n" * 10_000 + '"""',
        "problem = '" + "[" * 10_000 + "'",
        "# " + "a.b = [{" * 10_000 + '\nproblem = "x"',
        'problem = "one \\" [[[[[[[[[[[[[[[[[[[[[[ two"',
        'problem = """one "" [[[[[[[[[[[[[[[[[[[[[[ two"""',
        '"a.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p.q.r.s" = 1',
        "at = 2026-01-31T14:23:01.123456Z\nshare = 0.25\nsize = 1_000_000",
    ],
)
def test_signs_in_words_and_remarks_are_no_nesting(text: str) -> None:
    assert limits.loads(text)


def test_an_answer_of_two_hundred_full_rows_is_far_within_the_limits() -> None:
    rows = [{"category": "Tools", "text": "No canary", "evidence": "E1", "parent": None}] * 200
    answer = Fishbone.from_data({"problem": "No bids", "causes": [dict(row) for row in rows]})
    text = answer.dump()
    assert len(limits.loads(text)["causes"]) == 200
    assert 10 * (text.count("=") + 2 * text.count("[[")) < limits.MOST_ENTRIES


def test_of_ten_thousand_problems_the_first_are_told() -> None:
    with pytest.raises(AnswerError) as caught:
        FiveWhys.parse("\n".join(f"k{number} = 1" for number in range(10_000)))
    assert len(caught.value.problems) == MOST_PROBLEMS + 1
    assert caught.value.problems[-1] == f"and {10_000 - MOST_PROBLEMS:,} more"


OURS = {"models/data_file.py", "render/scene/letters.py", "course/pins.py"}
"""They read files of the package or of the project itself."""


def test_other_peoples_toml_goes_through_one_place() -> None:
    def parses(path: Path) -> bool:
        calls = (node.func for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call))
        return any(ast.unparse(call) in {"tomllib.loads", "tomllib.load"} for call in calls)

    found = {path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py") if parses(path)}
    # A finding's place needs one quoted key, read apart.
    assert found - OURS == {"models/toml/limits.py", "checks/toml_places.py"}  # what authors need may not be installed


@pytest.mark.parametrize("shape", ["one cause", "two hundred causes"])
def test_a_fishbone_full_of_blame_takes_no_more_than_in_proportion(shape: str, tmp_path: Path) -> None:
    """Twice the text takes twice the time: it was the square, 105 s for a megabyte."""
    (tmp_path / "answers").mkdir()
    sentence = "Priya is to blame because she was careless. "

    def took(size: int) -> float:
        rows = 1 if shape == "one cause" else 200
        words = [f"{sentence * (size // len(sentence) // rows)}{number} {size}" for number in range(rows)]
        causes = "\n".join(f'[[causes]]\ncategory = "Process"\ntext = "{text}"' for text in words)
        (tmp_path / "answers" / "fishbone.toml").write_text(f'problem = "No bids"\n{causes}', encoding="utf-8")
        gc.disable()
        start = time.process_time()
        assess_folder("fishbone", tmp_path)
        gc.enable()
        return time.process_time() - start

    assert took(MAX_BYTES // 100) > 0  # loads what is loaded once
    assert took(MAX_BYTES // 10) < 8 * took(MAX_BYTES // 40)
