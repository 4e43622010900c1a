"""What every command shares: exit codes, output and errors."""

import json
import os
import shutil
import sys
from enum import StrEnum
from typing import Any, NoReturn

from pmkit.render.findings.terminal import printable
from pmkit.render.findings.text import Look

CLEAN, FINDINGS, BAD_INPUT = 0, 1, 2


class Format(StrEnum):
    """How results are printed."""

    TEXT = "text"
    JSON = "json"


def say(text: str, end: str = "\n", *, error: bool = False) -> None:
    """A text on standard output, at once; with `error` on standard error."""
    stream = sys.stderr if error else sys.stdout
    stream.write(text + end)
    stream.flush()


def fail(message: str) -> NoReturn:
    """Say what is the matter on standard error, and stop with exit code 2."""
    complain(message)
    raise SystemExit(BAD_INPUT)


def complain(message: str) -> None:
    """One problem on standard error, made safe for a terminal."""
    for line in message.splitlines():
        indent = " " * (len(line) - len(line.lstrip(" ")))
        say(indent + printable(line, most=1000), error=True)


def print_json(data: dict[str, Any]) -> None:
    """Data as JSON: always UTF-8, whatever the terminal speaks; half a character becomes its escape."""
    text = json.dumps(data, ensure_ascii=False, indent=2) + "\n"
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
    sys.stdout.buffer.flush()


def look() -> Look:
    """Colours and the width of the terminal, where standard output is one and NO_COLOR is not set."""
    if not sys.stdout.isatty():
        return Look()
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return Look(colour=not plain, width=shutil.get_terminal_size().columns)
