// The note that explains one finding at the words it is about; a builder has one, shared by its fields.

import { make } from "./elements.js";
import { chipOf, ofFinding } from "./remarks.js";

const GAP = 8; // pixels between the words and the note, and to the edge of the window

export function findingNote(root) {
  const node = make("div", { class: "pmkit-note", popover: "manual", hidden: true });
  const spoken = make("p", { class: "pmkit-unseen", role: "status" });
  /** @type {{ field: any, entry: any }?} */
  let target = null;
  root.append(node, spoken);

  function fill(finding) {
    node.replaceChildren(
      make(
        "p",
        { class: "pmkit-note-head" },
        chipOf(ofFinding(finding)),
        make("span", { class: "pmkit-says" }, finding.says),
      ),
      make("p", { class: "pmkit-why" }, finding.why),
      make("p", { class: "pmkit-instead" }, finding.instead),
    );
    if (finding.example) node.append(make("p", { class: "pmkit-example" }, `For example: ${finding.example}`));
  }

  function open(field, entry, aloud) {
    if (!node.isConnected) return;
    if (target?.entry !== entry) fill(entry.finding);
    target = { field, entry };
    node.hidden = false;
    if (!node.matches(":popover-open")) node.showPopover?.();
    place();
    if (aloud) spoken.textContent = [entry.finding.says, entry.finding.instead].join(" ");
  }

  function close() {
    if (!target) return;
    target = null;
    node.hidePopover?.();
    node.hidden = true;
    spoken.textContent = "";
  }

  // Below the last line of the words, so that they can be read; above the first one where there is no room.
  function place() {
    if (!target) return;
    const lines = target.field.linesOf(target.entry);
    if (!lines.length) return close();
    const [first, last] = [lines[0], lines.at(-1)];
    const { width, height } = node.getBoundingClientRect();
    const below = last.bottom + GAP;
    const fits = below + height <= innerHeight - GAP || first.top - height - GAP < GAP;
    node.style.top = `${fits ? below : first.top - height - GAP}px`;
    node.style.left = `${Math.max(GAP, Math.min(last.left - GAP, innerWidth - width - GAP))}px`;
  }

  window.addEventListener("scroll", place, { capture: true, passive: true });
  window.addEventListener("resize", place);
  const stop = () => {
    close();
    window.removeEventListener("scroll", place, { capture: true });
    window.removeEventListener("resize", place);
  };
  return { node, open, close, stop, target: () => target };
}

// For fields below which the frame shows remarks: these are marked, and opened where somebody asks for them.
export function remarkNote({ reveal }) {
  /** @type {{ field: any, entry: any }?} */
  let target = null;
  const open = (field, entry, aloud) => {
    target = { field, entry };
    reveal(ofFinding(entry.finding), aloud);
  };
  const close = () => {
    if (target) reveal({ key: "" });
    target = null;
  };
  return { node: make("div"), open, close, stop: close, target: () => target };
}
