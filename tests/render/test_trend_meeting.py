"""The charts of two quarters: each incident is in them, and words say the same."""

import re
from datetime import date

import pytest

from pmkit.incidents.two_quarters import make_two_quarters
from pmkit.render.metrics.meeting import MONTHS, outline, svg

QUARTERS = make_two_quarters(1)
CLOSED = [one for one in QUARTERS.incidents if one.minutes is not None]


@pytest.mark.parametrize("width", [240, 400, 640, 1200])
def test_each_incident_is_a_dot_in_time_twice_and_once_among_the_durations(width: int) -> None:
    picture = svg(QUARTERS, width=width, theme="light")
    tips = re.findall(r"<title>(INC-\d+), ", picture)
    assert len(tips) == 2 * len(QUARTERS.incidents) + len(CLOSED)
    assert set(tips) == {one.id for one in QUARTERS.incidents}


def test_nothing_is_drawn_beyond_the_picture() -> None:
    for width in (280, 640, 1200):
        picture = svg(QUARTERS, width=width, theme="light")
        centres = [float(x) for x in re.findall(r'cx="([-\d.]+)"', picture)]
        assert min(centres) >= 0
        assert max(centres) <= width - 8


def test_the_chosen_days_are_shaded_and_days_outside_of_both_quarters_are_not() -> None:
    plain = svg(QUARTERS, theme="light")
    assert svg(QUARTERS, cluster=QUARTERS.truth.cluster, theme="light").count("<rect") == plain.count("<rect") + 1
    assert svg(QUARTERS, cluster=(date(2020, 1, 1), date(2020, 1, 5)), theme="light") == plain


def test_words_give_the_counts_of_every_name_and_both_middles_with_their_intervals() -> None:
    said = outline(QUARTERS)
    for kind in ("service", "cause"):
        for name in QUARTERS.names(kind):  # type: ignore[arg-type]
            now, before = (
                sum(one.of(kind) == name for one in QUARTERS.of(period))  # type: ignore[arg-type]
                for period in ("this", "before")
            )
            assert f"{name} {now} ({before})" in said
    assert len(re.findall(r"(?:median|mean) [\d.]+ \w+ \([\d.]+ \w+ to [\d.]+ \w+\)", said)) == 4


def test_months_are_named() -> None:
    picture = svg(QUARTERS, theme="dark")
    assert all(f">{month}<" in picture for month in MONTHS[3:9])
