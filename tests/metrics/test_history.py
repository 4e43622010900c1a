"""A history of incidents: what is read, what is listed by row, and what its figures are."""

import csv
import io
import math
import random
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import fmean, median

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmkit.incidents.history import make_history
from pmkit.metrics.figures import metrics_of, minutes_of
from pmkit.metrics.history import history_of, read_history
from pmkit.metrics.programme import programme_of
from pmkit.metrics.report import report_of
from pmkit.metrics.survival import survival, survival_of
from pmkit.metrics.trend import trend, trend_of
from pmkit.models.answer_file import UnreadableError
from pmkit.models.clocks import Span, load_policy
from pmkit.models.incident_history.faults import FAULTS
from pmkit.render.metrics.table import table

IMPACT = load_policy("impact")


def test_a_made_history_is_read_back_whole_and_every_figure_is_what_numpy_counts_from_its_stamps() -> None:
    for seed in range(100):
        made = make_history(f"all {seed}", 40, faults=False)
        history = history_of(made.csv(), until=made.until)
        assert (history.problems, len(history)) == ([], 40)
        spans = load_policy(("module", "impact")[seed % 2])
        for one in metrics_of(history, spans):
            minutes = np.array([m for row in made.truth if (m := stamped(row, spans.figures[one.name])) is not None])
            assert (one.count, one.count + one.open) == (len(minutes), 40)
            assert one.mean is not None
            assert one.mean.value == pytest.approx(minutes.mean())
            for share, found in ((0.5, one.median), (0.9, one.p90), (0.95, one.p95)):
                assert found is not None
                assert found.value == pytest.approx(np.quantile(minutes, share))
            if one.target is not None:
                assert one.within is not None
                assert one.within.value == pytest.approx((minutes <= one.target).mean())
        starts = np.sort(np.array([row["impact_start"].rstrip("Z") for row in made.truth], dtype="datetime64[s]"))
        gap = trend_of(history).mean
        assert gap is not None
        assert gap.value == pytest.approx(np.diff(starts).astype(float).mean() / 3600)


def stamped(row: dict[str, str], span: Span) -> float | None:
    """The minutes between the first anchors that a row gives."""
    ends = [next((row[name] for name in names if row.get(name)), None) for names in (span.starts, span.ends)]
    start, end = (one and datetime.fromisoformat(one) for one in ends)
    return (end - start).total_seconds() / 60 if start and end else None


def test_the_survival_curve_equals_a_plain_loop_over_those_at_risk() -> None:
    for seed in range(20):
        made = make_history(f"going {seed}", 40, faults=False)
        history = history_of(made.csv(), until=made.until)
        lives = []
        for row in made.truth:
            start = datetime.fromisoformat(row["impact_start"])
            end = datetime.fromisoformat(row["impact_end"]) if row["impact_end"] else history.until
            lives.append(((end - start).total_seconds() / 60, bool(row["impact_end"])))
        share = 1.0
        for minutes, going in survival_of(history, IMPACT).curve[["minutes", "going"]].itertuples(index=False):
            at_risk = sum(life >= minutes - 1e-9 for life, _ in lives)
            share *= 1 - sum(ended and abs(life - minutes) < 1e-9 for life, ended in lives) / at_risk
            assert going == pytest.approx(share)


@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(-3, 400), st.booleans()), max_size=30))
def test_no_figure_is_ever_negative_whatever_the_stamps(drawn: list[tuple[int, int, bool]]) -> None:
    day = datetime(2026, 1, 1, tzinfo=UTC)
    lines = ["id,impact_start,detected,resolved"]
    for number, (start, lasts, is_open) in enumerate(drawn):
        began = day + timedelta(minutes=start)
        ended = "" if is_open else f"{began + timedelta(minutes=lasts):%Y-%m-%dT%H:%M:%SZ}"
        seen = f"{began + timedelta(minutes=lasts // 2):%Y-%m-%dT%H:%M:%SZ}"
        lines.append(f"{number},{began:%Y-%m-%dT%H:%M:%SZ},{seen},{ended}")
    report = report_of(history_of("\n".join(lines)), "impact")
    for one in report.metrics:
        for found in (one.mean, one.median, one.p90, one.p95, one.within):
            assert found is None or found.value >= 0
            assert found is None or found.interval is None or 0 <= found.interval.low <= found.value
            assert found is None or found.interval is None or found.value <= found.interval.high
        assert one.count + one.unknown + one.open + one.reversed == len(report.history)
    assert report.trend.mean is None or report.trend.mean.value >= 0
    assert report.survival.curve["going"].between(0, 1).all()


def test_a_mean_that_one_row_carries_names_the_row() -> None:
    made = make_history("carried", 40, faults=False)
    assert "carry" not in table(report_of(history_of(made.csv()), "impact"))
    made.rows[4]["impact_start"] = "2024" + made.rows[4]["impact_start"][4:]
    assert "row 5 has " in table(report_of(history_of(made.csv()), "impact"))


