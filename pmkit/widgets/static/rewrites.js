// Given statements, each with a prose field below it for the words that say it again.

import { builder } from "./lib/builder.js";
import { labelled, make, uniqueId } from "./lib/elements.js";
import { remarkNote } from "./lib/finding_note.js";
import { PROSE_PAUSE, ProseFields } from "./lib/prose_fields.js";

const REWRITE_KEYS =
  "F8 or Alt+↓ goes to the next underlined words and their note · Shift+F8 or Alt+↑ goes back · Tab goes on";

class RewritesForm {
  constructor(root, changed, model, frame) {
    this.changed = changed;
    this.model = model;
    this.prose = new ProseFields(root, this.typed, remarkNote(frame));
    this.list = make("ol", { class: "pmkit-rewrites" });
    this.node = make("div", { class: "pmkit-form" }, this.list);
    this.originals = [];
    this.noted = new Map(); // how each rewrite stands
    this.goTo = this.prose.goTo;
    this.stop = this.prose.stop;
  }

  typed = () => {
    this.count();
    this.changed();
  };

  item = ({ original, text }, index) => {
    const field = this.prose.add(`rewrite ${index + 1}, text`, { placeholder: "Keep the facts; name role and action" });
    const number = make("span", { class: "pmkit-number", "aria-hidden": "true" }, `${index + 1}`);
    const given = make("blockquote", { class: "pmkit-original", dir: "auto", id: uniqueId() }, original);
    const words = labelled(`Rewrite of statement ${index + 1}`, field.area, { hidden: true, node: field.node });
    const noted = make("p", { class: "pmkit-noted" });
    field.area.setAttribute("aria-describedby", given.id);
    this.noted.set(field, noted);
    field.show(text);
    return make(
      "li",
      { class: "pmkit-rewrite", "data-reads": true },
      number,
      make("div", { class: "pmkit-rewrite-body" }, given, words, noted),
    );
  };

  show = ({ rewrites }) => {
    const given = rewrites.map(({ original }) => original);
    if (given.length && JSON.stringify(given) === JSON.stringify(this.originals)) {
      for (const [index, field] of this.prose.all().entries()) field.show(rewrites[index].text);
      return this.count();
    }
    this.prose.clear();
    this.noted.clear();
    this.originals = rewrites.map(({ original }) => original);
    this.list.replaceChildren(...rewrites.map(this.item));
    if (!rewrites.length) this.list.append(make("li", { class: "pmkit-quiet" }, "No statements are given here."));
  };

  read = () => ({
    rewrites: this.prose.all().map(({ area }, index) => ({ original: this.originals[index], text: area.value })),
  });

  hear = (shown) => {
    const examined = new Map();
    for (const [index, { area }] of this.prose.all().entries())
      examined.set(area.dataset.where, shown.answer.rewrites[index]?.text);
    this.prose.hear(shown.findings, (where) => examined.get(where));
    this.count();
  };

  // How each rewrite stands; what is open in it is told by underlines and remarks.
  count() {
    const open = new Set((this.model.get("shown").criteria ?? []).map(({ where }) => where));
    for (const field of this.prose.all()) {
      const found = new Set(field.entries.map(({ finding }) => finding)).size;
      const words = found === 1 ? "1 thing to look at" : `${found} things to look at`;
      const calm = open.has(field.area.dataset.where) ? "" : "Nothing to point out just now";
      const quiet = field.area.value.trim() ? calm : "Not written yet";
      this.noted.get(field).textContent = found ? words : quiet;
    }
  }
}

const REWRITES = {
  name: "pmkit-rewrites-builder",
  makeForm: (root, changed, model, frame) => new RewritesForm(root, changed, model, frame),
  help: REWRITE_KEYS,
  hasPicture: false,
  pause: PROSE_PAUSE,
};

export default { render: (view) => builder(view, { ...REWRITES, title: view.model.get("label") }) };
