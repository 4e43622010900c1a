// The evidence: thousands of lines of which only the visible ones are in the page, found by words and by source.

import { button, labelled, make, uniqueId } from "./lib/elements.js";
import { isExhibitsChord } from "./lib/exhibits.js";
import { instant, wholeSeconds } from "./timeline_events.js";

const LINE_HEIGHT = 48; // pixels; timeline.css says the same
const SPARE = 6; // lines drawn above and below the visible ones
const MANY_SOURCES = 3;

const searchField = (oninput, onkeydown) =>
  make("input", {
    type: "search",
    class: "pmkit-input",
    autocomplete: "off",
    placeholder: "Words, a source, a host, a version …",
    oninput,
    onkeydown,
  });

export class EvidencePane {
  constructor(root, model, { propose, cite, frame, current, adds = "Add to the timeline" }) {
    this.adds = adds; // what Enter does with a line
    this.model = model;
    this.propose = propose;
    this.cite = cite;
    this.frame = frame;
    this.current = current;
    this.base = uniqueId();
    this.lines = [];
    this.found = []; // the lines that the filter leaves
    this.active = 0; // which of them is looked at
    this.cited = new Map(); // ref: the numbers of the events that cite it
    this.shared = new Map(); // how many lines stand in one place
    this.waiting = 0; // the frame that lines are drawn in
    this.only = null; // the stretch of time that somebody asked for
    this.search = searchField(() => this.filter(), this.intoList);
    this.sources = make("fieldset", { class: "pmkit-sources", onchange: () => this.filter() });
    this.count = make("p", { class: "pmkit-count", role: "status" });
    this.tools = make("span", { class: "pmkit-source-tools" });
    this.stretch = make("p", { class: "pmkit-stretch", hidden: true });
    this.sizer = make("div", { class: "pmkit-sizer", role: "presentation" });
    const hears = { onkeydown: this.keys, onclick: this.click, ondblclick: this.add };
    const isList = { role: "listbox", tabindex: 0, "aria-label": "Evidence lines" };
    this.list = make("div", { class: "pmkit-lines", ...isList, ...hears }, this.sizer);
    this.detail = make("div", { class: "pmkit-detail" });
    this.notes = make("details", { class: "pmkit-file-notes" });
    this.which = make("summary", {});
    const out = make("div", { class: "pmkit-which-out" }, this.tools, this.sources);
    this.chosen = make("details", { class: "pmkit-which" }, this.which, out);
    this.node = this.pane();
    this.sizes = new ResizeObserver(() => {
      this.intoView();
      this.waiting ||= requestAnimationFrame(this.draw);
    });
    this.listen(root);
    this.load();
  }

  pane() {
    const findField = labelled("Search the evidence", this.search, { hidden: true });
    return make(
      "div",
      { class: "pmkit-evidence-pane" },
      make("div", { class: "pmkit-found" }, findField, this.count),
      make("div", { class: "pmkit-about" }, this.chosen, this.notes),
      this.stretch,
      this.list,
      this.detail,
    );
  }

  listen(root) {
    this.list.addEventListener("scroll", () => (this.waiting ||= requestAnimationFrame(this.draw)), { passive: true });
    this.sizes.observe(this.list);
    for (const name of ["lines", "notes"]) this.model.on(`change:${name}`, this.load);
    root.addEventListener("keydown", this.toAndFro);
  }

  // Several lines of evidence may stand in one line of a file: then the time tells which is meant.
  placeOf({ source, ref }) {
    return `${source}\n${ref}`;
  }

  keyOf(line) {
    return this.shared.get(this.placeOf(line)) > 1
      ? `${this.placeOf(line)}\n${wholeSeconds(line.at)}`
      : this.placeOf(line);
  }

  load = () => {
    const warned = new Map();
    const names = this.model.get("names") ?? {};
    for (const [ref, says] of this.model.get("notes") ?? []) warned.set(ref, [...(warned.get(ref) ?? []), says]);
    this.lines = (this.model.get("lines") ?? []).map(
      ([at, stamp, zone, precision, source, ref, actor, text, raw], index) => ({
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
      }),
    );
    this.shared = new Map();
    for (const line of this.lines) this.shared.set(this.placeOf(line), (this.shared.get(this.placeOf(line)) ?? 0) + 1);
    const known = new Set(this.lines.map(({ ref }) => ref));
    this.drawNotes((this.model.get("notes") ?? []).filter(([ref]) => !known.has(ref)));
    this.drawSources();
    this.filter();
  };

