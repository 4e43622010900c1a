"""`pmkit actions export`: action items as a file for another program."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from pmkit.cli.actions.file import declare_files, read_files
from pmkit.cli.parser import Options, Parser, listed, one_of
from pmkit.cli.program import BAD_INPUT, CLEAN, complain, fail, say

if TYPE_CHECKING:  # the models need pydantic, and --help does not
    from pmkit.tables.action_items import Export


class Target(StrEnum):
    """For which program a file is."""

    JIRA = "jira"
    GITHUB = "github"
    ICAL = "ical"
    TOML = "toml"
    MARKDOWN = "markdown"


def declare(parser: Parser) -> None:
    """What the command takes."""
    declare_files(parser)
    add = parser.options.add_argument
    add("--to", type=one_of(Target), required=True, metavar=listed(Target), help="For which program.")
    add("-o", "--output", type=Path, metavar="FILE", help="The file to write; here without it.")
    add("--base", default="", metavar="URL", help="Where the paths of postmortems are found, so that links lead there.")


def run(options: Options) -> int:
    """Write action items as a file for a tracker, a calendar or a document.

    jira: a CSV for Jira's importer; tell it that the date pattern is yyyy-MM-dd. github: a task list. ical: a
    calendar of due dates. toml: action_items.toml. markdown: the table of a postmortem.

    What is done or declined goes to no tracker and no calendar; standard error says how many were left out. Exit code
    2: something could not be read, and nothing was written.
    """
    from pmkit.tables.action_items import write_text

    found, problems = read_files(options.paths)
    if problems:
        for problem in problems:
            complain(problem)
        return BAD_INPUT
    if not found:
        fail("no action items in what was named; write a file that holds some")
    target: Path | None = options.output
    if target is not None and target.resolve() in {Path(one.path).resolve() for one in found}:
        fail(f"{target} is what was read, and is not written over; write another name with -o")
    try:
        export = write_text(found, options.to.value, base=options.base)
        _put(export, target)
    except OSError as error:
        fail(f"{target}: cannot be written ({error.strerror}); write the path of a file in a folder that is there")
    except ValueError as error:
        fail(str(error))
    return CLEAN


def _put(export: "Export", target: Path | None) -> None:
    if target is None:
        say(export.text, end="")
    else:
        target.write_bytes(export.text.encode("utf-8", "replace"))
        say(f"{target}")
    if export.left_out:
        complain("Left out: " + ", ".join(f"{number} {reason}" for reason, number in sorted(export.left_out.items())))
