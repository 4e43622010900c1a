// The page around a builder: its theme, its size, its shortcuts.

import { fitTexts } from "./elements.js";

/** @import { Model } from "./types.js" */

function theme() {
  const jupyter = document.body.dataset.jpThemeLight;
  if (jupyter) return jupyter === "false" ? "dark" : "light";
  return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

// What scrolls the builder: all that stays in view has to fit into it.
function scrollerOf(root) {
  for (let node = root.parentElement; node; node = node.parentElement) {
    if (/auto|scroll/.test(getComputedStyle(node).overflowY)) return node;
  }
  return document.scrollingElement ?? document.documentElement;
}

// Follows theme and sizes, and tells Python how wide the picture may be, in steps; a builder may have no picture.
/**
 * @param {Model} model
 * @param {HTMLElement} root
 * @param {HTMLElement | undefined} picture
 * @param {(width: number) => void} fit
 */
export function watchLook(model, root, picture, fit) {
  let width = 0; // of the picture when it was last seen
  let seen = ""; // all widths when they were last looked at
  const report = () => {
    fitTexts(root);
    // While one theme makes place for another, nothing has a width.
    if (picture?.clientWidth) width = Math.max(320, Math.floor(picture.clientWidth / 40) * 40);
    const wanted = { width, theme: root.dataset.theme };
    if (!width || JSON.stringify(model.get("look")) === JSON.stringify(wanted)) return;
    model.set("look", wanted);
    model.save_changes();
  };

  const sizes = new ResizeObserver(() => {
    if (root.clientWidth) fit(root.clientWidth);
    const now = `${root.clientWidth} ${picture?.clientWidth}`;
    if (now !== seen) requestAnimationFrame(report);
    seen = now;
  });
  sizes.observe(root);
  if (picture) sizes.observe(picture);
  const stop = watchTheme(root, report);
  return () => {
    sizes.disconnect();
    stop();
  };
}

const LOWEST = 260; // pixels that what stays in view gets at least
const NEAR = 30; // pixels between it and a field that is gone to: its label
const LOW = 620; // pixels that it may take beside a form that is lower

// Keeps measure of the part of the form that can be seen: what stands beside has as much room, and all of it is in view.
export function watchView(root) {
  const [header, columns, form] = ["header", "columns", "form"].map((part) => root.querySelector(`.pmkit-${part}`));
  /** @type {Element?} */
  let scroller = null;
  let waiting = false;
  const set = (name, pixels) => {
    const value = `${Math.round(pixels)}px`;
    if (root.style.getPropertyValue(name) !== value) root.style.setProperty(name, value);
  };

  function measure() {
    waiting = false;
    if (!root.isConnected || !root.clientWidth) return;
    const seenIn = scrollerOf(root);
    follow(seenIn);
    const { top } = seenIn === document.scrollingElement ? { top: 0 } : seenIn.getBoundingClientRect();
    const head = header.offsetHeight;
    const from = Math.max(top + head, columns.getBoundingClientRect().top);
    const bottoms = [...form.children].map((part) => part.getBoundingClientRect().bottom);
    const end = Math.max(...bottoms, columns.getBoundingClientRect().top + LOW);
    set("--pmkit-head", head);
    set("--pmkit-view", seenIn.clientHeight - head);
    set("--pmkit-room", Math.max(LOWEST, Math.min(top + seenIn.clientHeight, end) - from));
  }

  function soon() {
    if (!waiting) requestAnimationFrame(measure);
    waiting = true;
  }

  function follow(found) {
    if (found === scroller) return;
    leave();
    scroller = found;
    found.addEventListener("scroll", soon, { passive: true });
    sizes.observe(found);
  }

  function leave() {
    scroller?.removeEventListener("scroll", soon);
    if (scroller) sizes.unobserve(scroller);
  }

  function uncover({ target }) {
    if (scroller && form.contains(target)) scrollFree(root, header, scroller, target);
  }

  const sizes = new ResizeObserver(soon);
  for (const node of [root, header, form]) sizes.observe(node);
  root.addEventListener("focusin", uncover);
  return () => {
    leave();
    sizes.disconnect();
  };
}

// The browser takes a field for seen that something lies over.
function scrollFree(root, header, scroller, field) {
  const box = (field.closest(".pmkit-prose") ?? field).getBoundingClientRect();
  const cover = header.offsetHeight + (parseFloat(root.style.getPropertyValue("--pmkit-cover")) || 0);
  const least = Math.max(scroller.getBoundingClientRect().top, 0) + cover + NEAR;
  if (box.height < scroller.clientHeight - cover && box.top < least) scroller.scrollTop -= least - box.top;
}

// Keeps `data-theme` as the page's theme; what ends that.
export function watchTheme(root, changed = () => {}) {
  const report = () => {
    root.dataset.theme = theme();
    changed();
  };
  const themes = new MutationObserver(report);
  themes.observe(document.body, { attributes: true, attributeFilter: ["data-jp-theme-light"] });
  const preferred = matchMedia("(prefers-color-scheme: dark)");
  preferred.addEventListener("change", report);
  report();
  return () => {
    themes.disconnect();
    preferred.removeEventListener("change", report);
  };
}

// The notebook's own shortcuts (dd deletes a cell) must not hear what is typed here; saving it with Ctrl+S may.
export function keepKeys(root) {
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
