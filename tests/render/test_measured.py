"""Measured figures of a check in words: never a bare share, and a file of counts that cannot be is refused."""

import copy
import tomllib
from pathlib import Path
from typing import Any

import pytest

from pmkit.models.data_file import PACKAGE
from pmkit.render.findings.measured import FEWEST, FILE, Measured, measured, records

DATA = tomllib.loads((PACKAGE / FILE).read_text("utf-8"))
ROOT = Path(__file__).parents[2]


def a_check(judged: int, right: float, flags: int = 40) -> Measured:
    return Measured(flags, judged, right, "7 memos of a choir", "choir.csv")


def test_a_share_stands_with_its_interval_its_count_and_its_corpus() -> None:
    # By hand: Wilson's interval of 16 in 20 is 0.584 to 0.919.
    told = a_check(20, 16).told()
    assert told == "right in 0.80 (95 % interval 0.58 to 0.92) of 20 judged flags on 7 memos of a choir."


@pytest.mark.parametrize("judged", range(1, FEWEST))
def test_of_fewer_than_ten_judged_flags_the_count_stands_and_no_share(judged: int) -> None:
    few = a_check(judged, judged - 0.5)
    assert f"right in {judged - 0.5:g} of {judged} judged flag" in few.told()
    assert "too few to give a share" in few.told()
    assert ("%" in few.told(), few.precision, few.interval) == (False, None, None)


def test_a_check_that_flagged_nothing_and_one_that_nobody_judged_say_so() -> None:
    assert a_check(0, 0, flags=0).told() == "no flag to judge on 7 memos of a choir."
    assert a_check(0, 0).told() == "no flag is judged on 7 memos of a choir."


def test_as_data_a_share_of_few_is_nothing() -> None:
    assert (a_check(9, 9).as_data()["precision"], a_check(9, 9).as_data()["judged"]) == (None, 9)
    assert a_check(20, 16).as_data()["interval"] == [0.584, 0.919]


def test_the_file_names_corpora_that_are_there_and_how_much_of_them() -> None:
    assert DATA["corpora"].keys() == {"documents", "sentences"}
    for one in DATA["corpora"].values():
        assert all((ROOT / place).is_file() for place in one["where"].split(", "))
        assert str(one["texts"]) in one["what"]
        assert one["sentences"] >= one["texts"] > 0


def test_a_check_of_another_topic_is_not_measured() -> None:
    assert len(measured("language/blame")) == len(DATA["corpora"])
    assert (measured("five-whys/blame"), measured("language/waiver")) == ([], [])


@pytest.mark.parametrize(
    ("at", "value", "says"),
    [
        ("checks.blame.documents.right", 99_999, "checks.blame.documents.right is 99999"),
        ("checks.blame.documents.right", -1, "a number of halves from 0 to"),
        ("checks.blame.documents.right", 1.3, "a number of halves"),
        ("checks.blame.documents.right", "all", "is 'all'"),
        ("checks.blame.documents.right", True, "is True"),
        ("checks.blame.documents.judged", 99_999, "at most"),
        ("checks.blame.documents.judged", -2, "which should be a count"),
        ("checks.blame.documents.flags", 2.5, "which should be a count"),
        ("checks.blame.documents.flags", None, "flags is None"),
        ("checks.blame.documents", 4, "a table of flags, judged and right"),
        ("checks.blame.elsewhere", {}, "a row for each of"),
        ("checks.blame", {}, "a row for each of"),
        ("checks", {}, "[checks.…] holds no tables"),
        ("corpora", None, "[corpora.…] holds no tables"),
        ("corpora.documents.what", None, "which should be a text"),
        ("corpora.documents.texts", "many", "corpora.documents.texts is 'many'"),
    ],
)
def test_figures_that_cannot_be_are_refused_with_their_place(at: str, value: object, says: str) -> None:
    content: dict[str, Any] = copy.deepcopy(DATA)
    *way, last = at.split(".")
    table = content
    for name in way:
        table = table[name]
    table[last] = value
    with pytest.raises(ValueError, match=r"measured\.toml: ") as refused:
        records(content)
    assert says in str(refused.value)
    assert "make accuracy" in str(refused.value)
