"""A meeting that a class leads on one screen: what waits to be met, and questions to argue over beside the lines."""

from functools import cache
from typing import Any

from pmkit.meetings.sitting import Sitting
from pmkit.models.data_file import data_file
from pmkit.models.meeting.discussion import Discussion
from pmkit.widgets.meeting.game import Played

MOST = 2
"""Questions at once: more are not read from the back row."""


@cache
def discussion() -> Discussion:
    """All questions that there are."""
    return Discussion.from_data(data_file("widgets/meeting/discussion.toml"), "discussion.toml")


def for_discussion(played: Played) -> dict[str, Any]:
    """`now` is what waits to be met, then the questions: before a line is chosen, before it is said, after it."""
    turn = len(played.state.said)
    return {
        "now": _waiting(played),
        "choose": _to_choose(played)[:MOST],
        "chosen": _by_turns(discussion().chosen, turn, 2),
        "after": _after(played),
    }


def _waiting(played: Played) -> list[dict[str, str]]:
    names = {one.id: one.name for one in played.meeting.people}
    come = {(one.since, one.beat) for one in played.state.waiting}
    told = [one for one in played.state.transcript if (one.turn, one.about) in come]
    return [{"who": names.get(one.who, one.who), "text": one.text} for one in told]


def _to_choose(played: Played) -> list[str]:
    asks, state = discussion(), played.state
    if state.over:
        return asks.end
    if not state.said:
        return asks.begin
    turn = len(state.said)
    kinds = [played.meeting.beat_by_id[one.beat].kind for one in state.waiting]
    if kinds:
        return [*(says for kind in kinds for says in asks.kinds[kind]), *_by_turns(asks.open, turn, 1)]
    sitting = Sitting(played.meeting, state)
    due = asks.late if any(one.beat.startswith("part:") for one in sitting.due) else []
    if sitting.stage == "owners":
        return [*due, *asks.owners]
    return [*due, *_by_turns(asks.open, turn, 2)]


def _after(played: Played) -> list[str]:
    if played.state.over:
        return []
    did = {one.kind for one in played.steps[-1].findings}
    return next((says for kind, says in discussion().after.items() if kind in did), [])


def _by_turns(asks: list[str], turn: int, count: int) -> list[str]:
    """Some of them, others at every turn, so that no two turns in a row ask the same."""
    return [asks[(turn * count + one) % len(asks)] for one in range(min(count, len(asks)))]
