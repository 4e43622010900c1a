"""The timeline builder: evidence to pick from, the events made of it, their anchors, and clocks that follow."""

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar

import traitlets

from pmkit.checks import Finding, examine
from pmkit.grading.practice.exercise import Practice
from pmkit.grading.readings.reading import Reading
from pmkit.models.clocks import DEFAULT, IN_WORDS, Figure, load_policy, policy_names, read_clocks
from pmkit.models.event import Warned
from pmkit.models.story.evidence_line import EvidenceLine
from pmkit.models.story.source_names import names_of
from pmkit.models.timeline import Anchors, Timeline
from pmkit.render.timeline import picture as render
from pmkit.widgets.builder import LOOKS, Builder, Theme, live
from pmkit.widgets.esm import script, styles
from pmkit.widgets.exercise_scenario import rubric_of
from pmkit.widgets.timeline.drafts import DraftFile, TimelineDrafts
from pmkit.widgets.timeline.evidence import noted, packed, written
from pmkit.widgets.timeline.page import Page, page_of, read_page

_EVENT = re.compile(r"event (\d+)")


class TimelineBuilder(Builder[Timeline]):
    """Edits a timeline.toml; see `timeline`.

    What is half typed, such as a time of which the hour is missing, stands in a hidden file beside the answer
    (see pmkit.widgets.timeline.drafts); the answer keeps the event as it was last good.
    """

    kind: ClassVar[str] = "timeline"
    model = Timeline
    rows: ClassVar[str] = "events"
    shows_exhibits: ClassVar[bool] = False  # its evidence tells all that they tell, and they tell what to find in it

    lines = traitlets.Any().tag(sync=True)
    names = traitlets.Any().tag(sync=True)
    notes = traitlets.Any().tag(sync=True)
    label = traitlets.Unicode().tag(sync=True)
    policies = traitlets.Any().tag(sync=True)

    _esm = script("timeline.js")
    _css = styles("timeline.js", *LOOKS, "timeline_evidence.css", "timeline.css")

    def __init__(self, path: Path, *args: Any, **settings: Any) -> None:
        self._drafts = DraftFile(path)
        self._half = TimelineDrafts()
        self._page: Page | None = None
        super().__init__(path, *args, **settings)

    def set_up(
        self,
        *,
        lines: Sequence[EvidenceLine] = (),
        warnings: Sequence[Warned] = (),
        label: str = "Timeline",
        policy: str = DEFAULT,
    ) -> None:
        """`lines` are to be picked from, `warnings` what their readers noticed; `policy` is the one shown first."""
        load_policy(policy)
        self.lines, self.notes, self.label = packed(lines), noted(warnings, lines), label
        self.names = {source: names_of(source) for source in {str(line[4]) for line in self.lines}}
        names = sorted(policy_names(), key=lambda name: name != policy)
        self.policies = [load_policy(name).model_dump(include={"name", "title", "says", "source"}) for name in names]

    def arranged(self, answer: Timeline) -> Timeline:
        """The events by time, as the page shows them."""
        return answer.sorted()

    def order(self, answer: Timeline) -> list[int]:
        """As `arranged`."""
        return answer.in_order()

    def on_page(self, where: str) -> str:
        """An event is called by its number on the page, where some may be half typed and in no file."""
        rows = self._page_of(self.answer).in_file()
        return _EVENT.sub(lambda at: f"event {rows[int(at[1]) - 1] + 1}", where)

    def parse(self, fields: dict[str, Any]) -> Timeline:
        """The timeline of what can be read; the rest is kept as it was last good, and told by `half_typed`."""
        self._page = read_page(fields, self.path.name)
        return self._page.timeline

    def to_fields(self, answer: Timeline) -> dict[str, Any]:
        """The rows of the page, the gaps between them, and the figures under each policy."""
        page = self._page_of(answer)
        rows = [{"id": row.id, **row.typed, "good": row.good if row.is_half_typed else row.typed} for row in page.rows]
        return {
            "title": answer.title,
            "events": rows,
            "anchors": page.anchors,
            "good_anchors": page.good_anchors,
            "gaps": _gaps(page),
            "clocks": {name: _figures(answer.anchors, name) for name in policy_names()},
        }

    def reads_back(self, answer: Timeline, reading: Reading) -> bool:
        """Once an event has a source: until then there is nothing that its words could be read by."""
        number = _EVENT.match(reading.where)
        event = answer.events[int(number[1]) - 1] if number else None
        return event is None or bool(event.source.strip() or event.ref)

    def half_typed(self) -> list[dict[str, str]]:
        """What is to be written where a field holds what cannot be read."""
        return [{"where": where, "says": says} for where, says in self._page_of(self.answer).problems]

    def examine(self, answer: Timeline) -> list[Finding]:
        """What the checks find."""
        found = examine(answer, kind=self.kind, scenario=self.scenario)
        return [replace(one, where=self.on_page(one.where)) for one in found]

    def describe(self, answer: Timeline) -> str:
        """How many events there are."""
        return "1 event" if len(answer.events) == 1 else f"{len(answer.events)} events"

    def draw(self, answer: Timeline, width: int, theme: Theme) -> str:
        """The events in their lanes; nothing before there is one."""
        return render.html(answer, width=width, theme=theme) if answer.events else ""

    def outline(self, answer: Timeline) -> str:
        """Each event on a line, with gaps and anchors among them."""
        return render.outline(answer)

    def reread(self) -> None:
        """Show what is on disk now, and what was half typed."""
        self._half, self._page = self._drafts.open(), None
        super().reread()

    def _save(self, *, keep_present: bool = False) -> None:
        super()._save(keep_present=keep_present)
        drafts = self._page_of(self.answer).drafts()
        if self._trouble or drafts == self._half:
            return
        try:
            self._drafts.save(drafts)
        except OSError as error:
            self._trouble = error.strerror or str(error)
            return
        self._half = drafts

    def _page_of(self, answer: Timeline) -> Page:
        if self._page is None or self._page.timeline is not answer:
            half = self._half if self._page is None else TimelineDrafts()
            self._page = replace(page_of(answer, half, self.path.name), timeline=answer)
        return self._page


