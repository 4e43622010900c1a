"""Times in the tables of documents: zones by the list that all readers share, and what was assumed is said."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from cli.command_line import Result, invoke

from pmkit.tables.timeline_document import timelines_of

DAY = "# Outage of 2026-07-03\n\n## Timeline\n\n"


def table(*times: str, head: str = "Time", above: str = DAY) -> str:
    """A document with a table of events at some times."""
    rows = "".join(f"| {at} | Event {number} | log |\n" for number, at in enumerate(times))
    return f"{above}| {head} | Event | Source |\n| --- | --- | --- |\n{rows}"


def checked(text: str) -> Result:
    """What the command line says of a document."""
    Path("notes.md").write_text(text, encoding="utf-8")
    return invoke("check", "-q", "notes.md")


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    ("cell", "hour"),
    [
        ("10:20 BST", 9),
        ("10:20 PDT", 17),
        ("10:20 MESZ", 8),
        ("10:20 (EDT)", 14),
        ("10:20 UTC+2", 8),
        ("10:20 GMT-3", 13),
        ("10:20 +0200 CEST", 8),
        ("10:20 Europe/Berlin", 8),
        ("10:20 ET", 14),
        ("10:20 pm AEST", 12),
        ("11:20-05:00", 16),
        ("2026-07-03 10:20 WIB", 3),
    ],
)
def test_a_cell_names_its_zone_as_the_records_of_tools_do(cell: str, hour: int) -> None:
    [found] = timelines_of(table(cell, "23:59 UTC"))
    assert found.timeline.events[0].at.astimezone(UTC) == datetime(2026, 7, 3, hour, 20, tzinfo=UTC)


@pytest.mark.parametrize(
    "above", ["All times are in CEST.", "All times CEST", "Time zone: CEST", "(all times: CEST)", "### Log (CEST)"]
)
def test_words_above_a_table_name_its_zone(above: str) -> None:
    [found] = timelines_of(table("10:20", "10:21", above=f"{DAY}{above}\n\n"))
    assert found.timeline.events[0].at.isoformat() == "2026-07-03T10:20:00+02:00"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (table("10:20 CST", "10:21"), "line 7, time: CST can mean -06:00"),
        (table("10:20 BST", "10:21"), "line 7, time: BST can mean +01:00 (Britain)"),
        (table("10:20 XYZT", "10:21", "10:22"), "line 7, time: '10:20 XYZT': 'XYZT' is no zone that is known here"),
        (table("10:20", "10:21", above="## Timeline (all times IST)\n\n"), "the words above the table: IST can mean"),
        (table("10:20", "10:21", head="Time (IST)"), "line 5, the head 'Time (IST)': IST can mean"),
        (table("10:20", "10:21", head="Time (CET)"), "line 7, time: CET, where clocks of Europe/Paris show +02:00"),
        (table("04:00-05:00", "10:21", "10:22"), "'04:00-05:00' can be from one time to another, or one with"),
        (table("23:05", "08:10"), "line 8, time: 08:10 below 23:05 is taken as of 2026-07-04, after midnight"),
        (table("23:05", "08:10", above="## Timeline\n\n"), "08:10 below 23:05 is taken as of the next day"),
        (table("0001-01-01 00:00 UTC", "10:21", "10:22"), "0001-01-01 00:00 lies too far from now"),
    ],
)
def test_what_a_time_leaves_open_is_said_in_one_line(text: str, says: str) -> None:
    said = [line for line in checked(text).stderr.splitlines() if ": line " in line]
    assert len(said) == 1
    assert says in said[0]


def test_a_time_that_leaves_nothing_open_is_passed_in_silence() -> None:
    assert checked(table("10:20", "10:21 CEST", "2026-12-03 10:22 CET", head="Time (UTC)")).stderr == ""


@pytest.mark.parametrize("cell", ["10:02-10:20", "10:02 – 10:20", "23:50-00:10", "10:02 to 10:20 UTC"])
def test_the_end_of_a_span_is_no_offset(cell: str) -> None:
    [found] = timelines_of(table(cell, "23:59", head="Time (UTC)"))
    assert found.timeline.events[0].at.strftime("%H:%M%z") == f"{cell[:5]}+0000"


@pytest.mark.parametrize("ending", ["md", "csv", "toml"])
def test_a_far_time_is_found_in_every_kind_of_timeline(ending: str) -> None:
    csv = "time,event,source\n2026-07-03T10:20:00Z,Alert fired,log\n1970-01-01T00:00:00Z,Alert ended,log\n"
    toml = '[[events]]\nat = 1970-01-01T00:00:00Z\nwhat = "Alert ended"\nsource = "log"\n'
    texts = {"csv": csv, "toml": toml, "md": table("2026-07-03 10:20:01 UTC", "1970-01-01 00:00:00 UTC")}
    Path(f"timeline.{ending}").write_text(texts[ending], encoding="utf-8")
    told = [line for line in invoke("check", "-q", f"timeline.{ending}").stdout.splitlines() if "far-time" in line]
    assert len(told) == 1
    assert "lies before 1990 or more than a year ahead" in told[0]


@pytest.mark.parametrize("command", ["check -q", "draw", "timeline convert"])
def test_a_table_without_rows_is_said_to_be_empty(command: str) -> None:
    Path("timeline.csv").write_text("time,event\n", encoding="utf-8")
    assert "timeline.csv: holds no events" in invoke(*command.split(), "timeline.csv").stderr


def test_a_short_event_is_quoted_once() -> None:
    text = "# Outage\n\n## Timeline\n\n| Time (UTC) | Event |\n| --- | --- |\n| 10:20 | a |\n| 10:21 | b |\n"
    assert "“Time (UTC) | Event” names no source" in checked(text).stdout
