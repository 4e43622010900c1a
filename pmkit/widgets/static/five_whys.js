// The fields of a 5 Whys answer: the problem, a tree of whys, the root cause and the actions.

import { builder } from "./lib/builder.js";
import { button, labelled, make, textarea } from "./lib/elements.js";

const PRIORITIES = ["", "P1", "P2", "P3"];

const FORMS = ["why", "how", "what"];

function fiveWhysForm(_root, changed, model, { removed }) {
  const { questions, lines } = model.get("words");
  const problem = textarea({ "data-where": "problem" });
  const rootCause = textarea({ "data-where": "root_cause" });
  const whys = make("ol", { class: "pmkit-whys" });
  const actions = make("ol", { class: "pmkit-actions" });
  const first = button("+ Ask the first why", () => addWhy(whys, null), { class: "pmkit-button pmkit-ask" });
  const three = button("Start with three chains", startLines, {
    class: "pmkit-button",
    title: `Three first questions: ${Object.values(lines).join(", ")}`,
  });
  const node = make(
    "div",
    { class: "pmkit-form", oninput: typed },
    part("Problem", labelled("What happened, as a reader outside the team would see it", problem)),
    part("Whys", whys, make("div", { class: "pmkit-row pmkit-starts" }, first, three)),
    part("Root cause", labelled("What the asking ended at, and a team can change", rootCause)),
    part(
      "Actions",
      actions,
      button("+ Add an action", () => addAction({}, true), { class: "pmkit-button pmkit-ask" }),
    ),
  );

  function part(name, ...content) {
    return make(
      "section",
      { class: "pmkit-part", "aria-label": name },
      make("h3", { class: "pmkit-heading" }, name),
      ...content,
    );
  }

  function typed(event) {
    if (event.target.matches(".pmkit-answer, [data-where=problem]")) name();
    if (event.target.matches(".pmkit-answer")) event.target.closest("[data-reads]").readsAs = null; // other words, other meaning
    changed();
  }

  /**
   * One why: its own fields first, then the whys that explain it.
   * @param {{ answer?: string, evidence?: string, asked?: string, line?: string?, set_aside?: string?, reads_as?: string? }} why
   */
  function whyItem({
    answer = "",
    evidence = "",
    asked = "why",
    line = null,
    set_aside: reason = null,
    reads_as: readsAs = null,
  } = {}) {
    const text = textarea({ class: "pmkit-input pmkit-answer" });
    const shownBy = make("input", { type: "text", class: "pmkit-input pmkit-evidence", autocomplete: "off" });
    text.value = answer;
    shownBy.value = evidence;
    const because = make("input", { type: "text", class: "pmkit-input pmkit-reason", autocomplete: "off" });
    because.value = reason ?? "";
    const children = make("ol", { class: "pmkit-whys" });
    const item = make("li", { class: "pmkit-why-item", "data-reads": true });
    const tools = make(
      "div",
      { class: "pmkit-tools", role: "group" },
      button("+ Ask why", () => addWhy(children, null), { "data-tool": "ask", title: "Ask why this happened" }),
      button("+ Other", () => addWhy(item.parentElement, item), {
        "data-tool": "branch",
        title: "Give another answer to the same why",
      }),
      button("↑", () => move(item, -1), { "data-tool": "up", title: "Move up" }),
      button("↓", () => move(item, 1), { "data-tool": "down", title: "Move down" }),
      button("Put aside", () => putAside(item), { "data-tool": "aside", title: "Keep it, follow it no further" }),
      button("×", () => remove(item, item.querySelector("legend, .pmkit-number").textContent), {
        "data-tool": "remove",
        title: "Remove",
      }),
    );
    const answerField = labelled("", text);
    const question = answerField.querySelector("label");
    question.className = "pmkit-question";
    question.append(make("span", { class: "pmkit-unseen" }), make("span", {})); // what is heard of it, and what is seen
    const head = make(
      "div",
      { class: "pmkit-card-head" },
      make("span", { class: "pmkit-called", "aria-hidden": "true" }),
      tools,
    );
    const evidenceField = labelled("Evidence", shownBy);
    evidenceField.classList.add("pmkit-beside-label");
    const reasonField = labelled("Put aside because", because);
    reasonField.classList.add("pmkit-beside-label", "pmkit-why-aside");
    const flip = button("", () => turn(item), { class: "pmkit-flip", "data-tool": "flip" });
    text.before(flip); // Tab leads from the answer to its evidence
    const card = make(
      "div",
      { class: "pmkit-why-card", onkeydown: (event) => keys(event, item, children) },
      make("span", { class: "pmkit-number", "aria-hidden": "true" }),
      make("div", { class: "pmkit-why-body" }, head, answerField, evidenceField, reasonField),
    );
    const next = button("+ Ask why again", () => addWhy(children, null), {
      class: "pmkit-button pmkit-ask pmkit-next",
    });
    item.append(card, next, children);
    Object.assign(item, { asked, line, isAside: reason !== null, readsAs });
    return item;
  }

  // The same question, asked of the system (why) or of people (how, what).
  function turn(item) {
    item.asked = FORMS[(FORMS.indexOf(item.asked) + 1) % FORMS.length];
    name();
    changed();
  }

  function putAside(item) {
    item.isAside = !item.isAside;
    restructured();
    item.querySelector(item.isAside ? ".pmkit-reason" : "textarea").focus();
  }

  function startLines() {
    const given = items(whys);
    if (given.length === 1 && !filled(given[0])) given[0].remove();
    whys.append(...Object.keys(lines).map((line) => whyItem({ line })));
    restructured();
    items(whys).at(-Object.keys(lines).length).querySelector("textarea").focus();
  }

  const filled = (item) => [...item.querySelectorAll("textarea, input")].some((field) => field.value);

  function keys(event, item, children) {
    const add = event.key === "Enter" && (event.ctrlKey || event.metaKey);
    const moves = event.altKey && ["ArrowUp", "ArrowDown"].includes(event.key);
    if (!add && !moves) return;
    event.preventDefault();
    if (moves) move(item, event.key === "ArrowUp" ? -1 : 1, event.target);
    else if (event.shiftKey) addWhy(item.parentElement, item);
    else addWhy(children, null);
  }

  const items = (list) => [...list.children];

  function addWhy(list, after) {
    const item = whyItem();
    if (after) after.after(item);
    else list.append(item);
    restructured();
    item.querySelector("textarea").focus();
  }

  function move(item, step, focus = null) {
    const siblings = items(item.parentElement);
    const other = siblings[siblings.indexOf(item) + step];
    if (!other) return;
    const active = /** @type {HTMLButtonElement} */ (focus ?? document.activeElement);
    if (step < 0) other.before(item);
    else other.after(item);
    restructured();
    // A button that can go no further is disabled and would lose the focus.
    (active.disabled ? item.querySelector("textarea") : active).focus();
  }

  function remove(item, number) {
    const below = item.querySelectorAll("li.pmkit-why-item").length;
    const what = item.matches(".pmkit-action")
      ? "the action"
      : `why ${number}${below ? ` and the ${below} below it` : ""}`;
    item.remove();
    restructured();
    removed(`Removed ${what}`);
  }

  function restructured() {
    name();
    for (const area of node.querySelectorAll("textarea")) area.fit();
    changed();
  }

  // Numbers, labels and the names by which Python's findings call the fields.
  function name() {
    for (const [index, item] of [...whys.querySelectorAll("li.pmkit-why-item")].entries()) nameWhy(item, index + 1);
    first.hidden = items(whys).length > 0;
    three.hidden = items(whys).some((item) => item.line) || items(whys).length > 1 || items(whys).some(filled);
    items(actions).forEach((item, index) => {
      item.querySelector("legend").textContent = `Action ${index + 1}`;
      for (const field of item.querySelectorAll("[data-key]"))
        field.dataset.where = `action ${index + 1}, ${field.dataset.key}`;
      item.querySelector("[data-tool=remove]").setAttribute("aria-label", `Remove action ${index + 1}`);
    });
    for (const list of [whys, ...whys.querySelectorAll("ol")])
      list.classList.toggle("pmkit-branches", items(list).length > 1);
  }

  function nameWhy(item, number) {
    const above = item.parentElement.closest("li.pmkit-why-item");
    const explained = (above ? above.querySelector("textarea") : problem).value.trim().replace(/\s+/g, " ");
    const siblings = items(item.parentElement);
    const place = siblings.indexOf(item);
    const card = item.firstElementChild;
    item.number = number;
    card.querySelector(".pmkit-number").textContent = number;
    const ask = (form) => (explained ? questions[form].replace("{it}", () => shortened(explained)) : `${form}?`);
    const called = `Why ${number}${item.line ? ` · ${lines[item.line]}` : ""}`;
    const [heard, seen] = card.querySelector(".pmkit-question").children;
    card.querySelector(".pmkit-called").textContent = called;
    heard.textContent = explained ? `${called} · ` : called;
    seen.textContent = explained ? ask(item.asked) : "";
    const other = ask(FORMS[(FORMS.indexOf(item.asked) + 1) % FORMS.length]);
    const flip = card.querySelector(".pmkit-flip");
    flip.textContent = `⇄ ${other}`;
    flip.hidden = !explained;
    item.classList.toggle("pmkit-set-aside", item.isAside);
    card.querySelector(".pmkit-why-aside").hidden = !item.isAside;
    card.querySelector("[data-tool=aside]").textContent = item.isAside ? "Take up again" : "Put aside";
    card.querySelector(".pmkit-answer").dataset.where = `why ${number}, answer`;
    card.querySelector(".pmkit-evidence").dataset.where = `why ${number}, evidence`;
    card.querySelector(".pmkit-reason").dataset.where = `why ${number}, set_aside`;
    const says = {
      ask: "Ask why about",
      branch: "Another answer beside",
      up: "Move up",
      down: "Move down",
      aside: item.isAside ? "Take up again" : "Put aside",
      remove: "Remove",
      flip: `Ask “${other}” in place of`,
    };
    for (const tool of card.querySelectorAll("[data-tool]"))
      tool.setAttribute("aria-label", `${says[tool.dataset.tool]} why ${number}`);
    card.querySelector("[data-tool=up]").disabled = place === 0;
    card.querySelector("[data-tool=down]").disabled = place === siblings.length - 1;
    item.children[1].hidden = items(item.lastElementChild).length > 0;
    item.children[1].setAttribute("aria-label", `Ask why again about why ${number}`);
  }

  function shortened(text) {
    const characters = [...text];
    return characters.length > 90 ? `${characters.slice(0, 89).join("").trimEnd()}…` : text;
  }

  // An action keeps the keys that are not shown here, such as its ticket.
  function actionItem(action) {
    const text = textarea({ "data-key": "text" });
    const owner = make("input", { type: "text", class: "pmkit-input", "data-key": "owner", autocomplete: "off" });
    const due = make("input", { type: "date", class: "pmkit-input", "data-key": "due" });
    const priority = make("select", { class: "pmkit-input", "data-key": "priority" });
    priority.append(...PRIORITIES.map((value) => make("option", { value }, value || "–")));
    for (const field of [text, owner, due, priority]) field.value = action[field.dataset.key] ?? "";
    const item = make("li", { class: "pmkit-action" });
    item.action = action;
    const off = button("Remove", () => remove(item), { "data-tool": "remove" });
    item.append(
      make(
        "fieldset",
        {},
        make("legend", { class: "pmkit-question" }),
        labelled("What will be done", text),
        make(
          "div",
          { class: "pmkit-row" },
          labelled("Owner", owner),
          labelled("Due", due),
          labelled("Priority", priority),
          off,
        ),
      ),
    );
    return item;
  }

  function addAction(action, focus) {
    const item = actionItem(action);
    actions.append(item);
    restructured();
    if (focus) item.querySelector("textarea").focus();
  }

  function show(answer) {
    problem.value = answer.problem ?? "";
    rootCause.value = answer.root_cause ?? "";
    const lists = [whys];
    whys.replaceChildren();
    const given = answer.whys.length ? answer.whys : [{ parent: 0 }];
    for (const why of given) {
      const item = whyItem(why);
      lists[why.parent].append(item);
      lists.push(item.lastElementChild);
    }
    actions.replaceChildren(...answer.actions.map(actionItem));
    name();
    for (const area of node.querySelectorAll("textarea")) area.fit();
  }

  function read() {
    const found = [...whys.querySelectorAll("li.pmkit-why-item")].map((item) => ({
      answer: item.querySelector(".pmkit-answer").value,
      evidence: item.querySelector(".pmkit-evidence").value,
      parent: item.parentElement.closest("li.pmkit-why-item")?.number ?? 0,
      asked: item.asked,
      line: item.line,
      set_aside: item.isAside ? item.querySelector(".pmkit-reason").value : null,
      reads_as: item.readsAs,
    }));
    const untouched =
      found.length === 1 && !found[0].answer && !found[0].evidence && found[0].set_aside === null && !found[0].line;
    return {
      problem: problem.value,
      root_cause: rootCause.value,
      whys: untouched ? [] : found,
      actions: items(actions).map((item) => {
        const typedIn = [...item.querySelectorAll("[data-key]")].map((field) => [field.dataset.key, field.value]);
        return { ...item.action, ...Object.fromEntries(typedIn) };
      }),
    };
  }

  return { node, show, read };
}

const HELP =
  "Ctrl+Enter asks why again · Ctrl+Shift+Enter gives another answer to the same why · Alt+↑ and Alt+↓ move a why among its answers";

export default {
  render: (view) => builder(view, { title: "5 Whys", help: HELP, makeForm: fiveWhysForm }),
};
