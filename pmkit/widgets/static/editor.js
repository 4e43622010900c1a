// One large text field with its findings underlined in place.

import { builder } from "./lib/builder.js";
import { labelled, make } from "./lib/elements.js";
import { PROSE_KEYS, PROSE_PAUSE, ProseFields } from "./lib/prose_fields.js";

function editorForm(root, changed, model) {
  const prose = new ProseFields(root, changed);
  const field = prose.add("text", { "aria-description": PROSE_KEYS });
  const labelledField = labelled(model.get("label"), field.area, { hidden: true, node: field.node });
  const node = make("div", { class: "pmkit-form" }, labelledField);
  const rename = () => {
    node.querySelector("label").textContent = model.get("label");
    root.querySelector(".pmkit-title").textContent = model.get("label");
  };
  model.on("change:label", rename);
  return {
    node,
    show: ({ text }) => field.show(text),
    read: () => ({ text: field.area.value }),
    hear: (shown) => prose.hear(shown.findings, () => shown.answer.text),
    goTo: prose.goTo,
    atWords: true,
    stop: () => {
      model.off("change:label", rename);
      prose.stop();
    },
  };
}

const EDITOR = {
  name: "pmkit-editor",
  makeForm: editorForm,
  help: PROSE_KEYS,
  placed: (finding) => (finding.line ? `Line ${finding.line}` : ""),
  hasPicture: false,
  pause: PROSE_PAUSE,
};

export default {
  render: (view) => builder(view, { ...EDITOR, title: view.model.get("label") }),
};
