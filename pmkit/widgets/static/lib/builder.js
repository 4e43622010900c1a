// What every builder does in the browser: it draws fields, reports what is typed in them, and shows what Python says.

const PAUSE = 250; // milliseconds without a key before a change is sent
const PATIENCE = 5000; // milliseconds until a kernel that says nothing is called silent

let made = 0;

function make(tag, attributes = {}, ...content) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value !== false && value != null) node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...content.filter((part) => part != null));
  return node;
}

function uniqueId() {
  made += 1;
  return `pmkit-${made}-${Math.random().toString(36).slice(2, 8)}`;
}

function button(words, onclick, attributes = {}) {
  return make("button", { type: "button", class: "pmkit-button", onclick, ...attributes }, words);
}

// A field with its label; `where` is the name that Python's findings give to it.
function labelled(label, control, { hidden = false, node = control } = {}) {
  const id = uniqueId();
  control.id = id;
  control.dataset.field = "";
  const text = make("label", { for: id, class: hidden ? "pmkit-unseen" : "pmkit-label" }, label);
  return make("div", { class: "pmkit-field" }, text, node);
}

function growing(area) {
  const fit = () => {
    if (!area.isConnected || !area.clientWidth) return;
    area.style.height = "auto";
    area.style.height = `${area.scrollHeight + area.offsetHeight - area.clientHeight}px`;
  };
  area.addEventListener("input", fit);
  area.fit = fit;
  return area;
}

function textarea(attributes = {}) {
  return growing(make("textarea", { rows: 1, spellcheck: true, class: "pmkit-input", ...attributes }));
}

function clock(seconds) {
  return new Date(seconds * 1000).toLocaleTimeString([], { hour12: false });
}

// Unsaved words survive a kernel that went away and a page that was loaded again.
function drafts(key) {
  const name = () => `pmkit:${location.pathname}:${key()}`;
  const attempt = (action) => {
    try {
      return action();
    } catch {
      return null; // private windows may refuse storage
    }
  };
  return {
    read: () => attempt(() => JSON.parse(sessionStorage.getItem(name()))),
    write: (draft) => attempt(() => sessionStorage.setItem(name(), JSON.stringify(draft))),
    clear: () => attempt(() => sessionStorage.removeItem(name())),
  };
}

// Sends what the form holds and knows what of it is on disk.
function saver(model, form, onStatus, pause) {
  const client = uniqueId();
  const draft = drafts(() => model.get("shown").path);
  let revision = 0;
  let confirmed = 0;
  let base = null;
  let version = "";
  let waiting = null; // a change not sent yet
  let silence = null; // runs while a change that was sent has no answer
  let silent = false;

  function send() {
    clearTimeout(waiting);
    waiting = null;
    revision += 1;
    const answer = form.read();
    draft.write({ answer, version, at: Date.now() / 1000 });
    model.set("typed", { client, revision, base, answer });
    model.save_changes();
    silence ??= setTimeout(() => {
      silence = null;
      silent = true;
      onStatus("silent");
    }, PATIENCE);
    onStatus(silent ? "silent" : "saving");
  }

  function accept(shown) {
    base = shown.serial;
    version = shown.version;
  }

  return {
    changed(after = pause) {
      clearTimeout(waiting);
      waiting = setTimeout(send, after);
      onStatus(silent ? "silent" : "saving");
    },
    flush() {
      if (waiting !== null) send();
    },
    send,
    idle: () => waiting === null && confirmed === revision,
    // Returns whether the fields must be drawn again from `shown`.
    hear(shown) {
      const mine = shown.client === client;
      silent = false;
      if (mine && shown.revision < revision) return false; // an echo older than what is typed
      if (!mine && !this.idle()) return false;
      accept(shown);
      if (!mine) {
        onStatus(shown.trouble ? "refused" : "saved");
        return true;
      }
      confirmed = shown.revision;
      clearTimeout(silence);
      silence = null;
      if (waiting !== null) return false;
      if (!shown.trouble) draft.clear();
      onStatus(shown.trouble ? "refused" : "saved");
      return false;
    },
    // What was typed and never saved: put back by itself when nothing else happened to the file since.
    restore(offer) {
      const shown = model.get("shown");
      accept(shown);
      const kept = draft.read();
      const current = JSON.stringify(form.read());
      if (!kept || JSON.stringify(kept.answer) === current) return draft.clear();
      const put = () => {
        form.show(kept.answer);
        send();
      };
      if (kept.version === shown.version) put();
      else offer(kept, put, draft.clear);
    },
    stop() {
      this.flush();
      clearTimeout(silence);
    },
  };
}

