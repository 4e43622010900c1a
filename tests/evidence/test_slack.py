"""Slack's export: identity, threads, edits, markup, days that are cut elsewhere, and memory that stays flat."""

import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from pmkit.evidence import UnreadableError
from pmkit.evidence.sources.slack import events, read
from pmkit.models.event import Event

Export = Callable[[dict[str, object]], Path]
USERS = [{"id": "U1", "name": "priya", "profile": {"real_name": "Priya Nair", "display_name": "priya"}}]
ROOT = {"type": "message", "user": "U1", "text": "Errors are up", "ts": "1769869680.000200"}


def reply(**more: object) -> dict[str, object]:
    return ROOT | {"text": "Rolling back", "ts": "1769870220.000300", "thread_ts": "1769869680.000200"} | more


def test_a_message_is_placed_by_its_ts_which_is_kept_as_text(export: Export) -> None:
    evidence = read(export({"users.json": USERS, "incidents/2026-01-31.json": [ROOT]}))
    [event] = evidence.events
    assert (f"{event.at:%H:%M:%S.%f}", event.at_raw, event.zone_source, event.precision) == (
        "14:28:00.000200",
        "1769869680.000200",
        "epoch",
        1.0,
    )
    assert (event.source, event.ref, event.actor, event.text) == (
        "Slack #incidents",
        "slack/incidents/2026-01-31.json:2",
        "Priya Nair",
        "Errors are up",
    )
    assert evidence.warnings == []


def test_a_day_by_itself_is_read_with_ids_for_names(export: Export) -> None:
    day = export({"incidents/2026-01-31.json": [ROOT, reply()]}) / "incidents" / "2026-01-31.json"
    evidence = read(day)
    assert [(event.source, event.ref, event.actor, event.text) for event in evidence.events] == [
        ("Slack", "2026-01-31.json:2", "U1", "Errors are up"),
        ("Slack", "2026-01-31.json:8", "U1", "Rolling back"),
    ]
    assert "people show as ids" in evidence.warnings[0].says


def test_a_file_of_something_else_is_no_day_of_slack(tmp_path: Path) -> None:
    (tmp_path / "issues.json").write_text('[{"title": "A", "created_at": "2026-01-31T14:00:00Z"}]')
    evidence = read(tmp_path / "issues.json")
    assert evidence.events == []
    assert any("message" in warned.says for warned in evidence.warnings)


def test_a_day_by_itself_takes_no_names_from_folders_beside_it(export: Export) -> None:
    stray = [{"id": "U1", "name": "stranger", "profile": {"real_name": "Somebody Else"}}]
    folder = export({"downloads/2026-01-31.json": [ROOT], "downloads/app/users.json": stray}) / "downloads"
    evidence = read(folder / "2026-01-31.json")
    assert [event.actor for event in evidence.events] == ["U1"]
    assert "show as ids" in evidence.warnings[0].says


def test_the_users_of_an_export_are_those_at_its_top(export: Export) -> None:
    stray = [{"id": "U1", "name": "stranger", "profile": {"real_name": "Somebody Else"}}]
    folder = export({"users.json": USERS, "incidents/2026-01-31.json": [ROOT], "archive/users.json": stray})
    assert [event.actor for event in read(folder).events] == ["Priya Nair"]


def test_a_reply_that_was_broadcast_stands_twice_and_is_kept_once(export: Export) -> None:
    twice = reply(subtype="thread_broadcast", root=ROOT)
    evidence = read(export({"users.json": USERS, "incidents/2026-01-31.json": [ROOT, reply(), twice]}))
    assert [event.text for event in evidence.events] == ["Errors are up", "Rolling back"]
    assert "1 record repeats" in evidence.warnings[0].says


def test_ids_that_differ_in_the_last_digit_are_two_messages(export: Export) -> None:
    near = ROOT | {"ts": "1769869680.000201"}
    assert len(read(export({"users.json": USERS, "incidents/2026-01-31.json": [ROOT, near]})).events) == 2


def test_an_edited_message_may_have_words_that_are_newer_than_its_time(export: Export) -> None:
    edited = ROOT | {"edited": {"user": "U1", "ts": "1769877816.000000"}}
    [warned] = read(export({"users.json": USERS, "incidents/2026-01-31.json": [edited]})).warnings
    assert warned.says == "edited 2 h 16 min after it was written: its words may be newer than its time"


def test_the_name_of_the_days_file_gives_no_date(export: Export) -> None:
    [event] = read(export({"users.json": USERS, "incidents/2026-02-01.json": [ROOT]})).events
    assert f"{event.at:%Y-%m-%d}" == "2026-01-31"


