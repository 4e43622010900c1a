"""The timeline of the key: one good answer, which the checks of timelines have nothing to say about."""

from pathlib import Path

import pytest

from pmkit.checks import examine
from pmkit.evidence import read_folder
from pmkit.incidents import make_incident, model_timeline, story_names, write_evidence
from pmkit.incidents.timeline import tool_of
from pmkit.models.timeline import Timeline

every_story = pytest.mark.parametrize("slug", story_names())
some_seeds = pytest.mark.parametrize("seed", [0, 3, 9])


@every_story
@some_seeds
def test_no_check_of_timelines_finds_anything_in_it(slug: str, seed: int) -> None:
    incident = make_incident(slug, seed=seed)
    found = examine(model_timeline(incident), "timeline", scenario=incident.story)
    assert [(one.check, one.quote) for one in found] == []


@every_story
@some_seeds
def test_it_is_sorted_survives_a_file_and_cites_records_that_readers_find(slug: str, seed: int, tmp_path: Path) -> None:
    incident = make_incident(slug, seed=seed)
    timeline = model_timeline(incident)
    assert Timeline.parse(timeline.dump()) == timeline
    assert timeline.in_order() == list(range(len(timeline.events)))
    write_evidence(incident, tmp_path)
    read = {(event.source, event.ref) for event in read_folder(tmp_path, zone="UTC").events}
    cited = {(event.source, event.ref) for event in timeline.events if event.kind != "gap"}
    assert cited - read == set()


@every_story
@some_seeds
def test_each_event_cites_the_source_that_made_the_act(slug: str, seed: int) -> None:
    """Lesson 2: anchor on the source that made the act, not on the one that heard of it."""
    incident = make_incident(slug, seed=seed)
    told = {event.what: event.ref or "" for event in model_timeline(incident).events}
    proofs = {event.id: {tool_of(proof.ref) for proof in event.proofs} for event in incident.key}
    for event in incident.story.events:
        cited, tools = tool_of(told[event.what]), proofs[event.id]
        if event.actor == "Alertmanager":
            assert cited == "alertmanager"
        elif event.actor:
            assert cited == event.seen[0].by
        elif tools - {"slack", "pagerduty"}:
            assert cited not in {"slack", "pagerduty"}


def test_the_change_is_told_by_the_tool_that_made_it_and_not_by_the_channel_that_heard() -> None:
    told = {event.what: event.source for event in model_timeline(make_incident("bad-deploy")).events}
    assert told["Deployment of v2.3.1 to production started"] == "Deploy log"
    assert told["The on-call engineer acknowledged the page"] == "PagerDuty"
    assert told["The error rate was back at its usual level"] == "Prometheus"


def test_the_gap_of_the_worked_timeline_is_noted() -> None:
    gaps = [event for event in model_timeline(make_incident("bad-deploy")).events if event.kind == "gap"]
    assert [(str(gap.at), str(gap.until)) for gap in gaps] == [("2026-01-31T14:30:00Z", "2026-01-31T14:35:42Z")]
