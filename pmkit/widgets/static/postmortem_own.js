// The trainee's own timeline, whys or fishbone beside the text, with a button that puts it in where the cursor is.

import { button, make } from "./lib/elements.js";

const HOW = { timeline: "as a table", "five-whys": "as a list", fishbone: "as a list" };

export class OwnAnswer {
  constructor(key, text) {
    this.key = key;
    this.text = text;
    this.drawn = "";
    this.said = make("p", { class: "pmkit-quiet", role: "status" });
    this.node = make("div", { class: "pmkit-own-answer" });
  }

  draw(answer) {
    const now = JSON.stringify(answer);
    if (now === this.drawn) return;
    this.drawn = now;
    const { says, html, markdown, title, path } = answer;
    if (says) return this.node.replaceChildren(make("p", { class: "pmkit-quiet" }, says));
    const put = button(`Insert ${HOW[this.key]} at the cursor`, () => this.put(answer), {
      class: "pmkit-button pmkit-ask",
      "aria-label": `Insert the ${title} ${HOW[this.key]} at the cursor`,
    });
    put.disabled = !markdown;
    const picture = make("div", { class: "pmkit-picture", role: "region", "aria-label": title, tabindex: 0 });
    picture.innerHTML = html; // Python has escaped what trainees wrote
    const from = make("p", { class: "pmkit-quiet" }, markdown ? path : `${path} holds nothing to put in yet.`);
    this.node.replaceChildren(make("div", { class: "pmkit-row" }, put, from), this.said, picture);
  }

  put({ markdown, title }) {
    this.text.putBlock(markdown);
    this.said.textContent = `${title} put in`;
  }
}
