"""The kernel's side of the workspace of a postmortem: what it tells of the text, and of what lies beside."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from pmkit.models.event import Event
from pmkit.models.fishbone import Fishbone, FishboneCause
from pmkit.models.five_whys import FiveWhys, Why
from pmkit.models.postmortem.review import Review, ReviewItem
from pmkit.models.story.evidence_line import EvidenceLine
from pmkit.models.timeline import Timeline, TimelineEvent
from pmkit.tables.timeline_markdown import from_markdown
from pmkit.widgets.postmortem import PostmortemBuilder, postmortem
from pmkit.widgets.postmortem_answers import markdown_of
from pmkit.widgets.review import postmortem_review

pytestmark = pytest.mark.lab

Type = Callable[[str], dict[str, Any]]
TEXT = "# Postmortem: No bids\n\n**Date**: 2026-05-22\n**Status**: Draft\n\n## Impact\n\n40 careless users.\n"

FAR = ("9999-12-31", "0001-01-01")


@pytest.fixture
def made(tmp_path: Path) -> Iterator[PostmortemBuilder]:
    made = postmortem(tmp_path / "answers" / "postmortem.md")
    yield made
    made.close()


@pytest.fixture
def types(made: PostmortemBuilder) -> Type:
    """Send a text as a browser does and return what it would show."""
    sent = {"revision": 0}

    def type_in(text: str) -> dict[str, Any]:
        sent["revision"] += 1
        message = {"client": "one", "revision": sent["revision"], "base": made.shown["serial"]}
        made.typed = {**message, "answer": {"text": text}}
        return dict(made.shown)

    return type_in


def test_what_is_typed_is_on_disk_as_it_is(made: PostmortemBuilder, types: Type) -> None:
    assert types(TEXT)["trouble"] == ""
    assert made.path.read_text(encoding="utf-8") == TEXT


def test_each_section_tells_its_state_and_a_missing_one_how_to_put_it_in(types: Type) -> None:
    sections = {one["key"]: one for one in types(TEXT)["answer"]["sections"]}
    assert (sections["impact"]["state"], sections["impact"]["findings"]) == ("written", 1)
    assert sections["impact"]["insert"] is None
    assert sections["timeline"]["insert"]["words"] == "\n## Timeline\n\n\n\n"
    assert sections["references"]["open"] is False


def test_every_status_can_be_moved_to(types: Type) -> None:
    for status, edit in types(TEXT)["answer"]["statuses"]:
        moved = TEXT[: edit["start"]] + edit["words"] + TEXT[edit["end"] :]
        assert moved == TEXT.replace("Draft", status)


@pytest.mark.parametrize(
    "text", ["", "# \n", "**Date**: 9999-12-31\n", "**Date**: 0001-01-01\n", "\x00🦊\n" * 50, "|" * 9000]
)
def test_any_text_is_saved_and_its_days_are_told_or_asked_for(made: PostmortemBuilder, types: Type, text: str) -> None:
    shown = types(text)
    assert shown["trouble"] == ""
    assert shown["answer"]["days"]["says"]
    assert made.path.read_text(encoding="utf-8") == text


def test_html_in_the_text_is_shown_and_never_made(made: PostmortemBuilder, types: Type) -> None:
    types('<script>alert(1)</script> ![x](a.png) [y](javascript:alert(1)) <img src="x" onerror="alert(1)">')
    assert "<script" not in made.picture
    assert "<img" not in made.picture
    assert 'href="javascript' not in made.picture


def test_answers_beside_are_read_when_somebody_looks(made: PostmortemBuilder) -> None:
    assert [one["key"] for one in made.own] == ["timeline", "five-whys", "fishbone"]
    assert "There is no timeline.toml yet" in made.own[0]["says"]
    made.path.parent.mkdir()
    made.path.with_name("timeline.toml").write_text("events = 3", encoding="utf-8")
    whys = FiveWhys(problem="<b>No bids</b>", whys=[Why(answer="It was offline")])
    whys.save(made.path.with_name("five_whys.toml"))
    made._asked(None, {"do": "look-beside"}, None)
    assert "could not be read" in made.own[0]["says"]
    assert made.own[1]["markdown"] == "- Problem: \\<b\\>No bids\\</b\\>\n  - Why 1: It was offline\n"
    assert "<b>No" not in made.own[1]["html"]


def test_answers_elsewhere_are_found_where_the_cell_says(tmp_path: Path) -> None:
    Fishbone(problem="No bids", causes=[FishboneCause(category="Process", text="No step")]).save(
        tmp_path / "bones.toml"
    )
    made = postmortem(tmp_path / "other.md", fishbone=tmp_path / "bones.toml")
    assert made.own[2]["markdown"].startswith("- Problem: No bids\n  - Process\n")
    made.close()


def test_a_timeline_that_is_put_in_is_read_back_from_the_document() -> None:
    at = datetime(2026, 5, 22, 2, 14, 7, tzinfo=UTC)
    timeline = Timeline(events=[TimelineEvent(at=at, what="A | bid", source="log", ref="a.log:7")])
    assert from_markdown(markdown_of(timeline)).events == timeline.events


def test_an_answer_that_holds_nothing_gives_nothing_to_put_in() -> None:
    assert [markdown_of(one) for one in (Timeline(), FiveWhys(problem=""), Fishbone(problem=""))] == ["", "", ""]


def test_an_unknown_calendar_is_refused_in_the_cell_and_replaced_where_a_page_sends_it(
    made: PostmortemBuilder, types: Type, tmp_path: Path
) -> None:
    with pytest.raises(LookupError, match="weekdays, england"):
        postmortem(tmp_path / "one.md", calendar="moon")
    types(TEXT)
    made.calendar = ["moon"]
    assert made.calendar == "weekdays"
    made.calendar = "england"
    assert made.shown["answer"]["days"]["stages"][2]["days"] == "day 4 to 5: 2026-05-29 to 2026-06-01"


def test_a_damaged_review_beside_is_told_and_left_as_it_is(made: PostmortemBuilder, types: Type) -> None:
    types(TEXT)
    path = made.path.with_name("postmortem.review.toml")
    path.write_text("items = 4", encoding="utf-8")
    assert "could not be read" in types(TEXT + "!")["answer"]["review"]["says"]
    assert path.read_text(encoding="utf-8") == "items = 4"


def test_a_review_is_saved_beside_its_document_without_what_is_blank(tmp_path: Path) -> None:
    made = postmortem_review(tmp_path / "postmortem.md")
    items = [{"key": "calm", "verdict": "unsure", "note": ""}, {"key": "context", "verdict": "", "note": ""}]
    answer = {"reviewer": "Ada", "date": "2026-05-26", "items": items}
    made.typed = {"client": "one", "revision": 1, "base": made.shown["serial"], "answer": answer}
    assert Review.load(tmp_path / "postmortem.review.toml") == Review(
        reviewer="Ada", date=date(2026, 5, 26), items=[ReviewItem(key="calm", verdict="unsure")]
    )
    assert "unsure" in made.outline(made.answer)
    made.typed = {"client": "one", "revision": 2, "base": made.shown["serial"], "answer": {**answer, "date": "May"}}
    assert "date: got 'May'; write date = 2026-11-27" in made.shown["trouble"]
    made.close()


def test_the_exhibits_of_an_exercise_stay_beside_its_evidence_for_they_are_cited_by_number(tmp_path: Path) -> None:
    line = EvidenceLine(Event(datetime(2026, 5, 22, tzinfo=UTC), "", "stamp", 0.5, "log", "a.log:1", "", "x"), "x")
    shown = postmortem(tmp_path / "answers" / "postmortem.md", exercise="postmortem", lines=[line])
    assert [one["id"] for one in shown.incident["exhibits"]] == [f"E{number}" for number in range(1, 10)]
    shown.close()
