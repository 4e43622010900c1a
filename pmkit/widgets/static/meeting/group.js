// A meeting led by a class on one screen: lines by letter, one of which is argued for before it is said, and questions.

import { button, make } from "../lib/elements.js";

const LETTERS = "ABCDEFGH";

export class Group {
  /** @param {() => void} hasChosen */
  constructor(hasChosen) {
    this.hasChosen = hasChosen;
    this.chosen = "";
    /** @type {any[]} */
    this.buttons = [];
    this.asks = { now: [], choose: [], chosen: [], after: [] };
    this.now = make("div", { class: "pmkit-meeting-now", role: "group", "aria-label": "To be met now" });
    this.talk = make("section", { class: "pmkit-meeting-discussion", "aria-label": "For discussion" });
  }

  /** @param {string} text */
  line = (text, at) => {
    const words = make("span", {}, make("b", {}, `${LETTERS[at]} `), text);
    const node = button(words, () => this.choose(at), {
      class: "pmkit-meeting-line",
      "aria-pressed": "false",
      "aria-keyshortcuts": LETTERS[at],
    });
    node.line = text;
    this.buttons[at] = node;
    return make("li", {}, node);
  };

  // Other lines are on offer: none of them is argued for.
  begin(count) {
    this.buttons.length = count;
    this.chosen = "";
    this.mark();
  }

  // The letter of the line that is argued for.
  letter() {
    const at = this.buttons.findIndex((node) => node.line === this.chosen);
    return at < 0 ? "" : LETTERS[at];
  }

  // What is argued for already is left again.
  choose(at) {
    const text = this.buttons[at]?.line ?? "";
    this.chosen = this.chosen === text ? "" : text;
    this.mark();
    this.hasChosen();
  }

  // A letter chooses its line from anywhere but a text.
  key = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("textarea, input[type=text]")) return;
    const at = LETTERS.indexOf(event.key.toUpperCase());
    if (event.key.length !== 1 || !this.buttons[at] || event.repeat) return;
    event.preventDefault();
    this.choose(at);
  };

  mark() {
    for (const node of this.buttons) node.setAttribute("aria-pressed", String(node.line === this.chosen));
    this.draw();
  }

  hear(asks) {
    this.asks = asks;
    this.draw();
  }

  draw() {
    const { now, choose, chosen, after } = this.asks;
    this.now.hidden = !now.length;
    this.now.replaceChildren(
      ...now.map(({ who, text }) => make("p", { dir: "auto" }, make("b", {}, `${who}: `), text)),
    );
    const letter = this.letter();
    this.talk.hidden = !(choose.length || letter);
    this.talk.replaceChildren(
      ...(letter ? asked(`Before ${letter} is said`, chosen) : asked("To argue over", choose)),
      ...(letter ? [] : asked("Looking back at the last line", after)),
    );
  }
}

function asked(title, questions) {
  if (!questions.length) return [];
  return [make("h3", {}, title), make("ul", { "aria-label": title }, ...questions.map((one) => make("li", {}, one)))];
}
