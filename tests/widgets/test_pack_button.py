"""The button packs what is to be handed in, and says what is missing in a sentence."""

import zipfile
from pathlib import Path

import pmkit
from pmkit.grading.exercise import exercise_for
from pmkit.grading.packing import MANIFEST, Manifest
from pmkit.grading.practice.exercise import Practice


def test_the_button_makes_the_one_archive_with_the_id_in_it(tmp_path: Path) -> None:
    rubric = exercise_for("fishbone", "ada")
    shown = pmkit.pack_button(Practice(rubric, tmp_path))
    assert shown.trainee.value == "ada"
    shown.button.click()
    assert "There is no answers/fishbone.toml yet" in shown.told.value
    rubric.model_answer.save(tmp_path / rubric.answer)
    shown.button.click()
    assert "fishbone-ada.zip" in shown.told.value
    with zipfile.ZipFile(tmp_path / "fishbone-ada.zip") as archive:
        assert Manifest.parse(archive.read(MANIFEST).decode()).trainee == "ada"
        assert rubric.answer in archive.namelist()


def test_an_id_with_markup_is_shown_as_text(tmp_path: Path) -> None:
    rubric = exercise_for("five-whys", "<b>ada")
    rubric.model_answer.save(tmp_path / rubric.answer)
    shown = pmkit.pack_button(Practice(rubric, tmp_path))
    shown.button.click()
    assert "<b>ada" not in shown.told.value
