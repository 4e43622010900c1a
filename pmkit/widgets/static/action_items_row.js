// One action item: what is needed first in view, what is seldom needed behind "More", and its letters below.

import { Lights, SAYS } from "./action_items_lights.js";
import { choiceField, lineField } from "./lib/cards.js";
import { button, fitTexts, labelled, make, textarea, uniqueId } from "./lib/elements.js";
import { nameTools, rowKeys, tool } from "./lib/list_editor.js";

const MORE = ["problem", "ticket", "created", "competes_with"];
const TOOLS = { up: "Move up", down: "Move down", remove: "Remove" };

const date = (key) => make("input", { type: "date", class: "pmkit-input", "data-key": key });
const told = ([value, words]) => [value, `${value} – ${words}`];

// As high as its words: by the browser where it can, which costs nothing in a long list.
const wordsField = (attributes) =>
  CSS.supports("field-sizing", "content")
    ? make("textarea", { class: "pmkit-input pmkit-sized", rows: 1, spellcheck: true, ...attributes })
    : textarea(attributes);

function controlsOf({ kinds, priorities, levers }, roster) {
  return {
    text: wordsField({ "data-key": "text", dir: "auto", placeholder: "Alert … when …; cap …; add … to …" }),
    owner: lineField("owner", { list: roster }),
    due: date("due"),
    priority: choiceField("priority", priorities.map(told)),
    kind: choiceField("kind", kinds.map(told)),
    success: lineField("success", { placeholder: "what one will see then" }),
    effect: choiceField(
      "effect",
      levers.map(({ id, says }) => [id, says]),
    ),
    effect_number: make("input", { type: "number", step: "any", class: "pmkit-input", "data-key": "effect_number" }),
    problem: lineField("problem"),
    ticket: lineField("ticket"),
    created: date("created"),
  };
}

// Its `item` stands in the list, and `item.row` is the row.
export class ItemRow {
  constructor(values, settings, hooks) {
    this.settings = settings;
    this.hooks = hooks;
    this.number = 0;
    this.noted = 0; // of what "More" hides, how many fields something is said of
    /** @type {any[]} */
    this.competes = [];
    this.known = null; // what it holds, until somebody changes it
    this.controls = controlsOf(settings, hooks.roster);
    this.lights = new Lights(settings);
    this.circle = make("span", { class: "pmkit-number", "aria-hidden": "true" });
    this.state = make("span", { class: "pmkit-action-item-state" });
    this.unit = make("span", { class: "pmkit-unit" });
    this.chips = make("span", { class: "pmkit-competing" });
    this.other = make("select", { class: "pmkit-input", "data-key": "competes_with", onchange: this.addOther });
    this.fold = button("More", () => this.unfold(this.more.hidden), { class: "pmkit-button pmkit-more-fold" });
    this.tools = make("div", { class: "pmkit-tools", role: "group" }, ...this.toolButtons());
    this.item = make("li", { class: "pmkit-action-item", onkeydown: this.keys }, this.circle, this.body());
    this.item.row = this;
    this.unfold(false);
    this.controls.effect.addEventListener("change", this.claim);
    this.write(values);
  }

  toolButtons() {
    const { move, remove } = this.hooks;
    return [
      tool("up", "↑", TOOLS.up, () => move(this.item, -1)),
      tool("down", "↓", TOOLS.down, () => move(this.item, 1)),
      tool("remove", "×", TOOLS.remove, () => remove(this.item)),
    ];
  }

  body() {
    const field = (key, attributes = {}) => {
      const made = labelled(SAYS[key], this.controls[key], attributes);
      made.dataset.part = key;
      return made;
    };
    const text = field("text");
    const label = text.querySelector("label");
    label.className = "pmkit-question";
    text.prepend(make("div", { class: "pmkit-card-head" }, label, this.state, this.tools));
    const facts = ["owner", "due", "priority", "kind"].map((key) => field(key));
    const claims = make("div", { class: "pmkit-row pmkit-claims" }, field("effect"), field("effect_number"), this.unit);
    for (const one of claims.querySelectorAll(".pmkit-field")) one.classList.add("pmkit-beside-label");
    claims.hidden = !this.settings.levers.length;
    const success = field("success");
    success.classList.add("pmkit-beside-label");
    success.append(this.fold);
    const others = labelled(SAYS.competes_with, this.other, {
      node: make("span", { class: "pmkit-others" }, this.chips, this.other),
    });
    others.dataset.part = "competes_with";
    const seldom = [field("problem"), field("ticket"), field("created"), others];
    this.more = make("div", { class: "pmkit-row pmkit-action-item-more", id: uniqueId() }, ...seldom);
    this.fold.setAttribute("aria-controls", this.more.id);
    const { node, said } = this.lights;
    const row = make("div", { class: "pmkit-row pmkit-action-item-facts" }, ...facts);
    return make("div", { class: "pmkit-action-item-body" }, text, row, success, this.more, claims, node, said);
  }

