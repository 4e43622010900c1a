"""Action items from files of several kinds, and as files for trackers, calendars and documents."""

import csv
import io
from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path
from time import process_time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from icalendar import Calendar
from markdown_it import MarkdownIt

from pmkit.checks.action_items.examples import ALERT, SOUND_LIST
from pmkit.models.action_item import MOVES, ActionItem
from pmkit.models.action_items import ActionItems
from pmkit.models.answer import AnswerError
from pmkit.tables.action_items import ENDINGS, TARGETS, read_actions, read_text, write_text
from pmkit.tables.action_items_calendar import folded
from pmkit.tables.action_items_csv import is_nothing
from pmkit.tables.action_items_jira import COLUMNS, LONGEST_SUMMARY, one_line
from pmkit.tables.tracked import Tracked

STAMP = datetime(2026, 11, 28, 9, 30, tzinfo=UTC)
traps = ["=1+1", "'=1", "-3", "\t@x", " +1", "a|b", "a\\|b", "<br>", "\\<br>", "&#10;", " x ", "_a_ b_c", "# x", "a\\"]
traps += ["\r\n", "```", "a;b\tc,d", '"', "\u2028", "\x00", "--- | ---", "@octocat", "[x](y)", "END:VEVENT", "\\n"]
traps += ["é" * 90]
words = st.text(st.characters(codec="utf-8"), max_size=20) | st.sampled_from(traps)
days = st.dates(date(1970, 1, 1), date(2199, 12, 31))
items = st.builds(
    ActionItem,
    text=words.filter(str.strip),
    owner=words,
    due=st.none() | days,
    priority=st.sampled_from([None, "P1", "P2", "P3"]),
    status=st.sampled_from([None, *MOVES]),
    created=st.none() | days,
    problem=st.none() | words,
    postmortem=st.none() | words,
    ticket=st.none() | words,
    success=st.none() | words,
    declined=st.none() | words,
)
lists = st.lists(items.map(lambda item: Tracked(item, "action_items.toml")), max_size=4)


def problems(text: str, ending: str = ".csv") -> list[str]:
    with pytest.raises(AnswerError) as caught:
        read_text(text, ending, "list")
    return list(caught.value.problems)


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


def told(*given: ActionItem, to: str, base: str = "") -> str:
    return write_text([Tracked(one, "action_items.toml") for one in given], to, base=base, stamp=STAMP).text


def test_a_csv_of_other_heads_is_read_by_what_they_mean() -> None:
    text = (
        "\ufeffIssue key;Description;Summary;Assignee;Due Date;Prio;Status;Created;Sprint\r\n"
        "OPS-7;long words;Add a test;@Mina;within 5 business days;High;In Progress;2026-05-22;12\r\n"
        "OPS-8;;Block the port;Unassigned;-;;;;\r\n"
    )
    first, second = read_text(text, ".csv", "tracker.csv")
    assert first == Tracked(
        ActionItem(
            text="Add a test",
            owner="Mina",
            due=date(2026, 5, 29),
            priority="P1",
            status="in-progress",
            created=date(2026, 5, 22),
            ticket="OPS-7",
        ),
        "tracker.csv",
        2,
        date(2026, 5, 22),
    )
    assert second.item == ActionItem(text="Block the port", ticket="OPS-8")


def test_all_problems_of_a_csv_are_told_by_row() -> None:
    text = 'Action,Due,Priority,Status\nA,02/03/2026,P1,open\n,2026-01-01,,\n"B\nC",soon,huge,lost\nD,,,,,x\n'
    assert problems(text) == [
        "line 2, due: is 02/03/2026 the day 2026-02-03 or 2026-03-02? write the one that is meant",
        "line 3, action: empty; write what will be done",
        "line 4, priority: got 'huge'; write P1, P2 or P3",
        "line 4, status: got 'lost'; write open, in progress, blocked or done",
        "line 4, due: which day is “soon”? write it as 2026-12-01",
        "line 6, has 6 cells for 4 columns; quote cells with commas",
    ]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "line 1, no column holds the action; write heads such as Action, Owner"),
        ("Owner,Due\nMina,2026-01-01\n", "line 1, no column holds the action"),
        ('Action\n"A', "not a table: a quotation mark is never closed"),
        ("Action\n" + "A\n" * 201, "201 action items; a list holds at most 200"),
        ("Action,Due\n" + "A,soon\n" * 199, "line 2, due: which day"),
    ],
)
def test_a_csv_that_is_no_list_of_actions_is_refused_in_words(text: str, says: str) -> None:
    assert says in problems(text)[0]
    assert len(problems(text)) <= 51


