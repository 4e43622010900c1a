"""Words of blame that do no harm: denied, ruled out, said back, supposed, or said of oneself."""

from collections.abc import Sequence
from itertools import pairwise

from pmkit.checks.facilitation.line import Line
from pmkit.checks.language.negation import about_words
from pmkit.checks.language.pattern import Span
from pmkit.checks.text.lexicon import lexicon
from pmkit.checks.text.people import is_pronoun, people_in

TOLD = (["you", "were", "told"], ["you", "were", "asked"])
MYSELF = frozenset({"i", "i've", "my"})
ME = frozenset({"me", "myself"})
NEAR = 2
"""How many words before a past that is judged its subject stands."""
FAR = 5
"""How many words before a past that is asked for its question word stands: "what the alarm could have said"."""
ASKING = frozenset({"what", "how"})
PRESENT = frozenset({"is", "it's", "seems"})
HURRY = 5
"""How many words before a hurry stands what denies it: "I would like us not to jump to solutions"."""
JOINS = frozenset({"and", "or"})
AHEAD = 3
"""In so many sentences from one that stops somebody the word is handed on."""
CLOSE = 4
"""How many words a refusal of a question reaches: "please don't ask why you did it"."""


def spares(line: Line, span: Span) -> bool:
    """Whether what a person is told at `span` is not dealt out there."""
    words, first = line.words, span.first
    if _about_words(line, first) or line.refused(first):
        return True
    if _clears(line, span) or _of_me(line, span) or _of_whom(line, span) or _is_duty(line, span) or _weighs(line, span):
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
    asked = "ask" in line.words[max(span.first - 3, 0) : span.first] or _feels_with(line, span)
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


def spares_hurry(line: Line, span: Span) -> bool:
    """Whether nobody is hurried: "let's not jump to solutions yet", "let's hear from Noa next", "what came next"."""
    words, first, lists = line.words, span.first, lexicon.facilitation
    before = line.sentence.word(first - 1)
    if words[first] == "next" and before.isalnum() and before not in lists.fillers | lists.addressed:
        return True
    if words[first] not in lists.hurrying:
        return False
    for index in range(first - 1, max(first - HURRY, 0) - 1, -1):
        if words[index] in lists.clause_ends - JOINS:
            return False
        if words[index] in lists.denying:  # "why don't we skip it" and "can't we just fix it" deny nothing
            return index not in line.openings and line.sentence.word(index - 1) not in lists.whys
        if words[index] in {"than", "of"} and words[index - 1] in {"rather", "instead"}:
            return True
    return False


def hands_over(lines: Sequence[Line], number: int, span: Span) -> bool:
    """Whether who is stopped at `span` is stopped for somebody else, or for a place where their idea is kept."""
    stopped = lines[number].words[: span.first + 1]
    for line in lines[number : number + AHEAD]:
        first = span.last if line is lines[number] else -1
        if any(found.first > first for found in line.find("parks-fix")):
            return True
        asks = line.marked or any(line.find("invites"))
        others = (index for index in people_in(line.sentence) if index > first)
        if asks and any(line.words[index] not in stopped and not is_pronoun(line.words[index]) for index in others):
            return True
    return False


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


def _is_duty(line: Line, span: Span) -> bool:
    """Whether a standing duty is named, and no guilt: "you carry responsibility for all teams"."""
    words, lists = line.words, lexicon.facilitation
    if words[span.first] == "take" or lists.duties.isdisjoint(words[span.first : span.last + 1]):
        return False
    near = [index for index in range(span.first, min(span.last + 2, len(words))) if words[index] == "for"]
    if not near:
        return False
    end = next((index for index in range(near[0], len(words)) if not words[index][0].isalnum()), len(words))
    about = words[near[0] + 1 : end]
    return bool(about) and about[-1] not in lists.mishaps and lists.relatives.isdisjoint(about)


def _weighs(line: Line, span: Span) -> bool:
    """Whether something weighs on somebody who is comforted for it: "this sits with you, and I am sorry"."""
    lists = lexicon.facilitation
    after = line.words[span.last : span.last + CLOSE + NEAR]
    return line.words[span.first] in lists.staying and not lists.consoling.isdisjoint(after)


def _feels_with(line: Line, span: Span) -> bool:
    """Whether a hard word says how something was for somebody: "you must have felt awful", "that sounds awful"."""
    words, first, lists = line.words, span.last, lexicon.facilitation
    if words[first] not in lists.hardships:
        return False
    near = words[max(first - FAR, 0) : first]
    follows = line.sentence.word(first + 1)
    ends = not follows[:1].isalnum() or follows in {"for", "to"}
    felt = not lists.feelings.isdisjoint(near[-CLOSE:]) and "should" not in near
    return felt or (ends and near[:1] != ["your"] and not lists.sounding.isdisjoint(near[-2:]) and _is_plain(near))


def _is_plain(near: Sequence[str]) -> bool:
    return not {"that", "it", "this"}.isdisjoint(near)


def _of_me(line: Line, span: Span) -> bool:
    """Whether the facilitator takes the blame: "that's on me"."""
    near = line.words[max(span.last - 1, 0) : span.last + 2]
    return any(one == "on" and other in ME for one, other in pairwise(near))


def _of_myself(line: Line, span: Span) -> bool:
    """Whether the facilitator's own act is judged: "I should have said that at the beginning"."""
    before = line.words[max(span.first - NEAR, 0) : span.first]
    return not MYSELF.isdisjoint(before) and "you" not in before and "if" not in before
