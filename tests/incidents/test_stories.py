"""Every story is whole: what it refers to is there, what it knows is recognised, and what it claims is so."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from pmkit.checks import examine
from pmkit.checks.text.text import read
from pmkit.checks.text.wording import named_causes, recognise, says
from pmkit.grading.grounding import strange
from pmkit.incidents import Incident, load_story, make_incident, story_names
from pmkit.incidents.incident import scenario_of
from pmkit.models.clocks import load_policy, read_clocks
from pmkit.models.story.scenario import PROBLEM, Scenario

BONES = {"People", "Process", "Technology", "Environment", "Communication", "Tools"}
FISHBONES = ("bad-deploy", "mixed-models")
# Of the module's worked timeline: in UTC, whatever the day.
STAMPS = "14:23:01 14:25:33 14:27:00 14:28:15 14:30:00 14:35:42 14:37:00 14:39:15 14:42:00 14:45:00".split()
every_story = pytest.mark.parametrize("slug", story_names())
some_seeds = pytest.mark.parametrize("seed", [0, 1, 7, 2**63])


def stamps(incident: Incident) -> list[str]:
    return [f"{event.at:%H:%M:%S}" for event in incident.key]


def test_there_are_the_four_stories_of_the_course() -> None:
    assert set(story_names()) >= {"bad-deploy", "validator-slashed", "expired-certificate", "mixed-models"}


def test_bad_deploy_as_written_has_the_ten_stamps_of_the_worked_timeline() -> None:
    assert stamps(make_incident("bad-deploy")) == STAMPS
    assert stamps(make_incident("bad-deploy", seed=0)) == STAMPS


def test_bad_deploy_as_written_gives_the_figures_of_the_worked_timeline() -> None:
    figures = read_clocks(make_incident("bad-deploy").anchors, load_policy("module"))
    assert [figure.minutes for figure in figures] == [4, 5, 14, 22, 22]


@every_story
@some_seeds
def test_the_problem_has_the_figures_of_its_own_incident(slug: str, seed: int) -> None:
    scenario = scenario_of(make_incident(slug, seed=seed))
    percentages = re.findall(r"\d[\d.]* %", scenario.problem)
    assert [one for one in percentages if one not in scenario.brief] == []


@pytest.mark.parametrize("seed", range(40))
def test_bidding_stops_for_two_hours_and_the_certificate_lasts_ninety_days_for_everyone(seed: int) -> None:
    times = make_incident("expired-certificate", seed=seed).story.times
    assert times["bids-resume"] - times["bids-stop"] == timedelta(hours=2)
    assert times["cert-expired"] - times["cert-issued"] == timedelta(days=90)


@pytest.mark.parametrize("seed", range(40))
def test_one_hundred_blocks_of_six_seconds_are_missed_by_everyone(seed: int) -> None:
    times = make_incident("validator-slashed", seed=seed).story.times
    assert times["jailed"] - times["first-missed"] == timedelta(seconds=600)


@every_story
def test_a_story_tells_its_events_people_roles_systems_causes_and_impact(slug: str) -> None:
    story = make_incident(slug).story
    assert len(story.events) >= 10
    assert all(event.at.tzinfo is UTC and not event.at.microsecond for event in story.events)
    assert [person.name for person in story.people if not person.role] == []
    assert story.systems
    assert story.causes
    assert story.impact is not None
    assert story.impact.users > 0
    assert story.impact.money > 0


@every_story
@some_seeds
def test_no_placeholder_is_left_in_what_anyone_reads(slug: str, seed: int) -> None:
    incident = make_incident(slug, seed=seed)
    texts = [sheet.text for sheet in incident.sheets] + [incident.story.model_dump_json(exclude={"noise"})]
    left = [
        found for text in texts for found in re.findall(r"\{(?:[a-z_]+ [a-z0-9+ -]+|users|money|error_rate)\}", text)
    ]
    assert [found for found in left if not found.startswith(("{n ", "{hex "))] == []
    assert [text for sheet in incident.sheets for text in re.findall(r"\{(?:n|hex) \d", sheet.text)] == []


@every_story
def test_causes_lead_to_causes_and_are_shown_by_exhibits_that_exist(slug: str) -> None:
    story = load_story(slug)
    known = {*story.cause_by_id, PROBLEM}
    assert {effect for cause in story.causes for effect in cause.leads_to} <= known
    assert {shown for cause in story.causes for shown in cause.shown_by} <= {exhibit.id for exhibit in story.exhibits}
    assert [cause.id for cause in story.causes if PROBLEM not in story.effects[cause.id]] == []
    assert [cause.id for cause in story.causes if cause.systemic and not cause.remedies] == []


@every_story
def test_an_exhibit_shows_a_cause_or_is_marked_as_a_distractor(slug: str) -> None:
    story = load_story(slug)
    shown = {one for cause in story.causes for one in cause.shown_by}
    assert [exhibit.id for exhibit in story.exhibits if (exhibit.id in shown) == exhibit.distractor] == []


@every_story
def test_a_cause_has_examples_and_near_misses_each_once_in_the_story(slug: str) -> None:
    story = load_story(slug)
    assert [cause.id for cause in story.causes if len(cause.examples) < 6 or len(cause.near_misses) < 2] == []
    lines = [line.casefold() for cause in story.causes for line in (*cause.examples, *cause.near_misses)]
    assert [line for line in lines if lines.count(line) > 1] == []


@every_story
@some_seeds
def test_examples_speak_of_nothing_that_the_trainees_own_incident_does_not_have(slug: str, seed: int) -> None:
    story = make_incident(slug, seed=seed).story
    assert [(line, odd) for cause in story.causes for line in cause.examples if (odd := strange(line, story))] == []


@every_story
@some_seeds
def test_a_cause_is_recognised_in_its_own_words(slug: str, seed: int) -> None:
    story = make_incident(slug, seed=seed).story
    assert [cause.id for cause in story.causes if cause.id not in named_causes(read(cause.statement), story)] == []


@pytest.mark.parametrize("slug", FISHBONES)
@some_seeds
def test_a_cause_of_a_fishbone_is_told_from_every_other(slug: str, seed: int) -> None:
    story = make_incident(slug, seed=seed).story
    assert {cause.id: recognise(read(cause.statement), story) for cause in story.causes} == {
        cause.id: {cause.id} for cause in story.causes
    }


@pytest.mark.parametrize("slug", FISHBONES)
def test_a_fishbone_has_ten_to_sixteen_causes_over_all_six_bones_and_three_in_depth(slug: str) -> None:
    story = load_story(slug)
    assert 10 <= len(story.causes) <= 16
    assert {cause.category for cause in story.causes} == BONES
    assert {bone for cause in story.causes for bone in cause.also_fits} <= BONES
    assert [cause.id for cause in story.causes if cause.category in cause.also_fits] == []
    deep = [cause for cause in story.causes if cause.systemic and len(story.effects[cause.id]) >= 3]
    assert len(deep) >= 3


@every_story
@some_seeds
def test_an_event_and_a_distractor_are_recognised_in_their_own_words(slug: str, seed: int) -> None:
    incident = make_incident(slug, seed=seed)
    told = [(event.id, event.what, event.said_as) for event in incident.story.events]
    told += [(one.id, one.what, one.said_as) for one in incident.story.distractors]
    assert [name for name, what, said_as in told if not any(says(read(what), wording) for wording in said_as)] == []


@every_story
def test_there_is_a_choice_of_red_herrings_and_wrong_beliefs_and_an_alert_that_repeats(slug: str) -> None:
    kinds = [one.kind for one in make_incident(slug).story.distractors]
    assert kinds.count("red-herring") >= 2
    assert kinds.count("wrong-belief") >= 2
    assert kinds.count("duplicate-alert") >= 1


@every_story
@pytest.mark.parametrize("seed", range(6))
def test_a_wrong_belief_in_chat_is_taken_back_later(slug: str, seed: int) -> None:
    incident = make_incident(slug, seed=seed)
    lines = incident.telling.of("slack")
    said = [line for line in lines if line.seen.id == "belief"]
    back = [line for line in lines if line.seen.thread == "belief"]
    assert (len(said), len(back)) == (1, 1)
    assert said[0].at < back[0].at


@every_story
@pytest.mark.parametrize("seed", range(12))
def test_nothing_is_said_in_a_stretch_of_which_nothing_is_known(slug: str, seed: int) -> None:
    incident = make_incident(slug, seed=seed)
    times = incident.story.times
    for gap in incident.gaps:
        start, end = times[gap.after], times[gap.before]
        assert end - start > timedelta(minutes=3)
        inside = [event.id for event in incident.story.events if start < event.at < end]
        told = (line for by in ("slack", "pagerduty", "pagerduty-notes") for line in incident.telling.of(by))
        told = (line for line in told if line.seen.kind != "notify")  # the pager rings again
        # What the bots post takes a few seconds; a belief is uttered right after somebody began to look.
        late = [
            line.seen.text
            for line in told
            if start + timedelta(seconds=200) < line.at < end
            and line.seen.who in {one.name for one in incident.story.people}
        ]
        assert (inside, late) == ([], [])


@every_story
@some_seeds
def test_an_exhibit_is_in_the_evidence(slug: str, seed: int) -> None:
    """A sign of it stands in the folder letter for letter, or it tells of a series that is there."""
    incident = make_incident(slug, seed=seed)
    whole = "\n".join(sheet.text for sheet in incident.sheets).casefold()
    missing = [
        exhibit.id
        for exhibit in incident.story.exhibits
        if not any(sign.casefold() in whole for sign in exhibit.signs if " + " not in sign and " / " not in sign)
        and not any(exhibit.text.startswith(series.slug) for series in incident.story.series)
    ]
    assert missing == []


@every_story
def test_what_a_story_tells_trainees_passes_our_own_checks(slug: str) -> None:
    story = make_incident(slug).story
    told = [story.title, story.problem, story.brief, *(cause.statement for cause in story.causes)]
    told += [event.what for event in story.events] + [one.what for one in story.distractors]
    told += [gap.says for gap in story.gaps] + [story.impact.says if story.impact else ""]
    found = [(one.check, one.quote) for text in told for one in examine(text, "prose", scenario=story)]
    assert found == []


@every_story
def test_a_folder_holds_three_hundred_to_fifteen_hundred_lines(slug: str) -> None:
    lines = [sum(sheet.text.count("\n") for sheet in make_incident(slug, seed=seed).sheets) for seed in range(8)]
    assert [count for count in lines if not 300 <= count <= 1500] == []


@every_story
@some_seeds
def test_names_versions_and_hosts_of_the_story_as_written_are_gone_for_others(slug: str, seed: int) -> None:
    plain, incident = make_incident(slug).story, make_incident(slug, seed=seed)
    whole = "\n".join(sheet.text for sheet in incident.sheets)
    names = {part for person in plain.people for part in (person.name, person.name.split()[0])}
    left = [name for name in names if re.search(rf"\b{name}\b", whole)]
    assert bool(left) == (seed == 0)


@every_story
@some_seeds
def test_the_scenario_of_an_incident_is_the_trainees_own(slug: str, seed: int) -> None:
    from pmkit.incidents import scenario_of

    incident = make_incident(slug, seed=seed)
    scenario = scenario_of(incident)
    assert type(scenario) is Scenario
    assert scenario.people == incident.story.people
    assert (scenario == load_story(slug)) == (seed == 0)


def test_an_unknown_story_is_told_with_those_that_there_are() -> None:
    with pytest.raises(LookupError, match="no story is called 'nope'; write one of: bad-deploy"):
        make_incident("nope")


def test_times_in_local_words_are_those_of_the_chats_own_zone() -> None:
    texts = [line.seen.text for line in make_incident("bad-deploy").telling.of("slack")]
    assert any("checkout errors from about twenty-five past three" in text for text in texts)
    assert datetime(2026, 1, 31, 14, 25, 33, tzinfo=UTC) == make_incident("bad-deploy").story.times["errors-rise"]
