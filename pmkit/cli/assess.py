"""`pmkit assess`: what one trainee's answers earn."""

from pathlib import Path

from pmkit.cli.parser import Options, Parser, add_format
from pmkit.cli.program import BAD_INPUT, CLEAN, FINDINGS, Format, fail, print_json, say


def declare(parser: Parser) -> None:
    """What the command takes."""
    add = parser.arguments.add_argument
    add("exercise", metavar="EXERCISE", help="The exercise, such as five-whys.")
    add("folder", type=Path, metavar="FOLDER", help="The folder that holds answers/, or answers/ itself.")
    add_format(parser)
    parser.options.add_argument("--readings", action="store_true", help="Show how each line was read.")


def run(options: Options) -> int:
    """Grade one trainee's answers for an exercise.

    Exit code 0: passed. 1: not passed, not begun, or for an instructor to decide. 2: something could not be read.
    """
    from pmkit.grading.assess import assess_folder
    from pmkit.models.answer import AnswerError

    folder: Path = options.folder
    if not folder.is_dir():
        fail(f"{folder} is no folder; write the folder that holds answers/")
    inside = folder.resolve().parent if folder.name == "answers" and not (folder / "answers").exists() else folder
    try:
        result = assess_folder(options.exercise, inside)
    except LookupError as error:
        fail(str(error.args[0]))
    except AnswerError as error:  # the rubric or the story, not the trainee's answer
        fail(str(error))
    from pmkit.grading.exercise import load_exercise
    from pmkit.grading.practice.exercise import in_words, is_passed

    rubric = load_exercise(options.exercise)
    if options.format is Format.JSON:
        print_json(result.as_data())
    else:
        say(in_words(rubric, result, readings=options.readings))
    return BAD_INPUT if result.unread else CLEAN if is_passed(rubric, result) else FINDINGS
