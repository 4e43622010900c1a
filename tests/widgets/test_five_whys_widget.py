"""The kernel's side of the 5 Whys builder, without a browser: what arrives is saved, judged and drawn."""

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pmkit.models.action_item import ActionItem, move
from pmkit.models.five_whys import FiveWhys, Why
from pmkit.models.story.scenario import Scenario
from pmkit.widgets.builder import Builder, live
from pmkit.widgets.five_whys import FiveWhysBuilder, five_whys, in_tree_order

pytestmark = pytest.mark.lab

EMPTY: dict[str, Any] = {"problem": "", "root_cause": "", "whys": [], "actions": []}
Type = Callable[..., dict[str, Any]]


@pytest.fixture
def builder(tmp_path: Path) -> Iterator[FiveWhysBuilder]:
    made = five_whys(tmp_path / "five_whys.toml")
    yield made
    made.close()


@pytest.fixture
def types(builder: FiveWhysBuilder) -> Type:
    """Send fields as a browser does and return what it would show."""
    sent = {"revision": 0}

    def type_in(client: str = "one", base: int | None = None, **fields: object) -> dict[str, Any]:
        sent["revision"] += 1
        answer = EMPTY | fields
        base = builder.shown["serial"] if base is None else base
        builder.typed = {"client": client, "revision": sent["revision"], "base": base, "answer": answer}
        return dict(builder.shown)

    return type_in


def why(answer: str, parent: int, evidence: str = "") -> dict[str, Any]:
    return {"answer": answer, "evidence": evidence, "parent": parent}


def test_what_is_typed_is_on_disk_before_its_revision_is_confirmed(builder: FiveWhysBuilder, types: Type) -> None:
    shown = types(problem="Blocks were missed", whys=[why("offline", 0, "up == 0"), why("no memory", 1)])
    assert (shown["client"], shown["revision"], shown["trouble"]) == ("one", 1, "")
    assert FiveWhys.load(builder.path) == FiveWhys(
        problem="Blocks were missed",
        whys=[Why(answer="offline", evidence="up == 0"), Why(answer="no memory")],
    )


def test_a_chain_is_written_without_parents_and_a_branch_with_its_own(builder: FiveWhysBuilder, types: Type) -> None:
    types(whys=[why("a", 0), why("b", 1), why("c", 1), why("d", 0)])
    assert [one.parent for one in FiveWhys.load(builder.path).whys] == [None, None, 1, 0]


def test_the_picture_and_the_feedback_follow_the_typing(builder: FiveWhysBuilder, types: Type) -> None:
    shown = types(problem="Blocks were missed", whys=[why("offline", 0), why("The engineer forgot", 1)])
    assert "The engineer forgot" in builder.picture
    assert "why 2, answer" in [finding["where"] for finding in shown["findings"]]


def test_the_same_file_has_one_builder_in_a_kernel_and_is_read_anew(builder: FiveWhysBuilder) -> None:
    FiveWhys(problem="written elsewhere").save(builder.path)
    assert five_whys(str(builder.path)) is builder
    assert builder.shown["answer"]["problem"] == "written elsewhere"


def test_a_closed_builder_is_not_shown_again(tmp_path: Path) -> None:
    closed = five_whys(tmp_path / "five_whys.toml")
    closed.close()
    again = five_whys(tmp_path / "five_whys.toml")
    assert again is not closed
    again.close()


def test_the_history_of_an_action_is_kept_while_its_text_is_edited(builder: FiveWhysBuilder, types: Type) -> None:
    opened = move(ActionItem(text="Add a test", owner="Mina"), "open", on=date(2026, 11, 24))
    FiveWhys(actions=[opened, ActionItem(text="Add a limit", competes_with=[1])]).save(builder.path)
    shown = builder.to_fields(FiveWhys.load(builder.path))["actions"]
    types(actions=[shown[0] | {"text": "Add a memory test"}, shown[1]])
    first, second = FiveWhys.load(builder.path).actions
    assert (first.text, first.status, first.history) == ("Add a memory test", "open", opened.history)
    assert second.competes_with == [1]


