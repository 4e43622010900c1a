"""How the criteria of a fishbone exercise are measured: against the causal graph and exhibits of the story."""

from typing import TYPE_CHECKING

from pmkit.checks.fishbone.reading import FishboneReading
from pmkit.checks.text.text import is_english, is_statement, read
from pmkit.grading.fishbone.factors import Factors
from pmkit.grading.fishbone.model import model_fishbone
from pmkit.grading.grounding import strange
from pmkit.grading.measures import Measure, Measured, Work, first_place, silence
from pmkit.grading.scheme import Scheme
from pmkit.grading.verified import SLACK
from pmkit.models.answer import where
from pmkit.models.fishbone import CATEGORIES, Fishbone

if TYPE_CHECKING:  # an exercise asks for the scheme of its kind
    from pmkit.grading.exercise import Exercise
    from pmkit.grading.instructed import Pairs

Own = Work[FishboneReading, Factors]
OwnMeasure = Measure[FishboneReading, Factors]
NOT_YET = "Good as far as it goes; it counts in full once more causes that the exhibits show are there."
BONES_WANTED = 4
NESTED_WANTED = 2
MARKED_WANTED = 2
LOOKED_INTO = len(CATEGORIES)
"""So many bones with a cause or a word are enough, the module's or one's own."""


def is_attempted(answer: Fishbone) -> bool:
    """Whether any cause was written; the problem is given."""
    return any(not read(cause.text).blank for cause in answer.causes)


def is_readable(work: Own) -> bool:
    """Whether the causes are in English, the one language that the checks read."""
    words = "\n".join(cause.text for cause in work.reading.answer.causes)
    return len(words.split()) < 20 or is_english(read(words))


def beside(reading: FishboneReading, exercise: "Exercise", instructed: "Pairs") -> Factors:
    """The answer's causes as they were read."""
    return Factors(reading, exercise.reader, instructed, exercise.numbered_anew and bool(exercise.trainee))


def model_answer(exercise: "Exercise") -> Fishbone:
    """The causes of the story, all of them."""
    return model_fishbone(exercise.scenario)


def _weighed(measure: OwnMeasure) -> OwnMeasure:
    """As `measure`, in the share in which the fishbone is verified."""
    return lambda work: work.beside.verified.weighed(measure(work), NOT_YET)


def _factors_found(work: Own) -> Measured:
    factors = work.beside
    found, wanted = len(factors.found), factors.wanted

    def share(waiting: bool) -> float:
        return min(1.0, (found + (len(factors.waiting) if waiting else 0)) / wanted)

    return factors.verified.scaled(share, NOT_YET, details=f"{found} of the {wanted} that earn all points")


def _right_bone(work: Own) -> Measured:
    factors = work.beside
    elsewhere = [index for index in factors.found.values() if not factors.on_its_bone(index)]
    quoted = [f"“{work.reading.answer.causes[index].text[:60]}”" for index in elsewhere[:3]]
    share = 1 - len(elsewhere) / max(1, len(factors.found))
    return Measured(share, details=", ".join(quoted), where=first_place("causes", elsewhere, "text"))


def _contributing(work: Own) -> Measured:
    """Two marked ones or more, each shown by an exhibit; how many are marked is the author's choice."""
    factors = work.beside
    marked = [index for index in work.reading.answer.contributing() if index in factors.readings]
    if not marked:
        return Measured(0.0, "incomplete")
    good = [index for index in marked if factors.shown(index)]
    place = first_place("causes", [index for index in marked if index not in good], "evidence")

    def share(waiting: bool) -> float:
        hoped = {*good, *(set(marked) & set(factors.waiting))} if waiting else good
        return min(1.0, len(hoped) / max(MARKED_WANTED, len(marked)) / SLACK)

    return factors.verified.ranged(share, where=place)


def _several_bones(work: Own) -> Measured:
    factors = work.beside
    bones = {work.reading.answer.causes[index].category for index in factors.found.values()}

    def share(waiting: bool) -> float:
        also = {work.reading.answer.causes[index].category for index in factors.waiting} if waiting else set()
        return min(1.0, len(bones | also) / BONES_WANTED)

    return factors.verified.scaled(share, NOT_YET, details=str(len(bones)))


def _depth(work: Own) -> Measured:
    factors = work.beside
    answer = work.reading.answer
    placed = [index for index in factors.waiting if answer.leads_to(index) is not None]

    def share(waiting: bool) -> float:
        return min(1.0, len({*factors.nested, *(placed if waiting else ())}) / NESTED_WANTED)

    return factors.verified.ranged(share)


def _evidence(work: Own) -> Measured:
    factors = work.beside
    shown = [index for index in factors.true if factors.shown(index)]
    cited = any(factors.readings[index].cited for index in factors.readings)
    place = first_place("causes", [index for index in factors.readings if index not in shown], "evidence")
    wanted = max(factors.wanted, len(factors.readings))

    def share(waiting: bool) -> float:
        hoped = [index for index in factors.waiting if factors.readings[index].cited] if waiting else []
        return min(1.0, len({*shown, *hoped}) / wanted / SLACK)

    return factors.verified.ranged(share, outcome=None if cited else "incomplete", where=place)


def _grounded(work: Own) -> Measured:
    answer = work.reading.answer
    found = {
        where(("causes", index, key)): strange(getattr(cause, key) or "", work.beside.reader.story)
        for index, cause in enumerate(answer.causes)
        for key in ("text", "evidence")
    }
    words = list(dict.fromkeys(word for strange_words in found.values() for word in strange_words))
    place = next((one for one, strange_words in found.items() if strange_words), "")
    return Measured(0.0 if words else 1.0, details=", ".join(words[:6]), where=place)


def _every_bone(work: Own) -> Measured:
    """The share of bones with a cause that an exhibit bears on, or with a word on what was looked for."""
    answer = work.reading.answer
    factors = work.beside
    looked = {answer.causes[index].category for index in factors.true}
    looked |= {category for category in answer.categories if is_statement(read(answer.word_on(category)))}
    hoped = looked | {answer.causes[index].category for index in factors.waiting}
    bare = next((category for category in answer.categories if category not in looked), None)
    return factors.verified.scaled(
        lambda waiting: min(1.0, len(hoped if waiting else looked) / LOOKED_INTO),
        NOT_YET,
        where="" if bare is None else where(("empty", bare)),
    )


def _what_shows_this(work: Own) -> Measured:
    """Causes that cite nothing: asked about, never failed for that alone."""
    factors = work.beside
    asked = [index for index, reading in factors.readings.items() if not reading.cited]
    quoted = [f"“{work.reading.answer.causes[index].text[:60]}”" for index in asked[:3]]
    place = first_place("causes", asked, "evidence")
    return Measured(max(0.0, 1 - len(asked) / 3), details=", ".join(quoted), where=place)


MEASURES: dict[str, OwnMeasure] = {
    "factors-found": _factors_found,
    "right-bone": _weighed(_right_bone),
    "contributing": _contributing,
    "several-bones": _several_bones,
    "depth": _depth,
    "evidence": _evidence,
    "grounded": _weighed(_grounded),
    "every-bone": _every_bone,
    "what-shows-this": _weighed(_what_shows_this),
    "silence": _weighed(silence),
}

SCHEME = Scheme(MEASURES, is_attempted, is_readable, beside, model_answer=model_answer)
