"""Words of blame that do no harm: denied, ruled out, said back, supposed, or said of oneself."""

from itertools import pairwise

from pmkit.checks.facilitation.line import Line
from pmkit.checks.language.negation import about_words
from pmkit.checks.language.pattern import Span
from pmkit.checks.text.lexicon import lexicon

TOLD = (["you", "were", "told"], ["you", "were", "asked"])
MYSELF = frozenset({"i", "i've", "my"})
ME = frozenset({"me", "myself"})
NEAR = 2
"""How many words before a past that is judged its subject stands."""
FAR = 5
"""How many words before a past that is asked for its question word stands: "what the alarm could have said"."""
ASKING = frozenset({"what", "how"})
PRESENT = frozenset({"is", "it's", "seems"})
CLOSE = 4
"""How many words a refusal of a question reaches: "please don't ask why you did it"."""


def spares(line: Line, span: Span) -> bool:
    """Whether what a person is told at `span` is not dealt out there."""
    words, first = line.words, span.first
    if _about_words(line, first) or line.refused(first):
        return True
    if _clears(line, span) or _of_me(line, span) or _of_whom(line, span):
        return True
    if words[first] == "if" and _supposes(line, first):
        return True
    return any(framed.last < first for framed in line.framed) or words[first] in MYSELF


def spares_finding(line: Line, span: Span) -> bool:
    """The same of what is found in writing, where "we" is no accuser and silence no failing."""
    near = line.words[max(span.first - NEAR, 0) : span.first + 1]
    ours = not lexicon.facilitation.ours.isdisjoint(near) or _of_myself(line, span)
    return ours or line.words[span.first : span.first + 3] in TOLD or spares(line, span) or any(line.find("invites"))


def spares_question(line: Line, span: Span) -> bool:
    """Whether a question of why is not asked there: it is ruled out, or said back."""
    framed = any(one.last < span.first and line.words[one.first] != "i" for one in line.framed)
    if not lexicon.facilitation.seats.isdisjoint(line.words):
        return True
    return _about_words(line, span.first) or line.refused(span.first, CLOSE) or framed


def spares_judgement(line: Line, span: Span) -> bool:
    """Whether a charged word judges nobody: a hard night, one's own question, words that are kept out."""
    following = line.sentence.word(span.last + 1)
    occasions = lexicon.facilitation.occasions
    if line.words[span.last] in lexicon.facilitation.degrees and following.isalpha():
        return True
    asked = "ask" in line.words[max(span.first - 3, 0) : span.first]
    return (
        asked
        or _of_myself(line, span)
        or spares(line, span)
        or following in occasions
        or line.words[span.last] in occasions
    )


def spares_past(line: Line, span: Span) -> bool:
    """Whether "had" opens a question, or what would have been is asked: "What would have helped you?"."""
    first = line.words[span.first]
    if not ASKING.isdisjoint(line.words[max(span.first - FAR, 0) : span.first]):
        return True
    if first in lexicon.facilitation.nobodies or "same" in line.words[span.first :]:
        return True
    if first in PRESENT and "was" not in line.words:
        return True
    if first == "had" and (line.marked or span.first not in line.openings):
        return True
    words = line.words[span.first : span.last + 1]
    if "a" in words[:-1] or (words[-1] == "been" and line.sentence.word(span.last + 1) == "."):
        return True
    return _of_myself(line, span) or (first == "would" and line.marked and line.opens_with_story) or spares(line, span)


def spares_curt(line: Line, span: Span) -> bool:
    """Whether somebody is told that it is not so, or an idea is kept: "no hurry", "if you see a fix, I'll park it"."""
    denied = any(
        line.words[index] in lexicon.facilitation.without and line.words[index + 1] != ","
        for index in range(max(span.first - NEAR - 1, 0), span.first)
    )
    if not lexicon.facilitation.ruled_out.isdisjoint(line.words[span.first : span.last + FAR]):
        return True
    return denied or ("if" in line.words[: span.first] and any(line.find("parks-fix")))


def _about_words(line: Line, first: int) -> bool:
    """Whether the sentence is about wording or rules; what stands behind its "but", or a new clause, is not."""
    words = line.words
    for index in range(first):
        if words[index] == "but" or (words[index] == "," and words[index + 1] in lexicon.facilitation.restarts):
            return False
    return about_words(line.sentence)


def _clears(line: Line, span: Span) -> bool:
    """As in "nobody ignored anything", "no one of you broke it"."""
    words = line.words[max(span.first - 2, 0) : span.last + 1]
    lists = lexicon.facilitation
    return not lists.nobodies.isdisjoint(words[: NEAR + 2]) and not lists.failing.isdisjoint(words)


def _supposes(line: Line, first: int) -> bool:
    """Whether "if" asks for no other past: "it looks as if you had a choice", "if any of you had been swapped"."""
    of = line.sentence.word(first + 2) == "of"
    return of or line.sentence.word(first - 1) == "as" or lexicon.facilitation.results.isdisjoint(line.words)


def _of_whom(line: Line, span: Span) -> bool:
    """Whether "who" tells which person is meant, or an error is where the talk goes on."""
    words, first = line.words, span.first
    told = words[first] == "who" and line.sentence.word(first - 1) in lexicon.facilitation.told_apart
    return told or (words[first : first + 3] == ["human", "error", "is"])


def _of_me(line: Line, span: Span) -> bool:
    """Whether the facilitator takes the blame: "that's on me"."""
    near = line.words[max(span.last - 1, 0) : span.last + 2]
    return any(one == "on" and other in ME for one, other in pairwise(near))


def _of_myself(line: Line, span: Span) -> bool:
    """Whether the facilitator's own act is judged: "I should have said that at the beginning"."""
    before = line.words[max(span.first - NEAR, 0) : span.first]
    return not MYSELF.isdisjoint(before) and "you" not in before and "if" not in before
