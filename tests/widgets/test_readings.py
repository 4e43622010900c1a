"""What a line was read as goes to the page with its choices; a choice is kept in the answer."""

from pathlib import Path
from typing import Any

import pytest

from pmkit.grading.exercise import exercise_for
from pmkit.grading.own_incident import FILE, OwnIncident
from pmkit.incidents.timeline import source_of
from pmkit.models.fishbone import Fishbone
from pmkit.models.five_whys import FiveWhys
from pmkit.models.timeline import Timeline, TimelineEvent
from pmkit.widgets.fishbone import FishboneBuilder, fishbone
from pmkit.widgets.five_whys import FiveWhysBuilder, five_whys
from pmkit.widgets.timeline.builder import TimelineBuilder, timeline

pytestmark = pytest.mark.lab


def chain(path: Path, *lines: tuple[str, str]) -> FiveWhysBuilder:
    path.parent.mkdir(parents=True, exist_ok=True)
    FiveWhys(
        problem="The validator missed 100 consecutive blocks",
        whys=[{"answer": answer, "evidence": evidence} for answer, evidence in lines],  # type: ignore[list-item]
    ).save(path)
    return five_whys(path, exercise="five-whys")


def typed(builder: Any, answer: dict[str, Any], revision: int = 1) -> None:
    builder.typed = {"client": "page", "revision": revision, "base": builder.shown["serial"], "answer": answer}


def test_each_line_goes_to_the_page_with_what_it_was_read_as_and_what_may_be_chosen(tmp_path: Path) -> None:
    builder = chain(tmp_path / "five_whys.toml", ("OOM kill, virtd, 15.8 GB", "E2"), ("The moon did it", "E3"))
    first, second = builder.shown["readings"]
    assert (first["where"], first["says"], first["counts"]) == ("why 1, answer", "The host ran out of memory", True)
    assert "The kernel killed the process" in [choice["says"] for choice in first["choices"]]
    assert (second["doubt"], second["waits"], bool(second["asks"])) == ("unread", True, True)
    assert builder.shown["points_up_to"] > builder.shown["points"]


def test_a_choice_is_saved_and_shown_again(tmp_path: Path) -> None:
    path = tmp_path / "five_whys.toml"
    builder = chain(path, ("Memory rose to 20 GB at last", "E2"))
    assert builder.shown["readings"][0]["doubt"] == "figure"
    fields = builder.shown["answer"]
    fields["whys"][0]["reads_as"] = "out-of-memory"
    typed(builder, fields)
    assert FiveWhys.load(path).whys[0].reads_as == "out-of-memory"
    assert (builder.shown["readings"][0]["how"], builder.shown["readings"][0]["counts"]) == ("chosen", True)
    assert builder.shown["answer"]["whys"][0]["reads_as"] == "out-of-memory"


def test_a_choice_in_a_fishbone_and_a_cause_on_another_bone_outlive_a_change(tmp_path: Path) -> None:
    path = tmp_path / "fishbone.toml"
    rows = [("Tools", None, None), ("Process", 1, "no-spf"), ("People", 2, None)]
    Fishbone(
        problem="x",
        causes=[
            {"category": name, "text": f"cause on {name}", "parent": parent, "reads_as": chosen}  # type: ignore[list-item]
            for name, parent, chosen in rows
        ],
    ).save(path)
    before = Fishbone.load(path).arranged()
    builder: FishboneBuilder = fishbone(path)
    fields = builder.shown["answer"]
    fields["problem"] = "y"
    typed(builder, fields)
    after = Fishbone.load(path)
    assert after.problem == "y"
    assert after.causes == before.causes
    assert [after.leads_to(index) is not None for index in range(3)].count(True) == 2


def told(path: Path, *chosen: str | None, source: str | None = None) -> TimelineBuilder:
    """A builder of Ada's timeline: the first true events, the latest first, each hedged, with what was chosen."""
    rubric = exercise_for("timeline", "ada")
    assert rubric.incident
    OwnIncident(story=rubric.story, trainee="ada").save(path.with_name(FILE))
    events = [
        TimelineEvent(
            at=event.at,
            what=f"Maybe: {event.what}",
            source=source_of(event.proofs[0].ref.rpartition(":")[0]) if source is None else source,
            reads_as=one,
        )
        for event, one in zip(rubric.incident.key, chosen, strict=False)
    ]
    Timeline(events=events[::-1]).save(path)
    return timeline(path, exercise="timeline")


def test_an_event_is_read_back_once_it_has_a_source(tmp_path: Path) -> None:
    path = tmp_path / "timeline.toml"
    builder = told(path, None, source="")
    assert builder.shown["readings"] == []
    fields = builder.shown["answer"]
    fields["events"][0]["source"] = "Deploy log"
    typed(builder, fields)
    (reading,) = builder.shown["readings"]
    assert (reading["where"], reading["doubt"], bool(reading["asks"])) == ("event 1, what", "hedged", True)
    assert reading["choices"][-1]["says"] == "Something else: my instructor reads it"


def test_a_choice_for_an_event_outlives_another_order_a_change_elsewhere_and_a_half_typed_time(tmp_path: Path) -> None:
    path = tmp_path / "timeline.toml"
    builder = told(path, "deploy-started", None, "alert-fired")
    fields = builder.shown["answer"]
    assert [event["reads_as"] for event in fields["events"]] == ["deploy-started", "", "alert-fired"]
    assert [one["how"] for one in builder.shown["readings"]] == ["chosen", "wording", "chosen"]
    fields["events"][1]["what"] += ", it seems"
    typed(builder, fields)
    assert [event.reads_as for event in Timeline.load(path).events] == ["deploy-started", None, "alert-fired"]
    fields["events"][0]["good"] = {
        key: value for key, value in fields["events"][0].items() if key not in ("id", "good")
    }
    fields["events"][0]["at"] = "14:"
    typed(builder, fields, revision=2)
    assert builder.shown["answer"]["events"][0]["reads_as"] == "deploy-started"
    assert Timeline.load(path).events[0].reads_as == "deploy-started"
    again = TimelineBuilder(path, rubric=builder.rubric)
    assert again.shown["answer"]["events"][0]["at"] == "14:"
    assert again.shown["answer"]["events"][0]["reads_as"] == "deploy-started"


def test_what_is_forgotten_in_the_fields_is_forgotten_in_the_file_and_the_grade_follows(tmp_path: Path) -> None:
    path = tmp_path / "timeline.toml"
    builder = told(path, "deploy-started")
    points = builder.shown["points"]
    fields = builder.shown["answer"]
    fields["events"][0]["reads_as"] = ""
    typed(builder, fields)
    assert Timeline.load(path).events[0].reads_as is None
    assert "reads_as" not in path.read_text(encoding="utf-8")
    assert builder.shown["points"] < points


def test_a_timeline_without_an_exercise_keeps_what_was_chosen_and_reads_nothing_back(tmp_path: Path) -> None:
    path = tmp_path / "timeline.toml"
    told(path, "deploy-started").close()
    builder = TimelineBuilder(path)
    fields = builder.shown["answer"]
    fields["title"] = "Another title"
    typed(builder, fields)
    assert Timeline.load(path).events[0].reads_as == "deploy-started"
    assert builder.shown["readings"] == []


def test_hostile_words_as_a_choice_are_kept_as_words_and_ask(tmp_path: Path) -> None:
    builder = told(tmp_path / "timeline.toml", "<script>alert(1)</script>")
    (reading,) = builder.shown["readings"]
    assert (reading["doubt"], reading["waits"]) == ("unread", True)
    assert "<script>" not in str(reading["choices"]) + reading["asks"]
