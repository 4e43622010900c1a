// The exhibits of an incident beside the form: read while one writes, and cited with a key.

import { fieldAt, make, namedFields, uniqueId } from "./elements.js";
import { placeOf } from "./history.js";
import { named } from "./remarks.js";

/** @import { Form, Place } from "./types.js" */

const ON_A_MAC = /Mac|iPhone|iPad/.test(navigator.platform); // where Alt+E begins an accent
export const EXHIBITS_KEY = ON_A_MAC ? "⌘E" : "Alt+E";
export const EXHIBITS_HELP = `${EXHIBITS_KEY} goes to the exhibits, there Enter or a digit cites one, Esc goes back`;

export function isExhibitsChord(event) {
  const isChord = ON_A_MAC ? event.metaKey && !event.ctrlKey : event.altKey && !event.ctrlKey && !event.metaKey;
  return isChord && !event.shiftKey && event.key.toLowerCase() === "e";
}

// The text with an exhibit's number at its end.
function citing(text, id) {
  const said = text.trimEnd();
  if (new RegExp(`\\b${id}\\b`, "i").test(said)) return text;
  return said ? `${said}${/[,;]$/.test(said) ? "" : ","} ${id}` : id;
}

// `most` is the number of exhibits that one line can rest on; `open` makes the pane seen.
export class ExhibitsPane {
  /**
   * @param {HTMLElement} root
   * @param {Form} form
   * @param {{ exhibits: { id: string, source: string, text: string }[], most: number }} incident
   * @param {() => void} open
   */
  constructor(root, form, { exhibits, most }, open) {
    this.form = form;
    this.exhibits = exhibits;
    this.most = most;
    this.said = make("p", { class: "pmkit-cited-words", role: "status" });
    this.buttons = this.exhibits.map(this.exhibitButton);
    const list = make("ul", { class: "pmkit-exhibits", onkeydown: this.key }, ...this.exhibits.map(this.exhibitItem));
    this.node = make("div", {}, list, this.said);
    /** @type {Place?} */
    this.line = null; // where one was in the form
    this.form.node.addEventListener("focusin", ({ target }) => (this.line = placeOf(target) ?? this.line));
    this.form.node.addEventListener("focusout", ({ target }) => (this.line = placeOf(target) ?? this.line));
    root.addEventListener("keydown", (event) => {
      if (!isExhibitsChord(event)) return;
      event.preventDefault();
      open();
      this.buttons.find((one) => one.getAttribute("tabindex") === "0").focus();
    });
  }

  exhibitButton = ({ id }, index) => {
    return make(
      "button",
      { type: "button", class: "pmkit-exhibit-id", tabindex: index ? -1 : 0, onclick: () => this.cite(id) },
      id,
    );
  };

  exhibitItem = ({ source, text }, index) => {
    const words = make("span", { class: "pmkit-exhibit-words", id: uniqueId() }, make("b", {}, source), ` ${text}`);
    this.buttons[index].setAttribute("aria-label", `Cite ${this.exhibits[index].id}`);
    this.buttons[index].setAttribute("aria-describedby", words.id);
    return make("li", { class: "pmkit-exhibit" }, this.buttons[index], words);
  };

  key = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const at = this.buttons.indexOf(event.target);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: this.buttons.length - 1 }[event.key];
    const named = /^\d$/.test(event.key) && this.exhibits.find(({ id }) => id.replace(/^\D+/, "") === event.key);
    if (to !== undefined) this.go(to);
    else if (named) this.cite(named.id);
    else if (event.key === "Escape" && this.line) this.back();
    else return;
    event.preventDefault();
  };

  go(index) {
    if (!this.buttons[index]) return;
    for (const [other, one] of this.buttons.entries()) one.setAttribute("tabindex", other === index ? 0 : -1);
    this.buttons[index].focus();
  }

  back() {
    if (!this.line) return;
    const field = fieldAt(this.form.node, this.line.where);
    field?.focus();
    if (this.line.caret && field?.setSelectionRange) field.setSelectionRange(...this.line.caret);
  }

  cite(id) {
    if (this.form.cites) return this.say(this.form.cites(), id);
    const field = this.line && fieldAt(this.form.node, this.line.where);
    if (field?.matches(".pmkit-prose-text")) return this.put(field, this.inserted(field, id), id);
    const name = this.line?.where.replace(/(, [^,]*)?$/, ", evidence");
    const evidence = name && namedFields(this.form.node).find(({ dataset }) => dataset.where === name);
    if (evidence) return this.put(evidence, [citing(evidence.value, id)], id);
    this.said.textContent = "Go to a line that has evidence first: the number is written there.";
    return null;
  }

  /**
   * Into the one field that a form has for it.
   * @param {HTMLTextAreaElement | string} field or why there is none
   * @param {string} id
   */
  say(field, id) {
    const isThere = typeof field !== "string";
    if (isThere) this.put(field, this.inserted(field, id), id);
    this.said.textContent = isThere ? `${id} stands in your line` : field;
  }

  /**
   * The words with the number in brackets where the cursor was, and where the cursor is then.
   * @returns {[string, number]}
   */
  inserted(field, id) {
    const at = this.line?.caret?.[1] ?? field.value.length;
    const [before, after] = [field.value.slice(0, at), field.value.slice(at)];
    const words = `${/\S$/.test(before) ? " " : ""}(${id})`;
    return [`${before}${words}${after}`, at + words.length];
  }

  /**
   * @param {any} field
   * @param {[string, number?]} words
   * @param {string} id
   */
  put(field, [text, caret = text.length], id) {
    field.focus();
    if (text !== field.value) {
      field.value = text;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
    field.setSelectionRange(caret, caret);
    field.reveal?.(caret);
    const count = new Set(text.match(/\bE\d{1,2}\b/gi)).size;
    const isMuch = count > this.most && !field.matches(".pmkit-prose-text");
    this.said.textContent = isMuch
      ? `A line that names more than ${this.most} exhibits rests on none: which ${this.most} show it best?`
      : `Cited ${id} at ${named(field.dataset.where)}`;
  }
}
