// Under each line what it was read as, or the question that it raises, and a short list to choose another reading from.

import { fieldAt, make, uniqueId } from "./elements.js";
import { named } from "./remarks.js";

/** @import { Changed, Form, Model } from "./types.js" */

const AS_READ = "Meant otherwise?";
const CHOOSE = "Choose what it says";

// What a line counts as, or was said to be by a person, and what is asked; of a rewrite the facts that count stand in `says`.
function inWords({ where, says, how, doubt, asks }) {
  const isKnown = says && (!doubt || how === "chosen" || how === "instructor" || where.startsWith("rewrite "));
  const question = doubt && asks ? asks.charAt(0).toUpperCase() + asks.slice(1) : "";
  return [isKnown && `Read as: ${says}`, question].filter(Boolean).join(" · ");
}

// A line that can be chosen for is in an item with `data-reads`, which keeps the choice as `readsAs`.
/**
 * @param {Model} model
 * @param {Form} form
 * @param {Changed} changed
 */
export function readingRows(model, form, changed) {
  const rows = new Map();

  function row(where) {
    const words = make("span", { class: "pmkit-reading-words", id: uniqueId() });
    const list = make("select", { class: "pmkit-input pmkit-reading-list", onchange: () => choose(where, list.value) });
    const choice = make("div", { class: "pmkit-reading-choice" }, list);
    return Object.assign(make("div", { class: "pmkit-reading" }, words, choice), { words, list, choice });
  }

  function choose(where, id) {
    const item = fieldAt(form.node, where)?.closest("[data-reads]");
    if (!item) return;
    item.readsAs = id || null;
    changed(0);
  }

  function fill(node, reading, item, field) {
    node.words.textContent = inWords(reading);
    node.dataset.state = reading.doubt ? (reading.waits ? "asks" : "open") : "read";
    const offered = [{ id: "", says: reading.doubt ? CHOOSE : AS_READ }, ...reading.choices];
    const now = offered.map(({ id, says }) => `${id}\n${says}`).join("\n");
    if (node.offered !== now)
      node.list.replaceChildren(...offered.map(({ id, says }) => make("option", { value: id }, says)));
    node.offered = now;
    node.list.value = offered.some(({ id }) => id === item.readsAs) ? (item.readsAs ?? "") : "";
    node.choice.hidden = !reading.choices.length;
    node.list.setAttribute("aria-label", `Choose what ${named(reading.where)} says`);
    const ids = (field.getAttribute("aria-describedby") ?? "").split(" ").filter(Boolean);
    if (!ids.includes(node.words.id)) field.setAttribute("aria-describedby", [node.words.id, ...ids].join(" "));
  }

  function draw() {
    const readings = (model.get("shown").readings ?? []).filter(({ says, asks }) => says || asks);
    const places = new Map(readings.map((reading) => [reading.where, reading]));
    for (const [where, node] of rows) {
      if (places.has(where)) continue;
      node.remove();
      rows.delete(where);
    }
    for (const [where, reading] of places) {
      const field = fieldAt(form.node, where);
      const item = field?.dataset.where === where ? field.closest("[data-reads]") : null;
      if (!item) continue;
      const node = rows.get(where) ?? row(where);
      rows.set(where, node);
      const anchor = field.closest(".pmkit-field");
      if (anchor.nextElementSibling !== node) anchor.after(node);
      fill(node, reading, item, field);
    }
  }
  return { draw };
}
