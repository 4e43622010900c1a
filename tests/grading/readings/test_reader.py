"""A line is read within what its cited exhibits show; where words and meaning disagree, it asks."""

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmkit.grading.assess import assess
from pmkit.grading.exercise import load_exercise
from pmkit.grading.readings.reader import Line, StoryReader
from pmkit.grading.readings.reading import SOMETHING_ELSE, Reading
from pmkit.incidents.story import load_story
from pmkit.models.five_whys import FiveWhys


@cache
def reader() -> StoryReader:
    return StoryReader(load_story("validator-slashed"))


def one(text: str, evidence: str = "", reads_as: str = "") -> Reading:
    return reader().read([Line("why 1", text, evidence, reads_as)])[0]


@pytest.mark.parametrize(
    ("text", "evidence", "expected"),
    [
        ("OOM kill, virtd, 15.8 GB", "E2", "out-of-memory"),
        ("v2.4.0 grows 640 MB/h. v2.3.9 was flat.", "E3", "memory-grows"),
        ("The unit file sets Restart=no.", "E6", "no-restart-policy"),
        ("The node was offline", "E1", "node-offline"),
    ],
)
def test_telegraphic_and_unusual_lines_are_read_by_what_they_cite(text: str, evidence: str, expected: str) -> None:
    reading = one(text, evidence)
    assert (reading.meaning, reading.doubt) == (expected, "")


@pytest.mark.parametrize(
    ("text", "evidence", "doubt"),
    [
        ("The kernel did not kill virtd", "E2", "denied"),
        ("It is not true that the host ran out of memory", "E2", "denied"),
        ("The kernel killed virtd and did not kill it", "E2", "both"),
        ("The node was offline, and it was online", "E1", "both"),
        ("The host ran out of memory because the kernel killed the process", "E2", "exchanged"),
        ("The kernel killed nginx", "E2", "strange"),
        ("The cache of Redis never evicts invoices", "E4", "strange"),
        ("Memory grows by 90 MB every hour since the upgrade", "E3", "figure"),
        ("The legend that the host ran out of memory", "E2", "denied"),
        ("That the host ran out of memory has been disproved", "E2", "denied"),
        ("No one at the table could seriously claim that the node was offline", "E1", "denied"),
        ("Contrary to the rumours the node was offline", "E1", "denied"),
        ("Tulips bloom in the memory of gardens and machines", "E3", "unread"),
        ("Everybody looks away again", "E5", "unread"),
        ("The moon is made of cheese", "E2", "unread"),
        ("x", "E2", "unread"),
        ("see exhibit", "E2", "unread"),
    ],
)
def test_a_line_that_disagrees_with_what_it_cites_asks_and_waits(text: str, evidence: str, doubt: str) -> None:
    reading = one(text, evidence)
    assert (reading.doubt, reading.counts, reading.waits) == (doubt, False, True)
    assert reading.asks


@pytest.mark.parametrize(
    ("text", "meaning", "doubt", "told"),
    [
        ("Nine validators still ran the old model", "two-models", "", ""),
        ("Eight validators still ran the old model", "two-models", "figure", "8 validators"),
        ("Three of the nine operators were new to upgrades", "operators-new-to-upgrades", "figure", "3 of the 9"),
        ("Five of nine operators were new to upgrades", "operators-new-to-upgrades", "", ""),
    ],
)
def test_a_number_in_words_is_a_number(text: str, meaning: str, doubt: str, told: str) -> None:
    reading = StoryReader(load_story("mixed-models")).read([Line("cause 1", text, "E2, E11", "")])[0]
    assert (reading.doubt, not meaning or reading.meaning == meaning, told in reading.asks) == (doubt, True, True)


def test_a_pasted_exhibit_is_no_line_of_ones_own_and_waits_for_nobody() -> None:
    reading = one("91 % of the live heap is held by decoded frames in the cache of veid-scoring", "E4")
    assert (reading.doubt, reading.counts, reading.waits) == ("pasted", False, False)


def test_the_same_line_again_counts_once() -> None:
    lines = [Line(f"why {number}", "The host ran out of memory", "E2") for number in range(1, 7)]
    assert [reading.counts for reading in reader().read(lines)] == [True] + [False] * 5


def test_a_choice_of_the_trainee_settles_a_doubt() -> None:
    asked = one("Memory rose to 20 GB at last", "E2")
    assert asked.doubt == "figure"
    chosen = one("Memory rose to 20 GB at last", "E2", "out-of-memory")
    assert (chosen.meaning, chosen.how, chosen.counts) == ("out-of-memory", "chosen", True)


def test_a_choice_that_the_words_do_not_bear_out_waits_for_a_person() -> None:
    assert one("The moon is made of cheese", "E2", "out-of-memory").waits


@pytest.mark.parametrize("text", ["memory", "that thing with memory", "some memory"])
def test_a_choice_beside_a_single_word_is_a_guess_and_waits(text: str) -> None:
    assert one(text, "E2", "out-of-memory").waits


def test_a_list_that_was_clicked_through_passes_nowhere() -> None:
    model = load_exercise("five-whys").model_answer.model_copy(deep=True)
    assert isinstance(model, FiveWhys)
    chosen = [reading.meaning for reading in assess("five-whys", model).readings]
    for why, meaning in zip(model.whys, chosen, strict=False):
        why.answer, why.reads_as = f"that thing with {meaning.rpartition('-')[2]}", meaning
    clicked = assess("five-whys", model)
    assert (clicked.points < 20, clicked.outcome) == (True, "for-instructor")


def test_something_else_waits_for_a_person() -> None:
    assert one("The kernel killed the process", "E2", SOMETHING_ELSE).waits


def test_an_instructor_s_reading_goes_before_all_others_however_the_line_is_written() -> None:
    lines = [Line("why 1", "The  moon did it!", "E2")]
    read = reader().read(lines, {"the moon did it": "out-of-memory"})[0]
    assert (read.meaning, read.how, read.counts) == ("out-of-memory", "instructor", True)


def test_the_reading_stands_among_the_choices_and_their_order_tells_nothing() -> None:
    reading = one("The kernel killed the process", "E2")
    says = [choice.says for choice in reading.choices[:-1]]
    assert reading.says in says
    assert says == sorted(says)
    assert reading.choices[-1].id == SOMETHING_ELSE


@given(st.text(max_size=300), st.text(max_size=40), st.text(max_size=20))
def test_reading_never_raises(text: str, evidence: str, reads_as: str) -> None:
    assert one(text, evidence, reads_as).where == "why 1"