def test_bots_and_files_have_words_and_a_name_too(export: Export) -> None:
    bot = {
        "ts": "1769869681",
        "subtype": "bot_message",
        "username": "alertbot",
        "attachments": [{"fallback": "FIRING"}],
    }
    file = {"ts": "1769869682", "user": "U9", "files": [{"name": "graph.png"}]}
    evidence = read(export({"incidents/2026-01-31.json": [bot, file]}))
    assert [(event.actor, event.text) for event in evidence.events] == [("alertbot", "FIRING"), ("U9", "graph.png")]
    assert "people show as ids" in evidence.warnings[0].says


def test_a_day_that_breaks_off_gives_what_it_has(export: Export) -> None:
    text = '[\n{"ts": "1769869680.000200", "text": "a"},\n{"ts": "17698'
    evidence = read(export({"users.json": USERS, "a/2026-01-31.json": text, "b/2026-01-31.json": [ROOT]}))
    assert [event.ref for event in evidence.events] == ["slack/a/2026-01-31.json:2", "slack/b/2026-01-31.json:2"]
    assert (evidence.warnings[0].ref, evidence.warnings[0].says[:7]) == ("slack/a/2026-01-31.json", "line 3:")


def test_a_zip_is_read_like_its_folder(export: Export, tmp_path: Path) -> None:
    folder = export({"users.json": USERS, "incidents/2026-01-31.json": [ROOT, reply()], "channels.json": []})
    packed = tmp_path / "slack.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        for path in sorted(folder.rglob("*.json")):
            archive.write(path, path.relative_to(folder).as_posix())
    assert read(packed, name="slack") == read(folder)


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x03\x04" + b"\0" * 40])
def test_what_is_no_zip_is_said(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "export.zip").write_bytes(content)
    with pytest.raises(UnreadableError, match=r"no folder and no \.zip"):
        read(tmp_path / "export.zip")


def test_a_member_that_is_damaged_is_said_and_the_others_are_read(tmp_path: Path) -> None:
    packed = tmp_path / "slack.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a/2026-01-31.json", "[" + " " * 50 + "]")
        archive.writestr("b/2026-01-31.json", '[{"ts": "1769869680", "text": "b"}]')
    content = bytearray(packed.read_bytes())
    content[content.index(b"[   ") + 2] = ord("x")
    packed.write_bytes(content)
    evidence = read(packed)
    assert [event.text for event in evidence.events] == ["b"]
    assert any("cannot be unpacked" in one.says for one in evidence.warnings)


def test_links_in_a_folder_are_not_followed(export: Export, tmp_path: Path) -> None:
    folder = export({"users.json": USERS, "incidents/2026-01-31.json": [ROOT]})
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / "2026-01-31.json").write_text('[{"ts": "1", "text": "secret"}]')
    (folder / "linked").symlink_to(tmp_path / "secret")
    (folder / "incidents" / "2026-01-30.json").symlink_to(tmp_path / "secret" / "2026-01-31.json")
    assert [event.text for event in read(folder).events] == ["Errors are up"]


def test_an_export_of_many_days_streams_in_flat_memory(export: Export, measured: Callable[[str], None]) -> None:
    """Four times the days take the memory of one day, not four times as much."""

    def peak(days: int) -> tuple[int, int]:
        day = [ROOT | {"ts": f"{1769869680 + number}.000100", "text": "x" * 500} for number in range(500)]
        folder = export({f"c{days}/2026-01-{1 + number:02}.json": day for number in range(days)})
        tracemalloc.start()
        count = sum(isinstance(one, Event) for one in events(folder) if one.ref.startswith(f"slack/c{days}/"))
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return count, most

    # The lesser of two: a table of Python's own, such as that of all names, may grow within one.
    (few, memory_of_few), (many, memory_of_many) = min(peak(6), peak(6)), min(peak(24), peak(24))
    measured(f"Slack export: {few} messages peak at {memory_of_few:,} bytes, {many} at {memory_of_many:,}")
    assert (few, many) == (3000, 12000)
    assert memory_of_many < 1.2 * memory_of_few
    assert memory_of_many < 4_000_000


def said(export: Export, **message: object) -> str:
    folder = export({"users.json": USERS, "incidents/2026-01-31.json": [{"ts": "1769869680.000200", **message}]})
    [event] = read(folder).events
    return event.text


def rich(*elements: dict[str, object]) -> list[dict[str, object]]:
    section = {"type": "rich_text_section", "elements": list(elements)}
    items = [{"type": "rich_text_section", "elements": [{"type": "text", "text": text}]} for text in ("one", "two")]
    return [{"type": "rich_text", "elements": [section, {"type": "rich_text_list", "elements": items}]}]


