"""The Ishikawa diagram: what it shows, that nothing in it overlaps, that it is safe, and what stands in for it."""

import re
import subprocess
import sys
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmkit.models.fishbone import CATEGORIES, Fishbone, FishboneCause
from pmkit.render import drawing
from pmkit.render.fishbone import picture as diagram
from pmkit.render.fishbone.layout import Skeleton, lay_out
from pmkit.render.scene.boxes import SIDE
from pmkit.render.scene.palette import COLOURS
from pmkit.render.scene.shapes import Stroke
from pmkit.render.scene.wrapping import clean

SVG = "{http://www.w3.org/2000/svg}"
Rectangle = tuple[float, float, float, float]


def cause(category: str, text: str, **more: object) -> FishboneCause:
    return FishboneCause(category=category, text=text, **more)


SMALL = Fishbone(
    problem="Service outage",
    categories=["People", "Process", "Tools"],
    empty={"People": "Both shifts were asked"},
    causes=[
        cause("Process", "No rollback procedure", evidence="The runbook has no such page", contributed=True),
        cause("Process", "The runbook was last read in 2023", parent=1),
        cause("Process", "Releases have no owner"),
    ],
)


def full(bones: int, causes: int, words: int = 6) -> Fishbone:
    """So many causes on so many bones; every third is a sub-cause of the one before."""
    categories = [*CATEGORIES, *"ABCDEFGH"][:bones]
    listed: list[FishboneCause] = []
    last: dict[str, int] = {}
    for number in range(causes):
        category = categories[number % bones]
        parent = last.get(category) if number // bones % 3 == 2 else None
        text = " ".join(f"word{number}{letter}" for letter in "abcdefghijklmnop"[: 1 + number % words])
        evidence = "a log" if number % 4 == 0 else None
        listed.append(cause(category, text, parent=parent, contributed=number % 5 == 0 or None, evidence=evidence))
        if parent is None:
            last[category] = number + 1
    return Fishbone(problem="Service outage", categories=categories, causes=listed)


LONG = Fishbone(
    problem="Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz " * 9,
    categories=["Donaudampfschifffahrtsgesellschaft" + "skapitän" * 3, "العمليات", "🚨 Werkzeuge 👩‍🔬"],
    causes=[
        cause("العمليات", "لم يكن هناك إجراء للتراجع عن التغيير " * 9, contributed=True),
        cause("🚨 Werkzeuge 👩‍🔬", "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz" * 9),
        cause("🚨 Werkzeuge 👩‍🔬", "検証ノードが停止しました" * 9, parent=2, evidence="x" * 5000),
    ],
)
ANSWERS = {
    "empty": Fishbone(),
    "small": SMALL,
    "24 on 6": full(6, 24),
    "40 on 3": full(3, 40),
    "40 on 10": full(10, 40),
    "4 on 10": full(10, 4),
    "7 bones": full(7, 20),
    "200 on 6": full(6, 200),
    "long": LONG,
}

HOSTILE = [
    "\"quotes\" and 'more'",
    "a < b & c > d",
    "&amp; &lt;b&gt; &#60; &eacute;",
    "\\N \\G \\L \\E \\T \\H \\\\ \\n C:\\New\\",
    "<script>alert(1)</script> ]]> -->",
    "🚨 👩‍🔬 🇩🇪",  # joined on purpose
    "توقف الخادم عن العمل",
    "検証ノードが停止",
    "nul \x00 escape \x1b[31m half \ud800 none \uffff",
]


def words(svg: str) -> list[str]:
    return ["".join(element.itertext()) for element in ET.fromstring(svg).iter(f"{SVG}text")]  # noqa: S314  # our own


def squeezed(text: str) -> str:
    return "".join(text.split())


def texts_of(skeleton: Skeleton) -> list[Rectangle]:
    """Left, top, right and bottom of the words themselves, without the room that boxes leave around them."""
    rectangles = []
    for index, place in skeleton.layout.places.items():
        inside = SIDE if index >= skeleton.first_text else 0
        rectangles.append((place.left + inside, place.top, place.left + place.box.width - inside, place.bottom))
    return rectangles


def overlaps(rectangles: list[Rectangle]) -> Iterator[tuple[Rectangle, Rectangle]]:
    for one, other in combinations(rectangles, 2):
        apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
        if not apart:
            yield one, other


def crosses(line: Stroke, rectangle: Rectangle) -> bool:
    """Whether a line runs through the inside of a rectangle, measured at many of its points."""
    left, top, right, bottom = rectangle
    for step in range(101):
        share = step / 100
        x = line.start[0] + share * (line.end[0] - line.start[0])
        y = line.start[1] + share * (line.end[1] - line.start[1])
        if left + 0.5 < x < right - 0.5 and top + 0.5 < y < bottom - 0.5:
            return True
    return False


