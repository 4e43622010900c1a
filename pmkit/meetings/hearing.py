"""What the room hears of an utterance: whom it asks, which moves still count, whether it harms, and how surely."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from pmkit.meetings.addressing import Question, asked_in, named_in, questions_in
from pmkit.meetings.tone import CARE, HARSH, Sign, signs_in, weight_of
from pmkit.models.meeting.meeting import LONGEST, Meeting, SampleLine
from pmkit.models.meeting.moves import HARMFUL, HELPFUL, Move
from pmkit.models.meeting.state import Said, SaidMove, State
from pmkit.models.meeting.wording import alike, sentences_of, threes, words_of

SAME = 0.75
"""The share of words that makes an utterance, or a sentence of one, the same as an earlier one."""
MOST_AT_ONCE = 5
"""Things to do in one utterance that a room can follow; a question is one of them, whatever it asks for."""
WORDS_A_MOVE, WORDS_AT_LEISURE = 3, 12
"""Below the first a move is a keyword; from the second on there may be any number of them."""
MOST_MOVES = 60
"""Of one utterance; there are not half as many names of moves."""
COPIED, HELD = 0.6, 0.9
"""From which share an utterance is made of a line on offer, or holds one whole."""
TWO = "two-questions"
ASKING = frozenset(("open-question", "fact-seeking", "invites"))
PERSONAL = frozenset(("why-you", "loaded", "leading", "hindsight"))
"""Harms that make a question of their own sentence none that leaves room."""
SURE = 0.75
"""From this weight of harm, less the care beside it, a finding is taken for what was meant."""
CALMS = 0.5
"""What a frame, or blame turned to the system, takes off the weight."""
FORGIVING = 2
"""Turns at the start in which one finding that is about nobody by name is put down to nerves."""
DUTY = ("should", "ought")
_REPROACH = re.compile(r"\byou(?: [a-z]+)? $", re.IGNORECASE)
FELT_AS = {"presses": "assigns-blame", "mocks": "dismisses"}
"""As which harm pressure and mockery count."""


@dataclass(frozen=True, slots=True)
class Heard:
    """`counts` are the helpful moves that do something, `harms` each harmful one once, `to` whom it is said to.

    `questions` are its questions, each with those whom it is for; `signs` say how it was said, `weight` how much harm
    is left beside the care in it, `sure` whether it was meant. `sample` is the line on offer that it is, word for word.
    """

    said: Said
    counts: frozenset[str]
    harms: tuple[SaidMove, ...]
    to: tuple[str, ...]
    questions: tuple[Question, ...]
    words: tuple[str, ...]
    signs: frozenset[str]
    weight: float
    sure: bool
    repeated: bool
    crowded: bool
    sample: SampleLine | None

    @property
    def asked(self) -> tuple[str, ...]:
        """Those whom its questions are for, the last question first."""
        return asked_in(self.questions)

    @property
    def question(self) -> tuple[str, ...]:
        """The words of its questions."""
        return tuple(word for one in self.questions for word in one.words)

    @property
    def harsh(self) -> bool:
        """Whether it presses, mocks or orders, with no care beside it."""
        return bool(self.signs & HARSH) and not self.signs & CARE

    @property
    def spoils(self) -> bool:
        """Whether a harm undoes what is good in it; two questions at once are only answered worse."""
        return self.harsh or (self.sure and any(one.name != TWO for one in self.harms))

    @property
    def cares(self) -> bool:
        """Whether it treats somebody well: blame refused, comfort, something taken back."""
        return bool(self.signs & CARE) and not self.spoils

    @property
    def opens(self) -> bool:
        """Whether it asks for what people know in a way that leaves them room."""
        return bool(self.counts & ASKING) or "opens" in self.signs

    @property
    def asks(self) -> bool:
        """Whether it asks anybody for what they know; a plain question asks whoever it names."""
        return bool(self.counts & ASKING) or (bool(self.asked) and bool(self.question) and not self.worn)

    @property
    def worn(self) -> bool:
        """Whether it was said before, or says too much at once."""
        return self.repeated or self.crowded


def hear(meeting: Meeting, state: State, text: str, moves: Iterable[Move]) -> Heard:
    """An utterance as it arrives; a line on offer makes the moves that its author gave it, whatever was read."""
    text = text[:LONGEST].encode("utf-8", "replace").decode("utf-8")  # half a surrogate pair fits into no file
    words = words_of(text)
    sample = meeting.sample_by_words.get(words)
    read = _read(text, sample, tuple(moves)[:MOST_MOVES])
    signs = () if sample else signs_in(text)
    harms = _harms(text, read, signs, named=bool(named_in(meeting, words)) and not sample)
    weight = weighed(read, harms, signs)
    sure = sample is not None or (weight >= SURE and not _nerves(meeting, state, words, harms, signs))
    if sure and not sample and any(one.name != TWO for one in harms):  # what harms is what stays in the room
        read = tuple(one for one in read if one.name in HARMFUL or one.name == "fact-seeking")
    repeated = any(alike(frozenset(words), frozenset(words_of(one.text))) >= SAME for one in state.said)
    crowded = sample is None and is_crowded(read, words)
    worn = repeated or crowded
    return Heard(
        said=Said(text=text, moves=read, picked=sample is not None or is_copied(meeting, words)),
        counts=frozenset() if worn else frozenset(fresh(state, text, read)),
        harms=harms,
        to=spoken_to(meeting, words, read),
        questions=questions_in(meeting, text),
        words=words,
        signs=frozenset(_fresh_signs(state, text, signs, worn=worn)),
        weight=weight,
        sure=sure,
        repeated=repeated,
        crowded=crowded,
        sample=sample,
    )


def _read(text: str, sample: SampleLine | None, moves: tuple[Move, ...]) -> tuple[SaidMove, ...]:
    if sample:
        return tuple(SaidMove(name=name, end=len(text)) for name in sample.moves)
    return tuple(SaidMove(name=one.name, start=one.start, end=one.end, about=one.about) for one in moves)


def _harms(text: str, read: tuple[SaidMove, ...], signs: tuple[Sign, ...], *, named: bool) -> tuple[SaidMove, ...]:
    """Each harmful move once; pressure and mockery are felt as such too, where nothing else was found.

    What somebody who is `named` should have done is put on them: "Rafael, you should have checked".
    """
    harms = {one.name: one for one in reversed(read) if one.name in HARMFUL}
    judged = harms.get("hindsight")
    if judged and named and _REPROACH.search(text[: judged.start]) and text[judged.start :].lower().startswith(DUTY):
        harms.setdefault("assigns-blame", judged.model_copy(update={"name": "assigns-blame"}))
    if CARE.isdisjoint(one.name for one in signs):
        for one in signs:
            if one.name in FELT_AS:
                felt = SaidMove.model_validate({"name": FELT_AS[one.name], "start": one.start, "end": one.end})
                harms.setdefault(felt.name, felt)
    return tuple(harms.values())


def weighed(read: tuple[SaidMove, ...], harms: tuple[SaidMove, ...], signs: tuple[Sign, ...]) -> float:
    """How harmful an utterance is, less denial of blame, comfort, thanks and room to answer beside the harm."""
    found = [one for one in harms if one.name != TWO]
    personal = [one for one in found if one.name in PERSONAL]
    names = {
        one.name
        for one in signs
        if one.name != "opens" or not any(harm.start < one.end and one.start < harm.end for harm in personal)
    }
    if names & {"presses", "mocks"} and not names & CARE:
        return float(len(found))
    helps = {one.name for one in read if one.name in HELPFUL and not _beside(one, found)}
    accused = any(one.name == "why-you" for one in found)  # said to a face, whatever is beside it
    return len(found) + accused + weight_of(names) - CALMS * len(helps & {"sets-frame", "redirects-blame"})


def _nerves(
    meeting: Meeting, state: State, words: tuple[str, ...], harms: tuple[SaidMove, ...], signs: tuple[Sign, ...]
) -> bool:
    """Whether a harm at the start is put down to nerves: one finding, about nobody by name, and no pressure."""
    plain = len(harms) == 1 and harms[0].name != "loaded" and all(one.name not in FELT_AS for one in signs)
    return plain and len(state.said) < FORGIVING and not named_in(meeting, words)


def _beside(move: SaidMove, harms: Iterable[SaidMove]) -> bool:
    return any(one.start < move.end and move.start < one.end for one in harms)


def _fresh_signs(state: State, text: str, signs: tuple[Sign, ...], *, worn: bool) -> set[str]:
    """The signs whose sentence was not said before; harshness and thanks do not wear."""
    before = [words for one in state.said for _, _, words in sentences_of(one.text)]
    found: set[str] = set()
    for one in signs:
        words = frozenset(words_of(text[one.start : one.end]))
        new = not worn and all(alike(words, old) < SAME for old in before)
        if new or one.name in HARSH or (one.name == "thanks" and not worn):
            found.add(one.name)
    return found


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
    """Whether it does more at once than a room can follow; who takes their time may do more."""
    helpful = [one for one in moves if one.name not in HARMFUL and one.name != "we-language"]
    end, apart = -1, 0
    for one in sorted(helpful, key=lambda move: move.end):
        if one.start >= end:
            apart += 1
            end = one.end
    kinds = len({"asks" if one.name in ASKING or one.name == "asks-owner" else one.name for one in helpful})
    if len(words) >= WORDS_AT_LEISURE * max(apart, kinds):
        return False
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
