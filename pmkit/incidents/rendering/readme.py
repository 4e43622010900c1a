"""Writes the folder's README: which tool each file came from and what is known of its clock, never what happened."""

from collections.abc import Iterator

from pmkit.incidents.rendering.sheet import Sheet
from pmkit.incidents.telling import Telling

ABOUT = {
    "prometheus/query_range": "Prometheus, a range query. Seconds since 1970; a step lies between two samples",
    "prometheus/alerts": "Prometheus, alerts active when this was saved; `activeAt` is when the condition came true",
    "alertmanager/": "Alertmanager, notifications as sent, one a line. One alert is sent again while it lasts",
    "pagerduty/log": "PagerDuty, log entries. Times carry the offset of the account",
    "pagerduty/notes": "PagerDuty, notes. Times carry the offset of whoever wrote them",
    "slack/": "Slack, an export. `ts` is seconds since 1970; day files are cut in the workspace's zone, {slack}",
    "logs/kibana": "Kibana, a CSV from Discover. Its times name no zone; the browser that saved it was set to {kibana}",
    "logs/search": "Elasticsearch, a search. `@timestamp` is the host's own clock, `event.ingested` the store's",
    "logs/": "Log lines of a service, one JSON object a line, stamped by the host's own clock",
    "deployments/deploy": "The deploy bot's log, in UTC",
    "deployments/github": "GitHub, deployment statuses, the newest first",
    "deployments/helm": "Helm, the history of the release",
    "deployments/kubernetes": "Kubernetes, events. Repeated ones are told once, with a first and a last time",
    "git/": "`git log`: hash, authored time, committed time, author, subject; each time with its offset",
    "calendar/": "The team's calendar, in {calendar}",
    "certificates/": "X.509, as it was served; read it with `openssl x509 -noout -dates -in FILE`",
}


def readme(telling: Telling, sheets: list[Sheet]) -> Sheet:
    """What is in the folder: one line for each file, one for all day files of Slack."""
    story = telling.story
    sheet = Sheet("README.md")
    sheet.write(f"# Evidence: {story.title}\n\n")
    sheet.write(f"Collected by {story.organisation} after the incident, as the tools gave it. ")
    sheet.write("Nothing was corrected: zones differ, records repeat, and parts may be absent.\n\n")
    sheet.write("| file | what it is |\n| --- | --- |\n")
    for path, about in _rows(telling, sheets):
        sheet.write(f"| `{path}` | {about} |\n")
    sheet.write("\n## People\n\n")
    for person in story.people:
        sheet.write(f"- {person.name}, {person.role}\n")
    sheet.write("\n`pmkit timeline import` reads the whole folder; it asks for the zone of a file that names none.\n")
    return sheet


def _rows(telling: Telling, sheets: list[Sheet]) -> Iterator[tuple[str, str]]:
    said: set[str] = set()
    for sheet in sheets:
        path = "slack/" if sheet.path.startswith("slack/") else sheet.path
        if path not in said:
            said.add(path)
            about = next(about for begin, about in ABOUT.items() if path.startswith(begin))
            yield path, about.format(**{by: telling.zone(by) for by in ("slack", "kibana", "calendar")})
