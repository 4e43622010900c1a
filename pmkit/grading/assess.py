"""The one function that grades: an answer in, points and words per criterion out; no trainee's code is run."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from pmkit.checks.catalogue import examine, topic_of
from pmkit.grading.answer_place import Place, place_of
from pmkit.grading.assessment import Assessment, CriterionResult, Outcome
from pmkit.grading.exercise import Criterion, Exercise, exercise_for, load_exercise
from pmkit.grading.handed_in.by_person import as_handed_in, waiting
from pmkit.grading.handed_in.reading import load as load_answer
from pmkit.grading.instructed import ByHand, ClassReadings, Pairs, of_comment
from pmkit.grading.measures import Measured, Work
from pmkit.grading.own_incident import OTHER_COURSE, OwnIncident, of_somebody_else
from pmkit.grading.scheme import Scheme, scheme_of
from pmkit.grading.shown import has_the_shown_figures, in_ones_own_words
from pmkit.models.answer import Answer, AnswerError

NOT_ATTEMPTED = "Not attempted yet."
LEEWAY = 0.3
"""So much of the matter may be missing before rules and form count less."""
KEPT = "Kept as far as it goes; it counts in full once more of the matter itself is right."
WAITS = "A line that waits for your instructor may add to this."
SHOWN = "Words of the solution that was shown earn nothing. Say it in your own, of your own incident."
NOT_ENGLISH = "The checks read English only, so this is not scored. An instructor reads it."


def assess(
    exercise: str, answer: Answer | None, trainee: str = "", story: str = "", instructed: Pairs = ()
) -> Assessment:
    """Grade one answer; None is an exercise that nobody touched.

    Where every trainee has an incident of their own, `trainee` and `story` say which; `instructed` is what an
    instructor read lines as. Raises LookupError for an unknown exercise or story.
    """
    return judge(exercise_for(exercise, trainee, story), answer, instructed=instructed)


def judge(
    rubric: Exercise, answer: Answer | None, text: str = "", path: str = "", *, instructed: Pairs = ()
) -> Assessment:
    """As `assess`, by the rubric of one trainee's exercise: what builders ask at every change.

    With the `text` of the file that holds the answer, findings have lines and columns; `path` is what it is called.
    """
    scheme = scheme_of(rubric.kind)
    if answer is None or not scheme.is_attempted(answer):
        return _all(rubric, "unattempted", NOT_ATTEMPTED)
    own = _of_ones_own(rubric, answer) if scheme.earns_nothing else answer
    if own is not answer and not scheme.is_attempted(own):
        return _all(rubric, "needs-work", SHOWN, notes=(SHOWN,))
    work = _read(rubric, scheme, own, text, path, instructed)
    findings = work.findings
    if not scheme.is_readable(work):
        return _undecided(_all(rubric, "for-instructor", NOT_ENGLISH, tuple(findings), (NOT_ENGLISH,)))
    results = _results(rubric, work, scheme)
    notes = () if own is answer else (SHOWN,)
    return Assessment(rubric.slug, results, tuple(findings), notes, tuple(work.beside.readings.values()))


def _of_ones_own(rubric: Exercise, answer: Answer) -> Answer:
    """The answer without what was shown."""
    if has_the_shown_figures(answer, rubric):
        return type(answer)()
    return in_ones_own_words(answer, rubric)


def _read(  # noqa: PLR0917  # one caller, just above
    rubric: Exercise, scheme: Scheme[Any, Any, Any], answer: Answer, text: str, path: str, instructed: Pairs
) -> Work[Any, Any]:
    """An answer as its topic reads it, its lines read against the story, and what the checks find in that."""
    reading = topic_of(rubric.kind).read(answer, rubric.scenario)
    beside = scheme.beside(reading, rubric, instructed)
    reading = scheme.as_read(reading, beside)
    findings = examine(
        text or answer, rubric.kind, scenario=rubric.scenario, path=path or rubric.answer, reading=reading
    )
    return Work(reading, beside, findings)


def assess_folder(exercise: str, folder: Path, student: str | None = None, comment: str = "") -> Assessment:
    """Grade the answer file in a trainee's folder; `student` is who hands it in, where that is known.

    Lines are read by hand where the file of the class, in a folder above, or an instructor's `comment` say so. A
    missing file is an untouched exercise, unless one other file there is an answer of this kind; a damaged one, or a
    link that leads out of the folder, earns nothing and says why. Raises LookupError for an unknown exercise,
    AnswerError where the file of the class is damaged.
    """
    rubric = load_exercise(exercise)
    place, hand = place_of(rubric, folder), ByHand(ClassReadings.above(folder), comment)
    if not rubric.own_incident:
        return _handed_in(_of_file(rubric, folder, place, OwnIncident(), hand), rubric, folder, student)
    try:
        own = OwnIncident.beside(place.path, rubric, student)
    except AnswerError as error:
        note = str(error).replace(f"{folder}/", "")
        return waiting(_all(rubric, "for-instructor", "Whose incident this is cannot be read.", notes=(note,)), note)
    result = _handed_in(_of_file(rubric, folder, place, own, hand), rubric, folder, student)
    if own.is_of_another_course and result.outcome != "unattempted":
        result = waiting(result, OTHER_COURSE)
    return result if student is None else of_somebody_else(result, own, student)


def _handed_in(result: Assessment, rubric: Exercise, folder: Path, student: str | None) -> Assessment:
    """Of work that somebody handed in, what could not be read waits for a person; one's own is there to be mended."""
    return result if student is None else as_handed_in(result, folder, rubric.answer)


