"""What one sees while writing is what is graded: builder, check(), command line and assess say the same."""

import json
import statistics
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from cli.command_line import invoke
from plain_loop import plain_loop

from pmkit.grading import own_incident
from pmkit.grading.assess import assess_folder
from pmkit.grading.assessment import Assessment
from pmkit.grading.exercise import exercise_for, exercise_names, load_exercise
from pmkit.grading.practice.exercise import Practice, is_passed
from pmkit.models.answer import Answer
from pmkit.models.timeline import Timeline, TimelineEvent

pytestmark = pytest.mark.lab

WRONG_ANSWERS = sorted(
    path for path in (Path(__file__).parent.parent / "wrong_answers").glob("*/*") if path.suffix in {".toml", ".md"}
)
BUILDERS = {
    "five-whys": "five_whys",
    "fishbone": "fishbone",
    "timeline": "timeline",
    "blameless-rewrite": "rewrites",
    "postmortem": "postmortem",
    "action-items": "action_items",
    "metrics": "metrics_form",
    "facilitation": "meeting",
}
AFTERWARDS = {"facilitation"}
"""One rates oneself first: what these earn is told by check() alone, and not beside the builder."""
WITH_POINTS = [name for name in exercise_names() if name not in AFTERWARDS]


@pytest.fixture(autouse=True)
def closed_builders() -> Iterator[None]:
    from pmkit.widgets import builder

    yield
    for known in list(builder._live.values()):
        known.close()
    builder._live.clear()


@pytest.fixture
def as_written(monkeypatch: pytest.MonkeyPatch) -> None:
    """The wrong answers tell the stories as they are written, which outside of tests nobody is given."""
    monkeypatch.setattr(own_incident, "NOBODY", "")


def builder_of(exercise: str, path: Path) -> Any:
    import pmkit

    return getattr(pmkit, BUILDERS[exercise])(path, exercise=exercise)


def told(criteria: list[Any]) -> list[tuple[str, str, float, float, str, str]]:
    """What a criterion says, without the place, which a builder names as its page does."""
    rows = [one if isinstance(one, dict) else {key: getattr(one, key) for key in KEYS} for one in criteria]
    return [tuple(row[key] for key in KEYS) for row in rows if row["outcome"] != "met"]


KEYS = ("id", "aspect", "points", "max", "outcome", "says")


def put(folder: Path, exercise: str, text: str) -> Path:
    path = folder / load_exercise(exercise).answer
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def agree(exercise: str, path: Path, folder: Path) -> Assessment:
    """Look from every side, and return the assessment."""
    graded = assess_folder(exercise, folder)
    open_ones = told([*graded.criteria])
    if exercise not in AFTERWARDS:
        shown = builder_of(exercise, path).shown
        assert (told(shown["criteria"]), shown["points"], shown["max"]) == (open_ones, graded.points, graded.max)
        assert (shown["outcome"], shown["notes"]) == (graded.outcome, [*graded.notes])
        assert [one["check"] for one in shown["findings"]] == [one.check for one in graded.findings]
    for words in (["assess", exercise, str(folder)], ["check", "--exercise", exercise, str(path)]):
        printed = invoke(*words, "--format", "json")
        data = json.loads(printed.stdout)
        (data,) = data.get("assessments", [data])
        assert (told(data["criteria"]), data["points"]) == (open_ones, graded.points)
        assert [(one["check"], one["where"]) for one in data["findings"]] == [
            (one.check, one.where) for one in graded.findings
        ]
        is_clean = graded.outcome == "met" and not graded.findings
        done = is_passed(load_exercise(exercise), graded) if words[0] == "assess" else is_clean
        assert printed.exit_code == (0 if done else 1)
    text = Practice(load_exercise(exercise), folder).check().text
    assert f"{round(graded.points, 2):g} of {graded.max:g} points" in text
    return graded


