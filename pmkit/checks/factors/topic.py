"""What a table of factors is to its checks."""

from pmkit.checks.factors.checks import CHECKS, FactorsReading, prose_of
from pmkit.checks.topic import Topic

TOPIC = Topic(FactorsReading, CHECKS, prose_of)
