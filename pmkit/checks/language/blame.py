"""Sentences in which a person failed: judging verbs of a person, a person as the origin of harm, "missed by …"."""

from collections.abc import Iterator
from itertools import pairwise

from pmkit.checks.language.acts.conduct import judged_by_grammar
from pmkit.checks.language.circumstance import explained
from pmkit.checks.language.guards import asks_of_ourselves, on_purpose
from pmkit.checks.language.negation import about_words, denied, denied_after, sanctioned, turns_to_judge
from pmkit.checks.language.pattern import CLAUSE_SIGNS, MOST_TRIES, Span, begins_with_person
from pmkit.checks.language.words import find
from pmkit.checks.text.lexicon import lexicon, table
from pmkit.checks.text.people import actor_before, is_owner, is_person, people_meant, subject_before
from pmkit.checks.text.sentence import Sentence

LONGEST_OBJECT = 4
FARTHEST = 12
LEAST_ACT = 2
"""Words before "without", from which it may tell of an act."""
WRONG = frozenset({"wrong"})


def blame(sentence: Sentence) -> Iterator[Span]:
    """Every place at which a sentence says or implies that a person failed."""
    turn = turns_to_judge(sentence) if about_words(sentence) else -1
    if turn is None or sanctioned(sentence) or asks_of_ourselves(sentence):
        return
    yield from (span for span in _blamed(sentence) if span.first > turn)


def _blamed(sentence: Sentence) -> Iterator[Span]:  # noqa: C901  # a row of cases, each in a line
    judging = lexicon.blame.verbs
    if not sentence.found.isdisjoint(judging):
        for index in [index for index, word in enumerate(sentence.words) if word in judging][:MOST_TRIES]:
            if _judges(sentence, index):
                yield Span(index, _object_end(sentence, index))
    for span in find("blame", "predicates", sentence):
        state = not lexicon.blame.states.isdisjoint(sentence.words[span.first : span.last + 1])
        if _of_person(sentence, span) and not (
            _meant(sentence, span) or _told_with_its_scene(sentence, span) or (state and _reasoned(sentence, span.last))
        ):
            yield span
    ways = _asks_for_a_way(sentence)
    if "without" in sentence.found and not ways:
        yield from _careless(sentence)
    yield from _left_undone(sentence)
    yield from _amiss(sentence)
    yield from judged_by_grammar(sentence)
    for span in find("blame", "manner", sentence):
        subject = actor_before(sentence, span.first)
        if (
            subject is not None
            and not (ways and sentence.words[span.first] == "without")
            and not _meant(sentence, span)
            and not (sentence.words[span.first] == "too" and _passive(sentence, span.first - 1))
            and not _better_than_planned(sentence, span)
            and lexicon.blame.modals.isdisjoint(sentence.words[subject + 1 : span.first])
            and _affirmed(sentence, subject, span.first)
            and lexicon.blame.nobody.isdisjoint(sentence.words[subject : span.first])
        ):
            yield span
    for span in find("blame", "anywhere", sentence):
        if (
            _refused(sentence, span)
            or denied_after(sentence, span.last)
            or _relieves(sentence, span)
            or _honours(sentence, span)
            or _credits(sentence, span)
            or _told_with_its_scene(sentence, span)
            or _idles_as_machines_do(sentence, span)
            or _had_been_done_to(sentence, span)
            or _by_them_that_are_things(sentence, span)
            or _meant(sentence, span)
            or _amiss_in_a_machine(sentence, span)
            or (sentence.words[span.first] in lexicon.blame.undone and _reasoned(sentence, span.last))
        ):
            continue
        if not _technical(sentence, span) and not _grateful(sentence, span):
            yield span


def _refused(sentence: Sentence, span: Span) -> bool:
    """Whether a denial stands before the phrase; one with which it begins belongs to it: "no one lifted a finger"."""
    if sentence.word(span.begins) in lexicon.denials.denials:
        able = not lexicon.blame.modals.isdisjoint(sentence.words[span.begins : span.first])
        # "A bone where nobody looked", "nobody can check it".
        return able or sentence.word(span.begins - 1) == "where"
    return denied(sentence, span.first)


def _meant(sentence: Sentence, span: Span) -> bool:
    """As in "We skipped the canary to save the night's orders": an act that may be meant, told with its purpose."""
    inside = sentence.words[span.first : span.last + 1]
    taken = "took" in inside and lexicon.guards.out_of_service.isdisjoint(inside)
    return not taken and not lexicon.guards.deliberate_too.isdisjoint(inside) and on_purpose(sentence, span.first)


