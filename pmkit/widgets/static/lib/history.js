// Undo and redo over all fields and moves of a form. The browser's own know one field at a time, and would take
// letters out of another one once fields have moved.

import { button, fieldAt, make } from "./elements.js";

/** @import { Place } from "./types.js" */

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
  const own =
    line &&
    [...root.querySelectorAll("[data-where]")].find(
      (field) => lineOf(field) === line && field.dataset.where.endsWith(key),
    );
  return own || fieldAt(root, where);
}

const typedIn = (field) => (field.type === "checkbox" ? field.checked : field.value);
const valuesOf = (root) =>
  new Map([...root.querySelectorAll("[data-where]")].map((field) => [field.dataset.where, typedIn(field)]));

// `put` shows a state and saves it.
export function editHistory(root, form, put) {
  const undo = button("↶ Undo", () => go(-1), {
    class: "pmkit-button pmkit-undo",
    title: "Undo the last change (Ctrl+Z)",
    "aria-keyshortcuts": "Control+Z",
  });
  const redo = button("↷ Redo", () => go(1), {
    class: "pmkit-button pmkit-redo",
    title: "Do it again (Ctrl+Shift+Z or Ctrl+Y)",
    "aria-keyshortcuts": "Control+Shift+Z Control+Y",
  });
  const words = make("span", { class: "pmkit-undone", role: "status" });
  const node = make(
    "div",
    { class: "pmkit-undo-tools", role: "group", "aria-label": "Undo and redo" },
    words,
    undo,
    redo,
  );
  const stateOf = () => JSON.stringify((form.state ?? form.read)());
  let steps = []; // the states of the form as JSON, each with where the cursor was before and after it came about
  let at = 0;
  /** @type {Place?} */
  let here = null; // where the cursor was when something was about to happen
  /** @type {{ where: string, kind: string, time: number }?} */
  let typing = null; // the letters that go on with the last step
  /** @type {{ where: string, kind: string, time: number }?} */
  let input = null; // what is being typed at this moment

  function start() {
    steps = [{ state: stateOf(), before: null, after: null }];
    [at, typing] = [0, null];
    draw();
  }

  // Something has changed: a step of its own, or more of the last one.
  function note() {
    const state = stateOf();
    if (!steps.length || state === steps[at].state) return;
    const joins =
      input &&
      typing &&
      at === steps.length - 1 &&
      input.where === typing.where &&
      input.kind === typing.kind &&
      input.time - typing.time < REST_OF_TYPING;
    if (!joins) {
      steps = [...steps.slice(0, at + 1), { before: here }];
      at += 1;
      forget();
    }
    const step = Object.assign(steps[at], { state });
    typing = input;
    words.textContent = "";
    // A form moves the cursor to what it has just added; a timer may run after the next keys have moved it on.
    queueMicrotask(() => (step.after = placeOf(document.activeElement)));
    draw();
  }

  function forget() {
    let [kept, characters] = [0, 0];
    for (const { state } of steps.slice(0, -1).reverse()) {
      characters += state.length;
      if (kept >= STEPS_KEPT || (kept >= STEPS_AT_LEAST && characters > CHARACTERS_KEPT)) break;
      kept += 1;
    }
    steps = steps.slice(steps.length - 1 - kept);
    at = steps.length - 1;
  }

  function go(by) {
    const [from, to] = [steps[at], steps[at + by]];
    if (!to) return;
    at += by;
    typing = null;
    const before = valuesOf(form.node);
    put(JSON.parse(to.state));
    draw();
    focus(by < 0 ? from.before : to.after, before);
    words.textContent = by < 0 ? "Undone" : "Done again";
  }

  // The field that changed, with the cursor where it was; else the first one that holds something else than before.
  function focus(place, before) {
    const changed = [...form.node.querySelectorAll("[data-where]")].filter(
      (field) => before.get(field.dataset.where) !== typedIn(field),
    );
    // What is folded away gets no cursor; then another field of the same line does.
    const wanted = [place && fieldOf(form.node, place), ...changed].filter(Boolean);
    const beside = wanted.flatMap((field) => [...(field.closest("li")?.querySelectorAll("[data-where]") ?? [])]);
    const field = [...wanted, ...beside].find((one) => one.checkVisibility());
    if (!field) return (undo.disabled ? redo : undo).focus();
    field.focus();
    if (typeof field.selectionStart !== "number") return;
    const length = field.value.length;
    const caret = place?.caret ?? [length, length];
    field.setSelectionRange(...caret);
    field.reveal?.(caret[1]);
  }

  function draw() {
    undo.disabled = at === 0;
    redo.disabled = at >= steps.length - 1;
  }

  // A line is gone: what to say of it, and the way back under the cursor.
  function removed(says) {
    words.textContent = says;
    undo.focus();
  }

  const look = (event) => (here = placeOf(event.target));
  for (const kind of ["beforeinput", "keydown", "pointerdown", "focusin"]) root.addEventListener(kind, look, true);
  for (const kind of ["pointerdown", "focusin"]) root.addEventListener(kind, () => (typing = null), true);
  root.addEventListener("beforeinput", (event) => {
    const by = { historyUndo: -1, historyRedo: 1 }[event.inputType];
    if (!by) return;
    event.preventDefault();
    go(by);
  });
  root.addEventListener(
    "input",
    (event) => {
      const isText = event.target.matches("textarea, [type=text]");
      const kind = /^delete/.test(event.inputType)
        ? "delete"
        : event.inputType === "insertText" || event.isComposing
          ? "insert"
          : null;
      input = isText && kind ? { where: event.target.dataset.where, kind, time: Date.now() } : null;
    },
    true,
  );
  root.addEventListener("input", () => (input = null)); // the form has heard of it by now
  root.addEventListener("keydown", (event) => {
    if (/^(Arrow|Page|Home|End)/.test(event.key)) typing = null;
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
    const key = event.key.toLowerCase();
    if (key !== "z" && key !== "y") return;
    event.preventDefault();
    go(key === "y" || event.shiftKey ? 1 : -1);
  });
  return { node, start, note, removed };
}
