"""A history is told in little more time than pandas takes to read and group it."""

from pathlib import Path

from metrics.plain_figures import ours_page, ours_table, plain, seconds, write_history

from pmkit.incidents.history import make_history
from pmkit.metrics.history import history_of
from pmkit.metrics.report import report_of
from pmkit.render.metrics.points import MOST_DOTS, points_of


def test_the_table_and_the_page_take_a_few_times_what_a_plain_group_by_takes(tmp_path: Path) -> None:
    path = write_history(tmp_path / "history.csv", 20_000)
    assert "MTTR" in ours_table(path)  # what is loaded once is loaded before
    plain(path)
    ours_page(path)
    bare = seconds(plain, path)
    assert seconds(ours_table, path) / bare < 3
    assert seconds(ours_page, path) / bare < 4


def test_of_many_incidents_every_so_manyth_is_a_dot_and_the_chart_says_which() -> None:
    points = points_of(report_of(history_of(make_history("dots", 2 * MOST_DOTS + 1, faults=False).csv())))
    assert points.count == 2 * MOST_DOTS + 1
    assert points.every == 3
    assert len(points.closed.at) + len(points.open.at) == -(-points.count // 3)
    few = points_of(report_of(history_of(make_history("dots", 90, faults=False).csv())))
    assert (few.every, len(few.closed.at) + len(few.open.at)) == (1, 90)
