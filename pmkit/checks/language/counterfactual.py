"""Sentences about what did not happen: "should have", "if only", "had we"."""

from collections.abc import Iterator

from pmkit.checks.language.guards import is_past, might_have_come
from pmkit.checks.language.negation import about_words, asks
from pmkit.checks.language.pattern import CLAUSE_SIGNS, Span, begins_with_person
from pmkit.checks.language.words import find
from pmkit.checks.text.lexicon import lexicon
from pmkit.checks.text.people import actor_before, is_person, is_pronoun, people_meant, subject_before
from pmkit.checks.text.sentence import Frame, Sentence, sentences_of
from pmkit.checks.text.text import Text, is_absence

BETWEEN = 5
"""How many words may stand between a modal and "have"."""
LONGEST_CONDITION = 12
"""Words within which the link stands behind what the present tense supposes."""


def counterfactual(text: Text) -> tuple[int, int] | None:
    """Where a text tells what people would have done, as offsets; None where it tells what happened."""
    for sentence in sentences_of(Frame(text.text)):
        for span in told_otherwise(sentence):
            return sentence.starts[span.first], sentence.ends[span.last]
    return None


def told_otherwise(sentence: Sentence) -> Iterator[Span]:
    """Every place at which a sentence tells what did not happen.

    Left alone: safeguards ("no canary that would have caught it"), possible harm ("could have been exposed"),
    designs ("should have resulted in a 4xx").
    """
    if about_words(sentence) or asks(sentence):
        return
    words = sentence.words
    modals = lexicon.counterfactual.modals
    for index in [index for index, word in enumerate(words) if word in modals or word in {"had", "if"}]:
        if words[index] in modals:
            end = _participle(words, index)
            if end is not None and (
                _sooner(sentence, end)
                or _left_to_itself(sentence, index, end)
                or _speaks_of_conduct(sentence, index, end)
            ):
                yield Span(_subject_start(sentence, index), min(end + 1, len(words) - 1))
        elif _hypothesis(sentence, index):
            yield Span(index, min(index + 3, len(words) - 1))
    yield from _in_the_present(sentence)
    for span in find("counterfactual", "phrases", sentence):
        if not (_of_now(sentence, span) or _what_it_would_take(sentence, span)):
            yield span


def _in_the_present(sentence: Sentence) -> Iterator[Span]:
    """As in "One more review, and nobody notices anything": another past, told as if it were now."""
    words, lists = sentence.words, lexicon.counterfactual
    if words[0] not in lists.openings:
        return
    link = next((at for at in range(1, min(LONGEST_CONDITION, len(words))) if words[at] == "and"), None)
    if link is None:
        return
    relative = {"that", "which", "who"}
    # "And never trusted" has no subject.
    first = link + 1 if sentence.word(link + 1) in lexicon.blame.nobody else link + 2
    end = next((at for at in range(first, min(link + BETWEEN + 1, len(words))) if words[at] in lists.outcomes), None)
    verbs = lexicon.vague.being | lists.modals | relative
    told = any(is_past(word) or word in verbs for word in words[:link])
    barred = relative if end is not None and words[end] == "quiet" else relative | lexicon.vague.being
    if end is not None and not told and not any(is_past(word) or word in barred for word in words[link:end]):
        yield Span(0, min(end + 1, len(words) - 1))


def _of_now(sentence: Sentence, span: Span) -> bool:
    """As in "it should not have control", "a reply that could have been cut": a state, or a relative clause."""
    words = sentence.words
    if words[span.first] in lexicon.counterfactual.modals and words[span.first - 1 : span.first] in (
        ["that"],
        ["which"],
        ["who"],
    ):
        return True
    if words[span.first] == "were" and (span.first or "?" in sentence.found):
        return True  # only "Were the list kept, we …" supposes
    if words[span.first] == "but" and span.first and words[span.first - 1] not in CLAUSE_SIGNS:
        return True  # "all but for one host", "no finding differs but for names"
    if words[span.first] == "if" and sentence.word(span.first - 1) in {"as", "even"}:
        return True
    for index in range(span.first, span.last + 1):
        if words[index] == "have" and sentence.word(index - 1) in lexicon.counterfactual.modals | {
            "not",
            "already",
            "never",
        }:
            after = index + 1
            while sentence.word(after) in lexicon.counterfactual.between_parts or sentence.word(after).endswith("ly"):
                after += 1
            return not is_participle(sentence.word(after)) and "been" not in sentence.words[index:after]
    return False


def _what_it_would_take(sentence: Sentence, span: Span) -> bool:
    """As in "A restore would have meant an hour of downtime": what another way would have cost, and no reproach."""
    words = sentence.words
    have = next((one for one in range(span.first, span.last + 1) if words[one] == "have"), None)
    if have is None or sentence.word(have - 1) not in lexicon.counterfactual.would or _supposed(sentence):
        return False
    if sentence.word(have - 2) in lexicon.counterfactual.looks:
        return False
    end = have + 2 if sentence.word(have + 1) in lexicon.counterfactual.before_participles else have + 1
    return end < len(words) and might_have_come(sentence, end)


