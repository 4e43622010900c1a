"""What a timeline is to its checks."""

from pmkit.checks.timeline.checks import CHECKS
from pmkit.checks.timeline.reading import TimelineReading
from pmkit.checks.topic import Topic

TOPIC = Topic(TimelineReading, CHECKS)
