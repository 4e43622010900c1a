"""The items of an answer beside one trainee's incident: which letters each meets, and which cause it answers."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING

from pmkit.checks.action_items.order import Order
from pmkit.checks.action_items.reading import ItemReading, ItemsReading, read_items
from pmkit.checks.action_items.wording import is_alike, person_directed, said_by
from pmkit.checks.text.folding import seen
from pmkit.checks.text.people import name_words
from pmkit.checks.text.text import Text, is_action, read
from pmkit.grading.action_items.incident import ActionsIncident
from pmkit.grading.action_items.thresholds import days_in, is_sensible, is_sooner
from pmkit.grading.readings.pasting import is_pasted
from pmkit.grading.readings.piles import is_strung
from pmkit.grading.readings.reader import is_heap, plain_words
from pmkit.grading.readings.reading import Choice, Doubt, Reading
from pmkit.models.action_item import KINDS, SMART_LISTS, ActionItem, Kind, Letter
from pmkit.models.answer import where
from pmkit.models.data_file import data_file

if TYPE_CHECKING:
    from pmkit.grading.instructed import Pairs

LETTERS: tuple[Letter, ...] = SMART_LISTS["Effective Action Items"]
LACKING = (1.0, 0.5, 0.0)
"""What an item counts by how many letters it lacks; with two and more it counts nothing."""
WANTED = 3
MOST = 60
"""So many items are read."""


@dataclass(frozen=True)
class Items:
    """The items of an answer, by 0-based index, beside the incident; `instructed` is what an instructor read."""

    given: tuple[ActionItem, ...]
    incident: ActionsIncident
    instructed: "Pairs" = ()

    @cached_property
    def _dated(self) -> list[ActionItem]:
        """The items as they are judged: where none is given, they were written on the day of the incident."""
        day = self.incident.day
        return [one if one.created else one.model_copy(update={"created": day}) for one in self.given[:MOST]]

    @cached_property
    def _reading(self) -> ItemsReading:
        return read_items(self._dated, self.incident.story)

    def item(self, index: int) -> ItemReading:
        """One item, read."""
        return self._reading.items[index]

    @cached_property
    def written(self) -> list[int]:
        """The items that say something and are not declined."""
        return self._reading.judged

    @cached_property
    def readings(self) -> Mapping[int, Reading]:
        """Which cause each item was read to answer."""
        return {index: self._read(index) for index in self.written}

    def _read(self, index: int) -> Reading:
        said = self.item(index).item.text
        blank = Reading(where(("actions", index, "text")), said, choices=self.incident.choices)
        by_hand = dict(self.instructed).get(plain_words(said), "")
        known = self.incident.story.cause_by_id
        if by_hand:
            if by_hand not in known:
                return _doubted(blank, "near-miss", "elsewhere")
            return Reading(blank.where, said, by_hand, says=_answers(known[by_hand].statement), how="instructor")
        text = read(seen(said))
        asked = self._asked(text, index)
        if asked:
            return _doubted(blank, "near-miss", asked, ", ".join(self.incident.strange(said)))
        causes = self.incident.answered_by(text)
        if not causes:
            lacking = self.lacking(index)  # with too many it counts nothing, whatever it answers
            unread = len(lacking) < len(LACKING) - 1 and "specific" not in lacking
            return _doubted(blank, "unread", "unread") if unread else _doubted(blank, "near-miss", "elsewhere")
        lever = self.incident.story.lever_by_id.get(self.item(index).item.effect or "")
        first, *also = sorted(causes, key=lambda cause: lever is None or cause not in lever.causes)
        says = _answers(known[first].statement)
        return Reading(blank.where, said, first, frozenset(also), says, how="wording", choices=blank.choices)

    def _asked(self, text: Text, index: int) -> str:
        """By which question an item is settled that answers no cause whatever its words; "" where it may."""
        order = self.item(index).order
        if is_pasted(text, self.incident.samples) or self.incident.is_lever(text):
            return "pasted"
        if self.incident.strange(text.text):
            return "strange"
        if is_heap(text) or is_strung(text) or not _is_order(text, order):
            return "several"
        if self._asks_people(index):
            return "people"
        return "elsewhere" if self.incident.is_elsewhere(text) or self.incident.takes_back(text, order) else ""

    def _asks_people(self, index: int) -> bool:
        """Whether an item asks people to be better, in place of changing what they work with."""
        one = self.item(index)
        names = name_words(person.name for person in self.incident.story.people)
        return person_directed(one.text, one.order, names) is not None

    def lacking(self, index: int) -> list[Letter]:
        """The letters that an item does not meet, its dates held against the incident."""
        one = self.item(index)
        met = dict(one.letters) | {"time-bound": not one.due_flaw and self.is_dated(index)}
        # That an item significantly reduces the risk (P2) can be said of all that look ahead: in a grade that is its
        # author's call, and the check's question stays.
        is_doubted = one.guess.is_plain and one.item.priority != "P2" and one.priority_flaw
        met["prioritized"] = one.item.priority is not None and not is_doubted
        return [letter for letter in LETTERS if not met[letter]]

    def is_dated(self, index: int) -> bool:
        """Whether an item was written in the days of the review: from the incident to five business days later."""
        created = self.item(index).item.created
        return created is not None and self.incident.first_day <= created <= self.incident.last_day

    @cached_property
    def _groups(self) -> list[list[int]]:
        """The items that answer a cause; those that say the same stand together."""
        said = {index: said_by(self.item(index).text) for index in self.written if self.readings[index].counts}
        groups = {index: index for index in said}
        for one, other in combinations(said, 2):
            if self._is_same(one, other, said):
                groups[other] = groups[one]
        return [[one for one in said if groups[one] == first] for first in dict.fromkeys(groups.values())]

    @cached_property
    def _deeds(self) -> Mapping[int, str]:
        return {index: self.incident.deed(self.item(index).item) for index in self.written}

    def _is_same(self, one: int, other: int, said: Mapping[int, frozenset[str]]) -> bool:
        if self._deeds[one] and self._deeds[one] == self._deeds[other]:
            return True
        alike = is_alike(said[one], said[other]) or said[one] <= said[other] or said[other] <= said[one]
        return alike and not (said[one] - said[other] and said[other] - said[one] and self._differ(one, other))

    def _differ(self, one: int, other: int) -> bool:
        return self.readings[one].means.isdisjoint(self.readings[other].means)

    @cached_property
    def best(self) -> list[int]:
        """One item of each group, the best of them, the best first."""
        chosen = (max(group, key=self.share) for group in self._groups)
        return sorted(chosen, key=lambda index: -self.share(index))

    def share(self, index: int) -> float:
        """What an item counts: nothing unless it answers a cause; all where all letters meet in it."""
        return self._kept[index] if self.readings[index].counts else 0.0

    @cached_property
    def _kept(self) -> Mapping[int, float]:
        return {index: LACKING[min(self._lacks(index), len(LACKING) - 1)] for index in self.written}

    def _lacks(self, index: int) -> int:
        return len(self.lacking(index)) + (self.is_alert(index) and not self.is_sensible(index))

    def worth(self, index: int) -> float:
        """What an item counts for letters and fields; one that waits, and meets all letters, as others are read."""
        if not self.readings[index].waits:
            return self.share(index)
        return self.sum_of(self.good) if self._kept[index] == 1 else 0.0

    @cached_property
    def good(self) -> list[int]:
        """The best items that count at all."""
        return [index for index in self.best if self.share(index)]

    @property
    def seen(self) -> list[int]:
        """The items that count, and those that a person has still to read."""
        return [*self.good, *self.waiting]

    @cached_property
    def waiting(self) -> list[int]:
        """The items that a person has still to read, each once."""
        told: list[frozenset[str]] = []
        found = []
        for index in self.written:
            said = said_by(self.item(index).text)
            if self.readings[index].waits and not any(is_alike(said, one) for one in told):
                told.append(said)
                found.append(index)
        return found

    def is_alert(self, index: int) -> bool:
        """Whether an item is about an alert on the end of a certificate, or on what users feel."""
        return self.readings[index].meaning in _watched().values()

    def is_sensible(self, index: int) -> bool:
        """Whether an alert has a threshold that leaves time to act; one that has none has no sensible one."""
        text, means, watched = self._told(index), self.readings[index].means, _watched()
        if watched["expiry"] in means and is_sensible(text, self.incident.lifetime):
            return True
        return watched["late"] in means and is_sooner(text, self.incident.waited)

    def _told(self, index: int) -> str:
        """The words in which an item says when it alerts: its own, and where these name no time what it is known by."""
        item = self.item(index).item
        return item.text if days_in(item.text, self.incident.lifetime) else item.success or ""

    def kinds(self, index: int) -> frozenset[Kind]:
        """What an item is for, by what it would move and by its words; its author's word where these say nothing."""
        item = self.item(index).item
        guess = ItemReading(item.model_copy(update={"kind": None})).guess
        moved = self.incident.kinds_moved(self.item(index).text, self.readings[index].means)
        plain = frozenset([guess.kind] if guess.kind and guess.is_plain else [])
        return moved or plain or frozenset([item.kind] if item.kind else [])

    @cached_property
    def _kinds(self) -> Mapping[int, frozenset[Kind]]:
        return {index: self.kinds(index) for index in self.good}

    def both(self, *, waiting: bool = False) -> tuple[float, float]:
        """What the best item that prevents counts, and another that detects; with `waiting` unread ones do either."""
        told = [(self.share(index), self._kinds[index]) for index in self.good]
        told += [(1.0, frozenset(KINDS)) for _ in self.waiting if waiting]
        pairs = [
            (one if "prevent-future" in kinds else 0.0, self._detecting(told, n)) for n, (one, kinds) in enumerate(told)
        ]
        return max([*pairs, (0.0, self._detecting(told, -1))], key=sum)

    @staticmethod
    def _detecting(told: list[tuple[float, frozenset[Kind]]], other: int) -> float:
        return max(
            (share for n, (share, kinds) in enumerate(told) if n != other and "detect-future" in kinds), default=0.0
        )

    @cached_property
    def answering(self) -> dict[str, int]:
        """The causes that are answered, each by one item, the best first; an item answers one that no other does."""
        found: dict[str, int] = {}
        for index in self.good:
            left = (
                one for one in (self.readings[index].meaning, *sorted(self.readings[index].also)) if one not in found
            )
            found.update({cause: index for cause in [next(left, "")] if cause})
        return found

    def sum_of(self, indices: Iterable[int]) -> float:
        """What the best three of some items count together: more items make up for nothing that these lack."""
        return self._best_of(map(self.share, indices))

    def worth_of(self, indices: Iterable[int]) -> float:
        """As `sum_of`, with what is seen of those that wait for a person."""
        return self._best_of(map(self.worth, indices))

    @staticmethod
    def _best_of(shares: Iterable[float]) -> float:
        return sum(sorted(shares, reverse=True)[:WANTED]) / WANTED

    def wanting(self) -> Iterator[str]:
        """What the best three items lack, in words."""
        for index in self.best[:WANTED]:
            said = f"“{self.item(index).item.text[:40]}”"
            lacking = self.lacking(index)
            if lacking:
                yield f"{said} is not {' and '.join(lacking)}"
            elif self.share(index) < 1:
                yield f"{said} has no threshold that leaves time to act"
        if len(self.best) < WANTED:
            yield f"{len(self.best)} of {WANTED} answer a cause"


def _is_order(text: Text, order: Order) -> bool:
    """Whether something is ordered: a statement, a verb, or a change of a figure, "1 h -> 15 min"."""
    changes = order.has_figure and not {"->", "→", "=>"}.isdisjoint(text.text.split())
    return is_action(text) or order.verb is not None or changes


def _watched() -> dict[str, str]:
    """Which causes of the story are answered by an alert."""
    found: dict[str, str] = data_file("grading/action_items/orders.toml")["watched"]
    return found


def _answers(statement: str) -> str:
    return f"It answers: {statement[0].lower()}{statement[1:]}"


def _doubted(blank: Reading, doubt: Doubt, asked: str, words: str = "") -> Reading:
    asks: str = data_file("grading/action_items/orders.toml")["questions"][asked]
    choices: tuple[Choice, ...] = blank.choices if doubt == "unread" else ()
    return Reading(blank.where, blank.line, doubt=doubt, asks=asks.replace("{words}", words[:120]), choices=choices)
