"""A postmortem as a page that is complete in one file: to read on any screen, in light and dark, and to print."""

import re
from html import escape

from pmkit.models.postmortem.headings import plain
from pmkit.models.postmortem.postmortem import Postmortem
from pmkit.render.postmortem import html_of
from pmkit.render.scene.palette import COLOURS
from pmkit.render.scene.wrapping import excerpt

PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark"><title>{title}</title>
<style>
:root {{ --ink: {light_ink}; --paper: {light}; --line: #8886; --soft: #8881; --link: #1558b0 }}
@media (prefers-color-scheme: dark) {{ :root {{ --ink: {dark_ink}; --paper: {dark}; --link: #8ab4f8 }} }}
body {{ font: 16px/1.55 Arial, "Liberation Sans", sans-serif; margin: 0 auto; max-width: 60rem;
  padding: 1rem 1.25rem 4rem; color: var(--ink); background: var(--paper); overflow-wrap: anywhere }}
h1 {{ font-size: 1.8rem; line-height: 1.25; margin: 1rem 0 }}
h2 {{ font-size: 1.25rem; margin: 2rem 0 .5rem; padding-top: .5rem; border-top: 1px solid var(--line) }}
h3 {{ font-size: 1.05rem; margin: 1.25rem 0 .25rem }}
a {{ color: var(--link) }}
nav ol {{ columns: 16rem 3; padding-left: 1.5rem; font-size: .9rem }}
.wide {{ overflow-x: auto }}
table {{ border-collapse: collapse; width: 100%; font-size: .93rem }}
th, td {{ border: 1px solid var(--line); padding: .35rem .6rem; text-align: left; vertical-align: top }}
td {{ overflow-wrap: break-word; min-width: 3.5rem }}
th {{ background: var(--soft) }}
.day, .times td:first-child {{ white-space: nowrap; font-variant-numeric: tabular-nums }}
code, pre {{ font-family: "Liberation Mono", Menlo, Consolas, monospace; font-size: .9em; background: var(--soft) }}
pre {{ padding: .75rem; overflow-x: auto; white-space: pre-wrap }}
blockquote {{ margin: 1rem 0; padding-left: 1rem; border-left: 3px solid var(--line) }}
.edition {{ font-size: .85rem; opacity: .8 }}
@media print {{ body {{ color: #000; background: #fff; max-width: none; font-size: 11pt; padding: 0 }}
  nav {{ display: none }} h2, h3, tr {{ break-after: avoid; break-inside: avoid }} a {{ color: inherit }} }}
</style></head><body>
{edition}<main>{body}</main>
</body></html>
"""
EDITIONS = {
    "internal": "",
    "public": '<p class="edition">Public edition: names, internal systems and links were taken out.</p>',
}
FEWEST_HEADINGS = 4
"""A shorter page needs no contents."""
_HEADING = re.compile(r"<h([1-6])>(.*?)</h\1>", re.DOTALL)
_TIMES = re.compile(r"<table>(\s*<thead>\s*<tr>\s*<th[^<>]*>(?:Time|When|UTC))")
_DAYS = re.compile(r"<td[^<>]*>(\d{4}-\d\d-\d\d)</td>")
_TAG = re.compile(r"<[^<>]*>")


def page(postmortem: Postmortem, *, edition: str = "internal") -> str:
    """The page of a postmortem; `edition` is a key of EDITIONS. Nothing is fetched and nothing is run."""
    body = html_of(postmortem)
    contents: list[tuple[str, str]] = []
    body = _HEADING.sub(lambda match: _anchored(match, contents), body)
    body = body.replace("<h2", f"{_contents(contents)}<h2", 1)
    body = _DAYS.sub(r'<td class="day">\1</td>', body)
    body = _TIMES.sub(r'<table class="times">\1', body)
    body = body.replace("<table", '<div class="wide"><table').replace("</table>", "</table></div>")
    return PAGE.format(
        title=escape(excerpt(postmortem.title.text) or "Postmortem"),
        light=COLOURS["background"][0],
        dark=COLOURS["background"][1],
        light_ink=COLOURS["ink"][0],
        dark_ink=COLOURS["ink"][1],
        edition=EDITIONS[edition],
        body=body,
    )


def _anchored(match: re.Match[str], contents: list[tuple[str, str]]) -> str:
    """A heading with a place to go to; those of the second level stand in the contents."""
    level, words = match[1], match[2]
    place = f"{plain(_TAG.sub('', words)).replace(' ', '-') or 'part'}-{len(contents) + 1}"
    if level == "2":
        contents.append((place, _TAG.sub("", words)))
        return f'<h2 id="{place}">{words}</h2>'
    return match[0]


def _contents(entries: list[tuple[str, str]]) -> str:
    if len(entries) < FEWEST_HEADINGS:
        return ""
    items = "".join(f'<li><a href="#{place}">{words}</a></li>' for place, words in entries)
    return f'<nav aria-label="Contents"><ol>{items}</ol></nav>'
