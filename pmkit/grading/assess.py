"""The one function that grades: an answer in, points and words per criterion out; no trainee's code is run."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pmkit.checks.catalogue import examine, topic_of
from pmkit.grading.assessment import Assessment, CriterionResult, Outcome
from pmkit.grading.exercise import Criterion, Exercise, exercise_for, load_exercise
from pmkit.grading.fishbone import measures as fishbone
from pmkit.grading.five_whys import measures as five_whys
from pmkit.grading.measures import Measure, Measured, Work
from pmkit.grading.own_incident import OwnIncident, of_somebody_else
from pmkit.grading.rewrites import measures as rewrites
from pmkit.grading.timeline import measures as timeline
from pmkit.models.answer import Answer, AnswerError

NOT_ATTEMPTED = "Not attempted yet."
NOT_ENGLISH = "The checks read English only, so this is not scored. An instructor reads it."


@dataclass(frozen=True, slots=True)
class Scheme:
    """How answers of one kind are graded."""

    measures: dict[str, Measure]
    is_attempted: Callable[[Any], bool]
    is_readable: Callable[[Work], bool]
    unjudged: Callable[[Work], tuple[Outcome, str] | None]
    beside: Callable[[Work], Any] = lambda _: None


SCHEMES = {
    "five-whys": Scheme(five_whys.MEASURES, five_whys.is_attempted, five_whys.is_readable, five_whys.unjudged),
    "fishbone": Scheme(
        fishbone.MEASURES, fishbone.is_attempted, fishbone.is_readable, fishbone.unjudged, fishbone.factors_of
    ),
    "timeline": Scheme(
        timeline.MEASURES, timeline.is_attempted, timeline.is_readable, timeline.unjudged, timeline.matching_of
    ),
    "rewrites": Scheme(rewrites.MEASURES, rewrites.is_attempted, rewrites.is_readable, rewrites.unjudged),
}


def assess(exercise: str, answer: Answer | None, trainee: str = "", story: str = "") -> Assessment:
    """Grade one answer; None is an exercise that nobody touched.

    Where every trainee has an incident of their own, `trainee` and `story` say which. Raises LookupError for an
    unknown exercise or story.
    """
    return judge(exercise_for(exercise, trainee, story), answer)


def judge(rubric: Exercise, answer: Answer | None, text: str = "", path: str = "") -> Assessment:
    """As `assess`, by the rubric of one trainee's exercise: what builders ask at every change.

    With the `text` of the file that holds the answer, findings have lines and columns; `path` is what it is called.
    """
    scheme = SCHEMES[rubric.kind]
    if answer is None or not scheme.is_attempted(answer):
        return _all(rubric, "unattempted", NOT_ATTEMPTED)
    findings = examine(text or answer, rubric.kind, scenario=rubric.scenario, path=path or rubric.answer)
    work = Work(topic_of(rubric.kind).read(answer, rubric.scenario), findings, statements=rubric.statements)
    work = replace(work, case=rubric.incident)
    work = replace(work, beside=scheme.beside(work))
    if not scheme.is_readable(work):
        return _all(rubric, "for-instructor", NOT_ENGLISH, tuple(findings), (NOT_ENGLISH,))
    unjudged = scheme.unjudged(work)
    if unjudged:
        return _all(rubric, *unjudged, tuple(findings))
    results = tuple(_result(criterion, work, scheme) for criterion in rubric.criteria)
    return Assessment(rubric.slug, results, tuple(findings))


def assess_folder(exercise: str, folder: Path, student: str | None = None) -> Assessment:
    """Grade the answer file in a trainee's folder; `student` is who hands it in, where that is known.

    A missing file is an untouched exercise; a damaged one, or a link that leads out of the folder, earns
    nothing and says why. Raises LookupError for an unknown exercise.
    """
    rubric = load_exercise(exercise)
    if not rubric.own_incident:
        return _of_file(rubric, folder, OwnIncident())
    try:
        own = OwnIncident.beside(folder / rubric.answer, rubric, student)
    except AnswerError as error:
        note = str(error).replace(f"{folder}/", "")
        return _all(rubric, "for-instructor", "Whose incident this is cannot be read.", notes=(note,))
    result = _of_file(rubric, folder, own)
    return result if student is None else of_somebody_else(result, own, student)


def _of_file(rubric: Exercise, folder: Path, own: OwnIncident) -> Assessment:
    path = folder / rubric.answer
    if path.is_symlink() or not path.resolve().is_relative_to(folder.resolve()):
        note = f"{rubric.answer} is a link; write an ordinary file."
        return _all(rubric, "incomplete", note, notes=(note,))
    try:
        answer = rubric.model.load(path)
    except FileNotFoundError:
        return _all(
            rubric, "unattempted", NOT_ATTEMPTED, notes=(f"Nothing is written yet: there is no {rubric.answer}.",)
        )
    except AnswerError as error:
        note = str(error).replace(str(path), rubric.answer)
        return _all(rubric, "incomplete", "The answer file cannot be read, so nothing is scored yet.", notes=(note,))
    return assess(rubric.slug, answer, own.whose, own.story)


def _result(criterion: Criterion, work: Work, scheme: Scheme) -> CriterionResult:
    work = replace(work, checks=tuple(criterion.checks))
    measured = scheme.measures[criterion.measure](work)
    outcome = measured.outcome or _outcome(measured)
    needs_work = measured.says or criterion.needs_work.replace("{details}", measured.details)
    says = criterion.met if outcome == "met" else f"{needs_work} {measured.also}".strip()
    if outcome == "for-instructor":
        says = f"{criterion.needs_work} If your exhibits show another cause, an instructor reads it."
    points = round(criterion.points * max(0.0, min(1.0, measured.share)), 6)
    where = "" if outcome == "met" else measured.where
    return CriterionResult(criterion.id, criterion.aspect, points, criterion.points, outcome, says, where)


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
