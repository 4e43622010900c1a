"""What a postmortem is to its checks: a document, whose timelines and action items have checks of their own."""

from pmkit.checks.postmortem.checks import CHECKS
from pmkit.checks.postmortem.reading import PostmortemReading
from pmkit.checks.postmortem.within import findings_within
from pmkit.checks.topic import Topic

INSTEAD = frozenset(("postmortem/unsupported-certainty", "postmortem/unquantified-impact"))

TOPIC = Topic(PostmortemReading, CHECKS, is_document=True, instead=INSTEAD, within=findings_within)
