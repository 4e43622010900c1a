"""A page with a timeline to explore, complete in one file: chart, picture and evidence; nothing is fetched."""

import json
from html import escape
from importlib import import_module

from pmkit.models.timeline import Timeline
from pmkit.render.scene.palette import COLOURS
from pmkit.render.scene.wrapping import excerpt
from pmkit.render.timeline.chart import figure_data
from pmkit.render.timeline.outline import outline

PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark"><title>{title}</title>
<style>
body {{ font: 15px/1.5 Arial, sans-serif; margin: 0 auto; max-width: 75rem; padding: 1rem;
  color: {light_ink}; background: {light} }}
.wide {{ overflow-x: auto }}
pre {{ white-space: pre-wrap; overflow-wrap: anywhere }}
@media (prefers-color-scheme: dark) {{ body {{ color: {dark_ink}; background: {dark} }} }}
@media print {{ #chart, details {{ display: none }} body {{ color: {light_ink}; background: {light} }} }}
</style></head><body>
{chart}<div class="wide">{picture}</div>
<details><summary>The same as text</summary><pre>{outline}</pre></details>
</body></html>
"""
CHART = """<div id="chart" role="img" aria-label="{says}"></div>
<script>{plotly}</script>
<script type="application/json" id="figures">{figures}</script>
<script>
const figures = JSON.parse(document.getElementById("figures").textContent);
const dark = matchMedia("(prefers-color-scheme: dark)");
const draw = () => {{
  const figure = structuredClone(figures[dark.matches ? 1 : 0]);
  Plotly.react("chart", figure.data, figure.layout, {{
    responsive: true, displaylogo: false, modeBarButtons: [["zoom2d", "pan2d", "resetScale2d", "toImage"]],
  }});
}};
draw();
dark.addEventListener("change", draw);
</script>
"""
SAYS = "Interactive chart of the timeline; the picture below and the text at the end say the same."


def page(timeline: Timeline, picture: str) -> str:
    """The page around `picture`, the timeline's SVG; without plotly it has no chart, and all the rest."""
    return PAGE.format(
        title=escape(excerpt(timeline.title) or "Timeline"),
        light=COLOURS["background"][0],
        dark=COLOURS["background"][1],
        light_ink=COLOURS["ink"][0],
        dark_ink=COLOURS["ink"][1],
        chart=_chart(timeline),
        picture=picture,
        outline=escape(outline(timeline)),
    )


def _chart(timeline: Timeline) -> str:
    try:
        plotly = import_module("plotly.offline").get_plotlyjs()
    except ModuleNotFoundError:
        return ""
    figures = json.dumps([figure_data(timeline, "light"), figure_data(timeline, "dark")])
    # JSON within a script: no tag may begin in it.
    return CHART.format(says=SAYS, plotly=plotly, figures=figures.replace("<", "\\u003c"))
