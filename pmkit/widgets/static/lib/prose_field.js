// A text field whose findings are underlined in place: an ordinary textarea over a mirror of its text.
// The mirror gives the field its height and carries the underlines; selection and spelling stay native.

import { make, unitsOf } from "./elements.js";

// What Python got: half of a character pair can be typed, but not kept.
const wellFormed = (text) => text.replace(/\p{Surrogate}/gu, "\ufffd");

const LINE = 24; // pixels of a line of prose, as in the style sheet

export function proseField(attributes) {
  const area = make("textarea", { class: "pmkit-prose-text", spellcheck: true, dir: "auto", rows: 1, ...attributes });
  const mirror = make("div", { class: "pmkit-mirror", dir: "auto", "aria-hidden": "true" });
  const node = make("div", { class: "pmkit-prose" }, make("div", { class: "pmkit-prose-sheet" }, mirror, area));
  let before = "";
  let entries = []; // { finding, start, end } in UTF-16 units, in the order of the text

  // Overlapping findings are cut into pieces: each shows the most consequential one.
  function pieces(text) {
    const cuts = new Set([0, text.length, ...entries.flatMap(({ start, end }) => [start, end])]);
    const places = [...cuts].sort((one, other) => one - other);
    const numbers = new Map(places.map((place, number) => [place, number]));
    /** @type {any[][]} */
    const covering = places.map(() => []);
    for (const entry of entries) {
      for (let number = numbers.get(entry.start) ?? 0; places[number] < entry.end; number += 1)
        covering[number].push(entry);
    }
    return places.slice(1).map((end, number) => {
      const words = text.slice(places[number], end);
      const here = covering[number].sort(byRank);
      if (!here.length) return words;
      const piece = make("span", { class: "pmkit-mark", "data-severity": here[0].finding.severity }, words);
      piece.entries = here;
      return piece;
    });
  }

  function draw() {
    before = area.value;
    // A last line that is empty has no height of its own.
    mirror.replaceChildren(...pieces(before), "\n");
  }

  // Until Python answers, underlines move with their words, and those that are edited lose theirs.
  function follow() {
    const [old, now] = [before, area.value];
    const shared = Math.min(old.length, now.length);
    let head = 0;
    while (head < shared && old[head] === now[head]) head += 1;
    let tail = 0;
    while (tail < shared - head && old[old.length - 1 - tail] === now[now.length - 1 - tail]) tail += 1;
    const grown = now.length - old.length;
    entries = entries.flatMap((entry) => {
      if (entry.end <= head) return [entry];
      return entry.start >= old.length - tail ? [{ ...entry, start: entry.start + grown, end: entry.end + grown }] : [];
    });
    draw();
  }

  function show(text) {
    area.value = text;
    follow();
  }

  // A field that is as high as its text does not scroll to the cursor by itself.
  area.reveal = (caret) => {
    const before = document.createRange();
    before.setStart(mirror, 0);
    let left = caret;
    const texts = document.createTreeWalker(mirror, NodeFilter.SHOW_TEXT);
    const length = () => texts.currentNode.nodeValue?.length ?? 0;
    while (texts.nextNode() && left > length()) left -= length();
    before.setEnd(texts.currentNode, Math.min(left, length()));
    const line = caret ? before.getBoundingClientRect().bottom : mirror.getBoundingClientRect().top;
    const { top, bottom } = node.getBoundingClientRect();
    if (line - LINE < top) node.scrollTop += line - LINE - top;
    else if (line + LINE > bottom) node.scrollTop += line + LINE - bottom;
  };

  // Findings about other words than those in the field are about to be replaced by newer ones.
  function hear(findings, examined) {
    if (wellFormed(area.value) !== examined) return;
    const unit = unitsOf(area.value);
    const found = findings.map((finding, rank) => ({
      finding,
      rank,
      start: unit(finding.start),
      end: unit(finding.end),
    }));
    entries = found
      .filter(({ start, end }) => start < end)
      .sort((one, other) => one.start - other.start || byRank(one, other));
    draw();
  }

  function marks(entry) {
    return [...mirror.querySelectorAll(".pmkit-mark")].filter((mark) => mark.entries.includes(entry));
  }

  function select(entry) {
    area.focus({ preventScroll: true });
    area.setSelectionRange(entry.start, entry.end);
    marks(entry)[0]?.scrollIntoView({ block: "nearest" });
  }

  // The lines of an entry that can be seen, as rectangles in the window.
  function linesOf(entry) {
    const { top, bottom } = node.getBoundingClientRect();
    const lines = marks(entry).flatMap((mark) => [...mark.getClientRects()]);
    return lines.filter((line) => line.bottom > top && line.top < bottom);
  }

  function entryAt({ clientX, clientY }) {
    const below = area.getRootNode().elementsFromPoint(clientX, clientY);
    return below.find((one) => one.parentNode === mirror)?.entries[0] ?? null;
  }

  // The finding that the cursor stands in, or whose words are selected.
  function entryAtCaret() {
    const { selectionStart, selectionEnd } = area;
    return entries.filter(({ start, end }) => start <= selectionStart && selectionEnd <= end).sort(byRank)[0] ?? null;
  }

  area.addEventListener("input", follow);
  return { node, area, show, hear, select, linesOf, entryAt, entryAtCaret, entries: () => entries };
}

function byRank(one, other) {
  return one.rank - other.rank;
}

export const same = (one, other) =>
  one && other && one.finding.check === other.finding.check && one.start === other.start;
