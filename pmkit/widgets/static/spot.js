// Statements whose words can be marked; a comparison with the checks is shown where it is asked for.

import { builder } from "./lib/builder.js";
import { button, labelled, make } from "./lib/elements.js";
import { MarkedWords, within } from "./lib/words.js";

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
    const marked = first == null ? null : [first, last];
    this.words = new MarkedWords(words, `Words of statement ${number}`, marked, this.marking);
    const options = [["", "Choose a kind…"], ...kinds].map(([value, name]) => make("option", { value }, name));
    this.kind = make("select", { class: "pmkit-input", onchange: this.chosen }, ...options);
    this.ask = button("Compare", this.compare, { "aria-label": `Compare statement ${number} with the checks` });
    this.verdict = make("div", { class: "pmkit-verdict", role: "status" });
    const row = make("div", { class: "pmkit-row" }, labelled("Kind", this.kind), this.ask);
    const body = make("div", { class: "pmkit-spot-body" }, this.words.node, row, this.verdict);
    const circle = make("span", { class: "pmkit-number", "aria-hidden": "true" }, `${number}`);
    this.node = make("li", { class: "pmkit-spot" }, circle, body);
    /** @type {any} */
    this.compared = null;
    this.isOpen = false;
    this.kind.value = check;
    this.kind.dataset.where = `statement ${number}, kind`;
    this.draw();
  }

  marking = () => {
    if (this.words.marked && this.kind.value === "nothing") this.kind.value = "";
    this.edited();
  };

  edited() {
    [this.compared, this.isOpen] = [null, false];
    this.draw();
    this.changed();
  }

  chosen = () => {
    if (this.kind.value === "nothing") this.words.marked = null;
    this.edited();
  };

  compare = () => {
    this.isOpen = true;
    this.draw();
  };

  draw() {
    this.words.draw();
    const found = this.isOpen ? this.compared?.words : null;
    for (const [index, word] of this.words.buttons.entries()) {
      word.classList.toggle("pmkit-mark", within(found, index));
      if (found) word.dataset.severity = this.compared.finding.severity;
    }
    this.ask.disabled = !(this.kind.value === "nothing" || (this.kind.value && this.words.marked));
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

  read = () => ({
    first: this.words.marked?.[0] ?? null,
    last: this.words.marked?.[1] ?? null,
    check: this.kind.value,
  });
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
