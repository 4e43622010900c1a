"""What people call the parts of a postmortem: words of headings, fields and columns to the keys that the kit uses."""

import re
import unicodedata
from functools import cache
from typing import Literal, get_args

from pmkit.models.data_file import data_file

SectionKey = Literal[
    "summary",
    "impact",
    "timeline",
    "root_cause",
    "factors",
    "resolution",
    "went_well",
    "improve",
    "actions",
    "lessons",
    "references",
]
SECTIONS: tuple[SectionKey, ...] = get_args(SectionKey)
"""The sections of the module's template, in its order."""
LONGEST = 80
MOST_WORDS = 6
ZONE = 4
"""Letters of the name of a zone: "Timeline (CEST)"."""
FEWEST = 4
"""Sections of the template by which a document is told to be a postmortem."""
TELLING = frozenset(("timeline", "root_cause", "factors"))
_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+([^\n]{1,80})$", re.MULTILINE)
_WORDS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


@cache
def _keys(table: str) -> dict[str, str]:
    return {
        alias: key for key, aliases in data_file("models/postmortem/aliases.toml")[table].items() for alias in aliases
    }


def plain(words: str) -> str:
    """The letters of a heading: no signs, numbers or emphasis.

    >>> plain("3. **What went well:** 🎉")
    'what went well'
    """
    text = unicodedata.normalize("NFKC", words[: 2 * LONGEST])
    return " ".join(_WORDS.findall(text.replace("’", "'"))).casefold()


def section_of(heading: str) -> str:
    """The key of the section that a heading names; empty for one that the template does not have.

    >>> section_of("## Lessons learnt"), section_of("TL;DR"), section_of("Weather")
    ('lessons', 'summary', '')
    """
    said = plain(heading)
    keys = _keys("sections")
    return keys.get(said) or keys.get(said.removeprefix("the ")) or _with_more(said, keys)


def _with_more(said: str, keys: dict[str, str]) -> str:
    """The section of "timeline all times are utc" or "summary of what happened": an alias, and a few more words."""
    words = said.split()
    joining = data_file("models/postmortem/aliases.toml")["joining"]["words"]
    for length in range(min(len(words) - 1, MOST_WORDS), 0, -1):
        start, rest = " ".join(words[:length]), words[length:]
        is_short = len(rest) <= MOST_WORDS and (rest[0] in joining or all(len(word) <= ZONE for word in rest))
        if start in keys and is_short:
            return keys[start]
    return ""


def field_of(name: str) -> str:
    """The key of the field that a label names: "Incident date" is date; empty for one that is not known."""
    return _keys("fields").get(plain(name), "")


def column_of(head: str) -> str:
    """The key of the column that a head of a table of actions names; empty for one that is not known."""
    return _keys("columns").get(plain(head), "")


def title_of(key: str) -> str:
    """How the template heads a section: "Executive Summary" for summary."""
    title: str = data_file("models/postmortem/aliases.toml")["titles"]["template"][key]
    return title


def may_be_postmortem(text: str) -> bool:
    r"""Whether a document has sections of a postmortem, four or more, one of which tells how it came about.

    >>> may_be_postmortem("# Summary\n# Impact\n# Timeline\n# Action items\n"), may_be_postmortem("# Summary\n")
    (True, False)
    """
    found: set[str] = set()
    for match in _HEADING.finditer(text):
        key = section_of(match[1])
        if key:
            found.add(key)
        if len(found) >= FEWEST and found & TELLING:
            return True
    return False
