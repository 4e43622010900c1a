// One cause of a fishbone: its fields, its tools, and below it the sub-causes. `bones` moves and removes it.

import { labelled, make, textarea } from "./lib/elements.js";
import { nameTools, rowKeys, tool } from "./lib/list_editor.js";

export function causeItem(cause, bones) {
  const fields = causeFields(cause);
  const subCauses = make("ol", { class: "pmkit-below" });
  const item = make("li", { class: "pmkit-cause", "data-reads": true, oninput: forget });
  const tools = causeTools(item, bones);
  const label = cardHead(fields.words, tools);
  const keys = rowKeys({
    enter: () => bones.addBeside(item),
    shiftEnter: () => bones.addBelow(item),
    move: (step, focus) => bones.move(item, step, focus),
  });
  fields.bone.addEventListener("change", () => bones.moveTo(item, fields.bone.value));
  item.append(causeCard(fields, keys), subCauses);
  subCauses.append(...(cause.below ?? []).map((one) => causeItem(one, bones)));

  // Other words have another meaning.
  function forget(event) {
    if (event.target === fields.words) item.readsAs = null;
  }

  return Object.assign(item, {
    subCauses,
    readsAs: cause.reads_as ?? null,
    isSub: () => item.parentElement.matches(".pmkit-below"),
    read: () => ({
      text: fields.words.value,
      evidence: fields.shownBy.value,
      contributed: fields.mark.checked,
      reads_as: item.readsAs,
      key: cause.key ?? null,
      leads_to: cause.leads_to ?? null,
    }),
    // `number` is that of the answer file, `called` what people call it, `at` what can be done from there.
    name(number, called, at) {
      item.number = number;
      label.textContent = called;
      nameFields(fields, number, called);
      drawTools(tools, called, at);
    },
    offer: (names, chosen) => offer(fields.bone, names, chosen),
  });
}

function causeFields({ text = "", evidence = "", contributed = false }) {
  const words = textarea({ class: "pmkit-input pmkit-cause-text" });
  const shownBy = make("input", { type: "text", class: "pmkit-input pmkit-evidence", autocomplete: "off" });
  const mark = make("input", { type: "checkbox", class: "pmkit-mark" });
  const bone = make("select", { class: "pmkit-input pmkit-to", title: "Move to another bone" });
  words.value = text;
  shownBy.value = evidence;
  mark.checked = contributed;
  return { words, shownBy, mark, bone };
}

function causeTools(item, bones) {
  return make(
    "div",
    { class: "pmkit-tools", role: "group" },
    tool("below", "+ Sub", "Add a sub-cause", () => bones.addBelow(item)),
    tool("nest", "⇥", "Make it a sub-cause of the one above", () => bones.nest(item)),
    tool("unnest", "⇤", "Make it a cause of its own", () => bones.unnest(item)),
    tool("up", "↑", "Move up", () => bones.move(item, -1)),
    tool("down", "↓", "Move down", () => bones.move(item, 1)),
    tool("remove", "×", "Remove", () => bones.remove(item)),
  );
}

// The label of the words, in one line with the tools.
function cardHead(words, tools) {
  const field = labelled("", words);
  const label = field.querySelector("label");
  label.className = "pmkit-question";
  field.prepend(make("div", { class: "pmkit-card-head" }, label, tools));
  return label;
}

function causeCard({ words, shownBy, mark, bone }, keys) {
  const evidenceField = labelled("Evidence", shownBy);
  evidenceField.classList.add("pmkit-beside-label");
  const markField = labelled("Contributed", mark);
  markField.classList.add("pmkit-mark-label");
  const boneField = labelled("Bone", bone, { hidden: true });
  return make(
    "div",
    { class: "pmkit-cause-card", onkeydown: keys },
    words.closest(".pmkit-field"),
    evidenceField,
    make("div", { class: "pmkit-row pmkit-cause-row" }, markField, boneField),
  );
}

// The names by which Python's findings call the fields, and those that are read aloud.
function nameFields({ words, shownBy, mark, bone }, number, called) {
  for (const [key, field] of Object.entries({ text: words, evidence: shownBy, contributed: mark, category: bone })) {
    field.dataset.where = `cause ${number}, ${key}`;
  }
  shownBy.setAttribute("aria-label", `Evidence of ${called}`);
  mark.setAttribute("aria-label", `${called} contributed`);
  bone.setAttribute("aria-label", `Bone of ${called}`);
}

function drawTools(tools, called, at) {
  const says = {
    below: "Add a sub-cause to",
    nest: "Nest",
    unnest: "Lift out",
    up: "Move up",
    down: "Move down",
    remove: "Remove",
  };
  nameTools(tools, says, called);
  for (const one of tools.children) {
    one.disabled = at[one.dataset.tool] === false;
    one.hidden = at[one.dataset.tool] === null;
  }
}

function offer(bone, names, chosen) {
  if (names.join("\n") !== [...bone.options].map((option) => option.textContent).join("\n")) {
    bone.replaceChildren(...names.map((name, index) => make("option", { value: index }, name)));
  }
  bone.value = chosen;
}
