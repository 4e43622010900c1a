"""A replay's picture holds both timelines and the clocks of both, at any width; its outline says the same in text."""

import re
from xml.etree import ElementTree as ET

import pytest

from pmkit.incidents import make_incident, story_names
from pmkit.incidents.replay.replay import replay
from pmkit.models.story.lever import Effect
from pmkit.models.story.replay import Replay
from pmkit.render.replay.layout import lay_out
from pmkit.render.replay.picture import gist, outline, png, svg
from pmkit.render.scene.palette import COLOURS
from pmkit.render.scene.shapes import MARGIN, Words
from pmkit.render.scene.wrapping import measure

STORY = make_incident("expired-certificate").story
EARLIER = replay(STORY, [Effect("no-bids-alert", 10)])
AVERTED = replay(STORY, [Effect("expiry-alert", 30)])
UNCHANGED = replay(STORY)
LABELLED = pytest.mark.parametrize("told", [EARLIER, AVERTED, UNCHANGED], ids=["earlier", "averted", "unchanged"])


def words_of(picture: str) -> list[str]:
    root = ET.fromstring(picture)  # noqa: S314  # our own
    return ["".join(node.itertext()) for node in root.iter("{http://www.w3.org/2000/svg}text")]


def test_the_outline_has_both_times_of_an_event_side_by_side() -> None:
    lines = outline(EARLIER).splitlines()
    assert any(re.match(r"07:08:40 +06:14:52 +The on-call engineer acknowledged", line) for line in lines)
    assert any(re.match(r" +now: The alert NoBids fired, 10 minutes", line) for line in lines)
    assert "Time to detect: 1 h 5 min, with the items 11 min 12 s" in lines
    assert "With the items: users fail for 1 h 6 min" in lines


def test_what_does_not_happen_has_a_dash_and_what_happens_instead_its_day() -> None:
    lines = outline(AVERTED).splitlines()
    assert any(re.match(r"06:00:12 +– +The gateway refused", line) for line in lines)
    assert any(re.match(r"– +02-10 06:00 +An alert fires", line) for line in lines)
    assert "Time to detect: 1 h 5 min, with the items –" in lines
    assert lines[-1] == "With the items: nobody fails"


@LABELLED
@pytest.mark.parametrize("width", [200, 320, 800, 1600])
def test_a_picture_keeps_within_its_width_and_holds_each_event_and_each_clock(told: Replay, width: int) -> None:
    picture = svg(told, width=width)
    root = ET.fromstring(picture)  # noqa: S314  # our own
    wide = float(root.attrib["width"])
    assert wide <= max(width, 280)
    ground, *rects = root.iter("{http://www.w3.org/2000/svg}rect")
    assert float(ground.attrib["width"]) == wide
    assert all(float(one.attrib["x"]) + float(one.attrib["width"]) <= wide - 2 * MARGIN + 1 for one in rects)
    text = " ".join(words_of(picture))
    squeezed = text.replace(" ", "")
    assert all(
        event.what.replace(" ", "") in squeezed for one in (told.before, told.after) for event in one.timeline.events
    )
    assert text.count("As it was") == 2
    assert {"Duration", "1 h 44 min"} <= set(words_of(picture))


@pytest.mark.parametrize("slug", story_names())
@pytest.mark.parametrize("width", [280, 340, 420, 560])
def test_the_names_of_both_lanes_fit_as_bold_as_they_are(slug: str, width: int) -> None:
    scene = lay_out(replay(make_incident(slug).story), width)
    names = [one for one in scene.things if isinstance(one, Words) and one.bold and ": " in one.text]
    assert len(names) == 2
    assert [one.text for one in names if measure(one.text, one.size, bold=True) > scene.width] == []


def test_every_event_of_both_tellings_in_view_has_a_mark() -> None:
    picture = svg(EARLIER)
    marks = picture.count("<circle") + picture.count("<polygon")
    seen = [event for one in (EARLIER.before, EARLIER.after) for event in one.timeline.events if event.at.month == 3]
    assert marks == len(seen)


def test_light_and_dark_differ_in_colour_alone() -> None:
    light, dark = svg(EARLIER, theme="light"), svg(EARLIER, theme="dark")
    assert light != dark
    assert re.sub("#[0-9a-f]{6}", "", light) == re.sub("#[0-9a-f]{6}", "", dark)
    assert COLOURS["ink"][1] in dark


@pytest.mark.parametrize("slug", story_names())
def test_every_story_can_be_drawn_with_each_of_its_levers(slug: str) -> None:
    story = make_incident(slug, seed=3).story
    for lever in story.levers:
        told = replay(story, [Effect(lever.id)])
        assert svg(told, width=400).startswith("<svg")
        assert told.says[0] in gist(told)


def test_a_png_is_painted_from_the_same_scene() -> None:
    pytest.importorskip("resvg_py")
    assert png(EARLIER, width=400).startswith(b"\x89PNG")


def test_hostile_words_of_a_story_are_escaped() -> None:
    events = [one.model_copy(update={"what": "<script>alert(1)</script>\u202e"}) for one in STORY.events]
    picture = svg(replay(STORY.model_copy(update={"events": events})))
    assert "<script" not in picture
    assert "\u202e" not in picture
