"""The practice *a simulated quarter*: choices are saved, what has no room waits, and a quarter is said in words."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import pmkit
from pmkit.incidents.quarter.given import dials, load_quarter
from pmkit.models.practice.quarter import ChosenItem, QuarterChoice
from pmkit.widgets.practice.quarter import QuarterBuilder

pytestmark = pytest.mark.lab

STORY = load_quarter()
PLACES = {item.id: place for place, item in enumerate(STORY.items)}
BLANK: dict[str, Any] = {"chosen": False, "owner": "", "priority": ""}
GIVEN = [one.value for one in dials()]
Send = Callable[..., dict[str, Any]]


@pytest.fixture
def made(tmp_path: Path) -> Iterator[QuarterBuilder]:
    made = pmkit.quarter(tmp_path / "quarter.toml")
    yield made
    made.close()


def fields(seed: int = 0, values: list[float] | None = None, **chosen: tuple[str, str]) -> dict[str, Any]:
    """What a page sends when these items are chosen: `broker_cap=("ines", "P1")`."""
    items = [dict(BLANK) for _ in STORY.items]
    for name, (owner, priority) in chosen.items():
        items[PLACES[name.replace("_", "-")]] = {"chosen": True, "owner": owner, "priority": priority}
    return {"items": items, "dials": values or GIVEN, "seed": seed}


@pytest.fixture
def send(made: QuarterBuilder) -> Send:
    """Send the fields, and return what a browser would show."""
    sent = {"revision": 0}

    def send_it(answer: Any) -> dict[str, Any]:
        sent["revision"] += 1
        made.typed = {
            "client": "one",
            "revision": sent["revision"],
            "base": made.shown["serial"],
            "answer": answer,
        }
        return dict(made.shown)

    return send_it


def test_each_choice_is_saved_and_nothing_is_run_before_it_is_asked_for(made: QuarterBuilder, send: Send) -> None:
    shown = send(fields(broker_cap=("ines", "P1"), broker_alert=("", "")))
    assert shown["trouble"] == ""
    kept = QuarterChoice.load(made.path)
    assert kept.items == [ChosenItem(id="broker-cap", owner="ines", priority="P1"), ChosenItem(id="broker-alert")]
    assert (kept.seed, kept.assumptions) == (0, {})
    assert (shown["answer"]["told"], made.picture) == (None, "")
    assert shown["answer"]["meters"][0] == {"title": "Platform", "used": 5.0, "days": 11.0}


def test_a_quarter_that_is_run_is_said_in_words_and_drawn(made: QuarterBuilder, send: Send) -> None:
    told = send(fields(seed=1, broker_cap=("ines", "P1"), broker_alert=("", "P2")))["answer"]["told"]
    assert "came back. If nothing is done it is 5." in told["happened"][0]
    assert told["chance"][0].startswith("Chance is large")
    assert "1 item is without an owner: most of the time nobody begins such an item." in told["remarks"]
    assert [text for text, _, _ in told["items"]] == [STORY.items[0].text, STORY.items[1].text]
    assert made.picture.startswith("<svg")
    assert "Four in five of 500 other choices" in made.outline(made.answer)


@pytest.mark.parametrize(
    ("chosen", "remark"),
    [
        ({}, "Nothing is chosen"),
        ({"broker_alert": ("ines", "P1"), "courier_probe": ("dev", "P2")}, "Nothing chosen keeps an incident"),
        (
            {"broker_cap": ("ines", "P1"), "captures_key": ("leif", "P1"), "courier_probe": ("dev", "P1")},
            "All items have one priority",
        ),
    ],
)
def test_what_works_against_a_choice_is_pointed_out(
    chosen: dict[str, tuple[str, str]], remark: str, send: Send
) -> None:
    remarks = send(fields(seed=1, **chosen))["answer"]["told"]["remarks"]
    assert [one for one in remarks if one.startswith(remark)]
    mixed = {"broker_cap": ("ines", "P1"), "captures_key": ("leif", "P2"), "courier_probe": ("dev", "P3")}
    others = send(fields(seed=1, **mixed))["answer"]["told"]["remarks"]
    assert [one for one in others if one.startswith(remark)] == []


def test_a_choice_without_room_is_kept_and_not_run(made: QuarterBuilder, send: Send) -> None:
    owner = ("ines", "P1")
    full = fields(seed=3, broker_cap=owner, certificate_renewal=owner, certificate_list=owner, broker_alert=owner)
    shown = send(full)["answer"]
    assert shown["problems"] == ["Platform has 11 person-days and these take 12; take 1 away"]
    assert (shown["told"], made.picture) == (None, "")
    assert len(QuarterChoice.load(made.path).items) == 4


def test_only_dials_that_were_moved_are_kept(made: QuarterBuilder, send: Send) -> None:
    values = [0.3, *GIVEN[1:]]
    before, after = (send(fields(seed=1, values=one, broker_cap=("ines", "P1"))) for one in (GIVEN, values))
    assert QuarterChoice.load(made.path).assumptions == {"forgotten_owned": 0.3}
    assert before["answer"]["told"] != after["answer"]["told"]
    assert after["answer"]["dials"] == values


def test_what_a_file_holds_of_another_quarter_stays_and_is_left_out_of_this_one(
    made: QuarterBuilder, send: Send
) -> None:
    strange = QuarterChoice(seed=1, items=[ChosenItem(id="other", owner="x"), ChosenItem(id="broker-cap", owner="x")])
    strange.save(made.path)
    made.reread()
    shown = made.shown["answer"]
    assert (shown["problems"], shown["items"][0]["owner"]) == ([], "")
    send(fields(broker_cap=("ines", "P2")))
    assert QuarterChoice.load(made.path).of("other") == ChosenItem(id="other", owner="x")


def test_a_cell_that_runs_again_shows_the_same_quarter(made: QuarterBuilder, send: Send) -> None:
    told = send(fields(seed=4, broker_cap=("ines", "P1")))["answer"]["told"]
    assert pmkit.quarter(made.path).shown["answer"]["told"] == told


def test_a_quarter_that_there_is_not_is_answered_with_those_that_there_are(tmp_path: Path) -> None:
    with pytest.raises(LookupError, match="write one of: parcel-lockers"):
        pmkit.quarter(tmp_path / "quarter.toml", "nine")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(
    st.recursive(st.none() | st.integers() | st.text(max_size=9), lambda one: st.lists(one, max_size=3), max_leaves=6)
)
def test_whatever_a_page_sends_is_taken_or_refused_and_ends_nothing(made: QuarterBuilder, odd: Any) -> None:
    hostile = [odd, {**fields(), "items": odd}, {**fields(), "dials": odd}, {**fields(), "seed": odd}]
    hostile.append({**fields(), "items": [{"chosen": True, "owner": odd, "priority": odd}] * len(STORY.items)})
    for answer in hostile:
        made.typed = {"client": "two", "revision": 1, "base": made.shown["serial"], "answer": answer}
    made.typed = {"client": "one", "revision": 1, "base": made.shown["serial"], "answer": fields()}
    assert made.shown["trouble"] == ""


def test_a_choice_costs_the_kernel_little_until_a_quarter_is_run(send: Send) -> None:
    spent = []
    for turn in range(20):
        began = time.thread_time()
        send(fields(broker_cap=("ines" if turn % 2 else "tomasz", "P1")))
        spent.append(time.thread_time() - began)
    assert sorted(spent)[10] < 0.02
