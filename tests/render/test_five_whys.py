"""The picture of a 5 Whys analysis: what it shows, that it is safe, and what stands in for it."""

import re
import subprocess
import sys
from datetime import date
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmkit.models.action_item import ActionItem
from pmkit.models.five_whys import FiveWhys, Why
from pmkit.render.five_whys import picture as drawing
from pmkit.render.scene.palette import COLOURS
from pmkit.render.scene.wrapping import clean

SVG = "{http://www.w3.org/2000/svg}"

CHAIN = FiveWhys(
    problem="Bids stopped",
    whys=[Why(answer="The daemon was down", evidence="up == 0"), Why(answer="Its certificate had expired")],
    root_cause="No alert watches expiry dates",
    actions=[ActionItem(text="Alert early", owner="Mina Okafor", due=date(2026, 12, 1), priority="P1")],
)
TREE = FiveWhys(
    problem="Blocks were missed",
    whys=[
        Why(answer="The node was offline", parent=0),
        Why(answer="The process ran out of memory"),
        Why(answer="It has no memory limit", parent=1),
        Why(answer="Nobody was told", parent=0),
    ],
    root_cause="Nobody was told.",
)
DEEP = FiveWhys(whys=[Why(answer=f"{n}", parent=max(0, n - 1 - n % 2) if n else 0) for n in range(200)])
LONG_CHAIN = FiveWhys(whys=[Why(answer=f"cause {number}") for number in range(200)])
ANSWERS = {"empty": FiveWhys(), "chain": CHAIN, "tree": TREE, "deep": DEEP, "long": LONG_CHAIN}

HOSTILE = [
    "\"quotes\" and 'more'",
    "a < b & c > d",
    "&amp; &lt;b&gt; &#60; &eacute;",
    "\\N \\G \\L \\E \\T \\H \\\\ \\n C:\\New\\",
    "{a|b} [c] <d>",
    "<script>alert(1)</script> ]]> -->",
    "🚨 👩‍🔬 🇩🇪",  # joined on purpose
    "توقف الخادم عن العمل",
    "検証ノードが停止",
    "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz",
    "nul \x00 escape \x1b[31m half \ud800 none \uffff",
]


def words(svg: str) -> list[str]:
    return ["".join(element.itertext()) for element in ET.fromstring(svg).iter(f"{SVG}text")]  # noqa: S314  # our own


def squeezed(text: str) -> str:
    return "".join(text.split())


def groups(svg: str) -> list[ET.Element]:
    return list(ET.fromstring(svg).iter(f"{SVG}g"))  # noqa: S314  # our own


@pytest.mark.parametrize("shown", ["■ Problem", "▼ Why 2", "● Root cause", "► Action 1", "Evidence: up == 0"])
def test_every_part_is_marked_by_a_sign_and_a_word(shown: str) -> None:
    assert shown in words(drawing.svg(CHAIN))


def test_an_action_says_who_and_when_and_how_urgently() -> None:
    assert "Owner: Mina Okafor · Due: 2026-12-01 · Priority: P1" in words(drawing.svg(CHAIN))


def test_a_blank_why_is_drawn_as_a_gap() -> None:
    svg = drawing.svg(FiveWhys(problem="Bids stopped", whys=[Why(answer=" \u200b ")]))
    gap = next(group for group in groups(svg) if group.findtext(f"{SVG}text") == "? Why 1")
    assert (gap.findall(f"{SVG}text")[1].text, gap[0].get("stroke-dasharray")) == ("still to be asked", "5,3")


def test_an_empty_analysis_is_a_map_of_what_is_to_be_done() -> None:
    assert words(drawing.svg(FiveWhys()))[::2] == ["? Problem", "? Why 1", "? Root cause", "? Action 1"]


def test_each_why_of_a_chain_stands_below_what_it_explains() -> None:
    tops = [float(group.find(f"{SVG}text").get("y")) for group in groups(drawing.svg(CHAIN))]
    assert [one for one, next_one in pairwise(tops) if one >= next_one] == []


