"""Timelines as TOML, CSV, Markdown, JSON lines: equal when read back, harmless in a spreadsheet."""

import csv
import io
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from time import process_time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pmkit.checks.timeline.examples import BAD_DEPLOY
from pmkit.models.answer import AnswerError
from pmkit.models.timeline import Anchors, Timeline, TimelineEvent
from pmkit.tables.timeline import ENDINGS, read_text, read_timeline, to_csv, to_markdown, write_text
from pmkit.tables.timeline_rows import Told

FIRST, LAST = datetime.fromisoformat("0002-01-01"), datetime.fromisoformat("9998-01-01")
offsets = st.integers(-1439, 1439).map(lambda minutes: timezone(timedelta(minutes=minutes)))
times = st.datetimes(FIRST, LAST, timezones=st.none() | st.just(UTC) | offsets)
traps = ["=1+1", "'=1", "''", "-3", "\t@x", " +1", "＝1", "a|b", "a\\|b", "<br>", "\\<br>", "&#10;", " x ", "_a_ b_c"]  # noqa: RUF001 -- a sign that some spreadsheets run
traps += ["# x #", "\\", "a\\", "\r\n", "```", "a;b\tc,d", '"', "ends in \\|", "\u2028", "\x00", "--- | ---", "~~x~~"]
words = st.text(st.characters(codec="utf-8"), max_size=20) | st.sampled_from(traps)
events = st.builds(
    TimelineEvent,
    at=times,
    what=words.filter(str.strip),
    source=words,
    ref=st.none() | words,
    kind=st.sampled_from(["fact", "decision", "gap"]),
    by=st.none() | words,
    until=st.none() | times,
    interpretation=st.sampled_from([None, True, False]),
    reads_as=st.none() | words,
)
anchors = st.builds(Anchors, **{name: st.none() | times for name in Anchors.model_fields})
timelines = st.builds(Timeline, title=words, anchors=anchors, events=st.lists(events, max_size=4))
MODULE = """# Incident 12

| Time (UTC) | Event | Source | Notes |
|:-----------|-------|:------:|-------|
| 23:58:01 | Deployment started | Deploy log | v2.3.1 |
| 00:02:33 | Error rate began increasing | Prometheus | |

| Other | table |
|---|---|
| 1 | 2 |
"""


def problems(text: str, ending: str, day: date | None = None) -> list[str]:
    with pytest.raises(AnswerError) as caught:
        read_text(text, ending, "timeline", day=day)
    return list(caught.value.problems)


@pytest.mark.parametrize("ending", ENDINGS)
@given(timeline=timelines)
@example(timeline=BAD_DEPLOY)
def test_what_is_written_is_read_back_as_an_equal_timeline(ending: str, timeline: Timeline) -> None:
    again = read_text(write_text(timeline, ending), ending)
    assert (again, again.dump()) == (timeline, timeline.dump())


@pytest.mark.parametrize("ending", ENDINGS)
@given(
    text=st.text(max_size=200)
    | st.lists(st.sampled_from(["|", "-", "\n", "time", "event", ",", '"', "{", "14:00"])).map("".join)
)
def test_any_text_is_read_or_told_what_is_the_matter(ending: str, text: str) -> None:
    try:
        told = read_text(text, ending, "timeline").title
    except AnswerError as error:
        told = str(error).partition(" has ")[0]
    assert told is not None


@given(timelines)
def test_no_cell_of_a_csv_runs_in_a_spreadsheet(timeline: Timeline) -> None:
    cells = [cell for row in csv.reader(io.StringIO(to_csv(timeline), newline="")) for cell in row]
    assert [cell for cell in cells if cell.lstrip()[:1] in set("=+-@＝＋－＠") or cell[:1] in set("\t\r\n")] == []  # noqa: RUF001 -- as above


@given(timelines)
def test_each_row_of_a_markdown_table_stays_on_its_line(timeline: Timeline) -> None:
    rows = [line for line in to_markdown(timeline).split("\n") if line.startswith("|")]
    assert len(rows) == 2 + len(timeline.events)


def test_a_markdown_table_holds_events_alone_and_its_anchors_stand_in_a_line_below() -> None:
    timeline = Timeline(
        anchors=Anchors(cause=datetime(2026, 1, 31, 14, 23, 1, tzinfo=UTC), resolved=datetime(2026, 1, 31, 14, 45)),  # noqa: DTZ001 -- one without an offset
        events=[TimelineEvent(at="2026-01-31T14:23:01Z", what="Deployment started", source="Deploy log")],
    )
    assert to_markdown(timeline).splitlines() == [
        "| Time | Event | Source |",
        "| --- | --- | --- |",
        "| 2026-01-31T14:23:01Z | Deployment started | Deploy log |",
        "",
        "Anchors: cause 2026-01-31T14:23:01Z, resolved 2026-01-31T14:45:00",
    ]


