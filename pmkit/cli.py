"""The command line: exit 0 when all is well, 1 with findings, 2 for bad use or input that cannot be read."""

import json
import sys
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer
from rich.console import Console

from pmkit import __version__
from pmkit.checks import CHECKS, TOPICS, Finding, examine
from pmkit.checks.catalogue import topic_of
from pmkit.models.answer import AnswerError

app = typer.Typer(
    name="pmkit",
    help="Practise and check post-incident analysis.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
course = typer.Typer(help="For authors: make, tidy and verify the course.", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(course, name="course")

CLEAN, FINDINGS, BAD_INPUT = 0, 1, 2
COURSE_FOLDERS = ("notebooks", "solutions", "exercises")


class Format(StrEnum):
    """How results are printed."""

    TEXT = "text"
    JSON = "json"


FormatOption = Annotated[Format, typer.Option("--format", help="How to print the result.")]


def main() -> None:
    """Run the command line; trainees never meet a traceback for what they typed or wrote."""
    try:
        app()
    except BrokenPipeError:
        # The reader (head, less) has seen enough; what is left in the buffer has nowhere to go.
        sys.stderr.close()
        sys.exit(CLEAN)


def fail(message: str) -> NoReturn:
    """Say what is the matter on standard error, and stop with exit code 2."""
    typer.echo(message, err=True)
    raise typer.Exit(BAD_INPUT)


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


@app.command()
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


@app.command()
def check(
    paths: Annotated[list[str], typer.Argument(help="Answer files; '-' reads standard input.")],
    kind: Annotated[str | None, typer.Option("--as", help=f"The kind of answer: {', '.join(TOPICS)}.")] = None,
    output: FormatOption = Format.TEXT,
) -> None:
    """Check answers and explain what is found."""
    findings: list[Finding] = []
    checked: list[str] = []
    errors: list[str] = []
    texts: dict[str, str] = {}
    for path in paths:
        try:
            texts[path] = _text_of(path)
            findings += examine(texts[path], kind or _kind_of(path), path=path)
            checked.append(path)
        except (AnswerError, LookupError, OSError) as error:
            errors.append(_message(path, error))
    if output is Format.JSON:
        _print_json({"findings": [asdict(one) for one in findings], "checked": checked, "errors": errors})
    else:
        _print_findings(findings, texts, checked)
        for message in errors:
            typer.echo(message, err=True)
    raise typer.Exit(BAD_INPUT if errors else FINDINGS if findings else CLEAN)


@app.command()
def explain(
    check_id: Annotated[str | None, typer.Argument(help="One check, such as five-whys/restated.")] = None,
    output: FormatOption = Format.TEXT,
) -> None:
    """List the checks, or explain one."""
    chosen = [one for one in CHECKS if check_id in (None, one.id)]
    if not chosen:
        fail(f"no check is called {check_id!r}; run pmkit explain for the list")
    fields = ("id", "severity", "says", "why", "instead", "source")
    if output is Format.JSON:
        _print_json({"checks": [{field: getattr(one, field) for field in fields} for one in chosen]})
    elif check_id is None:
        for one in chosen:
            typer.echo(f"{one.id:<32}{one.why}")
    else:
        one = chosen[0]
        typer.echo(f"{one.id} ({one.severity})\n  says     {one.says}\n  why      {one.why}")
        typer.echo(f"  instead  {one.instead}\n  source   {one.source}")


@app.command()
def draw(
    answer: Annotated[str, typer.Argument(help="An answer file.")],
    target: Annotated[Path | None, typer.Option("-o", "--output", help="A .svg, .png or .html file.")] = None,
    kind: Annotated[str | None, typer.Option("--as", help=f"The kind of answer: {', '.join(TOPICS)}.")] = None,
    width: Annotated[int, typer.Option(help="Width in pixels.", min=200, max=4000)] = 800,
) -> None:
    """Draw an answer: as text here, or as a picture in a file."""
    from pmkit.render import drawing

    try:
        subject = topic_of(kind or _kind_of(answer)).model.parse(_text_of(answer), answer)
        if target is None:
            typer.echo(drawing.outline(subject))
        else:
            drawing.save(subject, target, width=width)
            typer.echo(f"{target}")
    except (AnswerError, LookupError, OSError, ValueError, RuntimeError) as error:
        fail(_message(answer, error))


@app.command()
def assess(
    exercise: Annotated[str, typer.Argument(help="The exercise, such as five-whys.")],
    folder: Annotated[Path, typer.Argument(help="The folder that holds answers/, or answers/ itself.")],
    output: FormatOption = Format.TEXT,
) -> None:
    """Grade one trainee's answers for an exercise."""
    from pmkit.grading.assess import assess_folder
    from pmkit.grading.exercise import load_exercise
    from pmkit.grading.practice import show

    if not folder.is_dir():
        fail(f"{folder} is no folder; write the folder that holds answers/")
    inside = folder.resolve().parent if folder.name == "answers" and not (folder / "answers").exists() else folder
    try:
        result = assess_folder(exercise, inside)
    except LookupError as error:
        fail(str(error.args[0]))
    if output is Format.JSON:
        _print_json(result.as_data())
    else:
        typer.echo(show(load_exercise(exercise), result).text)
    raise typer.Exit(CLEAN if result.outcome == "met" else FINDINGS)


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


def _kind_of(path: str) -> str:
    """The kind of answer that a file's name tells: five_whys.toml, my-five-whys.toml."""
    name = Path(path).stem.replace("_", "-")
    kind = next((kind for kind in TOPICS if name.endswith(kind)), None)
    if kind is None:
        raise LookupError(f"{path}: its name does not tell what it holds; write --as {' or --as '.join(TOPICS)}")
    return kind


def _text_of(path: str) -> str:
    from pmkit.models import answer_file

    if path == "-":
        return sys.stdin.buffer.read(answer_file.MAX_BYTES + 1).decode("utf-8", "replace")
    try:
        return answer_file.read(Path(path))
    except answer_file.UnreadableError as error:
        raise AnswerError(path, [str(error)]) from None


def _message(path: str, error: Exception) -> str:
    if isinstance(error, FileNotFoundError):
        return f"{path} is not there; write the path of an answer file"
    return str(error.args[0]) if isinstance(error, LookupError) and error.args else str(error)


def _print_json(data: dict[str, Any]) -> None:
    typer.echo(json.dumps(data, ensure_ascii=False, indent=2))


def _print_findings(findings: list[Finding], texts: dict[str, str], checked: list[str]) -> None:
    console = Console(soft_wrap=True, highlight=False, markup=False, emoji=False)
    for one in findings:
        console.print(f"{one.path}:{one.line}:{one.column} {one.where}", style="bold")
        lines = texts[one.path].splitlines()
        if 0 < one.line <= len(lines):
            console.print(f"    {_printable(lines[one.line - 1])}")
        console.print(f"    {_printable(one.says)}  [{one.check}, {one.severity}]", style="yellow")
        console.print(f"    {one.why}\n    {one.instead}\n")
    files = "1 file" if len(checked) == 1 else f"{len(checked)} files"
    count = "1 finding" if len(findings) == 1 else f"{len(findings)} findings"
    console.print(f"{files} checked, {count}")


def _printable(text: str) -> str:
    """One line of somebody else's text, without the control characters that would steer a terminal."""
    return "".join(character if character.isprintable() else "�" for character in text[:500])
