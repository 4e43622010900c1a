// Given statements, each with a prose field below it for the words that say it again.

import { builder } from "./lib/builder.js";
import { labelled, make, uniqueId } from "./lib/elements.js";
import { remarkNote } from "./lib/finding_note.js";
import { PROSE_PAUSE, proseFields } from "./lib/prose_fields.js";

const REWRITE_KEYS =
  "F8 or Alt+↓ goes to the next underlined words and their note · Shift+F8 or Alt+↑ goes back · Tab goes on";

function rewritesForm(root, changed, model, frame) {
  const typed = () => {
    count();
    changed();
  };
  const prose = proseFields(root, typed, remarkNote(frame));
  const list = make("ol", { class: "pmkit-rewrites" });
  const node = make("div", { class: "pmkit-form" }, list);
  let originals = [];

  function item({ original, text }, index) {
    const field = prose.add(`rewrite ${index + 1}, text`, { placeholder: "Keep the facts; name role and action" });
    const number = make("span", { class: "pmkit-number", "aria-hidden": "true" }, `${index + 1}`);
    const given = make("blockquote", { class: "pmkit-original", dir: "auto", id: uniqueId() }, original);
    const words = labelled(`Rewrite of statement ${index + 1}`, field.area, { hidden: true, node: field.node });
    const noted = make("p", { class: "pmkit-noted" });
    field.area.setAttribute("aria-describedby", given.id);
    field.noted = noted;
    field.show(text);
    return make(
      "li",
      { class: "pmkit-rewrite", "data-reads": true },
      number,
      make("div", { class: "pmkit-rewrite-body" }, given, words, noted),
    );
  }

  function show({ rewrites }) {
    const given = rewrites.map(({ original }) => original);
    if (given.length && JSON.stringify(given) === JSON.stringify(originals)) {
      for (const [index, field] of prose.all().entries()) field.show(rewrites[index].text);
      return count();
    }
    prose.clear();
    originals = rewrites.map(({ original }) => original);
    list.replaceChildren(...rewrites.map(item));
    if (!rewrites.length) list.append(make("li", { class: "pmkit-quiet" }, "No statements are given here."));
  }

  const read = () => ({
    rewrites: prose.all().map(({ area }, index) => ({ original: originals[index], text: area.value })),
  });

  function hear(shown) {
    const examined = new Map();
    for (const [index, { area }] of prose.all().entries())
      examined.set(area.dataset.where, shown.answer.rewrites[index]?.text);
    prose.hear(shown.findings, (where) => examined.get(where));
    count();
  }

  // How each rewrite stands; what is open in it is told by underlines and remarks.
  function count() {
    const open = new Set((model.get("shown").criteria ?? []).map(({ where }) => where));
    for (const field of prose.all()) {
      const found = new Set(field.entries().map(({ finding }) => finding)).size;
      const words = found === 1 ? "1 thing to look at" : `${found} things to look at`;
      const calm = open.has(field.area.dataset.where) ? "" : "Nothing to point out just now";
      const quiet = field.area.value.trim() ? calm : "Not written yet";
      field.noted.textContent = found ? words : quiet;
    }
  }

  return { node, show, read, hear, goTo: prose.goTo, stop: prose.stop };
}

const REWRITES = {
  name: "pmkit-rewrites-builder",
  makeForm: rewritesForm,
  help: REWRITE_KEYS,
  hasPicture: false,
  pause: PROSE_PAUSE,
};

export default { render: (view) => builder(view, { ...REWRITES, title: view.model.get("label") }) };
