"""`pmkit incident`: the stories there are, a folder of evidence for one of them, and whether its causes lie apart."""

from pathlib import Path
from typing import Annotated

import typer

from pmkit.cli.program import FINDINGS, Format, FormatOption, fail, print_json

incident = typer.Typer(help="Make evidence of an incident to practise on.", no_args_is_help=True, rich_markup_mode=None)


@incident.command()
def new(  # noqa: PLR0917 -- typer calls it by name
    story: Annotated[str, typer.Argument(help="The story, as pmkit incident list names it.")],
    folder: Annotated[Path, typer.Option("-o", "--output", metavar="DIR", help="The folder to write.")],
    trainee: Annotated[str | None, typer.Option(help="Whose incident: times, names and figures are their own.")] = None,
    seed: Annotated[int | None, typer.Option(help="A number in place of a trainee; 0 is the story as written.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Write into a folder that holds something.")] = False,
    output: FormatOption = Format.TEXT,
) -> None:
    """Write a folder of evidence, in the formats of the tools that the story's team uses."""
    from pmkit.incidents.evidence_folder import FolderError, write_evidence
    from pmkit.incidents.incident import make_incident

    try:
        made = make_incident(story, trainee, seed)
        paths = write_evidence(made, folder, force=force)
    except LookupError as error:
        fail(str(error.args[0]))
    except (FolderError, ValueError) as error:
        fail(str(error))
    except OSError as error:
        fail(f"{error.filename or folder}: cannot be written ({error.strerror}); write another folder")
    lines = sum(sheet.text.count("\n") for sheet in made.sheets)
    if output is Format.JSON:
        print_json({"story": story, "folder": str(folder), "files": [str(path) for path in paths], "lines": lines})
    else:
        typer.echo(f"{folder}: {len(paths)} files, {lines:,} lines. Begin with {folder / 'README.md'}")


@incident.command("list")
def list_stories(output: FormatOption = Format.TEXT) -> None:
    """List the stories there are."""
    from pmkit.incidents.story import load_story, story_names

    stories = [load_story(name) for name in story_names()]
    if output is Format.JSON:
        print_json({"stories": [{"story": one.slug, "title": one.title} for one in stories]})
        return
    width = max(len(one.slug) for one in stories)
    for one in stories:
        typer.echo(f"{one.slug:<{width}}  {one.title}")


@incident.command()
def check(
    story: Annotated[str, typer.Argument(help="The story, as pmkit incident list names it.")],
    output: FormatOption = Format.TEXT,
) -> None:
    """Say which causes of a story lie too near to be told apart, and which lines are read as something else.

    Each example of a cause is read as if the story did not have it. Exit code 1 where there is such a pair or line.
    """
    from pmkit.grading.readings.apart import examine_story
    from pmkit.incidents.story import load_story

    try:
        apart = examine_story(load_story(story))
    except LookupError as error:
        fail(str(error.args[0]))
    if output is Format.JSON:
        print_json({"story": story} | apart.as_data())
    else:
        for line in apart.as_lines():
            typer.echo(line)
    if not apart.is_clear:
        raise typer.Exit(FINDINGS)
