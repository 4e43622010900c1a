"""How a fact comes out: asked of who knows it, with a question that leaves room, in a room that is safe enough."""

from functools import lru_cache

from pmkit.meetings.hearing import TWO, Heard
from pmkit.meetings.library import rules
from pmkit.meetings.moods import after_asking
from pmkit.meetings.sitting import Sitting
from pmkit.meetings.tone import plain_words
from pmkit.models.meeting.meeting import Meeting, MeetingFact, Participant
from pmkit.models.meeting.moves import HARMFUL
from pmkit.models.meeting.wording import words_of

STEM, SHORT = 5, 4
"""So many letters make two words one, and shorter words say too little to count."""


def open_fact(sitting: Sitting, heard: Heard) -> bool:
    """Whether the question brings a fact out; who is asked by name says something in any case."""
    if heard.spoils:
        _answer_harsh(sitting, heard)
        return False
    if not heard.asks:
        return False
    asked = _asked(sitting, heard)
    ready = [fact for fact in sitting.meeting.facts if _may_come(sitting, heard, fact, asked)]
    open_ones = [fact for fact in ready if sitting.moods[fact.who] >= fact.trust]
    if open_ones:
        easier = any(one.name == TWO for one in heard.harms)
        _tell(sitting, max(open_ones, key=lambda fact: _fit(sitting.meeting, heard, fact, easier=easier)))
        return True
    _answer_without(sitting, heard, bool(ready))
    after_asking(sitting, heard)
    return False


def hits(fact: MeetingFact, words: tuple[str, ...]) -> int:
    """How many beginnings of words that ask for the fact the question has."""
    return sum(any(word.startswith(start) for word in words) for start in fact.about)


def shared(meeting: Meeting, fact: MeetingFact, words: tuple[str, ...]) -> int:
    """How many of the longer words of a question belong to the matter of a fact, whoever asks for it how."""
    matter = _matter(meeting.slug, fact, _shows(meeting, fact.who))
    mine = {word[:STEM] for word in words if len(word) >= SHORT and word not in plain_words()}
    return len((mine - {name[:STEM] for name in meeting.names}) & matter)


@lru_cache(maxsize=512)
def _matter_of(text: str) -> frozenset[str]:
    return frozenset(word[:STEM] for word in words_of(text) if len(word) >= SHORT and word not in plain_words())


def _matter(_slug: str, fact: MeetingFact, shows: str) -> frozenset[str]:
    return _matter_of(" ".join((fact.says, *fact.told, fact.hint, shows)))


def _shows(meeting: Meeting, who: str) -> str:
    """What somebody quiet does with everybody looking on, which one can ask about: a drawing, notes in a hand."""
    return " ".join(
        text for one in meeting.beats if one.who == who and one.kind == "silent-expert" for text in one.says
    )


def _fit(meeting: Meeting, heard: Heard, fact: MeetingFact, *, easier: bool) -> tuple[bool, int, int]:
    """How well a fact fits the question; the first of equals is told."""
    words = heard.question or heard.words
    return easier and not fact.deep, 2 * hits(fact, words) + shared(meeting, fact, words), hits(fact, heard.words)


def _asked(sitting: Sitting, heard: Heard) -> set[str]:
    """Those who may answer: who is asked by name, else who is named, else all who speak unasked."""
    named = heard.asked or heard.to
    return set(named) or {one.id for one in sitting.meeting.people if not one.quiet}


def _may_come(sitting: Sitting, heard: Heard, fact: MeetingFact, asked: set[str]) -> bool:
    return (
        fact.id not in sitting.facts
        and fact.who in asked
        and set(fact.needs) <= set(sitting.facts)
        and _is_asked_for(sitting.meeting, heard, fact)
    )


def _is_asked_for(meeting: Meeting, heard: Heard, fact: MeetingFact) -> bool:
    """By a move that opens it, or of its owner by name with room to answer or in its own words."""
    hit = hits(fact, heard.words)
    by_name = fact.who in heard.asked
    near = hit or (by_name and shared(meeting, fact, heard.words))
    if fact.deep and not near:
        return False
    return bool(heard.counts & set(fact.opened_by)) or (by_name and ("opens" in heard.signs or hit > 0))


def _tell(sitting: Sitting, fact: MeetingFact) -> None:
    sitting.facts.append(fact.id)
    sitting.moment("what-happened", f"fact:{fact.id}", 1.0, 1.0)
    sitting.hear(fact.who)
    sitting.speak(fact.who, fact.told, f"fact:{fact.id}")
    sitting.notice("fact", fact.id, "fact", says=fact.says)
    if fact.admits:
        sitting.owe(f"thanks:{fact.id}")


def _answer_without(sitting: Sitting, heard: Heard, holds_back: bool) -> None:
    """Who is asked by name and has nothing to add, or holds it back, says so; or where else to ask."""
    for who in (heard.asked or heard.to)[:1]:
        person: Participant = sitting.meeting.person_by_id[who]
        if holds_back or sitting.moods[who] < rules().closed:
            sitting.speak(who, person.reacts.shut)
            sitting.notice("missed", who, "unheard", name=person.name)
        elif who in sitting.heard:
            _answer_again(sitting, heard, person)
        else:
            _answer_first(sitting, heard, person)


def _answer_again(sitting: Sitting, heard: Heard, person: Participant) -> None:
    hint = _pointer(sitting, person.id, rules().pointers.other) if heard.opens else None
    if hint:
        sitting.speak(person.id, hint, "pointer")
    elif person.id in heard.asked or all(one.who != person.id for one in sitting.replies):
        sitting.speak(person.id, person.reacts.asked)


def _answer_first(sitting: Sitting, heard: Heard, person: Participant) -> None:
    """Who knows no fact tells how it looks from their seat; who knows one and was not asked for it is not heard yet."""
    hint = _pointer(sitting, person.id, rules().pointers.first) if heard.opens else None
    knows = any(one.who == person.id for one in sitting.meeting.facts)
    if not knows:
        sitting.hear(person.id)
        sitting.speak(person.id, person.reacts.asked)
    if hint:
        sitting.speak(person.id, hint, "pointer")
    elif knows:
        sitting.speak(person.id, rules().pointers.untold)
    if knows:
        sitting.notice("missed", person.id, "untold", name=person.name)


def _pointer(sitting: Sitting, who: str, others: list[str]) -> list[str] | None:
    """What somebody could tell if they were asked about it; else who could tell more. None where all is told."""
    left = [
        fact
        for fact in sitting.meeting.facts
        if fact.id not in sitting.facts and set(fact.needs) <= set(sitting.facts) and fact.hint
    ]
    own = next((fact for fact in left if fact.who == who and sitting.moods[who] >= fact.trust), None)
    if own:
        return [text.format(hint=own.hint) for text in rules().pointers.own]
    other = next((fact for fact in left if fact.who != who), None)
    if other is None:
        return None
    name = sitting.meeting.person_by_id[other.who].name.split(maxsplit=1)[0]
    return [text.format(hint=other.hint, name=name) for text in others]


def _answer_harsh(sitting: Sitting, heard: Heard) -> None:
    """Who is pressed gives no more than a word; one who was hurt has answered already."""
    hurt = any(one.about in HARMFUL for one in sitting.replies)
    for who in () if hurt or not heard.asked else heard.asked[:1]:
        person = sitting.meeting.person_by_id[who]
        sitting.speak(who, person.reacts.shut)
        sitting.notice("missed", who, "pressed", name=person.name)
