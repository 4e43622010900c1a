// The anchors, each taken from an event or typed, and the clocks between them under a policy that one chooses.

import { button, labelled, make } from "./lib/elements.js";
import { named } from "./lib/remarks.js";
import { instant, lasting } from "./timeline_events.js";

export const ANCHORS = {
  cause: "Cause",
  impact_start: "Impact starts",
  detected: "Detected",
  alerted: "Alerted",
  acknowledged: "Acknowledged",
  engaged: "Engaged",
  mitigation_begun: "Mitigation begun",
  mitigation_done: "Mitigation done",
  mitigation_effective: "Mitigation takes effect",
  mitigated: "Mitigated",
  impact_end: "Impact ends",
  resolved: "Resolved",
};
const TYPED = "typed"; // the choice that says: no event, a time of my own

export class AnchorsPanel {
  constructor(changed) {
    this.changed = changed;
    this.rows = Object.entries(ANCHORS).map(([name, words]) => this.anchorRow(name, words));
    this.node = make(
      "section",
      { class: "pmkit-anchors", "aria-label": "Anchors" },
      make("h3", { class: "pmkit-heading" }, "Anchors"),
      make(
        "p",
        { class: "pmkit-quiet pmkit-hint" },
        "The instants that figures are measured between. Take each from an event, or type a time; the clocks use those with a dot.",
      ),
      make("div", { class: "pmkit-anchor-rows" }, ...this.rows.map((row) => row.node)),
    );
    this.events = [];
    this.good = {};
  }

  anchorRow(name, words) {
    const pick = make("select", {
      class: "pmkit-input pmkit-pick",
      "aria-label": `${words}: event`,
      "data-where": `anchors, ${name}`,
    });
    const time = make("input", {
      type: "text",
      class: "pmkit-input pmkit-anchor-time",
      autocomplete: "off",
      spellcheck: "false",
      "data-where": `anchors, ${name}`,
    });
    const field = labelled(words, time, { node: make("div", { class: "pmkit-anchor-fields" }, pick, time) });
    field.classList.add("pmkit-anchor");
    field.dataset.anchor = name;
    const row = { name, pick, time, node: field, link: "" };
    for (const kind of ["focus", "pointerdown"]) pick.addEventListener(kind, () => this.fill(row, this.events));
    pick.addEventListener("change", () => {
      row.link = pick.value === TYPED ? "" : pick.value;
      if (pick.value === TYPED) return time.focus();
      time.value = this.events.find(({ id }) => id === row.link)?.at ?? "";
      this.changed(0);
    });
    time.addEventListener("input", () => {
      row.link = "";
      this.choose(row);
    });
    return row;
  }

  // The event that an anchor was taken from; by its time, where nobody has chosen.
  choose(row) {
    const same = (event) => event.at === row.time.value || instant(event.at) === instant(row.time.value);
    const linked = this.events.find(({ id }) => id === row.link);
    if (!linked || !same(linked)) row.link = row.time.value ? (this.events.find(same)?.id ?? "") : "";
    this.fill(row, document.activeElement === row.pick ? this.events : this.events.filter(({ id }) => id === row.link));
  }

  // The events have changed: the choices follow, and so does an anchor whose event moved to another time; whether one did.
  offer = (list) => {
    const before = new Map(this.events.map((event) => [event.id, event.at]));
    let isMoved = false;
    this.events = list;
    for (const row of this.rows) {
      const event = this.events.find(({ id }) => id === row.link);
      const moved = event && before.get(event.id) === row.time.value && event.at !== row.time.value;
      if (moved && !Number.isNaN(instant(event.at))) [row.time.value, isMoved] = [event.at, true];
      this.choose(row);
    }
    return isMoved;
  };

  // Twelve choices of all events would be most of the page: each is filled when somebody goes to it.
  fill(row, among) {
    const options = among.map(({ id, number, at, what }) => {
      const words = what.length > 60 ? `${what.slice(0, 59)}…` : what;
      return make("option", { value: id }, `${number} · ${words} · ${at.slice(11, 19) || "no time"}`);
    });
    row.pick.replaceChildren(
      make("option", { value: "" }, "–"),
      make("option", { value: TYPED }, "A time of my own"),
      ...options,
    );
    row.pick.value = row.link || (row.time.value ? TYPED : "");
  }

  show = (anchors, goodOnes) => {
    this.good = { ...anchors, ...goodOnes };
    this.events = []; // those of before have other times
    for (const row of this.rows) {
      row.time.value = anchors[row.name] ?? "";
      row.link = "";
      this.choose(row);
    }
  };

