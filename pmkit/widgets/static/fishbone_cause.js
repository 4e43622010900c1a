// One cause of a fishbone: its fields, its tools, and below it the sub-causes. `bones` moves and removes it.

import { button, labelled, make, textarea } from "./lib/elements.js";

export function causeItem(
  {
    text = "",
    evidence = "",
    contributed = false,
    reads_as: readsAs = null,
    key = null,
    leads_to: leadsTo = null,
    below = [],
  } = {},
  bones,
) {
  const words = textarea({ class: "pmkit-input pmkit-cause-text" });
  const shownBy = make("input", { type: "text", class: "pmkit-input pmkit-evidence", autocomplete: "off" });
  const mark = make("input", { type: "checkbox", class: "pmkit-mark" });
  const bone = make("select", {
    class: "pmkit-input pmkit-to",
    onchange: () => bones.moveTo(item, bone.value),
    title: "Move to another bone",
  });
  words.value = text;
  shownBy.value = evidence;
  mark.checked = contributed;
  const subCauses = make("ol", { class: "pmkit-below" });
  const item = make("li", { class: "pmkit-cause", "data-reads": true, oninput: forget });
  const tools = make(
    "div",
    { class: "pmkit-tools", role: "group" },
    button("+ Sub", () => bones.addBelow(item), { "data-tool": "below", title: "Add a sub-cause" }),
    button("⇥", () => bones.nest(item), { "data-tool": "nest", title: "Make it a sub-cause of the one above" }),
    button("⇤", () => bones.unnest(item), { "data-tool": "unnest", title: "Make it a cause of its own" }),
    button("↑", () => bones.move(item, -1), { "data-tool": "up", title: "Move up" }),
    button("↓", () => bones.move(item, 1), { "data-tool": "down", title: "Move down" }),
    button("×", () => bones.remove(item), { "data-tool": "remove", title: "Remove" }),
  );
  const wordsField = labelled("", words);
  const label = wordsField.querySelector("label");
  label.className = "pmkit-question";
  wordsField.prepend(make("div", { class: "pmkit-card-head" }, label, tools));
  const evidenceField = labelled("Evidence", shownBy);
  evidenceField.classList.add("pmkit-beside-label");
  const markField = labelled("Contributed", mark);
  markField.classList.add("pmkit-mark-label");
  const boneField = labelled("Bone", bone, { hidden: true });
  const card = make(
    "div",
    { class: "pmkit-cause-card", onkeydown: (event) => keys(event) },
    wordsField,
    evidenceField,
    make("div", { class: "pmkit-row pmkit-cause-row" }, markField, boneField),
  );
  item.append(card, subCauses);
  subCauses.append(...below.map((one) => causeItem(one, bones)));

  // Other words have another meaning.
  function forget(event) {
    if (event.target === words) item.readsAs = null;
  }

  function keys(event) {
    const add = event.key === "Enter" && (event.ctrlKey || event.metaKey);
    const moves = event.altKey && ["ArrowUp", "ArrowDown"].includes(event.key);
    if (!add && !moves) return;
    event.preventDefault();
    if (moves) bones.move(item, event.key === "ArrowUp" ? -1 : 1, event.target);
    else if (event.shiftKey) bones.addBelow(item);
    else bones.addBeside(item);
  }

  Object.assign(item, {
    subCauses,
    readsAs,
    isSub: () => item.parentElement.matches(".pmkit-below"),
    focusWords: () => words.focus(),
    read: () => ({
      text: words.value,
      evidence: shownBy.value,
      contributed: mark.checked,
      reads_as: item.readsAs,
      key,
      leads_to: leadsTo,
    }),
    // `number` is that of the answer file, `called` what people call it, `at` what can be done from there.
    name(number, called, at) {
      item.number = number;
      for (const [field, key] of [
        [words, "text"],
        [shownBy, "evidence"],
        [mark, "contributed"],
        [bone, "category"],
      ]) {
        field.dataset.where = `cause ${number}, ${key}`;
      }
      label.textContent = called;
      shownBy.setAttribute("aria-label", `Evidence of ${called}`);
      mark.setAttribute("aria-label", `${called} contributed`);
      bone.setAttribute("aria-label", `Bone of ${called}`);
      const says = {
        below: "Add a sub-cause to",
        nest: "Nest",
        unnest: "Lift out",
        up: "Move up",
        down: "Move down",
        remove: "Remove",
      };
      for (const tool of tools.children) {
        tool.setAttribute("aria-label", `${says[tool.dataset.tool]} ${called}`);
        tool.disabled = at[tool.dataset.tool] === false;
        tool.hidden = at[tool.dataset.tool] === null;
      }
    },
    offer(names, chosen) {
      if (names.join("\n") !== [...bone.options].map((option) => option.textContent).join("\n")) {
        bone.replaceChildren(...names.map((name, index) => make("option", { value: index }, name)));
      }
      bone.value = chosen;
    },
  });
  return item;
}