@pytest.mark.parametrize(
    "around", ["{}", "# Postmortem\n\nText.\n\n## Timeline\n\n{}\nMore text, with anchors: none.\n"]
)
def test_a_table_pasted_into_a_document_is_read_with_its_anchors(around: str) -> None:
    pasted = to_markdown(BAD_DEPLOY.model_copy(update={"title": ""}))
    again = read_text(around.format(pasted), ".md")
    assert (again.events, again.anchors) == (BAD_DEPLOY.events, BAD_DEPLOY.anchors)


def test_anchors_as_rows_of_a_table_are_read_too() -> None:
    rows = "| Time | Event | Kind |\n|---|---|---|\n| 2026-01-31T14:23:01Z | cause | anchor |\n"
    assert read_text(rows, ".md").anchors.given() == {"cause": datetime(2026, 1, 31, 14, 23, 1, tzinfo=UTC)}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Anchors: cause noon", "line 5, time: 'noon' has no date and no offset; write 2026-01-31T14:27:00Z"),
        ("Anchors: cause", "line 5, anchor 'cause' has no time; write Anchors: cause 2026-01-31T14:27:00Z"),
        ("Anchors: began 2026-01-31T14:27:00Z", "line 5, event: no anchor is called 'began'; write one of cause"),
        (
            "Anchors: cause 2026-01-31T14:27:00Z, cause 2026-01-31T14:27:00Z",
            "line 5, event: the anchor cause stands here for the second time; write each anchor once",
        ),
    ],
)
def test_a_line_of_anchors_that_cannot_be_read_says_where_and_what_to_write(line: str, expected: str) -> None:
    rows = f"| Time | Event |\n|---|---|\n| 2026-01-31T14:23:01Z | Started |\n\n{line}\n"
    assert problems(rows, ".md")[0].startswith(expected)


@pytest.mark.parametrize("parted", [",", ";", "\t"])
def test_a_csv_may_be_parted_as_other_countries_do(parted: str) -> None:
    text = f"\ufeffTime{parted}Event\r\n2026-01-31T14:23:01Z{parted}Deployment started\r\n\r\n"
    assert read_text(text, ".csv").events[0].what == "Deployment started"


def test_the_modules_own_heads_are_read_and_midnight_passes() -> None:
    timeline = read_text(MODULE, ".MD", day=date(2026, 1, 31))
    assert [(str(event.at), event.what, event.source) for event in timeline.events] == [
        ("2026-01-31T23:58:01Z", "Deployment started (v2.3.1)", "Deploy log"),
        ("2026-02-01T00:02:33Z", "Error rate began increasing", "Prometheus"),
    ]
    assert timeline.title == "Incident 12"


BOXED = """
┌──────────────────────────────────────────────────────────────┐
│                     Incident Timeline                        │
├──────────────────────────────────────────────────────────────┤
│                                                              │
│   Time (UTC)    Event                         Source         │
│   ──────────    ─────                         ──────         │
│   14:23:01      Deployment started            Deploy log     │
│   14:28:15      On-call acknowledged          PagerDuty      │
│                                                              │
│   Key Metrics:                                               │
└──────────────────────────────────────────────────────────────┘
"""


@pytest.mark.parametrize("text", [BOXED, BOXED.replace("│", " ").replace("─", "-")])
def test_columns_of_text_under_a_ruled_head_are_read(text: str) -> None:
    timeline = read_text(text, ".md", day=date(2026, 1, 31))
    assert [(str(event.at), event.what, event.source) for event in timeline.events] == [
        ("2026-01-31T14:23:01Z", "Deployment started", "Deploy log"),
        ("2026-01-31T14:28:15Z", "On-call acknowledged", "PagerDuty"),
    ]


@pytest.mark.parametrize("ending", [".csv", ".md", ".jsonl"])
@pytest.mark.parametrize(
    "piece", ["|", "-", " -", "| - ", "&#1", '"', "\\", "{", "--- ", "time,event\n", "|-|\n", "- -\n"]
)
def test_much_of_anything_is_read_in_linear_time(ending: str, piece: str) -> None:
    began = process_time()
    assert problems((piece * 300_000)[:300_000], ending)
    assert process_time() - began < 3


