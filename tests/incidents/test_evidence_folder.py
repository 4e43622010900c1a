"""An evidence folder is written whole, into a folder of its own, and through no link."""

import os
from pathlib import Path

import pytest

from pmkit.incidents import FolderError, make_incident, write_evidence


def test_every_file_is_written_as_it_was_made(tmp_path: Path) -> None:
    incident = make_incident("expired-certificate", "ada")
    paths = write_evidence(incident, tmp_path / "new" / "evidence")
    assert {path: path.read_bytes() for path in paths} == {
        tmp_path / "new" / "evidence" / sheet.path: sheet.text.encode() for sheet in incident.sheets
    }


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(FolderError, match="is not empty; write a new folder, or add --force"):
        write_evidence(make_incident("bad-deploy"), tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_force_writes_beside_what_is_there(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    (tmp_path / "README.md").write_text("old " * 10_000, encoding="utf-8")
    incident = make_incident("bad-deploy")
    write_evidence(incident, tmp_path, force=True)
    assert (tmp_path / "mine.txt").read_text(encoding="utf-8") == "mine"
    assert (tmp_path / "README.md").read_text(encoding="utf-8") == incident.sheets[0].text


@pytest.mark.parametrize("place", ["slack", "README.md", "logs"])
def test_no_file_is_written_through_a_link(tmp_path: Path, place: str) -> None:
    outside, folder = tmp_path / "outside", tmp_path / "evidence"
    outside.mkdir()
    folder.mkdir()
    target = outside / "target.md" if "." in place else outside
    if target != outside:
        target.write_text("theirs", encoding="utf-8")
    (folder / place).symlink_to(target)
    with pytest.raises(FolderError, match="is a link; remove it"):
        write_evidence(make_incident("bad-deploy"), folder, force=True)
    assert [path.name for path in outside.rglob("*")] == (["target.md"] if target != outside else [])
    assert sorted(path.name for path in folder.iterdir()) == [place]


def test_a_folder_that_is_a_link_or_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(FolderError, match="link is a link; write the folder that it leads to"):
        write_evidence(make_incident("bad-deploy"), tmp_path / "link")
    with pytest.raises(FolderError, match="file is a file; write the name of a new folder"):
        write_evidence(make_incident("bad-deploy"), tmp_path / "file")
    assert list((tmp_path / "real").iterdir()) == []


def test_a_file_in_the_place_of_a_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "logs").write_text("", encoding="utf-8")
    with pytest.raises(FolderError, match="logs is a file where a folder is needed"):
        write_evidence(make_incident("bad-deploy"), tmp_path, force=True)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_named_pipe_is_not_written_into(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "README.md")
    with pytest.raises(OSError, match=r"README\.md"):
        write_evidence(make_incident("bad-deploy"), tmp_path, force=True)
