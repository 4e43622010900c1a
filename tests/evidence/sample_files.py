"""Small files of every source, some of which say the same word and mean another thing by it."""

import json


def calendar(name: str, offset: str, *, defines: bool = True, day: str = "20260701") -> str:
    """A calendar with one entry in a zone of its own, whose definition may be missing."""
    zone = (
        f"BEGIN:VTIMEZONE\nTZID:{name}\nBEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:{offset}\n"
        f"TZOFFSETTO:{offset}\nEND:STANDARD\nEND:VTIMEZONE\n"
    )
    entry = f"BEGIN:VEVENT\nUID:u{offset}\nDTSTART;TZID={name}:{day}T090000\nSUMMARY:Change\nEND:VEVENT\n"
    return f"BEGIN:VCALENDAR\nVERSION:2.0\n{zone if defines else ''}{entry}END:VCALENDAR\n"


OFFICE = "Head office"
SERIES = {"metric": {"__name__": "up", "job": "api"}, "values": [[1769869500, "1"], [1769869530, "0"]]}
RECORD = {"timeUnixNano": "1769869500000000000", "body": {"stringValue": "pool is empty"}}
FILES: dict[tuple[str, str], str] = {
    ("calendar", "office_east.ics"): calendar(OFFICE, "+0300"),
    ("calendar", "office_west.ics"): calendar(OFFICE, "-0700"),
    ("calendar", "office_undefined.ics"): calendar(OFFICE, "+0000", defines=False),
    ("calendar", "berlin_as_it_is.ics"): calendar("Europe/Berlin", "+0000", defines=False),
    ("calendar", "berlin_otherwise.ics"): calendar("Europe/Berlin", "+0500"),
    ("calendar", "outlook.ics"): calendar("Tokyo Standard Time", "+0000", defines=False),
    ("calendar", "outlook_otherwise.ics"): calendar("Tokyo Standard Time", "-0100"),
    ("calendar", "named.ics"): calendar(OFFICE, "+0100").replace("VERSION", "X-WR-TIMEZONE:Asia/Tokyo\nVERSION"),
    ("pagerduty", "analytics_ny.json"): json.dumps(
        {
            "data": [{"id": "P1", "incident_number": 1, "created_at": "2026-01-31T10:00:00"}],
            "time_zone": "America/New_York",
        }
    ),
    ("pagerduty", "analytics.json"): json.dumps(
        {"data": [{"id": "P1", "incident_number": 1, "created_at": "2026-01-31T10:00:00"}]}
    ),
    ("pagerduty-notes", "notes.json"): json.dumps(
        {"notes": [{"id": "N1", "content": "Looking", "created_at": "2026-01-31T10:00:00Z"}]}
    ),
    ("prometheus", "query_range.up.json"): json.dumps({"data": {"result": [SERIES]}}),
    ("prometheus-alerts", "alerts.json"): json.dumps(
        {"data": {"alerts": [{"labels": {"alertname": "Down"}, "activeAt": "2026-01-31T10:00:00Z"}]}}
    ),
    ("alertmanager", "webhook.ndjson"): '{"alerts": [{"startsAt": "2026-01-31T14:27:00Z", "fingerprint": "f"}]}\n',
    ("kibana", "kibana.csv"): '@timestamp,_id,message\n"Jan 31, 2026 @ 15:25:33.120",a,5xx\n',
    ("elasticsearch", "search.json"): json.dumps(
        {"hits": {"hits": [{"_id": "a", "_source": {"@timestamp": "2026-01-31T14:25:33Z", "message": "5xx"}}]}}
    ),
    ("opentelemetry", "otlp.json"): json.dumps({"resourceLogs": [{"scopeLogs": [{"logRecords": [RECORD]}]}]}),
    ("log-lines", "api.ndjson"): '{"time": 1769869500, "msg": "pool is empty"}\n',
    ("deploy-log", "deploy.log"): "2026-01-31T14:23:01Z deploy-bot production v2.3.1 started\n",
    ("github", "github.json"): json.dumps(
        [{"id": 1, "environment": "production", "ref": "v2", "created_at": "2026-01-31T14:23:01Z"}]
    ),
    ("helm", "helm.txt"): "REVISION\tUPDATED\n1\tFri Jan 30 22:04:05 2026\n",
    ("kubernetes", "kubernetes.json"): json.dumps(
        {"items": [{"kind": "Event", "reason": "BackOff", "firstTimestamp": "2026-01-31T14:24:00Z"}]}
    ),
    ("git", "log.txt"): "1a2b3c4d\t2026-01-31T13:00:00Z\t2026-01-31T13:00:00Z\tPriya\tCache the cart\n",
    ("certificate", "none.pem"): "-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n-----END CERTIFICATE REQUEST-----\n",
}
