"""The command line: 0 clean, 1 findings, 2 bad use or unreadable input; never a traceback."""

import json
import sys
from pathlib import Path

import pytest
from cli.command_line import Result, invoke

from pmkit import __version__
from pmkit.grading.exercise import load_exercise


def run(*words: str) -> Result:
    return invoke(*words)


@pytest.fixture
def model_answer(tmp_path: Path) -> Path:
    path = tmp_path / "answers" / "five_whys.toml"
    load_exercise("five-whys").model_answer.save(path)
    return path


def test_the_version_is_printed() -> None:
    assert run("--version").stdout == f"pmkit {__version__}\n"


@pytest.mark.parametrize("command", ["lab", "check", "explain", "draw", "assess", "course"])
def test_every_command_explains_itself(command: str) -> None:
    assert run(command, "--help").stdout.startswith("Usage: ")


def test_draw_prints_an_outline(model_answer: Path) -> None:
    assert "Root cause: The release process has no test" in run("draw", str(model_answer)).stdout


@pytest.mark.parametrize(("ending", "starts"), [("svg", b"<svg"), ("png", b"\x89PNG"), ("html", b"<!DOCTYPE html>")])
@pytest.mark.lab
def test_draw_writes_a_picture(model_answer: Path, tmp_path: Path, ending: str, starts: bytes) -> None:
    target = tmp_path / f"picture.{ending}"
    assert run("draw", str(model_answer), "-o", str(target)).exit_code == 0
    assert target.read_bytes().startswith(starts)


def test_draw_without_graphviz_draws_all_but_a_causal_map(
    model_answer: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PMKIT_DOT", "none")
    target = tmp_path / "picture.svg"
    assert run("draw", str(model_answer), "-o", str(target)).exit_code == 0
    assert target.read_bytes().startswith(b"<svg")
    result = run("draw", str(model_answer), "--as", "causal-map", "-o", str(target))
    assert (result.exit_code, "no dot is used because PMKIT_DOT" in result.stderr) == (2, True)


def test_draw_without_a_painter_of_pngs_says_what_to_install(
    model_answer: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    result = run("draw", str(model_answer), "-o", str(tmp_path / "picture.png"))
    assert (result.exit_code, "pip install resvg-py" in result.stderr) == (2, True)


def test_draw_refuses_another_ending(model_answer: Path, tmp_path: Path) -> None:
    result = run("draw", str(model_answer), "-o", str(tmp_path / "picture.doc"))
    assert (result.exit_code, "write .svg, .png or .html" in result.stderr) == (2, True)


def test_assess_takes_the_folder_or_its_answers(model_answer: Path) -> None:
    for folder in (model_answer.parent, model_answer.parent.parent):
        data = json.loads(run("assess", "five-whys", str(folder), "--format", "json").stdout)
        assert (data["points"], data["max"], data["outcome"], data["exercise"]) == (100, 100, "met", "five-whys")


@pytest.mark.parametrize(
    ("words", "says"),
    [(("five-whys", "nowhere"), "nowhere is no folder"), (("six-whys", "."), "no exercise is called 'six-whys'")],
)
def test_assess_refuses_what_is_not_there(words: tuple[str, str], says: str) -> None:
    result = run("assess", *words)
    assert (result.exit_code, says in result.stderr) == (2, True)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("draw", "nowhere.toml"), "nowhere.toml is not there"),
        (("draw", "."), "holds no file to check"),
        (("draw", "-"), "has no drawing"),
    ],
)
def test_draw_refuses_what_it_cannot_draw(
    words: tuple[str, ...], says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(*words)
    assert (result.exit_code, says in result.stderr) == (2, True)


def test_a_folder_without_a_course_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("lab")
    assert (result.exit_code, "holds no course; run pmkit lab in a folder that has" in result.stderr) == (2, True)
