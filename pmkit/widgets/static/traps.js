// Statements in which a trap is named and that are said again; how the key reads each is shown once it is named.

import { builder } from "./lib/builder.js";
import { fitTexts, labelled, make, textarea, uniqueId } from "./lib/elements.js";

function trapsForm(_root, changed, model) {
  const summary = make("p", { class: "pmkit-trap-summary", role: "status" });
  const list = make("ol", { class: "pmkit-spots" });
  const node = make("div", { class: "pmkit-form" }, summary, list);
  let items = [];
  let given = []; // each statement with its text, which is not read from the fields

  const show = ({ statements, summary: words }) => {
    given = statements.map((statement, index) => ({ text: given[index]?.text, ...statement }));
    items = given.map((statement, index) => trapItem(statement, index + 1, model.get("kinds"), changed));
    list.replaceChildren(...items.map((item) => item.node));
    fitTexts(node);
    summary.textContent = words ?? summary.textContent;
  };
  const read = () => ({ statements: items.map((item) => item.read()) });
  const hear = ({ answer }) => {
    if (summary.textContent !== answer.summary) summary.textContent = answer.summary;
    for (const [index, item] of items.entries()) item.hear(answer.statements[index]);
  };
  return { node, show, read, hear };
}

function trapItem(statement, number, kinds, changed) {
  const options = [["", "Choose…"], ...kinds].map(([value, name]) => make("option", { value }, name));
  const trap = make(
    "select",
    { class: "pmkit-input", onchange: changed, "data-where": `trap ${number}, trap` },
    ...options,
  );
  const rewrite = textarea({ oninput: changed, "data-where": `trap ${number}, rewrite` });
  const given = make("blockquote", { class: "pmkit-trap-text", dir: "auto", id: uniqueId() }, statement.text);
  const named = make("p", { class: "pmkit-verdict", role: "status" });
  const again = make("p", { class: "pmkit-verdict", role: "status" });
  const sample = make("p", { class: "pmkit-sample" });
  for (const field of [trap, rewrite]) field.setAttribute("aria-describedby", given.id);
  const row = make("div", { class: "pmkit-row" }, labelled(`Trap in statement ${number}`, trap));
  const words = labelled(`Statement ${number} said again`, rewrite);
  const circle = make("span", { class: "pmkit-number", "aria-hidden": "true" }, `${number}`);
  const body = make("div", { class: "pmkit-spot-body" }, given, row, named, words, again, sample);
  const node = make("li", { class: "pmkit-spot" }, circle, body);
  [trap.value, rewrite.value] = [statement.trap, statement.rewrite];
  const read = () => ({ trap: trap.value, rewrite: rewrite.value });

  const tell = (line, outcome, label, says) => {
    const text = `${label} ${says}`;
    if (line.dataset.said === text) return;
    line.dataset.said = text;
    line.replaceChildren(
      ...(label ? [make("span", { class: "pmkit-outcome", "data-outcome": outcome }, label), " ", says] : []),
    );
  };

  // What Python says of older words is not about these.
  function hear(told) {
    const now = read();
    if (!told?.review || told.trap !== now.trap || told.rewrite !== now.rewrite) return;
    const { agrees, says, rewrite: word, question, sample: one } = told.review;
    tell(named, agrees ? "agrees" : "differs", agrees === null ? "" : agrees ? "As in the key" : "Differs", says);
    tell(again, word === "complete" ? "agrees" : "partly", word && word[0].toUpperCase() + word.slice(1), question);
    sample.textContent = one;
  }

  hear(statement);
  return { node, read, hear };
}

export default {
  render: (view) =>
    builder(view, {
      name: "pmkit-traps-builder",
      title: "Four traps",
      makeForm: trapsForm,
      help: "Tab goes from the trap to its rewrite and on to the next statement",
      hasPicture: false,
      hasFeedback: false,
    }),
};
