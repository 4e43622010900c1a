"""What an evidence folder states is ready to be looked up: records, series, figures, people, names and zones."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pmkit.evidence.facts import read_facts
from pmkit.incidents.evidence_folder import write_evidence
from pmkit.incidents.incident import make_incident
from pmkit.incidents.story import story_names
from pmkit.models.evidence_facts.facts import EvidenceFacts


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("evidence")
    write_evidence(make_incident("expired-certificate", "t7"), made, force=True)
    return made


@pytest.fixture(scope="module")
def facts(folder: Path) -> EvidenceFacts:
    return read_facts(folder)


def test_people_are_those_of_the_readme(facts: EvidenceFacts) -> None:
    assert {person.name for person in make_incident("expired-certificate", "t7").story.people} <= set(facts.people)


def test_the_readme_names_the_zone_of_a_file_that_names_none(facts: EvidenceFacts) -> None:
    assert facts.questions == ()
    first = next(one for one in facts.records if one.ref == "logs/kibana.csv:2")
    assert first.at is not None
    assert first.at.isoformat() == "2026-11-05T06:37:16.557000+00:00"


def test_a_zone_that_nobody_names_is_asked_about_and_utc_is_taken(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "logs").mkdir()
    (tmp_path / "logs" / "kibana.csv").write_bytes((folder / "logs" / "kibana.csv").read_bytes())
    alone = read_facts(tmp_path)
    assert [question.partition(":")[0] for question in alone.questions] == ["logs/kibana.csv"]
    assert "12:07:16" in str(alone.records[0].at)


def test_names_are_those_of_records_and_of_what_files_hold_besides(facts: EvidenceFacts) -> None:
    assert {"nobids", "provider-2", "bid-gateway-b", "certs@ferrous.example", "provider_bids_per_minute"} <= set(
        facts.names
    )
    assert set(facts.versions) == {"2.0.5", "2.0.4", "3.3.0"}


def test_each_figure_points_at_the_record_that_states_it(facts: EvidenceFacts) -> None:
    for one in facts.stated:
        text = facts.records[one.record].text
        assert text[one.figure.end :].startswith(one.behind)


def test_a_series_says_its_lowest_usual_and_highest_value(facts: EvidenceFacts) -> None:
    told = [one.text for one in facts.records if "bids_per_minute" in one.ref and "lowest" in one.text]
    assert told[0].endswith("lowest 0, usual 11.2, highest 13")
    assert len(facts.series) == 2


def test_lines_that_repeat_are_counted_and_only_their_ends_are_turns(facts: EvidenceFacts) -> None:
    refused = [one for one in facts.records if "session with bid-gateway refused" in one.text and one.at is not None]
    assert [one.turns for one in refused] == [True, *[False] * (len(refused) - 2), True]
    assert any(one.text.startswith(f"{len(refused)} lines such as:") for one in facts.records)


def test_the_brief_counts_as_a_record(folder: Path) -> None:
    told = read_facts(folder, brief="1,600 requests went to other providers.")
    assert [one.figure.value for one in told.stated if told.records[one.record].ref == "the brief"] == [1600]


@pytest.mark.parametrize("story", story_names())
def test_every_story_has_facts_without_a_question(story: str, tmp_path: Path) -> None:
    write_evidence(make_incident(story, "k3"), tmp_path / "in")
    found = read_facts(tmp_path / "in")
    assert (found.questions, len(found.records) > 100, len(found.series) > 0) == ((), True, True)


def test_no_folder_and_an_empty_one_state_nothing(tmp_path: Path) -> None:
    assert read_facts(tmp_path / "nowhere").records == ()
    assert read_facts(tmp_path).records == ()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(st.binary(max_size=400), st.sampled_from(["README.md", "logs/kibana.csv", "prometheus/query_range.a.json"]))
def test_whatever_a_file_holds_nothing_is_raised(tmp_path: Path, content: bytes, name: str) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_bytes(content)
    read_facts(tmp_path)


def test_hostile_notes_and_users_raise_nothing(tmp_path: Path) -> None:
    (tmp_path / "slack" / "incidents").mkdir(parents=True)
    (tmp_path / "slack" / "users.json").write_text("[" * 100_000)
    (tmp_path / "README.md").write_bytes(b"- A B, \xff" * 30_000 + b"`" * 100_000)
    assert read_facts(tmp_path).records
