// The fields of action items: a critique where one is asked, the list with what it lacks, and what can be brought in.

import { CritiquePart } from "./action_items_critique.js";
import { importPart } from "./action_items_import.js";
import { inFieldNames, isOfLetter } from "./action_items_lights.js";
import { ItemRow } from "./action_items_row.js";
import { workedExample } from "./action_items_worked.js";
import { builder } from "./lib/builder.js";
import { button, fieldAt, fitTexts, focusOn, make, part, uniqueId } from "./lib/elements.js";
import { listEditor, listed } from "./lib/list_editor.js";

class ActionItemsForm {
  constructor(_root, changed, model, { removed }) {
    this.settings = model.get("settings");
    this.isOwn = !model.get("incident").problem;
    this.changed = changed;
    this.critique = new CritiquePart(this.settings, changed);
    this.list = make("ol", { class: "pmkit-action-item-list", oninput: this.typed, onchange: this.typed });
    this.none = make("p", { class: "pmkit-none" }, NONE);
    this.whole = make("div", { class: "pmkit-whole" });
    this.roster = make(
      "datalist",
      { id: uniqueId() },
      ...this.settings.roster.map((value) => make("option", { value })),
    );
    this.brought = importPart(model, this.settings, this);
    this.stop = this.brought.stop;
    this.node = make("div", { class: "pmkit-form" }, ...this.parts());
    this.rows = listEditor(this.list, { number: this.number, changed, removed });
    this.said = ""; // what was last said of the list as a whole
  }

  parts() {
    const add = button("+ Add an action item", () => this.add(), { class: "pmkit-button pmkit-ask pmkit-add-item" });
    const worked = workedExample(this.settings);
    const items = part("Action items", this.whole, this.none, this.list, add, this.brought.node, this.roster);
    return [this.critique.node, worked, items].filter(Boolean);
  }

  all = () => listed(this.list).map((item) => item.row);

  typed = ({ target }) => {
    target.closest("li").row?.typed();
    this.changed();
  };

  row(values) {
    return new ItemRow(values, this.settings, {
      roster: this.roster.id,
      add: (after) => this.add(after),
      move: (item, step, focus) => this.rows.move(item, step, focus),
      remove: (item) => this.rows.remove(item, item.row.called()),
      changed: this.changed,
      others: () => new Map(this.all().map((row) => [row.key, row])),
    });
  }

  add(after = null) {
    const created = this.isOwn ? today() : ""; // of an incident of others nobody knows when it was written
    this.rows.add(this.row({ key: uniqueId(), created }).item, this.list, after);
  }

  number = () => {
    const rows = this.all();
    for (const [index, row] of rows.entries()) row.name(index + 1, rows.length);
    const there = new Map(rows.map((row) => [row.key, row]));
    for (const row of rows) row.nameOthers(there);
    this.none.hidden = rows.length > 0;
  };

  show = (answer) => {
    const known = new Map(this.all().map((row) => [row.key, row]));
    const rows = answer.actions.map((values) => known.get(values.key)?.write(values) ?? this.row(values));
    this.list.replaceChildren(...rows.map((row) => row.item));
    this.critique.show(answer.critique ?? []);
    this.number();
    if (answer.lights) this.light(answer);
    fitTexts(this.node);
  };

  read = () => ({ actions: this.all().map((row) => row.read()), critique: this.critique.read() });

  hear = ({ answer, findings }) => {
    this.light(answer);
    this.tellWhole(answer, findings);
    const hidden = new Set(findings.filter((one) => !this.tells(one)).map(({ where }) => where));
    for (const row of this.all()) row.note(hidden);
  };

  // Of rows that have moved or changed since, newer words are on their way.
  light({ actions, lights }) {
    for (const [index, row] of this.all().entries())
      if (actions[index]?.text === row.text()) row.lights.show(lights[index]);
  }

  tellWhole({ actions, tally }, findings) {
    const found = findings.filter(({ check }) => this.settings.sets.includes(check));
    const now = JSON.stringify([actions.length, tally, found]);
    if (now === this.said) return;
    this.said = now;
    const count = actions.length === 1 ? "1 action item" : `${actions.length} action items`;
    const aims = tally && make("span", { class: "pmkit-tally" }, `What they do – ${tally}`);
    const ofEach = this.settings.sets.map((set) => found.filter(({ check }) => check === set));
    this.whole.replaceChildren(
      actions.length ? make("p", { class: "pmkit-how-many" }, make("b", {}, count), " ", aims || "") : "",
      ...ofEach.filter((ones) => ones.length).map((ones) => this.ofWhole(ones)),
    );
  }

  // What one check says of the list, with a way to each of its rows.
  ofWhole(findings) {
    const [{ check, says, instead }] = findings;
    const isOfRows = check.endsWith("/duplicate");
    const words = findings.length > 1 ? `${findings.length} items say again what one above says.` : says;
    const leads = isOfRows ? findings.slice(0, MOST_LEADS).map((one) => this.leadTo(one)) : [];
    const more = isOfRows && findings.length > MOST_LEADS && ` and ${findings.length - MOST_LEADS} more`;
    return make(
      "div",
      { class: "pmkit-remark pmkit-of-whole", "data-key": check },
      make("p", {}, make("span", { class: "pmkit-says" }, words), ...leads.flatMap((one) => [" ", one]), more || ""),
      make("p", { class: "pmkit-instead" }, inFieldNames(instead)),
    );
  }

  leadTo(finding) {
    const place = finding.where.split(",")[0];
    return button(place, () => this.goTo(finding), { class: "pmkit-link", "aria-label": `Go to ${place}` });
  }

  // Letters stand in the lights, and what is said of the whole list above it.
  tells = ({ check }) => Boolean(check) && (isOfLetter(check, this.settings) || this.settings.sets.includes(check));

  goTo = (finding) => {
    const field = fieldAt(this.node, finding.where);
    const row = field?.closest("li")?.row;
    if (row?.isFolded(field)) row.unfold(true);
    if (row && isOfLetter(finding.check ?? "", this.settings)) row.lights.choose(finding.check.split("/")[1]);
    focusOn(this.node, finding);
  };
}

const MOST_LEADS = 8;
const NONE =
  "None yet. What would keep it from happening again, or tell of it earlier? Add the first item, or bring in a table.";

function today() {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((one) => `${one}`.padStart(2, "0")).join("-");
}

const ROOM = 1150; // pixels of width from which on feedback stands beside the list, whose rows have many fields
const HELP =
  "Ctrl+Enter adds an item below · Alt+↑ and Alt+↓ move one · ← and → go from letter to letter · signs: ✓ met, ! not yet, · nothing written yet, ? asked";

export default {
  render: (view) =>
    builder(view, {
      title: "Action items",
      name: "pmkit-action-items-builder",
      help: HELP,
      makeForm: (root, changed, model, frame) => new ActionItemsForm(root, changed, model, frame),
      hasPicture: false,
      room: ROOM,
    }),
};
