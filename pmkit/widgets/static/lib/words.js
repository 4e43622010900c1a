// A text whose words can be marked: by clicks, by dragging, or by keys. Marked words are neighbours.

import { make } from "./elements.js";

export class MarkedWords {
  /**
   * @param {string[]} words
   * @param {string} label
   * @param {number[] | null} marked
   * @param {() => void} onmark called when the marking has changed
   */
  constructor(words, label, marked, onmark) {
    this.onmark = onmark;
    this.marked = marked;
    /** @type {number?} */
    this.origin = null; // where the pointer went down
    this.dragged = false;
    this.buttons = words.map((word, index) => this.word(word, index));
    const spaced = this.buttons.flatMap((button, index) => (index ? [" ", button] : [button]));
    const about = { class: "pmkit-words", role: "group", "aria-label": label, onkeydown: this.key };
    this.node = make("div", about, ...spaced);
    this.draw();
  }

  word(word, index) {
    const about = {
      type: "button",
      class: "pmkit-word",
      tabindex: index ? -1 : 0,
      onclick: () => this.click(index),
      onpointerdown: (event) => this.press(event, index),
      onpointerenter: (event) => this.drag(event, index),
    };
    return make("button", about, word);
  }

  mark(range) {
    this.marked = range;
    this.onmark();
  }

  click(index) {
    if (!this.dragged) this.mark(toggled(this.marked, index));
    this.dragged = false;
  }

  press(event, index) {
    // A finger keeps its first word; it can tap the next one.
    event.target.releasePointerCapture?.(event.pointerId);
    [this.origin, this.dragged] = [index, false];
  }

  drag(event, index) {
    if (!event.buttons || this.origin === null || index === this.origin) return;
    this.dragged = true;
    this.mark([Math.min(this.origin, index), Math.max(this.origin, index)]);
  }

  key = (event) => {
    const at = this.buttons.indexOf(event.target);
    const steps = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: this.buttons.length - 1 };
    const to = steps[event.key];
    if (to === undefined || at < 0) return;
    event.preventDefault();
    if (!this.buttons[to]) return;
    this.go(to);
    if (event.shiftKey) {
      const [from, until] = this.marked ?? [at, at];
      this.mark(at === from && at !== until ? sorted(to, until) : sorted(from, to));
    }
  };

  go(index) {
    for (const [other, one] of this.buttons.entries()) one.setAttribute("tabindex", other === index ? 0 : -1);
    this.buttons[index].focus();
  }

  draw() {
    for (const [index, button] of this.buttons.entries())
      button.setAttribute("aria-pressed", String(within(this.marked, index)));
  }
}

const sorted = (one, other) => [Math.min(one, other), Math.max(one, other)];

export const within = (range, index) => Boolean(range) && range[0] <= index && index <= range[1];

// A word outside is added with all between, one at an end is taken off.
function toggled(marked, index) {
  if (!marked) return [index, index];
  const [first, last] = marked;
  if (index < first) return [index, last];
  if (index > last) return [first, index];
  if (first === last) return null;
  if (index === first) return [first + 1, last];
  return index === last ? [first, last - 1] : [index, index];
}
