// A meeting to lead: what was said, where it stands, the line to say next; at its end a rating and what it earned.

import { builder } from "./lib/builder.js";
import { button, make, uniqueId } from "./lib/elements.js";
import { Before } from "./meeting/before.js";
import { Ending } from "./meeting/ending.js";
import { Group } from "./meeting/group.js";
import { Log } from "./meeting/log.js";
import { Gauges, Sheet } from "./meeting/sheet.js";

// What Python keeps: half of a character pair can be typed, but no file can hold it.
const wellFormed = (text) => text.replace(/\p{Surrogate}/gu, "\ufffd");

function meetingForm(_root, changed, model) {
  const form = new MeetingForm(() => changed(0), model);
  return {
    node: form.node,
    show: form.show,
    read: form.read,
    hear: ({ answer }) => form.hear(answer),
    stop: form.log.stop,
    cites: () => (form.isOver() ? "The meeting is over: no line is left to cite it in." : form.field),
    panes: [{ key: "room", title: "The room", content: form.sheet.node }],
  };
}

class MeetingForm {
  constructor(changed, model) {
    this.changed = changed;
    this.given = model.get("given");
    this.turns = [];
    this.talk = "";
    this.closed = false;
    this.told = null; // what Python said last
    this.offered = ""; // what was taken back, to be said anew
    this.group = this.given.group ? new Group(this.argued) : null;
    this.before = new Before(this.given, changed, this.talkTo);
    this.log = new Log();
    this.gauges = new Gauges();
    this.sheet = new Sheet(this.given);
    this.ending = new Ending(this.given, changed, {
      reopen: this.reopen,
      anew: () => model.send({ do: "anew" }),
      save: () => model.send({ do: "export" }),
    });
    this.says = make("p", { class: "pmkit-meeting-says", role: "status" });
    this.node = make(
      "div",
      { class: "pmkit-form", "data-group": Boolean(this.group), onkeydown: this.group?.key ?? (() => {}) },
      this.before.node,
      this.log.node,
      this.gauges.node,
      ...(this.group ? [this.group.now, this.group.talk] : []),
      this.composer(),
      this.ending.node,
    );
  }

  composer() {
    const id = uniqueId();
    this.field = make("textarea", {
      id,
      rows: this.group ? 1 : 2,
      class: "pmkit-input pmkit-meeting-field",
      dir: "auto",
      spellcheck: true,
      maxlength: this.given.longest,
      "data-field": "",
      "data-where": "turns",
      placeholder: "Your own words. Enter says it, Shift+Enter begins a line.",
      onkeydown: this.key,
    });
    this.back = button("Back a turn", this.takeBack);
    this.close = button("Close the meeting", this.end);
    this.lines = make("ol", { class: "pmkit-meeting-lines" });
    const [pick, speak] = this.group ? IN_A_CLASS.asks : ["Or pick a line", "What do you say?"];
    this.offer = make("section", { "aria-label": "Lines on offer" }, make("h3", {}, pick), this.lines);
    this.send = button("Say it", this.sayIt, { class: "pmkit-button pmkit-meeting-send" });
    const tools = make("div", { class: "pmkit-row pmkit-meeting-tools" }, this.send, this.back, this.close, this.says);
    const label = make("label", { for: id, class: "pmkit-meeting-label" }, speak);
    const own = make("div", { class: "pmkit-meeting-own" }, label, this.field, tools);
    const parts = this.group ? [this.offer, own] : [own, this.offer];
    this.compose = make("div", { class: "pmkit-meeting-compose" }, ...parts);
    return this.compose;
  }

  // In a class the talk has the cursor, where letters choose a line; else the field.
  rest() {
    (this.group ? this.log.node : this.field).focus();
  }

  // The class argues for a line: it is said when that is asked for.
  argued = () => {
    const letter = this.group?.letter();
    this.send.textContent = letter ? `Say line ${letter}` : "Say it";
    if (!letter) return;
    this.send.focus({ preventScroll: true });
    this.send.scrollIntoView({ block: "nearest" });
  };

  sayIt = () => this.say(this.group?.chosen || this.field.value);

  key = (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    if (this.field.value.trim()) this.say(this.field.value);
  };

  // The cursor is where it rests, whatever was pressed.
  say = (text) => {
    this.rest();
    if (!text.trim() || this.isOver()) return;
    if (this.isWaiting()) return this.tell("The room has not answered yet.");
    if (this.turns.length >= this.given.most) return this.tell("The file has no room for another turn.");
    this.turns.push({ text: wellFormed(text.trim()), back: false });
    if ([text, this.offered].includes(this.field.value)) this.field.value = "";
    this.tell("");
    this.drawTurns();
    this.changed();
  };

