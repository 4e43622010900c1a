"""Writes a Slack export: channels, users, and one file a channel and day, cut in the workspace's own zone."""

import hashlib
from collections import Counter
from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

from pmkit.incidents.rendering.sheet import Sheet, Told, pretty
from pmkit.incidents.rendering.stamps import epoch
from pmkit.incidents.telling import Line, Telling

Message = tuple[dict[str, Any], Told]


def render(telling: Telling) -> Iterator[Sheet]:
    """channels.json, users.json and the day files."""
    lines = telling.of("slack")
    if not lines:
        return
    users = {person.name: slack_id("U", person.name) for person in telling.story.people}
    yield _channels(telling, users)
    yield _users(telling, users)
    zone = ZoneInfo(telling.zone("slack"))
    days: dict[str, list[Message]] = {}
    for line, message in zip(lines, _messages(lines, users), strict=True):
        channel = line.seen.channel or next(iter(telling.story.channels))
        path = f"slack/{channel}/{line.at.astimezone(zone).date().isoformat()}.json"
        days.setdefault(path, []).append(message)
        if line.seen.broadcast:
            days[path].append(_again(message))
    for path in sorted(days):
        sheet = Sheet(path)
        sheet.write("[\n")
        sheet.rows(days[path], "    ")
        sheet.write("]\n")
        yield sheet


def slack_id(kind: str, name: str) -> str:
    """An id such as U0E5A91C2: of one name always the same."""
    return f"{kind}0{hashlib.sha256(name.encode()).hexdigest()[:8].upper()}"


def handle(name: str) -> str:
    """What Slack calls somebody: mina.okafor."""
    return ".".join(name.casefold().split())


def _channels(telling: Telling, users: dict[str, str]) -> Sheet:
    sheet = Sheet("slack/channels.json")
    members = sorted(users.values())
    rows = [
        {
            "id": slack_id("C", name),
            "name": name,
            "is_archived": False,
            "members": members,
            "purpose": {"value": purpose},
        }
        for name, purpose in telling.story.channels.items()
    ]
    sheet.write(pretty(rows) + "\n")
    return sheet


def _users(telling: Telling, users: dict[str, str]) -> Sheet:
    sheet = Sheet("slack/users.json")
    zone = telling.zone("slack")
    rows = [
        {
            "id": users[person.name],
            "name": handle(person.name),
            "tz": zone,
            "profile": {"real_name": person.name, "title": person.role},
        }
        for person in telling.story.people
    ]
    sheet.write(pretty(rows) + "\n")
    return sheet


def _messages(lines: list[Line], users: dict[str, str]) -> Iterator[Message]:
    stamps = {line.seen.id or line.event: epoch(line.at) for line in reversed(lines) if line.seen.id or line.event}
    replies = Counter(line.seen.thread for line in lines if line.seen.thread)
    for line in lines:
        seen, ts = line.seen, epoch(line.at)
        message: dict[str, Any] = {"type": "message"}
        if seen.who in users:
            message |= {"user": users[seen.who]}
        else:
            message |= {"subtype": "bot_message", "bot_id": slack_id("B", seen.who), "username": seen.who}
        message |= {"text": escaped(seen.text, users), "ts": ts}
        if seen.thread in stamps:
            message |= {"thread_ts": stamps[seen.thread]}
        elif replies[seen.id or line.event]:
            message |= {"thread_ts": ts, "reply_count": replies[seen.id or line.event]}
        if seen.edited:
            later = f"{int(ts.partition('.')[0]) + seen.edited}.000000"
            message |= {"edited": {"user": message.get("user", ""), "ts": later}}
        yield message, Told((line.at,), line.event, line.lag)


def _again(message: Message) -> Message:
    """A reply that was also sent to the channel stands there a second time, under its own ts."""
    row, told = message
    return row | {"subtype": "thread_broadcast", "root": {"ts": row.get("thread_ts", row["ts"])}}, told


def escaped(text: str, users: dict[str, str]) -> str:
    """Text as Slack keeps it: people by their ids."""
    for character, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;")):
        text = text.replace(character, entity)
    for name, user in users.items():
        text = text.replace(f"@{name}", f"<@{user}>")
    return text
