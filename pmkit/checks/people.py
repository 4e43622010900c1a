"""Sentences that make a person the cause: "the engineer forgot …", "operator error"."""

from pmkit.checks.text import Text, Token, find_phrase, lexicon

SHORTEST_PLURAL = 3
"""Below this "is" would be the plural of "I"."""


def person_as_cause(text: Text, names: frozenset[str] = frozenset()) -> tuple[int, int] | None:
    """Where a text names a person as what went wrong, as offsets; None where it does not.

    `names` holds the lower-case names of the people that the exercise knows. A person who lacked something
    ("the engineer did not get an alert") is no finding, nor is a thing named after a role ("operator image").
    """
    for phrase in sorted(lexicon("people", "phrases")):
        place = find_phrase(text, phrase)
        if place:
            return place
    for index, token in enumerate(text.tokens):
        if _is_person(text, index, names):
            end = _judged(text, index)
            if end:
                return token.start, end
    return None


def _is_person(text: Text, index: int, names: frozenset[str]) -> bool:
    word = text.tokens[index].word
    owned = word.removesuffix("'s")
    if word.startswith("@") or owned in names:
        return True
    if not is_person_word(owned):
        return False
    following = text.tokens[index + 1].word if index + 1 < len(text.tokens) else ""
    return following not in lexicon("people", "things") and not any(character.isdigit() for character in following)


def is_person_word(word: str) -> bool:
    """Whether a lower-case word names a role or stands for a person: "engineers", "we"."""
    return word in lexicon("people", "roles") or (
        len(word) > SHORTEST_PLURAL and word.endswith("s") and word[:-1] in lexicon("people", "roles")
    )


def _judged(text: Text, index: int) -> int | None:
    """The end of what judges the person at `index`, when something does."""
    tokens = text.tokens
    if tokens[index].word.endswith("'s") and index + 1 < len(tokens):
        return tokens[index + 1].end if tokens[index + 1].word in {"error", "mistake", "fault"} else None
    if index >= 2 and tokens[index - 1].word == "by" and _is_judgement(tokens[index - 2]):
        return tokens[index].end
    if index >= 3 and tokens[index - 2].word == "by" and _is_judgement(tokens[index - 3]):
        return tokens[index].end
    position = index + 1
    while position < len(tokens) and position <= index + 5 and tokens[position].word in lexicon("people", "between"):
        position += 1
    return _predicate(tokens, position)


def _is_judgement(token: Token) -> bool:
    return token.word in lexicon("people", "judged_verbs")


def _predicate(tokens: tuple[Token, ...], position: int) -> int | None:
    """The end of a judging predicate that begins at `position`."""
    if position >= len(tokens):
        return None
    token = tokens[position]
    if _is_judgement(token) or token.word in lexicon("people", "judged_states"):
        return token.end
    following = tokens[position + 1 : position + 4]
    if token.word in {"made", "makes", "make"} and any(
        one.word in {"error", "mistake", "mistakes"} for one in following
    ):
        return following[-1].end
    negated = token.word in {"didn't", "don't", "doesn't", "hadn't", "haven't", "hasn't"} or (
        token.word in {"did", "do", "does", "not"} and any(one.word == "not" for one in (token, *following[:1]))
    )
    verb = next((one for one in (*following,) if one.word not in {"not", "ever", "been"}), None)
    if negated and verb and verb.word not in lexicon("people", "given"):
        return verb.end
    return None
