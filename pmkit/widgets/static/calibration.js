// Documents of known quality, each scored on a rubric; the key to one is shown once it is scored and asked for.

import { builder } from "./lib/builder.js";
import { button, make, uniqueId } from "./lib/elements.js";

const CLICK_PAUSE = 60; // milliseconds until a level is sent: it is a click, no typing

function calibrationForm(_root, changed, model) {
  const form = new CalibrationForm(() => changed(CLICK_PAUSE), model.get("documents"), model.get("items"));
  return { node: form.node, show: form.show, read: form.read, hear: form.hear };
}

class CalibrationForm {
  constructor(changed, documents, items) {
    this.changed = changed;
    this.given = documents;
    this.items = items;
    this.at = -1; // the document that is read; the first one not compared yet
    this.scores = documents.map(() => ({ levels: {}, compared: false, key: null }));
    this.tabs = make("div", { class: "pmkit-row pmkit-cal-tabs", role: "group", "aria-label": "Documents" });
    this.text = make("article", { class: "pmkit-cal-text", tabindex: 0 });
    this.rubric = make("div", { class: "pmkit-cal-rubric", tabindex: -1 });
    this.agreement = make("ul", { class: "pmkit-cal-agreement", role: "status", "aria-label": "Agreement" });
    const beside = make("div", { class: "pmkit-cal-columns" }, this.text, this.rubric);
    this.node = make("div", { class: "pmkit-form" }, this.tabs, beside, this.agreement);
  }

  show = ({ documents, agreement }) => {
    this.scores = documents.map((one) => ({ ...one }));
    const next = documents.findIndex((one) => !one.compared);
    if (this.at < 0) this.at = Math.max(0, next);
    this.tell(agreement ?? []);
    this.open(this.at);
  };

  open(number) {
    this.at = number;
    const { id, html } = this.given[number];
    this.text.setAttribute("aria-label", `Document ${id}`);
    this.text.innerHTML = html; // of the package's own files, by Python
    this.text.scrollTop = 0;
    this.draw();
  }

  draw() {
    const tabs = this.given.map(({ id }, number) => this.tab(id, number));
    this.tabs.replaceChildren(...tabs);
    const mine = this.scores[this.at];
    const rows = this.items.map((item) => this.item(item, mine));
    this.end = make("div", { class: "pmkit-row" }, ...this.ending(mine));
    this.rubric.replaceChildren(...rows, this.end);
  }

  tab(id, number) {
    const { compared, levels } = this.scores[number];
    const count = Object.keys(levels).length;
    const state = compared ? "compared" : count ? `${count} of ${this.items.length}` : "to score";
    const about = { "aria-pressed": String(number === this.at), class: "pmkit-button pmkit-cal-tab" };
    const go = () => {
      this.open(number);
      this.tabs.children[number].focus();
    };
    return button(make("span", {}, `Document ${id}`, make("small", {}, state)), go, about);
  }

  item({ id, title, levels }, mine) {
    const group = uniqueId();
    const rows = levels.map((says, index) => this.level({ id, says, group, level: index + 1 }, mine));
    const key = mine.key && make("p", { class: "pmkit-cal-reason" }, ...reason(mine, id));
    return make("fieldset", { class: "pmkit-cal-item" }, make("legend", {}, title), ...rows, key);
  }

  level({ id, says, group, level }, mine) {
    const where = `${this.given[this.at].id} ${id} ${level}`;
    const choose = () => this.chosen(id, level);
    const radio = make("input", { type: "radio", name: group, disabled: mine.compared, onchange: choose });
    radio.checked = mine.levels[id] === level;
    radio.dataset.level = where;
    const isKey = mine.key?.levels[id] === level;
    const mark = isKey ? make("span", { class: "pmkit-cal-key" }, "Key") : null;
    return make("label", { class: "pmkit-cal-level" }, radio, make("b", {}, `${level}`), make("span", {}, says), mark);
  }

  chosen(id, level) {
    this.scores[this.at].levels = { ...this.scores[this.at].levels, [id]: level };
    this.tabs.replaceChildren(...this.given.map((one, number) => this.tab(one.id, number)));
    this.end.replaceChildren(...this.ending(this.scores[this.at]));
    this.changed();
  }

  ending({ levels, compared, key }) {
    if (key) return [make("p", {}, "The authors wrote this document to be ", make("b", {}, `${key.quality}.`))];
    const open = this.items.filter((item) => !levels[item.id]).length;
    const compare = button("Compare with the key", this.compare, { disabled: open > 0 || compared });
    const words = open
      ? `${open} of ${this.items.length} still to score.`
      : "Your scores stay as they are from then on.";
    return [compare, make("span", { class: "pmkit-quiet" }, words)];
  }

  compare = () => {
    this.scores[this.at].compared = true;
    this.changed();
  };

  tell(lines) {
    const said = JSON.stringify(lines);
    if (this.agreement.dataset.said === said) return;
    this.agreement.dataset.said = said;
    this.agreement.replaceChildren(...lines.map((line) => make("li", {}, line)));
  }

  read = () => ({ documents: this.scores.map(({ levels, compared }) => ({ levels, compared: Boolean(compared) })) });

  // The key comes once a document is scored and asked for; then its levels stay.
  hear = ({ answer }) => {
    this.tell(answer.agreement);
    const fresh = answer.documents.map((one, number) => one.key && !this.scores[number].key);
    for (const [number, one] of answer.documents.entries()) if (fresh[number]) this.scores[number] = { ...one };
    if (!fresh[this.at]) return;
    const isHere = this.rubric.contains(document.activeElement);
    this.draw();
    if (isHere) this.rubric.focus({ preventScroll: true }); // its button is gone
  };
}

function reason({ levels, key }, id) {
  const apart = levels[id] - key.levels[id];
  const stands = apart ? `You ${levels[id]}, the key ${key.levels[id]}. ` : `Both ${key.levels[id]}. `;
  return [make("b", { "data-apart": String(Math.abs(apart)) }, stands), key.reasons[id]];
}

const CALIBRATION = {
  name: "pmkit-calibration-builder",
  title: "Reviewer calibration",
  makeForm: calibrationForm,
  help: "Tab goes from item to item, ↑ and ↓ choose a level · the key to a document is shown once it is scored whole",
  hasPicture: false,
  hasFeedback: false,
  hasUndo: false,
};

export default { render: (view) => builder(view, CALIBRATION) };
