"""What happens in a meeting, and whether it is met: each beat is an opportunity that the room gives."""

from pmkit.meetings.hearing import Heard
from pmkit.meetings.library import kind_rules
from pmkit.meetings.sitting import Sitting
from pmkit.models.meeting.meeting import Beat
from pmkit.models.meeting.rules import KindRule
from pmkit.models.meeting.state import Waiting

HALF, LATE = 0.5, 0.75
"""What is made of a beat that is met half way, or met later."""
EASED = 1
"""How the mood moves of whom a beat goes against, where it is met."""


def meet_beats(sitting: Sitting, heard: Heard) -> int:
    """Whether the beats that wait are met by what was said; the minutes that go where they are not."""
    lost = 0
    for one in list(sitting.waiting):
        beat = sitting.meeting.beat_by_id[one.beat]
        rule = kind_rules()[beat.kind]
        share = how_met(sitting, beat, rule, heard)
        if share < 1 and sitting.turn - one.since < rule.turns:
            continue  # there is another turn for it
        sitting.waiting.remove(one)
        lost += end_beat(sitting, beat, share)
    return lost


def how_met(sitting: Sitting, beat: Beat, rule: KindRule, heard: Heard) -> float:
    """1, a half, or 0: a harmful move in the same breath undoes what was good in it."""
    if heard.spoils:
        return 0.0
    if _is_to(beat, rule, heard):
        if heard.counts & set(rule.calls_for):
            return 1.0
        if _by_tone(sitting, beat, rule, heard):
            return rule.toned
        if heard.counts & set(rule.helps):
            return rule.helped
    return HALF if rule.near and _is_about(sitting, beat, heard) and not heard.worn else 0.0


def _by_tone(sitting: Sitting, beat: Beat, rule: KindRule, heard: Heard) -> bool:
    """Whether the way it was said meets it, where it is said to them, to nobody by name, or about their idea."""
    return bool(heard.signs & set(rule.tone)) and (_is_about(sitting, beat, heard) or not heard.to)


def _is_about(sitting: Sitting, beat: Beat, heard: Heard) -> bool:
    idea = sitting.meeting.idea_by_id.get(beat.idea)
    named = {beat.who, beat.against} & set(heard.to)
    return bool(named) or (idea is not None and any(word.startswith(tuple(idea.about)) for word in heard.words))


def _is_to(beat: Beat, rule: KindRule, heard: Heard) -> bool:
    to = heard.asked or heard.to
    if rule.to == "who":
        return beat.who in heard.to
    if rule.to == "other":
        return any(one != beat.who for one in to) or not heard.asks
    return True


def end_beat(sitting: Sitting, beat: Beat, share: float) -> int:
    """A beat is over: its moment, moods, the idea that it leaves, what is answered; the minutes that it takes."""
    rule = kind_rules()[beat.kind]
    sitting.moment(rule.element, beat.id, rule.worth, share)
    kind = "met" if share == 1 else "half" if share else "missed"
    sitting.notice(kind, beat.id, kind, title=rule.title, says=rule.says)
    if share == 1:
        if beat.idea and beat.idea not in sitting.parked:
            sitting.parked.append(beat.idea)
        sitting.feel(beat.against or beat.who, EASED)
    elif not share:
        sitting.feel(beat.against or beat.who, rule.hurts)
        sitting.feel_all(rule.chills)
    answers = beat.met if share > HALF else rule.half if share else beat.unmet
    sitting.speak(beat.who if share else beat.against or beat.who, answers, beat.id)
    return 0 if share else beat.costs


def meet_late(sitting: Sitting, heard: Heard) -> None:
    """Whoever comes back to it turns blame that was let stand, and keeps an idea that went by."""
    if heard.spoils or heard.worn:
        return
    over = {one.of: one for one in sitting.state.moments if one.of in sitting.meeting.beat_by_id and not one.late}
    for name, moment in over.items():
        beat = sitting.meeting.beat_by_id[name]
        rule = kind_rules()[beat.kind]
        reached = LATE if heard.counts & set(rule.calls_for) else LATE * rule.toned
        again = any(one.late and one.of == name for one in sitting.state.moments)
        soon = sitting.turn - moment.turn <= rule.late
        if soon and not again and moment.met < reached and _comes_back(sitting, beat, rule, heard):
            sitting.moment(rule.element, name, rule.worth * (reached - moment.met), 1.0, late=True)
            sitting.notice("late", name, "late", title=rule.title, says=rule.says)
            sitting.feel(beat.against or beat.who, EASED)
            if beat.idea and beat.idea not in sitting.parked:
                sitting.parked.append(beat.idea)


def _comes_back(sitting: Sitting, beat: Beat, rule: KindRule, heard: Heard) -> bool:
    """By a move or in a tone that meets it, to those whom it is about or with the words of their idea."""
    meets = heard.counts & set(rule.calls_for) or heard.signs & set(rule.tone)
    return bool(meets) and _is_about(sitting, beat, heard)


def next_beat(sitting: Sitting) -> None:
    """The beat that comes now, if any: one at a time, those that a mood brings before those of the plan."""
    if sitting.over or sitting.waiting:
        return
    beat = _brought_by_mood(sitting) or _planned_by_now(sitting)
    if beat is None:
        return
    sitting.come.append(beat.id)
    sitting.waiting.append(Waiting(beat=beat.id, since=sitting.turn))
    sitting.speak(beat.who, beat.says, beat.id)


def _brought_by_mood(sitting: Sitting) -> Beat | None:
    return next(
        (
            beat
            for beat in sitting.meeting.beats
            if beat.below is not None and beat.id not in sitting.come and sitting.moods.get(beat.who, 0) <= beat.below
        ),
        None,
    )


def _planned_by_now(sitting: Sitting) -> Beat | None:
    found = (one.beat for one in sitting.state.plan if one.minute <= sitting.gone and one.beat not in sitting.come)
    name = next(found, None)
    return sitting.meeting.beat_by_id[name] if name else None
