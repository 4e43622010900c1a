"""Each planted distortion is undone by the readers, or the evidence itself tells of it."""

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from pmkit.evidence import ZoneNeededError, read_folder
from pmkit.incidents import Incident, make_incident, story_names, write_evidence
from pmkit.models.event import Evidence

every_case = pytest.mark.parametrize("slug", story_names())
each_seed = pytest.mark.parametrize("seed", range(6))


def evidence(incident: Incident, folder: Path) -> Evidence:
    write_evidence(incident, folder)
    return read_folder(folder, zone={"kibana": incident.telling.zone("kibana")})


@every_case
@each_seed
def test_a_skewed_clock_is_told_where_records_came_before_they_were_written(
    slug: str, seed: int, tmp_path: Path
) -> None:
    incident = make_incident(slug, seed=seed)
    ((host, seconds),) = incident.telling.skew.items()
    hit = [line for line in incident.telling.of("elasticsearch") if line.seen.host == host]
    said = [one.says for one in evidence(incident, tmp_path).warnings if one.ref.startswith("logs/search.json")]
    assert seconds > 10
    assert any("a clock that is off" in one for one in said) == bool(hit)
    assert hit


@every_case
@each_seed
def test_a_missing_window_is_empty_and_the_log_says_that_records_were_dropped(slug: str, seed: int) -> None:
    incident = make_incident(slug, seed=seed)
    window = incident.telling.missing
    assert window is not None
    lines = incident.telling.of(window.by)
    assert [line for line in lines if window.start <= line.at < window.end] == []
    told = [line for line in lines if line.at == window.end]
    assert all("records dropped" in line.seen.text for line in told)
    assert timedelta(minutes=4) <= window.end - window.start <= timedelta(minutes=7)


@every_case
@each_seed
def test_samples_that_were_never_taken_are_reported(slug: str, seed: int, tmp_path: Path) -> None:
    said = [one.says for one in evidence(make_incident(slug, seed=seed), tmp_path).warnings]
    assert sum("no samples from" in one for one in said) >= 1


@every_case
@each_seed
def test_records_that_repeat_are_merged_and_edits_are_told(slug: str, seed: int, tmp_path: Path) -> None:
    incident = make_incident(slug, seed=seed)
    said = [(one.ref, one.says) for one in evidence(incident, tmp_path).warnings]
    edited = [line for line in incident.telling.of("slack") if line.seen.edited]
    assert sum("edited" in says for _, says in said) == len(edited)
    broadcasts = sum(line.seen.broadcast for line in incident.telling.of("slack"))
    assert sum("repeats" in says and ref.startswith("slack/") for ref, says in said) == bool(broadcasts)


@every_case
def test_a_file_without_a_zone_is_asked_about_and_the_readme_answers(slug: str, tmp_path: Path) -> None:
    incident = make_incident(slug, seed=2)
    write_evidence(incident, tmp_path)
    with pytest.raises(ZoneNeededError, match=r"logs/kibana\.csv"):
        read_folder(tmp_path)
    assert f"set to {incident.telling.zone('kibana')} |" in (tmp_path / "README.md").read_text(encoding="utf-8")


@every_case
def test_what_is_bent_is_listed_for_the_instructor(slug: str) -> None:
    kinds = {one.kind for one in make_incident(slug, "ada").distortions}
    wanted = {"zone", "skewed-clock", "missing-window", "red-herring", "wrong-belief", "duplicate-alert", "edited"}
    assert wanted <= kinds


def test_some_trainees_chats_are_cut_at_a_midnight_of_the_workspace() -> None:
    """Day files follow the workspace's zone: for some, a channel's day lies in two of them."""
    counts = set()
    for seed in range(12):
        paths = [sheet.path for sheet in make_incident("bad-deploy", seed=seed).sheets]
        counts.add(sum(path.startswith("slack/checkout/") for path in paths))
    assert counts == {1, 2}


@every_case
@each_seed
def test_no_clock_changes_to_or_from_summer_time_near_the_incident(slug: str, seed: int) -> None:
    from zoneinfo import ZoneInfo

    incident = make_incident(slug, seed=seed)
    core = [incident.story.times[event] for event in incident.story.covers]
    for zone in map(ZoneInfo, incident.story.zones.values()):
        around: tuple[datetime, datetime] = (min(core) - timedelta(days=1), max(core) + timedelta(days=1))
        assert len({at.astimezone(zone).utcoffset() for at in around}) == 1


@pytest.mark.parametrize("seed", range(10))
def test_the_certificate_in_the_folder_is_a_real_one_that_had_expired(seed: int) -> None:
    from cryptography.x509 import load_pem_x509_certificate

    incident = make_incident("expired-certificate", seed=seed)
    pems = [sheet.text for sheet in incident.sheets if sheet.path.startswith("certificates/")]
    old, new = (load_pem_x509_certificate(pem.encode()) for pem in pems)
    times = incident.story.times
    assert (old.not_valid_before_utc, old.not_valid_after_utc) == (times["cert-issued"], times["cert-expired"])
    assert new.not_valid_before_utc == times["cert-renewed"]
    assert old.subject.rfc4514_string() == f"CN={incident.story.certificates[0].host}"
    assert old.serial_number != new.serial_number


@each_seed
def test_memory_that_leaks_grows_until_the_node_is_killed_and_grows_again_after(seed: int) -> None:
    incident = make_incident("validator-slashed", seed=seed)
    [sheet] = [sheet for sheet in incident.sheets if sheet.path.endswith("query_range.virtd_memory_gb.json")]
    values = [(int(at), float(value)) for at, value in json.loads(sheet.text)["data"]["result"][0]["values"]]
    killed = next(index for index, (_, value) in enumerate(values) if not value)
    back = next(index for index in range(killed, len(values)) if values[index][1])
    for part in (values[:killed], values[back:]):
        hours = (part[-1][0] - part[0][0]) / 3600
        grown = part[-1][1] - part[0][1]
        assert abs(grown - 0.64 * hours) <= 0.2 + 0.01
    assert 15.5 <= values[killed - 1][1] <= 15.9
