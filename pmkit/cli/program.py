"""The program itself: what every command shares of exit codes, output and errors."""

import io
import json
import os
import shutil
import sys
from enum import StrEnum
from typing import Annotated, Any, NoReturn

import typer

from pmkit import __version__
from pmkit.render.findings.terminal import printable
from pmkit.render.findings.text import Look

CLEAN, FINDINGS, BAD_INPUT = 0, 1, 2

app = typer.Typer(
    name="pmkit",
    help="Practise and check post-incident analysis.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


class Format(StrEnum):
    """How results are printed."""

    TEXT = "text"
    JSON = "json"


FormatOption = Annotated[Format, typer.Option("--format", help="How to print the result.")]


def main() -> None:
    """Run the command line; nobody meets a traceback for what they typed or wrote."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that lacks a character gets a question mark, not an exception.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    app()


def fail(message: str) -> NoReturn:
    """Say what is the matter on standard error, and stop with exit code 2."""
    complain(message)
    raise typer.Exit(BAD_INPUT)


def complain(message: str) -> None:
    """One problem on standard error, made safe for a terminal."""
    for line in message.splitlines():
        indent = " " * (len(line) - len(line.lstrip(" ")))
        typer.echo(indent + printable(line, most=1000), err=True)


def print_json(data: dict[str, Any]) -> None:
    """Data as JSON: always UTF-8, whatever the terminal speaks; half a character becomes its escape."""
    text = json.dumps(data, ensure_ascii=False, indent=2) + "\n"
    typer.echo(text.encode("utf-8", "backslashreplace"), nl=False)


def look() -> Look:
    """Colours and the width of the terminal, where standard output is one and NO_COLOR is not set."""
    if not sys.stdout.isatty():
        return Look()
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return Look(colour=not plain, width=shutil.get_terminal_size().columns)


def say_version(wanted: bool) -> None:  # typer's call-back for a flag
    """Print the version and stop."""
    if wanted:
        typer.echo(f"pmkit {__version__}")
        raise typer.Exit


@app.callback()
def about(
    version: Annotated[  # a flag
        bool, typer.Option("--version", callback=say_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Practise and check post-incident analysis."""
