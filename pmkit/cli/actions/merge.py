"""`pmkit actions merge`: two people's lists of action items as one."""

from pathlib import Path
from typing import TYPE_CHECKING

from pmkit.cli.actions.file import read_each
from pmkit.cli.parser import Options, Parser
from pmkit.cli.program import BAD_INPUT, CLEAN, complain, fail, say

if TYPE_CHECKING:  # the models need pydantic, and --help does not
    from pmkit.models.action_items import ActionItems
    from pmkit.models.action_list.merging import Merged

SHORT = 60
"""Characters of an item by which it is called."""


def declare(parser: Parser) -> None:
    """What the command takes."""
    parser.arguments.add_argument(
        "paths", nargs="+", metavar="FILE", help="Lists of action items (.toml), two or more."
    )
    parser.options.add_argument("-o", "--output", type=Path, metavar="FILE", help="The file to write; here without it.")


def run(options: Options) -> int:
    """Make one list of two people's lists of action items, in which nothing of either is lost.

    Items with the same words, written on the same day, are one: what one list leaves open comes from the other, and
    their histories are joined. Where two lists differ in an owner or a date, both items stay, and each names the
    other; standard error says which. Numbers by which items name each other follow.

    Exit code 2: something could not be read, and nothing was written.
    """
    from pmkit.models.action_items import ActionItems
    from pmkit.models.action_list.rows import TooManyError

    if len(options.paths) < 2:
        fail("one list is no two; write the paths of the lists that are to be one")
    lists, problems = read_each(options.paths, ActionItems.load, "a list of action items")
    if problems:
        for problem in problems:
            complain(problem)
        return BAD_INPUT
    target: Path | None = options.output
    if target is not None and target.resolve() in {Path(path).resolve() for path in options.paths}:
        fail(f"{target} is what was read, and is not written over; write another name with -o")
    try:
        answer, told = _merged(lists)
        _put(answer, target)
    except TooManyError as error:
        fail(str(error))
    except OSError as error:
        fail(f"{target}: cannot be written ({error.strerror}); write the path of a file in a folder that is there")
    for line in told:
        complain(line)
    return CLEAN


def _merged(lists: "list[ActionItems]") -> "tuple[ActionItems, list[str]]":
    """All lists as one, and what is to be said of each that joins those before it."""
    from pmkit.models.action_list.merging import merged

    answer, told = lists[0], []
    for other in lists[1:]:
        found = merged(answer, other)
        new = len(found.answer.actions) - len(answer.actions)
        told += [f"{len(answer.actions)} and {len(other.actions)} items: {found.same} the same, {new} added"]
        told += _apart(found)
        answer = found.answer
    return answer, told


def _apart(found: "Merged") -> list[str]:
    from pmkit.models.action_list.merging import differing
    from pmkit.render.findings.terminal import printable

    items = found.answer.actions
    return [
        f"  action {mine + 1} and action {theirs + 1} differ in {', '.join(differing(items[mine], items[theirs]))}: "
        f"{printable(items[mine].text, most=SHORT)}"
        for mine, theirs in found.apart
    ]


def _put(answer: "ActionItems", target: Path | None) -> None:
    if target is None:
        say(answer.dump(), end="")
    else:
        target.write_bytes(answer.dump().encode("utf-8", "replace"))
        say(f"{target}")
