// The critique of an item that others wrote: for each letter whether it is met, and what is wanting.

import { inLists } from "./action_items_lights.js";
import { make, part, uniqueId } from "./lib/elements.js";

export class CritiquePart {
  constructor({ critique, letters }, changed) {
    this.rows = new Map();
    this.kept = []; // lines that are not shown
    if (!critique) return;
    const rows = letters.map((about, index) => this.row(about, index + 1));
    const sentence = make("blockquote", { class: "pmkit-original", dir: "auto" }, critique);
    const ask = make(
      "p",
      { class: "pmkit-asked" },
      "Judge this item letter by letter: is it met, and if not, what is wanting?",
    );
    const list = make("ol", { class: "pmkit-critique" }, ...rows);
    this.node = part("Critique", ask, sentence, list);
    list.addEventListener("input", (event) => {
      this.rows.get(event.target.closest("li").dataset.letter).follow(event.target);
      changed();
    });
  }

  row(about, number) {
    const group = uniqueId();
    const where = (key) => `critique of letter ${number}, ${key}`;
    const choice = (value, words) => {
      const field = make("input", { type: "radio", name: group, value, "data-where": where("met"), "data-field": "" });
      return { field, node: make("label", { class: "pmkit-choice" }, field, words) };
    };
    const [met, open] = [choice("met", "met"), choice("not", "not met")];
    const says = make("input", {
      type: "text",
      class: "pmkit-input",
      autocomplete: "off",
      "data-where": where("says"),
      "data-field": "",
      "aria-label": `What is wanting: ${about.letter}`,
      placeholder: "What is wanting",
    });
    // Who writes what is wanting says that it is not met.
    const follow = (target) => {
      if (target === says && says.value.trim() && !met.field.checked) open.field.checked = true;
    };
    this.rows.set(about.letter, { met: met.field, open: open.field, says, follow });
    const name = make("b", {}, about.letter.charAt(0).toUpperCase() + about.letter.slice(1));
    const legend = make(
      "legend",
      {},
      name,
      make("span", { class: "pmkit-means", title: inLists(about) }, ` ${about.means}`),
    );
    const choices = make("span", { class: "pmkit-choices" }, met.node, open.node);
    const content = make("div", { class: "pmkit-field pmkit-critique-line" }, choices, says);
    return make("li", { "data-letter": about.letter }, make("fieldset", {}, legend, content));
  }

  show(lines) {
    const shown = new Map();
    this.kept = [];
    for (const line of lines)
      if (this.rows.has(line.letter) && !shown.has(line.letter)) shown.set(line.letter, line);
      else this.kept.push(line);
    for (const [letter, { met, open, says }] of this.rows) {
      const line = shown.get(letter);
      met.checked = line?.met === true;
      open.checked = line?.met === false;
      says.value = line?.says ?? "";
    }
  }

  read() {
    const lines = [...this.rows]
      .filter(([, { met, open }]) => met.checked || open.checked)
      .map(([letter, { met, says }]) => ({ letter, met: met.checked, says: says.value }));
    return [...lines, ...this.kept];
  }
}
