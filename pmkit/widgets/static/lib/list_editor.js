// Lists of rows in a form: rows are added, moved and removed by buttons and keys, and numbered anew each time.

import { button, fitTexts } from "./elements.js";

/** @import { Changed } from "./types.js" */

export const listed = (list) => [...list.children];

const focusRow = (row) => row.querySelector("textarea, input").focus();

/**
 * `number` gives all rows in `node` their numbers and the names by which Python's findings call their fields.
 * @param {HTMLElement} node
 * @param {{ number: () => void, changed: Changed, removed: (says: string) => void }} hooks
 */
export function listEditor(node, { number, changed, removed }) {
  function restructured() {
    number();
    fitTexts(node);
    changed();
  }

  /**
   * At the end of a list, or right behind another row.
   * @param {any} row
   * @param {Element} list
   * @param {Element?} after
   */
  function add(row, list, after = null) {
    if (after) after.after(row);
    else list.append(row);
    restructured();
    focusRow(row);
  }

  function moved(row, act, focus = null) {
    const active = /** @type {HTMLButtonElement} */ (focus ?? document.activeElement);
    act();
    restructured();
    // A button that can go no further is disabled and would lose the focus.
    if (active.disabled || active.hidden || !row.contains(active)) focusRow(row);
    else active.focus();
  }

  // Up or down among its neighbours; whether there was one to go past.
  function move(row, step, focus = null) {
    const siblings = listed(row.parentElement);
    const other = siblings[siblings.indexOf(row) + step];
    if (other) moved(row, () => (step < 0 ? other.before(row) : other.after(row)), focus);
    return Boolean(other);
  }

  function remove(row, called) {
    row.remove();
    restructured();
    removed(`Removed ${called}`);
  }

  return { restructured, add, moved, move, remove };
}

// Ctrl+Enter and, with Shift, its twin add a row; Alt with an arrow moves the one that the cursor is in.
export const rowKeys =
  ({ enter, shiftEnter, move }) =>
  (event) => {
    const isNew = event.key === "Enter" && (event.ctrlKey || event.metaKey);
    const step = event.altKey ? { ArrowUp: -1, ArrowDown: 1 }[event.key] : undefined;
    if (!isNew && !step) return;
    event.preventDefault();
    if (step) move(step, event.target);
    else if (event.shiftKey) shiftEnter();
    else enter();
  };

export const tool = (key, words, title, act) => button(words, act, { "data-tool": key, title });

// Says what each tool in `node` does, and to what.
export function nameTools(node, says, called) {
  for (const one of node.querySelectorAll("[data-tool]")) {
    one.setAttribute("aria-label", `${says[one.dataset.tool]} ${called}`);
  }
}
