"""What is shown of readings: each line, what it was read as or what is asked, whether it counts, and the range."""

from dataclasses import replace
from pathlib import Path

import pytest

from pmkit.grading.assess import assess
from pmkit.grading.assessment import Assessment, CriterionResult
from pmkit.grading.exercise import load_exercise
from pmkit.grading.practice.exercise import Practice, show, verdict
from pmkit.grading.readings import shown
from pmkit.grading.readings.reading import SOMETHING_ELSE, WAITING, Choice, Reading
from pmkit.models.five_whys import FiveWhys, Why

RUBRIC = load_exercise("five-whys")
SCRIPT = "<script>alert(1)</script>"
WAITS = Reading("why 3, answer", f"Off {SCRIPT}", doubt="unread", asks="What was off?", choices=(Choice("off", "Off"),))
COUNTS = Reading("why 1, answer", "It was off", "off", says="The node was offline", how="wording")


def _assessment(*readings: Reading, points: float = 90, up_to: float | None = None) -> Assessment:
    outcome = "met" if up_to is None else "for-instructor"
    return Assessment(
        "five-whys", (CriterionResult("c", "a", points, 100, outcome, "", up_to=up_to),), (), (), readings
    )


def test_a_line_that_counts_shows_what_it_was_read_as_and_no_question() -> None:
    (row,) = shown.rows([COUNTS])
    assert (row["place"], row["line"], row["read_as"]) == ("why 1", "It was off", "The node was offline")
    assert (row["asks"], row["standing"]) == ("", "counts")


@pytest.mark.parametrize("doubt", sorted(WAITING))
def test_a_line_that_waits_shows_its_question_and_not_the_meaning_that_its_words_deny(doubt: str) -> None:
    (row,) = shown.rows([replace(COUNTS, doubt=doubt, asks="Which?")])
    assert (row["read_as"], row["asks"], row["standing"]) == ("", "Which?", "waits for your instructor")


@pytest.mark.parametrize("doubt", ["pasted", "repeated", "near-miss"])
def test_a_settled_line_neither_counts_nor_waits(doubt: str) -> None:
    (row,) = shown.rows([replace(COUNTS, doubt=doubt)])
    assert row["standing"] == "does not count yet"


def test_an_empty_line_is_not_shown() -> None:
    assert shown.rows([Reading("why 2, answer", "", doubt="empty")]) == []


@pytest.mark.lab
@pytest.mark.parametrize(("how", "says"), [("chosen", "chosen in the answer"), ("instructor", "read by an instructor")])
def test_a_person_s_reading_says_so(how: str, says: str) -> None:
    reading = replace(COUNTS, how=how)
    assert f"Read as: The node was offline ({says})" in shown.text([reading])
    assert f"<i>({says})</i>" in show(RUBRIC, _assessment(reading)).html


def test_the_choices_are_for_the_terminal_and_can_be_pasted_into_an_answer() -> None:
    assert '    reads_as = "off"  # Off' in shown.text([WAITS], choices=True).splitlines()
    assert "reads_as" not in shown.text([WAITS])


@pytest.mark.lab
def test_nothing_in_a_line_steers_a_terminal_or_a_page() -> None:
    reading = replace(WAITS, line=f"\x1b[2J{SCRIPT}")
    assert "\x1b" not in shown.text([reading])
    html = show(RUBRIC, _assessment(reading)).html
    assert SCRIPT not in html
    assert "&lt;script&gt;" in html


def test_long_lines_and_long_lists_are_cut() -> None:
    readings = [replace(COUNTS, line="x" * 5000)] * 500
    rows = shown.rows(readings)
    assert len(rows) == shown.MOST_ROWS
    assert {len(row["line"]) for row in rows} == {shown.LONGEST_LINE + 1}


@pytest.mark.lab
def test_many_lines_are_folded_and_none_is_lost() -> None:
    few = show(RUBRIC, _assessment(*[COUNTS] * 5, WAITS)).html
    many = show(RUBRIC, _assessment(*[COUNTS] * 20, WAITS)).html
    assert ("<details" in few, "<details" in many) == (False, True)
    assert many.count("Read as:") == 20
    assert "20 lines count" in many


@pytest.mark.lab
def test_points_with_something_waiting_are_a_range_and_never_passed() -> None:
    waiting, settled = _assessment(WAITS, points=90, up_to=95), _assessment(COUNTS, points=90)
    assert verdict(RUBRIC, waiting) == "for your instructor, 70 to pass"
    assert verdict(RUBRIC, settled) == "passed, 70 to pass"
    told = show(RUBRIC, waiting)
    assert "90 of 100 points now, up to 95 once read (for your instructor" in told.text
    assert "90 of 100 points now, up to 95 once read" in told.html
    assert "passed" not in told.text + told.html


@pytest.mark.lab
def test_a_page_says_no_more_than_a_notebook_while_something_waits() -> None:
    from pmkit.grading.feedback_page import verdict as verdict_of_page

    assert verdict_of_page(90, 70, waits=True) == "for your instructor (70 to pass)"
    assert verdict_of_page(90, 70, waits=False) == "passed (70 to pass)"


def test_a_criterion_with_nothing_to_gain_does_not_wait() -> None:
    strange = "Its guardian ended the biggest eater"
    answer = FiveWhys(
        problem="The validator missed 100 consecutive blocks",
        whys=[Why(answer="The node was offline", evidence="E1"), Why(answer=strange, evidence="E2")],
    )
    result = assess("five-whys", answer)
    assert result.waits
    waiting = [one for one in result.criteria if one.outcome == "for-instructor"]
    assert [one.id for one in waiting if one.up_to is None or one.up_to <= one.points] == []


@pytest.mark.lab
def test_check_shows_the_readings(tmp_path: Path) -> None:
    chosen = Why(answer="The node was offline", evidence="E1", reads_as=SOMETHING_ELSE)
    FiveWhys(problem="Blocks were missed", whys=[chosen]).save(tmp_path / "answers" / "five_whys.toml")
    told = Practice(RUBRIC, tmp_path).check()
    for words in (told.text, told.html):
        assert "How each line was read" in words
        assert "waits for your instructor" in words
