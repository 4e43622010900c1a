"""`pmkit incident`: a folder of evidence, a list of stories, and a word about what is the matter."""

import json
from pathlib import Path

import pytest
from cli.command_line import Result, invoke

from pmkit.incidents import load_story, make_incident, story_names


def run(*words: str) -> Result:
    return invoke("incident", *words)


def test_the_stories_are_listed_with_what_happened() -> None:
    result = run("list")
    assert result.exit_code == 0
    assert [line.split()[0] for line in result.stdout.splitlines()] == list(story_names())
    assert "The validator missed 100 consecutive blocks" in result.stdout


def test_the_list_is_there_as_json() -> None:
    listed = json.loads(run("list", "--format", "json").stdout)["stories"]
    told = [(name, load_story(name).title) for name in story_names()]
    assert [(one["story"], one["title"]) for one in listed] == told


@pytest.mark.parametrize("words", [["--trainee", "ada"], ["--seed", "7"], []])
def test_a_folder_is_written_and_named(words: list[str], tmp_path: Path) -> None:
    folder = tmp_path / "evidence"
    result = run("new", "bad-deploy", *words, "-o", str(folder))
    chosen = {"--trainee": {"trainee": "ada"}, "--seed": {"seed": 7}}
    incident = make_incident("bad-deploy", **chosen.get(words[0] if words else "", {}))  # type: ignore[arg-type]  # one of two
    assert result.exit_code == 0
    lines = sum(sheet.text.count("\n") for sheet in incident.sheets)
    assert (
        result.stdout == f"{folder}: {len(incident.sheets)} files, {lines:,} lines. Begin with {folder / 'README.md'}\n"
    )
    assert (folder / "README.md").read_text(encoding="utf-8") == incident.sheets[0].text


def test_what_was_written_is_told_as_json(tmp_path: Path) -> None:
    told = json.loads(run("new", "mixed-models", "--seed", "1", "-o", str(tmp_path / "e"), "--format", "json").stdout)
    assert told["story"] == "mixed-models"
    assert [Path(path).is_file() for path in told["files"]] == [True] * len(told["files"])


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["nope"], "no story is called 'nope'; write one of: bad-deploy, expired-certificate"),
        (["bad-deploy", "--trainee", "  "], "the trainee's name is empty; write an id such as trainee07"),
        (["bad-deploy", "--trainee", "x" * 300], "has 300 characters; write at most 200"),
        (["bad-deploy", "--trainee", "ada", "--seed", "3"], "a trainee and a seed at once; write one of them"),
        (["bad-deploy", "--seed", "-4"], "the seed is -4; write a whole number from 0"),
    ],
)
def test_bad_words_are_told_and_write_nothing(words: list[str], says: str, tmp_path: Path) -> None:
    result = run("new", *words, "-o", str(tmp_path / "evidence"))
    assert result.exit_code == 2
    assert says in result.stderr
    assert not (tmp_path / "evidence").exists()


def test_a_folder_that_holds_something_needs_force(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    refused = run("new", "bad-deploy", "-o", str(tmp_path))
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "is not empty; write a new folder, or add --force" in refused.stderr
    assert run("new", "bad-deploy", "-o", str(tmp_path), "--force").exit_code == 0
    assert (tmp_path / "mine.txt").read_text(encoding="utf-8") == "mine"


def test_a_trainees_name_is_no_path(tmp_path: Path) -> None:
    folder = tmp_path / "evidence"
    assert run("new", "bad-deploy", "--trainee", "../../etc/passwd\n; rm -rf", "-o", str(folder)).exit_code == 0
    assert {path.name for path in tmp_path.iterdir()} == {"evidence"}


def test_a_disk_that_refuses_is_told_without_a_traceback(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    result = run("new", "bad-deploy", "-o", str(tmp_path / "file" / "evidence"))
    assert result.exit_code == 2
    assert "cannot be written" in result.stderr
    assert "Traceback" not in result.output


@pytest.mark.parametrize("slug", story_names())
def test_the_causes_of_our_stories_are_told_apart_in_the_authors_check(slug: str) -> None:
    result = run("check", slug)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "examples read as their cause: " in result.stdout


def test_a_line_read_as_something_else_is_printed_and_the_exit_code_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    story = load_story("expired-certificate")
    first, second, *others = story.causes
    mixed = first.model_copy(update={"examples": [*first.examples, *second.examples]})
    monkeypatch.setattr(
        "pmkit.incidents.story.load_story", lambda _: story.model_copy(update={"causes": [mixed, second, *others]})
    )
    result = run("check", "expired-certificate")
    assert result.exit_code == 1
    assert f"{first.id} with E2, read as {second.id}: cert expired" in result.stdout
    told = json.loads(run("check", "expired-certificate", "--format", "json").stdout)
    assert {"cause": first.id, "exhibit": "E2", "line": "cert expired", "reads_as": second.id, "doubt": ""} in told[
        "confused"
    ]


def test_a_lever_that_is_not_whole_is_printed_and_the_exit_code_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    story = make_incident("expired-certificate").story
    monkeypatch.setattr("pmkit.incidents.story.tell", lambda _: story.model_copy(update={"levers": story.levers[:1]}))
    result = run("check", "expired-certificate")
    assert result.exit_code == 1
    assert "levers: there are 1; write at least 3" in result.stdout
    told = json.loads(run("check", "expired-certificate", "--format", "json").stdout)
    assert told["levers"][0] == "levers: there are 1; write at least 3"


def test_a_story_that_is_not_there_cannot_be_checked() -> None:
    result = run("check", "nope")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "no story is called 'nope'; write one of: bad-deploy" in result.stderr
