"""Sentences about what did not happen: "should have", "if only", "had we"."""

from pmkit.checks.people import is_person_word
from pmkit.checks.text import Text, find_phrase, is_absence

MODALS = {"should", "could", "would", "might", "ought"}


def counterfactual(text: Text) -> tuple[int, int] | None:
    """Where a text tells what people would have done, as offsets; None where it tells what happened.

    Left alone: safeguards ("no canary that would have caught it"), possible harm ("could have been exposed"),
    designs ("should have resulted in a 4xx").
    """
    place = find_phrase(text, "if only")
    if place:
        return place
    words = [token.word for token in text.tokens]
    for index, word in enumerate(words):
        end = _modal(words, index) if word in MODALS else None
        if end is not None and not _safeguard(words, index):
            return text.tokens[index].start, text.tokens[end].end
        if word in {"if", "had"} and _hypothesis(words, index):
            return text.tokens[index].start, text.tokens[min(index + 2, len(words) - 1)].end
    return None


def _modal(words: list[str], index: int) -> int | None:
    """The position of the participle after a modal and "have", when it speaks of people's conduct."""
    after = [position for position in range(index + 1, min(index + 5, len(words))) if words[position] == "have"]
    if not after or after[0] + 1 >= len(words):
        return None
    participle = after[0] + 1
    person = any(is_person_word(word) for word in words[max(0, index - 4) : index])
    conduct = words[index] in {"should", "ought"} and words[participle] == "been"
    return participle if person or conduct else None


def _safeguard(words: list[str], index: int) -> bool:
    before = words[max(0, index - 10) : index]
    return bool({"that", "which"} & set(before)) and any(is_absence(word) for word in before)


def _hypothesis(words: list[str], index: int) -> bool:
    """'If we had tested' and 'Had the team tested', but not 'the node had a limit' or 'if the node had'."""
    following = words[index + 1 : index + 5]
    person = any(is_person_word(word) for word in following[:3])
    if words[index] == "if":
        return person and "had" in following
    return index == 0 and person
