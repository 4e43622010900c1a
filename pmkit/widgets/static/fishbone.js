// The fields of a fishbone: the problem, the bones, and on each its causes.

import { causeItem } from "./fishbone_cause.js";
import { builder } from "./lib/builder.js";
import { button, fieldAt, labelled, make, textarea } from "./lib/elements.js";
import { named } from "./lib/remarks.js";

const listed = (list) => [...list.children];

function fishboneForm(_root, changed, model, { removed }) {
  const { questions, any, fewest, most } = model.get("settings");
  const problem = textarea({ "data-where": "problem" });
  const board = make("ol", { class: "pmkit-bones" });
  const more = button("+ Add a bone", addBone, { class: "pmkit-button pmkit-ask" });
  const node = make(
    "div",
    { class: "pmkit-form", oninput: typed },
    part("Problem", labelled("What happened, as a reader outside the team would see it", problem)),
    part("Bones", board, more),
  );
  const moves = { addBelow, addBeside, nest, unnest, move, moveTo, remove };

  function part(name, ...content) {
    return make(
      "section",
      { class: "pmkit-part", "aria-label": name },
      make("h3", { class: "pmkit-heading" }, name),
      ...content,
    );
  }

  function typed(event) {
    if (event.target.matches(".pmkit-bone-name")) name();
    if (!event.target.matches("select")) changed();
  }

  function boneItem({ name = "", word = "", causes = [] } = {}) {
    const called = make("input", {
      type: "text",
      class: "pmkit-input pmkit-bone-name",
      autocomplete: "off",
      maxlength: 60,
    });
    const said = textarea({ class: "pmkit-input pmkit-word" });
    const list = make("ol", { class: "pmkit-causes" });
    const item = make("li", { class: "pmkit-bone" });
    const asks = make("ul", { class: "pmkit-asks-list" });
    called.value = name;
    said.value = word;
    list.append(...causes.map((cause) => causeItem(cause, moves)));
    const tools = make(
      "div",
      { class: "pmkit-bone-tools", role: "group" },
      button("←", () => moveBone(item, -1), { "data-tool": "earlier", title: "Move the bone back" }),
      button("→", () => moveBone(item, 1), { "data-tool": "later", title: "Move the bone on" }),
      button("×", () => remove(item), { "data-tool": "remove", title: "Remove the bone" }),
    );
    const calledField = labelled("Bone", called, { hidden: true });
    const wordField = labelled("Nothing found? Say what you looked at", said);
    item.append(
      make("div", { class: "pmkit-bone-head", "data-remarks": "" }, calledField, tools),
      make("details", { class: "pmkit-asks" }, make("summary", {}, "What to ask here"), asks),
      list,
      button("+ Add a cause", () => add(list, null), { class: "pmkit-button pmkit-ask pmkit-add" }),
      wordField,
    );
    Object.assign(item, {
      called,
      calledLabel: calledField.querySelector("label"),
      said,
      list,
      tools,
      asks,
      wordField,
      focusWords: () => called.focus(),
    });
    return item;
  }

  const bones = () => listed(board);
  const boneOf = (item) => item.closest("li.pmkit-bone");

  function add(list, after) {
    const item = causeItem({}, moves);
    if (after) after.after(item);
    else list.append(item);
    restructured();
    item.focusWords();
  }

  function addBeside(item) {
    add(item.parentElement, item);
  }

  function addBelow(item) {
    if (item.isSub()) add(item.parentElement, item);
    else add(item.subCauses, null);
  }

  function addBone() {
    const item = boneItem({ name: `Bone ${bones().length + 1}` });
    board.append(item);
    restructured();
    item.called.focus();
    item.called.select();
  }

  // The sub-causes of a cause that becomes one itself come along: there are two levels only.
  function nest(item) {
    const above = listed(item.parentElement)[listed(item.parentElement).indexOf(item) - 1];
    if (above && !item.isSub()) moved(item, () => above.subCauses.append(item, ...listed(item.subCauses)));
  }

  function unnest(item) {
    if (item.isSub()) moved(item, () => item.parentElement.closest("li.pmkit-cause").after(item));
  }

  // Up and down among its neighbours; a cause goes on from the end of one bone to the next one.
  function move(item, step, focus = null) {
    const siblings = listed(item.parentElement);
    const other = siblings[siblings.indexOf(item) + step];
    const bone = item.isSub() ? null : bones()[bones().indexOf(boneOf(item)) + step];
    if (other) moved(item, () => (step < 0 ? other.before(item) : other.after(item)), focus);
    else if (bone) moved(item, () => (step < 0 ? bone.list.append(item) : bone.list.prepend(item)), focus);
  }

  function moveTo(item, index) {
    const bone = bones()[index];
    if (bone && bone !== boneOf(item)) moved(item, () => bone.list.append(item));
  }

  function moveBone(item, step) {
    const other = bones()[bones().indexOf(item) + step];
    if (other) moved(item, () => (step < 0 ? other.before(item) : other.after(item)));
  }

  function moved(item, act, focus = null) {
    const active = /** @type {HTMLButtonElement} */ (focus ?? document.activeElement);
    act();
    restructured();
    // A button that can go no further is disabled and would lose the focus.
    if (active.disabled || active.hidden || !item.contains(active)) item.focusWords();
    else active.focus();
  }

  function remove(item) {
    const count = item.querySelectorAll("li.pmkit-cause").length;
    const called = item.called ? `the bone ${item.called.value}` : "the cause";
    const below = count ? ` and the ${count} ${item.called ? "on" : "below"} it` : "";
    item.remove();
    restructured();
    removed(`Removed ${called}${below}`);
  }

  function restructured() {
    name();
    for (const area of node.querySelectorAll("textarea")) area.fit();
    changed();
  }

  // Numbers, labels and the names by which Python's findings call the fields.
  function name() {
    const all = bones();
    const names = all.map((bone) => bone.called.value.trim() || "(no name)");
    let number = 0;
    all.forEach((bone, at) => {
      nameBone(bone, at, names[at], all.length);
      const causes = listed(bone.list);
      causes.forEach((cause, place) => {
        const up = place > 0 || at > 0;
        const down = place < causes.length - 1 || at < all.length - 1;
        number += 1;
        cause.name(number, `${names[at]}, cause ${place + 1}`, { unnest: null, nest: place > 0, up, down });
        cause.offer(names, at);
        const below = listed(cause.subCauses);
        below.forEach((one, under) => {
          number += 1;
          const ways = { below: null, nest: null, up: under > 0, down: under < below.length - 1 };
          one.name(number, `${names[at]}, sub-cause ${place + 1}.${under + 1}`, ways);
          one.offer(names, at);
        });
      });
    });
    more.disabled = all.length >= most;
    more.title = more.disabled ? `A fishbone has at most ${most} bones` : "";
  }

  function nameBone(bone, at, called, count) {
    bone.setAttribute("aria-label", called);
    bone.called.dataset.where = `category ${at + 1}`;
    bone.calledLabel.textContent = `Name of bone ${at + 1}`;
    bone.said.dataset.where = `empty, ${bone.called.value}`;
    bone.wordField.hidden = listed(bone.list).length > 0;
    const ask = questions[called.toLowerCase()] ?? questions[any];
    if (bone.asked !== ask) bone.asks.replaceChildren(...ask.map((one) => make("li", {}, one)));
    bone.asked = ask;
    bone.querySelector(".pmkit-add").setAttribute("aria-label", `Add a cause to ${called}`);
    bone.querySelector("summary").setAttribute("aria-label", `What to ask about ${called}`);
    const can = { earlier: at > 0, later: at < count - 1, remove: count > fewest };
    const says = { earlier: "Move back the bone", later: "Move on the bone", remove: "Remove the bone" };
    for (const tool of bone.tools.children) {
      tool.disabled = !can[tool.dataset.tool];
      tool.setAttribute("aria-label", `${says[tool.dataset.tool]} ${called}`);
    }
  }

  function show(answer) {
    problem.value = answer.problem ?? "";
    board.replaceChildren(...answer.bones.map(boneItem));
    name();
    for (const area of node.querySelectorAll("textarea")) area.fit();
  }

  function read() {
    const causes = (list) => listed(list).map((cause) => ({ ...cause.read(), below: causes(cause.subCauses) }));
    return {
      problem: problem.value,
      bones: bones().map((bone) => ({ name: bone.called.value, word: bone.said.value, causes: causes(bone.list) })),
    };
  }

  return { node, show, read };
}

const HELP =
  "Ctrl+Enter adds a cause · Ctrl+Shift+Enter a sub-cause · Alt+↑ and Alt+↓ move a cause, from bone to bone too";

export default {
  render: (view) => {
    /** @type {ReturnType<typeof fishboneForm>} */
    let form;
    const placed = ({ where }) => {
      const field = fieldAt(form.node, where);
      const line = field?.closest(".pmkit-cause-card")?.querySelector(".pmkit-question").textContent;
      return line ?? field?.closest("li.pmkit-bone")?.getAttribute("aria-label") ?? named(where);
    };
    const makeForm = (root, changed, model, frame) => (form = fishboneForm(root, changed, model, frame));
    return builder(view, { name: "pmkit-fishbone", title: "Fishbone", help: HELP, makeForm, placed });
  },
};
