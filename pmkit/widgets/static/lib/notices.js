// Something about the file that the trainee must know, and the version that can be had back.

import { button, clock, make } from "./elements.js";

/** @import { Model } from "./types.js" */

/**
 * @param {Model} model
 */
export function notices(model) {
  const node = make("div", { class: "pmkit-notices", "aria-live": "polite" });
  let drawn = "[]";
  const own = [];
  function one(text, ...buttons) {
    return make("div", { class: "pmkit-notice" }, make("p", {}, text), make("div", { class: "pmkit-row" }, ...buttons));
  }
  function draw() {
    const listed = model.get("shown").notices ?? [];
    const now = JSON.stringify(listed);
    if (now === drawn && !own.length) return;
    drawn = now;
    const cards = listed.map((notice, index) => {
      const ask = (what) => () => model.send({ do: what, notice: index });
      const label = notice.offer && `${notice.offer} (${notice.holds}, saved ${clock(notice.saved_at)})`;
      return one(notice.says, notice.offer ? button(label, ask("use")) : null, button("Dismiss", ask("dismiss")));
    });
    node.replaceChildren(...own, ...cards);
  }
  function offerDraft(kept, put, drop) {
    const done = (action) => () => {
      own.length = 0;
      node.querySelector(".pmkit-own")?.remove();
      action();
    };
    const card = one(
      `What you typed at ${clock(kept.at)} was not saved, and the file has changed since.`,
      button("Put back what I typed", done(put)),
      button("Keep the file", done(drop)),
    );
    card.classList.add("pmkit-own");
    own.push(card);
    draw();
  }
  return { node, draw, offerDraft };
}
