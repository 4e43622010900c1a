"""How a fact comes out: asked of who knows it, with a question that leaves room, in a room that is safe enough."""

from pmkit.meetings.hearing import TWO, Heard
from pmkit.meetings.sitting import Sitting
from pmkit.models.meeting.meeting import MeetingFact, Participant


def open_fact(sitting: Sitting, heard: Heard) -> bool:
    """Whether the question brings a fact out; who is asked by name says something in any case."""
    if not heard.asks or heard.spoils:
        return False
    asked = _asked(sitting, heard)
    ready = [fact for fact in sitting.meeting.facts if _may_come(sitting, heard, fact, asked)]
    open_ones = [fact for fact in ready if sitting.moods[fact.who] >= fact.trust]
    if open_ones:
        easier = any(one.name == TWO for one in heard.harms)
        best = max(
            open_ones, key=lambda fact: (easier and not fact.deep, hits(fact, heard.words))
        )  # the first of equals
        _tell(sitting, best)
        return True
    _answer_without(sitting, heard, bool(ready))
    return False


def hits(fact: MeetingFact, words: tuple[str, ...]) -> int:
    """How many beginnings of words that ask for the fact the question has."""
    return sum(any(word.startswith(start) for word in words) for start in fact.about)


def _asked(sitting: Sitting, heard: Heard) -> set[str]:
    """Those who may answer: who is named, else all who speak unasked."""
    return set(heard.to) or {one.id for one in sitting.meeting.people if not one.quiet}


def _may_come(sitting: Sitting, heard: Heard, fact: MeetingFact, asked: set[str]) -> bool:
    return (
        fact.id not in sitting.facts
        and fact.who in asked
        and set(fact.needs) <= set(sitting.facts)
        and bool(heard.counts & set(fact.opened_by))
        and (not fact.deep or hits(fact, heard.words) > 0)
    )


def _tell(sitting: Sitting, fact: MeetingFact) -> None:
    sitting.facts.append(fact.id)
    sitting.moment("what-happened", f"fact:{fact.id}", 1.0, 1.0)
    _hear(sitting, fact.who)
    sitting.speak(fact.who, fact.told, f"fact:{fact.id}")
    sitting.notice("fact", fact.id, "fact", says=fact.says)
    if fact.admits:
        sitting.owe(f"thanks:{fact.id}")


def _hear(sitting: Sitting, who: str) -> None:
    """A voice counts as heard when the facilitator drew it out."""
    if who not in sitting.heard:
        sitting.heard.append(who)
        sitting.moment("every-voice", who, 1.0, 1.0)


def _answer_without(sitting: Sitting, heard: Heard, holds_back: bool) -> None:
    """Who is asked by name and has nothing to add, or holds it back, says so."""
    for who in heard.to[:1]:
        person: Participant = sitting.meeting.person_by_id[who]
        if holds_back:
            sitting.speak(who, person.reacts.shut)
            sitting.notice("missed", who, "unheard", name=person.name)
        else:
            _hear(sitting, who)
            if all(one.who != who for one in sitting.replies):
                sitting.speak(who, person.reacts.asked)
