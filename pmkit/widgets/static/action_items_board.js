// The board of action items: columns with cards, and the weekly review. Python makes the moves and says what became of them.

import { cardItem, focusCard } from "./action_items_board_card.js";
import { boardColumns } from "./action_items_board_columns.js";
import { reviewList } from "./action_items_board_review.js";
import { boardTools } from "./action_items_board_tools.js";
import { builder } from "./lib/builder.js";
import { make, uniqueId } from "./lib/elements.js";
import { tabs } from "./lib/tabs.js";

const OFTEN = 1000; // milliseconds between two looks at the file

/** @import { Changed, Model } from "./lib/types.js" */

class Board {
  /**
   * @param {Model} model
   * @param {Changed} changed
   */
  constructor(model, changed) {
    this.model = model;
    this.changed = changed;
    this.titles = model.get("settings").columns;
    /** @type {any[]} */
    this.waiting = []; // commands that Python has not answered
    this.heard = new Set((model.get("shown").answer.answers ?? []).map(({ id }) => id));
    this.cards = new Map(); // the nodes of cards, by all that they show
    this.answer = { cards: [], review: [], answers: [] };
    this.looked = 0;
    this.tools = boardTools(model, { filtered: this.draw, undo: () => this.ask("undo"), redo: () => this.ask("redo") });
    this.columns = boardColumns(this.titles);
    this.review = reviewList(this);
    this.said = make("p", { class: "pmkit-board-said", role: "status" });
    this.tabs = tabs("What is shown of the items", [
      { key: "board", title: "Board", content: this.columns.node },
      { key: "review", title: "Weekly review", content: this.review.node },
    ]);
    const line = make("div", { class: "pmkit-board-line" }, this.said, this.tools.steps);
    const about = { class: "pmkit-form pmkit-board", onkeydown: this.keys };
    this.node = make("div", about, this.tools.node, line, this.tabs.node);
    for (const kind of ["pointerenter", "focusin"]) this.node.addEventListener(kind, this.look);
    this.tabs.open("board");
  }

  // What Python has not done yet; kept where the kernel is gone, and sent again.
  read = () => ({ commands: this.waiting });

  show = (answer) => {
    if (!answer.cards) this.waiting = answer.commands ?? [];
    else this.take(answer);
  };

  hear = ({ answer }) => this.take(answer);

  take(answer) {
    this.answer = answer;
    const news = answer.answers.filter(({ id }) => !this.heard.has(id));
    for (const { id } of news) this.heard.add(id);
    const mine = news.filter(({ id }) => this.waiting.some((one) => one.id === id));
    this.waiting = this.waiting.filter(({ id }) => !this.heard.has(id));
    this.draw();
    for (const one of mine) this.tell(one);
  }

  // What became of a command of this page: said aloud, and the card of it under the cursor.
  tell({ item, says, refused }) {
    this.said.textContent = refused ? `Not moved: ${refused}` : says;
    this.said.toggleAttribute("data-refused", Boolean(refused));
    const card = this.nodeOf(item);
    if (refused && card) return card.refuse(refused);
    if (card && this.tabs.isOpen("board")) focusCard(card);
  }

  ask(act, about = {}) {
    this.waiting.push({ id: uniqueId(), do: act, ...about });
    this.changed(0);
  }

  move(card, to, said = {}) {
    const { item, mark } = card.shown;
    this.ask("move", { item, mark, to, by: this.tools.by(), ...said });
  }

  nodeOf = (item) => [...this.cards.values()].find((card) => card.shown.item === item && card.isConnected);

  draw = () => {
    const kept = new Map();
    for (const shown of this.answer.cards) {
      const key = JSON.stringify(shown);
      kept.set(key, this.cards.get(key) ?? cardItem(shown, this));
    }
    this.cards = kept;
    this.tools.draw(this.answer);
    const nodes = [...kept.values()];
    this.columns.draw(nodes, (card) => this.tools.fits(card.shown));
    this.review.draw(this.answer, this.tools.fits);
    this.tools.count(nodes.filter((card) => this.tools.fits(card.shown)).length, nodes.length);
  };

  // From the review to the card, which a filter may hide.
  goTo(item) {
    this.tabs.open("board");
    if (!this.nodeOf(item)) this.tools.clear();
    const card = this.nodeOf(item);
    if (card) focusCard(card);
  }

  keys = (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.target.matches("input, textarea")) return;
    const key = event.key.toLowerCase();
    const act = key === "y" || (key === "z" && event.shiftKey) ? "redo" : key === "z" ? "undo" : "";
    if (!act) return;
    event.preventDefault();
    if (this.answer[act]) this.ask(act);
  };

  // Somebody may have written to the file while nobody looked here.
  look = () => {
    if (this.waiting.length || Date.now() - this.looked < OFTEN) return;
    this.looked = Date.now();
    this.model.send({ do: "look-again" });
  };
}

const HELP =
  "Arrow keys go from card to card · Enter offers its moves · or drag a card to another column · Ctrl+Z undoes";

export default {
  render: (view) =>
    builder(view, {
      name: "pmkit-action-board",
      title: "Board of action items",
      help: HELP,
      hasPicture: false,
      hasFeedback: false,
      hasUndo: false,
      makeForm: (_root, changed, model) => new Board(model, changed),
    }),
};
