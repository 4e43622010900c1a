"""What a fishbone is to its checks."""

from pmkit.checks.fishbone.checks import CHECKS
from pmkit.checks.fishbone.reading import FishboneReading, texts_of
from pmkit.checks.topic import Topic
from pmkit.models.fishbone import Fishbone

TOPIC = Topic(Fishbone, FishboneReading, CHECKS, texts_of)
