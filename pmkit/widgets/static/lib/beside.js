// What stays in view while one writes: panes beside the form, or, where there is no room, tabs that fold out over it.

import { button, make, uniqueId } from "./elements.js";

/** @import { Model, Pane } from "./types.js" */

const ROOM = 760; // pixels of width that hold a form and panes side by side

/** @param {Pane} given */
export function pane({ key, title, content, tools = [] }) {
  const body = make("div", { class: "pmkit-pane-body", id: uniqueId() }, content);
  const count = make("span", { class: "pmkit-pane-count" });
  const fold = make(
    "button",
    { type: "button", class: "pmkit-pane-fold", "aria-controls": body.id },
    make("span", {}, title),
    count,
  );
  const heading = make("h3", { class: "pmkit-heading" }, fold, ...tools);
  const node = make("section", { class: "pmkit-pane", "data-pane": key, "aria-label": title }, heading, body);
  const set = (isOpen) => {
    fold.setAttribute("aria-expanded", String(isOpen));
    node.toggleAttribute("data-open", isOpen);
    body.hidden = !isOpen;
  };
  return { key, node, body, fold, set, isOpen: () => !body.hidden, counts: (words) => (count.textContent = words) };
}

// `room` is the width from which on panes stand side by side with the form; `fold` closes what lies over the form.
export function beside(root, panes, room = ROOM) {
  const node = make(
    "aside",
    { class: "pmkit-in-view", "aria-label": "Beside the form" },
    make("div", { class: "pmkit-stack" }, ...panes.map((one) => one.node)),
  );
  const closed = new Set(); // what somebody folded away while it stood beside the form
  /** @type {ReturnType<typeof pane>?} */
  let out = null; // the pane that is folded out over the form

  const isFolded = () => root.dataset.layout === "tabs";

  function draw() {
    for (const one of panes) one.set(isFolded() ? one === out : !closed.has(one));
    const covered = isFolded() ? node.offsetHeight + (out ? out.body.offsetHeight : 0) : 0;
    root.style.setProperty("--pmkit-cover", `${covered}px`);
  }

  function toggle(one) {
    if (isFolded()) out = out === one ? null : one;
    else if (!closed.delete(one)) closed.add(one);
    draw();
  }

  function open(key) {
    const one = panes.find((candidate) => candidate.key === key);
    if (one && !one.isOpen()) toggle(one);
  }

  // Whether something was folded out.
  function fold() {
    if (!isFolded() || !out) return false;
    const [was, hadFocus] = [out, out.body.contains(document.activeElement)];
    out = null;
    draw();
    if (hadFocus) was.fold.focus();
    return true;
  }

  function fit(width) {
    const layout = width >= room ? "side" : "tabs";
    if (root.dataset.layout === layout) return;
    root.dataset.layout = layout;
    draw();
  }

  for (const one of panes) one.fold.addEventListener("click", () => toggle(one));
  root.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.defaultPrevented) fold();
  });
  fit(Infinity);
  return { node, fit, open, fold, isFolded };
}

// A picture in its pane, and as large as the window where somebody wants to see it whole.
/**
 * @param {Model} model
 */
export function pictureFrame(model) {
  const node = make("div", { class: "pmkit-picture", role: "region", "aria-label": "Picture" });
  const close = button("Close", () => large.close());
  const large = make(
    "dialog",
    { class: "pmkit-large", "aria-label": "Picture, enlarged", onclose: back },
    make("div", { class: "pmkit-row" }, close),
  );
  const enlarge = button("⤢", show, {
    class: "pmkit-button pmkit-enlarge",
    "aria-label": "Enlarge the picture",
    title: "Enlarge the picture",
  });
  const part = make("span", { class: "pmkit-part-seen", hidden: true }, "a part: scroll, or enlarge");
  /** @type {Element?} */
  let home = null;

  function show() {
    home = node.parentElement;
    large.append(node);
    large.showModal();
  }

  function back() {
    home?.append(node);
  }

  function draw() {
    node.innerHTML = model.get("picture"); // Python has escaped what trainees wrote
    look();
  }

  // Towards which sides a picture that is larger than its frame goes on; it is scrolled with the keyboard too.
  function look() {
    const { scrollLeft, scrollTop, scrollWidth, scrollHeight, clientWidth, clientHeight } = node;
    const goesOn = {
      left: scrollLeft > 1,
      right: scrollLeft + clientWidth < scrollWidth - 1,
      up: scrollTop > 1,
      down: scrollTop + clientHeight < scrollHeight - 1,
    };
    const more = Object.keys(goesOn).filter((side) => goesOn[side]);
    node.dataset.more = more.join(" ");
    node.tabIndex = more.length ? 0 : -1;
    part.hidden = !more.length;
  }

  node.addEventListener("scroll", look, { passive: true });
  const sizes = new ResizeObserver(look);
  sizes.observe(node);
  return { node, large, tools: [part, enlarge], draw, stop: () => sizes.disconnect() };
}
