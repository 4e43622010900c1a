"""`pmkit actions due` and `export`, and `pmkit check` over a table of action items."""

import csv
import io
import json
import os
from datetime import date, timedelta
from pathlib import Path

import pytest
from cli.command_line import Result, invoke
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from pmkit.checks.action_items.examples import SOUND_LIST
from pmkit.cli.actions.export import Target
from pmkit.models.action_item import ActionItem
from pmkit.models.action_items import ActionItems
from pmkit.models.postmortem.postmortem import Postmortem
from pmkit.tables.action_items import TARGETS, read_actions

ON = "2026-12-07"
LIST = ActionItems(
    actions=[
        ActionItem(
            text="Automate the renewal",
            owner="Teodor Vance",
            due=date(2026, 11, 30),
            priority="P1",
            created=date(2026, 11, 23),
            ticket="OPS-3",
        ),
        ActionItem(text="Alert on \x1b[31m expiry", owner="Marit Solberg", due=date(2026, 12, 14), priority="P3"),
        ActionItem(text="Move the keys", owner="teodor  vance", status="blocked"),
        ActionItem(text="Write the runbook", owner="Nerys Hale", due=date(2027, 2, 1)),
        ActionItem(text="Add a test", status="done"),
        ActionItem(text="Buy a safe", declined="too dear"),
    ]
)
PAGE = """# Postmortem: No bids

**Date**: 2026-12-01

## Action Items

| Action | Owner | Priority | Due |
| --- | --- | --- | --- |
| Check a \\| b | Nerys Hale | P1 | soon |
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a list, a postmortem, and files that are none of either."""
    monkeypatch.chdir(tmp_path)
    LIST.save("action_items.toml")
    Path("review.md").write_text(PAGE, encoding="utf-8")
    Path("timeline.csv").write_text("time,event\n", encoding="utf-8")
    Path("may_actions.csv").write_text("Task,Who,Due\nRename it,Mina,2026-12-08\n", encoding="utf-8")
    return tmp_path


def due(*words: str) -> Result:
    return invoke("actions", "due", *words, "--on", ON)


def export(*words: str) -> Result:
    return invoke("actions", "export", *words)


def test_each_item_is_told_once_where_it_is_most_pressing() -> None:
    data = json.loads(due(".", "--format", "json").stdout)
    groups = {name: [one["text"] for one in data[name]] for name in list(data)[2:8]}
    assert groups == {
        "overdue": ["Automate the renewal"],
        "blocked": ["Move the keys"],
        "this_week": ["Rename it", "Alert on \x1b[31m expiry"],
        "old": [],
        "undated": ["Check a | b"],
        "later": ["Write the runbook"],
    }
    assert (data["on"], data["policy"], data["done"], data["declined"], data["errors"]) == (ON, "module", 1, 1, [])


def test_an_overdue_item_is_told_with_age_and_the_time_of_its_priority() -> None:
    [row] = json.loads(due("action_items.toml", "--format", "json").stdout)["overdue"]
    assert row == {
        "text": "Automate the renewal",
        "owner": "Teodor Vance",
        "due": "2026-11-30",
        "days_over": 7,
        "asks": "",
        "priority": "P1",
        "status": "new",
        "age_days": 14,
        "sla": "1 week",
        "sla_until": "2026-11-30",
        "sla_past": True,
        "ticket": "OPS-3",
        "postmortem": None,
        "path": "action_items.toml",
        "line": 0,
    }


def test_the_text_says_the_same_and_steers_no_terminal() -> None:
    told = due(".").stdout
    assert told.splitlines()[:5] == [
        "Action items on Monday, 2026-12-07; times of priorities: module (1 week, 2 weeks, 1 month)",
        "",
        "Overdue (1)",
        "  2026-11-30, 7 days ago, P1, Teodor Vance: Automate the renewal",
        "      new; 14 days old; P1 had 1 week, until 2026-11-30; OPS-3; action_items.toml",
    ]
    assert (
        "  P1, Nerys Hale: Check a | b\n      new; 6 days old; P1 has 1 week, until 2026-12-08; review.md:9\n" in told
    )
    assert "      which day is “soon”? write it as 2026-12-01\n" in told
    assert "  Teodor Vance: 1 overdue, 1 blocked\n" in told
    assert told.endswith("6 to do, 1 done, 1 declined\n")
    assert "\x1b" not in told


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("action_items.toml",), 1),
        (("review.md", "may_actions.csv"), 0),
        (("action_items.toml", "nowhere.md"), 2),
        (("action_items.toml", "--owner", "nerys"), 0),
        (("action_items.toml", "--owner", "TEODOR"), 1),
    ],
)
def test_the_exit_code_says_whether_something_is_overdue(words: tuple[str, ...], code: int) -> None:
    assert due(*words).exit_code == code


