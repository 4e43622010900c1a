// Undo and redo over all fields and moves of a form. The browser's own know one field at a time, and would take
// letters out of another one once fields have moved.

import { button, fieldAt, make, namedFields } from "./elements.js";

/** @import { Form, Place } from "./types.js" */

const STEPS_KEPT = 200;
const STEPS_AT_LEAST = 50; // however long the text is
const CHARACTERS_KEPT = 10_000_000;
const REST_OF_TYPING = 1000; // milliseconds without a letter that end a step

/**
 * Where the cursor is: in a field, or at a button of a line, which the line's first field stands for.
 * @param {any} node
 * @returns {Place?}
 */
export function placeOf(node) {
  const field = node?.dataset?.where ? node : node?.closest?.("li, fieldset, section")?.querySelector("[data-where]");
  if (!field) return null;
  const hasCaret = field === node && typeof field.selectionStart === "number";
  return {
    where: field.dataset.where,
    caret: hasCaret ? [field.selectionStart, field.selectionEnd] : null,
    line: lineOf(field),
  };
}

// A line that goes to another place by itself keeps an id, by which it is found there.
const lineOf = (field) => field.closest("li")?.event?.id;

function fieldOf(root, { where, line }) {
  const key = where.slice(where.lastIndexOf(", "));
  const own = line && namedFields(root).find((field) => lineOf(field) === line && field.dataset.where.endsWith(key));
  return own || fieldAt(root, where);
}

const typedIn = (field) => (field.type === "checkbox" ? field.checked : field.value);
const valuesOf = (root) => new Map(namedFields(root).map((field) => [field.dataset.where, typedIn(field)]));

// What is being typed or deleted letter by letter, if this is it.
function lettersOf({ target, inputType, isComposing }) {
  if (!target.matches("textarea, [type=text]")) return null;
  const isInserted = inputType === "insertText" || isComposing;
  const kind = /^delete/.test(inputType) ? "delete" : isInserted ? "insert" : null;
  return kind && { where: target.dataset.where, kind, time: Date.now() };
}

// `put` shows a state and saves it.
export class EditHistory {
  /**
   * @param {HTMLElement} root
   * @param {Form} form
   * @param {(answer: any) => void} put
   */
  constructor(root, form, put) {
    this.form = form;
    this.put = put;
    this.undo = button("↶ Undo", () => this.go(-1), {
      class: "pmkit-button pmkit-undo",
      title: "Undo the last change (Ctrl+Z)",
      "aria-keyshortcuts": "Control+Z",
    });
    this.redo = button("↷ Redo", () => this.go(1), {
      class: "pmkit-button pmkit-redo",
      title: "Do it again (Ctrl+Shift+Z or Ctrl+Y)",
      "aria-keyshortcuts": "Control+Shift+Z Control+Y",
    });
    this.words = make("span", { class: "pmkit-undone", role: "status" });
    this.node = make(
      "div",
      { class: "pmkit-undo-tools", role: "group", "aria-label": "Undo and redo" },
      this.words,
      this.undo,
      this.redo,
    );
    this.steps = []; // the states of the form as JSON, each with where the cursor was before and after it came about
    this.at = 0;
    /** @type {Place?} */
    this.here = null; // where the cursor was when something was about to happen
    /** @type {{ where: string, kind: string, time: number }?} */
    this.typing = null; // the letters that go on with the last step
    /** @type {{ where: string, kind: string, time: number }?} */
    this.input = null; // what is being typed at this moment
    this.listen(root);
  }

  /**
   * @param {HTMLElement} root
   */
  listen(root) {
    for (const kind of ["beforeinput", "keydown", "pointerdown", "focusin"])
      root.addEventListener(kind, this.look, true);
    for (const kind of ["pointerdown", "focusin"]) root.addEventListener(kind, () => (this.typing = null), true);
    root.addEventListener("beforeinput", (event) =>
      this.instead(event, { historyUndo: -1, historyRedo: 1 }[event.inputType]),
    );
    root.addEventListener("input", (event) => (this.input = lettersOf(event)), true);
    root.addEventListener("input", () => (this.input = null)); // the form has heard of it by now
    root.addEventListener("keydown", (event) => {
      if (/^(Arrow|Page|Home|End)/.test(event.key)) this.typing = null;
      if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
      const steps = { z: event.shiftKey ? 1 : -1, y: 1 };
      this.instead(event, steps[event.key.toLowerCase()]);
    });
  }

