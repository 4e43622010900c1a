"""An answer of figures: forgiving of forms, strict about values, and the same after it was saved."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmkit.models.answer import AnswerError
from pmkit.models.incident_history.answer import FoundFault, GivenFigure, MetricsAnswer, incident_id
from pmkit.models.incident_history.columns import COLUMNS
from pmkit.models.incident_history.faults import FAULTS, SHOWN_IN


@pytest.mark.parametrize("said", ["INC-1042", "inc-1042", " 1042 ", "Inc 1042", "#1042", "INC_01042"])
def test_an_id_may_be_written_in_many_ways(said: str) -> None:
    assert incident_id(said) == "INC-1042"


def test_verdicts_kinds_and_clocks_may_be_written_in_many_ways() -> None:
    for said in ("cannot tell", "can't tell yet", "Cannot tell yet", "can not tell", "cannot_tell"):
        assert MetricsAnswer.parse(f'[figures.MTTD]\nverdict = "{said}"').figures.MTTD.verdict == "cannot tell yet"
    assert MetricsAnswer.parse('[[faults]]\nid = "1"\nkind = "Wrong year"').faults[0].kind == "wrong-year"
    assert MetricsAnswer.parse('policy = " Module "').policy == "module"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('policy = "pagerduty"', "has no time to detect; write module, impact or google"),
        ("[figures.MTTR]\nvalue = inf", "figures, MTTR, value: got inf"),
        ("[figures.MTTR]\nlow = -1", "write low = 45.1"),
        ("[figures.MTTR]\nincidents = 74.5", "write incidents = 74, a whole number"),
        ('[figures.MTTR]\nverdict = "surely"', 'write verdict = "met", "not met" or "cannot tell yet"'),
        ('[[faults]]\nkind = "swapped"', "fault 1, id: missing"),
        ("[figures.MTTR]\nmean = 3", "figures, MTTR, mean: not a key that is known here"),
    ],
)
def test_what_cannot_be_is_refused_with_what_to_write(text: str, words: str) -> None:
    with pytest.raises(AnswerError) as told:
        MetricsAnswer.parse(text)
    assert words in str(told.value)


def test_all_problems_are_told_at_once() -> None:
    with pytest.raises(AnswerError, match="has 3 problems"):
        MetricsAnswer.parse('policy = "mine"\n[figures.MTTD]\nvalue = "x"\n[still_open]\nincidents = 0.5')


numbers = st.none() | st.floats(0, 1e9)


@given(
    numbers,
    numbers,
    st.none() | st.integers(0, 10**6),
    st.text(max_size=50),
    st.lists(st.text(max_size=20), max_size=3),
)
def test_what_is_saved_is_read_back(
    value: float | None, low: float | None, count: int | None, words: str, ids: list[str]
) -> None:
    answer = MetricsAnswer(summary=words, faults=[FoundFault(id=one, says=words) for one in ids])
    answer.figures.MTBF = GivenFigure(value=value, low=low, incidents=count)
    assert MetricsAnswer.parse(answer.dump()) == answer


def test_every_kind_of_fault_is_shown_by_columns_that_a_history_has() -> None:
    assert SHOWN_IN.keys() == FAULTS.keys()
    assert {column for columns in SHOWN_IN.values() for column in columns} <= {*COLUMNS, ""}
