"""The arguments of a command: declared with argparse, told as a page of help, refused in one sentence.

Everybody who types a command waits for its parser: argparse takes 8 ms, typer 50 ms and, as soon as a command has an
option, 90 ms more for pydantic.
"""

import argparse
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from enum import StrEnum
from inspect import cleandoc
from typing import Any, NoReturn, TypeVar

from pmkit.cli.program import Format, fail

Options = argparse.Namespace
Choice = TypeVar("Choice", bound=StrEnum)


class _Layout(argparse.RawDescriptionHelpFormatter):
    def add_usage(
        self, usage: str | None, actions: Iterable[Any], groups: Iterable[Any], prefix: str | None = None
    ) -> None:
        super().add_usage(usage, actions, groups, prefix or "Usage: ")


class Parser(argparse.ArgumentParser):
    """What one command takes: `arguments` and `options` are groups to add to."""

    def __init__(self, prog: str, about: str, usage: str | None = None) -> None:
        super().__init__(prog, usage, cleandoc(about), formatter_class=_Layout, add_help=False, allow_abbrev=False)
        self.arguments = self.add_argument_group("Arguments")
        self.options = self.add_argument_group("Options")

    def format_help(self) -> str:
        """The page that --help prints, its text as wide as the terminal."""
        from shutil import get_terminal_size
        from textwrap import fill

        width = get_terminal_size().columns - 2
        self.description = "\n\n".join(fill(part, width) for part in (self.description or "").split("\n\n"))
        return super().format_help()

    def parse(self, words: Sequence[str]) -> Options:
        """The values of arguments and options, in whatever order they were written. Raises SystemExit."""
        self.options.add_argument("-h", "--help", action="help", help="Show this message and exit.")
        return self.parse_intermixed_args(words)

    def error(self, message: str) -> NoReturn:
        """One sentence on standard error, and exit code 2."""
        fail(f"{self.prog}: {message.removeprefix('argument ')}. See {self.prog} --help")


def add_format(parser: Parser, formats: type[StrEnum] = Format, what: str = "the result") -> None:
    """The option --format, text without it."""
    parser.options.add_argument(
        "--format", type=one_of(formats), default=formats("text"), metavar=listed(formats), help=f"How to print {what}."
    )


def listed(choices: Iterable[str]) -> str:
    """Words to choose from, as help and usage show them: {text,json}."""
    return f"{{{','.join(choices)}}}"


def one_of(choices: type[Choice]) -> Callable[[str], Choice]:
    """Reads one of a few words."""

    def read(word: str) -> Choice:
        try:
            return choices(word)
        except ValueError:
            raise argparse.ArgumentTypeError(f"{word!r} is not one of: {', '.join(choices)}") from None

    return read


def whole(least: int | None = None, most: int | None = None) -> Callable[[str], int]:
    """Reads a whole number between two, both included."""
    between = f" from {least} to {most}" if least is not None else ""

    def read(word: str) -> int:
        try:
            number = int(word)
        except ValueError:
            raise argparse.ArgumentTypeError(f"{word!r} is no whole number; write one{between}") from None
        if (least is not None and number < least) or (most is not None and number > most):
            raise argparse.ArgumentTypeError(f"{number} is out of reach; write a whole number{between}")
        return number

    return read


def day(word: str) -> date:
    """Reads a day such as 2026-01-31."""
    try:
        return date.fromisoformat(word)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{word!r} is no day; write it as 2026-01-31") from None
