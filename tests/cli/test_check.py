"""`pmkit check`: 0 clean, 1 findings, 2 unreadable; never a traceback, and one bad file hides no other."""

import json
import os
import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from cli.command_line import Result, invoke

from pmkit import examine
from pmkit.checks import CHECKS, TOPICS
from pmkit.checks.action_items.examples import SOUND_LIST
from pmkit.grading.practice.starters import begin, evidence_folder
from pmkit.models.dissemination.dissemination import Dissemination, steps_of_the_module
from pmkit.models.five_whys import FiveWhys

SHALLOW = 'root_cause = "The node"\n[[whys]]\nanswer = "The node was offline"\n'
PAGE = (Path(__file__).parents[2] / "docs" / "after-the-course.md").read_text("utf-8")
BLAMING = "# Outage\n\nThe restart took 🚀 4 minutes. Priya carelessly restarted the wrong node.\n"
WAIVED = "<!-- pmkit: language/loaded quoting the customer -->\nThe wiring was done in a careless way.\n"
PROGRAM = [sys.executable, "-c", "import sys; from pmkit.cli import main; sys.exit(main())"]


def run(*words: str, text: str | bytes | None = None) -> Result:
    return invoke("check", *words, text=text)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_clean_text_exits_0() -> None:
    result = run("-", text="The restart took four minutes.\n")
    assert (result.exit_code, result.stdout) == (0, "1 file checked, 0 findings\n")


def test_findings_exit_1_and_are_marked_in_their_line() -> None:
    result = run("-", "--as", "five-whys", text=SHALLOW)
    assert result.exit_code == 1
    assert "-:3:10 why 1, answer  five-whys/too-shallow (consider)" in result.stdout
    assert '    3 | answer = "The node was offline"\n      |           ~~~~~~~~~~~~~~~~~~~~\n' in result.stdout
    assert result.stdout.splitlines()[-1].startswith("1 file checked, ")


def test_standard_input_is_prose_unless_as_says_otherwise() -> None:
    result = run("-", "--format", "json", text=BLAMING)
    assert {one["check"].partition("/")[0] for one in json.loads(result.stdout)["findings"]} == {"language"}


@pytest.mark.parametrize(("kind", "text"), [("five-whys", SHALLOW), ("prose", BLAMING)])
def test_findings_as_json_are_those_of_examine(kind: str, text: str) -> None:
    data = json.loads(run("-", "--as", kind, "--format", "json", text=text).stdout)
    assert (list(data), data["checked"], data["errors"]) == (["findings", "checked", "errors"], ["-"], [])
    found = {(one.check, one.line, one.column, one.quote) for one in examine(text, kind, path="-")}
    assert {(one["check"], one["line"], one["column"], one["quote"]) for one in data["findings"]} == found
    fields = {"check", "path", "line", "column", "start", "end", "quote", "says", "why", "instead", "severity"}
    assert all(fields <= one.keys() for one in data["findings"])


def test_findings_as_sarif_point_at_the_words(folder: Path) -> None:
    (folder / "notes.md").write_text(BLAMING)
    [run_of_tool] = json.loads(run("notes.md", "--format", "sarif").stdout)["runs"]
    regions = [result["locations"][0]["physicalLocation"]["region"] for result in run_of_tool["results"]]
    lines = BLAMING.splitlines()
    assert regions != []
    for region in regions:
        line = lines[region["startLine"] - 1]
        assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == region["snippet"]["text"]


