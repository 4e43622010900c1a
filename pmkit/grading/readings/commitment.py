"""Lines that commit to nothing: questions in place of answers, lists of everything it may have been, hedges."""

import re
from itertools import pairwise

from pmkit.checks.text.lexicon import lexicon
from pmkit.checks.text.text import Text, Token
from pmkit.grading.readings.reading import Doubt

MOST_ALTERNATIVES = 1
MOST_HEDGES = 1
_SENTENCE = re.compile(r"[^.?!;]+[.?!;]*")
_WORD = re.compile(r"\w")


def uncommitted(line: Text) -> Doubt:
    """In which way a line leaves open what happened; "" where it says it.

    A question that is answered in the same line is a way to tell.
    """
    sentences = [one for one in _SENTENCE.findall(line.text) if _WORD.search(one)]
    if sentences and all(one.rstrip().endswith("?") for one in sentences):
        return "asked"
    words = [token.word for token in line.tokens if not _is_month(line, token)]
    following = {word for word, after in pairwise(words) if after[:1].isdigit()}  # "maybe 120 MB" rounds, no more
    if words.count("or") > MOST_ALTERNATIVES or "either" in words:
        return "either"
    hedges = sum(word in lexicon.english.hedges for word in words)
    strong = lexicon.english.strong_hedges - following
    return "hedged" if strong.intersection(words) or hedges > MOST_HEDGES else ""


def _is_month(line: Text, token: Token) -> bool:
    """Whether a "may" is the month: a number stands beside it, "on 25 May", "May 2026"."""
    beside = line.text[max(0, token.start - 3) : token.start].strip() + line.text[token.end : token.end + 3].strip()
    return token.word == "may" and any(sign.isdigit() for sign in beside)
