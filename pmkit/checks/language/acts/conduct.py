"""Acts and states of people that blame by their grammar: an omission, an excess, a work that broke, a passive."""

from collections.abc import Iterator

from pmkit.checks.language.acts.subjects import doer
from pmkit.checks.language.guards import is_past
from pmkit.checks.language.negation import denied
from pmkit.checks.language.pattern import CLAUSE_SIGNS, Span, begins_with_person
from pmkit.checks.text.lexicon import lexicon
from pmkit.checks.text.people import is_owner, is_person
from pmkit.checks.text.sentence import Sentence

REACH = 5
"""How many words may stand between the parts of one act."""


def judged_by_grammar(sentence: Sentence) -> Iterator[Span]:
    """Every such place; that the person is excused or the act denied is looked at here."""
    yield from _excess(sentence)
    yield from _set_apart(sentence)
    yield from _work_that_broke(sentence)
    yield from _done_badly_by(sentence)
    yield from _origin(sentence)
    yield from _act_that_led_to_harm(sentence)
    yield from _too_late(sentence)
    yield from _knowing_better(sentence)


def _excess(sentence: Sentence) -> Iterator[Span]:
    """As in "The user was too impatient", "Ops were far too trusting"."""
    if "too" not in sentence.found:
        return
    for index, word in enumerate(sentence.words):
        adjective = sentence.word(index + 1)
        if word != "too" or not adjective.isalpha() or adjective in lexicon.acts.no_excess:
            continue
        first = index - 1
        while sentence.word(first) in lexicon.acts.degrees:
            first -= 1
        if sentence.word(first) in lexicon.acts.being and doer(sentence, first) is not None:
            yield Span(first, index + 1)


def _set_apart(sentence: Sentence) -> Iterator[Span]:
    """As in "The driver, overconfident as ever, took …", "it was Xiomara, not paying attention"."""
    words, weak = sentence.words, lexicon.frames.weak | lexicon.causes.adjectives
    for index in range(1, len(words) - 1):
        if words[index] != "," or not is_person(sentence, index - 1):
            continue
        after = index + 1
        while sentence.word(after) in lexicon.acts.degrees or sentence.word(after).endswith("ly"):
            after += 1
        negligent = sentence.word(after) == "not" and sentence.word(after + 1) in lexicon.acts.attending
        apart = sentence.word(after) in weak and sentence.word(after + 1) in lexicon.acts.behind_weak
        if apart or negligent:
            yield Span(index - 1, after + negligent)


def _work_that_broke(sentence: Sentence) -> Iterator[Span]:
    """As in "Ji-woo's firmware push had bricked 212 scanners": what a named person did broke something."""
    harm = lexicon.blame.harmall
    if sentence.found.isdisjoint(harm):
        return
    words = sentence.words
    for index, word in enumerate(words):
        if word not in harm or not _takes_object(sentence, index):
            continue
        for owner in range(index - 1, max(index - REACH - 1, -1), -1):
            if words[owner] in CLAUSE_SIGNS or words[owner] in lexicon.people.prepositions or words[owner] == ",":
                break
            if is_owner(sentence, owner) and words[owner] not in lexicon.acts.shared_owners:
                between = words[owner + 1 : index]
                things = lexicon.people.things | lexicon.people.machines | lexicon.acts.machines_of_people
                if between and things.isdisjoint(between) and not denied(sentence, owner):
                    yield Span(owner, index)
                break


def _takes_object(sentence: Sentence, index: int) -> bool:
    following = sentence.word(index + 1)
    if not lexicon.blame.relief.isdisjoint(sentence.words[index + 1 : index + 5]):
        return False  # "Kofi's patch stopped the leak"
    return following in lexicon.people.determiners or following.isdigit() or following in lexicon.guards.wholes


