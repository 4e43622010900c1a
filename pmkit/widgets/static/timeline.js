// The timeline builder: the events, their anchors and clocks, and beside them the evidence that they are made of.

import { builder } from "./lib/builder.js";
import { button, focusOn, make, uniqueId } from "./lib/elements.js";
import { EXHIBITS_KEY } from "./lib/exhibits.js";
import { named } from "./lib/remarks.js";
import { ANCHORS, anchorsPanel, clocksPanel } from "./timeline_anchors.js";
import { eventItem, fitAll, lasting, sameEvent, wholeSeconds } from "./timeline_events.js";
import { evidencePane } from "./timeline_evidence.js";

const TIMELINE_PAUSE = 200; // milliseconds without a key before a change is sent
const TIMELINE_ROOM = 900; // pixels of width that hold events and evidence side by side

function timelineForm(root, changed, model, frame) {
  let title = "";
  /** @type {any} */
  let chosen = null; // the event that was last worked at
  let gaps = [];
  const goods = new Map(); // by id what the file held last of an event, for those that an undo brings back
  const list = make("ol", { class: "pmkit-events" });
  const byHand = button("+ Write an event", write, { class: "pmkit-button pmkit-ask" });
  const spoken = make("p", { class: "pmkit-unseen", role: "status" });
  const count = make("span", { class: "pmkit-count" });
  const tools = make("div", { class: "pmkit-events-tools" }, byHand, count);
  const hasEvidence = model.get("lines").length > 0;
  const ask = hasEvidence ? "Pick a line of the evidence and press Enter, or write an event." : "Write the first one.";
  const empty = make("p", { class: "pmkit-quiet pmkit-empty" }, `No events yet. ${ask}`);
  const heading = make("h3", { class: "pmkit-heading" }, "Your timeline");
  const events = make(
    "section",
    { class: "pmkit-events-pane", "aria-label": "Your timeline", oninput: typed, onchange: settle },
    heading,
    tools,
    empty,
    list,
    spoken,
  );
  const evidence = evidencePane(root, model, { propose, cite, frame, current: () => chosen?.event });
  const anchors = anchorsPanel(changed);
  const clocks = clocksPanel(model, { toAnchor: anchors.focus, used: anchors.use });
  const below = make("div", { class: "pmkit-measures", oninput: typed }, anchors.node, clocks.node);
  const node = make("div", { class: "pmkit-form" }, events, below);
  const panes = hasEvidence ? [{ key: "evidence", title: "Evidence", content: evidence.node }] : [];
  const items = () => [...list.querySelectorAll(":scope > .pmkit-event")];
  const short = (text) => (text.length > 40 ? `${text.slice(0, 39).trimEnd()}…` : text);

  const hooks = {
    changed: (after) => changed(after),
    remove,
    reveal: (event) => evidence.reveal(event),
    actorOf: (event) => evidence.actorOf(event),
    focused(item) {
      if (chosen === item) return;
      chosen?.removeAttribute("data-chosen");
      chosen = item;
      item.toggleAttribute("data-chosen", true);
      evidence.again();
    },
  };

  function read() {
    const { events, ...rest } = content();
    const withGood = ({ id, ...typed }, { good }) =>
      good && sameEvent(good, typed) ? { id, ...typed } : { id, ...typed, good };
    const all = items();
    return {
      ...rest,
      events: events.map((one, index) => withGood(one, all[index].event)),
      good_anchors: anchors.good(),
    };
  }

  // What was typed, without what the file holds of it.
  const content = () => ({
    title,
    events: items().map(({ event }) => ({ id: event.id, ...event.read() })),
    anchors: anchors.read(),
  });

  // What an undo goes by: what was typed, by time; that an event goes to its place, or is saved, is no step of its own.
  function state() {
    const { events, ...rest } = content();
    const all = items();
    return { ...rest, events: inOrder(all).map((item) => events[all.indexOf(item)]) };
  }

  function show(answer) {
    const at = chosen?.event.id;
    title = answer.title ?? "";
    list.replaceChildren(...answer.events.map((values) => eventItem({ good: goods.get(values.id), ...values }, hooks)));
    chosen = items().find(({ event }) => event.id === at) ?? null;
    anchors.show(answer.anchors ?? {}, answer.good_anchors ?? anchors.good());
    restructured();
  }

  // Order, numbers, and all that is drawn from the events.
  function restructured() {
    for (const row of list.querySelectorAll(".pmkit-gap-row")) row.remove();
    const before = items();
    const after = inOrder(before);
    const isMoved = after.some((item, index) => item !== before[index]);
    if (isMoved) reorder(after);
    for (const [index, item] of after.entries()) item.event.name(index + 1);
    const isAnchorMoved = offer();
    fitAll(after.map(({ event }) => event.controls.what).filter((area) => !area.style.height));
    const words = after.length === 1 ? "1 event" : `${after.length} events`;
    count.textContent = words;
    if (isMoved || isAnchorMoved) changed(0);
    empty.hidden = after.length > 0;
    drawGaps();
  }

  function offer() {
    const now = items().map(({ event }) => ({ id: event.id, number: event.number, ...event.read() }));
    evidence.mark(now);
    return anchors.offer(now);
  }

  // An event whose time cannot be read stays behind the one that it stands behind.
  function inOrder(all) {
    let reached = -Infinity;
    const keyed = all.map((item) => {
      const own = item.event.instant();
      reached = Number.isNaN(own) ? reached : own;
      return [reached, item];
    });
    return keyed.sort(([one], [other]) => (one === other ? 0 : one - other)).map(([, item]) => item);
  }

  function reorder(after) {
    const active = /** @type {HTMLInputElement?} */ (
      list.contains(document.activeElement) ? document.activeElement : null
    );
    const { selectionStart: from = null, selectionEnd: to = null } = active ?? {};
    list.replaceChildren(...after);
    if (!active) return;
    active.focus({ preventScroll: true });
    if (from !== null) active.setSelectionRange(from, to);
    active.closest(".pmkit-event")?.scrollIntoView({ block: "nearest" });
  }

  function add(values, focus) {
    const item = eventItem({ id: `n-${uniqueId()}`, ...values }, hooks);
    const own = item.event.instant();
    const next = items().find(({ event }) => event.instant() > own);
    if (next) next.before(item);
    else list.append(item);
    if (focus) item.classList.add("pmkit-fresh");
    restructured();
    hooks.focused(item);
    item.scrollIntoView({ block: "nearest" });
    if (focus) item.event.controls[values.at ? "what" : "at"].focus();
    return item;
  }

  // A line proposes an event; words that somebody said stay theirs.
  function propose(line, number) {
    if (number) return go(items()[number - 1]);
    const isChat = line.source.startsWith("Slack");
    const words = isChat ? `${line.actor ? `${line.actor}: ` : ""}“${line.text}”` : line.text;
    const item = add(
      { at: wholeSeconds(line.at), what: words, source: line.source, ref: line.ref, kind: "fact" },
      false,
    );
    spoken.textContent = `Added as event ${item.event.number}. Enter goes to its words.`;
    changed(0);
  }

  function go(item) {
    hooks.focused(item);
    item.scrollIntoView({ block: "nearest" });
    item.event.controls.what.focus();
  }

  function cite(line) {
    if (!chosen) return;
    chosen.event.write({ ...chosen.event.read(), source: line.source, ref: line.ref, reads_as: "" });
    restructured();
    spoken.textContent = `Event ${chosen.event.number} cites ${line.source} ${line.ref}.`;
    changed(0);
  }

  function write() {
    const at = chosen?.event.read().at || wholeSeconds(evidence.at()) || items().at(-1)?.event.read().at || "";
    add({ at, what: "", kind: "fact" }, true);
    changed(0);
  }

  function remove(item) {
    const { number } = item.event;
    const words = short(item.event.read().what);
    if (chosen === item) chosen = null;
    item.remove();
    restructured();
    changed(0);
    frame.removed(`Removed event ${number}${words ? `, “${words}”` : ""}`);
  }

  function note(gap) {
    // Where evidence is known and holds nothing, that can be said; else only who writes knows what is missing.
    const isEmpty = model.get("lines").length && !evidence.between(gap.start, gap.end);
    const what = isEmpty ? `No record of these files for ${lasting(gap.seconds)}` : "";
    add({ at: gap.start, until: gap.end, what, kind: "gap" }, !what).event.controls.what.focus();
    gaps = gaps.filter((one) => one !== gap);
    drawGaps();
    changed(0);
  }

  function typed(event) {
    if (event.target.matches("[type=checkbox], select")) return; // these say so themselves, when they change
    changed();
  }

  // A field was left: its event goes where its time belongs. The cursor must have arrived elsewhere first.
  function settle() {
    setTimeout(restructured);
  }

  function drawGaps() {
    for (const row of list.querySelectorAll(".pmkit-gap-row")) row.remove();
    const after = new Map(items().map((item) => [item.event.id, item]));
    for (const gap of gaps) {
      const recorded = evidence.between(gap.start, gap.end);
      const words = `${lasting(gap.seconds)} without an event`;
      const lines = recorded === 1 ? "1 line of evidence" : `${recorded.toLocaleString("en")} lines of evidence`;
      const look = recorded
        ? button(`Show the ${lines}`, () => evidence.within(gap), {
            "aria-label": `Show the ${lines} after event ${after.get(gap.after)?.event.number}`,
          })
        : null;
      const ask = button("Note the gap", () => note(gap), {
        "aria-label": `Note the gap: ${words} after event ${after.get(gap.after)?.event.number}`,
      });
      after.get(gap.after)?.after(make("li", { class: "pmkit-gap-row" }, make("span", {}, words), look, ask));
    }
  }

  function hear({ answer }) {
    const rows = new Map(answer.events.map((event) => [event.id, event]));
    for (const item of items()) {
      const known = rows.get(item.event.id);
      if (!known) continue;
      item.event.hear(known);
      if (known.good) goods.set(item.event.id, known.good);
    }
    gaps = answer.gaps;
    drawGaps();
    anchors.hear(answer.anchors, answer.good_anchors);
    clocks.hear(answer);
  }

  function goTo(finding) {
    const number = Number(/^event (\d+)/.exec(finding.where)?.[1]);
    const item = items()[number - 1];
    if (item && /, (source|ref)$/.test(finding.where)) item.event.open(true);
    const anchor = /^anchors, (\w+)/.exec(finding.where)?.[1];
    if (anchor) anchors.focus(anchor);
    else focusOn(node, item ? finding : { ...finding, where: "event 1" });
  }

  let width = 0;
  const sizes = new ResizeObserver(() => {
    if (list.clientWidth === width) return; // narrower too where a scroll bar has come
    width = list.clientWidth;
    requestAnimationFrame(() => fitAll(items().map(({ event }) => event.controls.what)));
  });
  sizes.observe(list);
  const stop = () => {
    sizes.disconnect();
    evidence.stop();
  };
  return { node, panes, show, read, state, hear, goTo, stop };
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
      makeForm: timelineForm,
      placed: timelinePlace,
      help: view.model.get("lines").length ? TIMELINE_KEYS : "",
      pause: TIMELINE_PAUSE,
      room: view.model.get("lines").length ? TIMELINE_ROOM : undefined,
    }),
};
