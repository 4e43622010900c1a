// What lies under a field of prose: its text line by line, with the words underlined that findings are about.
// Only lines that changed are drawn again; the browser lays out the others once, however long the text is.

import { make } from "./elements.js";

export const LINE_HEIGHT = 24; // pixels of a line of prose, as in the style sheet

export const byRank = (one, other) => one.rank - other.rank;

// The underlined pieces of a line, by places in it: overlapping findings are cut, and each piece shows the most
// consequential one.
function piecesOf(from, to, entries) {
  const parts = entries.map((entry) => ({ entry, start: Math.max(entry.start, from), end: Math.min(entry.end, to) }));
  const cuts = new Set(parts.flatMap(({ start, end }) => [start, end]));
  const places = [...cuts].sort((one, other) => one - other);
  const numbers = new Map(places.map((place, number) => [place, number]));
  /** @type {any[][]} */
  const covering = places.map(() => []);
  for (const { entry, start, end } of parts) {
    for (let number = numbers.get(start) ?? 0; places[number] < end; number += 1) covering[number].push(entry);
  }
  return covering.flatMap((here, number) =>
    here.length ? [{ start: places[number] - from, end: places[number + 1] - from, entries: here.sort(byRank) }] : [],
  );
}

function linesOf(text, entries) {
  const lines = [];
  let [from, next] = [0, 0];
  /** @type {any[]} */
  let open = []; // what began in a line before and goes on
  for (const words of text.split("\n")) {
    const to = from + words.length;
    while (next < entries.length && entries[next].start < to) {
      open.push(entries[next]);
      next += 1;
    }
    const pieces = open.length ? piecesOf(from, to, open) : [];
    lines.push({ from, words, pieces, node: null });
    open = open.filter(({ end }) => end > to);
    from = to + 1;
  }
  return lines;
}

const isSamePiece = (one, other) =>
  one.start === other.start &&
  one.end === other.end &&
  one.entries.length === other.entries.length &&
  one.entries.every((entry, index) => entry === other.entries[index]);

const isSame = (one, other) =>
  one.words === other.words &&
  one.pieces.length === other.pieces.length &&
  one.pieces.every((piece, index) => isSamePiece(piece, other.pieces[index]));

function drawn({ words, pieces }) {
  const content = [];
  let done = 0;
  for (const { start, end, entries } of pieces) {
    if (start > done) content.push(words.slice(done, start));
    const { severity } = entries[0].finding;
    const mark = make("span", { class: "pmkit-mark", "data-severity": severity }, words.slice(start, end));
    mark.entries = entries;
    content.push(mark);
    done = end;
  }
  // A line that is empty has no height of its own.
  return make("div", {}, ...content, `${words.slice(done)}\n`);
}

export class Mirror {
  constructor() {
    this.node = make("div", { class: "pmkit-mirror", dir: "auto", "aria-hidden": "true" });
    this.lines = []; // { from, words, pieces, node } in the order of the text
  }

  /**
   * @param {string} text
   * @param {{ start: number, end: number, rank: number, finding: any }[]} entries in the order of the text; one that stays is the same object
   */
  draw(text, entries) {
    const [old, now] = [this.lines, linesOf(text, entries)];
    const shared = Math.min(old.length, now.length);
    let head = 0;
    while (head < shared && isSame(old[head], now[head])) head += 1;
    let tail = 0;
    while (tail < shared - head && isSame(old[old.length - 1 - tail], now[now.length - 1 - tail])) tail += 1;
    for (const [index, line] of now.entries()) {
      const known = index < head ? old[index] : old[index - now.length + old.length];
      if (index < head || index >= now.length - tail) line.node = known.node;
    }
    this.change(old.slice(head, old.length - tail), now.slice(head, now.length - tail), old[head - 1]?.node);
    this.lines = now;
  }

  change(gone, come, above) {
    let before = above;
    for (const [index, line] of come.entries()) {
      const there = gone[index];
      line.node = there && isSame(there, line) ? there.node : drawn(line);
      if (there) there.node.replaceWith(line.node);
      else if (before) before.after(line.node);
      else this.node.prepend(line.node);
      before = line.node;
    }
    for (const { node } of gone.slice(come.length)) node.remove();
  }

  marks(entry) {
    const lines = this.lines.filter(({ from, words }) => entry.start < from + words.length && entry.end > from);
    const marks = lines.flatMap(({ node }) => [...node.querySelectorAll(".pmkit-mark")]);
    return marks.filter((mark) => mark.entries.includes(entry));
  }

  // The bottom of the words before a place, in the window.
  bottomAt(place) {
    const line = this.lines.findLast(({ from }) => from <= place);
    let left = place - line.from;
    if (!left) return line.node.getBoundingClientRect().top + LINE_HEIGHT;
    const before = document.createRange();
    before.selectNodeContents(line.node);
    const texts = document.createTreeWalker(line.node, NodeFilter.SHOW_TEXT);
    const length = () => texts.currentNode.nodeValue?.length ?? 0;
    while (texts.nextNode() && left > length()) left -= length();
    before.setEnd(texts.currentNode, Math.min(left, length()));
    return before.getBoundingClientRect().bottom;
  }
}
