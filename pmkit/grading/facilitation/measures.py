"""How the criteria of an exercise in facilitation are measured: by what the trainee's own meeting gave and got."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from pmkit.checks.facilitation.reading import FacilitationReading
from pmkit.checks.text.text import is_english, read
from pmkit.grading.facilitation.beside import Beside
from pmkit.grading.facilitation.model import model_meeting
from pmkit.grading.facilitation.own_meeting import OwnMeeting
from pmkit.grading.measures import Measure, Measured, Work, first_place
from pmkit.grading.scheme import Scheme
from pmkit.meetings.library import move_rules, rules
from pmkit.meetings.telling import told
from pmkit.models.meeting.answer import Facilitation
from pmkit.models.meeting.score import ElementScore
from pmkit.models.meeting.state import ElementId, Moment

if TYPE_CHECKING:  # an exercise asks for the scheme of its kind
    from pmkit.grading.exercise import Exercise
    from pmkit.grading.instructed import Pairs

Own = Work[FacilitationReading, Beside]
OwnMeasure = Measure[FacilitationReading, Beside]
TURNS = 12
"""So many turns of one's own words a meeting takes at least."""
HARM = 3.0
"""How often a turn that harms counts, beside one that does not."""
LITTLE_HARM = {"two-questions": 0.5}
MOST_TOLD = 3
FEW_WORDS = 20
OF_ANOTHER = "The file says that it is of another meeting than yours, and earns nothing in yours."


def is_attempted(answer: Facilitation) -> bool:
    """Whether anything was said."""
    return any(one.text.strip() for one in answer.turns)


def is_readable(work: Own) -> bool:
    """Whether it was said in English, the one language that the checks read."""
    words = "\n".join(one.text for one in work.beside.answer.turns)[:5_000]
    return len(words.split()) < FEW_WORDS or is_english(read(words))


def reader(exercise: "Exercise") -> OwnMeeting:
    """The trainee's own meeting. Raises ValueError for an exercise without one."""
    if exercise.own_meeting is None:
        raise ValueError('what is said is played in a meeting; write material = "meeting"')
    return exercise.own_meeting


def beside(reading: FacilitationReading, exercise: "Exercise", _instructed: "Pairs") -> Beside:
    """The answer played in the trainee's meeting."""
    return Beside(reading, exercise.reader)


def model_answer(exercise: "Exercise") -> Facilitation:
    """A meeting led well, in words of its own."""
    own: OwnMeeting = exercise.reader
    return model_meeting(own.meeting, own.trainee, own.seed)


def shown_solution(exercise: "Exercise") -> Facilitation:
    """The same meeting led well in other words, for trainees to see."""
    own: OwnMeeting = exercise.reader
    return model_meeting(own.meeting, own.trainee, own.seed, "grading/shown_answers/facilitation.toml")


def _form(measure: OwnMeasure) -> OwnMeasure:
    """As `measure`, which counts in full only where enough of the matter is right."""
    return lambda work: replace(measure(work), is_form=True)


def _blame(work: Own) -> Measured:
    """What one's own lines put on somebody goes off it."""
    return _less_harm(work, work.beside.element("meets-blame"))


def _less_harm(work: Own, element: ElementScore) -> Measured:
    own = work.beside
    given = [one for one in element.moments if not one.harm]
    total = sum(one.worth for one in given if not one.late)
    share = max(0.0, own.share(given) - element.harm / total) if total else 1.0
    return _measured(own, share, (one for one in element.moments if one.harm or own.worth(one) < 1))


def _facts(work: Own) -> Measured:
    own = work.beside
    given = own.given("what-happened", lambda one: one.of.startswith("fact:"))
    found = sum(own.worth(one) for one in given)
    there = own.facts_asked
    details = f"{found:g} of {there} facts came out by questions of your own."
    return Measured(min(1.0, found / there), details=details)


def _kept_to(work: Own) -> Measured:
    """Fixes, tangents and wishes are parked, and stories of what might have been are brought back to what was."""
    beats = work.beside.own.meeting.beat_by_id
    kinds = {"early-fix", "tangent", "never-again"}
    elements: tuple[ElementId, ...] = ("what-happened", "keeps-time", "owners")
    return _met(work, *elements, keep=lambda one: one.of in beats and beats[one.of].kind in kinds)


def _expert(work: Own) -> Measured:
    """Those who know most and say least: asked by name when they are about to speak, and heard at all."""
    return _met(work, "every-voice", keep=lambda one: _is_quiet(work.beside, one))


def _voices(work: Own) -> Measured:
    return _met(work, "every-voice", keep=lambda one: not _is_quiet(work.beside, one))