def _done_badly_by(sentence: Sentence) -> Iterator[Span]:
    """As in "left in a bad state by the previous owner", "wired the wrong way round by the fitter"."""
    bad = lexicon.blame.amiss | lexicon.acts.bad
    if "by" not in sentence.found or sentence.found.isdisjoint(bad):
        return
    words = sentence.words
    for index, word in enumerate(words):
        if word != "by" or not begins_with_person(sentence, index + 1):
            continue
        before = range(index - 1, max(index - REACH, -1), -1)
        amiss = next((one for one in before if words[one] in bad), None)
        if amiss is None or words[amiss - 1] in lexicon.blame.went:
            continue
        participle = next(
            (one for one in range(amiss, max(amiss - REACH, -1), -1) if words[one] in lexicon.acts.done),
            None,
        )
        if participle is not None and not denied(sentence, participle):
            yield Span(participle, index + 1)


def _origin(sentence: Sentence) -> Iterator[Span]:
    """As in "It started because Mateus ran the job against the live tenant": an act of one as the origin of harm."""
    words = sentence.words
    if "because" not in sentence.found or sentence.found.isdisjoint(lexicon.acts.came_to_harm):
        return
    for index, word in enumerate(words):
        if word != "because":
            continue
        for person in range(index + 1, min(index + REACH, len(words))):
            if is_person(sentence, person):
                verb = person + 1
                while sentence.word(verb) in lexicon.frames.between - lexicon.acts.lacking:
                    verb += 1
                if words[person] not in lexicon.people.selves and _is_act(sentence, verb):
                    yield Span(person, min(verb + 2, len(words) - 1))
                break
            if words[person] not in lexicon.people.before_person:
                break


def _act_that_led_to_harm(sentence: Sentence) -> Iterator[Span]:
    """As in "The export team raised the pod count, causing a CPU alert": an act of others, and the harm it led to."""
    words = sentence.words
    if sentence.found.isdisjoint(lexicon.acts.leading):
        return
    for index, word in enumerate(words):
        if word not in lexicon.acts.leading or lexicon.acts.harms.isdisjoint(words[index + 1 : index + 2 + REACH]):
            continue
        subject = _actor_of_act(sentence, index)
        if subject is not None and not denied(sentence, index):
            yield Span(subject, min(index + 2, len(words) - 1))


def _actor_of_act(sentence: Sentence, index: int) -> int | None:
    """Who did what the clause before `index` tells; None for ourselves, for things, for what befell people."""
    words = sentence.words
    for position in range(index - 1, max(index - 4 * REACH, -1), -1):
        if words[position] in CLAUSE_SIGNS:
            return None
        if is_person(sentence, position) and _is_act(sentence, position + 1):
            named = words[position] not in lexicon.people.pronouns and doer(sentence, position + 1) is not None
            return position if named else None
    return None


def _is_act(sentence: Sentence, index: int) -> bool:
    """Whether a verb of the past stands there, of what one does and not of what befalls one."""
    word = sentence.word(index)
    done = is_past(word) or word in lexicon.frames.did
    return done and word not in lexicon.blame.learning | lexicon.frames.no_acts | lexicon.vague.being


def _too_late(sentence: Sentence) -> Iterator[Span]:
    """As in "They only looked at the dashboard after forty minutes": what others did at last."""
    if "only" not in sentence.found:
        return
    for index, word in enumerate(sentence.words):
        if word == "only" and sentence.word(index + 1) in lexicon.acts.late_acts:
            behind = sentence.words[index + 2 : index + 2 + 2 * REACH]
            subject = doer(sentence, index)
            named = subject is not None and sentence.words[subject] not in lexicon.people.selves
            if named and not lexicon.acts.when.isdisjoint(behind):
                yield Span(index, index + 1)


def _knowing_better(sentence: Sentence) -> Iterator[Span]:
    """As in "Did not stop the job despite being aware of the risk": done or left, and known; nobody need be named."""
    for index, word in enumerate(sentence.words):
        if word == "despite" and sentence.word(index + 1).endswith("ing"):
            aware = range(index + 1, min(index + REACH, len(sentence.words)))
            known = next((one for one in aware if sentence.words[one] in lexicon.acts.aware), None)
            if known is not None and CLAUSE_SIGNS.isdisjoint(sentence.words[index:known]):
                yield Span(index, known)
