"""A class in several exercises: honest trainees, and trainees with every trouble and attack, each under an own id."""

import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from grading.course import ROOT, Course
from hostile.makers import bombs, folders, slips, submissions
from hostile.makers.submissions import hand_in

from pmkit.grading.assess import assess_folder
from pmkit.grading.exercise import exercise_for
from pmkit.grading.own_incident import FILE, OwnIncident

EXERCISES = ("five-whys", "blameless-rewrite", "timeline", "fishbone")
ROWS = ("whys", "rewrites", "events", "causes")
CALLED = {"Bo Li_{}_assignsubmission_file_/{}": "bo-li-{}", "lovelaceada_{}_456_{}": "lovelaceada"}
"""What Moodle and Canvas call a file, and the id that is made of it."""
ANYTHING = {"script in the answer"}
"""What is handed in is not the trainee's own answer any more, and yet may earn points."""


@dataclass(frozen=True)
class Trouble:
    """One kind of trouble or attack, and whether what lies in the folder "earns", "waits" or is worth "nothing"."""

    name: str
    make: submissions.Make
    expects: str


def troubles() -> list[Trouble]:
    """Every trouble of a folder and every attack that there is."""
    found = [Trouble(name, make, expects) for name, (make, expects) in slips.TROUBLES.items()]
    found += [
        Trouble(name, make, _becomes(name, earns=name not in submissions.NO_POINTS))
        for name, (make, _) in submissions.CASES.items()
    ]
    found += [
        Trouble(name, make, _becomes(name, earns=has_its_own)) for name, (make, has_its_own, _) in folders.CASES.items()
    ]
    found += [Trouble(name, partial(_bomb, text), "waits") for name, (text, _) in bombs.BOMBS.items()]
    return [*found, Trouble("a megabyte of blame", _blame, "waits")]


def _becomes(name: str, *, earns: bool) -> str:
    has_nothing_to_read = name in {"edits its own points", "missing answer"}
    return "earns" if earns else "nothing" if has_nothing_to_read else "waits"


def _bomb(text: str, course: Course) -> None:
    course.submit(submissions.STUDENT, answer=text)


def _blame(course: Course) -> None:
    text = "Priya is to blame because she was careless. " * 110
    row = {
        "five-whys": '[[whys]]\nanswer = "{}"\n',
        "blameless-rewrite": '[[rewrites]]\nstatement = "a"\nrewrite = "{}"\n',
        "timeline": '[[events]]\nat = "10:00"\ntext = "{}"\n',
        "fishbone": '[[causes]]\ncategory = "Tools"\ntext = "{}"\n',
    }[course.exercise]
    head = "" if course.exercise in {"timeline", "blameless-rewrite"} else 'problem = "No bids"\n'
    course.submit(submissions.STUDENT, answer=head + "".join(row.format(f"{text}{n}") for n in range(190)))


def generated(folder: Path) -> Course:
    """A course of the real exercises, none handed in; a hostile answer may take eight seconds."""
    shutil.copy(ROOT / "nbgrader_config.py", folder)
    with (folder / "nbgrader_config.py").open("a", encoding="utf-8") as file:
        file.write("c.GradeAnswers.seconds = 8\n")
    course = Course(folder)
    for exercise in EXERCISES:
        shutil.copytree(ROOT / "solutions" / exercise, folder / "solutions" / exercise)
        course.run("generate_assignment", exercise)
    return course


def answer_for(exercise: str, student: str, number: int) -> str:
    """A whole answer to the student's own incident, the first half of one, or one that goes wrong somewhere."""
    rubric = exercise_for(exercise, student)
    if number % 4 == 0:
        return rubric.model_answer.dump()
    if number % 4 == 1:
        rows = next(name for name in ROWS if hasattr(rubric.model_answer, name))
        kept = getattr(rubric.model_answer, rows)
        return rubric.model_answer.model_copy(update={rows: kept[: max(2, len(kept) // 2)]}).dump()
    wrong = sorted((ROOT / "tests" / "wrong_answers" / exercise).glob("*.toml"))
    return wrong[number % len(wrong)].read_text(encoding="utf-8")


def honest(course: Course, exercise: str, numbers: range) -> list[str]:
    """Let the honest hand in: an answer, and the file that says whose incident it is."""
    students = [f"honest{number:03}" for number in numbers]
    for number, student in zip(numbers, students, strict=True):
        replace(course, exercise=exercise).submit(student, answer=answer_for(exercise, student, number))
        rubric = exercise_for(exercise, student)
        if rubric.own_incident:
            place = course.folder / "submitted" / student / exercise / "answers" / FILE
            OwnIncident(story=rubric.story, trainee=student).save(place)
    return students


def troubled(course: Course, exercise: str, numbers: range) -> Iterator[tuple[str, Trouble, str]]:
    """Let each of the others hand in with one trouble, another in each exercise: who, what, and their answer."""
    every = troubles()
    for number in numbers:
        trouble = every[(number + 17 * EXERCISES.index(exercise)) % len(every)]
        is_all_of_it = trouble.name == "a link for a folder of a trainee"  # who has no other folder then
        student = f"trouble{number:03}{f'-{exercise}' if is_all_of_it else ''}"
        own = exercise_for(exercise, student).model_answer.dump()
        hand_in(replace(course, exercise=exercise, own_answer=own), student, trouble.make)
        yield student, trouble, own


def downloaded(course: Course, exercise: str) -> dict[str, str]:
    """Put an archive of Moodle, one of Canvas and a damaged one where zip_collect looks; answers by id."""
    place = course.folder / "downloaded" / exercise / "archive"
    place.mkdir(parents=True)
    (place / "damaged.zip").write_bytes(b"PK\x03\x04 and no more")
    answers = {}
    for number, (name, known_as) in enumerate(CALLED.items()):
        student = known_as.format(number)
        answers[student] = exercise_for(exercise, student).model_answer.dump()
        file = Path(exercise_for(exercise, student).answer).name
        with zipfile.ZipFile(place / f"class{number}.zip", "w") as archive:
            archive.writestr(name.format(number, file), answers[student])
    return answers


def clean_points(exercise: str, student: str, answer: str, folder: Path) -> float:
    """What an answer earns alone, without nbgrader."""
    place = folder / student / exercise
    path = place / exercise_for(exercise, student).answer
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(answer, encoding="utf-8")
    return assess_folder(exercise, place, student).points
