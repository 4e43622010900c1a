"""What an instructor reads lines as: a file for the class, sentences in a comment, and what is refused in both."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmkit.grading.assess import assess, assess_folder
from pmkit.grading.exercise import exercise_for, load_exercise
from pmkit.grading.instructed import (
    NOTHING,
    ClassReadings,
    all_readings,
    in_comment,
    of_comment,
    problem_with,
    without_sentences,
)
from pmkit.grading.readings.reader import plain_words
from pmkit.models.answer import AnswerError
from pmkit.models.five_whys import FiveWhys, Why
from pmkit.models.rewrites import Rewrite, Rewrites
from pmkit.models.timeline import Timeline

STRANGE = "Its guardian ended the biggest eater"


def _answer(line: str = STRANGE) -> FiveWhys:
    whys = [Why(answer="The node was offline", evidence="E1"), Why(answer=line, evidence="E2")]
    return FiveWhys(problem="The validator missed 100 consecutive blocks", whys=whys)


def _submitted(course: Path, line: str = STRANGE) -> Path:
    folder = course / "submitted" / "ada" / "five-whys"
    _answer(line).save(folder / "answers" / "five_whys.toml")
    (course / "gradebook.db").touch()
    return folder


def _class_file(course: Path, line: str, reads_as: str) -> None:
    text = f'[[readings]]\nexercise = "five-whys"\nline = "{line}"\nreads_as = "{reads_as}"\n'
    (course / "readings.toml").write_text(text, encoding="utf-8")


def test_the_file_of_the_class_settles_all_copies_of_a_line(tmp_path: Path) -> None:
    folder = _submitted(tmp_path, STRANGE.upper())
    before = assess_folder("five-whys", folder)
    _class_file(tmp_path, f"{STRANGE}!", "killed-by-kernel")
    after = assess_folder("five-whys", folder)
    assert (before.waits, after.waits) == (True, False)
    assert after.points > before.points
    assert after.readings[1].how == "instructor"


def test_a_line_can_be_read_as_nothing(tmp_path: Path) -> None:
    folder = _submitted(tmp_path, "The kernel killed the process")
    before = assess_folder("five-whys", folder)
    _class_file(tmp_path, "The kernel killed the process", NOTHING)
    after = assess_folder("five-whys", folder)
    assert after.points < before.points
    assert (after.waits, after.readings[1].counts) == (False, False)


def test_a_trainee_s_own_folder_holds_no_file_of_the_class(tmp_path: Path) -> None:
    folder = _submitted(tmp_path)
    for place in (folder, folder / "answers"):
        _class_file(place, STRANGE, "killed-by-kernel")
        (place / "gradebook.db").touch()
    assert assess_folder("five-whys", folder).waits
    (tmp_path / "gradebook.db").unlink()
    _class_file(tmp_path, STRANGE, "killed-by-kernel")  # beside nothing that makes a folder a course
    assert assess_folder("five-whys", folder).waits


def test_a_reading_of_another_exercise_changes_nothing(tmp_path: Path) -> None:
    folder = _submitted(tmp_path)
    text = f'[[readings]]\nexercise = "blameless-rewrite"\nline = "{STRANGE}"\nreads_as = "everything"\n'
    (tmp_path / "readings.toml").write_text(text, encoding="utf-8")
    assert assess_folder("five-whys", folder).waits


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('exercise = "five-whys"\nline = "x"\nreads_as = "killed-by-kernal"', "reading 1, reads_as: "),
        ('exercise = "five-whys"\nline = "x"\nreads_as = "killed-by-kernal"', "write killed-by-kernel"),
        ('exercise = "five"\nline = "x"\nreads_as = "y"', "reading 1, exercise: no exercise is called 'five'"),
        ('exercise = "five-whys"\nline = " ?! "\nreads_as = "nothing"', "reading 1, line: has no words"),
        ('exercise = "five-whys"\nline = "x"', "reading 1, reads_as: missing"),
        ('exercise = "five-whys"\nline = "x"\nread_as = "nothing"', "write reads_as"),
        (f'exercise = "five-whys"\nline = "{"x" * 6000}"\nreads_as = "nothing"', "reading 1, line: "),
    ],
)
def test_what_cannot_be_read_says_where_and_what_to_write(tmp_path: Path, text: str, told: str) -> None:
    folder = _submitted(tmp_path)
    (tmp_path / "readings.toml").write_text(f"[[readings]]\n{text}\n", encoding="utf-8")
    with pytest.raises(AnswerError) as error:
        assess_folder("five-whys", folder)
    assert told in str(error.value)


def test_the_file_is_read_again_when_it_has_changed(tmp_path: Path) -> None:
    (tmp_path / "gradebook.db").touch()
    assert ClassReadings.inside(tmp_path).readings == []
    for reads_as in ("killed-by-kernel", "nothing"):
        _class_file(tmp_path, STRANGE, reads_as)
        assert [one.reads_as for one in ClassReadings.inside(tmp_path).readings] == [reads_as]


@pytest.mark.parametrize(
    "sentence",
    [
        "why 2 reads as killed-by-kernel",
        "  - Why 2, answer: reads as `killed-by-kernel`.",
        "why 2 (the guardian) reads as: “killed-by-kernel”",
    ],
)
def test_a_sentence_of_a_comment_is_graded_by(sentence: str, tmp_path: Path) -> None:
    folder = _submitted(tmp_path)
    pairs = ((plain_words(STRANGE), "killed-by-kernel"),)
    result = assess_folder("five-whys", folder, comment=f"Good.\n{sentence}\nThanks")
    assert result.points == assess("five-whys", _answer(), instructed=pairs).points
    assert result.for_instructor == ()
    assert without_sentences(f"Good.\n{sentence}\nThanks") == "Good.\nThanks"


def test_a_comment_comes_after_the_class(tmp_path: Path) -> None:
    folder = _submitted(tmp_path)
    _class_file(tmp_path, STRANGE, "nothing")
    comment = "why 2 reads as killed-by-kernel"
    assert assess_folder("five-whys", folder, comment=comment).points > assess_folder("five-whys", folder).points


def test_a_sentence_that_cannot_be_followed_is_told_to_the_instructor_alone(tmp_path: Path) -> None:
    folder = _submitted(tmp_path)
    result = assess_folder("five-whys", folder, comment="why 9 reads as nothing\nwhy 2 reads as the moon")
    assert result.waits
    assert [sentence.partition("”")[0] for sentence in result.for_instructor] == [
        "“why 9 reads as nothing",
        "“why 2 reads as the moon",
    ]
    assert result.notes == ()


@given(st.text(max_size=300))
def test_no_comment_breaks_the_reading_of_it(comment: str) -> None:
    of_comment(comment, "five-whys", ())
    assert list(in_comment(f"{comment}\nwhy 1 reads as x"))[-1] == ("why 1", "x")


def test_a_long_comment_is_read_in_no_time() -> None:
    assert list(in_comment("why 1 " * 100_000 + "\n" * 100_000 + "why 1 reads as x")) == []


@pytest.mark.parametrize("slug", ["five-whys", "fishbone", "timeline", "blameless-rewrite", "action-items"])
def test_all_that_is_offered_can_be_written(slug: str) -> None:
    offered = all_readings(exercise_for(slug))
    assert len(offered) > 3
    assert [one["id"] for one in offered if problem_with(slug, one["id"])] == []
    assert problem_with(slug, "") != ""


def test_an_event_and_a_rewrite_are_read_by_hand_too() -> None:
    rubric = exercise_for("timeline", "ada")
    event = rubric.incident.key[0]
    line = {"at": event.at.isoformat(), "what": "Perhaps it went out", "source": "Chat"}
    told = Timeline.model_validate({"events": [line]})
    assert assess("timeline", told, "ada").readings[0].waits
    read = assess("timeline", told, "ada", instructed=((plain_words("Perhaps it went out"), event.id),)).readings[0]
    assert (read.meaning, read.how, read.counts) == (event.id, "instructor", True)
    statement = load_exercise("blameless-rewrite").statements[0]
    rewrites = Rewrites(rewrites=[Rewrite(original=statement.text, text="Quite another matter was at hand")])
    by_hand = ((plain_words("Quite another matter was at hand"), "everything"),)
    before, after = assess("blameless-rewrite", rewrites), assess("blameless-rewrite", rewrites, instructed=by_hand)
    assert after.points > before.points


def test_what_a_trainee_chose_for_an_event_counts_where_its_words_bear_it_out() -> None:
    rubric = exercise_for("timeline", "ada")
    event = rubric.incident.key[0]

    def read(what: str, chosen: str) -> tuple[str, str]:
        line = {"at": event.at.isoformat(), "what": what, "source": "Chat", "reads_as": chosen}
        reading = assess("timeline", Timeline.model_validate({"events": [line]}), "ada").readings[0]
        return reading.meaning, reading.doubt

    assert read(f"Perhaps {event.what}", event.id) == (event.id, "")
    assert read("x", event.id)[1] == "unread"
    doubtful = {"at": event.at.isoformat(), "what": f"Perhaps {event.what}", "source": "Chat"}
    offered = assess("timeline", Timeline.model_validate({"events": [doubtful]}), "ada").readings[0].choices
    assert event.id in [one.id for one in offered[:-1]]
    assert offered[-1].id == "something-else"
    assert read(event.what, "something-else") == ("", "unread")
