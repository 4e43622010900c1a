"""What is read in a sentence about a quarter: the claim, the words that it stands in, and whose figure it is."""

import gc
import time
from collections.abc import Callable
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmkit.checks.trend.claims import Because, Bounds, Change, Claim, Count, Elsewhere, Minutes, Rank, Share, Unread
from pmkit.checks.trend.days import day_stretches
from pmkit.checks.trend.mentions import LONGEST, lowered, mentions
from pmkit.checks.trend.reading import read_sentence
from pmkit.incidents.two_quarters import make_two_quarters
from pmkit.models.incident_history.two_quarters import TwoQuarters

QUARTERS = make_two_quarters(1)
WORDS = (
    "MTTR median mean improved by 12 % to 140 minutes from 3 of 46 incidents search checkout the quarter before "
    "cannot tell interval runs -40 +35 because of SEV-1 doubled most , . ; ( ) and but 9 August in days more than its"
).split(" ")


def read(text: str, quarters: TwoQuarters = QUARTERS) -> list[Claim]:
    return read_sentence(text, quarters).claims


def only(text: str) -> Claim:
    (claim,) = read(text)
    return claim


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("from 3 to 9 August", (8, 3), (8, 9)),
        ("between 3 August and 9 August", (8, 3), (8, 9)),
        ("28 July - 1 August", (7, 28), (8, 1)),
        ("August 3-9", (8, 3), (8, 9)),
        ("Aug. 3 to Sep 2", (8, 3), (9, 2)),
        ("the week of 3 August", (8, 3), (8, 9)),
        ("on the 3rd of August", (8, 3), (8, 3)),
        ("2026-08-03 to 2026-08-09", (8, 3), (8, 9)),
        ("in September", (9, 1), (9, 30)),
    ],
)
def test_days_are_read_as_people_write_them(text: str, first: tuple[int, int], last: tuple[int, int]) -> None:
    ((_, _, stretch),) = day_stretches(lowered(text), 2026)
    assert stretch == (date(2026, *first), date(2026, *last))


def test_a_day_that_is_none_is_not_read() -> None:
    assert day_stretches("on 31 september", 2026) == []


def test_a_count_is_of_the_service_and_the_quarter_that_stand_beside_it() -> None:
    first, second = read("Search had 15 incidents this quarter and 3 in the quarter before.")
    assert isinstance(first, Count)
    assert isinstance(second, Count)
    assert (first.scopes[0].period, first.scopes[0].names) == ("this", (("service", "search"),))
    assert (second.scopes[0].period, second.scopes[0].names) == ("before", (("service", "search"),))


def test_a_part_and_its_whole_are_one_claim() -> None:
    claim = only("15 of the 46 incidents hit search.")
    assert isinstance(claim, Count)
    assert claim.whole is not None
    assert (claim.number.value, claim.whole.value) == (15, 46)


@pytest.mark.parametrize("text", ["MTTR improved by 12 %.", "The mean time to resolve is 12 percent better."])
def test_a_change_has_its_way_its_figure_and_its_size(text: str) -> None:
    claim = only(text)
    assert isinstance(claim, Change)
    assert claim.percent is not None
    assert (claim.way, claim.metric, claim.percent.value) == ("down", "mean", 12)


def test_a_doubt_covers_the_change_that_it_is_about_and_no_other() -> None:
    mean, median = [
        one for one in read("MTTR improved, but whether the median rose we cannot tell.") if isinstance(one, Change)
    ]
    assert (mean.metric, mean.hedged) == ("mean", "")
    assert (median.metric, median.hedged) == ("median", "cannot")


def test_that_one_cannot_tell_why_is_no_doubt_about_the_change() -> None:
    change = next(one for one in read("Search rose from 3 to 15; why cannot be told.") if isinstance(one, Change))
    assert change.hedged == ""


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The median is 48 minutes.", Minutes),
        ("33 % of the incidents hit search.", Share),
        ("The interval of MTTR runs from -52 to +48 %.", Bounds),
        ("Search has the most incidents.", Rank),
        ("The payments service had 4 incidents.", Elsewhere),
        ("It came thanks to our new alerts.", Because),
        ("It took 90 minutes.", Unread),
    ],
)
def test_each_sort_of_claim_is_told_apart(text: str, kind: type[Claim]) -> None:
    assert [type(one) for one in read(text)] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "We should reduce MTTR to 60 minutes.",
        "Incidents fell on 4 days.",
        "The team needs more training.",
        "We want fewer incidents.",
        "In 2026 we look on.",
    ],
)
def test_plans_and_other_senses_of_a_word_are_no_claims(text: str) -> None:
    assert read(text) == []


@given(st.text(max_size=300) | st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join))
@settings(max_examples=300, deadline=None)
def test_any_text_is_read_and_every_claim_points_into_it(text: str) -> None:
    for claim in read(text):
        assert 0 <= claim.start < claim.end <= len(text)


@given(st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join))
def test_mentions_stand_in_order_and_never_overlap(text: str) -> None:
    found = mentions(text, QUARTERS)
    assert all(one.end <= other.start for one, other in pairwise(found))


def test_a_text_without_end_is_read_as_far_as_the_limit() -> None:
    claims = read("15 of 46 incidents hit search. " * 10_000)
    assert claims
    assert all(one.end <= LONGEST for one in claims)


def seconds(work: Callable[[], object]) -> float:
    """The least of five runs, in processor time."""
    gc.disable()
    try:
        best = float("inf")
        for _ in range(5):
            began = time.process_time()
            work()
            best = min(best, time.process_time() - began)
        return best
    finally:
        gc.enable()


@pytest.mark.parametrize("piece", ["5;", "3 to 9 ", "MTTR (", "because ", "search and ", "1 of ", "- 4 %", "a" * 9])
def test_twice_the_text_takes_no_more_than_some_times_as_long(piece: str) -> None:
    short, long = piece * (LONGEST // 2 // len(piece)), piece * (LONGEST // len(piece))
    read(long)
    assert seconds(lambda: read(long)) < 6 * seconds(lambda: read(short)) + 0.001
