"""What rewrites are to the checks: each text is prose."""

from pmkit.checks.rewrites.reading import RewritesReading, prose_of
from pmkit.checks.topic import Topic

TOPIC = Topic(RewritesReading, (), prose_of)
