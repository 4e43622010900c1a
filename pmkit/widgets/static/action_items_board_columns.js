// The columns of the board: cards are dragged between them, and gone through by the arrow keys.

import { focusCard, reach } from "./action_items_board_card.js";
import { make, uniqueId } from "./lib/elements.js";

const STEPS = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };

/**
 * @param {Record<string, string>} titles
 */
export function boardColumns(titles) {
  const columns = Object.entries(titles).map(([state, title]) => column(state, title));
  const node = make(
    "div",
    { class: "pmkit-board-columns", onkeydown: keys, onfocusin: reached },
    ...columns.map((one) => one.node),
  );
  keepDragging(node, columns);

  const all = () => columns.flatMap(({ list }) => [...list.querySelectorAll(".pmkit-item")]);

  function reached({ target }) {
    const card = target.closest(".pmkit-item");
    if (card) for (const one of all()) reach(one, one === card);
  }

  function keys(event) {
    const card = event.target;
    if (!card.matches(".pmkit-item") || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter" || event.key === " ") card.unfold();
    else if (event.key in STEPS) step(card, STEPS[event.key]);
    else return;
    event.preventDefault();
  }

  // Up and down in a column, left and right to the next one that has cards.
  function step(card, [across, down]) {
    const filled = columns.map(({ list }) => [...list.querySelectorAll(".pmkit-item")]).filter((cards) => cards.length);
    const at = filled.findIndex((cards) => cards.includes(card));
    const row = filled[at].indexOf(card);
    const there = filled[at + across];
    const next = across ? there?.[Math.min(row, there.length - 1)] : filled[at][row + down];
    if (next) focusCard(next);
  }

  /**
   * @param {any[]} cards
   * @param {(card: any) => boolean} fits
   */
  function draw(cards, fits) {
    const active = node.contains(document.activeElement) ? document.activeElement : null;
    const item = active?.closest(".pmkit-item")?.getAttribute("data-item");
    for (const one of columns) {
      const here = cards.filter(({ shown }) => shown.column === one.state);
      one.draw(here.filter(fits), here.length);
    }
    const shown = all();
    const current = shown.find((card) => card.tabIndex === 0) ?? shown[0];
    for (const card of shown) reach(card, card === current);
    if (active?.isConnected) /** @type {HTMLElement} */ (active).focus({ preventScroll: true });
    else if (item != null) shown.find((card) => card.dataset.item === item)?.focus({ preventScroll: true });
  }

  return { node, draw };
}

function column(state, title) {
  const id = uniqueId();
  const count = make("span", { class: "pmkit-column-count" });
  const hint = make("span", { class: "pmkit-column-hint" });
  const list = make("ol", { class: "pmkit-column-cards", role: "list" });
  const none = make("p", { class: "pmkit-column-none" });
  const head = make("h3", { class: "pmkit-column-head", id }, title, " ", count, hint);
  const node = make("section", { class: "pmkit-column", "aria-labelledby": id, "data-state": state }, head, none, list);

  function draw(cards, whole) {
    count.textContent = cards.length === whole ? `(${whole})` : `(${cards.length} of ${whole})`;
    none.hidden = cards.length > 0;
    none.textContent = whole ? "None here fits the filter" : "Nothing here";
    list.hidden = !cards.length;
    if (cards.length !== list.children.length || cards.some((card, at) => card !== list.children[at])) {
      const { scrollTop } = list;
      list.replaceChildren(...cards);
      list.scrollTop = scrollTop;
    }
  }

  return { state, node, list, hint, draw };
}

// While a card is dragged each column says whether it may be dropped there; one that may not has its reason told by Python.
function keepDragging(node, columns) {
  /** @type {any} */
  let dragged = null;
  const columnOf = (event) => columns.find((one) => one.node === event.target.closest?.(".pmkit-column"));

  function end() {
    dragged = null;
    for (const { node: one, hint } of columns) {
      delete one.dataset.drop;
      one.removeAttribute("data-over");
      hint.textContent = "";
    }
  }

  node.addEventListener("dragstart", (event) => {
    dragged = event.target.closest?.(".pmkit-item");
    if (!dragged) return;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("application/x-pmkit-card", String(dragged.shown.item)); // no text: a cell would take it
    for (const { state, node: one, hint } of columns) {
      if (state === dragged.shown.column) continue;
      const isLegal = dragged.shown.moves.some(({ to }) => to === state);
      one.dataset.drop = isLegal ? "yes" : "no";
      hint.textContent = isLegal ? "· drop here" : "· no move";
    }
  });
  node.addEventListener("dragover", (event) => {
    if (!dragged) return;
    event.preventDefault();
    for (const { node: one } of columns) one.toggleAttribute("data-over", one === columnOf(event)?.node);
  });
  node.addEventListener("drop", (event) => {
    const [card, there] = [dragged, columnOf(event)];
    if (!card) return;
    event.preventDefault();
    end();
    if (there && there.state !== card.shown.column) card.go(there.state);
  });
  node.addEventListener("dragend", end);
}
