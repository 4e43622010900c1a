"""Claims about impact, time, action or actor that cannot be checked."""

import re
from collections.abc import Callable, Iterator

from pmkit.checks.language.negation import about_words
from pmkit.checks.language.pattern import CLAUSE_SIGNS, Span
from pmkit.checks.language.telling import REACH, supposed, told, told_of_the_past, window
from pmkit.checks.language.words import find
from pmkit.checks.text.lexicon import lexicon
from pmkit.checks.text.sentence import Sentence

LONGEST_OF = 7
"""How many words may say what is to be improved: "improve the monitoring of the queue"."""
SHORT = 7
"""Below this a sentence may tell without a verb: "Major outage of the portal"."""
CLOCK = re.compile(r"(?:[01]?\d|2[0-3])\.[0-5]\d").fullmatch
"""A time of day at the head of a line of a log: "9.05 Search degraded"."""
UNITS = frozenset("%°€$£")
LONGEST_CELL = 4
"""Below this a sentence is taken for a cell of a table."""


def vague(sentence: Sentence) -> Iterator[Span]:
    """Every vague amount, time, action and actor; one with a figure near it is none."""
    if about_words(sentence) or sentence.words[-1] in {"?", ":"}:
        return
    for name, (reach, counts) in GROUPS.items():
        if name in IMPACT and _unknown(sentence):
            continue
        for span in find("vague", name, sentence):
            if name in NAMED and (_named_behind(sentence, span) or _of_nobody(sentence, span)):
                continue
            if name == "times" and sentence.word(span.first - 1) in {"in", "within"}:
                continue  # "three incidents in one day" says how many in how long
            if not (reach and _has_figure(sentence, span, reach)) and (counts is None or counts(sentence, span)):
                yield span


def _of_nobody(sentence: Sentence, span: Span) -> bool:
    """As in "No users reported issues"."""
    return not lexicon.blame.nobody.isdisjoint(sentence.words[max(0, span.first - 2) : span.first])


def _named_behind(sentence: Sentence, span: Span) -> bool:
    """As in "some services, such as search and checkout", "a few nodes (a-1, a-4)": what is meant is named."""
    words = sentence.words
    for position in range(span.last + 1, min(span.last + 4, len(words))):
        word, following = words[position], sentence.word(position + 1)
        if word in lexicon.guards.naming or [word, following] in (["for", "example"], ["such", "as"]):
            return True
        if word in {"(", ":"} and following[:1].isalnum():
            return True
    return False


def _degree(sentence: Sentence, span: Span) -> bool:
    return _of_a_measure(sentence, span) and told(sentence, span)


def _hour(sentence: Sentence, span: Span) -> bool:
    """As in "at around 10 the site was slow"; not "about 10 hosts", "around 10 %", "about 10:20"."""
    before, after = sentence.word(span.first - 1), sentence.word(span.last + 1)
    rest = sentence.source[sentence.ends[span.last] - sentence.offset :].lstrip()[:1]
    if rest in UNITS or not (before in lexicon.vague.before_hours and after in lexicon.vague.behind_hours):
        return False
    return len(sentence.words) <= LONGEST_CELL or told(sentence, span)


def _effect(sentence: Sentence, span: Span) -> bool:
    return told(sentence, span) or (len(sentence.words) <= SHORT and not supposed(sentence, span))


def _changed(sentence: Sentence, span: Span) -> bool:
    """As in "Packet loss increased in the morning"; not where it is said why, or how far."""
    return not supposed(sentence, span) and sentence.found.isdisjoint(lexicon.guards.reasons_and_ends)


def _blur(sentence: Sentence, span: Span) -> bool:
    return not supposed(sentence, span)


def _action(sentence: Sentence, span: Span) -> bool:
    return _ends(sentence, span) and _planned(sentence, span)


def _promise(sentence: Sentence, span: Span) -> bool:
    """As in "Never again."; not "the alert fires once and then never again"."""
    return sentence.words[span.first] != "never" or not sentence.word(span.first - 1).isalpha()


def _actor(sentence: Sentence, span: Span) -> bool:
    actor = next(
        (
            one
            for one in range(span.first, max(span.first - REACH, -1), -1)
            if sentence.words[one] in lexicon.vague.anybody
        ),
        span.first,
    )
    return sentence.word(actor - 1) not in lexicon.vague.beside_actors and not supposed(sentence, span)


