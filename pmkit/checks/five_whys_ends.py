"""What a chain of whys ends in, judged by its words alone: how work is set up, a machine's state, or the world."""

from pmkit.checks.text import Text, find_phrase, is_absence, lexicon, read
from pmkit.checks.why_reading import WhyReading

SUBJECT = 6
"""Among how many words from its start the subject of a line is looked for."""
_CONTROL_WORDS = frozenset({"no", "nobody", "no-one", "nothing", "none", "without", "neither", "nor", "never", "lack", "lacks"})


def stems_of(name: str) -> frozenset[str]:
    """The stems of a list of words in `words/chains.toml`."""
    return frozenset(read(word).tokens[0].stem for word in lexicon("chains", name))


def names_set_up(text: Text, problem: Text | None = None) -> bool:
    """Whether a text names a thing or an act by which work is set up, beyond those that the problem is about."""
    known = problem.content if problem else frozenset()
    words = {token.word for token in text.tokens}
    return bool((text.content & stems_of("set_up")) - known) or bool(words & lexicon("chains", "setting_up"))


def lacks_control(text: Text) -> bool:
    """Whether a text says that something is not there, other than what machines run out of: "no space"."""
    resources = lexicon("chains", "resources")
    for index, token in enumerate(text.tokens):
        if token.word in _CONTROL_WORDS:
            following = [one.word for one in text.tokens[index + 1 : index + 3]]
            if not resources & set(following) and (following or token.word in {"nobody", "no-one", "none", "nothing"}):
                return True
    return False


def is_general(text: Text) -> bool:
    """Whether a text tells how things are, and not what happened once."""
    words = {token.word for token in text.tokens}
    told = words & lexicon("chains", "present") or words & lexicon("chains", "general")
    return bool(told) or any(is_absence(word) and word not in lexicon("chains", "past") for word in words)


def is_shallow(reading: WhyReading, depth: int, ends: list[Text], enough: int) -> bool:
    """Whether a chain without a story stops at an event or a machine; silent when unsure, and beyond `enough` whys."""
    if depth > enough:
        return False
    problem = read(reading.answer.problem)
    if depth < enough:
        return not any(names_set_up(end, problem) or lacks_control(end) for end in ends)
    return not any(names_set_up(end) or is_general(end) for end in ends)


def world_in(text: Text) -> tuple[int, int] | None:
    """Where a text tells a generality about chance, nature or outsiders, as offsets; None where it names what is ours."""
    if is_ours(text) or not text.tokens:
        return None
    for phrase in sorted(lexicon("chains", "fate")):
        place = find_phrase(text, phrase)
        if place:
            return place
    return _world_subject(text)


def is_ours(text: Text) -> bool:
    """Whether a text names something that a team has set up, or has not."""
    words = {token.word for token in text.tokens}
    return names_set_up(text) or bool(words & {"our", "we", "us", "ours", "team", "teams"}) or _lacks_ours(text)


def _lacks_ours(text: Text) -> bool:
    """A missing control; "no software is perfect", "nobody can know" and "never fully" are generalities."""
    if not lacks_control(text):
        return False
    return not any(find_phrase(text, phrase) for phrase in lexicon("chains", "fate"))


def _world_subject(text: Text) -> tuple[int, int] | None:
    """Weather anywhere in a bare name, or a kind of thing or an outside party that is or does so by its nature."""
    words = [token.word for token in text.tokens]
    place = (text.tokens[0].start, text.tokens[-1].end)
    verbless = not set(words) & (lexicon("chains", "present") | lexicon("chains", "past"))
    opening = words[:SUBJECT]
    if set(opening) & lexicon("chains", "weather") and (verbless or words[0] in {"a", "an", "the"} or len(words) <= SUBJECT):
        return place
    head = next((index for index, word in enumerate(opening) if word in _world()), None)
    if head is None or words[0] in {"the", "this", "these", "its", "their", "each", "every"} or words[0] in _prepositions():
        return None
    following = words[head + 1 : head + 5]
    if set(following) & lexicon("chains", "past"):
        return None
    return place if set(following) & lexicon("chains", "misfortunes") or (head <= 2 and len(words) <= head + 3) else None


def _world() -> frozenset[str]:
    return lexicon("chains", "kinds") | lexicon("chains", "parties")


def _prepositions() -> frozenset[str]:
    return lexicon("people", "prepositions")
