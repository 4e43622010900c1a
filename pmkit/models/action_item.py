"""An action item: what someone will do, by when, and how we will know it is done."""

from datetime import date
from typing import Literal

from pydantic import Field

from pmkit.models.answer import Part

Priority = Literal["P1", "P2", "P3"]
Status = Literal["new", "open", "in-progress", "done"]
Kind = Literal["investigate", "mitigate", "repair", "detect-future", "mitigate-future", "prevent-future"]


class ActionItem(Part):
    """One action item; only `text` must be there, so that a half-written one can be kept.

    Priorities P1 to P3 and the four states are the module's; the six kinds are those of Lunney, Lueder
    and Beyer (2017).
    """

    text: str = Field(examples=['"Add a 24-hour memory test to the release pipeline"'])
    owner: str = Field("", examples=['"Mina Okafor"'])
    due: date | None = Field(None, examples=["2026-12-01"])
    priority: Priority | None = Field(None, examples=['"P1", "P2" or "P3"'])
    status: Status | None = Field(None, examples=['"new", "open", "in-progress" or "done"'])
    created: date | None = Field(None, examples=["2026-11-23"])
    kind: Kind | None = Field(None, examples=['"prevent-future"'])
    problem: str | None = Field(None, examples=['"No test measures memory"'])
    ticket: str | None = Field(None, examples=['"OPS-123"'])
