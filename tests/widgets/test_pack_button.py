"""The button packs what is to be handed in, says what is in it and what is missing, and tells errors in a sentence."""

import zipfile
from pathlib import Path

import pytest

import pmkit
from pmkit.grading.assess import assess_folder
from pmkit.grading.exercise import exercise_for
from pmkit.grading.packing import MANIFEST, Manifest
from pmkit.grading.practice.exercise import Practice, Shown
from pmkit.models import answer_file
from pmkit.widgets.practice import pack as packing
from pmkit.widgets.practice.pack_button import PackButton

pytestmark = pytest.mark.lab


def pressed(shown: PackButton, trainee: str = "ada") -> str:
    shown._asked(None, {"do": "pack", "trainee": trainee}, [])
    return "\n".join(shown.told["says"])


def button_for(exercise: str, folder: Path, trainee: str = "ada") -> PackButton:
    shown = pmkit.pack_button(Practice(exercise_for(exercise, trainee), folder))
    assert isinstance(shown, PackButton)
    return shown


def test_the_button_makes_the_one_archive_with_the_id_in_it(tmp_path: Path) -> None:
    shown = button_for("fishbone", tmp_path)
    assert shown.trainee == "ada"
    assert "There is no answers/fishbone.toml yet" in pressed(shown)
    assert not shown.told["good"]
    exercise_for("fishbone", "ada").model_answer.save(tmp_path / "answers" / "fishbone.toml")
    (tmp_path / "fishbone.ipynb").write_text("{}", encoding="utf-8")
    told = pressed(shown)
    assert "fishbone-ada.zip, beside this notebook" in told
    assert "In it: answers/fishbone.toml, fishbone.ipynb." in told
    assert "Not in it: answers/incident.toml" in told
    assert shown.told["good"]
    with zipfile.ZipFile(tmp_path / "fishbone-ada.zip") as archive:
        assert Manifest.parse(archive.read(MANIFEST).decode()).trainee == "ada"


@pytest.mark.parametrize("trainee", ["<b>ada", "a\nb", "", "=cmd", "x" * 150])
def test_an_id_that_can_be_none_is_told_and_packs_nothing(trainee: str, tmp_path: Path) -> None:
    exercise_for("five-whys").model_answer.save(tmp_path / "answers" / "five_whys.toml")
    told = pressed(button_for("five-whys", tmp_path), trainee)
    assert "Write the id that your course knows you by" in told
    assert list(tmp_path.glob("*.zip")) == []


def test_a_disk_that_refuses_is_told_in_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    exercise_for("five-whys").model_answer.save(tmp_path / "answers" / "five_whys.toml")
    monkeypatch.setattr(answer_file, "write_bytes_whole", refuse)
    told = pressed(button_for("five-whys", tmp_path))
    assert told.startswith("five-whys-ada.zip could not be written: No space left on device.")


def test_an_empty_answer_is_packed_and_that_is_said(tmp_path: Path) -> None:
    Practice(exercise_for("metrics", "ada"), tmp_path).begin()
    assert "Nothing is answered in it yet." in pressed(button_for("metrics", tmp_path))


def test_without_widgets_there_are_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packing, "find_spec", lambda _: None)
    shown = pmkit.pack_button(Practice(exercise_for("five-whys"), tmp_path))
    assert isinstance(shown, Shown)
    assert 'pmkit.exercise("five-whys").pack(trainee="your-id")' in shown.text


def test_what_was_packed_is_worth_what_it_was(tmp_path: Path) -> None:
    exercise_for("five-whys").model_answer.save(tmp_path / "answers" / "five_whys.toml")
    pressed(button_for("five-whys", tmp_path))
    with zipfile.ZipFile(tmp_path / "five-whys-ada.zip") as archive:
        archive.extractall(tmp_path / "there")
    assert assess_folder("five-whys", tmp_path / "there", "ada").points == 100