def test_a_time_of_0_is_told_apart_from_too_few() -> None:
    rows = [f"{n},2026-01-{n + 1:02}T10:00:00Z,2026-01-{n + 1:02}T1{n % 2}:00:00Z" for n in range(12)]
    told = table(report_of(history_of("\n".join(["id,impact_start,resolved", *rows])), "impact"))
    line = next(one for one in told.splitlines() if one.startswith("MTTR"))
    assert "none: has 0" in line
    assert "too few" not in line


def test_incidents_without_an_id_that_are_alike_are_found_too() -> None:
    row = ",shop,2026-01-01T10:00:00Z,2026-01-01T11:00:00Z"
    history = history_of(f"id,service,impact_start,resolved\n{row}\n{row}")
    assert history.left_out == (2,)


def test_made_durations_are_as_long_and_as_uneven_as_the_plan_says() -> None:
    logs = []
    for seed in range(40):
        history = history_of(make_history(f"long {seed}", 100, faults=False).csv())
        logs += [math.log(one) for one in minutes_of(history, IMPACT.figures["duration"]).dropna()]
    assert math.exp(median(logs)) == pytest.approx(70, rel=0.12)
    assert np.std(logs) == pytest.approx(1.1, abs=0.15)


def test_five_to_ten_in_a_hundred_are_open_and_they_are_no_short_ones() -> None:
    shares = []
    for seed in range(20):
        made = make_history(f"open {seed}", 100, faults=False)
        shares.append(sum(not row["resolved"] for row in made.rows) / 100)
    assert all(0.05 <= share <= 0.1 for share in shares)


def test_every_kind_of_fault_is_planted_once_and_its_row_differs_from_the_truth() -> None:
    for seed in range(20):
        made = make_history(f"faults {seed}", 80)
        assert sorted(fault.kind for fault in made.faults) == sorted(FAULTS)
        for fault in made.faults:
            row = made.rows[fault.row - 1]
            if fault.kind == "duplicate":
                assert sum({**one, "id": ""} == {**row, "id": ""} for one in made.rows) == 2
            else:
                assert row[fault.column] != made.truth[fault.row - 1][fault.column]
        wrong = {fault.row for fault in made.faults}
        assert all(
            one == other for n, (one, other) in enumerate(zip(made.rows, made.truth, strict=False), 1) if n not in wrong
        )


def test_the_same_seed_makes_the_same_history() -> None:
    assert make_history("one", 50).csv() == make_history("one", 50).csv()
    assert make_history("one", 50).csv() != make_history("two", 50).csv()


GIVEN = """\
id,service,severity,impact_start,detected,acknowledged,resolved
A,shop,SEV-1,2026-01-01T10:00:00Z,2026-01-01T10:05:00Z,2026-01-01T10:09:00Z,2026-01-01T11:00:00Z
B,shop,high,2026-01-02T10:00:00,2026-01-02T10:05:00Z,,2026-01-02T11:00:00Z
C,shop,sev2,2026-01-03T10:00:00+01:00,yesterday,,2026-01-03T08:00:00Z
A,shop,SEV-1,2026-01-04T10:00:00Z,,,
E,shop,SEV-1,,,,2026-01-04T10:00:00Z
F,shop,3,0001-01-01T00:00:00Z,,,2026-01-04T10:00:00Z
G,shop,SEV-1,2026-01-01T10:00:00Z,2026-01-01T10:05:00Z,2026-01-01T10:09:00Z,2026-01-01T11:00:00Z
"""


def test_all_that_is_wrong_is_listed_by_row_at_once() -> None:
    history = history_of(GIVEN)
    told = [str(problem) for problem in history.problems]
    for row, words in (
        (2, "'2026-01-02T10:00:00' has no offset"),
        (2, "'high' is none of SEV-1"),
        (3, "'yesterday' is no time"),
        (3, "lies before impact_start"),
        (4, "'A' stands in an earlier row"),
        (5, "has no beginning"),
        (6, "lies before 1990"),
        (7, "same service and times as an earlier row"),
    ):
        assert any(line.startswith(f"row {row},") and words in line for line in told), (row, words)
    assert history.left_out == (2, 3, 4, 5, 6, 7)
    assert history.frame["row"].tolist() == [1]


def test_columns_of_others_are_taken_by_the_names_that_one_gives(tmp_path: Path) -> None:
    path = tmp_path / "theirs.csv"
    path.write_text("Key;Begin;End\nX-1;2026-01-01T10:00:00Z;2026-01-01T11:00:00Z\n", "utf-8")
    history = read_history(path, columns={"id": "Key", "impact_start": "Begin", "resolved": "End"})
    assert minutes_of(history, IMPACT.figures["TTR"]).tolist() == [60.0]


@pytest.mark.parametrize(
    ("text", "columns", "says"),
    [
        ("", {}, "is no CSV"),
        ("\0\0impact_start,resolved\n", {}, "holds null bytes"),
        ("a,b\n1,2\n", {}, "has no column 'impact_start'"),
        ("impact_start,resolved\n1,2,3\n", {}, "more cells than the head"),
        ("impact_start,resolved\n", {"began": "impact_start"}, "'began' is no column of a history"),
        ("impact_start,resolved\n", {"id": "Key"}, "has no column 'Key'"),
    ],
)
def test_a_file_that_is_no_history_is_refused_in_a_sentence(text: str, columns: dict[str, str], says: str) -> None:
    with pytest.raises(UnreadableError, match=says):
        history_of(text, columns=columns)


