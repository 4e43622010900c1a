"""A meeting to practise in, as its file tells it: who sits there, what comes out when asked well, what happens."""

from functools import cached_property
from typing import Literal

from pydantic import ConfigDict, Field

from pmkit.models.answer import Answer, Part
from pmkit.models.meeting.moves import MoveName
from pmkit.models.meeting.wording import threes, words_of

BeatKind = Literal[
    "outburst",
    "silent-expert",
    "asks-who",
    "early-fix",
    "tangent",
    "dominating",
    "counterfactual",
    "upset",
    "tears",
    "running-late",
    "never-again",
]
Stage = Literal["opening", "story", "owners"]
Use = Literal["frame", "ask", "thanks", "time", "owners", "close"]
LOWEST, HIGHEST = -3, 3
"""Between these a mood moves: from shut to at ease."""
MOST = 60
"""Rows of a kind in a file, at most."""
LONGEST = 600
"""Characters of one utterance, at most."""


def _questions() -> list[MoveName]:
    """The moves that ask, which open most facts."""
    return ["open-question", "fact-seeking", "invites"]


class SampleLine(Part):
    """A line to pick: its words, the moves that it makes, what comes of it, and where it harms a better one."""

    text: str = Field(min_length=1, max_length=LONGEST)
    moves: list[MoveName]
    says: str = Field(min_length=1)
    better: str = ""


class RoomLine(SampleLine):
    """A line that fits more than one moment: `use` says what for."""

    use: Use


class Reactions(Part):
    """What somebody says: hurt by a line, thanked, asked with nothing to add, asked while they hold back."""

    hurt: list[str] = Field(min_length=1)
    thanked: list[str] = Field(min_length=1)
    asked: list[str] = Field(min_length=1)
    shut: list[str] = Field(min_length=1)


class Participant(Part):
    """One of those who take part; `quiet` are those who speak when they are asked by name.

    `talk` is what they say in a short talk before the meeting, `mood` how they come in.
    """

    id: str
    name: str
    role: str
    knows: str
    feels: str
    quiet: bool = False
    mood: int = Field(0, ge=LOWEST, le=HIGHEST)
    talk: list[str] = Field(min_length=1)
    reacts: Reactions


class MeetingFact(Part):
    """One thing that somebody knows, and how it comes out: asked with a move of `opened_by`, in a mood of `trust`.

    `about` are beginnings of words that ask for it; a `deep` one comes out only where the question has one of them.
    `exhibits` and `events` say what of the story shows it. Who `admits` something is owed thanks. `hint` is its matter
    in a few words, by which somebody points to it.
    """

    id: str
    says: str
    who: str
    exhibits: list[str] = Field(default_factory=list)
    events: list[str] = Field(default_factory=list)
    about: list[str] = Field(min_length=1)
    opened_by: list[MoveName] = Field(default_factory=_questions)
    deep: bool = False
    trust: int = Field(-1, ge=LOWEST, le=HIGHEST)
    needs: list[str] = Field(default_factory=list)
    admits: bool = False
    hint: str = ""
    told: list[str] = Field(min_length=1)
    lines: list[SampleLine] = Field(default_factory=list)


class Idea(Part):
    """Something to do that somebody brings up early; at the end `owner` takes it up when asked who does."""

    id: str
    says: str
    owner: str
    about: list[str] = Field(min_length=1)
    taken: list[str] = Field(min_length=1)


class Beat(Part):
    """Something that happens, and that a facilitator can meet well or not: `who` does it, `against` whom it goes.

    It comes in its `stage` when the share `at` of that is over; one with `below` comes when the mood of `who` has
    fallen so far, and not else. Of those that come `sometimes` a game leaves some out.
    """

    id: str
    kind: BeatKind
    who: str
    against: str = ""
    stage: Stage = "story"
    at: float = Field(0.0, ge=0, le=1)
    below: int | None = None
    sometimes: bool = False
    idea: str = ""
    costs: int = Field(3, ge=0, le=10)
    says: list[str] = Field(min_length=1)
    met: list[str] = Field(min_length=1)
    unmet: list[str] = Field(min_length=1)
    lines: list[SampleLine] = Field(min_length=3)


class Meeting(Answer):
    """The file `pmkit/meetings/stories/<slug>.toml`."""

    model_config = ConfigDict(ignored_types=(cached_property,))

    slug: str
    title: str
    story: str
    brief: str
    people: list[Participant] = Field(min_length=3, max_length=12)
    facts: list[MeetingFact] = Field(min_length=1, max_length=MOST)
    ideas: list[Idea] = Field(min_length=1, max_length=MOST)
    beats: list[Beat] = Field(min_length=1, max_length=MOST)
    lines: list[RoomLine] = Field(min_length=1, max_length=MOST)

    @cached_property
    def person_by_id(self) -> dict[str, Participant]:
        """Those who take part, by id."""
        return {one.id: one for one in self.people}

    @cached_property
    def fact_by_id(self) -> dict[str, MeetingFact]:
        """What can come out, by id."""
        return {one.id: one for one in self.facts}

    @cached_property
    def beat_by_id(self) -> dict[str, Beat]:
        """What can happen, by id."""
        return {one.id: one for one in self.beats}

    @cached_property
    def idea_by_id(self) -> dict[str, Idea]:
        """What can be taken up, by id."""
        return {one.id: one for one in self.ideas}

    @cached_property
    def samples(self) -> list[SampleLine]:
        """Every line to pick, wherever it stands."""
        groups: list[list[SampleLine]] = [one.lines for one in self.facts] + [one.lines for one in self.beats]
        return [line for group in groups for line in group] + list(self.lines)

    @cached_property
    def sample_by_words(self) -> dict[tuple[str, ...], SampleLine]:
        """Every line to pick by its words."""
        return {words_of(line.text): line for line in self.samples}

    @cached_property
    def sample_threes(self) -> list[frozenset[tuple[str, ...]]]:
        """The words of every line to pick, three by three."""
        return [threes(words) for words in self.sample_by_words]

    @cached_property
    def names(self) -> dict[str, str]:
        """The id of each participant by every word of the name, in lower case."""
        return {word: one.id for one in self.people for word in words_of(one.name)}
