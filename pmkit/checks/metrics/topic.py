"""What figures of a history are to their checks."""

from pmkit.checks.metrics.checks import CHECKS, MetricsReading, prose_of
from pmkit.checks.topic import Topic

TOPIC = Topic(MetricsReading, CHECKS, prose_of)
