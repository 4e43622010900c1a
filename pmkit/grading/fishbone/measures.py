"""How the criteria of a fishbone exercise are measured: against the causal graph and exhibits of the story."""

from dataclasses import dataclass, replace
from functools import cached_property

from pmkit.checks.fishbone.reading import FishboneReading
from pmkit.checks.text.citations import cited_exhibits
from pmkit.checks.text.concepts import concepts
from pmkit.checks.text.text import Text, is_absence, is_english, is_statement, read
from pmkit.checks.text.wording import recognise
from pmkit.grading.assessment import Outcome
from pmkit.grading.grounding import denies, strange
from pmkit.grading.measures import Measure, Measured, Work, first_place, silence
from pmkit.models.answer import where
from pmkit.models.fishbone import Fishbone
from pmkit.models.scenario import Cause, Scenario

TOO_LITTLE = "Not enough to score yet: three causes in words of their own, each with the exhibit that shows it."
NOT_KNOWN = (
    "These causes are told in words that the kit does not know, so an instructor reads them; nothing is lost yet. "
    "Words nearer to the exhibits can be scored at once."
)
MORE_CAUSES = "Good as far as it goes; it counts in full once more causes that the exhibits show are there."
ENOUGH_FACTORS = 3
"""From this many causes that the story knows, an answer can be judged by it."""
SHARE_WANTED = 0.6
"""This share of the story's causes earns all points for finding them."""
ENOUGH_FOR_RULES = 0.75
"""From this share of the wanted causes on, the rules that a short answer cannot break count in full."""
SHARED = 2
"""Concepts that a cause in its author's own words has in common with the exhibit it cites."""
BONES_WANTED = 4
NESTED_WANTED = 2
MOST_MARKED = 0.7
"""Whoever marks more of the causes than this as contributing has not chosen."""


@dataclass(frozen=True)
class Factors:
    """Which of the story's causes a fishbone names, and where.

    A cause counts when it says something in words of its own, is known to the story, and is the first to say so.
    """

    reading: FishboneReading
    story: Scenario

    @cached_property
    def causes(self) -> dict[int, frozenset[str]]:
        """What each cause of the answer names: 0-based index to the ids of the story's causes."""
        return {index: self._named(index) for index in self.reading.filled}

    def _named(self, index: int) -> frozenset[str]:
        """By its words; else by an exhibit that it cites, shares concepts with, and whose cause fits on its bone."""
        text = self.reading.texts[index]
        if not says_something(text) or denies(text):
            return frozenset()
        named = recognise(text, self.story)
        if named:
            return named
        cause = self.reading.answer.causes[index]
        cited = cited_exhibits(read(cause.evidence or ""), self.story)
        bone = cause.category.strip().casefold()
        told = concepts(text)
        shared = {
            known.id: len(told & self._concepts_of(known, cited))
            for known in self.story.causes
            if cited & set(known.shown_by) and bone in {one.casefold() for one in (known.category, *known.also_fits)}
        }
        most = max(shared.values(), default=0)
        nearest = [one for one, share in shared.items() if share == most >= SHARED]
        return frozenset(nearest[:1])

    def _concepts_of(self, known: Cause, cited: frozenset[str]) -> frozenset[str]:
        """What a cause of the story is about: its statement, and the exhibits that show it and are cited."""
        exhibits = (one.text for one in self.story.exhibits if one.id in cited and one.id in known.shown_by)
        return concepts(read(" ".join([known.statement, *exhibits])))

    @cached_property
    def found(self) -> dict[str, int]:
        """The story's causes that are named, each with the index that names it best: on its bone, then shown."""
        found: dict[str, int] = {}
        for index, named in self.causes.items():
            for cause in named:
                if cause not in found or self._rank(index, cause) > self._rank(found[cause], cause):
                    found[cause] = index
        return found

    @property
    def distinct(self) -> int:
        """How many causes of the answer name one of the story's that no other names better."""
        return len(set(self.found.values()))

    @property
    def wanted(self) -> int:
        """How many earn all points."""
        return max(ENOUGH_FACTORS, round(SHARE_WANTED * len(self.story.causes)))

    def on_its_bone(self, cause: str) -> bool:
        """Whether a named cause stands on the story's bone for it, or on one that can be defended."""
        known = self.story.cause_by_id[cause]
        bone = self.reading.answer.causes[self.found[cause]].category.strip().casefold()
        return bone in {one.casefold() for one in (known.category, *known.also_fits)}

    def shown(self, index: int) -> bool:
        """Whether a cause's evidence cites an exhibit that shows what it names."""
        evidence = read(self.reading.answer.causes[index].evidence or "")
        fitting = {exhibit for cause in self.causes[index] for exhibit in self.story.cause_by_id[cause].shown_by}
        return not evidence.blank and bool(fitting & cited_exhibits(evidence, self.story))

    def nested(self) -> int:
        """How many sub-causes lead to the cause they stand under, as the story knows it."""
        answer = self.reading.answer
        pairs = ((index, answer.parent_of(index)) for index in self.reading.filled)
        return sum(
            any(self.story.effects[below] & self.causes.get(above, frozenset()) for below in self.causes[index])
            for index, above in pairs
            if above is not None
        )

    def _rank(self, index: int, cause: str) -> tuple[bool, bool]:
        known = self.story.cause_by_id[cause]
        bone = self.reading.answer.causes[index].category.strip().casefold()
        fits = bone in {one.casefold() for one in (known.category, *known.also_fits)}
        return fits, self.shown(index)


