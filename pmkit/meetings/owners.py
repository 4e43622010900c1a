"""How an idea finds somebody: parked before, asked for in the last part, taken up by one who is free to say no."""

from dataclasses import replace

from pmkit.meetings.agenda import stage_span
from pmkit.meetings.hearing import Heard
from pmkit.meetings.library import rules
from pmkit.meetings.sitting import Sitting
from pmkit.meetings.tone import signs_in
from pmkit.models.meeting.meeting import Idea
from pmkit.models.meeting.state import Owned
from pmkit.models.meeting.wording import words_of

MOVE = "asks-owner"
EARLY = 6
"""Minutes before the last part in which owners may be asked for already."""


def find_owner(sitting: Sitting, heard: Heard) -> bool:
    """A question for an owner is answered by whom it asks, for the idea that it names; whether it was answered.

    An order finds nobody, and in a closed room nobody says yes. Where several are asked, each for something of
    theirs, each of them answers.
    """
    if not _asks_for_owner(heard):
        return False
    apart = _asked_apart(sitting, heard)
    if apart and not heard.spoils and _is_time(sitting):
        answered = [_find_one(sitting, one) for one in apart]  # each of them, also behind a yes
        return any(answered)
    return _find_one(sitting, heard)


def _asked_apart(sitting: Sitting, heard: Heard) -> list[Heard]:
    """What is heard by each who is asked to take something up, of several questions; none of a single question."""
    text, end, begun, found = heard.said.text, 0, False, []
    signs = signs_in(text)
    made = [(one.start, one.end) for one in signs if one.name == "offers"]
    made += [(one.start, one.end) for one in heard.said.moves if one.name == MOVE]
    asking = [(one.start, one.end) for one in signs if one.name == "opens"]
    for one in heard.questions:
        words = words_of(text[end : one.end])  # the matter may stand before: "The canary. Dov, would you take that?"
        end = one.end
        offered, opens = (any(at < one.end and one.start < to for at, to in spans) for spans in (made, asking))
        begun = begun or offered
        about = any(_hits(idea, words) for idea in sitting.meeting.ideas)
        if one.asked and (offered or (begun and about and not opens)):
            found.append(replace(heard, questions=(one,), words=words))
    asked = {one.asked[:1] for one in found}
    return found if len(heard.questions) > 1 and len(found) == len(asked) else []


def _find_one(sitting: Sitting, heard: Heard) -> bool:
    ideas = _ideas_meant(sitting, heard)
    if heard.spoils:
        if ideas and _is_time(sitting):
            sitting.notice("missed", ideas[0].id, "ordered", says=ideas[0].says)
        return False
    if not _is_time(sitting):
        if ideas_left(sitting):
            sitting.notice("missed", MOVE, "early-owner")
        return False
    if not ideas:
        return _take_something_else(sitting, heard)
    idea = max(ideas, key=lambda one: (_hits(one, heard.words), one.owner in heard.asked))  # the first of equals
    owner = heard.asked[0] if heard.asked and idea.owner not in heard.asked else idea.owner
    if sitting.moods[owner] < rules().closed:
        if heard.asked:
            sitting.speak(owner, rules().pointers.declines)
        sitting.notice("missed", idea.id, "declined", says=idea.says)
        return bool(heard.asked)
    _take(sitting, idea, owner)
    return True


def _is_time(sitting: Sitting) -> bool:
    """Whether it is time for owners: in the last part, or when it is about to begin."""
    start, _ = stage_span(sitting.agenda, "owners")
    return sitting.stage == "owners" or start - sitting.gone <= EARLY


def _take_something_else(sitting: Sitting, heard: Heard) -> bool:
    """Who is asked for something that nobody brought up as an idea says yes or no for themselves."""
    for who in heard.asked[:1] if "offers" in heard.signs or MOVE in heard.counts else ():
        closed = sitting.moods[who] < rules().closed
        sitting.speak(who, rules().pointers.declines if closed else rules().pointers.takes)
        if not closed:
            sitting.hear(who)
        return True
    return False


def _take(sitting: Sitting, idea: Idea, owner: str) -> None:
    if idea.id not in sitting.parked:
        sitting.parked.append(idea.id)
    sitting.owned.append(Owned(idea=idea.id, owner=owner))
    sitting.moment("owners", f"idea:{idea.id}", 1.0, 1.0)
    sitting.hear(owner)
    sitting.speak(owner, idea.taken if owner == idea.owner else rules().pointers.takes, f"idea:{idea.id}")
    sitting.notice("met", idea.id, "asked-who", says=idea.says)


def _asks_for_owner(heard: Heard) -> bool:
    """By the move, as a question; in the last part also by an offer to somebody by name, or an order."""
    if heard.worn:
        return False
    made = any(one.name == MOVE for one in heard.said.moves)
    if "orders" in heard.signs or (heard.spoils and made):
        return True
    asks = bool(heard.question) or heard.sample is not None
    return asks and (MOVE in heard.counts or ("offers" in heard.signs and bool(heard.asked)))


def _ideas_meant(sitting: Sitting, heard: Heard) -> list[Idea]:
    """The ideas without an owner that are meant: by name of whom it is for, by matter, or else all that are parked."""
    taken = {one.idea for one in sitting.owned}
    come = [one.idea for one in sitting.meeting.beats if one.idea and one.id in sitting.come and one.idea not in taken]
    brought = [sitting.meeting.idea_by_id[name] for name in come if name not in sitting.parked]
    parked = ideas_left(sitting)
    if not heard.asked:
        return parked
    meant = [one for one in parked if _hits(one, heard.words) or one.owner in heard.asked]
    return meant + [one for one in brought if _hits(one, heard.words)]


def ideas_left(sitting: Sitting) -> list[Idea]:
    """The parked ideas that nobody has taken up, in the order in which they were parked."""
    taken = {one.idea for one in sitting.owned}
    return [sitting.meeting.idea_by_id[name] for name in sitting.parked if name not in taken]


def _hits(idea: Idea, words: tuple[str, ...]) -> int:
    return sum(any(word.startswith(start) for word in words) for start in idea.about)
