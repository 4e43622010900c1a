// A draft whose words can be marked as wrong, with the record that shows it and what is so; what the key says of them
// is shown where it is asked for.

import { builder } from "./lib/builder.js";
import { button, fitTexts, labelled, make, textarea } from "./lib/elements.js";
import { EXHIBITS_KEY } from "./lib/exhibits.js";
import { MarkedWords } from "./lib/words.js";
import { EvidencePane } from "./timeline_evidence.js";

const CLICK_PAUSE = 60; // milliseconds until a mark is sent: it is a click, no typing
const OUTCOMES = {
  found: "Found",
  wide: "Marked too widely",
  "false-alarm": "False alarm",
  missed: "Missed",
};

function auditForm(root, changed, model, frame) {
  const form = new AuditForm(changed, model.get("shown").answer);
  const evidence = evidencePane(root, model, frame, form);
  return {
    node: form.node,
    show: form.show,
    read: form.read,
    hear: form.hear,
    // What was asked for stays asked for, whatever is undone.
    state: () => ({ lines: form.read().lines }),
    panes: [{ key: "evidence", title: "Evidence", content: evidence.node }],
    stop: evidence.stop,
  };
}

// A line of the evidence is named as the record of the line that one is at.
function evidencePane(root, model, frame, form) {
  const cite = ({ at, source, ref }) => form.item()?.name(`${source}, ${at.slice(11, 19)} UTC, ${ref}`);
  const current = () => form.item() && { controls: { what: form.item().record } };
  return new EvidencePane(root, model, { propose: cite, cite, frame, current, adds: "Name it as the record" });
}

class AuditForm {
  constructor(changed, { title, lines }) {
    this.changed = changed;
    this.given = lines; // their words and headings, which are not read from the fields
    this.asked = "";
    this.at = 0; // the line that the cursor was in last
    /** @type {AuditLine[]} */
    this.items = [];
    this.title = make("p", { class: "pmkit-draft-title" }, title);
    this.draft = make("div", { class: "pmkit-draft", onkeydown: this.key, onfocusin: this.went });
    this.summary = make("p", { class: "pmkit-audit-summary", role: "status", tabindex: -1 });
    this.compare = button("Compare with the evidence", () => this.ask("compare"));
    this.missed = button("Show what was missed", () => this.ask("missed"));
    const row = make("div", { class: "pmkit-row pmkit-audit-end" }, this.compare, this.missed, this.summary);
    this.node = make("div", { class: "pmkit-form" }, this.title, this.draft, row);
  }

  show = ({ asked, summary, lines }) => {
    this.asked = asked ?? this.asked;
    this.given = lines.map((line, index) => ({ ...this.given[index], ...line }));
    this.items = this.given.map((line, index) => new AuditLine(line, index + 1, this.edited));
    this.draft.replaceChildren(...this.sections());
    fitTexts(this.node);
    if (summary !== undefined) this.summary.textContent = summary;
    this.draw();
  };

  // Lines that follow each other under one heading.
  sections() {
    /** @type {{ title: string, list: HTMLElement }[]} */
    const parts = [];
    for (const [index, { section }] of this.given.entries()) {
      if (parts.at(-1)?.title !== section)
        parts.push({ title: section, list: make("ol", { class: "pmkit-draft-lines" }) });
      parts.at(-1)?.list.append(this.items[index].node);
    }
    return parts.map(({ title, list }) =>
      make(
        "section",
        { class: "pmkit-part", "aria-label": title },
        make("h3", { class: "pmkit-heading" }, title),
        list,
      ),
    );
  }

  edited = (pause) => {
    this.draw();
    this.changed(pause);
  };

  ask(what) {
    this.asked = what;
    this.edited(CLICK_PAUSE);
    (what === "compare" ? this.missed : this.summary).focus(); // its own button is of no more use
  }

  draw() {
    this.compare.disabled = !this.items.some((item) => item.words.marked);
    this.missed.hidden = this.asked === "";
    this.missed.disabled = this.asked === "missed";
    this.compare.hidden = this.asked !== "";
  }

  went = (event) => {
    this.at = this.items.findIndex((item) => item.node.contains(event.target));
  };

