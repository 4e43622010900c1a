"""Lines that commit to nothing: questions in place of answers, lists of everything it may have been, hedges."""

import re
from itertools import pairwise

from pmkit.checks.text.lexicon import lexicon
from pmkit.checks.text.text import Text
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
    words = [token.word for token in line.tokens]
    following = {word for word, after in pairwise(words) if after[:1].isdigit()}  # "maybe 120 MB" rounds, no more
    if words.count("or") > MOST_ALTERNATIVES or "either" in words:
        return "either"
    hedges = sum(word in lexicon.english.hedges for word in words)
    strong = lexicon.english.strong_hedges - following
    return "hedged" if strong.intersection(words) or hedges > MOST_HEDGES else ""
