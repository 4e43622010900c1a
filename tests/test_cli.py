"""The command line: 0 clean, 1 findings, 2 bad use or unreadable input; never a traceback."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from pmkit import FiveWhys, __version__
from pmkit.checks import CHECKS
from pmkit.cli import app
from pmkit.grading.exercise import load_exercise

SHALLOW = 'root_cause = "The node"\n[[whys]]\nanswer = "The node was offline"\n'


def run(*words: str, text: str | None = None) -> Result:
    return CliRunner().invoke(app, [*words], input=text)


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


def test_a_clean_answer_exits_0(model_answer: Path) -> None:
    result = run("check", str(model_answer))
    assert (result.exit_code, result.stdout) == (0, "1 file checked, 0 findings\n")


def test_findings_exit_1_and_point_at_the_line() -> None:
    result = run("check", "-", "--as", "five-whys", text=SHALLOW)
    assert result.exit_code == 1
    assert "-:3:10 why 1, answer" in result.stdout
    assert '    answer = "The node was offline"' in result.stdout
    assert "[five-whys/too-shallow, consider]" in result.stdout


def test_findings_as_json_have_every_field() -> None:
    data = json.loads(run("check", "-", "--as", "five-whys", "--format", "json", text=SHALLOW).stdout)
    assert (list(data), data["checked"], data["errors"]) == (["findings", "checked", "errors"], ["-"], [])
    finding = next(one for one in data["findings"] if one["check"] == "five-whys/too-shallow")
    assert {"check", "path", "line", "column", "start", "end", "quote", "says", "why", "instead", "severity"} <= set(
        finding
    )
    assert (finding["path"], finding["line"], finding["quote"]) == ("-", 3, "The node was offline")


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("missing_five_whys.toml", None, "is not there; write the path of an answer file"),
        ("five_whys.toml", b"whys = 3", "whys: got 3; write"),
        ("five_whys.toml", b"\xff", "not UTF-8"),
        ("five_whys.toml", b"a" * 1_000_001, "1,000,001 bytes"),
        ("notes.txt", b"", "its name does not tell what it holds; write --as five-whys"),
    ],
)
def test_bad_input_exits_2_and_says_what_to_write(tmp_path: Path, name: str, content: bytes | None, words: str) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    result = run("check", str(tmp_path / name))
    assert (result.exit_code, words in result.stderr, "Traceback" in result.output) == (2, True, False)


def test_one_bad_file_does_not_hide_the_findings_of_another(tmp_path: Path) -> None:
    (tmp_path / "five_whys.toml").write_text(SHALLOW)
    result = run("check", str(tmp_path / "no_five_whys.toml"), str(tmp_path / "five_whys.toml"))
    assert (result.exit_code, "too-shallow" in result.stdout, "is not there" in result.stderr) == (2, True, True)


def test_control_characters_of_an_answer_do_not_reach_the_terminal() -> None:
    result = run("check", "-", "--as", "five-whys", text='[[whys]]\nanswer = "\\u001b[2J red \\u009b31m"\n')
    assert not {character for character in result.stdout if ord(character) < 32} - {"\n"}


def test_explain_lists_every_check() -> None:
    listed = [line.split()[0] for line in run("explain").stdout.splitlines()]
    assert listed == [check.id for check in CHECKS]


def test_explain_tells_one_check_and_refuses_an_unknown_one() -> None:
    assert "instead  What made that happen" in run("explain", "five-whys/restated").stdout
    unknown = run("explain", "five-whys/none")
    assert (unknown.exit_code, "run pmkit explain for the list" in unknown.stderr) == (2, True)


def test_draw_prints_an_outline(model_answer: Path) -> None:
    assert "Root cause: The release process has no test" in run("draw", str(model_answer)).stdout


@pytest.mark.parametrize(("ending", "starts"), [("svg", b"<svg"), ("png", b"\x89PNG"), ("html", b"<!DOCTYPE html>")])
@pytest.mark.lab
def test_draw_writes_a_picture(model_answer: Path, tmp_path: Path, ending: str, starts: bytes) -> None:
    target = tmp_path / f"picture.{ending}"
    assert run("draw", str(model_answer), "-o", str(target)).exit_code == 0
    assert target.read_bytes().startswith(starts)


def test_draw_without_graphviz_says_what_to_install(
    model_answer: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PMKIT_DOT", "none")
    result = run("draw", str(model_answer), "-o", str(tmp_path / "picture.svg"))
    assert (result.exit_code, "no dot is used because PMKIT_DOT" in result.stderr) == (2, True)


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


def test_an_answer_in_a_file_of_another_name_is_read_with_as(tmp_path: Path) -> None:
    FiveWhys(problem="x").save(tmp_path / "mine.toml")
    assert run("check", str(tmp_path / "mine.toml"), "--as", "five-whys").exit_code == 0


def test_a_folder_without_a_course_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("lab")
    assert (result.exit_code, "holds no course; run pmkit lab in a folder that has" in result.stderr) == (2, True)
