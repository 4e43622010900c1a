"""An action item: what someone will do, by when, how we will know it is done, and what became of it."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Literal

from pydantic import Field, field_validator

from pmkit.models.answer import Part

Priority = Literal["P1", "P2", "P3"]
Status = Literal["new", "open", "in-progress", "blocked", "done", "declined", "reopened"]
Kind = Literal["investigate", "mitigate", "repair", "detect-future", "mitigate-future", "prevent-future"]
MOST_CHANGES = 200

KINDS: Mapping[Kind, str] = {
    "investigate": "find out more about this incident",
    "mitigate": "end the harm of this incident",
    "repair": "put right what this incident damaged",
    "detect-future": "notice the next one earlier",
    "mitigate-future": "make the next one smaller or shorter",
    "prevent-future": "keep it from happening again",
}
"""The six kinds of Lunney, Lueder and Beyer (2017), with what each is for."""

PRIORITIES: Mapping[Priority, tuple[str, tuple[Kind, ...]]] = {
    "P1": ("prevents that it happens again", ("prevent-future",)),
    "P2": ("significantly reduces the risk", ("mitigate-future",)),
    "P3": ("improves detection and response", ("detect-future", "mitigate-future")),
}
"""The module's table of priorities, with the kinds that do so; of work on this incident it says nothing."""

Letter = Literal["specific", "measurable", "assigned", "time-bound", "prioritized", "realistic"]
LETTERS: Mapping[Letter, str] = {
    "specific": "it says what is to be done, and to what",
    "measurable": "one can tell when it is done",
    "assigned": "one owner answers for it",
    "time-bound": "it has a date, within the time of its priority",
    "prioritized": "it has a priority, and one that fits what it does",
    "realistic": "it can be done by then, by those who have it; a question, never a mark",
}
"""The letters of SMART: the module has two lists of five, which make six; each with what it means here."""

SMART_LISTS: Mapping[str, tuple[Letter, ...]] = {
    "Effective Action Items": ("specific", "measurable", "assigned", "time-bound", "prioritized"),
    "Key Takeaways": ("specific", "measurable", "assigned", "realistic", "time-bound"),
}
"""The module's two lists, by the heading under which each stands."""

MOVES: Mapping[Status, tuple[Status, ...]] = {
    "new": ("open", "declined"),
    "open": ("in-progress", "blocked", "declined"),
    "in-progress": ("done", "blocked", "open", "declined"),
    "blocked": ("open", "in-progress", "declined"),
    "done": ("reopened",),
    "declined": ("reopened",),
    "reopened": ("in-progress", "blocked", "declined"),
}
"""Where an item can go from each state: the module's four states, and blocked, declined and reopened."""


CLOSED: Mapping[Status, tuple[str, str]] = {
    "done": ("evidence", "what shows that it works"),
    "declined": ("declined", "the reason for not acting"),
}
"""The states at an end: under which key an item says why, and what that is."""


class MoveError(ValueError):
    """A move that the life cycle does not have, or that lacks what it needs; its text says what to do."""


class StatusChange(Part):
    """One line of an item's history: the state that it came to, and when, by whom and why where that is known."""

    status: Status = Field(examples=[" or ".join(f'"{one}"' for one in MOVES)])
    on: date | None = Field(None, examples=["2026-11-24"])
    by: str | None = Field(None, examples=['"Mina Okafor"'])
    note: str | None = Field(None, examples=['"the alert fired in staging, OPS-123"'])

    @field_validator("on", mode="before")
    @classmethod
    def _date_of_text(cls, on: Any) -> Any:
        if not isinstance(on, str):
            return on
        try:
            return date.fromisoformat(on)  # pages carry JSON, which has no dates
        except ValueError:
            raise ValueError(f"{on[:60]!r} is no date; write on = 2026-11-24") from None


