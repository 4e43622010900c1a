"""What a causal map is to its checks."""

from pmkit.checks.causal_map.checks import CHECKS, MapReading
from pmkit.checks.topic import Topic

TOPIC = Topic(MapReading, CHECKS)
