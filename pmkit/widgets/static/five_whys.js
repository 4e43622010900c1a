// The fields of a 5 Whys answer: the problem, a tree of whys, the root cause and the actions.

import { nameWhy, readWhy, whyItem } from "./five_whys_tree.js";
import { builder } from "./lib/builder.js";
import { cardItem, choiceField, lineField, nameCards, readCard, removeButton } from "./lib/cards.js";
import { button, fitTexts, labelled, make, part, textarea } from "./lib/elements.js";
import { listEditor, listed } from "./lib/list_editor.js";

const PRIORITIES = ["P1", "P2", "P3"];

function fiveWhysForm(_root, changed, model, { removed }) {
  const words = model.get("words");
  const problem = textarea({ "data-where": "problem" });
  const rootCause = textarea({ "data-where": "root_cause" });
  const tree = whysPart(words, problem);
  const actions = make("ol", { class: "pmkit-actions" });
  const addAction = () => rows.add(actionItem({}, rows), actions);
  const node = make(
    "div",
    { class: "pmkit-form", oninput: typed },
    part("Problem", labelled("What happened, as a reader outside the team would see it", problem)),
    tree.node,
    part("Root cause", labelled("What the asking ended at, and a team can change", rootCause)),
    part("Actions", actions, button("+ Add an action", addAction, { class: "pmkit-button pmkit-ask" })),
  );
  const rows = listEditor(node, { number, changed, removed });
  tree.edit(rows);

  function typed(event) {
    if (event.target.matches(".pmkit-answer, [data-where=problem]")) number();
    if (event.target.matches(".pmkit-answer")) event.target.closest("[data-reads]").readsAs = null; // other words, other meaning
    changed();
  }

  function number() {
    tree.number();
    nameCards(listed(actions), "action");
  }

  function show(answer) {
    problem.value = answer.problem ?? "";
    rootCause.value = answer.root_cause ?? "";
    tree.show(answer.whys);
    actions.replaceChildren(...answer.actions.map((action) => actionItem(action, rows)));
    number();
    fitTexts(node);
  }

  const read = () => ({
    problem: problem.value,
    root_cause: rootCause.value,
    whys: tree.read(),
    actions: listed(actions).map(readCard),
  });

  return { node, show, read };
}

function actionItem(action, rows) {
  const item = cardItem(
    "pmkit-action",
    action,
    labelled("What will be done", textarea({ "data-key": "text" })),
    make(
      "div",
      { class: "pmkit-row" },
      labelled("Owner", lineField("owner")),
      labelled("Due", make("input", { type: "date", class: "pmkit-input", "data-key": "due" })),
      labelled(
        "Priority",
        choiceField(
          "priority",
          PRIORITIES.map((one) => [one, one]),
        ),
      ),
      removeButton(() => rows.remove(item, "the action")),
    ),
  );
  return item;
}

// The tree of whys, and the buttons that begin it; `edit` takes what adds and moves rows.
function whysPart(words, problem) {
  const whys = make("ol", { class: "pmkit-whys" });
  const first = button("+ Ask the first why", () => rows.add(item({}), whys), { class: "pmkit-button pmkit-ask" });
  const three = button("Start with three chains", startLines, {
    class: "pmkit-button",
    title: `Three first questions: ${Object.values(words.lines).join(", ")}`,
  });
  const node = part("Whys", whys, make("div", { class: "pmkit-row pmkit-starts" }, first, three));
  /** @type {ReturnType<typeof listEditor>} */
  let rows;
  const item = (why) => whyItem(why, { rows, item });
  const all = () => [...whys.querySelectorAll("li.pmkit-why-item")];
  const filled = (one) => [...one.querySelectorAll("textarea, input")].some((field) => field.value);

  function startLines() {
    const given = listed(whys);
    if (given.length === 1 && !filled(given[0])) given[0].remove();
    const [begin, ...more] = Object.keys(words.lines).map((line) => item({ line }));
    whys.append(begin, ...more);
    rows.restructured();
    begin.querySelector("textarea").focus();
  }

  function number() {
    for (const [index, one] of all().entries()) nameWhy(one, index + 1, problem, words);
    const chains = listed(whys);
    first.hidden = chains.length > 0;
    three.hidden = chains.length > 1 || chains.some((one) => one.line || filled(one));
    for (const list of [whys, ...whys.querySelectorAll("ol")])
      list.classList.toggle("pmkit-branches", listed(list).length > 1);
  }

  function show(given) {
    const lists = [whys];
    whys.replaceChildren();
    for (const why of given.length ? given : [{ parent: 0 }]) {
      const one = item(why);
      lists[why.parent].append(one);
      lists.push(one.below);
    }
  }

  function read() {
    const found = all().map(readWhy);
    const [{ answer = "", evidence = "", set_aside: aside = null, line = null } = {}] = found;
    const isUntouched = found.length === 1 && !answer && !evidence && aside === null && !line;
    return isUntouched ? [] : found;
  }

  return { node, number, show, read, edit: (editor) => (rows = editor) };
}

const HELP =
  "Ctrl+Enter asks why again · Ctrl+Shift+Enter gives another answer to the same why · Alt+↑ and Alt+↓ move a why among its answers";

export default {
  render: (view) => builder(view, { title: "5 Whys", help: HELP, makeForm: fiveWhysForm }),
};
