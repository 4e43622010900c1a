"""Writes what deployments leave behind: a deploy log, GitHub's statuses, Helm's history and Kubernetes' events."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from pmkit.incidents.dice import Dice
from pmkit.incidents.rendering.sheet import Sheet, Told
from pmkit.incidents.rendering.stamps import nanoseconds, seconds
from pmkit.incidents.telling import Line, Telling


def render(telling: Telling) -> Iterator[Sheet]:
    """The files of those of the four that the story has."""
    if lines := telling.of("deploy-log"):
        sheet = Sheet("deployments/deploy.log")
        for line in lines:
            text = f"{seconds(line.at)} {line.seen.who} {line.seen.text}\n"
            sheet.record(text, line.at, event=line.event, lag=line.lag)
        yield sheet
    if lines := telling.of("github"):
        # GitHub lists the newest first.
        dice = telling.dice("github")
        yield _list("deployments/github_statuses.json", [_status(telling, line, dice) for line in lines][::-1])
    if lines := telling.of("helm"):
        dice = telling.dice("helm")
        first = dice.between(20, 90)
        yield _list("deployments/helm_history.json", [_revision(lines, i, first, dice) for i in range(len(lines))])
    if lines := telling.of("kubernetes"):
        yield _kubernetes(telling, lines)


def _list(path: str, rows: list[tuple[dict[str, Any], Told]]) -> Sheet:
    sheet = Sheet(path)
    sheet.write("[\n")
    sheet.rows(rows, "  ")
    sheet.write("]\n")
    return sheet


def _status(telling: Telling, line: Line, dice: Dice) -> tuple[dict[str, Any], Told]:
    seen = line.seen
    row = {
        "id": dice.between(200_000_000, 999_999_999),
        "state": seen.kind,
        "creator": {"login": seen.who, "type": "Bot"},
        "description": seen.text,
        "environment": "production",
        "created_at": seconds(line.at),
        "updated_at": seconds(line.at),
        "deployment_url": f"https://git.{telling.story.domain}/api/deployments/{seen.about}",
    }
    return row, Told((line.at,), line.event, line.lag)


def _revision(lines: list[Line], index: int, first: int, dice: Dice) -> tuple[dict[str, Any], Told]:
    line = lines[index]
    row = {
        "revision": first + index,
        "updated": nanoseconds(line.at, dice.below(1000)),
        "status": "deployed" if index + 1 == len(lines) else "superseded",
        "chart": line.seen.about,
        "app_version": line.seen.kind,
        "description": line.seen.text,
    }
    return row, Told((line.at,), line.event, line.lag)


def _kubernetes(telling: Telling, lines: list[Line]) -> Sheet:
    dice = telling.dice("kubernetes")
    sheet = Sheet("deployments/kubernetes_events.json")
    sheet.write('{\n  "apiVersion": "v1",\n  "kind": "List",\n  "items": [\n')
    sheet.rows((_kubernetes_event(line, dice) for line in lines), "    ")
    sheet.write("  ]\n}\n")
    return sheet


def _kubernetes_event(line: Line, dice: Dice) -> tuple[dict[str, Any], Told]:
    """Many of a kind are told as one, with a first and a last time."""
    seen = line.seen
    kind, _, name = seen.about.rpartition("/")
    last: datetime = line.at + timedelta(seconds=seen.span)
    row = {
        "metadata": {
            "name": f"{name}.{dice.hex(16)}",
            "namespace": "production",
            "creationTimestamp": seconds(line.at),
        },
        "involvedObject": {"kind": kind or "Deployment", "name": name},
        "reason": seen.kind,
        "message": seen.text,
        "source": {"component": seen.who or "deployment-controller"},
        "firstTimestamp": seconds(line.at),
        "lastTimestamp": seconds(last),
        "count": seen.count,
        "type": "Warning" if seen.count > 1 else "Normal",
        "eventTime": None,
    }
    return row, Told((line.at, last), line.event, line.lag)
