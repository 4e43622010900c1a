"""A person as the cause, and one cause for everything."""

from collections.abc import Iterator

from pmkit.checks.language_negation import about_words, denied, denied_after
from pmkit.checks.language_pattern import CLAUSE_SIGNS, Span
from pmkit.checks.language_words import find, word_set
from pmkit.checks.people import is_owner, is_person, is_pronoun
from pmkit.checks.sentence import Sentence

ALONE = frozenset({"single", "one", "sole", "only", "unique"})
POINTING = frozenset("this that these whatever some any no good another one which same".split())
REACH = 9
"""How far behind a cause label its name is looked for, in words."""
ERRORS = frozenset("mistake mistakes error errors oversight failure failures fault slip misjudgement action".split())
TECHNICAL = frozenset(
    "rate rates budget page probability probabilities field fields code codes column category categories model "
    "handling "
    "message messages class count log logs string phrase label type types count page pages".split()
)
JUST = frozenset({"just", "merely", "only", "simply", "purely"})
OPENERS = frozenset(
    {"", ":", ";", "-", "–", "—", ",", "(", ".", "it's", "that's", "its", "because", "all", "due", "caused"}
)
SUBJECTS = frozenset(
    "it this that all cause reason problem issue outage incident fault trigger everything which thing".split()
)
RELATIVE = frozenset({"that", "which", "to", "is", "are", "can", "per", "at", "may", "will"})
SUBJECT = 8
"""How many words before "was just a …" the subject is looked for."""
SMALL = frozenset("a an the our their his her its simply just only again once more mainly mostly probably".split())


def person_as_cause(sentence: Sentence) -> Iterator[Span]:
    """Every place at which a person or a human quality is named as the cause."""
    if about_words(sentence):
        return
    for span in find("causes", "person_phrases", sentence):
        if denied(sentence, span.first) or denied_after(sentence, span.last) or _technical(sentence, span.last + 1):
            continue
        yield span
    for span in find("causes", "cause_label", sentence):
        if sentence.word(span.first - 1) in POINTING:
            continue  # "For this reason, we …"
        found = None if denied(sentence, span.first) else _human(sentence, span.last + 1, _is_label(sentence, span))
        if found:
            yield found
    for span in find("causes", "cause_after", sentence):
        found = _quality_before(sentence, span.first)
        if found and not denied(sentence, found.first):
            yield found
    if (
        sentence.heading.endswith(("cause", "causes"))
        and "-" not in sentence.heading
        and not sentence.found & {"was", "were", "is", "had", "did"}
    ):
        found = _human(sentence, 0, label=True)
        # Only a name stands there, no statement: "Root cause" above "An inexperienced engineer".
        after = sentence.word(found.last + 1) if found else ""
        if found and (not after or after in CLAUSE_SIGNS or after in {"on", "of", "in", "at"}):
            yield found


def _technical(sentence: Sentence, index: int) -> bool:
    """As in "The human error probability", "operator error 17", "the only reason field"."""
    return sentence.word(index) in TECHNICAL or sentence.word(index)[:1].isdigit()


def _is_label(sentence: Sentence, span: Span) -> bool:
    words = sentence.words[span.first : span.last + 1]
    return bool({"cause", "reason", "rca", "causes", "culprit", "originated", "originates"} & set(words))


def _human(sentence: Sentence, index: int, label: bool) -> Span | None:
    """The person or quality that a cause label names; a bare person counts behind a label only."""
    qualities, lacked = word_set("causes", "qualities"), word_set("causes", "qualities_lacked")
    lacking = word_set("causes", "lacking")
    head = True
    for position in range(index, min(index + REACH, len(sentence.words))):
        word = sentence.words[position]
        if word in {".", ";", "?", "!", ")"} or word in {"not", "which", "because", "so", "when", "after"}:
            return None
        if word == "," and sentence.word(position + 1) in {"and", "but", "so"}:
            return None
        if word in qualities or (word in lacked and sentence.found & lacking):
            return _around(sentence, index, position)
        if is_pronoun(word) and sentence.word(position + 1).isalpha():
            head = False  # "the reason was that we had two hosts"
        if label and head and is_person(sentence, position):
            return _around(sentence, index, position)
        if label and word in ERRORS and sentence.word(position + 1) in {"of", "by", "from", "on"}:
            around = _around(sentence, index, position)
            if around.last > position:
                return around
        head = (
            head
            and (word in SMALL or word.isalpha())
            and word
            not in {"of", "in", "on", "at", "for", "to", "by", "that", "with", "from", "was", "is", "between", "among"}
        )
        if word in word_set("causes", "adjectives") and any(
            is_person(sentence, one) for one in range(position + 1, min(position + 4, len(sentence.words)))
        ):
            return _around(sentence, index, position + 1)
        if label and is_owner(sentence, position) and sentence.word(position + 1) in qualities | ERRORS:
            return _around(sentence, index, position + 1)
    return None


def _around(sentence: Sentence, first: int, position: int) -> Span:
    """The name of the cause with the person behind it: "lack of attention of the on-call"."""
    last = position
    if sentence.word(last + 1) in {"of", "by", "on", "in", "among", "from", "who"}:
        for after in range(last + 2, min(last + 6, len(sentence.words))):
            if sentence.words[after] in CLAUSE_SIGNS:
                break
            if is_person(sentence, after) or is_owner(sentence, after) or sentence.word(last + 1) == "who":
                last = after
                break
    return Span(first, max(last, first))


def _quality_before(sentence: Sentence, index: int) -> Span | None:
    """As in "Poor discipline among the developers was the cause": the quality in the subject."""
    qualities = word_set("causes", "qualities")
    for position in range(index - 1, max(index - REACH, -1), -1):
        word = sentence.words[position]
        if word in CLAUSE_SIGNS:
            return None
        if word in qualities:
            first = position
            while (
                first > 0
                and position - first < 3
                and sentence.words[first - 1] in (word_set("causes", "lacking") | {"of", "the"})
            ):
                first -= 1
            return Span(first, index - 1)
    return Span(index - 1, index) if index and is_person(sentence, index - 1) else None


def single_cause(sentence: Sentence) -> Iterator[Span]:
    """Every claim that one cause explains all."""
    if about_words(sentence):
        return
    refused = word_set("causes", "single_not")
    for span in find("causes", "single", sentence):
        before = sentence.words[max(0, span.first - 2) : span.first]
        inside = sentence.words[span.first : span.last + 1]
        if (
            not refused & set(before)
            and "not" not in inside
            and not {"no", "neither"}
            & set(inside[:-1])
            & {inside[index] for index, one in enumerate(inside[1:]) if one in ALONE}
            and "than" not in before
            and _says_all(sentence, span)
            and not (_technical(sentence, span.last + 1) or TECHNICAL & set(inside[-1:]))
        ):
            yield span


def _says_all(sentence: Sentence, span: Span) -> bool:
    """Whether "just a …" says what it all was: it opens a clause, or stands behind "it was", "the cause is"."""
    start = next((index for index in range(span.first, span.last + 1) if sentence.words[index] in JUST), None)
    first = span.first - 1 if start is None else start - 1
    if start is None and sentence.word(first) not in JUST:
        return True
    if start is None:
        first -= 1
    elif sentence.word(start + 1) not in {"a", "an", "one", "the"}:
        return True
    before = sentence.word(first)
    if before in OPENERS:
        return sentence.word(span.last + 1) not in RELATIVE
    if before in {"was", "were", "is", "are", "been"}:
        subjects = sentence.words[max(0, first - SUBJECT) : first]
        return not SUBJECTS.isdisjoint(subjects)
    return start is not None and start > span.first + 1
