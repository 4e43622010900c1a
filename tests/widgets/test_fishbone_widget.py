"""The kernel's side of the fishbone builder, without a browser: what arrives is saved, judged and drawn."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pmkit.models.fishbone import CATEGORIES, Fishbone, FishboneCause
from pmkit.models.fishbone_questions import ANY, questions
from pmkit.models.story.scenario import Scenario
from pmkit.widgets.builder import live
from pmkit.widgets.fishbone import FishboneBuilder, fishbone

pytestmark = pytest.mark.lab

Type = Callable[..., dict[str, Any]]


@pytest.fixture
def builder(tmp_path: Path) -> Iterator[FishboneBuilder]:
    made = fishbone(tmp_path / "fishbone.toml")
    yield made
    made.close()


@pytest.fixture
def types(builder: FishboneBuilder) -> Type:
    """Send bones as a browser does and return what it would show."""
    sent = {"revision": 0}

    def type_in(*bones: dict[str, Any], problem: str = "Service outage") -> dict[str, Any]:
        sent["revision"] += 1
        given = {one["name"] for one in bones}
        others = [bone(name) for name in CATEGORIES if name not in given][: max(0, 3 - len(bones))]
        answer = {"problem": problem, "bones": [*bones, *others]}
        builder.typed = {
            "client": "one",
            "revision": sent["revision"],
            "base": builder.shown["serial"],
            "answer": answer,
        }
        return dict(builder.shown)

    return type_in


def bone(name: str, *causes: dict[str, Any], word: str = "") -> dict[str, Any]:
    return {"name": name, "word": word, "causes": list(causes)}


def cause(text: str, *below: dict[str, Any], evidence: str = "", contributed: bool = False) -> dict[str, Any]:
    return {"text": text, "evidence": evidence, "contributed": contributed, "below": list(below)}


def test_bones_become_one_list_of_causes_in_which_sub_causes_name_theirs(builder: FishboneBuilder, types: Type) -> None:
    shown = types(
        bone("Process", cause("No rollback", cause("Old runbook"), cause("No owner", evidence="wiki"))),
        bone("Tools", cause("No canary", contributed=True)),
        bone("People", word="Both shifts were asked"),
    )
    assert (shown["client"], shown["revision"], shown["trouble"]) == ("one", 1, "")
    assert Fishbone.load(builder.path) == Fishbone(
        problem="Service outage",
        categories=["Process", "Tools", "People"],
        empty={"People": "Both shifts were asked"},
        causes=[
            FishboneCause(category="Process", text="No rollback"),
            FishboneCause(category="Process", text="Old runbook", parent=1),
            FishboneCause(category="Process", text="No owner", evidence="wiki", parent=1),
            FishboneCause(category="Tools", text="No canary", contributed=True),
        ],
    )


def test_what_was_shown_and_sent_back_is_the_same_answer(builder: FishboneBuilder, types: Type) -> None:
    types(bone("Process", cause("a", cause("b"), contributed=True, evidence="e")), bone("Tools", word="w"))
    before = Fishbone.load(builder.path)
    types(*builder.shown["answer"]["bones"])
    assert Fishbone.load(builder.path) == before


def test_a_word_is_no_longer_written_once_the_bone_has_a_cause(builder: FishboneBuilder, types: Type) -> None:
    types(bone("Tools", cause("No canary"), word="Nothing here"))
    assert Fishbone.load(builder.path).empty is None


def test_the_picture_and_the_feedback_follow_the_typing(builder: FishboneBuilder, types: Type) -> None:
    shown = types(bone("Process", cause("No rollback")), bone("People", cause("Fatigue", cause("The new engineer"))))
    assert "Fatigue" in builder.picture
    people = [one["where"] for one in shown["findings"] if one["check"] == "fishbone/person-as-cause"]
    assert people == ["cause 3, text"]


def test_causes_in_any_order_are_numbered_as_they_are_seen(tmp_path: Path) -> None:
    path = tmp_path / "fishbone.toml"
    causes = [
        FishboneCause(category="Tools", text="t"),
        FishboneCause(category="People", text="p"),
        FishboneCause(category="Tools", text="t1", parent=1),
        FishboneCause(category="People", text="The engineer", parent=2),
    ]
    Fishbone(causes=causes).save(path)
    before = path.read_text(encoding="utf-8")
    made = fishbone(path)
    people = [one["where"] for one in made.shown["findings"] if one["check"] == "fishbone/person-as-cause"]
    assert (people, path.read_text(encoding="utf-8")) == (["cause 2, text"], before)
    made.close()


@pytest.mark.parametrize(("name", "got"), [(" ", "got ' '"), ("process", "stands there twice")])
def test_a_name_that_cannot_be_is_told_at_its_field_and_the_file_stays(
    builder: FishboneBuilder, types: Type, name: str, got: str
) -> None:
    types(bone("Process"), bone("Tools", cause("No canary")))
    before = builder.path.read_text(encoding="utf-8")
    shown = types(bone("Process"), bone(name, cause("No canary")))
    assert [problem["where"] for problem in shown["problems"]] == ["category 2"]
    assert got in shown["problems"][0]["says"]
    assert builder.path.read_text(encoding="utf-8") == before


def test_the_browser_is_told_what_to_ask_on_each_bone(builder: FishboneBuilder) -> None:
    assert builder.settings == {"questions": dict(questions()), "any": ANY, "fewest": 3, "most": 10}


def test_the_same_file_has_one_builder_in_a_kernel_and_is_read_anew(builder: FishboneBuilder) -> None:
    Fishbone(problem="written elsewhere").save(builder.path)
    assert fishbone(str(builder.path)) is builder
    assert builder.shown["answer"]["problem"] == "written elsewhere"


def test_an_exercise_gives_the_problem_and_saves_nothing_by_itself(tmp_path: Path) -> None:
    story = Scenario(
        slug="s", title="", problem="Given", brief="", people=[], teams=[], systems=[], exhibits=[], causes=[]
    )
    made = live(FishboneBuilder, tmp_path / "fishbone.toml", story)
    assert (made.shown["answer"]["problem"], made.path.exists()) == ("Given", False)
    made.close()


def test_a_version_is_told_from_another_by_its_causes(builder: FishboneBuilder) -> None:
    one = FishboneCause(category="Tools", text="a")
    assert [builder.describe(Fishbone(causes=causes)) for causes in ([one], [one, one])] == ["1 cause", "2 causes"]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=8,
)
CAUSE = st.fixed_dictionaries({"text": JSON, "evidence": JSON, "contributed": JSON, "below": JSON})
BONE = JSON | st.fixed_dictionaries({"name": JSON, "word": JSON, "causes": JSON | st.lists(CAUSE, max_size=2)})
FIELDS = st.fixed_dictionaries({"problem": JSON, "bones": JSON | st.lists(BONE, max_size=4)})
MESSAGE = JSON | st.fixed_dictionaries({"client": JSON, "revision": JSON, "base": JSON, "answer": JSON | FIELDS})


@given(message=MESSAGE)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_message_ends_the_builder_or_writes_what_cannot_be_read(builder: FishboneBuilder, message: object) -> None:
    builder.typed = message
    builder.look = message
    answer = {"problem": "still here", "bones": [bone(name) for name in CATEGORIES]}
    builder.typed = {"client": "c", "revision": 1, "base": 0, "answer": answer}
    assert Fishbone.load(builder.path).problem == "still here"


HOSTILE = ["\ud800", "\x00\x1b[31m", "<script>alert(1)</script>", '"""', "\\N\\G", "\u202e", "a" * 100_000]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_any_text_is_kept_as_it_can_be_and_shown_as_text(builder: FishboneBuilder, types: Type, text: str) -> None:
    types(bone("Tools", cause(text, cause(text), evidence=text)), bone("People", word=text), problem=text)
    assert "<script" not in builder.picture
    json.dumps(builder.shown).encode()
    kept = Fishbone.load(builder.path)
    expected = text.replace("\ud800", "\ufffd")
    assert (kept.problem, kept.causes[1].text, kept.empty) == (expected, expected, {"People": expected})
