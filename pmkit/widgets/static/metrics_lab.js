// A lab of metrics: numbers that are moved or typed, and what Python says comes of them.

import { button, make, uniqueId } from "./lib/elements.js";
import { keepKeys, watchLook } from "./lib/surroundings.js";

/** @import { View } from "./lib/types.js" */

const PAUSE = 120; // milliseconds of rest until Python is asked: a slider passes by many numbers
const STEPS = 100; // of a slider that has no step of its own

class LabDial {
  constructor(given, changed) {
    this.given = given;
    this.changed = changed;
    const [id, title] = [uniqueId(), uniqueId()];
    const { low, high, step, grows } = given;
    const evenly = step && !grows ? { min: low, max: high, step } : { min: 0, max: STEPS, step: 1 };
    this.slider = make("input", { type: "range", ...evenly, "aria-labelledby": title, oninput: this.moved });
    this.field = make("input", {
      type: "number",
      class: "pmkit-input",
      id,
      min: low,
      max: high,
      step: "any",
      oninput: this.written,
    });
    this.problem = make("p", { class: "pmkit-problem", id: `${id}-problem`, role: "status" });
    const unit = make("span", { class: "pmkit-lab-unit" }, given.unit);
    this.node = make(
      "div",
      { class: "pmkit-field pmkit-lab-dial" },
      make("label", { for: id, id: title, class: "pmkit-label" }, given.title),
      make("div", { class: "pmkit-lab-controls" }, this.slider, this.field, unit),
      this.problem,
    );
  }

  moved = () => {
    this.field.value = String(this.valueAt(Number(this.slider.value)));
    this.say();
    this.changed();
  };

  written = () => {
    if (this.field.value !== "") this.place(Number(this.field.value));
    this.changed();
  };

  // The number at a place of the slider: two digits of it where it grows.
  valueAt(place) {
    const { low, high, step, grows, whole } = this.given;
    if (step && !grows) return place;
    const part = place / STEPS;
    if (!grows) return Number((low + (high - low) * part).toFixed(2));
    const exact = low * (high / low) ** part;
    const value = part % 1 ? Number(exact.toPrecision(2)) : Number(exact.toFixed(2));
    return whole ? Math.round(value) : value;
  }

  place(value) {
    const { low, high, step, grows } = this.given;
    const within = Math.min(Math.max(value, low), high);
    const part = grows ? Math.log(within / low) / Math.log(high / low) : (within - low) / (high - low);
    this.slider.value = String(step && !grows ? within : Math.round(part * STEPS));
    this.say();
  }

  say = () => this.slider.setAttribute("aria-valuetext", `${this.field.value} ${this.given.unit}`);

  show(value) {
    this.field.value = String(value);
    this.place(value);
  }

  read = () => (this.field.value === "" ? null : Number(this.field.value));

  tell(problem) {
    if (this.problem.textContent !== (problem ?? "")) this.problem.textContent = problem ?? "";
    this.problem.hidden = !problem;
    this.field.toggleAttribute("aria-invalid", Boolean(problem));
    if (problem) this.field.setAttribute("aria-describedby", this.problem.id);
    else this.field.removeAttribute("aria-describedby");
  }
}

// What is chosen or not, as 1 or 0.
class LabBox {
  constructor(given, changed) {
    this.given = given;
    const id = uniqueId();
    this.box = make("input", { type: "checkbox", id, onchange: changed });
    this.node = make("div", { class: "pmkit-field pmkit-lab-box" }, this.box, make("label", { for: id }, given.title));
  }

  show(value) {
    this.box.checked = value === 1;
  }

  read = () => Number(this.box.checked);

  tell() {}
}

class MetricsLab {
  constructor(model, el) {
    this.model = model;
    const { title, question, dials, remarks } = model.get("given");
    this.dials = dials.map((one) => [one.id, new (one.box ? LabBox : LabDial)(one, this.changed)]);
    this.seed = model.get("shown").seed;
    this.picture = make("div", { class: "pmkit-lab-picture" });
    this.lines = make("div", { class: "pmkit-lab-lines", role: "status" });
    this.table = make("table", { class: "pmkit-lab-table" });
    const form = make(
      "div",
      { class: "pmkit-lab-dials", role: "group", "aria-label": "What you choose" },
      ...this.dials.map(([, dial]) => dial.node),
      make("div", { class: "pmkit-lab-tools" }, button("As it was", this.reset), button("Other dice", this.again)),
      ...remarks.map((one) => make("p", { class: "pmkit-lab-remark" }, one)),
    );
    const found = make("div", { class: "pmkit-lab-found" }, this.picture, this.lines, this.table);
    this.root = make(
      "div",
      { class: "pmkit-builder pmkit-lab" },
      make("header", { class: "pmkit-header" }, make("h2", { class: "pmkit-title" }, title)),
      make("div", { class: "pmkit-lab-body" }, form, found),
      make("p", { class: "pmkit-lab-question" }, make("b", {}, "To think about: "), question),
    );
    el.append(this.root);
    for (const [id, dial] of this.dials) dial.show(model.get("shown").values[id]);
    this.draw();
    this.hear();
    this.stops = this.listen();
  }

  changed = () => {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(this.send, PAUSE);
  };

  send = () => {
    const values = Object.fromEntries(this.dials.map(([id, dial]) => [id, dial.read()]));
    this.model.set("typed", { values, seed: this.seed });
    this.model.save_changes();
  };

  again = () => {
    this.seed += 1;
    this.changed();
  };

  reset = () => {
    for (const [, dial] of this.dials) dial.show(dial.given.value);
    this.seed = 1;
    this.changed();
  };

  draw = () => {
    this.picture.innerHTML = this.model.get("picture"); // escaped by Python
  };

  hear = () => {
    const { problems, head, rows, lines } = this.model.get("shown");
    for (const [id, dial] of this.dials) dial.tell(problems[id]);
    const said = lines.join("\n");
    if (this.lines.dataset.said !== said) this.lines.replaceChildren(...lines.map((line) => make("p", {}, kept(line))));
    this.lines.dataset.said = said;
    const cells = head.map((one) => make("th", { scope: "col" }, kept(one)));
    this.table.replaceChildren(make("thead", {}, make("tr", {}, ...cells)), make("tbody", {}, ...rows.map(row)));
  };

  listen() {
    const { model, root } = this;
    model.on("change:shown", this.hear);
    model.on("change:picture", this.draw);
    return [
      keepKeys(root),
      watchLook(model, root, this.picture, () => {}),
      () => model.off("change:shown", this.hear),
      () => model.off("change:picture", this.draw),
    ];
  }

  stop = () => {
    clearTimeout(this.waiting);
    for (const stop of this.stops) stop();
  };
}

// A number and its unit stay on one line.
const kept = (text) => text.replace(/(\d) (?=%|[dh]\b|min\b|months?\b|years\b|times\b)/g, "$1\u00a0");

// A row of one cell is a heading over those that follow.
function row([name, ...cells]) {
  if (!cells.length)
    return make("tr", {}, make("th", { colspan: 99, scope: "colgroup", class: "pmkit-heading" }, name));
  return make("tr", {}, make("th", { scope: "row" }, name), ...cells.map((cell) => make("td", {}, kept(cell))));
}

/** @param {View} view */
function render({ model, el }) {
  return new MetricsLab(model, el).stop;
}

export default { render };
