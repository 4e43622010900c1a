// The events that were made of the evidence, by time: each with its words, what it rests on, and its kind.

import { button, labelled, make, textarea } from "./lib/elements.js";

const KINDS = [
  ["fact", "Fact"],
  ["decision", "Decision"],
  ["gap", "Gap"],
];
const EVENT_KEYS = ["at", "what", "source", "ref", "kind", "by", "until", "interpretation", "reads_as"];
const FULL_TIME = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?(Z|[+-]\d\d:?\d\d)?$/i;

// Milliseconds since 1970, or NaN for what is no full time; one without an offset counts as UTC.
export function instant(text) {
  const match = FULL_TIME.exec(text.trim());
  if (!match) return NaN;
  const iso = text
    .trim()
    .replace(" ", "T")
    .replace(",", ".")
    .replace(/(\.\d{3})\d+/, "$1");
  return Date.parse(match[1] ? iso : `${iso}Z`);
}

// Timelines are written to the second; the line of evidence shows the rest.
export const wholeSeconds = (at) => at.replace(/\.\d+/, "");

export function lasting(seconds) {
  const rest = Math.abs(seconds);
  const parts = [
    [Math.floor(rest / 3600), "h"],
    [Math.floor((rest % 3600) / 60), "min"],
    [rest % 60, "s"],
  ];
  const said =
    parts
      .filter(([number]) => number)
      .map(([number, unit]) => `${number} ${unit}`)
      .join(" ") || "0 s";
  return seconds < 0 ? `−${said}` : said;
}

export const sameEvent = (one, other) => EVENT_KEYS.every((key) => one[key] === other[key]);

const SAYS = {
  at: "Time in UTC",
  what: "What happened",
  kind: "Kind",
  interpretation: "Interpretation",
  source: "Source",
  ref: "Place in the source",
  by: "Decided by",
  until: "Until",
};

function eventControls() {
  const line = (name, attributes = {}) =>
    make("input", { type: "text", class: `pmkit-input ${name}`, autocomplete: "off", ...attributes });
  const kinds = KINDS.map(([value, name]) => make("option", { value }, name));
  return {
    at: line("pmkit-at", { spellcheck: "false", placeholder: "2026-01-31T14:27:00Z" }),
    what: textarea({ class: "pmkit-input pmkit-what", dir: "auto" }),
    source: line("pmkit-event-source"),
    ref: line("pmkit-event-ref"),
    kind: make("select", { class: "pmkit-input pmkit-kind" }, ...kinds),
    by: line("pmkit-by"),
    until: line("pmkit-until", { placeholder: "2026-01-31T14:32:00Z" }),
    interpretation: make("input", { type: "checkbox" }),
  };
}

function eventFields({ at, what, source, ref, kind, by, until, interpretation }) {
  const fields = {
    at: labelled("", at, { hidden: true }),
    what: labelled("", what, { hidden: true }),
    source: labelled("Source", source),
    ref: labelled("Place in it", ref),
    kind: labelled("", kind, { hidden: true }),
    by: labelled("Decided by", by),
    until: labelled("Until", until),
    interpretation: labelled("Interpretation", interpretation),
  };
  fields.interpretation.classList.add("pmkit-tick");
  return fields;
}

// One event; its `item` stands in the list, and `item.event` is the event.
export class EventRow {
  constructor(values, hooks) {
    this.hooks = hooks;
    this.id = values.id;
    this.good = values.good ?? null;
    this.number = 0;
    this.controls = eventControls();
    this.fields = eventFields(this.controls);
    this.chip = make("button", { type: "button", class: "pmkit-chip", onclick: () => hooks.reveal(this.read()) });
    this.edit = button("", () => this.open(this.cite.hidden), { "aria-expanded": "false", "data-tool": "source" });
    const { source, ref } = this.fields;
    this.cite = make("div", { class: "pmkit-cite", "data-remarks": "", hidden: true }, source, ref);
    this.off = button("×", () => hooks.remove(this.item), { "data-tool": "remove", title: "Remove" });
    this.state = make("p", { class: "pmkit-state" });
    this.circle = make("span", { class: "pmkit-number", "aria-hidden": "true" });
    const seen = { "data-reads": true, oninput: this.forget, onfocusin: () => hooks.focused(this.item) };
    this.item = make("li", { class: "pmkit-event", ...seen }, this.circle, this.body());
    this.item.event = this;
    this.listen();
    this.write(values);
  }

  body() {
    const { at, what, kind, by, until, interpretation } = this.fields;
    const head = make("div", { class: "pmkit-event-head", "data-remarks": "" }, at, kind, interpretation, this.off);
    const foot = make("div", { class: "pmkit-event-foot", "data-remarks": "" }, this.chip, this.edit, by, until);
    return make("div", { class: "pmkit-event-body" }, head, what, foot, this.cite, this.state);
  }

