"""A postmortem meeting to lead, line by line: what one says, what the room answers, and what it did."""

import logging
from pathlib import Path
from typing import Any, ClassVar

import traitlets

from pmkit.checks import Finding
from pmkit.grading.practice.exercise import Practice
from pmkit.meetings.library import agenda_of, load_meeting, meeting_names
from pmkit.meetings.telling import export, view
from pmkit.models import answer_file
from pmkit.models.answer import AnswerError
from pmkit.models.meeting.answer import Facilitation
from pmkit.widgets.bound_file import Notice
from pmkit.widgets.builder import LOOKS, Builder, Theme, live
from pmkit.widgets.esm import script, styles
from pmkit.widgets.exercise_scenario import rubric_of
from pmkit.widgets.judgement import Judgement, of_findings
from pmkit.widgets.meeting.game import Game, Played
from pmkit.widgets.meeting.page import Points, counts_picked, page_of, result, to_be_known

_log = logging.getLogger(__name__)
PAGE = {"agenda", "talk", "closed", "turns", "ratings", "seen"}
"""What of an answer the page decides; whose meeting it is, and which, stays as the file has it."""
AS_A_RULE = "What such a meeting is like, as a rule:"
OF_ANOTHER = "This file holds the meeting {there}, which goes on here. For {wanted} give another path."


