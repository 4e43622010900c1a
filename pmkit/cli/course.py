"""`pmkit lab` for everyone, `pmkit course …` for its authors."""

from pathlib import Path
from typing import Annotated

import typer

from pmkit.cli.program import CLEAN, FINDINGS, fail

COURSE_FOLDERS = ("notebooks", "solutions", "exercises")

course = typer.Typer(help="For authors: make, tidy and verify the course.", no_args_is_help=True, rich_markup_mode=None)


def lab(
    port: Annotated[int, typer.Option(help="The port to listen on.", min=1, max=65535)] = 8888,
    open_browser: Annotated[
        bool, typer.Option("--browser/--no-browser", help="Open a browser window.")
    ] = True,  # a flag
) -> None:
    """Open the course in JupyterLab."""
    from pmkit.course.lab import CourseNotFoundError, run

    try:
        raise typer.Exit(run(Path.cwd(), port=port, open_browser=open_browser))
    except (CourseNotFoundError, ModuleNotFoundError) as error:
        fail(str(error))


@course.command()
def release(only: Annotated[str | None, typer.Argument(help="One exercise; all without it.")] = None) -> None:
    """Generate exercises/ from solutions/ with nbgrader's own generator."""
    from pmkit.course.release import release_exercises

    try:
        for path in release_exercises(Path.cwd(), only):
            typer.echo(f"{path}")
    except (OSError, ValueError, RuntimeError) as error:
        fail(str(error))


@course.command()
def tidy(
    paths: Annotated[list[Path] | None, typer.Argument(help="Notebooks; all of the course without them.")] = None,
    check_only: Annotated[
        bool, typer.Option("--check", help="Change nothing; exit 1 where something would.")
    ] = False,  # a flag
) -> None:
    """Store notebooks without outputs, with stable cell ids and minimal metadata."""
    from pmkit.course.tidy import tidy_notebooks

    try:
        changed = tidy_notebooks(paths or [Path(name) for name in COURSE_FOLDERS], check=check_only)
    except (OSError, ValueError) as error:
        fail(str(error))
    for path in changed:
        typer.echo(f"{path}")
    raise typer.Exit(FINDINGS if check_only and changed else CLEAN)
