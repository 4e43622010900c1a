"""What one submission earns, as plain data: all that is worked out of a trainee's own words, to be done apart."""

from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from pmkit.grading import feedback_page
from pmkit.grading.answer_place import place_of
from pmkit.grading.assess import assess_folder
from pmkit.grading.exercise import load_exercise
from pmkit.grading.handed_in.reading import load as load_answer
from pmkit.grading.nbgrader.by_hand import readings_of
from pmkit.grading.own_incident import exercise_beside
from pmkit.grading.readings import shown

THE_MODEL = "This is the kit's own model answer, word for word."


@dataclass(frozen=True, slots=True)
class Earned:
    """Notes, criteria and readings for pages, drawings as HTML; `meanings` are all that a line can be read as."""

    notes: tuple[str, ...] = ()
    criteria: list[dict[str, Any]] = field(default_factory=list)
    drawings: dict[str, str] = field(default_factory=lambda: dict.fromkeys(("light", "auto", "narrow"), ""))
    readings: list[dict[str, Any]] = field(default_factory=list)
    meanings: list[dict[str, str]] = field(default_factory=list)
    findings: list[dict[str, Any]] = field(default_factory=list)
    for_instructor: tuple[str, ...] = ()
    waits: bool = True


def earned(exercise: str, folder: Path, student: str, comment: str) -> Earned:
    """Assess and draw what lies in a folder. Raises whatever the assessment raises."""
    assessment = assess_folder(exercise, folder, student, comment)
    readings = shown.rows(assessment.readings)
    copied = (THE_MODEL,) if assessment.points >= assessment.max and _is_model(exercise, folder, student) else ()
    return Earned(
        assessment.notes,
        [asdict(criterion) for criterion in assessment.criteria],
        feedback_page.drawings(exercise, folder),
        readings,
        readings_of(exercise, folder) if readings else [],
        feedback_page.questions(assessment),
        (*assessment.for_instructor, *copied),
        assessment.outcome == "for-instructor",
    )


def _is_model(slug: str, folder: Path, student: str) -> bool:
    """Whether the answer is the one that the kit makes for this trainee."""
    path = place_of(load_exercise(slug), folder).path
    rubric = exercise_beside(path, slug, student)
    return bool(load_answer(rubric.model, path)[0] == rubric.model_answer)
