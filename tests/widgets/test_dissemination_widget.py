"""The kernel's side of the planner: what arrives is saved, dates are told, files are written beside the answer."""

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pmkit.models.dissemination.dissemination import Dissemination
from pmkit.models.timeline import Anchors, Timeline
from pmkit.widgets.dissemination.builder import DisseminationBuilder, dissemination

pytestmark = pytest.mark.lab

STEP = {"horizon": "day", "what": "Tell", "audience": "", "channel": "", "owner": "", "due": "", "done": ""}
PAGE = {"incident": "Bids stopped", "ended": "2026-01-31T15:02:00Z", "calendar": "weekdays", "steps": [STEP]}
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=8,
)
Send = Callable[[object], dict[str, Any]]


@pytest.fixture
def made(tmp_path: Path) -> Iterator[DisseminationBuilder]:
    end = dt.datetime(2026, 1, 31, 15, 2, tzinfo=dt.UTC)
    Timeline(anchors=Anchors(resolved=end)).save(tmp_path / "timeline.toml")
    (tmp_path / "postmortem.md").write_text("# Postmortem: Bids stopped\n\n## Executive Summary\n\nBids stopped.\n")
    built = dissemination(
        tmp_path / "dissemination.toml",
        postmortem=tmp_path / "postmortem.md",
        timeline=tmp_path / "timeline.toml",
        on=dt.date(2026, 2, 3),
    )
    yield built
    built.close()


@pytest.fixture
def send(made: DisseminationBuilder) -> Send:
    sent = {"revision": 0}

    def send_to(answer: object) -> dict[str, Any]:
        sent["revision"] += 1
        made.typed = {
            "client": "one", "revision": sent["revision"], "base": made.shown["serial"], "answer": answer
        }  # fmt: skip
        return dict(made.shown)

    return send_to


def test_it_begins_with_the_modules_steps_and_the_incident_that_is_known(made: DisseminationBuilder) -> None:
    shown = made.shown["answer"]
    assert (shown["incident"], shown["ended"]) == ("Bids stopped", "2026-01-31T15:02:00Z")
    assert (len(shown["steps"]), shown["dues"][0]) == (11, "2026-02-02")
    assert "What happened: Bids stopped.\n" in shown["summary"]
    assert not made.path.exists()


def test_what_is_typed_is_on_disk_and_an_empty_date_is_none(made: DisseminationBuilder, send: Send) -> None:
    shown = send(PAGE | {"steps": [STEP | {"owner": "Nerys", "done": "2026-02-02"}]})
    assert not shown["trouble"]
    saved = Dissemination.load(made.path)
    assert saved.steps[0].done == dt.date(2026, 2, 2)
    assert (saved.steps[0].owner, saved.steps[0].due) == ("Nerys", None)
    assert shown["answer"]["dues"] == ["2026-02-02"]


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"ended": "yesterday"}, "ended"),
        ({"calendar": "moon"}, "calendar"),
        ({"steps": [STEP | {"due": "soon"}]}, "step 1, due"),
        ({"ended": "0001-01-01T00:00:00Z"}, "ended"),
        ({"ended": "9999-12-31T23:00:00Z", "steps": [STEP | {"horizon": "month"}]}, "ended"),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_the_file_stays(
    made: DisseminationBuilder, send: Send, change: dict[str, Any], where: str
) -> None:
    send(PAGE)
    before = made.path.read_bytes()
    shown = send(PAGE | change)
    assert shown["problems"][0]["where"] == where
    assert made.path.read_bytes() == before


def test_calendar_and_checklist_are_written_beside_the_answer(made: DisseminationBuilder, send: Send) -> None:
    send(PAGE)
    for what, ending, holds in (("calendar", ".ics", "BEGIN:VEVENT"), ("checklist", ".md", "- [ ] Tell")):
        made._asked(made, {"export": what}, [])
        place = made.path.with_suffix(ending)
        assert holds in place.read_text(encoding="utf-8")
        assert made.shown["notices"][-1]["says"] == f"The {what} is written: {place}"


def test_a_file_of_that_name_that_somebody_wrote_is_kept(made: DisseminationBuilder, send: Send) -> None:
    send(PAGE)
    place = made.path.with_suffix(".md")
    place.write_text("My own list\n", encoding="utf-8")
    for _ in range(2):
        made._asked(made, {"export": "checklist"}, [])
    kept = list(place.parent.glob("dissemination.md.kept-*"))
    assert [one.read_text(encoding="utf-8") for one in kept] == ["My own list\n"]
    assert "- [ ] Tell" in place.read_text(encoding="utf-8")


def test_how_each_step_stands_and_what_the_draft_says_of_people_is_told(
    made: DisseminationBuilder, send: Send, tmp_path: Path
) -> None:
    shown = send(PAGE | {"steps": [STEP, STEP | {"done": "2026-02-02"}]})
    assert (shown["answer"]["standing"], shown["answer"]["remarks"]) == (["late", "done"], [])
    (tmp_path / "postmortem.md").write_text("# Postmortem: x\n\n## Summary\n\nPriya carelessly broke it.\n")
    made._asked(made, {"do": "draft"}, [])
    assert any("carelessly" in says for says in made.shown["answer"]["remarks"])


def test_a_place_that_cannot_be_written_is_said(made: DisseminationBuilder, send: Send) -> None:
    send(PAGE)
    made.path.with_suffix(".ics").mkdir()
    made._asked(made, {"export": "calendar"}, [])
    assert "could not be written" in made.shown["notices"][-1]["says"]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(JSON)
def test_whatever_a_page_sends_is_taken_or_refused_and_ends_nothing(
    made: DisseminationBuilder, send: Send, odd: Any
) -> None:
    for answer in (odd, PAGE | {"steps": odd}, PAGE | {"steps": [odd]}, PAGE | {"ended": odd, "calendar": odd}):
        send(answer)
    made._asked(made, {"export": odd}, [])
    assert not send(PAGE)["trouble"]
