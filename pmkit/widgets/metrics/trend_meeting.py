"""The lab *trend meeting*: what stands out in a quarter of incidents, and three sentences that the data support."""

from pathlib import Path
from typing import Any, ClassVar

import traitlets

from pmkit.checks import Finding
from pmkit.grading.trend_meeting.choices import chosen
from pmkit.grading.trend_meeting.meeting import figures_of, tell
from pmkit.models.incident_history.two_quarters import TwoQuarters
from pmkit.models.practice.trend_meeting import SENTENCES, TrendMeeting
from pmkit.render.metrics.meeting import MONTHS, outline, svg
from pmkit.widgets.builder import LOOKS, Builder, Theme, live
from pmkit.widgets.editor import with_plain_line_ends
from pmkit.widgets.esm import script, styles

DEFAULT_SEED = 1


class TrendMeetingBuilder(Builder[TrendMeeting]):
    """Edits a trend_meeting.toml; see `trend_meeting`."""

    kind: ClassVar[str] = "trend-meeting"
    model = TrendMeeting

    given = traitlets.Dict().tag(sync=True)

    _esm = script("trend_meeting.js")
    _css = styles("trend_meeting.js", *LOOKS, "lib/prose_field.css", "lib/prose_marks.css", "trend_meeting.css")

    def set_up(self, *, seed: int | None = None) -> None:
        """`seed` numbers the quarters; without one they are those of the file."""
        self._seed = seed
        if seed is not None:
            figures_of(seed)

    def reread(self) -> None:
        """Show what is on disk now, and the quarters that it is about."""
        super().reread()
        self.given = _given(figures_of(self.answer.seed).quarters)

    def blank(self) -> TrendMeeting:
        """No choice, and three sentences to write."""
        return TrendMeeting(seed=DEFAULT_SEED if self._seed is None else self._seed, sentences=[""] * SENTENCES)

    def arranged(self, answer: TrendMeeting) -> TrendMeeting:
        """With three sentences, and about the quarters that the cell asked for."""
        written = [with_plain_line_ends(one) for one in answer.sentences]
        seed = answer.seed if self._seed is None else self._seed
        return answer.model_copy(update={"seed": seed, "sentences": [*written, *[""] * (SENTENCES - len(written))]})

    def from_fields(self, fields: dict[str, Any]) -> dict[str, Any]:
        """The choices and sentences, with the number of the quarters."""
        names = ("cluster_from", "cluster_to", "service", "cause", "sentences")
        return {"seed": self.answer.seed} | {name: fields[name] for name in names}

    def to_fields(self, answer: TrendMeeting) -> dict[str, Any]:
        """What was chosen and written, with what is right about it, was not checked, or is still lacking."""
        figures = figures_of(answer.seed)
        told = [tell(one, figures) for one in answer.sentences]
        return answer.model_dump(exclude={"seed"}) | {
            "met": {one.field: one.met for one in chosen(answer, figures) if one.met},
            "told": [
                {"met": list(one.met), "unread": list(one.unread), "lacks": one.lacks, "whole": one.is_whole}
                for one in told
            ],
        }

    def examine(self, answer: TrendMeeting) -> list[Finding]:
        """What the data do not carry, in the sentences and in the choices."""
        figures = figures_of(answer.seed)
        found = [one.finding for one in chosen(answer, figures) if one.finding]
        for number, sentence in enumerate(answer.sentences, start=1):
            found += tell(sentence, figures, f"sentence {number}").findings
        return found

    def describe(self, answer: TrendMeeting) -> str:
        """How many sentences are written."""
        return "1 sentence" if answer.written == 1 else f"{answer.written} sentences"

    def draw(self, answer: TrendMeeting, width: int, theme: Theme) -> str:
        """The charts, with the chosen days shaded."""
        return svg(figures_of(answer.seed).quarters, cluster=answer.cluster, width=width, theme=theme)

    def outline(self, answer: TrendMeeting) -> str:
        """The figures, the choices and the sentences, with what is to be looked at."""
        days = " to ".join(one or "…" for one in (answer.cluster_from, answer.cluster_to))
        lines = [f"Cluster: {days}", f"Service: {answer.service or '…'}", f"Repeated cause: {answer.cause or '…'}"]
        for number, sentence in enumerate(answer.sentences, start=1):
            lines.append(f"{number}. {sentence or '…'}")
        lines += [f"- {one.says}. {one.instead}" for one in self.examine(answer)]
        return "\n".join([outline(figures_of(answer.seed).quarters), "", *lines])


def _given(quarters: TwoQuarters) -> dict[str, Any]:
    """The incidents as the page's table shows them, and what can be chosen."""
    rows = [
        {
            "id": one.id,
            "began": f"{one.start:%Y-%m-%d %H:%M}",
            "month": MONTHS[one.start.month - 1],
            "this": one.day >= quarters.begins,
            "service": one.service,
            "severity": one.severity,
            "cause": one.cause,
            "title": one.title,
            "minutes": one.minutes,
            "repeats": one.repeats,
        }
        for one in quarters.incidents
    ]
    return {
        "rows": rows,
        "services": sorted(quarters.names("service")),
        "causes": sorted(quarters.names("cause")),
        "begins": quarters.begins.isoformat(),
        "ends": quarters.ends.isoformat(),
    }


def trend_meeting(path: str | Path, *, seed: int | None = None) -> TrendMeetingBuilder:
    """The lab *trend meeting* for the answer file at `path`, which need not exist yet.

    `seed` numbers the two quarters that are looked at; without one they are those of the file, or the first. Raises
    ValueError for a seed out of range.
    """
    return live(TrendMeetingBuilder, path, seed=seed)
