"""When something was handed in, whichever zone its timestamp names: nbgrader itself reads no zone."""

from pathlib import Path

import pytest

from pmkit.grading.nbgrader.folder import complete
from pmkit.grading.nbgrader.folders.notes import Notes

pytestmark = pytest.mark.lab


def completed(folder: Path, written: str) -> str:
    """The timestamp of a submission once its folder is made complete."""
    submission = folder / "submitted" / "ada" / "five-whys"
    submission.mkdir(parents=True)
    (submission / "timestamp.txt").write_text(written, encoding="utf-8")
    notes = Notes(folder, submission)
    complete(submission, [], notes)
    return " ".join([(submission / "timestamp.txt").read_text(encoding="utf-8").strip(), *notes.sentences.values()])


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2026-07-11 14:05:00 CEST", "2026-07-11 12:05:00.000000 UTC"),
        ("2026-07-11 14:05:00.25 PDT\n", "2026-07-11 21:05:00.250000 UTC"),
        ("2026-07-11T14:05:00+02:00", "2026-07-11 12:05:00.000000 UTC"),
        ("2026-07-11 14:05:00 Europe/Berlin", "2026-07-11 12:05:00.000000 UTC"),
        ("2026-07-11 14:05:00.000000 UTC", "2026-07-11 14:05:00.000000 UTC"),
        ("2026-07-11 14:05:00", "2026-07-11 14:05:00"),
    ],
)
def test_a_timestamp_of_another_zone_is_brought_to_utc(tmp_path: Path, written: str, read: str) -> None:
    assert completed(tmp_path, written) == read


def test_a_timestamp_whose_zone_can_be_several_gives_way_to_the_newest_file(tmp_path: Path) -> None:
    told = completed(tmp_path, "2026-07-11 14:05:00 CST")
    assert " UTC This timestamp could not be read, so the time of the newest file counts." in told
