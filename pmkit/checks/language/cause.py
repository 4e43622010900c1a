"""A person as the cause, and one cause for everything."""

from collections.abc import Iterator

from pmkit.checks.document.whys import LAST_WHY
from pmkit.checks.language.blame import blame
from pmkit.checks.language.frames_of_cause.frames import framed, person_at
from pmkit.checks.language.frames_of_cause.totality import totality
from pmkit.checks.language.guards import is_human, only_suspected
from pmkit.checks.language.negation import about_words, denied, denied_after
from pmkit.checks.language.pattern import CLAUSE_SIGNS, Span, modifies
from pmkit.checks.language.words import find
from pmkit.checks.text.conduct import conduct
from pmkit.checks.text.lexicon import lexicon
from pmkit.checks.text.machines import machines_in
from pmkit.checks.text.people import is_owner, is_person, is_pronoun
from pmkit.checks.text.sentence import Sentence

REASONS = frozenset({"cause", "reason"})
REACH = 9
"""How far behind a cause label its name is looked for, in words."""
SHORT_QUESTION = 5
"""Words, its sign among them, of a question that only announces what follows."""
SUBJECT = 8
"""How many words before "was just a …" the subject is looked for."""


def person_as_cause(sentence: Sentence) -> Iterator[Span]:
    """Every place at which a person or a human quality is named as the cause."""
    machines: frozenset[str] | None = None
    for span in _named(sentence):
        if machines is None:
            machines = sentence.systems | machines_in(" ".join(sentence.words))
        words = sentence.words[span.first : span.last + 1]
        # A program has errors and failures; fatigue and negligence are a person's in any text.
        if machines.isdisjoint(words) or not lexicon.causes.errednoun.isdisjoint(words):
            yield span


def _named(sentence: Sentence) -> Iterator[Span]:
    if about_words(sentence):
        return
    for span in find("causes", "person_phrases", sentence):
        if not (_refused(sentence, span) or _technical(sentence, span.last + 1)):
            yield span
    for span in find("causes", "cause_label", sentence):
        # "For this reason, we …" names no cause.
        if not denied(sentence, span.first) and sentence.word(span.first - 1) not in lexicon.causes.pointing:
            yield from _human(sentence, span.last + 1, _is_label(sentence, span))
            yield from _act_of_nobody_named(sentence, span)
    for span in find("causes", "cause_after", sentence):
        found = _quality_before(sentence, span.first)
        if found and not denied(sentence, found.first):
            yield found
    yield from framed(sentence)
    yield from _below_heading(sentence)
    yield from _behind_question(sentence)
    if sentence.heading == LAST_WHY and "?" not in sentence.found:
        yield from blame(sentence)
        if found := conduct(sentence):
            yield found


def _act_of_nobody_named(sentence: Sentence, span: Span) -> Iterator[Span]:
    """As in "Root cause: forgot to save": what only people do, and no word for who did it."""
    verb = span.last + 1
    people_do = lexicon.blame.verbs - lexicon.blame.of_things_too
    if sentence.words[span.last] == ":" and sentence.word(verb) in people_do and _is_label(sentence, span):
        yield Span(verb, min(verb + 2, len(sentence.words) - 1))


def _refused(sentence: Sentence, span: Span) -> bool:
    """Whether a cause is denied, or was only supposed."""
    return denied(sentence, span.first) or denied_after(sentence, span.last) or only_suspected(sentence, span.first)


def _below_heading(sentence: Sentence) -> Iterator[Span]:
    """Only a name stands there, no statement: "Root cause" above "An inexperienced engineer"."""
    if {"cause", "causes"}.isdisjoint(sentence.heading.split()) or _has_verb(sentence):
        return
    for found in _human(sentence, 0, label=True):
        after = sentence.word(found.last + 1)
        if not after or after in CLAUSE_SIGNS or after in lexicon.causes.behind_bare_names:
            yield found


def _behind_question(sentence: Sentence) -> Iterator[Span]:
    """As in "The cause? An intern with root.": the sentence before asks for the cause, and this one is the answer."""
    if asked_for_cause(sentence):
        yield from _human(sentence, 0, label=True)
    before, after = sentence.before, sentence.after
    asked = before is not None and before.words[0] == "why" and before.words[-1] == "?"
    # A chain of whys goes on behind its first answers; the last one is where it stops.
    if asked and sentence.words[0] == "because" and not (after and after.words[0] == "why"):
        found = person_at(sentence, 1)
        if found:
            yield found


