"""What a simulated quarter says of a choice, in sentences, item by item and as spreads; never for a grade."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from pmkit.incidents.quarter.comparison import LONG, Comparison, Figures, compare
from pmkit.incidents.quarter.given import DEFAULT, assume, dials, load_quarter
from pmkit.incidents.quarter.plan import problems, used
from pmkit.incidents.quarter.simulation import DONE, FORGOTTEN, Fate, Recurrence
from pmkit.models.action_item import KINDS, PRIORITIES
from pmkit.models.dates.sla import load_sla
from pmkit.models.practice.quarter import QuarterChoice
from pmkit.models.story.quarter import Dial, PastIncident, QuarterStory
from pmkit.models.words.duration import in_words
from pmkit.render.quarter import Spread, middle

EFFECTS = {
    "prevent": "once done, it comes back {percent} % as often",
    "detect": "once done, it is noticed after {to:g} min",
    "shorten": "once done, it is over {to:g} min after that",
    "none": "moves nothing in this quarter by itself",
}


@dataclass(frozen=True, slots=True)
class Meter:
    """What a team has and what the chosen items take of it, in person-days."""

    title: str
    used: float
    days: float


@dataclass(frozen=True, slots=True)
class Told:
    """A quarter in words: what came of it, what of that was chance, what to look at, each item and each incident."""

    happened: tuple[str, ...]
    chance: tuple[str, ...]
    remarks: tuple[str, ...]
    items: tuple[tuple[str, str, str], ...]
    incidents: tuple[str, ...]


class Played(NamedTuple):
    """A quarter that was run: in words, and as what is drawn."""

    told: Told
    spreads: tuple[Spread, ...]


class QuarterGiven(NamedTuple):
    """A quarter by its name, and the dials of what it assumes."""

    name: str
    story: QuarterStory
    dials: tuple[Dial, ...]


def quarter_named(name: str = "") -> QuarterGiven:
    """The quarter called `name`, else the default one. Raises LookupError naming those that there are."""
    return QuarterGiven(name or DEFAULT, load_quarter(name or DEFAULT), dials())


def to_be_chosen(given: QuarterGiven) -> dict[str, Any]:
    """What a page shows of a quarter: its incidents, each with its items, the people, the dials."""
    story = given.story
    teams = {one.id: one.title for one in story.teams}
    items = [
        {
            "text": one.text,
            "about": f"{teams[one.team]} · {_days(one.days)} · {KINDS[one.kind]}",
            "effect": EFFECTS[one.moves].format(percent=round(100 * one.to), to=one.to),
            "incident": next(place for place, other in enumerate(story.incidents) if other.id == one.incident),
            "people": [[who.id, who.name] for who in story.people if who.team == one.team],
            "others": [[who.id, f"{who.name}, {teams[who.team]}"] for who in story.people if who.team != one.team],
        }
        for one in story.items
    ]
    return {
        "title": story.title,
        "says": story.says,
        "most": story.most,
        "incidents": [{"title": one.title, "about": _goes(one)} for one in story.incidents],
        "items": items,
        "priorities": [[name, f"{name}: {load_sla().limits[name]}"] for name in PRIORITIES],
        "dials": [one.model_dump() for one in given.dials],
    }


def _goes(one: PastIncident) -> str:
    return (
        f"comes back {one.rate:g} times a quarter · noticed after {one.detect:g} min · over {one.resolve:g} min after "
        f"that · promised: {one.promised:g} min"
    )


def known(choice: QuarterChoice, story: QuarterStory) -> QuarterChoice:
    """The choice without what the story does not have: a file may be about another quarter."""
    items, people = {one.id for one in story.items}, {one.id for one in story.people}
    kept = [one for one in choice.items if one.id in items]
    return choice.model_copy(
        update={"items": [one if one.owner in people else one.model_copy(update={"owner": ""}) for one in kept]}
    )


def meters(choice: QuarterChoice, story: QuarterStory) -> list[Meter]:
    """The days of each team."""
    days = used(choice, story)
    return [Meter(team.title, days[team.id], team.days) for team in story.teams]


def standing(choice: QuarterChoice, story: QuarterStory) -> list[str]:
    """What has to go before the quarter can be run."""
    return problems(known(choice, story), story)


def play(choice: QuarterChoice, quarter: str) -> Played | None:
    """The quarter that a choice is in; None where none was run, or where the choice has no room in it."""
    story = load_quarter(quarter)
    mine = known(choice, story)
    if not choice.seed or problems(mine, story):
        return None
    return _played(mine.dump(), quarter)


@lru_cache(maxsize=64)
def _played(text: str, quarter: str) -> Played:
    choice, story = QuarterChoice.parse(text), load_quarter(quarter)
    found = compare(choice, quarter, assume(choice.assumptions), choice.seed)
    told = Told(
        happened=tuple(_happened(found)),
        chance=tuple(_chance(found)),
        remarks=tuple(_remarks(choice, story, found)),
        items=tuple(_item(one, choice, story) for one in found.outcome.fates),
        incidents=tuple(_incident(one, story) for one in found.outcome.recurrences),
    )
    return Played(told, tuple(_spreads(found)))


def _happened(found: Comparison) -> Iterator[str]:
    came, unnoticed, broke = (found.figures[name] for name in ("recurrences", "unnoticed", "breaches"))
    yield f"{_incidents(came.mine)} came back. If nothing is done it is {came.nothing:g}."
    mine, base = _minutes(unnoticed.mine), _minutes(unnoticed.nothing)
    yield f"Until they were noticed they went on for {mine} in all. If nothing is done it is {base}."
    longer = f"{_incidents(broke.mine)} lasted longer than customers were promised"
    yield f"{longer}. If nothing is done it is {broke.nothing:g}."
    fates = found.outcome.fates
    done, late = sum(one.fate == DONE for one in fates), sum(one.late for one in fates)
    if fates:
        yield f"{done} of {len(fates)} items got done; {late} missed the time that their priority gives."


def _chance(found: Comparison) -> Iterator[str]:
    came = found.figures["recurrences"]
    least, most = middle([round(one) for one in came.quarters])
    yield (
        f"Chance is large: in four of five other quarters this same choice has {least} to {most} incidents. "
        f"One quarter shows little of what a choice is worth."
    )
    had = {
        "recurrences": "fewer incidents than",
        "unnoticed": "less time unnoticed than",
        "breaches": "fewer broken promises than",
    }
    shares = "; ".join(f"{words} {_share(found.figures[name])}" for name, words in had.items())
    yield (
        f"Over {LONG} quarters, the same for everybody, this choice had {shares} of {len(came.others)} choices "
        f"made by chance within the same days (ties count half)."
    )


def _share(figures: Figures) -> str:
    return "nearly all" if 0.99 < figures.better < 1 else f"{100 * figures.better:.0f} %"


def _remarks(choice: QuarterChoice, story: QuarterStory, found: Comparison) -> Iterator[str]:
    """What in the choice works against it; the figures above show how much."""
    chosen = [(one, next(item for item in story.items if item.id == one.id)) for one in choice.items]
    if not chosen:
        yield "Nothing is chosen: this is the base that all else is held against."
        return
    if not any(item.moves == "prevent" for _, item in chosen):
        yield "Nothing chosen keeps an incident from coming back. Alerts end it sooner; it comes as often as before."
    nobodys = sum(not one.owner for one, _ in chosen)
    if nobodys:
        yield f"{_items(nobodys)} without an owner: most of the time nobody begins such an item."
    priorities = {one.priority for one, _ in chosen}
    if len(chosen) > 2 and len(priorities) == 1:
        yield "All items have one priority, so each team works on all of its items at once, and all are done late."
    if any(one.fate not in (DONE, FORGOTTEN) for one in found.outcome.fates):
        yield "A team used its days up before all was done: work takes longer than planned. Some room helps."


def _item(one: Fate, choice: QuarterChoice, story: QuarterStory) -> tuple[str, str, str]:
    """An item, how it stands (a word of FINISHED, or "late"), and what became of it."""
    item = story.items[one.item]
    own = choice.of(item.id)
    priority = own.priority if own and own.priority else ""
    if one.fate == DONE:
        time = f", later than {priority} allows" if one.late else (f", in time for {priority}" if priority else "")
        return item.text, "late" if one.late else DONE, f"done on day {_day(one.day)}{time}"
    if one.fate == FORGOTTEN:
        why = "" if own and own.owner else ": it had no owner"
        return item.text, FORGOTTEN, f"never begun{why}"
    return item.text, one.fate, "not finished: the team's days were used up"


def _incident(one: Recurrence, story: QuarterStory) -> str:
    title = story.incidents[one.incident].title
    noticed, whole = _minutes(one.noticed), _minutes(one.minutes)
    beyond = ", longer than promised" if one.broke_promise else ""
    return f"Day {_day(one.day)}: {title}. Noticed after {noticed}, over after {whole}{beyond}."


def _spreads(found: Comparison) -> Iterator[Spread]:
    titles = {
        "recurrences": "Incidents that came back",
        "unnoticed": "Minutes until noticed, all incidents",
        "breaches": "Incidents that lasted longer than promised",
    }
    for name, title in titles.items():
        one = found.figures[name]
        yield Spread(title, round(one.mine), round(one.nothing), _whole(one.others), _whole(one.quarters))


def _whole(values: Sequence[float]) -> list[int]:
    return [round(one) for one in values]


def _incidents(number: float) -> str:
    return "1 incident" if number == 1 else f"{number:g} incidents"


def _items(number: int) -> str:
    return "1 item is" if number == 1 else f"{number} items are"


def _days(number: float) -> str:
    return "1 person-day" if number == 1 else f"{number:g} person-days"


def _minutes(minutes: float) -> str:
    return in_words(60 * round(minutes)) if minutes >= 1 or not minutes else "less than a minute"


def _day(day: float) -> int:
    return int(day) + 1
