"""What a meeting earns on six elements: what was met of all that the room gave, less what harmed, with its moments."""

import math
from collections.abc import Iterator

from pmkit.meetings.dues import FRAME_WORTH
from pmkit.meetings.library import agenda_of, kind_rules, rules
from pmkit.models.meeting.meeting import Meeting
from pmkit.models.meeting.rules import Element
from pmkit.models.meeting.score import ElementScore, MeetingScore
from pmkit.models.meeting.state import ElementId, Moment, State

ONCE_MORE = 0.5
"""What a moment counts that was met when a turn was taken back and said again."""


def score(meeting: Meeting, state: State, *, picked: float = 0.0) -> MeetingScore:
    """The score so far; `picked` is what a moment counts that was met with a line on offer, 0 to 1.

    What could have come and was not reached counts as given and not met, so that nobody gains by silence or by an
    early end.
    """
    moments = [*state.moments, *_never_met(meeting, state)]
    elements = tuple(_element(meeting, state, one, moments, picked) for one in rules().elements)
    weights = sum(one.weight for one in rules().elements)
    total = sum(one.share * rule.weight for one, rule in zip(elements, rules().elements, strict=True)) / weights
    return MeetingScore(
        points=round(100 * total, 1),
        elements=elements,
        facts=len(state.facts),
        facts_there=len(meeting.facts),
        voices=len(state.heard),
        people=len(meeting.people),
        turns=len(state.said),
        picked=sum(one.picked for one in state.said),
        taken_back=len(state.taken_back),
    )


def _element(meeting: Meeting, state: State, rule: Element, moments: list[Moment], picked: float) -> ElementScore:
    mine = [one for one in moments if one.element == rule.id]
    given = sum(one.worth for one in mine if not one.harm and not one.late)
    if rule.id == "what-happened":  # not all facts fit into the minutes of every agenda
        given -= len(meeting.facts) - facts_asked(meeting, state)
    met = sum(one.worth * one.met * weight_of(state, one, picked) for one in mine if not one.harm)
    harm = sum(one.worth for one in mine if one.harm)
    share = max(0.0, min(1.0, (met - harm) / given)) if given > 0 else 0.0
    level = 1 + sum(share >= begins for begins in rules().begins)
    return ElementScore(
        element=rule.id,
        title=rule.title,
        given=given,
        met=met,
        harm=harm,
        share=share,
        level=level,
        says=next(one.says for one in rule.levels if one.level == level),
        moments=tuple(mine),
    )


def facts_asked(meeting: Meeting, state: State) -> int:
    """How many of the facts count as all under this agenda."""
    return math.ceil(len(meeting.facts) * agenda_of(state.agenda).facts)


def weight_of(state: State, moment: Moment, picked: float) -> float:
    """What a moment counts: less where a turn was said again, `picked` of it where the line was on offer."""
    again = ONCE_MORE if moment.turn in state.taken_back else 1.0
    return again * (picked if moment.picked else 1.0)


def _never_met(meeting: Meeting, state: State) -> Iterator[Moment]:
    """What the meeting had to give and what nothing was made of."""
    seen = {(one.element, one.of) for one in state.moments if not one.harm}
    for element, of, worth in _all_given(meeting, state):
        if (element, of) not in seen:
            seen.add((element, of))
            yield Moment(turn=0, element=element, of=of, worth=worth, met=0.0)


def _all_given(meeting: Meeting, state: State) -> Iterator[tuple[ElementId, str, float]]:
    yield "safe-frame", "frame", FRAME_WORTH
    yield "keeps-time", "closing", 1.0
    yield "owners", "summary", 1.0
    for part in agenda_of(state.agenda).parts[1:]:
        yield "keeps-time", f"part:{part.id}", 1.0
    for person in meeting.people:
        yield "every-voice", person.id, 1.0
    for fact in meeting.facts:
        yield "what-happened", f"fact:{fact.id}", 1.0
        if fact.admits:
            yield "safe-frame", f"thanks:{fact.id}", 1.0
    for name in dict.fromkeys([*(one.beat for one in state.plan), *state.come]):
        beat = meeting.beat_by_id[name]
        rule = kind_rules()[beat.kind]
        yield rule.element, beat.id, rule.worth
        if beat.idea:
            yield "owners", f"idea:{beat.idea}", 1.0
