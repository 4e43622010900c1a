// One click packs what is to be handed in: Python makes the file and says how it went.

import { button, make, uniqueId } from "./lib/elements.js";
import { watchTheme } from "./lib/surroundings.js";

function packView({ model, el }) {
  const id = uniqueId();
  const field = make("input", {
    id,
    class: "pmkit-input",
    type: "text",
    maxlength: "100",
    autocomplete: "off",
    placeholder: "as your course knows you",
  });
  const told = make("div", { class: "pmkit-packed", role: "status" });
  const pack = () => {
    model.send({ do: "pack", trainee: field.value });
    told.replaceChildren(make("p", {}, "Packing …"));
    told.removeAttribute("data-good");
  };
  const root = make(
    "div",
    { class: "pmkit-builder pmkit-pack", role: "region", "aria-label": "Hand in" },
    make(
      "div",
      { class: "pmkit-pack-row" },
      make("label", { class: "pmkit-label", for: id }, "Your id"),
      field,
      button("Pack my work", pack),
    ),
    told,
  );
  el.append(root);

  const draw = () => {
    const { good, says } = model.get("told");
    if (says === undefined) return;
    told.dataset.good = String(good);
    told.replaceChildren(...says.map((one) => make("p", {}, one)));
  };
  const named = () => {
    if (document.activeElement !== field) field.value = model.get("trainee");
  };
  field.addEventListener("keydown", (event) => {
    event.stopPropagation(); // a notebook has keys of its own
    if (event.key === "Enter") pack();
  });
  named();
  draw();
  model.on("change:told", draw);
  model.on("change:trainee", named);
  const stop = watchTheme(root);
  return () => {
    model.off("change:told", draw);
    model.off("change:trainee", named);
    stop();
  };
}

export default { render: packView };
