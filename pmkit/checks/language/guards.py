"""What looks like a fault and is none: what runs out, what is done on purpose, what might have come, what is so."""

from pmkit.checks.language.pattern import CLAUSE_SIGNS, Span
from pmkit.checks.text.lexicon import lexicon
from pmkit.checks.text.people import is_owner, is_person
from pmkit.checks.text.sentence import Sentence

NEAR = 6
"""Among how many words a person, a harm or a purpose is looked for."""


def is_human(sentence: Sentence, index: int) -> bool:
    """Whether a quality is one of people here: not "pool exhaustion", "alert fatigue"."""
    if sentence.word(index - 1) in lexicon.guards.worn_things:
        return False
    return sentence.words[index] not in lexicon.guards.of_things_too or of_a_person(sentence, index)


def of_a_person(sentence: Sentence, index: int) -> bool:
    """Whether a quality that things have too is one of a person: "exhaustion of the on-call", "the clerk's haste"."""
    words = sentence.words
    first = index
    while first > 0 and index - first < NEAR and words[first - 1] not in CLAUSE_SIGNS | lexicon.guards.links:
        first -= 1
    last = index
    while last + 1 < len(words) and last - index < NEAR and words[last + 1] not in CLAUSE_SIGNS:
        last += 1
    return any(is_person(sentence, one) or is_owner(sentence, one) for one in range(first, last + 1))


def on_purpose(sentence: Sentence, index: int) -> bool:
    """Whether an act is told with its purpose, or as a decision: "took the site down to protect the data"."""
    words = sentence.words
    for position in range(index + 1, min(index + 2 * NEAR, len(words))):
        word = words[position]
        if word in CLAUSE_SIGNS:
            return False
        if word == "to" and sentence.word(position + 1) in lexicon.guards.purposes:
            return True
        if word in {"so", "temporarily"} or (word == "in" and sentence.word(position + 1) == "order"):
            return True
    return False


def looks_back(sentence: Sentence, span: Span) -> bool:
    """Whether words that are also said of now stand in a telling of the past, or tell it themselves."""
    if lexicon.guards.of_now_too.isdisjoint(sentence.words[span.first : span.last + 1]):
        return True
    words = sentence.words
    told = any(is_past(word) and sentence.word(at - 1) not in lexicon.vague.modified for at, word in enumerate(words))
    return told or not lexicon.guards.past.isdisjoint(words[span.first : span.last + 1])


def of_now(sentence: Sentence, span: Span) -> bool:
    """As in "which is obviously no key", "obviously that's not ideal": a remark on what is so."""
    if sentence.words[span.first] not in lexicon.guards.remarks:
        return False
    return not lexicon.guards.being_now.isdisjoint(sentence.words[max(0, span.first - 1) : span.first + 3])


def is_past(word: str) -> bool:
    """Whether a word is a verb of the past, as far as its form tells."""
    return word in lexicon.vague.told - lexicon.guards.present_too or (
        word.endswith("ed") and len(word) > len("used") and word not in lexicon.guards.no_verbs
    )


def asks_of_ourselves(sentence: Sentence) -> bool:
    """As in "What did we not anticipate?", "What we missed": a heading of a review, or a question of it."""
    words = sentence.words
    return (
        words[0] in lexicon.guards.asking
        and not lexicon.guards.ourselves.isdisjoint(words)
        and (words[-1] in {"?", ":"} or words[-1] not in {".", "!"})
    )


def might_have_come(sentence: Sentence, end: int) -> bool:
    """As in "it could have caused a longer outage", "would have meant an hour of downtime": harm that did not come."""
    words = sentence.words
    return words[end] in lexicon.guards.brings and not lexicon.guards.harms.isdisjoint(words[end + 1 : end + 1 + NEAR])


def only_suspected(sentence: Sentence, index: int) -> bool:
    """As in "We assumed user error at the time": a cause that was supposed, and no more."""
    return not lexicon.guards.suspected.isdisjoint(sentence.words[max(0, index - NEAR) : index])
