// A quarter of incidents: what stands out is chosen, three sentences are written, and under each stands what the data
// say of it.

import { builder } from "./lib/builder.js";
import { labelled, make, part } from "./lib/elements.js";
import { remarkNote } from "./lib/finding_note.js";
import { PROSE_PAUSE, ProseFields } from "./lib/prose_fields.js";
import { IncidentsTable } from "./trend_meeting_table.js";

const CLICK_PAUSE = 60; // milliseconds until a choice is sent: it is a click, no typing
const CHOICES = ["cluster_from", "cluster_to", "service", "cause"];
const EXAMPLE = "A figure, of how many incidents, and what cannot be told";

function trendForm(root, changed, model, frame) {
  const form = new TrendForm(root, changed, model.get("given"), frame);
  return {
    node: form.node,
    show: form.show,
    read: form.read,
    hear: form.hear,
    state: form.read,
    goTo: form.goTo,
    stop: form.prose.stop,
  };
}

class TrendForm {
  constructor(root, changed, given, frame) {
    this.changed = changed;
    this.prose = new ProseFields(root, () => this.typed(), remarkNote(frame));
    this.table = new IncidentsTable(given);
    this.fields = this.choices(given);
    this.met = Object.fromEntries(CHOICES.map((name) => [name, make("p", { class: "pmkit-trend-met" })]));
    this.sentences = [1, 2, 3].map(
      (number) => new Sentence(this.prose.add(`sentence ${number}`, { placeholder: EXAMPLE }), number),
    );
    this.node = make("div", { class: "pmkit-form" }, this.about(given));
    this.node.append(part("The incidents", this.table.node), this.choosing(), this.writing());
  }

  about({ begins, ends }) {
    const words = `The quarter from ${begins} up to ${ends}, and the one before to compare with. Something stands out in it, and something only looks so.`;
    return make("p", { class: "pmkit-trend-about" }, words);
  }

  choices({ begins, ends, services, causes }) {
    const on = (name) => ({ class: "pmkit-input", "data-where": name, onchange: this.chosen });
    const list = (name, names) =>
      make(
        "select",
        on(name),
        make("option", { value: "" }, "not chosen yet"),
        ...names.map((value) => make("option", { value }, value)),
      );
    const day = (name) => make("input", { type: "date", min: begins, max: ends, ...on(name) });
    return {
      cluster_from: day("cluster_from"),
      cluster_to: day("cluster_to"),
      service: list("service", services),
      cause: list("cause", causes),
    };
  }

  choosing() {
    const { fields, met } = this;
    const field = (label, name) => {
      const node = labelled(label, fields[name]);
      node.append(met[name]);
      return make("div", {}, node);
    };
    return part(
      "What stands out",
      make(
        "div",
        { class: "pmkit-trend-choices" },
        field("Cluster in time, first day", "cluster_from"),
        field("Last day", "cluster_to"),
        field("Service that stands out", "service"),
        field("Cause that repeats", "cause"),
      ),
    );
  }

  writing() {
    const list = make("ol", { class: "pmkit-trend-sentences" }, ...this.sentences.map((one) => one.node));
    return part("Three sentences that the data support", list);
  }

  chosen = () => {
    this.mark();
    this.changed(CLICK_PAUSE);
  };

  mark() {
    this.table.mark(this.fields.cluster_from.value, this.fields.cluster_to.value);
  }

  typed() {
    for (const sentence of this.sentences) sentence.draw();
    this.changed();
  }

  show = (answer) => {
    for (const name of CHOICES) this.put(name, answer[name]);
    for (const [index, sentence] of this.sentences.entries()) sentence.show(answer.sentences[index] ?? "");
    this.mark();
    if (answer.told) this.tell(answer);
  };

  // A file may hold a name that is none of these: it is shown, and told.
  put(name, value) {
    const field = this.fields[name];
    const isKnown = field.tagName !== "SELECT" || [...field.options].some((option) => option.value === value);
    if (!isKnown) field.append(make("option", { value }, value));
    field.value = value;
  }

  read = () => ({
    ...Object.fromEntries(CHOICES.map((name) => [name, this.fields[name].value])),
    sentences: this.sentences.map((one) => one.field.area.value),
  });

  hear = (shown) => {
    const { answer, findings } = shown;
    const examined = new Map(
      this.sentences.map((one, index) => [one.field.area.dataset.where, answer.sentences[index]]),
    );
    this.prose.hear(findings, (where) => examined.get(where));
    this.tell(answer);
  };

  tell({ met, told, sentences }) {
    for (const name of CHOICES) say(this.met[name], met[name] ? [`✓ ${met[name]}`] : []);
    for (const [index, sentence] of this.sentences.entries()) sentence.tell(told[index], sentences[index]);
  }

  goTo = (finding) => {
    if (finding.where.startsWith("sentence ")) this.prose.goTo(finding);
    else this.fields[finding.where]?.focus();
  };
}

// Words that are new: what is said once is not said again to a screen reader.
function say(node, lines) {
  const text = lines.join("\n");
  if (node.dataset.said === text) return;
  node.dataset.said = text;
  node.replaceChildren(...lines);
}

class Sentence {
  constructor(field, number) {
    this.field = field;
    this.told = make("ul", { class: "pmkit-trend-told", "aria-label": `What the data say of sentence ${number}` });
    this.open = make("p", { class: "pmkit-trend-open", role: "status" });
    this.heard = "";
    const words = labelled(`Sentence ${number}`, field.area, { hidden: true, node: field.node });
    const mark = make("span", { class: "pmkit-number", "aria-hidden": "true" }, `${number}`);
    const body = make("div", { class: "pmkit-trend-body" }, words, this.told, this.open);
    this.node = make("li", { class: "pmkit-trend-sentence" }, mark, body);
  }

  show(text) {
    this.field.show(text);
    this.draw();
  }

  // What was said of other words is gone at once.
  draw() {
    const isStale = this.field.area.value !== this.heard;
    this.told.hidden = this.open.hidden = isStale;
  }

  tell({ met, unread, lacks, whole }, text) {
    this.heard = text;
    this.node.toggleAttribute("data-whole", whole);
    const now = JSON.stringify([met, unread]);
    if (this.told.dataset.said !== now) {
      this.told.dataset.said = now;
      const line = (kind, sign) => (words) =>
        make("li", { "data-kind": kind }, make("span", { "aria-hidden": "true" }, sign), words);
      this.told.replaceChildren(...met.map(line("met", "✓ ")), ...unread.map(line("unread", "– ")));
    }
    say(this.open, lacks ? [lacks] : []);
    this.draw();
  }
}

const TREND = {
  name: "pmkit-trend-meeting",
  title: "Trend meeting",
  makeForm: trendForm,
  help: "Tab goes on · F8 goes to the next underlined words and their note · the table scrolls with the arrow keys, and its heads sort it",
  pause: PROSE_PAUSE,
};

export default { render: (view) => builder(view, TREND) };
