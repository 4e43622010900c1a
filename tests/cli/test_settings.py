"""A team's own words for `pmkit check`: found upwards, said out loud, and checked themselves."""

import json
from pathlib import Path

import pytest
from cli.command_line import Result, invoke

from pmkit.checks.text.team import neutral

TEXT = "Priya forgot the key.\n\nThe disaster began.\n\nThe night was hideous.\n\nWe should have tested it.\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two documents, one of them in an archive."""
    (tmp_path / "docs" / "archive").mkdir(parents=True)
    for name in ("a.md", "archive/b.md"):
        (tmp_path / "docs" / name).write_text(TEXT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def check(*words: str, text: str | None = None) -> Result:
    return invoke("check", *words, text=text)


def told(*words: str, text: str | None = None) -> list[tuple[str, int, str]]:
    found = json.loads(check(*words, "--format", "json", text=text).stdout)["findings"]
    return [(one["check"].partition("/")[2], one["line"], one["severity"]) for one in found]


def settings(folder: Path, words: str, name: str = "pmkit.toml") -> None:
    (folder / name).write_text(words, encoding="utf-8")


def test_people_of_the_team_are_people_and_systems_are_none(folder: Path) -> None:
    text = "Grimbold missed the alert.\n\nThe vendor missed the alert.\n\nVespertil forgot the key.\n"
    assert told("-", text=text) == [("blame", 3, "consider"), ("blame", 5, "consider")]
    settings(folder, 'people = ["Grimbold"]\nsystems = ["vendor", "Vespertil"]\n')
    assert told("-", text=text) == [("blame", 1, "consider")]


def test_names_of_products_and_allowed_words_are_judged_by_no_check(folder: Path) -> None:
    text = "Reckless Horror restarted at noon.\n\nThe pathetic  fallacy began.\n\nA hideous night.\n"
    assert [one[1] for one in told("-", text=text)] == [1, 3, 5]
    settings(folder, 'products = ["Reckless Horror"]\n[allow]\n"pathetic fallacy" = "the name of our drill"\n')
    assert [one[1] for one in told("-", text=text)] == [5]


def test_checks_are_off_or_demoted_for_paths(folder: Path) -> None:
    rule = '[[paths]]\nmatch = ["docs/archive/*"]\noff = ["language/loaded"]\nconsider = ["language/counterfactual"]\n'
    before = told("docs/a.md")
    assert {("loaded", 5, "fix"), ("counterfactual", 7, "fix")} <= set(before)
    settings(folder, rule)
    assert told("docs/a.md") == before
    archived = told("docs/archive/b.md")
    assert ("counterfactual", 7, "consider") in archived
    assert "loaded" not in {one[0] for one in archived}
    assert told("docs/archive/b.md", "--severity", "fix") == []


def test_the_nearest_file_above_a_document_holds_and_the_report_names_each(folder: Path) -> None:
    settings(folder, '[tool.pmkit]\nsystems = ["Priya"]\n[tool.other]\nx = 1\n', "pyproject.toml")
    settings(folder / "docs" / "archive", 'people = ["Grimbold"]\n')
    report = check("docs").stdout
    assert report.splitlines()[-2:] == ["Settings: pyproject.toml", "Settings: docs/archive/pmkit.toml"]
    assert json.loads(check("docs", "--format", "json").stdout)["settings"] == [
        "pyproject.toml",
        "docs/archive/pmkit.toml",
    ]
    assert [one[1] for one in told("docs/a.md") if one[0] == "blame"] == []
    assert [one[1] for one in told("docs/archive/b.md") if one[0] == "blame"] == [1]


def test_a_repository_is_the_last_folder_looked_into(folder: Path) -> None:
    settings(folder, '[[paths]]\nmatch = ["*"]\noff = ["language/"]\n')
    assert told("docs/a.md") == []
    (folder / "docs" / ".git").mkdir()
    assert told("docs/a.md") != []


def test_without_settings_nothing_is_said_of_them() -> None:
    assert "Settings" not in check("docs").stdout


def test_a_pyproject_of_other_tools_is_passed_over(folder: Path) -> None:
    settings(folder, "[tool.other]\nx = 1\n", "pyproject.toml")
    assert "Settings" not in check("docs").output
    settings(folder, "[tool.other\n", "pyproject.toml")
    assert check("docs").exit_code == 1


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("people = [", "pmkit.toml"),
        ('person = ["Wim"]', "'person'"),
        ('people = "Wim"', 'write people = ["…", "…"]'),
        ('[allow]\ndisaster = ""', "the reason why it may stand"),
        ('[[paths]]\noff = ["language/vague"]', "says of no file"),
        ('[[paths]]\nmatch = ["*"]\noff = ["language/vage"]', "write language/vague"),
        ('[[paths]]\nmatch = ["*"]\nmute = []', "it has 'mute'"),
        ('paths = "docs"', "write [[paths]]"),
        (f"people = {[str(number) for number in range(2_001)]}", "more than 2,000"),
    ],
)
def test_settings_that_mean_nothing_are_told_with_what_to_write(folder: Path, words: str, says: str) -> None:
    settings(folder, words)
    done = check("docs/a.md")
    assert (done.exit_code, says in done.stderr) == (2, True), done.stderr


def test_what_is_not_judged_keeps_its_place() -> None:
    text = "a Chaos\n  Kong, and chaos."
    assert neutral(text, ["chaos kong"]) == "a xxxxx\n  xxxx, and chaos."
    assert neutral(text, []) == text
    assert neutral("use c++ here", ["c++"]) == "use xxx here"
