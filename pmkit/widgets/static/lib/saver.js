// Sends what the form holds, knows what of it is on disk, and says so.

import { button, clock, make, uniqueId } from "./elements.js";

export const PAUSE = 250; // milliseconds without a key before a change is sent
const PATIENCE = 5000; // milliseconds until a kernel that says nothing is called silent

// Unsaved words survive a kernel that went away and a page that was loaded again.
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
export function saver(model, form, onStatus, pause) {
  const client = uniqueId();
  const draft = drafts(() => model.get("shown").path);
  let revision = 0;
  let confirmed = 0;
  let base = null;
  let version = "";
  /** @type {number | undefined} */
  let waiting; // a change not sent yet
  /** @type {number | undefined} */
  let silence; // runs while a change that was sent has no answer
  let silent = false;

  function send() {
    clearTimeout(waiting);
    waiting = undefined;
    revision += 1;
    const answer = form.read();
    draft.write({ answer, version, at: Date.now() / 1000 });
    model.set("typed", { client, revision, base, answer });
    model.save_changes();
    silence ??= setTimeout(() => {
      silence = undefined;
      silent = true;
      onStatus("silent");
    }, PATIENCE);
    onStatus(silent ? "silent" : "saving");
  }

  function accept(shown) {
    base = shown.serial;
    version = shown.version;
  }

  return {
    changed(after = pause) {
      clearTimeout(waiting);
      waiting = setTimeout(send, after);
      onStatus(silent ? "silent" : "saving");
    },
    flush() {
      if (waiting !== undefined) send();
    },
    send,
    idle: () => waiting === undefined && confirmed === revision,
    // Returns whether the fields must be drawn again from `shown`.
    hear(shown) {
      const mine = shown.client === client;
      silent = false;
      if (mine && shown.revision < revision) return false; // an echo older than what is typed
      if (!mine && !this.idle()) return false;
      accept(shown);
      if (!mine) {
        onStatus(shown.trouble ? "refused" : "saved");
        return true;
      }
      confirmed = shown.revision;
      clearTimeout(silence);
      silence = undefined;
      if (waiting !== undefined) return false;
      if (!shown.trouble) draft.clear();
      onStatus(shown.trouble ? "refused" : "saved");
      return false;
    },
    // What was typed and never saved: put back by itself when nothing else happened to the file since.
    restore(offer) {
      const shown = model.get("shown");
      accept(shown);
      const kept = draft.read();
      const current = JSON.stringify(form.read());
      if (!kept || JSON.stringify(kept.answer) === current) return draft.clear();
      const put = () => {
        form.show(kept.answer);
        send();
      };
      if (kept.version === shown.version) put();
      else offer(kept, put, draft.clear);
    },
    stop() {
      this.flush();
      clearTimeout(silence);
    },
  };
}

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
