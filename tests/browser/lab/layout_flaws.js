// What of a notebook's outputs does not fit on the screen, in words: parts without a sensible size, cut or broken
// words, things on top of each other, sideways scrolling.
async (least) => {
  const flaws = [];
  const frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  const panel = window.jupyterapp.shell.currentWidget.node;
  const outputs = [...panel.querySelectorAll(".jp-OutputArea-output")];
  const short = (text) => (text.length > 40 ? `${text.slice(0, 40)}…` : text);
  const called = (node) => {
    const classes = (typeof node.className === "string" ? node.className : "").split(" ").filter((name) => name.startsWith("pmkit"));
    return `${classes.join(".") || node.tagName.toLowerCase()} “${short((node.ariaLabel ?? node.textContent).trim().replace(/\s+/g, " "))}”`;
  };
  const note = (node, says) => {
    const builder = node.closest(".pmkit-builder");
    const name = builder ? `${[...builder.classList].at(-1)}: ` : "";
    flaws.push(`${name}${called(node)} ${says}`);
  };
  const unseen = (node) => Boolean(node.closest(".pmkit-unseen, [hidden], .pmkit-mirror, [popover], details:not([open]) > :not(summary)"));
  const shown = (node) => node.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !unseen(node);
  const hides = (style) => /hidden|clip/.test(style);

  for (const output of outputs) {
    // What stays in view beside a form takes the room that can be seen of it.
    if (output.querySelector(".pmkit-builder")) {
      output.scrollIntoView({ block: "start" });
      for (let wait = 0; wait < 3; wait += 1) await frame();
    }
    look(output);
  }

  function look(output) {
    // Main parts: a place to read or write in needs room.
    for (const [part, [width, height]] of Object.entries(least)) {
      for (const node of output.querySelectorAll(part)) {
        if (unseen(node) || !node.childElementCount || getComputedStyle(node).display === "none") continue;
        const box = node.getBoundingClientRect();
        if (box.width < width || box.height < height) note(node, `is ${Math.round(box.width)} × ${Math.round(box.height)} px`);
      }
    }
    // A picture may be scrolled in its own frame.
    const isPicture = output.querySelector(":scope svg") && !output.querySelector(".pmkit-builder");
    if (output.scrollWidth > output.clientWidth + 1 && !isPicture) note(output, `is ${output.scrollWidth - output.clientWidth} px wider than its cell`);
    const nodes = [...output.querySelectorAll(".pmkit-builder, .pmkit-builder *, .jp-RenderedHTMLCommon *, .jp-RenderedHTML *")];
    const leaves = [];
    for (const node of nodes) {
      if (node.closest("svg") && node.tagName !== "svg") continue;
      if (unseen(node) || getComputedStyle(node).display === "none") continue;
      const style = getComputedStyle(node);
      const box = node.getBoundingClientRect();
      const own = [...node.childNodes].filter((part) => part.nodeType === 3 && part.data.trim());
      // Whatever holds words has height.
      if (own.length && node.checkVisibility() && (box.height < 8 || box.width < 4)) note(node, `is ${Math.round(box.width)} × ${Math.round(box.height)} px`);
      // Words are never cut; a line that ends in "…" is told whole elsewhere.
      const ends = style.textOverflow === "ellipsis";
      if (box.width && !node.matches("input, select, svg")) {
        if (hides(style.overflowX) && !ends && node.scrollWidth > node.clientWidth + 1) note(node, `hides ${node.scrollWidth - node.clientWidth} px at its right`);
        if (hides(style.overflowY) && node.scrollHeight > node.clientHeight + 2) note(node, `hides ${node.scrollHeight - node.clientHeight} px at its foot`);
      }
      // A time or a name is seen whole; a long text may be scrolled in its field.
      if (node.matches("input[type=text]") && box.width && box.width < 240 && node.scrollWidth > node.clientWidth + 1) note(node, `cuts “${node.value}”`);
      if (node.matches("input[type=text], select, textarea") && box.width && box.width < 48) note(node, `is ${Math.round(box.width)} px wide`);
      // What scrolls has room for a few lines at once.
      const scrolls = /auto|scroll/.test(style.overflowY) && node.scrollHeight > node.clientHeight + 2;
      if (scrolls && node.clientHeight < 60) note(node, `shows ${node.clientHeight} of ${node.scrollHeight} px`);
      if (node.tagName === "svg") for (const text of node.querySelectorAll("text")) drawnWithin(text, box);
      if (!shown(node)) continue;
      if (own.length) for (const line of linesOf(own)) leaves.push([node, line]);
      else if (node.matches("input, textarea, select")) leaves.push([node, box]);
      if (own.length && /anywhere|break-word/.test(style.overflowWrap + style.wordBreak) && !node.closest("code, pre, .pmkit-path")) broken(node, own);
    }
    overlaps(leaves);
  }

  function drawnWithin(text, frame) {
    const box = text.getBoundingClientRect();
    if (!box.width || !frame.width) return;
    if (box.left < frame.left - 2 || box.right > frame.right + 2 || box.top < frame.top - 2 || box.bottom > frame.bottom + 2) note(text, "is drawn outside its picture");
  }

  // Words that wrap are as many boxes as lines.
  function linesOf(parts) {
    const range = document.createRange();
    return parts.flatMap((part) => {
      range.selectNodeContents(part);
      return [...range.getClientRects()];
    });
  }

  function broken(node, parts) {
    const range = document.createRange();
    for (const part of parts) {
      if (part.length > 3000) continue;
      for (const { 0: word, index } of part.data.matchAll(/\p{L}{4,20}/gu)) {
        range.setStart(part, index);
        range.setEnd(part, index + word.length);
        const tops = new Set([...range.getClientRects()].filter(({ width }) => width > 1).map(({ top }) => Math.round(top)));
        if (tops.size > 1) return note(node, `breaks the word “${word}”`);
      }
    }
  }

  // The part of a box that can be seen inside everything that scrolls or hides.
  function visible(node, box) {
    let { left, right, top, bottom } = box;
    for (let at = node; at && !at.matches(".jp-OutputArea-output"); at = at.parentElement) {
      const { overflowX, overflowY } = getComputedStyle(at);
      if (overflowX === "visible" && overflowY === "visible") continue;
      const frame = at.getBoundingClientRect();
      [left, right] = [Math.max(left, frame.left), Math.min(right, frame.right)];
      [top, bottom] = [Math.max(top, frame.top), Math.min(bottom, frame.bottom)];
    }
    return { left, right, top, bottom };
  }

  function stuck(node) {
    for (let at = node; at && !at.matches(".jp-OutputArea-output"); at = at.parentElement) if (/sticky|fixed/.test(getComputedStyle(at).position)) return at;
    return null;
  }

  function overlaps(found) {
    const boxes = found.map(([node, box]) => ({ node, ...visible(node, box) })).filter(({ left, right, top, bottom }) => right - left > 2 && bottom - top > 2);
    boxes.sort((one, other) => one.top - other.top);
    const told = new Set();
    boxes.forEach((one, index) => {
      for (let next = index + 1; next < boxes.length && boxes[next].top < one.bottom - 3; next += 1) {
        const other = boxes[next];
        const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
        const down = Math.min(one.bottom, other.bottom) - other.top;
        if (across < 4 || down < 4 || one.node === other.node || one.node.contains(other.node) || other.node.contains(one.node)) continue;
        if (stuck(one.node) !== stuck(other.node)) continue; // it slides over the rest on purpose
        if (told.has(one.node)) continue;
        told.add(one.node);
        note(one.node, `overlaps ${called(other.node)} by ${Math.round(across)} × ${Math.round(down)} px`);
      }
    });
  }

  for (const node of [document.scrollingElement, panel, ...panel.querySelectorAll(".jp-WindowedPanel-outer")]) {
    if (node.scrollWidth > node.clientWidth + 1) flaws.push(`the page scrolls ${node.scrollWidth - node.clientWidth} px sideways`);
  }
  return [...new Set(flaws)];
}
