"""What a notebook shows of a history: tables of pandas and figures of plotly that say what the command line says."""

from pathlib import Path

import pytest

import pmkit
from pmkit.incidents.history import LESSON, begin_history, make_history
from pmkit.metrics.history import IncidentHistory, history_of, read_history
from pmkit.metrics.report import report_of
from pmkit.render.metrics.charts import history_figure, survival_figure
from pmkit.render.metrics.frames import error_budget, metrics_table, programme_table
from pmkit.render.metrics.table import table


@pytest.fixture(scope="module")
def history() -> IncidentHistory:
    made = make_history("frames", 60, faults=False)
    return history_of(made.csv(), until=made.until)


def test_the_table_of_a_notebook_holds_the_cells_of_the_command_line(history: IncidentHistory) -> None:
    printed = table(report_of(history, "impact"))
    shown = metrics_table(history, "impact")
    for name, cells in zip(shown.index, shown.to_numpy().tolist(), strict=True):
        line = next(one for one in printed.splitlines() if one.startswith(f"{name} "))
        assert [cell for cell in cells[1:] if cell not in line] == []
        assert line.split()[1:3] == [cells[0].partition(",")[0], cells[0].partition(", ")[2].partition(" ")[0] or "0"]


def test_no_cell_of_the_programme_is_cut_by_pandas(history: IncidentHistory) -> None:
    shown = programme_table(history)
    assert "..." not in shown.to_html()
    assert shown["target"].tolist() == ["≥ 100 %", "≥ 100 %", "≥ 90 %", "< 5 %"]


def test_the_budget_of_the_course_s_own_incident_is_told_as_the_facts_say() -> None:
    told = error_budget(16 + 27 / 60, errors=0.15, target=0.999).iloc[:, 0].tolist()
    assert (
        told
        == ["43.2 min", "5.7 %", "38 %", "150x", "5 h", "pages after 6 min", "pages after 14 min"]
        + ["does not page"] * 2
    )
    with pytest.raises(ValueError, match=r"write 0\.15"):
        error_budget(10, errors=15, target=0.999)


def test_the_figures_hold_every_incident_and_say_what_is_open(history: IncidentHistory) -> None:
    closed, still = history_figure(history, "impact").data
    assert len(closed.x) + len(still.x) == 60
    assert len(still.x) == int(history.is_open.sum())
    assert history_figure(history, "impact").layout.yaxis.type == "log"
    assert f"{len(still.x)} open ones counted in" in survival_figure(history, "impact").layout.title.text


def test_a_history_is_begun_once_and_never_written_over(tmp_path: Path) -> None:
    path = pmkit.begin_history(tmp_path / "answers" / "history.csv")
    path.write_text("mine", encoding="utf-8")
    assert begin_history(path).read_text(encoding="utf-8") == "mine"


def test_in_the_lesson_s_history_a_wrong_year_turns_the_trend_and_twelve_hours_turn_the_verdict_on_mttr() -> None:
    made = make_history(LESSON)
    assert {one.kind: made.rows[one.row - 1]["id"] for one in made.faults} == {
        "zone-mix": "INC-1011",
        "swapped": "INC-1013",
        "twelve-hours": "INC-1029",
        "wrong-year": "INC-1046",
        "duplicate": "INC-1081",
    }

    def told(ids: set[str]) -> tuple[str, str]:
        true = {row["id"]: row for row in made.truth}
        rows = [true[row["id"]] if row["id"] in ids else row for row in made.rows[:-1]]
        made_again = type(made)(rows, made.truth, [], made.until)
        history = history_of(made_again.csv(), until=made.until)
        return metrics_table(history, "impact").loc["MTTR", "verdict"], report_of(history, "impact").trend.direction

    assert told(set()) == ("not met", "more frequent")
    assert told({"INC-1046"}) == ("not met", "cannot tell")
    assert told({"INC-1046", "INC-1029"}) == ("cannot tell yet", "cannot tell")


def test_the_history_that_a_lesson_begins_is_read(tmp_path: Path) -> None:
    assert len(read_history(begin_history(tmp_path / "history.csv"))) == 79
