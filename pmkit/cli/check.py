"""`pmkit check`: run the checks over files, folders or standard input, and say what is found."""

from dataclasses import asdict, dataclass, field
from difflib import get_close_matches
from enum import StrEnum
from typing import Annotated, Any

import typer

from pmkit import __version__
from pmkit.checks import CHECKS, TOPICS, Finding, examine
from pmkit.cli.program import BAD_INPUT, CLEAN, FINDINGS, complain, fail, look, print_json
from pmkit.cli.sources import Source, UnreadableError, gather
from pmkit.models.answer import AnswerError
from pmkit.render.findings import sarif
from pmkit.render.findings import text as findings
from pmkit.render.findings.place import Lines


class Format(StrEnum):
    """How findings are printed."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"


class Severity(StrEnum):
    """The least serious finding that is shown."""

    FIX = "fix"
    CONSIDER = "consider"


@dataclass
class Outcome:
    """What one run has read and found."""

    findings: list[Finding] = field(default_factory=list)
    waived: list[Finding] = field(default_factory=list)
    checked: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    lines: dict[str, Lines] = field(default_factory=dict)

    def add(self, source: Source, wanted: frozenset[str]) -> None:
        """Read a text and keep what the wanted checks find in it, in the order of its lines."""
        try:
            text = source.read()
            found = examine(text, source.kind, path=source.path, waived=True)
        except (UnreadableError, AnswerError) as error:
            self.errors.append(str(error))
            return
        self.lines[source.path] = Lines(text)
        self.checked.append(source.path)
        kept = sorted((one for one in found if one.check in wanted), key=lambda one: (one.line, one.column))
        self.findings += [one for one in kept if not one.waived]
        self.waived += [one for one in kept if one.waived]

    @property
    def exit_code(self) -> int:
        """What cannot be read weighs more than what is found."""
        return BAD_INPUT if self.errors else FINDINGS if self.findings else CLEAN


def check(  # noqa: PLR0917 -- typer calls it by name
    paths: Annotated[list[str], typer.Argument(help="Files, folders to search, or '-' for standard input.")],
    kind: Annotated[
        str | None, typer.Option("--as", metavar="KIND", help=f"Read all as one of: {', '.join(TOPICS)}.")
    ] = None,
    output: Annotated[Format, typer.Option("--format", help="How to print the findings.")] = Format.TEXT,
    select: Annotated[str, typer.Option(metavar="IDS", help="Only these checks: language/blame,five-whys/")] = "",
    ignore: Annotated[str, typer.Option(metavar="IDS", help="All but these checks.")] = "",
    severity: Annotated[
        Severity, typer.Option(help="The least serious finding to show: fix leaves out what to consider.")
    ] = Severity.CONSIDER,
    show_waived: Annotated[
        bool, typer.Option("--show-waived", help="Show what the author waived, with the reason.")
    ] = False,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="One line a finding, and nothing when there is none.")
    ] = False,
    exercise: Annotated[
        str | None, typer.Option(metavar="NAME", help="What the answers earn in an exercise, such as five-whys.")
    ] = None,
    readings: Annotated[bool, typer.Option("--readings", help="With --exercise: show how each line was read.")] = False,
) -> None:
    """Check postmortems and answers; say where, what, why, and what to ask.

    Exit code 0: nothing found. 1: findings. 2: something could not be read. With --exercise 0 means that every
    criterion is met and nothing is found.
    """
    if exercise is not None:
        from pmkit.cli.check_exercise import check_exercise

        others = {"--as": kind, "--select": select, "--ignore": ignore, "--severity": severity != Severity.CONSIDER}
        if given := [name for name, value in others.items() if value]:
            fail(f"--exercise shows what is graded, all of it; leave out {' and '.join(given)}")
        raise typer.Exit(check_exercise(exercise, paths, output.value, quiet=quiet, readings=readings))
    if readings:
        fail("--readings shows what lines of an exercise mean; write --exercise NAME as well")
    if kind is not None and kind not in TOPICS:
        fail(f"no kind of answer is called {kind!r}; write one of: {', '.join(TOPICS)}")
    wanted = _wanted(select, ignore, severity)
    outcome = Outcome()
    named, outcome.errors = gather(paths, kind)
    for source in named:
        outcome.add(source, wanted)
    _show(outcome, output, waived=show_waived, quiet=quiet)
    raise typer.Exit(outcome.exit_code)


def _wanted(select: str, ignore: str, severity: Severity) -> frozenset[str]:
    chosen = {one.id for one in CHECKS if severity is Severity.CONSIDER or one.severity == severity.value}
    return frozenset((chosen & _named(select, "--select") if select else chosen) - _named(ignore, "--ignore"))


def _named(words: str, option: str) -> set[str]:
    """The ids that a list such as "language/,five-whys/blank" names; a topic names all of its checks."""
    named: set[str] = set()
    for word in filter(None, (word.strip() for word in words.split(","))):
        ids = {one.id for one in CHECKS if word == one.id or one.id.startswith(word.rstrip("/") + "/")}
        if not ids:
            near = get_close_matches(word, [one.id for one in CHECKS], n=1)
            fail(
                f"{option}: no check is called {word!r}; {f'write {near[0]}' if near else 'run pmkit explain for all'}"
            )
        named |= ids
    return named


def _show(outcome: Outcome, output: Format, *, waived: bool, quiet: bool) -> None:
    shown = outcome.findings + (outcome.waived if waived else [])
    match output:
        case Format.JSON:
            print_json(_as_data(outcome, waived=waived))
        case Format.SARIF:
            every = outcome.findings + outcome.waived
            print_json(sarif.log(every, CHECKS, outcome.lines, version=__version__, errors=outcome.errors))
        case Format.TEXT if quiet:
            typer.echo(findings.concise(shown), nl=False)
        case Format.TEXT:
            report = findings.report(shown, outcome.lines, look())
            typer.echo(report + findings.summary(len(outcome.checked), outcome.findings, len(outcome.waived)))
    for error in outcome.errors:
        complain(error)


def _as_data(outcome: Outcome, *, waived: bool) -> dict[str, Any]:
    data: dict[str, Any] = {
        "findings": [asdict(one) for one in outcome.findings],
        "checked": outcome.checked,
        "errors": outcome.errors,
    }
    return data | ({"waived": [asdict(one) for one in outcome.waived]} if waived else {})
