"""The effects that items claim: which of them their words bear out, and the replay of the incident shows."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from pmkit.grading.action_items.items import Items
from pmkit.grading.replay.claimed import Claim, claimed


@dataclass(frozen=True)
class Claims:
    """What the items claim, by 0-based index."""

    items: Items

    @cached_property
    def told(self) -> dict[int, Claim]:
        """What each item that answers a cause claims, with the reason where it is not counted."""
        return {index: self._claim(index) for index in self.items.best}

    def _claim(self, index: int) -> Claim:
        found = claimed(self.items.item(index).item, self.items.incident.story)
        if found.effect is None:
            return found
        why = self.items.incident.why_idle(found.effect)
        return Claim(None, why) if why else found

    @cached_property
    def granted(self) -> dict[str, int]:
        """The levers that are moved, each once, with the item that moves it."""
        found: dict[str, int] = {}
        for index, claim in self.told.items():
            if claim.effect is not None and self.items.share(index):
                found.setdefault(claim.effect.lever, index)
        return found

    @property
    def open(self) -> list[int]:
        """The items that count, and of which no effect does."""
        return [index for index in self.items.good if index not in self.granted.values()]

    def wanting(self) -> Iterator[str]:
        """Why the effects of items do not count, in words; at most two."""
        for index in self.open[:2]:
            why = self.told[index].why or "another item claims the same"
            yield f"“{self.items.item(index).item.text[:40]}”: {why.rstrip('.')}"