@pytest.mark.parametrize("room", [264, 624, 784, 984, 3984])
@pytest.mark.parametrize("name", ANSWERS)
def test_no_text_overlaps_another_or_is_crossed_by_a_line(name: str, room: int) -> None:
    skeleton = lay_out(ANSWERS[name], room)
    rectangles = texts_of(skeleton)
    assert list(overlaps(rectangles)) == []
    assert [(line, one) for line in skeleton.lines for one in rectangles if crosses(line, one)] == []


@st.composite
def fishbones(draw: st.DrawFn) -> Fishbone:
    categories = [f"Category {number}" for number in range(draw(st.integers(3, 10)))]
    causes: list[FishboneCause] = []
    for _ in range(draw(st.integers(0, 25))):
        category = draw(st.sampled_from(categories))
        above = [index + 1 for index, one in enumerate(causes) if one.category == category and one.parent is None]
        parent = draw(st.none() | st.sampled_from(above)) if above else None
        text = draw(st.text(st.sampled_from("abc W漢🚨ü "), max_size=90))
        marks = {"contributed": draw(st.none() | st.just(True)), "evidence": draw(st.none() | st.just("e"))}
        causes.append(cause(category, text, parent=parent, **marks))
    return Fishbone(problem=draw(st.text("ab ", max_size=200)), categories=categories, causes=causes)


@given(answer=fishbones(), room=st.integers(264, 1600))
def test_nothing_ever_overlaps(answer: Fishbone, room: int) -> None:
    skeleton = lay_out(answer, room)
    rectangles = texts_of(skeleton)
    assert list(overlaps(rectangles)) == []
    assert [(line, one) for line in skeleton.lines for one in rectangles if crosses(line, one)] == []


def test_the_spine_runs_to_the_head_and_bones_come_in_pairs_above_and_below() -> None:
    skeleton = lay_out(full(6, 24), 784)
    spine, *bones = skeleton.lines[:7]
    head = skeleton.layout.places[0]
    assert spine.start[1] == spine.end[1] == pytest.approx((head.top + head.bottom) / 2)
    assert spine.end[0] == pytest.approx(head.left)
    feet = [(round(bone.end[0]), bone.end[1] == spine.end[1], bone.start[1] < bone.end[1]) for bone in bones]
    assert [foot[1:] for foot in feet] == [(True, True)] * 3 + [(True, False)] * 3
    assert [foot[0] for foot in feet[:3]] == [foot[0] for foot in feet[3:]] == sorted(foot[0] for foot in feet[:3])
    assert {bone.start[0] < bone.end[0] for bone in bones} == {True}


def test_an_odd_bone_stands_below_between_two() -> None:
    _, one, other, below = lay_out(SMALL, 784).lines[:4]
    assert below.end[0] == pytest.approx((one.end[0] + other.end[0]) / 2)


def test_a_cause_is_a_twig_that_ends_on_its_bone_and_a_sub_cause_hangs_on_its_twig() -> None:
    lines = lay_out(SMALL, 784).lines
    bone = lines[2]
    twig, sub_cause, stem = lines[5:8]
    slope = (bone.end[0] - bone.start[0]) / (bone.end[1] - bone.start[1])
    assert twig.end[0] == pytest.approx(bone.start[0] + slope * (twig.end[1] - bone.start[1]))
    assert (stem.start, stem.end[1]) == (sub_cause.end, twig.end[1])
    assert twig.start[0] < stem.end[0] < twig.end[0]


@pytest.mark.parametrize(("bones", "causes", "width"), [(6, 24, 800), (6, 24, 1000), (3, 40, 800), (6, 40, 800)])
def test_it_fits_the_width_of_a_notebook(bones: int, causes: int, width: int) -> None:
    root = ET.fromstring(diagram.svg(full(bones, causes), width=width))  # noqa: S314  # our own
    assert float(root.get("width")) <= width


@pytest.mark.parametrize("width", [-1, 280, 800, 10**9])
@pytest.mark.parametrize("name", ANSWERS)
def test_its_text_stays_readable_however_narrow_the_page(name: str, width: int) -> None:
    root = ET.fromstring(diagram.svg(ANSWERS[name], width=width))  # noqa: S314  # our own
    drawn = float(root.get("viewBox").split()[2])
    least = float(re.search(r"min-width:(\d+)px", root.get("style")).group(1))
    sizes = {float(text.get("font-size")) for text in root.iter(f"{SVG}text")}
    assert min(sizes) * least / drawn >= 10.95


def test_a_cause_that_contributed_is_told_by_sign_weight_and_colour() -> None:
    svg = ET.fromstring(diagram.svg(SMALL))  # noqa: S314  # our own
    marked = [text for text in svg.iter(f"{SVG}text") if (text.text or "").startswith("●\N{NO-BREAK SPACE}No")]
    assert [(text.get("font-weight"), text.get("fill")) for text in marked] == [("bold", COLOURS["root-cause"][0])]
    assert "● judged to have contributed · ◊ has evidence" in words(diagram.svg(SMALL))


