// The moves of a card: a menu with those that there are.

import { button, make } from "./lib/elements.js";

/**
 * @param {{ to: string, title: string, asks: any[] }[]} moves
 * @param {(to: string) => void} go
 * @param {() => void} close
 */
export function movesMenu(moves, go, close) {
  const items = moves.map(({ to, title, asks }) =>
    button(asks.some(({ needed }) => needed) ? `${title}…` : title, () => go(to), {
      role: "menuitem",
      tabindex: -1,
      "data-to": to,
    }),
  );
  function keys(event) {
    const at = items.indexOf(event.target);
    const places = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 };
    if (event.key === "Escape" || event.key === "Tab") close();
    if (event.key in places) items.at(places[event.key] % items.length)?.focus();
    if (event.key in places || event.key === "Escape") event.preventDefault();
    event.stopPropagation();
  }
  return make("div", { role: "menu", class: "pmkit-item-menu", "aria-label": "Move to", onkeydown: keys }, ...items);
}