def test_times_without_a_day_are_asked_about() -> None:
    assert problems(MODULE, ".md") == [
        f"line {line}, time: '{clock}' has no date; write 2026-01-31T14:27:00Z, or give the day of the table "
        "(--date 2026-01-31)"
        for line, clock in ((5, "23:58:01"), (6, "00:02:33"))
    ]


def test_a_head_without_a_zone_gives_none() -> None:
    rows = "| Time | Event |\n|---|---|\n| 14:23 | Started |\n| 14:25 UTC | Rose |\n"
    timeline = read_text(rows, ".md", day=date(2026, 1, 31))
    assert [str(event.at) for event in timeline.events] == ["2026-01-31T14:23:00", "2026-01-31T14:25:00Z"]


@pytest.mark.parametrize(
    ("head", "offset"),
    [
        ("Time (UTC+1)", "+01:00"),
        ("Time (UTC-05:00)", "-05:00"),
        ("Time (CET)", "+01:00"),
        ("time (cest)", "+02:00"),
        ("Time EST", "-05:00"),
        ("Time, UTC+5:30", "+05:30"),
        ("Time [Europe/Berlin]", "+01:00"),
        ("Timestamp (ET)", "-05:00"),
        ("Time (HH:MM, UTC)", "Z"),
        ("Time (hh:mm)", ""),
        ("Time (HH:MM)", ""),
        ("When", ""),
    ],
)
@pytest.mark.parametrize("ending", [".md", ".csv"])
def test_times_are_read_in_the_zone_that_their_head_names(head: str, offset: str, ending: str) -> None:
    rows = f"| {head} | Event |\n|---|---|\n| 2026-01-31 02:23 pm | Started |\n| 2026-01-31T14:25:00Z | Rose |\n"
    if ending == ".csv":
        rows = f'"{head}",Event\n2026-01-31 02:23 pm,Started\n2026-01-31T14:25:00Z,Rose\n'
    told = [str(event.at) for event in read_text(rows, ending).events]
    assert told == [f"2026-01-31T14:23:00{offset}", "2026-01-31T14:25:00Z"]


@pytest.mark.parametrize(
    ("head", "says"),
    [
        ("Time (CST)", "CST can mean -06:00 (North America), +08:00 (China), -05:00 (Cuba); write the offset"),
        ("Time (XKT)", "'XKT' is no zone that is known here; write one as UTC+2"),
        ("Time (Europe/Atlantis)", "'Europe/Atlantis' is no zone that is known here"),
    ],
)
def test_a_head_that_leaves_the_zone_open_is_asked_about(head: str, says: str) -> None:
    assert says in problems(f"| {head} | Event |\n|---|---|\n| 2026-01-31 14:23 | Started |\n", ".md")[0]


@pytest.mark.parametrize(
    ("cell", "at"),
    [
        ("2:23 pm CEST", "2026-01-31T14:23:00+02:00"),
        ("14:23 UTC+2", "2026-01-31T14:23:00+02:00"),
        ("14:23:01 (UTC)", "2026-01-31T14:23:01Z"),
        ("2026-02-01 14:23 +0100 CET", "2026-02-01T14:23:00+01:00"),
        ("2026-02-01, 12:23 a.m. Europe/Berlin", "2026-02-01T00:23:00+01:00"),
        ("14:23 CST", "line 3, time: '14:23 CST': CST can mean -06:00"),
        ("14:23 pm", "line 3, time: '14:23 pm': hour 14 with AM or PM"),
        ("14:23 noonish", "line 3, time: '14:23 noonish' is no time in the form"),
        ("24:23", "line 3, time: "),
    ],
)
def test_a_zone_and_a_half_of_the_day_in_a_cell_are_read_or_asked_about(cell: str, at: str) -> None:
    rows = f"| Time | Event |\n|---|---|\n| {cell} | Started |\n"
    try:
        told = str(read_text(rows, ".md", day=date(2026, 1, 31)).events[0].at)
    except AnswerError as error:
        told = error.problems[0]
    assert told.startswith(at)


OUT_OF_ORDER = "of the same day, so that it stands out of order; write its date where it is the next day"


def noted(clocks: str, more: str = "") -> tuple[list[str], list[str]]:
    """The times that rows of clocks are read as, and what was assumed."""
    told = Told()
    rows = "".join(f"| {clock} | Something |\n" for clock in clocks.split())
    text = f"| Time (UTC) | Event |\n|---|---|\n{rows}{more}"
    timeline = read_text(text, ".md", day=date(2026, 1, 31), told=told)
    return [
        f"{at:%d %H:%M}" for at in (*timeline.anchors.given().values(), *(one.at for one in timeline.events))
    ], told.notes