def test_every_action_item_that_lacks_something_is_told_and_many_are_counted(folder: Path) -> None:
    head = "# P\n\n## Summary\n\n## Impact\n\n## Timeline\n\n## Action items\n\n"
    (folder / "p.md").write_text(head + "".join(f"- Add an alert on queue {number}\n" for number in range(11, 18)))
    data = json.loads(run("p.md", "--format", "json").stdout)["findings"]
    for check in ("assigned", "time-bound"):
        assert [one["line"] for one in data if one["check"] == f"action-item/{check}"] == [*range(11, 18)]
    ranked = [one["says"] for one in data if one["check"] == "action-item/prioritized"]
    assert ranked == ["The priority is not settled: none of 7 action items has one."]
    page = run("p.md").stdout
    assert page.count("No one owner yet") == 3
    assert "The same is asked of 4 more action items: lines 14, 15, 16 and 17." in page
    assert page.splitlines()[-1].startswith(f"1 file checked, {len(data)} findings")
    assert run("p.md", "--select", "action-item/assigned").stdout.count("No one owner yet") == 7
    (folder / "p.md").write_text(head + "".join(f"- Add an alert on queue {number}\n" for number in range(11, 15)))
    assert run("p.md").stdout.count("No one owner yet") == 4


def test_findings_stand_in_the_order_of_lines() -> None:
    text = BLAMING + "\nHe should have checked it.\n" + BLAMING
    places = [
        (one["line"], one["column"]) for one in json.loads(run("-", "--format", "json", text=text).stdout)["findings"]
    ]
    assert places == sorted(places)
    assert len({line for line, _ in places}) >= 2


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("missing.md", None, "missing.md is not there; write the path of a file or folder"),
        ("missing_five_whys.toml", None, "is not there"),
        ("five_whys.toml", b"whys = 3", "whys: got 3; write"),
        ("five_whys.toml", b"\xff", "not UTF-8"),
        ("big.md", b"a" * 1_000_001, "1,000,001 bytes"),
        ("binary.md", b"\x7fELF\x80\x02", "not UTF-8 text"),
        ("utf16.md", "Priya".encode("utf-16"), "not UTF-8 text (byte 1); save it as UTF-8"),
        ("utf16_without_mark.md", "Priya".encode("utf-16-le"), "holds null bytes"),
        ("notes.log", b"", "its name does not tell what it holds; write --as prose or --as five-whys"),
    ],
)
def test_bad_input_exits_2_and_says_what_to_do(folder: Path, name: str, content: bytes | None, words: str) -> None:
    if content is not None:
        (folder / name).write_bytes(content)
    (folder / "good.md").write_text(BLAMING)
    result = run(name, "good.md")
    assert (result.exit_code, words in result.stderr, "Traceback" in result.output) == (2, True, False)
    assert "good.md:3:" in result.stdout


@pytest.mark.parametrize("name", ["pipe.md", "dangling.md", "loop.md", "sealed/a.md"])
def test_what_is_no_plain_file_is_told_in_one_line(name: str) -> None:
    os.mkfifo("pipe.md")
    Path("dangling.md").symlink_to("nowhere")
    Path("loop.md").symlink_to("loop.md")
    Path("sealed").write_text("a file, no folder")
    result = run(name)
    assert (result.exit_code, result.stderr.count("\n"), name in result.stderr) == (2, 1, True)


def test_errors_are_in_the_json_too() -> None:
    data = json.loads(run("nowhere.md", "--format", "json").stdout)
    assert data == {
        "findings": [],
        "checked": [],
        "errors": ["nowhere.md is not there; write the path of a file or folder"],
    }


def test_half_a_character_in_a_name_breaks_neither_format() -> None:
    name = os.fsdecode(b"bad\xff\x1b[31m.md")
    Path(name).write_text(BLAMING)
    for output in ("json", "sarif"):
        assert json.loads(run(name, "--format", output).stdout) is not None
    assert not {character for character in run(name).stdout if ord(character) < 32} - {"\n"}


def test_a_byte_order_mark_moves_no_column() -> None:
    plain, marked = (
        json.loads(run("-", "--format", "json", text=text).stdout) for text in (BLAMING, "\ufeff" + BLAMING)
    )
    assert plain == marked


def test_control_characters_of_an_answer_do_not_reach_the_terminal() -> None:
    result = run("-", "--as", "five-whys", text='[[whys]]\nanswer = "\\u001b[2J red \\u009b31m"\n')
    assert not {character for character in result.stdout if ord(character) < 32} - {"\n"}


