// The workspace of a postmortem: its sections, the text, and beside it what it rests on and how it will be read.

import { builder } from "./lib/builder.js";
import { labelled, make } from "./lib/elements.js";
import { PROSE_KEYS, PROSE_PAUSE, ProseFields } from "./lib/prose_fields.js";
import { watchTheme } from "./lib/surroundings.js";
import { tabs } from "./lib/tabs.js";
import { PostmortemOutline } from "./postmortem_outline.js";
import { OwnAnswer } from "./postmortem_own.js";
import { Preview } from "./postmortem_preview.js";
import { PostmortemStatus } from "./postmortem_status.js";
import { PostmortemText } from "./postmortem_text.js";
import { EvidencePane } from "./timeline_evidence.js";

const KEYS = `${PROSE_KEYS} · Shift+Tab goes back to the sections, there ↑ and ↓ choose and Enter leads there`;

class Workspace {
  constructor(root, changed, model, frame) {
    this.root = root;
    this.model = model;
    this.frame = frame;
    this.prose = new ProseFields(root, changed);
    this.goTo = this.prose.goTo;
    const field = this.prose.add("text", { "aria-description": KEYS });
    this.text = new PostmortemText(field, () => frame.fold());
    this.outline = new PostmortemOutline(this.text);
    this.standing = new PostmortemStatus(model, this.text);
    this.preview = new Preview(model);
    this.own = model.get("own").map(({ key, title }) => ({ key, title, shown: new OwnAnswer(key, this.text) }));
    const isGiven = model.get("lines").length;
    this.evidence = isGiven ? this.evidencePane() : null;
    this.hand = tabs("At hand", this.parts(), this.opened);
    const written = labelled("Postmortem", field.area, { hidden: true, node: field.node });
    this.node = make("div", { class: "pmkit-form" }, this.outline.node, written);
    this.panes = [{ key: "hand", title: "At hand", content: this.hand.node }];
    this.atWords = true;
    this.hand.open("preview");
    this.stops = this.listen();
  }

  parts() {
    const evidence = this.evidence;
    return [
      { key: "preview", title: "Preview", content: this.preview.node },
      ...(evidence ? [{ key: "evidence", title: "Evidence", content: evidence.node }] : []),
      ...this.own.map(({ key, title, shown }) => ({ key, title, content: shown.node })),
      { key: "status", title: "Status and review", content: this.standing.node },
    ];
  }

  evidencePane() {
    const cite = ({ at, source, ref }) => this.text.putWords(`(${at.slice(11, 19)} UTC, ${source} ${ref})`);
    const open = () => {
      this.frame.open("hand");
      this.hand.open("evidence");
    };
    return new EvidencePane(this.root, this.model, {
      propose: cite,
      cite,
      frame: { open, fold: () => this.frame.fold() },
      current: () => ({ controls: { what: this.text.area } }),
      adds: "Cite at the cursor",
    });
  }

  // What lies beside may have changed since it was looked at.
  opened = (key) => {
    this.preview.draw(key === "preview");
    const { answer, findings } = this.model.get("shown");
    if (key === "status") this.standing.draw(answer, findings);
    if (key === "status" || this.own.some((one) => one.key === key)) this.model.send({ do: "look-beside" });
  };

  listen() {
    const { model, root } = this;
    const own = () => this.drawOwn();
    const picture = () => this.preview.draw(this.hand.isOpen("preview"));
    const look = () => this.look();
    model.on("change:own", own);
    model.on("change:picture", picture);
    const sizes = new ResizeObserver(look);
    sizes.observe(this.hand.node);
    this.drawOwn();
    return [
      watchTheme(root, look),
      () => sizes.disconnect(),
      () => model.off("change:own", own),
      () => model.off("change:picture", picture),
      () => this.evidence?.stop(),
      this.prose.stop,
    ];
  }

  // Tells Python how wide pictures may be, in steps, and in which theme.
  look() {
    const { clientWidth } = this.hand.node;
    if (!clientWidth) return;
    const wanted = { width: Math.max(320, Math.floor(clientWidth / 40) * 40), theme: this.root.dataset.theme };
    if (JSON.stringify(this.model.get("look")) === JSON.stringify(wanted)) return;
    this.model.set("look", wanted);
    this.model.save_changes();
  }

  drawOwn() {
    for (const answer of this.model.get("own")) this.own.find(({ key }) => key === answer.key)?.shown.draw(answer);
  }

  show = ({ text }) => this.prose.all()[0].show(text);

  read = () => ({ text: this.text.area.value });

  hear = ({ findings, answer }) => {
    this.prose.hear(findings, () => answer.text);
    this.outline.draw(answer);
    if (this.hand.isOpen("status")) this.standing.draw(answer, findings);
    this.text.hear(answer.text);
  };

  stop = () => {
    for (const stop of this.stops) stop();
  };
}

// A finding's section and line.
function placed(model, { line }) {
  if (!line) return "";
  const sections = model.get("shown").answer.sections.filter((one) => one.line && one.line <= line);
  const nearest = sections.sort((one, other) => one.line - other.line).at(-1);
  return nearest ? `${nearest.title}, line ${line}` : `Line ${line}`;
}

export default {
  render: (view) =>
    builder(view, {
      name: "pmkit-workspace",
      title: "Postmortem",
      makeForm: (root, changed, model, frame) => new Workspace(root, changed, model, frame),
      help: KEYS,
      placed: (finding) => placed(view.model, finding),
      hasPicture: false,
      pause: PROSE_PAUSE,
    }),
};
