// Replay: for each action item the effect that it claims, what that changes, and what is assumed.

import { builder } from "./lib/builder.js";
import { button, labelled, make, part } from "./lib/elements.js";
import { assumptions } from "./replay_assumptions.js";

const CLICK_PAUSE = 60; // milliseconds until a choice is sent: it is a click, no typing
const TYPE_PAUSE = 500; // a number is typed digit by digit, and each tells the incident anew

class ReplayForm {
  constructor(_root, changed, model) {
    this.levers = new Map(model.get("levers").map((lever) => [lever.id, lever]));
    this.changed = changed;
    this.shows = null; // the item in the picture; null for all together
    this.list = make("ol", { class: "pmkit-trials" });
    this.none = make("p", { class: "pmkit-asked" });
    this.together = make("ul", { class: "pmkit-tells", role: "status", "aria-label": "All together" });
    this.all = button("All items in the picture", () => this.draw(null));
    this.assumed = assumptions(this.levers, () => changed(TYPE_PAUSE));
    this.node = make(
      "div",
      { class: "pmkit-form" },
      part("All together", this.together, make("div", { class: "pmkit-row" }, this.all)),
      part("Item by item", this.none, this.list),
      this.assumed.node,
    );
    this.items = [];
  }

  show = (answer) => {
    this.items = answer.rows.map((row, index) => this.item(row, index));
    this.list.replaceChildren(...this.items.map(({ node }) => node));
    this.shows = answer.shows;
    this.assumed.show(answer);
    if (answer.together) this.tell(answer);
  };

  read = () => ({ rows: this.items.map((item) => item.read()), assumed: this.assumed.read(), shows: this.shows });

  hear = ({ answer }) => {
    if (answer.rows.length === this.items.length) this.tell(answer);
  };

  tell({ rows, together, none, shows }) {
    this.none.textContent = none;
    this.none.hidden = !none;
    setLines(this.together, rows.length ? [...together.says, `${together.counted}.`] : []);
    this.items.forEach((item, index) => {
      item.tell(rows[index], shows === index);
    });
    this.all.setAttribute("aria-pressed", String(shows === null));
    this.all.hidden = !rows.length;
  }

  draw(index) {
    this.shows = index;
    this.changed(CLICK_PAUSE);
  }

  item(row, index) {
    return new TrialItem(row, index, this.levers, {
      changed: this.changed,
      picture: () => this.draw(index),
    });
  }
}

class TrialItem {
  constructor(row, index, levers, { changed, picture }) {
    this.text = row.text;
    this.levers = levers;
    this.changed = changed;
    this.proposed = row.proposed;
    const name = `action ${index + 1}`;
    const options = [...levers.values()].map(({ id, says }) => make("option", { value: id }, says));
    const attributes = { class: "pmkit-input", "data-where": `${name}, effect`, onchange: this.chosen };
    this.lever = make("select", attributes, make("option", { value: "" }, "– nothing claimed yet –"), ...options);
    this.number = make("input", {
      class: "pmkit-input",
      type: "number",
      step: "any",
      "data-where": `${name}, effect_number`,
      oninput: () => changed(TYPE_PAUSE),
    });
    this.far = labelled(`How far, item ${index + 1}`, this.number);
    this.asks = make("span", {});
    this.yes = button("Yes, that", this.take, {
      class: "pmkit-button pmkit-ask",
      "aria-label": `Yes, item ${index + 1}`,
    });
    this.why = make("p", { class: "pmkit-why-not" });
    this.says = make("ul", { class: "pmkit-tells", "aria-label": `What item ${index + 1} changes alone` });
    this.picture = button("Alone in the picture", picture, { "aria-label": `Item ${index + 1} alone in the picture` });
    this.node = this.lay(index);
    this.write(row);
  }

  lay(index) {
    const number = make("span", { class: "pmkit-number", "aria-hidden": "true" }, `${index + 1}`);
    return make(
      "li",
      { class: "pmkit-trial" },
      make("div", { class: "pmkit-trial-head" }, number, make("p", { dir: "auto" }, this.text)),
      make("p", { class: "pmkit-trial-asks", "aria-live": "polite" }, this.asks, " ", this.yes),
      make("div", { class: "pmkit-row" }, labelled(`What it changes, item ${index + 1}`, this.lever), this.far),
      this.why,
      this.says,
      this.picture,
    );
  }

  // A lever that the story has not stays chosen, so that nothing is lost by looking.
  write({ effect, number }) {
    if (effect && !this.levers.has(effect)) this.lever.append(make("option", { value: effect }, `${effect} (unknown)`));
    this.lever.value = effect;
    this.number.value = number ?? "";
    this.fit();
  }

  read() {
    const number = this.number.value === "" ? null : Number(this.number.value);
    return { text: this.text, effect: this.lever.value, number };
  }

  fit() {
    const lever = this.levers.get(this.lever.value);
    this.far.hidden = lever?.default == null;
    if (!lever || this.far.hidden) return;
    this.number.min = lever.least;
    this.number.max = lever.most;
    const label = this.far.querySelector("label");
    label.textContent = `How many ${lever.unit}`;
  }

  chosen = () => {
    const lever = this.levers.get(this.lever.value);
    const own = this.proposed?.lever === lever?.id ? this.proposed?.number : lever?.default;
    this.number.value = own ?? "";
    this.fit();
    this.changed(CLICK_PAUSE);
  };

  take = () => {
    this.lever.value = this.proposed.lever;
    this.chosen();
    this.lever.focus();
  };

  tell({ asks, proposed, why, says, effect }, isShown) {
    this.proposed = proposed;
    if (this.asks.textContent !== asks) this.asks.textContent = asks;
    this.yes.hidden = !proposed || proposed.lever === this.lever.value;
    this.why.textContent = effect ? why : "";
    this.why.hidden = !this.why.textContent;
    setLines(this.says, says);
    this.picture.hidden = !says.length;
    this.picture.setAttribute("aria-pressed", String(isShown));
  }
}

// A list that is read aloud is drawn again only where it says something new.
function setLines(list, lines) {
  if (JSON.stringify(lines) === list.dataset.lines) return;
  list.dataset.lines = JSON.stringify(lines);
  list.replaceChildren(...lines.map((line) => make("li", {}, line)));
}

function replayForm(root, changed, model) {
  return new ReplayForm(root, changed, model);
}

export default {
  render: (view) =>
    builder(view, {
      title: "Replay: what would change?",
      name: "pmkit-replay-builder",
      help: "Effects are saved with the items; assumptions are tried here and not saved",
      hasFeedback: false,
      makeForm: replayForm,
    }),
};
