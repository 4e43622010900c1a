// A postmortem as it will be published; only its parts that changed are drawn again.

import { make } from "./lib/elements.js";

export class Preview {
  constructor(model) {
    this.model = model;
    this.drawn = "";
    this.node = make("div", { class: "pmkit-preview", role: "region", "aria-label": "Preview", onclick: this.follow });
  }

  draw(isSeen) {
    const html = this.model.get("picture"); // Python has escaped what trainees wrote
    if (!isSeen || html === this.drawn) return;
    this.drawn = html;
    const wanted = make("template");
    wanted.innerHTML = html;
    const [old, now] = [this.node.firstElementChild, wanted.content.firstElementChild];
    if (!old || !now) this.node.replaceChildren(...wanted.content.childNodes);
    else change(old, [...old.children], [...now.children]);
  }

  // Out of the page that one writes in, never away from it.
  follow = (event) => {
    const link = event.target.closest("a[href]");
    if (!link) return;
    event.preventDefault();
    if (/^https?:/.test(link.href)) window.open(link.href, "_blank", "noopener,noreferrer");
  };
}

function change(article, old, now) {
  const isSame = (one, other) => one.isEqualNode(other);
  const shared = Math.min(old.length, now.length);
  let head = 0;
  while (head < shared && isSame(old[head], now[head])) head += 1;
  let tail = 0;
  while (tail < shared - head && isSame(old[old.length - 1 - tail], now[now.length - 1 - tail])) tail += 1;
  for (const one of old.slice(head, old.length - tail)) one.remove();
  const after = old[old.length - tail] ?? null;
  for (const one of now.slice(head, now.length - tail)) article.insertBefore(one, after);
}