def asked_for_cause(sentence: Sentence) -> bool:
    """Whether the sentence before is a short question after the cause."""
    asked = sentence.before.words if sentence.before else []
    return asked[-1:] == ["?"] and len(asked) <= SHORT_QUESTION and not lexicon.causes.labels.isdisjoint(asked)


def _has_verb(sentence: Sentence) -> bool:
    """Whether something is told, as in "The engineer on call saw two alerts"."""
    verbs = sentence.found & (lexicon.causes.told | lexicon.english.verbs)
    return bool(verbs) or any(word.endswith("ed") and word not in lexicon.causes.adjectives for word in sentence.words)


def _technical(sentence: Sentence, index: int) -> bool:
    """As in "The human error probability", "operator error 17", "the only reason field"."""
    return sentence.word(index) in lexicon.causes.technical or sentence.word(index)[:1].isdigit()


def _is_label(sentence: Sentence, span: Span) -> bool:
    first = max(span.begins, 0)
    words = sentence.words[min(first, span.first) : span.last + 1]
    # "What caused the flood was the plumber", "Responsible for the outage was an employee".
    asks = words[0] == "what" or words[:2] == ["responsible", "for"]
    opens = asks and sentence.word(first - 1) in CLAUSE_SIGNS | {"", ","}
    return opens or bool(lexicon.causes.labels & set(words))


def _human(sentence: Sentence, index: int, label: bool) -> Iterator[Span]:
    """The first person or quality that a cause label names; a bare person counts behind a label only."""
    head = True
    for position in range(index, min(index + REACH, len(sentence.words))):
        word = sentence.words[position]
        if word in lexicon.causes.name_ends or (word == "," and sentence.word(position + 1) in {"and", "but", "so"}):
            return
        # "The reason was that we had two hosts" is about the hosts.
        following = sentence.word(position + 1)
        head = head and not (is_pronoun(word) and following.isalpha() and following != "who")
        last = _last_of_human(sentence, position, label, head)
        if last is not None:
            yield _around(sentence, index, last)
            return
        head = head and word.isalpha() and word not in lexicon.causes.behind_head


def _last_of_human(sentence: Sentence, index: int, label: bool, head: bool) -> int | None:
    """The last word of the name of a person or a human quality at `index`; None where there is none."""
    qualities, word, following = lexicon.causes.qualities, sentence.words[index], sentence.word(index + 1)
    lacked = word in lexicon.causes.qualities_lacked and sentence.found & lexicon.causes.lacking
    human = is_human(sentence, index)
    bare = label and head and is_person(sentence, index) and not modifies(sentence, index + 1)
    bare = (
        bare and following not in lexicon.blame.learning | lexicon.frames.no_acts
    )  # "Cause: the clerk received no list"
    if (human and (word in qualities or lacked)) or bare:
        return index
    if label and word in lexicon.causes.errors and following in lexicon.causes.behind_errors:
        around = _around(sentence, index, index)
        return index if around.last > index else None
    if word in lexicon.causes.adjectives and any(
        is_person(sentence, one) for one in range(index + 1, min(index + 4, len(sentence.words)))
    ):
        return index + 1
    slips = lexicon.causes.errors if label else lexicon.frames.slips
    owned = is_owner(sentence, index) and (following in slips or (label and following in qualities))
    return index + 1 if owned else None


def _around(sentence: Sentence, first: int, position: int) -> Span:
    """The name of the cause with the person behind it: "lack of attention of the on-call"."""
    last = position
    if sentence.word(last + 1) in lexicon.causes.before_person:
        for after in range(last + 2, min(last + 6, len(sentence.words))):
            if sentence.words[after] in CLAUSE_SIGNS:
                break
            if is_person(sentence, after) or is_owner(sentence, after) or sentence.word(last + 1) == "who":
                last = after
                break
    return Span(first, max(last, first))


