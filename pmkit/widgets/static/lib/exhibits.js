// The exhibits of an incident beside the form: read while one writes, and cited with a key.

import { fieldAt, make, uniqueId } from "./elements.js";
import { placeOf } from "./history.js";
import { named } from "./remarks.js";

/** @import { Place } from "./types.js" */

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
export function exhibitsPane(root, form, { exhibits, most }, open) {
  const said = make("p", { class: "pmkit-cited-words", role: "status" });
  const buttons = exhibits.map(exhibitButton);
  const list = make("ul", { class: "pmkit-exhibits", onkeydown: key }, ...exhibits.map(exhibitItem));
  const node = make("div", {}, list, said);
  /** @type {Place?} */
  let line = null; // where one was in the form

  function exhibitButton({ id }, index) {
    return make(
      "button",
      { type: "button", class: "pmkit-exhibit-id", tabindex: index ? -1 : 0, onclick: () => cite(id) },
      id,
    );
  }

  function exhibitItem({ source, text }, index) {
    const words = make("span", { class: "pmkit-exhibit-words", id: uniqueId() }, make("b", {}, source), ` ${text}`);
    buttons[index].setAttribute("aria-label", `Cite ${exhibits[index].id}`);
    buttons[index].setAttribute("aria-describedby", words.id);
    return make("li", { class: "pmkit-exhibit" }, buttons[index], words);
  }

  function key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const at = buttons.indexOf(event.target);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
    const named = /^\d$/.test(event.key) && exhibits.find(({ id }) => id.replace(/^\D+/, "") === event.key);
    if (to !== undefined) go(to);
    else if (named) cite(named.id);
    else if (event.key === "Escape" && line) back();
    else return;
    event.preventDefault();
  }

  function go(index) {
    if (!buttons[index]) return;
    for (const [other, one] of buttons.entries()) one.setAttribute("tabindex", other === index ? 0 : -1);
    buttons[index].focus();
  }

  function back() {
    if (!line) return;
    const field = fieldAt(form.node, line.where);
    field?.focus();
    if (line.caret && field?.setSelectionRange) field.setSelectionRange(...line.caret);
  }

  function cite(id) {
    const field = line && fieldAt(form.node, line.where);
    if (field?.matches(".pmkit-prose-text")) return put(field, inserted(field, id), id);
    const name = line?.where.replace(/(, [^,]*)?$/, ", evidence");
    const evidence =
      name && [...form.node.querySelectorAll("[data-where]")].find(({ dataset }) => dataset.where === name);
    if (evidence) return put(evidence, [citing(evidence.value, id)], id);
    said.textContent = "Go to a line that has evidence first: the number is written there.";
    return null;
  }

  /**
   * The words with the number in brackets where the cursor was, and where the cursor is then.
   * @returns {[string, number]}
   */
  function inserted(field, id) {
    const at = line?.caret?.[1] ?? field.value.length;
    const [before, after] = [field.value.slice(0, at), field.value.slice(at)];
    const words = `${/\S$/.test(before) ? " " : ""}(${id})`;
    return [`${before}${words}${after}`, at + words.length];
  }

  /**
   * @param {any} field
   * @param {[string, number?]} words
   * @param {string} id
   */
  function put(field, [text, caret = text.length], id) {
    field.focus();
    if (text !== field.value) {
      field.value = text;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
    field.setSelectionRange(caret, caret);
    field.reveal?.(caret);
    const count = new Set(text.match(/\bE\d{1,2}\b/gi)).size;
    const isMuch = count > most && !field.matches(".pmkit-prose-text");
    said.textContent = isMuch
      ? `A line that names more than ${most} exhibits rests on none: which ${most} show it best?`
      : `Cited ${id} at ${named(field.dataset.where)}`;
  }

  form.node.addEventListener("focusin", ({ target }) => (line = placeOf(target) ?? line));
  form.node.addEventListener("focusout", ({ target }) => (line = placeOf(target) ?? line));
  root.addEventListener("keydown", (event) => {
    if (!isExhibitsChord(event)) return;
    event.preventDefault();
    open();
    buttons.find((one) => one.getAttribute("tabindex") === "0").focus();
  });
  return node;
}
