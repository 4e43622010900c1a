// The incidents of two quarters as a table: sorted by its heads, of one quarter or both, the chosen days marked.

import { labelled, make } from "./lib/elements.js";

const COLUMNS = [
  { key: "id", title: "Incident" },
  { key: "began", title: "Began (UTC)" },
  { key: "service", title: "Service" },
  { key: "cause", title: "Cause" },
  { key: "minutes", title: "Minutes" },
  { key: "repeats", title: "Came back" },
  { key: "severity", title: "Severity" },
  { key: "title", title: "What it was" },
];
const SHOWN = { this: "This quarter", before: "The quarter before", both: "Both quarters" };

export class IncidentsTable {
  constructor({ rows }) {
    this.sorted = "began";
    this.isDown = false;
    this.days = ["", ""];
    this.rows = rows.map((row) => ({ row, node: line(row) }));
    this.heads = COLUMNS.map(({ key, title }) => this.head(key, title));
    this.body = make("tbody");
    const table = make("table", {}, make("thead", {}, make("tr", {}, ...this.heads)), this.body);
    this.which = make(
      "select",
      { class: "pmkit-input", onchange: this.draw },
      ...Object.entries(SHOWN).map(([value, title]) => make("option", { value }, title)),
    );
    this.count = make("p", { class: "pmkit-quiet pmkit-trend-count", role: "status" });
    const frame = { class: "pmkit-trend-scroll", tabindex: 0, role: "region", "aria-label": "Table of incidents" };
    this.node = make(
      "div",
      { class: "pmkit-trend-table" },
      make("div", { class: "pmkit-row" }, labelled("Shown", this.which), this.count),
      make("div", frame, table),
    );
    this.draw();
  }

  head(key, title) {
    const press = make("button", { type: "button", onclick: () => this.sort(key) }, title);
    return make("th", { scope: "col", "data-key": key }, press);
  }

  sort(key) {
    this.isDown = this.sorted === key && !this.isDown;
    this.sorted = key;
    this.draw();
  }

  // The days from the first to the last stand out.
  mark = (first, last) => {
    this.days = [first, last].sort();
    this.draw();
  };

  draw = () => {
    const shown = this.rows.filter(
      ({ row }) => this.which.value === "both" || row.this === (this.which.value === "this"),
    );
    const [first, last] = this.days;
    shown.sort((one, other) => compare(one.row[this.sorted], other.row[this.sorted], this.isDown));
    for (const { row, node } of shown) {
      const day = row.began.slice(0, 10);
      node.toggleAttribute("data-chosen", Boolean(first) && first <= day && day <= last);
    }
    for (const head of this.heads) {
      const isIt = head.dataset.key === this.sorted;
      head.setAttribute("aria-sort", isIt ? (this.isDown ? "descending" : "ascending") : "none");
    }
    this.body.replaceChildren(...shown.map(({ node }) => node));
    const inside = shown.filter(({ node }) => node.hasAttribute("data-chosen")).length;
    this.count.textContent = `${shown.length} incidents${first ? `, ${inside} on the chosen days` : ""}`;
  };
}

// What is empty stands last, whichever way.
function compare(one, other, isDown) {
  const [empty, otherEmpty] = [one === "" || one == null, other === "" || other == null];
  if (empty || otherEmpty) return Number(empty) - Number(otherEmpty);
  if (one === other) return 0;
  return one < other === isDown ? 1 : -1;
}

function line(row) {
  const cell = ({ key }) =>
    make(key === "id" ? "th" : "td", key === "id" ? { scope: "row" } : {}, shownValue(row, key));
  return make("tr", {}, ...COLUMNS.map(cell));
}

function shownValue(row, key) {
  if (key === "began") return `${Number(row.began.slice(8, 10))} ${row.month}, ${row.began.slice(11)}`;
  if (key === "repeats") return row.repeats ? `of ${row.repeats}` : "";
  if (key === "minutes") return row.minutes == null ? "open" : `${row.minutes}`;
  return row[key];
}
