// Where the meeting stands: in a line under the talk, and as a sheet beside it.

import { make } from "../lib/elements.js";

const EXHIBIT = /^E\d+$/; // what else shows a fact is an event, whose name is no word for people

export class Gauges {
  constructor() {
    this.node = make("ul", { class: "pmkit-meeting-gauges", "aria-label": "Where the meeting stands" });
  }

  draw({ left, minutes, part, part_left, facts, facts_there, heard, unheard, room }) {
    const gauge = (name, words, share) => {
      const bar = make("span", { class: "pmkit-meeting-bar", "aria-hidden": "true" }, make("span", {}));
      /** @type {HTMLElement} */ (bar.firstChild).style.width = `${100 * share}%`;
      return make("li", { "data-gauge": name }, words, bar);
    };
    const people = heard.length + unheard.length;
    this.node.replaceChildren(
      gauge("time", `${left} of ${minutes} minutes left`, left / minutes),
      make("li", { "data-gauge": "part" }, left ? `${part}: ${minuteWords(part_left)} left` : part),
      gauge("facts", `Facts: ${facts.length} of ${facts_there}`, facts.length / facts_there),
      gauge("voices", `Voices: ${heard.length} of ${people}`, heard.length / people),
      make("li", { "data-gauge": "room" }, room),
    );
  }
}

const minuteWords = (count) => (count === 1 ? "1 minute" : `${count} minutes`);

export class Sheet {
  constructor(given) {
    this.given = given;
    this.node = make("div", { class: "pmkit-meeting-sheet" });
    this.drawn = "";
  }

  draw({ view, agenda }) {
    const key = JSON.stringify([view, agenda]);
    if (this.drawn === key) return;
    this.drawn = key;
    const { facts, heard, unheard, ideas, part } = view;
    const parts = this.given.agendas.find((one) => one.id === agenda)?.parts ?? [];
    const step = (one) =>
      make("li", { "aria-current": one.title === part ? "step" : null }, `${one.title}, ${minuteWords(one.minutes)}`);
    const shown = ({ says, who, shown_by }) =>
      `${says} (${[who, ...shown_by.filter((one) => EXHIBIT.test(one))].join(", ")})`;
    const idea = ({ says, owner }) => `${says} (${owner || "nobody yet"})`;
    this.node.replaceChildren(
      ...list("Agenda", parts.map(step), ""),
      ...list("Facts on the table", facts.map(shown), "None yet."),
      ...list("Drawn out: told their part, or took something on", heard, "Nobody yet."),
      ...list("Not drawn out yet", unheard, "Every voice was drawn out."),
      ...list("Parked ideas, and who takes them up", ideas.map(idea), "None yet."),
    );
  }
}

function list(title, rows, none) {
  const row = (one) => (typeof one === "string" ? make("li", { dir: "auto" }, one) : one);
  const body = rows.length
    ? make("ul", { "aria-label": title }, ...rows.map(row))
    : make("p", { class: "pmkit-meeting-soft" }, none);
  return [make("h4", {}, title), body];
}