def _quality_before(sentence: Sentence, index: int) -> Span | None:
    """As in "Poor discipline among the developers was the cause": the quality in the subject."""
    qualities = lexicon.causes.qualities
    for position in range(index - 1, max(index - REACH, -1), -1):
        word = sentence.words[position]
        if word in CLAUSE_SIGNS:
            return None
        lacked = word in lexicon.causes.qualities_lacked and sentence.word(position - 1) in lexicon.causes.lacking
        if (word in qualities or lacked) and is_human(sentence, position):
            first = position
            while (
                first > 0
                and position - first < 3
                and sentence.words[first - 1] in (lexicon.causes.lacking | {"of", "the"})
            ):
                first -= 1
            return Span(first, index - 1)
    named = index > 0 and is_person(sentence, index - 1) and sentence.words[index - 1] not in {"we", "i"}
    return Span(index - 1, index) if named else None


def single_cause(sentence: Sentence) -> Iterator[Span]:
    """Every claim that one cause explains all."""
    if about_words(sentence):
        return
    yield from totality(sentence)
    refused = lexicon.causes.single_not
    for span in find("causes", "single", sentence):
        before = sentence.words[max(0, span.first - 2) : span.first]
        inside = sentence.words[span.first : span.last + 1]
        if (
            not refused & set(before)
            and not _doubted(sentence, span)
            and "not" not in inside
            and not {"no", "neither"}
            & set(inside[:-1])
            & {inside[index] for index, one in enumerate(inside[1:]) if one in lexicon.causes.alone}
            and "than" not in before
            and _says_all(sentence, span)
            and _of_a_cause(sentence, span)
            and not _leaves_others(sentence, span)
            and not (_technical(sentence, span.last + 1) or lexicon.causes.technical & set(inside[-1:]))
        ):
            yield span


def _doubted(sentence: Sentence, span: Span) -> bool:
    """As in "We looked at whether the limit alone explains the outage"."""
    for at in range(span.first - 1, max(span.first - SUBJECT, -1), -1):
        if sentence.words[at] in CLAUSE_SIGNS or sentence.words[at] == ",":
            return False
        if sentence.words[at] in lexicon.totality.doubts:
            return True
    return False


def _leaves_others(sentence: Sentence, span: Span) -> bool:
    """As in "was one reason why", "the only reason we noticed"."""
    words = sentence.words
    for at in range(span.first, min(span.last + 2, len(words))):
        if words[at] == "one" and sentence.word(at - 1) in lexicon.causes.being and sentence.word(at + 1) in REASONS:
            return True
        if words[at] in REASONS and sentence.word(at + 1) in lexicon.frames.ourselves:
            return not lexicon.blame.learning.isdisjoint(words[at + 2 : at + 4])
    return False


def _of_a_cause(sentence: Sentence, span: Span) -> bool:
    """Whether a sentence speaks of a cause, or of the whole: not "a single pod crashed", "the only change"."""
    inside, lists = sentence.words[span.first : span.last + 1], lexicon.guards
    if not {"alone", "itself"}.isdisjoint(inside):
        return True
    verb = next((one for one in range(span.first, span.last + 1) if sentence.words[one] in lists.brings_down), None)
    if verb is not None and verb > span.first:
        brought = sentence.words[verb + 1 : verb + 5]
        return not (lists.wholes | lexicon.totality.harm | {"it"}).isdisjoint(brought)
    if not sentence.found.isdisjoint(lists.cause_words):
        return True
    return not ("only" in inside and not lists.happens.isdisjoint(inside))


def _says_all(sentence: Sentence, span: Span) -> bool:
    """Whether "just a …" says what it all was: it opens a clause, or stands behind "it was", "the cause is"."""
    start = next(
        (index for index in range(span.first, span.last + 1) if sentence.words[index] in lexicon.causes.just), None
    )
    first = span.first - 1 if start is None else start - 1
    if start is None and sentence.word(first) not in lexicon.causes.just:
        return True
    if start is None:
        first -= 1
    elif sentence.word(start + 1) not in lexicon.causes.articles:
        return True
    before = sentence.word(first)
    if before in lexicon.causes.openers:
        return sentence.word(span.last + 1) not in lexicon.causes.going_on
    if before in lexicon.causes.being:
        subjects = sentence.words[max(0, first - SUBJECT) : first]
        slight = before in {"was", "were", "been"} or sentence.words[span.last] in lexicon.causes.typo
        return slight and not lexicon.causes.whole_matters.isdisjoint(subjects)
    return start is not None and start > span.first + 1
