"""The levers of every story are whole, for every trainee; what is wrong with one is told, with what to write."""

import re
from typing import Any

import pytest

from pmkit.incidents import make_incident, story_names
from pmkit.incidents.replay.levers import lever_problems
from pmkit.models.action_item import KINDS
from pmkit.models.story.incident import Story
from pmkit.models.story.lever import Lever

every_story = pytest.mark.parametrize("slug", story_names())
CERTIFICATE = make_incident("expired-certificate").story


def changed(lever: str, **values: Any) -> Story:
    """The certificate's story, with one lever otherwise."""
    levers = [one.model_copy(update=values) if one.id == lever else one for one in CERTIFICATE.levers]
    return Story.model_validate(CERTIFICATE.model_dump() | {"levers": [one.model_dump() for one in levers]})


@every_story
@pytest.mark.parametrize("seed", [0, 1, 7, 2**63])
def test_the_levers_of_a_story_are_whole_for_everyone(slug: str, seed: int) -> None:
    assert lever_problems(make_incident(slug, seed=seed).story) == []


@every_story
def test_a_story_has_levers_of_several_kinds_with_assumptions_in_words(slug: str) -> None:
    levers = make_incident(slug).story.levers
    assert len({lever.kind for lever in levers}) >= 3
    assert {lever.kind for lever in levers} <= set(KINDS)
    assert all(lever.because.endswith(".") for lever in levers)
    assert all(lever.fails > 0 for lever in levers if lever.does != "nothing")


@every_story
def test_the_words_of_levers_are_those_of_the_trainee(slug: str) -> None:
    written = make_incident(slug).story
    other = make_incident(slug, seed=7).story
    words = {word for varied in written.vary for word in varied.was} - {
        word for varied in other.vary for word in varied.was
    }
    told = " ".join(str(lever.model_dump()) for lever in other.levers)
    assert [word for word in words if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", told)] == []
    assert "{" not in " ".join(lever.says + lever.because + lever.instead for lever in other.levers)


@pytest.mark.parametrize(
    ("lever", "values", "says"),
    [
        ("expiry-alert", {"id": "auto-renewal"}, "auto-renewal: this id stands twice"),
        ("expiry-alert", {"causes": ["nope"]}, "causes: there is no cause 'nope'"),
        ("expiry-alert", {"starts": "nope"}, "starts: there is no event 'nope'"),
        ("expiry-alert", {"says": "alert"}, "says: it holds no …"),
        ("expiry-alert", {"default": None}, "says: it holds … and there is no number"),
        ("expiry-alert", {"default": 999.0}, "default: 999 does not lie from 0 to 365"),
        ("expiry-alert", {"default": 1.0}, "moved by its default it changes nothing"),
        ("expiry-alert", {"too_much": ""}, "too_much: empty"),
        ("expiry-alert", {"instead": ""}, "instead: empty"),
        ("expiry-alert", {"said_as": ["alert / %"]}, "has a way without a word"),
        ("no-bids-alert", {"starts": "resolved"}, "'resolved' follows from the detection"),
        ("clear-log", {"starts": "cert-expired"}, "'cert-expired' comes before the detection"),
        ("clear-log", {"ends": "acknowledged"}, "ends: it does not come after starts"),
        ("clear-log", {"ends": "renewal-begun"}, "its stretch overlaps that of second-person"),
    ],
)
def test_a_slip_in_a_lever_is_named_with_what_to_write(lever: str, values: dict[str, Any], says: str) -> None:
    problems = lever_problems(changed(lever, **values))
    assert [one for one in problems if says in one and "; write " in one]


def test_a_story_needs_three_levers_and_one_that_changes_nothing() -> None:
    few = [lever for lever in CERTIFICATE.levers if lever.does != "nothing"][:2]
    problems = lever_problems(CERTIFICATE.model_copy(update={"levers": few}))
    assert ["levers: there are 2" in problems[0], "none changes nothing" in problems[1]] == [True, True]


def test_a_story_without_events_says_that_it_cannot_be_told_again() -> None:
    assert "write the anchors" in lever_problems(CERTIFICATE.model_copy(update={"events": []}))[0]


def test_a_lever_says_its_number_and_one_is_single() -> None:
    lever = next(one for one in CERTIFICATE.levers if one.id == "no-bids-alert")
    assert lever.in_words(5) == "the alert NoBids fires after 5 minutes without a bid"
    assert lever.in_words(1) == "the alert NoBids fires after 1 minute without a bid"
    assert lever.in_words() == lever.says


def test_a_percentage_can_stand_for_a_time() -> None:
    lever = Lever(
        id="memory", says="at … percent", kind="detect-future", does="warns", because="", said_as=["memory"],
        unit="percent", default=80, full=100, seconds_each=900,
    )  # fmt: skip
    assert lever.seconds(80) == 5 * 3600
    assert lever.seconds(None) == 0
