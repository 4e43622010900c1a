// Action items to be chosen for a quarter, each with an owner and a priority; what comes of them once it is run.

import { builder } from "./lib/builder.js";
import { button, labelled, make, uniqueId } from "./lib/elements.js";
import { Dials } from "./quarter_dials.js";

const CLICK_PAUSE = 60; // milliseconds until a choice is sent: it is a click, no typing

function quarterForm(_root, changed, model, frame) {
  const form = new QuarterForm(() => changed(CLICK_PAUSE), model.get("given"), frame);
  return {
    node: form.node,
    show: form.show,
    read: form.read,
    hear: form.hear,
    // A quarter that was run stays run, whatever is undone.
    state: () => ({ items: form.read().items, dials: form.read().dials }),
    panes: [{ key: "quarter", title: "The quarter", content: form.told }],
  };
}

class QuarterForm {
  constructor(changed, given, frame) {
    this.changed = changed;
    this.given = given;
    this.frame = frame;
    this.seed = 0;
    this.items = given.items.map((item, index) => new OfferedItem(item, index + 1, given.priorities, this.edited));
    this.dials = new Dials(given.dials, this.edited);
    this.meters = make("ul", { class: "pmkit-quarter-meters", "aria-label": "What is left" });
    this.trouble = make("div", { class: "pmkit-quarter-trouble", role: "status" });
    this.run = button("Run the quarter", this.play, { class: "pmkit-button pmkit-quarter-run" });
    this.told = make("div", { class: "pmkit-quarter-told", role: "status" });
    const bar = make("div", { class: "pmkit-quarter-bar" }, this.meters, this.run, this.trouble);
    const says = make("p", { class: "pmkit-quarter-says" }, `${given.says} Choose at most ${given.most}.`);
    this.node = make("div", { class: "pmkit-form" }, says, ...this.sections(), this.dials.node, bar);
  }

  // The items of an incident under its heading.
  sections() {
    return this.given.incidents.map(({ title, about }, place) => {
      const rows = this.items.filter((item) => item.incident === place).map((item) => item.node);
      return make(
        "section",
        { class: "pmkit-part pmkit-quarter-incident", "aria-label": title },
        make("h3", {}, title),
        make("p", { class: "pmkit-quarter-about" }, about),
        make("ul", {}, ...rows),
      );
    });
  }

  edited = () => {
    for (const item of this.items) item.draw();
    this.changed();
  };

  play = () => {
    this.seed += 1;
    this.frame.open("quarter");
    this.changed();
  };

  // What an undo brings back has neither the quarter nor what was said of it.
  show = (answer) => {
    this.seed = answer.seed ?? this.seed;
    for (const [index, item] of this.items.entries()) item.show(answer.items[index]);
    this.dials.show(answer.dials);
    if (answer.meters) this.tell(answer);
  };

  read = () => ({ items: this.items.map((item) => item.read()), dials: this.dials.read(), seed: this.seed });

  hear = ({ answer }) => this.tell(answer);

  tell({ meters, problems, told, seed }) {
    const chosen = this.items.filter((item) => item.read().chosen).length;
    const count = { title: "Items", used: chosen, days: this.given.most, unit: "" };
    this.meters.replaceChildren(...meters.map((one) => meter({ unit: " days", ...one })), meter(count));
    this.run.textContent = seed ? "Another quarter" : "Run the quarter";
    this.run.disabled = problems.length > 0;
    say(this.trouble, problems.length ? problems.map((one) => make("p", {}, one)) : []);
    say(this.told, told ? story(told, seed) : [make("p", {}, this.waiting(problems, seed))]);
  }

  waiting(problems, seed) {
    if (problems.length) return "This choice has no room in the quarter yet.";
    return seed ? "…" : "Choose, guess what will come of it, then run the quarter.";
  }
}

// Words that are new: what is said once is not said again to a screen reader.
function say(node, parts) {
  const text = parts.map((part) => part.textContent).join("\n");
  if (node.dataset.said === text) return;
  node.dataset.said = text;
  node.replaceChildren(...parts);
}

function meter({ title, used, days, unit }) {
  const bar = make("span", { class: "pmkit-quarter-meter", "aria-hidden": "true" }, make("span", {}));
  /** @type {HTMLElement} */ (bar.firstChild).style.width = `${Math.min(100, (100 * used) / days)}%`;
  const words = `${title}: ${used} of ${days}${unit}`;
  return make("li", { "data-over": used > days }, words, bar);
}

function story({ happened, chance, remarks, items, incidents }, seed) {
  const list = (lines) => make("ul", { class: "pmkit-quarter-list" }, ...lines.map((line) => make("li", {}, line)));
  const fate = ([text, state, words]) =>
    make("li", {}, make("span", { class: "pmkit-fate", "data-fate": state }, words), make("span", {}, text));
  const came = incidents.length ? list(incidents) : make("p", {}, "Nothing came back.");
  return [
    make("h4", {}, `Quarter ${seed}`),
    ...happened.map((line) => make("p", {}, line)),
    ...remarks.map((line) => make("p", { class: "pmkit-quarter-remark" }, line)),
    make("h4", {}, "What of it was chance"),
    ...chance.map((line) => make("p", {}, line)),
    items.length ? make("h4", {}, "Your items") : null,
    items.length ? make("ul", { class: "pmkit-quarter-list" }, ...items.map(fate)) : null,
    make("h4", {}, "What came back"),
    came,
  ].filter((part) => part !== null);
}

class OfferedItem {
  constructor({ text, about, effect, incident, people, others }, number, priorities, edited) {
    this.incident = incident;
    const id = uniqueId();
    const on = (name) => ({ onchange: edited, "data-where": `item ${number}, ${name}` });
    this.box = make("input", { type: "checkbox", id, "data-field": "", ...on("id") });
    this.owner = choice(on("owner"), "nobody yet", people, others);
    this.priority = choice(on("priority"), "none yet", priorities, []);
    const label = make("label", { for: id, class: "pmkit-quarter-text" }, text);
    const meta = make("p", { class: "pmkit-quarter-about" }, `${about}; ${effect}`);
    const fields = make(
      "div",
      { class: "pmkit-row pmkit-quarter-fields" },
      labelled("Owner", this.owner),
      labelled("Priority", this.priority),
    );
    this.fields = fields;
    const body = make("div", { class: "pmkit-quarter-body" }, label, meta, fields);
    this.node = make("li", { class: "pmkit-quarter-item" }, this.box, body);
    for (const field of [this.owner, this.priority]) field.setAttribute("aria-describedby", id);
  }

  show({ chosen, owner, priority }) {
    [this.box.checked, this.owner.value, this.priority.value] = [chosen, owner, priority];
    this.draw();
  }

  draw() {
    this.fields.hidden = !this.box.checked;
    this.node.classList.toggle("pmkit-quarter-chosen", this.box.checked);
  }

  read = () => ({ chosen: this.box.checked, owner: this.owner.value, priority: this.priority.value });
}

function choice(attributes, blank, first, others) {
  const option = ([value, name]) => make("option", { value }, name);
  const group = others.length ? make("optgroup", { label: "Other teams" }, ...others.map(option)) : null;
  return make("select", { class: "pmkit-input", ...attributes }, option(["", blank]), ...first.map(option), group);
}

const QUARTER = {
  name: "pmkit-quarter-builder",
  title: "A simulated quarter",
  makeForm: quarterForm,
  help: "Tab goes from item to item, Space chooses one · then Tab goes on to its owner and its priority, ↑ and ↓ choose · the bar below says what is left and runs the quarter",
  hasFeedback: false,
};

export default { render: (view) => builder(view, QUARTER) };
