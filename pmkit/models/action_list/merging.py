"""Two people's lists of action items made one: what either of them wrote is in it."""

from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

from pmkit.models.action_item import MOST_CHANGES, ActionItem, Letter, Status, StatusChange
from pmkit.models.action_items import ActionItems, CritiqueLine
from pmkit.models.action_list.rows import inserted

APART = ("text", "status", "history", "competes_with")
"""The fields that are joined by rules of their own."""


class Merged(NamedTuple):
    """One list out of two, and how the items of the second came into it.

    `same` is how many the first list held already, `apart` are pairs of 0-based indices of one item of which the two
    lists say different things: both stand, and each names the other in `competes_with`.
    """

    answer: ActionItems
    same: int
    apart: tuple[tuple[int, int], ...]


def merged(one: ActionItems, other: ActionItems) -> Merged:
    """Both lists as one: the items of the first in their places, then those that only the second has.

    An item of the second is one of the first where they share their words and the day on which they were written,
    unless only one of them says that day. Then what either leaves open comes from the other, and their histories
    are joined. Where both say different things, such as two dates, they stay two items that name each other.
    Raises TooManyError where the two hold more together than one list may.
    """
    joined = {theirs: mine for mine, theirs in _pairs(one.actions, other.actions)}
    rest = [index for index in range(len(other.actions)) if index not in joined]
    first = len(one.actions)
    place = {index: first + number for number, index in enumerate(rest)} | joined
    answer = inserted(one, [other.actions[index].model_copy(update={"competes_with": None}) for index in rest])
    items = answer.actions
    for theirs, mine in joined.items():
        items[mine] = _joined(items[mine], other.actions[theirs]) or items[mine]
    for index, item in enumerate(other.actions):
        _name(items, place[index], [place[number - 1] for number in item.competes_with or ()])
    twins = [(mine, place[theirs]) for mine, theirs in _twins(one.actions, other.actions, rest)]
    for mine, theirs in twins:
        _name(items, mine, [theirs])
        _name(items, theirs, [mine])
    critique = _critiques(one.critique, other.critique)
    return Merged(answer.model_copy(update={"critique": critique}), len(joined), tuple(twins))


def _pairs(mine: list[ActionItem], theirs: list[ActionItem]) -> Iterator[tuple[int, int]]:
    """Which item of the second list is which of the first; those that are equal find each other before all others."""
    free, open_ = dict(enumerate(mine)), dict(enumerate(theirs))
    for is_one in (_is_equal, _can_join):
        for index, item in list(open_.items()):
            found = next((number for number, known in free.items() if is_one(known, item)), None)
            if found is not None:
                del free[found], open_[index]
                yield found, index


def _twins(mine: list[ActionItem], theirs: list[ActionItem], rest: list[int]) -> Iterator[tuple[int, int]]:
    """Items of the second list that are ones of the first, with fields that differ."""
    for index in rest:
        item = theirs[index]
        found = next((at for at, known in enumerate(mine) if _is_same(known, item) and differing(known, item)), None)
        if found is not None:
            yield found, index


def differing(one: ActionItem, other: ActionItem) -> list[str]:
    """The fields of which two items say different things.

    >>> differing(ActionItem(text="A", owner="Mina"), ActionItem(text="A", owner="Jorge", ticket="OPS-1"))
    ['owner']
    """
    found = [key for key in ActionItem.model_fields if key not in APART and _open(one, other, key)]
    history = _histories(one.history or [], other.history or [])
    return found + ["status"] * (_status(one, other, history) is False or len(history) > MOST_CHANGES)


def _is_equal(one: ActionItem, other: ActionItem) -> bool:
    return _said(one) == _said(other)


def _said(item: ActionItem) -> dict[str, Any]:
    """All of an item but the places of others, which are those of its own list."""
    return item.model_dump(exclude={"competes_with"}, exclude_none=True)


def _is_same(one: ActionItem, other: ActionItem) -> bool:
    """Whether two items have the same words, and may have been written on one day."""
    words = _plain(one.text)
    return bool(words) and words == _plain(other.text) and not _open(one, other, "created")


def _can_join(one: ActionItem, other: ActionItem) -> bool:
    return _is_same(one, other) and _joined(one, other) is not None


