"""The answer of a trend meeting: what it keeps, and what it says of one that is damaged."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmkit.models.answer import AnswerError
from pmkit.models.practice.trend_meeting import LONGEST, TrendMeeting

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=80)


@given(st.lists(texts, max_size=3), st.integers(0, 2**31), st.dates(date(2020, 1, 1), date(2030, 1, 1)))
def test_what_is_written_is_read_back(sentences: list[str], seed: int, day: date) -> None:
    answer = TrendMeeting(seed=seed, cluster_from=day.isoformat(), service="checkout", sentences=sentences)
    assert TrendMeeting.parse(answer.dump()) == answer


def test_an_empty_file_is_an_answer_without_a_choice() -> None:
    answer = TrendMeeting.parse("")
    assert (answer.cluster, answer.service, answer.written) == (None, "", 0)


def test_the_days_of_a_cluster_are_put_in_order() -> None:
    answer = TrendMeeting(cluster_from="2026-08-09", cluster_to="2026-08-03")
    assert answer.cluster == (date(2026, 8, 3), date(2026, 8, 9))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('cluster_from = "3 August"', "cluster_from: '3 August' is no day; write 2026-08-03"),
        ('cluster_to = "2026-02-31"', "cluster_to: '2026-02-31' is no day; write 2026-08-03"),
        (f'sentences = ["{"x" * (LONGEST + 1)}"]', "sentence 1: has 1,001 characters; write at most 1,000"),
        ("sentences = [1]", "sentence 1: got 1"),
        ('sentences = ["", "", "", ""]', "sentences: got"),
        ("cluster = 1", "cluster: not a key that is known here"),
        ("seed = -1", "seed: got -1; write seed = 1"),
    ],
)
def test_a_damaged_answer_says_where_and_what_to_write(text: str, says: str) -> None:
    with pytest.raises(AnswerError) as caught:
        TrendMeeting.parse(text)
    assert any(problem.startswith(says) for problem in caught.value.problems), caught.value.problems
