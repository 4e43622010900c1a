"""Those who lead a meeting in tests: one who does it well in words of their own, and one who does harm."""

from collections.abc import Callable, Iterable, Sequence
from itertools import count

from pmkit.meetings.begin import begin
from pmkit.meetings.score import score
from pmkit.meetings.sitting import Sitting
from pmkit.meetings.turn import close, turn
from pmkit.models.meeting.meeting import Meeting, MeetingFact
from pmkit.models.meeting.moves import Move, MoveName
from pmkit.models.meeting.state import State

Sentence = tuple[str, tuple[MoveName, ...]]
Player = Callable[[Meeting, State], "list[Sentence] | None"]

REDIRECTS = (
    "No single pair of hands lets this through; the arrangement around it does.",
    "Swap in another colleague and the same thing happens, so let us study the arrangement.",
    "A person is never the whole of it; something made that step look right.",
    "The interesting part is which guard was absent, whoever stood there.",
    "Let us turn that from a name into a description of the conditions.",
)
PARKS = (
    "I put it on the flip chart under ideas for the closing part.",
    "Noted on the side board, to be picked up when we speak of remedies.",
    "That suggestion is safe in the parking place until the last agenda point.",
    "Good to have; it waits on the chart for the end.",
)
CLOCKS = (
    "By my watch a new agenda point begins here.",
    "Time check for everybody, since the plan says so.",
    "The schedule moves us along at this minute.",
    "Looking at the clock once more, we stay within the hour.",
    "My timer just rang for the following section.",
    "Minutes are running as agreed, and this block is through.",
)


def say(sentences: Sequence[Sentence]) -> tuple[str, list[Move]]:
    """The text of some sentences, and the moves in it, each over its sentence."""
    text, moves = "", []
    for words, names in sentences:
        start = len(text)
        text += f"{words} "
        moves += [Move(name, start, start + len(words)) for name in names]
    return text.strip(), moves


def play(meeting: Meeting, player: Player, seed: str | int, agenda: str = "timeline") -> State:
    """A whole meeting; it is closed when the player has nothing more to say."""
    state = begin(meeting, seed, agenda)
    while not state.over:
        sentences = player(meeting, state)
        if sentences is None:
            return close(meeting, state)
        text, moves = say(sentences)
        state = turn(meeting, state, text, moves).state
    return state


def points(meeting: Meeting, state: State) -> float:
    return score(meeting, state).points


def first(name: str) -> str:
    return name.split(maxsplit=1)[0]


def unsaid(state: State, among: Iterable[str]) -> str:
    """One that was not said yet."""
    said = " ".join(one.text for one in state.said)
    return next((one for one in among if one not in said), "")


def good(meeting: Meeting, state: State) -> list[Sentence] | None:
    """Sets the frame, meets what comes, thanks, names the time, asks for each fact, finds owners, sums up, closes."""
    sitting = Sitting(meeting, state)
    if not state.said:
        return [("Welcome; we study the setting, no one is judged here, and all of us get to speak.", ("sets-frame",))]
    sentences: list[Sentence] = []
    due = [one.beat for one in state.due]
    if any(one.startswith("thanks:") for one in due):
        sentences.append(("Thank you for that.", ("thanks",)))
    if any(one.startswith("part:") for one in due):
        sentences.append((unsaid(state, CLOCKS), ("keeps-time",)))
    if state.waiting:
        return sentences + answer(meeting, state)
    taken = {one.idea for one in state.owned}
    left = [meeting.idea_by_id[name] for name in state.parked if name not in taken]
    if sitting.stage == "owners" and left:
        idea = left[0]
        return [*sentences, (f"Who among you takes on: {idea.says}?", ("asks-owner",))]
    come = len(state.come) >= len(state.plan)
    if sitting.stage == "owners" and come and not any(one.of == "summary" for one in state.moments):
        return [
            *sentences,
            (f"Summing up, {len(state.facts)} findings stand, and the chart has names.", ("summarises",)),
        ]
    if sitting.stage == "owners" and come and sitting.part == sitting.agenda.parts[-1] and not state.due:
        return None
    return sentences + question(meeting, state)


def answer(meeting: Meeting, state: State) -> list[Sentence]:
    """What meets the beat that waits, with a question behind it where it leaves room for one."""
    beat = meeting.beat_by_id[state.waiting[0].beat]
    ask = question(meeting, state)
    match beat.kind:
        case "outburst" | "asks-who":
            return [(unsaid(state, REDIRECTS), ("redirects-blame",)), *ask]
        case "upset" | "tears":
            return [(unsaid(state, REDIRECTS), ("redirects-blame",))]
        case "early-fix" | "never-again" | "tangent":
            return [(unsaid(state, PARKS), ("parks-fix",)), *ask]
        case "running-late":
            return [(unsaid(state, CLOCKS), ("keeps-time",)), *ask]
        case "silent-expert":
            return question(meeting, state, who=beat.who)
        case "dominating":
            return question(meeting, state, others_than=beat.who)
        case _:
            return ask


def question(meeting: Meeting, state: State, who: str = "", others_than: str = "") -> list[Sentence]:
    """A question by name for a fact that may come out, for a voice that was not heard, or for what is left."""
    ready = [fact for fact in meeting.facts if fact.id not in state.facts and set(fact.needs) <= set(state.facts)]
    mine = [fact for fact in ready if (not who or fact.who == who) and fact.who != others_than]
    mine.sort(key=lambda fact: (state.moods[fact.who] < fact.trust, fact.who in state.heard))
    if mine and not (state.moods[mine[0].who] < mine[0].trust and not who):
        return [about(meeting, mine[0])]
    silent = [one for one in meeting.people if one.id not in state.heard and one.id != others_than]
    if who:
        silent = [meeting.person_by_id[who]]
    if silent:
        name = first(silent[0].name)
        return [
            (
                f"{name}, how did that stretch look from your chair, number {len(state.said)}?",
                ("open-question", "invites"),
            )
        ]
    other = next(one for one in meeting.people if one.id != others_than)
    nth = next(number for number in count(len(state.said)))
    return [
        (f"{first(other.name)}, what else is there on sheet {nth} beyond item {nth * 7}?", ("open-question", "invites"))
    ]


def about(meeting: Meeting, fact: MeetingFact) -> Sentence:
    name = first(meeting.person_by_id[fact.who].name)
    return (f"{name}, what was the state of {' and '.join(fact.about[:3])}?", ("open-question", "fact-seeking"))


BLAMES = (
    "Why did you do that, {name}?",
    "It was plainly the doing of {name}.",
    "That is nonsense, {name}, next.",
    "Hurry, the obvious answer was in front of {name}.",
)


def bad(meeting: Meeting, state: State) -> list[Sentence]:
    """Blames somebody else each turn."""
    number = len(state.said)
    name = first(meeting.people[number % len(meeting.people)].name)
    names: tuple[tuple[MoveName, ...], ...] = (
        ("why-you",),
        ("assigns-blame",),
        ("dismisses", "loaded"),
        ("rushes", "hindsight"),
    )
    return [(BLAMES[number % 4].format(name=name) + f" Point {number}.", names[number % 4])]
