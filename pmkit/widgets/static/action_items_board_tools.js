// What stands above the board: whose items are shown, who moves them, whose times of priorities count, and undo.

import { button, labelled, make } from "./lib/elements.js";

/** @import { Model } from "./lib/types.js" */

const NOBODY = "\u0000"; // no owner is called so
const plain = (name) => name.trim().replace(/\s+/g, " ").toLowerCase();

function choice(label, changed) {
  const select = make("select", { class: "pmkit-input", onchange: changed });
  const node = labelled(label, select);
  const offer = (entries) => {
    const key = JSON.stringify(entries);
    if (select.dataset.offered === key) return;
    const { value } = select;
    select.dataset.offered = key;
    select.replaceChildren(...entries.map(([one, words]) => make("option", { value: one }, words)));
    select.value = entries.some(([one]) => one === value) ? value : entries[0][0];
  };
  return { node, select, offer };
}

// Each owner once, as first written.
function ownersOf(cards) {
  const names = new Map();
  for (const { owner } of cards) if (owner && !names.has(plain(owner))) names.set(plain(owner), owner);
  return [...names].sort(([one], [other]) => one.localeCompare(other));
}

function policyChoice(model) {
  const { policies } = model.get("settings");
  const policy = choice("Times of priorities", () => {
    model.set("policy", policy.select.value);
    model.save_changes();
  });
  policy.offer(Object.keys(policies).map((name) => [name, name.charAt(0).toUpperCase() + name.slice(1)]));
  for (const one of policy.select.options) one.title = policies[one.value];
  policy.select.value = model.get("policy");
  return policy;
}

// Who makes the moves, as long as the kernel lives.
function moverField(model) {
  const field = make("input", { type: "text", class: "pmkit-input", autocomplete: "name", placeholder: "your name" });
  field.value = model.get("mover");
  field.addEventListener("change", () => {
    model.set("mover", field.value);
    model.save_changes();
  });
  return field;
}

/**
 * @param {Model} model
 * @param {{ filtered: () => void, undo: () => void, redo: () => void }} acts
 */
export function boardTools(model, { filtered, undo, redo }) {
  const owner = choice("Owner", filtered);
  const priority = choice("Priority", filtered);
  const policy = policyChoice(model);
  const mover = moverField(model);
  const back = button("↶ Undo", undo, { title: "Undo the last move (Ctrl+Z)", "aria-keyshortcuts": "Control+Z" });
  const again = button("↷ Redo", redo, { title: "Make it again (Ctrl+Shift+Z or Ctrl+Y)" });
  const seen = make("p", { class: "pmkit-board-seen" });
  const steps = make("div", { class: "pmkit-board-steps", role: "group", "aria-label": "Undo and redo" }, back, again);
  const who = labelled("Who moves cards", mover);
  const node = make("div", { class: "pmkit-board-tools" }, owner.node, priority.node, who, policy.node, seen);

  function draw(answer) {
    const named = ownersOf(answer.cards);
    owner.offer([["", "All owners"], ...named, [NOBODY, "Nobody yet"]]);
    priority.offer([["", "All priorities"], ...["P1", "P2", "P3"].map((one) => [one, one]), [NOBODY, "None yet"]]);
    [back.disabled, again.disabled] = [!answer.undo, !answer.redo];
  }

  function fits(shown) {
    const [who, how] = [owner.select.value, priority.select.value];
    const isHis = !who || (who === NOBODY ? !shown.owner : plain(shown.owner) === who);
    return isHis && (!how || (how === NOBODY ? !shown.priority : shown.priority === how));
  }

  function count(shown, whole) {
    seen.textContent = !whole
      ? "The file holds no action items yet"
      : shown < whole
        ? `${shown} of ${whole} items shown`
        : "";
  }

  function clear() {
    [owner.select.value, priority.select.value] = ["", ""];
    filtered();
  }

  return { node, steps, draw, fits, count, clear, by: () => mover.value };
}
