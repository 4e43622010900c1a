"""Tries action items on their own incident: what each claims, what it changes alone, and what all change together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pmkit.grading.replay.claimed import Claim, claimed
from pmkit.grading.replay.proposal import Proposal, propose
from pmkit.incidents.replay.assumptions import assuming
from pmkit.incidents.replay.recurrence import recurrence
from pmkit.incidents.replay.replay import replay
from pmkit.models.action_item import ActionItem
from pmkit.models.clocks import DEFAULT
from pmkit.models.story.incident import Story
from pmkit.models.story.lever import Assumed, Effect
from pmkit.models.story.replay import Recurrence, Replay

MOST_TRIED = 60
"""Items of a list that are tried; nobody does more about one incident."""


@dataclass(frozen=True)
class Tried:
    """One item: what its words propose, what of its claim counts, and what that changes by itself."""

    item: ActionItem
    proposal: Proposal | None
    claim: Claim
    alone: Replay
    again: Recurrence


@dataclass(frozen=True)
class Trial:
    """A story on which items are tried, under its own assumptions or others; what was told once is remembered.

    >>> from pmkit.incidents import make_incident
    >>> trial = Trial(make_incident("expired-certificate").story)
    >>> item = ActionItem(text="Alert when a certificate has under 21 days left", effect="expiry-alert")
    >>> trial.of(item).alone.after.happens
    False
    """

    story: Story
    policy: str = DEFAULT
    seed: int = 0
    _others: dict[tuple[tuple[str, Assumed], ...], "Trial"] = field(default_factory=dict, repr=False, compare=False)
    _told: dict[tuple[Effect, ...], tuple[Replay, Recurrence]] = field(default_factory=dict, repr=False, compare=False)

    def under(self, assumed: Mapping[str, Assumed]) -> "Trial":
        """The same under other assumptions, remembered until others come. Raises ValueError for what cannot be."""
        key = tuple(sorted(assumed.items()))
        if key not in self._others:
            other = Trial(assuming(self.story, assumed), self.policy, self.seed)
            self._others.clear()
            self._others[key] = other
        return self._others[key]

    def of(self, item: ActionItem) -> Tried:
        """One item by itself."""
        claim = claimed(item, self.story)
        return Tried(item, propose(item, self.story), claim, *self._tell([claim.effect] if claim.effect else []))

    def together(self, items: Sequence[ActionItem]) -> tuple[Replay, Recurrence]:
        """All items whose claims count, at once."""
        claims = [claimed(item, self.story).effect for item in items[:MOST_TRIED]]
        return self._tell([effect for effect in claims if effect])

    def _tell(self, effects: Sequence[Effect]) -> tuple[Replay, Recurrence]:
        key = tuple(sorted(set(effects), key=str))
        if key not in self._told:
            told = replay(self.story, key, policy=self.policy)
            self._told[key] = told, recurrence(self.story, key, self.seed)
        return self._told[key]
