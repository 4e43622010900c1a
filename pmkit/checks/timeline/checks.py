"""What good timelines do: exact times in UTC, facts with their evidence, people and machines, gaps that are named."""

from pmkit.checks.check import Check
from pmkit.checks.timeline import flaws
from pmkit.checks.timeline.examples import BAD_DEPLOY, concluded, told

PRACTICES = "module: Timeline Best Practices"


CHECKS = (
    Check(
        id="timeline/no-offset",
        says="“{quote}” has no offset: nobody can tell which hour of the world it is.",
        why="Two tools that show the same clock time may mean instants hours apart.",
        instead="Which zone does the tool write in? Find that out, then write the time in UTC with a Z.",
        example="2026-03-04T09:12:40Z",
        source=f"{PRACTICES} 1",
        severity="fix",
        find=flaws.no_offset,
        bad=(
            told("14:23:01 | Deployment of v2.3.1 started | Deploy log"),
            told("14:25:33Z | Error rate above 5 % | Prometheus", impact_start="14:25:33"),
        ),
        good=(
            told("2026-01-31T14:23:01+00:00 | Deployment of v2.3.1 started | Deploy log"),
            told("14:25:33Z | The dashboard's clock showed 15:25 without a zone | Grafana", impact_start="14:25:33Z"),
        ),
    ),
    Check(
        id="timeline/not-utc",
        says="{quote} is written with another offset than that of UTC.",
        why="Readers compare clock times by eye; with two offsets in one list, effects seem to come before causes.",
        instead="Write the same instant in UTC, with a Z; the tool's own time may stand in the text.",
        example="2026-03-04T09:12:40Z",
        source=f"{PRACTICES} 1",
        severity="fix",
        find=flaws.not_utc,
        bad=(
            told("2026-01-31T15:23:01+01:00 | Deployment of v2.3.1 started | Deploy log"),
            told("14:25:33Z | Error rate above 5 % | Prometheus", resolved="2026-01-31T09:45:00-05:00"),
        ),
        good=(
            told("14:23:01Z | Deployment of v2.3.1 started, 15:23:01+01:00 in the log | Deploy log"),
            told("2026-01-31T14:30:00-00:00 | On-call joined the channel from UTC+9 | Slack"),
        ),
    ),
    Check(
        id="timeline/far-time",
        says="{quote} lies before 1990 or more than a year ahead: is it a time at all?",
        why="Programs write 0001-01-01 or 1970-01-01 where they know no time, and a slip of a year hides an event.",
        instead="What does the source show? Write that time, or add a gap that says that nobody knows it.",
        example="2026-03-04T09:12:40Z",
        source=f"{PRACTICES} 1",
        find=flaws.far_time,
        bad=(
            told("0001-01-01T00:00:00Z | Alert ErrorRateHigh ended | Alertmanager"),
            told("14:25:33Z | Error rate above 5 % | Prometheus", resolved="1970-01-01T00:00:00Z"),
        ),
        good=(
            told("14:23:01Z | Deployment of v2.3.1 started | Deploy log"),
            told("1996-02-29T14:23:01Z | The certificate of the mainframe was made | Certificate"),
        ),
    ),
    Check(
        id="timeline/out-of-order",
        says="{quote} stands after a later event.",
        why="A reader follows the lines as time passes; a line out of place suggests a cause that there was not.",
        instead="Move it to where it belongs by its time. Is the time itself right? Compare the zone of its source.",
        source="module: Importance of Timelines",
        severity="fix",
        find=flaws.out_of_order,
        bad=(
            told("14:27:00Z | Alert ErrorRateHigh fired | PagerDuty", "14:25:33Z | Error rate above 5 % | Prometheus"),
            told(
                "2026-01-31T23:58:10Z | Queue above 10,000 items | Prometheus",
                "2026-01-31T00:03:22Z | On-call acknowledged the page | PagerDuty",
            ),
        ),
        good=(
            told(
                "2026-01-31T23:58:10Z | Queue above 10,000 items | Prometheus",
                "2026-02-01T00:03:00Z | On-call acknowledged the page | PagerDuty",
            ),
            told("14:27:00Z | Alert ErrorRateHigh fired | PagerDuty", "14:27:00Z | Mina opened a channel | Slack"),
        ),
    ),
    Check(
        id="timeline/unsourced-event",
        says="“{quote}” names no source.",
        why="A reader must be able to see the evidence for each fact.",
        instead="Name the log, alert, chat or dashboard that shows it.",
        example="09:12:40Z · Lease of node 4 expired · Kubernetes (events.json:31)",
        source=f"{PRACTICES} 4",
        severity="fix",
        find=flaws.unsourced_event,
        bad=(
            told("14:23:01Z | Deployment of v2.3.1 started"),
            told("14:30:00Z | Mina rolled back to v2.3.0 | tbd | decision"),
        ),
        good=(
            told("14:23:01Z | Deployment of v2.3.1 started | Deploy log"),
            told("14:30:00Z | No source tells what was tried | | gap | 14:35:42Z"),
        ),
    ),
    Check(
        id="timeline/interpretation",
        says="“{quote}” concludes; the source shows less than that.",
        why="Facts and conclusions in one list look alike, and the first explanation is then no longer questioned.",
        instead="What did the source show at that second? Write that, and keep the conclusion for the analysis.",
        example="09:12:40Z · 412 requests answered with 503 in one minute · access log",
        source=f"{PRACTICES} 2",
        find=flaws.interpretation,
        bad=(
            told("14:25:33Z | Errors rose because of the deployment | Prometheus"),
            told("14:26:10Z | The pool was probably full | Kibana"),
            told("14:37:00Z | Rollback finally begun | Deploy log | decision"),
        ),
        good=(
            told("14:35:42Z | On-call identified the deployment as the cause | Slack"),
            told("14:26:10Z | Mina wrote that the pool was probably full | Slack"),
            told("14:26:11Z | Mina Okafor: I think this is because of the pool | Slack #incidents"),
            told("14:26:12Z | Kubernetes evicted pod api-7 due to memory pressure | Kubernetes"),
            told("14:37:00Z | Rolled back because the error rate stayed at 15 % | Slack | decision"),
            concluded("14:25:40Z", "The new build probably holds the old pool size", "Mina's notes"),
        ),
    ),
    Check(
        id="timeline/rounded",
        says="{quote} is cut to the minute; its source holds the seconds.",
        why="A deployment, its first errors and an alert may share a minute; cut to it they lose their order.",
        instead="Open the source once more and take over the time as it stands there, seconds included.",
        example="2026-03-04T09:12:40Z",
        source=f"{PRACTICES} 1",
        find=flaws.rounded,
        bad=(
            told(
                "14:23:00Z | Deployment of v2.3.1 started | Deploy log",
                "14:24:12Z | Deployment of v2.3.1 completed | Deploy log",
                "14:27:00Z | Rollback of v2.3.1 begun by Mina | Deploy log",
                "14:29:00Z | Rollback of v2.3.1 completed | Deploy log",
            ),
            told("14:27:00Z | Alert ErrorRateHigh fired at 14:27:48 | PagerDuty"),
            told(
                "14:23:00Z | Deployment of v2.3.1 started | Deploy log",
                "14:25:00Z | Error rate above 5 % | Prometheus",
                "14:27:00Z | Alert ErrorRateHigh fired | PagerDuty",
                "14:28:00Z | On-call acknowledged the page | PagerDuty",
            ),
        ),
        good=(
            BAD_DEPLOY,
            told(
                "14:00:00Z | Weekly planning began | Calendar",
                "14:03:00Z | Nadia joined by telephone | Memory of two participants",
                "14:05:00Z | Stand-by announced to the team | Memory of two participants",
                "14:07:31Z | Alert QueueLong fired | PagerDuty",
            ),
            told("14:27:00Z | Alert fired for the window 14:22:13 to 14:26:59 | PagerDuty"),
        ),
    ),
    Check(
        id="timeline/unnoted-gap",
        says="Nothing is told from {quote}, and no line says why.",
        why="Where events are missing, people fill in what they expect; that nobody wrote it down is a finding too.",
        instead="What do logs, metrics and chat show then? Tell it, or add a gap that names what is missing.",
        example="09:12:40Z to 09:31:05Z · gap · the collector was down; no log of the gateway is kept elsewhere",
        source=f"{PRACTICES} 5",
        find=flaws.unnoted_gap,
        bad=(
            told(
                "14:30:00Z | On-call joined the channel | Slack",
                "14:35:42Z | On-call identified the deployment as the cause | Slack",
            ),
            told(
                "14:25:33Z | Error rate above 5 % | Prometheus",
                "14:26:00Z | Logs of the gateway are missing | | gap | 14:28:00Z",
                "14:27:41Z | Alert ErrorRateHigh fired | PagerDuty",
                "14:59:02Z | On-call acknowledged the page | PagerDuty",
            ),
        ),
        good=(
            told(
                "14:30:00Z | On-call joined the channel | Slack",
                "14:30:00Z | No source records what was looked at | | gap | 14:35:42Z",
                "14:35:42Z | On-call identified the deployment as the cause | Slack",
            ),
            told(
                "2026-01-30T09:00:12Z | Mina merged the new pool size | Git",
                "14:25:33Z | Error rate above 5 % | Prometheus",
                "14:27:41Z | Alert ErrorRateHigh fired | PagerDuty",
                impact_start="14:25:33Z",
                alerted="14:27:41Z",
            ),
            told("14:30:00Z | On-call joined the channel | Slack", "14:35:00Z | Rollback begun | Deploy log"),
        ),
    ),
    Check(
        id="timeline/sweeping-gap",
        says="“{quote}” says that nothing at all was recorded.",
        why="Logs and metrics rarely stop with the people; a gap that names what is missing can be filled later.",
        instead="What do the sources show in that time? Tell that, and name what nobody recorded.",
        example="09:12:40Z to 09:31:05Z · gap · nobody wrote down which node was drained first",
        source=f"{PRACTICES} 5",
        find=flaws.sweeping_gap,
        bad=(
            told("14:30:00Z | No evidence for 5 min 42 s | | gap | 14:35:42Z"),
            told("14:30:00Z | Nothing is known here | | gap | 14:35:42Z"),
        ),
        good=(
            told("14:30:00Z | No evidence of what was tried | | gap | 14:35:42Z"),
            told("14:30:00Z | No records from the gateway; its disk was full | | gap | 14:35:42Z"),
            told("14:30:00Z | Nothing was written down while two graphs were read | | gap | 14:35:42Z"),
            told("14:30:12Z | Mina wrote that there was no evidence for a network fault | Slack"),
        ),
    ),
    Check(
        id="timeline/no-human-action",
        says="None of the {quote} shows what people did.",
        why="Questions, decisions and hand-overs shape how long an incident lasts; what is not told teaches nobody.",
        instead="Which pages, looks and decisions were there? Chat, calls and the people themselves know.",
        example="09:14:22Z · Nadia asked the database team to join · Slack",
        source=f"{PRACTICES} 3",
        find=flaws.no_human_action,
        bad=(
            told(
                "14:23:01Z | Deployment of v2.3.1 started | Deploy log",
                "14:25:33Z | Error rate above 5 % | Prometheus",
                "14:27:11Z | Alert ErrorRateHigh fired | PagerDuty",
            ),
            told(
                "03:12:00Z | Certificate of api.harbour.example expired | Certificate",
                "03:12:08Z | Handshakes refused | Kibana",
                "03:14:40Z | Pod gateway-2 restarted | Kubernetes",
            ),
        ),
        good=(
            told(
                "14:23:01Z | Deployment of v2.3.1 started | Deploy log",
                "14:25:33Z | Error rate above 5 % | Prometheus",
                "14:28:15Z | On-call acknowledged the page | PagerDuty",
            ),
            told(
                "14:23:01Z | Deployment of v2.3.1 started | Deploy log",
                "14:25:33Z | Error rate above 5 % | Prometheus",
                "14:27:09Z | Back to v2.3.0 | Deploy log | decision",
            ),
        ),
    ),
    Check(
        id="timeline/no-automated-event",
        says="None of the {quote} shows what a machine did or measured.",
        why="People remember when they noticed; metrics, logs and deployments show when it began.",
        instead="What did the metrics, logs and deployments record before anybody looked?",
        example="09:12:40Z · 95th percentile of latency above 2 s · Prometheus",
        source=f"{PRACTICES} 3",
        find=flaws.no_automated_event,
        bad=(
            told(
                "14:27:40Z | Priya asked in the channel who was looking | Slack",
                "14:28:15Z | Mina joined the call | Zoom",
                "14:30:02Z | Mina proposed to go back to v2.3.0 | Slack",
            ),
            told(
                "09:01:10Z | A customer wrote to support | Ticket 4711",
                "09:03:20Z | Support escalated to Nadia | Ticket 4711",
                "09:04:44Z | Nadia opened a call | Zoom",
            ),
        ),
        good=(
            told(
                "14:25:33Z | Error rate above 5 % | Prometheus",
                "14:28:15Z | Mina joined the call | Zoom",
                "14:30:02Z | Mina proposed to go back to v2.3.0 | Slack",
            ),
            told(
                "14:27:41Z | Alert ErrorRateHigh fired | PagerDuty",
                "14:28:15Z | Mina joined the call | Zoom",
                "14:30:02Z | Mina proposed to go back to v2.3.0 | Slack",
            ),
        ),
    ),
    Check(
        id="timeline/duplicate",
        says="“{quote}” tells what another line of the same moment tells.",
        why="Tools deliver twice and quote each other; told twice, one happening looks like two.",
        instead="Keep one line and name both sources there.",
        example="09:12:40Z · Alert DiskFull fired · Alertmanager and PagerDuty",
        source="pmkit",
        find=flaws.duplicate,
        bad=(
            told("14:27:00Z | Alert ErrorRateHigh fired | PagerDuty", "14:27:00Z | ErrorRateHigh alert fired | Slack"),
            told(
                "14:27:00Z | Alert ErrorRateHigh fired | PagerDuty",
                "2026-01-31T14:27:01Z | Alert ErrorRateHigh fired for api | Alertmanager",
            ),
        ),
        good=(
            told("14:27:00Z | Pod api-1 restarted | Kubernetes", "14:27:00Z | Pod api-2 restarted | Kubernetes"),
            told("14:27:12Z | Health check passed | Kubernetes", "14:27:12Z | Health check not passed | Kibana"),
            told("14:27:12Z | Error rate above 5 % | Prometheus", "14:28:12Z | Error rate above 5 % | Prometheus"),
        ),
    ),
    Check(
        id="timeline/before-cause",
        says="“{quote}” lies before the anchor cause, and tells of an effect.",
        why="What comes before the cause is no effect of it: one of the two zones is another, or the cause is older.",
        instead="Compare the zones of the two sources. If both times hold, which earlier change could be the cause?",
        source="module: Importance of Timelines",
        find=flaws.before_cause,
        bad=(
            told("13:25:33Z | Error rate above 5 % | Prometheus", cause="14:23:01Z"),
            told("14:23:01Z | Deployment of v2.3.1 started | Deploy log", cause="14:23:01Z", impact_start="14:20:00Z"),
        ),
        good=(
            told("13:40:09Z | Mina merged the new pool size | Git", cause="14:23:01Z", impact_start="14:25:33Z"),
            told("14:23:01Z | Deployment of v2.3.1 started | Deploy log", cause="14:23:01Z", impact_start="14:23:01Z"),
        ),
    ),
    Check(
        id="timeline/blame",
        says="“{quote}” judges; a timeline holds what was to be seen.",
        why="Where lines judge, people stop adding what only they know, and the timeline loses its best source.",
        instead="What was done, seen or said at that second? A name with a plain act is fine.",
        example="09:12:40Z · Nadia drained node 4; the console offered nodes 3 and 4 in one line · audit log",
        source="module: Blameless Culture, Do's and Don'ts",
        find=flaws.blame,
        bad=(
            told("14:23:01Z | Mina carelessly deployed v2.3.1 | Deploy log"),
            told("14:28:15Z | The on-call engineer should have rolled back by now | Slack"),
        ),
        good=(
            told("14:23:01Z | Mina deployed v2.3.1 | Deploy log"),
            told("14:28:15Z | A customer wrote: “your team forgot us again” | Slack"),
            told("14:29:02Z | Pod api-7 failed its health check | Kubernetes"),
            told("14:29:09Z | Ravi: you forgot the canary, as ever | Slack #incidents"),
        ),
    ),
)
