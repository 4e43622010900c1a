// Sends what the form holds, knows what of it is on disk, and says so.

import { button, clock, make, uniqueId } from "./elements.js";

/** @import { Form, Model } from "./types.js" */

export const PAUSE = 250; // milliseconds without a key before a change is sent
const PATIENCE = 5000; // milliseconds until a kernel that says nothing is called silent

// Unsaved words survive a kernel that went away and a page that was loaded again.
/**
 * @param {() => string} key
 */
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
    read: () => attempt(() => JSON.parse(sessionStorage.getItem(name()) ?? "null")),
    write: (draft) => attempt(() => sessionStorage.setItem(name(), JSON.stringify(draft))),
    clear: () => attempt(() => sessionStorage.removeItem(name())),
  };
}

// Sends what the form holds and knows what of it is on disk.
export class Saver {
  /**
   * @param {Model} model
   * @param {Form} form
   * @param {(state: string) => void} onStatus
   * @param {number} pause
   */
  constructor(model, form, onStatus, pause) {
    this.model = model;
    this.form = form;
    this.onStatus = onStatus;
    this.pause = pause;
    this.client = uniqueId();
    this.draft = drafts(() => this.model.get("shown").path);
    this.revision = 0;
    this.confirmed = 0;
    this.base = null;
    this.version = "";
    /** @type {number | undefined} */
    this.waiting = undefined; // a change not sent yet
    /** @type {number | undefined} */
    this.silence = undefined; // runs while a change that was sent has no answer
    this.silent = false;
  }

  send = () => {
    clearTimeout(this.waiting);
    this.waiting = undefined;
    this.revision += 1;
    const answer = this.form.read();
    this.draft.write({ answer, version: this.version, at: Date.now() / 1000 });
    this.model.set("typed", { client: this.client, revision: this.revision, base: this.base, answer });
    this.model.save_changes();
    this.silence ??= setTimeout(() => {
      this.silence = undefined;
      this.silent = true;
      this.onStatus("silent");
    }, PATIENCE);
    this.onStatus(this.silent ? "silent" : "saving");
  };

  accept(shown) {
    this.base = shown.serial;
    this.version = shown.version;
  }

  changed = (after = this.pause) => {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(this.send, after);
    this.onStatus(this.silent ? "silent" : "saving");
  };

  flush = () => {
    if (this.waiting !== undefined) this.send();
  };

  idle = () => this.waiting === undefined && this.confirmed === this.revision;

  // Returns whether the fields must be drawn again from `shown`.
  hear = (shown) => {
    const mine = shown.client === this.client;
    this.silent = false;
    if (mine && shown.revision < this.revision) return false; // an echo older than what is typed
    if (!mine && !this.idle()) return false;
    this.accept(shown);
    if (!mine) {
      this.onStatus(shown.trouble ? "refused" : "saved");
      return true;
    }
    this.confirmed = shown.revision;
    clearTimeout(this.silence);
    this.silence = undefined;
    if (this.waiting !== undefined) return false;
    if (!shown.trouble) this.draft.clear();
    this.onStatus(shown.trouble ? "refused" : "saved");
    return false;
  };

  // What was typed and never saved: put back by itself when nothing else happened to the file since.
  restore = (offer) => {
    const shown = this.model.get("shown");
    this.accept(shown);
    const kept = this.draft.read();
    const current = JSON.stringify(this.form.read());
    if (!kept || JSON.stringify(kept.answer) === current) return this.draft.clear();
    const put = () => {
      this.form.show(kept.answer);
      this.send();
    };
    if (kept.version === shown.version) put();
    else offer(kept, put, this.draft.clear);
  };

  stop = () => {
    this.flush();
    clearTimeout(this.silence);
  };
}

/**
 * @param {Model} model
 * @param {() => void} retry
 */
export function statusLine(model, retry) {
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
