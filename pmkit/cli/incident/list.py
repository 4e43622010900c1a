"""`pmkit incident list`: the stories there are."""

from pmkit.cli.parser import Options, Parser, add_format
from pmkit.cli.program import CLEAN, Format, print_json, say


def declare(parser: Parser) -> None:
    """What the command takes."""
    add_format(parser)


def run(options: Options) -> int:
    """List the stories there are."""
    from pmkit.models.data_file import data_file, data_files

    # The titles alone: the models of a story take longer to import than all that is shown here.
    files = [data_file(f"incidents/stories/{name}.toml") for name in data_files("incidents/stories")]
    stories: dict[str, str] = {one["slug"]: one["title"] for one in files}
    if options.format is Format.JSON:
        print_json({"stories": [{"story": slug, "title": title} for slug, title in stories.items()]})
        return CLEAN
    width = max(map(len, stories))
    for slug, title in stories.items():
        say(f"{slug:<{width}}  {title}")
    return CLEAN
