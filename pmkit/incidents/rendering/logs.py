"""Writes the logs three ways: Kibana's CSV in the zone of somebody's browser, a search of Elasticsearch, and lines.

A host whose clock is off stamps its records with that clock; when a record arrived is stamped by the store.
"""

import csv
import io
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from pmkit.incidents.dice import Dice
from pmkit.incidents.rendering.sheet import Sheet, compact
from pmkit.incidents.rendering.stamps import kibana, milliseconds, whole_epoch
from pmkit.incidents.telling import Line, Telling

LINES = "log:"
COLUMNS = ["@timestamp", "log.level", "service.name", "host.name", "message"]


def render(telling: Telling) -> Iterator[Sheet]:
    """Every log that the story has."""
    if lines := telling.of("kibana"):
        yield _csv(telling, lines)
    if lines := telling.of("elasticsearch"):
        yield _search(telling, lines)
    for by in sorted(by for by in telling.lines if by.startswith(LINES)):
        yield _lines(telling, by)


def _csv(telling: Telling, lines: list[Line]) -> Sheet:
    sheet = Sheet("logs/kibana.csv")
    sheet.write(_row(COLUMNS))
    zone = telling.zone("kibana")
    for line in lines:
        seen, at = line.seen, telling.host_clock(line)
        cells = [kibana(at, zone), seen.kind or "info", seen.about, seen.host, seen.text]
        sheet.record(_row(cells), at, event=line.event, lag=_lag(telling, line))
    return sheet


def _row(cells: list[str]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerow(cells)
    return text.getvalue()


def _lag(telling: Telling, line: Line) -> float:
    return line.lag + telling.skew.get(line.seen.host, 0)


def _document(line: Line, at: datetime, arrived: datetime) -> dict[str, Any]:
    seen = line.seen
    return {
        "@timestamp": milliseconds(at),
        "log.level": seen.kind or "info",
        "service.name": seen.about,
        "host.name": seen.host,
        "event.ingested": milliseconds(arrived),
        "message": seen.text,
    }


def _search(telling: Telling, lines: list[Line]) -> Sheet:
    dice = telling.dice("elasticsearch")
    sheet = Sheet("logs/search.json")
    took = dice.between(9, 80)
    total = compact({"value": len(lines), "relation": "eq"})
    lines = sorted(lines, key=telling.host_clock)
    sheet.write(f'{{\n"took":{took},\n"timed_out":false,\n"hits":{{\n"total":{total},\n"max_score":null,\n"hits":[\n')
    for index, line in enumerate(lines):
        sheet.record(
            compact(_hit(telling, line, dice)), telling.host_clock(line), event=line.event, lag=_lag(telling, line)
        )
        sheet.write(",\n" if index + 1 < len(lines) else "\n")
    sheet.write("]\n}\n}\n")
    return sheet


def _hit(telling: Telling, line: Line, dice: Dice) -> dict[str, Any]:
    at = telling.host_clock(line)
    return {
        "_index": f"logs-{at:%Y.%m.%d}",
        "_id": dice.hex(20),
        "_score": None,
        "_source": _document(line, at, _arrival(line, dice)),
        "sort": [whole_epoch(at) * 1000 + at.microsecond // 1000],
    }


def _arrival(line: Line, dice: Dice) -> datetime:
    return line.at + timedelta(milliseconds=dice.between(400, 4000))


def _lines(telling: Telling, by: str) -> Sheet:
    dice = telling.dice(by)
    sheet = Sheet(f"logs/{by.removeprefix(LINES)}.ndjson")
    for line in telling.of(by):
        at = telling.host_clock(line)
        text = compact(_document(line, at, _arrival(line, dice)))
        sheet.record(text + "\n", at, event=line.event, lag=_lag(telling, line))
    return sheet
