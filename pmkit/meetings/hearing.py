"""What the room hears of an utterance: whom it is to, which moves still count, what was said before."""

from collections.abc import Iterable
from dataclasses import dataclass

from pmkit.models.meeting.meeting import LONGEST, Meeting, SampleLine
from pmkit.models.meeting.moves import HARMFUL, Move
from pmkit.models.meeting.state import Said, SaidMove, State
from pmkit.models.meeting.wording import alike, sentences_of, threes, words_of

SAME = 0.75
"""The share of words that makes an utterance, or a sentence of one, the same as an earlier one."""
MOST_AT_ONCE = 5
"""Things to do in one utterance that a room can follow; a question is one of them, whatever it asks for."""
WORDS_A_MOVE = 3
MOST_MOVES = 60
"""Of one utterance; there are not half as many names of moves."""
COPIED, HELD = 0.6, 0.9
"""From which share an utterance is made of a line on offer, or holds one whole."""
TWO = "two-questions"
ASKING = frozenset(("open-question", "fact-seeking", "invites"))


@dataclass(frozen=True, slots=True)
class Heard:
    """`counts` are the helpful moves that do something, `harms` each harmful one once, `to` whom it is said to.

    `sample` is the line on offer that it is, word for word.
    """

    said: Said
    counts: frozenset[str]
    harms: tuple[SaidMove, ...]
    to: tuple[str, ...]
    words: tuple[str, ...]
    repeated: bool
    crowded: bool
    sample: SampleLine | None

    @property
    def spoils(self) -> bool:
        """Whether a harm undoes what is good in it; two questions at once are only answered worse."""
        return any(one.name != TWO for one in self.harms)

    @property
    def asks(self) -> bool:
        """Whether it asks anybody for what they know."""
        return bool(self.counts & ASKING)


def hear(meeting: Meeting, state: State, text: str, moves: Iterable[Move]) -> Heard:
    """An utterance as it arrives; a line on offer makes the moves that its author gave it, whatever was read."""
    text = text[:LONGEST].encode("utf-8", "replace").decode("utf-8")  # half a surrogate pair fits into no file
    words = words_of(text)
    sample = meeting.sample_by_words.get(words)
    moves = tuple(moves)[:MOST_MOVES]
    read = (
        tuple(SaidMove(name=name, end=len(text)) for name in sample.moves)
        if sample
        else tuple(SaidMove(name=one.name, start=one.start, end=one.end, about=one.about) for one in moves)
    )
    picked = sample is not None or is_copied(meeting, words)
    repeated = any(alike(frozenset(words), frozenset(words_of(one.text))) >= SAME for one in state.said)
    crowded = sample is None and is_crowded(read, words)
    counts = frozenset() if repeated or crowded else frozenset(fresh(state, text, read))
    harms = {one.name: one for one in reversed(read) if one.name in HARMFUL}
    return Heard(
        said=Said(text=text, moves=read, picked=picked),
        counts=counts,
        harms=tuple(harms.values()),
        to=spoken_to(meeting, words, read),
        words=words,
        repeated=repeated,
        crowded=crowded,
        sample=sample,
    )


def is_copied(meeting: Meeting, words: tuple[str, ...]) -> bool:
    """Whether an utterance is made of a line on offer, or holds one."""
    mine = threes(words)
    if not words:
        return False
    for theirs in meeting.sample_threes:
        both = len(mine & theirs)
        if both >= COPIED * len(mine) or both >= HELD * len(theirs):
            return True
    return False


def is_crowded(moves: tuple[SaidMove, ...], words: tuple[str, ...]) -> bool:
    """Whether it does more at once than a room can follow."""
    helpful = [one for one in moves if one.name not in HARMFUL and one.name != "we-language"]
    end, apart = -1, 0
    for one in sorted(helpful, key=lambda move: move.end):
        if one.start >= end:
            apart += 1
            end = one.end
    kinds = len({"asks" if one.name in ASKING or one.name == "asks-owner" else one.name for one in helpful})
    return apart > MOST_AT_ONCE or kinds > MOST_AT_ONCE or len(words) < WORDS_A_MOVE * min(apart, kinds)


def fresh(state: State, text: str, moves: tuple[SaidMove, ...]) -> set[str]:
    """The helpful moves whose sentence was not said before; thanks may be said in the same words."""
    before = [words for one in state.said for _, _, words in sentences_of(one.text)]
    found: set[str] = set()
    for one in moves:
        if one.name in HARMFUL:
            continue
        mine = [
            words for start, end, words in sentences_of(text) if start < max(one.end, one.start + 1) and one.start < end
        ]
        if one.name == "thanks" or not mine or any(all(alike(words, old) < SAME for old in before) for words in mine):
            found.add(one.name)
    return found


def spoken_to(meeting: Meeting, words: tuple[str, ...], moves: tuple[SaidMove, ...]) -> tuple[str, ...]:
    """The participants that are named: by the moves that ask, else anywhere in the words."""
    asked = [word for one in moves if one.name in ASKING and one.about for word in words_of(one.about)]
    return tuple(dict.fromkeys(named_in(meeting, asked) or named_in(meeting, words)))


def named_in(meeting: Meeting, words: Iterable[str]) -> list[str]:
    """The participants whom words name, "Bea's" among them."""
    plain = (word.replace("’", "'").removesuffix("'s") for word in words)
    return [meeting.names[word] for word in plain if word in meeting.names]
