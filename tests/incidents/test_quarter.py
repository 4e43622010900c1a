"""The simulated quarter: its laws over many quarters, its chance, its data, and that it is fast enough to play with."""

import gc
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from statistics import fmean, median, stdev

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmkit.checks import examine
from pmkit.incidents.quarter.comparison import LONG, MEASURES, compare, other_choice
from pmkit.incidents.quarter.given import Assumptions, assume, dials, load_quarter
from pmkit.incidents.quarter.plan import DoesNotFitError, problems, used
from pmkit.incidents.quarter.simulation import DONE, FORGOTTEN, UNFINISHED, Outcome, simulate
from pmkit.models.action_item import ActionItem, Priority
from pmkit.models.action_items import ActionItems
from pmkit.models.data_file import data_files
from pmkit.models.practice.quarter import ChosenItem, QuarterChoice

STORY = load_quarter()
NAMES = data_files("incidents/quarters")
QUARTERS = range(1, 601)
BALANCED: dict[str, Priority] = {
    "broker-cap": "P1",
    "certificate-renewal": "P2",
    "broker-alert": "P3",
    "captures-key": "P1",
    "captures-alert": "P2",
    "courier-rotation": "P1",
}
ALERTS: dict[str, Priority] = {
    "broker-alert": "P1",
    "certificate-alert": "P2",
    "captures-alert": "P1",
    "courier-probe": "P1",
}


def plan_of(items: dict[str, Priority], *, priority: Priority | None = None, owned: bool = True) -> QuarterChoice:
    """These items, each with the next person of its team as its owner."""
    choice = QuarterChoice()
    for id_, own in items.items():
        team = next(one.team for one in STORY.items if one.id == id_)
        people = [one.id for one in STORY.people if one.team == team]
        owner = people[len(choice.items) % len(people)] if owned else ""
        choice = QuarterChoice(items=[*choice.items, ChosenItem(id=id_, owner=owner, priority=priority or own)])
    return choice


def outcomes(choice: QuarterChoice, assumptions: Assumptions | None = None) -> list[Outcome]:
    return [simulate(choice, STORY, assumptions or assume(), seed) for seed in QUARTERS]


def average(of: Callable[[Outcome], float], choice: QuarterChoice) -> float:
    return fmean(map(of, outcomes(choice)))


def recurrences(outcome: Outcome) -> int:
    return len(outcome.recurrences)


def done(outcome: Outcome) -> int:
    return sum(one.fate == DONE for one in outcome.fates)


choices = st.builds(
    lambda items, owners, priorities: QuarterChoice(
        items=[
            ChosenItem(id=item.id, owner=owner, priority=priority)
            for item, owner, priority in zip(items, owners, priorities, strict=False)
        ]
    ),
    st.lists(st.sampled_from(STORY.items), unique_by=lambda one: one.id, max_size=12),
    st.lists(st.sampled_from(["", *(one.id for one in STORY.people)]), min_size=12, max_size=12),
    st.lists(st.sampled_from([None, "P1", "P2", "P3"]), min_size=12, max_size=12),
)


def test_all_alerts_and_no_prevention_has_far_more_recurrences_than_a_balanced_choice() -> None:
    alerts, balanced = plan_of(ALERTS), plan_of(BALANCED)
    assert average(recurrences, alerts) > 1.8 * average(recurrences, balanced)
    assert average(lambda one: one.breaches, alerts) > 1.3 * average(lambda one: one.breaches, balanced)


def test_alerts_make_incidents_known_earlier_and_prevent_none() -> None:
    alerts, nothing = plan_of(ALERTS), QuarterChoice()
    assert average(lambda one: one.unnoticed, alerts) < 0.5 * average(lambda one: one.unnoticed, nothing)
    assert average(recurrences, alerts) == average(recurrences, nothing)


def test_if_all_is_p1_less_is_done_and_more_comes_back_than_with_priorities_that_differ() -> None:
    spread, urgent = plan_of(BALANCED), plan_of(BALANCED, priority="P1")
    assert average(recurrences, urgent) > 1.25 * average(recurrences, spread)
    assert average(done, urgent) < average(done, spread) - 0.3
    assert outcomes(plan_of(BALANCED, priority="P3"))[0].recurrences == outcomes(urgent)[0].recurrences


def test_without_owners_half_as_much_is_done_and_more_comes_back() -> None:
    owned, nobodys = plan_of(BALANCED), plan_of(BALANCED, owned=False)
    assert average(done, nobodys) < 0.6 * average(done, owned)
    assert average(recurrences, nobodys) > 1.5 * average(recurrences, owned)


