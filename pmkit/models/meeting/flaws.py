"""What does not hold together in the file of a meeting: each flaw with the place in the file where it stands."""

from collections import Counter
from collections.abc import Iterator
from typing import get_args

from pmkit.models.meeting.meeting import Beat, BeatKind, Meeting, SampleLine, Use
from pmkit.models.meeting.moves import HARMFUL
from pmkit.models.meeting.rules import KindRule
from pmkit.models.meeting.wording import words_of

Place = tuple[int | str, ...]
Flaw = tuple[Place, str]


def flaws(meeting: Meeting, kinds: dict[str, KindRule]) -> Iterator[Flaw]:
    """All of them; `kinds` says how each kind of beat is met."""
    yield from _ids(meeting)
    yield from _people(meeting)
    yield from _facts(meeting)
    yield from _ideas(meeting)
    for index, beat in enumerate(meeting.beats):
        yield from _beat(meeting, ("beats", index), beat, kinds[beat.kind])
    for place, line in _lines(meeting):
        if harms(line) and not line.better:
            yield (*place, "better"), "missing on a line that harms; write a better line"
    yield from _what_is_there(meeting)


def harms(line: SampleLine) -> bool:
    """Whether a line makes a move that harms."""
    return bool(HARMFUL & set(line.moves))


def _ids(meeting: Meeting) -> Iterator[Flaw]:
    seen: set[str] = set()
    for rows in ("people", "facts", "ideas", "beats"):
        for index, one in enumerate(getattr(meeting, rows)):
            if one.id in seen:
                yield (rows, index, "id"), f"{one.id!r} stands twice; write another id for one of the two"
            seen.add(one.id)


def _people(meeting: Meeting) -> Iterator[Flaw]:
    count = Counter(word for one in meeting.people for word in set(words_of(one.name)))
    for index, one in enumerate(meeting.people):
        shared = [word for word in words_of(one.name) if count[word] > 1]
        if shared:
            yield ("people", index, "name"), f"{shared[0]!r} is part of two names; write a name that is not shared"


def _facts(meeting: Meeting) -> Iterator[Flaw]:
    for index, fact in enumerate(meeting.facts):
        if fact.who not in meeting.person_by_id:
            yield ("facts", index, "who"), f"nobody {fact.who!r}; write one of {_names(meeting)}"
        if not fact.exhibits and not fact.events:
            yield ("facts", index), "nothing of the story shows it; write exhibits or events"
        if HARMFUL & set(fact.opened_by) or not fact.opened_by:
            yield ("facts", index, "opened_by"), "a harmful move opens nothing; write moves that help"
        unknown = [one for one in fact.needs if one not in meeting.fact_by_id]
        if unknown:
            yield ("facts", index, "needs"), f"no fact {unknown[0]!r}; write the id of another fact"
    for circle in _in_circles(meeting):
        index = next(number for number, one in enumerate(meeting.facts) if one.id == circle)
        yield (
            ("facts", index, "needs"),
            "the facts need each other in a circle, so none comes out; leave one of them out",
        )


def _in_circles(meeting: Meeting) -> list[str]:
    """Facts that can never come out, whatever came before."""
    found: set[str] = set()
    ids = {one.id for one in meeting.facts}
    while True:
        new = {one.id for one in meeting.facts if one.id not in found and set(one.needs) & ids <= found}
        if not new:
            return sorted(ids - found)
        found |= new


def _ideas(meeting: Meeting) -> Iterator[Flaw]:
    brought = Counter(beat.idea for beat in meeting.beats if beat.idea)
    for index, idea in enumerate(meeting.ideas):
        if idea.owner not in meeting.person_by_id:
            yield ("ideas", index, "owner"), f"nobody {idea.owner!r}; write one of {_names(meeting)}"
        if brought[idea.id] != 1:
            yield ("ideas", index), f"{brought[idea.id]} beats bring it up; write its id as the idea of one beat"


def _beat(meeting: Meeting, place: Place, beat: Beat, rule: KindRule) -> Iterator[Flaw]:
    for key, who in (("who", beat.who), ("against", beat.against)):
        if who and who not in meeting.person_by_id:
            yield (*place, key), f"nobody {who!r}; write one of {_names(meeting)}"
    if beat.idea and beat.idea not in meeting.idea_by_id:
        yield (*place, "idea"), f"no idea {beat.idea!r}; write one of {', '.join(meeting.idea_by_id)}"
    if beat.idea and (beat.sometimes or beat.below is not None):
        yield (*place, "idea"), "its beat stays away in some games; write an idea for a beat of every game"
    if not any(_meets(meeting, beat, rule, line) for line in beat.lines):
        yield (*place, "lines"), f"none of them meets it; write one with {' or '.join(rule.calls_for)}"
    if not any(harms(line) for line in beat.lines):
        yield (*place, "lines"), "none of them harms; write one that is tempting and does"


def _meets(meeting: Meeting, beat: Beat, rule: KindRule, line: SampleLine) -> bool:
    named = {meeting.names[word] for word in words_of(line.text) if word in meeting.names}
    to = {"who": beat.who in named, "other": bool(named - {beat.who}), "": True}[rule.to]
    return to and not harms(line) and bool(set(line.moves) & set(rule.calls_for))


def _lines(meeting: Meeting) -> Iterator[tuple[Place, SampleLine]]:
    for rows in ("facts", "beats"):
        for index, one in enumerate(getattr(meeting, rows)):
            for number, line in enumerate(one.lines):
                yield (rows, index, "lines", number), line
    for number, line in enumerate(meeting.lines):
        yield ("lines", number), line


def _what_is_there(meeting: Meeting) -> Iterator[Flaw]:
    kinds = {beat.kind for beat in meeting.beats}
    for kind in get_args(BeatKind):
        if kind not in kinds:
            yield ("beats",), f"none of the kind {kind!r}; write one"
    good = {line.use for line in meeting.lines if not harms(line)}
    for use in get_args(Use):
        if use not in good:
            yield ("lines",), f"none with use = {use!r} that helps; write one"
    if not any(harms(line) for line in meeting.lines):
        yield ("lines",), "none of them harms; write one that is tempting and does"


def _names(meeting: Meeting) -> str:
    return ", ".join(meeting.person_by_id)
