"""Figures of a text are read as people and tools write them, linearly and whatever the text holds."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmkit.models.evidence_facts.figures import figures_of, rounding

READ = [
    ("1,300 users", "number", 1300),
    ("1.3k users", "number", 1300),
    ("twenty-four pods", "number", 24),
    ("9.5 % of checkouts", "percentage", 9.5),
    ("9.5 percent", "percentage", 9.5),
    ("EUR 10,800", "money", 10800),
    ("€10.8k", "money", 10800),
    ("9,200 euros", "money", 9200),
    ("at 09:30:07 UTC", "time", 34207),
    ("at 9:30 pm", "time", 77400),
    ("at 0930 UTC", "time", 34200),
    ("2026-11-05", "date", 739925),
    ("5 November 2026", "date", 739925),
    ("November 5th, 2026", "date", 739925),
    ("1 h 24 min", "duration", 5040),
    ("1h24m", "duration", 5040),
    ("84 minutes", "duration", 5040),
    ("for half an hour", "duration", 1800),
    ("one and 2 hours and a half", "duration", 9000),
    ("3000 ms", "duration", 3),
]
NAMED = [
    ("v2.0.5", "version", "2.0.5"),
    ("2.0.5", "version", "2.0.5"),
    ("provider-daemon-0", "name", "provider-daemon-0"),
    ("bids.ferrous.example", "name", "bids.ferrous.example"),
    ("ErrorRateHigh", "name", "errorratehigh"),
    ("certs@ferrous.example", "name", "certs@ferrous.example"),
    ("d211ae19", "name", "d211ae19"),
    ("logs/kibana.csv:12", "other", "kibana.csv:12"),
]
PIECES = [
    "a.",
    "_",
    "1,000",
    "a-",
    "1 ",
    "12:3",
    "2 h ",
    "Aa",
    "abcdef1",
    "v1.",
    "a@",
    "http://",
    "1 s, ",
    "twenty-",
    "9",
]


@pytest.mark.parametrize(("text", "kind", "value"), READ)
def test_a_figure_has_its_kind_and_its_value(text: str, kind: str, value: float) -> None:
    assert [(one.kind, one.value) for one in figures_of(text)] == [(kind, value)]


@pytest.mark.parametrize(("text", "kind", "word"), NAMED)
def test_a_name_is_one_figure_whatever_numbers_it_holds(text: str, kind: str, word: str) -> None:
    assert [(one.kind, one.word) for one in figures_of(text) if one.kind == kind] == [(kind, word)]
    assert not [one for one in figures_of(text) if one.kind == "number"]


@pytest.mark.parametrize(
    "text", ["it went well", "one of them", "25:61", "2026-02-30", "31 February", "11 bids a minute"]
)
def test_what_is_no_figure_of_time_is_none(text: str) -> None:
    assert not [one for one in figures_of(text) if one.kind in {"time", "date", "duration"}]


def test_a_round_number_may_stand_for_what_it_rounds() -> None:
    assert [rounding(value, 0.0) for value in (1600, 12000, 240, 467)] == [50, 500, 0, 0]


@given(st.text())
def test_any_text_has_figures_at_their_places(text: str) -> None:
    for one in figures_of(text):
        assert 0 <= one.start < one.end <= len(text)


@pytest.mark.parametrize("piece", PIECES)
def test_a_megabyte_of_anything_is_read_in_seconds(piece: str) -> None:
    began = time.process_time()
    for _ in figures_of(piece * (1_000_000 // len(piece))):
        pass
    assert time.process_time() - began < 20