class ActionItem(Part):
    """One action item; only `text` must be there, so that a half-written one can be kept.

    `success` is how one would know that it worked, `evidence` what shows that it is done. `competes_with` holds the
    1-based numbers of items of the same list of which one will do, `declined` the reason for not acting.
    `effect` is the lever of the story that the item claims to move (see pmkit.models.story), `effect_number` how far,
    in the lever's unit.
    """

    text: str = Field(examples=['"Add a 24-hour memory test to the release pipeline"'])
    owner: str = Field("", examples=['"Mina Okafor"'])
    due: date | None = Field(None, examples=["2026-12-01"])
    priority: Priority | None = Field(None, examples=['"P1", "P2" or "P3"'])
    status: Status | None = Field(None, examples=[" or ".join(f'"{one}"' for one in MOVES)])
    created: date | None = Field(None, examples=["2026-11-23"])
    kind: Kind | None = Field(None, examples=['"prevent-future"'])
    problem: str | None = Field(None, examples=['"No test measures memory"'])
    postmortem: str | None = Field(None, examples=['"postmortems/2026-11-20-blocks.md"'])
    ticket: str | None = Field(None, examples=['"OPS-123"'])
    success: str | None = Field(None, examples=['"The test fails on the build that leaked"'])
    evidence: str | None = Field(None, examples=['"build 412 was stopped by it"'])
    competes_with: list[int] | None = Field(None, examples=["[2]"], max_length=MOST_CHANGES)
    declined: str | None = Field(None, examples=['"the service is switched off in January"'])
    effect: str | None = Field(None, examples=['"expiry-alert"'])
    effect_number: float | None = Field(None, examples=["30"], allow_inf_nan=False)
    history: list[StatusChange] | None = Field(
        None, examples=[f"at most {MOST_CHANGES} [[actions.history]]"], max_length=MOST_CHANGES
    )

    @property
    def state(self) -> Status:
        """Where it stands: what its author wrote, else where its history ends, else "new"."""
        if self.status is not None:
            return self.status
        return self.history[-1].status if self.history else "new"

    @property
    def is_declined(self) -> bool:
        """Whether somebody decided not to act."""
        return self.state == "declined" or (self.status is None and bool((self.declined or "").strip()))


def move(item: ActionItem, to: Status, *, on: date | None = None, by: str = "", note: str = "") -> ActionItem:
    """The item after one step of its life; the item given stays as it is, and what its history holds is kept.

    Opening needs an owner, done its evidence and declined its reason: in `note`, or on an item that has not been
    closed before. Raises MoveError naming the moves there are, or what is wanting.

    >>> move(ActionItem(text="Add a memory test", owner="Mina Okafor"), "open").status
    'open'
    >>> move(ActionItem(text="Add a memory test"), "done")
    Traceback (most recent call last):
    pmkit.models.action_item.MoveError: 'new' cannot go to 'done'; from here it goes to open or declined
    """
    here = item.state
    if to not in MOVES[here]:
        raise MoveError(f"{here!r} cannot go to {to!r}; from here it goes to {' or '.join(MOVES[here])}")
    if to == "open" and not item.owner.strip():
        raise MoveError("open means that somebody has it; give it one owner first")
    said, kept = note.strip(), _kept(item)
    if len(kept) >= MOST_CHANGES:
        raise MoveError(f"its history holds {MOST_CHANGES} changes; begin a new item that links to this one")
    changed: dict[str, str] = {}
    if to in CLOSED:
        key, what = CLOSED[to]
        before = any(one.status == to for one in kept)
        said = said or ("" if before else (getattr(item, key) or "").strip())
        if not said:
            raise MoveError(f"{to} needs {what}; write it as the note of the move")
        changed[key] = said
    change = StatusChange(status=to, on=on, by=by.strip() or None, note=said or None)
    return item.model_copy(update={"status": to, "history": [*kept, change], **changed})


def _kept(item: ActionItem) -> list[StatusChange]:
    """The history so far, with a state and with words of an end that somebody wrote by hand: they are history too."""
    kept = list(item.history or [])
    key = CLOSED.get(item.state, ("", ""))[0]
    words = (getattr(item, key) if key else None) or None
    if not kept or kept[-1].status != item.state or (words and kept[-1].note != words):
        kept.append(StatusChange(status=item.state, note=words))
    return kept
