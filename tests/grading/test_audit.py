"""How marks in a draft stand to its key: by the words they touch, the record that is named, and the mend."""

from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from plain_loop import in_plain_loops

from pmkit.grading.own_incident import OwnIncident
from pmkit.grading.practice.audit import Drafted, Judged, Review, drafted, holds, review, trainee_beside
from pmkit.grading.practice.citing import cites
from pmkit.incidents.draft import Planted
from pmkit.incidents.incident import make_incident
from pmkit.incidents.records import Recorded
from pmkit.incidents.timeline import source_of
from pmkit.models.practice.audit import Audit, AuditMark
from pmkit.models.practice.words import WORD, words_at

STORY = "expired-certificate"
TRAINEES = ["", *(f"trainee{number:02}" for number in range(1, 13))]
DRAFTS = [(story, trainee) for story in ("bad-deploy", STORY) for trainee in TRAINEES]
GIVEN = drafted(STORY, "trainee07")


def _planted(kind: str, given: Drafted = GIVEN) -> Planted:
    return next(one for one in given.draft.planted if one.kind.id == kind)


def _words(given: Drafted, planted: Planted) -> str:
    return given.draft.lines[planted.line].text[planted.start : planted.end]


def _mark(given: Drafted, planted: Planted, record: str = "", mend: str = "") -> AuditMark:
    line, quote = planted.line + 1, _words(given, planted)
    start = planted.start + len(quote) - len(quote.lstrip())
    return AuditMark(line=line, quote=quote.strip(), start=start, record=record, mend=mend)


def _reviewed(*marks: AuditMark) -> Review:
    return review(Audit(marks=list(marks)), GIVEN)


def _told(mark: AuditMark) -> Judged:
    return _reviewed(mark).lines[mark.line]


@pytest.mark.parametrize(("story", "trainee"), DRAFTS)
def test_a_trainee_who_marks_the_planted_words_and_cites_and_mends_as_the_key_does_finds_all(
    story: str, trainee: str
) -> None:
    given = drafted(story, trainee)
    marks = [_mark(given, one, one.records[0].ref, one.right) for one in given.draft.planted]
    told = review(Audit(marks=marks), given)
    assert told.summary == "Found 9 of 9, 0 false alarms."
    for one in given.draft.planted:
        judged = told.lines[one.line + 1]
        assert judged.outcome == "found"
        assert judged.record == "The record that is named shows it."
        assert judged.mend in {
            "The mend has it as the records have.",
            "Hold your words against these:",
            "In truth nothing stands there, so it is taken out.",
        }
        assert (judged.mend == "The mend has it as the records have.") == bool(one.figure)


@pytest.mark.parametrize(("story", "trainee"), DRAFTS)
def test_every_record_of_the_key_is_cited_by_source_and_time_too(story: str, trainee: str) -> None:
    given = drafted(story, trainee)
    for one in given.draft.planted:
        for record in one.records:
            assert cites(f"{source_of(record.file)}, {record.at:%H:%M} UTC", one.records, given.zones)


def test_seven_of_nine_and_a_false_alarm_are_counted_so() -> None:
    free = next(n for n in range(1, 9) if n not in {one.line + 1 for one in GIVEN.draft.planted})
    marks = [_mark(GIVEN, one) for one in GIVEN.draft.planted[:7]]
    told = _reviewed(*marks, AuditMark(line=free, quote=GIVEN.draft.lines[free - 1].text))
    assert told.summary == "Found 7 of 9, 1 false alarm."
    assert told.lines[free].outcome == "false-alarm"
    missed = [one for one in told.lines.values() if one.outcome == "missed"]
    assert [one.kind for one in missed] == [one.kind.title for one in GIVEN.draft.planted[7:]]
    assert all(one.shown and one.quote for one in missed)


def test_marking_every_line_whole_finds_only_what_fills_its_line() -> None:
    marks = [AuditMark(line=n, quote=line.text) for n, line in enumerate(GIVEN.draft.lines, start=1)]
    told = review(Audit(marks=marks), GIVEN)
    found = [one for one in told.lines.values() if one.outcome == "found"]
    outside = [
        len(WORD.findall(GIVEN.draft.lines[one.line].text)) - len(WORD.findall(_words(GIVEN, one)))
        for one in GIVEN.draft.planted
    ]
    assert len(found) == sum(count <= 4 for count in outside) < 9
    assert f"{len(GIVEN.draft.lines) - 9} false alarms" in told.summary
    assert f"{9 - len(found)} marked too widely" in told.summary


def test_a_mark_beside_the_planted_words_is_a_false_alarm() -> None:
    one = _planted("wrong-zone")
    text = GIVEN.draft.lines[one.line].text
    wrong = words_at(text, one.start, one.end)
    assert wrong == (0, 0)
    assert _told(AuditMark(line=one.line + 1, quote=WORD.findall(text)[1])).outcome == "false-alarm"


ZONE = _planted("wrong-zone")
RECORD = ZONE.records[0]


