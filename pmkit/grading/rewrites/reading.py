"""One rewrite as it was read: which facts it keeps, what still judges, what is strange in it, what is asked."""

from dataclasses import dataclass
from functools import cached_property

from pmkit.checks.check import Finding
from pmkit.checks.text.text import Text
from pmkit.checks.text.wording import says
from pmkit.grading.readings.reading import CONTRADICTING, Doubt, Reading
from pmkit.grading.rewrites.facts import FactReading, questions
from pmkit.grading.rewrites.figures import missing_figures
from pmkit.grading.rewrites.judgement import Judged, weight_of
from pmkit.grading.rewrites.standing import IN_WORDS, Standing
from pmkit.models.story.statement import Statement

ENOUGH = 0.8
"""From this share of its facts on, what a rewrite earns besides counts in full."""
STEEPNESS, FOR_EACH, LEAST = 0.5, 1.5, 0.2
"""How fast a rewrite loses what it earns elsewhere as it judges on, how much faster where all others judge too, and
what is left of it at least: one word that slipped through weighs less than a tone."""
DOUBTS: dict[Standing, Doubt] = {
    "empty": "empty",
    "unchanged": "pasted",
    "sample": "pasted",
    "pasted": "pasted",
    "repeated": "repeated",
    "template": "empty",
    "list": "unread",
}
UNREAD = "none of its facts is recognised yet"


@dataclass(frozen=True)
class Said:
    """One statement and what was written for it; `where` is its field, empty where the answer has none.

    `found` is what the language checks find in it, `strange` are names, times and versions that nobody in the story
    knows, `added` words that neither the story nor plain report has, `others` the numbers of the statements for which
    the same words stand; `settled` says that an instructor has read it, `tone` is the share of all that judge.
    """

    number: int
    statement: Statement
    text: Text
    where: str = ""
    standing: Standing = ""
    facts: tuple[FactReading, ...] = ()
    judged: tuple[Judged, ...] = ()
    found: tuple[Finding, ...] = ()
    strange: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    others: tuple[int, ...] = ()
    settled: bool = False
    tone: float = 0.2

    @property
    def own(self) -> bool:
        """Whether there is a text of the trainee's own: not the given one, not the sample, no list of words."""
        return not self.standing

    @property
    def unread(self) -> bool:
        """Whether none of the facts is recognised, or words only stand in a row: a person reads it."""
        told = self.settled or any(one.how or one.doubt for one in self.facts)
        return self.standing == "list" or (self.own and bool(self.facts) and not told)

    @property
    def waits(self) -> bool:
        """Whether a person has still to read something of it."""
        return self.unread or (self.own and any(one.waits for one in self.facts))

    def verified(self, *, waiting: bool = False) -> float:
        """The share of the facts that are said beyond doubt; with `waiting`, what waits counts as well."""
        if waiting and self.unread:
            return 1.0
        if not self.own:
            return 0.0
        if not self.facts:
            return 1.0
        counted = (one.share for one in self.facts if one.counts or (waiting and one.waits))
        return sum(counted) / len(self.facts)

    def weight(self, *, waiting: bool = False) -> float:
        """How much of what form earns is earned: by its facts, and by how far it left off judging."""
        return min(1.0, self.verified(waiting=waiting) / ENOUGH) * self.mildness

    @property
    def mildness(self) -> float:
        """1 where nothing judges, down to LEAST where it judges about as much as the original."""
        if not self.judged:
            return 1.0
        steepness = STEEPNESS + FOR_EACH * self.tone
        return max(LEAST, 1 - steepness * weight_of(self.judged) / max(1, len(self.statement.marks)))

    @property
    def whole(self) -> bool:
        """Whether nothing is left to ask for: facts and figures kept, nobody judged, somebody acting."""
        kept = self.own and all(one.counts for one in self.facts) and not self.lost_figures
        return kept and self.names_actor and not self.judged and not self.found

    @property
    def contradicts(self) -> bool:
        """Whether it says something else than the statement: the opposite, both, other figures or names."""
        return self.own and any(one.doubt in CONTRADICTING for one in self.facts)

    @property
    def mocks(self) -> bool:
        """Whether it praises where there is nothing to praise."""
        return self.own and any(one.mocks for one in self.judged)

    @property
    def lost_facts(self) -> list[FactReading]:
        """The facts that are not found in the rewrite."""
        return [one for one in self.facts if not one.how and not one.doubt]

    @cached_property
    def figures(self) -> list[str]:
        """The statement's times and figures."""
        return missing_figures(self.statement.text, "")

    @cached_property
    def lost_figures(self) -> list[str]:
        """The statement's times and figures that the rewrite leaves out."""
        return missing_figures(self.statement.text, self.text.text)

    @cached_property
    def names_actor(self) -> bool:
        """Whether it says who or what acted."""
        return any(says(self.text, actor) for actor in self.statement.actors)

    @property
    def question(self) -> str:
        """Why it does not count in full yet, or what is asked about it; "" where other criteria say what is wanting."""
        if self.standing == "repeated":
            *others, last = map(str, self.others)
            numbers = f"statements {', '.join(others)} and {last}" if others else f"statement {last}"
            return f"the same words as for {numbers}"
        if self.standing:
            return IN_WORDS[self.standing]
        return UNREAD if self.unread else " ".join(questions(self.facts))

    @property
    def reading(self) -> Reading:
        """What pages show beside the rewrite: the facts that it is read to say, and what is asked."""
        said = [one for one in self.facts if one.counts] if self.own else []
        ids = [f"{self.statement.id}/{one.fact.id}" for one in said]
        doubted: Doubt = next((one.doubt for one in self.facts if one.waits), "")
        doubt: Doubt = DOUBTS[self.standing] if self.standing else "unread" if self.unread else doubted
        return Reading(
            self.where,
            self.text.text,
            ids[0] if ids else "",
            frozenset(ids[1:]),
            "; ".join(one.fact.says for one in said),
            said[0].how if said else "",
            doubt,
            self.question,
        )