def is_participle(word: str) -> bool:
    """Whether a word looks like a participle: "tested", "known", "kept"."""
    return word in lexicon.counterfactual.participles or (
        word.endswith(("ed", "en", "wn", "ught")) and word not in lexicon.counterfactual.no_participles
    )


def _participle(words: list[str], index: int) -> int | None:
    """The position of the participle after a modal and "have"; "been" is passed over."""
    if words[index] in lexicon.counterfactual.with_have:
        position = index + 1
    else:
        following = range(index + 1, min(index + 1 + BETWEEN, len(words)))
        have = next((one for one in following if words[one] in {"have", "of"} or words[one] in CLAUSE_SIGNS), None)
        if have is None or words[have] in CLAUSE_SIGNS or (words[have] == "of" and have != index + 1):
            return None
        position = have + 1
    if words[position : position + 1] == ["been"] and sentence_ends(words, position + 1):
        return position  # "…; it should've been."
    while position < len(words) and (
        words[position] in lexicon.counterfactual.before_participles or words[position].endswith("ly")
    ):
        position += 1
    return position if position < len(words) else None


def sentence_ends(words: list[str], index: int) -> bool:
    """Whether nothing follows but a sign."""
    return index >= len(words) or (words[index] in CLAUSE_SIGNS | {","})


def _speaks_of_conduct(sentence: Sentence, index: int, end: int) -> bool:
    words, modal, lists = sentence.words, sentence.words[index], lexicon.counterfactual
    participle, passive = words[end], "been" in words[index:end]
    if _of_anybody(sentence, index, end) or _harm_that_did_not_come(sentence, index, end):
        return False
    if "who" in words[max(0, index - 2) : index] and _safeguard(words, index):
        return False
    if participle in lists.known or not (passive or is_participle(participle)):
        return False  # "should have known" is hindsight, "you should have version 0.61" a state
    if _safeguard(words, index) or _specified(sentence):
        return False
    if "whether" in words[max(0, index - 8) : index] or ("?" in sentence.found and words[0] in {"could", "would"}):
        return False
    if modal in lists.might:
        named = subject_before(sentence, index)
        person = named is not None and not is_pronoun(words[named]) and "already" not in words
        return not passive and (person or participle in lists.avoided or "never" in words[index:end])
    if _person_before(sentence, index) or modal in lists.contracted:
        return not (passive and participle in lists.harm)
    if modal in lists.would:
        supposed = _supposed(sentence)
        return supposed or participle in lists.better or "never" in words[index:end]
    if modal in lists.should:
        return _ought(words, index, end, passive=passive)
    return participle in lists.better


def _left_to_itself(sentence: Sentence, index: int, end: int) -> bool:
    """As in "so wouldn't have scrolled that far", "(but might not have seen it)": what nobody named would do."""
    words = sentence.words
    opens = index == 0 or words[index - 1] in CLAUSE_SIGNS | lexicon.counterfactual.clause_links
    mild = words[index] not in lexicon.counterfactual.should
    return opens and mild and words[end] in lexicon.counterfactual.perceived


def _sooner(sentence: Sentence, end: int) -> bool:
    """As in "Asking users could have led to a quicker recovery": what would have come out better."""
    led = sentence.words[end] in lexicon.counterfactual.led
    return led and not lexicon.counterfactual.sooner.isdisjoint(sentence.words[end + 1 : end + 1 + BETWEEN])


def _ought(words: list[str], index: int, end: int, *, passive: bool) -> bool:
    """As in "should have been tested", "should have been lower", "the deploy should have waited"."""
    lists, participle = lexicon.counterfactual, words[end]
    if index == 0 and not passive:
        return True  # "should've just left it alone"
    set_otherwise = participle.endswith("er") or words[end : end + 2] == ["part", "of"]
    return (passive and (participle in lists.conduct or set_otherwise)) or participle in lists.gone_otherwise


def _specified(sentence: Sentence) -> bool:
    """As in "By the docs the call should have returned 404": said of a design, not of documents that were lacking."""
    words, lists = sentence.words, lexicon.counterfactual
    return any(
        word in lists.expectation and (word not in lists.papers or not lists.by.isdisjoint(words[max(0, at - 3) : at]))
        for at, word in enumerate(words)
    )


def _harm_that_did_not_come(sentence: Sentence, index: int, end: int) -> bool:
    """As in "It could have led to data loss", "messages would have been lost"."""
    words, lists = sentence.words, lexicon.counterfactual
    if might_have_come(sentence, end) and not _supposed(sentence):
        return True
    things = not any(is_person(sentence, one) for one in range(len(words)))
    hypothetical = words[index] in lists.would or words[index] in lists.could
    return hypothetical and things and words[end] in lexicon.guards.harm_done


