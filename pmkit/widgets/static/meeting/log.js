// What was said so far, in order: each line, what was answered, what the line did. New words alone are drawn, and read out.

import { make } from "../lib/elements.js";

const GAP = 6;
const SIGN = 28; // what says that there is more above covers so much

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

  scroll() {
    const own = this.entries.findLastIndex(({ node }) => node.dataset.as === "you");
    this.node.scrollTop = own < 0 ? 0 : this.place(own);
    this.look();
  }

  // From one's own last line, where all that came of it fits; else its end, yet no further than whoever spoke last.
  place(own) {
    const start = this.start(own);
    if (this.end() - start <= this.node.clientHeight) return start;
    const came = this.entries.slice(own + 1);
    const last = came.findLast(({ node }) => node.dataset.as === "reply") ?? came[0] ?? this.entries[own];
    const toEnd = this.end() + GAP - this.node.clientHeight;
    return Math.max(start, Math.min(toEnd, last.node.offsetTop - SIGN));
  }

  start = (own) => this.entries[own].node.offsetTop - GAP;

  end() {
    const last = this.entries.at(-1)?.node;
    return last ? last.offsetTop + last.offsetHeight : 0;
  }

  // Whether there is more below, or more of this turn above: what comes last is what one has to meet.
  look = () => {
    const { scrollTop, clientHeight } = this.node;
    const own = this.entries.findLastIndex(({ node }) => node.dataset.as === "you");
    this.node.toggleAttribute("data-more", this.end() > scrollTop + clientHeight + 4);
    this.node.toggleAttribute("data-above", own >= 0 && this.start(own) < scrollTop - 4);
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
