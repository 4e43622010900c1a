"""Whether words tell what happened, or explain what may be: most open amounts are fine in an explanation."""

from pmkit.checks.language.pattern import CLAUSE_SIGNS, Span
from pmkit.checks.language.words import lists_of
from pmkit.checks.text.sentence import Sentence

REACH = 8
BEING = frozenset("is are be being been was were am".split())
MODIFIED = frozenset("a an the by to be is are being of for with as no any not in or can may".split())
"""Behind these a word in "ed" is no verb of a telling: "the affected users", "is used"."""
NEGATED = frozenset({"could", "do", "does", "has", "have"})


def window(sentence: Sentence, span: Span, reach: int = REACH) -> range:
    """The places near some words, up to the signs of other clauses."""
    words, first, last = sentence.words, span.first, span.last
    while first > 0 and span.first - first < reach and words[first - 1] not in CLAUSE_SIGNS:
        first -= 1
    while last + 1 < len(words) and last - span.last < reach and words[last + 1] not in CLAUSE_SIGNS:
        last += 1
    return range(first, last + 1)


def told(sentence: Sentence, span: Span) -> bool:
    """Whether the words stand in the telling of what happened, not in an explanation of what may be."""
    if supposed(sentence, span):
        return False
    words = sentence.words
    for index in window(sentence, span):
        word, before = words[index], sentence.word(index - 1)
        if word in lists_of("vague", "told") or (word in NEGATED and sentence.word(index + 1) == "not"):
            return True
        if word.endswith("ed") and len(word) > len("used") and before not in MODIFIED:
            return True
        if word in BEING and not lists_of("vague", "slow").isdisjoint(words[index + 1 : index + 4]):
            return True
        if before in BEING and (word.endswith("ing") or word in lists_of("vague", "befell")):
            return True
    return False


def supposed(sentence: Sentence, span: Span) -> bool:
    """Whether a word of an explanation or a supposition stands before the words, or shortly behind."""
    suppositions, words = lists_of("vague", "supposed"), sentence.words
    if "to" in words[max(0, span.first - 3) : span.first]:
        return True
    for index in range(max(0, span.first - 2 * REACH), min(span.last + 5, len(words))):
        if words[index] in suppositions and sentence.word(index + 1) != "have":
            inside = span.first <= index <= span.last
            if not inside and not (index > span.last and words[index] in {"if", "how"}):
                return True
    return False
