"""The kernel's side of the builder of action items: fields in and out, lights in words, imports that lose nothing."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pmkit.checks import examine
from pmkit.checks.action_items.reading import read_items
from pmkit.grading.exercise import load_exercise
from pmkit.models.action_item import LETTERS, ActionItem, StatusChange
from pmkit.models.action_items import MOST_ACTIONS, ActionItems, CritiqueLine
from pmkit.models.action_list.rows import arranged
from pmkit.models.story.lever import Lever
from pmkit.widgets.action_items.builder import ActionItemsBuilder, action_items, read_again
from pmkit.widgets.action_items.fields import from_fields, to_fields
from pmkit.widgets.action_items.lights import lights, tally
from pmkit.widgets.action_items.worked import worked_example

pytestmark = pytest.mark.lab

ALERT = ActionItem(
    text="Alert the gateway rota when a certificate has under a third of its lifetime left",
    owner="Marit Solberg",
    due=date(2026, 12, 14),
    priority="P3",
    created=date(2026, 11, 23),
)
LIST = ActionItems(
    actions=[
        ActionItem(text="Improve monitoring", owner="the team"),
        ALERT.model_copy(
            update={
                "competes_with": [1],
                "status": "open",
                "history": [StatusChange(status="open", on=date(2026, 11, 24), by="Marit Solberg")],
                "effect": "expiry-alert",
                "effect_number": 0.1 + 0.2,
            }
        ),
        ActionItem(text=""),
    ],
    critique=[CritiqueLine(letter="assigned", met=False, says="“someone” is nobody")],
)
TABLE = """| Action | Owner | Due |
| --- | --- | --- |
| Check a \\| b | Nerys Hale | soon |
| Cap it | Mina | 2026-12-08 |
"""
DOCUMENT = f"# Postmortem: No bids\n\n**Date**: 2026-12-01\n\n## Action Items\n\n{TABLE}"
CSV = "Task,Who,Due,Sprint\nRename it,Mina,2026-12-08,7\n"
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=8,
)
Send = Callable[..., dict[str, Any]]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "answers" / "action_items.toml"


@pytest.fixture
def open_list(path: Path) -> Iterator[Callable[..., ActionItemsBuilder]]:
    """Write a list to the file, if one is given, and open its builder."""
    made: list[ActionItemsBuilder] = []

    def opened(answer: ActionItems | None = None, **about: Any) -> ActionItemsBuilder:
        if answer:
            answer.save(path)
        made.append(action_items(path, **about))
        return made[-1]

    yield opened
    for one in made:
        one.close()


@pytest.fixture
def send() -> Send:
    """Send fields as a browser does and return what it would show."""
    sent = {"revision": 0}

    def send_to(builder: ActionItemsBuilder, answer: object) -> dict[str, Any]:
        sent["revision"] += 1
        serial = builder.shown["serial"]
        builder.typed = {"client": "one", "revision": sent["revision"], "base": serial, "answer": answer}
        return dict(builder.shown)

    return send_to


def brought(builder: ActionItemsBuilder, **what: str) -> dict[str, Any]:
    """What the page is told when it asks to bring something in."""
    answer = to_fields(builder.answer)
    builder._asked(builder, {"do": "import", "ask": "one", "answer": answer, **what}, [])
    told = dict(builder.imported)
    assert told["ask"] == "one"
    return told


def test_fields_hold_all_that_a_list_holds() -> None:
    assert ActionItems.from_data(from_fields(to_fields(LIST))) == LIST


@given(order=st.permutations(range(3)), kept=st.integers(0, 3))
def test_rows_that_move_and_go_in_the_browser_name_the_items_that_they_named(order: list[int], kept: int) -> None:
    named = LIST.model_copy(deep=True)
    named.actions[0].competes_with = [3, 2]
    fields = to_fields(named)
    fields["actions"] = [fields["actions"][index] for index in order[:kept]]
    assert ActionItems.from_data(from_fields(fields)) == arranged(named, order[:kept])


def test_a_new_row_can_be_named_by_its_key(open_list: Callable[..., ActionItemsBuilder], send: Send) -> None:
    made = open_list()
    rows = [{"key": "n-1", "text": "A", "competes_with": ["n-2"]}, {"key": "n-2", "text": "B", "due": "2026-12-01"}]
    send(made, {"actions": rows, "critique": []})
    items = [ActionItem(text="A", competes_with=[2]), ActionItem(text="B", due=date(2026, 12, 1))]
    assert ActionItems.load(made.path) == ActionItems(actions=items)


def test_every_letter_has_its_state_in_words_and_the_sentence_of_the_check(
    open_list: Callable[..., ActionItemsBuilder],
) -> None:
    shown = open_list(LIST).shown["answer"]["lights"]
    states = [{letter: light["state"] for letter, light in one.items()} for one in shown]
    assert states[0] == {
        "specific": "not-yet",
        "measurable": "not-yet",
        "assigned": "not-yet",
        "time-bound": "blank",
        "prioritized": "blank",
        "realistic": "asked",
    }
    assert states[1] == dict.fromkeys(LETTERS, "met") | {"realistic": "asked"}
    assert states[2] == dict.fromkeys(LETTERS, "blank")
    assert shown[0]["assigned"]["says"] == "No one owner yet: “the team” is nobody in particular."


@given(st.sampled_from(["", "Improve monitoring", ALERT.text]), st.sampled_from(["", "the team", "Marit Solberg"]))
def test_a_letter_is_met_in_the_lights_where_the_checks_find_nothing(text: str, owner: str) -> None:
    answer = ActionItems(actions=[ALERT.model_copy(update={"text": text, "owner": owner})])
    found = examine(answer, kind="action-items")
    shown = lights(read_items(answer.actions), found)[0]
    for letter in LETTERS:
        is_found = any(one.check == f"action-item/{letter}" for one in found)
        assert (shown[letter].state == "met") is (not is_found and bool(text) and letter != "realistic") or not text


def test_a_letter_of_which_an_exercise_knows_more_is_not_met() -> None:
    answer = ActionItems(actions=[ALERT.model_copy(update={"created": None})])
    early = examine(ActionItems(actions=[ALERT.model_copy(update={"due": date(2026, 11, 20)})]), kind="action-items")
    states = {letter: light.state for letter, light in lights(read_items(answer.actions), early)[0].items()}
    assert states == dict.fromkeys(LETTERS, "met") | {"time-bound": "not-yet", "realistic": "asked"}


@given(st.lists(st.sampled_from([ALERT, *LIST.actions]), max_size=4), st.lists(st.sampled_from(LIST.actions)))
def test_a_list_that_is_read_again_is_read_as_if_it_were_new(before: list[ActionItem], now: list[ActionItem]) -> None:
    known = read_items(before)
    assert lights(known, []) == lights(read_items(before), [])
    answer = ActionItems.model_construct(actions=now)
    again = read_again(answer, None, known)
    assert lights(again, []) == lights(read_items(now), [])
    assert [one.item for one in again.items] == now
    same = [index for index, (one, other) in enumerate(zip(before, now, strict=False)) if one == other]
    assert all(again.items[index] is known.items[index] for index in same)


def test_a_declined_item_is_asked_for_no_letter() -> None:
    item = ActionItem(text="Buy a safe", declined="too dear")
    assert {light.state for light in lights(read_items([item]), [])[0].values()} == {"declined"}


def test_a_list_is_told_what_its_items_aim_at() -> None:
    assert tally(read_items([])) == ""
    expected = "prevent: 0 · detect earlier: 1 · make it smaller: 0 · for this incident: 0"
    assert tally(read_items([ALERT])) == expected


def test_the_list_that_neither_prevents_nor_detects_is_asked_about(
    open_list: Callable[..., ActionItemsBuilder],
) -> None:
    made = open_list(ActionItems(actions=[ALERT.model_copy(update={"kind": "repair"})]))
    assert "action-item/no-prevention-or-detection" in {one["check"] for one in made.shown["findings"]}
    assert "action-item/no-prevention-or-detection" in made.settings["sets"]


def test_each_step_of_the_worked_example_meets_one_letter_more() -> None:
    steps = worked_example()["steps"]
    assert [step["letter"] for step in steps] == ["", *LETTERS]
    met = [{letter for letter, state in step["states"].items() if state == "met"} for step in steps]
    for number, step in enumerate(steps[1:-1], start=1):
        assert met[number] - met[number - 1] == {step["letter"]}
    assert met[-1] == met[-2] == {*LETTERS} - {"realistic"}
    assert steps[-1]["states"]["realistic"] == "asked"


@pytest.mark.parametrize(
    ("what", "count", "says"),
    [
        ({"text": TABLE}, 2, "Read 2 action items from what was pasted, added at the end. Dates to look at: "),
        ({"text": CSV}, 1, "Read 1 action item from what was pasted, added at the end."),
        ({"text": DOCUMENT}, 2, "Read 2 action items from what was pasted"),
        ({"file": "review.md"}, 2, "Read 2 action items from review.md"),
        ({"file": "may.csv"}, 1, "Read 1 action item from may.csv"),
        ({"file": "hers.toml"}, 1, "Read 2 action items from hers.toml: 1 here already, 1 added."),
        ({"text": ActionItems(actions=[ALERT]).dump()}, 0, "Read 1 action item from what was pasted: 1 here already"),
    ],
)
def test_what_is_read_is_added_and_what_was_there_stays(
    open_list: Callable[..., ActionItemsBuilder], path: Path, what: dict[str, str], count: int, says: str
) -> None:
    path.parent.mkdir()
    (path.parent / "review.md").write_text(DOCUMENT, encoding="utf-8")
    (path.parent / "may.csv").write_text(CSV, encoding="utf-8")
    plain = ActionItems(actions=[ALERT.model_copy(update={"ticket": "OPS-1"})])
    ActionItems(actions=[ALERT, ActionItem(text="Cap the queue")]).save(path.parent / "hers.toml")
    made = open_list(plain)
    told = brought(made, **what)
    assert told["says"].startswith(says)
    after = ActionItems.from_data(from_fields(told["answer"]))
    assert after.actions[0] == plain.actions[0]
    assert len(after.actions) == 1 + count
    assert ActionItems.load(path) == plain  # the page saves it, as any change of its


def test_two_lists_that_say_different_things_of_one_item_keep_both(
    open_list: Callable[..., ActionItemsBuilder], path: Path
) -> None:
    path.parent.mkdir()
    ActionItems(actions=[ALERT.model_copy(update={"owner": "Nerys Hale"})]).save(path.parent / "hers.toml")
    told = brought(open_list(ActionItems(actions=[ALERT])), file="hers.toml")
    assert "Action 1 and action 2 differ in owner; each names the other" in told["says"]
    items = ActionItems.from_data(from_fields(told["answer"])).actions
    assert [(one.owner, one.competes_with) for one in items] == [("Marit Solberg", [2]), ("Nerys Hale", [1])]


@pytest.mark.parametrize(
    ("what", "says"),
    [
        ({"text": "  "}, "Nothing is pasted yet"),
        ({"text": "Colour,Size\nred,7\n"}, "what was pasted"),
        ({"text": "[[actions]]\ntext = 7"}, "action 1, text: got 7"),
        ({"text": "# A page\n\nNo table at all.\n"}, "what was pasted holds no action items"),
        ({"text": "x" * 1_000_001}, "what was pasted: 1,000,001 bytes"),
        ({"text": "Action\n" + "Cap it\n" * MOST_ACTIONS}, "201 action items together"),
        ({"file": "nobody.csv"}, "There is no nobody.csv"),
        ({"file": "../other/list.csv"}, "Got '../other/list.csv'; write the name of a file"),
        ({"file": "notes.pdf"}, "notes.pdf"),
        ({"file": "action_items.toml"}, "Read 1 action item from action_items.toml: 1 here already, 0 added."),
    ],
)
def test_what_cannot_be_read_is_said_and_changes_nothing(
    open_list: Callable[..., ActionItemsBuilder], path: Path, what: dict[str, str], says: str
) -> None:
    before = ActionItems(actions=[ALERT])
    made = open_list(before)
    (path.parent / "notes.pdf").write_bytes(b"%PDF\xff")
    told = brought(made, **what)
    assert says in told["says"]
    assert told["answer"] in (None, to_fields(before))


@given(message=JSON | st.fixed_dictionaries({"do": st.just("import"), "answer": JSON, "text": JSON, "file": JSON}))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
def test_no_message_ends_a_builder(
    open_list: Callable[..., ActionItemsBuilder], send: Send, message: dict[str, Any]
) -> None:
    made = open_list()
    made._asked(made, message, [])
    made.typed = message
    assert send(made, to_fields(LIST))["trouble"] == ""
    assert ActionItems.load(made.path) == LIST


def test_a_damaged_file_is_kept_and_said(open_list: Callable[..., ActionItemsBuilder], path: Path, send: Send) -> None:
    made = open_list(LIST)
    send(made, to_fields(LIST))
    path.write_text('[[actions]]\ntext = "Cap the queue', encoding="utf-8")
    again = open_list()
    says = [notice["says"] for notice in again.shown["notices"]]
    assert len(says) == 1
    assert "action_items.toml could not be read. It is kept as action_items.toml.damaged-" in says[0]
    kept = [one for one in path.parent.iterdir() if ".damaged-" in one.name]
    assert [one.read_text(encoding="utf-8") for one in kept] == ['[[actions]]\ntext = "Cap the queue']
    assert again.shown["notices"][0]["holds"] == "3 actions"
    again._asked(again, {"do": "use", "notice": 0}, [])
    assert ActionItems.load(path) == LIST


def test_a_date_that_is_none_is_told_at_its_field(open_list: Callable[..., ActionItemsBuilder], send: Send) -> None:
    made = open_list(LIST)
    fields = to_fields(LIST)
    fields["actions"][1]["due"] = "275760-01-01"
    shown = send(made, fields)
    assert [one["where"] for one in shown["problems"]] == ["action 2, due"]
    assert ActionItems.load(made.path) == LIST


def test_a_critique_keeps_a_line_for_each_letter(open_list: Callable[..., ActionItemsBuilder], send: Send) -> None:
    made = open_list(critique="Someone should look at certificates")
    assert made.settings["critique"] == "Someone should look at certificates"
    lines = [{"letter": "assigned", "met": False, "says": "nobody"}, {"letter": "realistic", "met": True, "says": ""}]
    send(made, {"actions": [], "critique": lines})
    assert ActionItems.load(made.path).critique == [CritiqueLine(**line) for line in lines]  # type: ignore[arg-type]


def test_a_line_of_a_critique_is_called_as_on_the_page_where_all_letters_stand(
    open_list: Callable[..., ActionItemsBuilder],
) -> None:
    lines = [CritiqueLine(letter=one, met=True) for one in ("realistic", "assigned")]
    made = open_list(ActionItems(critique=lines))  # type: ignore[arg-type]
    assert [line["letter"] for line in made.shown["answer"]["critique"]] == ["assigned", "realistic"]
    assert made.on_page("critique of letter 1, says") == "critique of letter 6, says"
    assert made.on_page("critique of letter 2, says") == "critique of letter 3, says"
    assert made.on_page("action 1, text") == "action 1, text"


def test_levers_and_owners_are_offered(open_list: Callable[..., ActionItemsBuilder]) -> None:
    lever = Lever(
        id="expiry-alert",
        says="alert … days before the end",
        kind="detect-future",
        does="nothing",
        because="",
        said_as=["alert"],
        unit="days",
        default=30,
    )
    made = open_list(levers=[lever], roster=["Marit Solberg", "Marit Solberg"])
    assert made.settings["roster"] == ["Marit Solberg"]
    assert made.settings["levers"] == [
        {"id": "expiry-alert", "says": "alert … days before the end", "unit": "days", "number": 30}
    ]


def test_the_people_and_teams_of_an_exercise_are_offered_as_owners(
    open_list: Callable[..., ActionItemsBuilder],
) -> None:
    scenario = load_exercise("five-whys").scenario
    offered = open_list(exercise="five-whys", roster=["Nerys Hale"]).settings["roster"]
    assert offered == ["Nerys Hale", *(one.name for one in scenario.people), *scenario.teams]


def test_the_outline_holds_the_list_as_text(open_list: Callable[..., ActionItemsBuilder]) -> None:
    made = open_list(LIST)
    assert made.outline(made.answer).startswith("1. Improve monitoring\n   Owner: the team")
    assert made.describe(made.answer) == "3 actions"
