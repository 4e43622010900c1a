"""A meeting while one turn of it is worked out: a copy of the state that can be written on, and then is one again."""

from collections.abc import Sequence

from pmkit.meetings.agenda import part_at
from pmkit.meetings.chance import one_of
from pmkit.meetings.library import agenda_of, rules
from pmkit.models.meeting.meeting import HIGHEST, LOWEST, Meeting, Stage
from pmkit.models.meeting.rules import AgendaPart
from pmkit.models.meeting.state import ElementId, Moment, Noticed, Said, Spoken, State, Waiting


class Sitting:
    """The parts of a state as lists; `turn` is the number of the turn that is being worked out."""

    def __init__(self, meeting: Meeting, state: State) -> None:
        self.meeting = meeting
        self.state = state
        self.agenda = agenda_of(state.agenda)
        self.turn = len(state.said) + 1
        self.left = state.left
        self.over = state.over
        self.moods = dict(state.moods)
        self.come = list(state.come)
        self.waiting = list(state.waiting)
        self.due = list(state.due)
        self.facts = list(state.facts)
        self.heard = list(state.heard)
        self.parked = list(state.parked)
        self.owned = list(state.owned)
        self.moments = list(state.moments)
        self.transcript = list(state.transcript)
        self.said: Said | None = None
        self.replies: list[Spoken] = []
        self.findings: list[Noticed] = []

    @property
    def gone(self) -> int:
        """The minutes that are over."""
        return self.agenda.minutes - self.left

    @property
    def part(self) -> AgendaPart:
        """The part of the agenda that runs."""
        return self.agenda.parts[part_at(self.agenda, self.gone)]

    @property
    def stage(self) -> Stage:
        """The stage of that part."""
        return self.part.stage

    def speak(self, who: str, among: Sequence[str], about: str = "") -> None:
        """One of several sentences is said by somebody; not the one that they said last, where there is another."""
        said = {one.text for one in self.transcript if one.who == who}
        left = [text for text in among if text not in said] or among
        text = one_of(self.state.seed, f"{self.turn}:{who}:{about}", left)
        spoken = Spoken(turn=self.turn, who=who, text=text, about=about)
        self.replies.append(spoken)
        self.transcript.append(spoken)

    def feel(self, who: str, by: int) -> None:
        """Somebody's mood moves; nobody's who is not there."""
        if who in self.moods:
            self.moods[who] = max(LOWEST, min(HIGHEST, self.moods[who] + by))

    def feel_all(self, by: int) -> None:
        """Everybody's mood moves."""
        for who in self.moods:
            self.feel(who, by)

    def moment(  # the fields of a moment
        self, element: ElementId, of: str, worth: float, met: float, *, harm: bool = False, late: bool = False
    ) -> None:
        """One opportunity is over; or one that was is taken up after all, `late`."""
        picked = self.said is not None and self.said.picked
        self.moments.append(
            Moment(turn=self.turn, element=element, of=of, worth=worth, met=met, picked=picked, harm=harm, late=late)
        )

    def notice(self, kind: str, of: str, wording: str, better: str = "", **values: str) -> None:
        """Something to be said about the line, in the words of the rules."""
        says = rules().notices[wording].format(**values)
        self.findings.append(Noticed.model_validate({"kind": kind, "of": of, "says": says, "better": better}))

    def hear(self, who: str) -> None:
        """A voice was drawn out: it told something of its own, or took something on."""
        if who not in self.heard:
            self.heard.append(who)
            self.moment("every-voice", who, 1.0, 1.0)

    def owe(self, what: str) -> None:
        """Something is due from the next turn on."""
        self.due.append(Waiting(beat=what, since=self.turn))

    def last_speaker(self) -> str:
        """Who spoke last, "" for nobody yet."""
        return next((one.who for one in reversed(self.transcript) if one.who), "")

    def closed(self) -> State:
        """The state that it has become."""
        said = (*self.state.said, self.said) if self.said else self.state.said
        return self.state.model_copy(
            update={
                "left": self.left,
                "over": self.over,
                "moods": self.moods,
                "said": said,
                **{name: tuple(getattr(self, name)) for name in _LISTS},
            }
        )


_LISTS = ("come", "waiting", "due", "facts", "heard", "parked", "owned", "moments", "transcript")
