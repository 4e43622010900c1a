"""Folders made to stop a class, to earn a neighbour's points or to run in an instructor's browser."""

import csv
import os
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from grading.course import ANSWER, ROOT, Course, make_course
from hostile.makers.folders import CASES, HARD, LINK, ODD_IDS, unnest
from hostile.makers.submissions import SCRIPT, hand_in

from pmkit.grading.exercise import load_exercise
from pmkit.models.toml import limits

pytestmark = [pytest.mark.lab, pytest.mark.slow("nbgrader grades a class of hostile folders")]

MODEL_ANSWER = load_exercise("five-whys").model_answer.dump()


def _student(case: str) -> str:
    return f"hostile{list(CASES).index(case):02}"


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Course]:
    """One class in which everyone but Ada and Zoe is hostile."""
    course = make_course(tmp_path_factory.mktemp("course"))
    try:
        _grade(course)
        yield course
    finally:
        unnest(course.folder / "submitted" / _student("twelve hundred nested folders") / "five-whys")


def _grade(course: Course) -> None:
    course.submit("ada", answer=MODEL_ANSWER)
    course.submit("zoe", answer=ANSWER)
    for case, (make, _, _) in CASES.items():
        hand_in(course, _student(case), make)
    for student in ODD_IDS:
        course.submit(student, answer=MODEL_ANSWER)
    printed = course.run("autograde", "five-whys")
    (course.folder / "printed").write_text(printed, encoding="utf-8")
    course.run("generate_feedback", "five-whys")


@pytest.fixture(scope="module")
def rows(graded: Course) -> dict[str, dict[str, str]]:
    """What the gradebook exports, by trainee."""
    return {row["student_id"]: row for row in graded.rows()}


def test_the_rest_of_the_class_has_its_points(rows: dict[str, dict[str, str]]) -> None:
    assert float(rows["ada"]["score"]) == 100.0
    assert 0 < float(rows["zoe"]["score"]) < 100
    assert sorted(rows) == sorted(["ada", "zoe", *map(_student, CASES)])


@pytest.mark.parametrize("case", CASES)
def test_a_folder_earns_its_own_answer_and_says_what_happened(
    graded: Course, rows: dict[str, dict[str, str]], case: str
) -> None:
    _, has_its_own, says = CASES[case]
    assert float(rows[_student(case)]["score"]) == (float(rows["zoe"]["score"]) if has_its_own else 0)
    page = graded.feedback(_student(case))
    assert says in page
    assert "by order of the course" not in page
    assert "<script" not in page


@pytest.mark.parametrize("case", [case for case, (_, _, says) in CASES.items() if says in {LINK, HARD}])
def test_what_was_not_followed_waits_for_a_person(rows: dict[str, dict[str, str]], case: str) -> None:
    assert rows[_student(case)]["needs_manual_grade"] == "True"


def test_nothing_that_a_browser_runs_gets_near_an_instructor(graded: Course) -> None:
    kept = {path.suffix for path in (graded.folder / "autograded").rglob("*") if path.is_file()}
    assert kept <= {".ipynb", ".toml", ".txt", ".md", ""}
    released = {path.name for path in (graded.folder / "feedback").rglob("*") if path.is_file()}
    assert released == {"five-whys.html", "timestamp.txt", "submission_secret.txt"}
    pages = (graded.folder / "feedback").rglob("*.html")
    assert not [page for page in pages if SCRIPT in page.read_text(encoding="utf-8")]


def test_an_id_that_is_no_id_is_named_and_not_graded(graded: Course) -> None:
    printed = (graded.folder / "printed").read_text(encoding="utf-8")
    assert printed.count("not graded: the id ") == len(ODD_IDS)
    assert len(list((graded.folder / "autograded").iterdir())) == len(CASES) + 2
    table = (graded.folder / "autograde-five-whys.csv").read_text(encoding="utf-8")
    assert table.count("call the folder by the id that the course knows") == len(ODD_IDS)


def test_a_second_run_finds_and_says_the_same(graded: Course, rows: dict[str, dict[str, str]]) -> None:
    graded.run("autograde", "five-whys", "--force")
    graded.run("generate_feedback", "five-whys", "--force")
    again = {row["student_id"]: row["score"] for row in graded.rows()}
    assert again == {student: row["score"] for student, row in rows.items()}
    for case, (_, _, says) in CASES.items():
        assert says in graded.feedback(_student(case))


