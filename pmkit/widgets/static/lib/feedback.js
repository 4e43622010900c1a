// What is said of an answer stands at the field that it means; beside the form stands only what it is called, and leads there.

import { button, fieldAt, make, uniqueId } from "./elements.js";
import { chipOf, named, remarkNode, remarksOf, slugInWords } from "./remarks.js";

const OPEN_AT_ONCE = 3;

// A form whose words are explained where they stand (`atWords`) shows the remarks about them itself.
export function feedback(model, form, goTo, placed = ({ where }) => named(where)) {
  const list = make("ol", { class: "pmkit-findings" });
  const more = button(
    "",
    () => {
      everything = !everything;
      draw(true);
    },
    { "aria-expanded": "false" },
  );
  const points = make("p", { class: "pmkit-points" });
  // Read aloud at each pause: the remarks themselves would be too much to hear.
  const spoken = make("p", { class: "pmkit-unseen", role: "status" });
  const untouched = make("p", { class: "pmkit-quiet" });
  const node = make("div", { class: "pmkit-feedback" }, points, list, more, untouched, spoken);
  const boxes = new Map(); // the remarks of each field, by its name
  const opened = new Set(); // fields whose remarks somebody asked for
  let all = [];
  let everything = false;
  let drawn = "";
  /** @type {(count: string) => void} */
  let tellCount = () => {};

  const fieldOf = ({ where }) => (where ? fieldAt(form.node, where) : null);
  const atWords = (remark) => form.atWords && remark.end > remark.start;
  const shown = (remark, rank) => everything || rank < OPEN_AT_ONCE || opened.has(remark.where);

  function lead(remark) {
    reveal(remark);
    goTo(remark);
  }

  // Marks a remark; opens it where it is not to be seen yet and `opens` says so.
  function reveal({ key, where }, opens = true) {
    const remark = all.find((one) => one.key === key);
    if (opens && remark && !shown(remark, all.indexOf(remark))) {
      opened.add(where);
      draw(true);
    }
    for (const one of form.node.querySelectorAll(".pmkit-remark"))
      one.toggleAttribute("data-current", one.dataset.key === key);
  }

  function entry(remark, told) {
    const isHere = atWords(remark) || fieldOf(remark);
    if (!isHere) return make("li", { class: "pmkit-finding" }, remarkNode(remark, told, placed, lead));
    const quote = atWords(remark) && remark.quote ? make("q", { class: "pmkit-quote" }, remark.quote) : null;
    const head = make(
      "button",
      { type: "button", class: "pmkit-finding-head", onclick: () => lead(remark), title: "Go to these words" },
      chipOf(remark),
      " ",
      make("span", { class: "pmkit-where" }, placed(remark)),
      " ",
      make("span", { class: "pmkit-name" }, remark.name),
      quote && " ",
      quote,
    );
    return make("li", { class: "pmkit-finding" }, head);
  }

  // Each field that something is said of has a box below it, kept as long as it says the same.
  function drawBoxes(told) {
    const fields = new Map();
    all.forEach((remark, rank) => {
      const field = atWords(remark) ? null : fieldOf(remark);
      if (!field) return;
      const { where } = field.dataset;
      fields.set(where, [...(fields.get(where) ?? []), { remark, isShown: shown(remark, rank) }]);
    });
    for (const [where, box] of boxes) if (!fields.has(where)) drop(where, box);
    for (const [where, remarks] of fields) fill(where, remarks, told);
  }

  function drop(where, box) {
    box.remove();
    boxes.delete(where);
    describe(box.field, box.id, false);
  }

  function fill(where, remarks, told) {
    const field = fieldAt(form.node, where);
    const box = boxes.get(where) ?? make("div", { class: "pmkit-remarks", id: uniqueId() });
    boxes.set(where, box);
    const open = new Set(
      [...box.querySelectorAll("details[open]")].map((details) => details.closest(".pmkit-remark").dataset.key),
    );
    const hadFocus = box.contains(document.activeElement);
    const hidden = remarks.filter(({ isShown }) => !isShown).length;
    const nodes = remarks.filter(({ isShown }) => isShown).map(({ remark }) => remarkNode(remark, told, placed, lead));
    for (const one of nodes) if (open.has(one.dataset.key)) one.querySelector("details").open = true;
    const words = hidden === 1 ? "1 more note" : `${hidden} more notes`;
    const ask = button(words, () => [opened.add(remarks[0].remark.where), draw(true)], {
      class: "pmkit-link",
      "aria-label": `${words} at ${placed(remarks[0].remark)}`,
    });
    box.replaceChildren(...nodes, ...(hidden ? [ask] : []));
    const anchor = field.closest("[data-remarks], .pmkit-row") ?? field.closest(".pmkit-field");
    const reading = anchor.nextElementSibling;
    const above = reading?.matches(".pmkit-reading") ? reading : anchor; // first what a line was read as
    if (above.nextElementSibling !== box) above.after(box);
    if (box.field !== field) describe(box.field, box.id, false);
    describe(field, box.id, true);
    box.field = field;
    if (hadFocus) field.focus();
  }

  function describe(field, id, isDescribed) {
    if (!field) return;
    const others = (field.getAttribute("aria-describedby") ?? "").split(" ").filter((one) => one && one !== id);
    const ids = isDescribed ? [...others, id] : others;
    if (ids.length) field.setAttribute("aria-describedby", ids.join(" "));
    else field.removeAttribute("aria-describedby");
  }

  // Whether every box still stands below its field: a form that draws itself anew takes them away.
  const standing = () => [...boxes].every(([where, box]) => box.isConnected && fieldAt(form.node, where));

  function draw(force = false) {
    const { findings = [], criteria = [], points: earned, max, points_up_to: most } = model.get("shown");
    const now = JSON.stringify([findings, criteria, earned, max, most]);
    if (now === drawn && !force && standing()) return;
    drawn = now;
    all = remarksOf({ findings, criteria });
    const told = new Map();
    drawBoxes(told);
    const hadFocus = list.contains(document.activeElement);
    list.replaceChildren(
      ...all.filter((_remark, rank) => everything || rank < OPEN_AT_ONCE).map((remark) => entry(remark, told)),
    );
    if (!all.length && !criteria.length)
      list.append(make("li", { class: "pmkit-quiet" }, "Nothing to point out just now."));
    const waiting = criteria
      .filter(({ outcome }) => outcome === "unattempted")
      .map(({ id }) => slugInWords(id).toLowerCase());
    untouched.textContent =
      waiting.length < criteria.length ? `Not begun yet: ${waiting.join(", ")}.` : "Not begun yet.";
    untouched.hidden = !waiting.length;
    more.hidden = all.length <= OPEN_AT_ONCE;
    more.textContent = everything ? "Show fewer" : `Show ${all.length - OPEN_AT_ONCE} more`;
    more.setAttribute("aria-expanded", String(everything));
    points.hidden = max == null;
    points.textContent = max == null ? "" : pointsSoFar(earned, most, max);
    spoken.textContent = summary(all, criteria, placed);
    tellCount(all.length ? `${all.length}` : "");
    if (hadFocus) list.querySelector("button")?.focus();
  }
  return { node, draw, reveal, onCount: (tell) => (tellCount = tell) };
}

// A range where a person has still to read something.
function pointsSoFar(earned, most, max) {
  const now = Math.round(earned * 10) / 10;
  const later = Math.round((most ?? earned) * 10) / 10;
  return later > now ? `${now} of ${max} points now, up to ${later} once read` : `${now} of ${max} points so far`;
}

function summary(all, criteria, placed) {
  if (!all.length) return criteria.length ? "Not begun yet." : "Nothing to point out just now.";
  const first = placed(all[0]);
  return `${all.length === 1 ? "1 thing" : `${all.length} things`} to look at${first ? `, first at ${first}` : ""}.`;
}