  takeBack = () => {
    const standing = this.standing();
    this.rest();
    if (!standing.length || this.isWaiting() || this.turns.length >= this.given.most) return;
    const { text, number } = standing[standing.length - 1];
    this.turns.push({ text: "", back: true });
    this.closed = false;
    if (!this.field.value.trim()) this.field.value = this.offered = text;
    this.tell(`Turn ${number} is taken back. What is said in its place counts half.`);
    this.drawTurns();
    this.changed();
  };

  end = () => {
    this.closed = true;
    this.changed();
  };

  reopen = () => {
    this.closed = false;
    if (this.told?.over === "time") return this.takeBack();
    this.changed();
  };

  talkTo = (person) => {
    this.talk = person;
    this.rest();
    this.changed();
  };

  tell(words) {
    this.says.textContent = words;
  }

  // Whether there is a turn that Python has not played yet.
  isWaiting = () => this.turns.length !== this.told?.turns.length;

  isOver = () => Boolean(this.told?.over);

  // The turns that were not taken back, each with its number and whether it is said in place of another.
  standing() {
    const again = new Set();
    const found = [];
    for (const turn of this.turns) {
      if (turn.back) again.add(found.pop()?.number);
      else found.push({ text: turn.text, number: found.length + 1 });
    }
    return found.map((turn) => ({ ...turn, again: again.has(turn.number) }));
  }

  show = (answer) => {
    [this.turns, this.talk, this.closed] = [[...answer.turns], answer.talk, answer.closed];
    this.before.show(answer);
    this.ending.show(answer);
    if (answer.log) this.hear(answer);
    else this.drawTurns();
  };

  read = () => ({
    agenda: this.before.agenda(),
    talk: this.talk,
    closed: this.closed,
    turns: [...this.turns],
    ...this.ending.read(),
  });

  hear(answer) {
    const [wasOver, first] = [this.isOver(), !this.told];
    const held = this.compose.contains(document.activeElement);
    const isAnswered = !first && answer.turns.length > this.told.turns.length;
    this.told = answer;
    this.before.hear(answer);
    this.gauges.draw(answer.view);
    this.sheet.draw(answer);
    this.drawLines(answer.lines);
    this.group?.hear(answer.discussion);
    this.drawTurns();
    this.ending.hear(answer);
    this.compose.hidden = this.isOver();
    if (isAnswered && !this.isOver()) this.log.node.scrollIntoView({ block: "nearest" });
    if (first || wasOver === this.isOver()) return;
    if (this.isOver() && held) this.ending.focus();
    if (!this.isOver()) this.rest();
  }

  drawTurns() {
    const standing = this.standing();
    const log = this.told?.log ?? { talk: [], turns: [] };
    // What a file has beyond the end was heard by nobody.
    this.log.draw(log, this.isOver() ? standing.slice(0, log.turns.length) : standing);
    this.back.disabled = !standing.length;
    this.close.disabled = !standing.length;
    this.before.begun(standing.length > 0);
  }

  drawLines(lines) {
    const said = JSON.stringify(lines);
    if (this.lines.dataset.said === said) return;
    this.lines.dataset.said = said;
    const line = (text) =>
      make(
        "li",
        {},
        button(text, () => this.say(text), { class: "pmkit-meeting-line" }),
      );
    this.lines.replaceChildren(...lines.map(this.group?.line ?? line));
    this.group?.begin(lines.length);
    this.argued();
    this.offer.hidden = !lines.length;
  }
}

const MEETING = {
  name: "pmkit-meeting-builder",
  title: "A meeting to lead",
  makeForm: meetingForm,
  help: "Enter says what is written, Shift+Enter begins a new line · Tab goes on to the buttons and the lines on offer, Shift+Tab to the talk, where ↑ and ↓ scroll",
  hasFeedback: false,
  hasPicture: false,
  hasUndo: false,
};

const IN_A_CLASS = {
  asks: ["Which line do you argue for?", "Or what do you say instead?"],
  title: "A meeting to lead together",
  help: "A to D choose a line to argue for, Enter says it · in the talk ↑ and ↓ scroll · Tab goes on to the lines, your own words and the buttons",
  room: Infinity,
};

export default {
  render: (view) => builder(view, { ...MEETING, ...(view.model.get("given").group ? IN_A_CLASS : {}) }),
};