def test_an_answer_in_a_file_of_another_name_is_read_with_as(folder: Path) -> None:
    FiveWhys(problem="x").save(folder / "mine.toml")
    assert run("mine.toml", "--as", "five-whys").exit_code == 0


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ((), {"too-shallow", "blank"}),
        (("--select", "five-whys"), {"too-shallow", "blank"}),
        (("--select", "five-whys/blank, language/"), {"blank"}),
        (("--ignore", "five-whys/blank,five-whys/keywords"), {"too-shallow"}),
        (("--select", "five-whys/", "--ignore", "five-whys"), set()),
        (("--severity", "fix"), {"blank"}),
        (("--severity", "consider", "--ignore", "five-whys/blank"), {"too-shallow"}),
    ],
)
def test_checks_are_chosen_by_id_topic_and_severity(words: tuple[str, ...], expected: set[str]) -> None:
    result = run("-", "--as", "five-whys", "--format", "json", *words, text=SHALLOW + '[[whys]]\nanswer = ""\n')
    found = {one["check"].removeprefix("five-whys/") for one in json.loads(result.stdout)["findings"]}
    assert (found, result.exit_code) == (expected, 1 if expected else 0)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--select", "five-whys/blnk"), "--select: no check is called 'five-whys/blnk'; write five-whys/blank"),
        (("--ignore", "zzz"), "run pmkit explain for all"),
        (("--as", "six-whys"), f"write one of: {', '.join(TOPICS)}"),
        (("--format", "xml"), "'xml' is not one of"),
    ],
)
def test_a_misspelt_option_exits_2_and_names_what_there_is(words: tuple[str, str], says: str) -> None:
    result = run("-", *words, text="")
    assert (result.exit_code, says in result.stderr, result.stdout) == (2, True, "")


def test_quiet_prints_one_line_a_finding_and_nothing_when_there_is_none() -> None:
    assert run("-", "--quiet", text="The restart took four minutes.\n").stdout == ""
    lines = run("-", "-q", "--as", "five-whys", "--select", "five-whys/too-shallow", text=SHALLOW).stdout.splitlines()
    assert [line.partition(" The")[0] for line in lines] == ["-:3:10: consider:"]


def test_a_waived_finding_is_counted_and_shown_only_when_asked_for() -> None:
    plain, asked = run("-", text=WAIVED), run("-", "--show-waived", text=WAIVED)
    assert (plain.exit_code, plain.stdout) == (0, "1 file checked, 0 findings, 1 waived\n")
    assert (asked.exit_code, asked.stdout.splitlines()[-1]) == (0, "1 file checked, 0 findings, 1 waived")
    assert "2 | The wiring was done in a careless way." in asked.stdout
    assert "Waived: quoting the customer" in asked.stdout


def test_waived_findings_are_in_the_json_only_when_asked_for_and_always_in_the_sarif() -> None:
    plain, asked, log = (
        json.loads(run("-", *words, text=WAIVED).stdout)
        for words in (("--format", "json"), ("--format", "json", "--show-waived"), ("--format", "sarif"))
    )
    assert (list(plain), plain["findings"]) == (["findings", "checked", "errors"], [])
    assert (asked["findings"], [one["waived"] for one in asked["waived"]]) == ([], ["quoting the customer"])
    [suppressions] = [result["suppressions"] for result in log["runs"][0]["results"]]
    assert [one["justification"] for one in suppressions] == ["quoting the customer"]


