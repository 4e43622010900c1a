// The objectives of lessons: boxes that Python ticks. It looks at the answers when they come into view, and after whatever is done on the page while they are.

import { make } from "./lib/elements.js";
import { watchTheme } from "./lib/surroundings.js";

const SAVED_AFTER = [1500, 8000]; // milliseconds after an act; builders have saved by then, on a busy machine too

function objectiveItem({ says, reached_by: by, still, reached }) {
  return make(
    "li",
    { class: "pmkit-objective", "data-reached": String(reached) },
    make("span", { class: "pmkit-box", "aria-hidden": "true" }, reached ? "✓" : ""),
    make(
      "div",
      {},
      make(
        "p",
        { class: "pmkit-objective-says" },
        make("span", { class: "pmkit-unseen" }, reached ? "Reached: " : "Not yet reached: "),
        says,
      ),
      make(
        "p",
        { class: "pmkit-objective-by" },
        by,
        reached ? null : make("span", { class: "pmkit-still" }, ` (${still})`),
      ),
    ),
  );
}

// One lesson stands open; several fold, and those that were unfolded stay so.
function lessonPart({ title, objectives }, open) {
  const reached = objectives.filter((one) => one.reached).length;
  const head = `${title} · ${reached} of ${objectives.length} reached`;
  const list = make("ul", { class: "pmkit-objectives-list" }, ...objectives.map(objectiveItem));
  if (open === undefined) return make("section", {}, make("h3", { class: "pmkit-heading" }, head), list);
  return make("details", { open, "data-lesson": title }, make("summary", {}, head), list);
}

// What is reached, in words.
function drawLessons(list, lessons) {
  const unfolded = [...list.querySelectorAll("details[open]")].map((one) => one.dataset.lesson);
  list.replaceChildren(
    ...lessons.map((one) => lessonPart(one, lessons.length > 1 ? unfolded.includes(one.title) : undefined)),
  );
  return lessons
    .flatMap((one) => one.objectives)
    .filter((one) => one.reached)
    .map((one) => one.says);
}

function objectivesView({ model, el }) {
  const list = make("div", { class: "pmkit-form" });
  const told = make("p", { class: "pmkit-unseen", role: "status" });
  const root = make(
    "div",
    { class: "pmkit-builder pmkit-objectives", role: "region", "aria-label": "Objectives" },
    list,
    told,
  );
  el.append(root);

  /** @type {string[]?} */
  let reached = null;
  const draw = () => {
    const now = drawLessons(list, model.get("lessons"));
    const fresh = reached ? now.filter((says) => !reached?.includes(says)) : [];
    if (fresh.length) told.textContent = `Reached: ${fresh.join("; ")}`;
    reached = now;
  };

  let inView = false;
  /** @type {Map<number, number>} */
  const waiting = new Map();
  const look = () => {
    if (inView && document.visibilityState !== "hidden") model.send({ do: "look" });
  };
  const soon = () => {
    for (const time of SAVED_AFTER.filter((one) => !waiting.has(one))) {
      const lookThen = () => [waiting.delete(time), look()];
      waiting.set(time, setTimeout(lookThen, time));
    }
  };
  const seen = new IntersectionObserver((entries) => {
    inView = Boolean(entries.at(-1)?.isIntersecting);
    look();
  });
  const acts = ["input", "click", "keyup"];
  for (const act of acts) document.addEventListener(act, soon, true); // before a builder keeps them to itself
  document.addEventListener("visibilitychange", look);
  seen.observe(root);
  draw();
  model.on("change:lessons", draw);
  const stop = watchTheme(root);
  return () => {
    for (const timer of waiting.values()) clearTimeout(timer);
    seen.disconnect();
    model.off("change:lessons", draw);
    for (const act of acts) document.removeEventListener(act, soon, true);
    document.removeEventListener("visibilitychange", look);
    stop();
  };
}

export default { render: objectivesView };
