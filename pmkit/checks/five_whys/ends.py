"""What a chain of whys ends in, judged by its words alone: how work is set up, a machine's state, or the world."""

from itertools import pairwise

from pmkit.checks.five_whys.reading import WhyReading
from pmkit.checks.text.lexicon import lexicon
from pmkit.checks.text.phrases import find_any
from pmkit.checks.text.set_up import lacks_control, names_set_up
from pmkit.checks.text.text import Text, is_absence, read

SHORT = 7
"""A line about the nature of a kind of thing has no more words."""
WHOLE = 6
"""From so many words on, a text without a word of the past is a sentence about the present."""
SUBJECT = 6
"""Among how many words from its start the subject of a line is looked for."""


def is_general(text: Text) -> bool:
    """Whether a text tells how things are, and not what happened once."""
    words = {token.word for token in text.tokens}
    told = words & lexicon.five_whys.present or words & lexicon.five_whys.general
    return (
        bool(told)
        or (len(text.tokens) >= WHOLE and not _tells_past(text))
        or any(is_absence(word) and word not in lexicon.five_whys.past for word in words)
    )


def is_habit(text: Text) -> bool:
    """Whether a text tells how something is always done: "are renewed by hand", "each team picks"."""
    words = [token.word for token in text.tokens]
    if set(words) & lexicon.five_whys.past:
        return False
    done = any(
        one == "are" and (other.endswith("ed") or other in lexicon.five_whys.done_by_habit)
        for one, other in pairwise(words)
    )
    return done or bool(set(words) & lexicon.five_whys.habits)


def _tells_past(text: Text) -> bool:
    return any(token.word in lexicon.five_whys.past or token.word.endswith("ed") for token in text.tokens)


def is_shallow(reading: WhyReading, depth: int, ends: list[Text], enough: int) -> bool:
    """Whether a chain without a story stops at an event or a machine; silent when unsure, and beyond `enough` whys."""
    if depth > enough:
        return False
    problem = read(reading.answer.problem)
    if depth < enough:
        return not any(names_set_up(end, problem) or lacks_control(end) or is_habit(end) for end in ends)
    return not any(names_set_up(end) or is_general(end) for end in ends)


def world_in(text: Text, *, bare: bool = True) -> tuple[int, int] | None:
    """Where a text tells a generality about chance, nature or outsiders, as offsets; None where it names ours.

    With `bare`, the mere name of such a thing is one: "Winter storms", "High traffic".
    """
    place = find_any(text, "five_whys", "fate_always")
    if place or not text.tokens or is_ours(_without_theirs(text)):
        return place
    return find_any(text, "five_whys", "fate") or _world_subject(text, bare=bare)


def names_only_the_world(root_cause: Text, ends: list[Text]) -> bool:
    """Whether a root cause speaks of outsiders, kinds of things or weather, and neither it nor the ends of us."""
    words = {token.word for token in root_cause.tokens}
    if any(is_ours(_without_theirs(text)) or is_habit(text) for text in (root_cause, *ends)):
        return False
    return bool(words & (_world() | lexicon.five_whys.weather)) and not words & lexicon.five_whys.past


def _without_theirs(text: Text) -> Text:
    """A text without the words that outsiders own or do: "makers change their rules", "the vendor releases"."""
    words = [token.word for token in text.tokens]
    theirs = lexicon.five_whys.parties | {"their"}
    kept = [word for before, word in pairwise(["", *words]) if before not in theirs]
    return read(" ".join(kept)) if len(kept) < len(words) else text


def is_ours(text: Text) -> bool:
    """Whether a text names something that a team has set up, or has not; "our vendor" is an outsider all the same."""
    words = [token.word for token in text.tokens]
    possessed = any(one == "our" and other not in _world() for one, other in pairwise(words))
    return names_set_up(text) or possessed or bool(set(words) & lexicon.five_whys.ourselves) or _lacks_ours(text)


def _lacks_ours(text: Text) -> bool:
    """A missing control; "no software is perfect" and "nobody can know" are generalities, "never" says how often."""
    absent = {token.word for token in text.tokens} & lexicon.five_whys.control_lacking
    return lacks_control(text) and not absent <= lexicon.five_whys.seldom and not find_any(text, "five_whys", "fate")


def _world_subject(text: Text, *, bare: bool) -> tuple[int, int] | None:
    """Weather as a bare name, or a kind of thing or an outside party that is or does so by its nature."""
    words = [token.word for token in text.tokens]
    place = (text.tokens[0].start, text.tokens[-1].end)
    verbless = not set(words) & (lexicon.five_whys.present | lexicon.five_whys.past)
    opening = words[:SUBJECT]
    if set(opening) & lexicon.five_whys.weather and (
        verbless or words[0] in {"a", "an", "the"} or len(words) <= SUBJECT
    ):
        return place
    if _as_they_do(words) or _bare_nature(words):
        return place
    head = next((index for index, word in enumerate(opening) if word in _world()), None)
    if head is None or not _may_open(words, head):
        return None
    following = words[head + 1 : head + 5]
    if set(following) & lexicon.five_whys.past:
        return None
    named = bare and len(words) <= head + 3 <= SUBJECT
    return place if named or _tells_nature(following) else None


def _may_open(words: list[str], head: int) -> bool:
    """Whether the subject is a kind of thing, or one party: "the vendor", and not "the sensors"."""
    if words[0] == "the":
        return words[head] in lexicon.five_whys.parties
    return words[0] not in lexicon.five_whys.before_ours | lexicon.people.prepositions


def _as_they_do(words: list[str]) -> bool:
    """As in "…, as carriers do"."""
    triples = zip(words, words[1:], words[2:], strict=False)
    return any(
        one == "as" and other in _world() and last in lexicon.five_whys.by_nature for one, other, last in triples
    )


def _bare_nature(words: list[str]) -> bool:
    """As in "Time zones are hard": a short line on a kind of thing, ending in how such things are."""
    plural = any(word.endswith("s") and word not in lexicon.english.function for word in words[:2])
    told = words[-1] in lexicon.five_whys.natures and not {"is", "are"}.isdisjoint(words)
    return len(words) <= SHORT and plural and told


def _tells_nature(following: list[str]) -> bool:
    """Whether what follows a thing in the world is what such things do, are, or do so often."""
    for index, word in enumerate(following):
        if word in lexicon.five_whys.misfortunes or word in lexicon.five_whys.frequencies:
            return True
        if word in {"is", "are"} and set(following[index + 1 :]) & lexicon.five_whys.natures:
            return True
    return False


def _world() -> frozenset[str]:
    return lexicon.five_whys.kinds | lexicon.five_whys.parties
