"""Honest work that an editor or a hurried hand has bent is read where it can mean one thing; else a person is asked."""

from pathlib import Path

import pytest

from pmkit.grading.assess import assess_folder
from pmkit.grading.exercise import exercise_for, exercise_names, load_exercise
from pmkit.grading.own_incident import FILE, OwnIncident

RUBRIC = load_exercise("five-whys")
TEXT = RUBRIC.model_answer.dump()
WHOLE = 100


def _hand_in(folder: Path, content: bytes | str, name: str = RUBRIC.answer) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return folder


@pytest.mark.parametrize(
    ("encoding", "before", "told"),
    [("utf-16-le", b"\xff\xfe", "UTF-16"), ("utf-16-be", b"\xfe\xff", "UTF-16"), ("cp1252", b"", "Windows-1252")],
)
def test_what_windows_editors_save_is_read_and_named(tmp_path: Path, encoding: str, before: bytes, told: str) -> None:
    text = TEXT + "# “Größe” – as the editor's quotation marks are\n"
    result = assess_folder("five-whys", _hand_in(tmp_path, before + text.encode(encoding)), "ada")
    assert result.points == WHOLE
    assert told in result.notes[0]


@pytest.mark.parametrize("slug", exercise_names())
def test_every_exercise_is_read_in_utf_16_with_the_incident_beside_it(slug: str, tmp_path: Path) -> None:
    rubric = exercise_for(slug, "ada")
    rubric.model_answer.save(tmp_path / rubric.answer)
    before = assess_folder(slug, tmp_path, "ada").points
    if rubric.own_incident:
        OwnIncident(story=rubric.story, trainee="ada").save((tmp_path / rubric.answer).with_name(FILE))
    for path in (tmp_path / "answers").glob("[!.]*.*"):
        path.write_bytes(path.read_text(encoding="utf-8").encode("utf-16"))
    assert assess_folder(slug, tmp_path, "ada").points == before > 0


@pytest.mark.parametrize(
    ("known", "typed"),
    [("[[whys]]", "[[why]]"), ("answer = ", "anwser = "), ("problem = ", "Problem = "), ("root_cause", "rootcause")],
)
def test_a_slip_in_one_key_is_read_as_the_key_it_can_only_mean(tmp_path: Path, known: str, typed: str) -> None:
    assert known in TEXT
    result = assess_folder("five-whys", _hand_in(tmp_path, TEXT.replace(known, typed)), "ada")
    assert result.points == WHOLE
    assert "read as" in result.notes[0]


def test_a_slip_in_a_key_of_a_file_with_another_name_is_read_too(tmp_path: Path) -> None:
    folder = _hand_in(tmp_path, TEXT.replace("[[whys]]", "[[why]]", 9), "answers/five_whys (1).toml")
    assert assess_folder("five-whys", folder, "ada").points == WHOLE


BENT = {
    "two keys for one": TEXT.replace("root_cause", "rootcause").replace("problem", "root_cuse = 'x'\nproblem"),
    "a key that nobody knows": TEXT.replace("root_cause", "conclusion"),
    "no end": TEXT + '\n[[whys]]\nanswer = "no end',
    "another alphabet": TEXT.encode()
    + "# Сервер был недоступен, потому что память была заполнена".encode("cp1251") * 99,
    "an archive": b"PK\x03\x04\x00\x00\x81",
    "half of UTF-16": b"\xff\xfe" + TEXT.encode("utf-16-le")[:-1],
}


@pytest.mark.parametrize("bent", BENT)
def test_what_could_mean_more_than_one_thing_waits_for_a_person(tmp_path: Path, bent: str) -> None:
    result = assess_folder("five-whys", _hand_in(tmp_path, BENT[bent]), "ada")
    assert (result.points, result.outcome, result.points_up_to) == (0, "for-instructor", WHOLE)


def test_a_trainee_at_work_is_told_to_mend_it_and_not_to_wait(tmp_path: Path) -> None:
    assert assess_folder("five-whys", _hand_in(tmp_path, BENT["no end"])).outcome == "incomplete"


@pytest.mark.parametrize("name", ["five_whys.docx", "answers/answer.pdf", "my answer.txt", "a/b/c/d/e/five_whys.toml"])
def test_an_answer_that_is_in_no_answer_file_waits_for_a_person_and_is_named(tmp_path: Path, name: str) -> None:
    result = assess_folder("five-whys", _hand_in(tmp_path, "The node was offline.", name), "ada")
    assert (result.outcome, result.points_up_to) == ("for-instructor", WHOLE)
    assert f"No answer was found in {name}." in result.notes


@pytest.mark.parametrize("name", ["five-whys.ipynb", "timestamp.txt", "answers/incident.toml", "evidence/notes.md"])
def test_what_is_there_without_an_answer_is_not_attempted(tmp_path: Path, name: str) -> None:
    text = 'story = "bad-deploy"' if name.endswith("incident.toml") else ""
    assert assess_folder("five-whys", _hand_in(tmp_path, text, name), "ada").outcome == "unattempted"
