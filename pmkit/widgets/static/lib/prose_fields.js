// What the prose fields of one builder share: one note, and the keys that lead from finding to finding.

import { FindingNote } from "./finding_note.js";
import { ProseField, same } from "./prose_field.js";

/** @import { Changed, Note } from "./types.js" */

const REST = 150; // milliseconds that the pointer rests on words before their note opens
const LINGER = 250; // and that a note waits for the pointer to come to it
export const PROSE_PAUSE = 120; // milliseconds without a key until a change is sent: underlines are to be there within 300

export const PROSE_KEYS =
  "F8 or Alt+↓ goes to the next underlined words and opens their note · Shift+F8 or Alt+↑ goes back · Esc closes the note · Tab goes on";

export class ProseFields {
  /**
   * @param {HTMLElement} root
   * @param {Changed} changed
   * @param {Note} note
   */
  constructor(root, changed, note = new FindingNote(root)) {
    this.changed = changed;
    this.note = note;
    this.fields = [];
    /** @type {number | undefined} */
    this.waiting = undefined; // opens or closes the note a moment later
    this.dismissed = null; // the entry whose note was closed by Escape while the cursor is still there
    this.visited = null; // the entry that was last gone to
    this.typedAt = null; // where typing left the cursor: no note opens under moving fingers
    // A click on the note takes the cursor out of no field.
    this.note.node.addEventListener("mousedown", (event) => event.preventDefault());
    this.note.node.addEventListener("pointerenter", () => clearTimeout(this.waiting));
    this.note.node.addEventListener("pointerleave", () => {
      const field = this.note.target?.field;
      if (field) this.soon(() => this.atRest(field), LINGER);
    });
    this.stop = this.note.stop;
  }

  soon(action, pause) {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(action, pause);
  }

  add = (where, attributes = {}) => {
    const field = new ProseField({ "data-where": where, ...attributes });
    const { area } = field;
    area.addEventListener("input", () => this.typed(field));
    area.addEventListener("keydown", (event) => this.key(event, field));
    for (const kind of ["keyup", "pointerup", "focus"]) area.addEventListener(kind, () => this.caret(field));
    area.addEventListener("blur", this.leave);
    area.addEventListener("pointermove", (event) => this.point(field, field.entryAt(event)));
    area.addEventListener("pointerleave", () => this.point(field, null));
    this.fields.push(field);
    return field;
  };

  typed(field) {
    this.typedAt = field.area.selectionStart;
    this.leave();
    this.changed();
  }

  leave = () => {
    clearTimeout(this.waiting);
    this.note.close();
  };

  caret(field) {
    const { area } = field;
    if (area.selectionStart === this.typedAt && area.selectionEnd === this.typedAt) return;
    this.typedAt = null;
    const entry = field.entryAtCaret();
    if (!same(entry, this.dismissed)) this.dismissed = null;
    if (this.dismissed || same(entry, this.note.target?.entry)) return;
    if (entry) this.note.open(field, entry, true);
    else if (document.activeElement === area) this.note.close();
  }

  point(field, entry) {
    const open = this.note.target?.entry;
    if (entry && same(entry, open)) clearTimeout(this.waiting);
    else if (entry) this.soon(() => this.note.open(field, entry, false), REST);
    else this.soon(() => this.atRest(field), LINGER);
  }

  // The pointer went away: the note of the words where the cursor stands may stay.
  atRest(field) {
    const active = field.area === document.activeElement ? field.entryAtCaret() : null;
    if (!same(active, this.note.target?.entry)) this.note.close();
  }

  key(event, field) {
    const onward = event.key === "F8" || (event.altKey && event.key === "ArrowDown");
    const back = (event.key === "F8" && event.shiftKey) || (event.altKey && event.key === "ArrowUp");
    if (event.key === "Escape" && this.note.target) {
      this.dismissed = this.note.target?.entry;
      this.leave();
    } else if (onward || back) this.step(field, back ? -1 : 1);
    else return;
    event.preventDefault();
  }

  step(from, by) {
    const all = this.fields.flatMap((field) => field.entries.map((entry) => ({ field, entry })));
    if (!all.length) return;
    const { selectionStart, selectionEnd } = from.area;
    const current = all.findIndex(
      ({ field, entry }) =>
        field === from && same(entry, this.visited) && entry.start === selectionStart && entry.end === selectionEnd,
    );
    if (current >= 0) return this.visit(all[(current + by + all.length) % all.length]);
    const order = ({ field, entry }) =>
      this.fields.indexOf(field) - this.fields.indexOf(from) || (entry.start >= selectionStart ? 1 : -1);
    const next = by > 0 ? all.find((one) => order(one) > 0) : all.findLast((one) => order(one) < 0);
    this.visit(next ?? all.at(by > 0 ? 0 : -1));
  }

  visit({ field, entry }) {
    [this.typedAt, this.dismissed, this.visited] = [null, null, entry];
    field.select(entry);
    this.note.open(field, entry, true);
  }

  goTo = (finding) => {
    const field = this.fields.find(({ area }) => area.dataset.where === finding.where) ?? this.fields[0];
    const entry = field?.entries.find(
      (one) => one.finding.check === finding.check && one.finding.start === finding.start,
    );
    if (entry) this.visit({ field, entry });
    else field?.area.focus();
  };

  // `examined` gives the text that Python has read in a field.
  hear = (findings, examined) => {
    const open = this.note.target;
    for (const field of this.fields) {
      const { where } = field.area.dataset;
      field.hear(
        findings.filter((finding) => finding.where === where),
        examined(where),
      );
    }
    const entry = open?.field.entries.find((one) => same(one, open.entry));
    if (open && entry) this.note.open(open.field, entry, false);
    else this.note.close();
  };

  clear = () => {
    this.leave();
    this.fields = [];
  };

  all = () => this.fields;
}
