// A card of the board: what is to be done, how it stands, its history; its moves, and what a move asks for.

import { movesMenu } from "./action_items_board_menu.js";
import { button, fitTexts, labelled, make, textarea } from "./lib/elements.js";

const reachable = (card) => card.querySelectorAll("button, summary, input, textarea");

// One card of the board is reached by Tab, and then what is on it.
export function reach(card, isReached) {
  card.tabIndex = isReached ? 0 : -1;
  for (const one of reachable(card)) one.tabIndex = isReached ? 0 : -1;
}

export function focusCard(card) {
  card.focus({ preventScroll: true });
  card.scrollIntoView({ block: "nearest", inline: "nearest" });
}

// A date is read in one piece.
export const unbroken = (says) =>
  says.split(/(\d{4}-\d\d-\d\d)/).map((one, at) => (at % 2 ? make("span", { class: "pmkit-item-day" }, one) : one));

function historyOf({ history }) {
  if (!history.length) return null;
  const lines = history.map(({ title, on, by, note }) => {
    const words = [on && ` ${on}`, by && `, ${by}`, note && `: ${note}`].filter(Boolean).join("");
    return make("li", {}, make("b", {}, title), ...unbroken(words));
  });
  return make(
    "details",
    { class: "pmkit-item-history" },
    make("summary", {}, `History (${history.length})`),
    make("ol", {}, ...lines),
  );
}

function factsOf({ facts }) {
  const lines = facts.map(({ says, tone }) => make("li", { "data-tone": tone }, ...unbroken(says)));
  return make("ul", { class: "pmkit-item-facts" }, ...lines);
}

export function wordsOf({ text, owner, priority }) {
  return [
    make("p", { class: "pmkit-item-text", dir: "auto" }, text || "(says nothing yet)"),
    make(
      "p",
      { class: "pmkit-item-who" },
      priority && make("b", { class: "pmkit-item-priority" }, priority),
      make("span", { dir: "auto" }, owner || "nobody owns it yet"),
    ),
  ];
}

function cardParts(shown, title, unfold) {
  const refusal = make("p", { class: "pmkit-problem", role: "alert", hidden: true });
  const opens = { "aria-haspopup": "menu", "aria-expanded": "false", class: "pmkit-button pmkit-item-move" };
  const open = button("Move to…", unfold, opens);
  const place = make("div", { class: "pmkit-item-place" });
  const about = { tabindex: -1, draggable: "true", "data-item": shown.item, "aria-label": `${shown.text}, ${title}` };
  const card = make(
    "li",
    { class: "pmkit-item", ...about },
    ...wordsOf(shown),
    factsOf(shown),
    make("div", { class: "pmkit-item-tools" }, open, historyOf(shown)),
    place,
    refusal,
  );
  return { card, refusal, open, place };
}

/**
 * @param {any} shown
 * @param {any} board
 */
export function cardItem(shown, board) {
  const { card, refusal, open, place } = cardParts(shown, board.titles[shown.column], () => unfold());

  function put(content) {
    place.replaceChildren(...(content ? [content] : []));
    open.setAttribute("aria-expanded", String(Boolean(content)));
    card.draggable = !content; // words in a form are selected by dragging
    refusal.hidden = true;
    fitTexts(card);
    place.scrollIntoView({ block: "nearest" });
  }

  function fold() {
    put(null);
    focusCard(card);
  }

  function unfold() {
    if (place.firstChild) return fold();
    put(movesMenu(shown.moves, go, fold));
    place.querySelector("button").focus();
  }

  // A move that lacks nothing is made at once.
  function go(to) {
    const offer = shown.moves.find((one) => one.to === to);
    if (!offer?.asks.length) {
      put(null);
      return board.move(card, to);
    }
    put(moveForm(offer, (said) => board.move(card, to, said), fold));
    place.querySelector(".pmkit-input").focus();
  }

  function refuse(says) {
    refusal.textContent = says;
    refusal.hidden = false;
    refusal.scrollIntoView({ block: "nearest" });
    (place.querySelector(".pmkit-input") ?? card).focus({ preventScroll: true });
  }

  return Object.assign(card, { shown, unfold, go, refuse });
}

// Python knows what may be empty and says so.
function moveForm({ title, asks }, move, cancel) {
  const fields = asks.map(({ key, label, value, needed }) => {
    const field =
      key === "note" ? textarea() : make("input", { type: "text", class: "pmkit-input", autocomplete: "off" });
    field.value = value;
    return { key, field, node: labelled(needed ? label : `${label} (may stay empty)`, field) };
  });
  const send = (event) => {
    event.preventDefault();
    move(Object.fromEntries(fields.map(({ key, field }) => [key, field.value])));
  };
  const keys = (event) => {
    if (event.key === "Escape") cancel();
    else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) send(event);
  };
  const row = make(
    "div",
    { class: "pmkit-row" },
    make("button", { type: "submit", class: "pmkit-button pmkit-item-go" }, `Move to ${title}`),
    button("Cancel", cancel),
  );
  return make(
    "form",
    { class: "pmkit-item-form", onsubmit: send, onkeydown: keys },
    ...fields.map(({ node }) => node),
    row,
  );
}
