// The fields of a fishbone: the problem, the bones, and on each its causes.

import { boneItem, nameBone } from "./fishbone_bone.js";
import { causeItem } from "./fishbone_cause.js";
import { builder } from "./lib/builder.js";
import { button, fieldAt, fitTexts, labelled, make, part, textarea } from "./lib/elements.js";
import { listEditor, listed } from "./lib/list_editor.js";
import { named } from "./lib/remarks.js";

function fishboneForm(_root, changed, model, { removed }) {
  const settings = model.get("settings");
  const problem = textarea({ "data-where": "problem" });
  const board = make("ol", { class: "pmkit-bones" });
  const more = button("+ Add a bone", addBone, { class: "pmkit-button pmkit-ask" });
  const node = make(
    "div",
    { class: "pmkit-form", oninput: typed },
    part("Problem", labelled("What happened, as a reader outside the team would see it", problem)),
    part("Bones", board, more),
  );
  const rows = listEditor(node, { number, changed, removed });
  const moves = movesOf(board, rows);

  function typed(event) {
    if (event.target.matches(".pmkit-bone-name")) number();
    if (!event.target.matches("select")) changed();
  }

  function bone(given) {
    const item = boneItem(given, moves);
    item.list.append(...(given.causes ?? []).map((cause) => causeItem(cause, moves)));
    return item;
  }

  function addBone() {
    const item = bone({ name: `Bone ${listed(board).length + 1}` });
    rows.add(item, board);
    item.called.select();
  }

  function number() {
    const count = numberBones(listed(board), settings);
    more.disabled = count >= settings.most;
    more.title = more.disabled ? `A fishbone has at most ${settings.most} bones` : "";
  }

  function show(answer) {
    problem.value = answer.problem ?? "";
    board.replaceChildren(...answer.bones.map(bone));
    number();
    fitTexts(node);
  }

  const read = () => ({ problem: problem.value, bones: listed(board).map(readBone) });
  return { node, show, read };
}

const readCauses = (list) => listed(list).map((cause) => ({ ...cause.read(), below: readCauses(cause.subCauses) }));

const readBone = (bone) => ({ name: bone.called.value, word: bone.said.value, causes: readCauses(bone.list) });

// What a cause or a bone can do on the board.
function movesOf(board, rows) {
  const boneOf = (item) => item.closest("li.pmkit-bone");
  const cause = () => causeItem({}, moves);
  const moves = {
    moveBone: rows.move,
    addTo: (list) => rows.add(cause(), list),
    addBeside: (item) => rows.add(cause(), item.parentElement, item),
    addBelow: (item) => (item.isSub() ? moves.addBeside(item) : rows.add(cause(), item.subCauses)),
    // The sub-causes of a cause that becomes one itself come along: there are two levels only.
    nest(item) {
      const above = item.previousElementSibling;
      if (above && !item.isSub()) rows.moved(item, () => above.subCauses.append(item, ...listed(item.subCauses)));
    },
    unnest(item) {
      if (item.isSub()) rows.moved(item, () => item.parentElement.closest("li.pmkit-cause").after(item));
    },
    // Up and down among its neighbours; a cause goes on from the end of one bone to the next one.
    move(item, step, focus = null) {
      if (rows.move(item, step, focus) || item.isSub()) return;
      const bone = listed(board)[listed(board).indexOf(boneOf(item)) + step];
      if (bone) rows.moved(item, () => (step < 0 ? bone.list.append(item) : bone.list.prepend(item)), focus);
    },
    moveTo(item, index) {
      const bone = listed(board)[index];
      if (bone && bone !== boneOf(item)) rows.moved(item, () => bone.list.append(item));
    },
    remove(item) {
      const count = item.querySelectorAll("li.pmkit-cause").length;
      const called = item.called ? `the bone ${item.called.value}` : "the cause";
      rows.remove(item, `${called}${count ? ` and the ${count} ${item.called ? "on" : "below"} it` : ""}`);
    },
  };
  return moves;
}

// Numbers, labels and the names by which Python's findings call the fields; how many bones there are.
function numberBones(bones, { questions, any, fewest }) {
  const names = bones.map((bone) => bone.called.value.trim() || "(no name)");
  let number = 0;
  for (const [at, bone] of bones.entries()) {
    const can = { earlier: at > 0, later: at < bones.length - 1, remove: bones.length > fewest };
    nameBone(bone, at, names[at], questions[names[at].toLowerCase()] ?? questions[any], can);
    number = numberCauses(bone, number, names, at);
  }
  return bones.length;
}

// Gives the causes of a bone the numbers after `number`; the last one of them.
function numberCauses(bone, number, names, at) {
  const causes = listed(bone.list);
  let last = number;
  const name = (cause, called, ways) => {
    last += 1;
    cause.name(last, `${names[at]}, ${called}`, ways);
    cause.offer(names, at);
  };
  for (const [place, cause] of causes.entries()) {
    const up = place > 0 || at > 0;
    const down = place < causes.length - 1 || at < names.length - 1;
    name(cause, `cause ${place + 1}`, { unnest: null, nest: place > 0, up, down });
    const below = listed(cause.subCauses);
    for (const [under, one] of below.entries()) {
      const ways = { below: null, nest: null, up: under > 0, down: under < below.length - 1 };
      name(one, `sub-cause ${place + 1}.${under + 1}`, ways);
    }
  }
  return last;
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