def _by_them_that_are_things(sentence: Sentence, span: Span) -> bool:
    """As in "The queues filled up due to them"."""
    last, inside = span.last, sentence.words[span.first : span.last]
    named = sentence.words[last] in lexicon.people.they and not lexicon.guards.cause_words.isdisjoint(inside)
    return named and not people_meant(sentence, last)


def _told_with_its_scene(sentence: Sentence, span: Span) -> bool:
    """As in "Jorge restarted the wrong pod; the two names differ in one letter": what was hit, and what was seen."""
    if (
        WRONG.isdisjoint(sentence.words[span.first : span.last + 1])
        or sentence.words[span.first] in lexicon.grammar.being
    ):
        return False
    wrong = next(index for index in range(span.first, span.last + 1) if sentence.words[index] in WRONG)
    return explained(sentence, wrong, thing=True)


def _amiss_in_a_machine(sentence: Sentence, span: Span) -> bool:
    """As in "The tool wrongly assumed UTC"; a passive without an agent, "it was wrongly assumed", is people's."""
    if sentence.words[span.first] not in lexicon.blame.amiss:
        return False
    before, behind = span.first - 1, range(span.last + 1, min(span.last + FARTHEST, len(sentence.words)))
    by = next((one for one in behind if sentence.words[one] == "by"), None)
    if by is not None:
        return not begins_with_person(sentence, by + 1)
    passive = sentence.word(before) in lexicon.grammar.being
    return not passive and not (before >= 0 and actor_before(sentence, span.first) is not None)


def _idles_as_machines_do(sentence: Sentence, span: Span) -> bool:
    """As in "After ten minutes of doing nothing the job timed out"."""
    if sentence.words[span.last] != "nothing":
        return False
    near = [*sentence.words[max(0, span.first - 4) : span.first], *sentence.words[span.last + 1 : span.last + 4]]
    return any(word in lexicon.people.machines or word in lexicon.people.things for word in near)


def _had_been_done_to(sentence: Sentence, span: Span) -> bool:
    """As in "Nobody in the team had been asked": what was not done to people is what they lacked."""
    return span.first == span.last and sentence.word(span.first - 1) == "been"


def _technical(sentence: Sentence, span: Span) -> bool:
    """As in "Our error budget", "the team's fault domain"."""
    named = lexicon.blame.slip | lexicon.blame.failing
    return any(
        sentence.word(last + 1) in lexicon.blame.technical and sentence.words[last] in named
        for last in (span.last, span.last - 1)
    )


def _honours(sentence: Sentence, span: Span) -> bool:
    """As in "It was Priya who found the cause"."""
    following = sentence.word(span.last + 1)
    return sentence.words[span.last] in {"who", "that"} and following in lexicon.blame.learning


def _credits(sentence: Sentence, span: Span) -> bool:
    """As in "Mend the decoding error by @kofi", "your changes are lost": thanks to a person, harm to what is theirs."""
    words = sentence.words
    if words[span.first] in lexicon.blame.failings and words[span.last][:1] == "@":
        return True
    inside = words[span.first : span.last + 1]
    return is_owner(sentence, span.first) and any(
        one in lexicon.grammar.being and following.endswith(("ed", "st", "en")) for one, following in pairwise(inside)
    )


def _relieves(sentence: Sentence, span: Span) -> bool:
    """As in "Kofi's patch stopped the leak"."""
    after = sentence.words[span.last - 1 : span.last + 3]
    return is_owner(sentence, span.first) and not lexicon.blame.relief.isdisjoint(after)


def _grateful(sentence: Sentence, span: Span) -> bool:
    """As in "Fixed in five minutes thanks to Priya": thanks count as blame only beside harm."""
    if sentence.words[span.first] not in lexicon.blame.thanks:
        return False
    if not set(table("blame")["lists"]["riskydoing"]).isdisjoint(sentence.words[span.first : span.last + 1]):
        return False  # "great job pushing straight to main"
    credit = sentence.word(span.first - 1) in {"", "("} or sentence.word(span.last + 1) == "for"
    if credit and {"lost", "down", "late"} & sentence.found and sentence.found.isdisjoint(lexicon.blame.learning):
        return False
    return credit or sentence.found.isdisjoint(lexicon.blame.harm_beside_thanks)


