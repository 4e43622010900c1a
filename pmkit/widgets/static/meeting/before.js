// Before the first turn: what the meeting is about, where its hour goes, and a short talk with one of those who come.

import { button, make, uniqueId } from "../lib/elements.js";

export class Before {
  /**
   * @param {any} given
   * @param {() => void} changed
   * @param {(person: string) => void} talkTo
   */
  constructor(given, changed, talkTo) {
    this.talkTo = talkTo;
    this.about = "";
    this.title = make("summary", {});
    this.brief = make("p", { class: "pmkit-meeting-brief" });
    const name = uniqueId();
    this.choices = given.agendas.map((one) => make("input", { type: "radio", name, value: one.id, onchange: changed }));
    const row = (one, at) =>
      make(
        "label",
        { class: "pmkit-meeting-choice" },
        this.choices[at],
        make("span", {}, make("b", {}, one.title), `. ${one.says}`),
      );
    this.agendas = make("fieldset", {}, make("legend", {}, "Where the hour goes"), ...given.agendas.map(row));
    this.people = make("ul", { class: "pmkit-meeting-people", "aria-label": "Those who come" });
    this.hint = make("p", { class: "pmkit-meeting-soft" });
    this.node = make(
      "details",
      { class: "pmkit-meeting-before", open: true },
      this.title,
      this.brief,
      this.agendas,
      make("h3", {}, "Those who come"),
      this.hint,
      this.people,
    );
    this.hasBegun = false;
  }

  show({ agenda }) {
    for (const choice of this.choices) choice.checked = choice.value === agenda;
  }

  agenda = () => this.choices.find((choice) => choice.checked)?.value ?? this.choices[0].value;

  begun(isSo) {
    if (isSo && !this.hasBegun) this.node.open = false;
    this.hasBegun = isSo;
    for (const choice of this.choices) choice.disabled = isSo;
    for (const talk of this.people.querySelectorAll("button")) talk.disabled = isSo;
  }

  hear({ about, talk }) {
    const key = JSON.stringify([about, talk]);
    if (this.about === key) return;
    this.about = key;
    this.title.textContent = about.title;
    this.brief.textContent = about.brief;
    const name = about.people.find((one) => one.id === talk)?.name;
    this.hint.textContent = name
      ? `You have talked with ${name}.`
      : "There is time for a short talk with one of them before the meeting.";
    const person = (one) =>
      make(
        "li",
        {},
        make("span", {}, make("b", {}, one.name), `, ${one.role}`),
        talk
          ? null
          : button("Talk", () => this.talkTo(one.id), {
              "aria-label": `Talk with ${one.name}`,
              disabled: this.hasBegun,
            }),
      );
    this.people.replaceChildren(...about.people.map(person));
  }
}
