"""The kernel's side of the timeline builder: what is half typed is kept beside, the rest is saved, judged and timed."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pmkit.models.event import Event, Warned
from pmkit.models.story.evidence_line import EvidenceLine
from pmkit.models.timeline import Timeline, TimelineEvent
from pmkit.widgets.timeline.builder import TimelineBuilder, timeline

pytestmark = pytest.mark.lab

EMPTY: dict[str, Any] = {"title": "", "events": [], "anchors": {}, "good_anchors": {}}
START = datetime(2026, 1, 31, 14, 23, 1, tzinfo=UTC)
ALERT = "2026-01-31T14:27:00Z"
Type = Callable[..., dict[str, Any]]


@pytest.fixture
def builder(tmp_path: Path) -> Iterator[TimelineBuilder]:
    made = timeline(tmp_path / "timeline.toml")
    yield made
    made.close()


@pytest.fixture
def types(builder: TimelineBuilder) -> Type:
    """Send fields as a browser does and return what it would show."""
    sent = {"revision": 0}

    def type_in(**fields: object) -> dict[str, Any]:
        sent["revision"] += 1
        message = {"client": "one", "revision": sent["revision"], "base": builder.shown["serial"]}
        builder.typed = message | {"answer": EMPTY | fields}
        return dict(builder.shown)

    return type_in


def row(at: str, what: str = "Alert fired", **more: object) -> dict[str, Any]:
    plain = {"source": "PagerDuty", "ref": "", "kind": "fact", "by": "", "until": "", "interpretation": False}
    return {"id": f"n-{at}-{what}", "at": at, "what": what} | plain | more


def good(one: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in one.items() if key not in ("id", "good")}


def line(seconds: float, raw: str = "raw", **event: object) -> EvidenceLine:
    plain = Event(START + timedelta(seconds=seconds), "raw stamp", "stamp", 0.5, "Deploy log", "deploy.log:1", "", "x")
    return EvidenceLine(plain._replace(**event), raw)


def draft(builder: TimelineBuilder) -> Path:
    return builder.path.with_name(".timeline.toml.half-typed")


def test_events_and_anchors_are_on_disk_before_their_revision_is_confirmed(
    builder: TimelineBuilder, types: Type
) -> None:
    shown = types(events=[row(ALERT, ref="log.json:14")], anchors={"alerted": ALERT})
    assert (shown["client"], shown["revision"], shown["trouble"], shown["problems"]) == ("one", 1, "", [])
    saved = Timeline.load(builder.path)
    assert saved.events == [TimelineEvent(at=ALERT, what="Alert fired", source="PagerDuty", ref="log.json:14")]
    assert saved.anchors.given() == {"alerted": datetime(2026, 1, 31, 14, 27, tzinfo=UTC)}


def test_what_is_empty_or_usual_is_not_written(builder: TimelineBuilder, types: Type) -> None:
    types(events=[row(ALERT)], anchors={"cause": ""})
    text = builder.path.read_text(encoding="utf-8")
    assert [word for word in ("ref", "by", "until", "interpretation", "cause") if word in text] == []


def test_a_decision_a_gap_and_an_interpretation_are_kept(builder: TimelineBuilder, types: Type) -> None:
    decision = row(ALERT, "Roll back", kind="decision", by="Ines Moreau", interpretation=True)
    gap = row("2026-01-31T14:28:00Z", "Nothing logged", kind="gap", until="2026-01-31T14:35:00Z", source="")
    types(events=[decision, gap])
    first, second = Timeline.load(builder.path).events
    assert (first.kind, first.by, first.interpretation) == ("decision", "Ines Moreau", True)
    assert (second.kind, str(second.until), second.interpretation) == ("gap", "2026-01-31T14:35:00Z", None)


def test_a_half_typed_time_keeps_the_last_good_event_in_the_file(builder: TimelineBuilder, types: Type) -> None:
    whole = row(ALERT)
    types(events=[whole])
    shown = types(events=[whole | {"at": "2026-01-31T14:2", "what": "Alert was sent", "good": good(whole)}])
    assert [str(event.at) for event in Timeline.load(builder.path).events] == [ALERT]
    assert Timeline.load(builder.path).events[0].what == "Alert fired"
    assert [problem["where"] for problem in shown["problems"]] == ["event 1, at"]
    assert "write 2026-01-31T14:27:00Z" in shown["problems"][0]["says"]
    assert (shown["answer"]["events"][0]["at"], shown["trouble"]) == ("2026-01-31T14:2", "")


def test_a_half_typed_time_is_there_again_after_a_new_kernel(builder: TimelineBuilder, types: Type) -> None:
    whole = row(ALERT)
    other = row("2026-01-31T14:23:01Z", "Deployment started")
    types(events=[other, whole])
    types(events=[other, whole | {"at": "14:2", "good": good(whole)}], anchors={"cause": "14:"})
    again = TimelineBuilder(builder.path)
    assert [event["at"] for event in again.shown["answer"]["events"]] == ["2026-01-31T14:23:01Z", "14:2"]
    assert again.shown["answer"]["events"][1]["good"]["at"] == ALERT
    assert again.shown["answer"]["anchors"] == {"cause": "14:"}
    assert [problem["where"] for problem in again.shown["problems"]] == ["anchors, cause", "event 2, at"]
    again.close()


def test_an_event_that_never_was_good_is_kept_beside_the_file_only(builder: TimelineBuilder, types: Type) -> None:
    types(events=[row("", "Somebody called"), row(ALERT)])
    assert [event.what for event in Timeline.load(builder.path).events] == ["Alert fired"]
    again = TimelineBuilder(builder.path)
    shown = {event["what"]: event["good"] and event["good"]["what"] for event in again.shown["answer"]["events"]}
    assert shown == {"Alert fired": "Alert fired", "Somebody called": None}
    again.close()


@pytest.mark.parametrize("at", ["2026-01-31 14:27:00Z", "2026-01-31T14:27:00.000+00:00", " 2026-01-31T14:27:00Z "])
def test_a_half_typed_event_finds_its_place_however_its_time_was_written(
    builder: TimelineBuilder, types: Type, at: str
) -> None:
    whole = row(at)
    types(events=[whole])
    types(events=[whole | {"what": "", "good": good(whole)}])
    again = TimelineBuilder(builder.path)
    assert [event["what"] for event in again.shown["answer"]["events"]] == [""]
    again.close()


def test_the_file_beside_goes_when_nothing_is_half_typed(builder: TimelineBuilder, types: Type) -> None:
    types(events=[row("14:")])
    assert draft(builder).exists()
    types(events=[row(ALERT)])
    assert [path.name for path in builder.path.parent.rglob("*half-typed*")] == []


def test_a_half_typed_anchor_keeps_the_time_that_the_file_has(builder: TimelineBuilder, types: Type) -> None:
    types(anchors={"alerted": ALERT})
    shown = types(anchors={"alerted": "2026-01-31"}, good_anchors={"alerted": ALERT})
    assert str(Timeline.load(builder.path).anchors.alerted) == ALERT
    assert [problem["where"] for problem in shown["problems"]] == ["anchors, alerted"]
    assert shown["answer"]["anchors"] == {"alerted": "2026-01-31"}


def test_words_wiped_out_are_no_event_lost(builder: TimelineBuilder, types: Type) -> None:
    whole = row(ALERT)
    types(events=[whole])
    shown = types(events=[whole | {"what": " ", "good": good(whole)}])
    assert Timeline.load(builder.path).events[0].what == "Alert fired"
    assert "write what was seen to happen" in shown["problems"][0]["says"]


def test_a_draft_of_an_event_that_the_file_lost_is_shown_as_its_own_event(
    builder: TimelineBuilder, types: Type
) -> None:
    whole = row(ALERT)
    types(events=[whole])
    types(events=[whole | {"at": "14:2", "good": good(whole)}])
    Timeline(events=[TimelineEvent(at="2026-01-31T15:00:00Z", what="Another")]).save(builder.path)
    builder.reread()
    assert [event["at"] for event in builder.shown["answer"]["events"]] == ["2026-01-31T15:00:00Z", "14:2"]


def test_a_damaged_file_beside_hinders_nothing(builder: TimelineBuilder, types: Type) -> None:
    types(events=[row(ALERT)])
    draft(builder).write_text("[[rows", encoding="utf-8")
    builder.reread()
    assert [event["at"] for event in builder.shown["answer"]["events"]] == [ALERT]
    assert builder.shown["problems"] == []


def test_a_disk_that_refuses_the_file_beside_is_said(types: Type, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr("pmkit.widgets.timeline.drafts.DraftFile.save", full)
        assert types(events=[row("14:")])["trouble"] == "No space left on device"
    assert types(events=[row("14:")])["trouble"] == ""


def test_findings_name_the_event_as_the_page_numbers_it(types: Type) -> None:
    shown = types(events=[row("14:", "half"), row(ALERT, "Alert fired", source="")])
    unsourced = [one["where"] for one in shown["findings"] if one["check"] == "timeline/unsourced-event"]
    assert unsourced != []
    assert {where.partition(",")[0] for where in unsourced} == {"event 2"}


def test_the_clocks_of_every_policy_follow_the_anchors(types: Type) -> None:
    clocks = types(anchors={"cause": "2026-01-31T14:23:01Z", "alerted": ALERT})["answer"]["clocks"]
    detect = {policy: figures[0] for policy, figures in clocks.items()}
    assert detect["module"]["seconds"] == 239
    assert (detect["impact"]["seconds"], detect["impact"]["missing"]) == (None, ["impact_start"])
    moved = types(anchors={"cause": "2026-01-31T14:25:00Z", "alerted": ALERT})["answer"]["clocks"]
    assert moved["module"][0]["seconds"] == 120
    assert sorted(clocks) == ["google", "impact", "module", "pagerduty"]


def test_a_gap_is_offered_until_it_is_noted(types: Type) -> None:
    events = [row("2026-01-31T14:30:00Z", "first"), row("2026-01-31T14:35:42Z", "second")]
    (gap,) = types(events=events)["answer"]["gaps"]
    assert gap == {"after": events[0]["id"], "start": events[0]["at"], "end": events[1]["at"], "seconds": 342}
    noted = row(gap["start"], "Nothing logged", kind="gap", until=gap["end"])
    assert types(events=[events[0], noted, events[1]])["answer"]["gaps"] == []


def test_events_are_shown_by_time_and_the_file_is_left_alone_until_a_change(tmp_path: Path) -> None:
    path = tmp_path / "timeline.toml"
    late, early = TimelineEvent(at=ALERT, what="late"), TimelineEvent(at="2026-01-31T14:00:00Z", what="early")
    Timeline(events=[late, early]).save(path)
    before = path.read_text(encoding="utf-8")
    made = TimelineBuilder(path)
    assert [event["what"] for event in made.shown["answer"]["events"]] == ["early", "late"]
    assert path.read_text(encoding="utf-8") == before
    made.close()


def test_the_last_good_copy_of_a_damaged_file_is_used_without_older_drafts(
    builder: TimelineBuilder, types: Type
) -> None:
    types(events=[row(ALERT)])
    builder.path.write_text("[[events", encoding="utf-8")
    builder.reread()
    builder._asked(builder, {"do": "use", "notice": 0}, [])
    assert [event.what for event in Timeline.load(builder.path).events] == ["Alert fired"]
    assert builder.shown["answer"]["events"][0]["good"]["what"] == "Alert fired"


def test_the_same_file_has_one_builder_and_new_evidence_replaces_the_old(builder: TimelineBuilder) -> None:
    assert timeline(str(builder.path), [line(0)]) is builder
    assert [sent[0] for sent in builder.lines] == ["2026-01-31T14:23:01Z"]


def test_evidence_stands_by_time_with_its_stamp_and_its_place(tmp_path: Path) -> None:
    late, early = line(90, "second", at_raw="b"), line(0.25, "first", at_raw="a")
    made = TimelineBuilder(tmp_path / "t.toml", lines=[late, early], warnings=[Warned("deploy.log:1", "odd")])
    words = ["2026-01-31T14:23:01.25Z", "a", "the stamp has its own offset", 0.5, "Deploy log", "deploy.log:1", "", "x"]
    assert made.lines[0] == [*words, "first"]
    assert made.lines[1][0] == "2026-01-31T14:24:31Z"
    assert made.notes == [["deploy.log:1", "odd"]]
    made.close()


def test_hostile_evidence_is_cut_and_what_hides_is_spelt_out(tmp_path: Path) -> None:
    bad = line(0, "a\u202eb\ud800" + "x" * 100_000, text="<script>\x1b[31m" + "y" * 100_000)
    made = TimelineBuilder(tmp_path / "t.toml", lines=[bad])
    *_, words, raw = made.lines[0]
    assert raw.startswith("a⟨U+202E⟩b⟨U+D800⟩xxx")
    assert raw.endswith("… (96,004 more characters)")
    assert words.startswith("<script>⟨U+001B⟩[31myyy")
    assert len(words) < 600
    json.dumps(made.lines).encode()
    made.close()


def test_of_very_many_lines_the_first_are_shown_and_that_is_said(tmp_path: Path) -> None:
    made = TimelineBuilder(tmp_path / "t.toml", lines=[line(number, "r" * 3_000) for number in range(20_001)])
    assert (len(made.lines), made.lines[-1][0]) == (20_000, "2026-01-31T19:56:20Z")
    assert made.notes == [["", "The first 20,000 of 20,001 lines by time are shown; read fewer files."]]
    assert sum(len(sent[8]) for sent in made.lines) < 11_000_000
    made.close()


def test_a_policy_can_be_shown_first_and_an_unknown_one_is_named(tmp_path: Path) -> None:
    made = TimelineBuilder(tmp_path / "t.toml", policy="google")
    assert [policy["name"] for policy in made.policies] == ["google", "module", "impact", "pagerduty"]
    made.close()
    with pytest.raises(LookupError, match="write one of: module"):
        timeline(tmp_path / "u.toml", policy="mine")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=8,
)
TIMES = st.sampled_from(
    ["", "14:", ALERT, "2026-01-31T14:27", "9999-12-31T23:59:59-12:00", "0001-01-01T00:00:00+14:00"]
)
ROWS = st.fixed_dictionaries({"id": st.text(max_size=3), "at": TIMES | JSON, "what": st.text(max_size=5) | JSON})
FIELDS = st.fixed_dictionaries(
    {"events": st.lists(ROWS, max_size=4) | JSON}, optional={"anchors": JSON, "good_anchors": JSON, "title": JSON}
)
MESSAGE = JSON | st.fixed_dictionaries({"client": JSON, "revision": st.integers(), "base": JSON, "answer": FIELDS})


@given(message=MESSAGE)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_message_ends_the_builder_or_writes_what_cannot_be_read(builder: TimelineBuilder, message: object) -> None:
    builder.typed = message
    builder.look = message
    builder._asked(builder, message, [])
    builder.typed = {"client": "c", "revision": 1, "base": 0, "answer": EMPTY | {"events": [row(ALERT, "still here")]}}
    assert [event.what for event in Timeline.load(builder.path).events] == ["still here"]


EVENTS = st.lists(
    st.builds(
        TimelineEvent,
        at=st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1), timezones=st.none() | st.just(UTC)),  # noqa: DTZ001 - also without a zone
        what=st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip),
        source=st.text(st.characters(exclude_categories=["Cs"]), max_size=5),
        kind=st.sampled_from(["fact", "decision", "gap"]),
        interpretation=st.none() | st.just(value=True),
    ),
    max_size=5,
)


@given(events=EVENTS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_shown_and_sent_back_unchanged_is_the_same_timeline(builder: TimelineBuilder, events: Any) -> None:
    given_timeline = Timeline(events=events).sorted()
    given_timeline.save(builder.path)
    builder.reread()
    fields = builder.shown["answer"]
    sent = {"title": "", "events": fields["events"], "anchors": fields["anchors"], "good_anchors": {}}
    builder.typed = {"client": "c", "revision": 1, "base": builder.shown["serial"], "answer": sent}
    assert Timeline.load(builder.path) == given_timeline


HOSTILE = [
    "\ud800",
    "\x00\x1b[31m",
    "<script>alert(1)</script>",
    "```\n# out",
    '"""',
    "\\N\\G",
    "\u202e",
    "a" * 300_000,
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_any_text_is_kept_as_it_can_be_and_shown_as_text(builder: TimelineBuilder, types: Type, text: str) -> None:
    types(events=[row(ALERT, text, source=text, ref=text)])
    assert "<script" not in builder.picture
    json.dumps(builder.shown).encode()
    if len(text) < 1000:
        assert Timeline.load(builder.path).events[0].what == text.replace("\ud800", "\ufffd")