  // A step by this history in place of what the browser would do.
  /**
   * @param {Event} event
   * @param {number | undefined} by
   */
  instead(event, by) {
    if (!by) return;
    event.preventDefault();
    this.go(by);
  }

  stateOf() {
    return JSON.stringify(this.form.state ? this.form.state() : this.form.read());
  }

  start = () => {
    this.steps = [{ state: this.stateOf(), before: null, after: null }];
    [this.at, this.typing] = [0, null];
    this.draw();
  };

  // What another builder or program wrote is not undone here: only what comes after it.
  startAnew() {
    if (this.steps.length && this.stateOf() !== this.steps[this.at].state) this.start();
  }

  // Something has changed: a step of its own, or more of the last one.
  note = () => {
    const state = this.stateOf();
    if (!this.steps.length || state === this.steps[this.at].state) return;
    const joins =
      this.input &&
      this.typing &&
      this.at === this.steps.length - 1 &&
      this.input.where === this.typing.where &&
      this.input.kind === this.typing.kind &&
      this.input.time - this.typing.time < REST_OF_TYPING;
    if (!joins) {
      this.steps = [...this.steps.slice(0, this.at + 1), { before: this.here }];
      this.at += 1;
      this.forget();
    }
    const step = Object.assign(this.steps[this.at], { state });
    this.typing = this.input;
    this.words.textContent = "";
    // A form moves the cursor to what it has just added; a timer may run after the next keys have moved it on.
    queueMicrotask(() => (step.after = placeOf(document.activeElement)));
    this.draw();
  };

  forget() {
    let [kept, characters] = [0, 0];
    for (const { state } of this.steps.slice(0, -1).reverse()) {
      characters += state.length;
      if (kept >= STEPS_KEPT || (kept >= STEPS_AT_LEAST && characters > CHARACTERS_KEPT)) break;
      kept += 1;
    }
    this.steps = this.steps.slice(this.steps.length - 1 - kept);
    this.at = this.steps.length - 1;
  }

  /**
   * @param {number} by
   */
  go(by) {
    const [from, to] = [this.steps[this.at], this.steps[this.at + by]];
    if (!to) return;
    this.at += by;
    this.typing = null;
    const before = valuesOf(this.form.node);
    this.put(JSON.parse(to.state));
    this.draw();
    this.focus(by < 0 ? from.before : to.after, before);
    this.words.textContent = by < 0 ? "Undone" : "Done again";
  }

  // The field that changed, with the cursor where it was; else the first one that holds something else than before.
  focus(place, before) {
    const changed = namedFields(this.form.node).filter((field) => before.get(field.dataset.where) !== typedIn(field));
    // What is folded away gets no cursor; then another field of the same line does.
    const wanted = [place && fieldOf(this.form.node, place), ...changed].filter(Boolean);
    const beside = wanted.flatMap((field) => [...(field.closest("li")?.querySelectorAll("[data-where]") ?? [])]);
    const field = [...wanted, ...beside].find((one) => one.checkVisibility());
    if (!field) return (this.undo.disabled ? this.redo : this.undo).focus();
    field.focus();
    if (typeof field.selectionStart !== "number") return;
    const length = field.value.length;
    const caret = place?.caret ?? [length, length];
    field.setSelectionRange(...caret);
    field.reveal?.(caret[1]);
  }

  draw() {
    this.undo.disabled = this.at === 0;
    this.redo.disabled = this.at >= this.steps.length - 1;
  }

  // A line is gone: what to say of it, and the way back under the cursor.
  /**
   * @param {string} says
   */
  removed = (says) => {
    this.words.textContent = says;
    this.undo.focus();
  };

  look = (event) => (this.here = placeOf(event.target));
}
