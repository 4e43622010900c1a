"""The board of an action-items file: a column for each state of their life, in which cards are moved and told about."""

from datetime import date
from pathlib import Path
from typing import Any, ClassVar

import traitlets

from pmkit.checks import Finding
from pmkit.models.action_item import MOVES, ActionItem, MoveError, Status, move
from pmkit.models.action_items import ActionItems
from pmkit.models.dates.sla import load_sla, sla_names
from pmkit.widgets.action_items.cards import cards, column_of, mark_of, outline, review, title_of
from pmkit.widgets.action_items.steps import Steps
from pmkit.widgets.builder import LOOKS, Builder, Theme, live
from pmkit.widgets.esm import script, styles

MOST_KEPT = 100
"""Answers to commands that a page may still have to hear."""
LONGEST_NOTE, LONGEST_NAME = 4_000, 200
LONGEST_TOLD = 48
CHANGED = "this item was changed elsewhere meanwhile; it is shown as it is now, so look at it and move it again"


class ActionItemsBoard(Builder[ActionItems]):
    """Moves the items of an action_items.toml; see `board`.

    A page sends commands in place of an answer, each with an id and the mark of the item that it saw; they are done
    to what the file holds at that moment. So an editor of the same file, or a second board, loses nothing.
    """

    kind: ClassVar[str] = "action-items"
    model = ActionItems
    rows: ClassVar[str] = "actions"
    shows_exhibits: ClassVar[bool] = False

    settings = traitlets.Dict().tag(sync=True)
    policy = traitlets.Any().tag(sync=True)
    mover = traitlets.Any("").tag(sync=True)

    _esm = script("action_items_board.js")
    _css = styles("action_items_board.js", *LOOKS, "lib/tabs.css", "action_items_board.css")

    def __init__(self, path: Path, *others: Any, **settings: Any) -> None:
        self._steps = Steps()
        self._answers: dict[str, dict[str, Any]] = {}
        self._is_untouched = False
        super().__init__(path, *others, **settings)
        self.observe(lambda _: self._show(), "policy")

    def set_up(self, *, on: date | None = None, policy: str | None = None) -> None:
        """Take the day, today without one, and whose times of priorities count."""
        self._on = on
        self.policy = load_sla(policy).name if policy else load_sla().name
        names = {name: load_sla(name).title for name in sla_names()}
        self.settings = {"columns": {state: title_of(state) for state in MOVES}, "policies": names}

    @property
    def on(self) -> date:
        """The day of the board."""
        return self._on or date.today()  # noqa: DTZ011 -- the day of whoever looks

    def to_fields(self, answer: ActionItems) -> dict[str, Any]:
        """The cards and the weekly review, with what became of the last commands."""
        policy = self._sla()
        return {
            "on": str(self.on),
            "cards": cards(answer, self.on, policy),
            "review": review(answer, self.on, policy),
            "answers": list(self._answers.values()),
            "undo": bool(self._steps.done),
            "redo": bool(self._steps.undone),
        }

    def parse(self, fields: dict[str, Any]) -> ActionItems:
        """What the file holds now, after the commands of a page; one that was heard before is not done again."""
        self._catch_up()
        answer = self.answer
        for command in fields.get("commands", []):
            answer = self._done(answer, command)
        self._is_untouched = answer == self.answer
        return answer

    def examine(self, answer: ActionItems) -> list[Finding]:  # noqa: ARG002  # the builder of the list judges its words
        """Nothing: a board moves items and asks nothing about their words."""
        return []

    def describe(self, answer: ActionItems) -> str:
        """How many items there are."""
        return "1 item" if len(answer.actions) == 1 else f"{len(answer.actions)} items"

    def draw(self, _answer: ActionItems, _width: int, _theme: Theme) -> str:
        """The board is its own picture."""
        return ""

    def outline(self, answer: ActionItems) -> str:
        """The columns with their cards, as text."""
        return outline(answer, self.on, self._sla())

    def _sla(self) -> Any:
        known = isinstance(self.policy, str) and self.policy in sla_names()
        return load_sla(self.policy) if known else load_sla()

    def _catch_up(self) -> None:
        """Take what somebody else wrote; what the disk refused of ours is kept, and theirs is then kept beside."""
        if not self._trouble and self._file.changed_elsewhere():
            last = self._last
            self.reread()
            self._last = last

    def _save(self, *, keep_present: bool = False) -> None:
        if self._trouble or not self._is_untouched:  # a refused move leaves the file as somebody laid it out
            super()._save(keep_present=keep_present)
        self._is_untouched = False

    def _done(self, answer: ActionItems, command: dict[str, Any]) -> ActionItems:
        """The answer after one command; what is refused is told and changes nothing."""
        name = str(command["id"])[:64]
        if name in self._answers:
            return answer
        told: dict[str, Any] = {"id": name, "item": command.get("item"), "says": "", "refused": ""}
        try:
            place, item, told["says"] = self._act(answer, command)
        except MoveError as error:
            told["refused"] = str(error)
        else:
            told["item"] = place
            actions = [*answer.actions[:place], item, *answer.actions[place + 1 :]]
            answer = answer.model_copy(update={"actions": actions})
        self._answers = dict([*self._answers.items(), (name, told)][-MOST_KEPT:])
        return answer

    def _act(self, answer: ActionItems, command: dict[str, Any]) -> tuple[int, ActionItem, str]:
        """The place of the item, the item after the command, and what to say of it. Raises MoveError."""
        act = command.get("do")
        if act == "undo":
            place, item = self._steps.undo(answer)
            return place, item, f"Undone: {_called(item)} is {title_of(column_of(item))} again"
        if act == "redo":
            place, item = self._steps.redo(answer)
            return place, item, f"Done again: {_called(item)} is {title_of(column_of(item))}"
        place = _seen(answer, command)
        before = answer.actions[place]
        after = self._moved(before, command)
        self._steps.made(place, before, after)
        came, went = title_of(column_of(before)), title_of(column_of(after))
        return place, after, f"{_called(after)} moved from {came} to {went}"

    def _moved(self, item: ActionItem, command: dict[str, Any]) -> ActionItem:
        note, by = _text(command, "note", LONGEST_NOTE), _text(command, "by", LONGEST_NAME)
        owner = _text(command, "owner", LONGEST_NAME)
        if owner and not item.owner.strip():
            item = item.model_copy(update={"owner": owner})
        to: Status = command["to"]
        return move(item, to, on=self.on, by=by, note=note)


def _seen(answer: ActionItems, command: dict[str, Any]) -> int:
    """Where the item is that the page saw. Raises MoveError."""
    place, mark = command.get("item"), command.get("mark")
    found = [number for number, one in enumerate(answer.actions) if mark_of(one) == mark]
    if place in found:
        return int(place)
    if len(found) != 1:
        raise MoveError(CHANGED)
    return found[0]


def _text(command: dict[str, Any], key: str, most: int) -> str:
    text = str(command.get(key) or "").strip()
    if len(text) > most:
        raise MoveError(f"the {key} has {len(text):,} characters; write at most {most:,}")
    return text


def _called(item: ActionItem) -> str:
    text = " ".join(item.text.split())
    return f"“{text[:LONGEST_TOLD]}…”" if len(text) > LONGEST_TOLD else f"“{text}”"


def board(path: str | Path, on: date | None = None, policy: str | None = None) -> ActionItemsBoard:
    """The board of the action items at `path`: a column a state, cards that are moved by drag or by keys.

    `on` is the day from which lateness is told and under which moves are kept, today without one; `policy` whose
    times of priorities count, the module's without one. Raises LookupError for a policy that nobody has.
    """
    return live(ActionItemsBoard, path, on=on, policy=policy)
