// What is to be said of an answer, each thing once: what it is called, how much it matters, and how it is shown.

const SEVERITY = { fix: "Fix", consider: "Consider" };

// "root_cause" and "why 3, answer" as a reader would say them.
function named(where) {
  const words = where.replaceAll("_", " ").replace(/, (answer|text|statement)$/, "");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

// "five-whys/person-as-cause" is called "Person as cause".
function slugInWords(id) {
  return named(id.split("/").at(-1).replaceAll("-", " "));
}

function pointsInWords(points) {
  const rounded = Math.round(points * 10) / 10;
  return `${rounded} ${rounded === 1 ? "point" : "points"}`;
}

function ofFinding(finding) {
  const key = [finding.check, finding.where, finding.start, finding.quote].join("|");
  return { ...finding, key, name: slugInWords(finding.check), chip: SEVERITY[finding.severity] ?? finding.severity };
}

// A criterion of the exercise that is still open: `points` of `max` are there.
function ofCriterion(criterion) {
  const left = criterion.max - criterion.points;
  const chip = criterion.outcome === "for-instructor" ? "Your instructor" : `${pointsInWords(left)} open`;
  return { ...criterion, key: `criterion|${criterion.id}`, name: slugInWords(criterion.id), severity: "open", chip, left, quote: "" };
}

// Most consequential first: what is to be put right, then what points are open for, then what is worth a thought.
function remarksOf({ findings = [], criteria = [] }) {
  const found = findings.map(ofFinding);
  const begun = (one) => one.outcome !== "unattempted";
  const open = criteria.map(ofCriterion).sort((one, other) => begun(other) - begun(one) || other.left - one.left);
  const all = [...found.filter(({ severity }) => severity === "fix"), ...open, ...found.filter(({ severity }) => severity !== "fix")];
  const said = new Set();
  return all.filter(({ where, says }) => !said.has(`${where}|${says}`) && said.add(`${where}|${says}`));
}

function chipOf({ severity, chip }) {
  return make("span", { class: "pmkit-severity", "data-severity": severity }, chip);
}

// One remark in full. `told` keeps where each text stands already: a second one leads there and does not say it again.
function remarkNode(remark, told, place, goTo) {
  const first = (text) => {
    if (!text || told.has(text)) return false;
    told.set(text, remark);
    return true;
  };
  const isNew = first(remark.says);
  const head = make("p", { class: "pmkit-remark-head" }, chipOf(remark), make("span", { class: "pmkit-says" }, isNew ? remark.says : remark.name));
  const quoted = remark.quote && !(isNew && remark.says.includes(remark.quote)) ? make("q", { class: "pmkit-quote" }, remark.quote) : null;
  const node = make("div", { class: "pmkit-remark", "data-key": remark.key }, head, quoted);
  if (first(remark.instead)) node.append(make("p", { class: "pmkit-instead" }, remark.instead));
  else if (remark.instead || !isNew) {
    const other = told.get(remark.instead) ?? told.get(remark.says);
    node.append(button(`The question is the one at ${place(other) || "the whole answer"}`, () => goTo(other), { class: "pmkit-link" }));
  }
  const more = [remark.why, remark.example && `For example: ${remark.example}`].filter(first);
  if (more.length) {
    const summary = make("summary", {}, remark.example ? "Why, and an example" : "Why");
    node.append(make("details", { class: "pmkit-reason-why" }, summary, ...more.map((text) => make("p", { class: "pmkit-why" }, text))));
  }
  return node;
}
