"""The ways in which records of a history go wrong, and which columns each of them shows in."""

from collections.abc import Mapping
from typing import Literal

FaultKind = Literal["twelve-hours", "wrong-year", "swapped", "zone-mix", "duplicate"]
FAULTS: Mapping[FaultKind, str] = {
    "twelve-hours": "a time is twelve hours off, as when afternoon was taken for morning",
    "wrong-year": "a time has another year than the rest of its row",
    "swapped": "begin and end stand in each other's place",
    "zone-mix": "the times of a row are local ones, written as UTC",
    "duplicate": "the incident stands in the history twice",
}
SHOWN_IN: Mapping[FaultKind, tuple[str, ...]] = {
    "twelve-hours": ("resolved", "impact_end"),
    "wrong-year": ("cause", "impact_start"),
    "swapped": ("impact_start", "resolved", "impact_end"),
    "zone-mix": ("detected", "alerted", "acknowledged", "engaged", "mitigated"),
    "duplicate": ("",),
}
"""Of each fault the columns that show it, those beside which it shows among them; twins are alike in all."""
