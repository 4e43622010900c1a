"""What a plan of dissemination is to its checks."""

from pmkit.checks.dissemination.checks import CHECKS, DisseminationReading, prose_of
from pmkit.checks.topic import Topic

TOPIC = Topic(DisseminationReading, CHECKS, prose_of)
