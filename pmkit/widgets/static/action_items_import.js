// Bringing items in: from a table that is pasted, or from a file beside the answer. What is there stays.

import { button, labelled, make, textarea, uniqueId } from "./lib/elements.js";

/** @import { Model } from "./lib/types.js" */

/**
 * @param {Model} model
 * @param {{ files: string[] }} settings
 * @param {{ read: () => any, show: (answer: any) => void, changed: (after: number) => void }} form
 */
export function importPart(model, { files }, form) {
  const names = make("datalist", { id: uniqueId() }, ...files.map((value) => make("option", { value })));
  const file = make("input", {
    type: "text",
    class: "pmkit-input",
    autocomplete: "off",
    list: names.id,
    placeholder: "actions.csv",
  });
  const pasted = textarea({ class: "pmkit-input pmkit-pasted", rows: 3, spellcheck: false, placeholder: EXAMPLE });
  const says = make("p", { class: "pmkit-brought", role: "status" });
  const asked = { id: "", state: "" };
  const state = () => JSON.stringify(form.read());

  function ask(what) {
    asked.id = uniqueId();
    asked.state = state();
    says.textContent = "Reading…";
    model.send({ do: "import", ask: asked.id, answer: form.read(), ...what });
  }

  function hear() {
    const brought = model.get("imported");
    if (brought.ask !== asked.id) return;
    const isOlder = brought.answer && state() !== asked.state;
    says.textContent = isOlder ? "The list has changed meanwhile; read it in once more." : brought.says;
    if (!brought.answer || isOlder) return;
    form.show(brought.answer);
    form.changed(0);
    pasted.value = "";
    pasted.fit();
  }

  file.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    ask({ file: file.value.trim() });
  });
  model.on("change:imported", hear);
  const node = fields({ names, file, pasted, says, ask });
  return { node, stop: () => model.off("change:imported", hear) };
}

function fields({ names, file, pasted, says, ask }) {
  const ofFile = button("Add from this file", () => ask({ file: file.value.trim() }));
  return make(
    "details",
    { class: "pmkit-import" },
    make("summary", {}, "Bring in a table, a postmortem or another list"),
    make("p", { class: "pmkit-asked" }, PROMISE),
    labelled("A table in Markdown or CSV, with a line of heads", pasted),
    button("Add what is pasted", () => ask({ text: pasted.value })),
    make(
      "div",
      { class: "pmkit-row" },
      labelled("Or the name of a file beside this one (.md, .csv, .toml)", file),
      ofFile,
    ),
    says,
    names,
  );
}

const PROMISE = "What is read is added at the end, nothing that is there is lost, and one undo takes it back.";
const EXAMPLE = "Action, Owner, Due\nCap the queue, Mina Okafor, 2026-12-01";
