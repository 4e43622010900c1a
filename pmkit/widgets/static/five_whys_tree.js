// One why of a 5 Whys answer: its own fields first, then the whys that explain it.

import { button, labelled, make, textarea } from "./lib/elements.js";
import { listed, nameTools, rowKeys, tool } from "./lib/list_editor.js";

const FORMS = ["why", "how", "what"];

/** @typedef {{ answer?: string, evidence?: string, asked?: string, line?: string?, set_aside?: string?, reads_as?: string? }} Why */

/**
 * `item` makes one more why, `rows` puts it in its place.
 * @param {Why} why
 * @param {any} tree
 */
export function whyItem(why, { rows, item }) {
  const node = make("li", { class: "pmkit-why-item", "data-reads": true });
  const below = make("ol", { class: "pmkit-whys" });
  const acts = {
    below: () => rows.add(item({}), below),
    beside: () => rows.add(item({}), node.parentElement, node),
    move: (step, focus) => rows.move(node, step, focus),
    remove: () => rows.remove(node, `${nameOf(node)}${belowInWords(node)}`),
    aside: () => putAside(node, rows),
    turn: () => turn(node, rows),
  };
  const keys = rowKeys({ enter: acts.below, shiftEnter: acts.beside, move: acts.move });
  const card = make(
    "div",
    { class: "pmkit-why-card", onkeydown: keys },
    make("span", { class: "pmkit-number", "aria-hidden": "true" }),
    make("div", { class: "pmkit-why-body" }, cardHead(acts), ...cardFields(why, acts)),
  );
  const next = button("+ Ask why again", acts.below, { class: "pmkit-button pmkit-ask pmkit-next" });
  node.append(card, next, below);
  return Object.assign(node, {
    below,
    asked: why.asked ?? "why",
    line: why.line ?? null,
    isAside: (why.set_aside ?? null) !== null,
    readsAs: why.reads_as ?? null,
  });
}

const nameOf = (node) => `why ${node.number}`;

function belowInWords(node) {
  const count = node.querySelectorAll("li.pmkit-why-item").length;
  return count ? ` and the ${count} below it` : "";
}

function cardHead(acts) {
  const tools = make(
    "div",
    { class: "pmkit-tools", role: "group" },
    tool("ask", "+ Ask why", "Ask why this happened", acts.below),
    tool("branch", "+ Other", "Give another answer to the same why", acts.beside),
    tool("up", "↑", "Move up", () => acts.move(-1)),
    tool("down", "↓", "Move down", () => acts.move(1)),
    tool("aside", "Put aside", "Keep it, follow it no further", acts.aside),
    tool("remove", "×", "Remove", acts.remove),
  );
  return make(
    "div",
    { class: "pmkit-card-head" },
    make("span", { class: "pmkit-called", "aria-hidden": "true" }),
    tools,
  );
}

/**
 * @param {Why} why
 * @param {any} acts
 */
function cardFields({ answer = "", evidence = "", set_aside: reason = null }, acts) {
  const text = textarea({ class: "pmkit-input pmkit-answer" });
  const line = (name) => make("input", { type: "text", class: `pmkit-input ${name}`, autocomplete: "off" });
  const [shownBy, because] = [line("pmkit-evidence"), line("pmkit-reason")];
  [text.value, shownBy.value, because.value] = [answer, evidence, reason ?? ""];
  const answerField = labelled("", text);
  const question = answerField.querySelector("label");
  question.className = "pmkit-question";
  question.append(make("span", { class: "pmkit-unseen" }), make("span", {})); // what is heard of it, and what is seen
  text.before(button("", acts.turn, { class: "pmkit-flip", "data-tool": "flip" })); // Tab leads from the answer to its evidence
  const evidenceField = labelled("Evidence", shownBy);
  evidenceField.classList.add("pmkit-beside-label");
  const reasonField = labelled("Put aside because", because);
  reasonField.classList.add("pmkit-beside-label", "pmkit-why-aside");
  return [answerField, evidenceField, reasonField];
}

const following = (asked) => FORMS[(FORMS.indexOf(asked) + 1) % FORMS.length];

// The same question, asked of the system (why) or of people (how, what).
function turn(node, rows) {
  node.asked = following(node.asked);
  rows.restructured();
}

function putAside(node, rows) {
  node.isAside = !node.isAside;
  rows.restructured();
  node.querySelector(node.isAside ? ".pmkit-reason" : "textarea").focus();
}

// Its number, its question, and the names by which Python's findings call its fields.
export function nameWhy(node, number, problem, { questions, lines }) {
  node.number = number;
  const above = node.parentElement.closest("li.pmkit-why-item");
  const explained = (above ? above.querySelector("textarea") : problem).value.trim().replace(/\s+/g, " ");
  const ask = (form) => (explained ? questions[form].replace("{it}", () => shortened(explained)) : `${form}?`);
  const called = `Why ${number}${node.line ? ` · ${lines[node.line]}` : ""}`;
  const other = ask(following(node.asked));
  drawQuestion(node.firstElementChild, called, explained && ask(node.asked), other);
  drawTools(node, `“${other}”`);
  node.classList.toggle("pmkit-set-aside", node.isAside);
  node.querySelector(".pmkit-why-aside").hidden = !node.isAside;
  for (const [field, key] of Object.entries({ answer: "answer", evidence: "evidence", reason: "set_aside" })) {
    node.querySelector(`.pmkit-${field}`).dataset.where = `why ${number}, ${key}`;
  }
}

function drawQuestion(card, called, question, other) {
  card.querySelector(".pmkit-number").textContent = called.split(" ")[1];
  card.querySelector(".pmkit-called").textContent = called;
  const [heard, seen] = card.querySelector(".pmkit-question").children;
  heard.textContent = question ? `${called} · ` : called;
  seen.textContent = question;
  const flip = card.querySelector(".pmkit-flip");
  flip.textContent = `⇄ ${other}`;
  flip.hidden = !question;
}

function drawTools(node, other) {
  const card = node.firstElementChild;
  const aside = node.isAside ? "Take up again" : "Put aside";
  const says = {
    ask: "Ask why about",
    branch: "Another answer beside",
    up: "Move up",
    down: "Move down",
    aside,
    remove: "Remove",
    flip: `Ask ${other} in place of`,
  };
  nameTools(card, says, nameOf(node));
  card.querySelector("[data-tool=aside]").textContent = aside;
  card.querySelector("[data-tool=up]").disabled = !node.previousElementSibling;
  card.querySelector("[data-tool=down]").disabled = !node.nextElementSibling;
  const next = node.children[1];
  next.hidden = listed(node.below).length > 0;
  next.setAttribute("aria-label", `Ask why again about ${nameOf(node)}`);
}

function shortened(text) {
  const characters = [...text];
  return characters.length > 90 ? `${characters.slice(0, 89).join("").trimEnd()}…` : text;
}

export const readWhy = (node) => ({
  answer: node.querySelector(".pmkit-answer").value,
  evidence: node.querySelector(".pmkit-evidence").value,
  parent: node.parentElement.closest("li.pmkit-why-item")?.number ?? 0,
  asked: node.asked,
  line: node.line,
  set_aside: node.isAside ? node.querySelector(".pmkit-reason").value : null,
  reads_as: node.readsAs,
});
