"""Which commands there are, and the running of one: only its own module is imported."""

import io
import os
import sys
from collections.abc import Sequence
from difflib import get_close_matches
from importlib import import_module
from keyword import iskeyword
from typing import NoReturn

from pmkit import __version__
from pmkit.cli.parser import Parser
from pmkit.cli.program import BAD_INPUT, CLEAN, fail, say

ABOUT = "Practise and check post-incident analysis."
# `timeline clocks` is the module timeline.clocks: it declares its arguments and runs. Help lists in this order.
COMMANDS = {
    "lab": "Open the course in JupyterLab.",
    "check": "Check postmortems and answers; say where, what, why, and what to ask.",
    "explain": "List the checks, or explain one: what it says, why, what to ask, examples, source.",
    "draw": "Draw an answer: as text here, or as a picture in a file.",
    "assess": "Grade a trainee's answers for an exercise, or those of a class.",
    "collect": "Put what was downloaded from a learning platform, or packed, into the folders that are graded.",
    "timeline clocks": "Time to detect, acknowledge, mitigate, resolve: each with the two anchors it runs between.",
    "timeline convert": "Write a timeline as a file of another kind: TOML, CSV, a Markdown table, JSON lines.",
    "timeline import": "Sort events of several sources into one timeline; what the readers noticed goes to "
    "standard error.",
    "postmortem new": "Draft a postmortem: timeline, figures and impact from data, judgement left to its writer.",
    "postmortem publish": "Write a postmortem as one self-contained page, to read, to print, or to publish.",
    "postmortem similar": "List the postmortems that are like one, with the sentences that are alike.",
    "actions due": "List what is overdue, blocked, due this week, open for long or without a date, for the weekly "
    "review.",
    "actions export": "Write action items as a file for a tracker, a calendar or a document.",
    "actions merge": "Make one list of two people's lists of action items, in which nothing of either is lost.",
    "metrics": "Time to detect, acknowledge, mitigate, resolve, and between failures: mean, median and high quantiles.",
    "incident new": "Write a folder of evidence, in the formats of the tools that the story's team uses.",
    "incident list": "List the stories there are.",
    "incident check": "Say which causes of a story lie too near, which lines are read as something else, "
    "which levers are not whole.",
    "course release": "Generate exercises/ from solutions/ with nbgrader's own generator.",
    "course tidy": "Store notebooks without outputs, with stable cell ids and minimal metadata.",
}
GROUPS = {
    "timeline": "Timelines: from evidence, as tables, as clocks.",
    "postmortem": "Postmortems: drafted, published, compared.",
    "actions": "Action items: what is due, as files for trackers and calendars, two lists as one.",
    "incident": "Make evidence of an incident to practise on.",
    "course": "For authors: make, tidy and verify the course.",
}
INTERRUPTED = 130


def main() -> int:
    """Run the command line and return its exit code; nobody meets a traceback for what they typed or wrote."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that lacks a character gets a question mark, not an exception.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        return run(sys.argv[1:])
    except BrokenPipeError:
        # A reader such as `head` has seen enough; what Python would still flush at its end goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        return INTERRUPTED


def run(words: Sequence[str]) -> int:
    """Run one command, such as ["timeline", "clocks", "timeline.toml"]; returns its exit code.

    Raises SystemExit, after a word on standard error, for bad use.
    """
    group = f"{words[0]} " if words[:1] and words[0] in GROUPS else ""
    rest = words[1:] if group else words
    if not rest or rest[0] in {"-h", "--help"}:
        say(overview(group), error=not rest)
        return CLEAN if rest else BAD_INPUT
    if rest[0] == "--version" and not group:
        say(f"pmkit {__version__}")
        return CLEAN
    name = group + rest[0]
    if name not in COMMANDS:
        _refuse(rest[0], group)
    command = import_module(module_of(name))
    parser = Parser(f"pmkit {name}", command.run.__doc__)
    command.declare(parser)
    return int(command.run(parser.parse(rest[1:])))


def module_of(name: str) -> str:
    """Where a command stands; one that is a word of Python has a stroke behind it: `timeline import`."""
    path = f"pmkit.cli.{name.replace(' ', '.')}"
    return f"{path}_" if iskeyword(path.rpartition(".")[2]) else path


def overview(group: str = "") -> str:
    """What `pmkit --help` says, or of a group such as "timeline " `pmkit timeline --help`."""
    parser = Parser(f"pmkit {group}".rstrip(), GROUPS.get(group.rstrip(), ABOUT), usage="%(prog)s COMMAND …")
    parser.arguments.title = "Commands"
    for name, summary in _listed(group).items():
        parser.arguments.add_argument(name, help=summary)
    if not group:
        parser.options.add_argument("--version", action="store_true", help="Print the version.")
    parser.options.add_argument("-h", "--help", action="store_true", help="What there is, or what a command takes.")
    return parser.format_help().rstrip()


def _listed(group: str) -> dict[str, str]:
    """The commands of a group with what they do; without one, each group is listed once, where its first one stands."""
    if group:
        return {name.removeprefix(group): told for name, told in COMMANDS.items() if name.startswith(group)}
    first = {name.partition(" ")[0]: told for name, told in reversed(COMMANDS.items())}
    return {name: GROUPS.get(name, told) for name, told in reversed(first.items())}


def _refuse(word: str, group: str) -> NoReturn:
    names = list(_listed(group))
    near = get_close_matches(word, names, n=1)
    kind = "option" if word.startswith("-") else "command"
    fail(f"pmkit {group}has no {kind} {word!r}; write {near[0] if near else 'one of: ' + ', '.join(names)}")
