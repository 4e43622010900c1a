"""Moves made on a board, so that a slip can be taken back, and made again."""

from typing import NamedTuple

from pmkit.models.action_item import ActionItem, MoveError
from pmkit.models.action_items import ActionItems

MOST_STEPS = 200
NOT_AS_LEFT = "this item was changed elsewhere since, so it stays as it is"


class Step(NamedTuple):
    """One move: the place of the item, as it was and as it became."""

    place: int
    before: ActionItem
    after: ActionItem


class Steps:
    """What was done on one board and can be undone; what the file held before stays out of reach.

    Undoing a move takes its line of the history away again: the line told of a slip. Only the very item that a move
    made is taken back, so that nothing is lost of what somebody else wrote meanwhile.
    """

    def __init__(self) -> None:
        self.done: list[Step] = []
        self.undone: list[Step] = []

    def made(self, place: int, before: ActionItem, after: ActionItem) -> None:
        """Remember a move."""
        self.done = [*self.done, Step(place, before, after)][-MOST_STEPS:]
        self.undone = []

    def undo(self, answer: ActionItems) -> tuple[int, ActionItem]:
        """The place and the item as it was before the last move. Raises MoveError."""
        if not self.done:
            raise MoveError("nothing was moved here yet")
        step = self.done.pop()
        place = _place_of(answer, step.after, step.place)
        self.undone.append(step)
        return place, step.before

    def redo(self, answer: ActionItems) -> tuple[int, ActionItem]:
        """The place and the item as it was after the move that was undone last. Raises MoveError."""
        if not self.undone:
            raise MoveError("nothing was undone here")
        step = self.undone.pop()
        place = _place_of(answer, step.before, step.place)
        self.done.append(step)
        return place, step.after


def _place_of(answer: ActionItems, item: ActionItem, place: int) -> int:
    """Where an item is now: where it was, or the only place with just this item. Raises MoveError."""
    found = [number for number, one in enumerate(answer.actions) if one == item]
    if place in found:
        return place
    if len(found) != 1:
        raise MoveError(NOT_AS_LEFT)
    return found[0]
