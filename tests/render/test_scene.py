"""A scene becomes an SVG and a PNG that hold the same shapes and words, each as wide as it was measured."""

import sys
import zlib
from collections.abc import Iterator
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmkit.models.fishbone import Fishbone, FishboneCause
from pmkit.models.five_whys import FiveWhys, Why
from pmkit.render.fishbone import picture as fishbone
from pmkit.render.five_whys import picture as five_whys
from pmkit.render.scene.letters import exact_width, runs
from pmkit.render.scene.palette import COLOURS
from pmkit.render.scene.png import NoPainterError, to_png
from pmkit.render.scene.shapes import MARGIN, Group, Scene, Shape, Stroke, Words
from pmkit.render.scene.svg import to_svg
from pmkit.render.scene.wrapping import clean, measure

SVG = "{http://www.w3.org/2000/svg}"
FORMS = ("box", "rounded", "note", "circle", "diamond")
Pixel = tuple[int, ...]


def every_form() -> Scene:
    """A scene with each kind of thing apart from the others."""
    scene = Scene(300, 230, "Everything")
    scene.things += [Shape(0, 40 * number, 60, 30, "action-fill", "action", form) for number, form in enumerate(FORMS)]
    scene.things.append(Group((Shape(80, 0, 60, 30, "gap-fill"), Words("Grouped", 150, 5, 150)), "A tip"))
    roles = ("ink", "problem", "gap", "root-cause", "muted")
    scene.things += [Words(f"Words {role}", 80, 40 + 20 * number, 200, role=role) for number, role in enumerate(roles)]
    scene.things += [Words("ends here", 300, 140, 100, anchor="end"), Words("توقف", 80, 160, 220, rightwards=True)]
    scene.things.append(Words("with ✓ a sign", 80, 180, 220, bold=True))
    scene.things.append(Stroke(((0, 220), (300, 220)), 2, arrow=1, role="root-cause"))
    return scene


def flat(things: list) -> Iterator[Shape | Words | Stroke]:
    for thing in things:
        yield from flat(thing.things) if isinstance(thing, Group) else [thing]


def texts(svg: str) -> list[ET.Element]:
    return list(ET.fromstring(svg).iter(f"{SVG}text"))  # noqa: S314  # our own


def pixels(png: bytes) -> list[list[Pixel]]:
    """The rows of a PNG of eight bits a channel, which need not be interlaced."""
    width, channels = int.from_bytes(png[16:20]), {2: 3, 6: 4}[png[25]]
    start, packed = 8, b""
    while start < len(png):
        length = int.from_bytes(png[start : start + 4])
        packed += png[start + 8 : start + 8 + length] if png[start + 4 : start + 8] == b"IDAT" else b""
        start += length + 12
    raw, size = zlib.decompress(packed), width * channels
    above, rows = bytes(size), []
    for begin in range(0, len(raw), size + 1):
        above = _unfiltered(raw[begin], bytearray(raw[begin + 1 : begin + 1 + size]), above, channels)
        rows.append([tuple(above[place : place + channels]) for place in range(0, size, channels)])
    return rows


