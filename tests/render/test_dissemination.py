"""A plan drawn: a table where there is room, a list where there is none, all text escaped."""

import datetime as dt

from pmkit.models.dissemination.dissemination import Dissemination, DisseminationStep
from pmkit.render import dissemination as render

PLAN = Dissemination(
    incident="<script>",
    ended=dt.datetime(2026, 1, 31, 15, 2, tzinfo=dt.UTC),
    steps=[
        DisseminationStep(horizon="day", what="Tell <b>all</b>", owner="Nerys", done=dt.date(2026, 2, 2)),
        DisseminationStep(horizon="quarter", what=""),
    ],
)


def test_each_step_stands_under_its_horizon_with_its_date() -> None:
    lines = render.outline(PLAN).splitlines()
    assert lines[0] == "<script> · ended 2026-01-31"
    assert lines[2] == "  [x] Tell <b>all</b> (by 2026-02-02, for ?, in ?, owner Nerys) · done 2026-02-02"
    assert lines[-1] == "  [ ] ? (by 2026-03-31, for ?, in ?, owner ?)"
    assert sum("nothing planned yet" in line for line in lines) == 2


def test_wide_is_a_table_and_narrow_a_list_and_both_are_escaped() -> None:
    wide, narrow = render.html(PLAN, width=900), render.html(PLAN, width=360)
    assert "<table" in wide
    assert "<table" not in narrow
    for page in (wide, narrow):
        assert "&lt;script&gt;" in page
        assert "<b>all" not in page
        assert page.count("nothing planned yet") == 2


def test_a_calendar_that_there_is_not_leaves_dates_open() -> None:
    assert "by ?" in render.outline(PLAN.model_copy(update={"calendar": "moon"}))
