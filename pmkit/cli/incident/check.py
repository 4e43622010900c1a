"""`pmkit incident check`: whether the causes of a story lie far enough apart, and its levers are whole."""

from pmkit.cli.parser import Options, Parser, add_format
from pmkit.cli.program import CLEAN, FINDINGS, Format, fail, print_json, say


def declare(parser: Parser) -> None:
    """What the command takes."""
    parser.arguments.add_argument("story", metavar="STORY", help="The story, as pmkit incident list names it.")
    add_format(parser)


def run(options: Options) -> int:
    """Say which causes of a story lie too near, which lines are read as something else, which levers are not whole.

    Each example of a cause is read as if the story did not have it. The levers of a story, by which action items are
    tried in a replay, must refer to what is there. Exit code 1 where there is such a pair, line or lever.
    """
    from pmkit.grading.readings.apart import examine_story
    from pmkit.incidents.replay.levers import lever_problems
    from pmkit.incidents.story import load_story, tell
    from pmkit.incidents.wording import StoryError
    from pmkit.models.answer_error import AnswerError

    try:
        apart = examine_story(load_story(options.story))
        levers = lever_problems(tell(options.story))
    except LookupError as error:
        fail(str(error.args[0]))
    except (AnswerError, StoryError) as error:
        fail(str(error))
    if options.format is Format.JSON:
        print_json({"story": options.story} | apart.as_data() | {"levers": levers})
    else:
        say("\n".join([*apart.as_lines(), *levers]))
    return CLEAN if apart.is_clear and not levers else FINDINGS
