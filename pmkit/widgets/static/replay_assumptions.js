// What is assumed of each lever of the story: how late it is, and how often it fails. All of it can be changed.

import { labelled, make, part } from "./lib/elements.js";

const MINUTE = 60;
const HOW_OFTEN = 100;

/**
 * @param {Map<string, any>} levers
 * @param {() => void} changed
 */
export function assumptions(levers, changed) {
  const rows = [...levers.values()].filter(({ does }) => does !== "nothing").map((lever) => row(lever, changed));
  const idle = [...levers.values()].filter(({ does }) => does === "nothing");
  const year = make("p", { class: "pmkit-asked" });
  const fold = make(
    "details",
    { class: "pmkit-assumptions" },
    make("summary", {}, "What is assumed, and can be changed here"),
    year,
    make("ul", {}, ...rows.map(({ node }) => node), ...idle.map(idleRow)),
  );
  const show = (answer) => {
    const known = new Map(answer.assumed.map((one) => [one.id, one]));
    for (const one of rows) one.write(known.get(one.id));
    if (answer.year) year.textContent = `The next year: ${answer.year}.`;
  };
  return { node: part("Assumptions", fold), show, read: () => rows.map((one) => one.read()) };
}

function idleRow({ says, because }) {
  return make("li", {}, make("b", {}, says), make("p", {}, because));
}

function row({ id, says, because, does }, changed) {
  const lag = field(`assumed ${id}, lag`, changed);
  const fails = field(`assumed ${id}, fails`, changed);
  fails.max = `${HOW_OFTEN}`;
  const lateness = labelled(does === "warns" ? "Minutes until somebody acts" : "Minutes on top", lag);
  lateness.hidden = does === "removes" || does === "limits";
  const node = make(
    "li",
    {},
    make("b", {}, says),
    make("p", {}, because),
    make("div", { class: "pmkit-row" }, lateness, labelled("Fails, percent of times", fails)),
  );
  const write = (known) => {
    lag.value = known ? round(known.lag / MINUTE) : "0";
    fails.value = known ? round(known.fails * HOW_OFTEN) : "0";
    named(node, says);
  };
  const read = () => ({ id, lag: times(lag, MINUTE), fails: times(fails, 1 / HOW_OFTEN) });
  return { id, node, write, read };
}

/** @param {number} value */
const round = (value) => `${Math.round(value * 1000) / 1000}`;

/**
 * @param {HTMLInputElement} input
 * @param {number} factor
 */
function times(input, factor) {
  return input.value === "" ? null : Number(input.value) * factor;
}

function field(where, changed) {
  return make("input", {
    class: "pmkit-input",
    type: "number",
    min: "0",
    step: "any",
    "data-where": where,
    oninput: changed,
  });
}

// Several levers have the same two fields: to a screen reader each says whose it is. In a notebook they stand in no
// document yet, so the label is looked for beside the field.
function named(node, says) {
  for (const input of node.querySelectorAll("input")) {
    const label = input.closest(".pmkit-field")?.querySelector("label");
    input.setAttribute("aria-label", `${label?.textContent}: ${says}`);
  }
}
