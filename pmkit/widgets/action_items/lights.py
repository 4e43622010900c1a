"""How an item stands with each letter of SMART, and what a list aims at: in words, as the checks read them."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, Literal, NamedTuple

from pmkit.checks import Finding
from pmkit.checks.action_items.reading import ItemReading, ItemsReading
from pmkit.models.action_item import LETTERS, SMART_LISTS, Kind, Letter

State = Literal["met", "not-yet", "blank", "asked", "declined"]
STATES: Mapping[State, tuple[str, str]] = {
    "met": ("✓", "met"),
    "not-yet": ("!", "not yet"),
    "blank": ("·", "nothing written yet"),
    "asked": ("?", "asked, never scored"),
    "declined": ("–", "not asked of an item that is declined"),
}
"""With the sign of each, and its words."""
SETS = ("action-item/duplicate", "action-item/no-prevention-or-detection")
"""The checks that speak of the list as a whole."""
AIMS: Mapping[str, tuple[Kind, ...]] = {
    "prevent": ("prevent-future",),
    "detect earlier": ("detect-future",),
    "make it smaller": ("mitigate-future",),
    "for this incident": ("investigate", "mitigate", "repair"),
}


class Light(NamedTuple):
    """How one letter stands, and what is said of it: a sentence, a reason, and what to ask."""

    state: State
    says: str = ""
    why: str = ""
    instead: str = ""


def letters() -> list[dict[str, Any]]:
    """Each letter with what it means, and in which of the module's two lists it stands."""
    return [
        {"letter": letter, "means": means, "lists": [name for name, ones in SMART_LISTS.items() if letter in ones]}
        for letter, means in LETTERS.items()
    ]


def lights(reading: ItemsReading, findings: Iterable[Finding]) -> list[dict[Letter, Light]]:
    """For each item how it stands with each letter; `findings` are those of the checks, which the words come from."""
    told = {(one.where.partition(",")[0], one.check): one for one in findings}
    return [_of_item(one, number, told) for number, one in enumerate(reading.items, start=1)]


def _of_item(one: ItemReading, number: int, told: Mapping[tuple[str, str], Finding]) -> dict[Letter, Light]:
    found: dict[Letter, Light] = {}
    for letter in LETTERS:
        finding = told.get((f"action {number}", f"action-item/{letter}"))
        state = _state(one, letter, is_found=finding is not None)
        if state not in {"not-yet", "asked"}:
            found[letter] = Light(state)
        elif finding is None:
            found[letter] = Light(state, "" if state == "asked" else f"Wanted: {LETTERS[letter]}.")
        else:
            found[letter] = Light(state, finding.says, finding.why, finding.instead)
    return found


def _state(one: ItemReading, letter: Letter, *, is_found: bool) -> State:
    if one.item.is_declined:
        return "declined"
    is_met = one.letters[letter]
    if is_met is None:
        return "asked" if one.is_written else "blank"
    if is_met and not is_found:  # an exercise may know more, such as the day of the incident
        return "met"
    return "not-yet" if _is_begun(one, letter) else "blank"


def _is_begun(one: ItemReading, letter: Letter) -> bool:
    """Whether something is written that a letter could be read by."""
    match letter:
        case "assigned":
            return bool(one.item.owner.strip())
        case "time-bound":
            return one.item.due is not None
        case "prioritized":
            return one.item.priority is not None
    return one.is_written


def tally(reading: ItemsReading) -> str:
    """What the items of a list aim at, counted; empty where nothing is written yet.

    >>> from pmkit.checks.action_items.reading import read_items
    >>> from pmkit.models.action_item import ActionItem
    >>> tally(read_items([ActionItem(text="Alert when a certificate has under a third of its lifetime left")]))
    'prevent: 0 · detect earlier: 1 · make it smaller: 0 · for this incident: 0'
    """
    kinds = Counter(reading.items[index].guess.kind for index in reading.judged)
    if not kinds:
        return ""
    counted = [f"{aim}: {sum(kinds[kind] for kind in ones)}" for aim, ones in AIMS.items()]
    return " · ".join([*counted, *([f"kind not told: {kinds[None]}"] if kinds[None] else [])])
