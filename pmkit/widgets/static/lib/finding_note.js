// The note that explains one finding at the words it is about; a builder has one, shared by its fields.

import { make } from "./elements.js";
import { chipOf, ofFinding } from "./remarks.js";

const GAP = 8; // pixels between the words and the note, and to the edge of the window

export class FindingNote {
  constructor(root) {
    this.node = make("div", { class: "pmkit-note", popover: "manual", hidden: true });
    this.spoken = make("p", { class: "pmkit-unseen", role: "status" });
    /** @type {{ field: any, entry: any }?} */
    this.target = null;
    root.append(this.node, this.spoken);
    window.addEventListener("scroll", this.place, { capture: true, passive: true });
    window.addEventListener("resize", this.place);
  }

  fill(finding) {
    this.node.replaceChildren(
      make(
        "p",
        { class: "pmkit-note-head" },
        chipOf(ofFinding(finding)),
        make("span", { class: "pmkit-says" }, finding.says),
      ),
      make("p", { class: "pmkit-why" }, finding.why),
      make("p", { class: "pmkit-instead" }, finding.instead),
    );
    if (finding.example) this.node.append(make("p", { class: "pmkit-example" }, `For example: ${finding.example}`));
  }

  open = (field, entry, aloud) => {
    if (!this.node.isConnected) return;
    if (this.target?.entry !== entry) this.fill(entry.finding);
    this.target = { field, entry };
    this.node.hidden = false;
    if (!this.node.matches(":popover-open")) this.node.showPopover?.();
    this.place();
    if (aloud) this.spoken.textContent = [entry.finding.says, entry.finding.instead].join(" ");
  };

  close = () => {
    if (!this.target) return;
    this.target = null;
    this.node.hidePopover?.();
    this.node.hidden = true;
    this.spoken.textContent = "";
  };

  // Below the last line of the words, so that they can be read; above the first one where there is no room.
  place = () => {
    if (!this.target) return;
    const lines = this.target.field.linesOf(this.target.entry);
    if (!lines.length) return this.close();
    const [first, last] = [lines[0], lines.at(-1)];
    const { width, height } = this.node.getBoundingClientRect();
    const below = last.bottom + GAP;
    const fits = below + height <= innerHeight - GAP || first.top - height - GAP < GAP;
    this.node.style.top = `${fits ? below : first.top - height - GAP}px`;
    this.node.style.left = `${Math.max(GAP, Math.min(last.left - GAP, innerWidth - width - GAP))}px`;
  };

  stop = () => {
    this.close();
    window.removeEventListener("scroll", this.place, { capture: true });
    window.removeEventListener("resize", this.place);
  };
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
  return {
    node: make("div"),
    open,
    close,
    stop: close,
    get target() {
      return target;
    },
  };
}
