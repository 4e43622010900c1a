"""What README and the pages it leads to tell people to type works as it stands there."""

import re
import shlex
import shutil
from pathlib import Path

import pytest
from cli.command_line import invoke

from pmkit.checks.action_items.examples import SOUND_LIST
from pmkit.grading.practice.starters import begin, evidence_folder
from pmkit.models.dissemination.dissemination import Dissemination, steps_of_the_module

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
EVIDENCE = (ROOT / "docs" / "evidence-and-timelines.md").read_text(encoding="utf-8")
AFTER = (ROOT / "docs" / "after-the-course.md").read_text(encoding="utf-8")
LONGEST_FIRST_PAGE = 60
"""Lines of README: a trainee finds the beginning, everybody else a page of their own."""


def commands(page: str) -> list[str]:
    """The calls of pmkit in the shell blocks of a page, without their comments."""
    blocks = re.findall(r"^```sh\n(.*?)^```", page, flags=re.MULTILINE | re.DOTALL)
    lines = [
        line.removeprefix(".venv/bin/").partition("   #")[0].strip() for block in blocks for line in block.split("\n")
    ]
    return [line for line in lines if line.startswith("pmkit ")]


def run(page: str) -> dict[str, int]:
    """The exit code of each command of a page, run one after the other; standard input is taken from a file."""
    results = {}
    for command in commands(page):
        call, _, given = command.partition(" < ")
        call, _, written = call.partition(" > ")
        words = shlex.split(call)[1:]
        result = invoke(*words, text=Path(given).read_text(encoding="utf-8") if given else None)
        if written:
            Path(written.strip()).write_text(result.stdout, encoding="utf-8")
        results[command] = result.exit_code
    return results


def test_the_commands_for_evidence_work_one_after_the_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    begin("my_timeline.toml", "worked-timeline")
    assert run(EVIDENCE) == dict.fromkeys(commands(EVIDENCE), 0)
    assert len(commands(EVIDENCE)) >= 8
    assert {"all.toml", "evidence", "my_timeline.md", "my_timeline.svg"} <= {path.name for path in tmp_path.iterdir()}


def test_the_commands_of_the_first_page_read_an_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    target = tmp_path / "exercises" / "five-whys" / "answers" / "five_whys.toml"
    target.parent.mkdir(parents=True)
    shutil.copy(ROOT / "pmkit" / "grading" / "model_answers" / "five-whys.toml", target)
    assert set(run(README).values()) == {0}
    assert [words.split()[1] for words in commands(README)] == ["check", "draw", "assess"]


def test_the_commands_for_after_the_course_read_a_postmortem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One with a sentence that blames: exit code 1 says that something was found, and 2 would say that it broke."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "postmortems"
    folder.mkdir()
    (folder / "2026-01-31.md").write_text("# Review\n\nPriya carelessly broke the index.\n", encoding="utf-8")
    begin("timeline.toml", "worked-timeline")
    evidence_folder("bad-deploy", "evidence")
    SOUND_LIST.save("action_items.toml")
    Dissemination(steps=steps_of_the_module()).save("dissemination.toml")
    (tmp_path / "tracker.csv").write_text("Summary,Assignee\nImprove monitoring,the team\n", encoding="utf-8")
    (tmp_path / "timeline.csv").write_text(
        "Time (UTC),Event\n14:25,The alert fired\n14:42,Usual again\n", encoding="utf-8"
    )
    # What `pmkit metrics` needs is no part of the light core; tests/cli/test_metrics.py runs its lines.
    codes = run(re.sub(r"^pmkit metrics.*$", "", AFTER, flags=re.MULTILINE))
    assert len(codes) >= 12
    assert {words: code for words, code in codes.items() if code > 1} == {}
    assert codes["pmkit check postmortems/"] == 1


def test_the_first_page_is_short() -> None:
    assert README.count("\n") <= LONGEST_FIRST_PAGE


@pytest.mark.parametrize("page", [README, EVIDENCE, AFTER])
def test_no_page_promises_seconds_where_nothing_was_measured(page: str) -> None:
    assert re.findall(r"\b(?:in|takes|within) (?:a few )?seconds\b", page) == []


@pytest.mark.parametrize("page", ["README.md", *(f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md"))])
def test_every_page_and_picture_that_a_page_links_to_is_there(page: str) -> None:
    links = re.findall(r"\]\(([\w/.-]+)\)", (ROOT / page).read_text(encoding="utf-8"))
    assert [name for name in links if not (ROOT / page).parent.joinpath(name).exists()] == []


def test_the_map_of_folders_names_folders_that_are_there() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    folders = re.findall(r"^\| `([\w/]+/)` \|", text, flags=re.MULTILINE)
    assert len(folders) > 10
    assert [name for name in folders if not (ROOT / name).exists()] == []


def test_every_exercise_and_lesson_is_in_readme() -> None:
    missing = [path.name for path in (ROOT / "exercises").iterdir() if f"exercises/{path.name}/" not in README]
    lessons = [path.stem for path in (ROOT / "notebooks").glob("0[1-9]*.ipynb") if path.stem not in README]
    assert (missing, lessons) == ([], [])


def test_the_minutes_in_readme_are_those_of_the_notebooks() -> None:
    said = dict(re.findall(r"^\| `(\w+)` \| (\d+) \|", README, flags=re.MULTILINE))
    said |= dict(re.findall(r"`exercises/([\w-]+)/`, (\d+) minutes", README))
    places = [*(ROOT / "notebooks").glob("0[1-9]*.ipynb"), *(ROOT / "exercises").glob("*/*.ipynb")]
    found = {path.stem: re.search(r"\*\*(\d+) minutes\*\*", path.read_text(encoding="utf-8")) for path in places}
    assert {name: match and match[1] for name, match in found.items()} == said


TABLE = """| Time (UTC) | Event | Source |
| --- | --- | --- |
| 2026-01-31 14:23:01 | Deployment started | Deploy log |
| 2026-01-31 14:25:33 | Errors rose | |
| 2026-01-31 14:27:00 | On-call rolled back | Chat |
"""


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("## Actions\n\n- Add an alert on the date of certificates.\n", ""),
        (f"## Timeline\n\n{TABLE}", "timeline/unsourced-event"),
        ("1. Why did search stop? The index was full.\n2. Why? Somebody forgot the clean-up.\n", "person-as-cause"),
        ("Priya carelessly broke the index.\n", "language/loaded"),
    ],
)
def test_what_is_read_of_a_document_is_told_as_it_is(text: str, found: str, tmp_path: Path) -> None:
    """The words, whys for where they end, a table of times and events; of action items the words alone."""
    page = tmp_path / "review.md"
    page.write_text(f"# Review\n\n{text}", encoding="utf-8")
    result = invoke("check", str(page))
    assert (result.exit_code, found in result.stdout) == (int(bool(found)), True)