function statusLine(model, retry) {
  const words = make("span", { role: "status", "aria-live": "polite", class: "pmkit-status-words" });
  const again = button("Try again", retry, { hidden: true });
  const node = make("div", { class: "pmkit-status" }, words, again);
  const say = (state) => {
    const shown = model.get("shown");
    const text = {
      saving: "Saving…",
      silent: "Not saved – the kernel does not answer; run this cell again. What you typed stays here.",
      refused: `Not saved: ${shown.trouble}`,
      saved: shown.saved_at ? `Saved ${clock(shown.saved_at)}` : "Nothing to save yet",
    }[state];
    node.dataset.state = state === "saved" && !shown.saved_at ? "untouched" : state;
    if (words.textContent !== text) words.textContent = text;
    again.hidden = state !== "refused" && state !== "silent";
  };
  return { node, say };
}

function notices(model) {
  const node = make("div", { class: "pmkit-notices", "aria-live": "polite" });
  let drawn = "[]";
  const own = [];
  function one(text, ...buttons) {
    return make("div", { class: "pmkit-notice" }, make("p", {}, text), make("div", { class: "pmkit-row" }, ...buttons));
  }
  function draw() {
    const listed = model.get("shown").notices ?? [];
    const now = JSON.stringify(listed);
    if (now === drawn && !own.length) return;
    drawn = now;
    const cards = listed.map((notice, index) => {
      const ask = (what) => () => model.send({ do: what, notice: index });
      const label = notice.offer && `${notice.offer} (${notice.holds}, saved ${clock(notice.saved_at)})`;
      return one(notice.says, notice.offer ? button(label, ask("use")) : null, button("Dismiss", ask("dismiss")));
    });
    node.replaceChildren(...own, ...cards);
  }
  function offerDraft(kept, put, drop) {
    const done = (action) => () => {
      own.length = 0;
      node.querySelector(".pmkit-own")?.remove();
      action();
    };
    const card = one(
      `What you typed at ${clock(kept.at)} was not saved, and the file has changed since.`,
      button("Put back what I typed", done(put)),
      button("Keep the file", done(drop)),
    );
    card.classList.add("pmkit-own");
    own.push(card);
    draw();
  }
  return { node, draw, offerDraft };
}

// Python counts characters, the browser UTF-16 units: the unit at which the nth character of this text begins.
function unitsOf(text) {
  if (!/[\ud800-\udfff]/.test(text)) return (character) => Math.min(character, text.length);
  const begins = [];
  let unit = 0;
  for (const character of text) {
    begins.push(unit);
    unit += character.length;
  }
  return (character) => begins[character] ?? text.length;
}

function fieldAt(root, where) {
  const fields = [...root.querySelectorAll("[data-field]")];
  return fields.find((field) => field.dataset.where === where) ??
    fields.find((field) => field.dataset.where?.startsWith(`${where},`)) ?? null;
}

function focusOn(root, { where, start, end }) {
  const field = fieldAt(root, where);
  if (!field) return;
  field.focus();
  if (field.setSelectionRange && end > start && field.type !== "date") {
    const unit = unitsOf(field.value);
    field.setSelectionRange(unit(start), unit(end));
  }
}