@pytest.mark.parametrize(
    ("record", "says"),
    [
        ("", "No record is named yet"),
        (RECORD.ref, "shows it"),
        (RECORD.ref.rpartition("/")[2], "shows it"),
        (f"see {RECORD.ref}, please", "shows it"),
        (f"PagerDuty at {RECORD.at:%H:%M}", "shows it"),
        (f"PagerDuty {_words(GIVEN, ZONE)} local time", "shows it"),
        (f"PagerDuty {RECORD.at.astimezone(ZoneInfo(GIVEN.zones['slack'])):%H:%M}", "is another one"),
        (RECORD.file, "is another one"),
        ("PagerDuty", "is another one"),
        (f"Kibana {RECORD.at:%H:%M}", "is another one"),
        (f"PagerDuty {RECORD.at + timedelta(minutes=3):%H:%M}", "is another one"),
        (f"{RECORD.file}:1", "is another one"),
        (f"x{RECORD.ref}", "is another one"),
        (" ".join(f"{RECORD.file}:{line}" for line in range(40, 60)), "is another one"),
        ("<script>alert(1)</script>", "is another one"),
    ],
)
def test_a_record_counts_by_file_and_line_or_by_source_and_time(record: str, says: str) -> None:
    assert says in _told(_mark(GIVEN, ZONE, record)).record


def test_any_line_of_a_record_of_several_lines_is_that_record() -> None:
    one = Recorded(datetime(2026, 5, 25, 10, tzinfo=UTC), "a/b.json:10", "a/b.json", "{\n one\n two\n}")
    assert [cites(f"b.json:{line}", [one], {}) for line in (9, 10, 13, 14)] == [False, True, True, False]


@pytest.mark.parametrize(
    ("mend", "figure", "is_held"),
    [
        ("It was 10:27 UTC.", "10:27:00", True),
        ("It was 10:29 UTC.", "10:27:00", False),
        ("1 hour 11 minutes", "1 h 11 min", True),
        ("71 min", "1 h 11 min", True),
        ("4 min", "1 h 11 min", False),
        ("version 2.0.5", "v2.0.5", True),
        ("v2.0.51", "v2.0.5", False),
        ("v2.0.5.1", "v2.0.5", False),
        ("Zeynep Almqvist did", "Zeynep Almqvist", True),
        ("Nikhil", "Zeynep Almqvist", False),
        ("", "10:27:00", False),
    ],
)
def test_a_mend_holds_a_figure_or_it_does_not(mend: str, figure: str, is_held: bool) -> None:
    assert holds(mend, figure) == is_held


@pytest.mark.parametrize(("story", "trainee"), DRAFTS)
def test_the_first_record_of_each_slip_is_a_line_of_the_evidence_that_says_something(story: str, trainee: str) -> None:
    given = drafted(story, trainee)
    marks = [_mark(given, one) for one in given.draft.planted]
    for judged in review(Audit(marks=marks), given).lines.values():
        assert judged.shown
        assert judged.shown[0].text


def test_of_two_records_in_one_place_the_one_of_that_time_is_told() -> None:
    told = [one for judged in _reviewed().lines.values() for one in judged.shown if one.source == "Certificate"]
    assert {one.text for one in told} == {"Certificate of bids.ferrous.example expires"}


def test_the_evidence_of_a_draft_is_what_its_readers_make_of_the_folder() -> None:
    places = {record.ref for record in make_incident(STORY, "trainee07").records}
    assert {line.event.ref for line in GIVEN.lines} <= places
    assert len(GIVEN.lines) > 200
    assert any("edited" in one.says for one in GIVEN.warnings)


def test_whose_incident_it_is_stands_beside_the_answer(tmp_path: Path) -> None:
    answer = tmp_path / "audit.toml"
    assert trainee_beside(answer) == ""
    OwnIncident(story=STORY, trainee="trainee07").save(tmp_path / "incident.toml")
    assert trainee_beside(answer) == "trainee07"
    (tmp_path / "incident.toml").write_text("trainee = [", encoding="utf-8")
    assert trainee_beside(answer) == ""


def test_the_draft_without_a_trainee_is_that_of_the_story_as_it_is_written() -> None:
    written = make_incident(STORY)
    assert f"{written.anchors.cause:%H:%M:%S}" in drafted(STORY).draft.text


@given(st.text(max_size=300), st.text(max_size=300), st.integers(1, 40), st.text(max_size=60))
def test_whatever_is_written_is_judged(record: str, mend: str, line: int, quote: str) -> None:
    mark = AuditMark(line=line, quote=quote, record=record, mend=mend)
    assert review(Audit(marks=[mark]), GIVEN).summary.startswith("Found ")


@pytest.mark.parametrize("unit", ["a", "12:30 ", "a.b:1 ", "1 h ", "a/", '"'])
def test_long_texts_take_no_longer_than_a_change_may(unit: str) -> None:
    long = unit * (500_000 // len(unit))
    marks = [_mark(GIVEN, one, long, long) for one in GIVEN.draft.planted]
    assert in_plain_loops([partial(review, Audit(marks=marks), GIVEN)] * 3) < 6  # 0.9 measured
