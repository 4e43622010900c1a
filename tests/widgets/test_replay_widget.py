"""The kernel's side of the replay: effects go into the list's file and nothing else of it changes."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pmkit.incidents import make_incident
from pmkit.models.action_item import ActionItem
from pmkit.models.action_items import ActionItems, CritiqueLine
from pmkit.widgets.action_items.builder import action_items
from pmkit.widgets.action_items.replay import ReplayBuilder, replay

pytestmark = pytest.mark.lab

STORY = make_incident("expired-certificate").story
LIST = ActionItems(
    actions=[
        ActionItem(text="Alert when a certificate has under 21 days left", owner="Nerys Hale", due=date(2026, 4, 1)),
        ActionItem(text="Improve monitoring", effect="auto-renewal"),
        ActionItem(text="Shorten the rule NoBids from 60 to 5 minutes without a bid", effect="no-bids-alert"),
    ],
    critique=[CritiqueLine(letter="specific", met=False, says="it names no service")],
)
Send = Callable[..., dict[str, Any]]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=8,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    LIST.save(tmp_path / "action_items.toml")
    return tmp_path / "action_items.toml"


@pytest.fixture
def made(path: Path) -> Iterator[ReplayBuilder]:
    built = replay(path, story="expired-certificate")
    yield built
    built.close()


@pytest.fixture
def send() -> Send:
    """Send the page as it is shown, with some rows or parts of it otherwise, and return what is shown then."""
    sent = {"revision": 0}

    def send_to(built: ReplayBuilder, rows: dict[int, dict[str, Any]] | None = None, **parts: Any) -> dict[str, Any]:
        sent["revision"] += 1
        answer = built.shown["answer"]
        page = [{key: row[key] for key in ("text", "effect", "number")} for row in answer["rows"]]
        for index, values in (rows or {}).items():
            page[index] |= values
        fields = {"rows": page, "assumed": answer["assumed"], "shows": answer["shows"]} | parts
        built.typed = {
            "client": "one", "revision": sent["revision"], "base": built.shown["serial"], "answer": fields
        }  # fmt: skip
        return dict(built.shown)

    return send_to


def test_an_effect_is_saved_with_its_item_and_nothing_else_changes(path: Path, made: ReplayBuilder, send: Send) -> None:
    shown = send(made, {0: {"effect": "expiry-alert", "number": 21}})
    saved = ActionItems.load(path)
    assert (saved.actions[0].effect, saved.actions[0].effect_number) == ("expiry-alert", 21)
    assert saved.actions[0].model_copy(update={"effect": None, "effect_number": None}) == LIST.actions[0]
    assert saved.actions[1:] == LIST.actions[1:]
    assert saved.critique == LIST.critique
    assert not shown["trouble"]
    assert shown["answer"]["rows"][0]["says"][0].startswith("It does not happen.")


def test_a_row_is_asked_about_told_why_not_or_told_what_it_changes(made: ReplayBuilder) -> None:
    alert, vague, sooner = made.shown["answer"]["rows"]
    assert alert["asks"].endswith("less than 21 days left. Is that what it claims?")
    assert alert["proposed"] == {"lever": "expiry-alert", "number": 21}
    assert vague["proposed"] is None
    assert "leaves open" in vague["why"]
    assert vague["says"] == []
    assert not sooner["asks"].endswith("?")
    assert "It is noticed 58 min 48 s earlier." in sooner["says"]
    assert made.shown["answer"]["together"]["counted"].startswith("1 of 3 items")


def test_the_picture_shows_all_items_or_one(made: ReplayBuilder, send: Send) -> None:
    send(made, {0: {"effect": "expiry-alert", "number": 21}})
    assert "nobody fails" in made.picture
    send(made, shows=2)
    assert "users fail for 1 h 1 min" in made.picture
    send(made, shows=None)
    assert "nobody fails" in made.picture


def test_another_assumption_changes_what_is_told_and_not_the_file(path: Path, made: ReplayBuilder, send: Send) -> None:
    by_hand = path.read_text(encoding="utf-8").replace("[[actions]]", "# mine\n[[actions]]", 1)
    path.write_text(by_hand, encoding="utf-8")
    assumed = [one | ({"lag": 660} if one["id"] == "no-bids-alert" else {}) for one in made.shown["answer"]["assumed"]]
    shown = send(made, assumed=assumed)
    assert "It is noticed 48 min 48 s earlier." in shown["answer"]["rows"][2]["says"]
    assert path.read_text(encoding="utf-8") == by_hand


@pytest.mark.parametrize(
    ("value", "says"), [({"fails": 1.5}, "from 0 to 100"), ({"lag": -60}, "0 or more"), ({"lag": None}, "0 or more")]
)
def test_an_assumption_that_cannot_be_is_refused_at_its_field(
    path: Path, made: ReplayBuilder, send: Send, value: dict[str, Any], says: str
) -> None:
    assumed = [one | (value if one["id"] == "expiry-alert" else {}) for one in made.shown["answer"]["assumed"]]
    shown = send(made, {0: {"effect": "expiry-alert"}}, assumed=assumed)
    assert shown["problems"][0]["where"] == f"assumed expiry-alert, {next(iter(value))}"
    assert says in shown["problems"][0]["says"]
    assert ActionItems.load(path) == LIST


def test_what_the_lists_own_builder_wrote_meanwhile_stays(path: Path, made: ReplayBuilder, send: Send) -> None:
    theirs = LIST.model_copy(deep=True)
    theirs.actions[1].owner = "Marit Solberg"
    theirs.save(path)
    send(made, {0: {"effect": "expiry-alert", "number": 21}})
    saved = ActionItems.load(path)
    assert saved.actions[1].owner == "Marit Solberg"
    assert saved.actions[0].effect == "expiry-alert"
    assert len(list(path.parent.glob("*changed-elsewhere*"))) == 0


def test_another_list_is_shown_anew_before_an_effect_goes_to_the_wrong_item(
    path: Path, made: ReplayBuilder, send: Send
) -> None:
    theirs = ActionItems(actions=LIST.actions[1:])
    theirs.save(path)
    shown = send(made, {0: {"effect": "expiry-alert", "number": 21}})
    assert ActionItems.load(path) == theirs
    assert [row["text"] for row in shown["answer"]["rows"]] == [item.text for item in theirs.actions]
    assert "shown anew" in shown["notices"][-1]["says"]


def test_the_lists_own_builder_and_the_replay_show_each_others_changes(
    path: Path, made: ReplayBuilder, send: Send
) -> None:
    table = action_items(path, levers=STORY.levers)
    with ThreadPoolExecutor(1) as thread:  # browser tests leave a loop in this one that stands still
        thread.submit(send, made, {0: {"effect": "expiry-alert", "number": 21}}).result()
    assert table.answer.actions[0].effect == "expiry-alert"
    theirs = table.answer.model_copy(deep=True)
    theirs.actions[2].text = "Shorten the rule NoBids from 60 to 10 minutes without a bid"
    table._replace(theirs)
    with ThreadPoolExecutor(1) as thread:
        thread.submit(table._save).result()
    assert made.shown["answer"]["rows"][2]["text"].endswith("to 10 minutes without a bid")
    assert "It is noticed 53 min 48 s earlier." in made.shown["answer"]["rows"][2]["says"]
    assert made.shown["path"] != table.shown["path"]
    table.close()


def test_without_a_list_it_says_where_to_write_one_and_makes_no_file(tmp_path: Path, send: Send) -> None:
    built = replay(tmp_path / "action_items.toml", story="mixed-models")
    send(built)
    assert "There are no action items yet" in built.shown["answer"]["none"]
    assert not (tmp_path / "action_items.toml").exists()
    built.close()


def test_the_same_seed_is_the_trainees_incident_and_a_story_may_be_given_whole(path: Path) -> None:
    story = make_incident("expired-certificate", seed=5).story
    told = [replay(path, story="expired-certificate", seed=5).outline(LIST), replay(path, story=story).outline(LIST)]
    assert told[0] == told[1]
    assert told[0] != replay(path, story="expired-certificate").outline(LIST)
    replay(path, story=story).close()


def test_the_incident_may_be_an_exercises(path: Path) -> None:
    built = replay(path, "five-whys")
    assert {one["id"] for one in built.levers} >= {"restart-policy"}
    built.close()


def test_assumptions_can_be_given_in_the_cell(path: Path) -> None:
    built = replay(path, story="expired-certificate", assumed={"no-bids-alert": {"lag": 660}})
    assert "It is noticed 48 min 48 s earlier." in built.shown["answer"]["rows"][2]["says"]
    built.close()
    with pytest.raises(ValueError, match="auto-renewal: lag 0 s, fails 2"):
        replay(path, story="expired-certificate", assumed={"auto-renewal": {"fails": 2.0}})


def test_an_incident_must_be_named(path: Path) -> None:
    with pytest.raises(ValueError, match="write story= or exercise="):
        replay(path)
    with pytest.raises(LookupError, match="no story is called 'nope'"):
        replay(path, story="nope")


@given(fields=JSON)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
def test_whatever_a_page_sends_the_file_stays_a_list_of_these_items(
    path: Path, made: ReplayBuilder, fields: object
) -> None:
    made.typed = {"client": "one", "revision": 1, "base": made.shown["serial"], "answer": fields}
    assert [item.text for item in ActionItems.load(path).actions] == [item.text for item in LIST.actions]
