from pmkit.checks.catalogue import CHECKS as CHECKS
from pmkit.checks.catalogue import TOPICS as TOPICS
from pmkit.checks.check import Check as Check
from pmkit.checks.check import Finding as Finding
from pmkit.checks.examination import examine as examine
