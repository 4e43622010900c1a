"""What good looks like: checks read an answer and return findings; they are pure functions of data."""

from pmkit.checks.catalogue import CHECKS, TOPICS, examine
from pmkit.checks.check import Check, Finding

__all__ = ["CHECKS", "TOPICS", "Check", "Finding", "examine"]
