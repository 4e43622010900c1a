// The fields of contributing factors: a section a category with its questions, in it the factors.

import { builder } from "./lib/builder.js";
import { cardItem, choiceField, lineField, nameCards, readCard, removeButton } from "./lib/cards.js";
import { button, fitTexts, labelled, make, part, textarea } from "./lib/elements.js";
import { listEditor } from "./lib/list_editor.js";

const UNSORTED = "Not sorted yet";

function factorsForm(_root, changed, model, { removed }) {
  const { questions, contributions } = model.get("words");
  const problem = textarea({ "data-where": "problem" });
  const sections = new Map([...Object.keys(questions), ""].map((category) => [category, section(category)]));
  const node = make(
    "div",
    { class: "pmkit-form", oninput: changed },
    part("Problem", labelled("What happened", problem)),
    ...[...sections.values()].map(({ node }) => node),
  );
  const rows = listEditor(node, { number, changed, removed });
  const all = () => [...node.querySelectorAll(".pmkit-factor")];

  function section(category) {
    const name = category || UNSORTED;
    const list = make("ol", { class: "pmkit-factor-list" });
    const add = button("+ Add a factor", () => rows.add(item({ category }), list), {
      class: "pmkit-button pmkit-ask",
      "aria-label": `Add a factor: ${name}`,
    });
    const asked = make("p", { class: "pmkit-asked" }, (questions[category] ?? []).join(" "));
    return { node: part(name, asked, list, category ? add : null), list };
  }

  /** @param {string} category */
  const sectionOf = (category) => /** @type {ReturnType<typeof section>} */ (sections.get(category));

  function item(factor) {
    const made = factorItem(factor, contributions, Object.keys(questions), rows);
    const category = made.querySelector("[data-key=category]");
    category.addEventListener("change", () => {
      sectionOf(category.value).list.append(made);
      rows.restructured();
      category.focus();
    });
    return made;
  }

  function number() {
    nameCards(all(), "factor");
    const unsorted = sectionOf("");
    unsorted.node.hidden = !unsorted.list.children.length;
  }

  function show(answer) {
    problem.value = answer.problem ?? "";
    for (const { list } of sections.values()) list.replaceChildren();
    for (const factor of answer.factors) sectionOf(factor.category ?? "").list.append(item(factor));
    number();
    fitTexts(node);
  }

  const read = () => ({ problem: problem.value, factors: all().map(readCard) });
  return { node, show, read };
}

function factorItem(factor, contributions, categories, rows) {
  const [way, category] = [
    choiceField("contributed_as", Object.entries(contributions)),
    choiceField(
      "category",
      categories.map((name) => [name, name]),
    ),
  ];
  const leadsTo = lineField("leads_to", { placeholder: "problem, why 2 or factor 3" });
  const item = cardItem(
    "pmkit-factor",
    factor,
    labelled("What was there", textarea({ "data-key": "statement" })),
    make(
      "div",
      { class: "pmkit-row" },
      labelled("What shows it", lineField("evidence")),
      labelled("How it contributed", lineField("how")),
    ),
    make(
      "div",
      { class: "pmkit-row" },
      labelled("Contributed as", way),
      labelled("Led to", leadsTo),
      labelled("Category", category),
      removeButton(() => rows.remove(item, item.querySelector("legend").textContent.toLowerCase())),
    ),
  );
  return item;
}

export default {
  render: (view) =>
    builder(view, {
      title: "Contributing factors",
      name: "pmkit-factors-builder",
      help: "“Led to” names the problem, a why or another factor by its number",
      makeForm: factorsForm,
    }),
};
