"""The timeline builder's fields: what of them can be read is a timeline, what is half typed is told and kept."""

import re
from dataclasses import dataclass
from typing import Any

import tomli_w

from pmkit.models.answer import AnswerError
from pmkit.models.timeline import Timeline, TimelineEvent, full_time
from pmkit.widgets.timeline.drafts import HalfTyped, TimelineDrafts
from pmkit.widgets.timeline.evidence import written

Fields = dict[str, Any]
"""An event as the browser's fields hold it: every value text, `interpretation` true or false."""
TEXTS = ("at", "what", "source", "ref", "kind", "by", "until", "reads_as")
_PLACE = re.compile(r"(?:event (\d+)|anchors, (\w+))")


@dataclass(frozen=True, slots=True)
class Row:
    """One event of the page: what is typed, and `good`, what the file holds of it; None where it holds none."""

    id: str
    typed: Fields
    good: Fields | None

    @property
    def is_half_typed(self) -> bool:
        """Whether the file holds something else than what is typed."""
        return self.good != self.typed


@dataclass(frozen=True, slots=True)
class Page:
    """All fields, the timeline that they make, and what is to be put right: pairs of a field and words.

    `anchors` are as typed; `good_anchors` those that the file holds while another text is half typed.
    """

    timeline: Timeline
    rows: tuple[Row, ...]
    anchors: dict[str, str]
    good_anchors: dict[str, str]
    problems: tuple[tuple[str, str], ...]

    def in_file(self) -> list[int]:
        """For each event of the timeline its 0-based row."""
        return [number for number, row in enumerate(self.rows) if row.good is not None]

    def drafts(self) -> TimelineDrafts:
        """What is half typed."""
        rows = [_draft(row) for row in self.rows if row.is_half_typed]
        half = {where.partition(", ")[2] for where, _ in self.problems if where.startswith("anchors, ")}
        anchors = {name: text for name, text in self.anchors.items() if name in half}
        return TimelineDrafts(rows=rows or None, anchors=anchors or None)


def read_page(fields: Fields, name: str) -> Page:
    """The page that the browser's fields make. Raises AnswerError for what is no matter of one event or anchor.

    An event that cannot be read counts as it was last good (`good`), or not at all where it never was; an anchor
    likewise (`good_anchors`).
    """
    typed = [_typed(row) for row in fields["events"]]
    anchors = {str(key): str(text) for key, text in fields.get("anchors", {}).items() if text}
    title = str(fields.get("title", ""))
    events: list[Fields | None] = [*typed]
    used = anchors
    timeline, problems = _parsed(title, used, events, name)
    if timeline is None:
        half_rows, half_anchors = _places(problems, name)
        for number in half_rows:
            events[number] = _last_good(fields["events"][number].get("good"))
        saved = fields.get("good_anchors") or {}
        kept = {key: str(saved.get(key, "")) for key in half_anchors & anchors.keys()}
        used = {key: kept.get(key, text) for key, text in anchors.items() if _is_time(kept.get(key, text))}
        timeline, rest = _parsed(title, used, events, name)
        if timeline is None:
            raise AnswerError(name, rest)
    ids = [str(row.get("id", ""))[:60] for row in fields["events"]]
    rows = tuple(Row(*row) for row in zip(ids, typed, events, strict=True))
    good_anchors = {key: text for key, text in used.items() if anchors[key] != text}
    return Page(timeline, rows, anchors, good_anchors, tuple(_where_and_words(problem) for problem in problems))


def page_of(timeline: Timeline, drafts: TimelineDrafts, name: str) -> Page:
    """The page that shows a timeline, with what was half typed back in its fields."""
    events = [{"id": f"e{number}", **fields_of(event)} for number, event in enumerate(timeline.events, start=1)]
    for number, half in enumerate(drafts.rows or (), start=1):
        typed = half.model_dump(exclude={"saved_at", "saved_what"})
        mine = [
            event
            for event in events
            if "good" not in event and (event["at"], event["what"]) == (half.saved_at, half.saved_what)
        ]
        if half.saved_at and mine:
            mine[0].update(typed, good=_typed(mine[0]))
        else:
            events.append({"id": f"d{number}", **typed, "good": None})
    good_anchors = {str(key): written(at) for key, at in timeline.anchors.given().items()}
    anchors = good_anchors | (drafts.anchors or {})
    fields = {"title": timeline.title, "events": events, "anchors": anchors, "good_anchors": good_anchors}
    return read_page(fields, name)


def fields_of(event: TimelineEvent) -> Fields:
    """An event as fields hold it."""
    return {
        "at": written(event.at),
        "what": event.what,
        "source": event.source,
        "ref": event.ref or "",
        "kind": event.kind,
        "by": event.by or "",
        "until": written(event.until) if event.until else "",
        "interpretation": bool(event.interpretation),
        "reads_as": event.reads_as or "",
    }


def _typed(row: Fields) -> Fields:
    texts = {key: str(row.get(key) or "") for key in TEXTS}
    return {**texts, "kind": texts["kind"] or "fact", "interpretation": bool(row.get("interpretation"))}


def _draft(row: Row) -> HalfTyped:
    if row.good is None:
        return HalfTyped(**row.typed)
    # As the file will show it, however it was typed.
    return HalfTyped(**row.typed, saved_at=written(full_time(row.good["at"])), saved_what=row.good["what"])


def _parsed(
    title: str, anchors: dict[str, str], events: list[Fields | None], name: str
) -> tuple[Timeline | None, list[str]]:
    """The timeline, or what hinders it; problems name an event by its row."""
    present = [(number, event) for number, event in enumerate(events, start=1) if event is not None]
    data: dict[str, Any] = {"title": title, "anchors": anchors, "events": [_said(event) for _, event in present]}
    try:
        return Timeline.parse(tomli_w.dumps({key: value for key, value in data.items() if value}), name), []
    except AnswerError as error:
        return None, list(error.problems)


def _said(event: Fields) -> Fields:
    """An event as one would write it by hand: nothing empty but what must be there."""
    return {key: value for key, value in event.items() if value or key in ("at", "what")}


def _places(problems: list[str], name: str) -> tuple[set[int], set[str]]:
    """The 0-based rows and the anchors that problems are about. Raises AnswerError where one is about neither."""
    found = [(problem, _PLACE.match(problem)) for problem in problems]
    if others := [problem for problem, match in found if match is None]:
        raise AnswerError(name, others)
    matches = [match for _, match in found if match]
    return {int(match[1]) - 1 for match in matches if match[1]}, {match[2] for match in matches if match[2]}


def _where_and_words(problem: str) -> tuple[str, str]:
    where, _, words = problem.partition(": ")
    return where, words


def _last_good(row: Any) -> Fields | None:
    """What a browser says that the file held, where that is an event."""
    good = _typed(row) if isinstance(row, dict) else None
    return good if good and _parsed("", {}, [good], "")[0] is not None else None


def _is_time(text: str) -> bool:
    return _parsed("", {"cause": text}, [], "")[0] is not None
