"""`pmkit explain`: list the checks or explain one, from the records themselves."""

from enum import StrEnum
from typing import TYPE_CHECKING, Any

from pmkit.cli.parser import Options, Parser, add_format
from pmkit.cli.program import CLEAN, fail, look, print_json, say
from pmkit.cli.unknown_check import no_such_check

if TYPE_CHECKING:
    from pmkit.checks import Check


class Format(StrEnum):
    """How checks are explained."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"


def declare(parser: Parser) -> None:
    """What the command takes."""
    parser.arguments.add_argument(
        "check", nargs="?", metavar="CHECK-ID", help="A check (five-whys/restated) or a topic (five-whys)."
    )
    add_format(parser, Format, "the explanation")


def run(options: Options) -> int:
    """List the checks, or explain one: what it says, why, what to ask, examples, source."""
    from pmkit.render.findings import check_pages

    chosen = _chosen(options.check)
    match options.format:
        case Format.JSON:
            print_json({"checks": [check_pages.as_data(one) for one in chosen]})
        case Format.MARKDOWN:
            say(check_pages.markdown(chosen), end="")
        case Format.TEXT if options.check == chosen[0].id:
            say(check_pages.page(chosen[0], look()), end="")
        case Format.TEXT:
            say(check_pages.listing(chosen, look()), end="")
    return CLEAN


def _chosen(name: str | None) -> "list[Check[Any]]":
    from pmkit.checks import CHECKS

    chosen = [one for one in CHECKS if name is None or name.rstrip("/") in (one.id, one.topic)]
    if not chosen:
        fail(no_such_check(str(name), [one.id for one in CHECKS]))
    return chosen
