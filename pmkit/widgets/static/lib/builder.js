// What every builder does in the browser: it draws fields, reports what is typed in them, and shows what Python says.

import { beside, pane, pictureFrame } from "./beside.js";
import { fieldAt, focusOn, make } from "./elements.js";
import { EXHIBITS_HELP, ExhibitsPane } from "./exhibits.js";
import { Feedback } from "./feedback.js";
import { EditHistory } from "./history.js";
import { notices } from "./notices.js";
import { keepPresses } from "./presses.js";
import { readingRows } from "./readings.js";
import { PAUSE, Saver, statusLine } from "./saver.js";
import { keepKeys, watchLook, watchView } from "./surroundings.js";
import { keepTurns, TURNS_HELP } from "./turns.js";

/**
 * @param {HTMLElement} root
 * @param {{ where: string, says: string }[]} problems
 */
function markProblems(root, problems) {
  for (const field of root.querySelectorAll("[aria-invalid]")) {
    field.removeAttribute("aria-invalid");
    field.closest(".pmkit-field")?.querySelector(".pmkit-problem")?.remove();
  }
  for (const { where, says } of problems) {
    const field = fieldAt(root, where);
    if (!field) continue;
    field.setAttribute("aria-invalid", "true");
    field.closest(".pmkit-field").append(make("p", { class: "pmkit-problem" }, says));
  }
}

// Draws the fields again without taking the cursor out of the one that is being read.
/**
 * @param {HTMLElement} root
 * @param {Form} form
 * @param {any} answer
 */
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
/**
 * @param {Form} form
 * @param {string} given
 */
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

/** @import { Form, Kind, Model, View } from "./types.js" */

/**
 * What a form is asked for, and what the frame does for it, is written in types.d.ts.
 * @param {View} view
 * @param {Kind} kind
 */
export function builder({ model, el }, kind) {
  const shown = new Builder(model, el, { hasPicture: true, hasFeedback: true, hasUndo: true, pause: PAUSE, ...kind });
  return () => shown.stop();
}

class Builder {
  /**
   * @param {Model} model
   * @param {HTMLElement} el
   * @param {Kind & { pause: number }} kind
   */
  constructor(model, el, kind) {
    this.model = model;
    this.kind = kind;
    this.incident = model.get("incident");
    this.root = make("div", { class: `pmkit-builder ${kind.name ?? ""}` });
    this.form = kind.makeForm(this.root, this.changed, model, this.frame());
    this.status = statusLine(model, () => this.save.send());
    this.save = new Saver(model, this.form, this.status.say, kind.pause);
    this.steps = kind.hasUndo ? new EditHistory(this.root, this.form, this.put) : null;
    this.told = notices(model);
    this.rows = readingRows(model, this.form, this.changed);
    const goTo = this.form.goTo ?? ((finding) => focusOn(this.form.node, finding));
    this.found = kind.hasFeedback ? new Feedback(model, this.form, goTo, kind.placed) : null;
    this.picture = kind.hasPicture ? pictureFrame(model) : null;
    this.exhibits = this.incident.exhibits?.length
      ? new ExhibitsPane(this.root, this.form, this.incident, () => this.inView?.open("exhibits")).node
      : null;
    const panes = this.panes();
    this.found?.onCount((count) => panes.at(-1)?.counts(count));
    this.inView = panes.length ? beside(this.root, panes, kind.room) : null;
    this.problem = problemLine(this.form, this.incident.problem ?? "");
    this.lay(el);
    this.draw();
    this.hear();
    this.save.restore(this.told.offerDraft);
    this.steps?.start();
    this.stops = this.listen();
  }

  changed = (after) => {
    this.steps?.note();
    this.save.changed(typeof after === "number" ? after : this.kind.pause);
  };

  // What it does for its form.
  frame() {
    return {
      removed: (says) => this.steps?.removed(says),
      reveal: (remark, opens) => this.found?.reveal(remark, opens),
      open: (key) => this.inView?.open(key),
      fold: () => this.inView?.fold(),
    };
  }

  put = (answer) => {
    this.form.show(answer);
    this.again();
    this.save.changed(0);
  };

  panes() {
    const { exhibits, picture, found } = this;
    const given = [
      ...(this.form.panes ?? []),
      exhibits && { key: "exhibits", title: "Exhibits", content: exhibits },
      picture && { key: "picture", title: "Picture", content: picture.node, tools: picture.tools },
      found && { key: "feedback", title: "Feedback", content: found.node },
    ];
    return given.filter((one) => one !== null).map(pane);
  }

  lay(el) {
    const { path } = this.model.get("shown");
    const header = make(
      "header",
      { class: "pmkit-header" },
      make("h2", { class: "pmkit-title", title: path }, this.kind.title),
      make("span", { class: "pmkit-path" }, path),
      this.steps?.node ?? "",
      this.status.node,
      this.problem.node,
    );
    const columns = make("div", { class: "pmkit-columns" }, this.form.node, this.inView?.node);
    const help = make("p", { class: "pmkit-help" }, this.help());
    this.root.append(header, this.told.node, columns, help, this.picture?.large ?? "");
    el.append(this.root);
  }

  help() {
    const { kind, form, exhibits, steps } = this;
    const turns = kind.hasFeedback && !form.atWords && TURNS_HELP;
    return [kind.help, turns, exhibits && EXHIBITS_HELP, steps && "Ctrl+Z undoes"].filter(Boolean).join(" · ");
  }

  draw = () => this.picture?.draw();

  // What stands at the fields, whenever these were drawn anew.
  again() {
    this.problem.draw();
    this.rows.draw();
    this.found?.draw();
    markProblems(this.form.node, this.model.get("shown").problems ?? []);
  }

  hear = () => {
    const shown = this.model.get("shown");
    if (this.save.hear(shown)) {
      showAgain(this.root, this.form, shown.answer);
      if (shown.client) this.steps?.note();
      else this.steps?.startAnew();
    }
    this.form.hear?.(shown);
    this.told.draw();
    this.again();
  };

  flush = () => this.save.flush();

  hidden = () => {
    if (document.visibilityState === "hidden") this.flush();
    else if (this.save.idle()) this.model.send({ do: "look-again" });
  };

  // Hears Python, the page and the form from now on; what ends that.
  listen() {
    const { model, root, picture, inView } = this;
    const presses = keepPresses(root);
    const [hear, draw] = [presses.later(this.hear), presses.later(this.draw)];
    model.on("change:shown", hear);
    model.on("change:picture", draw);
    keepTurns(root);
    root.addEventListener("focusout", this.flush);
    document.addEventListener("visibilitychange", this.hidden);
    window.addEventListener("pagehide", this.flush);
    return [
      keepKeys(root),
      watchLook(model, root, picture?.node, inView?.fit ?? (() => {})),
      watchView(root),
      picture?.stop,
      presses.stop,
      () => model.off("change:shown", hear),
      () => model.off("change:picture", draw),
      () => this.form.stop?.(),
    ];
  }

  stop() {
    this.save.stop();
    document.removeEventListener("visibilitychange", this.hidden);
    window.removeEventListener("pagehide", this.flush);
    for (const stop of this.stops) stop?.();
  }
}
