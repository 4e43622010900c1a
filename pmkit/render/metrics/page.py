"""The report of a history as one page: charts to explore and the table as text; nothing is fetched."""

import json
from html import escape
from importlib import import_module

from pmkit.metrics.report import HistoryReport
from pmkit.render.metrics.charts import charts
from pmkit.render.metrics.points import points_of
from pmkit.render.metrics.table import table
from pmkit.render.scene.palette import COLOURS

PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark"><title>Incidents until {until}</title>
<style>
body {{ font: 15px/1.5 Arial, "Liberation Sans", sans-serif; margin: 0 auto; max-width: 80rem; padding: 1rem;
  color: {light_ink}; background: {light} }}
h1 {{ font-size: 1.5rem }} h2 {{ font-size: 1.05rem; margin: 1.5rem 0 .25rem }}
pre {{ overflow-x: auto; font: 13px/1.45 "Liberation Mono", Menlo, Consolas, monospace }}
.charts {{ display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 30rem), 1fr)); gap: 0 1.5rem }}
.charts section:first-child {{ grid-column: 1 / -1 }}
section {{ min-width: 0 }} section p {{ margin: 0; font-size: .9rem; opacity: .85 }}
@media (prefers-color-scheme: dark) {{ body {{ color: {dark_ink}; background: {dark} }} }}
@media print {{ body {{ color: #000; background: #fff }} pre {{ white-space: pre-wrap; font-size: 8pt }} }}
</style></head><body>
<h1>Incidents until {until}</h1>
<pre>{table}</pre>
{charts}</body></html>
"""
SECTION = '<section><h2>{name}</h2><p>{says}</p><div id="{id}" role="img" aria-label="{says}"></div></section>'
CHARTS = """<div class="charts">{sections}</div>
<script>{plotly}</script>
<script type="application/json" id="figures">{figures}</script>
<script>
const figures = JSON.parse(document.getElementById("figures").textContent);
const dark = matchMedia("(prefers-color-scheme: dark)");
const draw = () => {{
  for (const [id, [light, night]] of Object.entries(figures)) {{
    const theme = structuredClone(dark.matches ? night : light);
    const traces = light.data.map((trace, number) => ({{ ...trace, ...theme.data[number] }}));
    Plotly.react(id, traces, theme.layout, {{
      responsive: true, displaylogo: false, modeBarButtons: [["zoom2d", "pan2d", "resetScale2d", "toImage"]],
    }});
  }}
}};
draw();
dark.addEventListener("change", draw);
</script>
"""
NAMES = {
    "durations": "Durations",
    "survival": "Still going after",
    "count": "Count",
    "services": "Services",
    "causes": "Causes",
    "actions": "Open action items",
}
LONG = ("x", "y", "text")
"""What a trace says once for both themes."""


def page(report: HistoryReport) -> str:
    """The page of a report; without plotly it has the table alone."""
    return PAGE.format(
        until=f"{report.history.until:%Y-%m-%d}",
        light=COLOURS["background"][0],
        dark=COLOURS["background"][1],
        light_ink=COLOURS["ink"][0],
        dark_ink=COLOURS["ink"][1],
        table=escape(table(report)),
        charts=_charts(report),
    )


def _charts(report: HistoryReport) -> str:
    try:
        plotly = import_module("plotly.offline").get_plotlyjs()
    except ModuleNotFoundError:
        return ""
    points = points_of(report)
    light = list(charts(points, "light"))
    figures = {name: [figure] for name, _, figure in light}
    for name, _, figure in charts(points, "dark"):
        data = [{key: value for key, value in trace.items() if key not in LONG} for trace in figure["data"]]
        figures[name].append({"data": data, "layout": figure["layout"]})
    sections = "".join(SECTION.format(name=NAMES[name], says=escape(says), id=name) for name, says, _ in light)
    # JSON within a script: no tag may begin in it.
    return CHARTS.format(sections=sections, plotly=plotly, figures=json.dumps(figures).replace("<", "\\u003c"))