  drawNotes(apart) {
    this.notes.hidden = !apart.length;
    const words = apart.length === 1 ? "1 note on the files" : `${apart.length} notes on the files`;
    const items = apart
      .slice(0, 200)
      .map(([ref, says]) => make("li", {}, ref ? make("code", {}, ref) : null, ref ? " " : null, says));
    this.notes.replaceChildren(make("summary", {}, `⚠ ${words}`), make("ul", {}, ...items));
  }

  drawSources() {
    const counts = new Map();
    for (const { source } of this.lines) counts.set(source, (counts.get(source) ?? 0) + 1);
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
      for (const box of this.sources.querySelectorAll("input")) box.checked = checked;
      this.filter();
    };
    const each = [
      button("All", all(true), { "aria-label": "Show all sources" }),
      button("None", all(false), { "aria-label": "Hide all sources" }),
    ];
    this.tools.replaceChildren(...(boxes.length > MANY_SOURCES ? each : []));
    this.chosen.hidden = boxes.length < 2;
    this.sources.replaceChildren(make("legend", { class: "pmkit-unseen" }, "Sources"), ...boxes);
  }

  filter() {
    const wanted = this.search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const hidden = new Set([...this.sources.querySelectorAll("input:not(:checked)")].map((box) => box.value));
    const before = this.found[this.active];
    this.found = this.lines.filter(
      (line) =>
        (!this.only || this.isWithin(this.only, line)) &&
        !hidden.has(line.source) &&
        wanted.every((word) => line.words.includes(word)),
    );
    this.active = Math.max(0, this.found.indexOf(before));
    const all = this.sources.querySelectorAll("input").length;
    this.which.textContent = hidden.size ? `${all - hidden.size} of ${all} sources` : `All ${all} sources`;
    const total = this.lines.length.toLocaleString("en");
    this.count.textContent =
      this.found.length === this.lines.length
        ? `${total} lines`
        : `${this.found.length.toLocaleString("en")} of ${total} lines`;
    this.sizer.style.height = `${this.found.length * LINE_HEIGHT}px`;
    this.intoView();
    this.draw();
    this.drawDetail();
  }

  isWithin({ start, end }, line) {
    return instant(start) < line.instant && line.instant < instant(end);
  }

  // How many lines lie between two times.
  between = (start, end) => this.lines.filter((line) => this.isWithin({ start, end }, line)).length;

  // Only the lines of a stretch, or those of all times.
  bound(gap) {
    this.only = gap;
    this.stretch.hidden = !gap;
    if (gap)
      this.stretch.replaceChildren(
        `From ${gap.start.slice(11)} to ${gap.end.slice(11)}`,
        button("All times", () => [this.bound(null), this.filter(), this.search.focus()]),
      );
  }

  within = (gap) => {
    this.frame.open("evidence");
    this.bound(gap);
    this.showAll();
    this.list.focus();
  };

  showAll() {
    this.search.value = "";
    for (const box of this.sources.querySelectorAll("input")) box.checked = true;
    this.filter();
  }

  draw = () => {
    this.waiting = 0;
    const first = Math.max(0, Math.floor(this.list.scrollTop / LINE_HEIGHT) - SPARE);
    const last = Math.min(
      this.found.length,
      Math.ceil((this.list.scrollTop + this.list.clientHeight) / LINE_HEIGHT) + SPARE,
    );
    const rows = [];
    for (let place = first; place < last; place += 1) rows.push(this.row(this.found[place], place));
    this.sizer.replaceChildren(...rows);
    if (!this.found.length)
      this.sizer.append(
        make(
          "p",
          { class: "pmkit-no-lines" },
          this.lines.length
            ? "No line of these sources has all of these words."
            : "No evidence is given here; events can be written by hand.",
        ),
      );
    const shown = this.found[this.active];
    if (shown && this.active >= first && this.active < last)
      this.list.setAttribute("aria-activedescendant", `${this.base}-${shown.index}`);
    else this.list.removeAttribute("aria-activedescendant");
  };

  row(line, place) {
    const numbers = this.cited.get(this.keyOf(line));
    const [day, time] = line.at.split("T");
    return make(
      "div",
      {
        class: "pmkit-line",
        role: "option",
        id: `${this.base}-${line.index}`,
        "data-place": place,
        "aria-selected": String(place === this.active),
        "aria-setsize": this.found.length,
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

  drawDetail = () => {
    const line = this.found[this.active];
    this.detail.hidden = !line;
    if (!line) return this.detail.replaceChildren();
    const number = this.current()?.number;
    const raw = make(
      "pre",
      { class: "pmkit-raw", tabindex: 0, role: "group", "aria-label": "The line as the file has it" },
      make("bdi", {}, line.raw || line.text),
    );
    const known = [`written ${line.stamp}`, line.zone, `exact to ±${line.precision} s`].filter(Boolean).join(" · ");
    const numbers = this.cited.get(this.keyOf(line));
    const citing =
      number && !numbers?.includes(number)
        ? button(`Cite it for event ${number}`, () => this.cite(line), { title: "Shift+Enter" })
        : null;
    this.detail.replaceChildren(
      make(
        "div",
        { class: "pmkit-detail-head" },
        button(numbers ? `Go to event ${numbers[0]}` : this.adds, this.add, {
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
  };

  look(place) {
    if (!this.found.length) return;
    this.active = Math.max(0, Math.min(place, this.found.length - 1));
    this.intoView();
    this.draw();
    this.drawDetail();
  }

  intoView() {
    const top = this.active * LINE_HEIGHT;
    if (top < this.list.scrollTop) this.list.scrollTop = top;
    else if (top + LINE_HEIGHT > this.list.scrollTop + this.list.clientHeight)
      this.list.scrollTop = top + LINE_HEIGHT - this.list.clientHeight;
  }

  keys = (event) => {
    const page = Math.max(1, Math.floor(this.list.clientHeight / LINE_HEIGHT) - 1);
    const steps = {
      ArrowDown: this.active + 1,
      ArrowUp: this.active - 1,
      PageDown: this.active + page,
      PageUp: this.active - page,
      Home: 0,
      End: this.found.length - 1,
    };
    if (event.key in steps) this.look(steps[event.key]);
    else if (event.key === "Enter" && event.shiftKey) this.found[this.active] && this.cite(this.found[this.active]);
    else if (event.key === "Enter") this.add();
    else if (event.key === "Escape") return this.back(event);
    else return;
    event.preventDefault();
  };

  // To the event that one worked at; what is folded out over it goes.
  back(event) {
    if (!this.current()) return;
    event.preventDefault();
    this.frame.fold();
    this.current().controls.what.focus();
  }

  toAndFro = (event) => {
    if (!isExhibitsChord(event)) return;
    event.preventDefault();
    if (this.node.contains(document.activeElement)) return this.back(event);
    this.frame.open("evidence");
    this.list.focus();
  };

  intoList = (event) => {
    if (event.key === "Escape") return this.back(event);
    if (event.key !== "ArrowDown" && event.key !== "Enter") return;
    event.preventDefault();
    this.list.focus();
  };

  click = (event) => {
    const place = event.target.closest(".pmkit-line")?.dataset.place;
    if (place !== undefined) this.look(Number(place));
  };

  add = () => {
    if (this.found[this.active])
      this.propose(this.found[this.active], this.cited.get(this.keyOf(this.found[this.active]))?.[0]);
  };

  // The events say what they cite; each is numbered.
  mark = (events) => {
    this.cited = new Map();
    for (const event of events.filter(({ ref }) => ref)) {
      const key = this.keyOf({ ...event, at: event.at.replace(" ", "T") });
      this.cited.set(key, [...(this.cited.get(key) ?? []), event.number]);
    }
    this.draw();
    this.drawDetail();
  };

  cites(event) {
    return (line) => this.placeOf(line) === this.placeOf(event) && this.keyOf(line) === this.keyOf(event);
  }

  citedBy(event) {
    return this.lines.find(this.cites(event)) ?? this.lines.find((line) => this.placeOf(line) === this.placeOf(event));
  }

  // Show the line that an event cites, whatever the filter was.
  reveal = (event) => {
    const wanted = this.citedBy(event);
    this.frame.open("evidence");
    const is = (line) => line === wanted;
    if (!this.found.some(is)) {
      this.bound(null);
      this.showAll();
    }
    const place = this.found.findIndex(is);
    if (place < 0) return;
    this.look(place);
    this.list.focus();
  };

  stop = () => {
    this.sizes.disconnect();
    for (const name of ["lines", "notes"]) this.model.off(`change:${name}`, this.load);
  };

  actorOf = (event) => this.citedBy(event)?.actor ?? "";

  at = () => this.found[this.active]?.at ?? "";
}
