"""Action items read once: the order that each text gives, and which letters of SMART it meets."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from pmkit.checks.action_items.kinds import Guess, guess_kind
from pmkit.checks.action_items.order import Order
from pmkit.checks.action_items.owners import owner_flaw
from pmkit.checks.five_whys.reading import is_placeholder
from pmkit.checks.text.lexicon import lexicon
from pmkit.checks.text.text import Text, read
from pmkit.models.action_item import LETTERS, PRIORITIES, SMART_LISTS, ActionItem, Kind, Letter, Priority
from pmkit.models.action_items import ActionItems
from pmkit.models.dates.sla import DEFAULT, load_sla
from pmkit.models.dates.standing import began_on
from pmkit.models.story.scenario import Scenario

LONGEST_TEXT = 2_000
"""Characters of an item that are read; what is longer is no order."""
AT_ONCE = 1
"""Days within which only this incident is worked on."""
SHORTEST_SUCCESS = 3
"""Words by which one can say how something is known to have worked."""
VERBS: Mapping[Kind, str] = {
    "prevent-future": "prevents the next one",
    "mitigate-future": "makes the next one smaller or shorter",
    "detect-future": "detects the next one earlier",
}


@dataclass(frozen=True)
class ItemReading:
    """What the checks ask of one item. `sla` names the policy by which its date is judged."""

    item: ActionItem
    scenario: Scenario | None = None
    sla: str = DEFAULT

    @cached_property
    def text(self) -> Text:
        """The words of the item."""
        return read(self.item.text[:LONGEST_TEXT])

    @cached_property
    def order(self) -> Order:
        """What they order."""
        return Order(self.text)

    @cached_property
    def is_written(self) -> bool:
        """Whether anything is said yet."""
        return not self.text.blank and not is_placeholder(self.text)

    @property
    def is_judged(self) -> bool:
        """Whether it is an action at all: written, and not declined."""
        return self.is_written and not self.item.is_declined

    @cached_property
    def guess(self) -> Guess:
        """Its kind: what the author says, else what the words tell."""
        if self.item.kind:
            return Guess(self.item.kind, is_sure=True, is_plain=True)
        return guess_kind(self.order, is_soon=self._is_soon) if self.is_written else Guess(None, is_sure=False)

    @property
    def _is_soon(self) -> bool:
        """Whether it is due on the day it was written or the next: what ends or repairs the harm of this incident."""
        due, created = self.item.due, self.created
        return due is not None and created is not None and 0 <= (due - created).days <= AT_ONCE

    @cached_property
    def is_specific(self) -> bool:
        """Whether it is clear what is to be done, and to what."""
        order = self.order
        named, general = len(order.objects), len(order.general)
        if (
            order.is_target
            or order.is_about_air
            or order.holds_event
            or order.is_hedged
            or (order.wish and not order.has_figure and named < 2)
        ):
            return False
        if order.manner in {"weak", "degree"}:
            named = len(order.things.named_before(order.aims))
        if named >= 2:
            return order.words[0] not in lexicon.action_items.wishes_alone
        if order.manner == "finishing" and not named:
            return general >= 2 and order.has_target and order.is_placed  # "Alert on report errors > 5 in 5 minutes"
        if order.manner == "finishing":
            return named == 1 and (general > 0 or order.has_figure or order.things.has_name)
        if order.manner == "degree":
            return named == 1 and (order.has_target or order.has_way or (general > 0 and order.is_placed))
        return named == 1 and general > 0 and order.is_placed

    @cached_property
    def is_measurable(self) -> bool:
        """Whether one can tell when it is done: by a figure, by what is then there, or by what the author says."""
        success = read((self.item.success or "")[:LONGEST_TEXT])
        if len(success.tokens) >= SHORTEST_SUCCESS and not is_placeholder(success):
            return True
        order = self.order
        if order.is_hedged:
            return False
        if order.has_target or order.holds_event or (order.opens_wish and not order.is_about_air):
            return True
        if order.manner in {"weak", "degree"}:
            ends = order.manner == "weak" and not lexicon.action_items.deliverables.isdisjoint(order.words)
            return self.is_specific and ends
        return order.has_figure or (self.is_specific and not order.wish and not order.is_vague)

    @cached_property
    def owner_flaw(self) -> str:
        """Why nobody answers for it yet; empty where somebody does."""
        return owner_flaw(self.item.owner, self.scenario)

    @property
    def created(self) -> date | None:
        """The day on which it was written, as it says or its history does."""
        return began_on(self.item)

    @cached_property
    def due_flaw(self) -> str:
        """What is wrong with its date, in words; empty where nothing is."""
        due, created, priority = self.item.due, self.created, self.item.priority
        if due is None:
            return "none is given"
        if created is None:
            return ""
        if due < created:
            return f"{due} lies before {created}, the day it was written"
        return self._too_late(due, created, priority) if priority else ""

    def _too_late(self, due: date, created: date, priority: Priority) -> str:
        policy = load_sla(self.sla)
        try:
            latest = policy.latest(priority, created)
        except ValueError:
            return ""  # at the end of the calendar nothing is too late
        if latest is None or due <= latest:
            return ""
        return f"{due} is later than {latest}, {policy.limit(priority)} after {created} for {priority}"

    @cached_property
    def priority_flaw(self) -> str:
        """What is wrong with its priority, in words; empty where nothing is, or where the module's table is silent."""
        priority, (kind, is_sure, _) = self.item.priority, self.guess
        if priority is None:
            return "none is given"
        if kind is None or not is_sure or kind not in VERBS or kind in PRIORITIES[priority][1]:
            return ""
        fits = " or ".join(one for one, (_, kinds) in PRIORITIES.items() if kind in kinds)
        return f"{priority} is given, and what {VERBS[kind]} is {fits}"

    @property
    def is_beyond_table(self) -> bool:
        """Whether it is plainly work on this incident, for which the module's table has no priority to give."""
        return self.guess.is_sure and self.guess.kind is not None and self.guess.kind not in VERBS

    @cached_property
    def letters(self) -> Mapping[Letter, bool | None]:
        """Which letters are met; None where nobody can tell by reading: "realistic", and all of an item declined."""
        if self.item.is_declined:
            return dict.fromkeys(LETTERS)
        return {
            "specific": self.is_written and self.is_specific,
            "measurable": self.is_written and self.is_measurable,
            "assigned": not self.owner_flaw,
            "time-bound": not self.due_flaw,
            "prioritized": not self.priority_flaw and not self.is_beyond_table,
            "realistic": None,
        }

    def meets(self, smart_list: str) -> bool:
        """Whether all letters are met that one of SMART_LISTS asks for and that can be read."""
        return all(self.letters[letter] is not False for letter in SMART_LISTS[smart_list])


@dataclass(frozen=True)
class ItemsReading:
    """What the checks of a list, and whoever grades one, ask of it: each item, read."""

    answer: ActionItems
    scenario: Scenario | None = None
    sla: str = DEFAULT

    @cached_property
    def items(self) -> list[ItemReading]:
        """Each item, in order."""
        return [ItemReading(one, self.scenario, self.sla) for one in self.answer.actions]

    @cached_property
    def judged(self) -> list[int]:
        """The 0-based indices of the items that are written and not declined."""
        return [index for index, one in enumerate(self.items) if one.is_judged]


def read_items(actions: Iterable[ActionItem], scenario: Scenario | None = None, *, sla: str = DEFAULT) -> ItemsReading:
    """Items as the checks see them, from wherever they come: which letters each meets, and what is wrong in words."""
    return ItemsReading(ActionItems.model_construct(actions=list(actions)), scenario, sla)


def kind_of(item: ActionItem) -> Kind | None:
    """The kind of an item: what its author says, else what its words tell; None where they tell nothing.

    >>> kind_of(ActionItem(text="Alert when a certificate has under a third of its lifetime left"))
    'detect-future'
    """
    return ItemReading(item).guess.kind
