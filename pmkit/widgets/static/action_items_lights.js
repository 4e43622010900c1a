// Six lights with words, one a letter: how an item stands with it, and the sentence of the one that is looked at.

import { make, uniqueId } from "./lib/elements.js";

const called = (letter) => letter.charAt(0).toUpperCase() + letter.slice(1);

// Whether a check is the one of a letter.
export const isOfLetter = (check, { letters }) => letters.some(({ letter }) => check === `action-item/${letter}`);

// Checks call fields as files do; here they have labels.
export const inFieldNames = (text) => text.replace(/`(\w+)`/g, (key, name) => (SAYS[name] ? `“${SAYS[name]}”` : key));

// Which of the module's lists ask for a letter.
export function inLists({ lists }) {
  return lists.length === 1
    ? `Asked for by the module's list “${lists[0]}”.`
    : "Asked for by both of the module's lists.";
}

// A sign, a name and, for those who hear it, a state in words.
export function lightNode(tag, letter, [sign, words], attributes = {}) {
  return make(
    tag,
    { class: "pmkit-light", ...attributes },
    make("span", { class: "pmkit-sign", "aria-hidden": "true" }, sign),
    called(letter),
    tag === "span" ? make("span", { class: "pmkit-unseen" }, `: ${words}`) : null,
  );
}

// The labels of the fields, by their keys in the file.
export const SAYS = {
  text: "What will be done",
  owner: "Owner",
  due: "Due",
  priority: "Priority",
  kind: "Kind",
  success: "It worked when",
  effect: "Claims to",
  effect_number: "How far",
  problem: "Problem it answers",
  ticket: "Ticket",
  created: "Written on",
  competes_with: "One of these will do",
};

export class Lights {
  constructor({ letters, states }) {
    this.letters = letters;
    this.states = states;
    this.chosen = ""; // the letter that somebody looks at
    this.known = null;
    this.said = make("p", { class: "pmkit-letter-says", id: uniqueId() });
    this.buttons = letters.map(({ letter }, index) => this.light(letter, index));
    this.node = make("div", { class: "pmkit-lights", role: "group", onkeydown: this.keys }, ...this.buttons);
  }

  light(letter, index) {
    const choose = () => this.choose(letter);
    return lightNode("button", letter, this.states.blank, {
      type: "button",
      tabindex: index ? -1 : 0,
      "data-letter": letter,
      "data-state": "blank",
      "aria-label": `${called(letter)}: ${this.states.blank[1]}`,
      "aria-describedby": this.said.id,
      onclick: choose,
      onfocus: choose,
    });
  }

  name(called) {
    this.node.setAttribute("aria-label", `The letters of ${called}`);
  }

  keys = (event) => {
    const at = this.buttons.indexOf(event.target.closest("button"));
    const places = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: this.buttons.length - 1 };
    if (at < 0 || event.altKey || !(event.key in places)) return;
    event.preventDefault();
    this.buttons.at(places[event.key] % this.buttons.length)?.focus();
  };

  choose(letter) {
    this.chosen = letter;
    for (const one of this.buttons) one.tabIndex = one.dataset.letter === letter ? 0 : -1;
    this.say();
  }

  show(lights) {
    const now = JSON.stringify(lights);
    if (now === this.known) return;
    this.known = now;
    this.lights = lights;
    for (const one of this.buttons) {
      const { state } = lights[one.dataset.letter];
      if (one.dataset.state === state) continue;
      const [sign, words] = this.states[state];
      one.dataset.state = state;
      one.firstChild.textContent = sign;
      one.setAttribute("aria-label", `${called(one.dataset.letter)}: ${words}`);
    }
    this.say();
  }

  say() {
    if (!this.lights) return;
    const open = this.letters.find(({ letter }) => this.lights[letter].state === "not-yet");
    const wanted = this.letters.find(({ letter }) => letter === this.chosen);
    const words = wanted ? this.ofLetter(wanted, true) : open ? this.ofLetter(open, false) : this.ofAll();
    this.said.replaceChildren(...words);
    this.said.hidden = !words.length;
  }

  ofLetter(about, isChosen) {
    const { state, says, why, instead } = this.lights[about.letter];
    const more = isChosen && `It means: ${about.means}. ${inLists(about)} ${why}`;
    return [
      make("b", {}, `${called(about.letter)}: ${this.states[state][1]}.`),
      says && ` ${says}`,
      instead && " ",
      instead && make("span", { class: "pmkit-instead" }, inFieldNames(instead)),
      more && make("span", { class: "pmkit-why" }, ` ${more}`),
    ].filter(Boolean);
  }

  ofAll() {
    const { realistic } = this.lights;
    const wanted = this.letters.filter(({ letter }) => this.lights[letter].state === "blank");
    if (wanted.length === this.letters.length || realistic.state === "declined") return [];
    if (wanted.length) return [`Nothing written yet for ${wanted.map(({ letter }) => letter).join(", ")}.`];
    return [make("b", {}, "All five letters that can be read are met."), ` ${realistic.says || ASKED}`];
  }
}

const ASKED = "Realistic is asked, never scored: can it be done by then, by those who have it?";
