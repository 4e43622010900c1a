"""The law of the evidence: what readers recover from a folder is what the tools saw, or its distortion is told."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest

from pmkit.checks.text.text import read as words_of
from pmkit.checks.text.wording import says
from pmkit.evidence import SOURCES, read_folder, recognise
from pmkit.incidents import Incident, make_incident, story_names, write_evidence
from pmkit.models.event import Event, Evidence

SEEDS = (0, *range(1, 10))
CASES = [(story, seed) for story in story_names() for seed in SEEDS]
SMALLEST = 1e-6


class Read(NamedTuple):
    incident: Incident
    evidence: Evidence

    def by_ref(self) -> dict[str, list[Event]]:
        found: dict[str, list[Event]] = {}
        for event in self.evidence.events:
            found.setdefault(event.ref, []).append(event)
        return found


_KEPT: dict[tuple[str, int], Read] = {}


@pytest.fixture
def read(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Read:
    """An incident, and what the readers make of its folder; the zone of Kibana is told, as the README tells it."""
    case = request.param
    if case not in _KEPT:
        incident = make_incident(case[0], seed=case[1])
        folder: Path = tmp_path_factory.mktemp("evidence")
        write_evidence(incident, folder)
        _KEPT[case] = Read(incident, read_folder(folder, zone={"kibana": incident.telling.zone("kibana")}))
    return _KEPT[case]


every_case = pytest.mark.parametrize("read", CASES, indirect=True, ids=lambda case: f"{case[0]}-{case[1]}")


def near(event: Event, truths: tuple[datetime, ...]) -> bool:
    return any(abs(event.at - truth) <= timedelta(seconds=event.precision + SMALLEST) for truth in truths)


@every_case
def test_each_record_is_read_at_the_instant_that_its_tool_saw(read: Read) -> None:
    """Noise and needle alike, in every source, within the precision that the reader states."""
    truths: dict[str, tuple[datetime, ...]] = {}
    for sheet in read.incident.sheets:
        for record in sheet.records:
            ref = f"{sheet.path}:{record.line}"
            truths[ref] = truths.get(ref, ()) + record.ats
    series = "prometheus/query_range"
    off = [e for e in read.evidence.events if not e.ref.startswith(series) and not near(e, truths.get(e.ref, ()))]
    assert off == []


@every_case
def test_every_record_is_read_once(read: Read) -> None:
    """What a source tells twice is merged, and nothing else is lost; series are read at their changes alone."""
    told = {f"{s.path}:{r.line}" for s in read.incident.sheets for r in s.records}
    lost = {ref for ref in told if not ref.startswith("prometheus/query_range")} - set(read.by_ref())
    assert sorted(lost) == sorted(repeats(read.incident))


def repeats(incident: Incident) -> Iterator[str]:
    """The refs of records that say again what one before them said; of chat a message's time is its identity."""
    for sheet in incident.sheets:
        lines = sheet.text.split("\n")
        starts = [record.line for record in sheet.records] + [len(lines) + 1]
        seen: set[object] = set()
        for record, end in zip(sheet.records, starts[1:], strict=True):
            words = "" if sheet.path.startswith("slack/") else "".join(lines[record.line - 1 : end - 1])
            if (record.ats, words) in seen:
                yield f"{sheet.path}:{record.line}"
            seen.add((record.ats, words))


@every_case
def test_each_true_event_is_proven_by_a_record_that_readers_find(read: Read) -> None:
    """The truth is the record's time less what the key says the record is late, within the stated precision."""
    found = read.by_ref()
    for event in read.incident.key:
        good = [
            proof
            for proof in event.proofs
            if any(near(one, (event.at + timedelta(seconds=proof.lag),)) for one in found.get(proof.ref, []))
        ]
        assert good, f"{event.id} has no proof that holds: {event.proofs}"
        assert {proof.ref for proof in event.proofs} - {proof.ref for proof in good} - set(
            repeats(read.incident)
        ) == set()


@every_case
def test_an_event_is_recognised_in_the_words_that_a_reader_gives_it(read: Read) -> None:
    """Who imports the evidence and keeps a line as it stands has said what happened."""
    found = read.by_ref()
    unsaid = [
        event.id
        for event in read.incident.key
        if not any(
            says(words_of(f"{one.actor}: {one.text}"), wording)
            for proof in event.proofs
            for one in found.get(proof.ref, [])
            for wording in event.said_as
        )
    ]
    assert unsaid == []


def test_every_source_that_readers_know_is_written_by_some_story() -> None:
    """OpenTelemetry alone is read and not written: no team of the stories uses it."""
    told = {recognise(sheet.path) for slug in story_names() for sheet in make_incident(slug).sheets}
    assert {source.word for source in SOURCES} - {source.word for source in told if source} == {"opentelemetry"}
    assert [sheet.path for sheet in make_incident("bad-deploy").sheets if recognise(sheet.path) is None] == [
        "README.md"
    ]
