// The timeline builder: the events, their anchors and clocks, and beside them the evidence that they are made of.

import { builder } from "./lib/builder.js";
import { button, focusOn, make, uniqueId } from "./lib/elements.js";
import { EXHIBITS_KEY } from "./lib/exhibits.js";
import { named } from "./lib/remarks.js";
import { ANCHORS, AnchorsPanel, ClocksPanel } from "./timeline_anchors.js";
import { EventRow, fitAll, lasting, sameEvent, wholeSeconds } from "./timeline_events.js";
import { EvidencePane } from "./timeline_evidence.js";

const TIMELINE_PAUSE = 200; // milliseconds without a key before a change is sent
const TIMELINE_ROOM = 900; // pixels of width that hold events and evidence side by side

class TimelineForm {
  constructor(root, changed, model, frame) {
    this.changed = changed;
    this.model = model;
    this.frame = frame;
    this.title = "";
    /** @type {any} */
    this.chosen = null; // the event that was last worked at
    this.gaps = [];
    this.goods = new Map(); // by id what the file held last of an event, for those that an undo brings back
    this.list = make("ol", { class: "pmkit-events" });
    this.spoken = make("p", { class: "pmkit-unseen", role: "status" });
    this.count = make("span", { class: "pmkit-count" });
    this.empty = make("p", { class: "pmkit-quiet pmkit-empty" });
    this.hooks = this.hooksOfEvents();
    this.evidence = new EvidencePane(root, this.model, {
      propose: this.propose,
      cite: this.cite,
      frame: this.frame,
      current: () => this.chosen?.event,
    });
    this.anchors = new AnchorsPanel(this.changed);
    this.clocks = new ClocksPanel(this.model, { toAnchor: this.anchors.focus, used: this.anchors.use });
    const below = make("div", { class: "pmkit-measures", oninput: this.typed }, this.anchors.node, this.clocks.node);
    const hasEvidence = model.get("lines").length > 0;
    this.node = make("div", { class: "pmkit-form" }, this.eventsPane(hasEvidence), below);
    this.panes = hasEvidence ? [{ key: "evidence", title: "Evidence", content: this.evidence.node }] : [];
    let width = 0;
    this.sizes = new ResizeObserver(() => {
      if (this.list.clientWidth === width) return; // narrower too where a scroll bar has come
      width = this.list.clientWidth;
      requestAnimationFrame(() => fitAll(this.items().map(({ event }) => event.controls.what)));
    });
    this.sizes.observe(this.list);
  }

  eventsPane(hasEvidence) {
    const byHand = button("+ Write an event", this.write, { class: "pmkit-button pmkit-ask" });
    const ask = hasEvidence
      ? "Pick a line of the evidence and press Enter, or write an event."
      : "Write the first one.";
    this.empty.textContent = `No events yet. ${ask}`;
    return make(
      "section",
      { class: "pmkit-events-pane", "aria-label": "Your timeline", oninput: this.typed, onchange: this.settle },
      make("h3", { class: "pmkit-heading" }, "Your timeline"),
      make("div", { class: "pmkit-events-tools" }, byHand, this.count),
      this.empty,
      this.list,
      this.spoken,
    );
  }

  // What an event asks for.
  hooksOfEvents() {
    return {
      changed: (after) => this.changed(after),
      remove: this.remove,
      reveal: (event) => this.evidence.reveal(event),
      actorOf: (event) => this.evidence.actorOf(event),
      focused: (item) => {
        if (this.chosen === item) return;
        this.chosen?.removeAttribute("data-chosen");
        this.chosen = item;
        item.toggleAttribute("data-chosen", true);
        this.evidence.drawDetail();
      },
    };
  }

  items() {
    return [...this.list.querySelectorAll(":scope > .pmkit-event")];
  }

  short(text) {
    return text.length > 40 ? `${text.slice(0, 39).trimEnd()}…` : text;
  }

  read = () => {
    const { events, ...rest } = this.content();
    const withGood = ({ id, ...typed }, { good }) =>
      good && sameEvent(good, typed) ? { id, ...typed } : { id, ...typed, good };
    const all = this.items();
    return {
      ...rest,
      events: events.map((one, index) => withGood(one, all[index].event)),
      good_anchors: this.anchors.good,
    };
  };

  // What was typed, without what the file holds of it.
  content() {
    return {
      title: this.title,
      events: this.items().map(({ event }) => ({ id: event.id, ...event.read() })),
      anchors: this.anchors.read(),
    };
  }

