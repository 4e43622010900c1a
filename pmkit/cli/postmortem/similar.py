"""`pmkit postmortem similar`: what looks as if it has happened before."""

from pathlib import Path

from pmkit.cli.parser import Options, Parser, add_format
from pmkit.cli.postmortem.file import postmortems_in, read_postmortem
from pmkit.cli.program import CLEAN, Format, print_json, say


def declare(parser: Parser) -> None:
    """What the command takes."""
    parser.arguments.add_argument("file", type=Path, metavar="FILE", help="The postmortem at hand: Markdown.")
    parser.arguments.add_argument(
        "library",
        type=Path,
        nargs="+",
        metavar="LIBRARY",
        help="Postmortems to compare with: files, folders.",
    )
    add_format(parser)


def run(options: Options) -> int:
    """List the postmortems that are like one, with the sentences that are alike."""
    from pmkit.checks.postmortem.similar import similar
    from pmkit.render.findings.terminal import printable

    mine = read_postmortem(options.file)
    others = list(postmortems_in(options.library, options.file))
    found = similar(mine, others)
    if options.format is Format.JSON:
        told = [one._asdict() | {"pairs": [pair._asdict() for pair in one.pairs]} for one in found]
        print_json({"similar": told, "compared": len(others)})
        return CLEAN
    for one in found:
        say(printable(f"{one.likeness:.2f}  {one.name}  {one.title}", most=300))
        for pair in one.pairs:
            say(printable(f"      here:  {pair.mine}", most=300))
            say(printable(f"      there: {pair.theirs}", most=300) + "\n")
    compared = "1 postmortem was" if len(others) == 1 else f"{len(others)} postmortems were"
    say(f"{compared} compared; {'none is' if not found else f'{len(found)} are' if len(found) > 1 else '1 is'} alike.")
    return CLEAN
