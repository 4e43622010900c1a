"""What learning platforms let an instructor download finds its owner; what is damaged or claimed twice stops nobody."""

import io
import json
import os
import shutil
import threading
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest
from cli.command_line import invoke
from grading.course import make_course

from pmkit.course.collecting.collect import ALSO, collect
from pmkit.course.collecting.names import Whose
from pmkit.course.collecting.roster import Roster, read_roster
from pmkit.grading.assess import assess_folder
from pmkit.grading.exercise import exercise_for, load_exercise
from pmkit.grading.own_incident import FILE, OwnIncident
from pmkit.grading.packing import NothingToPackError, pack

ANSWER = load_exercise("five-whys").model_answer.dump()
NOTEBOOK = '{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}'
Files = Mapping[str, str | bytes]


def _zip(files: Files) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return content.getvalue()


def _download(folder: Path, files: Files) -> Path:
    folder.mkdir(exist_ok=True)
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


@contextmanager
def _pipe(path: Path) -> Iterator[None]:
    """A named pipe that somebody would write to: who reads it gets nothing, instead of waiting for ever."""
    os.mkfifo(path)
    writer = threading.Thread(target=lambda: os.close(os.open(path, os.O_WRONLY)))
    writer.start()
    try:
        yield
    finally:
        reader = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
        writer.join()
        os.close(reader)


def _packed(exercise: str, trainee: str) -> bytes:
    rubric = exercise_for(exercise, trainee)
    files = {rubric.answer: rubric.model_answer.dump()}
    if rubric.own_incident:
        files[f"answers/{FILE}"] = OwnIncident(story=rubric.story, trainee=trainee).dump()
    return _zip(files | {"hand-in.toml": f'exercise = "{exercise}"\ntrainee = "{trainee}"\n'})


