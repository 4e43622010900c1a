"""Whom an utterance speaks to: who is named, and who of them its question is for."""

import re
from collections.abc import Iterable, Iterator

from pmkit.meetings.tone import signs_in
from pmkit.models.meeting.meeting import Meeting
from pmkit.models.meeting.wording import sentences_of, words_of

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_CALLS = ",.:;!?–—"
_OF = frozenset(("with", "to", "for", "from", "of", "by", "about", "than"))
"""Behind these a name is spoken of, not called."""
ASKS = frozenset(("opens", "offers"))


def named_in(meeting: Meeting, words: Iterable[str]) -> list[str]:
    """The participants whom words name, "Bea's" among them."""
    plain = (word.replace("’", "'").removesuffix("'s") for word in words)
    return [meeting.names[word] for word in plain if word in meeting.names]


def asked_of(meeting: Meeting, text: str) -> tuple[str, ...]:
    """Those whom its questions are for, the last question first: called in its sentence, else in the nearest before."""
    called: tuple[str, ...] = ()
    found: tuple[str, ...] = ()
    for start, end in _sentences(text):
        sentence = text[start:end]
        mine = _called(meeting, sentence)
        if is_question(text, start, end):
            found = (*(mine or called or named_in(meeting, words_of(sentence))), *found)
        called = mine or called
    return tuple(dict.fromkeys(found))


def asking_words(text: str) -> tuple[str, ...]:
    """The words of the sentences that ask."""
    asking = [text[start:end] for start, end in _sentences(text) if is_question(text, start, end)]
    return tuple(word for sentence in asking for word in words_of(sentence))


def is_question(text: str, start: int, end: int) -> bool:
    """Whether a sentence asks: by its sign, or as a request to tell or to take something up."""
    if text[start:end].rstrip().endswith("?"):
        return True
    return any(one.name in ASKS and one.start == start for one in signs_in(text))


def _sentences(text: str) -> list[tuple[int, int]]:
    return [(start, end) for start, end, _ in sentences_of(text)]


def _called(meeting: Meeting, sentence: str) -> tuple[str, ...]:
    """Those who are called by name: "Ines, …", "And Noa, …", "…, Jonas?", "Thank you Tomasz."."""
    return tuple(dict.fromkeys(_calls(meeting, sentence)))


def _calls(meeting: Meeting, sentence: str) -> Iterator[str]:
    before = ""
    for match in _WORD.finditer(sentence):
        named = meeting.names.get(match[0].casefold())
        rest = sentence[match.end() :].lstrip()
        if named and before not in _OF and (not rest or rest[0] in _CALLS):
            yield named
        before = match[0].casefold()
