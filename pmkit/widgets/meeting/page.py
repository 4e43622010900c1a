"""What the page of a meeting shows: who is there, the talk with what each line did, the sheet, and what it earned."""

from collections.abc import Callable, Iterator
from typing import Any

from pmkit.meetings.library import move_rules, rules
from pmkit.meetings.lines import lines_for
from pmkit.meetings.score import score
from pmkit.meetings.telling import compared, view
from pmkit.models.meeting.answer import MOST_TURNS, Facilitation
from pmkit.models.meeting.meeting import LONGEST, Meeting
from pmkit.models.meeting.score import MeetingScore
from pmkit.widgets.meeting.game import Played, Step
from pmkit.widgets.meeting.group import for_discussion

Points = Callable[[Facilitation], float | None] | None
"""What an exercise gives for an answer, where the meeting is led for one."""
TO_RATE = len(rules().elements)
EFFECTS = {
    "read": "Heard as",
    "harm": "Did harm",
    "met": "Met it",
    "half": "Met it half way",
    "late": "Met it late",
    "missed": "Passed by",
    "fact": "A fact came out",
    "worn": "Opened nothing",
    "line": "This line",
}
"""What a page calls each kind of thing that is noticed."""


def to_be_known() -> dict[str, Any]:
    """What holds in every meeting: agendas, the elements with their levels, and how much can be said."""
    return {
        "agendas": [one.model_dump(exclude={"source", "facts"}) for one in rules().agendas],
        "elements": [one.model_dump(include={"id", "title", "asks", "levels"}) for one in rules().elements],
        "longest": LONGEST,
        "most": MOST_TURNS,
    }


def page_of(answer: Facilitation, played: Played, points: Points = None) -> dict[str, Any]:
    """All of it as JSON; the score is there once the meeting is over, oneself is rated, and it was asked for."""
    meeting, state = played.meeting, played.state
    sheet = view(meeting, state)
    return {
        "about": _about(meeting),
        "log": _log(played),
        "lines": [line.text for line in lines_for(meeting, state)],
        "discussion": for_discussion(played),
        "view": sheet.model_dump(),
        "over": sheet.over,
        "earned": earned(answer, played, points) if may_be_seen(answer, played) else None,
    }


def may_be_seen(answer: Facilitation, played: Played) -> bool:
    """Whether the score is told: nobody's own rating follows it."""
    return bool(played.state.over) and answer.seen and len(answer.ratings) == TO_RATE


def _about(meeting: Meeting) -> dict[str, Any]:
    people = [{"id": one.id, "name": one.name, "role": one.role} for one in meeting.people]
    return {"title": meeting.title, "brief": meeting.brief, "people": people}


def _log(played: Played) -> dict[str, Any]:
    """The talk before, and each turn that stands: its words, what was answered, what is noticed.

    What is `next` is no answer: it is what comes then, to be met by the turn after.
    """
    names = {one.id: one.name for one in played.meeting.people}
    state = played.steps[-1].state
    said: dict[int, list[dict[str, Any]]] = {}
    come = {(one.since, one.beat) for step in played.steps for one in step.state.waiting}
    for one in state.transcript:
        told = {"who": names.get(one.who, one.who), "text": one.text, "next": (one.turn, one.about) in come}
        said.setdefault(one.turn, []).append(told)
    turns = [
        {
            "text": step.written,
            "replies": said.get(number, []),
            "effects": [*_effects(step)],
        }
        for number, step in enumerate(played.steps[1:], start=1)
    ]
    return {"talk": said.get(0, []), "turns": turns}


def _effects(step: Step) -> Iterator[dict[str, str]]:
    """What a line was read as, then what it did; a better line is said once, however much it is better at."""
    titles = dict.fromkeys(move_rules()[one.name].title for one in step.state.said[-1].moves)
    if titles:
        yield {"kind": "read", "called": EFFECTS["read"], "says": f"{', '.join(titles)}.", "better": ""}
    told = {""}
    for one in step.findings:
        better = "" if one.better in told else one.better
        told.add(better)
        yield {"kind": one.kind, "called": EFFECTS[one.kind], "says": one.says, "better": better}


def counts_picked(answer: Facilitation) -> float:
    """What a line on offer counts: as much as one's own words in practice, nothing in a trainee's own meeting."""
    return 0.0 if answer.trainee else 1.0


def result(answer: Facilitation, played: Played) -> MeetingScore:
    """What the meeting earns so far."""
    return score(played.meeting, played.state, picked=counts_picked(answer))


def earned(answer: Facilitation, played: Played, points: Points = None) -> dict[str, Any]:
    """The score, each element beside one's own rating of it, with the moments that made it.

    In an exercise the points are those that its check says; a trainee's own meeting has no others, so that it has none
    where the exercise is not known.
    """
    got = result(answer, played)
    elements = [
        compared(played.meeting, one, answer).model_dump() | {"says": one.says, "given": one.given}
        for one in got.elements
    ]
    return {
        "points": points(answer) if points else None if answer.trainee else got.points,
        "by_exercise": bool(points or answer.trainee),
        "turns": got.turns,
        "picked": got.picked,
        "taken_back": got.taken_back,
        "own_words": bool(answer.trainee),
        "elements": elements,
    }