def test_the_parts_of_an_action_that_no_field_shows_are_kept(builder: FiveWhysBuilder, types: Type) -> None:
    action = {"text": "Add a test", "owner": "", "due": "2026-12-01", "priority": "", "ticket": "OPS-1"}
    types(actions=[action | {"created": "2026-11-23"}])
    (kept,) = FiveWhys.load(builder.path).actions
    assert (str(kept.due), str(kept.created), kept.priority, kept.ticket) == (
        "2026-12-01",
        "2026-11-23",
        None,
        "OPS-1",
    )


def test_a_value_that_cannot_be_is_named_at_its_field_and_the_file_stays(builder: FiveWhysBuilder, types: Type) -> None:
    types(problem="good")
    before = builder.path.read_text(encoding="utf-8")
    shown = types(problem="newer", actions=[{"text": "a", "due": "20261-12-01"}])
    assert [problem["where"] for problem in shown["problems"]] == ["action 1, due"]
    assert shown["trouble"].startswith("action 1, due")
    assert builder.path.read_text(encoding="utf-8") == before
    assert types(problem="newer")["problems"] == []


def test_a_disk_that_refuses_is_said_and_the_next_try_saves(
    builder: FiveWhysBuilder, types: Type, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr("pmkit.models.answer_file.write", full)
        shown = types(problem="words")
    assert shown["trouble"] == "No space left on device"
    assert shown["answer"]["problem"] == "words"
    assert types(problem="words")["trouble"] == ""
    assert FiveWhys.load(builder.path).problem == "words"


def test_a_second_view_that_did_not_see_the_first_ones_words_keeps_them_beside(
    builder: FiveWhysBuilder, types: Type
) -> None:
    stale = builder.shown["serial"]
    types(client="one", problem="from one")
    shown = types(client="two", base=stale, problem="from two")
    (aside,) = builder.path.parent.glob("*.changed-elsewhere-*")
    assert FiveWhys.load(aside).problem == "from one"
    assert len(shown["notices"]) == 1


def test_one_view_may_type_on_before_its_last_change_is_confirmed(builder: FiveWhysBuilder, types: Type) -> None:
    stale = builder.shown["serial"]
    types(base=stale, problem="a")
    shown = types(base=stale, problem="ab")
    assert shown["notices"] == []


def test_an_offered_version_is_used_and_the_present_one_kept(builder: FiveWhysBuilder, types: Type) -> None:
    types(problem="ours")
    FiveWhys(problem="theirs").save(builder.path)
    types(problem="ours again")
    builder._asked(builder, {"do": "use", "notice": 0}, [])
    assert FiveWhys.load(builder.path).problem == "theirs"
    assert builder.shown["answer"]["problem"] == "theirs"
    assert builder.shown["client"] == ""
    kept = [FiveWhys.load(path).problem for path in builder.path.parent.glob("*.changed-elsewhere-*")]
    assert sorted(kept) == ["ours again", "theirs"]


def test_looking_again_shows_what_changed_on_disk(builder: FiveWhysBuilder, types: Type) -> None:
    types(problem="ours")
    FiveWhys(problem="theirs").save(builder.path)
    builder._asked(builder, {"do": "look-again"}, [])
    assert builder.shown["answer"]["problem"] == "theirs"


def test_a_tree_in_any_order_is_numbered_as_it_is_seen(tmp_path: Path) -> None:
    path = tmp_path / "five_whys.toml"
    whys = [
        Why(answer="a"),
        Why(answer="b", parent=0),
        Why(answer="a1", parent=1),
        Why(answer="b1", parent=2),
    ]
    FiveWhys(whys=whys).save(path)
    before = path.read_text(encoding="utf-8")
    made = five_whys(path)
    assert [(one["answer"], one["parent"]) for one in made.shown["answer"]["whys"]] == [
        ("a", 0),
        ("a1", 1),
        ("b", 0),
        ("b1", 3),
    ]
    assert path.read_text(encoding="utf-8") == before
    made.close()


@given(st.lists(st.integers(0, 200), max_size=40))
def test_tree_order_keeps_every_chain_of_answers(parents: list[int]) -> None:
    whys = [Why(answer=str(index), parent=min(parent, index)) for index, parent in enumerate(parents)]
    tree = FiveWhys(whys=whys)
    arranged = in_tree_order(tree)

    def chains(answer: FiveWhys) -> list[list[str]]:
        return sorted([answer.whys[index].answer for index in chain] for chain in answer.chains())

    assert chains(arranged) == chains(tree)
    assert in_tree_order(arranged) == arranged


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=8,
)
FIELDS = st.fixed_dictionaries({}, optional=dict.fromkeys(("problem", "root_cause", "whys", "actions"), JSON))
MESSAGE = JSON | st.fixed_dictionaries({"client": JSON, "revision": JSON, "base": JSON, "answer": JSON | FIELDS})