def test_the_words_of_blocks_are_kept_where_there_is_no_text(export: Export) -> None:
    text: dict[str, object] = {"type": "text", "text": "ask "}
    blocks = rich(
        text, {"type": "user", "user_id": "U1"}, {"type": "link", "url": "https://x.example", "text": " here"}
    )
    assert said(export, text=None, blocks=blocks) == "ask @Priya Nair here\none\ntwo"
    section = {"type": "section", "text": {"type": "mrkdwn", "text": "*Errors* up"}, "fields": [{"text": "12 %"}]}
    context = {"type": "context", "elements": [{"type": "mrkdwn", "text": "since 14:27"}, {"alt_text": "graph"}]}
    header = {"type": "header", "text": {"type": "plain_text", "text": "Alert"}}
    told = said(export, text="", blocks=[header, section, context])
    assert told == "Alert\n*Errors* up\n12 %\nsince 14:27\ngraph"


def test_words_of_blocks_that_the_text_has_too_stand_once_and_others_are_added(export: Export) -> None:
    text: dict[str, object] = {"type": "text", "text": "ask "}
    same = rich(text, {"type": "user", "user_id": "U1"})
    assert said(export, text="ask <@U1>: one, two", blocks=same) == "ask @Priya Nair: one, two"
    more = [{"type": "section", "text": {"type": "mrkdwn", "text": "Deploy of cart failed"}}]
    assert said(export, text="New message", blocks=more) == "New message\nDeploy of cart failed"


def test_all_attachments_and_all_files_say_what_they_say(export: Export) -> None:
    deploy = {
        "fallback": "Deploy",
        "pretext": "Deploy of cart",
        "title": "v2.3.1",
        "fields": [{"title": "env", "value": "production"}, {"value": "blue"}],
    }
    alert = {"fallback": "[no preview available]", "blocks": [{"type": "section", "text": {"text": "Errors 12 %"}}]}
    assert said(export, text="two", attachments=[deploy, alert, {"fallback": "third"}]) == (
        "two\nDeploy of cart\nv2.3.1\nenv: production\nblue\nErrors 12 %\nthird"
    )
    files = [{"title": "p99", "name": "graph.png"}, {"name": "heap.txt", "title": "heap.txt"}]
    assert said(export, text="look", files=files) == "look\np99 (graph.png)\nheap.txt"


def test_a_bots_name_stands_in_its_profile(export: Export) -> None:
    message = {"ts": "1769869680", "bot_id": "B1", "bot_profile": {"name": "deploybot"}, "text": "done"}
    [event] = read(export({"users.json": USERS, "a/2026-01-31.json": [message]})).events
    assert event.actor == "deploybot"


@pytest.mark.parametrize("odd", [None, 7, "x", [], {}, [None], [[]], [{"type": "rich_text", "elements": [{}, 3]}]])
@pytest.mark.parametrize("key", ["blocks", "attachments", "files", "text"])
def test_odd_parts_of_a_message_raise_nothing(export: Export, key: str, odd: object) -> None:
    assert said(export, **{"subtype": "bot_message", key: odd})


def test_blocks_that_nest_without_end_are_read_to_a_depth(export: Export) -> None:
    block: dict[str, object] = {"type": "section", "text": "deep"}
    for _ in range(200):
        block = {"type": "actions", "elements": [block]}
    assert said(export, blocks=[block], subtype="bot_message") == "bot message"


def test_a_days_file_by_itself_is_read_with_the_people_above_it(export: Export) -> None:
    folder = export({"users.json": USERS, "incidents/2026-01-31.json": [ROOT]})
    [event] = read(folder / "incidents" / "2026-01-31.json").events
    assert (event.source, event.actor, event.ref) == ("Slack #incidents", "Priya Nair", "2026-01-31.json:2")


def test_a_days_file_with_no_people_beside_it_shows_ids(export: Export) -> None:
    evidence = read(export({"incidents/2026-01-31.json": [ROOT]}) / "incidents" / "2026-01-31.json")
    assert [(event.source, event.actor) for event in evidence.events] == [("Slack", "U1")]
    assert "people show as ids" in evidence.warnings[0].says


@pytest.mark.parametrize("other", [[{"ts": 1769869680, "msg": "x"}], [{"type": "message", "at": "10:00"}]])
def test_another_programs_json_is_not_taken_for_a_day_of_slack(export: Export, other: object) -> None:
    evidence = read(export({"incidents/2026-01-31.json": other}) / "incidents" / "2026-01-31.json")
    assert (evidence.events, len(evidence.warnings)) == ([], 1)
