// A text field whose findings are underlined in place: an ordinary textarea over a mirror of its text.
// The mirror gives the field its height and carries the underlines; selection and spelling stay native.

import { make, unitsOf } from "./elements.js";

// What Python got: half of a character pair can be typed, but not kept.
const wellFormed = (text) => text.replace(/\p{Surrogate}/gu, "\ufffd");

const LINE = 24; // pixels of a line of prose, as in the style sheet

export class ProseField {
  constructor(attributes) {
    this.area = make("textarea", { class: "pmkit-prose-text", spellcheck: true, dir: "auto", rows: 1, ...attributes });
    this.mirror = make("div", { class: "pmkit-mirror", dir: "auto", "aria-hidden": "true" });
    this.node = make(
      "div",
      { class: "pmkit-prose" },
      make("div", { class: "pmkit-prose-sheet" }, this.mirror, this.area),
    );
    this.before = "";
    this.entries = []; // { finding, start, end } in UTF-16 units, in the order of the text
    // A field that is as high as its text does not scroll to the cursor by itself.
    this.area.reveal = (caret) => {
      const before = document.createRange();
      before.setStart(this.mirror, 0);
      let left = caret;
      const texts = document.createTreeWalker(this.mirror, NodeFilter.SHOW_TEXT);
      const length = () => texts.currentNode.nodeValue?.length ?? 0;
      while (texts.nextNode() && left > length()) left -= length();
      before.setEnd(texts.currentNode, Math.min(left, length()));
      const line = caret ? before.getBoundingClientRect().bottom : this.mirror.getBoundingClientRect().top;
      const { top, bottom } = this.node.getBoundingClientRect();
      if (line - LINE < top) this.node.scrollTop += line - LINE - top;
      else if (line + LINE > bottom) this.node.scrollTop += line + LINE - bottom;
    };
    this.area.addEventListener("input", this.follow);
  }

  // Overlapping findings are cut into pieces: each shows the most consequential one.
  pieces(text) {
    const cuts = new Set([0, text.length, ...this.entries.flatMap(({ start, end }) => [start, end])]);
    const places = [...cuts].sort((one, other) => one - other);
    const numbers = new Map(places.map((place, number) => [place, number]));
    /** @type {any[][]} */
    const covering = places.map(() => []);
    for (const entry of this.entries) {
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

  draw() {
    this.before = this.area.value;
    // A last line that is empty has no height of its own.
    this.mirror.replaceChildren(...this.pieces(this.before), "\n");
  }

  // Until Python answers, underlines move with their words, and those that are edited lose theirs.
  follow = () => {
    const [old, now] = [this.before, this.area.value];
    const shared = Math.min(old.length, now.length);
    let head = 0;
    while (head < shared && old[head] === now[head]) head += 1;
    let tail = 0;
    while (tail < shared - head && old[old.length - 1 - tail] === now[now.length - 1 - tail]) tail += 1;
    const grown = now.length - old.length;
    this.entries = this.entries.flatMap((entry) => {
      if (entry.end <= head) return [entry];
      return entry.start >= old.length - tail ? [{ ...entry, start: entry.start + grown, end: entry.end + grown }] : [];
    });
    this.draw();
  };

  show = (text) => {
    this.area.value = text;
    this.follow();
  };

  // Findings about other words than those in the field are about to be replaced by newer ones.
  hear = (findings, examined) => {
    if (wellFormed(this.area.value) !== examined) return;
    const unit = unitsOf(this.area.value);
    const found = findings.map((finding, rank) => ({
      finding,
      rank,
      start: unit(finding.start),
      end: unit(finding.end),
    }));
    this.entries = found
      .filter(({ start, end }) => start < end)
      .sort((one, other) => one.start - other.start || byRank(one, other));
    this.draw();
  };

  marks(entry) {
    return [...this.mirror.querySelectorAll(".pmkit-mark")].filter((mark) => mark.entries.includes(entry));
  }

  select = (entry) => {
    this.area.focus({ preventScroll: true });
    this.area.setSelectionRange(entry.start, entry.end);
    this.marks(entry)[0]?.scrollIntoView({ block: "nearest" });
  };

  // The lines of an entry that can be seen, as rectangles in the window.
  linesOf = (entry) => {
    const { top, bottom } = this.node.getBoundingClientRect();
    const lines = this.marks(entry).flatMap((mark) => [...mark.getClientRects()]);
    return lines.filter((line) => line.bottom > top && line.top < bottom);
  };

  entryAt = ({ clientX, clientY }) => {
    const below = this.area.getRootNode().elementsFromPoint(clientX, clientY);
    return below.find((one) => one.parentNode === this.mirror)?.entries[0] ?? null;
  };

  // The finding that the cursor stands in, or whose words are selected.
  entryAtCaret = () => {
    const { selectionStart, selectionEnd } = this.area;
    return (
      this.entries.filter(({ start, end }) => start <= selectionStart && selectionEnd <= end).sort(byRank)[0] ?? null
    );
  };
}

function byRank(one, other) {
  return one.rank - other.rank;
}

export const same = (one, other) =>
  one && other && one.finding.check === other.finding.check && one.start === other.start;