MOODLE = "{}_assignsubmission_file_/five_whys.toml"
DOWNLOADS: dict[str, tuple[Files, set[str]]] = {
    "Moodle, a folder each": (
        {
            "INC-Five whys-77.zip": _zip(
                {
                    MOODLE.format("Ada Lovelace_1234567"): ANSWER,
                    MOODLE.format("Bo Li_1234568").replace("file_/", "file/"): ANSWER,
                    "Bo Li_1234568_assignsubmission_onlinetext_/onlinetext.html": "<p>see file</p>",
                }
            )
        },
        {"ada-lovelace-1234567", "bo-li-1234568"},
    ),
    "Moodle, all in one folder": (
        {
            "all.zip": _zip(
                {
                    "Ada Lovelace_1234567_assignsubmission_file_five_whys.toml": ANSWER,
                    "José_Núñez_1234569_assignsubmission_file_five_whys.toml": ANSWER,
                }
            )
        },
        {"ada-lovelace-1234567", "josé-núñez-1234569"},
    ),
    "Canvas": (
        {
            "submissions.zip": _zip(
                {
                    "lovelaceada_123_456_five_whys.toml": ANSWER,
                    "libo_LATE_124_457_five_whys-1.toml": ANSWER,
                    "o'neilcy_125_458_five_whys.toml": ANSWER,
                }
            )
        },
        {"lovelaceada", "libo", "o-neilcy-125"},
    ),
    "Canvas, packed": (
        {"submissions.zip": _zip({"lovelaceada_1_2_five-whys-ada.zip": _packed("five-whys", "ada")})},
        {"ada"},
    ),
    "Moodle, packed": (
        {
            "class.zip": _zip(
                {
                    "Ada Lovelace_1_assignsubmission_file_/five-whys-ada.zip": _packed("five-whys", "ada"),
                    "Bo Li_2_assignsubmission_file_/five-whys-bo.zip": _packed("five-whys", "bo"),
                }
            )
        },
        {"ada", "bo"},
    ),
    "Blackboard": (
        {"gb.zip": _zip({"Five Whys_ada07_attempt_2026-11-23-10-00-00_five_whys.toml": ANSWER})},
        {"ada07"},
    ),
    "one archive a trainee": (
        {
            "ada.zip": _zip({"five-whys/answers/five_whys.toml": ANSWER, "five-whys/five-whys.ipynb": NOTEBOOK}),
            "ada_lovelace.zip": _zip({"answers/five_whys.toml": ANSWER}),
            "five-whys-bo.zip": _zip({"five_whys.toml": ANSWER}),
        },
        {"ada", "ada_lovelace", "bo"},
    ),
    "as pack() makes them": (
        {"one.zip": _packed("five-whys", "ada"), "two.zip": _packed("five-whys", "bo")}, {"ada", "bo"},
    ),
    "plain names": (
        {"ada_lovelace_five_whys.toml": ANSWER, "ada_five_whys.toml": ANSWER, "bo_five_whys (1).toml": ANSWER},
        {"ada_lovelace", "ada", "bo"},
    ),
    "a folder each": (
        {"class.zip": _zip({f"class/{one}/five-whys/answers/five_whys.toml".removeprefix("class/"): ANSWER
                            for one in ("ada", "bo")})},
        {"ada", "bo"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("shape", DOWNLOADS)
def test_every_real_shape_of_a_download_earns_its_owner_the_points(tmp_path: Path, shape: str) -> None:
    files, owners = DOWNLOADS[shape]
    done = collect("five-whys", [_download(tmp_path / "downloaded", files)], tmp_path / "submitted")
    assert {line.student for line in done.lines} == owners
    assert {folder.name for folder in (tmp_path / "submitted").iterdir()} == owners
    for one in owners:
        assert assess_folder("five-whys", tmp_path / "submitted" / one / "five-whys").points == 100


def test_a_roster_says_which_id_is_who_on_the_platform(tmp_path: Path) -> None:
    (tmp_path / "roster.csv").write_text(
        "student_id;first name;last name;canvas\nt01;Ada;Lovelace;\nt02;Bo;Li;124\nt03;Ada;Ng;\n", encoding="utf-8"
    )
    roster = read_roster(tmp_path / "roster.csv")
    found = [roster.find(one) for one in (
        Whose("lovelaceada", "9"), Whose("Ada Lovelace", "9"), Whose("somebody", "124"), Whose("Ada"), Whose("t03"),
    )]  # fmt: skip
    assert found == ["t01", "t01", "t02", "", "t03"]


def test_a_roster_without_a_column_of_ids_says_what_to_write(tmp_path: Path) -> None:
    (tmp_path / "roster.csv").write_text("name,number\nAda,1\n", encoding="utf-8")
    with pytest.raises(ValueError, match="no column of ids; write a first line with student_id"):
        read_roster(tmp_path / "roster.csv")


BAD = {
    "damaged": b"PK\x03\x04 and no more",
    "cut off": _zip({"cut_five_whys.toml": ANSWER})[:-30],
    "encrypted": _zip({"x_five_whys.toml": ANSWER}).replace(b"PK\x01\x02\x14\x03\x14\x00\x00\x00",
                                                         b"PK\x01\x02\x14\x03\x14\x00\x01\x00"),
    "a bomb": _zip({"big_five_whys.toml": b"\0" * 30_000_000}),
}  # fmt: skip


@pytest.mark.parametrize("bad", BAD)
def test_an_archive_that_cannot_be_read_is_told_and_stops_nobody(tmp_path: Path, bad: str) -> None:
    folder = _download(tmp_path / "d", {"a.zip": BAD[bad], "ada.zip": _zip({"answers/five_whys.toml": ANSWER})})
    done = collect("five-whys", [folder], tmp_path / "submitted")
    assert [line.student for line in done.lines] == ["ada"]
    assert len(done.problems) == 1
    assert "a.zip" in done.problems[0]


def test_no_name_in_an_archive_leads_out_of_the_trainees_folder(tmp_path: Path) -> None:
    files = {"../../answers/../../../evil.toml": ANSWER, "/etc/evil.md": "x", "C:\\evil\\five_whys.toml": ANSWER}
    collect("five-whys", [_download(tmp_path / "d", {"ada.zip": _zip(files)})], tmp_path / "submitted")
    written = {path.relative_to(tmp_path).parts[:3] for path in tmp_path.rglob("*") if path.is_file()}
    assert written == {("d", "ada.zip"), ("submitted", "ada", "five-whys")}


def test_a_trainee_does_not_say_when_it_was_handed_in(tmp_path: Path) -> None:
    files = {"five_whys.toml": ANSWER, "timestamp.txt": "2020-01-01 00:00:00 UTC"}
    collect("five-whys", [_download(tmp_path / "d", {"ada.zip": _zip(files)})], tmp_path / "submitted")
    assert not list((tmp_path / "submitted").rglob("timestamp.txt"))


def test_two_hand_ins_of_one_id_are_both_left_for_a_person(tmp_path: Path) -> None:
    files = {
        "Ada Lovelace_1_assignsubmission_file_/p.zip": _packed("five-whys", "ada"),
        "Mallory_2_assignsubmission_file_/p.zip": _packed("five-whys", "ada"),
    }
    done = collect("five-whys", [_download(tmp_path / "d", {"c.zip": _zip(files)})], tmp_path / "submitted")
    assert {line.what for line in done.lines} == {"not taken: two hand-ins are of this id; name both in the roster"}
    roster = Roster([("ada", ["Ada Lovelace"]), ("mal", ["Mallory"])])
    done = collect("five-whys", [tmp_path / "d"], tmp_path / "submitted", roster)
    assert {line.student: line.what for line in done.lines} == {"ada": "taken", "mal": "taken"}


@pytest.mark.parametrize("name", ["=cmd()", "<b>ada</b>", "ada\nbo", "*", "ada;rm"])
def test_an_id_that_harms_pages_tables_or_paths_is_not_taken(tmp_path: Path, name: str) -> None:
    folder = _download(tmp_path / "d", {"c.zip": _zip({f"{name}_five_whys.toml": ANSWER})})
    done = collect("five-whys", [folder], tmp_path / "submitted")
    taken = [path.name for path in (tmp_path / "submitted").glob("*")]
    assert all(set(one) <= set("abcdehrmo-") for one in taken), done.lines


def test_what_was_handed_in_before_stays_and_with_force_is_kept_beside(tmp_path: Path) -> None:
    first = _download(tmp_path / "d", {"ada.zip": _zip({"answers/five_whys.toml": "problem = 'first'"})})
    second = _download(tmp_path / "e", {"ada.zip": _zip({"answers/five_whys.toml": ANSWER})})
    collect("five-whys", [first], tmp_path / "submitted")
    assert collect("five-whys", [second], tmp_path / "submitted").lines[0].what == "left: another was handed in before"
    answer = tmp_path / "submitted" / "ada" / "five-whys" / "answers" / "five_whys.toml"
    assert "first" in answer.read_text(encoding="utf-8")
    collect("five-whys", [second], tmp_path / "submitted", force=True)
    assert answer.read_text(encoding="utf-8") == ANSWER
    kept = list((tmp_path / "submitted-kept").rglob("five_whys.toml"))
    assert [path.read_text(encoding="utf-8") for path in kept] == ["problem = 'first'"]


LEFT: dict[str, tuple[Files, int]] = {
    "all was taken": ({"ada.zip": _packed("five-whys", "ada")}, 0),
    "an archive is damaged": ({"ada.zip": _packed("five-whys", "ada"), "b.zip": BAD["damaged"]}, 1),
    "two are of one id": ({f"{one}.zip": _packed("five-whys", "ada") for one in ("a", "b")}, 1),
    "nobody knows whose it is": ({"five_whys.toml": ANSWER, "ada.zip": _packed("five-whys", "ada")}, 1),
    "nothing was found": ({"empty.zip": _zip({})}, 1),
    "nobody's work is in what can be read": ({"notes.txt": "later", "b.zip": BAD["damaged"]}, 1),
    "nothing at all can be read": ({"b.zip": BAD["damaged"], "c.zip": b"no archive"}, 2),
}


@pytest.mark.parametrize("left", LEFT)
def test_the_exit_code_says_whether_something_was_left_to_a_person(tmp_path: Path, left: str) -> None:
    files, code = LEFT[left]
    command = ("collect", "five-whys", str(_download(tmp_path / "d", files)), "--to", str(tmp_path / "submitted"))
    assert invoke(*command, "--preview").exit_code == code
    done = invoke(*command)
    assert done.exit_code == code
    assert "id" in done.stdout
    assert invoke("collect", "five-whys", str(tmp_path / "no.zip")).exit_code == 2
    assert "Exit code 0" in invoke("collect", "--help").stdout


def test_a_single_hand_in_is_counted_as_one_and_an_archive_that_is_none_is_told_plainly(tmp_path: Path) -> None:
    one = _download(tmp_path / "d", {"ada.zip": _packed("five-whys", "ada")})
    to = ("--to", str(tmp_path / "submitted"))
    assert invoke("collect", "five-whys", str(one), *to).stdout.endswith("\n1 hand-in\n")
    (tmp_path / "bin.zip").write_bytes(b"\0\1\2")
    done = invoke("collect", "five-whys", str(tmp_path / "bin.zip"), *to)
    assert (done.exit_code, "a damaged archive (it is no .zip); ask for it again" in done.stderr) == (2, True)


def test_what_is_downloaded_again_is_there_already_and_leaves_nothing_to_do(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"x_1_assignsubmission_file_/answer.docx": b"PK", "bo_five_whys.toml": ANSWER}
    folder = _download(tmp_path / "d", {"c.zip": _zip(files)})
    command = ("collect", "five-whys", str(folder), "--to", str(tmp_path / "submitted"))
    assert [invoke(*command).exit_code for _ in range(2)] == [0, 0]
    assert invoke(*command).stdout.count("the same was handed in before") == 2
    assert invoke(*command, "--force").exit_code == 0
    assert not (tmp_path / "submitted-kept").exists()
    _download(tmp_path / "d", {"c.zip": _zip(files | {"bo_five_whys.toml": f"{ANSWER}# more"})})
    again = invoke(*command)
    assert (again.exit_code, "left: another was handed in before" in again.stdout) == (1, True)


@pytest.mark.parametrize("is_linked_folder", [False, True])
def test_what_was_taken_is_compared_without_opening_a_pipe_or_following_a_link(
    tmp_path: Path, *, is_linked_folder: bool
) -> None:
    folder = _download(tmp_path / "d", {"c.zip": _zip({"bo_five_whys.toml": ANSWER, "bo_five-whys.ipynb": ""})})
    command = ("collect", "five-whys", str(folder), "--to", str(tmp_path / "submitted"))
    assert invoke(*command).exit_code == 0
    taken = tmp_path / "submitted" / "bo" / "five-whys"
    if is_linked_folder:
        (taken / "answers").rename(tmp_path / "elsewhere")
        (taken / "answers").symlink_to(tmp_path / "elsewhere")
        again = invoke(*command)
    else:
        (taken / "five-whys.ipynb").unlink()
        with _pipe(taken / "five-whys.ipynb"):  # of no bytes, as what was handed in
            again = invoke(*command)
    assert (again.exit_code, "left: another was handed in before" in again.stdout) == (1, True)


def test_a_pipe_socket_or_link_among_downloads_is_named_and_never_opened(tmp_path: Path) -> None:
    folder = _download(tmp_path / "d", {"bo_five_whys.toml": ANSWER})
    os.mkfifo(folder / "ada_five_whys.toml")
    os.mkfifo(folder / ".hidden")
    (folder / "cy_five_whys.toml").symlink_to("/nowhere/at/all")
    (tmp_path / "long.zip").symlink_to("a" * 300)
    given = [folder, folder / "ada_five_whys.toml", tmp_path / "long.zip"]
    done = collect("five-whys", given, tmp_path / "submitted")
    assert [line.student for line in done.lines] == ["bo"]
    assert done.problems == [
        "ada_five_whys.toml: a named pipe, so it is not opened",
        "cy_five_whys.toml: a link, so it is not opened",
        "ada_five_whys.toml: a named pipe, so it is not opened",
        "long.zip: a link, so it is not opened",
    ]
    assert not done.is_whole


def test_a_document_that_is_not_read_is_named_and_waits(tmp_path: Path) -> None:
    files = {"Ada Lovelace_1_assignsubmission_file_/answer.docx": b"PK"}
    collect("five-whys", [_download(tmp_path / "d", {"c.zip": _zip(files)})], tmp_path / "submitted")
    folder = tmp_path / "submitted" / "ada-lovelace-1" / "five-whys"
    assert "answer.docx" in (folder / ALSO).read_text(encoding="utf-8")
    result = assess_folder("five-whys", folder, "ada-lovelace-1")
    assert result.outcome == "for-instructor"
    assert "No answer was found in answer.docx." in result.notes


def test_a_list_of_other_files_that_is_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "private.txt").write_text("a head\nthe instructor's own words\n", encoding="utf-8")
    folder = tmp_path / "ada"
    folder.mkdir()
    (folder / ALSO).symlink_to(tmp_path / "private.txt")
    assert f"No answer was found in {ALSO}." in assess_folder("five-whys", folder, "ada").notes


def test_the_command_shows_who_is_who_before_it_writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    folder = _download(tmp_path / "d", DOWNLOADS["Canvas"][0])
    shown = invoke("collect", "five-whys", str(folder), "--preview")
    assert shown.exit_code == 0
    assert "lovelaceada" in shown.output
    assert not (tmp_path / "submitted").exists()
    (tmp_path / "roster.csv").write_text("student_id,canvas\nada,123\nbo,124\ncy,125\n", encoding="utf-8")
    done = json.loads(invoke("collect", "five-whys", str(folder), "--format", "json").stdout)
    assert {one["student"] for one in done["hand_ins"]} == {"ada", "bo", "cy"}
    assert {path.name for path in (tmp_path / "submitted").iterdir()} == {"ada", "bo", "cy"}


@pytest.mark.parametrize("slug", ["five-whys", "timeline", "postmortem"])
def test_what_is_packed_is_collected_with_the_same_points(tmp_path: Path, slug: str) -> None:
    rubric = exercise_for(slug, "ada")
    work = tmp_path / "work"
    rubric.model_answer.save(work / rubric.answer)
    OwnIncident(story=rubric.story, trainee="ada").save(work / "answers" / FILE)
    (work / f"{slug}.ipynb").write_text(NOTEBOOK, encoding="utf-8")
    packed = pack(rubric, work, trainee="ada")
    assert packed.name == f"{slug}-ada.zip"
    done = collect(slug, [packed], tmp_path / "submitted")
    assert [(line.student, line.known_by) for line in done.lines] == [("ada", "what is in the file")]
    assert assess_folder(slug, tmp_path / "submitted" / "ada" / slug, "ada").points == 100


def test_nothing_is_packed_without_an_answer_or_an_owner(tmp_path: Path) -> None:
    rubric = load_exercise("five-whys")
    with pytest.raises(NothingToPackError, match=r"There is no answers/five_whys\.toml yet"):
        pack(rubric, tmp_path, "ada")
    rubric.model_answer.save(tmp_path / rubric.answer)
    with pytest.raises(NothingToPackError, match="Whose is it"):
        pack(rubric, tmp_path)


@pytest.mark.lab
@pytest.mark.slow("nbgrader grades a class")
def test_zip_collect_reads_a_download_with_a_damaged_archive_in_it(tmp_path: Path) -> None:
    course = make_course(tmp_path)
    course.run("db", "student", "add", "t01", "--first-name", "Ada", "--last-name", "Lovelace")
    files = {"canvas.zip": DOWNLOADS["Canvas"][0]["submissions.zip"], "b.zip": BAD["damaged"]}
    _download(tmp_path / "downloaded", {f"five-whys/archive/{name}": content for name, content in files.items()})
    printed = course.run("zip_collect", "five-whys", expect=1)
    assert "a damaged archive" in printed
    assert "who-is-who.csv" in printed
    assert course.grade() == {"t01": 100.0, "libo": 100.0, "o-neilcy-125": 100.0}


@pytest.mark.lab
@pytest.mark.slow("nbgrader grades a class")
def test_what_was_not_taken_stands_in_the_table_at_the_end(tmp_path: Path) -> None:
    course = make_course(tmp_path)
    names = ("Ada Lovelace_1_assignsubmission_file_/p.zip", "Mallory_2_assignsubmission_file_/p.zip")
    packed = {**{name: _packed("five-whys", "ada") for name in names}, "bo_five_whys.toml": ANSWER}
    _download(tmp_path / "downloaded", {"five-whys/archive/class.zip": _zip(packed)})
    course.run("zip_collect", "five-whys", expect=1)
    printed = course.run("autograde", "five-whys")
    assert "not taken: two hand-ins are of this id" in printed[printed.index("0 points, or waiting") :]


@pytest.mark.lab
@pytest.mark.slow("nbgrader grades a class")
def test_zip_collect_says_by_its_exit_code_what_is_left(tmp_path: Path) -> None:
    course = make_course(tmp_path)
    course.run("zip_collect", "five-whys", expect=2)
    place = _download(tmp_path / "downloaded", {"five-whys/archive/ada.zip": _packed("five-whys", "ada")})
    assert "taken" in course.run("zip_collect", "five-whys", expect=0)
    _download(place, {"five-whys/archive/bo.zip": _packed("five-whys", "ada")})
    assert "ends with exit code 1" in course.run("zip_collect", "five-whys", expect=1)
    assert "two hand-ins" in (place / "five-whys" / "who-is-who.csv").read_text(encoding="utf-8")
    shutil.rmtree(place / "five-whys" / "archive")
    _download(place, {"five-whys/archive/c.zip": BAD["damaged"]})
    assert "Nothing could be read" in course.run("zip_collect", "five-whys", expect=2)
    (tmp_path / "roster.csv").write_text("name,number\nAda,1\n", encoding="utf-8")
    course.run("zip_collect", "five-whys", expect=2)
