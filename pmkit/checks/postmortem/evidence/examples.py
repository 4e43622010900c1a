"""The evidence behind the good postmortem of the examples: what its tools recorded, as facts to look things up in."""

from datetime import datetime
from functools import cache

from pmkit.models.evidence_facts.facts import EvidenceFacts, Record
from pmkit.models.evidence_facts.gathered import Gathered

_RECORDS = """
README.md:3 | README.md | Ola Brandt, on-call engineer, SRE
README.md:4 | README.md | Ines Faro, engineer, Printing
notes.md:1 | notes.md | 310 shops, 12 % of traffic, could not print; refunds of EUR 4,100
prometheus/query_range.printed.json:12 | Prometheus | 09:12:40 | labels_printed falls under its usual 80 to 95: 0
logs/kibana.csv:2 | Kibana | 09:12:40 | spooler: printing of a label failed: no space left on the disk of the host
alertmanager/webhook.ndjson:1 | Alertmanager | 09:16:05 | LabelQueueLong firing: queue of labels over 100
pagerduty/log_entries.json:48 | PagerDuty | 09:18:30 | Ola Brandt: Acknowledged by Ola Brandt; LabelQueueLong
slack/incidents/2026-03-04.json:2 | Slack #incidents | 09:20:10 | Ola Brandt: looking into the dashboard of the queue
slack/incidents/2026-03-04.json:9 | Slack #incidents | 09:22:00 | Ola Brandt: nothing written down for a while
deployments/deploy.log:1 | Deploy log | 09:49:10 | ops-bot: old spool files deleted on the host of the spooler
prometheus/query_range.queue.json:52 | Prometheus | 09:52:00 | label_queue is back within its usual 0 to 100: 96
prometheus/query_range.printed.json:54 | Prometheus | 09:54:40 | labels_printed is back within its usual 80 to 95: 88
pagerduty/log_entries.json:3 | PagerDuty | 09:59:00 | Ola Brandt: Resolved by Ola Brandt; LabelQueueLong
git/log.txt:1 | Git | 08:00:00 | Ines Faro: spooler: keep each label for ninety days
"""


@cache
def evidence() -> EvidenceFacts:
    """The facts, made when they are first asked for: whoever checks a document without evidence needs none."""
    gathered = Gathered(people={"Ola Brandt": None, "Ines Faro": None})
    for line in _RECORDS.strip().splitlines():
        ref, source, *at, text = line.split(" | ")
        when = datetime.fromisoformat(f"2026-03-04T{at[0]}+00:00") if at else None
        gathered.add(Record(ref, source, text, when, 1.0, turns=not source.startswith(("Slack", "Git"))))
    return gathered.done()
