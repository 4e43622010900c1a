"""The labs of metrics: begun where a cell says, moved by a page, and never broken by what it sends."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import pmkit
from pmkit.incidents.history import make_history
from pmkit.metrics.history import history_of
from pmkit.models.answer_file import UnreadableError
from pmkit.widgets.metrics.lab import MetricsLab

pytestmark = pytest.mark.lab

LABS: dict[str, Callable[[], MetricsLab]] = {"power": pmkit.power_lab, "mtbf": pmkit.mtbf_lab}
HEAD = "id,impact_start,resolved\n"
sent = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


def send(lab: MetricsLab, seed: int = 1, **values: Any) -> dict[str, Any]:
    lab.typed = {"values": {**lab.values, **values}, "seed": seed}
    return dict(lab.shown)


def test_the_lab_begins_where_the_cell_says() -> None:
    lab = pmkit.power_lab(incidents=50, improvement=0.5, spread=1.0, a_month=4)
    assert lab.values == {"incidents": 50, "improvement": 50, "spread": 1.0, "a_month": 4}
    assert "takes 33 incidents before it" in lab.outline()
    assert "at 4 a month 9 months" in lab.outline()
    assert pmkit.mtbf_lab(team_a=0.6, learning=0.1).values["learning"] == 10


def test_a_history_lends_its_spread_its_rate_and_its_tails(tmp_path: Path) -> None:
    text = make_history("lab", 600, faults=False).csv()
    path = tmp_path / "history.csv"
    path.write_text(text, encoding="utf-8")
    labs = [pmkit.power_lab(one) for one in (path, str(path), text, history_of(text))]
    assert all(one.values == labs[0].values for one in labs)
    lab = labs[0]
    assert lab.values["incidents"] == pytest.approx(3 * lab.values["a_month"], abs=1)
    assert lab.values["spread"] == pytest.approx(1.2, abs=0.15)
    assert re.search(
        r"^Your history: \d+ durations from the first impact to its end, a spread of 1\.\d+", lab.given["remarks"][0]
    )
    own = lab.outline()
    assert "own" in lab.values
    send(lab, own=0)
    assert lab.outline() != own


def test_a_history_with_few_durations_is_told_and_the_lab_begins_without_it() -> None:
    lab = pmkit.power_lab(f"{HEAD}1,2025-03-01T10:00:00Z,2025-03-01T11:00:00Z\n")
    told = "Your history has too few durations (1) to draw from; give 10 or more above 0, not all the same."
    assert lab.given["remarks"] == [f"{told} The lab begins without it."]
    assert lab.values == pmkit.power_lab().values


def test_one_record_that_makes_the_mean_is_named_and_its_name_is_no_markup() -> None:
    rows = [f"INC-{day},2025-03-{day:02}T10:00:00Z,2025-03-{day:02}T1{day % 9}:30:00Z" for day in range(1, 21)]
    wrong = f"<b>{'x' * 5_000},2024-03-21T10:00:00Z,2025-03-21T10:30:00Z"
    remark = pmkit.power_lab(HEAD + "\n".join([*rows, wrong])).given["remarks"][-1]
    assert re.match(r"9\d % of all these minutes are those of <b>x+: look at its record first", remark)
    assert len(remark) < 300


def test_a_history_that_cannot_be_read_is_an_error_in_the_cell(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="is not there"):
        pmkit.power_lab(tmp_path / "none.csv")
    with pytest.raises(TypeError, match="history is of type int; write the path of its CSV file"):
        pmkit.power_lab(7)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match=r"improvement is 10; write a number from 0 to 0.8"):
        pmkit.power_lab(improvement=10)
    with pytest.raises(ValueError, match=r"team_a is nan; write a number from 0 to 1"):
        pmkit.mtbf_lab(team_a=float("nan"))


def test_each_choice_moves_the_picture_the_table_and_the_sentences() -> None:
    for name, moved in (("power", {"incidents": 300}), ("mtbf", {"team_b": 80})):
        lab = LABS[name]()
        picture, shown = lab.picture, dict(lab.shown)
        after = send(lab, **moved)
        assert lab.picture != picture
        assert after["rows"] != shown["rows"]
        assert after["problems"] == {}


def test_a_number_out_of_bounds_is_told_and_the_one_before_it_stays() -> None:
    lab = pmkit.power_lab()
    for wrong in (0, -5, 1e9, 7.5, float("nan"), None, "20", True):
        shown = send(lab, incidents=wrong, improvement=20)
        assert shown["problems"] == {"incidents": "write a whole number from 5 to 5,000"}
        assert shown["values"]["incidents"] == 20
        assert shown["values"]["improvement"] == 20


@pytest.mark.parametrize("name", LABS)
def test_whatever_a_page_sends_the_lab_goes_on(name: str) -> None:
    lab = LABS[name]()
    before = dict(lab.values)

    @given(anything=sent, values=st.dictionaries(st.sampled_from([*lab.dials]), sent), seed=sent, look=sent)
    @settings(max_examples=25, deadline=None)
    def goes_on(anything: Any, values: Any, seed: Any, look: Any) -> None:
        lab.typed = anything
        lab.typed = {"values": values, "seed": seed}
        lab.look = look
        assert lab.picture.startswith("<svg")
        assert all(one.problem(lab.values[one.id]) == "" for one in lab.dials.values())

    goes_on()
    shown = send(lab, **before)
    assert shown["values"] == before


@pytest.mark.parametrize("name", LABS)
def test_the_text_twin_tells_what_the_page_tells(name: str) -> None:
    lab = LABS[name]()
    send(lab, seed=3)
    data, _ = lab._repr_mimebundle_()
    text = data["text/plain"]
    assert text.startswith(lab.title)
    for line in lab.shown["lines"]:
        assert line in text
    for row in lab.shown["rows"]:
        assert all(cell in text for cell in row)
    assert "application/vnd.jupyter.widget-view+json" in data


def test_the_picture_is_as_wide_as_the_page_has_room_and_takes_its_theme() -> None:
    lab = pmkit.power_lab()
    for width in (320, 700, 1200):
        lab.look = {"width": width, "theme": "light"}
        assert f'width="{width}"' in lab.picture
    light = lab.picture
    lab.look = {"width": 1200, "theme": "dark"}
    assert lab.picture != light
