"""A list of action items in another order, with fewer or with more: the numbers by which items name each other follow.

An item names others by their 1-based places in the list (`competes_with`). Here places are 0-based indices.
"""

from collections.abc import Sequence

from pmkit.models.action_item import ActionItem
from pmkit.models.action_items import MOST_ACTIONS, ActionItems


class TooManyError(ValueError):
    """More items than one list holds; its text says how many, and what to do."""


def arranged(answer: ActionItems, order: Sequence[int]) -> ActionItems:
    """The items with these indices, each once, in this order; what named an item that is left out names it no more.

    >>> three = [ActionItem(text="A"), ActionItem(text="B"), ActionItem(text="C", competes_with=[1, 2])]
    >>> arranged(ActionItems(actions=three), [2, 0]).actions[0].competes_with
    [2]
    """
    number = {index + 1: place for place, index in enumerate(order, start=1)}
    items = [_renamed(answer.actions[index], number) for index in order]
    return answer.model_copy(update={"actions": items})


def moved(answer: ActionItems, item: int, to: int) -> ActionItems:
    """The list with one item in another place, from 0; beyond an end is that end."""
    order = [index for index in range(len(answer.actions)) if index != item]
    order.insert(max(0, to), item)
    return arranged(answer, order)


def without(answer: ActionItems, item: int) -> ActionItems:
    """The list without one item."""
    return arranged(answer, [index for index in range(len(answer.actions)) if index != item])


def inserted(answer: ActionItems, items: Sequence[ActionItem], at: int | None = None) -> ActionItems:
    """The list with these items, which name each other by their places among themselves, from `at` on or at the end.

    Raises TooManyError for more than MOST_ACTIONS.
    """
    count, more = len(answer.actions), len(items)
    if count + more > MOST_ACTIONS:
        most = f"a list holds at most {MOST_ACTIONS}; keep several lists"
        raise TooManyError(f"{count + more:,} action items together; {most}")
    behind = {number: count + number for number in range(1, more + 1)}
    joined = answer.model_copy(update={"actions": [*answer.actions, *(_renamed(one, behind) for one in items)]})
    first = count if at is None else min(max(0, at), count)
    return arranged(joined, [*range(first), *range(count, count + more), *range(first, count)])


def _renamed(item: ActionItem, number: dict[int, int]) -> ActionItem:
    """The item with each number by which it names another as `number` has it; those that it lacks go."""
    if not item.competes_with:
        return item
    others = [number[one] for one in item.competes_with if one in number]
    return item.model_copy(update={"competes_with": others or None})