def test_owners_are_filtered_and_counted_without_regard_to_case() -> None:
    data = json.loads(due("action_items.toml", "--owner", "teodor", "--format", "json").stdout)
    assert [(one["owner"], one["overdue"], one["blocked"]) for one in data["owners"]] == [("Teodor Vance", 1, 1)]
    assert (data["this_week"], data["done"]) == ([], 0)


def test_another_policy_gives_other_times() -> None:
    [row] = json.loads(due("action_items.toml", "--policy", "pagerduty", "--format", "json").stdout)["overdue"]
    assert (row["sla"], row["sla_until"], row["sla_past"]) == ("15 days", "2026-12-08", False)
    assert "no policy is called 'x'; write one of: module" in due("review.md", "--policy", "x").stderr


def test_the_review_is_today_where_no_day_is_given() -> None:
    ActionItems(actions=[ActionItem(text="A", due=date.today() - timedelta(days=2))]).save("action_items.toml")  # noqa: DTZ011 -- as the command asks
    assert invoke("actions", "due", "action_items.toml").exit_code == 1


@pytest.mark.parametrize("command", ["due", "export --to toml"])
@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("nowhere.csv", None, "nowhere.csv is not there; write the path of a file or folder"),
        ("bad.csv", b"Action,Due\nA,soon\nB,later\n", "line 3, due: which day is “later”?"),
        ("bad.toml", b"[[actions]]\ntext = 3\n", "action 1, text: got 3"),
        ("bad.txt", b"x", "its name does not tell what it holds; write a name that ends in .toml, .csv"),
        ("bad.csv", b"\xff\xfe", "not UTF-8"),
        ("big.md", b"a" * 1_000_001, "1,000,001 bytes"),
    ],
)
def test_what_cannot_be_read_is_said_and_exits_2(command: str, name: str, content: bytes | None, says: str) -> None:
    if content is not None:
        Path(name).write_bytes(content)
    done = invoke("actions", *command.split(), name, "review.md")
    assert (done.exit_code, says in done.stderr, "Traceback" in done.output) == (2, True, False)
    assert ("Check a" in done.stdout) == (command == "due")


def test_a_folder_that_cannot_be_opened_and_a_pipe_are_told() -> None:
    os.mkfifo("pipe.md")
    assert "pipe.md has 1 problem:\n  not a plain file" in due("pipe.md").stderr


def test_the_programs_to_export_to_are_those_that_there_are() -> None:
    assert tuple(Target) == TARGETS


def test_the_files_for_others_are_read_back() -> None:
    assert export(".", "--to", "jira", "-o", "jira.csv").stderr == "Left out: 1 declined, 1 done\n"
    assert len(list(csv.reader(io.StringIO(Path("jira.csv").read_text("utf-8"), newline="")))) == 7
    told = export(".", "--to", "ical", "-o", "due.ics").stderr
    assert told == "Left out: 1 declined, 1 done, 2 without a date\n"
    assert len(Calendar.from_ical(Path("due.ics").read_bytes()).walk("VEVENT")) == 4
    assert export("action_items.toml", "--to", "toml", "-o", "copy.toml").stdout == "copy.toml\n"
    assert ActionItems.load("copy.toml") == LIST
    assert export("action_items.toml", "--to", "github").stdout.count("- [x] ") == 2
    export("action_items.toml", "--to", "markdown", "-o", "table.md")
    assert [one.item.text for one in read_actions("table.md")] == [one.text for one in LIST.actions]
    assert "Action" in Postmortem.load("table.md").text


def test_links_lead_to_where_the_postmortems_are_found() -> None:
    told = export("review.md", "--to", "jira", "--base", "https://wiki.example/x/").stdout
    assert "Postmortem: https://wiki.example/x/review.md" in told


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("review.md --to markdown -o review.md", "review.md is what was read, and is not written over"),
        ("review.md --to ical -o nowhere/x.ics", "nowhere/x.ics: cannot be written"),
        ("timeline.csv --to ical", "no column holds the action"),
        ("empty.md --to ical", "no action items in what was named"),
        ("review.md --to trello", "'trello' is not one of: jira, github, ical, toml, markdown"),
        ("review.md", "the following arguments are required: --to"),
    ],
)
def test_an_export_that_cannot_be_is_refused_in_words(words: str, says: str) -> None:
    Path("empty.md").write_text("Nothing.\n", encoding="utf-8")
    done = export(*words.split())
    assert (done.exit_code, done.stdout, says in done.stderr) == (2, "", True)
    assert Path("review.md").read_text("utf-8") == PAGE


