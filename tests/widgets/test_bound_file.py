"""A builder's file: other people's words and damaged files are kept, and nothing is written over them."""

from pathlib import Path

import pytest

from pmkit.models.five_whys import FiveWhys
from pmkit.widgets.bound_file import BoundFile

OURS = FiveWhys(problem="ours")
THEIRS = FiveWhys(problem="theirs")


@pytest.fixture
def file(tmp_path: Path) -> BoundFile[FiveWhys]:
    return BoundFile(tmp_path / "answers" / "five_whys.toml", FiveWhys)


def _kept(file: BoundFile[FiveWhys], reason: str) -> list[str]:
    folder = file.path.parent
    return [path.read_text(encoding="utf-8") for path in folder.glob(f"{file.path.name}.{reason}-*")]


def test_a_file_that_is_not_there_opens_as_nothing_and_is_made_by_saving(file: BoundFile[FiveWhys]) -> None:
    assert file.open() == (None, [])
    assert file.save(OURS) == []
    assert FiveWhys.load(file.path) == OURS


def test_what_is_saved_twice_keeps_nothing_beside(file: BoundFile[FiveWhys]) -> None:
    file.open()
    file.save(OURS)
    file.save(THEIRS)
    assert sorted(path.name for path in file.path.parent.iterdir()) == [".last-good", "five_whys.toml"]


def test_a_change_from_elsewhere_is_kept_and_offered(file: BoundFile[FiveWhys]) -> None:
    file.open()
    file.save(FiveWhys(problem="before"))
    THEIRS.save(file.path)
    assert file.changed_elsewhere()
    (notice,) = file.save(OURS)
    assert FiveWhys.load(file.path) == OURS
    assert _kept(file, "changed-elsewhere") == [THEIRS.dump()]
    assert notice.offer is not None
    assert notice.offer.answer == THEIRS
    assert not file.changed_elsewhere()


def test_a_file_made_elsewhere_after_we_looked_is_kept(file: BoundFile[FiveWhys]) -> None:
    file.open()
    THEIRS.save(file.path)
    file.save(OURS)
    assert _kept(file, "changed-elsewhere") == [THEIRS.dump()]


@pytest.mark.parametrize("content", [b'problem = "half', b'problme = "a typing slip"', b"\xff\xfe", b"[" * 2_000_000])
def test_a_damaged_file_is_kept_and_the_last_good_copy_offered(file: BoundFile[FiveWhys], content: bytes) -> None:
    file.save(OURS)
    file.path.write_bytes(content)
    answer, (notice,) = file.open()
    (aside,) = file.path.parent.glob("five_whys.toml.damaged-*")
    assert answer is None
    assert aside.read_bytes() == content
    assert aside.name in notice.says
    assert notice.offer is not None
    assert notice.offer.answer == OURS


def test_the_offer_outlives_the_next_save_on_disk(file: BoundFile[FiveWhys]) -> None:
    file.save(OURS)
    file.path.write_text("damaged", encoding="utf-8")
    file.open()
    file.save(THEIRS)
    copies = (file.path.parent / ".last-good").glob("five_whys.toml.kept-*")
    assert [path.read_text(encoding="utf-8") for path in copies] == [OURS.dump()]


def test_a_damaged_file_that_cannot_be_moved_is_never_written_over(
    file: BoundFile[FiveWhys], monkeypatch: pytest.MonkeyPatch
) -> None:
    file.save(OURS)
    file.path.write_text("damaged", encoding="utf-8")
    monkeypatch.setattr(Path, "rename", _refuse)
    file.open()
    with pytest.raises(OSError, match="cannot be moved"):
        file.save(THEIRS)
    assert file.path.read_text(encoding="utf-8") == "damaged"


def test_a_full_disk_leaves_their_version_in_its_place(
    file: BoundFile[FiveWhys], monkeypatch: pytest.MonkeyPatch
) -> None:
    file.open()
    THEIRS.save(file.path)
    with monkeypatch.context() as full:
        full.setattr("pmkit.models.answer_file.write", _refuse)
        with pytest.raises(OSError, match="No space"):
            file.save(OURS)
    assert FiveWhys.load(file.path) == THEIRS


def test_an_answer_above_the_cap_is_refused(file: BoundFile[FiveWhys]) -> None:
    with pytest.raises(OSError, match="at most 1,000,000"):
        file.save(FiveWhys(problem="é" * 600_000))
    assert not file.path.exists()


def _refuse(*_: object) -> None:
    raise OSError(28, "No space left on device")
