// The findings beside a builder: at most three at once, each leading to the words it is about.

const SHOWN_AT_ONCE = 3;
const SEVERITY = { fix: "Fix", consider: "Consider" };

function feedback(model, goTo, placed = (finding) => named(finding.where)) {
  const list = make("ol", { class: "pmkit-findings" });
  const more = button("", () => {
    everything = !everything;
    draw(true);
  }, { "aria-expanded": "false" });
  // Read aloud at each pause: the list itself would be too much to hear.
  const spoken = make("p", { class: "pmkit-unseen", role: "status" });
  const node = make(
    "section",
    { class: "pmkit-feedback", "aria-label": "Feedback" },
    make("h3", { class: "pmkit-heading" }, "Feedback"),
    list,
    more,
    spoken,
  );
  let everything = false;
  let drawn = null;

  function card(finding) {
    const severity = SEVERITY[finding.severity] ?? finding.severity;
    const open = () => goTo(finding);
    const head = make(
      "button",
      { type: "button", class: "pmkit-finding-head", onclick: open, title: "Go to these words" },
      make("span", { class: "pmkit-severity", "data-severity": finding.severity }, severity),
      make("span", { class: "pmkit-where" }, placed(finding)),
      make("span", { class: "pmkit-says" }, finding.says),
    );
    const quoted = finding.quote && !finding.says.includes(finding.quote);
    return make(
      "li",
      { class: "pmkit-finding" },
      head,
      quoted ? make("q", { class: "pmkit-quote" }, finding.quote) : null,
      make("p", { class: "pmkit-why" }, finding.why),
      make("p", { class: "pmkit-instead" }, finding.instead),
      finding.example ? make("p", { class: "pmkit-example" }, `For example: ${finding.example}`) : null,
    );
  }

  function draw(force = false) {
    const findings = model.get("shown").findings ?? [];
    const now = JSON.stringify(findings);
    if (now === drawn && !force) return;
    drawn = now;
    const visible = everything ? findings : findings.slice(0, SHOWN_AT_ONCE);
    const hadFocus = list.contains(document.activeElement);
    list.replaceChildren(...visible.map(card));
    if (!findings.length) list.append(make("li", { class: "pmkit-quiet" }, "Nothing to point out just now."));
    more.hidden = findings.length <= SHOWN_AT_ONCE;
    more.textContent = everything ? "Show fewer" : `Show ${findings.length - SHOWN_AT_ONCE} more`;
    more.setAttribute("aria-expanded", String(everything));
    spoken.textContent = summary(findings);
    if (hadFocus) list.querySelector("button")?.focus();
  }
  return { node, draw };
}

function summary(findings) {
  if (!findings.length) return "Nothing to point out just now.";
  return `${findings.length === 1 ? "1 thing" : `${findings.length} things`} to look at. First: ${findings[0].says}`;
}

// "root_cause" and "why 3, answer" as a reader would say them.
function named(where) {
  const words = where.replaceAll("_", " ").replace(/, answer$/, "").replace(/, text$/, "");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
