"""Drafts of a trainee's incident: the true one is true in every fact, and a spoiled one says where it is not."""

import re
from datetime import UTC, datetime
from functools import cache

import pytest

from pmkit.checks.text.text import read
from pmkit.checks.text.wording import says
from pmkit.incidents.draft import Draft, Planted, draft_names, slip_kinds, spoiled_draft, true_draft
from pmkit.incidents.incident import Incident, KeyEvent, make_incident
from pmkit.incidents.timeline import source_of
from pmkit.models.clocks import load_policy, read_clocks
from pmkit.models.story.draft import StoryDraft
from pmkit.models.timeline import in_utc
from pmkit.models.words.duration import in_words

TRAINEES = [None, *(f"trainee{number:02}" for number in range(1, 41))]
ROWS = {"bad-deploy": 10, "expired-certificate": 11}
CLOCK = re.compile(r"\d\d:\d\d:\d\d")
ROW = re.compile(r"(\d\d:\d\d:\d\d): (.+) \(([^()]+)\)\.")
LENGTH = re.compile(r"(?:\d+ (?:d|h|min|s)\b ?)+")
FIGURES = {"detect": "TTD", "acknowledge": "TTA", "mitigate": "TTM", "resolve": "TTR"}


@cache
def _incident(story: str, trainee: str | None) -> Incident:
    return make_incident(story, trainee)


@pytest.fixture(
    params=[(story, trainee) for story in ROWS for trainee in TRAINEES], ids=lambda one: f"{one[0]}-{one[1]}"
)
def incident(request: pytest.FixtureRequest) -> Incident:
    return _incident(*request.param)


def _event_at(incident: Incident, clock: str) -> KeyEvent | None:
    begins = in_utc(incident.anchors.cause or datetime.now(UTC))
    known = [one for one in incident.key if one.at >= begins]
    return next((one for one in known if f"{one.at:%H:%M:%S}" == clock), None)


def _is_shown(incident: Incident, row: str) -> bool:
    """Whether a row of the timeline tells a true event at its time, and the source named has a record of it."""
    clock, what, source = (ROW.fullmatch(row) or pytest.fail(row)).groups()
    event = _event_at(incident, clock)
    told = event is not None and any(says(read(what), wording) for wording in event.said_as)
    return told and any(source_of(proof.ref) == source for proof in (event.proofs if event else ()))


def _words(draft: Draft, planted: Planted) -> str:
    return draft.lines[planted.line].text[planted.start : planted.end]


def test_every_time_of_a_true_draft_is_that_of_a_true_event(incident: Incident) -> None:
    clocks = CLOCK.findall(true_draft(incident).text)
    assert len(clocks) > 15
    assert [clock for clock in clocks if _event_at(incident, clock) is None] == []


def test_every_row_of_a_true_draft_is_an_event_that_the_source_named_there_shows(incident: Incident) -> None:
    rows = [line.text for line in true_draft(incident).lines if ROW.fullmatch(line.text)]
    assert len(rows) == ROWS[incident.slug]
    assert [row for row in rows if not _is_shown(incident, row)] == []


def test_the_figures_of_a_true_draft_are_those_of_the_policy_that_it_names(incident: Incident) -> None:
    clocks = {one.name: one.seconds for one in read_clocks(incident.anchors, load_policy("module"))}
    lines = [line.text for line in true_draft(incident).lines if line.text.startswith("Time to")]
    wanted = [f"Time to {word}: {in_words(clocks[name] or 0)}." for word, name in FIGURES.items()]
    assert lines == wanted


def test_every_name_version_and_number_of_a_true_draft_is_the_incident_s_own(incident: Incident) -> None:
    text = true_draft(incident).text
    evidence = "\n".join(sheet.text for sheet in incident.sheets)
    impact = incident.story.impact
    assert impact is not None
    assert f"{impact.users:,} " in text
    assert f"{impact.currency} {impact.money:,}" in text
    found = {*re.findall(r"\bv\d+\.\d+\.\d+", text), *re.findall(r"[\w@-]+\.[\w-]*\.?example\b", text)}
    assert {one for one in found if one not in evidence} == set()
    people = {person.name for person in incident.story.people}
    told = set(re.findall(r"\b[A-Z][^\W\d_]+ [A-Z][^\W\d_]+\b", " ".join(_plain(true_draft(incident)))))
    assert len(told) >= 3
    assert told <= people
    assert "{" not in text
    assert "<<" not in text


