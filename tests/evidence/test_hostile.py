"""Whatever a file holds, a reader says what it noticed and raises nothing but a question or a plain refusal."""

import contextlib
import json
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pmkit.evidence import BY_WORD, SOURCES, UnreadableError, ZoneNeededError
from pmkit.models.event import Evidence

WORDS = [source.word for source in SOURCES if source.word != "slack"]
Read = Callable[..., Evidence]
DEEP = "[" * 100_000
HOSTILE = {
    "nothing": b"",
    "a null": b"\0" * 1000,
    "no UTF-8": b"\xff\xfe\xfa" * 100,
    "UTF-16": '[{"id": 1}]'.encode("utf-16"),
    "deep lists": DEEP.encode(),
    "deep objects": ('{"data":' * 100_000).encode(),
    "one long line": b"a" * 2_000_000,
    "many lines": b"a\n" * 200_000,
    "many quotes": b'"' * 300_000,
    "many commas": b",\n" * 300_000,
    "numbers": b"[" + b"9" * 400 + b", NaN, -Infinity, 1e999]",
    "half a character": rb'[{"id": "\ud800", "created_at": "\ud800"}]',
    "a list of nulls": b"[" + b"null," * 100_000 + b"null]",
    "begins of entries": b"BEGIN:VEVENT\n" * 50_000,
    "begins of certificates": b"-----BEGIN CERTIFICATE-----\n" * 50_000,
    "braces": b"{" * 200_000,
    "tabs": b"\t" * 500_000,
}
values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.floats(), st.text(max_size=20), st.integers(-(10**25), 10**25)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from(
                "data result metric values alerts labels startsAt endsAt status fingerprint log_entries id type "
                "created_at agent notes user content hits total _source sort fields items metadata count "
                "series firstTimestamp "
                "lastTimestamp eventTime deployment deployment_status state updated revision activeAt resourceLogs "
                "scopeLogs logRecords timeUnixNano time_zone event occurred_at @timestamp message service".split()
            ),
            inner,
            max_size=6,
        ),
    ),
    max_leaves=20,
)


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("word", WORDS)
def test_hostile_bytes_are_noticed_in_good_time(read: Read, word: str, name: str) -> None:
    began = time.process_time()
    evidence = read(word, HOSTILE[name], zone="UTC")
    assert evidence.events == [] or name == "half a character"
    assert len(evidence.warnings) <= 202
    assert time.process_time() - began < 5


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_day_of_slack_is_noticed(export: Callable[[dict[str, object]], Path], name: str) -> None:
    folder = export({"incidents/2026-01-31.json": ""})
    (folder / "incidents" / "2026-01-31.json").write_bytes(HOSTILE[name])
    (folder / "users.json").write_bytes(HOSTILE[name])
    assert BY_WORD["slack"].read(folder).events == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(values, st.sampled_from(WORDS))
def test_law_json_of_any_shape_raises_nothing(read: Read, value: object, word: str) -> None:
    read(word, json.dumps(value) + "\n", zone="UTC")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=300), st.sampled_from(WORDS))
def test_law_bytes_raise_nothing_but_a_question(read: Read, content: bytes, word: str) -> None:
    with contextlib.suppress(ZoneNeededError):
        read(word, content)


@pytest.mark.parametrize("word", BY_WORD)
@pytest.mark.parametrize("path", ["missing", "\0", "/dev/zero", "x" * 5000])
def test_what_cannot_be_opened_is_refused(word: str, path: str) -> None:
    with pytest.raises(UnreadableError, match=r"cannot be opened|not a plain file|no folder"):
        BY_WORD[word].read(Path(path))


def test_a_text_that_steers_a_terminal_is_defused(read: Read) -> None:
    body = [
        {
            "id": "R1",
            "type": "annotate_log_entry",
            "summary": "\u001b[2J\u0000\ud800 ok\nline",
            "created_at": "2026-01-31T14:27:00Z",
        }
    ]
    [event] = read("pagerduty", json.dumps(body)).events
    assert event.text == "\N{REPLACEMENT CHARACTER}[2J\N{REPLACEMENT CHARACTER}\N{REPLACEMENT CHARACTER} ok\nline"


def test_a_text_of_a_megabyte_is_cut(read: Read) -> None:
    body = [{"id": "R1", "type": "trigger_log_entry", "summary": "x" * 1_000_000, "created_at": "2026-01-31T14:27:00Z"}]
    [event] = read("pagerduty", body).events
    assert (len(event.text), event.text[-1]) == (4000, "…")
