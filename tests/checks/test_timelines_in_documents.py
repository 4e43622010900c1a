"""`pmkit check` on documents: a timeline that stands in a table is checked as one, at the lines of the document."""

import json
import time
from pathlib import Path

import pytest
from cli.command_line import invoke
from hypothesis import given
from hypothesis import strategies as st

from pmkit.checks.document.tables import may_hold_timeline
from pmkit.checks.document.timelines import timeline_findings

POSTMORTEM = """\
# Postmortem: checkout outage of 2026-05-12

## Timeline

| Time (UTC) | Event | Source |
| --- | --- | --- |
| 10:02:11 | Deployment of v4.2 began | Deploy log |
| 12:04 CEST | First 503 answers | access log |
| around 10 | Support got the first call |  |
| 10:20 | Mina acknowledged the page | PagerDuty |
| 11:50 | Rollback done | Deploy log |
"""


def found(text: str) -> list[tuple[int, str, str]]:
    """Line, check and quote of what the command line finds in a document of its own."""
    Path("notes.md").write_text(text, encoding="utf-8")
    result = invoke("check", "notes.md", "--format", "json")
    data = json.loads(result.stdout)
    assert data["errors"] == []
    for one in data["findings"]:
        line = text.splitlines()[one["line"] - 1]
        assert line[one["column"] - 1 :].startswith(text[one["start"] : one["end"]])
    return [(one["line"], one["check"], one["quote"]) for one in data["findings"]]


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_what_a_reader_stumbles_over_in_a_table_of_events_is_found_at_its_line() -> None:
    assert found(POSTMORTEM) == [
        (8, "timeline/not-utc", "12:04 CEST (10:04:00 in UTC)"),
        (9, "language/vague", "around 10"),
        (9, "timeline/unsourced-event", "Support got the first call"),
        (10, "timeline/unnoted-gap", "12:04 CEST to 10:20"),
        (11, "timeline/unnoted-gap", "10:20 to 11:50"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        POSTMORTEM.replace("# Postmortem: checkout outage of 2026-05-12\n\n## Timeline", "# Workshop\n\n## Agenda")
        .replace("Time (UTC)", "Time")
        .replace(" Source |", " Room |"),
        "# Incident\n\n```\n" + POSTMORTEM + "```\n",
        "# Incident\n\n| Name | Value |\n| --- | --- |\n| time | 10:02 |\n| event | 10:04 |\n",
        "# Incident\n\n| Time | Event |\n| --- | --- |\n| first | The pods restarted |\n| then | They were healthy |\n",
        "# Incident\n\nTime | Event\n\n10:02 | The pods restarted\n",
    ],
    ids=["an agenda", "code", "other heads", "no times", "no table"],
)
def test_a_document_without_such_a_table_is_checked_as_before(text: str) -> None:
    assert [check for _, check, _ in found(text) if check.startswith("timeline/")] == []


def test_what_is_true_of_a_whole_table_is_said_once() -> None:
    rows = "".join(f"| 10:{minute:02} | Mina restarted pod {minute} |\n" for minute in range(1, 20, 2))
    told = [check for _, check, _ in found(f"# Incident 4\n\n| Time | Event |\n| --- | --- |\n{rows}")]
    assert told == ["timeline/unsourced-event", "timeline/no-offset"]


def test_a_waiver_right_above_or_within_a_table_silences_its_check() -> None:
    reason = "<!-- pmkit: timeline/unnoted-gap the recorder was off -->"
    for text in (
        POSTMORTEM.replace("| Time (", f"{reason}\n| Time (", 1),
        POSTMORTEM.replace("10:20 |", f"10:20 {reason} |"),
    ):
        checks = {check for _, check, _ in found(text)}
        assert "timeline/unnoted-gap" not in checks
        assert "timeline/unsourced-event" in checks


def test_dates_midnight_and_other_zones_are_read() -> None:
    text = (
        "## Timeline of 2026-03-14\n\n| Time (CET) | What happened | Evidence |\n| :-- | --- | --- |\n"
        "| 23:58:10 | Queue above 10,000 | Prometheus |\n| 00:01:02 | Mina acknowledged | PagerDuty |\n"
        "| 2026-03-15 00:04:30 CET | Queue drained | Prometheus |\n| 12:07:11 am | Mina closed the page | PagerDuty |\n"
    )
    told = found(text)
    assert {check for _, check, _ in told} == {"timeline/not-utc"}
    assert told[0][2] == "23:58:10 (22:58:10 in UTC)"
    assert told[-1][2] == "12:07:11 am (23:07:11 in UTC)"


def test_a_document_that_holds_none_is_told_by_a_glance() -> None:
    assert may_hold_timeline(POSTMORTEM)
    assert not may_hold_timeline("# Outage\n\n| Name | Value |\n| --- | --- |\n| a | b |\n\nThe time is 10:20.\n")


TABLE = "# Incident\n\n| Time | Event | Source |\n|---|---|---|\n"
CELLS = st.text(alphabet="0123456789:-+ TZUCamp|\\`*<>!é\t→", max_size=12)


@given(st.lists(st.lists(st.one_of(CELLS, st.text(max_size=8)), max_size=5), max_size=8), st.text(max_size=40))
def test_no_table_raises_and_every_place_lies_in_the_text(rows: list[list[str]], before: str) -> None:
    text = before + "\n" + TABLE + "".join(f"| {' | '.join(row)} |\n" for row in rows)
    for one in timeline_findings(text, "-"):
        assert 0 <= one.start <= one.end <= len(text)
        assert one.line >= 1


@pytest.mark.parametrize(
    "text",
    [
        TABLE + "".join(f"| {n // 60 % 24:02}:{n % 60:02} | Event {n} | log |\n" for n in range(20_000)),
        TABLE + "| 10:02 | " + "a | " * 200_000,
        TABLE * 10_000,
        "|" * 500_000 + "\n" + "|-" * 250_000,
        "| time |" + "-" * 500_000 + "x\n|" + "-" * 500_000,
    ],
    ids=["rows", "columns", "tables", "bars", "dashes"],
)
def test_a_large_table_is_read_in_time(text: str) -> None:
    start = time.process_time()
    may_hold_timeline(text)
    timeline_findings(text, "-")
    assert time.process_time() - start < 3


def test_of_rows_that_judge_or_stand_twice_every_one_is_told() -> None:
    rows = "".join(
        f"| 2026-01-31T14:{minute}:0{minute % 7}Z | Probably the disk is full | Log |\n" for minute in range(20, 33)
    )
    text = f"# Outage\n\n| Time | Event | Source |\n|---|---|---|\n{rows}"
    found = [one for one in timeline_findings(text, "a.md") if one.check == "timeline/interpretation"]
    assert [one.line for one in found] == [*range(5, 18)]
