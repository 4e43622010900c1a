"""A trainee's incident: the same for the same trainee everywhere, another for another, and its key stays out."""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmkit.incidents import Incident, make_incident, story_names
from pmkit.incidents.dice import LONGEST_TRAINEE, MOST_SEED, SECRET_IN, Dice

ROOT = Path(__file__).parents[2]
GOLDEN = json.loads((Path(__file__).parent / "golden.json").read_text(encoding="utf-8"))
seeds = st.integers(0, MOST_SEED - 1)
stories = st.sampled_from(story_names())
# What a bare Python of any version can run: nothing here needs a package.
THROWN = """
from pmkit.incidents.dice import Dice, seed_of
dice = Dice(seed_of("story", "trainée"), "label")
print(dice.below(10**9), dice.between(-5, 5), dice.share(), dice.one_of("abc"), dice.mixed("abcdef"), end=" ")
print(dice.hex(12), dice.token(8))
"""
DIGESTS = """
import hashlib, json, sys
from pmkit.incidents import make_incident, story_names
def digest(incident):
    told = "\\0".join(f"{sheet.path}\\0{sheet.text}" for sheet in incident.sheets)
    return hashlib.sha256(told.encode()).hexdigest()
found = {}
for slug in story_names():
    found[slug] = {"written": digest(make_incident(slug)), "1": digest(make_incident(slug, seed=1)),
                   "ada": digest(make_incident(slug, "ada")), "key 1": str(make_incident(slug, seed=1).key)}
    found[slug]["key 1"] = hashlib.sha256(found[slug]["key 1"].encode()).hexdigest()
print(json.dumps(found, indent=2))
"""


def run(code: str, python: str = sys.executable, **environment: str) -> str:
    clean = {name: value for name, value in os.environ.items() if name not in {SECRET_IN, "PYTHONUTF8"}}
    whole = clean | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"} | environment
    return subprocess.run([python, "-c", code], env=whole, cwd=ROOT, capture_output=True, check=True).stdout.decode()


def texts(incident: Incident) -> dict[str, str]:
    return {sheet.path: sheet.text for sheet in incident.sheets}


@pytest.fixture(autouse=True)
def _no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(SECRET_IN, raising=False)


def test_every_machine_writes_the_same_bytes() -> None:
    """A story was changed on purpose? Then golden.json takes what this test prints."""
    here = run(DIGESTS, PYTHONHASHSEED="1", LC_ALL="C", TZ="Asia/Tokyo")
    there = run(DIGESTS, PYTHONHASHSEED="4242", LC_ALL="C.UTF-8", TZ="America/New_York", LANG="de_DE.UTF-8")
    assert here == there
    assert json.loads(here) == GOLDEN, here


@pytest.mark.parametrize(
    "version", [pytest.param(one, marks=pytest.mark.needs(f"python{one}")) for one in ("3.11", "3.12", "3.13")]
)
def test_chance_falls_the_same_way_under_every_python(version: str, python_of: Callable[[str], str]) -> None:
    thrown = "943864048 -2 0.26948423331429117 b ['b', 'e', 'f', 'c', 'a', 'd'] 9aa713720671 SY06F2T7\n"
    assert run(THROWN, python_of(version)) == thrown


def test_the_same_trainee_gets_the_same_folder_and_another_another() -> None:
    first, again, other = (texts(make_incident("bad-deploy", name)) for name in ("ada", "ada", "bea"))
    assert first == again
    assert first != other


def test_a_course_with_a_secret_has_incidents_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    public = make_incident("bad-deploy", "ada").key
    monkeypatch.setenv(SECRET_IN, "spring term")
    assert make_incident("bad-deploy", "ada").key != public
    seeded = make_incident("bad-deploy", seed=3).key
    monkeypatch.delenv(SECRET_IN)
    assert make_incident("bad-deploy", seed=3).key == seeded


