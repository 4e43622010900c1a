"""The form of figures: what it says is what a grader gives, and a file that cannot be read says what to write."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import pmkit
from pmkit.grading.exercise import exercise_for
from pmkit.grading.practice.exercise import Practice
from pmkit.widgets import builder
from pmkit.widgets.metrics.form import MetricsForm


@pytest.fixture
def form(tmp_path: Path) -> Iterator[MetricsForm]:
    practice = Practice(exercise_for("metrics", "ada"), tmp_path)
    made = pmkit.metrics_form(practice.begin(), exercise=practice)
    yield made
    made.close()
    builder._live.clear()


def types(form: MetricsForm, text: str) -> None:
    message = {"client": "one", "revision": form.shown["revision"] + 1, "base": form.shown["serial"]}
    form.typed = {**message, "answer": {"text": text}}


def test_the_form_is_shown_and_nothing_is_attempted(form: MetricsForm) -> None:
    assert "[[faults]]" in form.shown["answer"]["text"]
    assert (form.shown["outcome"], form.shown["points"]) == ("unattempted", 0)


def test_what_is_typed_is_saved_and_earns_what_a_grader_gives(form: MetricsForm) -> None:
    types(form, exercise_for("metrics", "ada").model_answer.dump())
    assert (form.shown["points"], form.shown["criteria"]) == (100, [])
    assert "Five records" in form.path.read_text(encoding="utf-8")


def test_a_slip_is_saved_too_and_says_what_to_write(form: MetricsForm) -> None:
    types(form, '[figures.MTTD]\nvalue = "63 minutes"')
    assert form.shown["notes"] == ["figures, MTTD, value: got '63 minutes'; write value = 63.2, a number of minutes"]
    assert "63 minutes" in form.path.read_text(encoding="utf-8")


def test_a_finding_stands_at_its_words(form: MetricsForm) -> None:
    types(form, 'policy = "module"\n[figures.MTTD]\nvalue = 63\nlow = 70\nhigh = 80')
    found = next(one for one in form.shown["findings"] if one["check"] == "metrics/outside-its-interval")
    assert form.shown["answer"]["text"][found["start"] : found["end"]] == "70"


@pytest.mark.parametrize("text", ["", "\x00", "[[faults]]" * 500, "a = " + "[" * 5000, "\u202e\ud800x"])
def test_no_text_ends_the_form(form: MetricsForm, text: str) -> None:
    types(form, text)
    types(form, 'policy = "impact"')
    assert form.shown["trouble"] == ""
    assert form.shown["answer"]["text"] == 'policy = "impact"'


def test_without_an_exercise_nothing_is_judged(tmp_path: Path) -> None:
    made = pmkit.metrics_form(tmp_path / "own.toml")
    assert (made.shown["points"], made.shown["criteria"]) == (None, [])
    made.close()