@given(message=MESSAGE)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_message_ends_the_builder_or_writes_what_cannot_be_read(builder: FiveWhysBuilder, message: object) -> None:
    builder.typed = message
    builder.look = message
    builder._asked(builder, message, [])
    builder.typed = {"client": "c", "revision": 1, "base": 0, "answer": EMPTY | {"problem": "still here"}}
    assert FiveWhys.load(builder.path).problem == "still here"


HOSTILE = [
    "\ud800",
    "\x00\x1b[31m",
    "<script>alert(1)</script>",
    "```\n# out",
    '"""',
    "\\N\\G",
    "\u202e",
    "a" * 900_000,
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_any_text_is_kept_as_it_can_be_and_shown_as_text(builder: FiveWhysBuilder, types: Type, text: str) -> None:
    assert types(problem=text, whys=[why(text, 0)])["trouble"] in ("", builder.shown["trouble"])
    assert "<script" not in builder.picture
    json.dumps(builder.shown).encode()
    if len(text) < 1000:
        assert FiveWhys.load(builder.path).problem == text.replace("\ud800", "\ufffd")


def test_a_message_above_the_cap_is_refused_with_its_size(builder: FiveWhysBuilder, types: Type) -> None:
    assert "at most 1,000,000" in types(problem="a" * 2_000_000)["trouble"]
    assert not builder.path.exists()


def test_without_a_check_or_a_drawing_the_words_are_saved(
    builder: FiveWhysBuilder, types: Type, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slip(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("pmkit.widgets.builder.examine", slip)
    monkeypatch.setattr(FiveWhysBuilder, "draw", slip)
    assert types(problem="kept")["findings"] == []
    assert (builder.picture, FiveWhys.load(builder.path).problem) == ("", "kept")


def test_an_exercise_gives_the_problem_and_saves_nothing_by_itself(tmp_path: Path) -> None:
    story = Scenario(
        slug="s", title="", problem="Given", brief="", people=[], teams=[], systems=[], exhibits=[], causes=[]
    )
    made: Builder = live(FiveWhysBuilder, tmp_path / "five_whys.toml", story)
    assert made.shown["answer"]["problem"] == "Given"
    assert not made.path.exists()
    made.close()


def test_form_line_and_reason_are_saved_and_the_usual_ones_left_out(builder: FiveWhysBuilder, types: Type) -> None:
    types(
        whys=[
            why("a", 0) | {"asked": "how", "line": "happened", "set_aside": None},
            why("b", 0) | {"asked": "why", "line": None, "set_aside": ""},
        ]
    )
    assert builder.path.read_text(encoding="utf-8").count("asked") == 1
    assert FiveWhys.load(builder.path).whys == [
        Why(answer="a", asked="how", line="happened"),
        Why(answer="b", parent=0, set_aside=""),
    ]


def test_a_why_put_aside_without_a_reason_is_asked_about(types: Type) -> None:
    shown = types(whys=[why("The disk was full", 0) | {"set_aside": ""}])
    assert ("five-whys/set-aside", "why 1, set_aside") in [(one["check"], one["where"]) for one in shown["findings"]]
    shown = types(whys=[why("The disk was full", 0) | {"set_aside": "40 % used"}])
    assert shown["findings"] == []
