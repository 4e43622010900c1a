"""The meetings that come with the kit: each tied to its story, true for every trainee, written in a kind voice."""

import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest

import pmkit
from pmkit.checks import examine
from pmkit.checks.facilitation.moves import read
from pmkit.incidents.story import tell
from pmkit.meetings.library import agenda_of, load_meeting, meeting_names, move_rules, rules
from pmkit.meetings.validation import problems, read_meeting
from pmkit.models.answer import AnswerError
from pmkit.models.meeting.flaws import harms
from pmkit.models.meeting.meeting import BeatKind, Meeting
from pmkit.models.meeting.moves import HARMFUL, HELPFUL

PACKAGE = Path(pmkit.__file__).parent
FOLDER = PACKAGE / "meetings" / "stories"
NAMES = meeting_names()


def shown_by(meeting: Meeting) -> set[str]:
    """The exhibits and events of its story."""
    story = tell(meeting.story)
    return {one.id for one in story.exhibits} | {one.id for one in story.events}


def text_of(name: str) -> str:
    return (FOLDER / f"{name}.toml").read_text(encoding="utf-8")


def strings(data: Any) -> Iterator[str]:
    match data:
        case dict():
            for value in data.values():
                yield from strings(value)
        case list():
            for value in data:
                yield from strings(value)
        case str():
            yield data


def test_there_is_one_for_each_of_three_stories() -> None:
    assert NAMES == ["bad-deploy", "expired-certificate", "validator-slashed"]
    assert [load_meeting(name).story for name in NAMES] == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_wrong_with_it_and_each_fact_is_shown_by_its_story(name: str) -> None:
    assert problems(text_of(name), shown_by(load_meeting(name))) == []


@pytest.mark.parametrize("name", NAMES)
def test_its_people_are_those_of_the_story_with_their_roles_and_two_or_so_more(name: str) -> None:
    meeting = load_meeting(name)
    there = {one.name: one.role for one in tell(meeting.story).people}
    ours = {one.name: one.role for one in meeting.people}
    assert {who: role for who, role in ours.items() if who in there} == there
    assert 1 <= len(ours.keys() - there.keys()) <= 3


@pytest.mark.parametrize("name", NAMES)
def test_it_says_nothing_that_another_trainee_would_read_otherwise_in_the_evidence(name: str) -> None:
    story = tell(load_meeting(name).story)
    varied = {word for one in story.vary for word in one.was}
    said = " ".join(strings(tomllib.loads(text_of(name))))
    assert [word for word in varied if f" {word} " in f" {said} "] == []


@pytest.mark.parametrize("name", NAMES)
def test_it_has_every_kind_of_beat_and_facts_of_every_depth(name: str) -> None:
    meeting = load_meeting(name)
    assert {beat.kind for beat in meeting.beats} == set(get_args(BeatKind))
    assert len(meeting.facts) >= 10
    assert {fact.deep for fact in meeting.facts} == {True, False}
    assert any(fact.admits for fact in meeting.facts)
    assert any(fact.needs for fact in meeting.facts)


@pytest.mark.parametrize("name", NAMES)
def test_each_of_its_lines_says_something_of_its_own(name: str) -> None:
    meeting = load_meeting(name)
    assert [text for text, count in Counter(line.text for line in meeting.samples).items() if count > 1] == []
    assert [text for text, count in Counter(line.says for line in meeting.samples).items() if count > 1] == []


@pytest.mark.parametrize("name", NAMES)
def test_what_it_explains_and_offers_instead_passes_our_checks(name: str) -> None:
    """What people say in a meeting does not have to; what we say about it does."""
    meeting = load_meeting(name)
    ours = [meeting.brief, *(line.better for line in meeting.samples)]
    ours += [line.text for line in meeting.samples if not harms(line)]
    ours += [line.says for line in meeting.samples] + [idea.says for idea in meeting.ideas]
    assert [(found.check, found.quote) for text in ours for found in examine(text)] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_line_that_helps_makes_no_harmful_move_in_the_eyes_of_our_own_reading(name: str) -> None:
    meeting = load_meeting(name)
    people = [one.name for one in meeting.people]
    good = [line.text for line in meeting.samples if not harms(line)]
    good += [line.better for line in meeting.samples if harms(line)]
    found = [(move.name, text) for text in good for move in read(text, people=people).moves if move.harms]
    assert found == []


