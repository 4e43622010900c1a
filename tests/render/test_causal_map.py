"""The picture of a causal map: what leads to what, and what is pointed at."""

import re
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmkit.models.causal_map import CausalMap
from pmkit.models.factor import ContributingFactor
from pmkit.models.five_whys import Why
from pmkit.render.causal_map import picture as drawing
from pmkit.render.drawing import draw
from pmkit.render.scene.graphviz import DrawingError, NoDotError, find_dot
from pmkit.render.scene.palette import COLOURS
from pmkit.render.scene.wrapping import clean

needs_dot = pytest.mark.skipif(find_dot() is None, reason="no dot: pip install graphviz-pure")
SVG = "{http://www.w3.org/2000/svg}"
MAP = CausalMap(
    problem="Bids stopped",
    whys=[Why(answer="The daemon was down", evidence="up == 0"), Why(answer="Its certificate had expired")],
    factors=[
        ContributingFactor(statement="The reminder went to a closed list", leads_to="why 2", contributed_as="hid"),
        ContributingFactor(statement="It was Sunday"),
        ContributingFactor(statement="The gate was off", leads_to="factor 4"),
        ContributingFactor(statement="A hand check stood in", leads_to="factor 3"),
    ],
)
HEADINGS = [
    "■ Problem",
    "▼ Why 1",
    "▼ Why 2",
    "▼ Factor 1 · hid",
    "? Factor 2 · leads where?",
    "? Factor 3 · leads where? · in a circle",
    "? Factor 4 · leads where? · in a circle",
]


def boxes(svg: str) -> list[ET.Element]:
    return ET.fromstring(svg).findall(f"{SVG}g")  # noqa: S314  # our own


def words(svg: str) -> str:
    return "".join("".join(text.itertext()) for text in ET.fromstring(svg).iter(f"{SVG}text"))  # noqa: S314  # our own


def test_the_outline_points_at_circles_and_at_what_leads_nowhere() -> None:
    assert drawing.outline(MAP).splitlines() == [
        "Problem: Bids stopped",
        "Why 1: The daemon was down",
        "  Evidence: up == 0",
        "  → problem",
        "Why 2: Its certificate had expired",
        "  → why 1",
        "Factor 1 · hid: The reminder went to a closed list",
        "  → why 2",
        "Factor 2 · leads where?: It was Sunday",
        "Factor 3 · leads where? · in a circle: The gate was off",
        "  → factor 4",
        "Factor 4 · leads where? · in a circle: A hand check stood in",
        "  → factor 3",
        "In a circle: factor 3 → factor 4 → factor 3. Which came first?",
        "Does not lead to the problem yet: factor 2, factor 3, factor 4. What did it lead to?",
    ]


@needs_dot
def test_every_node_is_a_box_and_what_leads_nowhere_is_marked() -> None:
    assert [group.findtext(f"{SVG}text") for group in boxes(drawing.svg(MAP))] == HEADINGS


@needs_dot
def test_the_problem_stands_above_what_led_to_it() -> None:
    tops = [float(group.find(f"{SVG}text").get("y")) for group in boxes(drawing.svg(MAP))]
    assert tops[0] < tops[1] < tops[2] < tops[3]


@needs_dot
def test_links_in_a_circle_are_drawn_in_another_colour_and_dashed() -> None:
    paths = ET.fromstring(drawing.svg(MAP)).findall(f"{SVG}path")  # noqa: S314  # our own
    odd = [path for path in paths if path.get("stroke") == COLOURS["gap"][0]]
    assert (len(paths), len(odd), {path.get("stroke-dasharray") for path in odd}) == (5, 2, {"5,3"})


@needs_dot
def test_a_screen_reader_hears_the_gist_with_what_is_pointed_at() -> None:
    says = ET.fromstring(drawing.svg(MAP)).get("aria-label")  # noqa: S314  # our own
    assert says.startswith("Causal map. Problem: Bids stopped. 6 causes. In a circle: factor 3 →")


@needs_dot
@pytest.mark.parametrize("theme", ["auto", "light", "dark"])
def test_a_picture_may_stand_in_any_page(theme: drawing.Theme) -> None:
    svg = drawing.svg(MAP, theme=theme)
    assert (svg[:5], re.findall(r"<script|\bid=|<title|xlink|<!|<\?|@import", svg)) == ("<svg ", [])


@needs_dot
@pytest.mark.lab
@pytest.mark.parametrize("count", [0, 1, 200])
def test_long_chains_are_drawn(count: int) -> None:
    chain = CausalMap(whys=[Why(answer=f"cause {number}") for number in range(count)])
    png = drawing.png(chain, width=400)
    assert (png[1:4], int.from_bytes(png[20:24]) < 32_000) == (b"PNG", True)


@needs_dot
@settings(max_examples=settings.default.max_examples // 2)
@given(st.text(st.characters(), max_size=60))
def test_any_text_is_shown_as_it_was_written(text: str) -> None:
    answer = CausalMap(problem=text, factors=[ContributingFactor(statement=text, evidence=text)])
    assert "".join(clean(text).split()) in "".join(words(drawing.svg(answer)).split())


@pytest.mark.parametrize("draw", [drawing.svg, drawing.png])
def test_without_a_dot_a_picture_is_an_error_that_can_be_caught(
    monkeypatch: pytest.MonkeyPatch, draw: Callable[[CausalMap], str | bytes]
) -> None:
    monkeypatch.setenv("PMKIT_DOT", "none")
    with pytest.raises(NoDotError):
        draw(MAP)


@pytest.mark.parametrize("script", ["cat >/dev/null; exit 1", "cat >/dev/null; echo '<svg'"])
def test_a_dot_that_fails_leaves_the_outline(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, script: str) -> None:
    dot = tmp_path / "dot"
    dot.write_text(f"#!/bin/sh\n{script}\n")
    dot.chmod(0o755)
    monkeypatch.setenv("PMKIT_DOT", str(dot))
    with pytest.raises(DrawingError):
        drawing.svg(MAP)
    assert drawing.html(MAP).startswith("<pre")


def test_without_a_dot_the_html_is_the_escaped_outline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PMKIT_DOT", "none")
    html = drawing.html(CausalMap(problem="<script>alert(1)</script>"))
    assert html.startswith('<pre class="pmkit-outline"')
    assert "Problem: &lt;script&gt;" in html


@needs_dot
def test_branches_that_lie_apart_are_drawn_narrower_so_that_the_map_fits() -> None:
    told = ["Validators ran different versions", "Some had not loaded the new one", "Mail landed in spam folders"]
    chain = [Why(answer=answer) for answer in told]
    sides = [Why(answer=f"Nothing compares part {number}", parent=number) for number in (0, 0, 1, 2)]
    drawn = drawing.svg(CausalMap(problem="Scoring returned wrong results", whys=[*chain, *sides]), width=800)
    assert float(ET.fromstring(drawn).attrib["width"]) <= 802  # noqa: S314  # our own


@needs_dot
def test_a_notebook_says_where_a_picture_is_wider_than_the_page() -> None:
    shown = draw(MAP)._repr_html_()
    least = re.search(r"min-width:(\d+)px", shown)
    assert least
    assert f"@container (width < {least[1]}px)" in shown
    assert "scroll it sideways" in shown
    assert shown.index("display:none") < shown.index("scroll it sideways") < shown.index("<svg")
