"""`pmkit draw` and `pmkit assess`: what an answer looks like, and what it earns."""

from pathlib import Path
from typing import Annotated

import typer

from pmkit.checks import TOPICS
from pmkit.checks.catalogue import topic_of
from pmkit.cli.program import CLEAN, FINDINGS, Format, FormatOption, fail, print_json
from pmkit.cli.sources import gather
from pmkit.models.answer import AnswerError


def draw(
    answer: Annotated[str, typer.Argument(help="An answer file.")],
    target: Annotated[Path | None, typer.Option("-o", "--output", help="A .svg, .png or .html file.")] = None,
    kind: Annotated[str | None, typer.Option("--as", help=f"The kind of answer: {', '.join(TOPICS)}.")] = None,
    width: Annotated[int, typer.Option(help="Width in pixels.", min=200, max=4000)] = 800,
) -> None:
    """Draw an answer: as text here, or as a picture in a file."""
    from pmkit.render import drawing

    named, problems = gather([answer], kind)
    if problems or len(named) != 1:
        fail(problems[0] if problems else f"{answer} holds several answers; write one of them")
    try:
        text = named[0].read()
        model = topic_of(named[0].kind).model
        if model is None:
            fail(f"{answer} is a text, which has no drawing; write an answer file, or say with --as what it holds")
        subject = model.parse(text, answer)
        if target is not None and not target.resolve().parent.is_dir():
            fail(f"{target.parent} is no folder; write the path of a picture in a folder that is there")
        if target is None:
            typer.echo(drawing.outline(subject))
        else:
            drawing.save(subject, target, width=width)
            typer.echo(f"{target}")
    except (LookupError, OSError, ValueError, RuntimeError) as error:
        fail(str(error.args[0]) if isinstance(error, LookupError) and error.args else str(error))


def assess(
    exercise: Annotated[str, typer.Argument(help="The exercise, such as five-whys.")],
    folder: Annotated[Path, typer.Argument(help="The folder that holds answers/, or answers/ itself.")],
    output: FormatOption = Format.TEXT,
    readings: Annotated[bool, typer.Option("--readings", help="Show how each line was read.")] = False,
) -> None:
    """Grade one trainee's answers for an exercise."""
    from pmkit.grading.assess import assess_folder
    from pmkit.grading.exercise import load_exercise
    from pmkit.grading.practice.exercise import show

    if not folder.is_dir():
        fail(f"{folder} is no folder; write the folder that holds answers/")
    inside = folder.resolve().parent if folder.name == "answers" and not (folder / "answers").exists() else folder
    try:
        result = assess_folder(exercise, inside)
    except LookupError as error:
        fail(str(error.args[0]))
    except AnswerError as error:  # the rubric or the story, not the trainee's answer
        fail(str(error))
    if output is Format.JSON:
        print_json(result.as_data())
    else:
        typer.echo(show(load_exercise(exercise), result, readings=readings).text)
    raise typer.Exit(CLEAN if result.outcome == "met" else FINDINGS)
