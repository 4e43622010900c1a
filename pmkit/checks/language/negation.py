"""What a sentence denies, or says about words rather than with them."""

from pmkit.checks.language.pattern import CLAUSE_SIGNS
from pmkit.checks.text.sentence import Sentence

REACH = 5
"""How many words a denial reaches forward, within its clause."""
DENIALS = frozenset(
    "no not never nor neither without isn't wasn't aren't weren't doesn't don't didn't cannot can't couldn't "
    "won't hardly avoid avoids avoiding refrain blameless nobody none nothing shouldn't wouldn't haven't hasn't "
    "hadn't".split()
)
INSTEAD = frozenset({"rather", "instead"})
DENIED_AFTER = frozenset("isn't wasn't aren't weren't doesn't didn't".split())
SANCTIONS = frozenset(
    "designed expected documented described specified usual planned announced scheduled agreed instructed "
    "instructs requested prescribes prescribed allows allowed permits says intended required recommended "
    "requires".split()
)
TERMS = frozenset("word words phrase phrases wording expression expressions adjective adjectives".split())
CALLING = frozenset("calling call called labelling labeling label blaming blame saying writing write".split())
ASKING = frozenset(
    "look looking ask asking blame blaming search point pointing judge judging seek write say mean imply".split()
)
ASKS = frozenset("what which where when is was are were could would can did do does has have how".split())
SAYING = frozenset(
    "said says wrote writes called complained tweeted posted reads read states printed prints logged asked "
    "tempting easy unfair pointless misleading premature named names blamed blames concluded claims claimed "
    "according wrong".split()
)
TOO_EASY = frozenset("tempting easy unfair pointless misleading premature wrong tempted".split())
JUDGING = frozenset("blame conclude say call assume think claim see name accuse point judge".split())
OUTSIDERS = frozenset(
    "customer customers client clients user users caller callers journalist press tweet commenter".split()
)
WRITINGS = frozenset(
    "line log message banner comment prompt output tooltip reply mail email draft report version ticket post "
    "article release blog headline review text press tweet story paper".split()
)
REPORTERS = OUTSIDERS | WRITINGS | frozenset("vendor supplier provider press media contract".split())
NOT = frozenset({"not", "don't", "never", "doesn't", "didn't", "without"})
ASKED = frozenset("for who whose why anyone anybody someone people that about at fingers".split())
STYLE = frozenset("avoid avoids replace replaces replaced rephrase leave ban bans banned forbids delete remove".split())


def denied(sentence: Sentence, first: int) -> bool:
    """Whether a denial stands shortly before the words at `first`: "this was not …", "rather than …"."""
    words = sentence.words
    for index in range(first - 1, max(first - REACH, 0) - 1, -1):
        word = words[index]
        if word in CLAUSE_SIGNS or word in {"but", "because", "so", "and"}:
            return word == "because" and words[index - 1] in DENIALS and index > 0
        if word == "," and words[index + 1] == "which":
            return False  # what follows is said of the whole that came before
        if word in DENIALS:
            # "Not only the node" and "no doubt" deny nothing.
            return words[index + 1] not in {"only", "just", "doubt", "least"}
        if word in {"than", "of"} and index and words[index - 1] in INSTEAD:
            return True
    return False


def denied_after(sentence: Sentence, last: int) -> bool:
    """Whether the words up to `last` are denied by what follows: "human error is not a cause"."""
    following = sentence.words[last + 1 : last + 4]
    return bool(following) and (
        following[0] in DENIED_AFTER
        or (
            following[0] in {"is", "was", "are", "were", "does", "did", "do"}
            and following[1:2] in (["not"], ["never"], ["no"])
        )
    )


def about_words(sentence: Sentence) -> bool:
    """Whether a sentence is about wording: "avoid words such as …", "calling this … would hide the fact"."""
    if sentence.about_words is None:
        sentence.about_words = _about_words(sentence)
    return sentence.about_words


def _about_words(sentence: Sentence) -> bool:
    found, words = sentence.found, sentence.words
    if not found.isdisjoint(TERMS):
        for index, word in enumerate(words):
            if word in TERMS and (
                sentence.word(index + 1) in {"such", "like", ":", "of", "as"} or not found.isdisjoint(STYLE)
            ):
                return sentence.word(index - 1) != "other"
    if not found.isdisjoint(CALLING):
        for index, word in enumerate(words[:-1]):
            if word in {"calling", "call", "labelling", "labeling", "label"} and words[index + 1] in {
                "this", "it", "that", "something", "an", "a", "the",
            }:  # fmt: skip
                return index == 0 or words[index - 1] in {"to", "not", "we", "don't", "n't", "and", "never", "of", ","}
    return not found.isdisjoint({"blameless", "blaming"}) or _asks_for_none(words) or _others_say(sentence)


def sanctioned(sentence: Sentence) -> bool:
    """Whether an act was meant to be: "as planned", "as the runbook says", "which the policy allows"."""
    if sentence.found.isdisjoint(SANCTIONS):
        return False
    for index, word in enumerate(sentence.words):
        if word in SANCTIONS and not {"as", "which", "like"}.isdisjoint(sentence.words[max(0, index - 4) : index]):
            return True
    return False


def asks(sentence: Sentence) -> bool:
    """Whether a sentence asks what was to be seen or known, and so claims nothing."""
    return "?" in sentence.found and sentence.words[0] in ASKS


def _others_say(sentence: Sentence) -> bool:
    """As in "The customer called us idiots", "the log line reads: operator error": somebody else's words."""
    words = sentence.words
    if sentence.found.isdisjoint(SAYING):
        return False
    for index, word in enumerate(words):
        if word in SAYING:
            before = set(words[max(0, index - 3) : index])
            if before & OUTSIDERS or before & WRITINGS:
                return True
        if (
            word in TOO_EASY
            and words[index + 1 : index + 2] == ["to"]
            and words[index + 2 : index + 3][0:1]
            and words[index + 2] in JUDGING
        ):
            return True
        if word == "according" and not REPORTERS.isdisjoint(words[index + 1 : index + 5]):
            return True
    return False


def _asks_for_none(words: list[str]) -> bool:
    """As in "We do not look for a guilty person", "the review does not ask who did it", "without blaming"."""
    if NOT.isdisjoint(words):
        return False
    for index, word in enumerate(words[:-1]):
        if word == "never" and words[index + 1] in {"ask", "write"}:
            return True
        if word == "without" and words[index + 1] in {"blaming", "pointing", "judging", "accusing"}:
            return True
        if word in NOT and ASKING & set(words[index + 1 : index + 3]):
            return bool(ASKED & set(words[index + 2 : index + 6]))
    return False