def test_a_file_that_is_not_utf_8_or_not_there_is_refused_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "latin.csv").write_bytes(b"id,impact_start,resolved\n\xe9,,\n")
    with pytest.raises(UnreadableError, match="no UTF-8"):
        read_history(tmp_path / "latin.csv")
    with pytest.raises(UnreadableError, match="is not there"):
        read_history(tmp_path / "none.csv")


@settings(max_examples=10)
@given(st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_no_figure(dice: random.Random) -> None:
    rows = list(csv.reader(io.StringIO(make_history("order", 40, faults=False).csv())))
    head, body = rows[0], rows[1:]
    before = report_of(history_of(_written(head, body)), "impact")
    dice.shuffle(body)
    after = report_of(history_of(_written(head, body)), "impact")
    assert before.metrics == after.metrics
    assert (before.trend, before.programme) == (after.trend, after.programme)
    assert before.survival.curve.equals(after.survival.curve)


def _written(head: list[str], body: list[list[str]]) -> str:
    out = io.StringIO()
    csv.writer(out).writerows([head, *body])
    return out.getvalue()


def test_closed_incidents_alone_look_shorter_than_they_are() -> None:
    history = history_of(make_history("open", 200, faults=False).csv(), until=datetime(2026, 10, 1, tzinfo=UTC))
    closed = next(one for one in metrics_of(history, IMPACT) if one.name == "duration")
    whole = survival_of(history, IMPACT)
    assert whole.open > 5
    assert whole.median is not None
    assert closed.median is not None
    assert whole.median.value >= closed.median.value


def test_the_survival_curve_is_the_product_that_the_textbook_multiplies() -> None:
    # Freireich and others (1963), 6-MP group, as printed in textbooks: remission in weeks, + still in remission.
    weeks = [6, 6, 6, 7, 10, 13, 16, 22, 23, 6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
    ended = [True] * 9 + [False] * 12
    found = survival([float(week) for week in weeks], ended)
    going = dict(zip(found.curve["minutes"], found.curve["going"], strict=True))
    for week, share in ((6, 0.857), (7, 0.807), (10, 0.753), (13, 0.690), (16, 0.627), (22, 0.538), (23, 0.448)):
        assert going[week] == pytest.approx(share, abs=0.0006)
    assert found.median is not None
    assert found.median.value == 23


def test_a_rising_gap_is_rarer_a_falling_one_more_frequent_and_clusters_alone_are_no_trend() -> None:
    assert trend([10.0 + one for one in range(40)]).direction == "rarer"
    assert trend([50.0 - one for one in range(40)]).direction == "more frequent"
    dice = random.Random("clusters")  # noqa: S311 -- repeatable, not secret
    flagged = sum(
        trend([dice.weibullvariate(1, 0.6) for _ in range(60)]).direction != "cannot tell" for _ in range(400)
    )
    assert flagged / 400 < 0.08


def test_below_twenty_gaps_no_trend_is_judged() -> None:
    assert trend([1.0 + one for one in range(19)]).chance is None
    assert trend([]).mean is None


def test_a_mean_whose_interval_holds_the_target_cannot_be_judged() -> None:
    rows = ["id,impact_start,resolved"]
    rows += [f"{n},2026-01-{n + 1:02}T10:00:00Z,2026-01-{n + 1:02}T1{n % 4 + 1}:00:00Z" for n in range(12)]
    found = next(one for one in metrics_of(history_of("\n".join(rows)), IMPACT) if one.name == "TTR")
    assert found.mean is not None
    assert fmean([60, 120, 180, 240]) == found.mean.value
    assert found.verdict == "cannot tell yet"


def test_the_programme_names_what_each_share_is_a_share_of() -> None:
    text = (
        "id,severity,repeat_of,impact_start,resolved,postmortem,actions_due,actions_done\n"
        "1,SEV-1,,2026-01-05T10:00:00Z,2026-01-05T11:00:00Z,2026-01-08,2026-01-20;2026-01-21,2026-01-19;\n"
        "2,SEV-2,1,2026-02-02T10:00:00Z,2026-02-02T11:00:00Z,2026-02-20,2026-03-20,\n"
        "3,SEV-3,,2026-02-03T10:00:00Z,2026-02-03T11:00:00Z,,,\n"
        "4,SEV-1,,2026-02-04T10:00:00Z,,,,\n"
    )
    history = history_of(text, until=datetime(2026, 3, 1, tzinfo=UTC))
    found = {one.name: (one.hits, one.count, one.verdict) for one in programme_of(history)}
    assert found["postmortems"] == (2, 2, "met")
    assert found["postmortem_days"] == (1, 2, "not met")
    assert found["actions_on_time"] == (1, 2, "cannot tell yet")
    assert found["repeats"] == (1, 4, "cannot tell yet")


def test_a_trend_of_a_history_runs_over_the_beginnings() -> None:
    assert trend_of(history_of(make_history("t", 40, faults=False).csv())).gaps == 39