def test_the_day_that_is_assumed_of_a_time_without_one_is_said() -> None:
    assert noted("18:05 08:10 08:30") == (
        ["31 18:05", "31 08:10", "31 08:30"],
        [
            f"line 4, time: 08:10 below 18:05 is taken as 2026-01-31, {OUT_OF_ORDER}",
        ],
    )
    assert noted("23:58 00:02 00:01") == (
        ["31 23:58", "01 00:02", "01 00:01"],
        [
            "line 4, time: 00:02 below 23:58 is taken as 2026-02-01, after midnight",
            f"line 5, time: 00:01 below 00:02 is taken as 2026-02-01, {OUT_OF_ORDER}",
        ],
    )
    assert noted("14:23 14:23 14:30") == (["31 14:23", "31 14:23", "31 14:30"], [])


def test_a_time_without_a_day_below_a_row_that_has_one_is_of_that_day() -> None:
    assert noted("2026-02-02T08:00:00Z 08:30") == (["02 08:00", "02 08:30"], [])


def test_an_anchor_without_a_day_is_that_of_its_event_and_moves_no_other() -> None:
    told, notes = noted("23:50 00:20", "\nAnchors: cause 23:50, resolved 00:20\n")
    assert told == ["31 23:50", "01 00:20", "31 23:50", "01 00:20"]
    assert notes == ["line 4, time: 00:20 below 23:50 is taken as 2026-02-01, after midnight"]
    told, notes = noted("23:50 00:20", "\nAnchors: cause 23:55\n")
    assert (told[0], notes[1:]) == ("31 23:55", ["line 6, time: the anchor cause at 23:55 is taken as of 2026-01-31"])


def test_the_end_of_a_gap_is_of_its_day_or_past_midnight_and_moves_no_row() -> None:
    told = Told()
    rows = "| Time (UTC) | Event | Kind | Until |\n|---|---|---|---|\n"
    rows += "| 10:00 | No logs | gap | 10:30 |\n| 10:10 | Page | fact | |\n| 23:50 | No chat | gap | 00:10 |\n"
    events = read_text(rows, ".md", day=date(2026, 1, 31), told=told).events
    ends = [f"{one.until:%d %H:%M}" for one in events if one.until]
    assert (ends, told.notes) == (["31 10:30", "01 00:10"], [])


def test_a_notebook_is_warned_of_the_day_that_is_assumed(tmp_path: Path) -> None:
    path = tmp_path / "timeline.md"
    path.write_text("| Time (UTC) | Event |\n|---|---|\n| 18:05 | a |\n| 08:10 | b |\n", encoding="utf-8")
    with pytest.warns(UserWarning, match="line 4, time: 08:10 below 18:05 is taken as 2026-01-31"):
        read_timeline(path, day=date(2026, 1, 31))


@pytest.mark.parametrize(
    ("text", "ending", "expected"),
    [
        ("", ".csv", "line 1, not a table of events: column '' is not known; write heads such as time, event"),
        ("time,what,colour\n", ".csv", "line 1, not a table of events: column 'colour' is not known"),
        ("time,event,event\n", ".csv", "line 1, not a table of events: two columns hold the event"),
        ("time,source\n", ".csv", "line 1, not a table of events: no column holds the event"),
        ('time,event\n"2026', ".csv", "line 1, not a table of events: a quotation mark is never closed"),
        (
            "time,event\n2026-01-31T14:00:00Z,a,b\n",
            ".csv",
            "line 2, has 3 cells for 2 columns; quote cells with commas",
        ),
        ("time,event\n2026-01-31T14:00:00Z,\n", ".csv", "line 2, event: empty; write what was seen to happen"),
        ("time,event\nnoon,x\n", ".csv", "line 2, time: 'noon' has no date and no offset; write 2026-01-31T14:27:00Z"),
        ("time,event,kind\n2026-01-31T14:00:00Z,x,y\n", ".csv", "line 2, kind: got 'y'; write one of fact, decision"),
        ("time,event,kind\n2026-01-31T14:00:00Z,x,anchor\n", ".csv", "line 2, event: no anchor is called 'x'; write"),
        ("no table", ".md", "line 1, holds no table of events; write a table with the heads Time, Event and Source"),
        ("\n| a | b |\n|---|---|\n", ".md", "line 2, not a table of events: column 'a' is not known"),
        ("{", ".jsonl", "line 1, the line is no JSON from column 2 on"),
        ("7", ".jsonl", 'line 1, no object; write {"time": "…", "event": "…"}'),
        ('{"time": 7}', ".jsonl", "line 1, time holds 7, which is no text"),
        ('{"tiem": "x"}', ".jsonl", "line 1, 'tiem' is not a key that is known here, such as time, event"),
        ('{"event": "\\ud800"}', ".jsonl", "line 1, event holds '\\ud800', which is no text"),
        ('{"time": "2026-01-31T14:00:00Z", "event": "x", "interpretation": "?"}', ".jsonl", "write yes or no"),
        ("[" * 100_000, ".jsonl", "line 1, nested too deeply"),
        ("x" * 1_000_001, ".csv", "1,000,001 bytes; an answer holds at most 1,000,000"),
        ("x", ".yaml", "its name does not tell what it holds; write a name that ends in .toml, .csv, .md, .jsonl"),
    ],
)
def test_a_problem_says_where_what_we_got_and_what_to_write(text: str, ending: str, expected: str) -> None:
    assert expected in problems(text, ending)[0]