def test_one_owner_for_everything_gets_less_done_than_several() -> None:
    alone = QuarterChoice(items=[one.model_copy(update={"owner": "ines"}) for one in plan_of(BALANCED).items])
    assert average(done, alone) < average(done, plan_of(BALANCED)) - 0.5


def test_nothing_chosen_is_the_base_each_incident_comes_as_often_as_its_rate() -> None:
    base = outcomes(QuarterChoice())
    for place, incident in enumerate(STORY.incidents):
        often = fmean(sum(one.incident == place for one in outcome.recurrences) for outcome in base)
        assert abs(often - incident.rate) < 4 * (incident.rate / len(base)) ** 0.5
    assert all(outcome.fates == () for outcome in base)


def test_without_spread_every_incident_lasts_what_the_story_says() -> None:
    for outcome in outcomes(QuarterChoice(), assume({"spread": 0}))[:50]:
        for one in outcome.recurrences:
            incident = STORY.incidents[one.incident]
            assert (one.noticed, one.minutes) == (incident.detect, incident.detect + incident.resolve)


def test_a_full_team_leaves_items_unfinished_more_often_than_one_with_room() -> None:
    full = plan_of({"broker-cap": "P1", "certificate-renewal": "P2", "certificate-list": "P3"})
    assert used(full, STORY)["platform"] == STORY.teams[0].days
    loose = QuarterChoice(items=full.items[:2])

    def unfinished(outcome: Outcome) -> int:
        return sum(one.fate == UNFINISHED for one in outcome.fates)

    assert average(unfinished, full) > average(unfinished, loose) + 0.3


@given(choices, st.integers(0, 2**31))
def test_the_same_seed_gives_the_same_outcome_and_no_item_is_lost(choice: QuarterChoice, seed: int) -> None:
    if problems(choice, STORY):
        with pytest.raises(DoesNotFitError):
            simulate(choice, STORY, assume(), seed)
        return
    outcome = simulate(choice, STORY, assume(), seed)
    assert outcome == simulate(choice, STORY, assume(), seed)
    assert {STORY.items[one.item].id for one in outcome.fates} == {one.id for one in choice.items}
    assert {one.fate for one in outcome.fates} <= {DONE, FORGOTTEN, UNFINISHED}


@given(choices, st.integers(0, 2**31))
def test_no_choice_brings_an_incident_that_doing_nothing_would_not_have_had(choice: QuarterChoice, seed: int) -> None:
    if problems(choice, STORY):
        return
    mine, base = (simulate(one, STORY, assume(), seed) for one in (choice, QuarterChoice()))
    there = {(one.incident, one.day): one for one in base.recurrences}
    for one in mine.recurrences:
        assert one.minutes <= there[one.incident, one.day].minutes


@given(choices)
def test_a_choice_beyond_what_a_team_has_is_refused_by_the_days_to_take_away(choice: QuarterChoice) -> None:
    days = used(choice, STORY)
    over = [team for team in STORY.teams if days[team.id] > team.days]
    found = problems(choice, STORY)
    assert len(found) == len(over) + (len(choice.items) > STORY.most)
    for team in over:
        assert any(one.startswith(team.title) and f"take {days[team.id] - team.days:g} away" in one for one in found)


def test_an_item_or_an_owner_that_there_is_not_is_named_with_those_that_there_are() -> None:
    choice = QuarterChoice(items=[ChosenItem(id="broker-cup"), ChosenItem(id="broker-cap", owner="nobody")])
    first, second = problems(choice, STORY)
    assert first.startswith("item 1, id: 'broker-cup' is not on offer; write one of: broker-alert")
    assert second.startswith("item 2, owner: nobody has the id 'nobody'; write one of: amara")


def test_every_other_choice_has_room_and_leaves_no_room_for_one_item_more() -> None:
    for number in range(60):
        other = other_choice(STORY, number)
        assert problems(other, STORY) == []
        left = [one for one in STORY.items if not other.of(one.id)]
        more = [QuarterChoice(items=[*other.items, ChosenItem(id=one.id)]) for one in left]
        assert all(problems(one, STORY) for one in more)


def test_other_choices_differ_and_are_always_the_same() -> None:
    assert len({other_choice(STORY, number).dump() for number in range(100)}) > 90
    assert other_choice(STORY, 7) == other_choice(STORY, 7)


def test_over_many_quarters_a_balanced_choice_lies_before_most_others_and_alerts_alone_behind() -> None:
    balanced, alerts = compare(plan_of(BALANCED), seed=5), compare(plan_of(ALERTS), seed=5)
    assert balanced.figures["recurrences"].better > 0.9
    assert alerts.figures["recurrences"].better < 0.2
    assert len(balanced.figures["recurrences"].others) == 500


