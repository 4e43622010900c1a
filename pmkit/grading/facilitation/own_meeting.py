"""The meeting of one trainee: which story it is about, what falls as it falls for them, who sits there."""

from dataclasses import dataclass
from typing import ClassVar

from pmkit.incidents.dice import seed_of
from pmkit.incidents.story import load_story
from pmkit.meetings.library import load_meeting, rules
from pmkit.meetings.replay import play
from pmkit.models.meeting.answer import Facilitation
from pmkit.models.meeting.meeting import Meeting
from pmkit.models.meeting.state import State
from pmkit.models.story.scenario import Person, Scenario


@dataclass(frozen=True)
class OwnMeeting:
    """A meeting with whose it is, and the seed that this is: the same trainee has the same meeting anywhere."""

    meanings: ClassVar[dict[str, object]] = {}
    """No line of such an answer is read as anything."""

    meeting: Meeting
    trainee: str
    seed: str

    @property
    def scenario(self) -> Scenario:
        """The incident that the meeting is about, with those who sit there as its people."""
        people = [Person(name=one.name, role=one.role) for one in self.meeting.people]
        brief = f"{self.meeting.title}. {self.meeting.brief.strip()}"
        return load_story(self.meeting.story).model_copy(update={"brief": brief, "people": people})

    def played(self, answer: Facilitation) -> State:
        """Where an answer's turns lead in this meeting; an agenda that there is none of is the usual one."""
        known = [one.id for one in rules().agendas]
        agenda = answer.agenda if answer.agenda in known else known[0]
        return play(self.meeting, answer.model_copy(update={"agenda": agenda}), self.seed)

    def is_of(self, answer: Facilitation) -> bool:
        """Whether an answer was said in this meeting, or does not say in which."""
        return answer.meeting in {"", self.meeting.slug} and answer.trainee in {"", self.trainee}


def own_meeting(story: str, trainee: str = "") -> OwnMeeting:
    """The meeting about a story for a trainee, for "" as it is written. Raises ValueError for a story without one."""
    return OwnMeeting(load_meeting(story), trainee, seed_of(story, trainee or None))
