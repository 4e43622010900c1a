"""What a sentence denies, or says about words rather than with them."""

from pmkit.checks.language.pattern import CLAUSE_SIGNS
from pmkit.checks.text.lexicon import lexicon
from pmkit.checks.text.people import is_pronoun
from pmkit.checks.text.sentence import Sentence

REACH = 5
"""How many words a denial reaches forward, within its clause."""


def denied(sentence: Sentence, first: int) -> bool:
    """Whether a denial stands shortly before the words at `first`: "this was not …", "rather than …"."""
    lists = lexicon.denials
    words = sentence.words
    for index in range(first - 1, max(first - REACH, 0) - 1, -1):
        word = words[index]
        if word in CLAUSE_SIGNS or word in lists.parting:
            return word == "because" and words[index - 1] in lists.denials and index > 0
        if word == "," and (words[index + 1] == "which" or is_pronoun(words[index + 1])):
            return False  # what follows is said of the whole that came before, or of somebody else
        if word in lists.denials:
            # "Not only the node" and "no doubt" deny nothing.
            return words[index + 1] not in lists.turned
        if word in {"than", "of"} and index and words[index - 1] in lists.instead:
            return True
    return False


def denied_after(sentence: Sentence, last: int) -> bool:
    """Whether the words up to `last` are denied by what follows: "human error is not a cause"."""
    following = sentence.words[last + 1 : last + 4]
    return bool(following) and (
        following[0] in lexicon.denials.denied_after
        or (following[0] in lexicon.denials.before_not and following[1:2] in (["not"], ["never"], ["no"]))
    )


def about_words(sentence: Sentence) -> bool:
    """Whether a sentence is about wording: "avoid words such as …", "calling this … would hide the fact"."""
    if sentence.about_words is None:
        sentence.about_words = _about_words(sentence)
    return sentence.about_words


def _about_words(sentence: Sentence) -> bool:
    lists = lexicon.denials
    found, words = sentence.found, sentence.words
    if not found.isdisjoint(lists.terms):
        for index, word in enumerate(words):
            if word in lists.terms and (
                sentence.word(index + 1) in lists.behind_terms or not found.isdisjoint(lists.style)
            ):
                return sentence.word(index - 1) != "other"
    if not found.isdisjoint(lists.calling):
        for index, word in enumerate(words[:-1]):
            if word in lists.calling_it and words[index + 1] in lists.called:  # fmt: skip
                return index == 0 or words[index - 1] in lists.before_calling
    return not found.isdisjoint({"blameless", "blaming"}) or _asks_for_none(words) or _others_say(sentence)


def turns_to_judge(sentence: Sentence) -> int | None:
    """Where "no blame, but …" turns to the judgement that it refuses; None where it does not, or is about wording."""
    words, lists = sentence.words, lexicon.denials
    if sentence.found.isdisjoint(lists.turning) or not sentence.found.isdisjoint(lists.terms | lists.saying):
        return None
    refused = next((at for at, word in enumerate(words) if word in lists.asking or word in lists.refusing), None)
    if refused is None or refused > REACH:
        return None
    return next((at for at in range(refused + 1, len(words)) if words[at] in lists.turning), None)


def sanctioned(sentence: Sentence) -> bool:
    """Whether an act was meant to be: "as planned", "as the runbook says", "which the policy allows"."""
    if sentence.found.isdisjoint(lexicon.denials.sanctions):
        return False
    for index, word in enumerate(sentence.words):
        if word in lexicon.denials.sanctions and not {"as", "which", "like"}.isdisjoint(
            sentence.words[max(0, index - 4) : index]
        ):
            return True
    return False


def asks(sentence: Sentence) -> bool:
    """Whether a sentence asks what was to be seen or known, and so claims nothing."""
    return "?" in sentence.found and sentence.words[0] in lexicon.denials.question_openings


def _others_say(sentence: Sentence) -> bool:
    """As in "The customer called us idiots", "the log line reads: operator error": somebody else's words."""
    lists = lexicon.denials
    words = sentence.words
    if sentence.found.isdisjoint(lists.saying):
        return False
    for index, word in enumerate(words):
        passive, last = sentence.word(index - 1) in lexicon.vague.being, sentence.word(index + 1) in CLAUSE_SIGNS | {""}
        if word in lists.saying and not passive and (not last or sentence.word(index + 1) == ":"):
            before = set(words[max(0, index - 3) : index])
            if word not in lists.too_easy and (before & lists.outsiders or before & lists.writings):
                return True
        if (
            word in lists.too_easy
            and words[index + 1 : index + 2] == ["to"]
            and words[index + 2 : index + 3][0:1]
            and words[index + 2] in lists.judging
        ):
            return True
        if word == "according" and not lists.reporters.isdisjoint(words[index + 1 : index + 5]):
            return True
    return False


def _asks_for_none(words: list[str]) -> bool:
    """As in "We do not look for a guilty person", "the review does not ask who did it", "without blaming"."""
    lists = lexicon.denials
    if lists.refusals.isdisjoint(words):
        return False
    for index, word in enumerate(words[:-1]):
        if word == "never" and words[index + 1] in {"ask", "write"}:
            return True
        if word == "without" and words[index + 1] in lists.left_out:
            return True
        if word in lists.refusals and lists.asking & set(words[index + 1 : index + 3]):
            if word == "without" and lists.questions.isdisjoint(words[index + 2 : index + 4]):
                return False  # "without asking anyone" is an act left out, "without asking who" a review's way
            if "why" in words[:index] and words[-1] == "?":
                continue  # "Why did you not look at the dashboard?" asks, and refuses nothing
            return bool(lists.asked_for & set(words[index + 2 : index + 6]))
    return False
