"""Leads a meeting well, in words of its own: the model answer of an exercise in facilitation is what it says.

It follows the guidelines of the module: set the frame, meet what comes, thank, name the time, ask each by name for
what they saw, park ideas and find owners for them at the end, sum up, close.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from pmkit.meetings.owners import ideas_left
from pmkit.meetings.sitting import Sitting
from pmkit.meetings.turn import SUMMARY
from pmkit.models.data_file import data_file
from pmkit.models.meeting.meeting import Beat, Meeting, MeetingFact
from pmkit.models.meeting.state import State
from pmkit.models.meeting.wording import words_of

WORDS = "grading/facilitation/said.toml"
PARKED = ("early-fix", "never-again", "tangent")
BLAME = ("outburst", "asks-who")
HURT = ("upset", "tears")


class Player:
    """Says the next line of a meeting; `first` is which of several wordings comes first."""

    def __init__(self, meeting: Meeting, state: State, first: int = 0, words: str = WORDS) -> None:
        self.meeting = meeting
        self.state = state
        self.sitting = Sitting(meeting, state)
        self.first = first
        self.words: dict[str, Any] = data_file(words)

    def line(self) -> str | None:
        """The next line; None where all is said and the meeting can be closed."""
        if not self.state.said:
            return self._unsaid("frame")
        before = [*self._dues()]
        if self.state.waiting:
            return " ".join([*before, *self._met(self.meeting.beat_by_id[self.state.waiting[0].beat])])
        if self.sitting.stage == "owners":
            return self._at_the_end(before)
        return " ".join([*before, self._question()])

    def _at_the_end(self, before: Sequence[str]) -> str | None:
        """Owners, then what was not reached, the summary, the end."""
        ideas = ideas_left(self.sitting)
        if ideas:
            return " ".join([*before, self._unsaid("owners", idea=ideas[0].says)])
        if len(self.state.come) < len(self.state.plan) or self.sitting.part != self.sitting.agenda.parts[-1]:
            return " ".join([*before, self._question()])
        if all(one.of != SUMMARY for one in self.state.moments):
            return " ".join([*before, self._unsaid("summary", facts=str(len(self.state.facts)))])
        return " ".join([*before, self._question()]) if before else None

    def _dues(self) -> Iterator[str]:
        """Thanks that are owed, and the time where a part of the agenda begins."""
        due = [one.beat for one in self.state.due]
        owed = next((one.partition(":")[2] for one in due if one.startswith("thanks:")), "")
        if owed:
            name = self._first_name(self.meeting.fact_by_id[owed].who)
            yield self.words["thanks"][len(self.state.said) % len(self.words["thanks"])].format(name=name)
        if any(one.startswith("part:") for one in due):
            yield self._unsaid("clocks")

    def _met(self, beat: Beat) -> list[str]:
        """What meets a beat, with a question behind it where it leaves room for one."""
        if beat.kind in HURT:
            return [self._unsaid("redirects")]
        if beat.kind == "silent-expert":
            return [self._question(who=beat.who)]
        if beat.kind == "dominating":
            return [self._question(other_than=beat.who)]
        group = "redirects" if beat.kind in BLAME else "parks" if beat.kind in PARKED else "clocks"
        if group == "clocks" and beat.kind != "running-late":
            return [self._question()]
        return [self._unsaid(group), self._question()]

    def _question(self, who: str = "", other_than: str = "") -> str:
        """A question by name: for a fact that may come out, else for a voice that was not heard, else for more."""
        facts = [one for one in self._facts() if who in {"", one.who} and one.who != other_than]
        shut = {one.id: self.state.moods[one.who] < one.trust for one in facts}
        facts.sort(key=lambda one: (shut[one.id], one.who in self.state.heard))
        if facts and (who or not shut[facts[0].id]):
            return str(self.words["asks"][self.meeting.slug][facts[0].id])
        silent = [one.id for one in self.meeting.people if one.id not in self.state.heard and one.id != other_than]
        others = [one.id for one in self.meeting.people if one.id != other_than]
        asked = who or next(iter(silent), others[len(self.state.said) % len(others)])
        return self._unsaid("voices", name=self._first_name(asked))

    def _facts(self) -> list[MeetingFact]:
        """The facts that a question can bring out, and that nobody was asked for in these words."""
        told, said = set(self.state.facts), self._said()
        asks = self.words["asks"].get(self.meeting.slug, {})
        return [
            one
            for one in self.meeting.facts
            if one.id not in told and set(one.needs) <= told and one.id in asks and asks[one.id] not in said
        ]

    def _unsaid(self, group: str, **values: str) -> str:
        """One of several wordings that was not said yet; all said, the first once more."""
        wordings: Sequence[str] = self.words[group]
        start = self.first % len(wordings)
        said = self._said()
        turned: Iterable[str] = (*wordings[start:], *wordings[:start])
        found = next((one for one in turned if _core(one) not in said), wordings[start])
        return found.format(**values)

    def _said(self) -> str:
        return "\n".join(one.text for one in self.state.said)

    def _first_name(self, who: str) -> str:
        return self.meeting.person_by_id[who].name.split(maxsplit=1)[0]


def _core(wording: str) -> str:
    """The longest part of a wording without what is filled in."""
    parts = [part.partition("}")[2] if "}" in part else part for part in wording.split("{")]
    return max(parts, key=lambda one: len(words_of(one)))
