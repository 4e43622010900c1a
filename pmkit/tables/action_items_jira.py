"""Action items as a CSV that Jira's importer takes: one row a ticket, dates as yyyy-MM-dd."""

import csv
import io
import re
import unicodedata
from collections.abc import Iterable
from urllib.parse import quote

from pmkit.models.action_item import ActionItem, Priority
from pmkit.models.words.shortened import shortened
from pmkit.tables.spreadsheet import inert
from pmkit.tables.tracked import Tracked

COLUMNS = ("Summary", "Description", "Issue Type", "Priority", "Labels", "Due date", "Assignee")
DATE_PATTERN = "yyyy-MM-dd"
"""What the importer is to be told about the dates."""
PRIORITIES: dict[Priority, str] = {"P1": "High", "P2": "Medium", "P3": "Low"}
ISSUE_TYPE, LABEL = "Task", "postmortem"
LONGEST_SUMMARY = 255
"""Jira refuses a longer one, and one with a line end."""
_MEANT = re.compile(r"([\\{}\[\]!|*^~])")
"""Signs of Jira's own markup that could call people, show pictures or hide text."""
_LINK = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")


def to_jira(found: Iterable[Tracked], base: str = "") -> str:
    """RFC 4180 text with the heads COLUMNS; an apostrophe before a cell keeps a spreadsheet from running it."""
    target = io.StringIO(newline="")
    writer = csv.writer(target)
    writer.writerow(COLUMNS)
    writer.writerows([inert(cell) for cell in _cells(one.item, base)] for one in found)
    return target.getvalue()


def _cells(item: ActionItem, base: str) -> tuple[str, ...]:
    summary = one_line(item.text)
    return (
        shortened(summary, LONGEST_SUMMARY),
        _description(item, summary, base),
        ISSUE_TYPE,
        PRIORITIES[item.priority] if item.priority else "",
        LABEL,
        item.due.isoformat() if item.due else "",
        one_line(item.owner).lstrip("@"),
    )


def _description(item: ActionItem, summary: str, base: str) -> str:
    """What else is known of an item, a line each; the link to the postmortem stands last."""
    said = {
        "Action": item.text if len(summary) > LONGEST_SUMMARY else "",
        "Problem": item.problem,
        "Done when": item.success,
        "Ticket": item.ticket,
    }
    lines = [f"{name}: {_as_text(one_line(words))}" for name, words in said.items() if words]
    link = link_to(item, base)
    return "\n".join([*lines, *([f"Postmortem: {link}"] if link else [])])


def _as_text(words: str) -> str:
    return _MEANT.sub(r"\\\1", words)


def link_to(item: ActionItem, base: str) -> str:
    """Where the postmortem of an item is found, in one word; its path stands behind `base`, an address does not."""
    words = one_line(item.postmortem or "")
    if base and words and not _LINK.match(words):
        words = f"{base.rstrip('/')}/{words.removeprefix('./').lstrip('/')}"
    return quote(words, safe=":/?#@!$&'()*+,;=%-._~")


def one_line(text: str) -> str:
    r"""A text as one line without controls.

    >>> one_line(" Add\n a\x00 test ")
    'Add a test'
    """
    return " ".join("".join(" " if _is_none(sign) else sign for sign in text).split())


def _is_none(sign: str) -> bool:
    """Whether a sign is no character of a text: a control, half a character, one that Unicode has set aside."""
    set_aside = 0xFDD0 <= ord(sign) <= 0xFDEF or ord(sign) & 0xFFFE == 0xFFFE
    return set_aside or unicodedata.category(sign) in {"Cc", "Cs", "Zl", "Zp"}
