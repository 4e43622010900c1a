// A press of the mouse and its release make a click only where both meet the same button. What moves between the two, as
// when a remark appears above, would make the click go nowhere.

const PRESSED = "button, summary, [role='tab']";
const STILL = 6; // pixels that a hand may stray without having changed its mind

/**
 * Keeps the clicks of `root`, whatever moves under the pointer; `later` holds back until no button is pressed what would
 * move it or draw it anew.
 * @param {HTMLElement} root
 */
export function keepPresses(root) {
  /** @type {{ node: any, x: number, y: number }?} */
  let pressed = null;
  /** @type {Set<() => void>} */
  const waiting = new Set();

  /** @param {PointerEvent} event */
  function press({ target, button, isPrimary, clientX: x, clientY: y }) {
    const node = button === 0 && isPrimary && target instanceof Element ? target.closest(PRESSED) : null;
    pressed = node && { node, x, y };
  }

  function free() {
    pressed = null;
    // The browser's own click comes first.
    setTimeout(() => {
      const due = [...waiting];
      waiting.clear();
      for (const act of due) act();
    });
  }

  /** @param {PointerEvent} event */
  function release({ target, clientX, clientY }) {
    if (!pressed) return;
    const { node, x, y } = pressed;
    free();
    const isMet = target instanceof Node && node.contains(target);
    if (isMet || Math.hypot(clientX - x, clientY - y) > STILL) return;
    if (node.isConnected && !node.disabled) node.click();
  }

  /**
   * @param {() => void} act
   * @returns {() => void}
   */
  const later = (act) => () => {
    if (pressed) waiting.add(act);
    else act();
  };

  root.addEventListener("pointerdown", press, true);
  window.addEventListener("pointerup", release, true);
  window.addEventListener("pointercancel", free, true);
  window.addEventListener("blur", free);
  const stop = () => {
    window.removeEventListener("pointerup", release, true);
    window.removeEventListener("pointercancel", free, true);
    window.removeEventListener("blur", free);
  };
  return { later, stop };
}
