"""Runs a command in this process: what it printed where, and its exit code."""

import io
import sys
from typing import NamedTuple
from unittest.mock import patch

from pmkit.cli.commands import run


class Result(NamedTuple):
    """What a command did."""

    exit_code: int
    stdout: str
    stderr: str

    @property
    def output(self) -> str:
        return self.stdout + self.stderr


def invoke(*words: str, text: str | bytes | None = None) -> Result:
    """Run `pmkit` with some words and, as its standard input, a text; an exception is one here too."""
    given = text.encode() if isinstance(text, str) else text or b""
    # Half a character in a file's name gets through, as a terminal's question mark does.
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", errors="replace", newline="") for _ in range(2))
    with (
        patch.object(sys, "stdin", io.TextIOWrapper(io.BytesIO(given), "utf-8")),
        patch.object(sys, "stdout", out),
        patch.object(sys, "stderr", err),
    ):
        try:
            code = run(words)
        except SystemExit as stop:
            code = stop.code
    assert isinstance(code, int)
    return Result(code, *(stream.buffer.getvalue().decode() for stream in (out, err) if stream.flush() is None))