def _is_quiet(own: Beside, moment: Moment) -> bool:
    meeting = own.own.meeting
    person = meeting.person_by_id.get(moment.of)
    beat = meeting.beat_by_id.get(moment.of)
    return bool((person and person.quiet) or (beat and beat.kind == "silent-expert"))


def _frame(work: Own) -> Measured:
    return _met(work, "safe-frame")


def _time(work: Own) -> Measured:
    """The clock said, parts announced, an end in time; tangents are counted with what is parked."""
    beats = work.beside.own.meeting.beat_by_id
    return _met(work, "keeps-time", keep=lambda one: one.of not in beats or beats[one.of].kind != "tangent")


def _owners(work: Own) -> Measured:
    beats = work.beside.own.meeting.beat_by_id
    return _met(work, "owners", keep=lambda one: one.of not in beats)


def _detours(work: Own) -> Measured:
    beats = work.beside.own.meeting.beat_by_id
    return _met(work, "what-happened", keep=lambda one: one.of in beats and beats[one.of].kind == "counterfactual")


def _harmless(work: Own) -> Measured:
    """Of the turns that were taken: who says little does little harm, and earns little for that."""
    own = work.beside
    said = max(1, len(own.state.said))
    harm = sum(max(LITTLE_HARM.get(name, 1.0) for name in names) for names in own.harms.values())
    share = max(0.0, 1 - HARM * harm / said) * _reached(own)
    turns = [f"turn {turn}: {move_rules()[names[0]].title}" for turn, names in own.harms.items()]
    details = "; ".join(turns[:MOST_TOLD]) or f"turns of your own words that do something: {own.own_turns} of {TURNS}"
    return Measured(share, details=f"{_capital(details)}.", where=_place(own, own.harms))


def _turns(work: Own) -> Measured:
    own = work.beside
    also = "" if own.own.is_of(own.answer) else OF_ANOTHER
    return Measured(_reached(own), details=f"There are {own.own_turns} of {TURNS}.", also=also)


def _reached(own: Beside) -> float:
    return min(1.0, own.own_turns / TURNS)


def _rated(work: Own) -> Measured:
    """A rating of each element, within a level of what was reached."""
    own = work.beside
    levels = {one.element: one.level for one in own.answer.ratings}
    near = [one for one in own.result.elements if abs(levels.get(one.element, -9) - one.level) <= 1]
    far = [one.title for one in own.result.elements if one not in near]
    return Measured(len(near) / len(rules().elements), details=", ".join(far[:MOST_TOLD]))


def _met(work: Own, *elements: ElementId, keep: Callable[[Moment], bool] = lambda _: True) -> Measured:
    own = work.beside
    given = [one for name in elements for one in own.given(name, keep)]
    return _measured(own, own.share(given), (one for one in given if own.worth(one) < 1))


def _measured(own: Beside, share: float, less: Iterable[Moment]) -> Measured:
    """A share with the first moments that keep it from being whole, those that were reached first."""
    ordered = sorted(less, key=lambda one: (one.turn == 0, one.turn))
    details = "; ".join(_words(own, one) for one in ordered[:MOST_TOLD])
    place = _place(own, [one.turn for one in ordered if one.turn]) if share < 1 else ""
    return Measured(round(share, 9), details=f"{_capital(details)}.", where=place)


def _words(own: Beside, moment: Moment) -> str:
    says = told(own.own.meeting, moment).says.rstrip(".")
    if not moment.turn:
        return f"{says} (never met)"
    if moment.turn in own.worn and moment.met:
        return f"{says} (turn {moment.turn}, the same words once more)"
    late = next((one.turn for one in own.state.moments if one.late and one.of == moment.of), 0)
    if late and not moment.met:
        return f"{says} (turn {moment.turn}, taken up late in turn {late})"
    half = "said again" if moment.turn in own.state.taken_back else "a line on offer" if moment.picked else "half way"
    return f"{says} (turn {moment.turn}{f', {half}' if moment.met else ''})"


def _place(own: Beside, turns: Iterable[int]) -> str:
    rows = [own.rows[turn - 1] for turn in turns if turn <= len(own.rows)]
    return first_place("turns", rows[:1], "text")


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


MEASURES: dict[str, OwnMeasure] = {
    "blame": _blame,
    "facts": _facts,
    "expert": _expert,
    "voices": _voices,
    "parked": _kept_to,
    "detours": _detours,
    "frame": _frame,
    "time": _time,
    "owners": _owners,
    "harmless": _form(_harmless),
    "turns": _form(_turns),
    "rated": _form(_rated),
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
    template=Facilitation(),
)
