"""What an answer earns: the same from every side, and never for words alone."""

import json
import os
import re
from pathlib import Path

import pytest
from cli.command_line import invoke
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pmkit.grading.action_items import measures as action_items
from pmkit.grading.assess import KEPT, NOT_ENGLISH, assess, assess_folder
from pmkit.grading.assessment import CriterionResult
from pmkit.grading.exercise import exercise_names, load_exercise
from pmkit.grading.fishbone import measures as fishbone
from pmkit.grading.five_whys import measures as five_whys
from pmkit.grading.postmortem import measures as postmortem
from pmkit.grading.postmortem.forms import NOT_WHOLE
from pmkit.grading.practice.exercise import Practice
from pmkit.grading.timeline import measures as timeline
from pmkit.models.answer import AnswerError
from pmkit.models.five_whys import FiveWhys, Why
from pmkit.models.rewrites import Rewrite, Rewrites

WRONG = Path(__file__).parent.parent / "wrong_answers"
WRONG_ANSWERS = sorted([*WRONG.glob("*/*.toml"), *WRONG.glob("*/*.md")])
EVERYTHING = "everything but 20 points"


def losses(path: Path) -> str:
    """What the second line of a wrong answer says that it loses."""
    return path.read_text(encoding="utf-8").splitlines()[1].removeprefix("# ").removeprefix("loses: ")


def folder_with(tmp_path: Path, text: str | bytes) -> Path:
    answers = tmp_path / "answers"
    answers.mkdir(parents=True, exist_ok=True)
    content = text.encode() if isinstance(text, str) else text
    for name in {Path(load_exercise(exercise).answer).name for exercise in exercise_names()}:
        (answers / name).write_bytes(content)
    return tmp_path


@pytest.mark.parametrize("exercise", exercise_names())
def test_the_model_answer_earns_full_marks_without_a_finding(exercise: str) -> None:
    rubric = load_exercise(exercise)
    result = assess(exercise, rubric.model_answer)
    assert (result.points, result.outcome, result.findings) == (rubric.max, "met", ())


@pytest.mark.parametrize("exercise", exercise_names())
def test_there_are_at_least_eight_wrong_answers(exercise: str) -> None:
    assert len(list((WRONG / exercise).iterdir())) >= (
        15 if exercise in {"postmortem", "action-items", "metrics", "facilitation"} else 8
    )


def _is_for_want(criterion: CriterionResult) -> bool:
    """Whether a criterion lacks points only because too little of the answer is verified."""
    kept = (
        KEPT,
        five_whys.NOT_YET,
        fishbone.NOT_YET,
        timeline.MORE_EVENTS,
        postmortem.NOT_YET,
        NOT_WHOLE,
        action_items.NOT_YET,
        action_items.HALF,
    )
    return criterion.says.startswith(kept)


@pytest.mark.parametrize("path", WRONG_ANSWERS, ids=lambda path: path.stem)
def test_a_wrong_answer_loses_just_what_it_names(path: Path) -> None:
    result = assess(path.parent.name, load_exercise(path.parent.name).model.load(path))
    lost = {criterion.id for criterion in result.criteria if criterion.outcome != "met" and not _is_for_want(criterion)}
    if losses(path) == EVERYTHING:
        assert result.points < 0.2 * result.max
    elif losses(path) == "nothing is scored":
        assert {criterion.outcome for criterion in result.criteria} == {"for-instructor"}
        assert result.notes == (NOT_ENGLISH,)
        assert (result.points, result.points_up_to) == (0, result.max)
    else:
        assert lost == set(losses(path).split())


@pytest.mark.parametrize("path", WRONG_ANSWERS, ids=lambda path: path.stem)
def test_notebook_and_command_line_give_the_same_points(path: Path, tmp_path: Path) -> None:
    folder = folder_with(tmp_path, path.read_bytes())
    practice = Practice(load_exercise(path.parent.name), folder)
    printed = invoke("assess", path.parent.name, str(folder), "--format", "json")
    data = json.loads(printed.stdout)
    aspects = load_exercise(path.parent.name).aspects
    assert sum(practice.points(aspect) for aspect in aspects) == pytest.approx(data["points"])
    assert f"{round(data['points'], 2):g} of {data['max']:g} points" in practice.check().text
    assert sum(criterion["points"] for criterion in data["criteria"]) == pytest.approx(data["points"])


