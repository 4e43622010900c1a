"""Which rows of a document's timeline its figures run between, by the words of the rows: as many as can be meant."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import pairwise

from pmkit.checks.text.lexicon import words_called
from pmkit.checks.text.text import read
from pmkit.models.clocks import FigureName
from pmkit.models.timeline import in_utc
from pmkit.tables.timeline_document import DocumentTimeline

MOST_ROWS = 300
ENDS: dict[FigureName, tuple[str, ...]] = {
    "TTD": ("alerted", "noticed"),
    "TTA": ("acknowledged",),
    "TTM": ("mitigated", "ended"),
    "TTR": ("resolved", "ended", "mitigated"),
    "duration": ("ended", "mitigated", "resolved"),
}
"""What each figure may run to. All may begin at rows before the first alert, most at the alert itself."""


NOT_FROM_ALERT = ("TTD", "duration")


@dataclass(frozen=True)
class RowAnchors:
    """The rows of a timeline as anchors: 0-based indices of events by the words that stand in them."""

    table: DocumentTimeline

    @cached_property
    def times(self) -> list[datetime]:
        """The time of each row, in UTC."""
        return [in_utc(event.at) for event in self.table.timeline.events[:MOST_ROWS]]

    @property
    def in_order(self) -> bool:
        """Whether the rows follow each other in time: of others no length can be told."""
        return all(before <= at for before, at in pairwise(self.times))

    @cached_property
    def _words(self) -> list[frozenset[str]]:
        return [
            frozenset(token.word for token in read(f"{event.what} {event.source}"[:1000]).tokens)
            for event in self.table.timeline.events[:MOST_ROWS]
        ]

    def rows(self, name: str) -> list[int]:
        """The rows that may be the anchor `name`, a list of words; those without a time are none."""
        words = words_called("postmortem", name)
        return [index for index, said in enumerate(self._words) if said & words and index not in self.table.untimed]

    def ends(self, figure: FigureName) -> list[int]:
        """The rows that a figure may run to; the last row may end what has an end."""
        found = {index for name in ENDS[figure] for index in self.rows(name)}
        timed = [index for index in range(len(self.times)) if index not in self.table.untimed]
        return sorted(found | (set(timed[-1:]) if figure in {"TTR", "duration"} else set()))

    def starts(self, figure: FigureName) -> list[int]:
        """The rows that a figure may run from: what comes before the first alert, and the alert itself."""
        timed = [index for index in range(len(self.times)) if index not in self.table.untimed]
        heard = self.rows("alerted") or self.rows("noticed")
        first = heard[0] if heard else (timed[0] if timed else 0)
        before = [index for index in timed if index < first or self.times[index] < self.times[first]]
        alerts = [] if figure in NOT_FROM_ALERT and before else [*self.rows("alerted"), *self.rows("noticed")]
        return sorted({*timed[:1], *before, *alerts})

    def lengths(self, figure: FigureName) -> Iterator[float]:
        """Every length, in seconds, that the figure may have by this timeline."""
        for start in self.starts(figure):
            for end in self.ends(figure):
                if self.times[end] >= self.times[start]:
                    yield (self.times[end] - self.times[start]).total_seconds()