def _plain(draft: Draft) -> list[str]:
    """The lines without the date and the names of sources, whose words have capitals too."""
    return [re.sub(r"\((?:[A-Z]\w+ )?(?:#\w+|log|cert-store)\)", "", line.text) for line in draft.lines[1:]]


def test_a_spoiled_draft_differs_from_the_true_one_at_the_places_of_its_key_alone(incident: Incident) -> None:
    spoiled = spoiled_draft(incident)
    lines = [line.text for line in spoiled.lines]
    for one in spoiled.planted:
        text = lines[one.line]
        lines[one.line] = text[: one.start] + one.right + text[one.end :]
    assert [line for line in lines if line] == [line.text for line in true_draft(incident).lines]


def test_each_kind_is_planted_once_in_a_line_of_its_own(incident: Incident) -> None:
    planted = spoiled_draft(incident).planted
    assert sorted(one.kind.id for one in planted) == sorted(kind.id for kind in slip_kinds())
    assert len({one.line for one in planted}) == len(planted) == 9
    assert true_draft(incident).planted == ()


def test_what_is_planted_is_wrong_and_the_evidence_holds_the_records_that_show_it(incident: Incident) -> None:
    draft = spoiled_draft(incident)
    places = {record.ref for record in incident.records}
    for one in draft.planted:
        assert _words(draft, one) != one.right
        assert one.records
        assert {record.ref for record in one.records} <= places
        assert one.figure in one.right
        assert not one.figure or one.figure not in _words(draft, one)


def test_an_invented_row_and_one_from_another_zone_are_shown_by_no_record(incident: Incident) -> None:
    draft = spoiled_draft(incident)
    for one in draft.planted:
        if one.kind.id in {"invented-event", "wrong-zone"}:
            assert not _is_shown(incident, draft.lines[one.line].text)


@pytest.mark.parametrize("story", ROWS)
def test_a_trainee_gets_the_same_draft_again_and_others_get_others(story: str) -> None:
    few = TRAINEES[:20]
    drafts = [spoiled_draft(_incident(story, trainee)) for trainee in few]
    assert [spoiled_draft(make_incident(story, trainee)) for trainee in few[:2]] == drafts[:2]
    wordings: dict[str, set[str]] = {}
    for draft in drafts:
        for one in draft.planted:
            wordings.setdefault(one.kind.id, set()).add(_words(draft, one))
    assert len(wordings) == len(slip_kinds())
    assert [kind for kind, told in wordings.items() if len(told) < 2] == []


def test_a_story_without_a_draft_is_named_with_those_that_have_one() -> None:
    assert draft_names() == list(ROWS)
    with pytest.raises(LookupError, match=r"'mixed-models'; write one of: bad-deploy, expired-certificate"):
        true_draft(make_incident("mixed-models"))


@pytest.mark.parametrize(
    ("slots", "slips", "problem"),
    [
        ({"a": {}, "b": {}}, [], "slots, b: write <<b>> into one line"),
        ({"a": {}}, [{"slot": "c", "events": ["x"]}], "slip 1, slot: there is no slot 'c'"),
        ({"a": {}}, [{"slot": "a"}], "slip 1: nothing shows it"),
    ],
)
def test_a_draft_that_cannot_be_planted_says_what_to_write(
    slots: dict[str, object], slips: list[dict[str, object]], problem: str
) -> None:
    data = {
        "title": "A draft",
        "slots": slots,
        "sections": [{"title": "Summary", "lines": ["One line <<a>>."]}],
        "slips": [{"kind": "wrong-name", "wrong": "other", "says": "It is not.", **one} for one in slips],
    }
    with pytest.raises(ValueError, match=re.escape(problem)):
        StoryDraft.model_validate(data)