@given(st.text(max_size=LONGEST_TRAINEE))
@settings(max_examples=settings.default.max_examples // 2)
def test_any_trainee_that_is_not_blank_gets_an_incident(trainee: str) -> None:
    if trainee.strip():
        assert len(make_incident("bad-deploy", trainee).key) == 10
    else:
        with pytest.raises(ValueError, match="name is empty"):
            make_incident("bad-deploy", trainee)


def test_half_a_character_and_two_ways_to_write_one_are_trainees_too() -> None:
    assert make_incident("bad-deploy", "\ud800").key
    assert make_incident("bad-deploy", "Zoe\u0308").key == make_incident("bad-deploy", "Zoë").key


@pytest.mark.parametrize(
    ("trainee", "seed", "says"),
    [
        ("ada", 3, "a trainee and a seed at once"),
        ("x" * 201, None, "201 characters; write at most 200"),
        (None, -1, "the seed is -1; write a whole number from 0"),
        (None, MOST_SEED, "write a whole number from 0 to 18446744073709551615"),
    ],
)
def test_a_trainee_or_seed_that_cannot_be_is_told(trainee: str | None, seed: int | None, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        make_incident("bad-deploy", trainee, seed)


@given(stories, seeds)
def test_times_move_and_nobody_overtakes_anybody(slug: str, seed: int) -> None:
    plain, other = make_incident(slug).story.events, make_incident(slug, seed=seed).story.events
    assert [event.id for event in plain] == [event.id for event in other]
    order = sorted(range(len(plain)), key=lambda index: plain[index].at)
    times = [other[index].at for index in order]
    assert times == sorted(times)
    assert len(set(times)) == len(times)
    assert (times == [plain[index].at for index in order]) == (seed == 0)


def test_trainees_read_other_figures_off_their_clocks() -> None:
    figures = set()
    for number in range(30):
        anchors = make_incident("bad-deploy", f"trainee{number}").anchors
        assert anchors.cause is not None
        assert anchors.resolved is not None
        figures.add(anchors.resolved - anchors.cause)
    assert len(figures) > 20


def test_trainees_differ_in_names_figures_and_distractors() -> None:
    made = [make_incident("bad-deploy", f"trainee{number}") for number in range(30)]
    assert len({one.story.people[0].name for one in made}) > 15
    assert len({one.story.impact.users for one in made if one.story.impact}) > 10
    assert len({tuple(distractor.id for distractor in one.distractors) for one in made}) > 6
    assert len({one.telling.zone("kibana") for one in made}) > 4


@given(stories, seeds)
@settings(max_examples=settings.default.max_examples // 2)
def test_the_key_never_enters_the_folder(slug: str, seed: int) -> None:
    incident = make_incident(slug, seed=seed)
    whole = "\n".join(sheet.text for sheet in incident.sheets)
    secret = [event.what for event in incident.key] + [one.what for one in incident.distractors]
    secret += [cause.statement for cause in incident.story.causes] + [gap.says for gap in incident.gaps]
    secret += [wording for event in incident.key for wording in event.said_as if " + " in wording]
    secret += [f'"{event.id}"' for event in incident.key if "-" in event.id]
    assert [text for text in secret if text in whole] == []


@given(stories, seeds)
@settings(max_examples=settings.default.max_examples // 2)
def test_files_have_plain_line_ends_and_paths_that_stay_inside(slug: str, seed: int) -> None:
    for sheet in make_incident(slug, seed=seed).sheets:
        assert "\r" not in sheet.text
        assert sheet.text.endswith("\n")
        assert not sheet.path.startswith("/")
        assert ".." not in sheet.path.split("/")


def test_dice_of_two_labels_do_not_disturb_each_other() -> None:
    alone, beside = Dice("seed", "slack"), Dice("seed", "slack")
    Dice("seed", "git").hex(40)
    assert [alone.below(100) for _ in range(5)] == [beside.below(100) for _ in range(5)]
    assert Dice("seed", "slack").hex(8) != Dice("seed", "git").hex(8)


@given(st.integers(1, 10**6), st.integers(0, 100))
def test_a_throw_stays_below_its_limit(limit: int, seed: int) -> None:
    assert 0 <= Dice(str(seed), "x").below(limit) < limit


def test_a_digest_here_is_the_one_of_the_golden_file() -> None:
    told = "\0".join(f"{sheet.path}\0{sheet.text}" for sheet in make_incident("bad-deploy").sheets)
    assert hashlib.sha256(told.encode()).hexdigest() == GOLDEN["bad-deploy"]["written"]
