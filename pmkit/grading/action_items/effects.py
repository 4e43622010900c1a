"""The effects that items claim: which of them their words bear out, and the replay of the incident shows."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from pmkit.grading.action_items.items import Items
from pmkit.grading.replay.claimed import AS_GOOD_AS, Claim, claimed
from pmkit.grading.replay.numbers import number_for
from pmkit.models.story.lever import Effect


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
        effect = found.effect or self._of_cause(index)
        if effect is None:
            return found
        why = self.items.incident.why_idle(effect)
        return Claim(None, why) if why else Claim(effect)

    def _of_cause(self, index: int) -> Effect | None:
        """The effect of an item that says it in other words: it is read to answer a cause that the lever answers."""
        item = self.items.item(index).item
        lever = self.items.incident.story.lever_by_id.get(item.effect or "")
        if lever is None or self.items.readings[index].means.isdisjoint(lever.causes):
            return None
        said = number_for(lever, item.text)
        if said is None or item.effect_number is None:
            return Effect(lever.id, item.effect_number or (said.number if said else lever.default))
        is_so = abs(said.number - item.effect_number) <= AS_GOOD_AS * max(said.number, item.effect_number)
        return Effect(lever.id, item.effect_number) if is_so else None

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
