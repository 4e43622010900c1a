"""Whether words tell what happened, or explain what may be: most open amounts are fine in an explanation."""

from pmkit.checks.language.pattern import CLAUSE_SIGNS, Span
from pmkit.checks.text.lexicon import lexicon
from pmkit.checks.text.sentence import Sentence

REACH = 8
LONGEST_COMPLAINT = 12
"""Words of a sentence that may be the whole of a message."""


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
    return complains(sentence) or _under_impact(sentence) or told_of_the_past(sentence, span)


def _under_impact(sentence: Sentence) -> bool:
    """As in "Impact: user services down a while": behind that label, or one sentence on, it tells what befell."""
    labels = [one for one in (sentence, sentence.before) if one is not None]
    labelled = any("impact" in one.words[:3] and ":" in one.words[:4] for one in labels)
    return labelled or "impact" in sentence.heading.split()


def told_of_the_past(sentence: Sentence, span: Span) -> bool:
    """Whether a form of the past, or what befalls something now, stands near the words."""
    words = sentence.words
    for index in window(sentence, span):
        word, before = words[index], sentence.word(index - 1)
        if word in lexicon.vague.told or (word in lexicon.vague.negated and sentence.word(index + 1) == "not"):
            return True
        if word.endswith("ed") and len(word) > len("used") and before not in lexicon.vague.modified:
            return True
        if word in lexicon.vague.being and not lexicon.vague.slow.isdisjoint(words[index + 1 : index + 4]):
            return True
        if before in lexicon.vague.being and (word.endswith("ing") or word in lexicon.vague.befell):
            return True
    return False


def supposed(sentence: Sentence, span: Span) -> bool:
    """Whether a word of an explanation or a supposition stands before the words, or shortly behind."""
    suppositions, words = lexicon.vague.supposed, sentence.words
    if "to" in words[max(0, span.first - 3) : span.first]:
        return True
    for index in range(max(0, span.first - 2 * REACH), min(span.last + 5, len(words))):
        if words[index] == "may" and sentence.word(index - 1)[:1].isdigit():
            continue  # "on 2 May"
        if words[index] in suppositions and sentence.word(index + 1) != "have":
            inside = span.first <= index <= span.last
            if not inside and not (index > span.last and words[index] in {"if", "how"}):
                return True
    return False


def complains(sentence: Sentence) -> bool:
    """Whether a short sentence of a chat or a ticket stands in the present: "Outlook is sometimes not reachable".

    Under a heading, in a document, the present explains; in a sentence by itself it tells what is so now.
    """
    if sentence.heading:
        return False
    return len(sentence.words) <= LONGEST_COMPLAINT and sentence.before is None and sentence.after is None
