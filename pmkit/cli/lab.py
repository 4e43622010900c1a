"""`pmkit lab`: the course in JupyterLab."""

import argparse
from pathlib import Path

from pmkit.cli.parser import Options, Parser, whole
from pmkit.cli.program import fail


def declare(parser: Parser) -> None:
    """What the command takes."""
    add = parser.options.add_argument
    add("--port", type=whole(1, 65535), default=8888, metavar="PORT", help="The port to listen on; 8888 without it.")
    add("--browser", action=argparse.BooleanOptionalAction, default=True, help="Open a browser window, or none.")


def run(options: Options) -> int:
    """Open the course in JupyterLab."""
    from pmkit.course import lab

    try:
        return lab.run(Path.cwd(), port=options.port, open_browser=options.browser)
    except (lab.CourseNotFoundError, ModuleNotFoundError) as error:
        fail(str(error))