def test_the_items_of_a_postmortem_are_read_with_line_day_and_what_is_asked(tmp_path: Path) -> None:
    page = tmp_path / "review.md"
    page.write_text(
        "# Postmortem: No bids\n\n**Date**: 2026-03-01\n\n## Action Items\n\n"
        "| Action | Owner | Priority | Due |\n| --- | --- | --- | --- |\n"
        "| Add a \\| b_test | **Mina Okafor** | P1 | next week |\n| Block it | TBD | | - |\n",
        encoding="utf-8",
    )
    first, second = read_actions(page)
    assert (first.item.text, first.item.owner, first.line, first.since) == (
        "Add a | b_test",
        "Mina Okafor",
        9,
        date(2026, 3, 1),
    )
    assert first.asks == "which day is “next week”? write it as 2026-12-01"
    assert (second.item.owner, second.asks, second.item.postmortem) == ("", "", str(page))


def test_a_problem_that_is_a_number_is_told_in_its_words() -> None:
    text = (
        "# Postmortem: X\n\n## What Could Be Improved\n\n1. No test\n2. No alert\n\n## Action Items\n\n"
        "| Action | Answers | Owner |\n|---|---|---|\n| A | 2 | M |\n| B | 3 | M |\n| C | ² | M |\n"
    )
    assert [one.item.problem for one in read_text(text, ".md")] == ["No alert", "3", "²"]


def test_a_ticked_task_of_a_postmortem_is_done() -> None:
    text = "# Postmortem: X\n\n## Action Items\n\n- [x] Add a test (Mina, P1)\n- [ ] **Block** the port (Mina, P1)\n"
    assert [one.item.status for one in read_text(text, ".md")] == ["done", None]


@given(
    st.sampled_from([*ENDINGS, ".txt"]),
    st.text(max_size=200) | st.lists(st.sampled_from(["Action", ",", "\n", '"', "due", "|", "-", "[["])).map("".join),
)
@example(".csv", ",Action\n0")
def test_any_text_is_read_or_told_what_is_the_matter(ending: str, text: str) -> None:
    try:
        assert all(one.item.text.strip() or ending == ".toml" for one in read_text(text, ending, "list"))
    except AnswerError as error:
        told = str(error)
    else:
        told = "list has items"
    assert told.startswith("list has ")


@given(lists)
@example([Tracked(one, "x") for one in SOUND_LIST.actions])
def test_toml_is_read_back_as_the_same_items(found: list[Tracked]) -> None:
    again = read_text(write_text(found, "toml").text, ".toml")
    assert [one.item for one in again] == [one.item for one in found]


def test_items_of_two_files_name_each_other_by_their_new_numbers() -> None:
    pair = [ActionItem(text="A", competes_with=[2]), ActionItem(text="B")]
    found = [Tracked(one, path) for path in ("one.toml", "two.toml") for one in pair]
    actions = ActionItems.parse(write_text(found, "toml").text).actions
    assert [one.competes_with for one in actions] == [[2], None, [4], None]


@given(lists)
def test_the_markdown_table_is_read_back_as_a_postmortem_reads_it(found: list[Tracked]) -> None:
    again = [one.item for one in read_text(write_text(found, "markdown").text, ".md")]
    assert [(one.text, one.due, one.priority, one.problem, one.success, one.ticket) for one in again] == [
        (one.text, one.due, one.priority, one.problem or None, one.success or None, one.ticket or None)
        for one, *_ in found
    ]
    assert [one.status for one in again] == [one.status for one, *_ in found]
    names = [
        (one.owner.strip("@*_ "), before.item.owner.strip("@*_ ")) for one, before in zip(again, found, strict=True)
    ]
    assert [pair for pair in names if pair[0] != pair[1] and not is_nothing(pair[1])] == []


