"""Machines, versions and addresses in a text: names that can be looked up."""

import re
from collections.abc import Iterable

NAME = re.compile(
    r"(?<![\w@./-])(?:[a-z][a-z0-9]{0,30}(?:-[a-z0-9]{1,30}){0,4}-\d{1,6}|v\d{1,6}(?:\.\d{1,6}){1,4}"
    r"|(?:[a-z0-9-]{1,60}\.){1,6}example)(?![\w-])"
)


def names_in(texts: Iterable[str]) -> frozenset[str]:
    """Every machine, version and address that stands in texts, in lower case."""
    return frozenset(match[0].casefold() for text in texts for match in NAME.finditer(text))
