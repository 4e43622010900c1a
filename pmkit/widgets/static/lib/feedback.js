// What is said of an answer stands at the field that it means; beside the form stands only what it is called, and leads there.

import { button, fieldAt, make, uniqueId } from "./elements.js";
import { chipOf, named, remarkNode, remarksOf, slugInWords } from "./remarks.js";

/** @import { Form, Model } from "./types.js" */

const OPEN_AT_ONCE = 3;

// A form whose words are explained where they stand (`atWords`), or that `tells` a remark, shows it itself.
export class Feedback {
  /**
   * @param {Model} model
   * @param {Form} form
   * @param {(finding: any) => void} goTo
   * @param {(finding: any) => string} placed
   */
  constructor(model, form, goTo, placed = ({ where }) => named(where)) {
    this.model = model;
    this.form = form;
    this.goTo = goTo;
    this.placed = placed;
    this.boxes = new Map(); // the remarks of each field, by its name
    this.opened = new Set(); // fields whose remarks somebody asked for
    this.all = [];
    this.everything = false;
    this.drawn = "";
    /** @type {(count: string) => void} */
    this.tellCount = () => {};
    this.list = make("ol", { class: "pmkit-findings" });
    this.more = button(
      "",
      () => {
        this.everything = !this.everything;
        this.draw(true);
      },
      { "aria-expanded": "false" },
    );
    this.points = make("p", { class: "pmkit-points" });
    // Read aloud at each pause: the remarks themselves would be too much to hear.
    this.spoken = make("p", { class: "pmkit-unseen", role: "status" });
    this.untouched = make("p", { class: "pmkit-quiet" });
    this.node = make(
      "div",
      { class: "pmkit-feedback" },
      this.points,
      this.list,
      this.more,
      this.untouched,
      this.spoken,
    );
  }

  fieldOf({ where }) {
    return where ? fieldAt(this.form.node, where) : null;
  }

  atWords(remark) {
    return this.form.atWords && remark.end > remark.start;
  }

  // What the form does not say by itself.
  untold() {
    return this.form.tells ? this.all.filter((remark) => !this.form.tells?.(remark)) : this.all;
  }

  shown(remark, rank) {
    return this.everything || rank < OPEN_AT_ONCE || this.opened.has(remark.where);
  }

  lead = (remark) => {
    this.reveal(remark);
    this.goTo(remark);
  };

  // Marks a remark; opens it where it is not to be seen yet and `opens` says so.
  reveal = ({ key, where }, opens = true) => {
    const remark = this.all.find((one) => one.key === key);
    if (opens && remark && !this.shown(remark, this.untold().indexOf(remark))) {
      this.opened.add(where);
      this.draw(true);
    }
    for (const one of this.form.node.querySelectorAll(".pmkit-remark"))
      one.toggleAttribute("data-current", one.getAttribute("data-key") === key);
  };

  entry(remark, told) {
    const isHere = this.atWords(remark) || this.fieldOf(remark);
    if (!isHere) return make("li", { class: "pmkit-finding" }, remarkNode(remark, told, this.placed, this.lead));
    const quote = this.atWords(remark) && remark.quote ? make("q", { class: "pmkit-quote" }, remark.quote) : null;
    const head = make(
      "button",
      { type: "button", class: "pmkit-finding-head", onclick: () => this.lead(remark), title: "Go to these words" },
      chipOf(remark),
      " ",
      make("span", { class: "pmkit-where" }, this.placed(remark)),
      " ",
      make("span", { class: "pmkit-name" }, remark.name),
      quote && " ",
      quote,
    );
    return make("li", { class: "pmkit-finding" }, head);
  }

  // Each field that something is said of has a box below it, kept as long as it says the same.
  drawBoxes(told) {
    const fields = new Map();
    this.untold().forEach((remark, rank) => {
      const field = this.atWords(remark) ? null : this.fieldOf(remark);
      if (!field) return;
      const { where } = field.dataset;
      fields.set(where, [...(fields.get(where) ?? []), { remark, isShown: this.shown(remark, rank) }]);
    });
    for (const [where, box] of this.boxes) if (!fields.has(where)) this.drop(where, box);
    for (const [where, remarks] of fields) this.fill(where, remarks, told);
  }

  drop(where, box) {
    box.remove();
    this.boxes.delete(where);
    this.describe(box.field, box.id, false);
  }

