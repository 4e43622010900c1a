"""`pmkit assess`: what a trainee's answers earn, or those of a class."""

from enum import StrEnum
from pathlib import Path

from pmkit.cli.parser import Options, Parser, add_format
from pmkit.cli.program import BAD_INPUT, CLEAN, FINDINGS, fail, print_json, say


class Format(StrEnum):
    """How results are printed."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"


def declare(parser: Parser) -> None:
    """What the command takes."""
    add = parser.arguments.add_argument
    add("exercise", metavar="EXERCISE", help="The exercise, such as five-whys.")
    add(
        "folders",
        type=Path,
        nargs="+",
        metavar="FOLDER",
        help="The folder that holds answers/, or answers/ itself; a folder of trainees, or their folders, for a class.",
    )
    add_format(parser, Format)
    add = parser.options.add_argument
    add("--readings", action="store_true", help="Show how each line was read.")
    add("--student", metavar="ID", help="Who hands it in; in submitted/ID/EXERCISE the path says it.")


def run(options: Options) -> int:
    """Grade a trainee's answers for an exercise, or those of a class.

    Exit code 0: passed. 1: not passed, not begun, or for an instructor to decide. 2: something could not be read.
    """
    from pmkit.grading.exercise import load_exercise
    from pmkit.grading.handed_in.of_class import class_folders

    for folder in options.folders:
        if not folder.is_dir():
            fail(f"{folder} is no folder; write the folder that holds answers/")
    try:
        rubric = load_exercise(options.exercise)
    except LookupError as error:
        fail(str(error.args[0]))
    first: Path = options.folders[0]
    if len(options.folders) > 1 or options.format is Format.CSV or class_folders(rubric, first):
        from pmkit.cli.assess_class import assess_class, folders_of_class

        return assess_class(rubric, folders_of_class(rubric, options.folders) or [first], options.format)
    return _assess(options, first)


def _assess(options: Options, folder: Path) -> int:
    from pmkit.grading.assess import assess_folder
    from pmkit.grading.exercise import load_exercise
    from pmkit.grading.handed_in.of_class import student_of
    from pmkit.grading.practice.exercise import in_words, is_passed
    from pmkit.models.answer import AnswerError

    inside = folder.resolve().parent if folder.name == "answers" and not (folder / "answers").exists() else folder
    try:
        result = assess_folder(options.exercise, inside, options.student or student_of(options.exercise, inside))
    except LookupError as error:
        fail(str(error.args[0]))
    except AnswerError as error:  # the rubric or the story, not the trainee's answer
        fail(str(error))
    rubric = load_exercise(options.exercise)
    if options.format is Format.JSON:
        print_json(result.as_data())
    else:
        say(in_words(rubric, result, readings=options.readings))
    return BAD_INPUT if result.unread else CLEAN if is_passed(rubric, result) else FINDINGS