def test_all_problems_are_told_at_once_up_to_fifty() -> None:
    told = problems("time,event\n" + "noon,x\n" * 70, ".csv")
    assert (len(told), told[0].split(",")[0], told[-1].split(",")[0]) == (50, "line 2", "line 51")


def test_an_anchor_stands_once() -> None:
    row = "2026-01-31T14:00:00Z,cause,anchor\n"
    assert problems(f"time,event,kind\n{row}{row}", ".csv")[0].startswith("line 3, event: the anchor cause stands here")


def test_a_table_has_a_size() -> None:
    rows = '{"time": "2026-01-31T14:00:00Z", "event": "x"}\n' * 2001
    assert problems(rows, ".jsonl") == ["2,001 events; a timeline holds at most 2,000"]


def test_a_file_is_read_by_its_ending(tmp_path: Path) -> None:
    for ending in ENDINGS:
        path = tmp_path / f"timeline{ending}"
        path.write_text(write_text(BAD_DEPLOY, ending), "utf-8-sig" if ending == ".csv" else "utf-8", newline="")
        assert read_timeline(path) == BAD_DEPLOY


def test_a_file_that_is_no_text_is_told(tmp_path: Path) -> None:
    path = tmp_path / "timeline.csv"
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(AnswerError, match="not UTF-8 text"):
        read_timeline(path)
    with pytest.raises(FileNotFoundError):
        read_timeline(tmp_path / "none.toml")


def test_another_ending_cannot_be_written() -> None:
    with pytest.raises(ValueError, match=r"no kind of timeline ends in \.xml; write a name that ends in \.toml"):
        write_text(Timeline(), ".xml")


@pytest.mark.parametrize(
    ("head", "cell", "says"),
    [
        ("Time (CET)", "10:20", "CET, where clocks of Europe/Paris show +02:00 that day; read as +01:00"),
        ("Time", "10:20 EST", "EST, where clocks of America/New_York show -04:00 that day; read as -05:00"),
        ("Time (BST)", "2026-07-03 10:20", "BST can mean +01:00 (Britain)"),
    ],
)
def test_a_zone_in_doubt_is_told_once(head: str, cell: str, says: str) -> None:
    told = Told()
    read_text(f"{head},event\n{cell},a\n{cell},b\n", ".csv", day=date(2026, 7, 3), told=told)
    [note] = told.notes
    assert says in note


@pytest.mark.parametrize("cell", ["10:02-10:20", "04:00-05:00"])
def test_a_span_is_not_read_as_a_time_with_an_offset(cell: str) -> None:
    with pytest.raises(AnswerError, match="can be a span"):
        read_text(f"time,event\n{cell},a\n", ".csv", day=date(2026, 7, 3))


@pytest.mark.parametrize("head", ["Date,Time,Event", "Day,Time (UTC),Event"])
def test_a_column_of_days_goes_with_the_times(head: str) -> None:
    timeline = read_text(
        f"{head}\n2026-02-11,11:05 PM,a\n,11:10 PM,b\n2026-02-12,00:05,c\n", ".csv", day=date(2026, 2, 11)
    )
    assert [f"{event.at:%d %H:%M}" for event in timeline.events] == ["11 23:05", "11 23:10", "12 00:05"]


def test_a_column_of_days_with_their_times_is_one_of_times() -> None:
    timeline = read_text("Date,Event\n2026-02-11T23:05:00Z,a\n", ".csv")
    assert timeline.events[0].at == datetime(2026, 2, 11, 23, 5, tzinfo=UTC)
