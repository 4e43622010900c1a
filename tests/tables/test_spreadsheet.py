"""No cell that we write is run by a spreadsheet, and every cell is read back as it was."""

import csv
import io

import pytest
from hypothesis import example, given, reject
from hypothesis import strategies as st

from pmkit.models.timeline import Timeline, TimelineEvent
from pmkit.tables.spreadsheet import as_written, inert
from pmkit.tables.timeline import to_csv

BEFORE = st.text(" \t\r\n\v\f\0\u00a0\u200b\u2060\ufeff\u3000\u00ad", max_size=4)
CELL = st.builds(str.__add__, BEFORE, st.text(max_size=12)) | st.builds(
    lambda before, sign, rest: before + sign + rest,
    BEFORE,
    st.sampled_from("=+-@'\uff1d\uff0b\uff0d\uff20"),
    st.text(max_size=8),
)
TRIMMED = " \t\r\n\v\f\0\u00a0\u200b\u2060\ufeff\u3000\u00ad"


@given(CELL)
@example(" =cmd()")
@example("\ufeff=cmd()")
@example("\u200b@SUM(1)")
def test_no_cell_can_be_taken_for_a_formula(cell: str) -> None:
    written = inert(cell)
    assert written.strip(TRIMMED)[:1] not in {*"=+-@\uff1d\uff0b\uff0d\uff20"}
    assert as_written(written) == cell


@given(CELL)
def test_a_timeline_as_csv_holds_none(what: str) -> None:
    try:
        event = TimelineEvent(at="2026-01-31T14:23:01Z", what=what, source=what)
    except ValueError:
        reject()
    [_, row] = csv.reader(io.StringIO(to_csv(Timeline(events=[event])), newline=""))
    assert [cell for cell in row if cell.strip(TRIMMED)[:1] in {*"=+-@"}] == []


@pytest.mark.lab
@given(CELL)
def test_a_table_of_grades_holds_none_and_numbers_stay_numbers(name: str) -> None:
    from pmkit.grading.nbgrader.export import as_text

    assert as_text(name).strip(TRIMMED)[:1] not in {*"=+-@"}
    assert as_text(-1.5) == "-1.5"
