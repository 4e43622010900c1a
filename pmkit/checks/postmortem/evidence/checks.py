"""What evidence says of a postmortem: claims that a record contradicts, and claims that no record speaks of."""

from collections.abc import Iterator

from pmkit.checks.check import Check, Match
from pmkit.checks.postmortem.evidence import look_up
from pmkit.checks.postmortem.evidence.examples import EVIDENCE
from pmkit.checks.postmortem.examples import changed, good
from pmkit.checks.postmortem.reading import PostmortemReading
from pmkit.models.words.shortened import shortened

LONGEST = 80
GUIDE = "docs/postmortem-guide.md"


def evidence_disagrees(reading: PostmortemReading) -> Iterator[Match]:
    """What a record says otherwise, with the record."""
    if reading.evidence is not None:
        yield from _told(reading, look_up.disagreements(reading.text, reading.evidence))


def not_in_evidence(reading: PostmortemReading) -> Iterator[Match]:
    """What no record speaks of, with what was looked for."""
    if reading.evidence is not None:
        yield from _told(reading, look_up.found_nowhere(reading.text, reading.evidence))


def _told(reading: PostmortemReading, questions: Iterator[look_up.Question]) -> Iterator[Match]:
    for one in questions:
        words = shortened(" ".join(one.quote.split()), LONGEST)
        yield reading.match(one.start, one.end, f"“{words}”: {one.record}")


CHECKS = (
    Check(
        id="postmortem/evidence-disagrees",
        says="The evidence says otherwise of {quote}.",
        why="Whoever looks a figure up and finds another in the record trusts neither that figure nor the next one.",
        instead="Open the record that is named. Which of the two is right, and what does the other one measure?",
        example="Alert LabelQueueLong fired at 09:16:05 (alertmanager/webhook.ndjson:1).",
        source=GUIDE,
        find=evidence_disagrees,
        evidence=EVIDENCE,
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
        evidence=EVIDENCE,
        bad=(
            changed("Alert LabelQueueLong", "Alert InkLow"),
            changed("| 09:20:10 | Ola Brandt looked", "| 09:20:10 | Tobias Reuter looked"),
        ),
        good=(good(), changed("- **Revenue Impact**: EUR 4,100", "- **Revenue Impact**: unknown, invoices are open")),
    ),
)
