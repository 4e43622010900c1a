"""What real documents say innocently is left alone, and its nearest relatives that blame are not."""

import pytest

from pmkit.checks import examine
from pmkit.checks.check import Finding
from pmkit.checks.language.folded import VAGUE, folded
from pmkit.checks.language.guards import is_past

PAIRS = {
    "what runs out": (
        "person-as-cause",
        "Root cause: exhaustion of the connection pool.",
        "Root cause: exhaustion of the on-call.",
    ),
    "letters like a pronoun": ("blame", "The stall was caused by I/O errors.", "The stall was caused by me."),
    "a person before a thing": (
        "person-as-cause",
        "The cause was vendor maintenance at 02:00.",
        "The cause was the vendor.",
    ),
    "a cause only supposed": ("person-as-cause", "At first we assumed user error.", "It was closed as user error."),
    "a question of a review": ("blame", "What did we not consider?", "The reviewer did not consider it."),
    "an act with its purpose": (
        "blame",
        "We skipped the warm-up to save the night batch.",
        "We skipped the warm-up and went home.",
    ),
    "what came of an act": (
        "blame",
        "The team restarted the broker, causing a gap of 4 s.",
        "The team broke the broker by causing a loop.",
    ),
    "what was tried": ("blame", "We failed to reach the carrier by phone.", "We failed to warn the carrier."),
    "harm that did not come": (
        "counterfactual",
        "It could have led to loss of data.",
        "A second look could have prevented it.",
    ),
    "what would be worse": (
        "counterfactual",
        "Had the disk filled up, orders would have been lost.",
        "Had the team looked, it would have been caught.",
    ),
    "what is so": ("hindsight", "It is clear that we need a second link.", "It was clear that it would fail."),
    "what is to come": ("hindsight", "We are always going to have peaks.", "It was always going to fail."),
    "what a graph shows": (
        "hindsight",
        "It was clear from the graphs that traffic had dropped.",
        "It was clear to everyone that traffic would drop.",
    ),
    "one thing, no cause": ("single-cause", "A single pod crashed.", "A single pod crashed everything."),
    "names behind": (VAGUE[9:], "Some services, such as search, were down.", "Some services were down."),
    "the number of a ticket": (
        VAGUE[9:],
        "After release 4412 errors rose sharply, to 300 a minute.",
        "After ticket #1237 errors rose sharply.",
    ),
    "a list behind": (VAGUE[9:], "Some services were down:", "Some services were down."),
}


def found(text: str) -> set[str]:
    return {one.check.partition("/")[2] for one in examine(text)}


@pytest.mark.parametrize(("check", "innocent", "telling"), PAIRS.values(), ids=PAIRS)
def test_a_guard_leaves_the_innocent_alone_and_still_finds_its_relative(
    check: str, innocent: str, telling: str
) -> None:
    assert (check in found(innocent), check in found(telling)) == (False, True)


def test_one_check_speaks_once_of_a_sentence() -> None:
    text = "If we had tested it we would have caught it, and we should have known. We should have tested it."
    assert [one.line for one in examine(text, only="language/counterfactual")] == [1, 1]
    assert [one.check for one in examine("We forgot the key, we ignored the alert.")] == ["language/blame"]


def test_a_line_break_of_html_ends_a_sentence() -> None:
    told = examine("14:02 I ignored the alert<br>14:05 we forgot the key<br/>we lost it", only="language/blame")
    assert len(told) == 2


def vague(count: int) -> list[Finding]:
    return examine("\n\n".join(f"Some users saw errors at step {'x' * number}." for number in range(1, count + 1)))


def test_many_vague_places_become_one_line_that_counts_them_and_quotes_three() -> None:
    given = [*vague(7), *examine("Sam forgot it.")]
    told = folded(given)
    assert [one.check for one in told] == ["language/blame", VAGUE]
    assert told[-1].says.startswith("7 places")
    assert told[-1].says.count("“") == 3
    assert (told[-1].line, told[-1].start) == (given[0].line, given[0].start)


def test_a_few_vague_places_are_told_one_by_one() -> None:
    given = vague(3)
    assert folded(given) == given


def test_words_about_an_effect_on_users_weigh_more_than_a_plan() -> None:
    text = "Improve the monitoring.\n\nImprove the alerting.\n\nImprove the testing.\n\nSome users saw errors."
    assert folded(examine(text))[-1].quote.startswith("Some users")


@pytest.mark.parametrize(("word", "past"), [("restarted", True), ("need", False), ("now", False), ("was", True)])
def test_a_verb_of_the_past_is_told_by_its_form(word: str, past: bool) -> None:
    assert is_past(word) is past
