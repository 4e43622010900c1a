"""The practice *audit the draft*: marks are kept as words, and the page gets of the key what was asked for."""

import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import pmkit
from pmkit.grading.practice.audit import drafted
from pmkit.models.practice.audit import Audit, AuditMark
from pmkit.models.practice.words import WORD, words_at
from pmkit.widgets.practice.audit import AuditBuilder

pytestmark = pytest.mark.lab

GIVEN = drafted("expired-certificate", "trainee07")
LINES = GIVEN.draft.lines
BLANK: dict[str, Any] = {"first": None, "last": None, "record": "", "mend": ""}
Send = Callable[..., dict[str, Any]]


@pytest.fixture
def made(tmp_path: Path) -> Iterator[AuditBuilder]:
    made = pmkit.audit(tmp_path / "audit.toml", trainee="trainee07")
    yield made
    made.close()


@pytest.fixture
def send(made: AuditBuilder) -> Send:
    """Send what is marked in some lines, by their 1-based number, and return what a browser would show."""
    sent = {"revision": 0}

    def send_it(marks: dict[int, dict[str, Any]], asked: str = "") -> dict[str, Any]:
        sent["revision"] += 1
        lines = [BLANK | marks.get(number, {}) for number in range(1, len(LINES) + 1)]
        message = {"client": "one", "revision": sent["revision"], "base": made.shown["serial"]}
        made.typed = {**message, "answer": {"asked": asked, "lines": lines}}
        return dict(made.shown)

    return send_it


def _marks() -> dict[int, dict[str, Any]]:
    """Every slip marked."""
    found = {}
    for one in GIVEN.draft.planted:
        first, last = words_at(LINES[one.line].text, one.start, one.end) or (0, 0)
        found[one.line + 1] = {"first": first, "last": last}
    return found


def test_a_mark_is_kept_as_a_quote_with_its_record_and_its_mend(made: AuditBuilder, send: Send) -> None:
    shown = send({7: {"first": 0, "last": 0, "record": "PagerDuty, 10:27", "mend": "10:27"}})
    assert shown["trouble"] == ""
    quote = WORD.findall(LINES[6].text)[0].rstrip(":")
    assert Audit.load(made.path).marks == [AuditMark(line=7, quote=quote, record="PagerDuty, 10:27", mend="10:27")]


def test_every_marking_of_every_line_is_found_again_by_its_quote(send: Send) -> None:
    for number, line in enumerate(LINES, start=1):
        words = len(WORD.findall(line.text))
        for first in range(words):
            shown = send({number: {"first": first, "last": min(first + 1, words - 1)}})
            back = shown["answer"]["lines"][number - 1]
            assert (back["first"], back["last"]) == (first, min(first + 1, words - 1))


def test_the_page_gets_no_more_of_the_key_than_was_asked_for(send: Send) -> None:
    some = dict(list(_marks().items())[:2])
    told = [
        [line["judged"]["outcome"] for line in send(some, asked)["answer"]["lines"] if line["judged"]]
        for asked in ("", "compare", "missed")
    ]
    assert told[0] == []
    assert told[1] == ["found", "found"]
    assert sorted(told[2]) == ["found", "found", *["missed"] * 7]


def test_before_the_key_is_asked_for_nothing_of_it_is_on_the_page(made: AuditBuilder, send: Send) -> None:
    send(_marks())
    page = json.dumps(made.get_state(), default=str)
    for one in GIVEN.draft.planted:
        assert one.says not in page
        assert one.kind.title not in page


def test_the_evidence_is_on_the_page_with_the_names_that_people_have_for_its_sources(made: AuditBuilder) -> None:
    refs = {line[5] for line in made.lines}
    assert all({one.ref for one in slip.records} & refs for slip in GIVEN.draft.planted)
    assert "chat" in made.names["Slack #incidents"]


def test_marks_of_lines_that_are_not_shown_stay_in_the_file(made: AuditBuilder, send: Send) -> None:
    Audit(marks=[AuditMark(line=90, quote="words")]).save(made.path)
    made.reread()
    send({1: {"first": 0, "last": 0}})
    assert [mark.line for mark in Audit.load(made.path).marks] == [1, 90]


def test_a_cell_that_runs_again_shows_the_marks_and_what_was_asked_for(made: AuditBuilder, send: Send) -> None:
    send(_marks(), "compare")
    again = pmkit.audit(made.path, trainee="trainee07")
    assert again.shown["answer"]["summary"] == "Found 9 of 9, 0 false alarms."
    assert "06:27:00" in made.outline(made.answer)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(
    st.recursive(st.none() | st.integers() | st.text(max_size=9), lambda one: st.lists(one, max_size=3), max_leaves=6)
)
def test_whatever_a_page_sends_is_taken_or_refused_and_ends_nothing(made: AuditBuilder, odd: Any) -> None:
    for answer in (odd, {"asked": odd, "lines": []}, {"asked": "", "lines": [BLANK | {"first": odd, "mend": odd}]}):
        made.typed = {"client": "two", "revision": 1, "base": made.shown["serial"], "answer": answer}
    lines: list[dict[str, Any]] = [BLANK] * len(LINES)
    made.typed = {"client": "one", "revision": 1, "base": made.shown["serial"], "answer": {"asked": "", "lines": lines}}
    assert made.shown["trouble"] == ""


def test_a_change_with_every_slip_marked_costs_the_kernel_under_20_milliseconds(send: Send) -> None:
    marks = {number: mark | {"record": "PagerDuty, 10:27", "mend": "10:27"} for number, mark in _marks().items()}
    spent = []
    for turn in range(20):
        marks[7] = {"first": 0, "last": 0, "mend": f"10:{turn:02}"}
        began = time.thread_time()
        send(marks, "missed")
        spent.append(time.thread_time() - began)
    assert sorted(spent)[10] < 0.02
