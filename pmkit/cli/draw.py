"""`pmkit draw`: what an answer looks like."""

from pathlib import Path

from pmkit.cli.parser import Options, Parser, whole
from pmkit.cli.program import CLEAN, fail, say
from pmkit.cli.sources import Source, gather
from pmkit.models.topics import RECORDS, model_of, record_of


def declare(parser: Parser) -> None:
    """What the command takes."""
    parser.arguments.add_argument("answer", metavar="ANSWER", help="An answer file.")
    add = parser.options.add_argument
    add("-o", "--output", type=Path, metavar="FILE", help="A .svg, .png or .html file.")
    add("--as", dest="kind", metavar="KIND", help=f"The kind of answer: {', '.join(RECORDS)}.")
    add("--width", type=whole(200, 4000), default=800, metavar="PIXELS", help="Width, 200 to 4000; 800 without it.")


def run(options: Options) -> int:
    """Draw an answer: as text here, or as a picture in a file."""
    named, problems = gather([options.answer], options.kind)
    if problems or len(named) != 1:
        fail(problems[0] if problems else f"{options.answer} holds several answers; write one of them")
    try:
        _draw(named[0], options.output, options.width)
    except (LookupError, OSError, ValueError, RuntimeError) as error:
        fail(str(error.args[0]) if isinstance(error, LookupError) and error.args else str(error))
    return CLEAN


def _draw(source: Source, target: Path | None, width: int) -> None:
    from pmkit.render import drawing

    text = source.read()
    if not record_of(source.kind).model:
        fail(f"{source.path} is a text, which has no drawing; write an answer file, or say with --as what it holds")
    subject = model_of(source.kind).parse(text, source.path)
    if target is not None and not target.resolve().parent.is_dir():
        fail(f"{target.parent} is no folder; write the path of a picture in a folder that is there")
    if target is None:
        say(drawing.outline(subject))
    else:
        drawing.save(subject, target, width=width)
        say(f"{target}")