  // What an undo goes by: what was typed, by time; that an event goes to its place, or is saved, is no step of its own.
  state = () => {
    const { events, ...rest } = this.content();
    const all = this.items();
    return { ...rest, events: this.inOrder(all).map((item) => events[all.indexOf(item)]) };
  };

  show = (answer) => {
    const at = this.chosen?.event.id;
    this.title = answer.title ?? "";
    this.list.replaceChildren(
      ...answer.events.map((values) => new EventRow({ good: this.goods.get(values.id), ...values }, this.hooks).item),
    );
    this.chosen = this.items().find(({ event }) => event.id === at) ?? null;
    this.anchors.show(answer.anchors ?? {}, answer.good_anchors ?? this.anchors.good);
    this.restructured();
  };

  // Order, numbers, and all that is drawn from the events.
  restructured = () => {
    for (const row of this.list.querySelectorAll(".pmkit-gap-row")) row.remove();
    const before = this.items();
    const after = this.inOrder(before);
    const isMoved = after.some((item, index) => item !== before[index]);
    if (isMoved) this.reorder(after);
    for (const [index, item] of after.entries()) item.event.name(index + 1);
    const isAnchorMoved = this.offer();
    fitAll(after.map(({ event }) => event.controls.what).filter((area) => !area.style.height));
    const words = after.length === 1 ? "1 event" : `${after.length} events`;
    this.count.textContent = words;
    if (isMoved || isAnchorMoved) this.changed(0);
    this.empty.hidden = after.length > 0;
    this.drawGaps();
  };

  offer() {
    const now = this.items().map(({ event }) => ({ id: event.id, number: event.number, ...event.read() }));
    this.evidence.mark(now);
    return this.anchors.offer(now);
  }

  // An event whose time cannot be read stays behind the one that it stands behind.
  inOrder(all) {
    let reached = -Infinity;
    const keyed = all.map((item) => {
      const own = item.event.instant();
      reached = Number.isNaN(own) ? reached : own;
      return [reached, item];
    });
    return keyed.sort(([one], [other]) => (one === other ? 0 : one - other)).map(([, item]) => item);
  }

  reorder(after) {
    const active = /** @type {HTMLInputElement?} */ (
      this.list.contains(document.activeElement) ? document.activeElement : null
    );
    const { selectionStart: from = null, selectionEnd: to = null } = active ?? {};
    this.list.replaceChildren(...after);
    if (!active) return;
    active.focus({ preventScroll: true });
    if (from !== null) active.setSelectionRange(from, to);
    active.closest(".pmkit-event")?.scrollIntoView({ block: "nearest" });
  }

  add(values, focus) {
    const item = new EventRow({ id: `n-${uniqueId()}`, ...values }, this.hooks).item;
    const own = item.event.instant();
    const next = this.items().find(({ event }) => event.instant() > own);
    if (next) next.before(item);
    else this.list.append(item);
    if (focus) item.classList.add("pmkit-fresh");
    this.restructured();
    this.hooks.focused(item);
    item.scrollIntoView({ block: "nearest" });
    if (focus) item.event.controls[values.at ? "what" : "at"].focus();
    return item;
  }

  // A line proposes an event; words that somebody said stay theirs.
  propose = (line, number) => {
    if (number) return this.go(this.items()[number - 1]);
    const isChat = line.source.startsWith("Slack");
    const words = isChat ? `${line.actor ? `${line.actor}: ` : ""}“${line.text}”` : line.text;
    const item = this.add(
      { at: wholeSeconds(line.at), what: words, source: line.source, ref: line.ref, kind: "fact" },
      false,
    );
    this.spoken.textContent = `Added as event ${item.event.number}. Enter goes to its words.`;
    this.changed(0);
  };

  go(item) {
    this.hooks.focused(item);
    item.scrollIntoView({ block: "nearest" });
    item.event.controls.what.focus();
  }

  cite = (line) => {
    if (!this.chosen) return;
    this.chosen.event.write({ ...this.chosen.event.read(), source: line.source, ref: line.ref, reads_as: "" });
    this.restructured();
    this.spoken.textContent = `Event ${this.chosen.event.number} cites ${line.source} ${line.ref}.`;
    this.changed(0);
  };

  write = () => {
    const at =
      this.chosen?.event.read().at || wholeSeconds(this.evidence.at()) || this.items().at(-1)?.event.read().at || "";
    this.add({ at, what: "", kind: "fact" }, true);
    this.changed(0);
  };

