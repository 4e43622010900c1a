"""An answer played in the trainee's own meeting: what the meeting gave, what was made of it, whose words it was."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property

from pmkit.checks.facilitation.reading import FacilitationReading
from pmkit.grading.facilitation.own_meeting import OwnMeeting
from pmkit.grading.readings.reading import Reading
from pmkit.meetings.hearing import SAME, is_crowded
from pmkit.meetings.score import facts_asked, score, weight_of
from pmkit.models.meeting.answer import Facilitation
from pmkit.models.meeting.moves import HELPFUL
from pmkit.models.meeting.score import ElementScore, MeetingScore
from pmkit.models.meeting.state import ElementId, Moment, State
from pmkit.models.meeting.wording import alike, words_of

OFTEN = 2
"""So often the same may be said, to one after another; from then on it counts nothing."""


@dataclass(frozen=True)
class Beside:
    """The answer, its own meeting, and where it led."""

    reading: FacilitationReading
    own: OwnMeeting
    readings: dict[int, Reading] = field(default_factory=dict)
    """No line of such an answer is read by its meaning."""

    @cached_property
    def answer(self) -> Facilitation:
        """The answer itself."""
        return self.reading.answer or Facilitation()

    @cached_property
    def state(self) -> State:
        """Where the meeting stands after the last turn; what was said in another meeting is not said in this one."""
        return self.own.played(self.answer if self.own.is_of(self.answer) else Facilitation())

    @cached_property
    def result(self) -> MeetingScore:
        """The score as the meeting has it; what was met with a line on offer counts nothing."""
        return score(self.own.meeting, self.state)

    def element(self, name: ElementId) -> ElementScore:
        """One of its six elements."""
        return next(one for one in self.result.elements if one.element == name)

    def given(self, name: ElementId, keep: Callable[[Moment], bool] = lambda _: True) -> list[Moment]:
        """What the meeting gave for an element, reached or not."""
        return [one for one in self.element(name).moments if not one.harm and keep(one)]

    def worth(self, moment: Moment) -> float:
        """What a moment counts of 1: as it was met, half in a turn said again, nothing for a line worn or on offer."""
        if moment.turn in self.worn and not moment.of.startswith("thanks:"):
            return 0.0
        return moment.met * weight_of(self.state, moment, 0.0)

    def share(self, given: Iterable[Moment]) -> float:
        """The share of opportunities that were met, by their worth."""
        listed = [*given]
        total = sum(one.worth for one in listed if not one.late)
        return sum(one.worth * self.worth(one) for one in listed) / total if total else 1.0

    @cached_property
    def facts_asked(self) -> int:
        """How many facts count as all under the agenda chosen."""
        return facts_asked(self.own.meeting, self.state)

    @cached_property
    def worn(self) -> frozenset[int]:
        """The turns, from 1, in which the same is said once more, whatever name is in it."""
        said: list[frozenset[str]] = []
        found = set()
        for number, one in enumerate(self.state.said, start=1):
            words = frozenset(words_of(one.text)) - self.own.meeting.names.keys()
            if sum(alike(words, old) >= SAME for old in said) >= OFTEN:
                found.add(number)
            said.append(words)
        return frozenset(found)

    @cached_property
    def own_turns(self) -> int:
        """Turns of one's own words that do something, and nothing that was said before."""
        said: list[frozenset[str]] = []
        count = 0
        for number, one in enumerate(self.state.said, start=1):
            words = words_of(one.text)
            helps = any(move.name in HELPFUL and move.name != "we-language" for move in one.moves)
            again = number in self.worn or any(alike(frozenset(words), old) >= SAME for old in said)
            count += helps and not (one.picked or again or is_crowded(one.moves, words))
            said.append(frozenset(words))
        return count

    @cached_property
    def harms(self) -> dict[int, list[str]]:
        """The harmful moves of each turn that made some, by its number from 1."""
        found: dict[int, list[str]] = {}
        for one in self.state.moments:
            if one.harm:
                found.setdefault(one.turn, []).append(one.of)
        return found

    @cached_property
    def rows(self) -> list[int]:
        """In which row of the answer each turn that stands was said, from 0."""
        rows: list[int] = []
        for row, turn in enumerate(self.answer.turns):
            if not turn.back:
                rows.append(row)
            elif rows:
                rows.pop()
        return rows[: len(self.state.said)]
