"""A list of times as a timeline: read where a file was named as one and has no table, told, and never guessed at."""

import contextlib
import gc
import time
from datetime import date

import pytest

from pmkit.models.answer import AnswerError
from pmkit.models.timeline import Timeline
from pmkit.tables.timeline import read_text
from pmkit.tables.timeline_document import timelines_of
from pmkit.tables.timeline_rows import Told

DAY = date(2026, 1, 31)
LIST = """# Checkout was down

Written by the team at 16:00.

## What happened (UTC)

- 14:02 alert fired
- **14:05** – Priya looks
  at the graphs
- `14:07:30`: rollback of v2 \\| v3

That was it.
"""


def read(text: str, told: Told | None = None) -> Timeline:
    return read_text(text, ".md", "x.md", day=DAY, told=told)


def rows(timeline: Timeline) -> list[tuple[str, str]]:
    return [(str(event.at), event.what) for event in timeline.events]


def test_bullets_that_begin_with_times_are_a_timeline_and_it_is_said() -> None:
    told = Told()
    timeline = read(LIST, told)
    assert timeline.title == "Checkout was down"
    assert rows(timeline) == [
        ("2026-01-31T14:02:00Z", "alert fired"),
        ("2026-01-31T14:05:00Z", "Priya looks at the graphs"),
        ("2026-01-31T14:07:30Z", "rollback of v2 | v3"),
    ]
    assert told.rows == [7, 8, 10]
    assert told.notes == ["line 7: no table of events; the list of times up to line 10 is the timeline"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "23:58 – alert\n23:59 CET – ack\n00:06 SRE paged\n",
            ["2026-01-31T23:58:00", "2026-01-31T23:59:00+01:00", "2026-02-01T00:06:00"],
        ),
        (
            "1. 2026-01-31T14:02:00-05:00 a\n2. 2026-01-31 14:03 UTC b\n3. [2:04 PM] c\n",
            ["2026-01-31T14:02:00-05:00", "2026-01-31T14:03:00Z", "2026-01-31T14:04:00"],
        ),
    ],
    ids=["lines", "numbers"],
)
def test_times_have_their_days_zones_and_halves(text: str, expected: list[str]) -> None:
    assert [str(event.at) for event in read(text).events] == expected


def test_another_table_beside_the_list_does_not_hide_it() -> None:
    assert len(read(LIST + "\n| Action | Owner |\n|---|---|\n| Mend it | Tom |\n").events) == 3


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- 09:00–17:00 Monday\n- 09:00-17:00 Tuesday\n- 10:00 to 16:00 Sunday\n", "line 1, a span of time; write"),
        ("# Opening hours\n\n- 09:00 doors\n- 10:00 tea\n- 11:00 end\n", "line 1, holds no table of events"),
        ("- 14:02 a\n- 14:03 b\n", "line 1, holds no table of events"),
        ("- 14:02 a\n- 14:03 b\n- then\n- 14:04 c\n", "line 3, begins with no time; write one list"),
        ("- 14:02 a\n- 14:03 b\n- 14:04 c\n- later\n\nEnd.\n", "line 4, begins with no time; write one list"),
        (LIST + "\n- 15:00 d\n", "line 12, parts a list of times that goes on at line 14; write one list"),
        ("- 14:02 CST a\n- 14:03 b\n- 14:04 c\n", "line 1, time: '14:02 CST': CST can mean"),
        ("- 14:99 a\n- 14:03 b\n- 14:04 c\n", "line 1, time: "),
        ("```\n14:02 a\n14:03 b\n14:04 c\n```\n", "line 1, holds no table of events"),
        (LIST + "\n| Time | Event | Mood |\n|---|---|---|\n| 14:02 | a | calm |\n", "column 'mood' is not known"),
    ],
)
def test_what_may_be_no_timeline_is_refused_with_what_to_write(text: str, expected: str) -> None:
    with pytest.raises(AnswerError) as error:
        read(text)
    assert expected in error.value.problems[0]


def test_a_list_in_any_document_becomes_no_timeline_by_itself() -> None:
    assert timelines_of(LIST) == []


@pytest.mark.parametrize("grown", ["  x\n", "- 1\n", "  - 14:0 ", "*", " \t", "14:03-"])
def test_a_hostile_list_takes_time_in_proportion(grown: str) -> None:
    def seconds(count: int) -> float:
        gc.disable()
        begin = time.process_time()
        with contextlib.suppress(AnswerError):
            read("- 14:02 a\n- 14:03 b\n- 14:04 c\n" + grown * count)
        gc.enable()
        return time.process_time() - begin

    assert min(seconds(80_000) for _ in range(2)) < 20 * max(min(seconds(10_000) for _ in range(2)), 0.005)
