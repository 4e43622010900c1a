"""`pmkit timeline`: the clocks of an incident, and a timeline as a file of another kind."""

from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from pmkit.cli.program import Format, FormatOption, fail, print_json
from pmkit.models.answer import AnswerError
from pmkit.models.timeline import Timeline

ALL = "all"

timeline = typer.Typer(
    help="Timelines: from evidence, as tables, as clocks.", no_args_is_help=True, rich_markup_mode=None
)

FileArgument = Annotated[Path, typer.Argument(metavar="FILE", help="A timeline: .toml, .csv, .md or .jsonl.")]
DayOption = Annotated[
    datetime | None,
    typer.Option("--date", formats=["%Y-%m-%d"], help="The day of times in a table that have none: 2026-01-31."),
]


@timeline.command()
def clocks(
    file: FileArgument,
    policy: Annotated[str, typer.Option(help=f"Who defines the figures so; {ALL} for each of them.")] = "module",
    output: FormatOption = Format.TEXT,
    day: DayOption = None,
) -> None:
    """Time to detect, acknowledge, mitigate, resolve: each with the two anchors it runs between."""
    from pmkit.models.clocks import load_policy, policy_names, read_clocks
    from pmkit.render.timeline.clocks import one_policy, several_policies

    names = policy_names()
    if policy not in (*names, ALL):
        fail(f"no policy is called {policy!r}; write one of: {', '.join((*names, ALL))}")
    anchors = _read(file, day).anchors
    policies = [load_policy(name) for name in (names if policy == ALL else [policy])]
    readings = [(one, read_clocks(anchors, one)) for one in policies]
    if output is Format.JSON:
        told = [_as_data(one.name, figures) for one, figures in readings]
        print_json({"policies": told} if policy == ALL else told[0])
    else:
        text = several_policies(readings, anchors) if policy == ALL else one_policy(readings[0], anchors)
        typer.echo(text, nl=False)


@timeline.command()
def convert(
    file: FileArgument,
    target: Annotated[
        Path | None, typer.Option("-o", "--output", help="A .toml, .csv, .md or .jsonl file; TOML here without it.")
    ] = None,
    day: DayOption = None,
) -> None:
    """Write a timeline as a file of another kind: TOML, CSV, a Markdown table, JSON lines."""
    from pmkit.tables.timeline import write_text

    try:
        text = write_text(_read(file, day), target.suffix if target else ".toml")
        if target is None:
            typer.echo(text, nl=False)
        else:
            # Spreadsheets take a CSV without the mark for some other encoding.
            encoding = "utf-8-sig" if target.suffix.lower() == ".csv" else "utf-8"
            target.write_bytes(text.encode(encoding))
            typer.echo(f"{target}")
    except OSError as error:
        fail(f"{target}: cannot be written ({error.strerror}); write the path of a file in a folder that is there")
    except ValueError as error:
        fail(str(error))


def _read(file: Path, day: datetime | None) -> Timeline:
    from pmkit.tables.timeline import read_timeline

    try:
        return read_timeline(file, day=day.date() if day else None)
    except FileNotFoundError:
        fail(f"{file} is not there; write the path of a timeline")
    except AnswerError as error:
        fail(str(error))


def _as_data(policy: str, figures: list[Any]) -> dict[str, Any]:
    return {
        "policy": policy,
        "figures": [{"name": one.name, "seconds": one.seconds, "from": one.start, "to": one.end} for one in figures],
    }