def _of_file(rubric: Exercise, folder: Path, place: Place, own: OwnIncident, hand: ByHand) -> Assessment:
    if place.path.is_symlink() or not place.path.resolve().is_relative_to(folder.resolve()):
        note = f"{rubric.answer} is a link; write an ordinary file."
        return replace(_all(rubric, "incomplete", note, notes=(note,)), unread=True)
    if place.among:
        return _of_several(rubric, place)
    notes = tuple(filter(None, [place.says]))
    try:
        answer, told_of = load_answer(rubric.model, place.path)
    except FileNotFoundError:
        return _all(
            rubric, "unattempted", NOT_ATTEMPTED, notes=(f"Nothing is written yet: there is no {rubric.answer}.",)
        )
    except AnswerError as error:
        told = str(error).replace(str(place.path), place.path.relative_to(folder).as_posix())
        says = "The answer file cannot be read, so nothing is scored yet."
        return replace(_all(rubric, "incomplete", says, notes=(*notes, told)), unread=True)
    result = _by_hand(exercise_for(rubric.slug, own.whose, own.story), answer, hand)
    return replace(result, notes=(*notes, *told_of, *result.notes))


def _by_hand(rubric: Exercise, answer: Answer, hand: ByHand) -> Assessment:
    """The grade, with lines read as an instructor says; what a comment says of this answer comes last."""
    by_class = hand.of_class.of(rubric)
    result = judge(rubric, answer, instructed=by_class)
    pairs, problems = of_comment(hand.comment, rubric.slug, result.readings)
    if pairs:
        result = judge(rubric, answer, instructed=(*by_class, *pairs))
    return replace(result, for_instructor=tuple(problems))


def _of_several(rubric: Exercise, place: Place) -> Assessment:
    """Where several files are answers, a person chooses."""
    says = "Your instructor decides which file counts."
    return _undecided(_all(rubric, "for-instructor", says, notes=(place.says,)))


def _undecided(result: Assessment) -> Assessment:
    """A result of which everything is possible until a person has looked."""
    return replace(result, criteria=tuple(replace(one, up_to=one.max) for one in result.criteria))


def _results(rubric: Exercise, work: Work[Any, Any], scheme: Scheme[Any, Any, Any]) -> tuple[CriterionResult, ...]:
    """What each criterion earns; rules and form count less where the matter itself is far from right."""
    measured = {
        criterion.id: scheme.measures[criterion.measure](replace(work, checks=tuple(criterion.checks)))
        for criterion in rubric.criteria
    }
    matter = [(one.points, measured[one.id]) for one in rubric.criteria if one.aspect == "correctness"]
    whole = sum(points for points, _ in matter)
    sure = sum(points * one.share for points, one in matter) / whole + LEEWAY
    most = sum(points * (one.share if one.up_to is None else one.up_to) for points, one in matter) / whole + LEEWAY
    return tuple(_result(one, _limited(measured[one.id], sure, most)) for one in rubric.criteria)


def _limited(measured: Measured, sure: float, most: float) -> Measured:
    """Rules and form in the share in which the matter is right: `sure` now, at `most` once all that waits is read."""
    if not measured.is_form or sure >= 1:
        return measured
    up_to = measured.share if measured.up_to is None else measured.up_to
    says = measured.says or (KEPT if measured.share >= 1 else "")
    limited = replace(measured, share=measured.share * sure, says=says)
    return replace(limited, up_to=up_to * min(1.0, most)) if most > sure else limited


def _result(criterion: Criterion, measured: Measured) -> CriterionResult:
    outcome = measured.outcome or _outcome(measured)
    needs_work = measured.says or criterion.needs_work.replace("{details}", measured.details)
    says = criterion.met if outcome == "met" else f"{needs_work} {measured.also}".strip()
    up_to = None if measured.up_to is None else round(criterion.points * min(1.0, measured.up_to), 6)
    points = round(criterion.points * max(0.0, min(1.0, measured.share)), 6)
    if up_to is not None and up_to > points and outcome != "met":
        outcome = "for-instructor"
        says = f"{says} {WAITS}"
    elif outcome == "for-instructor":
        says = f"{criterion.needs_work} If your exhibits show another cause, an instructor reads it."
    where = "" if outcome == "met" else measured.where
    return CriterionResult(criterion.id, criterion.aspect, points, criterion.points, outcome, says, where, up_to)


def _outcome(measured: Measured) -> Outcome:
    return "met" if measured.share >= 1 else "needs-work"


def _all(
    rubric: Exercise,
    outcome: Outcome,
    says: str,
    findings: tuple[Any, ...] = (),
    notes: tuple[str, ...] = (),
) -> Assessment:
    """The same outcome and no points for every criterion."""
    results = (CriterionResult(one.id, one.aspect, 0.0, one.points, outcome, says) for one in rubric.criteria)
    return Assessment(rubric.slug, tuple(results), findings, notes)
