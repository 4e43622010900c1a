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

// One event as a list item; `item.event` reads and writes it.
export function eventItem(values, { changed, remove, reveal, focused, actorOf }) {
  const at = make("input", {
    type: "text",
    class: "pmkit-input pmkit-at",
    autocomplete: "off",
    spellcheck: "false",
    placeholder: "2026-01-31T14:27:00Z",
  });
  const what = textarea({ class: "pmkit-input pmkit-what", dir: "auto" });
  const kind = make(
    "select",
    { class: "pmkit-input pmkit-kind" },
    ...KINDS.map(([value, name]) => make("option", { value }, name)),
  );
  const interpretation = make("input", { type: "checkbox" });
  const text = (className, placeholder = "") =>
    make("input", { type: "text", class: `pmkit-input ${className}`, autocomplete: "off", placeholder });
  const [source, ref, by, until] = [
    text("pmkit-event-source"),
    text("pmkit-event-ref"),
    text("pmkit-by"),
    text("pmkit-until", "2026-01-31T14:32:00Z"),
  ];
  const controls = { at, what, source, ref, kind, by, until, interpretation };
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
  const chip = make("button", { type: "button", class: "pmkit-chip", onclick: () => reveal(item.event.read()) });
  const edit = button("", () => open(cite.hidden), { "aria-expanded": "false", "data-tool": "source" });
  const cite = make("div", { class: "pmkit-cite", "data-remarks": "", hidden: true }, fields.source, fields.ref);
  const off = button("×", () => remove(item), { "data-tool": "remove", title: "Remove" });
  const state = make("p", { class: "pmkit-state" });
  const number = make("span", { class: "pmkit-number", "aria-hidden": "true" });
  fields.interpretation.classList.add("pmkit-tick");
  const head = make(
    "div",
    { class: "pmkit-event-head", "data-remarks": "" },
    fields.at,
    fields.kind,
    fields.interpretation,
    off,
  );
  const foot = make("div", { class: "pmkit-event-foot", "data-remarks": "" }, chip, edit, fields.by, fields.until);
  const body = make("div", { class: "pmkit-event-body" }, head, fields.what, foot, cite, state);
  const item = make(
    "li",
    { class: "pmkit-event", "data-reads": true, oninput: forget, onfocusin: () => focused(item) },
    number,
    body,
  );

  function open(isOpen) {
    cite.hidden = !isOpen;
    edit.setAttribute("aria-expanded", String(isOpen));
    look();
    if (isOpen) source.focus();
  }

  // Other words, or another source, have another meaning.
  function forget(event) {
    if ([what, source, ref].includes(event.target)) item.readsAs = null;
  }

  // What depends on the kind and on the source.
  function look() {
    item.dataset.kind = kind.value;
    item.toggleAttribute("data-interpretation", interpretation.checked);
    what.placeholder =
      kind.value === "gap" ? "What nobody recorded, such as: what was tried first" : "What was seen to happen";
    fields.by.querySelector("label").textContent = kind.value === "decision" ? "Decided by" : "Done by";
    fields.by.hidden = kind.value !== "decision" && !by.value;
    fields.until.hidden = kind.value !== "gap" && !until.value;
    const said = [source.value, ref.value].filter(Boolean);
    chip.hidden = !said.length;
    chip.replaceChildren(make("bdi", {}, said.join(" · ")));
    edit.textContent = cite.hidden ? (said.length ? "Edit" : "+ Source") : "Done";
    edit.hidden = kind.value === "gap" && !said.length && cite.hidden;
  }

  // A gap's end is a time, and who decided is told by the line where it can be.
  function chosen() {
    if (kind.value === "decision" && !by.value) by.value = actorOf(item.event.read());
    look();
    changed(0);
  }

  item.event = {
    controls,
    id: values.id,
    good: values.good ?? null,
    read() {
      const typed = Object.entries(controls).map(([key, control]) => [
        key,
        control === interpretation ? control.checked : control.value,
      ]);
      return { ...Object.fromEntries(typed), reads_as: item.readsAs ?? "" };
    },
    write(one) {
      for (const [key, control] of Object.entries(controls)) {
        if (control === interpretation) control.checked = Boolean(one[key]);
        else control.value = one[key] ?? (key === "kind" ? "fact" : "");
      }
      item.readsAs = one.reads_as || null;
      look();
    },
    // Where it stands among the others: by what is typed or, while that is no time, by what was saved.
    instant() {
      const typed = instant(at.value);
      return Number.isNaN(typed) ? instant(item.event.good?.at ?? "") : typed;
    },
    name(place) {
      number.textContent = place;
      item.event.number = place;
      const says = {
        at: "Time in UTC",
        what: "What happened",
        kind: "Kind",
        interpretation: "Interpretation",
        source: "Source",
        ref: "Place in the source",
        by: "Decided by",
        until: "Until",
      };
      for (const [key, control] of Object.entries(controls)) {
        control.dataset.where = `event ${place}, ${key}`;
        control.setAttribute("aria-label", `${says[key]}, event ${place}`);
      }
      for (const key of ["at", "what", "kind"])
        fields[key].querySelector("label").textContent = `${says[key]}, event ${place}`;
      chip.setAttribute("aria-label", `Show the evidence of event ${place}: ${source.value} ${ref.value}`);
      edit.setAttribute(
        "aria-label",
        `${cite.hidden ? (source.value || ref.value ? "Edit" : "Add") : "Close"} the source of event ${place}`,
      );
      off.setAttribute("aria-label", `Remove event ${place}`);
    },
    // What the file holds of it; where that is not what is typed, it is said in words.
    hear(known) {
      item.event.good = known.good;
      if (!sameEvent(known, item.event.read())) return; // said of older typing
      const isSaved = known.good && sameEvent(known.good, known);
      if (isSaved) item.classList.remove("pmkit-fresh");
      const kept = known.good
        ? `Until this can be read, the file keeps: ${known.good.at} ${known.good.what}`
        : "Not in the file yet.";
      state.textContent = isSaved ? "" : kept;
    },
    open,
  };
  kind.addEventListener("change", chosen);
  interpretation.addEventListener("change", () => [look(), changed(0)]);
  for (const field of [source, ref, by, until]) field.addEventListener("change", look);
  item.event.write(values);
  return item;
}

// Several texts at once: measured together, so that the page is laid out once.
export function fitAll(areas) {
  const shown = areas.filter((area) => area.isConnected && area.clientWidth);
  for (const area of shown) area.style.height = "auto";
  const heights = shown.map((area) => area.scrollHeight + area.offsetHeight - area.clientHeight);
  for (const [index, area] of shown.entries()) area.style.height = `${heights[index]}px`;
}
