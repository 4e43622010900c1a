// What anywidget and ipywidgets do for a builder in JupyterLab: a model in step with Python's, and views of it in cells.

class Model {
  #state;
  #tell;
  #hears = new Map(); // event to callbacks
  #changed = {}; // what Python has not been told
  #isHeard = true; // as ipywidgets has it, one change is under way at a time

  constructor(state, tell) {
    this.#state = state;
    this.#tell = tell;
  }

  get(name) {
    return this.#state[name];
  }

  set(name, value) {
    this.#changed[name] = value;
    this.take({ [name]: value });
  }

  save_changes() {
    if (!this.#isHeard || !Object.keys(this.#changed).length) return;
    this.#isHeard = false;
    this.#tell({ method: "update", state: this.#changed, buffer_paths: [] });
    this.#changed = {};
  }

  on(event, callback) {
    this.#hears.set(event, [...(this.#hears.get(event) ?? []), callback]);
  }

  off(event, callback) {
    this.#hears.set(event, (this.#hears.get(event) ?? []).filter((one) => one !== callback));
  }

  send(content) {
    this.#tell({ method: "custom", content });
  }

  // Python has changed these, or the view has.
  take(state) {
    const before = this.#state;
    this.#state = { ...before, ...state };
    for (const name of Object.keys(state)) {
      if (JSON.stringify(before[name]) === JSON.stringify(state[name])) continue;
      for (const callback of this.#hears.get(`change:${name}`) ?? []) callback();
    }
  }

  heard() {
    this.#isHeard = true;
    this.save_changes();
  }

  get isHeard() {
    return this.#isHeard;
  }
}

const socket = new WebSocket("messages");
const opened = new Promise((resolve) => socket.addEventListener("open", resolve, { once: true }));
const models = new Map(); // by the id of their comm
const running = new Map(); // cell to what resolves when it has run
const frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
const cleanups = new Map(); // cell to what ends its view
const modules = new Map(); // source to module

const tell = (message) => socket.send(JSON.stringify(message));

function moduleOf(source) {
  const url = () => URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
  if (!modules.has(source)) modules.set(source, import(url()));
  return modules.get(source);
}

function dress(name, css) {
  if (document.getElementById(name)) return;
  document.head.append(Object.assign(document.createElement("style"), { id: name, textContent: css }));
}

const CELL = `<div class="lm-Widget jp-Cell jp-CodeCell jp-Notebook-cell">
  <div class="lm-Widget jp-Cell-inputWrapper"><div class="jp-Collapser"></div>
    <div class="lm-Widget jp-InputArea jp-Cell-inputArea"><div class="jp-InputPrompt"></div><div class="jp-InputArea-editor"></div></div></div>
  <div class="lm-Widget jp-Cell-outputWrapper"><div class="jp-Collapser"></div><div class="lm-Widget jp-OutputArea jp-Cell-outputArea"></div></div>
</div>`;
const OUTPUT = `<div class="lm-Widget jp-OutputArea-child">
  <div class="jp-OutputPrompt"></div><div class="lm-Widget jp-OutputArea-output"><div class="lm-Widget"></div></div>
</div>`;

const cellAt = (number) => document.querySelectorAll(".jp-Cell")[number];

function clear(number) {
  cleanups.get(number)?.();
  cleanups.delete(number);
  cellAt(number).querySelector(".jp-OutputArea").replaceChildren();
}

async function show({ cell, id, state }) {
  if (!models.has(id)) models.set(id, new Model(state, (data) => tell({ to: id, data })));
  dress(state._anywidget_id, state._css);
  const { default: widget } = await moduleOf(state._esm);
  cellAt(cell).querySelector(".jp-OutputArea").innerHTML = OUTPUT;
  const el = cellAt(cell).querySelector(".jp-OutputArea-output > div");
  cleanups.set(cell, await widget.render({ model: models.get(id), el }));
}

socket.addEventListener("message", async ({ data }) => {
  const message = JSON.parse(data);
  if ("from" in message) models.get(message.from)?.take(message.state);
  if ("heard" in message) models.get(message.heard)?.heard();
  if (!("cell" in message)) return;
  const { resolve, reject } = running.get(message.cell);
  if (message.error) reject(new Error(message.error));
  else show(message).then(resolve, reject);
});

window.addCells = (count) => {
  document.querySelector(".jp-WindowedPanel-viewport").innerHTML = CELL.repeat(count);
};

// Called by the test: as in a notebook, what was shown goes when the cell is sent to the kernel.
window.run = async (cell) => {
  await opened;
  const done = new Promise((resolve, reject) => running.set(cell, { resolve, reject }));
  tell({ cell });
  clear(cell);
  cellAt(cell).style = "content-visibility: visible; contain: style;";
  return done;
};

// Called by the test: when what follows from a new size or theme has been drawn, and what Python draws for it.
window.settled = async () => {
  for (let still = 0; still < 3; still += 1) {
    await frame();
    if ([...models.values()].some((model) => !model.isHeard)) still = 0;
  }
  await Promise.allSettled(document.getAnimations().map((one) => one.finished)); // colours fade
};

window.changeTheme = async (name) => {
  const sheet = document.getElementById("theme");
  const next = Object.assign(sheet.cloneNode(), { href: `theme/${name}.css` });
  const loaded = new Promise((resolve) => next.addEventListener("load", resolve, { once: true }));
  sheet.replaceWith(next);
  await loaded;
  document.body.dataset.jpThemeLight = String(name === "light");
};
