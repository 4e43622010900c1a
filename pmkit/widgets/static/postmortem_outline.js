// The sections of a postmortem with what each of them lacks; a click leads there, or puts in the heading that is missing.

import { button, make } from "./lib/elements.js";

const count = (number, word) => `${number} ${word}${number === 1 ? "" : "s"}`;

// How it stands with a section: a sign and words, never a colour alone.
export function standing({ state, words, findings, optional }) {
  if (state === "missing") return { sign: optional ? "–" : "○", says: optional ? "none, may be left out" : "missing" };
  if (state === "empty") return { sign: "○", says: "empty" };
  const noted = findings ? `, ${findings} to look at` : "";
  return { sign: findings ? "!" : "✓", says: `${count(words, "word")}${noted}` };
}

export class PostmortemOutline {
  /** @param {import("./postmortem_text.js").PostmortemText} text */
  constructor(text) {
    this.text = text;
    this.drawn = "";
    this.list = make("ol", { class: "pmkit-outline-list", onkeydown: this.keys });
    this.all = button("Insert all that is missing", () => this.insertAll(), { class: "pmkit-button pmkit-ask" });
    this.node = make(
      "nav",
      { class: "pmkit-outline", "aria-label": "Sections" },
      make("h3", { class: "pmkit-heading" }, "Sections"),
      this.list,
      this.all,
    );
    /** @type {any} */
    this.answer = null;
  }

  draw(answer) {
    this.answer = answer;
    const now = JSON.stringify([answer.sections, answer.head, answer.all.words]);
    if (now === this.drawn) return;
    this.drawn = now;
    const focused = [...this.list.querySelectorAll("button")].indexOf(document.activeElement);
    const { missing, findings } = answer.head;
    const says = [missing.length && `no ${missing.join(", ")}`, findings && `${findings} to look at`];
    const isWhole = !missing.length;
    const head = {
      title: "Head",
      sign: isWhole ? (findings ? "!" : "✓") : "○",
      says: says.filter(Boolean).join(", ") || "complete",
      hint: "go there",
      act: () => this.text.once(() => this.text.goTo(0)),
    };
    const rows = [head, ...answer.sections.map((one) => this.rowOf(one))];
    this.list.replaceChildren(...rows.map(this.item));
    this.list.querySelectorAll("button")[Math.max(0, focused)].tabIndex = 0;
    if (focused >= 0) this.list.querySelectorAll("button")[focused]?.focus();
    this.all.hidden = !answer.all.words;
  }

  rowOf(section) {
    const { title, start, insert, key } = section;
    const missing = Boolean(insert);
    const act = () => this.text.once(() => (missing ? this.insert(key) : this.text.goTo(start)));
    return { title, ...standing(section), hint: missing ? "insert its heading" : "go there", isMissing: missing, act };
  }

  item = ({ title, sign, says, hint, isMissing, act }) => {
    const row = make(
      "button",
      { type: "button", class: "pmkit-outline-row", tabindex: -1, onclick: act, title: hint, "data-sign": sign },
      make("span", { class: "pmkit-outline-sign", "aria-hidden": "true" }, sign),
      make("span", { class: "pmkit-outline-title" }, title),
      " ",
      make("span", { class: "pmkit-outline-says" }, isMissing ? `${says} · insert` : says),
    );
    row.setAttribute("aria-label", `${title}: ${says}; ${hint}`);
    return make("li", {}, row);
  };

  insert(key) {
    const now = this.answer.sections.find((one) => one.key === key);
    if (now?.insert) this.text.apply(now.insert);
    else if (now) this.text.goTo(now.start);
  }

  insertAll() {
    this.text.once(() => this.text.apply(this.answer.all));
  }

  keys = (event) => {
    const rows = [...this.list.querySelectorAll("button")];
    const at = rows.indexOf(event.target);
    const places = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 };
    const next = rows[places[event.key]];
    if (!next) return;
    event.preventDefault();
    for (const row of rows) row.tabIndex = row === next ? 0 : -1;
    next.focus();
  };
}
