"""Claims about impact, time, action or actor that cannot be checked."""

from collections.abc import Iterator

from pmkit.checks.language_negation import about_words
from pmkit.checks.language_pattern import CLAUSE_SIGNS, Span
from pmkit.checks.language_words import find, lists_of
from pmkit.checks.sentence import Sentence

REACH = 8
LONGEST_OF = 7
"""How many words may say what is to be improved: "improve the monitoring of the queue"."""
SHORT = 7
"""Below this a sentence may tell without a verb: "Major outage of the portal"."""
CLAUSE_ENDS = CLAUSE_SIGNS | {",", "and", "or", "but", "so"}
BEING = frozenset("is are be being been was were am".split())
MODIFIED = frozenset("a an the by to be is are being of for with as no any not in or can may".split())
"""Behind these a word in "ed" is no verb of a telling: "the affected users", "is used"."""
ASIDE = frozenset("as before what where which how whoever so whom unless in like because".split())
NEGATED = frozenset({"could", "do", "does", "has", "have"})
MENDED = frozenset("fix fixed fixes solve solved solves correct address addressed resolve resolves related up on of".split())
DONE = frozenset({"improved", "enhanced"})
NEEDED = frozenset({"needed", "required"})
LEFT_OPEN = frozenset("will should must shall is are was were soon eventually somewhat further overall generally again everywhere too".split())
NUMBERS = frozenset(
    "two three four five six seven eight nine ten twelve twenty thirty forty fifty half percent".split()
)
MONTHS = frozenset(
    "january february march april may june july august september october november december jan feb mar apr jun jul "
    "aug sep sept oct nov dec utc cet cest gmt bst am pm release version build".split()
)


def vague(sentence: Sentence) -> Iterator[Span]:
    """Every vague amount, time, action and actor; an amount with a figure near it is none."""
    if about_words(sentence) or sentence.words[-1] == "?":
        return
    if not _unknown(sentence):
        yield from _impact(sentence)
        for span in find("vague", "times", sentence):
            if not _has_figure(sentence, span, reach=2) and _told(sentence, span):
                yield span
    for span in find("vague", "actions", sentence):
        if not _has_figure(sentence, span) and _ends(sentence, span) and _planned(sentence, span):
            yield span
    for span in find("vague", "promises", sentence):
        if not _has_figure(sentence, span):
            yield span
    for span in find("vague", "actors", sentence):
        if sentence.word(span.first - 1) not in {"if", "when", "that", "until"} | ASIDE and not _supposed(sentence, span):
            yield span


def _impact(sentence: Sentence) -> Iterator[Span]:
    """How many and how much, where something happened and no figure says it."""
    for span in find("vague", "amounts", sentence):
        if not _has_figure(sentence, span) and _befell(sentence, span):
            yield span
    for span in find("vague", "degrees", sentence):
        if not _has_figure(sentence, span) and _of_a_measure(sentence, span) and _told(sentence, span):
            yield span
    for span in find("vague", "effects", sentence):
        short = len(sentence.words) <= SHORT and not _supposed(sentence, span)
        if not _has_figure(sentence, span) and (short or _told(sentence, span)):
            yield span
    for span in find("vague", "blurs", sentence):
        if not _has_figure(sentence, span) and not _supposed(sentence, span):
            yield span


def _window(sentence: Sentence, span: Span, reach: int = REACH) -> range:
    """The places near some words, up to the signs of other clauses."""
    words, first, last = sentence.words, span.first, span.last
    while first > 0 and span.first - first < reach and words[first - 1] not in CLAUSE_SIGNS:
        first -= 1
    while last + 1 < len(words) and last - span.last < reach and words[last + 1] not in CLAUSE_SIGNS:
        last += 1
    return range(first, last + 1)


def _befell(sentence: Sentence, span: Span) -> bool:
    """Whether something befell those of whom the number is left open."""
    befell, inside = lists_of("vague", "befell"), sentence.words[span.first : span.last + 1]
    near = any(sentence.words[index] in befell for index in _window(sentence, span) if index != span.last)
    if not lists_of("vague", "served").isdisjoint(inside):
        return _told(sentence, span) or (near and not _supposed(sentence, span))
    if inside[-1] in befell and MENDED.isdisjoint(sentence.words[max(0, span.first - 3) : span.first]):
        near = True
    return near and _told(sentence, span)


def _told(sentence: Sentence, span: Span) -> bool:
    """Whether the words stand in the telling of what happened, not in an explanation of what may be."""
    if _supposed(sentence, span):
        return False
    words = sentence.words
    for index in _window(sentence, span):
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


def _supposed(sentence: Sentence, span: Span) -> bool:
    """Whether a word of an explanation or a supposition stands before the words, or shortly behind."""
    supposed, words = lists_of("vague", "supposed"), sentence.words
    if "to" in words[max(0, span.first - 3) : span.first]:
        return True
    for index in range(max(0, span.first - 2 * REACH), min(span.last + 5, len(words))):
        if words[index] in supposed and sentence.word(index + 1) != "have":
            inside = span.first <= index <= span.last
            if not inside and not (index > span.last and words[index] in {"if", "how"}):
                return True
    return False


def _of_a_measure(sentence: Sentence, span: Span) -> bool:
    """Whether what is said to be more or slow can be measured: "latency was much higher"."""
    before = sentence.words[max(0, span.first - REACH) : span.last + 1]
    return not lists_of("vague", "measured").isdisjoint(before)


def _ends(sentence: Sentence, span: Span) -> bool:
    """Whether nothing follows that says what is to be done: "improve the monitoring." """
    if not NEEDED.isdisjoint(sentence.words[span.last + 1 :]):
        return True
    for index in range(span.last, min(span.last + LONGEST_OF, len(sentence.words))):
        following = sentence.word(index + 1)
        if not following or following in CLAUSE_ENDS or following in LEFT_OPEN:
            return True
        if index == span.last and following not in {"between", "of", "for", "in", "on", "where", "around"}:
            return sentence.words[span.last] in CLAUSE_ENDS
    return False


def _planned(sentence: Sentence, span: Span) -> bool:
    """Whether the words are an action: they open a clause, or a plan stands beside them."""
    before = sentence.word(span.first - 1)
    opens = (not before or before in CLAUSE_SIGNS or before == "-") and sentence.words[span.first] not in DONE
    return opens or not lists_of("vague", "planned").isdisjoint(sentence.words[max(0, span.first - REACH) : span.last + REACH])


def _has_figure(sentence: Sentence, span: Span, reach: int = REACH) -> bool:
    """Whether a number that is no clock time, date or version stands near, within the clause."""
    words, first, last = sentence.words, span.first, span.last
    while first > 0 and span.first - first < reach and words[first - 1] not in {";", "?", "!"}:
        first -= 1
    while last + 1 < len(words) and last - span.last < reach and words[last + 1] not in {";", "?", "!"}:
        last += 1
    return any(_is_figure(sentence, index) for index in range(first, last + 1))


def _is_figure(sentence: Sentence, index: int) -> bool:
    word = sentence.words[index]
    if word in NUMBERS:
        return True
    if not word[:1].isdigit() or sentence.word(index + 1) == ":" or sentence.word(index - 1) == ":":
        return False
    following = sentence.word(index + 1)
    return (
        word.count(".") < 2 and "-" not in word and following not in MONTHS and sentence.word(index - 1) not in MONTHS
    )


def _unknown(sentence: Sentence) -> bool:
    """As in "We do not know yet how many users …" says plainly what is not known."""
    words = sentence.found
    return bool(words & {"unknown", "unclear", "know"}) and bool(words & {"not", "don't", "unknown", "unclear", "yet"})