def _of_anybody(sentence: Sentence, index: int, end: int) -> bool:
    """Whether nobody is judged: "should have to", "anyone would have done the same", "nobody could have known"."""
    words, modal, lists = sentence.words, sentence.words[index], lexicon.counterfactual
    possible = modal in lists.could or modal in lists.might
    active = (possible or modal in lists.would) and "been" not in words[index:end]
    if active and not lists.anyone.isdisjoint(words[max(0, index - 3) : index]):
        return True
    if possible and words[index - 1 : index] in (["that"], ["which"]):
        # "A value that could have come from either table", but "a check that could have caught it".
        return words[end] not in lists.avoided
    same = words[end + 1 : end + 3] == ["the", "same"]
    if not lexicon.guards.assuming.isdisjoint(words[max(0, index - 4) : index]):
        return True
    return words[end] == "to" or same or not lists.excused.isdisjoint(words[max(0, index - 6) : index])


def _supposed(sentence: Sentence) -> bool:
    """Whether the sentence supposes another past: "if the check had covered …", "had they …", "with a second …"."""
    words = sentence.words
    for index, word in enumerate(words):
        if word == "if" and any(
            one == "had" or one.endswith("'d") or one in lexicon.counterfactual.another_past
            for one in words[index + 1 : index + 9]
        ):
            return True
    with_one = words[0] == "with" and sentence.word(1) in lexicon.counterfactual.behind_with
    return with_one or words[0] in {"had", "without"}


def _person_before(sentence: Sentence, index: int) -> bool:
    """Whether a person stands before the modal, within its clause, or does what the clause before tells."""
    if sentence.word(index - 1) in {"and", "but"} and actor_before(sentence, index - 1) is not None:
        return True
    for position in range(index - 1, max(index - 6, -1), -1):
        word = sentence.words[position]
        if word in CLAUSE_SIGNS or word in lexicon.counterfactual.clause_starts:
            return False
        if word == "they" and not people_meant(sentence, position):
            return False
        if is_person(sentence, position):
            return sentence.word(position - 1) not in lexicon.counterfactual.before_no_subject
    return False


def _safeguard(words: list[str], index: int) -> bool:
    before = words[max(0, index - 12) : index]
    near = range(max(1, index - 4), index)
    relative = any(words[one] in {"that", "which", "who"} and words[one - 1] != "," for one in near)
    return relative and (any(is_absence(word) for word in words) or "limit" in before)


def _subject_start(sentence: Sentence, index: int) -> int:
    """The modal with its pronoun: "We should have made"."""
    before = sentence.word(index - 1)
    return index - 1 if before in lexicon.counterfactual.quoted_subjects else index


def _hypothesis(sentence: Sentence, index: int) -> bool:
    """'If we had tested' and 'Had the team tested', but not 'the node had a limit' or 'if the node had'."""
    words = sentence.words
    following = range(index + 1, min(index + 6, len(words)))
    if words[index - 1 : index] in (["as"], ["even"]):
        return False
    if words[index] == "if":
        had = next(
            (one for one in following if words[one] in lexicon.counterfactual.supposing or words[one].endswith("'d")),
            None,
        )
        if had is None or (words[had] == "would" and words[had + 1 : had + 2] != ["have"]):
            return False
        person = any(is_person(sentence, one) or words[one].endswith("'d") for one in range(index + 1, had + 1))
        told = words[had + 1 : had + 2]
        if not person and _worse_than_it_was(sentence, index):
            return False
        verbal = bool(told) and (
            told[0].endswith(("ed", "en", "ght", "t", "ne", "wn", "ng", "d"))
            or told[0] in lexicon.counterfactual.behind_had
        )
        would = "would" in sentence.found or "would've" in sentence.found or "might" in sentence.found
        return verbal and (person or (would and "have" in sentence.found))
    opens = index == 0 or words[index - 1] in CLAUSE_SIGNS | {","}
    if not opens or words[index + 1 : index + 2] in (["to"], ["a"], ["no"]):
        return False
    if _worse_than_it_was(sentence, index):
        return False
    person = begins_with_person(sentence, index + 1)
    elsewhere = "have" in sentence.found or (index == 0 and "been" in words[: BETWEEN + 2])
    supposed = elsewhere and not sentence.found.isdisjoint(lexicon.counterfactual.consequences)
    return person or supposed or "would've" in sentence.found


def _worse_than_it_was(sentence: Sentence, index: int) -> bool:
    """As in "Had the disk filled up, messages would have been lost": said of things, of harm that did not come."""
    words = sentence.words
    if any(is_person(sentence, one) for one in range(index, min(index + 4, len(words)))):
        return False
    would = next((one for one in range(index, len(words)) if words[one] in {"would", "could", "might"}), None)
    if would is not None and not lexicon.blame.nobody.isdisjoint(words[max(index, would - BETWEEN) : would]):
        return False  # "none of the carts would be lost"
    return would is not None and not lexicon.guards.harm_done.isdisjoint(words[would + 1 : would + 5])
