"""`pmkit incident check`: whether the causes of a story lie far enough apart."""

from pmkit.cli.parser import Options, Parser, add_format
from pmkit.cli.program import CLEAN, FINDINGS, Format, fail, print_json, say


def declare(parser: Parser) -> None:
    """What the command takes."""
    parser.arguments.add_argument("story", metavar="STORY", help="The story, as pmkit incident list names it.")
    add_format(parser)


def run(options: Options) -> int:
    """Say which causes of a story lie too near to be told apart, and which lines are read as something else.

    Each example of a cause is read as if the story did not have it. Exit code 1 where there is such a pair or line.
    """
    from pmkit.grading.readings.apart import examine_story
    from pmkit.incidents.story import load_story

    try:
        apart = examine_story(load_story(options.story))
    except LookupError as error:
        fail(str(error.args[0]))
    if options.format is Format.JSON:
        print_json({"story": options.story} | apart.as_data())
    else:
        say("\n".join(apart.as_lines()))
    return CLEAN if apart.is_clear else FINDINGS
