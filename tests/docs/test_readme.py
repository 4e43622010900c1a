"""What README tells people to type works as it stands there."""

import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pmkit.cli import app
from pmkit.grading.practice.starters import begin

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
EVIDENCE = README.partition("## Evidence and timelines")[2].partition("\n## ")[0]
COMMANDS = [line.partition("    #")[0] for line in EVIDENCE.splitlines() if line.startswith(".venv/bin/pmkit")]


def test_the_commands_for_evidence_work_one_after_the_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    begin("my_timeline.toml", "worked-timeline")
    results = [CliRunner().invoke(app, shlex.split(command)[1:]) for command in COMMANDS]
    assert {command: result.exit_code for command, result in zip(COMMANDS, results, strict=True)} == dict.fromkeys(
        COMMANDS, 0
    )
    assert sorted(path.name for path in tmp_path.iterdir() if path.name[0] != ".") == [
        "all.toml",
        "evidence",
        "my_timeline.md",
        "my_timeline.toml",
    ]


def test_every_file_and_folder_that_readme_names_is_there() -> None:
    links = re.findall(r"\]\(([\w/.-]+)\)", README)
    folders = re.findall(r"^\| `([\w/]+/)` \|", README, flags=re.MULTILINE)
    assert [name for name in (*links, *folders) if not (ROOT / name).exists()] == []


def test_every_exercise_and_lesson_is_in_readme() -> None:
    missing = [path.name for path in (ROOT / "exercises").iterdir() if f"exercises/{path.name}/" not in README]
    lessons = [path.stem for path in (ROOT / "notebooks").glob("0[1-9]*.ipynb") if path.stem not in README]
    assert (missing, lessons) == ([], [])
