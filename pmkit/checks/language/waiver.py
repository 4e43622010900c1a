"""Waivers that silence nothing, for want of a reason or of a check with that name: said out loud, not passed over."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pmkit.checks.check import Match
from pmkit.checks.document.waivers import OPENING, comments_of
from pmkit.models.words.shortened import shortened

if TYPE_CHECKING:
    from pmkit.checks.language.reading import Prose

LONGEST_QUOTE = 80


def mistaken_waivers(prose: Prose) -> Iterator[Match]:
    """Every comment addressed to pmkit that waives nothing; those in code are examples and left alone."""
    text = prose.document.text
    for comment in comments_of(text) if OPENING in text else ():
        if not comment.in_code and not (len(comment.words) >= 2 and _is_check(comment.words[0])):
            whole = " ".join(text[comment.start : comment.end].split())
            quote = shortened(whole, LONGEST_QUOTE)
            yield Match((), comment.start, comment.end, quote)


def _is_check(name: str) -> bool:
    from pmkit.checks.language import checks as language

    if any(name == check.id for check in language.CHECKS):
        return True
    from pmkit.checks.catalogue import CHECKS  # 150 ms, and only for a waiver of a check of no prose

    return any(name == check.id for check in CHECKS)
