"""An exercise with an incident for each trainee: whose it is can be changed until something is answered."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import pmkit
from pmkit.checks import examine
from pmkit.grading.assess import assess_folder
from pmkit.grading.exercise import exercise_for, load_exercise
from pmkit.grading.own_incident import FILE, NOBODY, OwnIncident
from pmkit.grading.practice.beginning import BegunOtherwiseError, begun, is_answered
from pmkit.grading.practice.exercise import Practice
from pmkit.grading.practice.exercise import exercise as practise
from pmkit.grading.practice.starters import starter_names
from pmkit.models.answer import Answer
from pmkit.models.fishbone import Fishbone
from pmkit.models.timeline import Anchors, Timeline, TimelineEvent

if TYPE_CHECKING:
    from pmkit.widgets.fishbone import FishboneBuilder

pytestmark = pytest.mark.lab

OWN = ("timeline", "fishbone")
AT = "2026-01-31T14:25:33Z"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a trainee, empty, and the working directory."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("JUPYTERHUB_USER", raising=False)
    return tmp_path


def model_answer_of(practice: Practice) -> Answer:
    """The answer of full marks to the incident that was begun."""
    own = practice.exercise
    return exercise_for(own.slug, own.trainee, own.story).model_answer


def answered(practice: Practice, answer: Timeline | Fishbone | None = None) -> Path:
    path = practice.folder / practice.exercise.answer
    (answer or model_answer_of(practice)).save(path)
    return path


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("slug", OWN)
def test_an_id_typed_after_run_all_takes_the_place_of_none(slug: str, folder: Path) -> None:
    practise(slug)
    typed = practise(slug, trainee="alice", story=load_exercise(slug).other_stories[0])
    again = practise(slug)
    assert again.exercise.scenario == typed.exercise.scenario
    assert OwnIncident.load(folder / "answers" / FILE) == OwnIncident(story=typed.exercise.story, trainee="alice")


def test_the_evidence_follows_the_id(folder: Path) -> None:
    practise("timeline").evidence()
    practise("timeline", trainee="alice").evidence()
    kept = contents(folder / "evidence")
    other = folder.parent / "other"
    other.mkdir()
    Practice(exercise_for("timeline", "alice"), other).evidence()
    assert kept == contents(other / "evidence")


def test_evidence_that_an_instructor_handed_out_stays_when_the_id_is_typed(folder: Path) -> None:
    Practice(exercise_for("timeline", "alice under another secret"), folder).evidence()
    before = contents(folder / "evidence")
    practise("timeline").evidence()
    practise("timeline", trainee="alice").evidence()
    assert contents(folder / "evidence") == before


def test_notes_made_among_the_evidence_are_kept_beside(folder: Path) -> None:
    place = practise("timeline").evidence()
    (place / "my-notes.md").write_text("the alert came late", encoding="utf-8")
    practise("timeline", trainee="alice").evidence()
    assert [path.read_text("utf-8") for path in folder.glob("evidence/*/my-notes.md")] == ["the alert came late"]
    assert not (place / "my-notes.md").exists()


@pytest.mark.parametrize("slug", OWN)
def test_once_something_is_answered_one_question_is_asked_and_nothing_changes(slug: str, folder: Path) -> None:
    answered(practise(slug, trainee="alice"))
    before = contents(folder)
    with pytest.raises(BegunOtherwiseError) as asked:
        practise(slug, trainee="bob")
    assert contents(folder) == before
    story = load_exercise(slug).story
    first, *ways = str(asked.value).splitlines()
    assert first.endswith("Which shall it be?")
    assert f"'alice' ({story})" in first
    assert f"'bob' ({story})" in first
    anew = f"pmkit.exercise(\"{slug}\", trainee='bob', story='{story}', anew=True)"
    assert ways == [
        f"  To go on with what is there: write TRAINEE = 'alice' and STORY = '{story}'.",
        f"  To begin anew, with the answers kept beside: run {anew} once, then all cells.",
    ]
    assert asked.value._render_traceback_() == str(asked.value).splitlines()


@pytest.mark.parametrize("slug", OWN)
def test_what_the_question_proposes_works(slug: str) -> None:
    path = answered(practise(slug, trainee="alice"))
    kept = path.read_bytes()
    with pytest.raises(BegunOtherwiseError) as asked:
        practise(slug, trainee="bob")
    proposed = re.search(r"run pmkit\.(exercise\(.*\)) once", str(asked.value))
    assert proposed
    anew = eval(proposed[1], {"exercise": pmkit.exercise})  # noqa: S307  # what a trainee would paste
    assert (anew.exercise.trainee, path.exists()) == ("bob", False)
    assert [one.read_bytes() for one in path.parent.glob(f"{path.name}.kept-*")] == [kept]
    assert practise(slug, trainee="bob").exercise.trainee == "bob"
    assert practise(slug, trainee="bob", anew=True).exercise.trainee == "bob"  # run twice: nothing more happens
    assert len([*path.parent.glob(f"{path.name}.kept-*")]) == 1


def test_a_builder_of_the_incident_before_saves_nothing_into_the_one_begun_anew() -> None:
    from pmkit.widgets.builder import RUN_AGAIN

    path = answered(practise("fishbone", trainee="alice"))
    builder = pmkit.fishbone(path, exercise="fishbone")
    practise("fishbone", trainee="bob", anew=True)
    fields = {**builder.shown["answer"], "problem": "still of alice's incident"}
    builder.typed = {"client": "one", "revision": 1, "base": builder.shown["serial"], "answer": fields}
    assert (builder.shown["trouble"], path.exists()) == (RUN_AGAIN, False)
    again = pmkit.fishbone(path, exercise="fishbone")
    assert again.shown["answer"]["problem"] == exercise_for("fishbone", "bob").scenario.problem
    again.typed = {"client": "one", "revision": 2, "base": again.shown["serial"], "answer": again.shown["answer"]}
    assert (again.shown["trouble"], path.exists()) == ("", True)
    again.close()


def type_again(builder: FishboneBuilder) -> None:
    fields = {**builder.shown["answer"], "problem": "Scores differ"}
    fields["bones"][0]["causes"] = [{"text": "One was alone", "evidence": "", "contributed": False, "below": []}]
    builder.typed = {"client": "one", "revision": 1, "base": builder.shown["serial"], "answer": fields}


def test_a_builder_that_is_used_before_the_id_is_typed_keeps_whose_incident_it_showed(folder: Path) -> None:
    builder = pmkit.fishbone("answers/fishbone.toml", exercise="fishbone")
    assert not (folder / "answers").exists()
    type_again(builder)
    builder.close()
    assert OwnIncident.load(folder / "answers" / FILE) == OwnIncident(story=load_exercise("fishbone").story)
    with pytest.raises(BegunOtherwiseError, match="the incident of nobody in particular"):
        practise("fishbone", trainee="alice")


def test_a_hub_says_who_works_here_where_nobody_else_does(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JUPYTERHUB_USER", "bob")
    builder = pmkit.fishbone("answers/fishbone.toml", exercise="fishbone")
    type_again(builder)
    builder.close()
    assert OwnIncident.load(folder / "answers" / FILE).trainee == "bob"
    assert practise("fishbone").exercise.trainee == "bob"


def test_an_id_that_was_typed_on_a_hub_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JUPYTERHUB_USER", "bob")
    practise("timeline", trainee="trainee07")
    assert practise("timeline").exercise.trainee == "trainee07"
    answered(practise("timeline"))
    assert practise("timeline").exercise.trainee == "trainee07"


def test_in_a_notebook_the_question_stands_alone() -> None:
    from IPython.core.interactiveshell import InteractiveShell
    from IPython.utils.capture import capture_output

    answered(practise("timeline", trainee="alice"))
    shell = InteractiveShell.instance()
    with capture_output() as shown:
        shell.run_cell('import pmkit\npmkit.exercise("timeline", trainee="bob")')
    InteractiveShell.clear_instance()
    assert "Traceback" not in shown.stdout + shown.stderr
    assert len([line for line in (shown.stdout + shown.stderr).splitlines() if line.strip()]) == 3


@pytest.mark.parametrize(
    ("answer", "holds"),
    [
        (Timeline(), False),
        (Timeline(title="Checkout"), True),
        (Timeline(anchors=Anchors(cause=AT)), True),
        (Timeline(events=[TimelineEvent(at=AT, what="seen")]), True),
        (Fishbone(problem="given"), False),
        (Fishbone(problem="given", empty={"People": "Asked; nothing"}), True),
        (Fishbone(problem="given", causes=[{"category": "People", "text": "a"}]), True),
    ],
    ids=range(7),
)
def test_anything_of_the_trainees_is_an_answer(answer: Timeline | Fishbone, holds: bool, folder: Path) -> None:
    rubric = load_exercise("timeline" if isinstance(answer, Timeline) else "fishbone")
    assert not is_answered(rubric, folder)
    answer.save(folder / rubric.answer)
    assert is_answered(rubric, folder) is holds


def test_what_cannot_be_read_and_what_is_half_typed_is_taken_for_an_answer(folder: Path) -> None:
    rubric = load_exercise("timeline")
    (folder / "answers").mkdir()
    half = folder / "answers" / ".timeline.toml.half-typed"
    half.write_text("", encoding="utf-8")
    assert is_answered(rubric, folder)
    half.unlink()
    (folder / rubric.answer).write_text("events = [", encoding="utf-8")
    assert is_answered(rubric, folder)


def test_the_half_typed_file_is_the_one_that_the_builder_writes() -> None:
    from pmkit.grading.practice.beginning import _half_typed
    from pmkit.widgets.timeline.drafts import DraftFile

    assert _half_typed(Path("answers/timeline.toml")) == DraftFile(Path("answers/timeline.toml")).path


def test_the_given_problem_of_another_incident_is_put_aside_with_the_id() -> None:
    path = answered(practise("fishbone"), Fishbone(problem="the problem of nobody's incident"))
    practise("fishbone", trainee="alice")
    assert not path.exists()


def test_no_id_goes_on_with_what_was_begun(folder: Path) -> None:
    rubric = load_exercise("timeline")
    assert begun(rubric, folder, "alice", "validator-slashed").story == "validator-slashed"
    answered(practise("timeline"))
    assert (begun(rubric, folder, "", "").trainee, begun(rubric, folder, " ALICE ", "").trainee) == ("alice", "alice")


def test_an_unknown_story_moves_nothing(folder: Path) -> None:
    answered(practise("timeline", trainee="alice"))
    before = contents(folder)
    with pytest.raises(LookupError, match="write one of"):
        practise("timeline", trainee="alice", story="nowhere", anew=True)
    assert contents(folder) == before


@pytest.mark.parametrize("slug", OWN)
def test_without_an_id_the_incident_is_none_that_a_lesson_shows(slug: str) -> None:
    rubric = load_exercise(slug)
    for story in (rubric.story, *rubric.other_stories):
        nobodys = exercise_for(slug, NOBODY, story).scenario
        assert nobodys.exhibits != exercise_for(slug, "", story).scenario.exhibits
    assert practise(slug).exercise.scenario == exercise_for(slug, NOBODY).scenario


@pytest.mark.parametrize("starter", starter_names())
def test_copying_a_lessons_timeline_earns_nothing(starter: str, folder: Path) -> None:
    practice = practise("timeline")
    answered(practice, pmkit.begin(folder / "lesson.toml", starter))
    assert practice.assess().points == 0
    assert assess_folder("timeline", folder).points == 0
    (folder / "answers" / FILE).unlink()
    assert assess_folder("timeline", folder).points == 0


def test_copying_the_timeline_of_the_story_as_it_is_written_earns_nothing() -> None:
    practice = practise("timeline")
    answered(practice, exercise_for("timeline").model_answer)  # type: ignore[arg-type]  # a timeline's
    assert practice.assess().points == 0


@pytest.mark.parametrize("slug", OWN)
def test_without_an_id_the_shown_solution_is_of_other_times_and_names(slug: str) -> None:
    practice = practise(slug)
    assert practice.exercise.shown_solution == exercise_for(slug).shown_solution
    assert practice.exercise.shown_solution != model_answer_of(practice)


def test_the_question_judges_nobody() -> None:
    answered(practise("timeline", trainee="alice"))
    with pytest.raises(BegunOtherwiseError) as asked:
        practise("timeline", trainee="bob")
    assert examine(str(asked.value)) == []