def test_an_answer_handed_in_again_takes_the_place_of_the_note(tmp_path: Path) -> None:
    course = make_course(tmp_path)
    folder = course.submit("ada", answer=None)
    (folder / "answers" / "five_whys.toml").symlink_to("/nowhere")
    assert course.grade() == {"ada": 0.0}
    (folder / "answers" / "five_whys.toml").write_text(MODEL_ANSWER, encoding="utf-8")
    course.run("autograde", "five-whys", "--force")
    course.run("generate_feedback", "five-whys", "--force")
    assert course.scores() == {"ada": 100.0}
    assert "Here was a link" not in course.feedback("ada")


TOO_LONG = "a" * 300
"""No system holds a name of so many bytes; before Python 3.12 a path asked whether it leads there raised OSError."""
NOWHERE = {
    "a link": lambda place: place.symlink_to("/nowhere/at/all"),
    "a named pipe": os.mkfifo,
    "a file": lambda place: place.write_text(MODEL_ANSWER, encoding="utf-8"),
}


def test_what_is_no_folder_in_the_place_of_one_waits_and_is_in_the_table(tmp_path: Path) -> None:
    course = make_course(tmp_path)
    for student, make in zip(("bo", "cy", "dee"), NOWHERE.values(), strict=True):
        (tmp_path / "submitted" / student).mkdir(parents=True)
        make(tmp_path / "submitted" / student / "five-whys")
    (tmp_path / "submitted" / "eve").symlink_to("/nowhere/at/all")
    os.mkfifo(tmp_path / "submitted" / "fay")
    (course.submit("gus", answer=None) / "answers" / "five_whys.toml").symlink_to("/nowhere/at/all")
    (tmp_path / "submitted" / "hal").symlink_to(TOO_LONG)
    (tmp_path / "submitted" / "ivy").mkdir()
    (tmp_path / "submitted" / "ivy" / "five-whys").symlink_to(TOO_LONG)
    (tmp_path / "submitted" / "dee" / "five-whys.refused").write_text("kept before", encoding="utf-8")
    course.run("autograde", "five-whys")
    assert [row["needs_manual_grade"] for row in course.rows()] == ["True"] * 8
    with (tmp_path / "autograde-five-whys.csv").open(encoding="utf-8", newline="") as file:
        table = {row["student"]: row["why"] for row in csv.DictReader(file)}
    kinds = [*NOWHERE, "a link", "a named pipe", "a link", "a link"]
    told = [f"answers: The submission was {kind}. It was not followed" for kind in kinds]
    lines = dict(zip("bo cy dee eve fay hal ivy".split(), told, strict=True))
    lines["gus"] = "answers/five_whys.toml: Here was a link. It was not followed"
    assert [student for student, says in lines.items() if says not in table[student]] == []
    kept = [tmp_path / "submitted" / "dee" / f"five-whys.refused{number}" for number in ("", "-2")]
    assert [one.read_text(encoding="utf-8") for one in kept] == ["kept before", MODEL_ANSWER]


def test_a_link_to_nothing_in_the_inbox_waits_and_the_others_are_collected(tmp_path: Path) -> None:
    course = make_course(tmp_path)
    course.run("release_assignment", "five-whys")
    inbound = tmp_path / "exchange" / "pmkit" / "inbound"
    stamp = "2026-11-23 10:00:00.000000 UTC"
    for student in ("ada", "zoe"):
        answers = inbound / f"{student}+five-whys+{stamp}+abc" / "answers"
        answers.mkdir(parents=True)
        (answers / "five_whys.toml").write_text(MODEL_ANSWER, encoding="utf-8")
    (inbound / f"mallory+five-whys+{stamp}+abc").symlink_to("/nowhere/at/all")
    (inbound / f"pia+five-whys+{stamp}+abc").write_text("no folder", encoding="utf-8")
    (inbound / "pia+five-whys+never+abc").mkdir()
    (inbound / f"quin+five-whys+{stamp}+abc").symlink_to(TOO_LONG)
    (inbound / f"rex+five-whys+{'9' * 40}h").mkdir()
    zoe = inbound / f"zoe+five-whys+{stamp}+abc"
    (zoe / "timestamp.txt").write_text("soon", encoding="utf-8")
    (zoe / "elsewhere").symlink_to(TOO_LONG)
    printed = course.run("collect", "five-whys")
    assert "leads nowhere: not followed" in printed
    assert "pia+five-whys+never+abc says no time" in printed
    course.run("collect", "five-whys", "--update")
    assert course.grade() == {"ada": 100.0, "mallory": 0.0, "pia": 0.0, "quin": 0.0, "rex": 0.0, "zoe": 100.0}
    waits = {row["student_id"] for row in course.rows() if row["needs_manual_grade"] == "True"}
    assert waits >= {"mallory", "pia", "quin"}
    assert waits.isdisjoint({"ada"})


