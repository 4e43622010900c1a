"""Data files of the package: what tomllib reads, kept as bytecode, made anew when a file changes."""

import subprocess
import sys
import tomllib
from importlib.util import cache_from_source
from pathlib import Path

import pytest

from pmkit.models import data_file as module
from pmkit.models.data_file import PACKAGE, data_file, data_files

FILES = sorted(PACKAGE.rglob("*.toml"))


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in place of the package, whose bytecode is kept."""
    monkeypatch.setattr(module, "PACKAGE", tmp_path)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)
    data_file.cache_clear()
    return tmp_path


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_data_file_is_what_tomllib_makes_of_it(path: Path) -> None:
    name = path.relative_to(PACKAGE).as_posix()
    assert data_file(name) == tomllib.loads(path.read_text(encoding="utf-8"))
    assert path.stem in data_files(path.parent.relative_to(PACKAGE).as_posix())


def test_no_data_file_shares_its_bytecode_with_a_module() -> None:
    assert [path for path in FILES if path.with_suffix(".py").exists()] == []


def test_what_was_read_is_kept_and_a_change_is_seen(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = package / "words.toml"
    path.write_text('at = 2026-01-31T14:23:01+01:00\nwords = ["a", "é"]\n', encoding="utf-8")
    first = data_file("words.toml")
    assert Path(cache_from_source(str(path))).is_file()
    with monkeypatch.context() as without:
        without.setattr(tomllib, "loads", None)  # what is kept needs no parser
        data_file.cache_clear()
        assert data_file("words.toml") == first
    path.write_text('words = ["another"]\n', encoding="utf-8")
    data_file.cache_clear()
    assert data_file("words.toml") == {"words": ["another"]}


def test_a_folder_that_cannot_be_written_is_read_all_the_same(package: Path) -> None:
    (package / "words.toml").write_text('words = ["a"]\n')
    (package / "__pycache__").write_text("a file where the folder would be")
    assert data_file("words.toml") == {"words": ["a"]}


def test_a_file_that_is_not_there_is_an_error() -> None:
    with pytest.raises(OSError, match="none"):
        data_file("checks/words/none.toml")


def test_reading_data_needs_no_parser_in_a_second_process(tmp_path: Path) -> None:
    code = "import sys; from pmkit.models.data_file import data_file; data_file('checks/words/blame.toml'); "
    command = [sys.executable, "-X", f"pycache_prefix={tmp_path}", "-c", code + "print('tomllib' in sys.modules)"]
    environment = {"PYTHONDONTWRITEBYTECODE": ""}
    answers = [subprocess.run(command, env=environment, capture_output=True, text=True, check=True) for _ in range(2)]
    assert [answer.stdout.strip() for answer in answers] == ["True", "False"]