def test_the_rules_pass_our_checks_and_know_every_move() -> None:
    said = list(strings(tomllib.loads((PACKAGE / "meetings" / "rules.toml").read_text(encoding="utf-8"))))
    assert [(found.check, found.quote) for text in said for found in examine(text)] == []
    assert move_rules().keys() == HELPFUL | HARMFUL
    assert {one.id for one in rules().kinds} == set(get_args(BeatKind))
    assert all(move_rules()[name].better and move_rules()[name].takes for name in HARMFUL)


def test_both_agendas_fill_an_hour_and_differ_in_their_timeline() -> None:
    share = {one.id: sum(part.minutes for part in one.parts if part.id == "timeline") for one in rules().agendas}
    assert [one.minutes for one in rules().agendas] == [60, 60]
    assert share["timeline"] >= 35
    assert share["actions"] < 10
    with pytest.raises(ValueError, match="write one of timeline, actions"):
        agenda_of("lunch")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('who = "suki"', 'who = "sukki"', "fact 10, who: nobody 'sukki'; write one of ines,"),
        ('id = "canary"', 'id = "rafael"', "idea 1, id: 'rafael' stands twice"),
        ('exhibits = ["E3"]', 'exhibits = ["E99"]', "fact 3, exhibits: the story has no 'E99'"),
        ('exhibits = ["E4"]\n', "", "fact 8: nothing of the story shows it; write exhibits or events"),
        ("mood = 1", "mood = 9", "person 4, mood: "),
        ('kind = "tangent"', 'kind = "lunch"', "beat 8, kind: "),
        ('needs = ["sale-known"]', 'needs = ["sale-unknown"]', "fact 5, needs: no fact 'sale-unknown'"),
        (
            'needs = ["sale-known"]',
            'needs = ["calendar-unread"]',
            "fact 5, needs: the facts need each other in a circle",
        ),
        ('moves = ["parks-fix", "keeps-time"', 'moves = ["rushes", "thanks"', "beat 8, lines: none of them meets it"),
        (
            'better = "What did the page show you at that time?"',
            'better = ""',
            "beat 6, line 3, better: missing",
        ),
        ('kind = "tears"', 'kind = "upset"', "beats: none of the kind 'tears'"),
        ('sometimes = true\nsays = ["And', 'idea = "canary"\nsometimes = true\nsays = ["And', "beat 5, idea: its beat"),
        ("[[people]]", "[[people", "the file: "),
        ('name = "Noa Reyes"', 'name = "Noa Ferrand"', "person 4, name: 'ferrand' is part of two names"),
        ('use = "close"', 'use = "time"', "lines: none with use = 'close' that helps"),
    ],
)
def test_a_file_is_told_what_is_wrong_with_it_and_in_which_line(old: str, new: str, said: str) -> None:
    text = text_of("bad-deploy")
    assert old in text
    found = problems(text.replace(old, new), shown_by(load_meeting("bad-deploy")))
    mine = [one for one in found if str(one).partition(", ")[2].startswith(said)]
    assert mine, [str(one) for one in found]
    changed = text.replace(old, new).splitlines()
    assert 1 <= mine[0].line <= len(changed)


def test_the_line_is_that_of_the_value() -> None:
    text = text_of("bad-deploy").replace('exhibits = ["E3"]', 'exhibits = ["E99"]')
    line = text.splitlines().index('exhibits = ["E99"]') + 1
    assert [one.line for one in problems(text, shown_by(load_meeting("bad-deploy")))] == [line]


def test_a_meeting_of_ones_own_is_read_from_a_file_or_refused_with_all_its_problems(tmp_path: Path) -> None:
    file = tmp_path / "ours.toml"
    file.write_text(text_of("bad-deploy"), encoding="utf-8")
    assert read_meeting(file) == load_meeting("bad-deploy")
    file.write_text(text_of("bad-deploy").replace('who = "suki"', 'who = "x"'), encoding="utf-8")
    with pytest.raises(AnswerError, match=r"(?s)ours\.toml has 2 problems:.*line \d+, fact 10, who"):
        read_meeting(file)
    with pytest.raises(ValueError, match="no meeting 'lunch'; write one of bad-deploy"):
        load_meeting("lunch")
