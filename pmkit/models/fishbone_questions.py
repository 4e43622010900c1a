"""Questions that start the search on a bone of a fishbone, kept as data in questions/fishbone.toml."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from pmkit.models.data_file import data_file

ANY = "any"
"""The key of the questions for a category that has none of its own."""


def questions_for(category: str) -> list[str]:
    """What to ask on the bone called `category`, in whatever case.

    >>> questions_for("Tools")[0]
    'What did the tools show, hide or average away?'
    """
    known = questions()
    return known.get(category.strip().casefold(), known[ANY])


@cache
def questions() -> Mapping[str, list[str]]:
    """All questions by the lower-case name of a category, its other names among them, and those for any under ANY."""
    entries = data_file("models/questions/fishbone.toml").items()
    return MappingProxyType({name: [*entry["questions"]] for key, entry in entries for name in (key, *entry["also"])})
