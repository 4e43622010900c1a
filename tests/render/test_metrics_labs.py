"""What the labs of metrics draw and say, of outcomes that are written down here."""

import re

import pytest

from pmkit.metrics.power import BARS, Figure, Outcome, Setting, Shares
from pmkit.metrics.reporting import PAIRS, Incident, Pair, Team
from pmkit.render.metrics import power, reporting

BLANK = ((0, 0, 0),) * (BARS - 3)


def shares(figure: Figure, needed: int | None = 454) -> Shares:
    bars = ((60, 0, 0), (0, 10, 0), (0, 0, 30), *BLANK)
    return Shares(figure, 0.6, 0.1, 0.3, 0.25, 0.5, 1.5, bars, needed)


def outcome(improvement: float = 0.2, needed: int | None = 454) -> Outcome:
    figures: list[Figure] = ["mean", "median", "geometric mean"]
    return Outcome(Setting(20, improvement, 1.2, 9), 100, 5.0, tuple(shares(one, needed) for one in figures))


def team(*, reported: bool) -> Team:
    things = (Incident(10, 1, 70.0, reported=True), Incident(400, 2, 0.0, reported=reported))
    return Team(things, 1 + reported, 100.0, None, "met", 70.0, 1, 0, 1, int(reported))


COUNTS = {"met": 20, "not met": 30, "cannot tell yet": 10}
PAIR = Pair((team(reported=True), team(reported=False)), (COUNTS, COUNTS))


def test_the_shares_stand_in_words_under_each_figure_and_bars_are_as_high_as_their_counts() -> None:
    picture = power.svg(outcome(), width=900, theme="light")
    for name in ("Mean (MTTR)", "Median", "Geometric mean"):
        assert f">{name}</text>" in picture
    for words in ("shows it 60 %", "nothing to speak of 10 %", "the reverse 30 %", f"true: {power.MINUS}20 %"):
        assert picture.count(f">{words}</text>") == 3
    heights = re.findall(r'height="([\d.]+)"[^>]*><title>(\d+) % of the pairs', picture)
    assert {percent: float(height) for height, percent in heights} == {"60": 96, "10": 16, "30": 48}


@pytest.mark.parametrize("width", [300, 500, 900, 1600])
def test_figures_stand_side_by_side_where_there_is_room_and_no_words_leave_the_picture(width: int) -> None:
    picture = power.svg(outcome(), width=width, theme="light")
    tops = {float(top) for top in re.findall(r'y="([\d.]+)" font-size="14"', picture)}
    assert len(tops) == (1 if width > 515 else 3)
    assert f'width="{width}"' in picture
    lefts = [float(left) for left in re.findall(r'<text x="([\d.-]+)"', picture)]
    assert 0 <= min(lefts) <= max(lefts) <= width - 16


def test_the_sentences_define_their_words_and_count_months_at_ones_own_rate() -> None:
    first, words, size = power.lines(outcome())
    assert first.startswith("Durations are truly 20 % shorter. In 60 % of 100 simulated pairs of periods MTTR shows it")
    assert first.endswith("in 30 % it shows the reverse.")
    assert "falls by half of the true change (10 %) or more" in words
    assert "takes 454 incidents before it and as many after" in size
    assert "at 9 a month 51 months (4 years) before" in size


def test_without_a_change_nothing_is_said_to_be_found() -> None:
    lines = power.lines(outcome(0, None))
    assert lines[0].startswith("Nothing has changed, and in 60 % of 100 simulated pairs")
    assert "“about the same” lies between" in lines[1]
    assert power.rows(outcome(0, None))[0][-2:] == ["-", "-"]
    assert ">looks better 60 %</text>" in power.svg(outcome(0, None), width=900)


def test_both_pictures_have_their_gist_for_a_screen_reader_and_both_themes() -> None:
    for draw, says in ((lambda **look: power.svg(outcome(), **look), "Median: shows it 60 %"),):
        assert f"{says}" in re.search('aria-label="([^"]+)"', draw(theme="light"))[1]  # type: ignore[index]
        assert draw(theme="light") != draw(theme="dark")
    label = re.search('aria-label="([^"]+)"', reporting.svg(PAIR, theme="light"))
    assert label is not None
    assert "Team B: 1 reported" in label[1]
    assert reporting.svg(PAIR, theme="light") != reporting.svg(PAIR, theme="dark")


def test_a_strip_has_a_line_for_each_thing_and_a_low_one_for_what_was_not_reported() -> None:
    picture = reporting.svg(PAIR, width=800, theme="light")
    highs = [
        abs(float(end) - float(start)) for start, end in re.findall(r'd="M[\d.]+,([\d.]+)L[\d.]+,([\d.]+)"', picture)
    ]
    assert [highs.count(high) for high in (reporting.HIGH, reporting.LOW, reporting.DOT - 1)] == [2, 1, 1]


def test_the_table_sets_the_target_against_what_could_be_counted_instead() -> None:
    rows = {row[0]: row[1:] for row in reporting.rows(PAIR)}
    assert rows["Incidents reported"] == ["2", "1"]
    assert rows["MTBF, first year"] == ["4.2 d", "4.2 d"]
    assert rows["MTBF, second year"] == ["no gap", "no gap"]
    assert rows["Near misses caught"] == ["1 of 1 (100 %)", "0 of 1 (0 %)"]
    assert rows[f"… in {PAIRS} other such pairs"][0] == "20 met, 30 not met, 10 cannot tell yet"
    assert [name for name, cells in rows.items() if not cells] == [
        "What the target sees",
        "What one could count instead",
    ]
    assert reporting.outline(PAIR).endswith(f"{reporting.QUESTION}\n")
