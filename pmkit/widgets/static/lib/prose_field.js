// A text field whose findings are underlined in place: an ordinary textarea over a mirror of its text.
// The mirror gives the field its height and carries the underlines; selection and spelling stay native.

import { make, unitsOf } from "./elements.js";
import { byRank, LINE_HEIGHT, Mirror } from "./mirror.js";

// What Python got: half of a character pair can be typed, but not kept.
const wellFormed = (text) => text.replace(/\p{Surrogate}/gu, "\ufffd");

export class ProseField {
  constructor(attributes) {
    this.area = make("textarea", { class: "pmkit-prose-text", spellcheck: true, dir: "auto", rows: 1, ...attributes });
    this.mirror = new Mirror();
    this.node = make(
      "div",
      { class: "pmkit-prose" },
      make("div", { class: "pmkit-prose-sheet" }, this.mirror.node, this.area),
    );
    this.before = "";
    this.entries = []; // { finding, start, end } in UTF-16 units, in the order of the text
    // A field that is as high as its text does not scroll to the cursor by itself.
    this.area.reveal = (caret) => {
      const line = this.mirror.bottomAt(caret);
      const { top, bottom } = this.node.getBoundingClientRect();
      if (line - LINE_HEIGHT < top) this.node.scrollTop += line - LINE_HEIGHT - top;
      else if (line + LINE_HEIGHT > bottom) this.node.scrollTop += line + LINE_HEIGHT - bottom;
    };
    this.area.addEventListener("input", this.follow);
  }

  draw() {
    this.before = this.area.value;
    this.mirror.draw(this.before, this.entries);
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
    this.entries = this.entries.filter((entry) => entry.end <= head || entry.start >= old.length - tail);
    for (const entry of this.entries.filter(({ end }) => end > head)) {
      entry.start += grown;
      entry.end += grown;
    }
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
      .map((entry) => this.known(entry))
      .sort((one, other) => one.start - other.start || byRank(one, other));
    this.draw();
  };

  // An entry that says the same of the same words stays the same one: its line is not drawn again.
  known(entry) {
    const there = this.entries.find((one) => same(one, entry) && one.end === entry.end && isAlike(one, entry));
    return there ? Object.assign(there, entry) : entry;
  }

  select = (entry) => {
    this.area.focus({ preventScroll: true });
    this.area.setSelectionRange(entry.start, entry.end);
    this.mirror.marks(entry)[0]?.scrollIntoView({ block: "nearest" });
  };

  // The lines of an entry that can be seen, as rectangles in the window.
  linesOf = (entry) => {
    const { top, bottom } = this.node.getBoundingClientRect();
    const lines = this.mirror.marks(entry).flatMap((mark) => [...mark.getClientRects()]);
    return lines.filter((line) => line.bottom > top && line.top < bottom);
  };

  entryAt = ({ clientX, clientY }) => {
    const below = this.area.getRootNode().elementsFromPoint(clientX, clientY);
    return below.find((one) => one.entries && this.mirror.node.contains(one))?.entries[0] ?? null;
  };

  // The finding that the cursor stands in, or whose words are selected.
  entryAtCaret = () => {
    const { selectionStart, selectionEnd } = this.area;
    return (
      this.entries.filter(({ start, end }) => start <= selectionStart && selectionEnd <= end).sort(byRank)[0] ?? null
    );
  };
}

const TOLD = ["severity", "says", "why", "instead", "example"];
const isAlike = (one, other) => TOLD.every((part) => one.finding[part] === other.finding[part]);

export const same = (one, other) =>
  one && other && one.finding.check === other.finding.check && one.start === other.start;
