"""All commands alike: complete help, no import that another needs, one sentence for bad use."""

import json
import re
import subprocess
import sys
from importlib import import_module
from inspect import cleandoc
from pathlib import Path

import pytest
from cli.command_line import invoke

from pmkit.cli import commands
from pmkit.cli.commands import COMMANDS, GROUPS, module_of
from pmkit.cli.parser import Parser

PYDANTIC_FREE = [
    "--help",
    "--version",
    "check --help",
    "check -",
    "explain --help",
    "timeline import --help",
    "incident list",
]


def loaded(command: str) -> object:
    return import_module(module_of(command))


@pytest.mark.parametrize("command", COMMANDS)
def test_help_tells_what_a_command_is_for_and_all_that_it_takes(command: str) -> None:
    result = invoke(*command.split(), "--help")
    parser = Parser("pmkit", "")
    loaded(command).declare(parser)  # type: ignore[attr-defined]  # every command declares
    told = " ".join(result.stdout.split())
    assert (result.exit_code, result.stdout.startswith(f"Usage: pmkit {command} ")) == (0, True)
    assert COMMANDS[command] in told
    options = [word for action in parser._actions for word in action.option_strings]
    assert [word for word in [*options, "--help"] if word not in told] == []
    assert [action.dest for action in parser._actions if not action.help] == []


@pytest.mark.parametrize("command", COMMANDS)
def test_the_list_of_commands_says_what_the_command_itself_says(command: str) -> None:
    told = cleandoc(loaded(command).run.__doc__).partition("\n\n")[0]  # type: ignore[attr-defined]  # every command runs
    assert " ".join(told.split()) == COMMANDS[command]


def test_every_command_stands_in_the_help_of_pmkit_or_of_its_group() -> None:
    told = {group: " ".join(invoke(*group.split(), "--help").stdout.split()) for group in ("", *GROUPS)}
    assert [
        name for name, what in COMMANDS.items() if f"{name.split()[-1]} {what}" not in " ".join(told.values())
    ] == []
    assert [name for name, what in GROUPS.items() if f"{name} {what}" not in told[""]] == []


@pytest.mark.parametrize("words", [(), *((group,) for group in GROUPS)])
def test_without_a_command_the_help_goes_to_standard_error(words: tuple[str, ...]) -> None:
    result = invoke(*words)
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", invoke(*words, "--help").stdout)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("chek x.md", "pmkit has no command 'chek'; write check"),
        ("zzz", "pmkit has no command 'zzz'; write one of: lab, check, explain"),
        ("--verbose", "pmkit has no option '--verbose'; write one of: lab, "),
        ("timeline clock x.toml", "pmkit timeline has no command 'clock'; write clocks"),
        ("check", "pmkit check: the following arguments are required: PATH. See pmkit check --help"),
        ("check a.md --forma json", "pmkit check: unrecognized arguments: --forma"),
        ("check a.md --format", "pmkit check: --format: expected one argument"),
        ("assess five-whys", "the following arguments are required: FOLDER"),
        ("incident new bad-deploy", "the following arguments are required: -o/--output"),
        ("incident new bad-deploy -o x --seed 1.5", "--seed: '1.5' is no whole number; write one"),
        ("lab --port 70000", "--port: 70000 is out of reach; write a whole number from 1 to 65535"),
        ("draw x.toml --width ten", "--width: 'ten' is no whole number; write one from 200 to 4000"),
        ("timeline clocks x.toml --date 31.1.", "--date: '31.1.' is no day; write it as 2026-01-31"),
        ("explain a b", "pmkit explain: unrecognized arguments: b"),
    ],
)
def test_bad_use_is_one_sentence_and_exit_code_2(words: str, says: str) -> None:
    result = invoke(*words.split())
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    assert says in result.stderr


def test_options_and_arguments_stand_in_any_order() -> None:
    orders = ("-", "--quiet", "--format=json"), ("--format", "json", "-", "-q"), ("-q", "--format", "json", "--", "-")
    texts = {invoke("check", *words, text="Priya forgot it.\n").stdout for words in orders}
    assert [len(json.loads(text)["findings"]) for text in texts] == [1]


def test_an_interrupted_command_says_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("pmkit.cli.explain.run", interrupted)
    monkeypatch.setattr(sys, "argv", ["pmkit", "explain"])
    interrupted.__doc__ = "Stop."
    assert (commands.main(), capsys.readouterr()) == (130, ("", ""))


@pytest.mark.parametrize("words", PYDANTIC_FREE)
def test_what_needs_no_model_loads_no_pydantic(words: str) -> None:
    code = (
        f"import sys\nfrom pmkit.cli.commands import run\ntry:\n    run({words.split()!r})\nexcept SystemExit: pass\n"
    )
    code += "print('loaded:', *(name for name in ('pydantic', 'rich', 'typer', 'jinja2') if name in sys.modules))"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, input="It ran.\n")
    assert told.stdout.splitlines()[-1] == "loaded:"


@pytest.mark.parametrize(
    "words",
    [
        "check nosuch",
        "check --evidence nosuch -",
        "draw nosuch.toml",
        "timeline import nosuch",
        "timeline clocks nosuch.toml",
        "timeline convert nosuch.csv -o a.toml",
        "postmortem new --from nosuch.toml",
        "postmortem publish nosuch.md -o a.html",
        "actions due nosuch",
        "actions export nosuch --to jira",
        "course tidy nosuch",
    ],
)
def test_a_missing_file_is_told_to_be_missing_with_what_to_write(
    words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = invoke(*words.split())
    assert result.exit_code == 2
    assert re.search(r" is not there; (?:write|run) ", result.stderr), result.stderr
    assert "Errno" not in result.stderr
