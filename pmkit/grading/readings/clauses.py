"""Lines of two clauses that say a cause in neither: "A panel shows each model, and nobody had it open"."""

import re

from pmkit.checks.text.concepts import concepts
from pmkit.checks.text.lexicon import lexicon
from pmkit.checks.text.text import Text, is_absence, is_statement, read
from pmkit.checks.text.wording import ABSENT, says
from pmkit.grading.readings.meaning import Meaning

ENOUGH = 2
"""So many concepts of a meaning make a clause about what it says is missing."""
_JOINT = re.compile(r",\s+(?:and|but|while|whereas)\s", re.IGNORECASE)


def says_it_in_no_clause(line: Text, meaning: Meaning) -> bool:
    """Whether what a meaning misses is said to be there, or the word of absence is in another clause than it.

    A line that tells of it by one clause alone is silent, as is one without a comma and a conjunction.
    """
    clauses = [read(clause) for clause in _JOINT.split(line.text)]
    if len(clauses) == 1 or any(_tells(clause, meaning) for clause in clauses):
        return False
    across = any(says(line, wording) for wording in meaning.wordings if ABSENT[0] in wording)
    return across or (meaning.is_absence and is_statement(clauses[0]) and not lacks(clauses[0]))


def lacks(text: Text) -> bool:
    """Whether a text has a word of absence or want."""
    lacking = lexicon.english.lacking
    return any(is_absence(token.word) or token.word in lacking or token.word.startswith("un") for token in text.tokens)


def _tells(clause: Text, meaning: Meaning) -> bool:
    """Whether a clause alone says a meaning: in its words, or as something missing that it is about."""
    if any(says(clause, wording) for wording in meaning.wordings):
        return True
    return meaning.is_absence and lacks(clause) and len(concepts(clause) & meaning.said) >= ENOUGH