def _befell(sentence: Sentence, span: Span) -> bool:
    """Whether something befell those of whom the number is left open."""
    befell, inside = lexicon.vague.befell, sentence.words[span.first : span.last + 1]
    if inside[0] in lexicon.vague.occasional and told(sentence, span):
        return True
    if sentence.word(span.last + 1) in befell and sentence.word(span.last + 2) in CLAUSE_SIGNS | {"", ","}:
        return not supposed(sentence, span)  # "Many files gone."
    near = any(sentence.words[index] in befell for index in window(sentence, span) if index != span.last)
    if not lexicon.vague.served.isdisjoint(inside):
        if supposed(sentence, span):
            return False
        bare = len(sentence.words) <= SHORT and sentence.words[-1] != "."  # "so many alerts"
        return near or told_of_the_past(sentence, span) or (bare and told(sentence, span))
    if inside[-1] in befell and lexicon.vague.mended.isdisjoint(sentence.words[max(0, span.first - 3) : span.first]):
        near = True
    return near and told(sentence, span)


def _of_a_measure(sentence: Sentence, span: Span) -> bool:
    """Whether what is said to be more or slow can be measured: "latency was much higher"."""
    before = sentence.words[max(0, span.first - REACH) : span.last + 1]
    return not lexicon.vague.measured.isdisjoint([word.removesuffix("'s") for word in before])


def _ends(sentence: Sentence, span: Span) -> bool:
    """Whether nothing follows that says what is to be done: "improve the monitoring" alone."""
    if not lexicon.vague.needed.isdisjoint(sentence.words[span.last + 1 :]):
        return True
    ends = CLAUSE_SIGNS | lexicon.vague.clause_ends
    for index in range(span.last, min(span.last + LONGEST_OF, len(sentence.words))):
        following = sentence.word(index + 1)
        if not following or following in ends or following in lexicon.vague.left_open:
            return True
        if index == span.last and following not in lexicon.vague.behind_plans:
            return sentence.words[span.last] in ends
    return False


def _planned(sentence: Sentence, span: Span) -> bool:
    """Whether the words are an action: they open a clause, or a plan stands beside them."""
    before = sentence.word(span.first - 1)
    first = sentence.words[span.first]
    opens = (not before or before in CLAUSE_SIGNS or before == "-") and first not in lexicon.vague.done
    beside = sentence.words[max(0, span.first - REACH) : span.last + REACH]
    return opens or not lexicon.vague.planned.isdisjoint(beside)


def _has_figure(sentence: Sentence, span: Span, reach: int) -> bool:
    """Whether a number that is no clock time, date or version stands near, within the clause."""
    words, first, last = sentence.words, span.first, span.last
    while first > 0 and span.first - first < reach and words[first - 1] not in {";", "?", "!"}:
        first -= 1
    while last + 1 < len(words) and last - span.last < reach and words[last + 1] not in {";", "?", "!"}:
        last += 1
    return any(_is_figure(sentence, index) for index in range(first, last + 1))


def _is_figure(sentence: Sentence, index: int) -> bool:
    word = sentence.words[index]
    if _is_duration(sentence, index) or (index == 0 and CLOCK(word) and sentence.word(1).isalpha()):
        return False
    if word in lexicon.vague.numbers:
        return True
    if not word[:1].isdigit() or sentence.word(index + 1) == ":" or sentence.word(index - 1) == ":":
        return False
    following, before = sentence.word(index + 1), sentence.word(index - 1)
    if following in lexicon.vague.of_status and len(word) == len("503") and word[0] in "45":
        return False
    start = sentence.starts[index] - sentence.offset
    if before in lexicon.guards.references or sentence.source[max(0, start - 1) : start] in {"#", "-", "_"}:
        return False
    return (
        word.count(".") < 2
        and "-" not in word
        and following not in lexicon.vague.dates
        and before not in lexicon.vague.dates
    )


def _is_duration(sentence: Sentence, index: int) -> bool:
    """As in "some customers could not log in for 20 minutes": that says how long, and not how many or how much."""
    before = sentence.word(index - 1)
    if before in lexicon.vague.roughly:
        before = sentence.word(index - 2)
    return sentence.word(index + 1) in lexicon.vague.spans and before in lexicon.vague.before_spans


def _unknown(sentence: Sentence) -> bool:
    """As in "We do not know yet how many users …" says plainly what is not known."""
    words = sentence.found
    return bool(words & {"unknown", "unclear", "know"}) and bool(words & lexicon.vague.unknown)


NAMED = frozenset({"amounts", "actors"})
"""Groups whose words name nothing by themselves, and may name it right behind."""
IMPACT = frozenset({"amounts", "crowds", "degrees", "effects", "blurs", "times", "hours"})
# Each group of phrases: how near a figure makes one checkable (0: none does), and when it counts (None: always).
GROUPS: dict[str, tuple[int, Callable[[Sentence, Span], bool] | None]] = {
    "amounts": (REACH, _befell),
    "crowds": (REACH, told),
    "degrees": (REACH, _degree),
    "effects": (REACH, _effect),
    "changes": (2 * REACH, _changed),
    "blurs": (REACH, _blur),
    "times": (2, told),
    "hours": (0, _hour),
    "actions": (REACH, _action),
    "promises": (REACH, _promise),
    "actors": (0, _actor),
}
