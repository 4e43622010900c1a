// Who hears of an incident: a section a horizon, in it the steps; beside them the summary for colleagues.

import { builder } from "./lib/builder.js";
import { cardItem, lineField, nameCards, readCard, removeButton } from "./lib/cards.js";
import { button, fitTexts, labelled, make, part, textarea } from "./lib/elements.js";
import { listEditor } from "./lib/list_editor.js";

const today = () => {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
};

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
  const summary = summaryPane(model);

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
    const remove = () => rows.remove(item, item.querySelector("legend").textContent.toLowerCase());
    const item = stepItem(values, changed, remove);
    return item;
  };

  function number() {
    nameCards(all(), "step");
    for (const item of all()) item.named();
  }

  function hear({ answer }) {
    summary.hear(answer);
    for (const [index, item] of all().entries()) {
      item.stand(answer.dues[index], answer.standing[index]);
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
  return { node, show, read, hear, panes: [{ key: "summary", title: "Summary", content: summary.node }] };
}

// The drafted message, to copy, with what the checks of language find in it.
function summaryPane(model) {
  const summary = make("pre", { class: "pmkit-plan-summary", dir: "auto", tabindex: "0" });
  const remarks = make("ul", { class: "pmkit-plan-remarks", "aria-label": "What the checks find in the summary" });
  const again = button("Draft again", () => model.send({ do: "draft" }));
  const tools = make("div", { class: "pmkit-row" }, copyButton(summary), again);
  return {
    node: make("div", {}, tools, summary, remarks),
    hear: (answer) => {
      summary.textContent = answer.summary;
      remarks.replaceChildren(...answer.remarks.map((says) => make("li", {}, says)));
    },
  };
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

// A tick and a date that say the same: what is ticked is done today, or on the day that stands there.
function doneFields(changed) {
  const date = dateField("done");
  const tick = make("input", { type: "checkbox" });
  const show = () => {
    tick.checked = Boolean(date.value);
  };
  tick.addEventListener("change", () => {
    date.value = tick.checked ? date.value || today() : "";
    changed();
  });
  date.addEventListener("input", show);
  return { date, show, node: make("label", { class: "pmkit-step-tick" }, tick, "Done") };
}

function stepItem(values, changed, remove) {
  const due = make("span", { class: "pmkit-due" });
  const done = doneFields(changed);
  const item = cardItem(
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
      done.node,
      labelled("Done on", done.date),
      labelled("Another date", dateField("due")),
      labelled("Note", lineField("note")),
    ),
    make("div", { class: "pmkit-row" }, due, removeButton(remove)),
  );
  done.show();
  item.named = () => {
    done.node.firstChild.setAttribute("aria-label", `Done: ${item.querySelector("legend").textContent.toLowerCase()}`);
  };
  item.stand = (day, how) => {
    item.dataset.standing = how ?? "";
    due.textContent = day ? `Due ${day}${how === "late" ? ", late" : ""}` : "";
  };
  return item;
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
      help: "A date of your own replaces the one of the horizon · A tick says that it was done today",
      makeForm: planForm,
      hasPicture: false, // the checklist is its own, and the draft needs the room
    }),
};