  remove = (item) => {
    const { number } = item.event;
    const words = this.short(item.event.read().what);
    if (this.chosen === item) this.chosen = null;
    item.remove();
    this.restructured();
    this.changed(0);
    this.frame.removed(`Removed event ${number}${words ? `, “${words}”` : ""}`);
  };

  note(gap) {
    // Where evidence is known and holds nothing, that can be said; else only who writes knows what is missing.
    const isEmpty = this.model.get("lines").length && !this.evidence.between(gap.start, gap.end);
    const what = isEmpty ? `No record of these files for ${lasting(gap.seconds)}` : "";
    this.add({ at: gap.start, until: gap.end, what, kind: "gap" }, !what).event.controls.what.focus();
    this.gaps = this.gaps.filter((one) => one !== gap);
    this.drawGaps();
    this.changed(0);
  }

  typed = (event) => {
    if (event.target.matches("[type=checkbox], select")) return; // these say so themselves, when they change
    this.changed();
  };

  // A field was left: its event goes where its time belongs. The cursor must have arrived elsewhere first.
  settle = () => {
    setTimeout(this.restructured);
  };

  drawGaps() {
    for (const row of this.list.querySelectorAll(".pmkit-gap-row")) row.remove();
    const after = new Map(this.items().map((item) => [item.event.id, item]));
    for (const gap of this.gaps) {
      const recorded = this.evidence.between(gap.start, gap.end);
      const words = `${lasting(gap.seconds)} without an event`;
      const lines = recorded === 1 ? "1 line of evidence" : `${recorded.toLocaleString("en")} lines of evidence`;
      const look = recorded
        ? button(`Show the ${lines}`, () => this.evidence.within(gap), {
            "aria-label": `Show the ${lines} after event ${after.get(gap.after)?.event.number}`,
          })
        : null;
      const ask = button("Note the gap", () => this.note(gap), {
        "aria-label": `Note the gap: ${words} after event ${after.get(gap.after)?.event.number}`,
      });
      after.get(gap.after)?.after(make("li", { class: "pmkit-gap-row" }, make("span", {}, words), look, ask));
    }
  }

  hear = ({ answer }) => {
    const rows = new Map(answer.events.map((event) => [event.id, event]));
    for (const item of this.items()) {
      const known = rows.get(item.event.id);
      if (!known) continue;
      item.event.hear(known);
      if (known.good) this.goods.set(item.event.id, known.good);
    }
    this.gaps = answer.gaps;
    this.drawGaps();
    this.anchors.hear(answer.anchors, answer.good_anchors);
    this.clocks.hear(answer);
  };

  goTo = (finding) => {
    const number = Number(/^event (\d+)/.exec(finding.where)?.[1]);
    const item = this.items()[number - 1];
    if (item && /, (source|ref)$/.test(finding.where)) item.event.open(true);
    const anchor = /^anchors, (\w+)/.exec(finding.where)?.[1];
    if (anchor) this.anchors.focus(anchor);
    else focusOn(this.node, item ? finding : { ...finding, where: "event 1" });
  };

  stop = () => {
    this.sizes.disconnect();
    this.evidence.stop();
  };
}

const TIMELINE_KEYS = `${EXHIBITS_KEY} goes to the evidence and back; there ↑ and ↓ go from line to line, Enter adds the line, once more goes to its words, Shift+Enter cites it for the event you worked at`;
const PARTS_OF_EVENT = { at: "time", what: "words", ref: "place in the source", by: "who decided", until: "end" };

// "event 3, at" as a reader would say it.
function timelinePlace({ where }) {
  const [event, key] = where.split(", ");
  if (event === "anchors" && key) return `Anchor: ${ANCHORS[key].toLowerCase()}`;
  return named(key in PARTS_OF_EVENT ? `${event}, ${PARTS_OF_EVENT[key]}` : where);
}

export default {
  render: (view) =>
    builder(view, {
      name: "pmkit-timeline-builder",
      title: view.model.get("label"),
      makeForm: (root, changed, model, frame) => new TimelineForm(root, changed, model, frame),
      placed: timelinePlace,
      help: view.model.get("lines").length ? TIMELINE_KEYS : "",
      pause: TIMELINE_PAUSE,
      room: view.model.get("lines").length ? TIMELINE_ROOM : undefined,
    }),
};
