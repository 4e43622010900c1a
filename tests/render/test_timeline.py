"""The picture of a timeline: lanes, gaps, anchors, evidence; readable for many events; safe whatever they say."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmkit.checks.timeline.examples import BAD_DEPLOY, told
from pmkit.models.timeline import Timeline, TimelineEvent
from pmkit.render import drawing
from pmkit.render.scene.palette import COLOURS
from pmkit.render.scene.wrapping import clean
from pmkit.render.timeline import picture
from pmkit.render.timeline.chart import figure_data, timeline_figure
from pmkit.render.timeline.lanes import MOST_LANES, lanes_of, step_for, ticks
from pmkit.render.timeline.list import MOST_ROWS
from pmkit.render.timeline.outline import span

SVG = "{http://www.w3.org/2000/svg}"
NOON = datetime(2026, 1, 31, 12, tzinfo=UTC)


def many(count: int, seconds: int = 40) -> Timeline:
    """Events from 15 sources, some of them gaps and decisions."""
    return Timeline(
        title="Many events",
        events=[
            TimelineEvent(
                at=NOON + timedelta(seconds=seconds * number),
                what=f"Event {number} with a text that takes more than one line where the picture is narrow",
                source=f"Source number {number % 15}",
                ref=f"log.json:{number}",
                kind=("fact", "fact", "decision")[number % 3],
            )
            for number in range(count)
        ],
    )


CLUSTER = told(*(f"14:23:0{number}Z | Pod api-{number} restarted | Kubernetes" for number in range(9)))
GAP = told("14:00:00Z | Alert fired | PagerDuty", "14:30:00Z | Mina joined | Slack", impact_start="14:10:00Z")
PICTURES = {"empty": Timeline(), "bad-deploy": BAD_DEPLOY, "many": many(200), "cluster": CLUSTER, "gap": GAP}
HOSTILE = [
    "</text><script>alert(1)</script>",
    "<img src=x onerror=alert(1)> <b>bold</b>",
    "<a href='javascript:alert(1)'>x</a> %{customdata} $\\alpha$",
    '&amp; &lt;b&gt; &#60; "quotes" ]]> -->',
    "\\N \\G \\L {a|b} [c]",
    "nul \x00 escape \x1b[31m none \uffff",
    "توقف الخادم عن العمل 検証 🚨",
]


def root(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314  # our own


def words(svg: str) -> list[str]:
    return ["".join(element.itertext()) for element in root(svg).iter(f"{SVG}text")]


def tips(svg: str) -> list[str]:
    return [element.text or "" for element in root(svg).iter(f"{SVG}title")]


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize(
    "shown",
    ["Errors after deployment v2.3.1", "14:35:42", "PagerDuty · by On-call", "mitigation_effective, impact_end"],
)
def test_times_evidence_and_anchors_are_shown(shown: str) -> None:
    assert shown in words(picture.svg(BAD_DEPLOY))


def test_each_source_has_a_lane_in_the_order_of_its_first_event() -> None:
    shown = words(picture.svg(BAD_DEPLOY))
    start = shown.index("anchors")
    assert shown[start : start + 5] == ["anchors", "Deploy log", "Prometheus", "PagerDuty", "Slack"]


def test_too_many_sources_share_the_last_lane() -> None:
    lanes = lanes_of(many(200))
    assert (len(lanes), list(lanes)[-1], sum(map(len, lanes.values()))) == (MOST_LANES, "other sources", 200)


def test_a_mark_tells_its_evidence_when_pointed_at() -> None:
    assert "14:37:00 Rollback to v2.3.0 begun (Deploy log · by Incident commander)" in tips(picture.svg(BAD_DEPLOY))


@pytest.mark.parametrize(
    ("timeline", "says", "dashed"),
    [
        (BAD_DEPLOY, "No source records what was looked at (until 14:35:42, 5 min 42 s)", 1),
        (GAP, "? 30 min without an event, up to 14:30:00; no line notes it", 3),
    ],
)
def test_a_gap_is_marked(timeline: Timeline, says: str, dashed: int) -> None:
    svg = picture.svg(timeline)
    assert (says in words(svg), svg.count("stroke-dasharray")) == (True, dashed)  # one of them in the legend


def test_the_impact_is_shaded_from_its_start_to_its_end() -> None:
    assert "impact, 14:25:33 to 14:42:00" in tips(picture.svg(BAD_DEPLOY))


def test_marks_lie_where_their_times_are() -> None:
    svg = root(picture.svg(told("14:00:00Z | a | X", "14:15:00Z | b | X", "14:16:00Z | c | X", "15:00:00Z | d | X")))
    lane = [float(one.get("cx")) for one in svg.iter(f"{SVG}circle") if one.find(f"{SVG}title") is not None]
    shares = [(one - lane[0]) / (lane[3] - lane[0]) for one in lane]
    assert shares == pytest.approx([0, 0.25, 0.2667, 1], abs=0.001)


@pytest.mark.parametrize("width", range(280, 680, 20))
def test_a_bold_title_ends_within_the_picture(width: int) -> None:
    title = "First draft of another incident: the search page was slow"
    drawn = root(picture.svg(BAD_DEPLOY.model_copy(update={"title": title}), width=width))
    lines = [node for node in drawn.iter() if node.get("font-weight") == "bold" and (node.text or "") in title]
    left, _, whole, _ = map(float, drawn.get("viewBox", "").split())
    assert lines
    assert [line.text for line in lines if float(line.get("textLength", "inf")) > whole + 2 * left] == []


@pytest.mark.parametrize("width", [-1, 280, 400, 800, 1200, 10**9])
@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_fits_its_width_with_readable_text(name: str, width: int) -> None:
    drawn = root(picture.svg(PICTURES[name], width=width))
    least = float(re.search(r"min-width:(\d+)px", drawn.get("style")).group(1))
    sizes = {float(text.get("font-size")) for text in drawn.iter(f"{SVG}text")}
    across = float(drawn.get("viewBox").split()[2])
    assert (across == float(drawn.get("width")) <= max(280, width), min(sizes) * least / across >= 10.95) == (1, 1)


@pytest.mark.parametrize("width", [280, 800])
@pytest.mark.parametrize("name", ["bad-deploy", "many", "cluster", "gap"])
def test_no_two_texts_of_the_list_lie_over_each_other(name: str, width: int) -> None:
    columns: dict[str, list[float]] = {}
    for text in root(picture.svg(PICTURES[name], width=width)).iter(f"{SVG}text"):
        if text.get("text-anchor") != "middle":  # the axis, whose labels the next test is about
            columns.setdefault(text.get("x"), []).append(float(text.get("y")))
    distances = [below - above for column in columns.values() for above, below in pairwise(sorted(column))]
    assert min(distances) >= 12


@given(st.integers(1, 10**8), st.integers(200, 4000))
def test_the_labels_of_the_axis_have_room(seconds: int, width: int) -> None:
    length = timedelta(seconds=seconds)
    marks = list(ticks(NOON, NOON + length, step_for(length, width / 74)))
    assert [one for one in marks if not NOON <= one <= NOON + length] == []
    assert [1 for one, following in pairwise(marks) if (following - one) / length * width < 73.9] == []


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("width", [400, 1200])
def test_any_text_is_shown_as_it_was_written(text: str, width: int) -> None:
    event = TimelineEvent(at=NOON, what=text, source=text)
    svg = picture.svg(Timeline(title=text, events=[event]), width=width)
    assert squeezed("".join(words(svg))).count(squeezed(clean(text))) >= 3


@given(text=st.text(st.characters(codec="utf-8"), max_size=80).filter(str.strip), width=st.integers(280, 1300))
def test_no_text_breaks_the_picture(text: str, width: int) -> None:
    later = TimelineEvent(at=NOON + timedelta(minutes=9), what=text, source=text, kind="gap")
    svg = picture.svg(Timeline(title=text, events=[TimelineEvent(at=NOON, what=text, source=text), later]), width=width)
    assert squeezed(clean(text)) in squeezed("".join(words(svg)))


@pytest.mark.parametrize("theme", ["auto", "light", "dark"])
def test_a_picture_may_stand_in_any_page_beside_others(theme: picture.Theme) -> None:
    svg = picture.svg(BAD_DEPLOY, theme=theme)
    found = re.findall(r"<script|\bid=|xlink|<!|<\?|url\(|@import|https?:(?!//www.w3.org/2000/svg)", svg)
    assert (svg[:5], found, "<style>" in svg) == ("<svg ", [], theme == "auto")


@pytest.mark.parametrize(("theme", "column"), [("auto", 0), ("light", 0), ("dark", 1)])
def test_a_picture_holds_only_the_colours_of_its_theme(theme: picture.Theme, column: int) -> None:
    drawn = re.sub("<style>.*</style>", "", picture.svg(BAD_DEPLOY, theme=theme))
    used = set(re.findall(r'(?:fill|stroke)="([^"]+)"', drawn)) - {"none"}
    assert used <= {pair[column] for pair in COLOURS.values()}


def test_a_dark_page_is_printed_in_light_colours() -> None:
    assert "@media print{" in picture.svg(BAD_DEPLOY)


def test_a_screen_reader_hears_the_gist() -> None:
    drawn = root(picture.svg(BAD_DEPLOY))
    says = (
        "Errors after deployment v2.3.1. 10 events, 4 sources, 21 min 59 s · times in UTC. "
        "1 noted gap, 0 unnoted. 10 anchors."
    )
    assert (drawn.get("role"), drawn.get("aria-label")) == ("img", says)


def test_a_text_read_from_the_right_starts_at_the_right() -> None:
    svg = picture.svg(told("14:00:00Z | توقف الخادم عن العمل | Slack"))
    (text,) = [one for one in root(svg).iter(f"{SVG}text") if one.get("direction") == "rtl"]
    assert (text.text, float(text.get("x")) > 400) == ("توقف الخادم عن العمل", True)


def test_what_is_left_out_of_a_picture_is_counted() -> None:
    shown = words(picture.svg(many(MOST_ROWS + 3, seconds=1)))
    assert ("… and 3 more rows; a table holds them all" in shown, "Event 503" in "".join(shown)) == (True, False)


def test_an_empty_timeline_says_what_is_to_be_done() -> None:
    assert "? events still to be found" in words(picture.svg(Timeline()))


def test_the_outline_says_all_that_the_picture_says() -> None:
    assert picture.outline(BAD_DEPLOY).splitlines()[:9] == [
        "Errors after deployment v2.3.1",
        "10 events, 4 sources, 21 min 59 s · times in UTC",
        "",
        "2026-01-31",
        "  14:23:01  ● Deployment of v2.3.1 started  [cause]",
        "              Deploy log",
        "  14:25:33  ● Error rate began to rise above 0.1 %  [impact_start]",
        "              Prometheus",
        "  14:27:00  ● Alert ErrorRateHigh fired  [alerted]",
    ]


def test_the_outline_marks_gaps_and_lonely_anchors() -> None:
    assert picture.outline(GAP).splitlines()[3:] == [
        "  14:00:00  ● Alert fired",
        "              PagerDuty",
        "  14:00:00  ? 30 min without an event, up to 14:30:00; no line notes it",
        "  14:10:00  ◇ anchor  [impact_start]",
        "  14:30:00  ● Mina joined",
        "              Slack",
    ]


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [(0, "0 s"), (59, "59 s"), (342, "5 min 42 s"), (3600, "1 h"), (8040, "2 h 14 min"), (90000, "1 d 1 h")],
)
def test_a_length_is_told_in_its_two_largest_units(seconds: int, expected: str) -> None:
    assert span(timedelta(seconds=seconds)) == expected


@pytest.mark.lab
@pytest.mark.parametrize("name", PICTURES)
def test_a_png_has_two_pixels_for_one_unless_it_would_grow_too_tall(name: str) -> None:
    png = picture.png(PICTURES[name], width=400)
    width, height = (int.from_bytes(png[start : start + 4]) for start in (16, 20))
    assert (png[1:4], width <= 800, height <= 25_000) == (b"PNG", True, True)


@pytest.mark.lab
@pytest.mark.parametrize("text", HOSTILE)
def test_a_png_is_drawn_of_any_text(text: str) -> None:
    assert picture.png(told(f"14:00:00Z | {clean(text).replace('|', '/')} | Slack"))[1:4] == b"PNG"


def test_an_answer_draws_itself_in_a_notebook() -> None:
    drawn = drawing.draw(BAD_DEPLOY)
    assert ("<svg" in drawn._repr_html_(), repr(drawn)) == (True, picture.outline(BAD_DEPLOY))


@pytest.mark.lab
@pytest.mark.parametrize("name", PICTURES)
def test_plotly_takes_the_chart(name: str) -> None:
    figure = timeline_figure(PICTURES[name], theme="dark")
    assert [len(trace.x) for trace in figure.data] == [len(trace["x"]) for trace in figure_data(PICTURES[name])["data"]]


def test_the_chart_has_a_lane_for_each_source_and_a_mark_for_each_event() -> None:
    chart = figure_data(BAD_DEPLOY)
    lanes = chart["layout"]["yaxis"]["ticktext"]
    assert (lanes, [(one["name"], len(one["x"])) for one in chart["data"]]) == (
        ["Deploy log", "Prometheus", "PagerDuty", "Slack"],
        [("event", 9), ("decision", 1), ("gap", 1)],
    )


def test_the_chart_shades_impact_and_gaps_and_names_anchors() -> None:
    layout = figure_data(GAP.model_copy(update={"anchors": BAD_DEPLOY.anchors}))["layout"]
    assert [one["line"].get("dash") for one in layout["shapes"]] == [None, "dash", *["dot"] * 9]
    assert [one["text"] for one in layout["annotations"]][-2:] == ["mitigation_effective, impact_end", "resolved"]


def test_the_names_of_anchors_of_one_moment_stand_on_rows_of_their_own() -> None:
    close = {"cause": "14:00:00Z", "impact_start": "14:00:05Z", "detected": "14:00:09Z", "resolved": "15:00:00Z"}
    names = figure_data(told("14:00:00Z | Started | Deploy log", **close))["layout"]["annotations"]
    assert [(one["text"], one["yshift"], one["xanchor"]) for one in names] == [
        ("cause", 10, "left"),
        ("impact_start", 28, "left"),
        ("detected", 46, "left"),
        ("resolved", 10, "right"),
    ]


def test_events_of_a_cluster_stand_on_different_levels_of_their_lane() -> None:
    heights = figure_data(told(*(f"14:00:00Z | Pod {n} restarted | K" for n in range(4)), "15:00:00Z | End | K"))
    assert [round(y, 2) for y in heights["data"][0]["y"]] == [0, 0.2, -0.2, 0.34, 0]


@pytest.mark.parametrize("text", HOSTILE)
def test_the_chart_holds_no_tag_of_others(text: str) -> None:
    event = TimelineEvent(at=NOON, what=text, source=text, ref=text, by=text)
    gap = TimelineEvent(at=NOON + timedelta(minutes=1), what=text, kind="gap")
    told_text = json.dumps(figure_data(Timeline(title=text, events=[event, gap])))
    assert set(re.findall(r"<[^>]*>?", told_text)) <= {"<b>", "</b>", "<br>", "<i>", "</i>", "<extra>", "</extra>"}


@pytest.mark.lab
@pytest.mark.parametrize("text", HOSTILE)
def test_a_page_holds_only_our_own_scripts_and_fetches_nothing(text: str) -> None:
    page = picture.page(Timeline(title=text, events=[TimelineEvent(at=NOON, what=text, source=text)]))
    ours = re.sub(r"(?s)<script>.*?</script>", "<script>", page, count=1)
    assert (page.count("<script"), ours.count("<script"), ours.count("</script>")) == (page.count("<script"), 3, 2)
    assert re.findall(r"<img|<link|<iframe|javascript:[^a]|src=[^x]", ours) == []


def test_without_plotly_a_page_has_the_picture_and_the_outline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "plotly.offline", None)
    page = picture.page(BAD_DEPLOY)
    assert ("<script" in page, "<svg " in page, "Rollback completed" in page, len(page) < 60_000) == (0, 1, 1, 1)


@pytest.mark.lab
def test_a_page_is_about_five_megabytes(measured: Callable[[str], None]) -> None:
    size = len(picture.page(many(200)).encode())
    measured(
        f"a page with 200 events takes {size / 1e6:.1f} MB, its picture {len(picture.svg(many(200))) / 1e3:.0f} kB"
    )
    assert size < 6_000_000


def test_drawing_loads_nothing_heavy() -> None:
    heavy = "'graphviz', 'plotly', 'pandas', 'nbgrader', 'ipywidgets', 'xml.etree.ElementTree'"
    code = f"import sys, pmkit.render.timeline.picture; print([name for name in ({heavy}) if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
