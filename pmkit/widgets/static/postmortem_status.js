// Where a postmortem stands: its status, which can always be moved, what is still open, its days, and its review.

import { button, labelled, make, uniqueId } from "./lib/elements.js";
import { standing } from "./postmortem_outline.js";

const STATES = { done: "✓", late: "!", now: "▸", "to come": "○" };

export class PostmortemStatus {
  /**
   * @param {any} model
   * @param {import("./postmortem_text.js").PostmortemText} text
   */
  constructor(model, text) {
    this.model = model;
    this.text = text;
    this.drawn = "";
    /** @type {any} */
    this.answer = null;
    const name = uniqueId();
    this.choices = new Map();
    const radios = model.get("shown").answer.statuses.map(([status]) => {
      const radio = make("input", { type: "radio", name, value: status, onchange: () => this.move(status) });
      this.choices.set(status, radio);
      return make("label", { class: "pmkit-status-choice" }, radio, ` ${status}`);
    });
    this.other = make("p", { class: "pmkit-quiet" });
    this.said = make("p", { class: "pmkit-open-says", role: "status" });
    this.open = make("ul", { class: "pmkit-open" });
    this.days = make("div", {});
    this.review = make("div", {});
    this.calendar = make(
      "select",
      { class: "pmkit-input", onchange: () => this.count() },
      ...model.get("calendars").map(([value, title]) => make("option", { value }, title)),
    );
    this.calendar.value = model.get("calendar");
    this.node = make(
      "div",
      { class: "pmkit-standing" },
      make("fieldset", { class: "pmkit-statuses" }, make("legend", { class: "pmkit-label" }, "Status"), ...radios),
      this.other,
      this.said,
      this.open,
      make("h4", { class: "pmkit-label" }, "Days"),
      this.days,
      labelled("Business days as in", this.calendar),
      make("h4", { class: "pmkit-label" }, "Review by a second person"),
      this.review,
    );
  }

  move(status) {
    this.text.once(() => {
      const found = this.answer.statuses.find(([one]) => one === status);
      if (found[1].words || found[1].start !== found[1].end) this.text.apply(found[1]);
      this.choices.get(status).focus();
    });
  }

  count() {
    this.model.set("calendar", this.calendar.value);
    this.model.save_changes();
  }

  draw(answer, findings) {
    this.answer = answer;
    const now = JSON.stringify([answer, findings]);
    if (now === this.drawn) return;
    this.drawn = now;
    for (const [status, radio] of this.choices) radio.checked = status === answer.status;
    const isKnown = this.choices.has(answer.status);
    this.other.hidden = isKnown;
    this.other.textContent = answer.status ? `The head says “${answer.status}”.` : "The head gives no status yet.";
    this.drawOpen(answer, findings);
    this.drawDays(answer.days);
    this.drawReview(answer.review);
  }

  drawOpen(answer, findings) {
    const sections = answer.sections.filter(({ open }) => open);
    const about = findings.filter(({ start, end }) => start === end && end === 0).length;
    const { missing, findings: inHead } = answer.head;
    const head = [missing.length && `no ${missing.join(", ")}`, inHead && `${inHead} to look at`].filter(Boolean);
    const items = [
      head.length ? this.item("Head", head.join(", "), () => this.text.goTo(0)) : null,
      ...sections.map((one) => this.item(one.title, standing(one).says, () => this.lead(one))),
      about ? make("li", {}, `The whole document: ${about} to look at`) : null,
    ].filter((one) => one !== null);
    this.open.replaceChildren(...items);
    const status = answer.status || "without a status";
    this.said.textContent = items.length
      ? `It is ${status}, and this is still open:`
      : `It is ${status}, and the checks find nothing open.`;
  }

  lead({ insert, start }) {
    this.text.uncover();
    if (insert) this.text.apply(insert);
    else this.text.goTo(start);
  }

  item(title, says, act) {
    return make(
      "li",
      {},
      button(title, () => this.text.once(act), { class: "pmkit-link" }),
      `: ${says}`,
    );
  }

  drawDays({ says, stages = [] }) {
    const rows = stages.map(({ title, days, state }) =>
      make("li", { "data-state": state }, `${STATES[state]} ${title}, ${days}: ${state}`),
    );
    this.days.replaceChildren(make("p", {}, says), make("ul", { class: "pmkit-stages" }, ...rows));
  }

  drawReview({ says, asked = [] }) {
    const rows = asked.map(([verdict, asks, note]) =>
      make("li", {}, make("b", {}, verdict), ` ${asks}`, note ? make("q", { class: "pmkit-quote" }, note) : null),
    );
    this.review.replaceChildren(make("p", { class: "pmkit-review-says" }, says), make("ul", {}, ...rows));
  }
}