def test_an_untouched_exercise_earns_nothing_and_is_called_not_attempted(tmp_path: Path) -> None:
    result = assess_folder("five-whys", tmp_path)
    assert (result.points, result.outcome) == (0, "unattempted")
    assert "Not attempted yet." in {criterion.says for criterion in result.criteria}
    given_problem_only = assess("five-whys", FiveWhys(problem="The validator missed 100 consecutive blocks"))
    assert given_problem_only.outcome == "unattempted"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"problem = ", "not TOML"),
        (b"\xff\xfe\x00", "not UTF-8"),
        (b"whys = 3", "whys: got 3"),
        (b"#" * 1_000_001, "at most 1,000,000"),
    ],
)
def test_a_damaged_answer_earns_nothing_and_says_why(tmp_path: Path, content: bytes, words: str) -> None:
    result = assess_folder("five-whys", folder_with(tmp_path, content))
    assert (result.points, result.outcome) == (0, "incomplete")
    assert words in result.notes[0]
    assert str(tmp_path) not in result.notes[0]


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside.toml"
    load_exercise("five-whys").model_answer.save(outside)
    inside = tmp_path / "trainee" / "answers"
    inside.mkdir(parents=True)
    (inside / "five_whys.toml").symlink_to(outside)
    result = assess_folder("five-whys", tmp_path / "trainee")
    assert (result.points, result.notes) == (
        0,
        ("answers/five_whys.toml is a link; write an ordinary file.",),
    )


def test_a_linked_answers_folder_is_not_followed(tmp_path: Path) -> None:
    load_exercise("five-whys").model_answer.save(tmp_path / "elsewhere" / "five_whys.toml")
    (tmp_path / "trainee").mkdir()
    (tmp_path / "trainee" / "answers").symlink_to(tmp_path / "elsewhere")
    assert assess_folder("five-whys", tmp_path / "trainee").points == 0


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_named_pipe_does_not_hold_the_grader(tmp_path: Path) -> None:
    (tmp_path / "answers").mkdir()
    os.mkfifo(tmp_path / "answers" / "five_whys.toml")
    assert "not a plain file" in assess_folder("five-whys", tmp_path).notes[0]


def test_the_solution_opens_after_an_attempt(tmp_path: Path) -> None:
    practice = Practice(load_exercise("five-whys"), tmp_path)
    assert "Try it first" in practice.solution().text
    folder_with(tmp_path, '[[whys]]\nanswer = "The node was offline"\n')
    assert "How a release is made ready leaves out" in practice.solution().text


def test_hints_run_from_the_first_to_the_last(tmp_path: Path) -> None:
    practice = Practice(load_exercise("five-whys"), tmp_path)
    assert [practice.hint(number).text[:11] for number in (-1, 1, 4, 99)] == ["Hint 1 of 4"] * 2 + ["Hint 4 of 4"] * 2


def test_an_aspect_that_the_rubric_has_not_is_named(tmp_path: Path) -> None:
    with pytest.raises(LookupError, match="write one of: correctness, methodology"):
        Practice(load_exercise("five-whys"), tmp_path).points("beauty")


def test_a_rubric_whose_points_do_not_add_up_is_refused() -> None:
    rubric = load_exercise("five-whys")
    right = rubric.aspects["correctness"]
    text = re.sub(r"correctness = [\d.]+", f"correctness = {right + 10}", rubric.dump())
    with pytest.raises(AnswerError, match=f"its criteria add up to {right:g}; write correctness = {right:g}"):
        type(rubric).parse(text)


words = st.sampled_from(
    [
        "memory",
        "leak",
        "offline",
        "oom",
        "test",
        "no",
        "alert",
        "restart",
        "limit",
        "VEID",
        "scoring",
        "pipeline",
        "E4",
    ]
)
# Three words may be a note ("no memory test"); from four on they are a pile.
piles = st.lists(words, min_size=4, max_size=12).map(" ".join)


@given(st.lists(piles, min_size=1, max_size=7), piles)
@example(["no memory memory memory memory oom", "no memory memory memory leak"], "memory memory memory E4")
@example(["memory memory", "no memory test memory", "no memory test VEID"], "memory memory memory")
def test_piles_of_keywords_never_earn_a_fifth(answers: list[str], root: str) -> None:
    pile = FiveWhys(root_cause=root, whys=[Why(answer=answer, evidence=root) for answer in answers])
    assert assess("five-whys", pile).points < 20


@given(
    position=st.integers(0, 5),
    blame=st.sampled_from(
        ["The engineer forgot it", "Operator error", "We should have known", "Somebody was careless"]
    ),
)
def test_adding_blame_never_raises_a_score(position: int, blame: str) -> None:
    for path in sorted(WRONG.glob("five-whys/*.toml")):
        answer = FiveWhys.load(path)
        before = assess("five-whys", answer).points
        whys = list(answer.whys)
        whys.insert(position, Why(answer=blame))
        after = assess("five-whys", answer.model_copy(update={"whys": whys})).points
        assert after <= before


