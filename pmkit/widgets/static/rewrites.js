// Given statements, each with a prose field below it for the words that say it again.

function rewritesForm(root, changed) {
  const prose = proseFields(root, () => {
    count();
    changed();
  });
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
    return make("li", { class: "pmkit-rewrite" }, number, make("div", { class: "pmkit-rewrite-body" }, given, words, noted));
  }

  function show({ rewrites }) {
    prose.clear();
    originals = rewrites.map(({ original }) => original);
    list.replaceChildren(...rewrites.map(item));
    if (!rewrites.length) list.append(make("li", { class: "pmkit-quiet" }, "No statements are given here."));
  }

  const read = () => ({
    rewrites: prose.all().map(({ area }, index) => ({ original: originals[index], text: area.value })),
  });

  function hear(shown) {
    const texts = prose.all().map(({ area }, index) => [area.dataset.where, shown.answer.rewrites[index]?.text]);
    const examined = new Map(texts);
    prose.hear(shown.findings, (where) => examined.get(where));
    count();
  }

  // How each rewrite stands; the words themselves are told by underline, note and list.
  function count() {
    for (const field of prose.all()) {
      const found = new Set(field.entries().map(({ finding }) => finding)).size;
      const words = found === 1 ? "1 thing to look at" : `${found} things to look at`;
      const quiet = field.area.value.trim() ? "Nothing to point out just now" : "Not written yet";
      field.noted.textContent = found ? words : quiet;
    }
  }

  return { node, show, read, hear, goTo: prose.goTo, stop: prose.stop };
}

const REWRITES = {
  name: "pmkit-rewrites-builder",
  makeForm: rewritesForm,
  help: PROSE_KEYS,
  hasPicture: false,
  pause: PROSE_PAUSE,
};

export default { render: (view) => builder(view, { ...REWRITES, title: view.model.get("label") }) };
