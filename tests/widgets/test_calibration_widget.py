"""The practice *reviewer calibration*: scores are saved, and the key comes only to documents that are scored."""

import json
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from plain_loop import in_plain_loops

import pmkit
from pmkit.grading.practice.calibration import documents, rubric
from pmkit.models.practice.calibration import Calibration, Score
from pmkit.widgets.practice.calibration import CalibrationBuilder

pytestmark = pytest.mark.lab

ITEMS = [item.id for item in rubric()]
BLANK: dict[str, Any] = {"levels": {}, "compared": False}
ALL_TWOS = {"levels": dict.fromkeys(ITEMS, 2), "compared": False}
Send = Callable[..., dict[str, Any]]


@pytest.fixture
def made(tmp_path: Path) -> Iterator[CalibrationBuilder]:
    made = pmkit.calibration(tmp_path / "calibration.toml")
    yield made
    made.close()


@pytest.fixture
def send(made: CalibrationBuilder) -> Send:
    """Send the scores of the first documents, and return what a browser would show."""
    sent = {"revision": 0}

    def send_it(*entries: dict[str, Any]) -> dict[str, Any]:
        sent["revision"] += 1
        filled = [*entries, *[BLANK] * (len(documents()) - len(entries))]
        message = {"client": "one", "revision": sent["revision"], "base": made.shown["serial"]}
        made.typed = {**message, "answer": {"documents": filled}}
        return dict(made.shown)

    return send_it


def _compared(entry: dict[str, Any]) -> dict[str, Any]:
    return {**entry, "compared": True}


def test_each_level_is_saved_when_it_is_chosen(made: CalibrationBuilder, send: Send) -> None:
    shown = send({"levels": {"timeline": 4}, "compared": False})
    assert shown["trouble"] == ""
    assert Calibration.load(made.path).scores == [Score(document="01", item="timeline", level=4)]
    assert shown["answer"]["documents"][0]["levels"] == {"timeline": 4}


def test_the_key_comes_once_a_document_is_scored_whole_and_asked_for(made: CalibrationBuilder, send: Send) -> None:
    part = {"levels": dict.fromkeys(ITEMS[1:], 2), "compared": True}
    for entry in (part, ALL_TWOS):
        assert send(entry)["answer"]["documents"][0]["key"] is None
        assert Calibration.load(made.path).compared == []
    shown = send(_compared(ALL_TWOS))["answer"]
    assert shown["documents"][0]["key"]["levels"]["timeline"] == 4
    assert "1 document" in shown["agreement"][0]
    assert [one["key"] for one in shown["documents"][1:]] == [None] * 5


def test_before_it_is_asked_for_nothing_of_the_key_is_on_the_page(made: CalibrationBuilder, send: Send) -> None:
    send(*[ALL_TWOS] * 6)
    page = json.dumps(made.get_state(), default=str, ensure_ascii=False)
    for one in documents():
        assert [reason for reason in one.key.reasons.values() if reason in page] == []
    assert '"quality"' not in page


def test_scores_stay_as_they_were_when_the_key_was_shown(made: CalibrationBuilder, send: Send) -> None:
    send(_compared(ALL_TWOS))
    better = {"levels": documents()[0].key.levels, "compared": False}
    shown = send(better, {"levels": {"wording": 1}, "compared": False})["answer"]
    assert shown["documents"][0]["levels"] == ALL_TWOS["levels"]
    assert shown["documents"][1]["levels"] == {"wording": 1}
    kept = Calibration.load(made.path)
    assert kept.compared == ["01"]
    assert kept.of("01") == ALL_TWOS["levels"]


def test_scores_of_documents_that_are_not_shown_stay_in_the_file(made: CalibrationBuilder, send: Send) -> None:
    other = Score(document="77", item="timeline", level=1)
    Calibration(compared=["77"], scores=[other]).save(made.path)
    made.reread()
    send({"levels": {"timeline": 4}, "compared": False})
    kept = Calibration.load(made.path)
    assert (kept.compared, kept.scores[0]) == (["77"], other)


def test_a_cell_that_runs_again_goes_on_where_one_was(made: CalibrationBuilder, send: Send) -> None:
    send(_compared(ALL_TWOS), {"levels": {"impact": 3}, "compared": False})
    again = pmkit.calibration(made.path).shown["answer"]["documents"]
    assert [one["compared"] for one in again[:2]] == [True, False]
    assert again[1]["levels"] == {"impact": 3}
    assert "Document 02\n  The summary says what it meant: 3" in made.outline(made.answer)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(
    st.recursive(st.none() | st.integers() | st.text(max_size=9), lambda one: st.lists(one, max_size=3), max_leaves=6)
)
def test_whatever_a_page_sends_is_taken_or_refused_and_ends_nothing(made: CalibrationBuilder, odd: Any) -> None:
    hostile = [odd, {"documents": odd}, {"documents": [{"levels": {"timeline": odd}, "compared": odd}] * 6}]
    for answer in hostile:
        made.typed = {"client": "two", "revision": 1, "base": made.shown["serial"], "answer": answer}
    fine = {"documents": [BLANK] * 6}
    made.typed = {"client": "one", "revision": 1, "base": made.shown["serial"], "answer": fine}
    assert made.shown["trouble"] == ""


def test_a_choice_costs_the_kernel_a_few_plain_loops(send: Send) -> None:
    done = [_compared(ALL_TWOS)] * 5
    pages = [{"levels": {**ALL_TWOS["levels"], "numbers": 1 + turn % 4}, "compared": False} for turn in range(20)]
    assert in_plain_loops(partial(send, *done, page) for page in pages) < 3  # 0.5 measured
