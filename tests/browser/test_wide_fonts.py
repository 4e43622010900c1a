"""A page whose font runs wider than Arial, as on machines that have DejaVu alone: no text leaves its box."""

import pytest
from playwright.sync_api import BrowserContext

from pmkit.checks.timeline.examples import BAD_DEPLOY
from pmkit.models.action_item import ActionItem
from pmkit.models.fishbone import Fishbone, FishboneCause
from pmkit.models.five_whys import FiveWhys, Why
from pmkit.render.fishbone import picture as fishbone
from pmkit.render.five_whys import picture as five_whys
from pmkit.render.timeline import picture as timeline

pytestmark = pytest.mark.browser

# Arial's letters, or those of its twin, 15 % wider than they are.
WIDER = """<style>
@font-face { font-family: Wider; src: local("Arial"), local("Liberation Sans"); size-adjust: 115%; }
@font-face { font-family: Wider; font-weight: bold; size-adjust: 115%;
  src: local("Arial Bold"), local("Liberation Sans Bold"); }
svg text { font-family: Wider; }
</style>"""
# Lines that end less than ten pixels before the edge of their box, or beyond it.
OUTSIDE = """() => [...document.querySelectorAll("svg g")].flatMap((group) => {
  const box = group.querySelector("rect, path")?.getBBox();
  return box ? [...group.querySelectorAll("text")].filter((text) => {
    const line = text.getBBox();
    return line.x + line.width > box.x + box.width - 10;
  }).map((text) => text.textContent) : [];
})"""
LETTERS = """() => {
  const [wider, arial] = ["Wider", "Arial, 'Liberation Sans'"].map((name) => {
    const drawn = document.createElement("canvas").getContext("2d");
    drawn.font = `100px ${name}`;
    return drawn.measureText("The letters").width;
  });
  return wider / arial;
}"""
WIDTHS = """() => [...document.querySelectorAll("svg text")].map((text) => text.getBBox().width)"""
PROSE = "The certificate of the bidding daemon had expired on Saturday and no alert watches expiry dates "
TOOLS = "Automated acceptance of new versions by the operators"
PICTURES = {
    "five whys": five_whys.svg(
        FiveWhys(
            problem=PROSE * 3,
            whys=[Why(answer=PROSE * 3, evidence=PROSE * 2)] * 2,
            root_cause=f"{PROSE * 2} ✓ done",
            actions=[ActionItem(text=PROSE * 2, owner="Mina Okafor of the validator operations")],
        ),
        width=500,
    ),
    "fishbone": fishbone.svg(
        Fishbone(
            problem=PROSE * 2,
            categories=["People", "Process", TOOLS],
            causes=[
                FishboneCause(category="Process", text=PROSE, contributed=True, evidence="log"),
                FishboneCause(category=TOOLS, text=PROSE),
                FishboneCause(category=TOOLS, text=PROSE, parent=2),
            ],
        )
    ),
    "timeline": timeline.svg(BAD_DEPLOY),
}


@pytest.mark.parametrize("name", PICTURES)
def test_no_text_is_wider_in_a_wider_font(context: BrowserContext, name: str) -> None:
    page = context.new_page()
    page.set_content(PICTURES[name])
    widths = page.evaluate(WIDTHS)
    page.set_content(WIDER + PICTURES[name])
    page.evaluate("async () => { await document.fonts.ready; }")
    assert page.evaluate(LETTERS) == pytest.approx(1.15, abs=0.01)
    wider = page.evaluate(WIDTHS)
    # But for a sign that Arial lacks.
    assert [(one, other) for one, other in zip(widths, wider, strict=True) if other > one * 1.01 + 3] == []
    assert (len(widths) > 10, page.evaluate(OUTSIDE)) == (True, [])
