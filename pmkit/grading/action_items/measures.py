"""How the criteria of an exercise in action items are measured: a critique by reading, items against the incident."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from pmkit.checks.action_items.reading import ItemsReading
from pmkit.checks.text.text import Text, is_english, read
from pmkit.grading.action_items.critique import JUDGED, is_pile
from pmkit.grading.action_items.incident import ActionsIncident
from pmkit.grading.action_items.items import WANTED
from pmkit.grading.action_items.model import model_action_items
from pmkit.grading.action_items.review import Review
from pmkit.grading.measures import Measure, Measured, Work, first_place, silence
from pmkit.grading.readings.pasting import is_pasted
from pmkit.grading.readings.piles import is_strung
from pmkit.grading.scheme import Scheme
from pmkit.models.action_items import ActionItems
from pmkit.models.answer import where

if TYPE_CHECKING:  # an exercise asks for the scheme of its kind
    from pmkit.grading.exercise import Exercise
    from pmkit.grading.instructed import Pairs

Own = Work[ItemsReading, Review]
OwnMeasure = Measure[ItemsReading, Review]
HALF = "There, and it counts in full once all letters meet in these items."
NOT_YET = "Good as far as it goes; it counts in full once three items answer causes of your incident."
SHORTEST_SUCCESS = 4
SAMPLED = 5_000


def is_attempted(answer: ActionItems) -> bool:
    """Whether any item or any line of the critique was written."""
    said = (*(one.text for one in answer.actions), *(one.says for one in answer.critique))
    return any(not read(one[:SAMPLED]).blank for one in said)


def is_readable(work: Own) -> bool:
    """Whether the answer is in English, the one language that the checks read."""
    answer = work.reading.answer
    words = "\n".join([*(one.text for one in answer.actions), *(one.says for one in answer.critique)])[:SAMPLED]
    return len(words.split()) < 20 or is_english(read(words))


def reader(exercise: "Exercise") -> ActionsIncident:
    """Reads answers against the trainee's incident. Raises ValueError for an exercise without one, or no sentence."""
    if exercise.incident is None or not exercise.critique:
        raise ValueError("action items are scored against an incident; write own_incident = true and critique = “…”")
    return ActionsIncident(exercise.incident, exercise.critique)


def beside(reading: ItemsReading, exercise: "Exercise", instructed: "Pairs") -> Review:
    """The answer beside the incident."""
    return Review(reading, exercise.reader, instructed)


def model_answer(exercise: "Exercise") -> ActionItems:
    """A critique and items for the trainee's incident."""
    return model_action_items(exercise.reader.incident)


def shown_solution(exercise: "Exercise") -> ActionItems:
    """Another good answer in other words, for trainees to see."""
    return model_action_items(exercise.reader.incident, "grading/shown_answers/action-items.toml")


def _weighed(measure: OwnMeasure) -> OwnMeasure:
    """As `measure`, in the share in which the items answer causes."""
    return lambda work: work.beside.verified.weighed(measure(work), NOT_YET)


def _critique(work: Own) -> Measured:
    review = work.beside
    if not any(line.says.strip() for line in review.answer.critique):
        return Measured(0.0, "incomplete", "Not said yet: " + ", ".join(JUDGED))
    sure = sum(map(review.letter_share, JUDGED)) / len(JUDGED)
    most = sum(review.letter_share(letter, waiting=True) for letter in JUDGED) / len(JUDGED)
    told = ["Not said yet: " + ", ".join(review.unsaid)] if review.unsaid else []
    told += ["Said as of any sentence: " + ", ".join(review.general)] if review.general else []
    lines = [n for n, line in enumerate(review.answer.critique) if line.letter in {*review.unsaid, *review.general}]
    place = first_place("critique", lines, "says")
    return Measured(sure, up_to=most if most > sure else None, details=". ".join(told), where=place)


def _of_items(work: Own, indices: Iterable[int], details: str, where: str = "") -> Measured:
    """What some items count, and as much more as those that a person has still to read could add."""
    items, chosen = work.beside.items, [*indices]
    share = items.worth_of(chosen)
    most = min(1.0, items.sum_of(chosen) + len(items.waiting) / WANTED)
    says = HALF if len(chosen) >= WANTED and share < 1 else ""
    return Measured(share, up_to=most if most > share else None, details=details, says=says, where=where)


def _answers(work: Own) -> Measured:
    """Three items, and between them three causes."""
    items = work.beside.items
    asked = [index for index, one in items.readings.items() if not one.counts]
    place = first_place("actions", asked, "text")
    return _of_items(work, items.answering.values(), str(len(items.answering)), place)


def _effects(work: Own) -> Measured:
    review = work.beside
    granted = review.claims.granted
    details = "; ".join(review.claims.wanting()) or f"{len(granted)} of {WANTED} claim one"
    place = first_place("actions", review.claims.open, "effect")
    return _of_items(work, granted.values(), details, place)


def _threshold(work: Own) -> Measured:
    items = work.beside.items
    alerts = [index for index in items.written if items.readings[index].counts and items.is_alert(index)]
    share = max((items.share(index) for index in alerts if items.is_sensible(index)), default=0.0)
    return Measured(share, says=HALF if 0 < share < 1 else "", where=first_place("actions", alerts, "text"))