@pytest.mark.parametrize(("width", "expected"), [(400, False), (1200, True)])
def test_branches_stand_side_by_side_only_where_there_is_room(width: int, *, expected: bool) -> None:
    headings = [group.find(f"{SVG}text") for group in groups(drawing.svg(TREE, width=width))]
    tops = {text.text.split(" ·")[0]: float(text.get("y")) for text in headings}
    assert (tops["▼ Why 1"] == tops["▼ Why 4"]) is expected


@pytest.mark.parametrize("width", [-1, 280, 400, 800, 1200, 10**9])
@pytest.mark.parametrize("name", ANSWERS)
def test_a_picture_fits_its_width_with_readable_text(name: str, width: int) -> None:
    root = ET.fromstring(drawing.svg(ANSWERS[name], width=width))  # noqa: S314  # our own
    drawn, shown = float(root.get("viewBox").split()[2]), float(root.get("width"))
    least = float(re.search(r"min-width:(\d+)px", root.get("style")).group(1))
    sizes = {float(text.get("font-size")) for text in root.iter(f"{SVG}text")}
    assert (drawn == shown <= max(280, width), min(sizes) * least / drawn >= 10.95) == (True, True)


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("width", [400, 1200])
def test_any_text_is_shown_as_it_was_written(text: str, width: int) -> None:
    svg = drawing.svg(FiveWhys(problem=text, whys=[Why(answer=text, evidence=text)], root_cause=text), width=width)
    assert squeezed("".join(words(svg))).count(squeezed(clean(text))) == 4


@given(text=st.text(st.characters(), max_size=120), width=st.integers(280, 1300))
def test_no_text_breaks_the_picture(text: str, width: int) -> None:
    action = ActionItem(text=text, owner=text)
    answer = FiveWhys(problem=text, whys=[Why(answer=text, evidence=text)], root_cause=text, actions=[action])
    shown = squeezed("".join(words(drawing.svg(answer, width=width))))
    assert squeezed(clean(text)) in shown


@given(text=st.text(st.characters(), max_size=400))
def test_the_outline_holds_any_text_on_the_lines_it_should(text: str) -> None:
    answer = FiveWhys(problem=text, whys=[Why(answer=text, evidence=text)], root_cause=text)
    lines = drawing.outline(answer).splitlines()
    assert (len(lines), clean(text) in lines[0]) == (6 if clean(text) else 5, True)


@pytest.mark.parametrize("theme", ["auto", "light", "dark"])
def test_a_picture_may_stand_in_any_page_beside_others(theme: drawing.Theme) -> None:
    svg = drawing.svg(TREE, theme=theme)
    addresses = set(re.findall(r"https?:[^\"' ]*", svg))
    found = re.findall(r"<script|\bid=|<title|xlink|<!|<\?|url\(|@import|ns0:", svg)
    assert (svg[:5], addresses, found) == ("<svg ", {"http://www.w3.org/2000/svg"}, [])


@pytest.mark.parametrize(("theme", "column"), [("auto", 0), ("light", 0), ("dark", 1)])
def test_a_picture_holds_only_the_colours_of_its_theme(theme: drawing.Theme, column: int) -> None:
    drawn = re.sub("<style>.*</style>", "", drawing.svg(CHAIN, theme=theme))
    used = set(re.findall(r'(?:fill|stroke)="([^"]+)"', drawn)) - {"none"}
    assert used <= {pair[column] for pair in COLOURS.values()}


def test_only_the_theme_auto_brings_a_stylesheet() -> None:
    assert ["<style>" in drawing.svg(CHAIN, theme=theme) for theme in ("auto", "light", "dark")] == [1, 0, 0]


def test_a_screen_reader_hears_the_gist() -> None:
    root = ET.fromstring(drawing.svg(CHAIN))  # noqa: S314  # our own
    says = "5 Whys. Problem: Bids stopped. 2 whys. Root cause: No alert watches expiry dates. 1 action."
    assert (root.get("role"), root.get("aria-label")) == ("img", says)


def test_a_text_read_from_the_right_starts_at_the_right() -> None:
    svg = drawing.svg(FiveWhys(problem="توقف الخادم عن العمل"))
    heading, problem = groups(svg)[0].findall(f"{SVG}text")
    assert (problem.get("direction"), float(problem.get("x")) - float(heading.get("x"))) == ("rtl", 536)


