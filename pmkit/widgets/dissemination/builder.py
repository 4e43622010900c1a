"""The planner of dissemination: four horizons with their steps, each with a date, an audience and an owner."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, ClassVar

import traitlets

from pmkit.checks import examine
from pmkit.models import answer_file
from pmkit.models.answer import AnswerError
from pmkit.models.dates.business_days import calendar_names, load_calendar
from pmkit.models.dissemination.dissemination import HORIZONS, Dissemination, standing, steps_of_the_module, words_of
from pmkit.models.postmortem.postmortem import Postmortem
from pmkit.models.timeline import Timeline
from pmkit.render import dissemination as render
from pmkit.tables.dissemination import to_calendar, to_checklist
from pmkit.tables.engineering_summary import summary_for_engineering
from pmkit.widgets.bound_file import Notice
from pmkit.widgets.builder import LOOKS, Builder, Theme, live
from pmkit.widgets.esm import script, styles

DATES = ("due", "done")
NO_POSTMORTEM = "The summary is drafted from the postmortem; there is none at {path} yet."
MOST_REMARKS = 5
EXPORTS = {"calendar": ".ics", "checklist": ".md"}


class DisseminationBuilder(Builder[Dissemination]):
    """Edits a dissemination.toml; see `dissemination`."""

    kind: ClassVar[str] = "dissemination"
    model = Dissemination
    rows: ClassVar[str] = "steps"

    words = traitlets.Dict().tag(sync=True)

    _esm = script("dissemination.js")
    _css = styles("dissemination.js", *LOOKS, "dissemination.css")

    def set_up(
        self, *, postmortem: str | Path | None = None, timeline: str | Path | None = None, on: date | None = None
    ) -> None:
        """`postmortem` is what the summary is drafted from; `timeline` says when it ended; `on` is the day."""
        self._on = on
        self._postmortem = Path(postmortem) if postmortem is not None else None
        self._timeline = Path(timeline) if timeline is not None else None
        self._drafted: dict[str, list[str]] = {}
        self._written: dict[Path, str] = {}
        self.words = {
            "horizons": {one: words_of(one)._asdict() for one in HORIZONS},
            "calendars": {name: load_calendar(name).title for name in calendar_names()},
        }

    def blank(self) -> Dissemination:
        """The module's steps, for the incident that postmortem and timeline tell of."""
        told = self._read_postmortem()
        title = told.title.text if told else ""
        return Dissemination(incident=title, ended=self._end(), steps=steps_of_the_module())

    def _end(self) -> datetime | None:
        try:
            anchors = Timeline.load(self._timeline).anchors if self._timeline else None
        except (OSError, AnswerError):  # its own builder says what is the matter with it
            return None
        return (anchors.resolved or anchors.impact_end) if anchors else None

    def _read_postmortem(self) -> Postmortem | None:
        try:
            return Postmortem.load(self._postmortem) if self._postmortem else None
        except (OSError, AnswerError):
            return None

    def arranged(self, answer: Dissemination) -> Dissemination:
        """In the order of the horizons, as the fields show them."""
        return answer.by_horizon()

    def from_fields(self, fields: dict[str, Any]) -> dict[str, Any]:
        """Drop what is empty, read what is a time; the model judges the rest."""
        if not isinstance(fields, dict):
            return {"steps": fields}
        said = {key: fields[key] for key in ("incident", "calendar") if fields.get(key) not in ("", None)}
        steps = fields.get("steps", [])
        steps = [_said(one) for one in steps] if isinstance(steps, list) else steps
        return {**said, **_moment(fields.get("ended")), "steps": steps}

    def to_fields(self, answer: Dissemination) -> dict[str, Any]:
        """The plan, by when each step is due, and the summary that the postmortem gives."""
        return {
            **answer.model_dump(mode="json"),
            "ended": f"{answer.ended.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}" if answer.ended else "",
            "dues": [f"{due}" if (due := answer.due(step)) else "" for step in answer.steps],
            "standing": [*standing(answer, self._on or date.today())],  # noqa: DTZ011 -- the day of whoever looks
            "summary": (summary := self._summary()),
            "remarks": self._remarks(summary),
        }

    def _remarks(self, summary: str) -> list[str]:
        """What the checks of language find in the draft: it is found out once."""
        if summary not in self._drafted:
            found = examine(summary, "prose")[:MOST_REMARKS]
            self._drafted = {summary: [f"“{one.quote}”: {one.says} {one.instead}" for one in found]}
        return self._drafted[summary]

    def _summary(self) -> str:
        told = self._read_postmortem()
        if told is None:
            return NO_POSTMORTEM.format(path=self._postmortem or "answers/postmortem.md")
        return summary_for_engineering(told, str(self._postmortem))

    def parse(self, fields: dict[str, Any]) -> Dissemination:
        """The plan, if its dates can be counted. Raises AnswerError."""
        plan = super().parse(fields)
        try:
            for step in plan.steps:
                plan.due(step)
        except (LookupError, ValueError) as error:
            raise AnswerError(self.path.name, [f"calendar: {error}"]) from None
        except OverflowError:
            raise AnswerError(self.path.name, ["ended: lies at the end of all calendars; look at its year"]) from None
        return plan

    def describe(self, answer: Dissemination) -> str:
        """How many steps there are."""
        return "1 step" if len(answer.steps) == 1 else f"{len(answer.steps)} steps"

    def draw(self, answer: Dissemination, width: int, theme: Theme) -> str:
        """The plan as a table."""
        return render.html(answer, width=width, theme=theme)

    def outline(self, answer: Dissemination) -> str:
        """The plan as text."""
        return render.outline(answer)

    def _asked(self, widget: object, content: Any, buffers: object) -> None:
        """As for all builders, and: write the calendar, or the checklist, beside the answer."""
        if isinstance(content, dict) and content.get("do") == "draft":
            self._show()
            return
        what = content.get("export") if isinstance(content, dict) else None
        if not isinstance(what, str) or what not in EXPORTS:
            super()._asked(widget, content, buffers)
            return
        place = self.path.with_suffix(EXPORTS[what])
        try:
            text = to_calendar(self.answer, datetime.now(UTC)) if what == "calendar" else to_checklist(self.answer)
            aside = self._put(place, text)
            kept = f"; what stood there is kept as {aside.name}" if aside else ""
            says = f"The {what} is written: {place}{kept}"
        except (OSError, LookupError, ValueError, answer_file.UnreadableError) as error:
            says = f"The {what} could not be written to {place}: {error}"
        self._notices = [*self._notices[-3:], Notice(says)]
        self._show()

    def _put(self, place: Path, text: str) -> Path | None:
        """Write a file; one of the same name that this builder did not write is kept, and its new place is given."""
        there = answer_file.read(place) if place.exists() else None
        aside = answer_file.set_aside(place, "kept") if there not in {None, text, self._written.get(place)} else None
        answer_file.write(place, text)
        self._written[place] = text
        return aside


def _said(step: Any) -> Any:
    """A step as one would write it by hand: without empty fields, dates as dates where they are some."""
    if not isinstance(step, dict):
        return step
    said = {key: value for key, value in step.items() if value not in ("", None) or key == "what"}
    for key in DATES:
        if isinstance(said.get(key), str):
            said[key] = _day(said[key])
    return said


def _day(text: str) -> date | str:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text


def _moment(text: Any) -> dict[str, Any]:
    if text in ("", None):
        return {}
    try:
        return {"ended": datetime.fromisoformat(text)}
    except (TypeError, ValueError):
        return {"ended": text}


def dissemination(
    path: str | Path,
    *,
    postmortem: str | Path | None = None,
    timeline: str | Path | None = None,
    on: date | None = None,
) -> DisseminationBuilder:
    """The planner for the answer file at `path`, which need not exist yet; it begins with the module's steps.

    From `postmortem`, a Markdown file, come the incident's title and the draft of a summary; from `timeline`, an
    answer file, when it ended. `on` is the day from which lateness is told, today without one.
    """
    return live(DisseminationBuilder, path, postmortem=postmortem, timeline=timeline, on=on)
