"""`pmkit collect`: hand-ins from a learning platform's downloads into the folders that are graded."""

from dataclasses import asdict
from pathlib import Path

from pmkit.cli.parser import Options, Parser, add_format
from pmkit.cli.program import BAD_INPUT, CLEAN, FINDINGS, Format, complain, fail, print_json, say


def declare(parser: Parser) -> None:
    """What the command takes."""
    add = parser.arguments.add_argument
    add("exercise", metavar="EXERCISE", help="The exercise, such as five-whys.")
    add("paths", type=Path, nargs="+", metavar="FILE", help="Archives, files or folders as they were downloaded.")
    add = parser.options.add_argument
    add("--roster", type=Path, metavar="FILE.csv", help="Which id is who: student_id and the platform's names, as CSV.")
    add("--to", type=Path, default=Path("submitted"), metavar="FOLDER", help="Where to; submitted/ without it.")
    add("--preview", action="store_true", help="Say who is who, and write nothing.")
    add("--force", action="store_true", help="Replace what was handed in before; it is kept in submitted-kept/.")
    add_format(parser, what="who is who")


def run(options: Options) -> int:
    """Put what was downloaded from a learning platform, or packed, into the folders that are graded.

    Moodle, Canvas and Blackboard name files by the trainee; plain names and what pack() makes do too.

    Exit code 0: all was taken, or is there already. 1: something was left that a person has to look at (nobody knows
    whose it is, two are of one id, another was handed in before, one archive of several is damaged), or nothing was
    found. 2: nothing at all can be read of what was downloaded, or the roster cannot. --preview ends as the run would.
    """
    from pmkit.course.collecting.collect import NOBODY, collect
    from pmkit.course.collecting.roster import FILE, Roster, read_roster
    from pmkit.course.collecting.table import table

    missing = [path for path in options.paths if not path.exists()]
    if missing:
        fail(f"{missing[0]}: there is no such file; write the archives that you downloaded")
    place = options.roster or Path(FILE)
    try:
        roster = read_roster(place) if options.roster or place.exists() else Roster()
        done = collect(
            options.exercise, options.paths, options.to, roster, preview=options.preview, force=options.force
        )
    except FileNotFoundError:
        fail(f"{place}: there is no such file; write a CSV table with a column student_id")
    except LookupError as error:
        fail(str(error.args[0]))
    except (ValueError, OSError) as error:
        fail(str(error))
    if options.format is Format.JSON:
        print_json({"hand_ins": [asdict(line) for line in done.lines], "problems": done.problems})
    else:
        say(table(done.lines))
    if not done.lines:
        complain(NOBODY)
    for problem in done.problems:
        complain(problem)
    if done.is_unreadable:
        return BAD_INPUT
    return CLEAN if done.is_whole else FINDINGS
