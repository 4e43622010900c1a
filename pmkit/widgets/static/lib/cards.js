// Cards: rows whose fields are all named by keys of the answer, such as an action's owner.

import { button, make } from "./elements.js";
import { nameTools } from "./list_editor.js";

const keyed = (card) => [...card.querySelectorAll("[data-key]")];

export const lineField = (key, attributes = {}) =>
  make("input", { type: "text", class: "pmkit-input", "data-key": key, autocomplete: "off", ...attributes });

// One of several, or none yet; `entries` are pairs of a value and its words.
export function choiceField(key, entries) {
  const options = [["", "–"], ...entries].map(([value, words]) => make("option", { value }, words));
  return make("select", { class: "pmkit-input", "data-key": key }, ...options);
}

// `content` holds the fields as they stand; what the answer has besides them is kept.
export function cardItem(name, values, ...content) {
  const card = make(
    "li",
    { class: name },
    make("fieldset", {}, make("legend", { class: "pmkit-question" }), ...content),
  );
  card.values = values;
  for (const field of keyed(card)) field.value = values[field.dataset.key] ?? "";
  return card;
}

export const removeButton = (act) => button("Remove", act, { "data-tool": "remove" });

export function nameCards(cards, called) {
  for (const [index, card] of cards.entries()) {
    const name = `${called} ${index + 1}`;
    card.querySelector("legend").textContent = name.charAt(0).toUpperCase() + name.slice(1);
    for (const field of keyed(card)) field.dataset.where = `${name}, ${field.dataset.key}`;
    nameTools(card, { remove: "Remove" }, name);
  }
}

export const readCard = (card) => ({
  ...card.values,
  ...Object.fromEntries(keyed(card).map((field) => [field.dataset.key, field.value])),
});