def test_collecting_takes_no_hard_link_no_heap_and_no_markup(tmp_path: Path) -> None:
    course = make_course(tmp_path)
    course.run("release_assignment", "five-whys")
    inbound = tmp_path / "exchange" / "pmkit" / "inbound"

    def hand_in(student: str, second: int) -> Path:
        folder = inbound / f"{student}+five-whys+2026-11-23 10:00:{second:02}.000000 UTC+abc"
        (folder / "answers").mkdir(parents=True)
        (folder / "timestamp.txt").write_text(f"2026-11-23 10:00:{second:02}.000000 UTC", encoding="utf-8")
        return folder / "answers" / "five_whys.toml"

    (ada := hand_in("ada", 1)).write_text(MODEL_ANSWER, encoding="utf-8")
    hand_in("mallory", 2).hardlink_to(ada)
    (eve := hand_in("eve", 3)).write_text(ANSWER, encoding="utf-8")
    for number in range(3000):
        (eve.parent.parent / f"{number}.txt").touch()
    hand_in("<img src=x>", 4).write_text(MODEL_ANSWER, encoding="utf-8")
    printed = course.run("collect", "five-whys")
    assert "not collected: the id <img src=x>" in printed
    scores = course.grade()
    assert (scores["ada"], scores["mallory"]) == (100.0, 0.0)
    assert scores.keys() == {"ada", "mallory", "eve"}
    assert HARD in course.feedback("mallory")
    assert len(list((tmp_path / "submitted" / "eve").rglob("*"))) < 3000


def test_an_answer_beyond_its_time_waits_and_the_class_goes_on(tmp_path: Path) -> None:
    course = make_course(tmp_path)
    with (tmp_path / "nbgrader_config.py").open("a", encoding="utf-8") as file:
        file.write("c.GradeAnswers.seconds = 4\n")
    why = '[[whys]]\nanswer = "' + "Priya is to blame because she was careless. " * 110 + '{}"\n'
    long_one = 'problem = "No bids"\n' + "".join(why.format(number) for number in range(200))
    limits.loads(long_one)
    course.submit("mallory", answer=long_one)
    course.submit("ada", answer=MODEL_ANSWER)
    course.submit("zoe", answer=MODEL_ANSWER)
    course.grade()
    rows = {row["student_id"]: row for row in course.rows()}
    assert (rows["ada"]["score"], rows["zoe"]["score"]) == ("100.0", "100.0")
    assert (rows["mallory"]["score"], rows["mallory"]["needs_manual_grade"]) == ("0.0", "True")
    assert "takes longer, or more memory, than one answer may" in course.feedback("mallory")


def test_a_trainees_folder_that_is_a_link_is_noted_in_each_exercise_until_something_is_handed_in(
    tmp_path: Path,
) -> None:
    course = make_course(tmp_path)
    shutil.copytree(ROOT / "solutions" / "blameless-rewrite", tmp_path / "solutions" / "blameless-rewrite")
    course.run("generate_assignment", "blameless-rewrite")
    course.submit("ada", answer=MODEL_ANSWER)  # in one exercise: nothing of the other can be reached by the links
    for student in ("bo", "cy"):
        (tmp_path / "submitted" / student).symlink_to("ada")
    course.run("autograde", "five-whys")
    rewrites = load_exercise("blameless-rewrite").model_answer.dump()
    replace(course, exercise="blameless-rewrite").submit("cy", answer=rewrites)
    printed = course.run("autograde", "blameless-rewrite")
    waits = {(row["assignment"], row["student_id"]): row["needs_manual_grade"] for row in course.rows()}
    assert waits["five-whys", "bo"] == waits["five-whys", "cy"] == waits["blameless-rewrite", "bo"] == "True"
    assert waits["blameless-rewrite", "cy"] == "False"
    assert "answers: The submission was a link" in printed[printed.index("0 points, or waiting") :]
    assert not (tmp_path / "submitted" / "bo" / "five-whys" / "answers").exists()