def _smart(work: Own) -> Measured:
    items = work.beside.items
    open_ones = [index for index in items.best[:WANTED] if items.share(index) < 1]
    place = first_place("actions", open_ones, "text")
    return replace(_of_items(work, [*items.best, *items.waiting], "; ".join([*items.wanting()][:3]), place), says="")


def _three_items(work: Own) -> Measured:
    """Two items are no part of three."""
    items = work.beside.items
    measured = _of_items(work, items.seen, str(len(items.good)))
    return measured if len(items.seen) >= WANTED else replace(measured, share=0.0)


def _prevent_and_detect(work: Own) -> Measured:
    items = work.beside.items
    both = items.both()
    lacking = [name for name, share in zip(("prevents", "detects earlier"), both, strict=True) if not share]
    return work.beside.verified.ranged(
        lambda waiting: sum(items.both(waiting=waiting)) / 2,
        details=", and none ".join(lacking),
        says="" if lacking or sum(both) == len(both) else HALF,
    )


def _success(work: Own) -> Measured:
    """Three good items say how one would see that they work, each in words of its own."""
    items, good = work.beside.items, []
    told: list[tuple[str, ...]] = []
    for index in items.seen:
        said = read((items.item(index).item.success or "")[:SAMPLED])
        if said.stems not in told and _says_what_is_seen(said, index, work.beside):
            good.append(index)
        told.append(said.stems)
    open_ones = [index for index in items.seen if index not in good]
    place = first_place("actions", open_ones, "success")
    return _of_items(work, good, str(len(good)), place)


def _says_what_is_seen(said: Text, index: int, review: Review) -> bool:
    """Whether a text says something that the item does not, and something of what it is about."""
    text = review.items.item(index).text
    if (
        len(said.tokens) < SHORTEST_SUCCESS
        or is_pile(said)
        or is_strung(said)
        or is_pasted(said, review.incident.samples)
    ):
        return False
    return len(said.content - text.content) > 1 and bool(said.content & (text.content | review.incident.own))


def _filled_in(work: Own) -> Measured:
    """Three good items have every field that is asked for."""
    items = work.beside.items
    bare = {index: _bare(items.item(index).item.model_dump()) for index in items.seen}
    open_ones = [index for index in items.seen if bare[index]]
    details = ", ".join(dict.fromkeys(key for index in open_ones for key in bare[index])) or "a third one beside it"
    place = where(("actions", open_ones[0], bare[open_ones[0]][0])) if open_ones else ""
    return _of_items(work, (index for index in items.seen if not bare[index]), details, place)


def _bare(item: dict[str, object]) -> list[str]:
    return [key for key in ("owner", "due", "priority", "kind", "effect") if not item[key]]


def _grounded(work: Own) -> Measured:
    """Nothing that can be looked up belongs to another incident."""
    review = work.beside
    found: dict[str, list[str]] = {}
    for index, item in enumerate(review.answer.actions):
        for key in ("text", "success", "problem"):
            found[where(("actions", index, key))] = _strange((getattr(item, key) or "")[:SAMPLED], review)
    for index, line in enumerate(review.answer.critique):
        found[where(("critique", index, "says"))] = _strange(line.says[:SAMPLED], review)
    words = list(dict.fromkeys(one for some in found.values() for one in some))
    place = next((one for one, some in found.items() if some), "")
    return Measured(0.0 if words else 1.0, details=", ".join(words[:6]), where=place)


def _strange(text: str, review: Review) -> list[str]:
    return review.incident.strange(text)


def _own_words(work: Own) -> Measured:
    """How many letters are spoken of as wanting in this sentence, or with this incident in view."""
    review = work.beside
    sure = sum(review.letter_share(letter) == 1 for letter in JUDGED) / len(JUDGED)
    most = sum(review.letter_share(letter, waiting=True) == 1 for letter in JUDGED) / len(JUDGED)
    told = ", ".join([*review.unsaid, *review.general])
    return Measured(sure, up_to=most if most > sure else None, details=told)


def _every_letter(work: Own) -> Measured:
    """How many letters have a line that is read, or that a person reads."""
    review = work.beside
    missing = review.unsaid
    sure = 1 - len(missing) / len(JUDGED)
    hoped = sum(bool(review.letter_share(letter, waiting=True)) for letter in JUDGED) / len(JUDGED)
    return Measured(sure, up_to=hoped if hoped > sure else None, details=", ".join(missing))


MEASURES: dict[str, OwnMeasure] = {
    "critique": _critique,
    "answers-causes": _answers,
    "effects": _effects,
    "threshold": _threshold,
    "smart": _smart,
    "prevent-and-detect": _prevent_and_detect,
    "no-person": _weighed(silence),
    "success": _success,
    "grounded": _weighed(_grounded),
    "filled-in": _filled_in,
    "own-words": _own_words,
    "every-letter": _every_letter,
    "three-items": _three_items,
}

SCHEME = Scheme(
    MEASURES,
    is_attempted,
    is_readable,
    beside,
    reader=reader,
    model_answer=model_answer,
    shown_solution=shown_solution,
    earns_nothing=True,
)