@pytest.mark.parametrize("blame", ["Sam was careless.", "They should have known.", "Why did you do that?"])
def test_adding_blame_to_a_rewrite_never_raises_a_score(blame: str) -> None:
    for path in [*sorted(WRONG.glob("blameless-rewrite/*.toml"))]:
        answer = Rewrites.load(path)
        before = assess("blameless-rewrite", answer).points
        for index, one in enumerate(answer.rewrites):
            worse = list(answer.rewrites)
            worse[index] = Rewrite(original=one.original, text=f"{one.text.rstrip('.')}. {blame}")
            assert assess("blameless-rewrite", Rewrites(rewrites=worse)).points <= before


@given(st.lists(st.text(max_size=80), max_size=6), st.text(max_size=80))
def test_any_text_can_be_graded(answers: list[str], root: str) -> None:
    answer = FiveWhys(root_cause=root, whys=[Why(answer=one, evidence=one) for one in answers])
    result = assess("five-whys", answer)
    assert 0 <= result.points <= result.max


INVENTED = [
    [
        "The node lost its network connection",
        "The switch in the rack failed",
        "The rack standard asks for no second switch",
    ],
    ["The node stopped because its disk was full", "No job deletes old segments", "No alert watches disk space"],
    ["The node was not offline", "The host did not run out of memory", "Tests do measure memory over hours"],
]


@pytest.mark.parametrize("answers", INVENTED, ids=["network", "disk", "denied"])
def test_a_chain_that_the_exhibits_do_not_bear_out_is_left_to_a_person(answers: list[str]) -> None:
    whys = [Why(answer=answer, evidence="E1") for answer in answers]
    result = assess("five-whys", FiveWhys(root_cause=answers[-1], whys=whys))
    assert result.outcome == "for-instructor"
    assert result.points < 0.2 * result.max < result.points_up_to


def without_second_branch() -> FiveWhys:
    answer = load_exercise("five-whys").model_answer
    assert isinstance(answer, FiveWhys)
    return answer.model_copy(update={"whys": answer.whys[:5]})


def points_of(answer: FiveWhys) -> dict[str, float]:
    return {one.id: one.points for one in assess("five-whys", answer).criteria}


def test_a_good_chain_passes_well_and_a_second_branch_earns_what_it_cannot() -> None:
    chain = without_second_branch()
    branch = Why(answer="The process stayed down until somebody started it by hand", parent=1)
    said = chain.model_copy(update={"whys": [*chain.whys, branch]})
    shown = chain.model_copy(update={"whys": [*chain.whys, branch.model_copy(update={"evidence": "E9"})]})
    assert [assess("five-whys", one).points for one in (chain, said, shown)] == [97, 98.5, 100]


@pytest.mark.parametrize(
    "branch",
    [
        Why(answer="The node was offline", evidence="E1", parent=0),
        Why(answer="The operating system killed the process", evidence="E2", parent=1),
        Why(answer="restart policy systemd unit", evidence="E6", parent=1),
        Why(answer="The release checklist asks for unit tests", evidence="E6", parent=0),
        Why(answer="A solar storm hit the rack", evidence="E6", parent=1),
    ],
    ids=["the same why", "in other words", "keywords", "out of order", "not in the exhibits"],
)
def test_a_branch_that_adds_nothing_that_is_known_earns_nothing(branch: Why) -> None:
    chain = without_second_branch()
    with_branch = chain.model_copy(update={"whys": [*chain.whys, branch]})
    assert points_of(with_branch)["second-branch"] == 0


def test_a_cause_that_no_exhibit_shows_is_asked_about_and_does_not_undo_the_rest() -> None:
    chain = without_second_branch()
    storm = Why(answer="A solar storm hit the rack", evidence="E6", parent=1)
    result = assess("five-whys", chain.model_copy(update={"whys": [*chain.whys, storm]}))
    assert [(one.where, one.doubt) for one in result.readings if not one.counts] == [("why 6, answer", "unread")]
    assert result.points >= load_exercise("five-whys").pass_mark + 20


def test_evidence_that_shows_something_else_is_asked_about() -> None:
    chain = without_second_branch()
    chain.whys[1].evidence = "E8"
    assert [(one.check, one.where) for one in assess("five-whys", chain).findings] == [
        ("five-whys/evidence-elsewhere", "why 2, evidence")
    ]


@settings(max_examples=settings.default.max_examples // 2)
@given(st.sets(st.integers(0, 5), min_size=1))
def test_putting_whys_aside_never_raises_the_score_of_the_model_answer(aside: set[int]) -> None:
    answer = load_exercise("five-whys").model_answer
    assert isinstance(answer, FiveWhys)
    whys = [why.model_copy(update={"set_aside": "x" if n in aside else None}) for n, why in enumerate(answer.whys)]
    assert assess("five-whys", answer.model_copy(update={"whys": whys})).points < 100
