"""Action items named on the command line: files and folders of postmortems, answers and tables."""

import os
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, TypeVar

from pmkit.cli.parser import Parser
from pmkit.cli.sources import files_in

if TYPE_CHECKING:  # the models need pydantic, and --help does not
    from collections.abc import Callable

    from pmkit.tables.tracked import Tracked

Found = TypeVar("Found")
TABLES = ("action-items", "actions")
"""How the names of tables and answers end that are read in a folder, where other ones stand beside them."""


def declare_files(parser: Parser) -> None:
    """The argument FILE, one or more."""
    parser.arguments.add_argument(
        "paths",
        nargs="+",
        metavar="FILE",
        help="Postmortems (.md), action_items.toml, dissemination.toml, tables (.csv), or folders of them.",
    )


def read_files(paths: list[str]) -> "tuple[list[Tracked], list[str]]":
    """The action items of all that was named, each file once, in order; and what could not be read."""
    from pmkit.tables.action_items import read_actions

    problems: list[str] = []
    named = [file for path in paths for file in _files(path, problems)]
    read, unread = read_each([*dict.fromkeys(map(os.path.normpath, named))], read_actions, "a file or folder")
    return [tracked for found in read for tracked in found], problems + unread


def read_each(paths: list[str], read: "Callable[[str], Found]", what: str) -> "tuple[list[Found], list[str]]":
    """What `read` makes of each path, and a sentence for each that it cannot read; `what` says what to write."""
    from pmkit.models.answer import AnswerError

    found: list[Found] = []
    problems: list[str] = []
    for path in paths:
        try:
            found.append(read(path))
        except FileNotFoundError:
            problems.append(f"{path} is not there; write the path of {what}")
        except AnswerError as error:
            problems.append(str(error))
        except (OSError, ValueError) as error:
            problems.append(f"{path}: {error}")
    return found, problems


def _files(path: str, problems: list[str]) -> list[str]:
    if not Path(path).is_dir():
        return [path]
    return [name for name in files_in(path, problems) if may_hold_actions(name)]


def may_hold_actions(name: str) -> bool:
    """Whether a file of a folder is looked into: Markdown, and tables and answers that are called so.

    >>> [may_hold_actions(name) for name in ("2026-01-31.md", "may_actions.csv", "timeline.csv", "action_items.toml")]
    [True, True, False, True]
    """
    path = PurePath(name)
    ending = path.suffix.lower()
    if ending in {".md", ".markdown"}:
        return True
    return ending in {".csv", ".toml"} and path.stem.lower().replace("_", "-").endswith(TABLES)