  listen() {
    const { source, ref, kind, by, until, interpretation } = this.controls;
    kind.addEventListener("change", () => this.chosen());
    interpretation.addEventListener("change", () => [this.look(), this.hooks.changed(0)]);
    for (const field of [source, ref, by, until]) field.addEventListener("change", () => this.look());
  }

  open(isOpen) {
    this.cite.hidden = !isOpen;
    this.edit.setAttribute("aria-expanded", String(isOpen));
    this.look();
    if (isOpen) this.controls.source.focus();
  }

  // Other words, or another source, have another meaning.
  forget = ({ target }) => {
    const { what, source, ref } = this.controls;
    if ([what, source, ref].includes(target)) this.item.readsAs = null;
  };

  // What depends on the kind and on the source.
  look() {
    const { what, source, ref, kind, by, until, interpretation } = this.controls;
    const isGap = kind.value === "gap";
    const isDecision = kind.value === "decision";
    this.item.dataset.kind = kind.value;
    this.item.toggleAttribute("data-interpretation", interpretation.checked);
    what.placeholder = isGap ? "What nobody recorded, such as: what was tried first" : "What was seen to happen";
    this.fields.by.querySelector("label").textContent = isDecision ? "Decided by" : "Done by";
    this.fields.by.hidden = !isDecision && !by.value;
    this.fields.until.hidden = !isGap && !until.value;
    const said = [source.value, ref.value].filter(Boolean);
    this.chip.hidden = !said.length;
    this.chip.replaceChildren(make("bdi", {}, said.join(" · ")));
    this.edit.textContent = this.cite.hidden ? (said.length ? "Edit" : "+ Source") : "Done";
    this.edit.hidden = isGap && !said.length && this.cite.hidden;
  }

  // A gap's end is a time, and who decided is told by the line where it can be.
  chosen() {
    const { kind, by } = this.controls;
    if (kind.value === "decision" && !by.value) by.value = this.hooks.actorOf(this.read());
    this.look();
    this.hooks.changed(0);
  }

  read() {
    const typed = Object.entries(this.controls).map(([key, control]) => [
      key,
      control === this.controls.interpretation ? control.checked : control.value,
    ]);
    return { ...Object.fromEntries(typed), reads_as: this.item.readsAs ?? "" };
  }

  write(one) {
    for (const [key, control] of Object.entries(this.controls)) {
      if (control === this.controls.interpretation) control.checked = Boolean(one[key]);
      else control.value = one[key] ?? (key === "kind" ? "fact" : "");
    }
    this.item.readsAs = one.reads_as || null;
    this.look();
  }

  // Where it stands among the others: by what is typed or, while that is no time, by what was saved.
  instant() {
    const typed = instant(this.controls.at.value);
    return Number.isNaN(typed) ? instant(this.good?.at ?? "") : typed;
  }

  name(place) {
    this.circle.textContent = place;
    this.number = place;
    const { source, ref } = this.controls;
    for (const [key, control] of Object.entries(this.controls)) {
      control.dataset.where = `event ${place}, ${key}`;
      control.setAttribute("aria-label", `${SAYS[key]}, event ${place}`);
    }
    for (const key of ["at", "what", "kind"]) {
      this.fields[key].querySelector("label").textContent = `${SAYS[key]}, event ${place}`;
    }
    const does = this.cite.hidden ? (source.value || ref.value ? "Edit" : "Add") : "Close";
    this.chip.setAttribute("aria-label", `Show the evidence of event ${place}: ${source.value} ${ref.value}`);
    this.edit.setAttribute("aria-label", `${does} the source of event ${place}`);
    this.off.setAttribute("aria-label", `Remove event ${place}`);
  }

  // What the file holds of it; where that is not what is typed, it is said in words.
  hear(known) {
    this.good = known.good;
    if (!sameEvent(known, this.read())) return; // said of older typing
    const isSaved = known.good && sameEvent(known.good, known);
    if (isSaved) this.item.classList.remove("pmkit-fresh");
    const kept = known.good
      ? `Until this can be read, the file keeps: ${known.good.at} ${known.good.what}`
      : "Not in the file yet.";
    this.state.textContent = isSaved ? "" : kept;
  }
}

// Several texts at once: measured together, so that the page is laid out once.
export function fitAll(areas) {
  const shown = areas.filter((area) => area.isConnected && area.clientWidth);
  for (const area of shown) area.style.height = "auto";
  const heights = shown.map((area) => area.scrollHeight + area.offsetHeight - area.clientHeight);
  for (const [index, area] of shown.entries()) area.style.height = `${heights[index]}px`;
}