  // The marked line that the cursor was in last; else the first that names no record yet.
  item() {
    const marked = this.items.filter((item) => item.words.marked);
    return marked.find((item) => item === this.items[this.at]) ?? marked.find((item) => !item.record.value);
  }

  // Up and down go from line to line.
  key = (event) => {
    const at = this.items.findIndex((item) => item.words.node.contains(event.target));
    const to = { ArrowDown: at + 1, ArrowUp: at - 1 }[event.key];
    if (at < 0 || to === undefined) return;
    event.preventDefault();
    this.items[to]?.words.go(0);
  };

  read = () => ({ asked: this.asked, lines: this.items.map((item) => item.read()) });

  hear = ({ answer }) => {
    if (answer.asked !== this.asked) return;
    if (this.summary.textContent !== answer.summary) this.summary.textContent = answer.summary;
    for (const [index, item] of this.items.entries()) item.hear(answer.lines[index]);
  };
}

class AuditLine {
  constructor(line, number, edited) {
    this.edited = edited;
    const marked = line.first == null ? null : [line.first, line.last];
    this.words = new MarkedWords(line.words, `Words of line ${number}`, marked, this.marking);
    const about = (name) => ({ oninput: () => edited(), "data-where": `line ${number}, ${name}` });
    this.record = textarea({ ...about("record"), placeholder: "file:line, or source and time" });
    this.mend = textarea({ ...about("mend"), placeholder: "empty: take it out" });
    this.fields = make(
      "div",
      { class: "pmkit-audit-fields" },
      labelled(`Record that shows it, line ${number}`, this.record),
      labelled(`What is so, line ${number}`, this.mend),
    );
    this.verdict = make("div", { class: "pmkit-verdict", role: "status" });
    this.node = make("li", { class: "pmkit-draft-line" }, this.words.node, this.fields, this.verdict);
    [this.record.value, this.mend.value] = [line.record, line.mend];
    this.draw();
    this.hear(line);
  }

  marking = () => {
    this.draw();
    this.edited(CLICK_PAUSE);
  };

  name(record) {
    this.record.value = record;
    this.record.fit();
    this.edited();
  }

  draw() {
    this.words.draw();
    this.fields.hidden = !(this.words.marked || this.record.value || this.mend.value);
    this.node.classList.toggle("pmkit-marked", Boolean(this.words.marked));
  }

  // What Python says of an older mark is not about this one.
  hear(line) {
    const now = this.read();
    if (!line || Object.keys(now).some((name) => line[name] !== now[name])) return;
    const said = JSON.stringify(line.judged ?? null);
    if (this.verdict.dataset.said === said) return;
    this.verdict.dataset.said = said;
    this.verdict.replaceChildren(...(line.judged ? told(line.judged) : []));
  }

  read = () => ({
    first: this.words.marked?.[0] ?? null,
    last: this.words.marked?.[1] ?? null,
    record: this.record.value,
    mend: this.mend.value,
  });
}

function told({ outcome, says, kind, quote, right, record, mend, shown }) {
  const label = make("span", { class: "pmkit-outcome", "data-outcome": outcome }, OUTCOMES[outcome]);
  const head = make("p", {}, label, " ", kind ? make("b", {}, `${kind}. `) : null, says);
  const instead = make("p", {}, make("del", {}, quote), " ", right ? make("ins", {}, right) : "(nothing)");
  return [
    head,
    record ? make("p", {}, record) : null,
    shown.length ? make("ul", { class: "pmkit-records" }, ...shown.map(recordLine)) : null,
    mend ? make("p", {}, mend) : null,
    quote ? instead : null,
  ].filter((part) => part !== null);
}

function recordLine({ source, at, ref, text }) {
  const place = make("code", {}, ref);
  return make("li", {}, `${source}, ${at}, `, place, text ? `: “${text}”` : "");
}

const AUDIT = {
  name: "pmkit-audit-builder",
  title: "Audit the draft",
  makeForm: auditForm,
  help: `↑ and ↓ go from line to line, ← and → from word to word · Space marks a word · Shift+← and Shift+→ mark the words between · Tab goes on to the record · ${EXHIBITS_KEY} goes to the evidence and back, there Enter names a line as the record`,
  hasPicture: false,
  hasFeedback: false,
};

export default { render: (view) => builder(view, AUDIT) };
