// Tabs: one of several parts is seen, chosen by a click or by the arrow keys.

import { make, uniqueId } from "./elements.js";

/**
 * `opened` hears which part is seen now.
 * @param {string} label
 * @param {{ key: string, title: string, content: Node }[]} parts
 * @param {(key: string) => void} opened
 */
export function tabs(label, parts, opened = () => {}) {
  const made = parts.map(({ key, title, content }) => {
    const isPanel = { role: "tabpanel", tabindex: 0, class: "pmkit-tab-panel", id: uniqueId(), "data-tab": key };
    const panel = make("div", isPanel, content);
    const tab = make(
      "button",
      { type: "button", role: "tab", class: "pmkit-tab", id: uniqueId(), "aria-controls": panel.id },
      title,
    );
    panel.setAttribute("aria-labelledby", tab.id);
    tab.addEventListener("click", () => open(key));
    return { key, tab, panel };
  });
  const list = make(
    "div",
    { role: "tablist", class: "pmkit-tabs", "aria-label": label, onkeydown: keys },
    ...made.map(({ tab }) => tab),
  );
  const node = make("div", { class: "pmkit-tabbed" }, list, ...made.map(({ panel }) => panel));
  let current = "";

  function open(key) {
    current = key;
    for (const one of made) {
      const isOpen = one.key === key;
      one.tab.setAttribute("aria-selected", String(isOpen));
      one.tab.tabIndex = isOpen ? 0 : -1;
      one.panel.hidden = !isOpen;
    }
    opened(key);
  }

  function keys(event) {
    const at = made.findIndex(({ tab }) => tab === event.target);
    const places = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: made.length - 1 };
    if (!(event.key in places)) return;
    event.preventDefault();
    const next = made.at(places[event.key] % made.length);
    open(next?.key);
    next?.tab.focus();
  }

  return { node, open, isOpen: (key) => current === key };
}