  keys = (event) => {
    // There Alt and an arrow open what there is to choose from.
    if (event.altKey && event.target.matches("select, [type=date]")) return;
    const add = () => this.hooks.add(this.item);
    rowKeys({ enter: add, shiftEnter: add, move: (step, focus) => this.hooks.move(this.item, step, focus) })(event);
  };

  unfold(isOpen) {
    this.more.hidden = !isOpen;
    this.fold.setAttribute("aria-expanded", String(isOpen));
    if (isOpen) this.offerOthers();
    this.look();
  }

  isFolded = (field) => this.more.hidden && this.more.contains(field);

  typed() {
    this.known = null;
    this.look();
  }

  // What "More" hides: what is written there, and whether something is said of it.
  look() {
    const { controls, noted } = this;
    const written = MORE.filter((key) => (key === "competes_with" ? this.competes.length : controls[key].value));
    const notes = noted === 1 ? " · 1 note" : noted ? ` · ${noted} notes` : "";
    const more = `More${written.length ? ` · ${written.length} written` : ""}${notes}`;
    this.fold.textContent = this.more.hidden ? more : "Less";
    this.fold.setAttribute(
      "aria-label",
      this.fold.textContent.replace(/More|Less/, (word) => `${word} of ${this.called()}`),
    );
    this.fold.title = MORE.map((key) => SAYS[key]).join(", ");
  }

  note(wheres) {
    const noted = MORE.filter((key) => wheres.has(`action ${this.number}, ${key}`)).length;
    if (noted === this.noted) return;
    this.noted = noted;
    this.look();
  }

  text = () => this.controls.text.value;
  called = () => `action ${this.number}`;

  write(values) {
    this.key = values.key;
    this.kept = values.kept ?? {};
    this.told = values.state ?? "";
    this.competes = [...(values.competes_with ?? [])];
    for (const [key, control] of Object.entries(this.controls)) {
      const value = values[key] ?? "";
      // What somebody else has written may be none of what can be chosen here.
      if (control.matches("select") && value && ![...control.options].some((one) => one.value === value))
        control.append(make("option", { value }, value));
      control.value = value;
    }
    this.state.textContent = this.told && `Status: ${this.told}`;
    this.unitOf();
    this.typed();
    return this;
  }

  read() {
    if (this.known) return this.known;
    const typed = Object.entries(this.controls).map(([key, control]) => [key, control.value]);
    const { key, kept, told, competes } = this;
    this.known = { key, ...Object.fromEntries(typed), competes_with: [...competes], state: told, kept };
    return this.known;
  }

  // A lever's own number, until somebody writes another.
  claim = () => {
    const lever = this.unitOf();
    this.controls.effect_number.value = lever?.number ?? "";
    this.typed();
    this.hooks.changed(0);
  };

  unitOf() {
    const { effect, effect_number: number } = this.controls;
    const lever = this.settings.levers.find(({ id }) => id === effect.value);
    this.unit.textContent = lever?.unit ?? "";
    number.closest(".pmkit-field").hidden = lever ? lever.number == null : !number.value;
    this.unit.hidden = number.closest(".pmkit-field").hidden;
    return lever;
  }

  name(number, count) {
    this.tools.querySelector("[data-tool=up]").disabled = number === 1;
    this.tools.querySelector("[data-tool=down]").disabled = number === count;
    if (this.number === number) return;
    this.number = number;
    this.circle.textContent = number;
    const called = this.called();
    for (const [key, control] of Object.entries({ ...this.controls, competes_with: this.other })) {
      control.dataset.where = `${called}, ${key}`;
      control.setAttribute("aria-label", `${SAYS[key]}, ${called}`);
    }
    nameTools(this.tools, TOOLS, called);
    this.look();
    this.lights.name(called);
  }

  // The items of which one will do are kept by their keys, and called by the numbers that they have now.
  nameOthers(there) {
    this.competes = this.competes.filter((key) => there.has(key) && key !== this.key);
    const chips = this.competes.map((key) => {
      const called = there.get(key)?.called();
      const drop = () => this.dropOther(key);
      return button(`${called} ×`, drop, { "aria-label": `${called} is no other way for ${this.called()}` });
    });
    this.chips.replaceChildren(...chips);
    if (!this.more.hidden) this.offerOthers();
    this.typed();
  }

  offerOthers() {
    const all = [...this.hooks.others().values()];
    const free = all.filter(({ key }) => key !== this.key && !this.competes.includes(key));
    const options = free.map((row) =>
      make("option", { value: row.number }, `${row.number} – ${row.text().slice(0, 60)}`),
    );
    this.other.replaceChildren(
      make("option", { value: "" }, free.length ? "Choose an item" : "No other item"),
      ...options,
    );
  }

  addOther = () => {
    const row = [...this.hooks.others().values()].find(({ number }) => `${number}` === this.other.value);
    if (!row) return;
    this.competes.push(row.key);
    this.nameOthers(this.hooks.others());
    this.hooks.changed(0);
  };

  dropOther(key) {
    this.competes = this.competes.filter((one) => one !== key);
    this.nameOthers(this.hooks.others());
    this.other.focus();
    this.hooks.changed(0);
    fitTexts(this.item);
  }
}
