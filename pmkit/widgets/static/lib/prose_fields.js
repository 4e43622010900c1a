// What the prose fields of one builder share: one note, and the keys that lead from finding to finding.

import { findingNote } from "./finding_note.js";
import { proseField, same } from "./prose_field.js";

const REST = 150; // milliseconds that the pointer rests on words before their note opens
const LINGER = 250; // and that a note waits for the pointer to come to it
export const PROSE_PAUSE = 120; // milliseconds without a key until a change is sent: underlines are to be there within 300

export const PROSE_KEYS =
  "F8 or Alt+↓ goes to the next underlined words and opens their note · Shift+F8 or Alt+↑ goes back · Esc closes the note · Tab goes on";

export function proseFields(root, changed, note = findingNote(root)) {
  let fields = [];
  /** @type {number | undefined} */
  let waiting; // opens or closes the note a moment later
  let dismissed = null; // the entry whose note was closed by Escape while the cursor is still there
  let visited = null; // the entry that was last gone to
  let typedAt = null; // where typing left the cursor: no note opens under moving fingers

  function soon(action, pause) {
    clearTimeout(waiting);
    waiting = setTimeout(action, pause);
  }

  function add(where, attributes = {}) {
    const field = proseField({ "data-where": where, ...attributes });
    const { area } = field;
    area.addEventListener("input", () => typed(field));
    area.addEventListener("keydown", (event) => key(event, field));
    for (const kind of ["keyup", "pointerup", "focus"]) area.addEventListener(kind, () => caret(field));
    area.addEventListener("blur", leave);
    area.addEventListener("pointermove", (event) => point(field, field.entryAt(event)));
    area.addEventListener("pointerleave", () => point(field, null));
    fields.push(field);
    return field;
  }

  function typed(field) {
    typedAt = field.area.selectionStart;
    leave();
    changed();
  }

  function leave() {
    clearTimeout(waiting);
    note.close();
  }

  function caret(field) {
    const { area } = field;
    if (area.selectionStart === typedAt && area.selectionEnd === typedAt) return;
    typedAt = null;
    const entry = field.entryAtCaret();
    if (!same(entry, dismissed)) dismissed = null;
    if (dismissed || same(entry, note.target()?.entry)) return;
    if (entry) note.open(field, entry, true);
    else if (document.activeElement === area) note.close();
  }

  function point(field, entry) {
    const open = note.target()?.entry;
    if (entry && same(entry, open)) clearTimeout(waiting);
    else if (entry) soon(() => note.open(field, entry, false), REST);
    else soon(() => atRest(field), LINGER);
  }

  // The pointer went away: the note of the words where the cursor stands may stay.
  function atRest(field) {
    const active = field.area === document.activeElement ? field.entryAtCaret() : null;
    if (!same(active, note.target()?.entry)) note.close();
  }

  // A click on the note takes the cursor out of no field.
  note.node.addEventListener("mousedown", (event) => event.preventDefault());
  note.node.addEventListener("pointerenter", () => clearTimeout(waiting));
  note.node.addEventListener("pointerleave", () => {
    const field = note.target()?.field;
    if (field) soon(() => atRest(field), LINGER);
  });

  function key(event, field) {
    const onward = event.key === "F8" || (event.altKey && event.key === "ArrowDown");
    const back = (event.key === "F8" && event.shiftKey) || (event.altKey && event.key === "ArrowUp");
    if (event.key === "Escape" && note.target()) {
      dismissed = note.target()?.entry;
      leave();
    } else if (onward || back) step(field, back ? -1 : 1);
    else return;
    event.preventDefault();
  }

  function step(from, by) {
    const all = fields.flatMap((field) => field.entries().map((entry) => ({ field, entry })));
    if (!all.length) return;
    const { selectionStart, selectionEnd } = from.area;
    const current = all.findIndex(
      ({ field, entry }) =>
        field === from && same(entry, visited) && entry.start === selectionStart && entry.end === selectionEnd,
    );
    if (current >= 0) return visit(all[(current + by + all.length) % all.length]);
    const order = ({ field, entry }) =>
      fields.indexOf(field) - fields.indexOf(from) || (entry.start >= selectionStart ? 1 : -1);
    const next = by > 0 ? all.find((one) => order(one) > 0) : all.findLast((one) => order(one) < 0);
    visit(next ?? all.at(by > 0 ? 0 : -1));
  }

  function visit({ field, entry }) {
    [typedAt, dismissed, visited] = [null, null, entry];
    field.select(entry);
    note.open(field, entry, true);
  }

  function goTo(finding) {
    const field = fields.find(({ area }) => area.dataset.where === finding.where) ?? fields[0];
    const entry = field
      ?.entries()
      .find((one) => one.finding.check === finding.check && one.finding.start === finding.start);
    if (entry) visit({ field, entry });
    else field?.area.focus();
  }

  // `examined` gives the text that Python has read in a field.
  function hear(findings, examined) {
    const open = note.target();
    for (const field of fields) {
      const { where } = field.area.dataset;
      field.hear(
        findings.filter((finding) => finding.where === where),
        examined(where),
      );
    }
    const entry = open?.field.entries().find((one) => same(one, open.entry));
    if (open && entry) note.open(open.field, entry, false);
    else note.close();
  }

  function clear() {
    leave();
    fields = [];
  }

  return { add, clear, hear, goTo, stop: note.stop, all: () => fields };
}
