"""What a 5 Whys answer is to its checks."""

from pmkit.checks.five_whys.checks import CHECKS
from pmkit.checks.five_whys.reading import WhyReading
from pmkit.checks.topic import Topic

TOPIC = Topic(WhyReading, CHECKS)
