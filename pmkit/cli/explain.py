"""`pmkit explain`: list the checks or explain one, from the records themselves."""

from difflib import get_close_matches
from enum import StrEnum
from typing import Annotated

import typer

from pmkit.checks import CHECKS, Check
from pmkit.cli.program import fail, look, print_json
from pmkit.render.findings import check_pages


class Format(StrEnum):
    """How checks are explained."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"


def explain(
    check_id: Annotated[
        str | None, typer.Argument(metavar="[CHECK-ID]", help="A check (five-whys/restated) or a topic (five-whys).")
    ] = None,
    output: Annotated[Format, typer.Option("--format", help="How to print the explanation.")] = Format.TEXT,
) -> None:
    """List the checks, or explain one: what it says, why, what to ask, examples, source."""
    chosen = _chosen(check_id)
    match output:
        case Format.JSON:
            print_json({"checks": [check_pages.as_data(one) for one in chosen]})
        case Format.MARKDOWN:
            typer.echo(check_pages.markdown(chosen), nl=False)
        case Format.TEXT if check_id in {one.id for one in CHECKS}:
            typer.echo(check_pages.page(chosen[0], look()), nl=False)
        case Format.TEXT:
            typer.echo(check_pages.listing(chosen, look()), nl=False)


def _chosen(name: str | None) -> list[Check]:
    chosen = [one for one in CHECKS if name is None or name.rstrip("/") in (one.id, one.topic)]
    if not chosen:
        near = get_close_matches(str(name), [one.id for one in CHECKS], n=1)
        fail(f"no check is called {name!r}; {f'write {near[0]}' if near else 'run pmkit explain for the list'}")
    return chosen
