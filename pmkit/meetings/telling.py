"""A meeting in words: the sheet beside the talk, moments, the talk in its order, an export for the instructor."""

from pmkit.meetings.agenda import part_at
from pmkit.meetings.library import agenda_of, kind_rules, move_rules, rules
from pmkit.meetings.score import score
from pmkit.models.meeting.answer import Facilitation
from pmkit.models.meeting.meeting import Meeting
from pmkit.models.meeting.moves import HARMFUL
from pmkit.models.meeting.score import ElementScore
from pmkit.models.meeting.state import Moment, Spoken, State
from pmkit.models.meeting.view import Compared, MeetingExport, ShownFact, ShownIdea, ToldMoment, View


def view(meeting: Meeting, state: State) -> View:
    """What a page shows after a turn."""
    agenda = agenda_of(state.agenda)
    gone = agenda.minutes - state.left
    part = part_at(agenda, gone)
    end = sum(one.minutes for one in agenda.parts[: part + 1])
    owners = {one.idea: meeting.person_by_id[one.owner].name for one in state.owned}
    return View(
        left=state.left,
        minutes=agenda.minutes,
        part=agenda.parts[part].title,
        part_left=end - gone,
        facts=tuple(_shown(meeting, name) for name in state.facts),
        facts_there=len(meeting.facts),
        heard=tuple(one.name for one in meeting.people if one.id in state.heard),
        unheard=tuple(one.name for one in meeting.people if one.id not in state.heard),
        ideas=tuple(ShownIdea(says=meeting.idea_by_id[one].says, owner=owners.get(one, "")) for one in state.parked),
        room=room(state),
        over=state.over,
    )


def room(state: State) -> str:
    """How the room feels, by the average of all moods."""
    average = sum(state.moods.values()) / max(1, len(state.moods))
    moods = rules().moods
    return next((one.says for one in moods if average >= one.at_least), moods[-1].says)


def _shown(meeting: Meeting, name: str) -> ShownFact:
    fact = meeting.fact_by_id[name]
    who = meeting.person_by_id[fact.who].name
    return ShownFact(says=fact.says, who=who, shown_by=(*fact.exhibits, *fact.events))


def spoken(state: State) -> list[Spoken]:
    """All that was said in its order: a turn of the facilitator (`who` is ""), then what was answered."""
    found = [one for one in state.transcript if one.turn == 0]
    for number, said in enumerate(state.said, start=1):
        found.append(Spoken(turn=number, who="", text=said.text))
        found += [one for one in state.transcript if one.turn == number]
    return found


def told(meeting: Meeting, moment: Moment) -> ToldMoment:
    """A moment in words."""
    return ToldMoment(
        turn=moment.turn,
        says=_words(meeting, moment),
        share=moment.met,
        harm=moment.worth if moment.harm else 0.0,
        late=moment.late,
    )


def _words(meeting: Meeting, moment: Moment) -> str:
    group, _, name = moment.of.partition(":")
    if moment.of in HARMFUL:
        return move_rules()[moment.of].title
    if moment.of in meeting.beat_by_id:
        beat = meeting.beat_by_id[moment.of]
        return f"{kind_rules()[beat.kind].title} ({meeting.person_by_id[beat.who].name})"
    if moment.of in meeting.person_by_id:
        return rules().opportunities["voice"].format(name=meeting.person_by_id[moment.of].name)
    says = {
        "fact": lambda: meeting.fact_by_id[name].says,
        "thanks": lambda: meeting.person_by_id[meeting.fact_by_id[name].who].name,
        "idea": lambda: meeting.idea_by_id[name].says,
        "part": lambda: next(part.title for one in rules().agendas for part in one.parts if part.id == name),
    }
    return rules().opportunities[group].format(name=says[group]() if group in says else "")


def compared(meeting: Meeting, element: ElementScore, answer: Facilitation) -> Compared:
    """An element of a score beside one's own rating of it."""
    own = next((one.level for one in answer.ratings if one.element == element.element), 0)
    return Compared(
        element=element.element,
        title=element.title,
        own=own,
        reached=element.level,
        share=element.share,
        moments=tuple(told(meeting, one) for one in element.moments),
    )


def export(
    meeting: Meeting, state: State, answer: Facilitation, *, picked: float = 0.0, points: float | None = None
) -> MeetingExport:
    """All that an instructor may want of a meeting; `picked` as in `score`. `.model_dump_json()` makes it a file.

    `points` are those that an exercise gives, 0 to 100, which then are the only ones.
    """
    result = score(meeting, state, picked=picked)
    if points is not None:
        result = result.model_copy(update={"points": points})
    return MeetingExport(
        trainee=answer.trainee,
        meeting=meeting.slug,
        title=meeting.title,
        agenda=agenda_of(state.agenda).title,
        seed=state.seed,
        talked=state.talked,
        points_by="meeting" if points is None else "exercise",
        score=result,
        elements=tuple(compared(meeting, one, answer) for one in result.elements),
        view=view(meeting, state),
        transcript=tuple(spoken(state)),
        taken_back=state.taken_back,
    )
