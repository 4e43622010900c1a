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
    items = given.map((statement, index) => spotItem(statement, index + 1, model.get("kinds"), changed));
    const list = make("ol", { class: "pmkit-spots" }, ...items.map((item) => item.node));
    node.replaceChildren(items.length ? list : make("p", { class: "pmkit-quiet" }, "No statements are given here."));
  };
  const read = () => ({ statements: items.map((item) => item.read()) });
  const hear = ({ answer }) => {
    for (const [index, item] of items.entries()) item.hear(answer.statements[index]);
  };
  return { node, show, read, hear };
}

function spotItem({ words, first, last, check }, number, kinds, changed) {
  const buttons = words.map((word, index) =>
    make(
      "button",
      {
        type: "button",
        class: "pmkit-word",
        tabindex: index ? -1 : 0,
        onclick: () => click(index),
        onpointerdown: (event) => press(event, index),
        onpointerenter: (event) => drag(event, index),
      },
      word,
    ),
  );
  const spaced = buttons.flatMap((button, index) => (index ? [" ", button] : [button]));
  const group = make(
    "div",
    { class: "pmkit-words", role: "group", "aria-label": `Words of statement ${number}`, onkeydown: key },
    ...spaced,
  );
  const options = [["", "Choose a kind…"], ...kinds].map(([value, name]) => make("option", { value }, name));
  const kind = make("select", { class: "pmkit-input", onchange: chosen }, ...options);
  const ask = button("Compare", compare, { "aria-label": `Compare statement ${number} with the checks` });
  const verdict = make("div", { class: "pmkit-verdict", role: "status" });
  const row = make("div", { class: "pmkit-row" }, labelled("Kind", kind), ask);
  const body = make("div", { class: "pmkit-spot-body" }, group, row, verdict);
  const circle = make("span", { class: "pmkit-number", "aria-hidden": "true" }, `${number}`);
  const node = make("li", { class: "pmkit-spot" }, circle, body);
  let marked = first == null ? null : [first, last];
  let origin = null; // where the pointer went down
  let dragged = false;
  /** @type {any} */
  let compared = null;
  let isOpen = false;
  kind.value = check;
  kind.dataset.where = `statement ${number}, kind`;

  function mark(range) {
    marked = range;
    if (marked && kind.value === "nothing") kind.value = "";
    edited();
  }

  function edited() {
    [compared, isOpen] = [null, false];
    draw();
    changed();
  }

  function chosen() {
    if (kind.value === "nothing") marked = null;
    edited();
  }

  function click(index) {
    if (!dragged) mark(toggled(marked, index));
    dragged = false;
  }

  function press(event, index) {
    // A finger keeps its first word; it can tap the next one.
    event.target.releasePointerCapture?.(event.pointerId);
    [origin, dragged] = [index, false];
  }

  function drag(event, index) {
    if (!event.buttons || origin === null || index === origin) return;
    dragged = true;
    mark([Math.min(origin, index), Math.max(origin, index)]);
  }

  function key(event) {
    const at = buttons.indexOf(event.target);
    const steps = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: buttons.length - 1 };
    const to = steps[event.key];
    if (to === undefined || at < 0) return;
    event.preventDefault();
    if (!buttons[to]) return;
    go(to);
    if (event.shiftKey) {
      const [from, until] = marked ?? [at, at];
      mark(at === from && at !== until ? sorted(to, until) : sorted(from, to));
    }
  }

  function go(index) {
    for (const [other, one] of buttons.entries()) one.setAttribute("tabindex", other === index ? 0 : -1);
    buttons[index].focus();
  }

  function compare() {
    isOpen = true;
    draw();
  }

  function draw() {
    const within = (range, index) => Boolean(range) && range[0] <= index && index <= range[1];
    const found = isOpen ? compared?.words : null;
    buttons.forEach((button, index) => {
      button.setAttribute("aria-pressed", String(within(marked, index)));
      button.classList.toggle("pmkit-mark", within(found, index));
      if (found) button.dataset.severity = compared.finding.severity;
    });
    ask.disabled = !(kind.value === "nothing" || (kind.value && marked));
    verdict.replaceChildren(...(isOpen && compared ? told(compared) : []));
  }

  function told({ outcome, says, finding }) {
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
  function hear(statement) {
    const now = read();
    if (!statement || ["first", "last", "check"].some((name) => statement[name] !== now[name])) return;
    compared = statement.compared;
    draw();
  }

  const read = () => ({ first: marked?.[0] ?? null, last: marked?.[1] ?? null, check: kind.value });
  draw();
  return { node, read, hear };
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