def _gaps(page: Page) -> list[dict[str, Any]]:
    """The gaps that no event notes: after which row, and between which times."""
    rows = page.in_file()
    return [
        {
            "after": page.rows[rows[gap.before]].id,
            "start": written(gap.start),
            "end": written(gap.end),
            "seconds": round(gap.length.total_seconds()),
        }
        for gap in page.timeline.gaps()
    ]


def _figures(anchors: Anchors, policy: str) -> list[dict[str, Any]]:
    return [_figure(figure) for figure in read_clocks(anchors, load_policy(policy))]


def _figure(figure: Figure) -> dict[str, Any]:
    return {
        "name": figure.name,
        "words": IN_WORDS[figure.name],
        "seconds": figure.seconds,
        "minutes": figure.minutes,
        "from": figure.start,
        "to": figure.end,
        "missing": list(figure.missing),
    }


def timeline(
    path: str | Path,
    lines: Sequence[EvidenceLine] = (),
    warnings: Sequence[Warned] = (),
    exercise: str | Practice | None = None,
    *,
    label: str = "Timeline",
    policy: str = DEFAULT,
) -> TimelineBuilder:
    """The timeline builder for the answer file at `path`, which need not exist yet.

    `lines` is the evidence to pick from, `warnings` what its readers noticed, `policy` the definition of the
    clocks that is shown first. With an exercise (its name, or what `pmkit.exercise` gives) it says at every change
    what the answer earns, and what is open. Raises LookupError for an exercise or a policy that nothing is called.
    """
    settings: dict[str, Any] = {"lines": lines, "warnings": warnings, "label": label, "policy": policy}
    return live(TimelineBuilder, path, rubric=rubric_of(exercise, path), **settings)
