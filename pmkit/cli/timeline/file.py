"""A timeline named on the command line: TOML, or a table of another program."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from pmkit.cli.parser import Parser, day
from pmkit.cli.program import complain, fail

if TYPE_CHECKING:  # the models need pydantic, and --help does not
    from pmkit.models.timeline import Timeline


def declare_file(parser: Parser) -> None:
    """The argument FILE, and --date for tables whose times have no day."""
    parser.arguments.add_argument("file", type=Path, metavar="FILE", help="A timeline: .toml, .csv, .md or .jsonl.")
    parser.options.add_argument(
        "--date", type=day, metavar="DAY", help="The day of times in a table that have none: 2026-01-31."
    )


def read_file(file: Path, day: date | None) -> "Timeline":
    """The timeline, and on standard error what was assumed of it; fails with a sentence where there is none."""
    from pmkit.models.answer import AnswerError
    from pmkit.models.times.near import far_said
    from pmkit.tables.timeline import read_timeline

    notes: list[str] = []
    try:
        timeline = read_timeline(file, day=day, notes=notes)
    except FileNotFoundError:
        fail(f"{file} is not there; write the path of a timeline")
    except AnswerError as error:
        fail(str(error))
    if not timeline.events:
        complain(f"{file}: holds no events")
    times = [*timeline.anchors.given().values(), *(event.at for event in timeline.events)]
    for note in [*notes, *far_said(times)]:
        complain(f"{file}: {note}")
    return timeline