@pytest.mark.usefixtures("as_written")
@pytest.mark.parametrize("answer", WRONG_ANSWERS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_side_says_the_same_of_a_wrong_answer(answer: Path, tmp_path: Path) -> None:
    exercise = answer.parent.name
    path = put(tmp_path, exercise, answer.read_text(encoding="utf-8"))
    graded = agree(exercise, path, tmp_path)
    assert graded.open, "a wrong answer leaves something open"


@pytest.mark.parametrize("exercise", exercise_names())
def test_every_side_says_that_a_model_answer_is_done(exercise: str, tmp_path: Path) -> None:
    model = exercise_for(exercise, own_incident.NOBODY).model_answer
    graded = agree(exercise, put(tmp_path, exercise, model.dump()), tmp_path)
    assert (graded.points, graded.open) == (100, ())


@pytest.mark.parametrize("exercise", WITH_POINTS)
def test_before_anything_is_written_every_criterion_is_open_and_none_is_called_more(
    exercise: str, tmp_path: Path
) -> None:
    shown = builder_of(exercise, tmp_path / load_exercise(exercise).answer).shown
    assert [one["outcome"] for one in shown["criteria"]] == ["unattempted"] * len(load_exercise(exercise).criteria)
    assert (shown["points"], shown["max"], shown["outcome"]) == (0, 100, "unattempted")


def test_a_builder_of_no_exercise_has_findings_and_no_grade(tmp_path: Path) -> None:
    import pmkit

    builder = pmkit.five_whys(tmp_path / "own.toml")
    assert (builder.shown["criteria"], builder.shown["points"], builder.shown["max"]) == ([], None, None)


def send(builder: Any, **changes: Any) -> dict[str, Any]:
    """Type into a builder's fields, as its page does, and return what it then shows."""
    fields = {**builder.shown["answer"], **changes}
    builder.typed = {"client": "one", "revision": 1, "base": builder.shown["serial"], "answer": fields}
    return dict(builder.shown)


def test_the_criteria_follow_the_typing(tmp_path: Path) -> None:
    path = put(tmp_path, "five-whys", load_exercise("five-whys").model_answer.dump())
    builder = builder_of("five-whys", path)
    shown = send(builder, root_cause="")
    assert [(one["id"], one["where"]) for one in shown["criteria"]] == [("root-cause-stated", "root_cause")]
    assert (shown["points"], assess_folder("five-whys", tmp_path).points) == (93, 93)
    actions = [{**shown["answer"]["actions"][0], "owner": ""}]
    shown = send(
        builder, root_cause=load_exercise("five-whys").model_answer.model_dump()["root_cause"], actions=actions
    )
    assert [(one["id"], one["where"]) for one in shown["criteria"]] == [("action-documented", "action 1, owner")]


@pytest.mark.usefixtures("as_written")
def test_places_are_named_as_the_page_shows_them_while_the_file_stands_in_another_order(tmp_path: Path) -> None:
    model = exercise_for("timeline").model_answer
    assert isinstance(model, Timeline)
    events: list[TimelineEvent] = [*reversed(model.events)]
    events[0] = events[0].model_copy(update={"source": "", "ref": None})  # the last on the page
    path = put(tmp_path, "timeline", model.model_copy(update={"events": events}).dump())
    shown = builder_of("timeline", path).shown
    where = {one["id"]: one["where"] for one in shown["criteria"]}
    assert where["sources-cited"] == f"event {len(events)}, source"
    assert {one.id: one.where for one in assess_folder("timeline", tmp_path).criteria}[
        "sources-cited"
    ] == "event 1, source"


@pytest.mark.usefixtures("as_written")
def test_an_event_that_is_half_typed_counts_in_the_numbers_of_the_page(tmp_path: Path) -> None:
    model = exercise_for("timeline").model_answer
    assert isinstance(model, Timeline)
    events = [
        one.model_copy(update={"source": "", "ref": None} if n == 3 else {}) for n, one in enumerate(model.events)
    ]
    path = put(tmp_path, "timeline", model.model_copy(update={"events": events}).dump())
    builder = builder_of("timeline", path)
    fields = builder.shown["answer"]
    half = {**fields["events"][0], "id": "new", "at": "14:2", "good": None}
    shown = send(builder, events=[half, *fields["events"]])
    assert {one["id"]: one["where"] for one in shown["criteria"]}["sources-cited"] == "event 5, source"


PLACES = {
    "five-whys/no-evidence": {"evidence": "why 1, evidence"},
    "five-whys/action-without-owner-and-date": {"action-documented": "action 1, owner"},
    "five-whys/action-misses-the-cause": {"action-touches-cause": "action 1, text"},
    "five-whys/no-root-cause": {"root-cause-stated": "root_cause"},
    "five-whys/blank-in-the-middle": {"no-blanks": "why 3, answer"},
    "five-whys/stays-with-the-machine": {"systemic-cause": "why 3, answer"},
    "fishbone/no-evidence": {"evidence": "cause 1, evidence"},
    "fishbone/wrong-bones": {"right-bone": "cause 1, text"},
    "fishbone/an-empty-bone": {"every-bone": "empty, Environment"},
    "fishbone/invented-machines": {"grounded": "cause 15, text"},
    "timeline/no-sources": {"sources-cited": "event 1, source"},
    "timeline/no-anchors": {"anchors-stated": "anchors, cause", "figures": "anchors, cause"},
    "timeline/with-a-red-herring": {"selective": "event 1, what"},
    "timeline/rounded-to-minutes": {"times": "event 4, at", "precise": "event 1, at"},
    "action-items/no-owners": {"smart": "action 1, text"},
    "action-items/one-day-is-too-late": {"threshold": "action 2, text"},
    "action-items/critique-of-any-sentence": {"critique": "critique of letter 1, says"},
    "action-items/success-is-the-item-again": {"success": "action 1, success"},
    "action-items/effects-that-change-nothing": {"effects": "action 1, effect"},
    "blameless-rewrite/judgement-left": {"judgement-removed": "rewrite 3, text"},
    "blameless-rewrite/a-figure-dropped": {"figures-kept": "rewrite 3, text"},
    "blameless-rewrite/a-fact-deleted": {"facts-kept": "rewrite 5, text"},
    "blameless-rewrite/two-left-blank": {"all-rewritten": "rewrite 3, text"},
}


@pytest.mark.parametrize("name", PLACES)
def test_an_open_criterion_names_the_field_that_it_means(name: str) -> None:
    from pmkit.grading.assess import assess

    exercise = name.partition("/")[0]
    answer: Answer = load_exercise(exercise).model.load(Path(__file__).parent.parent / "wrong_answers" / f"{name}.toml")
    where = {one.id: one.where for one in assess(exercise, answer).open}
    assert {one: where.get(one) for one in PLACES[name]} == PLACES[name]


@pytest.mark.usefixtures("as_written")
@pytest.mark.parametrize("answer", WRONG_ANSWERS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_no_criterion_that_is_met_has_a_place_and_every_place_is_a_field(answer: Path) -> None:
    from pmkit.grading.assess import assess

    given = load_exercise(answer.parent.name).model.load(answer)
    data = given.model_dump()
    fields = {"", "problem", "root_cause", "events"} | {f"anchors, {name}" for name in data.get("anchors", {})}
    fields |= {f"empty, {name}" for name in data.get("categories", ())}
    fields |= {f"line {n}" for n in range(1, len(data.get("text", "").splitlines()) + 1)}
    for table in ("figures", "still_open"):
        fields |= {f"{table}, {key}" for key in data.get(table, {})}
    for label, figure in data.get("figures", {}).items():
        fields |= {f"figures, {label}, {key}" for key in figure}
    fields |= {"policy", "summary", "repeats", "faults"} if "figures" in data else set()
    for rows, one in {
        "whys": "why",
        "faults": "fault",
        "turns": "turn",
        "actions": "action",
        "causes": "cause",
        "events": "event",
        "rewrites": "rewrite",
        "critique": "critique of letter",
    }.items():
        fields |= {f"{one} {n}, {key}" for n, row in enumerate(data.get(rows, ()), start=1) for key in row}
    result = assess(answer.parent.name, given)
    assert {one.where for one in result.criteria} <= fields
    assert {one.where for one in result.criteria if one.outcome == "met"} <= {""}


def type_one_letter(exercise: str, fields: dict[str, Any]) -> dict[str, Any]:
    """The fields of a page with a letter more in one of them."""
    if exercise in {"postmortem", "metrics"}:
        return {**fields, "text": fields["text"] + ("x" if exercise == "postmortem" else "#")}
    row = {
        "five-whys": lambda: fields["actions"][0],
        "fishbone": lambda: fields["bones"][0]["causes"][0],
        "timeline": lambda: fields["events"][3],
        "blameless-rewrite": lambda: fields["rewrites"][0],
        "action-items": lambda: fields["actions"][0],
    }[exercise]()
    key = "what" if exercise == "timeline" else "text"
    row[key] += "x"
    return fields


MOST_LOOPS = 18
"""Turns of `plain_loop` that a keystroke may cost: of a postmortem ten on a quiet machine, thirteen on a busy one."""


@pytest.mark.parametrize("exercise", WITH_POINTS)
def test_a_keystroke_is_assessed_in_the_time_of_a_few_plain_loops(exercise: str, tmp_path: Path) -> None:
    """Time of the processor, so that other work on the machine does not count; the median of twenty."""
    model = exercise_for(exercise, own_incident.NOBODY).model_answer
    builder = builder_of(exercise, put(tmp_path, exercise, model.dump()))
    took, loops = [], []
    for revision in range(1, 24):
        message = {"client": "one", "revision": revision, "base": builder.shown["serial"]}
        answer = type_one_letter(exercise, builder.to_fields(builder.answer))
        loops.append(plain_loop())
        start = time.process_time()
        builder.typed = {**message, "answer": answer}
        took.append(time.process_time() - start)
        assert builder.shown["revision"] == revision
    assert statistics.median(took[3:]) < MOST_LOOPS * statistics.median(loops)