def says_something(text: Text) -> bool:
    """Whether a cause says something: a statement, or what is missing in two words ("No canary")."""
    lacking = len(text.tokens) == 2 and is_absence(text.tokens[0].word)
    return is_statement(text) or lacking


def is_attempted(answer: Fishbone) -> bool:
    """Whether any cause was written; the problem is given."""
    return any(not read(cause.text).blank for cause in answer.causes)


def is_readable(work: Work) -> bool:
    """Whether the causes are in English, the one language that the checks read."""
    words = "\n".join(cause.text for cause in work.reading.answer.causes)
    return len(words.split()) < 20 or is_english(read(words))


def unjudged(work: Work) -> tuple[Outcome, str] | None:
    """Why too few causes are known to the story to judge by it; None where there are enough.

    Statements that the story does not know are for a person; less than that is a beginning.
    """
    factors = factors_of(work)
    if factors.distinct >= ENOUGH_FACTORS:
        return None
    unknown = [
        index for index, named in factors.causes.items() if not named and says_something(work.reading.texts[index])
    ]
    return ("for-instructor", NOT_KNOWN) if len(unknown) >= ENOUGH_FACTORS else ("incomplete", TOO_LITTLE)


def factors_of(work: Work) -> Factors:
    """The answer beside the story. Raises ValueError for an exercise without one."""
    if work.reading.scenario is None:
        raise ValueError("a fishbone is scored against a story; write one into the rubric")
    return work.beside or Factors(work.reading, work.reading.scenario)


def _weighed(measure: Measure) -> Measure:
    """As `measure`, and in full only where enough causes are there: a short answer breaks few rules."""

    def weigh(work: Work) -> Measured:
        factors = factors_of(work)
        measured = measure(work)
        share = min(1.0, factors.distinct / (ENOUGH_FOR_RULES * factors.wanted))
        if measured.share < 1 or share == 1:
            return replace(measured, share=measured.share * share)
        return Measured(share, "incomplete", says=MORE_CAUSES)

    return weigh


def _factors_found(work: Work) -> Measured:
    factors = factors_of(work)
    share = min(1.0, factors.distinct / factors.wanted)
    return Measured(share, details=f"{factors.distinct} of the {factors.wanted} that earn all points")


def _right_bone(work: Work) -> Measured:
    factors = factors_of(work)
    elsewhere = [cause for cause in factors.found if not factors.on_its_bone(cause)]
    quoted = [f"“{work.reading.answer.causes[factors.found[cause]].text[:60]}”" for cause in elsewhere[:3]]
    place = first_place("causes", [factors.found[cause] for cause in elsewhere], "text")
    return Measured(1 - len(elsewhere) / len(factors.found), details=", ".join(quoted), where=place)