def _asks_for_a_way(sentence: Sentence) -> bool:
    """As in "How do you stop it without taking anybody's standing?": nobody is said to have done so."""
    return sentence.words[0] == "how" and "?" in sentence.found


def _better_than_planned(sentence: Sentence, span: Span) -> bool:
    """As in "The recovery took 38 minutes instead of the planned 60"."""
    inside = sentence.words[span.first : span.last + 1]
    return inside[0] == "instead" and not lexicon.denials.sanctions.isdisjoint(inside)


def _careless(sentence: Sentence) -> Iterator[Span]:
    """As in "Gareth closed this without checking": something that a person did not do first."""
    unasked = frozenset(table("blame")["lists"]["approval"])
    for index, word in enumerate(sentence.words):
        if word != "without" or index < LEAST_ACT:
            continue
        asked = index + 1
        while sentence.word(asked).endswith("ly"):
            asked += 1
        subject = actor_before(sentence, index) if sentence.word(asked) in unasked else None
        if subject is not None and _affirmed(sentence, subject, index):
            yield Span(max(subject + 1, index - 2), asked)


def _left_undone(sentence: Sentence) -> Iterator[Span]:
    """As in "The reviewer had not read the plan": a person, a denial, a duty; what was lacked is no duty."""
    duties = lexicon.blame.duties
    if sentence.found.isdisjoint(duties):
        return
    undone = lexicon.blame.undone
    for index, word in enumerate(sentence.words):
        if word not in undone and not word.endswith("n't"):
            continue
        if (
            word in lexicon.blame.habits | lexicon.blame.modals
            or sentence.word(index - 1) in lexicon.blame.habits
            or "yet" in sentence.words[index + 1 : index + 4]
        ):
            continue
        verb = index + 1
        while sentence.word(verb) not in duties and _says_how(sentence.word(verb)):
            verb += 1
        if sentence.word(verb) not in duties or sentence.word(index - 1) in lexicon.blame.before_not:
            continue
        subject = subject_before(sentence, index)
        if subject is not None and _affirmed(sentence, subject, subject + 1) and _blamable(sentence, subject, verb):
            yield Span(index - 1 if word == "not" else index, _object_end(sentence, verb))


def _says_how(word: str) -> bool:
    """Whether a word between a denial and a duty only says how: "did not sufficiently test"."""
    return word in lexicon.blame.between_denial_and_duty or word.endswith("ly")


def _blamable(sentence: Sentence, subject: int, verb: int) -> bool:
    """Whether a person is meant, of whom something is expected, and no reason follows that excuses."""
    words = sentence.words
    if sentence.word(subject - 1) == "so":
        return False  # "no probe looks there, so we did not notice": a circumstance stands before it
    if words[subject] in lexicon.people.outsiders or (words[subject] == "they" and not people_meant(sentence, subject)):
        return False
    return "?" not in sentence.found and not _excused(sentence, verb)


def _excused(sentence: Sentence, index: int) -> bool:
    """Whether a reason that is no person follows: "… because the phone was off", "…, as the alert was off"."""
    return explained(sentence, index) or _reasoned(sentence, index)


def _reasoned(sentence: Sentence, index: int) -> bool:
    """Whether a reason follows that is no person."""
    words = sentence.words
    for position in range(index + 1, len(words)):
        if words[position] == "because" or (words[position] in {"as", "since"} and words[position - 1] == ","):
            following = range(position + 1, min(position + 4, len(words)))
            return not any(is_person(sentence, one) or is_owner(sentence, one) for one in following)
    return False


def _amiss(sentence: Sentence) -> Iterator[Span]:
    """As in "The fitter plugged both feeds into the wrong rail": a person's act, and a word that says it was amiss."""
    amiss = lexicon.blame.amiss
    if sentence.found.isdisjoint(amiss):
        return
    for index, word in enumerate(sentence.words):
        if word not in amiss or sentence.word(index - 1) in lexicon.blame.went:
            continue
        subject = _actor_of_clause(sentence, index)
        if word in WRONG and explained(sentence, index, thing=True):
            continue
        if subject is not None and _affirmed(sentence, subject, index) and _blamable(sentence, subject, index):
            yield Span(max(subject + 1, index - LONGEST_OBJECT), index)


