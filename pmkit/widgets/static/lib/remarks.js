// What is to be said of an answer, each thing once: what it is called, how much it matters, and how it is shown.

import { button, make } from "./elements.js";

const SEVERITY = { fix: "Fix", consider: "Consider" };

// "root_cause" and "why 3, answer" as a reader would say them.
export function named(where) {
  const words = where.replaceAll("_", " ").replace(/, (answer|text|statement)$/, "");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

// As pmkit.grading.feedback_page does it on its pages.
const inCapitals = (words) => words.replace(/\butc\b/gi, "UTC");

// "five-whys/person-as-cause" is called "Person as cause", "timeline/not-utc" "Not UTC".
export function slugInWords(id) {
  return inCapitals(named(id.split("/").at(-1).replaceAll("-", " ")));
}

function pointsInWords(points) {
  const rounded = Math.round(points * 10) / 10;
  return `${rounded} ${rounded === 1 ? "point" : "points"}`;
}

export function ofFinding(finding) {
  const key = [finding.check, finding.where, finding.start, finding.quote].join("|");
  return { ...finding, key, name: slugInWords(finding.check), chip: SEVERITY[finding.severity] ?? finding.severity };
}

// Criteria of the exercise that are still open, `points` of `max` being there, and of which the same is to be said.
function ofCriteria(criteria) {
  const [{ where, says, outcome }] = criteria;
  const left = criteria.reduce((sum, { max, points }) => sum + max - points, 0);
  const name = criteria
    .map(({ id }, index) => (index ? inCapitals(slugInWords(id).toLowerCase()) : slugInWords(id)))
    .join(", ");
  const chip = outcome === "for-instructor" ? "For your instructor" : `${pointsInWords(left)} open`;
  return { where, says, name, chip, left, key: `criteria|${where}|${says}`, severity: "open", quote: "" };
}

// Most consequential first: what is to be put right, then what points are open for, then what is worth a thought.
export function remarksOf({ findings, criteria }) {
  const found = findings.map(ofFinding);
  const alike = new Map();
  for (const one of criteria.filter(({ outcome }) => outcome !== "unattempted")) {
    const key = `${one.where}|${one.says}`;
    alike.set(key, [...(alike.get(key) ?? []), one]);
  }
  const open = [...alike.values()].map(ofCriteria).sort((one, other) => other.left - one.left);
  return [
    ...found.filter(({ severity }) => severity === "fix"),
    ...open,
    ...found.filter(({ severity }) => severity !== "fix"),
  ];
}

export function chipOf({ severity, chip }) {
  return make("span", { class: "pmkit-severity", "data-severity": severity }, chip);
}

// One remark in full. `told` keeps where each text stands already: a second one leads there and does not say it again.
export function remarkNode(remark, told, place, goTo) {
  const first = (text) => {
    if (!text || told.has(text)) return false;
    told.set(text, remark);
    return true;
  };
  const isNew = first(remark.says);
  const words = isNew
    ? make("span", { class: "pmkit-says" }, remark.says)
    : make("span", { class: "pmkit-name" }, remark.name);
  const head = make("p", { class: "pmkit-remark-head" }, chipOf(remark), " ", words);
  const quoted =
    remark.quote && !(isNew && remark.says.includes(remark.quote))
      ? make("q", { class: "pmkit-quote" }, remark.quote)
      : null;
  const node = make("div", { class: "pmkit-remark", "data-key": remark.key }, head, quoted);
  if (first(remark.instead)) node.append(make("p", { class: "pmkit-instead" }, remark.instead));
  else if (remark.instead || !isNew) {
    const other = told.get(remark.instead) ?? told.get(remark.says);
    node.append(
      button(`As asked at ${place(other) || "the whole answer"}`, () => goTo(other), { class: "pmkit-link" }),
    );
  }
  const more = [remark.why, remark.example && `For example: ${remark.example}`].filter(first);
  if (more.length) {
    const summary = make("summary", {}, remark.example ? "Why, and an example" : "Why");
    node.append(
      make(
        "details",
        { class: "pmkit-reason-why" },
        summary,
        ...more.map((text) => make("p", { class: "pmkit-why" }, text)),
      ),
    );
  }
  return node;
}
