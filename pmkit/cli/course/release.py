"""`pmkit course release`: exercises/ from solutions/."""

from pathlib import Path

from pmkit.cli.parser import Options, Parser
from pmkit.cli.program import CLEAN, fail, say


def declare(parser: Parser) -> None:
    """What the command takes."""
    parser.arguments.add_argument("only", nargs="?", metavar="EXERCISE", help="One exercise; all without it.")


def run(options: Options) -> int:
    """Generate exercises/ from solutions/ with nbgrader's own generator."""
    from pmkit.course.release import release_exercises

    try:
        for path in release_exercises(Path.cwd(), options.only):
            say(f"{path}")
    except FileNotFoundError as error:
        fail(f"{error.filename} is not there; run this in the course's own folder, with an exercise in solutions/")
    except (OSError, ValueError, RuntimeError) as error:
        fail(str(error))
    return CLEAN
