"""One line of evidence as a page shows it: what a reader understood, and the record as the file has it."""

from collections.abc import Iterable
from typing import NamedTuple

from pmkit.models.event import Event


class EvidenceLine(NamedTuple):
    """An event, and the text of the record that it was read from; empty where nobody kept it."""

    event: Event
    raw: str


def evidence_lines(events: Iterable[Event], raws: Iterable[str]) -> list[EvidenceLine]:
    """The events by time, each with its record; `raws` are the records in the order of the events.

    Events of one instant stay in the order in which they were read. Raises ValueError where there are not as many
    records as events.
    """
    lines = [EvidenceLine(event, raw) for event, raw in zip(events, raws, strict=True)]
    return sorted(lines, key=lambda line: line.event.at)
