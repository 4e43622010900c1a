// The fields of contributing factors: a section a category with its questions, in it the factors.

import { builder } from "./lib/builder.js";
import { button, labelled, make, textarea } from "./lib/elements.js";

const UNSORTED = "Not sorted yet";

function factorsForm(_root, changed, model, { removed }) {
  const { questions, contributions } = model.get("words");
  const problem = textarea({ "data-where": "problem" });
  const sections = new Map([...Object.keys(questions), ""].map((category) => [category, section(category)]));
  const about = make(
    "section",
    { class: "pmkit-part", "aria-label": "Problem" },
    make("h3", { class: "pmkit-heading" }, "Problem"),
    labelled("What happened", problem),
  );
  const node = make(
    "div",
    { class: "pmkit-form", oninput: changed },
    about,
    ...[...sections.values()].map(({ node }) => node),
  );

  function section(category) {
    const name = category || UNSORTED;
    const list = make("ol", { class: "pmkit-factor-list" });
    const add = button("+ Add a factor", () => addFactor(list, { category }), {
      class: "pmkit-button pmkit-ask",
      "aria-label": `Add a factor: ${name}`,
    });
    const asked = make("p", { class: "pmkit-asked" }, (questions[category] ?? []).join(" "));
    const heading = make("h3", { class: "pmkit-heading" }, name);
    const node = make(
      "section",
      { class: "pmkit-part", "aria-label": name },
      heading,
      asked,
      list,
      category ? add : null,
    );
    return { node, list };
  }

  /** @param {string} category */
  const sectionOf = (category) => /** @type {ReturnType<typeof section>} */ (sections.get(category));

  function choice(key, entries) {
    const field = make("select", { class: "pmkit-input", "data-key": key });
    field.append(...[["", "–"], ...entries].map(([value, words]) => make("option", { value }, words)));
    return field;
  }

  function factorItem(factor) {
    const statement = textarea({ "data-key": "statement" });
    const line = (key) => make("input", { type: "text", class: "pmkit-input", "data-key": key, autocomplete: "off" });
    const [evidence, how, leadsTo] = ["evidence", "how", "leads_to"].map(line);
    leadsTo.placeholder = "problem, why 2 or factor 3";
    const way = choice("contributed_as", Object.entries(contributions));
    const category = choice(
      "category",
      Object.keys(questions).map((name) => [name, name]),
    );
    for (const field of [statement, evidence, how, leadsTo, way, category])
      field.value = factor[field.dataset.key] ?? "";
    const item = make("li", { class: "pmkit-factor" });
    category.addEventListener("change", () => {
      sectionOf(category.value).list.append(item);
      restructured();
      category.focus();
    });
    const off = button(
      "Remove",
      () => {
        const { textContent: called } = item.querySelector("legend");
        item.remove();
        restructured();
        removed(`Removed ${called.toLowerCase()}`);
      },
      { "data-tool": "remove" },
    );
    item.append(
      make(
        "fieldset",
        {},
        make("legend", { class: "pmkit-question" }),
        labelled("What was there", statement),
        make("div", { class: "pmkit-row" }, labelled("What shows it", evidence), labelled("How it contributed", how)),
        make(
          "div",
          { class: "pmkit-row" },
          labelled("Contributed as", way),
          labelled("Led to", leadsTo),
          labelled("Category", category),
          off,
        ),
      ),
    );
    return item;
  }

  function addFactor(list, factor) {
    const item = factorItem(factor);
    list.append(item);
    restructured();
    item.querySelector("textarea").focus();
  }

  function restructured() {
    name();
    for (const area of node.querySelectorAll("textarea")) area.fit();
    changed();
  }

  // Numbers, and the names by which Python's findings call the fields.
  function name() {
    [...node.querySelectorAll(".pmkit-factor")].forEach((item, index) => {
      item.querySelector("legend").textContent = `Factor ${index + 1}`;
      for (const field of item.querySelectorAll("[data-key]"))
        field.dataset.where = `factor ${index + 1}, ${field.dataset.key}`;
      item.querySelector("[data-tool=remove]").setAttribute("aria-label", `Remove factor ${index + 1}`);
    });
    const unsorted = sectionOf("");
    unsorted.node.hidden = !unsorted.list.children.length;
  }

  function show(answer) {
    problem.value = answer.problem ?? "";
    for (const { list } of sections.values()) list.replaceChildren();
    for (const factor of answer.factors) sectionOf(factor.category ?? "").list.append(factorItem(factor));
    name();
    for (const area of node.querySelectorAll("textarea")) area.fit();
  }

  const read = () => ({
    problem: problem.value,
    factors: [...node.querySelectorAll(".pmkit-factor")].map((item) =>
      Object.fromEntries([...item.querySelectorAll("[data-key]")].map((field) => [field.dataset.key, field.value])),
    ),
  });
  return { node, show, read };
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
