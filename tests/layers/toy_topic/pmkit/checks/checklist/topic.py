"""What a checklist is to its checks."""

from pmkit.checks.checklist.checks import CHECKS, ChecklistReading, place_of
from pmkit.checks.topic import Topic

TOPIC = Topic(ChecklistReading, CHECKS, is_document=True, place_of=place_of)
