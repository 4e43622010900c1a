"""What evidence says of a postmortem: claims that a record contradicts, and claims that no record speaks of."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pmkit.checks.check import Check, Match
from pmkit.checks.postmortem.examples import changed, good
from pmkit.checks.postmortem.reading import PostmortemReading
from pmkit.models.words.shortened import shortened

if TYPE_CHECKING:  # most documents are checked without evidence, and looking up costs 30 ms to load
    from pmkit.checks.postmortem.evidence.looked import Verdict
    from pmkit.models.evidence_facts.facts import EvidenceFacts

LONGEST = 80
GUIDE = "docs/postmortem-guide.md"


def evidence_disagrees(reading: PostmortemReading) -> Iterator[Match]:
    """What a record says otherwise, with the record."""
    return _told(reading, "disagrees")


def not_in_evidence(reading: PostmortemReading) -> Iterator[Match]:
    """What no record speaks of, with what was looked for."""
    return _told(reading, "nowhere")


def _told(reading: PostmortemReading, verdict: "Verdict") -> Iterator[Match]:
    if reading.evidence is None:
        return
    from pmkit.checks.postmortem.evidence.look_up import questions

    for one in questions(reading.text, reading.evidence, verdict):
        words = shortened(" ".join(one.quote.split()), LONGEST)
        yield reading.match(one.start, one.end, f"“{words}”: {one.record}")


def _evidence() -> "EvidenceFacts":
    from pmkit.checks.postmortem.evidence.examples import evidence

    return evidence()


CHECKS = (
    Check(
        id="postmortem/evidence-disagrees",
        says="The evidence says otherwise of {quote}.",
        why="Whoever looks a figure up and finds another in the record trusts neither that figure nor the next one.",
        instead="Open the record that is named. Which of the two is right, and what does the other one measure?",
        example="Alert LabelQueueLong fired at 09:16:05 (alertmanager/webhook.ndjson:1).",
        source=GUIDE,
        find=evidence_disagrees,
        evidence=_evidence,
        bad=(
            changed("| 09:16:05 | Alert LabelQueueLong", "| 09:13:05 | Alert LabelQueueLong"),
            changed("| 09:59:00 | Incident resolved", "| 10:59:00 | Incident resolved"),
            changed("| 09:18:30 | Ola Brandt acknowledged", "| 09:18:30 | Ola Faro acknowledged"),
        ),
        good=(good(), changed("reached on-call within four minutes", "reached on-call at 09:16")),
    ),
    Check(
        id="postmortem/not-in-evidence",
        says="The evidence does not show {quote}.",
        why="What nobody can look up may be a slip, a guess, or a thing that somebody knows and has not kept.",
        instead="Where does it come from? Name the record and keep it with the evidence, or mark the value as unknown.",
        example="Users affected: 310 shops (notes.md:1); the number of lost parcels is unknown.",
        source=GUIDE,
        find=not_in_evidence,
        evidence=_evidence,
        bad=(
            changed("Alert LabelQueueLong", "Alert InkLow"),
            changed("| 09:20:10 | Ola Brandt looked", "| 09:20:10 | Tobias Reuter looked"),
        ),
        good=(good(), changed("- **Revenue Impact**: EUR 4,100", "- **Revenue Impact**: unknown, invoices are open")),
    ),
)
