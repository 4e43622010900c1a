"""What the words of a facilitator are to their checks: plain text, or the turns of a meeting that was practised."""

from pmkit.checks.facilitation.checks import CHECKS
from pmkit.checks.facilitation.reading import of_answer, of_text
from pmkit.checks.topic import Topic

TOPIC = Topic(of_answer, CHECKS, of_text=of_text)