def test_a_reader_that_has_seen_enough_is_no_error(folder: Path) -> None:
    (folder / "long.md").write_text(BLAMING * 300)
    writer = subprocess.Popen([*PROGRAM, "check", "long.md"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert writer.stdout is not None
    assert writer.stderr is not None
    writer.stdout.readline()
    writer.stdout.close()
    assert writer.stderr.read() == ""
    writer.stderr.close()
    writer.wait(30)


@pytest.mark.parametrize(
    ("variables", "painted"),
    [({"TERM": "xterm"}, True), ({"TERM": "xterm", "NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)],
)
def test_colours_are_for_terminals_that_want_them(folder: Path, variables: dict[str, str], *, painted: bool) -> None:
    pty = pytest.importorskip("pty", reason="no terminals to open here")
    ours, theirs = pty.openpty()
    environment = {key: value for key, value in os.environ.items() if key != "NO_COLOR"} | variables
    (folder / "five_whys.toml").write_text(SHALLOW)
    subprocess.run([*PROGRAM, "check", "five_whys.toml"], stdout=theirs, env=environment, check=False)
    os.close(theirs)
    assert ("\x1b[" in os.read(ours, 10_000).decode()) == painted
    os.close(ours)


def test_without_a_terminal_there_is_no_colour() -> None:
    assert "\x1b" not in run("-", text=BLAMING).stdout


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_a_terminal_that_lacks_characters_gets_question_marks(encoding: str) -> None:
    answer = subprocess.run(
        [*PROGRAM, "check", "-"],
        input=BLAMING.encode(),
        env={**os.environ, "PYTHONIOENCODING": encoding},
        capture_output=True,
        check=False,
    )
    assert (answer.returncode, answer.stderr) == (1, b"")


def test_the_hook_runs_a_command_that_there_is() -> None:
    page = (Path(__file__).parents[2] / ".pre-commit-hooks.yaml").read_text("utf-8")
    [entry] = [line.partition("entry: ")[2] for line in page.splitlines() if "entry: " in line]
    scripts = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8"))["project"]["scripts"]
    program, command = entry.split()
    assert program in scripts
    assert invoke(command, "--help").exit_code == 0


# What `pmkit metrics` needs is no part of the light core; tests/cli/test_metrics.py runs its lines.
@pytest.mark.parametrize("line", re.findall(r"^pmkit (?!metrics).*", PAGE, re.MULTILINE))
def test_every_command_that_the_page_tells_is_understood(folder: Path, line: str) -> None:
    (folder / "postmortems").mkdir()
    (folder / "postmortems" / "2026-01-31.md").write_text("The restart took four minutes.\n")
    begin("timeline.toml", "worked-timeline")
    invoke("timeline", "convert", "timeline.toml", "-o", "timeline.csv")
    SOUND_LIST.save("action_items.toml")
    SOUND_LIST.save("theirs.toml")
    Dissemination(steps=steps_of_the_module()).save("dissemination.toml")
    (folder / "tracker.csv").write_text(invoke("actions", "export", "action_items.toml", "--to", "jira").stdout)
    words = shlex.split(line, comments=True)
    if "new" not in words:
        (folder / "2026-03-04.md").write_text("The restart worked.\n")
    if "--evidence" in words:
        evidence_folder("bad-deploy", "evidence")
    given = {mark: words[words.index(mark) + 1] for mark in "<>" if mark in words}
    end = min((words.index(mark) for mark in given), default=len(words))
    text = Path(given["<"]).read_text() if "<" in given else None
    # What is held against evidence is read as a postmortem, of which these words lack all parts.
    assert invoke(*words[1:end], text=text).exit_code == int("--evidence" in words)


def test_every_check_can_be_selected() -> None:
    assert run("-", "--select", ",".join(check.id for check in CHECKS), text="").exit_code == 0


def test_rows_of_a_timeline_that_lack_the_same_are_counted_behind_the_third(folder: Path) -> None:
    rows = "".join(f"| 2026-01-31T14:{at}:0{at % 7}Z | Probably the disk is full | Log |\n" for at in range(20, 33))
    (folder / "notes.md").write_text(f"# Outage\n\n| Time | Event | Source |\n|---|---|---|\n{rows}")
    page = run("notes.md").stdout
    assert "The same is asked of 10 more rows: lines 8, 9, " in page
    chosen = run("notes.md", "--select", "timeline/interpretation", "--format", "json").stdout
    assert len(json.loads(chosen)["findings"]) == 13
