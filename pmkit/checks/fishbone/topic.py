"""What a fishbone is to its checks."""

from pmkit.checks.fishbone.checks import CHECKS
from pmkit.checks.fishbone.reading import FishboneReading, texts_of
from pmkit.checks.topic import Topic

TOPIC = Topic(FishboneReading, CHECKS, texts_of)