class MeetingBuilder(Builder[Facilitation]):
    """Edits a facilitation.toml; see `meeting`."""

    kind: ClassVar[str] = "facilitation"
    model = Facilitation

    given = traitlets.Dict().tag(sync=True)

    _esm = script("meeting.js")
    _css = styles("meeting.js", *LOOKS, "meeting.css", "meeting_group.css")

    def set_up(
        self,
        *,
        story: str = "bad-deploy",
        agenda: str = "timeline",
        seed: int = 0,
        trainee: str = "",
        group: bool = False,
    ) -> None:
        """`story` is that of the incident, `agenda` where the hour goes, `seed` or `trainee` which meeting of it."""
        load_meeting(story)
        agenda_of(agenda)
        self._fresh = Facilitation(meeting=story, agenda=agenda, seed=seed, trainee=trainee)
        self._game = Game()
        self._exported: dict[Path, str] = {}
        self.given = to_be_known() | {"group": group}

    def blank(self) -> Facilitation:
        """A meeting in which nothing was said."""
        return self._fresh

    def arranged(self, answer: Facilitation) -> Facilitation:
        """What has begun goes on; which meeting it is, where that is open, is as the cell asks."""
        fresh = self._fresh
        if self._is_open(answer):
            whose = {"meeting": fresh.meeting, "seed": fresh.seed, "trainee": fresh.trainee or answer.trainee}
            return answer.model_copy(update=whose)
        if answer.meeting != fresh.meeting:
            self._tell(OF_ANOTHER.format(there=answer.meeting, wanted=fresh.meeting))
        return answer

    def _is_open(self, answer: Facilitation) -> bool:
        """Whether a file leaves open which meeting it is of, or says the one that the cell asks for."""
        fresh = self._fresh
        if not _has_begun(answer):
            return bool(fresh.trainee) or not (answer.trainee and answer.meeting)
        if fresh.trainee:
            return answer.meeting in {"", fresh.meeting} and answer.trainee in {"", fresh.trainee}
        return not answer.meeting

    def examine(self, _answer: Facilitation) -> list[Finding]:
        """What a line did is said under the line."""
        return []

    def _judge(self) -> Judgement:
        """Own rating first: what it earns in an exercise is told where that is checked."""
        return of_findings([])

    def from_fields(self, fields: dict[str, Any]) -> dict[str, Any]:
        """What the page says, about the meeting that the file is of."""
        mine = self.answer.model_dump(include={"meeting", "trainee", "seed"})
        return mine | {key: value for key, value in fields.items() if key in PAGE}

    def parse(self, fields: dict[str, Any]) -> Facilitation:
        """The answer, if it can be played. Raises AnswerError."""
        answer = super().parse(fields)
        try:
            self._game.play(answer)
        except ValueError as error:
            raise AnswerError(self.path.name, [str(error)]) from None
        return answer

    def to_fields(self, answer: Facilitation) -> dict[str, Any]:
        """The answer, and what came of it in the room."""
        page = page_of(answer, self._played(answer), self._points)
        return {**answer.model_dump(mode="json", include=PAGE), **page}

    @property
    def _points(self) -> Points:
        """What the exercise gives for an answer; None without one."""
        return self._in_exercise if self.rubric is not None and self.rubric.model is self.model else None

    def _in_exercise(self, answer: Facilitation) -> float | None:
        from pmkit.grading.assess import judge

        assert self.rubric is not None
        try:
            return round(judge(self.rubric, answer).points, 2)
        except Exception:  # noqa: BLE001 - a slip in a check must not stop the saving
            _log.exception("what the meeting earns in the exercise could not be told")
            return None

    def _played(self, answer: Facilitation) -> Played:
        """An answer played; where its file names no meeting or agenda that there is, the one of the cell is shown."""
        known = answer.meeting in meeting_names() and answer.agenda in {one["id"] for one in self.given["agendas"]}
        return self._game.play(answer if known else self._fresh)

    def describe(self, answer: Facilitation) -> str:
        """How many turns there are."""
        return "1 turn" if len(answer.turns) == 1 else f"{len(answer.turns)} turns"

    def draw(self, _answer: Facilitation, _width: int, _theme: Theme) -> str:
        """There is no picture of a talk."""
        return ""

    def outline(self, answer: Facilitation) -> str:
        """The talk, line by line, where it stands, and what it earned once it is over and oneself is rated."""
        played = self._played(answer)
        page = page_of(answer, played, self._points)
        sheet = view(played.meeting, played.state)
        lines = [f"{played.meeting.title}: {self.describe(answer)}, {sheet.left} of {sheet.minutes} minutes left"]
        lines += [f"{one['who']}: {one['text']}" for one in page["log"]["talk"]]
        for number, turn in enumerate(page["log"]["turns"], start=1):
            again = " (said again)" if number in played.state.taken_back else ""
            lines.append(f"You{again}: {turn['text']}")
            lines += [f"{one['who']}: {one['text']}" for one in turn["replies"] if not one["next"]]
            lines += [f"  - {one['called']}: {one['says']} {one['better']}".rstrip() for one in turn["effects"]]
            lines += [f"{one['who']}: {one['text']}" for one in turn["replies"] if one["next"]]
        voices = f"{len(sheet.heard)} of {len(sheet.heard) + len(sheet.unheard)}"
        lines.append(f"Facts: {len(sheet.facts)} of {sheet.facts_there}. Voices: {voices}. {sheet.room}")
        if page["earned"]:
            points = page["earned"]["points"]
            lines += [] if points is None else [f"{points:g} of 100 points"]
            for one in result(answer, played).elements:
                lines.append(f"- {one.title}: level {one.level} of 4. {AS_A_RULE} {one.says}")
        return "\n".join(lines)

    def _asked(self, widget: object, content: Any, buffers: object) -> None:
        """As for all builders, and: write the export beside the answer; begin another meeting."""
        wish = content.get("do") if isinstance(content, dict) else None
        if wish == "export":
            self._export()
        elif wish == "anew":
            self._begin_anew()
        else:
            super()._asked(widget, content, buffers)

    def _export(self) -> None:
        place = self.path.with_suffix(".json")
        played = self._played(self.answer)
        points = self._points(self.answer) if self._points else None
        text = export(played.meeting, played.state, self.answer, picked=counts_picked(self.answer), points=points)
        try:
            kept = self._put(place, text.model_dump_json(indent=2) + "\n")
            self._tell(f"The export is written: {place}{kept}")
        except (OSError, answer_file.UnreadableError) as error:
            self._tell(f"The export could not be written to {place}: {error}")
        self._show()

    def _put(self, place: Path, text: str) -> str:
        """Write a file; one of that name that this builder did not write is kept, and where is said."""
        there = answer_file.read(place) if place.exists() else None
        aside = answer_file.set_aside(place, "kept") if there not in {None, text, self._exported.get(place)} else None
        answer_file.write(place, text)
        self._exported[place] = text
        return f"; what stood there is kept as {aside.name}" if aside else ""

    def _begin_anew(self) -> None:
        """Keep the file of this meeting and begin the next one: that of the next seed, for a trainee their own."""
        before = self.answer
        try:
            aside = answer_file.set_aside(self.path, "kept") if self.path.exists() else None
        except OSError as error:
            self._tell(f"The meeting so far could not be kept ({error.strerror}), so nothing is begun.")
            self._show()
            return
        seed = before.seed if before.trainee else before.seed + 1
        self._fresh = self._fresh.model_copy(
            update={"meeting": before.meeting, "agenda": before.agenda, "seed": seed, "trainee": before.trainee}
        )
        if aside:
            self._tell(f"The meeting before is kept as {aside.name}.")
        self.reread()

    def _tell(self, says: str) -> None:
        known = [one for one in self._notices if one.says != says]
        self._notices = [*known[-4:], Notice(says)]


def _has_begun(answer: Facilitation) -> bool:
    return bool(answer.turns or answer.talk or answer.closed)


def meeting(
    path: str | Path,
    story: str = "bad-deploy",
    agenda: str = "timeline",
    seed: int = 0,
    *,
    exercise: str | Practice | None = None,
    group: bool = False,
) -> MeetingBuilder:
    """A postmortem meeting to lead, kept at every turn in the answer file at `path`, which need not exist yet.

    `story` names the incident, `agenda` is "timeline" or "actions", and the same `seed` is the same meeting. With an
    exercise (its name, or what `pmkit.exercise` gives) it is the trainee's own meeting, in which lines on offer count
    nothing. With `group` it is for a class and one screen: large print, lines by letter, questions to argue over.
    What the file holds goes on. Raises ValueError for a story or an agenda that there is none of,
    LookupError for a name that no exercise has.
    """
    rubric = rubric_of(exercise, path)
    if rubric is None:
        return live(MeetingBuilder, path, story=story, agenda=agenda, seed=seed, group=group)
    settings: dict[str, Any] = {"story": rubric.story, "agenda": agenda, "trainee": rubric.trainee, "group": group}
    return live(MeetingBuilder, path, rubric=rubric, **settings)
