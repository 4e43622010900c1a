"""The action items of a postmortem beside its causes: which letters of SMART each meets, what it would change."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from pmkit.checks.action_items.flaws import duplicate
from pmkit.checks.action_items.reading import ItemReading, ItemsReading, read_items
from pmkit.checks.text.wording import says
from pmkit.models.action_item import Letter
from pmkit.models.postmortem.actions import WrittenAction
from pmkit.models.story.scenario import Scenario

LETTERS: tuple[Letter, ...] = ("specific", "measurable", "assigned", "time-bound", "prioritized")
LACKING = (1.0, 0.6, 0.3, 0.0, 0.0, 0.0)
"""What an item counts by how many letters it lacks."""
WANTED = 3
MOST = 60
ELSEWHERE = 1 / 3
"""What an item counts that would change nothing of the incident."""
LONGEST_WAIT = timedelta(days=400)


@dataclass(frozen=True)
class Actions:
    """The items of a document, each once, beside the causes of the story and those `told` in it."""

    written: tuple[WrittenAction, ...]
    story: Scenario
    told: frozenset[str]
    begins: date

    @cached_property
    def _reading(self) -> ItemsReading:
        return read_items([one.item for one in self.written[:MOST]], self.story)

    @cached_property
    def indices(self) -> list[int]:
        """The 0-based indices of the items that are judged, those that say an earlier one again left out."""
        again = {match.field[1] for match in duplicate(self._reading)}
        return [index for index in self._reading.judged if index not in again]

    def _item(self, index: int) -> ItemReading:
        return self._reading.items[index]

    def lacking(self, index: int) -> list[str]:
        """The letters that an item does not meet."""
        one = self._item(index)
        met = dict(one.letters)
        met["prioritized"] = one.item.priority is not None
        due = one.item.due
        met["time-bound"] = due is not None and self.begins <= due <= self.begins + LONGEST_WAIT
        return [letter for letter in LETTERS if not met[letter]]

    def changes(self, index: int) -> frozenset[str]:
        """The causes of the story that an item would change."""
        text = self._item(index).text
        return frozenset(
            cause.id for cause in self.story.causes if any(says(text, remedy) for remedy in cause.remedies)
        )

    @cached_property
    def reaching(self) -> list[int]:
        """The items that would change a cause which the document tells."""
        return [index for index in self.indices if self.changes(index) & self.told]

    @cached_property
    def smart(self) -> float:
        """How far the best three items are SMART, from 0 to 1."""
        shares = sorted((self._share(index) for index in self.indices), reverse=True)
        return sum(shares[:WANTED]) / WANTED

    @property
    def wanting(self) -> str:
        """What the best three items lack, in words."""
        ranked = sorted(self.indices, key=self._share, reverse=True)[:WANTED]
        said = [
            f"“{self.written[index].text.text[:40]}” is not {' and '.join(self.lacking(index))}"
            for index in ranked
            if self.lacking(index)
        ]
        said += [
            f"“{self.written[index].text.text[:40]}” changes no cause that the exhibits show"
            for index in ranked
            if not self.changes(index)
        ]
        return "; ".join([*said[:2], *([f"there are {len(ranked)} of {WANTED}"] if len(ranked) < WANTED else [])])

    def _share(self, index: int) -> float:
        return LACKING[len(self.lacking(index))] * (1 if self.changes(index) else ELSEWHERE)

    @property
    def prevents(self) -> list[int]:
        """The items that keep it from happening again."""
        return [index for index in self._concrete if self._item(index).guess.kind == "prevent-future"]

    @property
    def detects(self) -> list[int]:
        """The items by which the next one is noticed earlier."""
        return [index for index in self._concrete if self._item(index).guess.kind == "detect-future"]

    @cached_property
    def _concrete(self) -> list[int]:
        return [index for index in self.indices if self.changes(index) and "specific" not in self.lacking(index)]