@pytest.mark.lab
@pytest.mark.parametrize("name", ANSWERS)
def test_a_png_has_two_pixels_for_one_unless_it_would_grow_too_tall(name: str) -> None:
    png = drawing.png(ANSWERS[name], width=400)
    width, height = (int.from_bytes(png[start : start + 4]) for start in (16, 20))
    assert (png[1:4], width <= 800, height <= 25_000) == (b"PNG", True, True)


def test_very_long_text_is_cut_in_the_picture_only() -> None:
    answer = FiveWhys(problem="long " * 10_000)
    assert (words(drawing.svg(answer))[12][-1], drawing.outline(answer).count("long")) == ("…", 10_000)


def test_a_list_that_was_edited_in_place_is_still_drawn() -> None:
    answer = FiveWhys(whys=[Why(answer="first")])
    answer.whys.append(Why(answer="second", parent=7))
    assert "Why 2 · explains the problem: second" in drawing.outline(answer)


def test_it_is_drawn_without_graphviz(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PMKIT_DOT", "none")
    assert [draw(CHAIN)[:4] for draw in (drawing.svg, drawing.html)] == ["<svg", "<svg"]


def test_the_outline_of_a_tree_says_what_each_why_explains() -> None:
    assert drawing.outline(TREE).splitlines() == [
        "Problem: Blocks were missed",
        "  Why 1: The node was offline",
        "    Why 2: The process ran out of memory",
        "    Why 3 · explains why 1: It has no memory limit",
        "  Why 4 · explains the problem: Nobody was told",
        "Root cause: Nobody was told.",
        "Action 1: ? (still to be decided)",
        "  Owner: ? · Due: ? · Priority: ?",
    ]


def test_drawing_loads_nothing_heavy() -> None:
    heavy = "'graphviz', 'plotly', 'pandas', 'nbgrader', 'ipywidgets', 'xml.etree.ElementTree'"
    code = f"import sys, pmkit.render.five_whys.picture; print([name for name in ({heavy}) if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


ASIDE = FiveWhys(
    problem="Bids stopped",
    whys=[
        Why(answer="The daemon was down", line="happened"),
        Why(answer="A disk was full", set_aside="The disk graph shows 40 %"),
        Why(answer="Logs filled it", asked="how"),
        Why(answer="A certificate had expired", parent=1),
    ],
    root_cause="A certificate had expired",
)


def test_the_outline_says_what_was_put_aside_and_how_it_was_asked() -> None:
    assert drawing.outline(ASIDE).splitlines()[1:6] == [
        "  Why 1 · why it happened: The daemon was down",
        "    Why 2: A disk was full",
        "      Put aside: The disk graph shows 40 %",
        "      Why 3 · asked as how: Logs filled it",
        "    Why 4 · explains why 1: A certificate had expired",
    ]


def test_a_reason_that_is_missing_is_asked_for_in_the_outline() -> None:
    tree = FiveWhys(whys=[Why(answer="a", set_aside=" ")])
    assert "Put aside: ? (the reason is still to be said)" in drawing.outline(tree)


@pytest.mark.parametrize("width", [400, 1200])
def test_a_branch_put_aside_is_drawn_grey_with_all_below_it(width: int) -> None:
    grey = COLOURS["aside"][0]
    drawn = {
        group.findtext(f"{SVG}text"): grey in {part.get("stroke") for part in group}
        for group in groups(drawing.svg(ASIDE, width=width))
    }
    assert [heading for heading, is_grey in drawn.items() if is_grey] == ["× Why 2", "× Why 3 · asked as how"]


def test_the_root_cause_hangs_on_an_end_that_still_stands() -> None:
    one_left = ASIDE.model_copy(update={"root_cause": "Nobody knows yet"})
    assert "● Root cause" in words(drawing.svg(one_left, width=1200))


def test_a_screen_reader_hears_how_many_whys_are_put_aside() -> None:
    assert drawing.gist(ASIDE).split(". ")[2] == "4 whys, 2 put aside"
