// The weekly review: what is late, blocked, due soon, open for long or without a date, and what has ended since.

import { unbroken, wordsOf } from "./action_items_board_card.js";
import { button, make } from "./lib/elements.js";

/**
 * @param {any} board
 */
export function reviewList(board) {
  const node = make("div", { class: "pmkit-board-review" });

  function row(shown) {
    const facts = shown.facts.map(({ says }) => says).join(" · ");
    const go = button("Show on the board", () => board.goTo(shown.item), {
      "aria-label": `Show “${shown.text}” on the board`,
    });
    return make(
      "li",
      { class: "pmkit-review-row" },
      ...wordsOf(shown),
      make("p", { class: "pmkit-review-facts" }, ...unbroken(`${board.titles[shown.column]} · ${facts}`)),
      go,
    );
  }

  /**
   * @param {any} answer
   * @param {(shown: any) => boolean} fits
   */
  function draw(answer, fits) {
    const known = new Map(answer.cards.map((shown) => [shown.item, shown]));
    const groups = answer.review.map(({ title, items }) => {
      const here = items.map((item) => known.get(item)).filter(fits);
      const list = here.length ? make("ol", {}, ...here.map(row)) : make("p", { class: "pmkit-column-none" }, "None");
      return make(
        "section",
        { class: "pmkit-review-group" },
        make("h3", { class: "pmkit-column-head" }, `${title} (${here.length})`),
        list,
      );
    });
    node.replaceChildren(
      make("p", { class: "pmkit-review-day" }, `As of ${answer.on}; each item is told once`),
      ...groups,
    );
  }

  return { node, draw };
}