@given(st.sampled_from(["x.csv", "x.md", "x.toml"]), st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_any_file_is_told_or_refused(name: str, content: bytes) -> None:
    Path(name).write_bytes(content)
    for words in (("due", name), ("export", name, "--to", "github")):
        done = invoke("actions", *words)
        assert done.exit_code in {0, 1, 2}
        assert done.stdout or done.stderr


def check(text: str, *words: str) -> Result:
    Path("list.csv").write_text(text, encoding="utf-8")
    return invoke("check", "list.csv", "--as", "action-items", *words)


def test_a_table_of_action_items_is_checked_row_by_row() -> None:
    text = 'Action,Owner,Due,Priority\n"Add\nan alert",,,\nImprove monitoring,the team,2026-12-01,P1\n'
    done = check(text, "--format", "json")
    told = [(one["check"], one["line"]) for one in json.loads(done.stdout)["findings"]]
    assert done.exit_code == 1
    assert ("action-item/assigned", 2) in told
    assert ("action-item/weak-verb", 4) in told
    shown = check(text).stdout
    assert "    4 | Improve monitoring,the team,2026-12-01,P1\n      | ~~~~~~~\n" in shown


def test_sound_items_in_a_table_leave_nothing_to_say() -> None:
    rows = [f'"{one.text}",{one.owner},{one.due},{one.priority},{one.created}\n' for one in SOUND_LIST.actions]
    assert check("Action,Owner,Due,Priority,Created\n" + "".join(rows)).exit_code == 0


def test_a_table_that_cannot_be_read_is_refused_with_all_its_rows() -> None:
    done = check("Action,Due\nA,soon\n,x\n")
    assert (done.exit_code, done.stderr.count("  line ")) == (2, 2)


HERS = ActionItems(
    actions=[
        ActionItem(text="Automate the renewal", due=date(2026, 11, 30), created=date(2026, 11, 23), success="It ran"),
        ActionItem(text="Write the runbook", owner="Teodor Vance", competes_with=[3]),
        ActionItem(text="Cap the queue"),
    ]
)


def test_two_lists_become_one_in_which_nothing_is_lost() -> None:
    HERS.save("hers.toml")
    result = invoke("actions", "merge", "action_items.toml", "hers.toml", "-o", "both.toml")
    assert (result.exit_code, result.stdout) == (0, "both.toml\n")
    assert result.stderr.splitlines() == [
        "6 and 3 items: 1 the same, 2 added",
        "  action 4 and action 7 differ in owner: Write the runbook",
    ]
    items = ActionItems.load("both.toml").actions
    assert items[0] == LIST.actions[0].model_copy(update={"success": "It ran"})
    assert [one.text for one in items[6:]] == ["Write the runbook", "Cap the queue"]
    assert [(items[place].owner, items[place].competes_with) for place in (3, 6)] == [
        ("Nerys Hale", [7]),
        ("Teodor Vance", [8, 4]),
    ]
    assert (ActionItems.load("action_items.toml"), ActionItems.load("hers.toml")) == (LIST, HERS)


def test_a_merged_list_is_printed_without_a_name_for_it() -> None:
    HERS.save("hers.toml")
    HERS.save("again.toml")
    result = invoke("actions", "merge", "hers.toml", "again.toml", "hers.toml")
    assert (result.exit_code, ActionItems.parse(result.stdout)) == (0, HERS)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("action_items.toml",), "one list is no two"),
        (("action_items.toml", "nowhere.toml"), "nowhere.toml is not there"),
        (("action_items.toml", "review.md"), "review.md has 1 problem"),
        (("action_items.toml", "hers.toml", "-o", "hers.toml"), "hers.toml is what was read, and is not written over"),
        (("action_items.toml", "hers.toml", "-o", "no/folder/both.toml"), "cannot be written"),
        (("action_items.toml", "many.toml"), "206 action items together; a list holds at most 200"),
    ],
)
def test_lists_that_cannot_be_merged_are_told_and_nothing_is_written(words: tuple[str, ...], says: str) -> None:
    HERS.save("hers.toml")
    ActionItems(actions=[ActionItem(text=f"Check host {number}") for number in range(200)]).save("many.toml")
    before = {path.name: path.read_bytes() for path in Path().iterdir() if path.is_file()}
    result = invoke("actions", "merge", *words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert says in result.stderr
    assert {path.name: path.read_bytes() for path in Path().iterdir() if path.is_file()} == before