  fill(where, remarks, told) {
    const field = fieldAt(this.form.node, where);
    const box = this.boxes.get(where) ?? make("div", { class: "pmkit-remarks", id: uniqueId() });
    this.boxes.set(where, box);
    const open = new Set(
      [...box.querySelectorAll("details[open]")].map((details) => details.closest(".pmkit-remark").dataset.key),
    );
    const hadFocus = box.contains(document.activeElement);
    const hidden = remarks.filter(({ isShown }) => !isShown).length;
    const nodes = remarks
      .filter(({ isShown }) => isShown)
      .map(({ remark }) => remarkNode(remark, told, this.placed, this.lead));
    for (const one of nodes) if (open.has(one.dataset.key)) one.querySelector("details").open = true;
    const words = hidden === 1 ? "1 more note" : `${hidden} more notes`;
    const ask = button(words, () => [this.opened.add(remarks[0].remark.where), this.draw(true)], {
      class: "pmkit-link",
      "aria-label": `${words} at ${this.placed(remarks[0].remark)}`,
    });
    box.replaceChildren(...nodes, ...(hidden ? [ask] : []));
    const anchor = field.closest("[data-remarks], .pmkit-row") ?? field.closest(".pmkit-field");
    const reading = anchor.nextElementSibling;
    const above = reading?.matches(".pmkit-reading") ? reading : anchor; // first what a line was read as
    if (above.nextElementSibling !== box) above.after(box);
    if (box.field !== field) this.describe(box.field, box.id, false);
    this.describe(field, box.id, true);
    box.field = field;
    if (hadFocus) field.focus();
  }

  describe(field, id, isDescribed) {
    if (!field) return;
    const others = (field.getAttribute("aria-describedby") ?? "").split(" ").filter((one) => one && one !== id);
    const ids = isDescribed ? [...others, id] : others;
    if (ids.length) field.setAttribute("aria-describedby", ids.join(" "));
    else field.removeAttribute("aria-describedby");
  }

  // Whether every box still stands below its field: a form that draws itself anew takes them away.
  standing() {
    return [...this.boxes].every(([where, box]) => box.isConnected && fieldAt(this.form.node, where));
  }

  draw = (force = false) => {
    const { findings = [], criteria = [], points: earned, max, points_up_to: most } = this.model.get("shown");
    const now = JSON.stringify([findings, criteria, earned, max, most]);
    if (now === this.drawn && !force && this.standing()) return;
    this.drawn = now;
    this.all = remarksOf({ findings, criteria });
    const told = new Map();
    this.drawBoxes(told);
    const hadFocus = this.list.contains(document.activeElement);
    this.list.replaceChildren(
      ...this.all
        .filter((_remark, rank) => this.everything || rank < OPEN_AT_ONCE)
        .map((remark) => this.entry(remark, told)),
    );
    if (!this.all.length && !criteria.length)
      this.list.append(make("li", { class: "pmkit-quiet" }, "Nothing to point out just now."));
    const waiting = criteria
      .filter(({ outcome }) => outcome === "unattempted")
      .map(({ id }) => slugInWords(id).toLowerCase());
    this.untouched.textContent =
      waiting.length < criteria.length ? `Not begun yet: ${waiting.join(", ")}.` : "Not begun yet.";
    this.untouched.hidden = !waiting.length;
    this.more.hidden = this.all.length <= OPEN_AT_ONCE;
    this.more.textContent = this.everything ? "Show fewer" : `Show ${this.all.length - OPEN_AT_ONCE} more`;
    this.more.setAttribute("aria-expanded", String(this.everything));
    this.points.hidden = max == null;
    this.points.textContent = max == null ? "" : pointsSoFar(earned, most, max);
    this.spoken.textContent = summary(this.all, criteria, this.placed);
    this.tellCount(this.all.length ? `${this.all.length}` : "");
    if (hadFocus) this.list.querySelector("button")?.focus();
  };

  onCount = (tell) => (this.tellCount = tell);
}

// A range where a person has still to read something.
function pointsSoFar(earned, most, max) {
  const now = Math.round(earned * 10) / 10;
  const later = Math.round((most ?? earned) * 10) / 10;
  return later > now ? `${now} of ${max} points now, up to ${later} once read` : `${now} of ${max} points so far`;
}

function summary(all, criteria, placed) {
  if (!all.length) return criteria.length ? "Not begun yet." : "Nothing to point out just now.";
  const first = placed(all[0]);
  return `${all.length === 1 ? "1 thing" : `${all.length} things`} to look at${first ? `, first at ${first}` : ""}.`;
}