@given(lists)
def test_the_csv_for_jira_is_read_by_pandas_and_runs_nowhere(found: list[Tracked]) -> None:
    pandas = pytest.importorskip("pandas", reason="the lab extra reads it back")
    text = write_text(found, "jira").text
    frame = pandas.read_csv(io.StringIO(text), dtype=str, keep_default_na=False)
    kept = [one.item for one in found if one.item.state not in {"done", "declined"} and not one.item.is_declined]
    assert (list(frame.columns), len(frame)) == (list(COLUMNS), len(kept))
    assert list(frame["Due date"]) == [str(one.due) if one.due else "" for one in kept]
    assert [one.lstrip("'") for one in frame["Summary"]] == [one_line(one.text).lstrip("'") for one in kept]
    assert set(frame["Labels"]) <= {"postmortem"}
    assert [cell for row in rows(text) for cell in row if cell.strip()[:1] in {*"=+-@"}] == []
    assert frame["Summary"].map(len).max() <= LONGEST_SUMMARY + 1 or not kept


def test_a_ticket_for_jira_says_what_is_known_and_links_to_its_postmortem() -> None:
    item = ALERT.model_copy(
        update={"success": "it fires {panel} [~all]", "postmortem": "reviews/may day.md", "owner": "@marit"}
    )
    [_, row] = rows(told(item, to="jira", base="https://wiki.example/"))
    assert dict(zip(COLUMNS, row, strict=True)) == {
        "Summary": ALERT.text,
        "Description": "Done when: it fires \\{panel\\} \\[\\~all\\]\nPostmortem: https://wiki.example/reviews/may%20day.md",
        "Issue Type": "Task",
        "Priority": "Low",
        "Labels": "postmortem",
        "Due date": "2026-12-14",
        "Assignee": "marit",
    }


def test_a_long_summary_is_cut_and_stands_whole_in_the_description() -> None:
    [_, row] = rows(told(ActionItem(text="Add a test " * 40), to="jira"))
    assert (len(row[0]), row[0][-1]) == (LONGEST_SUMMARY, "…")
    assert row[1] == "Action: " + ("Add a test " * 40).strip()


def test_what_is_read_from_our_csv_for_jira_are_the_items() -> None:
    again = [one.item for one in read_text(told(*SOUND_LIST.actions, to="jira"), ".csv")]
    kept = ("text", "owner", "due", "priority")
    assert [[getattr(one, key) for key in kept] for one in again] == [
        [getattr(one, key) for key in kept] for one in SOUND_LIST.actions
    ]


def test_what_is_done_or_has_no_date_is_left_out_where_it_has_no_place_and_counted() -> None:
    found = [
        Tracked(ActionItem(text=str(status), status=status, due=due))
        for status in ("open", "done", "declined")
        for due in (None, date(2026, 12, 1))
    ]
    assert write_text(found, "jira").left_out == Counter(done=2, declined=2)
    assert write_text(found, "ical").left_out == Counter({"done": 2, "declined": 2, "without a date": 1})
    assert [dict(write_text(found, to).left_out) for to in ("github", "toml", "markdown")] == [{}, {}, {}]


@given(lists)
def test_a_task_list_has_one_line_an_item_and_shows_each_text_as_it_is(found: list[Tracked]) -> None:
    text = write_text(found, "github").text
    assert text.count("\n") == len(found)
    for line, one in zip(text.splitlines(), found, strict=True):
        assert line.startswith("- [x] " if one.item.state in {"done", "declined"} or one.item.is_declined else "- [ ] ")
        tokens = MarkdownIt("commonmark").parse(line)
        inline = [token for token in tokens if token.type == "inline"]
        assert [token.type for token in tokens][:2] == ["bullet_list_open", "list_item_open"]
        shown = "".join(child.content for child in inline[0].children or () if child.type == "text")
        assert shown[4:].startswith(one_line(one.item.text).rstrip())