def _actor_of_clause(sentence: Sentence, index: int) -> int | None:
    """The person whose act the words before `index` tell; None where they tell what a person met or mended."""
    words = sentence.words
    for position in range(index - 1, max(index - FARTHEST, -1), -1):
        if words[position] in CLAUSE_SIGNS or words[position] in lexicon.blame.clause_openings:
            return None
        if is_person(sentence, position) and subject_before(sentence, position + 1) == position:
            between = words[position + 1 : index]
            if not lexicon.blame.suppositions.isdisjoint(words[max(0, position - 3) : position]) or between[:1] == [
                "from"
            ]:
                return None  # "when someone types …", "keeps engineers from …"
            told = lexicon.blame.learning.isdisjoint(between) and lexicon.blame.modals_of_another_past.isdisjoint(
                between
            )
            return position if between and told else None
    return None


def _of_person(sentence: Sentence, span: Span) -> bool:
    """Whether a predicate is said of a person who is not excused by the sentence."""
    verb = max(span.begins, 0) if 0 <= span.begins < span.first else span.first
    subject = subject_before(sentence, verb)
    if subject is None or not _affirmed(sentence, subject, verb):
        return False
    undone = sentence.words[span.first] == "never" and sentence.word(span.first - 1) in lexicon.grammar.being
    if _technical(sentence, span) or undone:
        return False  # "I was never sent the rota"
    return sentence.words[subject] != "they" or people_meant(sentence, subject)


def _judges(sentence: Sentence, index: int) -> bool:
    """Whether the judging verb at `index` has a person as its subject."""
    word = sentence.words[index]
    needs = table("blame")["verb_needs"].get(word)
    following = sentence.word(index + 1)
    if needs and following not in needs and not ("." in needs and following in CLAUSE_SIGNS | {"", ","}):
        return False
    spares = table("blame")["verb_spares"].get(word)
    if spares and not set(spares).isdisjoint(sentence.words[index + 1 : index + 4]):
        return False
    subject = subject_before(sentence, index)
    if subject is None or not _affirmed(sentence, subject, index):
        return False
    if word in lexicon.guards.deliberate_too and on_purpose(sentence, index):
        return False
    if _passive(sentence, index) or (word in lexicon.blame.excusable and _excused(sentence, index)):
        return False
    doubtful = word in lexicon.blame.of_things_too and sentence.words[subject] == "they"
    return not doubtful or people_meant(sentence, subject)


def _passive(sentence: Sentence, index: int) -> bool:
    """As in "They were ignored", "the engineer was misinformed": done to a person, not by one."""
    position = index - 1
    while position >= 0 and (sentence.words[position].endswith("ly") or sentence.words[position] in {"been", "not"}):
        if sentence.words[position] == "been":
            return True
        position -= 1
    return sentence.word(position) in lexicon.blame.being_passive and (sentence.words[index] != "mistaken")


def _affirmed(sentence: Sentence, subject: int, index: int) -> bool:
    """Whether nothing between the person and the verb, or before the person, denies it."""
    words = sentence.words
    between = words[subject + 1 : index]
    if words[index] not in {"not", "never"} and any(
        word in lexicon.blame.denying or word.endswith("n't") for word in between
    ):
        return False
    before = words[max(0, subject - 4) : subject]
    if words[subject] in {"nobody", "no-one"} or (
        before and (before[-1] in lexicon.blame.nobody or before[-2:-1] == ["none"])
    ):
        return False
    supposed = lexicon.blame.always_suppositions & set(before)
    if before and before[-1] in lexicon.blame.modals:
        return False  # "Which would you have missed?"
    if supposed or ("when" in before and words[subject] in lexicon.blame.anybody):
        return False
    conditional = lexicon.blame.present_suppositions & set(before)
    present = words[index].endswith("s") or lexicon.blame.unreal & set(between)
    return not (conditional and present) and not denied(sentence, _phrase_start(sentence, subject))


def _phrase_start(sentence: Sentence, subject: int) -> int:
    first = subject
    while first > 0 and first > subject - 3 and sentence.words[first - 1] in lexicon.blame.before_person:
        first -= 1
    return first


def _object_end(sentence: Sentence, index: int) -> int:
    """The last of the words that a verb takes with it: "failed to deliver", "broke the build agents"."""
    words = sentence.words
    if sentence.word(index + 1) == "to" and index + 2 < len(words):
        return index + 2
    last = index
    while last + 1 < len(words) and last - index < LONGEST_OBJECT:
        word = words[last + 1]
        if word in lexicon.blame.object_ends or word in CLAUSE_SIGNS or word == ",":
            break
        last += 1
    return last
