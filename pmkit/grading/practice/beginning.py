"""An exercise with an incident for each trainee is begun: whose it is can be changed until something is answered."""

import shutil
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from pmkit.grading.exercise import Exercise, exercise_for
from pmkit.grading.own_incident import FILE, OwnIncident
from pmkit.grading.scheme import scheme_of
from pmkit.incidents.rendering.sheet import Sheet
from pmkit.models import answer_file
from pmkit.models.answer import AnswerError


class BegunOtherwiseError(ValueError):
    """Something is answered about another incident than the one asked for; the message is one question."""

    def _render_traceback_(self) -> list[str]:
        """What a notebook shows: the question alone."""
        return str(self).splitlines()


def begun(
    exercise: Exercise, folder: Path, trainee: str, story: str, *, anew: bool = False, otherwise: str = ""
) -> Exercise:
    """The exercise as it was begun in `folder`, or begun now: whose incident it is about is kept beside the answer.

    An empty `trainee` or `story` stands for what was begun; where nothing was, `otherwise` is the trainee. Where
    another incident was begun and nothing is answered yet, or with `anew`, the one that is asked for takes its
    place; an answer is kept beside. Raises BegunOtherwiseError where something is answered, AnswerError where the
    file that says whose it is is damaged, OSError when the disk refuses.
    """
    path = (folder / exercise.answer).with_name(FILE)
    if not path.exists():
        own = OwnIncident(story=story or exercise.story, trainee=trainee.strip() or otherwise)
        path.parent.mkdir(parents=True, exist_ok=True)
        own.save(path)
        return exercise_for(exercise.slug, own.whose, own.story)
    found = OwnIncident.beside(folder / exercise.answer, exercise)
    same = (not trainee.strip() or found.is_for(trainee)) and story in ("", found.story)
    if same:
        return exercise_for(exercise.slug, found.whose, found.story)
    asked = OwnIncident(story=story or found.story, trainee=trainee.strip() or found.trainee)
    if not anew and is_answered(exercise, folder):
        raise BegunOtherwiseError(_question(exercise, found, asked))
    before = exercise_for(exercise.slug, found.whose, found.story)
    now = exercise_for(exercise.slug, asked.whose, asked.story)  # raises before anything is moved
    _put_aside(exercise, folder)
    _replace_evidence(before, now, folder)
    asked.save(path)
    return now


def is_answered(exercise: Exercise, folder: Path) -> bool:
    """Whether the answer file holds anything of the trainee's; one that cannot be read may."""
    path = folder / exercise.answer
    if _half_typed(path).exists():
        return True
    try:
        answer = exercise.model.load(path)
    except FileNotFoundError:
        return False
    except AnswerError:
        return True
    # The problem is given, and that of another incident.
    given = {"problem": ""} if "problem" in type(answer).model_fields else {}
    scheme = scheme_of(exercise.kind)
    untouched = (exercise.model(), scheme.template)
    return scheme.is_attempted(answer) or answer.model_copy(update=given) not in untouched


def evidence_at(exercise: Exercise, folder: Path) -> Path:
    """Where the evidence of an exercise stands."""
    return folder / "evidence" / exercise.story


def _half_typed(answer: Path) -> Path:
    """Where the timeline builder keeps what is half typed (pmkit.widgets.timeline.drafts)."""
    return answer.with_name(f".{answer.name}.half-typed")


def _question(exercise: Exercise, found: OwnIncident, asked: OwnIncident) -> str:
    anew = f'pmkit.exercise("{exercise.slug}", trainee={asked.trainee!r}, story={asked.story!r}, anew=True)'
    return (
        f"{exercise.answer} holds answers about the incident of {_whose(found)}, and this cell asks for that of "
        f"{_whose(asked)}. Which shall it be?\n"
        f"  To go on with what is there: write TRAINEE = {found.trainee!r} and STORY = {found.story!r}.\n"
        f"  To begin anew, with the answers kept beside: run {anew} once, then all cells."
    )


def _whose(own: OwnIncident) -> str:
    return f"{own.trainee!r} ({own.story})" if own.trainee else f"nobody in particular ({own.story})"


def _put_aside(exercise: Exercise, folder: Path) -> None:
    path = folder / exercise.answer
    for one in (path, _half_typed(path)):
        if one.exists():
            answer_file.set_aside(one, "kept")


def _replace_evidence(before: Exercise, now: Exercise, folder: Path) -> None:
    """Make room where evidence of ours stands, and keep what was changed in it; what an instructor handed out stays."""
    place = evidence_at(now, folder)
    sheets = before.sheets
    if before.story != now.story or sheets is None:
        return
    alike = _alike(sheets, place)
    files = sum(path.is_file() for path in place.rglob("*"))
    if alike == files == len(sheets):
        shutil.rmtree(place)
    elif 2 * alike > len(sheets):
        place.rename(place.with_name(f"{place.name}.kept-{datetime.now(UTC):%Y%m%dT%H%M%S%f}"))


def _alike(sheets: list[Sheet], place: Path) -> int:
    """How many files of a folder are just what was handed out."""
    alike = 0
    for sheet in sheets:
        path = place.joinpath(*sheet.path.split("/"))
        with suppress(OSError):
            alike += path.read_bytes() == sheet.text.encode("utf-8")
    return alike
