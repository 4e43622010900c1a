"""`pmkit incident list`: the stories there are."""

from pmkit.cli.parser import Options, Parser, add_format
from pmkit.cli.program import CLEAN, Format, print_json, say


def declare(parser: Parser) -> None:
    """What the command takes."""
    add_format(parser)


def run(options: Options) -> int:
    """List the stories there are."""
    from pmkit.incidents.story import load_story, story_names

    stories = [load_story(name) for name in story_names()]
    if options.format is Format.JSON:
        print_json({"stories": [{"story": one.slug, "title": one.title} for one in stories]})
        return CLEAN
    width = max(len(one.slug) for one in stories)
    for one in stories:
        say(f"{one.slug:<{width}}  {one.title}")
    return CLEAN
