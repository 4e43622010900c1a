"""The timeline exercise: everybody's own incident, scored against its truth."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cli.command_line import invoke
from hypothesis import given, settings
from hypothesis import strategies as st

from pmkit.checks import examine
from pmkit.checks.timeline.flaws import denies_all
from pmkit.checks.timeline.reading import TimelineReading
from pmkit.grading.assess import assess, assess_folder
from pmkit.grading.exercise import exercise_for, load_exercise
from pmkit.grading.own_incident import FILE, NOBODY, OwnIncident
from pmkit.grading.practice.exercise import Practice
from pmkit.grading.practice.exercise import exercise as practise
from pmkit.grading.timeline.event_reader import EventReader
from pmkit.grading.timeline.lines import TimelineLines
from pmkit.grading.timeline.matching import Matching
from pmkit.incidents.incident import Incident
from pmkit.incidents.timeline import in_words, source_of
from pmkit.models.answer import AnswerError
from pmkit.models.timeline import Timeline, TimelineEvent

STORIES = [load_exercise("timeline").story, *load_exercise("timeline").other_stories]
TRAINEES = ["", "alice", "bob", "Łukasz", "trainee07", "学生", "d'Arc", "x" * 40]
whole_story = pytest.mark.parametrize("story", STORIES)


def model(trainee: str = "", story: str = "") -> Timeline:
    answer = exercise_for("timeline", trainee, story).model_answer
    assert isinstance(answer, Timeline)
    return answer


def handed_in(folder: Path, answer: Timeline, own: OwnIncident | None) -> Path:
    (folder / "answers").mkdir(parents=True)
    answer.save(folder / "answers" / "timeline.toml")
    if own:
        own.save(folder / "answers" / FILE)
    return folder


@whole_story
@pytest.mark.parametrize("trainee", TRAINEES)
def test_the_truth_of_ones_own_incident_earns_full_marks(trainee: str, story: str) -> None:
    result = assess("timeline", model(trainee, story), trainee, story)
    assert (result.points, result.outcome, result.findings) == (100, "met", ())


@whole_story
@pytest.mark.parametrize("trainee", TRAINEES[1:])
def test_a_neighbours_timeline_earns_nothing(trainee: str, story: str) -> None:
    assert assess("timeline", model("a neighbour", story), trainee, story).points == 0


def test_local_times_are_told_by_how_much_they_are_off() -> None:
    answer = model()
    for event in answer.events:
        event.at += timedelta(hours=5, minutes=30)
    says = {criterion.id: criterion.says for criterion in assess("timeline", answer).criteria}
    assert "Several are 5 h 30 min off" in says["times"]


def test_a_short_beginning_is_told_that_more_events_are_needed() -> None:
    answer = model()
    answer.events = answer.events[:4]
    criteria = {criterion.id: criterion for criterion in assess("timeline", answer).criteria}
    assert (criteria["order"].outcome, criteria["order"].points < 4) == ("needs-work", True)
    assert "counts in full once more events" in criteria["order"].says


@settings(max_examples=settings.default.max_examples // 2)
@given(st.lists(st.integers(0, 9), min_size=1, max_size=6), st.sampled_from(["blame", "invent", "drop"]))
def test_adding_blame_or_inventions_or_dropping_events_never_raises_a_score(places: list[int], how: str) -> None:
    best = assess("timeline", model()).points
    answer = model()
    for place in places:
        event = answer.events[place % len(answer.events)]
        if how == "blame":
            event.what += ", because Rafael carelessly ignored the alert"
        elif how == "invent":
            later = event.at + timedelta(seconds=37 + place)
            answer.events.append(TimelineEvent(at=later, what="The fan of the coffee machine stopped", source="Café"))
        elif len(answer.events) > 1:
            answer.events.remove(event)
    points = assess("timeline", answer).points
    assert points <= best if how == "drop" else points < best


def test_a_submission_is_graded_for_the_one_who_hands_it_in(tmp_path: Path) -> None:
    folder = handed_in(tmp_path, model("alice"), None)
    assert assess_folder("timeline", folder, "alice").points == 100
    assert assess_folder("timeline", folder, "bob").points == 0


def test_a_name_may_be_written_in_another_way(tmp_path: Path) -> None:
    folder = handed_in(tmp_path, model("Alice"), OwnIncident(story="bad-deploy", trainee="Alice"))
    assert assess_folder("timeline", folder, "alice ").points == 100


def test_a_copied_incident_waits_for_an_instructor_and_earns_nothing_until_then(tmp_path: Path) -> None:
    folder = handed_in(tmp_path, model("alice"), OwnIncident(story="bad-deploy", trainee="alice"))
    result = assess_folder("timeline", folder, "bob")
    assert (result.points, result.outcome) == (0, "for-instructor")
    assert result.notes == ("The evidence was made for 'alice'; this was handed in by 'bob'. An instructor decides.",)


def test_an_incident_for_nobody_keeps_its_points_until_an_instructor_has_looked(tmp_path: Path) -> None:
    folder = handed_in(tmp_path, model(NOBODY), OwnIncident(story="bad-deploy"))
    result = assess_folder("timeline", folder, "bob")
    assert (result.points, result.outcome) == (100, "for-instructor")


@pytest.mark.parametrize(
    "content", ["story = 3", 'story = "no-such-story"', "\0", 'trainee = "' + "x" * 300 + '"'], ids=range(4)
)
def test_a_damaged_incident_file_waits_for_an_instructor(content: str, tmp_path: Path) -> None:
    folder = handed_in(tmp_path, model(), None)
    (folder / "answers" / FILE).write_text(content, encoding="utf-8")
    result = assess_folder("timeline", folder, "bob")
    assert (result.points, result.outcome) == (0, "for-instructor")
    assert str(tmp_path) not in result.notes[0]


def test_evidence_is_made_once_and_holds_no_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    practice = practise("timeline", trainee="alice")
    folder = practice.evidence()
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert practise("timeline").evidence() == folder
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    assert not [path for path, content in before.items() if b"said_as" in content or b"red-herring" in content]


def test_the_command_line_and_the_notebook_read_the_incident_beside_the_answer(tmp_path: Path) -> None:
    folder = handed_in(tmp_path, model("alice"), OwnIncident(story="bad-deploy", trainee="alice"))
    assert Practice(exercise_for("timeline", "alice"), folder).assess().points == 100
    printed = invoke("assess", "timeline", str(folder))
    assert (printed.exit_code, "100 of 100 points" in printed.stdout) == (0, True)


def test_an_exercise_that_all_share_has_no_evidence_folder(tmp_path: Path) -> None:
    with pytest.raises(LookupError, match="scenario"):
        Practice(load_exercise("five-whys"), tmp_path).evidence()


def test_an_unknown_story_names_the_known_ones() -> None:
    with pytest.raises(LookupError, match="bad-deploy, validator-slashed"):
        exercise_for("timeline", "alice", "another")


def test_a_linked_incident_file_is_not_read(tmp_path: Path) -> None:
    OwnIncident(story="bad-deploy", trainee="eve").save(tmp_path / "elsewhere.toml")
    (tmp_path / "answers").mkdir()
    (tmp_path / "answers" / FILE).symlink_to(tmp_path / "elsewhere.toml")
    with pytest.raises(AnswerError, match="a link"):
        OwnIncident.beside(tmp_path / "answers" / "timeline.toml", load_exercise("timeline"))


def test_one_stuffed_line_for_every_event_earns_nothing() -> None:
    answer = model()
    for event in answer.events:
        if event.kind != "gap":
            event.what = "deployment started, error rate rising, alert fired, acknowledged, rollback done, resolved"
    assert assess("timeline", answer).points < 5


def test_own_words_count_where_time_and_source_are_right() -> None:
    answer = model()
    words = [
        "v2.3.1 out on prod",
        "Errors climb for shoppers",
        "ErrorRateHigh, page to Ines",
        "Ines took the page",
        "Ines looks",
    ]
    plain = [event for event in answer.events if event.kind != "gap"]
    for event, text in zip(plain, words, strict=False):
        event.what = text
    criteria = {criterion.id: criterion.outcome for criterion in assess("timeline", answer).criteria}
    assert (criteria["events-found"], criteria["whole"], criteria["grounded"]) == ("met", "met", "met")


@pytest.mark.parametrize("words", ["x", "see above", "Something happened", "Communication should be better"])
def test_a_right_time_without_words_for_it_earns_little(words: str) -> None:
    answer = model()
    for event in answer.events:
        if event.kind != "gap":
            event.what = words
    result = assess("timeline", answer)
    assert result.points < 0.1 * result.max


def test_one_gap_over_the_whole_incident_is_no_note_of_a_silence() -> None:
    answer = model()
    first, last = answer.events[0].at, answer.events[-1].at
    answer.events = [event for event in answer.events if event.kind != "gap"]
    answer.events.append(TimelineEvent(at=first, until=last, what="Nothing was written down", kind="gap"))
    criteria = {criterion.id: criterion.outcome for criterion in assess("timeline", answer.sorted()).criteria}
    assert criteria["gaps-noted"] == "needs-work"


def test_naming_every_tool_as_the_source_names_none() -> None:
    answer = model()
    for event in answer.events:
        event.source, event.ref = "Prometheus, PagerDuty, Slack, Kibana, Deploy log, GitHub, Helm", None
    criteria = {criterion.id: criterion.points for criterion in assess("timeline", answer).criteria}
    assert criteria["sources-cited"] == 0


def test_a_belief_that_was_ruled_out_may_be_told() -> None:
    answer = model()
    at = answer.events[3].at + timedelta(seconds=62)
    told = TimelineEvent(at=at, what="On-call engineer: the payment provider is not the reason", source="Slack")
    answer.events.append(told)
    criteria = {criterion.id: criterion.outcome for criterion in assess("timeline", answer.sorted()).criteria}
    assert criteria["selective"] == "met"


def test_events_that_are_only_denied_earn_nothing() -> None:
    answer = model()
    for event in answer.events:
        event.what = f"It is not true that {event.what[0].lower()}{event.what[1:]}"
    assert assess("timeline", answer).points == 0


@pytest.mark.parametrize(
    ("what", "counts"),
    [
        ("The alert ErrorRateHigh fired", True),
        ("The alert ErrorRateHigh did not fire", False),
        ("ErrorRateHigh was never raised at that hour", False),
        ("ErrorRateHigh fired; nobody was looking yet", True),
    ],
)
def test_an_event_is_denied_by_its_first_verb(what: str, counts: bool) -> None:
    answer = model()
    index = next(index for index, event in enumerate(answer.events) if "ErrorRateHigh" in event.what)
    answer.events[index].what = what
    reading = assess("timeline", answer).readings[index]
    assert (reading.counts, reading.doubt == "denied") == (counts, not counts)


def without_gaps(trainee: str = "", story: str = "") -> Timeline:
    answer = model(trainee, story)
    return answer.model_copy(update={"events": [event for event in answer.events if event.kind != "gap"]})


def matched(answer: Timeline, incident: Incident) -> Matching:
    reading = TimelineReading(answer)
    return Matching(reading, TimelineLines(reading, EventReader(incident)))


def gaps_noted(answer: Timeline, trainee: str = "", story: str = "") -> tuple[str, str]:
    return next(
        (one.outcome, one.says) for one in assess("timeline", answer, trainee, story).criteria if one.id == "gaps-noted"
    )


@whole_story
@pytest.mark.parametrize("trainee", TRAINEES[:3])
def test_a_long_stretch_that_is_told_by_what_was_recorded_needs_no_gap(trainee: str, story: str) -> None:
    answer = without_gaps(trainee, story)
    assert gaps_noted(answer, trainee, story)[0] == "needs-work"
    incident = exercise_for("timeline", trainee, story).incident
    assert incident is not None
    records = sorted(
        (at, f"{sheet.path}:{record.line}", source_of(sheet.path))
        for sheet in incident.sheets
        for record in sheet.records
        for at in record.ats
    )
    for at, ref, source in records[::3]:
        answer.events.append(TimelineEvent(at=at, what="The values stay where they were", source=source, ref=ref))
    assert matched(answer.sorted(), incident).untold == []


def test_one_record_in_the_silence_earns_its_points_in_the_builder_and_in_the_grade() -> None:
    answer = without_gaps()
    assert [one.check for one in examine(answer, "timeline")] == ["timeline/unnoted-gap"]
    at = datetime(2026, 1, 31, 14, 32, 48, tzinfo=UTC)
    told = TimelineEvent(at=at, what="The share of errors stays at 15 %", source="Prometheus")
    filled = answer.model_copy(update={"events": [*answer.events, told]}).sorted()
    assert (examine(filled, "timeline"), gaps_noted(filled)[0]) == ([], "met")


def test_claiming_silence_where_tools_recorded_the_incident_is_asked_about_in_both() -> None:
    answer = model()
    gap = next(event for event in answer.events if event.kind == "gap")
    gap.what = "No evidence for 5 min 42 s"
    assert [one.check for one in examine(answer, "timeline")] == ["timeline/sweeping-gap"]
    outcome, says = gaps_noted(answer)
    assert outcome == "needs-work"
    assert "“No evidence for 5 min 42 s”: in that time Elasticsearch, Kibana, Prometheus and Slack recorded" in says


def test_what_is_untold_is_said_with_the_times_of_ones_own_events() -> None:
    _, says = gaps_noted(without_gaps())
    assert "nothing that your files show between 2026-01-31T14:30:00Z and 2026-01-31T14:35:42Z" in says


@whole_story
@pytest.mark.parametrize("trainee", TRAINEES)
def test_what_a_model_timeline_says_of_a_gap_is_true_of_the_evidence(trainee: str, story: str) -> None:
    answer = model(trainee, story)
    incident = exercise_for("timeline", trainee, story).incident
    assert incident is not None
    turns = [event.at for event in incident.key]
    gaps = [event for event in answer.events if event.kind == "gap"]
    assert answer.gaps() == []
    assert [gap.what for gap in gaps if any(gap.at < at < gap.end for at in turns) or denies_all(gap.what)] == []
    named = {gap.what: in_words(incident.telling.tools_telling(gap.at, gap.end)) for gap in gaps}
    told = {what: what.partition("records of ")[2].partition(" run through")[0] for what in named}
    assert {what: tools for what, tools in told.items() if tools} == {
        what: tools for what, tools in named.items() if told[what]
    }


def test_an_open_gap_is_told_at_the_event_that_ends_it_and_a_claim_at_its_own_words() -> None:
    open_gap, claim = without_gaps(), model()
    gap = next(index for index, event in enumerate(claim.events) if event.kind == "gap")
    claim.events[gap].what = "No evidence for 5 min 42 s"
    places = [
        one.where
        for answer in (open_gap, claim)
        for one in assess("timeline", answer).criteria
        if one.id == "gaps-noted"
    ]
    assert places == [f"event {gap + 1}, at", f"event {gap + 1}, what"]
