"""What a line of a timeline may be read as instead, and what becomes of a choice in the grade."""

from datetime import timedelta

import pytest

from pmkit.grading.assess import assess
from pmkit.grading.exercise import exercise_for, load_exercise
from pmkit.grading.readings.reading import SOMETHING_ELSE, Reading
from pmkit.grading.timeline.choices import RECORD, near_misses
from pmkit.incidents.incident import KeyEvent
from pmkit.incidents.timeline import source_of
from pmkit.models.timeline import Timeline, TimelineEvent

TRAINEE = "ada"
STORIES = [load_exercise("timeline").story, *load_exercise("timeline").other_stories]


def events(story: str = "") -> dict[str, KeyEvent]:
    incident = exercise_for("timeline", TRAINEE, story).incident
    assert incident
    return {event.id: event for event in incident.key}


def source(event: KeyEvent) -> str:
    return source_of(event.proofs[0].ref.rpartition(":")[0])


def read(event: KeyEvent, what: str, chosen: str = "", *, off: int = 0, cites: str | None = None) -> Reading:
    at = event.at + timedelta(seconds=off)
    line = TimelineEvent(at=at, what=what, source=source(event) if cites is None else cites, reads_as=chosen or None)
    return assess("timeline", Timeline(events=[line]), TRAINEE).readings[0]


def offered(reading: Reading) -> list[str]:
    return [choice.id for choice in reading.choices]


def test_the_list_holds_the_reading_its_near_misses_what_was_recorded_and_something_else() -> None:
    event = events()["deploy-started"]
    reading = read(event, event.what)
    assert set(offered(reading)) == {event.id, f"{event.id}~1", f"{event.id}~2", RECORD, SOMETHING_ELSE}
    says = [choice.says for choice in reading.choices[:-2]]
    assert says == sorted(says)
    assert reading.says in says


def test_a_line_with_a_choice_keeps_the_list_of_the_line_without_it() -> None:
    event = events()["deploy-started"]
    for chosen in (event.id, f"{event.id}~1", RECORD, SOMETHING_ELSE, "of no story"):
        assert offered(read(event, event.what, chosen)) == offered(read(event, event.what))


def test_a_true_event_is_offered_only_where_the_time_and_the_source_have_it() -> None:
    event = events()["acknowledged"]
    unsaid = "Somebody touched a screen"
    assert event.id in offered(read(event, unsaid))
    assert event.id not in offered(read(event, unsaid, off=90))
    assert event.id not in offered(read(event, unsaid, cites="Git"))


def test_words_that_say_an_event_at_another_time_are_read_as_that_event_and_no_other_is_told() -> None:
    known = events()
    reading = read(known["deploy-started"], known["acknowledged"].what, off=-300)
    assert {one for one in offered(reading) if one in known} == {"acknowledged"}


@pytest.mark.parametrize("story", STORIES)
def test_near_misses_are_no_true_events_and_have_names_of_their_own(story: str) -> None:
    rubric = exercise_for("timeline", TRAINEE, story)
    known = events(story)
    missed = [one for event in known.values() for one in near_misses(event, rubric.scenario)]
    assert len({one.id for one in missed}) == len(missed) >= len(known)
    assert {one.says for one in missed}.isdisjoint(event.what for event in known.values())


def test_a_near_miss_that_is_chosen_earns_nothing_waits_for_nobody_and_says_why() -> None:
    event = events()["deploy-started"]
    reading = read(event, event.what, f"{event.id}~1")
    assert (reading.doubt, reading.counts, reading.waits) == ("near-miss", False, False)
    assert reading.says.startswith("It was not so")
    assert "Look at it once more" in reading.asks


def test_a_record_can_be_chosen_where_one_stands_behind_the_line() -> None:
    event = events()["deploy-started"]
    assert (read(event, event.what, RECORD).counts, read(event, event.what, RECORD).meaning) == (True, f"{RECORD}:0")
    assert read(event, "The moon is made of cheese", RECORD).waits
    assert read(event, event.what, RECORD, off=4000).waits


def test_a_choice_beside_a_single_word_is_a_guess_and_waits() -> None:
    event = events()["acknowledged"]
    assert read(event, "that thing with the page", event.id).waits


def test_a_choice_settles_a_doubt_and_the_event_is_found_by_it() -> None:
    event = events()["acknowledged"]
    hurried = "Maybe the on-call engineer took the page"
    assert read(event, hurried).doubt == "hedged"
    assert read(event, hurried, event.id).counts
    points = [
        assess("timeline", Timeline(events=[one]), TRAINEE).points for one in (_line(event, ""), _line(event, event.id))
    ]
    assert points[0] < points[1]


def _line(event: KeyEvent, chosen: str) -> TimelineEvent:
    return TimelineEvent(
        at=event.at, what="Maybe the on-call engineer took the page", source=source(event), reads_as=chosen or None
    )


def test_something_else_is_left_to_a_person_and_a_choice_by_hand_that_nothing_is_called_asks() -> None:
    event = events()["acknowledged"]
    assert read(event, event.what, SOMETHING_ELSE).asks == "Your instructor reads this line."
    assert read(event, event.what, "page-taken").waits


def test_a_denial_is_asked_about() -> None:
    event = events()["acknowledged"]
    assert read(event, "The on-call engineer never acknowledged the page").doubt == "denied"
    assert read(event, "At no point did the on-call engineer acknowledge the page").doubt == "denied"
