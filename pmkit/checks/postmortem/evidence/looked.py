"""What looking a claim up gives: whether a record shows it, says otherwise, or none speaks of it."""

from dataclasses import dataclass
from typing import Literal

from pmkit.checks.postmortem.evidence.claims import Claim
from pmkit.models.evidence_facts.facts import Record
from pmkit.models.words.shortened import shortened

Verdict = Literal["found", "disagrees", "nowhere"]
LONGEST = 160


@dataclass(frozen=True, slots=True, eq=False)
class Looked:
    """A claim and what was found: `record` shows it or says otherwise, `note` tells how, in words for the reader."""

    claim: Claim
    verdict: Verdict
    record: Record | None = None
    note: str = ""

    @property
    def shown(self) -> str:
        """The record in words: its place, its time and what it says."""
        if self.record is None:
            return self.note
        at = f" at {self.record.at:%Y-%m-%d %H:%M:%S} UTC" if self.record.at is not None else ""
        text = shortened(" ".join(self.record.text.split()), LONGEST)
        told = f"{self.record.ref}{at} says: {text}"
        return f"{told}; {self.note}" if self.note else told
