"""The facilitator's kit: a page to print or to keep open, with opening, agenda and its clock, cards, and notes."""

from functools import cache
from html import escape
from pathlib import Path

from pmkit.models import answer_file
from pmkit.models.data_file import data_file
from pmkit.models.meeting.kit import Card, Kit
from pmkit.models.meeting.rules import Agenda, MoveRule, Rules
from pmkit.render.scene.palette import COLOURS

PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark"><title>Facilitator's kit</title>
<style>
:root {{ --ink: {light_ink}; --paper: {light}; --line: #8888; --soft: #8881 }}
@media (prefers-color-scheme: dark) {{ :root {{ --ink: {dark_ink}; --paper: {dark} }} }}
body {{ font: 16px/1.5 Arial, "Liberation Sans", sans-serif; margin: 0 auto; max-width: 66rem; padding: 1rem 1.25rem;
  color: var(--ink); background: var(--paper); overflow-wrap: anywhere }}
h2 {{ font-size: 1.25rem; margin: 1.75rem 0 .5rem }} h3 {{ font-size: 1rem; margin: 0 0 .25rem }}
.grid {{ display: grid; grid-template-columns: repeat(auto-fill, minmax(min(18rem, 100%), 1fr)); gap: .75rem }}
.card {{ border: 1px solid var(--line); border-radius: .5rem; padding: .6rem .8rem }}
.card p {{ margin: 0 0 .35rem; font-size: .9rem }} .card ul {{ margin: 0; padding-left: 1.1rem }}
table {{ border-collapse: collapse; width: 100%; max-width: 40rem; font-variant-numeric: tabular-nums }}
th, td {{ border: 1px solid var(--line); padding: .3rem .6rem; text-align: left }}
tr[aria-current] {{ background: var(--soft); font-weight: bold }}
button, .entry input {{ font: inherit; padding: .25rem .75rem; color: inherit; background: var(--paper);
  border: 1px solid #888; border-radius: .3rem }} button {{ cursor: pointer }}
:focus-visible {{ outline: 2px solid {focus}; outline-offset: 2px }}
.bar {{ position: sticky; top: 0; z-index: 1; display: flex; flex-wrap: wrap; gap: .25rem 1rem; align-items: center;
  padding: .5rem 0; background: var(--paper); border-bottom: 1px solid var(--line) }} .bar p {{ margin: 0 }}
.entry {{ display: flex; flex-wrap: wrap; gap: .25rem .75rem; align-items: center }}
.entry input {{ flex: 1 1 20rem; min-width: 0 }} .entry span {{ flex-basis: 100%; min-height: 1.4em; font-size: .9rem }}
.paper {{ display: none }} #left {{ font-size: 1.5rem; font-variant-numeric: tabular-nums }}
label {{ font-weight: bold }} textarea {{ box-sizing: border-box; width: 100%; font: inherit; color: inherit;
  background: transparent; border: 1px solid var(--line); border-radius: .3rem }}
@media print {{ body {{ color: #000; background: #fff; max-width: none; font-size: 11pt; padding: 0 }}
  .screen {{ display: none }} .card, tr {{ break-inside: avoid }} .notes {{ break-before: page }}
  .notes .grid {{ grid-template-columns: repeat(3, 1fr) }} textarea {{ display: none }}
  .paper {{ display: block; min-height: 20cm; padding: .2cm; border: 1px solid #888; white-space: pre-wrap }} }}
</style></head><body>
<h1>Facilitator's kit</h1>
<div class="bar screen"><button id="run" type="button">Start the clock</button> <span id="left"></span>
<p role="status" id="said"></p></div>
<section><h2>Opening</h2>{opening}</section>
<section><h2>{agenda}</h2><p>{agenda_says}</p>
<table><thead><tr><th>Part</th><th>Minutes</th><th>From minute</th></tr></thead><tbody>{parts}</tbody></table></section>
<section><h2>Lines to have at hand</h2><div class="grid">{cards}</div></section>
<section class="notes"><h2>Notes</h2>
<form class="entry screen"><label for="entry">A note</label> <input id="entry" autocomplete="off">
<button>Sort it</button> <button type="button" id="clear">Begin a new sheet</button> <span>{sorts}</span>
<span role="status" id="sorted"></span></form>
<div class="grid">{notes}</div></section>
<script>{clock}{sheet}</script>
</body></html>
"""
CLOCK = """
"use strict";
const parts = [...document.querySelectorAll("tr[data-minutes]")];
const [run, left, said] = ["run", "left", "said"].map((id) => document.getElementById(id));
let [before, since, current] = [0, null, -1];
const two = (number) => String(number).padStart(2, "0");
const shown = (seconds) => `${Math.floor(seconds / 60)}:${two(Math.floor(seconds % 60))}`;
function draw() {
  const gone = before + (since === null ? 0 : (Date.now() - since) / 1000);
  let end = 0;
  const at = parts.findIndex((part) => gone < (end += 60 * Number(part.dataset.minutes)));
  const whole = parts.reduce((sum, part) => sum + 60 * Number(part.dataset.minutes), 0);
  const rest = [end, whole].map((until) => shown(Math.ceil(until - gone)));
  left.textContent = at < 0 ? "0:00" : `${rest[0]} of this part, ${rest[1]} in all`;
  if (at === current || (since === null && before === 0)) return;
  current = at;
  for (const [index, part] of parts.entries()) part.toggleAttribute("aria-current", index === at);
  said.textContent = at < 0 ? "The hour is over." : `Now: ${parts[at].cells[0].textContent}.`;
}
run.addEventListener("click", () => {
  if (since === null) since = Date.now();
  else [before, since] = [before + (Date.now() - since) / 1000, null];
  run.textContent = since === null ? "Go on" : "Pause";
  draw();
});
setInterval(draw, 500);
draw();
"""
SORTS = "Enter sorts it: what ends with ? is an open question, what begins with + a parked idea, all else a fact."
SHEET = """
const fields = [...document.querySelectorAll("textarea")];
const [entry, sorted] = ["entry", "sorted"].map((id) => document.getElementById(id));
const place = `pmkit kit ${location.pathname}`;
// Where a page may keep nothing, the sheet lasts as long as the page.
const kept = (work) => { try { return work(); } catch { return null; } };
function show() {
  for (const field of fields) field.nextElementSibling.textContent = field.value;
}
function keep() {
  show();
  kept(() => localStorage.setItem(place, JSON.stringify(fields.map((field) => field.value))));
}
function put(text) {
  const field = fields[text.endsWith("?") ? 1 : text.startsWith("+") ? 2 : 0];
  field.value += `${field.value && !field.value.endsWith("\\n") ? "\\n" : ""}${text.replace(/^\\+\\s*/, "")}\\n`;
  field.scrollTop = field.scrollHeight;
  sorted.textContent = `Noted under ${field.labels[0].textContent}.`;
}
document.querySelector(".entry").addEventListener("submit", (event) => {
  event.preventDefault();
  if (entry.value.trim()) put(entry.value.trim());
  entry.value = "";
  keep();
});
document.getElementById("clear").addEventListener("click", () => {
  if (!confirm("Take all notes off this sheet?")) return;
  for (const field of fields) field.value = "";
  sorted.textContent = "The sheet is empty.";
  keep();
});
for (const field of fields) field.addEventListener("input", keep);
const earlier = kept(() => JSON.parse(localStorage.getItem(place)));
if (Array.isArray(earlier)) for (const [at, field] of fields.entries()) field.value = String(earlier[at] ?? "");
show();
"""
"""Notes by what they are; what is typed is still there when the page is opened again, and is printed whole."""


@cache
def kit() -> Kit:
    """What is in the kit, whatever the agenda."""
    return Kit.from_data(data_file("meetings/kit.toml"), "kit.toml")


@cache
def _rules() -> Rules:
    return Rules.from_data(data_file("meetings/rules.toml"), "rules.toml")


def page(agenda: str = "timeline") -> str:
    """The kit for an agenda as a page that is complete in one file. Raises ValueError for an unknown one."""
    chosen = next((one for one in _rules().agendas if one.id == agenda), None)
    if chosen is None:
        raise ValueError(f"no agenda {agenda!r}; write one of {', '.join(one.id for one in _rules().agendas)}")
    moves = {one.id: one for one in _rules().moves}
    return PAGE.format(
        light=COLOURS["background"][0],
        dark=COLOURS["background"][1],
        light_ink=COLOURS["ink"][0],
        dark_ink=COLOURS["ink"][1],
        opening="".join(f"<p>{escape(one)}</p>" for one in kit().opening),
        agenda=escape(chosen.title),
        agenda_says=escape(chosen.says),
        parts=_parts(chosen),
        cards="".join(_card(one, moves[one.move]) for one in kit().cards),
        notes="".join(_notes(one.title, one.says) for one in kit().notes),
        sorts=escape(SORTS),
        clock=CLOCK,
        sheet=SHEET,
        focus="#4a86d8",
    )


def facilitator_kit(path: str | Path, agenda: str = "timeline") -> Path:
    """Write the kit as a page to print, or to keep open with its clock; returns where it is.

    A file that stands there is replaced. Raises ValueError for an agenda that there is none of, OSError.
    """
    place = Path(path)
    text = page(agenda)
    answer_file.write(place, text)
    return place


def _parts(agenda: Agenda) -> str:
    rows, begins = "", 0
    for part in agenda.parts:
        cells = f"<td>{escape(part.title)}</td><td>{part.minutes}</td><td>{begins}</td>"
        rows += f'<tr data-minutes="{part.minutes}">{cells}</tr>'
        begins += part.minutes
    return rows


def _card(card: Card, move: MoveRule) -> str:
    title = escape(move.title[:1].upper() + move.title[1:])
    lines = "".join(f"<li>{escape(one)}</li>" for one in card.lines)
    why = f"{escape(card.when)} {escape(move.says)}"
    return f'<article class="card"><h3>{title}</h3><p>{why}</p><ul>{lines}</ul></article>'


def _notes(title: str, says: str) -> str:
    name = f"notes-{title.lower().replace(' ', '-')}"
    field = f'<textarea id="{name}" rows="10"></textarea>'
    words = f'<label for="{name}">{escape(title)}</label><p>{escape(says)}</p>'
    return f'<div>{words}{field}<div class="paper"></div></div>'
