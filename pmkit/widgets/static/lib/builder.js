// What every builder does in the browser: it draws fields, reports what is typed in them, and shows what Python says.

import { beside, pane, pictureFrame } from "./beside.js";
import { fieldAt, focusOn, make } from "./elements.js";
import { EXHIBITS_HELP, exhibitsPane } from "./exhibits.js";
import { feedback } from "./feedback.js";
import { editHistory } from "./history.js";
import { notices } from "./notices.js";
import { readingRows } from "./readings.js";
import { PAUSE, saver, statusLine } from "./saver.js";
import { keepKeys, watchLook, watchView } from "./surroundings.js";
import { keepTurns, TURNS_HELP } from "./turns.js";

function markProblems(root, problems) {
  for (const field of root.querySelectorAll("[aria-invalid]")) {
    field.removeAttribute("aria-invalid");
    field.closest(".pmkit-field").querySelector(".pmkit-problem")?.remove();
  }
  for (const { where, says } of problems) {
    const field = fieldAt(root, where);
    if (!field) continue;
    field.setAttribute("aria-invalid", "true");
    field.closest(".pmkit-field").append(make("p", { class: "pmkit-problem" }, says));
  }
}

// Draws the fields again without taking the cursor out of the one that is being read.
function showAgain(root, form, answer) {
  const active = root.contains(document.activeElement)
    ? /** @type {HTMLInputElement} */ (document.activeElement)
    : null;
  const where = active?.dataset?.where;
  const place = where && active.selectionStart != null ? [active.selectionStart, active.selectionEnd] : null;
  form.show(answer);
  const field = where && fieldAt(root, where);
  if (!field) return;
  field.focus();
  if (place && field.type !== "date") field.setSelectionRange(...place);
}

// The problem is named in the header: it stays in view, however far down one writes.
function problemLine(form, given) {
  const words = make("span", {});
  const node = make("p", { class: "pmkit-given" }, make("b", {}, "Problem"), words);
  const draw = () => {
    const text = (fieldAt(form.node, "problem")?.value ?? given).trim();
    node.hidden = !text;
    if (words.textContent !== text) words.textContent = text;
    node.title = text;
  };
  form.node.addEventListener("input", draw);
  return { node, draw };
}

/** @import { Kind, View } from "./types.js" */

/**
 * What a form is asked for, and what the frame does for it, is written in types.d.ts.
 * @param {View} view
 * @param {Kind} kind
 */
export function builder(
  { model, el },
  {
    name = "",
    title,
    help,
    makeForm,
    placed,
    hasPicture = true,
    hasFeedback = true,
    hasUndo = true,
    pause = PAUSE,
    room,
  },
) {
  const root = make("div", { class: `pmkit-builder ${name}` });
  const changed = (after) => {
    steps?.note();
    save.changed(typeof after === "number" ? after : pause);
  };
  const frame = {
    removed: (says) => steps?.removed(says),
    reveal: (...given) => found?.reveal(...given),
    open: (key) => inView?.open(key),
    fold: () => inView?.fold(),
  };
  const form = makeForm(root, changed, model, frame);
  const status = statusLine(model, () => save.send());
  const save = saver(model, form, status.say, pause);
  const put = (answer) => {
    form.show(answer);
    again();
    save.changed(0);
  };
  const steps = hasUndo ? editHistory(root, form, put) : null;
  const told = notices(model);
  const goTo = form.goTo ?? ((finding) => focusOn(form.node, finding));
  const rows = readingRows(model, form, changed);
  const found = hasFeedback ? feedback(model, form, goTo, placed) : null;
  const picture = hasPicture ? pictureFrame(model) : null;
  const incident = model.get("incident");
  const exhibits = incident.exhibits?.length
    ? exhibitsPane(root, form, incident, () => inView?.open("exhibits"))
    : null;
  const panes = [
    ...(form.panes ?? []).map(pane),
    exhibits && pane({ key: "exhibits", title: "Exhibits", content: exhibits }),
    picture && pane({ key: "picture", title: "Picture", content: picture.node, tools: picture.tools }),
    found && pane({ key: "feedback", title: "Feedback", content: found.node }),
  ].filter(Boolean);
  found?.onCount((count) => panes.at(-1).counts(count));
  const inView = panes.length ? beside(root, panes, room) : null;
  const problem = problemLine(form, incident.problem ?? "");
  const header = make(
    "header",
    { class: "pmkit-header" },
    make("h2", { class: "pmkit-title", title: model.get("shown").path }, title),
    make("span", { class: "pmkit-path" }, model.get("shown").path),
    steps?.node ?? "",
    status.node,
    problem.node,
  );
  const keys = [
    help,
    hasFeedback && !form.atWords && TURNS_HELP,
    exhibits && EXHIBITS_HELP,
    steps && "Ctrl+Z undoes",
  ].filter(Boolean);
  const columns = make("div", { class: "pmkit-columns" }, form.node, inView?.node);
  root.append(header, told.node, columns, make("p", { class: "pmkit-help" }, keys.join(" · ")), picture?.large ?? "");
  el.append(root);

  const draw = () => picture?.draw();
  // What stands at the fields, whenever these were drawn anew.
  const again = () => {
    problem.draw();
    rows.draw();
    found?.draw();
    markProblems(form.node, model.get("shown").problems ?? []);
  };
  const hear = () => {
    const shown = model.get("shown");
    if (save.hear(shown)) {
      showAgain(root, form, shown.answer);
      steps?.note();
    }
    form.hear?.(shown);
    told.draw();
    again();
  };
  const flush = () => save.flush();
  const hidden = () => {
    if (document.visibilityState === "hidden") flush();
    else if (save.idle()) model.send({ do: "look-again" });
  };
  draw();
  hear();
  save.restore(told.offerDraft);
  steps?.start();
  model.on("change:shown", hear);
  model.on("change:picture", draw);
  keepTurns(root);
  root.addEventListener("focusout", flush);
  document.addEventListener("visibilitychange", hidden);
  window.addEventListener("pagehide", flush);
  const stops = [
    keepKeys(root),
    watchLook(model, root, picture?.node, inView?.fit ?? (() => {})),
    watchView(root),
    picture?.stop,
    form.stop,
  ];
  return () => {
    save.stop();
    model.off("change:shown", hear);
    model.off("change:picture", draw);
    document.removeEventListener("visibilitychange", hidden);
    window.removeEventListener("pagehide", flush);
    for (const stop of stops) stop?.();
  };
}
