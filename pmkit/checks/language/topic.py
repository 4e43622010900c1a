"""What prose is to its checks."""

from pmkit.checks.document.document import read_document
from pmkit.checks.language.checks import CHECKS
from pmkit.checks.topic import Topic

TOPIC = Topic(None, read_document, CHECKS)
