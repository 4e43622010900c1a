"""Figures shown: a table that says what is missing, and never runs what somebody wrote."""

import pytest

from pmkit.grading.exercise import load_exercise
from pmkit.models.incident_history.answer import FoundFault, MetricsAnswer
from pmkit.render.drawing import html, outline


def test_figures_intervals_verdicts_and_faults_are_shown() -> None:
    answer = load_exercise("metrics").model_answer
    assert isinstance(answer, MetricsAnswer)
    for shown in (outline(answer), html(answer)):
        for label, given in answer.figures.each():
            assert label in shown
            assert f"{given.low:g} to {given.high:g}" in shown
        assert all(fault.id in shown for fault in answer.faults)


def test_what_is_missing_is_a_question_mark_and_too_few_is_said() -> None:
    answer = MetricsAnswer.parse("[figures.MTTD]\nvalue = 3\ntoo_few = true")
    assert "too few" in outline(answer)
    assert "Clocks: ?" in outline(answer)


@pytest.mark.parametrize("words", ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>"])
def test_what_somebody_wrote_is_escaped(words: str) -> None:
    answer = MetricsAnswer(summary=words, faults=[FoundFault(id=words, column=words, says=words)])
    answer.still_open.says = answer.repeats.service = answer.repeats.cause_class = words
    assert "<script" not in html(answer)
    assert "<img" not in html(answer)