def _unfiltered(kind: int, row: bytearray, above: bytes, channels: int) -> bytes:
    """A row as it was before one of PNG's five filters made it smaller."""
    if kind == 2:
        return bytes((one + up) % 256 for one, up in zip(row, above, strict=True))
    for place in range(len(row)) if kind else ():
        left, corner = (row[place - channels], above[place - channels]) if place >= channels else (0, 0)
        up = above[place]
        if kind == 4:
            guess = left + up - corner
            left = min((left, up, corner), key=lambda one: abs(guess - one))
        row[place] = (row[place] + ((left + up) // 2 if kind == 3 else left)) % 256
    return bytes(row)


def rgb(role: str) -> Pixel:
    return tuple(int(COLOURS[role][0][start : start + 2], 16) for start in (1, 3, 5))


def inked(rows: list[list[Pixel]], words: Words) -> int:
    """How many pixels of the colour of some words there are in their room; two pixels of a PNG are one of a scene."""
    sides = {"start": 0.0, "middle": words.room / 2, "end": words.room}
    left, top = words.left - sides[words.anchor] + MARGIN, words.top + MARGIN
    lines = rows[int(2 * top) : int(2 * (top + words.size * 1.25))]
    ink = rgb(words.role)
    return sum(pixel[:3] == ink for line in lines for pixel in line[int(2 * left) : int(2 * (left + words.room))])


@pytest.mark.lab
def test_every_shape_and_word_of_a_scene_is_in_its_svg_and_in_its_png() -> None:
    scene = every_form()
    things = list(flat(scene.things))
    root = ET.fromstring(to_svg(scene, "light"))  # noqa: S314  # our own
    words = [thing for thing in things if isinstance(thing, Words)]
    assert ["".join(text.itertext()) for text in root.iter(f"{SVG}text")] == [one.text for one in words]
    drawn = [
        element for element in root.iter() if element.tag.removeprefix(SVG) in {"rect", "circle", "polygon", "path"}
    ]
    assert len(drawn) == 1 + len(things) - len(words) + 1  # the page first, and the tip of the arrow
    rows = pixels(to_png(scene, "light"))
    assert (len(rows), len(rows[0])) == (2 * (scene.height + 2 * MARGIN), 2 * (scene.width + 2 * MARGIN))
    shapes = [thing for thing in things if isinstance(thing, Shape)]
    middles = [(int(2 * (one.top + 15 + MARGIN)), int(2 * (one.left + 30 + MARGIN))) for one in shapes]
    assert [rows[y][x][:3] for y, x in middles] == [rgb(one.fill) for one in shapes]
    assert [one.text for one in words if inked(rows, one) < 20] == []
    assert rows[2 * (220 + MARGIN)][2 * (100 + MARGIN)][:3] == rgb("root-cause")


@pytest.mark.lab
def test_a_text_of_another_script_does_not_widen_the_words_beside_it() -> None:
    scene = Scene(400, 20)
    scene.things = [Words("with ✓ a sign in the middle of it", 0, 0, 400)]
    rows = pixels(to_png(scene, "light"))
    ends = max(place for row in rows for place, pixel in enumerate(row) if pixel[:3] == rgb("ink"))
    assert ends / 2 - MARGIN == pytest.approx(measure(scene.things[0].text, 14), abs=1.5)


def test_without_a_painter_a_png_is_an_error_that_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    with pytest.raises(NoPainterError, match="pip install resvg-py"):
        to_png(every_form(), "light")


@pytest.mark.lab
def test_a_png_has_two_pixels_for_one_unless_it_would_grow_too_large() -> None:
    sizes = [int.from_bytes(to_png(Scene(84, height), "light")[20:24]) for height in (84, 23_984)]
    assert sizes == [200, 24_000]


def test_words_that_arial_has_are_given_their_width_in_it() -> None:
    (text,) = texts(to_svg(Scene(200, 20, things=[Words("Bids stopped", 0, 0, 200)]), "light"))
    # B 667, i 222, d 556, s 500, a space 278; s 500, t 278, o 556, p 556, p 556, e 556, d 556
    assert (float(text.get("textLength")), text.get("lengthAdjust")) == (14 * 5.781, "spacingAndGlyphs")


def test_of_a_mixed_line_only_the_words_that_arial_has_are_given_a_width() -> None:
    (text,) = texts(to_svg(Scene(200, 20, things=[Words("was ✓ done", 0, 0, 200)]), "light"))
    assert [(part.text, "textLength" in part.attrib) for part in text] == [("was", True), ("✓", False), ("done", True)]
    assert ("".join(text.itertext()), "textLength" in text.attrib) == ("was ✓ done", False)


@given(text=st.text(st.characters()).map(clean), bold=st.booleans())
def test_runs_are_the_whole_text(text: str, *, bold: bool) -> None:
    parts = list(runs(text, bold=bold))
    assert " ".join(run for run, _ in parts) == text
    assert [width for run, width in parts] == [exact_width(run, bold=bold) for run, _ in parts]


def test_an_arrow_ends_where_its_line_does_and_takes_its_place() -> None:
    scene = Scene(100, 20, things=[Stroke(((0, 10), (100, 10)), weight=1, arrow=1)])
    root = ET.fromstring(to_svg(scene, "light"))  # noqa: S314  # our own
    way, corners = root.find(f"{SVG}path").get("d"), root.find(f"{SVG}polygon").get("points")
    assert (way, corners.split()[1]) == ("M0,10L88.4,10", "100,10")


@pytest.mark.parametrize(("length", "tips"), [(8, 0), (30, 1)])
def test_a_line_that_is_too_short_has_no_arrow(length: int, tips: int) -> None:
    scene = Scene(100, 20, things=[Stroke(((0, 10), (length, 10)), arrow=1)])
    assert to_svg(scene, "light").count("<polygon") == tips


def test_a_curve_runs_straight_into_its_arrow() -> None:
    scene = Scene(100, 100, things=[Stroke(((0, 0), (0, 40), (50, 40), (50, 80)), weight=1, arrow=1, curved=True)])
    assert 'd="M0,0C0,40 50,28.4 50,68.4"' in to_svg(scene, "light")


def test_a_group_has_a_tooltip() -> None:
    group = ET.fromstring(to_svg(every_form(), "light")).find(f"{SVG}g")  # noqa: S314  # our own
    assert group.findtext(f"{SVG}title") == "A tip"


@pytest.mark.parametrize("theme", ["auto", "light", "dark"])
def test_a_page_that_is_printed_is_light(theme: str) -> None:
    assert ("@media print{" in to_svg(every_form(), theme)) is (theme == "auto")


PROSE = "The certificate of the bidding daemon had expired and no alert watches expiry dates at all"
ANSWERS = {
    "fishbone": fishbone.svg(
        Fishbone(problem=PROSE, causes=[FishboneCause(category="Tools", text=PROSE, contributed=True, evidence="log")])
    ),
    "five whys": five_whys.svg(FiveWhys(problem=PROSE, whys=[Why(answer=PROSE, evidence=PROSE)], root_cause=PROSE)),
}


@pytest.mark.parametrize("name", ANSWERS)
def test_no_line_of_a_picture_is_left_to_the_width_of_the_font_at_hand(name: str) -> None:
    assert [text.text for text in texts(ANSWERS[name]) if "textLength" not in text.attrib] == []
