// A worked example: one weak item that becomes a strong one, a letter at a time.

import { lightNode } from "./action_items_lights.js";
import { button, make } from "./lib/elements.js";

const FACTS = [
  ["owner", "Owner"],
  ["due", "Due"],
  ["priority", "Priority"],
  ["success", "Worked when"],
];

export function workedExample({ worked, states }) {
  const { about, steps } = worked;
  let at = 0;
  const shown = make("div", { class: "pmkit-worked-step", role: "status" });
  const back = button("← Step back", () => go(-1));
  const on = button("Next letter →", () => go(1));

  function go(by) {
    at = Math.max(0, Math.min(steps.length - 1, at + by));
    draw();
    // A button that can go no further is disabled and would lose the focus.
    if (at === 0) on.focus();
    if (at === steps.length - 1) back.focus();
  }

  function draw() {
    const step = steps[at];
    const before = steps[at - 1]?.item ?? {};
    const facts = FACTS.filter(([key]) => step.item[key]).map(([key, name]) =>
      make("span", { class: "pmkit-worked-fact" }, `${name}: `, changed(step.item[key], before[key], at)),
    );
    const heading = step.letter ? `Step ${at} of ${steps.length - 1}: ${step.letter}` : "Before";
    shown.replaceChildren(
      make("p", {}, make("b", {}, heading), ` – ${step.says}`),
      make("blockquote", { class: "pmkit-original" }, changed(step.item.text, before.text, at)),
      make("p", { class: "pmkit-worked-facts" }, ...facts),
      make(
        "p",
        { class: "pmkit-lights" },
        ...Object.entries(step.states).map(([letter, state]) =>
          lightNode("span", letter, states[state], { "data-state": state, "data-current": letter === step.letter }),
        ),
      ),
    );
    back.disabled = at === 0;
    on.disabled = at === steps.length - 1;
  }

  draw();
  return make(
    "details",
    { class: "pmkit-worked" },
    make("summary", {}, "A weak item made strong, letter by letter"),
    make("p", { class: "pmkit-asked" }, about),
    shown,
    make("div", { class: "pmkit-row" }, back, on),
  );
}

// What a step has changed is marked.
const changed = (now, before, at) => (at && now !== before ? make("mark", {}, now) : now);
