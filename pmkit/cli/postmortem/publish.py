"""`pmkit postmortem publish`: a postmortem as a page that is complete in one file."""

from collections import Counter
from enum import StrEnum
from pathlib import Path

from pmkit.cli.parser import Options, Parser, listed, one_of
from pmkit.cli.postmortem.file import read_postmortem
from pmkit.cli.program import CLEAN, fail, say


class Edition(StrEnum):
    """Who may read it."""

    INTERNAL = "internal"
    PUBLIC = "public"


MOST_SHOWN = 8
PLURALS = {"address": "addresses"}


def declare(parser: Parser) -> None:
    """What the command takes."""
    parser.arguments.add_argument("file", type=Path, metavar="FILE", help="A postmortem: Markdown.")
    add = parser.options.add_argument
    add("-o", "--output", type=Path, metavar="PAGE", help="The page to write; FILE with the ending .html without it.")
    add(
        "--edition",
        type=one_of(Edition),
        default=Edition.INTERNAL,
        metavar=listed(Edition),
        help="public: without people's names, internal hosts and links; says what it took out.",
    )
    add("--person", action="append", default=[], metavar="NAME", help="public: one more name to take out.")
    add("--keep-host", action="append", default=[], metavar="HOST", help="public: a host whose name and links stay.")


def run(options: Options) -> int:
    """Write a postmortem as one self-contained page, to read, to print, or to publish.

    The public edition says on standard output what it took out; read it before you publish: what a name is can be
    told by rules only in part.
    """
    from pmkit.models import answer_file
    from pmkit.render.postmortem_page import page

    postmortem = read_postmortem(options.file)
    target: Path = options.output or options.file.with_suffix(".html")
    if target.suffix.lower() not in {".html", ".htm"}:
        fail(f"{target}: a page ends in .html; write -o page.html")
    lines = []
    if options.edition is Edition.PUBLIC:
        from pmkit.checks.postmortem.public_edition import public_edition

        postmortem, removed = public_edition(postmortem, options.person, options.keep_host)
        lines = _told([(one.what, one.words, one.line) for one in removed])
    try:
        answer_file.write(target, page(postmortem, edition=options.edition.value))
    except OSError as error:
        fail(f"{target}: cannot be written ({error.strerror}); write the path of a file in a folder that is there")
    say("\n".join([f"{target}", *lines]))
    return CLEAN


def _told(removed: list[tuple[str, str, int]]) -> list[str]:
    """What was taken out, by sort; secrets are counted and not shown."""
    from pmkit.render.findings.terminal import printable

    if not removed:
        return ["Nothing was taken out. Read it before you publish it."]
    lines = [f"Taken out ({len(removed)}); read the page before you publish it:"]
    for what, number in Counter(what for what, _, _ in removed).items():
        words = list(dict.fromkeys(f"{words} (line {line})" for sort, words, line in removed if sort == what))
        shown = "" if what == "secret" else ": " + ", ".join(words[:MOST_SHOWN])
        more = f" and {len(words) - MOST_SHOWN} more" if len(words) > MOST_SHOWN and shown else ""
        name = what if number == 1 else PLURALS.get(what, f"{what}s")
        lines.append(printable(f"  {number} {name}{shown}{more}", most=600))
    return lines