def _open(one: ActionItem, other: ActionItem, key: str) -> bool:
    """Whether both items say something under a key, and not the same."""
    mine, theirs = getattr(one, key), getattr(other, key)
    if isinstance(mine, str) and isinstance(theirs, str):
        mine, theirs = _plain(mine), _plain(theirs)
    return mine not in ("", None) and theirs not in ("", None) and mine != theirs


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _joined(one: ActionItem, other: ActionItem) -> ActionItem | None:
    """One item that says what either says; None where that cannot be."""
    if differing(one, other):
        return None
    keys = [key for key in ActionItem.model_fields if key not in APART]
    history = _histories(one.history or [], other.history or [])
    status = _status(one, other, history)
    changed = {key: getattr(other, key) for key in keys if getattr(one, key) in ("", None)}
    given = one.history is None and other.history is None
    return one.model_copy(update=changed | {"status": status or None, "history": None if given else history})


def _status(one: ActionItem, other: ActionItem, history: list[StatusChange]) -> Status | Literal[False] | None:
    """The written state of an item that two lists have; False where they part and no history tells which is later."""
    if one.status == other.status:
        return one.status
    last = history[-1].status if history else None
    states = {item.state for item in (one, other) if item.status is not None or item.history}
    if len(states) <= 1:
        return one.status or other.status
    known = {change.status for change in history}
    return last if last in states and states <= known else False


def _histories(one: list[StatusChange], other: list[StatusChange]) -> list[StatusChange]:
    """All changes of both, those that both have once, each list in its own order; by date where they part."""
    shared = _common(one, other)
    joined: list[StatusChange] = []
    mine, theirs = 0, 0
    for at_mine, at_theirs in [*shared, (len(one), len(other))]:
        joined += _by_date(one[mine:at_mine], other[theirs:at_theirs])
        joined += one[at_mine : at_mine + 1]
        mine, theirs = at_mine + 1, at_theirs + 1
    return joined


def _by_date(one: list[StatusChange], other: list[StatusChange]) -> list[StatusChange]:
    joined, mine, theirs = [], list(one), list(other)
    while mine and theirs:
        later = mine[0].on and theirs[0].on and theirs[0].on < mine[0].on
        joined.append((theirs if later else mine).pop(0))
    return [*joined, *mine, *theirs]


def _common(one: list[StatusChange], other: list[StatusChange]) -> list[tuple[int, int]]:
    """The places of a longest run of changes, in order, that both histories have."""
    longest = [[0] * (len(other) + 1) for _ in range(len(one) + 1)]
    for mine in reversed(range(len(one))):
        for theirs in reversed(range(len(other))):
            skipping = max(longest[mine + 1][theirs], longest[mine][theirs + 1])
            longest[mine][theirs] = 1 + longest[mine + 1][theirs + 1] if one[mine] == other[theirs] else skipping
    found, mine, theirs = [], 0, 0
    while mine < len(one) and theirs < len(other):
        if one[mine] == other[theirs]:
            found.append((mine, theirs))
            mine, theirs = mine + 1, theirs + 1
        elif longest[mine + 1][theirs] >= longest[mine][theirs + 1]:
            mine += 1
        else:
            theirs += 1
    return found


def _name(items: list[ActionItem], place: int, others: list[int]) -> None:
    """Let an item name these others, besides those that it names already."""
    known = items[place].competes_with or []
    more = [other + 1 for other in others if other + 1 not in known]
    if more:
        items[place] = items[place].model_copy(update={"competes_with": [*known, *more]})


def _critiques(one: list[CritiqueLine], other: list[CritiqueLine]) -> list[CritiqueLine]:
    """A line for each letter; where both say something else of one, both stand in it."""
    lines: dict[Letter, CritiqueLine] = {}
    for line in [*one, *other]:
        known = lines.setdefault(line.letter, line)
        told = f"{'met' if line.met else 'not met'}: {line.says}".rstrip(": ")
        is_said = known.met == line.met and line.says in known.says
        if not is_said and told not in known.says:
            words = " / ".join(filter(None, (known.says, f"the other list says {told}")))
            lines[line.letter] = known.model_copy(update={"says": words})
    return list(lines.values())
