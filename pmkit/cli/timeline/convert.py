"""`pmkit timeline convert`: a timeline as a file of another kind."""

from pathlib import Path

from pmkit.cli.parser import Options, Parser
from pmkit.cli.program import CLEAN, fail, say
from pmkit.cli.timeline.file import declare_file, read_file


def declare(parser: Parser) -> None:
    """What the command takes."""
    declare_file(parser)
    parser.options.add_argument(
        "-o", "--output", type=Path, metavar="FILE", help="A .toml, .csv, .md or .jsonl file; TOML here without it."
    )


def run(options: Options) -> int:
    """Write a timeline as a file of another kind: TOML, CSV, a Markdown table, JSON lines."""
    from pmkit.tables.timeline import write_text

    target: Path | None = options.output
    try:
        text = write_text(read_file(options.file, options.date), target.suffix if target else ".toml")
        if target is None:
            say(text, end="")
        else:
            # Spreadsheets take a CSV without the mark for some other encoding.
            encoding = "utf-8-sig" if target.suffix.lower() == ".csv" else "utf-8"
            target.write_bytes(text.encode(encoding))
            say(f"{target}")
    except OSError as error:
        fail(f"{target}: cannot be written ({error.strerror}); write the path of a file in a folder that is there")
    except ValueError as error:
        fail(str(error))
    return CLEAN
