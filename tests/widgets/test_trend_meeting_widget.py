"""The trend meeting: what is chosen and written is saved, what the data say stands beside, no input ends it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import pmkit
from pmkit.grading.trend_meeting.meeting import figures_of
from pmkit.models.practice.trend_meeting import LONGEST, TrendMeeting
from pmkit.widgets.metrics.trend_meeting import TrendMeetingBuilder

pytestmark = pytest.mark.lab

QUARTERS = figures_of(1).quarters
TRUTH = QUARTERS.truth
Send = Callable[..., dict[str, Any]]


@pytest.fixture
def made(tmp_path: Path) -> Iterator[TrendMeetingBuilder]:
    made = pmkit.trend_meeting(tmp_path / "trend_meeting.toml")
    yield made
    made.close()


def fields(*sentences: str, **choices: str) -> dict[str, Any]:
    names = ("cluster_from", "cluster_to", "service", "cause")
    return {name: choices.get(name, "") for name in names} | {"sentences": [*sentences, "", "", ""][:3]}


@pytest.fixture
def send(made: TrendMeetingBuilder) -> Send:
    """Send the fields, and return what a browser would show."""
    sent = {"revision": 0}

    def send_it(answer: Any) -> dict[str, Any]:
        sent["revision"] += 1
        made.typed = {"client": "one", "revision": sent["revision"], "base": made.shown["serial"], "answer": answer}
        return dict(made.shown)

    return send_it


def test_each_change_is_saved_with_the_number_of_the_quarters(made: TrendMeetingBuilder, send: Send) -> None:
    shown = send(fields("MTTR improved.", service="checkout"))
    kept = TrendMeeting.load(made.path)
    assert (kept.seed, kept.service, kept.sentences[0]) == (1, "checkout", "MTTR improved.")
    assert {one["where"] for one in shown["findings"]} == {"service", "sentence 1"}


def test_what_is_right_is_told_beside_its_field(send: Send) -> None:
    first, last = (day.isoformat() for day in TRUTH.cluster)
    shown = send(fields(cluster_from=first, cluster_to=last, service=TRUTH.service, cause=TRUTH.cause))
    assert set(shown["answer"]["met"]) == {"cluster_from", "service", "cause"}
    assert shown["findings"] == []


def test_the_chosen_days_are_shaded_in_the_picture(made: TrendMeetingBuilder, send: Send) -> None:
    before = made.picture
    send(fields(cluster_from="2026-08-01", cluster_to="2026-08-04"))
    assert made.picture.count("<rect") == before.count("<rect") + 1


def test_a_day_that_is_none_is_refused_and_the_file_stays(made: TrendMeetingBuilder, send: Send) -> None:
    send(fields("One."))
    shown = send(fields("Two.", cluster_from="2026-02-31"))
    assert "write 2026-08-03" in shown["trouble"]
    assert TrendMeeting.load(made.path).sentences[0] == "One."


def test_a_sentence_without_end_is_refused_with_the_limit(send: Send) -> None:
    assert f"write at most {LONGEST:,}" in send(fields("x" * (LONGEST + 1)))["trouble"]


def test_the_quarters_of_the_file_are_shown_unless_the_cell_names_others(tmp_path: Path) -> None:
    path = tmp_path / "other.toml"
    TrendMeeting(seed=4, sentences=["One."]).save(path)
    made = pmkit.trend_meeting(path)
    assert [row["id"] for row in made.given["rows"]] == [one.id for one in figures_of(4).quarters.incidents]
    again = pmkit.trend_meeting(path, seed=5)
    assert again is made
    assert [row["began"] for row in again.given["rows"]] == [
        f"{one.start:%Y-%m-%d %H:%M}" for one in figures_of(5).quarters.incidents
    ]
    assert again.answer.sentences[0] == "One."
    made.close()


def test_a_seed_out_of_range_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="write a whole number from 0"):
        pmkit.trend_meeting(tmp_path / "answer.toml", seed=-1)


def test_the_text_twin_holds_figures_choices_sentences_and_remarks(made: TrendMeetingBuilder, send: Send) -> None:
    send(fields("MTTR improved.", service="checkout"))
    said = made.outline(made.answer)
    assert "incidents" in said.splitlines()[0]
    assert "Service: checkout" in said
    assert "1. MTTR improved." in said
    assert "the data do not carry this" in said


def test_the_page_holds_no_truth_that_was_not_found(made: TrendMeetingBuilder) -> None:
    assert "truth" not in str(made.given)
    assert set(made.given) == {"rows", "services", "causes", "begins", "ends"}


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=20),
        lambda part: st.lists(part, max_size=4) | st.dictionaries(st.text(max_size=12), part, max_size=4),
        max_leaves=8,
    )
)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_a_page_sends_the_next_change_is_heard(made: TrendMeetingBuilder, send: Send, answer: Any) -> None:
    send(answer)
    shown = send(fields("MTTR improved."))
    assert shown["trouble"] == ""
    assert TrendMeeting.load(made.path).sentences[0] == "MTTR improved."
