"""How much of an answer is read as true, and what that makes of points for rules and form."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from pmkit.grading.measures import Measured

SLACK = 0.8
"""When this share of the lines is verified, all that depends on it is earned: a line may be off."""
BARE = 0.25
"""What a line without an exhibit lacks of being verified."""
STEEPNESS = 2
"""Rules and form count less than in proportion: they are easily kept by lines that say nothing."""


@dataclass(frozen=True, slots=True)
class Verified:
    """Lines of an answer: all of them, those read as true (`bare` of them without an exhibit), those that wait.

    An answer of fewer than `fewest` lines counts as one of so many. `limit` is a share that rules and form can earn
    at most, for an answer that lacks what they serve.
    """

    lines: int
    good: float
    waiting: int
    bare: int = 0
    fewest: int = 3
    limit: float = 1.0

    def share(self, *, waiting: bool = False) -> float:
        """The share that is verified, with a little slack; `waiting` as if what waits were."""
        good = self.good - BARE * self.bare + (self.waiting if waiting else 0)
        return min(1.0, good / max(self.fewest, self.lines) / SLACK)

    def form(self, *, waiting: bool = False) -> float:
        """The share of points for rules and form that is earned."""
        limit = 1.0 if waiting and self.waiting else self.limit
        return limit * self.share(waiting=waiting) ** STEEPNESS

    def ranged(self, share: Callable[[bool], float], **told: Any) -> Measured:
        """A share that is sure, `share(False)`, and with `share(True)` what it becomes if all that waits is right."""
        sure, most = share(False), share(True)
        return Measured(sure, up_to=most if self.waiting and most > sure else None, **told)

    def scaled(self, share: Callable[[bool], float], not_yet: str, **told: Any) -> Measured:
        """As `ranged`, in proportion to what is verified; `not_yet` is said where only that is lacking."""
        says = not_yet if share(False) >= 1 and self.share() < 1 else ""
        return self.ranged(lambda waiting: share(waiting) * self.share(waiting=waiting), says=says, **told)

    def weighed(self, measured: Measured, not_yet: str) -> Measured:
        """A measure of rules or form, in the share that is verified; `not_yet` is said where only that is lacking."""
        says = not_yet if measured.share >= 1 and self.form() < 1 else measured.says
        ranged = self.ranged(
            lambda waiting: measured.share * self.form(waiting=waiting),
            outcome=measured.outcome,
            details=measured.details,
            says=says,
            also=measured.also,
            where=measured.where,
        )
        return replace(ranged, is_form=True)
