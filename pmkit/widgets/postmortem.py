"""The workspace of a postmortem: its sections, the text with its findings, and beside it all that it rests on."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, ClassVar

import traitlets

from pmkit.checks import Finding, examine
from pmkit.checks.postmortem.standing import OPTIONAL, Standing, in_head, standing_of
from pmkit.grading.practice.exercise import Practice
from pmkit.models.answer import AnswerError
from pmkit.models.dates.business_days import WEEKDAYS, calendar_names, load_calendar
from pmkit.models.event import Warned
from pmkit.models.postmortem.edits import Edit, missing_fields, with_all, with_section, with_status
from pmkit.models.postmortem.headings import SECTIONS
from pmkit.models.postmortem.postmortem import STATUSES, Postmortem
from pmkit.models.postmortem.review import Review, review_beside
from pmkit.models.postmortem.schedule import Stage, day_number, stages_of
from pmkit.models.story.evidence_line import EvidenceLine
from pmkit.models.story.source_names import names_of
from pmkit.render import postmortem as render
from pmkit.widgets.builder import LOOKS, Builder, Theme, live, wanted
from pmkit.widgets.editor import with_plain_line_ends
from pmkit.widgets.esm import script, styles
from pmkit.widgets.exercise_scenario import rubric_of
from pmkit.widgets.postmortem_answers import at_hand, paths_of
from pmkit.widgets.timeline.evidence import noted, packed


class PostmortemBuilder(Builder[Postmortem]):
    """Edits a postmortem.md; see `postmortem`."""

    kind: ClassVar[str] = "postmortem"
    model = Postmortem

    lines = traitlets.Any().tag(sync=True)
    names = traitlets.Any().tag(sync=True)
    notes = traitlets.Any().tag(sync=True)
    own = traitlets.Any().tag(sync=True)
    calendars = traitlets.Any().tag(sync=True)
    calendar = traitlets.Any().tag(sync=True, echo_update=False)

    _esm = script("postmortem.js")
    _css = styles(
        "postmortem.js",
        *LOOKS,
        "lib/prose_field.css",
        "lib/prose_marks.css",
        "lib/tabs.css",
        "timeline_evidence.css",
        "postmortem.css",
    )

    def set_up(
        self,
        *,
        lines: Sequence[EvidenceLine] = (),
        warnings: Sequence[Warned] = (),
        timeline: str | Path | None = None,
        five_whys: str | Path | None = None,
        fishbone: str | Path | None = None,
        calendar: str = WEEKDAYS,
    ) -> None:
        """`lines` is the evidence, the next three are analyses at hand, `calendar` says what a business day is."""
        load_calendar(calendar)
        self.lines, self.notes = packed(lines), noted(warnings, lines)
        self.names = {source: names_of(source) for source in {str(line[4]) for line in self.lines}}
        if self.lines and self.rubric is None:
            self.incident = {**self.incident, "exhibits": []}  # the evidence tells all that they tell
        self._paths = paths_of(self.path, {"timeline": timeline, "five-whys": five_whys, "fishbone": fishbone})
        self.calendars = [[name, load_calendar(name).title] for name in calendar_names()]
        self.calendar = calendar
        self.observe(self._counted_anew, "calendar")

    def arranged(self, answer: Postmortem) -> Postmortem:
        """The text as the field will hold it."""
        return Postmortem(text=with_plain_line_ends(answer.text))

    def parse(self, fields: dict[str, Any]) -> Postmortem:
        """The text that was typed."""
        return Postmortem.parse(fields["text"], self.path.name)

    def on_page(self, where: str) -> str:  # noqa: ARG002  # there is one field
        """All of it stands in one field."""
        return "text"

    def examine(self, answer: Postmortem) -> list[Finding]:
        """What the checks find in the text."""
        found = examine(answer.text, kind=self.kind, scenario=self.scenario)
        return [replace(finding, where="text") for finding in found]

    def to_fields(self, answer: Postmortem) -> dict[str, Any]:
        """The text, and how it stands with it."""
        findings = self._judgement.findings
        return {
            "text": answer.text,
            "sections": [_section(answer, one) for one in standing_of(answer, findings)],
            "head": {"missing": missing_fields(answer), "findings": in_head(answer, findings)},
            "all": _edit(with_all(answer)),
            "status": answer.status,
            "statuses": [[status, _edit(with_status(answer, status))] for status in STATUSES],
            "days": self._days(answer),
            "review": self._review(),
        }

    def describe(self, answer: Postmortem) -> str:
        """How many words there are."""
        count = len(answer.text.split())
        return "1 word" if count == 1 else f"{count} words"

    def draw(self, answer: Postmortem, width: int, theme: Theme) -> str:
        """The text as it will be published."""
        return render.html(answer, width=width, theme=theme)

    def outline(self, answer: Postmortem) -> str:
        """What there is of each section."""
        return render.outline(answer)

    def reread(self) -> None:
        """Show what is on disk now, of the document and of the answers beside it."""
        super().reread()
        self._look_beside()

    def _look_beside(self) -> None:
        self.own = at_hand(self._paths, *wanted(self.look))

    def _looked(self, change: dict[str, Any]) -> None:
        super()._looked(change)
        self._look_beside()

    def _counted_anew(self, _change: dict[str, Any]) -> None:
        if self.calendar not in calendar_names():
            self.calendar = WEEKDAYS
        self._show()

    def _asked(self, widget: object, content: Any, buffers: object) -> None:
        """As every builder; and to look again at the answers beside and at the review."""
        if isinstance(content, dict) and content.get("do") == "look-beside":
            self._look_beside()
            self._show()
        else:
            super()._asked(widget, content, buffers)

    def _days(self, answer: Postmortem) -> dict[str, Any]:
        """The stages with their days, and what day it is."""
        if answer.date is None:
            return {"says": "The days are counted from the incident: write its date into the head, as 2026-11-27."}
        today = date.today()  # noqa: DTZ011  # the day where the trainee is
        try:
            stages = stages_of(answer.date, self.calendar)
            number = day_number(answer.date, today, self.calendar)
        except (ValueError, OverflowError):
            return {"says": f"Business days after {answer.date} are not counted: is the year right?"}
        return {
            "says": f"Day 0 is {answer.date}, the day of the incident. Today is business day {number}.",
            "stages": [_stage(stage, answer.status, today) for stage in stages],
        }

    def _review(self) -> dict[str, Any]:
        """What a second person says in the file beside, in short."""
        path = review_beside(self.path)
        try:
            review = Review.load(path)
        except FileNotFoundError:
            return {"says": f"There is no review of it yet. The checklist is kept as {path.name}."}
        except (OSError, AnswerError) as error:
            return {"says": f"{path.name} could not be read.\n{error}"}
        standing = review.standing()
        counts = ", ".join(f"{len(found)} {said}" for said, found in standing.items() if found)
        who = f"Reviewed by {review.reviewer}" if review.reviewer.strip() else "Reviewed"
        day = f" on {review.date}" if review.date else ""
        asked = [[said, one.asks, review.note_on(one.key)] for said in ("no", "unsure") for one in standing[said]]
        return {"says": f"{who}{day}: {counts}.", "asked": asked}


def _section(answer: Postmortem, one: Standing) -> dict[str, Any]:
    missing = one.key in SECTIONS and one.state == "missing"
    insert = _edit(with_section(answer, one.key)) if missing else None  # type: ignore[arg-type]  # one of SECTIONS
    return {**one._asdict(), "optional": one.key in OPTIONAL, "open": one.is_open, "insert": insert}


def _edit(edit: Edit) -> dict[str, Any]:
    return edit._asdict()


def _stage(stage: Stage, status: str, today: date) -> dict[str, str]:
    days = f"day {stage.first_day} to {stage.last_day}"
    return {
        "title": stage.title,
        "days": f"{days}: {stage.first} to {stage.last}",
        "state": stage.state(status, today),
    }


def postmortem(
    path: str | Path,
    exercise: str | Practice | None = None,
    *,
    lines: Sequence[EvidenceLine] = (),
    warnings: Sequence[Warned] = (),
    timeline: str | Path | None = None,
    five_whys: str | Path | None = None,
    fishbone: str | Path | None = None,
    calendar: str = WEEKDAYS,
) -> PostmortemBuilder:
    """The workspace of the postmortem at `path`, which need not exist yet.

    `lines` is the evidence, `warnings` what its readers noticed. The trainee's timeline, 5 Whys and fishbone are found
    beside the document, or where the paths say. Raises LookupError for an exercise or calendar that nothing is called.
    """
    load_calendar(calendar)
    settings: dict[str, Any] = {
        "lines": lines,
        "warnings": warnings,
        "timeline": timeline,
        "five_whys": five_whys,
        "fishbone": fishbone,
        "calendar": calendar,
    }
    return live(PostmortemBuilder, path, rubric=rubric_of(exercise, path), **settings)
