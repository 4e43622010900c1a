// The parts that every builder is made of, and how its fields are named, found and shown.

let made = 0;

/** @import { Attributes, Child, Finding } from "./types.js" */

/**
 * An element, which may carry properties of its own: a form's row knows what it stands for.
 * @param {string} tag
 * @param {Attributes} attributes
 * @param {(Child | null | undefined)[]} content
 * @returns {any}
 */
export function make(tag, attributes = {}, ...content) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value !== false && value != null) node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...content.filter((part) => part != null));
  return node;
}

export function uniqueId() {
  made += 1;
  return `pmkit-${made}-${Math.random().toString(36).slice(2, 8)}`;
}

/**
 * @param {Child} words
 * @param {(event: any) => void} onclick
 * @param {Attributes} attributes
 */
export function button(words, onclick, attributes = {}) {
  return make("button", { type: "button", class: "pmkit-button", onclick, ...attributes }, words);
}

/**
 * A field with its label; `where` is the name that Python's findings give to it.
 * @param {string} label
 * @param {HTMLElement} control
 * @param {{ hidden?: boolean, node?: HTMLElement }} shown
 */
export function labelled(label, control, { hidden = false, node = control } = {}) {
  const id = uniqueId();
  control.id = id;
  control.dataset.field = "";
  const text = make("label", { for: id, class: hidden ? "pmkit-unseen" : "pmkit-label" }, label);
  return make("div", { class: "pmkit-field" }, text, node);
}

/** @param {any} area */
function growing(area) {
  const fit = () => {
    if (!area.isConnected || !area.clientWidth) return;
    area.style.height = "auto";
    area.style.height = `${area.scrollHeight + area.offsetHeight - area.clientHeight}px`;
  };
  area.addEventListener("input", fit);
  area.fit = fit;
  return area;
}

export function textarea(attributes = {}) {
  return growing(make("textarea", { rows: 1, spellcheck: true, class: "pmkit-input", ...attributes }));
}

/**
 * Every text in `node` as high as its words.
 * @param {any} node
 */
export function fitTexts(node) {
  const areas = [...node.querySelectorAll("textarea")].filter(
    (area) => area.fit && area.isConnected && area.clientWidth,
  );
  // Measured together, so that the page is laid out once.
  for (const area of areas) area.style.height = "auto";
  const heights = areas.map((area) => area.scrollHeight + area.offsetHeight - area.clientHeight);
  for (const [index, area] of areas.entries()) area.style.height = `${heights[index]}px`;
}

/**
 * A part of a form under its heading.
 * @param {string} name
 * @param {(Child | null)[]} content
 */
export function part(name, ...content) {
  const heading = make("h3", { class: "pmkit-heading" }, name);
  return make("section", { class: "pmkit-part", "aria-label": name }, heading, ...content);
}

/** @param {number} seconds since 1970 */
export function clock(seconds) {
  return new Date(seconds * 1000).toLocaleTimeString([], { hour12: false });
}

/**
 * Python counts characters, the browser UTF-16 units: the unit at which the nth character of this text begins.
 * @param {string} text
 * @returns {(character: number) => number}
 */
export function unitsOf(text) {
  if (!/[\ud800-\udfff]/.test(text)) return (character) => Math.min(character, text.length);
  /** @type {number[]} */
  const begins = [];
  let unit = 0;
  for (const character of text) {
    begins.push(unit);
    unit += character.length;
  }
  return (character) => begins[character] ?? text.length;
}

/**
 * All fields in `node` that have a name.
 * @param {Element} node
 * @returns {any[]}
 */
export const namedFields = (node) => [...node.querySelectorAll("[data-where]")];

/**
 * The field that Python calls `where`, or a part of what it calls so.
 * @param {Element} root
 * @param {string} where
 * @returns {any}
 */
export function fieldAt(root, where) {
  const name = CSS.escape(where);
  return (
    root.querySelector(`[data-field][data-where="${name}"]`) ??
    root.querySelector(`[data-field][data-where^="${name},"]`)
  );
}

/**
 * @param {Element} root
 * @param {Pick<Finding, "where" | "start" | "end">} finding
 */
export function focusOn(root, { where, start, end }) {
  const field = fieldAt(root, where);
  if (!field) return;
  field.focus();
  if (field.setSelectionRange && end > start && field.type !== "date") {
    const unit = unitsOf(field.value);
    field.setSelectionRange(unit(start), unit(end));
  }
}
