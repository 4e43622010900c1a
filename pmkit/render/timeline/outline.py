"""A timeline in plain text, and the words that its pictures share with it."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from pmkit.models.timeline import Gap, Timeline, TimelineEvent, in_utc
from pmkit.models.words.shortened import shortened
from pmkit.render.scene.wrapping import clean

MOST_GIST = 200
SIGNS = {"fact": "●", "decision": "◆", "gap": "░"}
ANCHOR_SIGN = "◇"
UNNOTED_SIGN = "?"
NO_SOURCE = "? (no source)"


class Row(NamedTuple):
    """One line of a timeline as it is shown: an event, a gap that nothing notes, or an anchor without an event."""

    at: datetime
    event: TimelineEvent | None
    gap: Gap | None
    anchors: tuple[str, ...]
    in_impact: bool


def rows_of(timeline: Timeline) -> list[Row]:
    """Events, unnoted gaps and anchors, by time; an anchor stands with the first event of its instant."""
    anchors: dict[datetime, list[str]] = {}
    for name, at in timeline.anchors.given().items():
        anchors.setdefault(in_utc(at), []).append(name)
    rows: list[Row] = []
    for index in timeline.in_order():
        event = timeline.events[index]
        at = in_utc(event.at)
        named = tuple(anchors.pop(at, ())) if event.kind != "gap" else ()
        rows.append(Row(at, event, None, named, timeline.relation(index) == "during"))
    rows += [Row(gap.start, None, gap, (), _overlaps(timeline, gap)) for gap in timeline.gaps()]
    rows += [Row(at, None, None, tuple(names), in_impact=False) for at, names in anchors.items()]
    return sorted(rows, key=lambda row: (row.at, row.gap is not None))


def _overlaps(timeline: Timeline, gap: Gap) -> bool:
    start, end = timeline.anchors.impact_start, timeline.anchors.impact_end
    return start is not None and end is not None and in_utc(start) <= gap.start < in_utc(end)


def outline(timeline: Timeline) -> str:
    """The whole timeline as plain text: a line for each event with its evidence, gaps and anchors among them."""
    rows = rows_of(timeline)
    lines = [clean(timeline.title)] if clean(timeline.title) else []
    lines += [summary(timeline), ""]
    day = None
    for row in rows:
        if row.at.date() != day:
            day = row.at.date()
            lines.append(f"{day}")
        lines += [f"  {line}" for line in _told(row)]
    return "\n".join(lines if rows else [*lines, "  ? (events still to be found)"]) + "\n"


def _told(row: Row) -> Iterator[str]:
    if row.gap:
        yield f"{clock(row.gap.start)}  {UNNOTED_SIGN} {unnoted(row.gap)}"
        return
    named = f"  [{', '.join(row.anchors)}]" if row.anchors else ""
    if row.event is None:
        yield f"{clock(row.at)}  {ANCHOR_SIGN} anchor{named}"
        return
    yield f"{clock(row.at)}  {SIGNS[row.event.kind]} {what(row.event)}{named}"
    if evidence_line := evidence(row.event):
        yield f"            {evidence_line}"


def what(event: TimelineEvent) -> str:
    """What happened, with how long a gap lasted and whether the author concluded it."""
    text = clean(event.what)
    if event.kind == "gap" and event.until:
        text = f"{text} (until {clock(event.end)}, {span(event.end - in_utc(event.at))})"
    return f"{text} (interpretation)" if event.interpretation else text


def evidence(event: TimelineEvent) -> str:
    """The source, the reference and who acted, as far as they are told."""
    source = clean(event.source) or ("" if event.kind == "gap" else NO_SOURCE)
    by = clean(event.by or "")
    return " · ".join(filter(None, [source, clean(event.ref or ""), f"by {by}" if by else ""]))


def unnoted(gap: Gap) -> str:
    """What is shown in place of the events that are missing."""
    return f"{span(gap.length)} without an event, up to {clock(gap.end)}; no line notes it"


def clock(at: datetime) -> str:
    """The time of day in UTC, with as much of a second as is given: 14:27:00, 14:27:00.25."""
    at = in_utc(at)
    return f"{at:%H:%M:%S}" + (f".{at.microsecond:06}".rstrip("0") if at.microsecond else "")


def span(length: timedelta) -> str:
    """A length of time in its two largest units: 5 min 42 s, 2 h 14 min, 3 d."""
    seconds = round(abs(length.total_seconds()))
    units = [("d", seconds // 86400), ("h", seconds // 3600 % 24), ("min", seconds // 60 % 60), ("s", seconds % 60)]
    first = next((index for index, (_, count) in enumerate(units) if count), len(units) - 1)
    return " ".join(f"{count} {unit}" for unit, count in units[first : first + 2] if count) or "0 s"


def summary(timeline: Timeline) -> str:
    """How much there is: events, sources, from when to when."""
    events = [event for event in timeline.events if event.kind != "gap"]
    sources = {clean(event.source).casefold() for event in events} - {""}
    counts = [_count(len(events), "event"), _count(len(sources), "source")]
    if len(events) > 1:
        times = [in_utc(event.at) for event in events]
        counts.append(span(max(times) - min(times)))
    return f"{', '.join(counts)} · times in UTC"


def gist(timeline: Timeline) -> str:
    """The timeline in a few short sentences, for a screen reader."""
    title = shortened(clean(timeline.title[:1000]) or "Timeline", MOST_GIST)
    noted = sum(event.kind == "gap" for event in timeline.events)
    gaps = f"{_count(noted, 'noted gap')}, {len(timeline.gaps())} unnoted"
    return f"{title}. {summary(timeline)}. {gaps}. {_count(len(timeline.anchors.given()), 'anchor')}."


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
