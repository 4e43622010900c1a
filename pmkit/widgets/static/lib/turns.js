// Tab goes from a field to the next one, over what stands between them, so that what is typed on never lands in a button
// or a list that has just appeared there. Shift+Tab goes through all of it; F8 leads to what is said of a field.

const BETWEEN = ".pmkit-tools, .pmkit-flip, .pmkit-remarks, .pmkit-reading";
const SAID = ".pmkit-remarks, .pmkit-reading";
const REACHED = "a[href], button, input, select, summary, textarea, [tabindex]";
export const TURNS_HELP = "Tab goes to the next field · F8 to what is said of this one";

export function keepTurns(root) {
  const reached = (node) =>
    [...node.querySelectorAll(REACHED)].filter((one) => one.tabIndex >= 0 && !one.disabled && one.checkVisibility());

  function forward(field) {
    const all = reached(root);
    const after = all.slice(all.indexOf(field) + 1);
    const next = after.find((one) => !one.closest(BETWEEN));
    if (!next || next === after[0]) return false;
    next.focus();
    if (next.matches("input[type=text]")) next.select(); // as the browser's own Tab does
    return true;
  }

  function toWhatIsSaid(field) {
    const boxes = (field.getAttribute("aria-describedby") ?? "")
      .split(" ")
      .map((id) => id && document.getElementById(id)?.closest(SAID));
    const [first] = boxes.filter(Boolean).flatMap(reached);
    first?.focus();
    return Boolean(first);
  }

  root.addEventListener("keydown", (event) => {
    const field = event.target.closest?.("[data-field]");
    if (!field || event.defaultPrevented || event.shiftKey || event.ctrlKey || event.altKey || event.metaKey) return;
    const goes = { Tab: forward, F8: toWhatIsSaid }[event.key];
    if (goes?.(field)) event.preventDefault();
  });
}