def test_a_task_list_tells_who_when_and_how_urgent_and_calls_nobody() -> None:
    item = ALERT.model_copy(update={"text": "Ask @octocat for a_b", "postmortem": "https://wiki.example/a"})
    assert told(item, ActionItem(text="A", declined="too dear"), to="github").splitlines() == [
        (
            "- [ ] Ask @<!-- -->octocat for a_b (owner: Marit Solberg, due 2026-12-14, P3, "
            "postmortem: <https://wiki.example/a>)"
        ),
        "- [x] A (declined: too dear)",
    ]


@given(lists)
def test_the_calendar_is_read_by_icalendar_with_its_days_and_texts(found: list[Tracked]) -> None:
    text = write_text(found, "ical", stamp=STAMP).text
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    assert "\n" not in text.replace("\r\n", "")
    events = Calendar.from_ical(text).walk("VEVENT")
    kept = [one.item for one in found if one.item.due and one.item.state not in {"done", "declined"}]
    kept = [one for one in kept if not one.is_declined]
    assert [event.decoded("dtstart") for event in events] == [one.due for one in kept]
    assert [str(event["summary"]) for event in events] == [f"Due: {one_line(one.text)}" for one in kept]
    assert len({str(event["uid"]) for event in events}) == len(events)
    assert {event.decoded("dtstamp") for event in events} <= {STAMP}


@pytest.mark.parametrize("changed", [{"due": date(2027, 1, 1)}, {"owner": "Nerys Hale"}, {"status": "blocked"}])
def test_an_item_keeps_its_uid_when_date_owner_or_state_change(changed: dict[str, object]) -> None:
    before, after = (
        Calendar.from_ical(told(one, to="ical")).walk("VEVENT")[0] for one in (ALERT, ALERT.model_copy(update=changed))
    )
    assert before["uid"] == after["uid"]


def test_an_item_keeps_its_uid_from_whichever_folder_it_is_named() -> None:
    texts = [write_text([Tracked(ALERT, path)], "ical", stamp=STAMP).text for path in ("a/x.toml", "x.toml", "y.toml")]
    assert (texts[0] == texts[1], texts[0] == texts[2]) == (True, False)


def test_an_item_with_a_ticket_keeps_its_uid_when_its_words_change() -> None:
    ticketed = ALERT.model_copy(update={"ticket": "OPS-1"})
    uids = {
        str(Calendar.from_ical(told(one, to="ical")).walk("VEVENT")[0]["uid"])
        for one in (ticketed, ticketed.model_copy(update={"text": "Other words"}))
    }
    assert len(uids) == 1


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=300))
def test_a_folded_line_is_unfolded_to_itself(line: str) -> None:
    assert folded(line).replace("\r\n ", "") == line


@pytest.mark.parametrize("to", TARGETS)
def test_no_items_make_a_file_that_is_read_all_the_same(to: str) -> None:
    assert write_text([], to, stamp=STAMP).text.count("BEGIN:VEVENT") == 0


def test_more_items_than_a_file_holds_are_refused() -> None:
    with pytest.raises(ValueError, match="201 action items; a file holds at most 200"):
        write_text([Tracked(ActionItem(text="A"))] * 201, "toml")


@pytest.mark.parametrize(
    "cells",
    ["| [x]" + " " * 400_000 + "y | A | 1 |\n", "| A [x | A | 1 |\n" * 200 + "\n- a" * 100_000, "| `" * 200_000],
)
def test_a_hostile_postmortem_is_read_in_little_time(cells: str) -> None:
    begin = process_time()
    read_text(f"## Improve\n\n- a\n\n## Action Items\n\n| Why | Action | Cause |\n|---|---|---|\n{cells}", ".md")
    assert process_time() - begin < 10


@pytest.mark.parametrize(
    "make", [lambda size: "Action,Due\n" + "a,soon\n" * size, lambda size: 'Action\n"' + "a" * size * 6]
)
def test_the_time_to_read_a_csv_grows_with_its_length_alone(make: object) -> None:
    def cost(size: int) -> float:
        begin = process_time()
        problems(make(size))  # type: ignore[operator]  # made above
        return process_time() - begin

    cost(1_000)
    assert cost(80_000) < 40 * max(cost(10_000), 0.005)
