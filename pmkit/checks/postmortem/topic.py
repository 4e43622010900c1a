"""What a postmortem is to its checks: a document, whose timelines and action items have checks of their own."""

from collections.abc import Iterator
from dataclasses import replace

from pmkit.checks.check import Finding
from pmkit.checks.document.timelines import timeline_findings
from pmkit.checks.postmortem.checks import CHECKS
from pmkit.checks.postmortem.reading import PostmortemReading
from pmkit.checks.topic import Topic


def _within(reading: PostmortemReading, path: str) -> Iterator[Finding]:
    """What the checks of timelines find in its tables; rows whose form the template left are told as placeholders."""
    for finding in timeline_findings(reading.given.text, path):
        yield replace(finding, path=path)


TOPIC = Topic(PostmortemReading, CHECKS, is_document=True, within=_within)
