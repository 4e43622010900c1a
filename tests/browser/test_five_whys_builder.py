"""The 5 Whys builder in a real JupyterLab: what is typed is on disk, drawn and judged, and stays."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Locator, Page, expect

from pmkit.models.five_whys import FiveWhys, Why

if TYPE_CHECKING:
    from tests.browser.conftest import NotebookPage

pytestmark = pytest.mark.browser

Open = Callable[..., "NotebookPage"]
CHAIN = ("The node was offline", "Its process ran out of memory", "A cache has no limit")
PALE_TEXTS = Path(__file__).with_name("pale_texts.js").read_text(encoding="utf-8")
SAVED = re.compile(r"Saved \d")


def _builder(page: Page) -> Locator:
    builder = page.locator(".pmkit-builder")
    expect(builder).to_be_visible()
    return builder


def _answers(page: Page) -> list[str]:
    return [field.input_value() for field in page.locator(".pmkit-answer").all()]


def _saved(page: Page) -> None:
    expect(page.locator(".pmkit-status")).to_have_text(SAVED)


def _start(open_notebook: Open, name: str, answer: FiveWhys | None = None) -> tuple[NotebookPage, Path]:
    """A notebook whose cell shows the builder of `answers/<name>.toml`."""
    cell = f"import pmkit\npmkit.five_whys('answers/{name}.toml')"
    notebook = open_notebook(f"{name}.ipynb", cell, "1 + 1")
    path = notebook.lab.folder / "answers" / f"{name}.toml"
    if answer:
        answer.save(path)
    notebook.run()
    _builder(notebook.page)
    return notebook, path


def _type_chain(page: Page) -> None:
    page.get_by_label("What happened").fill("Blocks were missed")
    page.locator(".pmkit-answer").first.click()
    for number, answer in enumerate(CHAIN):
        if number:
            page.keyboard.press("Control+Enter")
        page.keyboard.type(answer)
    _saved(page)


def test_a_typed_chain_is_drawn_judged_and_kept(open_notebook: Open) -> None:
    notebook, path = _start(open_notebook, "kept")
    page = notebook.page
    _type_chain(page)
    assert FiveWhys.load(path) == FiveWhys(problem="Blocks were missed", whys=[Why(answer=answer) for answer in CHAIN])
    picture = page.locator(".pmkit-picture")
    expect(picture).to_contain_text("Its process ran out of memory")
    page.locator(".pmkit-answer").last.fill("The engineer forgot to set a limit")
    expect(picture).to_contain_text("forgot to set a limit")
    remark = page.locator(".pmkit-why-card").last.locator(".pmkit-remarks")
    expect(remark).to_contain_text("forgot")
    page.locator(".pmkit-answer").last.fill("A cache has no limit")
    expect(page.locator(".pmkit-form")).not_to_contain_text("forgot")
    _saved(page)

    notebook.command("docmanager:save")
    notebook.open()  # the kernel is still there: the page alone brings the builder back
    _builder(page)
    assert _answers(page) == list(CHAIN)
    page.locator(".pmkit-answer").last.fill("A cache has no limit at all")
    _saved(page)

    notebook.restart_kernel()
    notebook.run()
    _saved(page)
    assert _answers(page) == [*CHAIN[:2], "A cache has no limit at all"]
    page.locator(".pmkit-answer").last.fill(CHAIN[2])
    _saved(page)
    notebook.run()
    _saved(page)
    assert _answers(page) == list(CHAIN)


def test_letters_and_shortcuts_of_the_notebook_stay_in_the_field(open_notebook: Open) -> None:
    notebook, path = _start(open_notebook, "letters")
    page = notebook.page
    field = page.locator(".pmkit-answer").first
    field.click()
    page.keyboard.type("dd a b m 0 0 y")
    page.keyboard.press("Escape")
    page.keyboard.type(" dd x")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("z")
    _saved(page)
    assert FiveWhys.load(path).whys[0].answer == "dd a b m 0 0 y dd x\nz"
    page.get_by_role("button", name="Another answer beside why 1").focus()
    page.keyboard.type("ddabm")
    page.get_by_label("Priority").or_(page.get_by_role("button", name="+ Add an action")).first.focus()
    page.keyboard.type("ddx")
    assert page.locator(".jp-Notebook .jp-Cell").count() == 2
    expect(page.locator(".jp-Notebook .jp-MarkdownCell")).to_have_count(0)
    expect(field).to_be_visible()


def test_typing_on_while_earlier_words_are_saved_loses_no_letter(open_notebook: Open) -> None:
    notebook, path = _start(open_notebook, "fast")
    page = notebook.page
    page.locator(".pmkit-answer").first.click()
    words = [f"word{number} " for number in range(12)]
    for word in words:
        page.keyboard.type(word, delay=15)
        page.wait_for_timeout(270)  # just long enough that each word is sent while the next one is typed
    _saved(page)
    expect(page.locator(".pmkit-answer").first).to_have_value("".join(words))
    assert FiveWhys.load(path).whys[0].answer == "".join(words)


def test_two_views_of_one_file_show_the_same(open_notebook: Open) -> None:
    cell = "import pmkit\npmkit.five_whys('answers/twice.toml')"
    notebook = open_notebook("twice.ipynb", cell, cell)
    page = notebook.page
    notebook.run(0)
    expect(page.locator(".pmkit-builder")).to_have_count(1)
    notebook.run(1)
    expect(page.locator(".pmkit-builder")).to_have_count(2)
    first, second = page.locator(".pmkit-builder").all()
    for number, (typed_in, other) in enumerate([(first, second), (second, first)]):
        typed_in.get_by_label("What happened").fill(f"Blocks were missed {number}")
        expect(other.get_by_label("What happened")).to_have_value(f"Blocks were missed {number}")
    expect(page.locator(".pmkit-notice")).to_have_count(0)


def test_the_notebook_can_be_saved_from_a_field(open_notebook: Open) -> None:
    notebook, _ = _start(open_notebook, "ctrl-s")
    page = notebook.page
    page.locator(".pmkit-answer").first.fill("The node was offline")
    expect(page.locator(".pmkit-twin")).to_contain_text("The node was offline")
    page.locator(".pmkit-answer").first.press("Control+s")
    page.wait_for_function("() => !window.jupyterapp.shell.currentWidget.context.model.dirty")
    assert "The node was offline" in (notebook.lab.folder / "ctrl-s.ipynb").read_text(encoding="utf-8")


def test_the_keyboard_alone_builds_moves_and_removes_a_tree(open_notebook: Open) -> None:
    notebook, path = _start(open_notebook, "keyboard")
    page, keys = notebook.page, notebook.page.keyboard
    page.get_by_label("What happened").focus()
    keys.type("Blocks were missed")
    expect(page.locator(".pmkit-flip")).to_be_visible()
    keys.press("Tab")
    expect(page.locator(".pmkit-answer").first).to_be_focused()
    keys.type("offline")
    keys.press("Control+Enter")
    keys.type("out of memory")
    keys.press("Control+Shift+Enter")
    keys.type("no restart")
    keys.press("Alt+ArrowUp")
    expect(page.locator(".pmkit-answer").nth(1)).to_be_focused()
    keys.press("Tab")
    keys.type("unit file")
    _saved(page)
    whys = [
        Why(answer="offline"),
        Why(answer="no restart", evidence="unit file"),
        Why(answer="out of memory", parent=1),
    ]
    assert FiveWhys.load(path).whys == whys

    page.get_by_role("button", name="Remove why 2").focus()
    keys.press("Enter")
    expect(page.get_by_role("button", name="Undo")).to_be_focused()
    _saved(page)
    assert [why.answer for why in FiveWhys.load(path).whys] == ["offline", "out of memory"]
    keys.press("Enter")
    expect(page.locator(".pmkit-answer").nth(1)).to_be_focused()
    _saved(page)
    assert FiveWhys.load(path).whys == whys


def test_an_action_keeps_its_owner_date_and_priority(open_notebook: Open) -> None:
    notebook, path = _start(open_notebook, "action")
    page = notebook.page
    page.get_by_role("button", name="+ Add an action").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("What will be done")).to_be_focused()
    page.keyboard.type("Add a memory test")
    page.get_by_label("Owner").fill("Mina Okafor")
    page.get_by_label("Due").fill("2026-12-01")
    page.get_by_label("Priority").select_option("P1")
    _saved(page)
    action = FiveWhys.load(path).actions[0]
    assert (action.text, action.owner, str(action.due), action.priority) == (
        "Add a memory test",
        "Mina Okafor",
        "2026-12-01",
        "P1",
    )


def test_a_finding_leads_to_the_words_it_quotes(open_notebook: Open) -> None:
    blaming = FiveWhys(
        problem="Blocks were missed", whys=[Why(answer="The cache grew"), Why(answer="The engineer forgot")]
    )
    notebook, _ = _start(open_notebook, "finding", blaming)
    page = notebook.page
    page.locator(".pmkit-finding-head").filter(has_text="Why 2").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".pmkit-answer").nth(1)).to_be_focused()
    assert page.evaluate("getSelection().toString()") != ""


def test_words_that_a_stopped_kernel_did_not_save_come_back_with_the_cell(open_notebook: Open) -> None:
    notebook, path = _start(open_notebook, "silent")
    page = notebook.page
    _type_chain(page)
    notebook.command("kernelmenu:shutdown")
    page.wait_for_timeout(1000)
    page.locator(".pmkit-answer").first.fill("The node was switched off")
    expect(page.locator(".pmkit-status")).to_contain_text("the kernel does not answer", timeout=10_000)
    assert _answers(page)[0] == "The node was switched off"
    notebook.open()
    notebook.run()
    _saved(page)
    expect(page.locator(".pmkit-answer").first).to_have_value("The node was switched off")
    expect(page.locator(".pmkit-picture")).to_contain_text("switched off")
    assert FiveWhys.load(path).whys[0].answer == "The node was switched off"


def test_a_damaged_file_is_kept_and_the_last_good_copy_is_offered(open_notebook: Open) -> None:
    notebook, path = _start(open_notebook, "damaged")
    page = notebook.page
    _type_chain(page)
    path.write_text('problem = "half', encoding="utf-8")
    notebook.run()
    expect(page.locator(".pmkit-notice")).to_contain_text("damaged.toml.damaged-")
    page.get_by_role("button", name="Use the last good copy (3 whys").click()
    _saved(page)
    assert _answers(page) == list(CHAIN)
    assert FiveWhys.load(path).whys == [Why(answer=answer) for answer in CHAIN]


def test_a_stored_notebook_alone_shows_the_answer_as_text(open_notebook: Open) -> None:
    notebook, _ = _start(open_notebook, "stored")
    page = notebook.page
    _type_chain(page)
    twin = page.locator(".pmkit-twin")
    expect(twin).to_contain_text(CHAIN[-1])
    expect(twin).to_be_hidden()
    notebook.command("docmanager:save")
    notebook.command("kernelmenu:shutdown")
    notebook.open()
    expect(twin).to_be_visible()
    expect(twin).to_contain_text(CHAIN[-1])


@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
def test_every_text_stands_out_from_its_ground(open_notebook: Open, theme: str) -> None:
    whys = [Why(answer="The engineer forgot"), Why(answer="A disk was full", parent=1, set_aside="40 % used")]
    blaming = FiveWhys(problem="Blocks were missed", whys=[*whys, Why(answer="Logs filled it")])
    notebook, _ = _start(open_notebook, f"theme-{theme.split()[1].lower()}", blaming)
    notebook.command("apputils:change-theme", theme=theme)
    expect(notebook.page.locator(".pmkit-builder")).to_have_attribute("data-theme", theme.split()[1].lower())
    notebook.page.wait_for_timeout(500)  # colours fade from one theme to the other
    assert notebook.page.evaluate(PALE_TEXTS) == []


def test_every_field_has_a_label_and_every_button_a_name(open_notebook: Open) -> None:
    notebook, _ = _start(open_notebook, "labels", FiveWhys(whys=[Why(answer="a"), Why(answer="b")]))
    notebook.page.get_by_role("button", name="+ Add an action").click()
    unnamed = """() => [
      ...[...document.querySelectorAll('.pmkit-builder [data-field]')].filter(f => !f.labels[0]?.textContent),
      ...[...document.querySelectorAll('.pmkit-builder button')]
        .filter(b => !b.hidden && !/\\w/.test(b.ariaLabel ?? b.textContent)),
    ].map(node => node.outerHTML)"""
    assert notebook.page.evaluate(unnamed) == []


def test_a_question_is_turned_to_how_and_what_and_both_forms_are_shown(open_notebook: Open) -> None:
    notebook, path = _start(open_notebook, "turned", FiveWhys(problem="Blocks were missed", whys=[Why(answer="off")]))
    page = notebook.page
    question, other = page.locator(".pmkit-question").first, page.locator(".pmkit-flip").first
    for asked in ("how", "what", "why"):
        was = other.inner_text().removeprefix("⇄ ")
        other.click()
        expect(question).to_contain_text(was)
        expect(other).not_to_contain_text(was)
        _saved(page)
        page.wait_for_function("() => document.querySelector('.pmkit-status').dataset.state === 'saved'")
        assert FiveWhys.load(path).whys[0].asked == (None if asked == "why" else asked)


def test_a_why_is_put_aside_with_its_reason_and_taken_up_again(open_notebook: Open) -> None:
    chain = FiveWhys(problem="Blocks were missed", whys=[Why(answer=answer) for answer in CHAIN])
    notebook, path = _start(open_notebook, "aside", chain)
    page = notebook.page
    page.get_by_role("button", name="Put aside why 2").focus()
    page.keyboard.press("Enter")
    reason = page.get_by_label("Put aside because").nth(1)
    expect(reason).to_be_focused()
    remark = page.locator(".pmkit-why-card").nth(1).locator(".pmkit-remarks")
    expect(remark).to_contain_text("no reason")
    page.keyboard.type("E3: memory was flat")
    expect(page.locator(".pmkit-picture")).to_contain_text("Put aside: E3: memory was flat")
    expect(remark).to_have_count(0)
    _saved(page)
    assert [why.set_aside for why in FiveWhys.load(path).whys] == [None, "E3: memory was flat", None]
    notebook.run()
    expect(page.get_by_label("Put aside because").nth(1)).to_have_value("E3: memory was flat")
    page.get_by_role("button", name="Take up again why 2").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".pmkit-picture")).not_to_contain_text("Put aside")
    _saved(page)
    assert FiveWhys.load(path).whys == chain.whys


def test_three_chains_are_offered_as_a_start(open_notebook: Open) -> None:
    notebook, path = _start(open_notebook, "three", FiveWhys(problem="Blocks were missed"))
    page = notebook.page
    page.get_by_role("button", name="Start with three chains").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".pmkit-answer").first).to_be_focused()
    for label in ("why it happened", "why it was noticed late", "why it took long to end"):
        expect(page.locator(".pmkit-question").filter(has_text=label)).to_have_count(1)
        expect(page.locator(".pmkit-picture")).to_contain_text(label.rpartition(" ")[0])
    page.keyboard.type("offline")
    _saved(page)
    expect(page.get_by_role("button", name="Start with three chains")).to_have_count(0)
    lines = [Why(answer="offline", line="happened"), Why(answer="", parent=0, line="noticed")]
    assert FiveWhys.load(path).whys == [*lines, Why(answer="", parent=0, line="ended")]


BIG_TREE = FiveWhys(
    problem="Scoring returned wrong results 🚨",
    whys=[
        Why(answer="Validators ran different versions", line="happened", evidence="E1"),
        Why(answer="Some had not downloaded the new one"),
        Why(answer="The mail landed in spam folders", asked="how"),
        Why(answer="Its domain had no SPF record"),
        Why(answer="The procedure for domains has no mail step"),
        Why(answer="Upgrades have one channel only", parent=2),
        Why(answer="The download server was slow", parent=2, set_aside="E3: under 40 s each"),
        Why(answer="Its disk was full"),
        Why(answer="Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz", parent=1),
        Why(answer="لا يوجد إنذار يراقب انحراف النتائج", parent=0, line="noticed"),
        Why(answer="The alert rules watch errors only", asked="what"),
        Why(answer="A rollback needs forty people", parent=0, line="ended"),
    ],
    root_cause="Upgrades have one channel only",
)


def test_a_tree_of_twelve_whys_is_shown_as_it_is_in_the_file(
    open_notebook: Open, photograph: Callable[[Page, str], None]
) -> None:
    notebook, path = _start(open_notebook, "twelve", BIG_TREE)
    page = notebook.page
    assert _answers(page) == [why.answer for why in BIG_TREE.whys]
    expect(page.locator(".pmkit-set-aside .pmkit-answer")).to_have_count(2)
    expect(page.locator(".pmkit-picture")).to_contain_text("why it took long to end")
    page.locator(".pmkit-answer").last.fill("A rollback needs forty people at once")
    _saved(page)
    page.wait_for_function("() => document.querySelector('.pmkit-status').dataset.state === 'saved'")
    changed = [
        *BIG_TREE.whys[:-1],
        BIG_TREE.whys[-1].model_copy(update={"answer": "A rollback needs forty people at once"}),
    ]
    assert FiveWhys.load(path).whys == changed
    for theme in ("Light", "Dark"):
        notebook.command("apputils:change-theme", theme=f"JupyterLab {theme}")
        expect(page.locator(".pmkit-builder")).to_have_attribute("data-theme", theme.lower())
        page.set_viewport_size({"width": 1500, "height": 2400})
        page.wait_for_timeout(700)
        photograph(page, f"twelve-{theme.lower()}")
