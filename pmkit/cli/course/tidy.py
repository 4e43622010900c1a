"""`pmkit course tidy`: notebooks as they are stored."""

from pathlib import Path

from pmkit.cli.parser import Options, Parser
from pmkit.cli.program import CLEAN, FINDINGS, fail, say

COURSE_FOLDERS = ("notebooks", "solutions", "exercises")


def declare(parser: Parser) -> None:
    """What the command takes."""
    parser.arguments.add_argument(
        "paths", nargs="*", type=Path, metavar="NOTEBOOK", help="Notebooks; all of the course without them."
    )
    parser.options.add_argument("--check", action="store_true", help="Change nothing; exit 1 where something would.")


def run(options: Options) -> int:
    """Store notebooks without outputs, with stable cell ids and minimal metadata."""
    from pmkit.course.tidy import tidy_notebooks

    try:
        changed = tidy_notebooks(options.paths or [Path(name) for name in COURSE_FOLDERS], check=options.check)
    except FileNotFoundError as error:
        fail(f"{error.filename} is not there; write the path of a notebook or a folder of them")
    except (OSError, ValueError) as error:
        fail(str(error))
    for path in changed:
        say(f"{path}")
    return FINDINGS if options.check and changed else CLEAN
