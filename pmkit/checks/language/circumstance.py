"""Whether a sentence that tells an act also tells what was there to be seen: then the act is explained, not judged."""

from pmkit.checks.text.lexicon import lexicon
from pmkit.checks.text.people import is_owner, is_person
from pmkit.checks.text.sentence import Sentence

OPENS = frozenset({";", ":", "—", "–", "(", "-"})
LONGEST = 24
"""Words of a clause that are looked at."""


def explained(sentence: Sentence, index: int, *, thing: bool = False) -> bool:
    """Whether what follows the word at `index` says what the scene was: "…; the prompt shows no node name".

    A clause of its own does, a relative one, a reason; a clause about people does not, nor one that tells what
    came of it. Where the word at `index` is said of a `thing` ("the wrong pod"), how things stood will do, and the
    next sentence.
    """
    words = sentence.words
    for position in range(index + 1, len(words)):
        word, following = words[position], sentence.word(position + 1)
        relative = word in lexicon.circumstance.relatives or (
            word == "," and following in lexicon.circumstance.relatives
        )
        clause = (
            relative
            or word in OPENS
            or word == "because"
            or (word == "," and following in lexicon.circumstance.reasons)
        )
        if clause and _tells_scene(sentence, position + 1, state=thing and relative, present=thing):
            return True
    return thing and sentence.after is not None and _tells_scene(sentence.after, 0)


def _tells_scene(sentence: Sentence, first: int, *, state: bool = False, present: bool = False) -> bool:
    """Whether the clause from `first` on tells what was shown or what was alike, and speaks of no person.

    With `present` the present will do, with `state` a "was": both tell how things stood.
    """
    last = first
    while last < len(sentence.words) and last - first < LONGEST and sentence.words[last] not in {";", "(", ")", "?"}:
        last += 1
    clause = frozenset(sentence.words[first:last])
    alike = not clause.isdisjoint(lexicon.circumstance.alike)
    told = alike or not clause.isdisjoint(lexicon.circumstance.shown)
    told = told or (present and not clause.isdisjoint(lexicon.circumstance.present))
    told = told or (state and not clause.isdisjoint(lexicon.circumstance.past))
    if not told or sentence.word(first) == "had" or not clause.isdisjoint(lexicon.circumstance.outcome):
        return False
    return not any(
        is_person(sentence, one) or is_owner(sentence, one)
        for one in range(first, last)
        if sentence.words[one] not in lexicon.circumstance.of_things_too
        and not (alike and sentence.words[one] == "they")
    )
