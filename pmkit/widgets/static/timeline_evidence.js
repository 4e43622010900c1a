// The evidence: thousands of lines of which only the visible ones are in the page, found by words and by source.

import { button, labelled, make, uniqueId } from "./lib/elements.js";
import { isExhibitsChord } from "./lib/exhibits.js";
import { instant, wholeSeconds } from "./timeline_events.js";

const LINE_HEIGHT = 48; // pixels; timeline.css says the same
const SPARE = 6; // lines drawn above and below the visible ones
const MANY_SOURCES = 3;

export function evidencePane(root, model, { propose, cite, frame, current }) {
  const base = uniqueId();
  const search = make("input", {
    type: "search",
    class: "pmkit-input",
    autocomplete: "off",
    placeholder: "Words, a source, a host, a version …",
    oninput: () => filter(),
    onkeydown: intoList,
  });
  const sources = make("fieldset", { class: "pmkit-sources", onchange: () => filter() });
  const count = make("p", { class: "pmkit-count", role: "status" });
  const tools = make("span", { class: "pmkit-source-tools" });
  const stretch = make("p", { class: "pmkit-stretch", hidden: true });
  const sizer = make("div", { class: "pmkit-sizer", role: "presentation" });
  const list = make(
    "div",
    {
      class: "pmkit-lines",
      role: "listbox",
      tabindex: 0,
      "aria-label": "Evidence lines",
      onkeydown: keys,
      onclick: click,
      ondblclick: add,
    },
    sizer,
  );
  const detail = make("div", { class: "pmkit-detail" });
  const notes = make("details", { class: "pmkit-file-notes" });
  const findField = labelled("Search the evidence", search, { hidden: true });
  const which = make("summary", {});
  const chosen = make(
    "details",
    { class: "pmkit-which" },
    which,
    make("div", { class: "pmkit-which-out" }, tools, sources),
  );
  const node = make(
    "div",
    { class: "pmkit-evidence-pane" },
    make("div", { class: "pmkit-found" }, findField, count),
    make("div", { class: "pmkit-about" }, chosen, notes),
    stretch,
    list,
    detail,
  );
  let lines = [];
  let found = []; // the lines that the filter leaves
  let active = 0; // which of them is looked at
  let cited = new Map(); // ref: the numbers of the events that cite it
  let shared = new Map(); // how many lines stand in one place
  let waiting = 0; // the frame that lines are drawn in
  let only = null; // the stretch of time that somebody asked for

  // Several lines of evidence may stand in one line of a file: then the time tells which is meant.
  const placeOf = ({ source, ref }) => `${source}\n${ref}`;
  const keyOf = (line) =>
    shared.get(placeOf(line)) > 1 ? `${placeOf(line)}\n${wholeSeconds(line.at)}` : placeOf(line);
  list.addEventListener("scroll", () => (waiting ||= requestAnimationFrame(draw)), { passive: true });
  const sizes = new ResizeObserver(() => {
    intoView();
    waiting ||= requestAnimationFrame(draw);
  });
  sizes.observe(list);

  function load() {
    const warned = new Map();
    const names = model.get("names") ?? {};
    for (const [ref, says] of model.get("notes") ?? []) warned.set(ref, [...(warned.get(ref) ?? []), says]);
    lines = (model.get("lines") ?? []).map(([at, stamp, zone, precision, source, ref, actor, text, raw], index) => ({
      index,
      at,
      instant: instant(at),
      stamp,
      zone,
      precision,
      source,
      ref,
      actor,
      text,
      raw,
      warnings: warned.get(ref) ?? [],
      words: `${text}\n${raw}\n${actor}\n${ref}\n${stamp}\n${at}\n${names[source] ?? source}`.toLowerCase(),
    }));
    shared = new Map();
    for (const line of lines) shared.set(placeOf(line), (shared.get(placeOf(line)) ?? 0) + 1);
    const known = new Set(lines.map(({ ref }) => ref));
    drawNotes((model.get("notes") ?? []).filter(([ref]) => !known.has(ref)));
    drawSources();
    filter();
  }

  function drawNotes(apart) {
    notes.hidden = !apart.length;
    const words = apart.length === 1 ? "1 note on the files" : `${apart.length} notes on the files`;
    const items = apart
      .slice(0, 200)
      .map(([ref, says]) => make("li", {}, ref ? make("code", {}, ref) : null, ref ? " " : null, says));
    notes.replaceChildren(make("summary", {}, `⚠ ${words}`), make("ul", {}, ...items));
  }

  function drawSources() {
    const counts = new Map();
    for (const { source } of lines) counts.set(source, (counts.get(source) ?? 0) + 1);
    const boxes = [...counts]
      .sort(([one], [other]) => one.localeCompare(other))
      .map(([source, number]) => {
        const box = make("input", { type: "checkbox", value: source });
        box.checked = true;
        return make(
          "label",
          { class: "pmkit-source" },
          box,
          make("bdi", {}, source),
          " ",
          make("span", { class: "pmkit-quiet" }, number.toLocaleString("en")),
        );
      });
    const all = (checked) => () => {
      for (const box of sources.querySelectorAll("input")) box.checked = checked;
      filter();
    };
    const each = [
      button("All", all(true), { "aria-label": "Show all sources" }),
      button("None", all(false), { "aria-label": "Hide all sources" }),
    ];
    tools.replaceChildren(...(boxes.length > MANY_SOURCES ? each : []));
    chosen.hidden = boxes.length < 2;
    sources.replaceChildren(make("legend", { class: "pmkit-unseen" }, "Sources"), ...boxes);
  }

  function filter() {
    const wanted = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const hidden = new Set([...sources.querySelectorAll("input:not(:checked)")].map((box) => box.value));
    const before = found[active];
    found = lines.filter(
      (line) =>
        (!only || isWithin(only, line)) &&
        !hidden.has(line.source) &&
        wanted.every((word) => line.words.includes(word)),
    );
    active = Math.max(0, found.indexOf(before));
    const all = sources.querySelectorAll("input").length;
    which.textContent = hidden.size ? `${all - hidden.size} of ${all} sources` : `All ${all} sources`;
    const total = lines.length.toLocaleString("en");
    count.textContent =
      found.length === lines.length ? `${total} lines` : `${found.length.toLocaleString("en")} of ${total} lines`;
    sizer.style.height = `${found.length * LINE_HEIGHT}px`;
    intoView();
    draw();
    drawDetail();
  }

  const isWithin = ({ start, end }, line) => instant(start) < line.instant && line.instant < instant(end);

  // How many lines lie between two times.
  const between = (start, end) => lines.filter((line) => isWithin({ start, end }, line)).length;

  // Only the lines of a stretch, or those of all times.
  function bound(gap) {
    only = gap;
    stretch.hidden = !gap;
    if (gap)
      stretch.replaceChildren(
        `From ${gap.start.slice(11)} to ${gap.end.slice(11)}`,
        button("All times", () => [bound(null), filter(), search.focus()]),
      );
  }

  function within(gap) {
    frame.open("evidence");
    bound(gap);
    showAll();
    list.focus();
  }

  function showAll() {
    search.value = "";
    for (const box of sources.querySelectorAll("input")) box.checked = true;
    filter();
  }

  function draw() {
    waiting = 0;
    const first = Math.max(0, Math.floor(list.scrollTop / LINE_HEIGHT) - SPARE);
    const last = Math.min(found.length, Math.ceil((list.scrollTop + list.clientHeight) / LINE_HEIGHT) + SPARE);
    const rows = [];
    for (let place = first; place < last; place += 1) rows.push(row(found[place], place));
    sizer.replaceChildren(...rows);
    if (!found.length)
      sizer.append(
        make(
          "p",
          { class: "pmkit-no-lines" },
          lines.length
            ? "No line of these sources has all of these words."
            : "No evidence is given here; events can be written by hand.",
        ),
      );
    const shown = found[active];
    if (shown && active >= first && active < last) list.setAttribute("aria-activedescendant", `${base}-${shown.index}`);
    else list.removeAttribute("aria-activedescendant");
  }

  function row(line, place) {
    const numbers = cited.get(keyOf(line));
    const [day, time] = line.at.split("T");
    return make(
      "div",
      {
        class: "pmkit-line",
        role: "option",
        id: `${base}-${line.index}`,
        "data-place": place,
        "aria-selected": String(place === active),
        "aria-setsize": found.length,
        "aria-posinset": place + 1,
        style: `top: ${place * LINE_HEIGHT}px`,
      },
      make(
        "div",
        { class: "pmkit-line-head" },
        line.warnings.length
          ? make(
              "span",
              { class: "pmkit-warned", title: line.warnings.join("\n") },
              "⚠",
              make("span", { class: "pmkit-unseen" }, "the reader warned: "),
            )
          : null,
        make("span", { class: "pmkit-line-time" }, make("span", { class: "pmkit-quiet" }, `${day} `), time),
        line.precision >= 1
          ? make("span", { class: "pmkit-quiet", title: "How exact the time is" }, `±${line.precision} s`)
          : null,
        make("bdi", { class: "pmkit-stamp", title: "The time as the file has it" }, line.stamp),
        numbers ? make("span", { class: "pmkit-cited" }, `✓ event ${numbers.join(", ")}`) : null,
        make("bdi", { class: "pmkit-line-source" }, line.source),
      ),
      make(
        "div",
        { class: "pmkit-line-text" },
        make("bdi", {}, line.actor ? `${line.actor}: ${line.text}` : line.text),
      ),
    );
  }

  function drawDetail() {
    const line = found[active];
    detail.hidden = !line;
    if (!line) return detail.replaceChildren();
    const number = current()?.number;
    const raw = make(
      "pre",
      { class: "pmkit-raw", tabindex: 0, role: "group", "aria-label": "The line as the file has it" },
      make("bdi", {}, line.raw || line.text),
    );
    const known = [`written ${line.stamp}`, line.zone, `exact to ±${line.precision} s`].filter(Boolean).join(" · ");
    const numbers = cited.get(keyOf(line));
    const citing =
      number && !numbers?.includes(number)
        ? button(`Cite it for event ${number}`, () => cite(line), { title: "Shift+Enter" })
        : null;
    detail.replaceChildren(
      make(
        "div",
        { class: "pmkit-detail-head" },
        button(numbers ? `Go to event ${numbers[0]}` : "Add to the timeline", add, {
          class: "pmkit-button pmkit-main",
          title: "Enter",
        }),
        citing,
        make(
          "p",
          { class: "pmkit-detail-place", title: `${line.source} ${line.ref}` },
          make("b", {}, make("bdi", {}, line.source)),
          " ",
          make("code", {}, make("bdi", {}, line.ref)),
        ),
      ),
      make("p", { class: "pmkit-quiet" }, known),
      ...line.warnings.map((says) => make("p", { class: "pmkit-detail-warning" }, "⚠ ", make("bdi", {}, says))),
      raw,
    );
  }

  function look(place) {
    if (!found.length) return;
    active = Math.max(0, Math.min(place, found.length - 1));
    intoView();
    draw();
    drawDetail();
  }

  function intoView() {
    const top = active * LINE_HEIGHT;
    if (top < list.scrollTop) list.scrollTop = top;
    else if (top + LINE_HEIGHT > list.scrollTop + list.clientHeight)
      list.scrollTop = top + LINE_HEIGHT - list.clientHeight;
  }

  function keys(event) {
    const page = Math.max(1, Math.floor(list.clientHeight / LINE_HEIGHT) - 1);
    const steps = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + page,
      PageUp: active - page,
      Home: 0,
      End: found.length - 1,
    };
    if (event.key in steps) look(steps[event.key]);
    else if (event.key === "Enter" && event.shiftKey) found[active] && cite(found[active]);
    else if (event.key === "Enter") add();
    else if (event.key === "Escape") return back(event);
    else return;
    event.preventDefault();
  }

  // To the event that one worked at; what is folded out over it goes.
  function back(event) {
    if (!current()) return;
    event.preventDefault();
    frame.fold();
    current().controls.what.focus();
  }

  function toAndFro(event) {
    if (!isExhibitsChord(event)) return;
    event.preventDefault();
    if (node.contains(document.activeElement)) return back(event);
    frame.open("evidence");
    list.focus();
  }

  function intoList(event) {
    if (event.key === "Escape") return back(event);
    if (event.key !== "ArrowDown" && event.key !== "Enter") return;
    event.preventDefault();
    list.focus();
  }

  function click(event) {
    const place = event.target.closest(".pmkit-line")?.dataset.place;
    if (place !== undefined) look(Number(place));
  }

  function add() {
    if (found[active]) propose(found[active], cited.get(keyOf(found[active]))?.[0]);
  }

  // The events say what they cite; each is numbered.
  function mark(events) {
    cited = new Map();
    for (const event of events.filter(({ ref }) => ref)) {
      const key = keyOf({ ...event, at: event.at.replace(" ", "T") });
      cited.set(key, [...(cited.get(key) ?? []), event.number]);
    }
    draw();
    drawDetail();
  }

  const cites = (event) => (line) => placeOf(line) === placeOf(event) && keyOf(line) === keyOf(event);
  const citedBy = (event) => lines.find(cites(event)) ?? lines.find((line) => placeOf(line) === placeOf(event));

  // Show the line that an event cites, whatever the filter was.
  function reveal(event) {
    const wanted = citedBy(event);
    frame.open("evidence");
    const is = (line) => line === wanted;
    if (!found.some(is)) {
      bound(null);
      showAll();
    }
    const place = found.findIndex(is);
    if (place < 0) return;
    look(place);
    list.focus();
  }

  load();
  for (const name of ["lines", "notes"]) model.on(`change:${name}`, load);
  root.addEventListener("keydown", toAndFro);
  const stop = () => {
    sizes.disconnect();
    for (const name of ["lines", "notes"]) model.off(`change:${name}`, load);
  };
  const actorOf = (event) => citedBy(event)?.actor ?? "";
  return { node, mark, reveal, between, within, stop, again: drawDetail, actorOf, at: () => found[active]?.at ?? "" };
}
