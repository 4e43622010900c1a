// Statements whose words can be marked; a comparison with the checks is shown where it is asked for.

import { builder } from "./lib/builder.js";
import { button, labelled, make } from "./lib/elements.js";

const SPOT_PAUSE = 60; // milliseconds until a choice is sent: it is a click, no typing
const OUTCOMES = { agrees: "Agrees", partly: "Agrees in part", differs: "Differs" };

function spotForm(_root, changed, model) {
  const node = make("div", { class: "pmkit-form" });
  let items = [];
  let given = []; // each statement with its words, which is not read from the fields

  const show = ({ statements }) => {
    given = statements.map((statement, index) => ({ words: given[index]?.words, ...statement }));
    items = given.map((statement, index) => new SpotItem(statement, index + 1, model.get("kinds"), changed));
    const list = make("ol", { class: "pmkit-spots" }, ...items.map((item) => item.node));
    node.replaceChildren(items.length ? list : make("p", { class: "pmkit-quiet" }, "No statements are given here."));
  };
  const read = () => ({ statements: items.map((item) => item.read()) });
  const hear = ({ answer }) => {
    for (const [index, item] of items.entries()) item.hear(answer.statements[index]);
  };
  return { node, show, read, hear };
}

class SpotItem {
  constructor({ words, first, last, check }, number, kinds, changed) {
    this.changed = changed;
    this.buttons = words.map((word, index) =>
      make(
        "button",
        {
          type: "button",
          class: "pmkit-word",
          tabindex: index ? -1 : 0,
          onclick: () => this.click(index),
          onpointerdown: (event) => this.press(event, index),
          onpointerenter: (event) => this.drag(event, index),
        },
        word,
      ),
    );
    const spaced = this.buttons.flatMap((button, index) => (index ? [" ", button] : [button]));
    const group = make(
      "div",
      { class: "pmkit-words", role: "group", "aria-label": `Words of statement ${number}`, onkeydown: this.key },
      ...spaced,
    );
    const options = [["", "Choose a kind…"], ...kinds].map(([value, name]) => make("option", { value }, name));
    this.kind = make("select", { class: "pmkit-input", onchange: this.chosen }, ...options);
    this.ask = button("Compare", this.compare, { "aria-label": `Compare statement ${number} with the checks` });
    this.verdict = make("div", { class: "pmkit-verdict", role: "status" });
    const row = make("div", { class: "pmkit-row" }, labelled("Kind", this.kind), this.ask);
    const body = make("div", { class: "pmkit-spot-body" }, group, row, this.verdict);
    const circle = make("span", { class: "pmkit-number", "aria-hidden": "true" }, `${number}`);
    this.node = make("li", { class: "pmkit-spot" }, circle, body);
    this.marked = first == null ? null : [first, last];
    this.origin = null; // where the pointer went down
    this.dragged = false;
    /** @type {any} */
    this.compared = null;
    this.isOpen = false;
    this.kind.value = check;
    this.kind.dataset.where = `statement ${number}, kind`;
    this.draw();
  }

  mark(range) {
    this.marked = range;
    if (this.marked && this.kind.value === "nothing") this.kind.value = "";
    this.edited();
  }

  edited() {
    [this.compared, this.isOpen] = [null, false];
    this.draw();
    this.changed();
  }

  chosen = () => {
    if (this.kind.value === "nothing") this.marked = null;
    this.edited();
  };

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

  compare = () => {
    this.isOpen = true;
    this.draw();
  };

  draw() {
    const within = (range, index) => Boolean(range) && range[0] <= index && index <= range[1];
    const found = this.isOpen ? this.compared?.words : null;
    this.buttons.forEach((button, index) => {
      button.setAttribute("aria-pressed", String(within(this.marked, index)));
      button.classList.toggle("pmkit-mark", within(found, index));
      if (found) button.dataset.severity = this.compared.finding.severity;
    });
    this.ask.disabled = !(this.kind.value === "nothing" || (this.kind.value && this.marked));
    this.verdict.replaceChildren(...(this.isOpen && this.compared ? this.told(this.compared) : []));
  }

  told({ outcome, says, finding }) {
    const head = make(
      "p",
      {},
      make("span", { class: "pmkit-outcome", "data-outcome": outcome }, OUTCOMES[outcome]),
      " ",
      says,
    );
    if (!finding) return [head];
    return [
      head,
      make("p", { class: "pmkit-why" }, finding.why),
      make("p", { class: "pmkit-instead" }, finding.instead),
    ];
  }

  // What Python says of an older mark is not about this one.
  hear = (statement) => {
    const now = this.read();
    if (!statement || ["first", "last", "check"].some((name) => statement[name] !== now[name])) return;
    this.compared = statement.compared;
    this.draw();
  };

  read = () => ({ first: this.marked?.[0] ?? null, last: this.marked?.[1] ?? null, check: this.kind.value });
}

const sorted = (one, other) => [Math.min(one, other), Math.max(one, other)];

// Marked words are neighbours: a word outside is added with all between, one at an end is taken off.
function toggled(marked, index) {
  if (!marked) return [index, index];
  const [first, last] = marked;
  if (index < first) return [index, last];
  if (index > last) return [first, index];
  if (first === last) return null;
  if (index === first) return [first + 1, last];
  return index === last ? [first, last - 1] : [index, index];
}

const SPOT = {
  name: "pmkit-spot-builder",
  title: "Spot it",
  makeForm: spotForm,
  help: "← and → go from word to word · Space marks a word · Shift+← and Shift+→ mark the words between · Tab goes on to the kind",
  hasPicture: false,
  hasFeedback: false,
  pause: SPOT_PAUSE,
};

export default { render: (view) => builder(view, SPOT) };
