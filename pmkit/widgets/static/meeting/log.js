// What was said so far, in order: each line, what was answered, what the line did. New words alone are drawn, and read out.

import { make } from "../lib/elements.js";

export class Log {
  constructor() {
    this.node = make("div", {
      class: "pmkit-meeting-log",
      role: "log",
      tabindex: 0,
      "aria-label": "The talk so far",
    });
    /** @type {{ key: string, node: HTMLElement }[]} */
    this.entries = [];
    this.node.addEventListener("scroll", this.look, { passive: true });
    // What has no size yet cannot be scrolled.
    this.sizes = new ResizeObserver(() => this.scroll());
    this.sizes.observe(this.node);
  }

  stop = () => this.sizes.disconnect();

  /**
   * @param {{ talk: any[], turns: any[] }} told what Python knows
   * @param {{ text: string, number: number, again: boolean }[]} standing every turn, also those not answered yet
   */
  draw({ talk, turns }, standing) {
    const wanted = talk.map((one) => ({ ...one, as: "talk" }));
    for (const { text, number, again } of standing) {
      wanted.push({ who: "You", text, as: "you", number, again });
      const known = turns[number - 1];
      if (known?.text !== text) continue;
      const replies = known.replies.map((one) => ({ ...one, as: "reply", number }));
      wanted.push(...replies.filter((one) => !one.next));
      if (known.effects.length) wanted.push({ as: "effects", number, effects: known.effects });
      wanted.push(...replies.filter((one) => one.next));
    }
    if (!wanted.length) wanted.push({ as: "none" });
    this.put(wanted.map((one) => ({ key: JSON.stringify(one), one })));
  }

  put(wanted) {
    let kept = 0;
    while (kept < this.entries.length && this.entries[kept].key === wanted[kept]?.key) kept += 1;
    if (kept === wanted.length && kept === this.entries.length) return;
    for (const { node } of this.entries.splice(kept)) node.remove();
    for (const { key, one } of wanted.slice(kept)) {
      const node = entry(one);
      this.node.append(node);
      this.entries.push({ key, node });
    }
    this.scroll();
  }

  // To one's own last line, so that all that follows it is in view, from its beginning.
  scroll() {
    const own = this.entries.findLast(({ node }) => node.dataset.as === "you");
    this.node.scrollTop = own ? own.node.offsetTop - 6 : 0;
    this.look();
  }

  // Whether there is more below: what comes last is what one has to meet.
  look = () => {
    const last = this.entries.at(-1)?.node;
    const end = last ? last.offsetTop + last.offsetHeight : 0;
    this.node.toggleAttribute("data-more", end > this.node.scrollTop + this.node.clientHeight + 4);
  };
}

function entry({ as, who, text, number, again, effects }) {
  const attributes = { class: "pmkit-meeting-entry", "data-as": as, "data-turn": number };
  if (as === "none") return make("p", attributes, "Nothing is said yet. They look at you.");
  if (as === "effects") return make("div", attributes, ...effects.map(effect));
  const mark = again ? make("span", { class: "pmkit-meeting-again" }, "said again") : null;
  const when = as === "talk" ? " (before the meeting)" : "";
  const name = make(
    "p",
    { class: "pmkit-meeting-who" },
    make("b", {}, as === "you" ? `You, turn ${number}` : `${who}${when}`),
    mark,
  );
  return make("div", attributes, name, make("p", { class: "pmkit-meeting-words", dir: "auto" }, text));
}

function effect({ kind, called, says, better }) {
  return make(
    "p",
    { class: "pmkit-meeting-effect", "data-kind": kind },
    make("b", {}, `${called}: `),
    says,
    better ? make("span", { class: "pmkit-meeting-better" }, make("b", {}, "Better: "), better) : null,
  );
}
