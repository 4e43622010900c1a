"""What an exercise knows about its incident: people, systems, exhibits and how causes led to effects."""

from functools import cached_property

from pydantic import ConfigDict, Field

from pmkit.models.answer import Answer, Part
from pmkit.models.story.lever import Lever, NextYear

PROBLEM = "problem"


class Person(Part):
    """Somebody the story names; roles and teams own actions too."""

    name: str
    role: str = ""


class Exhibit(Part):
    """One piece of evidence that trainees can cite, by `id` or by the `signs` in its text.

    A `distractor` shows no cause of the story; every other exhibit is named in `shown_by` of one.
    """

    id: str
    source: str
    text: str
    signs: list[str] = Field(default_factory=list)
    distractor: bool = False


class Cause(Part):
    """One node of the causal graph.

    `leads_to` holds the ids of its direct effects (PROBLEM is the incident itself), `said_as` the wordings
    that mean it (see pmkit.checks.text.wording), `examples` whole lines that mean it, `near_misses` lines that
    a hasty reader takes for it (denied, turned round, of another system or figure), `shown_by` the exhibits that
    support it, `systemic` whether a team can change it, `remedies` the wordings of actions that would.
    `category` is the bone of a fishbone where it stands best, `also_fits` other bones where it may stand.
    """

    id: str
    statement: str
    leads_to: list[str]
    said_as: list[str]
    examples: list[str] = Field(default_factory=list)
    near_misses: list[str] = Field(default_factory=list)
    shown_by: list[str] = Field(default_factory=list)
    systemic: bool = False
    remedies: list[str] = Field(default_factory=list)
    category: str = ""
    also_fits: list[str] = Field(default_factory=list)


class Scenario(Answer):
    """An incident as an exercise tells it; the people and systems in it are invented."""

    model_config = ConfigDict(ignored_types=(cached_property,))

    slug: str
    title: str
    problem: str
    brief: str
    people: list[Person]
    teams: list[str]
    systems: list[str]
    exhibits: list[Exhibit]
    causes: list[Cause]
    levers: list[Lever] = Field(default_factory=list)
    next_year: NextYear = Field(default_factory=NextYear)
    also_known: list[str] = Field(default_factory=list)
    """What else the evidence holds and a line may speak of: times of events, names."""

    @cached_property
    def cause_by_id(self) -> dict[str, Cause]:
        """The causal graph's nodes by id."""
        return {cause.id: cause for cause in self.causes}

    @cached_property
    def lever_by_id(self) -> dict[str, Lever]:
        """What can be changed about the incident, by id."""
        return {lever.id: lever for lever in self.levers}

    @cached_property
    def effects(self) -> dict[str, frozenset[str]]:
        """Every effect of a cause, however far down the line: cause id to ids, PROBLEM among them."""
        return {cause.id: frozenset(self._effects_of(cause.id)) for cause in self.causes}

    def _effects_of(self, cause: str) -> set[str]:
        found: set[str] = set()
        waiting = [cause]
        while waiting:
            node = self.cause_by_id.get(waiting.pop())
            new = set(node.leads_to) - found if node else set()
            found |= new
            waiting.extend(new)
        return found
