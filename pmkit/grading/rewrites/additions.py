"""Words that a rewrite adds: neither its story nor plain report has them; they may tell what somebody thinks of it."""

import re
from difflib import get_close_matches
from functools import lru_cache

from pmkit.checks.text.lexicon import lexicon, table, words_called
from pmkit.checks.text.text import Text, is_absence, read
from pmkit.grading.rewrites.strangers import Known
from pmkit.models.story.statement import Statement

SHORTEST = 3
SHORTEST_MISSPELT, ALIKE = 5, 0.84
"""From this length, and this ratio of equal letters on, a word is a known one that is misspelt."""
_PARTS = re.compile(r"[/'’-]")


def added(text: Text, statements: tuple[Statement, ...], known: Known) -> tuple[str, ...]:
    """The words of a rewrite that nobody in the story uses and no plain report needs, each once."""
    words = _words_of(statements, known)
    small = lexicon.english.function | lexicon.english.absence | lexicon.five_whys.light
    found = []
    for token in text.tokens:
        if token.word in small or is_absence(token.word) or any(sign.isdigit() for sign in token.word):
            continue
        pieces = [piece for piece in _PARTS.split(token.word) if len(piece) >= SHORTEST and piece not in small]
        if token.stem not in words and not all(_is_known(piece, words) for piece in pieces):
            found.append(text.text[token.start : token.end])
    return tuple(dict.fromkeys(found))


def _is_known(piece: str, words: frozenset[str]) -> bool:
    stem = read(piece).stems[0]
    if stem in words:
        return True
    return len(piece) >= SHORTEST_MISSPELT and bool(get_close_matches(stem, words, 1, ALIKE))


@lru_cache(maxsize=16)
def _words_of(statements: tuple[Statement, ...], known: Known) -> frozenset[str]:
    """Stems of everything that is said in the story, of its facts and statements, and of plain report."""
    facts = [fact for statement in statements for fact in statement.facts]
    told = [known.words, *(statement.sample for statement in statements)]
    told += [part for fact in facts for part in (fact.says, *fact.wordings, *fact.denials, *fact.examples)]
    told += [actor for statement in statements for actor in statement.actors]
    told += [_unmarked(statement) for statement in statements]
    told += [phrase for group in table("concepts")["groups"] for phrase in group]
    listed = [lexicon.plain.words, *(words_called("english", name) for name in ("verbs", "imperatives", "systemic"))]
    stems = {stem for part in told for stem in read(part).stems}
    return frozenset(stems | {stem for words in listed for word in words for stem in read(word).stems})


def _unmarked(statement: Statement) -> str:
    """A statement without the words in it that judge."""
    text = statement.text
    for mark in statement.marks:
        text = text.replace(mark.quote, " ")
    return text