def test_evidence_is_a_sign_with_a_tooltip() -> None:
    svg = ET.fromstring(diagram.svg(SMALL))  # noqa: S314  # our own
    titles = [element.text for element in svg.iter(f"{SVG}title")]
    assert titles == ["Evidence: The runbook has no such page"]
    assert any(text.endswith("\N{NO-BREAK SPACE}◊") for text in words(diagram.svg(SMALL)))


def test_a_legend_names_only_the_signs_that_are_there() -> None:
    plain = Fishbone(causes=[cause("Tools", "No canary")])
    assert [text for text in words(diagram.svg(plain)) if "●" in text or "◊" in text] == []


def test_an_empty_bone_shows_its_word_or_asks_for_one() -> None:
    shown = words(diagram.svg(SMALL))
    assert ("Both shifts were asked" in shown, "? nothing here yet" in shown) == (True, True)


@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_is_shown_as_it_was_written(text: str) -> None:
    categories = [text, "Process", "Tools"]
    causes = [cause("Process", text), cause("Process", text, parent=1)]
    svg = diagram.svg(Fishbone(problem=text, categories=categories, causes=causes))
    assert squeezed("".join(words(svg))).count(squeezed(clean(text))) == 4


@settings(max_examples=settings.default.max_examples // 2)
@given(text=st.text(st.characters(), min_size=1, max_size=60).filter(str.strip), width=st.integers(280, 1300))
def test_no_text_breaks_the_picture(text: str, width: int) -> None:
    causes = [cause("Process", text, evidence=text, contributed=True), cause("Process", text, parent=1)]
    answer = Fishbone(problem=text, categories=[text[:60], "Process", "Tools"], empty={"Tools": text}, causes=causes)
    assert diagram.svg(answer, width=width).startswith("<svg")


def test_a_text_read_from_the_right_starts_at_the_right() -> None:
    svg = ET.fromstring(diagram.svg(Fishbone(causes=[cause("Tools", "توقف الخادم عن العمل")])))  # noqa: S314  # our own
    assert [text.get("direction") for text in svg.iter(f"{SVG}text") if "الخادم" in "".join(text.itertext())] == ["rtl"]


def test_it_follows_the_theme_and_says_its_gist() -> None:
    root = ET.fromstring(diagram.svg(SMALL))  # noqa: S314  # our own
    says = "Fishbone. Problem: Service outage. Causes: People 0, Process 3, Tools 0. 1 judged to have contributed."
    assert (root.get("role"), root.get("aria-label")) == ("img", says)
    dark = diagram.svg(SMALL, theme="dark")
    assert [f'"{COLOURS["ink"][shade]}"' in dark for shade in (0, 1)] == [False, True]


@pytest.mark.lab
@pytest.mark.parametrize("name", ["small", "200 on 6"])
def test_a_png_is_one(name: str) -> None:
    png = diagram.png(ANSWERS[name])
    assert (png[1:4], int.from_bytes(png[20:24]) <= 25_000) == (b"PNG", True)


def test_the_outline_sets_sub_causes_in_and_says_what_is_still_open() -> None:
    assert diagram.outline(SMALL).splitlines() == [
        "Problem: Service outage",
        "People: Both shifts were asked",
        "Process:",
        "  - No rollback procedure ● judged to have contributed",
        "    Evidence: The runbook has no such page",
        "    - The runbook was last read in 2023",
        "  - Releases have no owner",
        "Tools: ? (nothing here yet)",
    ]


def test_it_is_drawn_without_graphviz(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PMKIT_DOT", "none")
    assert [draw(SMALL)[:4] for draw in (diagram.svg, diagram.html)] == ["<svg", "<svg"]


@pytest.mark.lab
def test_it_is_drawn_like_any_answer(tmp_path: Path) -> None:
    for ending in ("svg", "png", "html"):
        drawing.save(SMALL, tmp_path / f"fishbone.{ending}")
    assert "No rollback" in (tmp_path / "fishbone.html").read_text(encoding="utf-8")
    assert repr(drawing.draw(SMALL)) == diagram.outline(SMALL)


def test_drawing_loads_nothing_heavy() -> None:
    heavy = "'graphviz', 'plotly', 'pandas', 'nbgrader', 'ipywidgets', 'xml.etree.ElementTree'"
    code = f"import sys, pmkit.render.fishbone.picture; print([name for name in ({heavy}) if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_sign_of_evidence_stands_on_the_last_line_of_a_text_that_is_cut() -> None:
    flag = "\N{REGIONAL INDICATOR SYMBOL LETTER D}\N{REGIONAL INDICATOR SYMBOL LETTER E}"
    skeleton = lay_out(Fishbone(causes=[cause("Tools", flag * 900, evidence="a log")]), 784)
    lines = skeleton.layout.places[skeleton.first_text + 5].box.blocks[0].lines
    end = "…\N{NO-BREAK SPACE}◊"
    assert (lines[-1].endswith(end), lines[-1].removesuffix(end).replace(flag, "")) == (True, "")