def test_chance_is_large_the_same_choice_differs_more_between_quarters_than_choices_differ_on_average() -> None:
    figures = compare(plan_of(BALANCED), seed=5).figures["recurrences"]
    means = [average(recurrences, other_choice(STORY, number)) for number in range(25)]
    assert stdev(figures.quarters) > stdev(means)
    assert max(figures.quarters) > figures.nothing - 3


def test_a_comparison_is_about_the_quarter_that_was_asked_for() -> None:
    choice = plan_of(BALANCED)
    first, second = compare(choice, seed=1, others=20), compare(choice, seed=2, others=20)
    assert first.outcome == simulate(choice, STORY, assume(), 1)
    assert second.outcome == simulate(choice, STORY, assume(), 2)
    assert first.figures["recurrences"].better == second.figures["recurrences"].better
    assert first.figures["recurrences"].quarters[0] == recurrences(second.outcome)
    assert list(first.figures) == list(MEASURES)


def test_nothing_done_compared_with_itself_is_the_base() -> None:
    figures = compare(QuarterChoice(), others=20).figures
    assert all(one.mine == one.nothing for one in figures.values())


@pytest.mark.parametrize("dial", dials(), ids=lambda one: one.id)
def test_every_assumption_can_be_moved_and_changes_what_happens(dial: object) -> None:
    one = next(known for known in dials() if known is dial)
    choice = QuarterChoice(
        items=[item.model_copy(update={"owner": "ines" if n % 4 else ""}) for n, item in enumerate(_all_p1().items)]
    )
    low, high = (outcomes(choice, assume({one.id: end})) for end in (one.low, one.high))
    assert low != high
    assert assume({one.id: one.high + 1}) == assume({one.id: one.high})
    assert assume({one.id: float("nan")}) == assume()


def _all_p1() -> QuarterChoice:
    return plan_of(BALANCED, priority="P1")


def test_the_dials_are_the_assumptions_in_order() -> None:
    assert tuple(one.id for one in dials()) == Assumptions._fields


@pytest.mark.parametrize("name", NAMES)
def test_a_quarter_has_four_incidents_and_twelve_items_in_the_words_of_good_items(name: str) -> None:
    story = load_quarter(name)
    assert (len(story.incidents), len(story.items)) == (4, 12)
    for incident in story.incidents:
        moves = {one.moves for one in story.items if one.incident == incident.id}
        assert {"prevent", "detect"} <= moves
    items = ActionItems(actions=[ActionItem(text=one.text, kind=one.kind) for one in story.items])
    found = [
        one for one in examine(items, kind="action-items") if one.check in ("action-item/specific", "language/vague")
    ]
    assert found == []


def test_an_unknown_quarter_is_answered_with_those_that_there_are() -> None:
    with pytest.raises(LookupError, match="no quarter is called 'nine'; write one of: parcel-lockers"):
        load_quarter("nine")


def seconds(act: Callable[[int], object], rounds: Sequence[int]) -> float:
    took = []
    gc.disable()
    try:
        for number in rounds:
            began = time.process_time()
            act(number)
            took.append(time.process_time() - began)
    finally:
        gc.enable()
    return median(took)


def test_five_hundred_quarters_take_less_than_twice_what_importing_pydantic_takes(
    measured: Callable[[str], None],
) -> None:
    choice, assumed = plan_of(BALANCED), assume()

    def five_hundred(start: int) -> None:
        for seed in range(start * 1000, start * 1000 + 500):
            simulate(choice, STORY, assumed, seed)

    def bare(code: str) -> float:
        asked = f"import time; began = time.process_time(); {code}; print(time.process_time() - began)"
        return float(subprocess.run([sys.executable, "-c", asked], check=True, capture_output=True, text=True).stdout)

    took = seconds(five_hundred, range(1, 6))
    importing = median(bare("from pydantic import BaseModel; type('A', (BaseModel,), {})") for _ in range(3))
    measured(f"500 quarters take {took * 1000:.0f} ms, {took / importing:.2f} times importing pydantic")
    assert took < 2 * importing


def test_a_quarter_is_simulated_where_there_is_no_numpy() -> None:
    code = (
        "import sys; sys.modules['numpy'] = None; sys.modules['pandas'] = None\n"
        "from pmkit.incidents.quarter.comparison import compare\n"
        "from pmkit.models.practice.quarter import QuarterChoice\n"
        "print(len(compare(QuarterChoice(), others=3).figures))"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout == "3\n"
    assert LONG > 1
