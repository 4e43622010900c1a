// The text of a postmortem as one field, and what is put into it from beside: headings, tables, citations.

import { unitsOf } from "./lib/elements.js";

export class PostmortemText {
  /**
   * @param {any} field a ProseField
   * @param {() => void} uncover takes away what lies over the text where there is no room beside it
   */
  constructor(field, uncover) {
    this.area = field.area;
    this.uncover = uncover;
    this.read = ""; // what Python has read
    /** @type {(() => void)?} */
    this.waiting = null; // what is to be done once it has read what is there
  }

  hear(text) {
    this.read = text;
    if (this.area.value !== text || !this.waiting) return;
    const act = this.waiting;
    this.waiting = null;
    act();
  }

  // Places and edits are about the text that Python has read.
  once(act) {
    if (this.area.value === this.read) act();
    else this.waiting = act;
  }

  write(text, caret) {
    this.area.focus({ preventScroll: true });
    if (text !== this.area.value) {
      this.area.value = text;
      this.area.dispatchEvent(new Event("input", { bubbles: true }));
    }
    this.caretTo(caret);
  }

  caretTo(caret) {
    this.area.focus({ preventScroll: true });
    this.area.setSelectionRange(caret, caret);
    this.area.reveal(caret);
    this.area.scrollIntoView({ block: "nearest" });
  }

  apply({ start, end, words, at }) {
    const text = this.area.value;
    const unit = unitsOf(text);
    const now = text.slice(0, unit(start)) + words + text.slice(unit(end));
    this.write(now, unitsOf(now)(at));
  }

  goTo(place) {
    this.uncover();
    this.caretTo(unitsOf(this.area.value)(place));
  }

  // Words within a line, with a blank before them.
  putWords(words) {
    this.uncover();
    const at = this.area.selectionEnd;
    const [before, after] = [this.area.value.slice(0, at), this.area.value.slice(at)];
    const said = `${/\S$/.test(before) ? " " : ""}${words}`;
    this.write(`${before}${said}${after}`, at + said.length);
  }

  // A block of its own below the line that the cursor is in.
  putBlock(markdown) {
    this.uncover();
    const text = this.area.value;
    const end = text.indexOf("\n", this.area.selectionEnd);
    const at = end < 0 ? text.length : end;
    const [before, after] = [
      text.slice(0, at).trimEnd(),
      text
        .slice(at)
        .replace(/^\s*\n/, "\n")
        .trimStart(),
    ];
    const head = before ? `${before}\n\n` : "";
    const block = `${head}${markdown.trimEnd()}\n`;
    this.write(after ? `${block}\n${after}` : block, block.length);
  }
}
