// Who hears of an incident: a section a horizon, in it the steps; beside them the summary for colleagues.

import { builder } from "./lib/builder.js";
import { cardItem, lineField, nameCards, readCard, removeButton } from "./lib/cards.js";
import { button, fitTexts, labelled, make, part, textarea } from "./lib/elements.js";
import { listEditor } from "./lib/list_editor.js";

const dateField = (key) => make("input", { type: "date", class: "pmkit-input", "data-key": key });

function planForm(_root, changed, model, { removed }) {
  const { horizons, calendars } = model.get("words");
  const sections = new Map(Object.keys(horizons).map((horizon) => [horizon, section(horizon)]));
  const head = incident(calendars);
  const node = make(
    "div",
    { class: "pmkit-form", oninput: changed },
    part("Incident", head.node),
    ...[...sections.values()].map(({ node }) => node),
    exports(model),
  );
  const rows = listEditor(node, { number, changed, removed });
  const all = () => [...node.querySelectorAll(".pmkit-step")];
  const summary = make("pre", { class: "pmkit-plan-summary", dir: "auto", tabindex: "0" });
  const pane = make("div", {}, copyButton(summary), summary);

  function section(horizon) {
    const { title, until } = horizons[horizon];
    const list = make("ol", { class: "pmkit-step-list" });
    const add = button("+ Add a step", () => rows.add(step({ horizon, what: "" }), list), {
      class: "pmkit-button pmkit-ask",
      "aria-label": `Add a step: ${title}`,
    });
    return { node: part(title, make("p", { class: "pmkit-asked" }, `By ${until}`), list, add), list };
  }

  const step = (values) => {
    const item = stepItem(values, () => rows.remove(item, item.querySelector("legend").textContent.toLowerCase()));
    return item;
  };

  function number() {
    nameCards(all(), "step");
  }

  function hear({ answer }) {
    summary.textContent = answer.summary;
    for (const [index, item] of all().entries()) {
      const due = answer.dues[index];
      item.querySelector(".pmkit-due").textContent = due ? `Due ${due}` : "";
    }
  }

  function show(answer) {
    head.show(answer);
    for (const { list } of sections.values()) list.replaceChildren();
    for (const one of answer.steps) sections.get(one.horizon)?.list.append(step(one));
    number();
    if (answer.dues) hear({ answer });
    fitTexts(node);
  }

  const read = () => ({ ...head.read(), steps: all().map(readCard) });
  return { node, show, read, hear, panes: [{ key: "summary", title: "Summary", content: pane }] };
}

function incident(calendars) {
  const title = make("input", { type: "text", class: "pmkit-input", autocomplete: "off", "data-where": "incident" });
  const ended = make("input", {
    type: "text",
    class: "pmkit-input",
    autocomplete: "off",
    placeholder: "2026-01-31T15:02:00Z",
    "data-where": "ended",
  });
  const options = Object.entries(calendars).map(([value, words]) => make("option", { value }, words));
  const calendar = make("select", { class: "pmkit-input", "data-where": "calendar" }, ...options);
  const row = make(
    "div",
    { class: "pmkit-row" },
    labelled("Ended, in UTC", ended),
    labelled("Business days", calendar),
  );
  return {
    node: make("div", {}, labelled("What it is called", title), row),
    show: (answer) => {
      title.value = answer.incident ?? "";
      ended.value = answer.ended ?? "";
      calendar.value = answer.calendar;
    },
    read: () => ({ incident: title.value, ended: ended.value.trim(), calendar: calendar.value }),
  };
}

function stepItem(values, remove) {
  const due = make("span", { class: "pmkit-due" });
  return cardItem(
    "pmkit-step",
    values,
    labelled("What", textarea({ "data-key": "what" })),
    make(
      "div",
      { class: "pmkit-row" },
      labelled("For whom", lineField("audience")),
      labelled("Where", lineField("channel")),
      labelled("Owner", lineField("owner")),
    ),
    make(
      "div",
      { class: "pmkit-row" },
      labelled("Another date", dateField("due")),
      labelled("Done on", dateField("done")),
      due,
      removeButton(remove),
    ),
  );
}

function exports(model) {
  const ask = (what) => () => model.send({ export: what });
  return make(
    "div",
    { class: "pmkit-row pmkit-plan-exports" },
    button("Write a calendar file", ask("calendar")),
    button("Write a checklist", ask("checklist")),
  );
}

function copyButton(summary) {
  const copy = button("Copy", async () => {
    try {
      await navigator.clipboard.writeText(summary.textContent);
      copy.textContent = "Copied";
    } catch {
      getSelection()?.selectAllChildren(summary);
      copy.textContent = "Selected: Ctrl+C copies";
    }
  });
  return copy;
}

export default {
  render: (view) =>
    builder(view, {
      title: "Who hears of it",
      name: "pmkit-dissemination",
      help: "A date of your own replaces the one of the horizon · “Done on” ticks a step off",
      makeForm: planForm,
    }),
};