function theme() {
  const jupyter = document.body.dataset.jpThemeLight;
  if (jupyter) return jupyter === "false" ? "dark" : "light";
  return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

// Follows the theme, and tells Python how wide the picture may be, in steps; a builder may have no picture.
function watchLook(model, root, picture) {
  const report = () => {
    root.dataset.theme = theme();
    if (!picture) return;
    const wanted = { width: Math.max(320, Math.floor(picture.clientWidth / 40) * 40), theme: root.dataset.theme };
    for (const area of root.querySelectorAll("textarea")) area.fit?.();
    if (!picture.clientWidth || JSON.stringify(model.get("look")) === JSON.stringify(wanted)) return;
    model.set("look", wanted);
    model.save_changes();
  };
  const sizes = new ResizeObserver(() => requestAnimationFrame(report));
  if (picture) sizes.observe(picture);
  const themes = new MutationObserver(report);
  themes.observe(document.body, { attributes: true, attributeFilter: ["data-jp-theme-light"] });
  const preferred = matchMedia("(prefers-color-scheme: dark)");
  preferred.addEventListener("change", report);
  report();
  return () => {
    sizes.disconnect();
    themes.disconnect();
    preferred.removeEventListener("change", report);
  };
}

// The notebook's own shortcuts (dd deletes a cell) must not hear what is typed here; saving it with Ctrl+S may.
function keepKeys(root) {
  const quiet = "data-lm-suppress-shortcuts";
  const saves = (event) => (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s";
  const hear = (event) => {
    if (root.contains(event.target)) root.toggleAttribute(quiet, !saves(event));
  };
  const keep = (event) => {
    if (!saves(event)) event.stopPropagation();
  };
  root.toggleAttribute(quiet, true);
  window.addEventListener("keydown", hear, true); // before JupyterLab, which may listen on the way down too
  for (const kind of ["keydown", "keypress", "keyup"]) root.addEventListener(kind, keep);
  return () => window.removeEventListener("keydown", hear, true);
}

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
  const active = root.contains(document.activeElement) ? document.activeElement : null;
  const where = active?.dataset?.where;
  const place = where && active.selectionStart != null ? [active.selectionStart, active.selectionEnd] : null;
  form.show(answer);
  const field = where && fieldAt(root, where);
  if (!field) return;
  field.focus();
  if (place && field.type !== "date") field.setSelectionRange(...place);
}

// `makeForm` gets what to call after a change, with milliseconds where the usual pause is too long; it gives { node, show, read } and, where it likes, `hear` for all that Python says and `goTo` for a finding.
function builder({ model, el }, { name = "", title, help, makeForm, placed, hasPicture = true, hasFeedback = true, pause = PAUSE }) {
  const root = make("div", { class: `pmkit-builder ${name}` });
  const form = makeForm(root, (after) => save.changed(after), model);
  const status = statusLine(model, () => save.send());
  const save = saver(model, form, status.say, pause);
  const told = notices(model);
  const goTo = form.goTo ?? ((finding) => focusOn(form.node, finding));
  const found = hasFeedback ? feedback(model, goTo, placed) : null;
  const drawing = hasPicture ? make("div", { class: "pmkit-picture", role: "region", "aria-label": "Picture" }) : null;
  const heading = drawing && make("h3", { class: "pmkit-heading" }, "Picture");
  const header = make(
    "header",
    { class: "pmkit-header" },
    make("h2", { class: "pmkit-title" }, title),
    make("span", { class: "pmkit-path" }, model.get("shown").path),
    status.node,
  );
  const beside = [heading, drawing, found?.node].filter(Boolean);
  const aside = beside.length ? make("aside", { class: "pmkit-beside" }, ...beside) : null;
  const columns = make("div", { class: "pmkit-columns" }, form.node, aside);
  root.append(header, told.node, columns, make("p", { class: "pmkit-help" }, help));
  el.append(root);

  const draw = () => {
    if (!drawing) return;
    drawing.innerHTML = model.get("picture"); // Python has escaped what trainees wrote
    // A picture that is larger than its frame is scrolled with the keyboard too.
    const larger = drawing.scrollHeight > drawing.clientHeight + 1 || drawing.scrollWidth > drawing.clientWidth + 1;
    drawing.tabIndex = larger ? 0 : -1;
  };
  const hear = () => {
    const shown = model.get("shown");
    if (save.hear(shown)) showAgain(root, form, shown.answer);
    form.hear?.(shown);
    told.draw();
    found?.draw();
    markProblems(form.node, shown.problems ?? []);
  };
  const flush = () => save.flush();
  const hidden = () => {
    if (document.visibilityState === "hidden") flush();
    else if (save.idle()) model.send({ do: "look-again" });
  };
  draw();
  hear();
  save.restore(told.offerDraft);
  model.on("change:shown", hear);
  model.on("change:picture", draw);
  root.addEventListener("focusout", flush);
  document.addEventListener("visibilitychange", hidden);
  window.addEventListener("pagehide", flush);
  const stops = [keepKeys(root), watchLook(model, root, drawing), form.stop];
  return () => {
    save.stop();
    model.off("change:shown", hear);
    model.off("change:picture", draw);
    document.removeEventListener("visibilitychange", hidden);
    window.removeEventListener("pagehide", flush);
    for (const stop of stops) stop?.();
  };
}
