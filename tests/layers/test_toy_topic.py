"""A toy topic, added to a copy of the package by the recipe of CONTRIBUTING.md and used as its user would: a Markdown
topic is as good as one in TOML."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TOY = Path(__file__).parent / "toy_topic"
BEFORE = '        TopicRecord(\n            kind="rewrites",\n'
PMKIT = "import sys; from pmkit.cli.commands import main; sys.exit(main())"
CHECKLIST = "# Certificate\n\n- [ ] Page the owner\n\n<!-- a remark -->\n- [x] \n\nIt was careless of Mira to wait.\n"
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package with the toy's record, and the tests of topics; nothing of the toy but the record."""
    folder = tmp_path_factory.mktemp("toy")
    shutil.copytree(ROOT / "pmkit", folder / "pmkit", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "tests" / "layers", folder / "layers", ignore=shutil.ignore_patterns("__pycache__"))
    topics = folder / "pmkit" / "models" / "topics.py"
    text = topics.read_text(encoding="utf-8")
    assert text.count(BEFORE) == 1
    record = (TOY / "record.txt").read_text(encoding="utf-8")
    topics.write_text(text.replace(BEFORE, record + BEFORE), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def run(copy: Path) -> Run:
    """Runs Python in the folder of the copy, so that the copy is what is imported."""

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        own = os.environ | {"PYTHONPATH": str(copy), "NO_COLOR": "1"}
        return subprocess.run(
            [sys.executable, *words], cwd=copy, env=own, capture_output=True, text=True, check=False, timeout=120
        )

    return run


@pytest.fixture(scope="module")
def pmkit(copy: Path, run: Run) -> Run:
    """Runs the command line with the whole toy in place."""
    shutil.copytree(TOY / "pmkit", copy / "pmkit", dirs_exist_ok=True)
    (copy / "checklist.md").write_text(CHECKLIST, encoding="utf-8")
    return lambda *words: run("-c", PMKIT, *words)


def _whole(run: Run) -> subprocess.CompletedProcess[str]:
    options = ("-q", "-p", "no:cacheprovider", "--import-mode=importlib", "-c", os.devnull, "--rootdir", ".")
    return run("-m", "pytest", *options, "layers/test_topics.py", "-k", "whole and checklist")


def test_a_record_alone_is_told_what_it_lacks(run: Run) -> None:
    told = _whole(run)
    assert told.returncode == 1
    for part in ("its checks: write a Topic", "its model: write", "how it is drawn: write", "how it is graded: write"):
        assert part in told.stdout


def test_the_whole_toy_is_a_topic(pmkit: Run, run: Run) -> None:
    told = _whole(run)
    assert told.returncode == 0, told.stdout
    assert "1 passed" in told.stdout
    assert "checklist/blank" in pmkit("explain").stdout


def test_a_markdown_answer_is_checked_with_lines_by_its_own_checks_and_those_of_prose(pmkit: Run) -> None:
    printed = pmkit("check", "checklist.md", "--format", "json")
    assert printed.returncode == 1, printed.stderr
    found = {(one["check"], one["line"], one["column"]) for one in json.loads(printed.stdout)["findings"]}
    assert ("checklist/blank", 6, 7) in found
    assert {line for check, line, _ in found if check.startswith("language/")} == {8}


def test_a_markdown_answer_that_is_none_says_what_to_write(copy: Path, pmkit: Run) -> None:
    (copy / "my-checklist.md").write_text("Nothing to tick", encoding="utf-8")
    printed = pmkit("check", "my-checklist.md")
    assert printed.returncode == 2
    assert "my-checklist.md" in printed.stderr
    assert "- [ ] Page the owner" in printed.stderr


def test_a_markdown_answer_is_drawn(copy: Path, pmkit: Run) -> None:
    assert pmkit("draw", "checklist.md").stdout.startswith("1. Page the owner\n2. ")
    assert pmkit("draw", "checklist.md", "-o", "checklist.html").returncode == 0
    assert "<li>Page the owner</li>" in (copy / "checklist.html").read_text("utf-8")


def test_a_markdown_answer_is_graded_wherever_it_lies(copy: Path, pmkit: Run) -> None:
    answers = copy / "trainee" / "answers"
    answers.mkdir(parents=True)
    shutil.copy(copy / "pmkit/grading/model_answers/checklist.md", answers / "Checklist (2).md")
    printed = pmkit("assess", "checklist", "trainee", "--format", "json")
    data = json.loads(printed.stdout)
    assert (data["points"], data["max"]) == (20, 20)
    assert "Checklist (2).md" in data["notes"][0]
    shutil.copy(copy / "checklist.md", answers / "checklist.md")
    data = json.loads(pmkit("assess", "checklist", "trainee", "--format", "json").stdout)
    assert 0 < data["points"] < 20
    assert "checklist.md" not in " ".join(data["notes"])
    printed = pmkit("check", "--exercise", "checklist", "trainee", "--format", "json")
    assert {("checklist/blank", 6)} <= {(one["check"], one["line"]) for one in json.loads(printed.stdout)["findings"]}


@pytest.mark.lab
def test_a_markdown_answer_has_a_place_on_the_feedback_page(copy: Path, run: Run, pmkit: Run) -> None:
    answers = copy / "other" / "answers"
    answers.mkdir(parents=True)
    shutil.copy(copy / "checklist.md", answers)
    assert pmkit("assess", "checklist", "other").returncode == 1
    code = (
        "from pathlib import Path; from pmkit.grading.feedback_page import drawings; "
        "print(drawings('checklist', Path('other'))['light'])"
    )
    assert "<li>Page the owner</li>" in run("-c", code).stdout
