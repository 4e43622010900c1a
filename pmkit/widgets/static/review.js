// The review of a postmortem: each question with yes, no or unsure, and a note.

import { builder } from "./lib/builder.js";
import { labelled, make, part, textarea, uniqueId } from "./lib/elements.js";

const VERDICTS = ["yes", "no", "unsure"];

function question({ key, asks }, number) {
  const name = uniqueId();
  const choices = VERDICTS.map((verdict) => {
    const where = `item ${number}, ${verdict}`;
    const radio = make("input", { type: "radio", name, value: verdict, "data-where": where });
    return make("label", { class: "pmkit-verdict-choice" }, radio, ` ${verdict}`);
  });
  const note = textarea({ "data-where": `item ${number}, note` });
  const node = make(
    "li",
    { class: "pmkit-review-item" },
    make(
      "fieldset",
      {},
      make("legend", { class: "pmkit-question" }, asks),
      make("div", { class: "pmkit-row" }, ...choices),
      labelled("Note: where, and what would help", note),
    ),
  );
  const radios = [...node.querySelectorAll("input")];
  return {
    key,
    node,
    show: (item) => {
      for (const radio of radios) radio.checked = radio.value === item?.verdict;
      note.value = item?.note ?? "";
    },
    read: () => ({ key, verdict: radios.find(({ checked }) => checked)?.value ?? "", note: note.value }),
  };
}

function reviewForm(_root, changed, model) {
  const reviewer = make("input", { type: "text", class: "pmkit-input", autocomplete: "off", "data-where": "reviewer" });
  const day = make("input", { type: "date", class: "pmkit-input", "data-where": "date" });
  const asked = model.get("questions");
  const items = asked.map((one, index) => question(one, index + 1));
  const groups = [...new Set(asked.map(({ group }) => group))].map((group) =>
    part(group, make("ol", {}, ...items.filter((_one, index) => asked[index].group === group).map(({ node }) => node))),
  );
  const who = make("div", { class: "pmkit-row" }, labelled("Reviewer", reviewer), labelled("Date", day));
  const node = make("div", { class: "pmkit-form", oninput: changed }, part("Who reviews", who), ...groups);
  let others = []; // what the file says to questions that are not asked here
  return {
    node,
    show: (answer) => {
      reviewer.value = answer.reviewer;
      day.value = answer.date ?? "";
      for (const one of items) one.show(answer.items.find(({ key }) => key === one.key));
      others = answer.items.filter(({ key }) => !items.some((one) => one.key === key));
    },
    read: () => ({
      reviewer: reviewer.value,
      date: day.value,
      items: [...items.map((one) => one.read()), ...others],
    }),
  };
}

export default {
  render: (view) =>
    builder(view, {
      name: "pmkit-review",
      title: "Review of a postmortem",
      makeForm: reviewForm,
      help: "Answer for the text as it stands, and say in a note what would help",
      hasPicture: false,
      hasFeedback: false,
    }),
};
