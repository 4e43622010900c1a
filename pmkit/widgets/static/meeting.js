// A meeting to lead: what was said, where it stands, the line to say next; at its end a rating and what it earned.

import { builder } from "./lib/builder.js";
import { button, make, uniqueId } from "./lib/elements.js";
import { Before } from "./meeting/before.js";
import { Ending } from "./meeting/ending.js";
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
      { class: "pmkit-form" },
      this.before.node,
      this.log.node,
      this.gauges.node,
      this.composer(),
      this.ending.node,
    );
  }

  composer() {
    const id = uniqueId();
    this.field = make("textarea", {
      id,
      rows: 2,
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
    this.offer = make("section", { "aria-label": "Lines on offer" }, make("h3", {}, "Or pick a line"), this.lines);
    const say = button("Say it", () => this.say(this.field.value), { class: "pmkit-button pmkit-meeting-send" });
    const tools = make("div", { class: "pmkit-row pmkit-meeting-tools" }, say, this.back, this.close, this.says);
    const label = make("label", { for: id, class: "pmkit-meeting-label" }, "What do you say?");
    this.compose = make("div", { class: "pmkit-meeting-compose" }, label, this.field, tools, this.offer);
    return this.compose;
  }

  key = (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    if (this.field.value.trim()) this.say(this.field.value);
  };

  // The field keeps the cursor, whatever was pressed.
  say = (text) => {
    this.field.focus();
    if (!text.trim() || this.isOver()) return;
    if (this.isWaiting()) return this.tell("The room has not answered yet.");
    if (this.turns.length >= this.given.most) return this.tell("The file has no room for another turn.");
    this.turns.push({ text: wellFormed(text.trim()), back: false });
    this.field.value = "";
    this.tell("");
    this.drawTurns();
    this.changed();
  };

  takeBack = () => {
    const standing = this.standing();
    this.field.focus();
    if (!standing.length || this.isWaiting() || this.turns.length >= this.given.most) return;
    const { text, number } = standing[standing.length - 1];
    this.turns.push({ text: "", back: true });
    this.closed = false;
    if (!this.field.value.trim()) this.field.value = text;
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
    this.field.focus();
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
    ratings: this.ending.read(),
  });

  hear(answer) {
    const [wasOver, first] = [this.isOver(), !this.told];
    const held = this.compose.contains(document.activeElement);
    this.told = answer;
    this.before.hear(answer);
    this.gauges.draw(answer.view);
    this.sheet.draw(answer);
    this.drawLines(answer.lines);
    this.drawTurns();
    this.ending.hear(answer);
    this.compose.hidden = this.isOver();
    if (first || wasOver === this.isOver()) return;
    if (this.isOver() && held) this.ending.focus();
    if (!this.isOver()) this.field.focus();
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
    this.lines.replaceChildren(...lines.map(line));
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

export default { render: (view) => builder(view, MEETING) };
