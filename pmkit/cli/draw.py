"""`pmkit draw`: what an answer looks like."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from pmkit.cli.parser import Options, Parser, day, whole
from pmkit.cli.program import CLEAN, fail, say
from pmkit.cli.sources import Source, gather
from pmkit.cli.timeline_tables import is_drawn_as_table, is_table, timeline_in
from pmkit.models.topics import RECORDS, model_of, record_of

if TYPE_CHECKING:  # the models need pydantic, and --help does not
    from pmkit.models.answer import Answer


def declare(parser: Parser) -> None:
    """What the command takes."""
    parser.arguments.add_argument("answer", metavar="ANSWER", help="An answer file, or a timeline as a table.")
    add = parser.options.add_argument
    add("-o", "--output", type=Path, metavar="FILE", help="A .svg, .png or .html file.")
    add("--as", dest="kind", metavar="KIND", help=f"The kind of answer: {', '.join(RECORDS)}.")
    add("--date", type=day, metavar="DAY", help="The day of times in a table that have none: 2026-01-31.")
    add("--width", type=whole(200, 4000), default=800, metavar="PIXELS", help="Width, 200 to 4000; 800 without it.")


def run(options: Options) -> int:
    """Draw an answer: as text here, or as a picture in a file."""
    named, problems = gather([options.answer], options.kind)
    if problems or len(named) != 1:
        fail(problems[0] if problems else f"{options.answer} holds several answers; write one of them")
    try:
        _draw(named[0], options.output, options.width, options.date)
    except (LookupError, OSError, ValueError, RuntimeError) as error:
        fail(str(error.args[0]) if isinstance(error, LookupError) and error.args else str(error))
    return CLEAN


def _draw(source: Source, target: Path | None, width: int, of_day: date | None) -> None:
    from pmkit.render import drawing

    subject = _subject(source, source.read(), of_day)
    if target is not None and not target.resolve().parent.is_dir():
        fail(f"{target.parent} is no folder; write the path of a picture in a folder that is there")
    if target is None:
        say(drawing.outline(subject))
    else:
        drawing.save(subject, target, width=width)
        say(f"{target}")


def _subject(source: Source, text: str, of_day: date | None) -> "Answer":
    """What is to be drawn: an answer, or the timeline of a table. Raises AnswerError."""
    if is_table(source) or (not record_of(source.kind).model and is_drawn_as_table(source, text)):
        return timeline_in(source, text, of_day)[0]
    if not record_of(source.kind).model:
        fail(f"{source.path} is a text, which has no drawing; write an answer file, or say with --as what it holds")
    return model_of(source.kind).parse(text, source.path)
