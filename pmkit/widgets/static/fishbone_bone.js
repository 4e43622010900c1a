// One bone of a fishbone: its name, what to ask there, its causes, and a word where nothing was found.

import { button, labelled, make, textarea } from "./lib/elements.js";
import { listed, nameTools, tool } from "./lib/list_editor.js";

export function boneItem({ name = "", word = "" }, bones) {
  const called = make("input", {
    type: "text",
    class: "pmkit-input pmkit-bone-name",
    autocomplete: "off",
    maxlength: 60,
  });
  const said = textarea({ class: "pmkit-input pmkit-word" });
  [called.value, said.value] = [name, word];
  const list = make("ol", { class: "pmkit-causes" });
  const asks = make("ul", { class: "pmkit-asks-list" });
  const item = make("li", { class: "pmkit-bone" });
  const tools = boneTools(item, bones);
  const calledField = labelled("Bone", called, { hidden: true });
  const wordField = labelled("Nothing found? Say what you looked at", said);
  item.append(
    make("div", { class: "pmkit-bone-head", "data-remarks": "" }, calledField, tools),
    make("details", { class: "pmkit-asks" }, make("summary", {}, "What to ask here"), asks),
    list,
    button("+ Add a cause", () => bones.addTo(list), { class: "pmkit-button pmkit-ask pmkit-add" }),
    wordField,
  );
  const calledLabel = calledField.querySelector("label");
  return Object.assign(item, { called, calledLabel, said, list, tools, asks, wordField });
}

function boneTools(item, bones) {
  return make(
    "div",
    { class: "pmkit-bone-tools", role: "group" },
    tool("earlier", "←", "Move the bone back", () => bones.moveBone(item, -1)),
    tool("later", "→", "Move the bone on", () => bones.moveBone(item, 1)),
    tool("remove", "×", "Remove the bone", () => bones.remove(item)),
  );
}

// `ask` is what to ask there, `can` which of its tools can be used.
export function nameBone(bone, at, called, ask, can) {
  bone.setAttribute("aria-label", called);
  bone.called.dataset.where = `category ${at + 1}`;
  bone.calledLabel.textContent = `Name of bone ${at + 1}`;
  bone.said.dataset.where = `empty, ${bone.called.value}`;
  bone.wordField.hidden = listed(bone.list).length > 0;
  if (bone.asked !== ask) bone.asks.replaceChildren(...ask.map((one) => make("li", {}, one)));
  bone.asked = ask;
  bone.querySelector(".pmkit-add").setAttribute("aria-label", `Add a cause to ${called}`);
  bone.querySelector("summary").setAttribute("aria-label", `What to ask about ${called}`);
  nameTools(
    bone.tools,
    { earlier: "Move back the bone", later: "Move on the bone", remove: "Remove the bone" },
    called,
  );
  for (const one of bone.tools.children) one.disabled = !can[one.dataset.tool];
}
