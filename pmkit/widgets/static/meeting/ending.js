// The end of a meeting: one's own rating on each element, then what the meeting earned on the same ones.

import { button, make, uniqueId } from "../lib/elements.js";

const ENDS = {
  time: "The hour is over. People pick up their things.",
  closed: "You have closed the meeting.",
};

const MADE = ["met", "met late", "met in part", "passed by", "not reached", "did harm"];

export class Ending {
  /**
   * @param {any} given
   * @param {() => void} changed
   * @param {{ reopen: () => void, anew: () => void, save: () => void }} asks
   */
  constructor(given, changed, asks) {
    this.changed = changed;
    this.isShown = false; // whether the score was asked for
    this.notes = new Map();
    this.heading = make("h3", { tabindex: -1, class: "pmkit-meeting-end" });
    this.elements = given.elements.map((one, at) => new Rated(one, at + 1, this.rated));
    this.see = button("See what the meeting earned", this.reveal, { class: "pmkit-button pmkit-meeting-see" });
    this.reopen = button("Go back into the meeting", asks.reopen);
    this.left = make("span", { class: "pmkit-meeting-soft", role: "status" });
    this.rating = make(
      "section",
      { "aria-label": "Your own rating" },
      make("p", {}, "First rate yourself: for each element choose the sentence that fits this meeting best."),
      ...this.elements.map((one) => one.node),
      make("div", { class: "pmkit-row" }, this.see, this.reopen, this.left),
    );
    this.result = make("section", { "aria-label": "What the meeting earned", hidden: true });
    this.tools = make(
      "div",
      { class: "pmkit-row", hidden: true },
      button("Export for the instructor", asks.save),
      button("Lead another meeting", asks.anew),
    );
    this.node = make(
      "div",
      { class: "pmkit-meeting-ending", hidden: true },
      this.heading,
      this.rating,
      this.result,
      this.tools,
    );
    this.drawn = "";
  }

  focus() {
    this.heading.focus();
  }

  show({ ratings, seen }) {
    this.notes = new Map(ratings.map(({ element, note }) => [element, note]));
    for (const one of this.elements) one.show(ratings.find(({ element }) => element === one.id)?.level);
    this.isShown = seen && ratings.length === this.elements.length;
    this.lock();
  }

  chosen = () => this.elements.filter((one) => one.level());

  // Each rating is kept at once; until the score is asked for they can be changed.
  read() {
    const rated = (one) => ({ element: one.id, level: one.level(), note: this.notes.get(one.id) ?? "" });
    return { ratings: this.chosen().map(rated), seen: this.isShown };
  }

  rated = () => {
    this.lock();
    this.changed();
  };

  reveal = () => {
    this.isShown = true;
    this.lock();
    this.changed();
    this.heading.focus();
  };

  lock() {
    const open = this.elements.length - this.chosen().length;
    this.left.textContent = open ? `${open} of ${this.elements.length} are not rated yet.` : "All are rated.";
    this.see.disabled = open > 0;
    this.rating.hidden = this.isShown;
  }

  hear({ over, earned }) {
    this.node.hidden = !over;
    this.heading.textContent = ENDS[over] ?? "";
    this.reopen.textContent = over === "time" ? "Take the last turn back" : "Go on with the meeting";
    this.result.hidden = this.tools.hidden = !earned;
    const key = JSON.stringify(earned);
    if (this.drawn === key) return;
    this.drawn = key;
    this.result.replaceChildren(...(earned ? told(earned) : []));
  }
}

class Rated {
  constructor({ id, title, asks, levels }, number, changed) {
    this.id = id;
    const name = uniqueId();
    this.boxes = levels.map(({ level }) =>
      make("input", {
        type: "radio",
        name,
        value: level,
        onchange: changed,
        "data-where": `rating ${number}, level ${level}`,
      }),
    );
    const row = ({ level, says }, at) =>
      make(
        "label",
        { class: "pmkit-meeting-choice" },
        this.boxes[at],
        make("span", {}, make("b", {}, `${level}. `), says),
      );
    this.node = make(
      "fieldset",
      {},
      make("legend", {}, title),
      make("p", { class: "pmkit-meeting-soft" }, asks),
      ...levels.map(row),
    );
  }

  level = () => Number(this.boxes.find((box) => box.checked)?.value ?? 0);

  show(level) {
    for (const box of this.boxes) box.checked = Number(box.value) === level;
  }
}

function told({ points, by_exercise, turns, picked, taken_back, own_words, elements }) {
  const lines = picked ? `, ${picked} of them lines on offer${own_words ? ", which count nothing here" : ""}` : "";
  const back = taken_back ? ` Taken back: ${taken_back}, and what was said in their place counts half.` : "";
  return [
    make(
      "p",
      { class: "pmkit-meeting-points" },
      make("b", {}, points === null ? "Led for an exercise" : `${points} of 100 points`),
      ` in ${turns} ${turns === 1 ? "turn" : "turns"}${lines}.${back}`,
      by_exercise ? " The points are those that the exercise's check says; the levels below say how it was led." : "",
    ),
    ...elements.map((one) => element(one, turns)),
  ];
}

function element({ title, own, reached, share, says, moments }, turns) {
  const rows = [...moments]
    .sort((one, other) => (one.turn || Infinity) - (other.turn || Infinity))
    .map((one) => moment(one, turns));
  const against = own === reached ? "as you rated it" : `you rated it ${own}`;
  return make(
    "article",
    { class: "pmkit-meeting-earned", "aria-label": title },
    make("h4", {}, title),
    make(
      "p",
      {},
      make("b", {}, `Level ${reached} of 4`),
      `, ${against}; ${Math.round(100 * share)} % of what the room gave.`,
    ),
    make("p", { class: "pmkit-meeting-soft" }, `What such a meeting is like, as a rule: ${says}`),
    rows.length
      ? make("details", {}, make("summary", {}, `What made it here: ${counted(moments)}`), make("ul", {}, ...rows))
      : null,
  );
}

// How many of each kind there are: what is true of this meeting, whatever its level is like.
function counted(moments) {
  const made = moments.map(madeOf);
  const counts = MADE.map((kind) => [made.filter((one) => one === kind).length, kind]);
  return counts
    .filter(([count]) => count)
    .map(([count, kind]) => `${count} ${kind}`)
    .join(", ");
}

function madeOf({ turn, share, harm, late }) {
  if (harm) return "did harm";
  if (late) return "met late";
  if (share > 0) return share < 1 ? "met in part" : "met";
  return turn ? "passed by" : "not reached";
}

function moment(told, turns) {
  const { turn, says } = told;
  const made = madeOf(told);
  const when = turn > turns ? "At the end, " : turn ? `Turn ${turn}, ` : "";
  const words = `${when}${made}: `;
  return make("li", { "data-made": made }, make("b", {}, words.charAt(0).toUpperCase() + words.slice(1)), says);
}
