"""JSON documents one after another in one file: all are read, by every reader."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmkit.evidence import BY_WORD
from pmkit.evidence.json_records import read_records
from pmkit.models.event import Evidence

Read = Callable[..., Evidence]


def at(minute: int) -> str:
    return f"2026-01-31T14:{minute:02}:00Z"


def seconds(minute: int) -> int:
    return 1769868000 + 60 * (minute + 0)


def document(word: str, minute: int) -> Any:
    """What a tool writes of one thing at a minute."""
    stamp, number = at(minute), str(minute)
    log = {"timeUnixNano": f"{seconds(minute) * 10**9}", "body": {"stringValue": number}}
    series = {"metric": {"__name__": f"m{number}"}, "value": [seconds(minute), "1"]}
    return {
        "alertmanager": {"alerts": [{"startsAt": stamp, "fingerprint": number}]},
        "elasticsearch": {"hits": {"hits": [{"_id": number, "_source": {"@timestamp": stamp, "message": "x"}}]}},
        "github": {"deployment": {"id": minute, "environment": "e", "ref": "v2", "created_at": stamp}},
        "helm": [{"revision": minute, "chart": "shop", "updated": stamp}],
        "kubernetes": {"kind": "Event", "metadata": {"uid": number}, "firstTimestamp": stamp},
        "log-lines": {"@timestamp": stamp, "message": number},
        "opentelemetry": {"resourceLogs": [{"scopeLogs": [{"logRecords": [log]}]}]},
        "pagerduty": {"incident": {"id": number, "type": "incident", "created_at": stamp}},
        "pagerduty-notes": {"note": {"id": number, "content": number, "created_at": stamp}},
        "prometheus": {"data": {"result": [series]}},
        "prometheus-alerts": {"data": {"alerts": [{"activeAt": stamp, "labels": {"alertname": number}}]}},
    }[word]


WORDS = (
    "alertmanager elasticsearch github helm kubernetes log-lines opentelemetry pagerduty pagerduty-notes prometheus "
    "prometheus-alerts"
).split()
FORMS: dict[str, Callable[[list[str]], str]] = {
    "a line each": "\n".join,
    "printed over lines": lambda texts: "\n".join(json.dumps(json.loads(text), indent=2) for text in texts) + "\n",
    "record separators": lambda texts: "".join(f"\x1e{text}\n" for text in texts),
    "Windows' ends of lines": "\r\n".join,
}


PAIRS = [(word, form) for word in WORDS for form in FORMS if (word, form) != ("log-lines", "record separators")]
"""A log has no record separators."""


@pytest.mark.parametrize(("word", "form"), PAIRS)
def test_every_document_of_a_file_is_read(read: Read, word: str, form: str) -> None:
    text = FORMS[form]([json.dumps(document(word, minute)) for minute in (1, 2, 3)])
    evidence = read(word, text, zone="UTC")
    assert [event.at.minute for event in evidence.events] == [1, 2, 3]
    lines = [int(event.ref.rpartition(":")[2]) for event in evidence.events]
    assert lines == sorted(set(lines))


@pytest.mark.parametrize("word", [word for word in WORDS if word != "log-lines"])
def test_a_damaged_line_among_them_is_said_and_the_others_are_read(read: Read, word: str) -> None:
    texts = [json.dumps(document(word, minute)) for minute in (1, 2, 3)]
    evidence = read(word, "\n".join([texts[0], texts[1][:-3], texts[2]]))
    assert 1 in [event.at.minute for event in evidence.events]
    assert 3 in [event.at.minute for event in evidence.events]
    assert any(one.says.startswith("line 2: ") and "other lines are read" in one.says for one in evidence.warnings)


def test_a_list_over_lines_is_a_log_too(read: Read) -> None:
    evidence = read("log-lines", json.dumps([document("log-lines", minute) for minute in (1, 2)], indent=1))
    assert [event.text for event in evidence.events] == ["1", "2"]


def watched(minute: int, count: int, kind: str = "MODIFIED") -> dict[str, Any]:
    event = {"kind": "Event", "metadata": {"uid": "u"}, "reason": "BackOff", "firstTimestamp": at(1), "count": count}
    return {"type": kind, "object": event | {"lastTimestamp": at(minute)}}


def test_a_watched_event_that_comes_again_has_one_beginning_and_each_of_its_last_times(read: Read) -> None:
    lines = [watched(1, 1, "ADDED"), watched(4, 2), watched(9, 7), watched(9, 7)]
    evidence = read("kubernetes", "\n".join(json.dumps(one, indent=1) for one in lines))
    assert [(event.at.minute, event.text.partition(" (")[2]) for event in evidence.events] == [
        (1, ""),
        (4, f"the last of 2 since {at(1)})"),
        (9, f"the last of 7 since {at(1)})"),
    ]
    assert "1 record repeats" in "\n".join(one.says for one in evidence.warnings)


def test_what_each_answer_says_of_itself_is_said_for_each(read: Read) -> None:
    answers = [document("elasticsearch", minute) | {"timed_out": minute == 2} for minute in (1, 2)]
    evidence = read("elasticsearch", "\n".join(map(json.dumps, answers)))
    assert [one.says for one in evidence.warnings] == [
        "the search timed out, so hits may be missing; search a shorter time"
    ]


def test_a_day_of_slack_may_hold_several_lists(export: Callable[[dict[str, object]], Path]) -> None:
    days = "\n".join(json.dumps([{"ts": f"{seconds(minute)}.000100", "text": "x"}]) for minute in (1, 2))
    evidence = BY_WORD["slack"].read(export({"users.json": [], "a/2026-01-31.json": days}))
    assert len(evidence.events) == 2


values = st.recursive(
    st.one_of(st.integers(-9, 9), st.text(max_size=4), st.none()),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=3), inner, max_size=3)),
    max_leaves=8,
)


@given(st.lists(st.dictionaries(st.text(max_size=3), values, min_size=1, max_size=3), min_size=1, max_size=5))
def test_law_documents_come_back_in_order_with_their_lines(documents: list[dict[str, Any]]) -> None:
    for indent in (None, 1):
        text = "\n".join(json.dumps(one, indent=indent) for one in documents)
        found = read_records(text, "records that are not there")
        assert [record.value for record in found.objects()] == documents
        assert [text.count("\n", 0, record.start) + 1 for record in found.objects()] == [
            record.line for record in found.objects()
        ]


@given(st.integers(0, 200))
def test_law_a_text_that_breaks_off_gives_the_documents_before(cut: int) -> None:
    text = "\n".join(json.dumps({"number": number}) for number in range(10))[:cut]
    found = [record.value for record in read_records(text, "").objects()]
    assert found == [{"number": number} for number in range(len(found))]
    assert len(found) >= text.count("\n")
