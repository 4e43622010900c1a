"""Where a choice lies: beside five hundred others in the same quarter, and beside itself in five hundred quarters."""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from statistics import fmean
from typing import NamedTuple

from pmkit.incidents.dice import Dice
from pmkit.incidents.quarter.given import DEFAULT, Assumptions, assume, load_quarter
from pmkit.incidents.quarter.luck import luck_of
from pmkit.incidents.quarter.plan import Planned, planned, problems
from pmkit.incidents.quarter.simulation import Outcome, played
from pmkit.models.action_item import PRIORITIES
from pmkit.models.practice.quarter import ChosenItem, QuarterChoice
from pmkit.models.story.quarter import QuarterStory

OTHERS = 500
OWNED = 0.8
"""The share of items that have an owner in the other choices."""
LONG = 8
"""The quarters over which choices are averaged: two years."""

MEASURES: Mapping[str, Callable[[Outcome], float]] = {
    "recurrences": lambda outcome: len(outcome.recurrences),
    "unnoticed": lambda outcome: outcome.unnoticed,
    "breaches": lambda outcome: outcome.breaches,
}
"""What is compared, less being better: incidents, minutes unnoticed, and incidents beyond what was promised."""


class Figures(NamedTuple):
    """One measure: this choice's, nothing done, the others' in this quarter, and this choice's in other quarters.

    `better` is the share of other choices that did worse than this one over `LONG` quarters, ties half.
    """

    mine: float
    nothing: float
    others: tuple[float, ...]
    quarters: tuple[float, ...]
    better: float


class Comparison(NamedTuple):
    """What became of a choice in this quarter, and each measure of it by its name in MEASURES."""

    outcome: Outcome
    figures: Mapping[str, Figures]


def compare(
    choice: QuarterChoice,
    quarter: str = DEFAULT,
    assumptions: Assumptions | None = None,
    seed: int = 1,
    *,
    others: int = OTHERS,
) -> Comparison:
    """A choice in the quarter numbered `seed`, beside `others` choices there and itself in as many quarters.

    Raises LookupError for a quarter that there is none of, DoesNotFitError for a choice without room in it.
    """
    story, assumed = load_quarter(quarter), assumptions or assume()
    plan = planned(choice, story)
    outcome, nothing = (_in_quarters(one, story, assumed, [seed])[0] for one in (plan, ()))
    beside = [_in_quarters(one, story, assumed, [seed])[0] for one in _population(quarter, others)]
    again = _in_quarters(plan, story, assumed, range(seed + 1, seed + 1 + others))
    mine = _average(plan, story, assumed)
    averages = _averages(quarter, assumed, others)
    figures = {
        name: Figures(
            of(outcome),
            of(nothing),
            tuple(map(of, beside)),
            tuple(map(of, again)),
            _better(mine[name], [one[name] for one in averages]),
        )
        for name, of in MEASURES.items()
    }
    return Comparison(outcome, figures)


def _in_quarters(
    plan: Sequence[Planned], story: QuarterStory, assumed: Assumptions, seeds: Sequence[int]
) -> list[Outcome]:
    return [played(plan, story, assumed, luck_of(story, assumed.frequency, seed)) for seed in seeds]


def _average(plan: Sequence[Planned], story: QuarterStory, assumed: Assumptions) -> dict[str, float]:
    """Each measure over the same quarters for every choice, which no trainee plays: theirs begin at 1."""
    outcomes = _in_quarters(plan, story, assumed, range(-LONG, 0))
    return {name: fmean(map(of, outcomes)) for name, of in MEASURES.items()}


@lru_cache(maxsize=32)
def _averages(quarter: str, assumed: Assumptions, others: int) -> tuple[dict[str, float], ...]:
    """The averages of the other choices, which do not depend on what a trainee chooses."""
    story = load_quarter(quarter)
    return tuple(_average(plan, story, assumed) for plan in _population(quarter, others))


def _better(mine: float, others: Sequence[float]) -> float:
    return sum((mine < one) + 0.5 * (mine == one) for one in others) / len(others) if others else 0.0


@lru_cache(maxsize=8)
def _population(quarter: str, others: int) -> tuple[tuple[Planned, ...], ...]:
    story = load_quarter(quarter)
    return tuple(planned(other_choice(story, number), story) for number in range(others))


def other_choice(story: QuarterStory, number: int) -> QuarterChoice:
    """The choice of somebody who takes items as they come while there is room; always the same for a number."""
    dice = Dice(str(number), "quarter, other choice")
    choice = QuarterChoice()
    for item in dice.mixed(story.items):
        people = [one.id for one in story.people if one.team == item.team]
        owner = dice.one_of(people) if people and dice.share() < OWNED else ""
        chosen = ChosenItem(id=item.id, owner=owner, priority=dice.one_of(list(PRIORITIES)))
        with_it = QuarterChoice(items=[*choice.items, chosen])
        choice = choice if problems(with_it, story) else with_it
    return choice
