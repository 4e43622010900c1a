// What a simulated quarter assumes, each with a slider and the reason for its value.

import { button, labelled, make } from "./lib/elements.js";

export class Dials {
  constructor(given, edited) {
    this.given = given;
    this.edited = edited;
    this.rows = given.map((one) => this.row(one));
    const back = button("As they were", this.reset);
    const about = "Nobody has measured these in your team. Move one and see what your choice is worth then.";
    this.summary = make("summary", { class: "pmkit-heading" });
    this.node = make(
      "details",
      { class: "pmkit-part pmkit-quarter-dials" },
      this.summary,
      make("p", { class: "pmkit-quarter-about" }, about),
      make("div", { class: "pmkit-quarter-grid" }, ...this.rows.map(({ node }) => node)),
      back,
    );
  }

  row({ id, title, says, unit, low, high, step }) {
    const shown = make("output", {});
    const draw = () => {
      shown.textContent = unit === "%" ? `${Math.round(100 * range.value)} %` : `${Number(range.value)} ${unit}`;
      range.setAttribute("aria-valuetext", shown.textContent);
    };
    const moving = () => {
      draw();
      this.head();
    };
    // While it is dragged nothing is asked of Python: a new assumption is worked out over thousands of quarters.
    const heard = { oninput: moving, onchange: this.edited, "data-where": `assumptions, ${id}` };
    const range = make("input", { type: "range", min: low, max: high, step, ...heard });
    const node = labelled(title, range, { node: make("div", { class: "pmkit-quarter-dial" }, range, shown) });
    node.append(make("p", { class: "pmkit-quarter-about" }, says));
    return { node, range, draw };
  }

  reset = () => {
    this.show(this.given.map(({ value }) => value));
    this.edited();
  };

  show(values) {
    for (const [index, { range, draw }] of this.rows.entries()) {
      range.value = String(values[index]);
      draw();
    }
    this.head();
  }

  head() {
    const moved = this.read().filter((value, index) => value !== this.given[index].value).length;
    this.summary.textContent = `What the quarter assumes${moved ? ` (${moved} moved)` : ""}`;
  }

  read = () => this.rows.map(({ range }) => Number(range.value));
}