  read = () =>
    Object.fromEntries(this.rows.filter(({ time }) => time.value).map(({ name, time }) => [name, time.value]));

  use = (names) => {
    for (const { name, node } of this.rows) node.toggleAttribute("data-used", names.has(name));
  };

  focus = (name) => this.rows.find((row) => row.name === name)?.pick.focus();

  hear = (anchors, goodOnes) => {
    const same = JSON.stringify(anchors) === JSON.stringify(this.read());
    if (same) this.good = { ...anchors, ...goodOnes };
  };
}

export class ClocksPanel {
  constructor(model, { toAnchor, used }) {
    this.toAnchor = toAnchor;
    this.used = used;
    this.policies = model.get("policies");
    this.choice = make(
      "select",
      { class: "pmkit-input", onchange: () => this.draw(true) },
      ...this.policies.map(({ name, title }) => make("option", { value: name }, `${title} (${name})`)),
    );
    this.says = make("p", { class: "pmkit-quiet pmkit-hint" });
    this.body = make("tbody", {});
    const names = ["Figure", "Length", "From", "To"].map((name) => make("th", { scope: "col" }, name));
    const table = make(
      "table",
      { class: "pmkit-clocks" },
      make("caption", { class: "pmkit-unseen" }, "Clocks"),
      make("thead", {}, make("tr", {}, ...names)),
      this.body,
    );
    this.spoken = make("p", { class: "pmkit-unseen", role: "status" });
    const field = labelled("Which anchors a figure runs between", this.choice);
    this.node = make(
      "section",
      { class: "pmkit-clocks-pane", "aria-label": "Clocks" },
      make("h3", { class: "pmkit-heading" }, "Clocks"),
      field,
      this.says,
      table,
      this.spoken,
    );
    this.clocks = {};
    this.anchors = {};
    this.drawn = new Map(); // what each figure was
  }

  hear = (answer) => {
    const before = JSON.stringify([this.clocks, this.anchors]);
    const first = !this.drawn.size;
    this.clocks = answer.clocks;
    this.anchors = { ...answer.anchors, ...answer.good_anchors };
    if (JSON.stringify([this.clocks, this.anchors]) !== before) this.draw(!first);
  };

  draw(moved) {
    const policy = this.policies.find(({ name }) => name === this.choice.value);
    this.says.replaceChildren(`${policy.says} `, make("cite", {}, policy.source));
    const figures = this.clocks[this.choice.value] ?? [];
    const rows = figures.map((figure) => this.row(figure, moved ? this.drawn.get(figure.name) : null));
    this.body.replaceChildren(...rows);
    this.used(new Set(figures.flatMap(({ from, to }) => [from, to])));
    if (moved)
      this.spoken.textContent = figures
        .map(({ name, seconds }) => `${name} ${seconds === null ? "unknown" : lasting(seconds)}`)
        .join(", ");
    this.drawn = new Map(figures.map(({ name, seconds }) => [name, seconds]));
  }

  row({ name, words, seconds, minutes, from, to, missing }, before) {
    const length =
      seconds === null ? make("span", { class: "pmkit-quiet" }, "unknown") : make("b", {}, lasting(seconds));
    const about =
      seconds !== null && seconds % 60 && Math.abs(seconds) > 59
        ? make("span", { class: "pmkit-quiet" }, `about ${minutes} min`)
        : null;
    const wrong = seconds < 0 ? make("span", { class: "pmkit-backwards" }, "⚠ its end lies before its start") : null;
    const was =
      before !== undefined && before !== null && before !== seconds
        ? make("span", { class: "pmkit-was" }, `was ${lasting(before)}`)
        : null;
    const end = (anchor) =>
      missing.includes(anchor)
        ? button(`⚠ ${ANCHORS[anchor]} is missing`, () => this.toAnchor(anchor), {
            class: "pmkit-button pmkit-missing",
          })
        : make(
            "span",
            { class: "pmkit-end" },
            ANCHORS[anchor],
            make("span", { class: "pmkit-quiet" }, ` ${(this.anchors[anchor] ?? "").slice(11)}`),
          );
    return make(
      "tr",
      { "data-figure": name, "data-moved": Boolean(was) },
      make(
        "th",
        { scope: "row" },
        name === words ? named(name) : name,
        name === words ? null : make("span", { class: "pmkit-quiet" }, words),
      ),
      make("td", { class: "pmkit-length" }, length, about, was, wrong),
      make("td", {}, end(from)),
      make("td", {}, end(to)),
    );
  }
}