def _contributing(work: Work) -> Measured:
    """The marked ones are known and shown, two at least, and marking was a choice."""
    factors = factors_of(work)
    marked = [index for index in work.reading.answer.contributing() if index in factors.causes]
    if not marked:
        return Measured(0.0, "incomplete")
    good = [index for index in marked if factors.causes[index] and factors.shown(index)]
    chosen = len(marked) <= max(2, MOST_MARKED * len(factors.causes))
    wanting = [index for index in marked if index not in good]
    place = first_place("causes", wanting, "evidence") if chosen else ""
    return Measured(len(good) / max(2, len(marked)) if chosen else 0.0, where=place)


def _several_bones(work: Work) -> Measured:
    factors = factors_of(work)
    bones = {work.reading.answer.causes[index].category for index in factors.found.values()}
    return Measured(min(1.0, len(bones) / BONES_WANTED), details=str(len(bones)))


def _depth(work: Work) -> Measured:
    return Measured(min(1.0, factors_of(work).nested() / NESTED_WANTED))


def _evidence(work: Work) -> Measured:
    factors = factors_of(work)
    known = [index for index, named in factors.causes.items() if named]
    shown = [index for index in known if factors.shown(index)]
    cited = any(work.reading.answer.causes[index].evidence for index in known)
    place = first_place("causes", [index for index in known if index not in shown], "evidence")
    return Measured(len(shown) / len(known), None if cited else "incomplete", where=place)


def _grounded(work: Work) -> Measured:
    answer = work.reading.answer
    found = {
        where(("causes", index, key)): strange(getattr(cause, key) or "", work.reading.scenario)
        for index, cause in enumerate(answer.causes)
        for key in ("text", "evidence")
    }
    words = list(dict.fromkeys(word for strange_words in found.values() for word in strange_words))
    place = next((one for one, strange_words in found.items() if strange_words), "")
    return Measured(0.0 if words else 1.0, details=", ".join(words[:6]), where=place)


def _every_bone(work: Work) -> Measured:
    """The share of bones with a cause that an exhibit bears on, or with a word on what was looked for."""
    answer, factors = work.reading.answer, factors_of(work)
    looked = {answer.causes[index].category for index, named in factors.causes.items() if named}
    looked |= {
        answer.causes[index].category
        for index in factors.causes
        if is_statement(work.reading.texts[index]) and _cites(work, index)
    }
    looked |= {category for category in answer.categories if is_statement(read(answer.word_on(category)))}
    bare = next((category for category in answer.categories if category not in looked), None)
    place = "" if bare is None else where(("empty", bare))
    return Measured(len(looked) / len(answer.categories), where=place)


def _what_shows_this(work: Work) -> Measured:
    """Causes that the story does not know and that cite nothing: asked about, never failed for that alone."""
    factors = factors_of(work)
    asked = [index for index, named in factors.causes.items() if not named and not _cites(work, index)]
    quoted = [f"“{work.reading.answer.causes[index].text[:60]}”" for index in asked[:3]]
    place = first_place("causes", asked, "evidence")
    return Measured(max(0.0, 1 - len(asked) / 3), details=", ".join(quoted), where=place)


def _cites(work: Work, index: int) -> bool:
    evidence = read(work.reading.answer.causes[index].evidence or "")
    return bool(cited_exhibits(evidence, work.reading.scenario))


MEASURES: dict[str, Measure] = {
    "factors-found": _factors_found,
    "right-bone": _weighed(_right_bone),
    "contributing": _weighed(_contributing),
    "several-bones": _several_bones,
    "depth": _depth,
    "evidence": _weighed(_evidence),
    "grounded": _weighed(_grounded),
    "every-bone": _weighed(_every_bone),
    "what-shows-this": _weighed(_what_shows_this),
    "silence": _weighed(silence),
}
