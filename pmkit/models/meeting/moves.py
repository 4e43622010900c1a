"""What one does with a sentence in a meeting: the moves that help it, and those that harm it."""

from dataclasses import dataclass
from typing import Literal, get_args

HelpfulName = Literal[
    "open-question",
    "we-language",
    "fact-seeking",
    "thanks",
    "invites",
    "redirects-blame",
    "parks-fix",
    "summarises",
    "sets-frame",
    "keeps-time",
    "asks-owner",
]
HarmfulName = Literal[
    "why-you", "assigns-blame", "loaded", "dismisses", "rushes", "leading", "hindsight", "two-questions"
]
MoveName = HelpfulName | HarmfulName

HELPFUL: frozenset[HelpfulName] = frozenset(get_args(HelpfulName))
HARMFUL: frozenset[str] = frozenset(get_args(HarmfulName))


@dataclass(frozen=True, slots=True)
class Move:
    """One move of an utterance: where its words stand in the text, and whom or what it is about."""

    name: MoveName
    start: int = 0
    end: int = 0
    about: str | None = None

    @property
    def harms(self) -> bool:
        """Whether it does harm in a meeting."""
        return self.name in HARMFUL


@dataclass(frozen=True, slots=True)
class Utterance:
    """What a facilitator said, and the moves that were read in it, in the order of their words."""

    text: str
    moves: tuple[Move, ...] = ()
