"""Action items, letter by letter: what is told of each, and what is left alone."""

import gc
import time
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmkit.checks import examine
from pmkit.checks.action_items.checks import CHECKS
from pmkit.checks.action_items.examples import ALERT, CALDER, RENEWAL, RUNBOOK, SOUND_LIST, saying
from pmkit.checks.action_items.kinds import KINDS
from pmkit.checks.action_items.owners import owner_flaw
from pmkit.checks.action_items.reading import ItemReading, kind_of, read_items
from pmkit.models.action_item import LETTERS, SMART_LISTS, ActionItem, Kind, Letter
from pmkit.models.action_items import ActionItems
from pmkit.models.story.scenario import Person

WRITTEN = date(2026, 1, 31)


def letters_of(text: str, **more: object) -> set[Letter]:
    """The letters that an item misses."""
    reading = ItemReading(ActionItem(text=text, **more))
    return {letter for letter, met in reading.letters.items() if met is False}


def found(item: ActionItem, *others: ActionItem) -> set[str]:
    return {
        one.check.removeprefix("action-item/") for one in examine(ActionItems(actions=[item, *others]), "action-items")
    }


CLEAR = [
    "Add alert for error rate > 5% on VEID scoring",
    "Update runbook with new rollback procedure",
    "Patch memory leak in bid engine (JIRA-123)",
    "Mina to add a memory limit of 2 GiB to the scoring pods",
    "SRE: introduce a pre-merge check for the length of Terraform plans",
    "An alert should be added for replication lag over 30 seconds",
    "The deploy pipeline must verify the signature of each image",
    "Let the console show the name of the cluster before it deletes a volume",
    "Rehearse the region failover every quarter",
    "Move the nightly batch off the primary database to the replica",
    "Reduce the deploy time of the checkout service from 40 to 10 minutes",
    "Cut the blast radius by splitting the eu cluster into three cells",
    "Set an owner for the DNS zone",
    "Have the deploy tool refuse to run without a ticket number",
    "Ensure that every database has a restore test that runs weekly",
    "Synthetic login check from three regions, every minute, paging the identity rota",
    "Investigate why the probe did not restart the scoring pods and post the findings in OPS-4711",
]
VAGUE = [
    "Improve monitoring",
    "Better documentation",
    "More testing",
    "Fix the bug",
    "We should probably add more monitoring to prevent this from happening again.",
    "Ensure better communication between teams",
    "Harden the ingestion pipeline",
    "Make the queue more robust",
    "Update the documentation",
    "Look into the issue",
    "Process improvements",
    "Write better tests",
    "Improve resilience by adding redundancy",
    "Clean up the technical debt",
    "Add alert. Add test.",
    "Alerting improvements",
    "Make sure that everything works",
]


@pytest.mark.parametrize("text", CLEAR)
def test_an_item_that_names_a_change_is_specific_and_measurable(text: str) -> None:
    assert letters_of(text).isdisjoint({"specific", "measurable"})


@pytest.mark.parametrize("text", VAGUE)
def test_an_item_that_names_a_wish_is_neither(text: str) -> None:
    assert letters_of(text) >= {"specific", "measurable"}


@pytest.mark.parametrize(
    "text",
    [
        "Investigate why the scoring pods were not restarted by the liveness probe",
        "Find out whether other tenants lost events between 02:10 and 03:40",
        "Improve the wording of the payment alert with the support lead",
    ],
)
def test_an_item_can_be_clear_and_have_no_end(text: str) -> None:
    assert letters_of(text) & {"specific", "measurable"} == {"measurable"}
    assert "measurable" not in letters_of(text, success="The cause stands in the postmortem")


@pytest.mark.parametrize(
    "text",
    [
        "Improve the search page in 2026",
        "Improve the search page (#4711)",
        "Improve the search page of 2026-11-03",
        "Improve the search page of 12 March",
        "Improve search in PostgreSQL 16",
        "Improve the search page since 02:10",
    ],
)
def test_a_year_a_ticket_a_date_and_a_version_are_no_measure(text: str) -> None:
    assert "measurable" in letters_of(text)


@pytest.mark.parametrize(
    "text",
    [
        "Nobody waits longer than 15 minutes for a rollback",
        "Failover takes under 4 min",
        "Reach 99.9 % availability",
        "Hold three workshops on safe deployments",
        "MTTR below 25 minutes",
    ],
)
def test_a_target_and_a_meeting_can_be_measured_and_name_no_deed(text: str) -> None:
    assert letters_of(text) & {"specific", "measurable"} == {"specific"}


@pytest.mark.parametrize(
    "text",
    [
        "Give the standby dispatch server more memory",
        "Continue moving the archive tables out of the hot cluster",
        "Tune the garbage collector of the bidding engine",
        "Regenerate the broken thumbnails of the gallery bit by bit",
        "Look after the batteries of the trackside cabinets between kilometre 12.4 and 19.8",
    ],
)
def test_a_deed_without_an_end_can_be_specific(text: str) -> None:
    assert letters_of(text) & {"specific", "measurable"} == {"measurable"}


@pytest.mark.parametrize(
    "owner",
    [
        "",
        " ",
        "?",
        "—",
        "TBD",
        "[Name]",
        "n/a",
        "unassigned",
        "the team",
        "Everyone",
        "all teams",
        "someone",
        "Mina and Jorge",
        "Mina & Jorge",
        "Mina / Jorge",
        "Mina, Jorge",
        "Mina Okafor, Jorge Diaz",
        "@mina @jorge",
        "SRE and Platform",
        "Mina or Jorge",
        "Mina?",
        "Mina (tbc)",
        "probably Mina",
        "SRE/Platform",
        "whoever is on call",
        "the backend folks",
        "Engineering managers",
        "Core Services and Edge",
        "Scheduler team and Kubernetes team",
        "Comms, Security",
        "Dev & Ops",
    ],
)
def test_nobody_answers_for_an_item_of_several_or_of_none(owner: str) -> None:
    assert owner_flaw(owner)


@pytest.mark.parametrize(
    "owner",
    [
        "Mina Okafor",
        "Okafor, Mina",
        "@mina",
        "mina@calder.example",
        "SRE",
        "SRE team",
        "Platform",
        "Mina Okafor (SRE)",
        "Mina Okafor, SRE",
        "Trust and Safety team",
        "Zoë d'Été",
        "Release manager",
        "**Mina**",
        "Payroll & Benefits",
        "Shift Supervisor, Plant North",
        "Backup & Restore team",
        "Appsec (Delivery consulted)",
    ],
)
def test_one_person_or_one_team_with_a_name_answers_for_an_item(owner: str) -> None:
    assert owner_flaw(owner) == ""


@pytest.mark.parametrize(
    ("owner", "is_known"),
    [
        ("Marit Solberg", True),
        ("marit", True),
        ("@marit", True),
        ("Marketplace", True),
        ("Marketplace team", True),
        ("support lead", True),
        ("Adaeze Obi", False),
        ("Platform", False),
    ],
)
def test_with_a_story_an_owner_is_on_its_roster(owner: str, is_known: bool) -> None:
    people = [*CALDER.people, Person(name="Ilan Duarte", role="support lead, Support")]
    flaw = owner_flaw(owner, CALDER.model_copy(update={"people": people}))
    assert (flaw == "") == is_known
    assert is_known or flaw == f"“{owner}” is not on the roster"


@pytest.mark.parametrize(
    ("due", "priority", "flaw"),
    [
        (None, "P1", "none is given"),
        (date(2026, 1, 30), None, "2026-01-30 lies before 2026-01-31, the day it was written"),
        (date(2026, 2, 8), "P1", "2026-02-08 is later than 2026-02-07, 1 week after 2026-01-31 for P1"),
        (date(2026, 2, 7), "P1", ""),
        (date(2026, 2, 28), "P3", ""),
        (date(2026, 3, 1), "P3", "2026-03-01 is later than 2026-02-28, 1 month after 2026-01-31 for P3"),
        (date(2030, 1, 1), None, ""),
    ],
)
def test_a_date_lies_within_the_time_of_its_priority(due: date | None, priority: str | None, flaw: str) -> None:
    item = ActionItem(text="Add a memory test", due=due, priority=priority, created=WRITTEN)
    assert ItemReading(item).due_flaw == flaw
    assert ItemReading(item.model_copy(update={"created": None})).due_flaw == (flaw if due is None else "")


def test_another_policy_gives_another_time() -> None:
    item = ActionItem(text="Add a memory test", due=date(2026, 2, 14), priority="P1", created=WRITTEN)
    told = {name: read_items([item], sla=name).items[0].due_flaw == "" for name in ("module", "pagerduty", "atlassian")}
    assert told == {"module": False, "pagerduty": True, "atlassian": True}


def test_at_the_end_of_the_calendar_nothing_is_too_late() -> None:
    item = ActionItem(text="Add a memory test", due=date.max, priority="P1", created=date.max - timedelta(days=1))
    assert ItemReading(item).due_flaw == ""


@pytest.mark.parametrize(
    ("kind", "priorities"),
    [
        ("prevent-future", {"P1"}),
        ("mitigate-future", {"P2", "P3"}),
        ("detect-future", {"P3"}),
        ("repair", {"P1", "P2", "P3"}),
    ],
)
def test_a_priority_fits_what_an_item_does_by_the_table(kind: Kind, priorities: set[str]) -> None:
    fitting = {
        one
        for one in ("P1", "P2", "P3")
        if not ItemReading(ActionItem(text="A", kind=kind, priority=one)).priority_flaw
    }
    assert fitting == priorities


def test_the_modules_own_labels_are_held_against_its_table() -> None:
    alert = ActionItem(text="Add Prometheus alert for cert expiry < 30 days", owner="SRE", priority="P1")
    assert ItemReading(alert).priority_flaw == "P1 is given, and what detects the next one earlier is P3"


def test_a_kind_that_is_only_guessed_unsurely_fits_any_priority() -> None:
    item = ActionItem(text="Rearrange the DNS zone", priority="P3")
    assert (kind_of(item), ItemReading(item).priority_flaw) == ("prevent-future", "")


KIND_EXAMPLES: dict[Kind, tuple[str, ...]] = {
    "investigate": (
        "Find out why the standby did not take over",
        "Reconstruct which of the 4,200 payouts were sent twice",
        "Look into why alerts for replication lag did not fire",
        "Ask the vendor why the BGP session dropped",
        "Evaluate whether the retry budget caused the second spike",
    ),
    "mitigate": (
        "Roll back the config change on the edge proxies",
        "Drain node 7 until the vendor has replaced its disk",
    ),
    "repair": (
        "Refund the 312 customers who were charged twice",
        "Backfill the missing rows of the orders table",
        "Notify the 41 merchants whose payouts were late",
        "Send the 3,100 mails that were dropped on Sunday",
    ),
    "detect-future": (
        "Alert when a certificate has under a third of its lifetime left",
        "Create a dashboard for queue depth and consumer lag",
        "Expose the age of the oldest unprocessed message as a metric",
        "Add a probe that resolves the zone from outside every 30 s",
    ),
    "mitigate-future": (
        "Document the escalation path for payment incidents in the on-call handbook",
        "Add a circuit breaker between checkout and the recommendation service",
        "Limit each tenant to 200 concurrent exports",
        "Set a 2 s timeout and one retry on calls to the tax service",
        "Split the cluster by region so that an outage stays in one region",
    ),
    "prevent-future": (
        "Block merges of schema migrations that drop a column still in use",
        "Automate cert renewal with cert-manager",
        "Reject config without an owner at merge",
    ),
}


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in KIND_EXAMPLES.items() for text in texts])
def test_the_kind_of_an_item_is_told_by_its_words(kind: Kind, text: str) -> None:
    assert kind_of(ActionItem(text=text)) == kind


def test_what_is_due_at_once_ends_the_harm_of_this_incident() -> None:
    item = ActionItem(text="Disable the address autocomplete widget", created=WRITTEN)
    due = {days: item.model_copy(update={"due": WRITTEN + timedelta(days=days)}) for days in (0, 1, 2, 30)}
    assert {days: kind_of(one) for days, one in due.items()} == {
        0: "mitigate",
        1: "mitigate",
        2: "prevent-future",
        30: "prevent-future",
    }


def test_work_on_this_incident_has_no_place_in_the_table_and_is_not_asked_to_find_one() -> None:
    item = ActionItem(text="Refund the 312 customers who were charged twice", owner="Mina", priority="P2")
    assert read_items([item]).items[0].letters["prioritized"] is False
    assert "prioritized" not in found(item)


def test_what_the_author_says_goes_before_what_the_words_tell() -> None:
    assert kind_of(ActionItem(text="Alert on lag", kind="repair")) == "repair"
    assert kind_of(ActionItem(text="Everything")) is None
    assert set(KIND_EXAMPLES) == set(KINDS)


@pytest.mark.parametrize(
    "text",
    [
        "Remind all engineers to check the dashboard",
        "Train the on-call team on the new failover procedure",
        "Coach Priya on change reviews",
        "Everyone should double-check their changes",
        "Talk to Priya about the missed page",
        "Ask engineers to pay attention to the disk alert",
        "Tell the operators to be careful with node 7",
        "Operators must follow the checklist",
        "Have a word with Sam about the missed page",
        "Send Nerys on a course about Kubernetes",
        "Retrain the contractor",
        "Hold a training for all operators",
    ],
)
def test_an_item_that_would_change_people_is_told_so(text: str) -> None:
    assert "person-directed" in found(ActionItem(text=text))


@pytest.mark.parametrize(
    "text",
    [
        "Train the support classifier on last month's tickets",
        "Warn the on-call engineer when the queue holds over 10,000 messages",
        "Ask the vendor for the firmware's release notes and file them",
        "Add a reminder to the release template that names the approver",
        "Operators must confirm the cluster name in the console before it deletes",
        "Brief the support team on the refund procedure before 4 May",
        "Tell users on the status page which region is affected",
    ],
)
def test_an_item_in_which_people_appear_is_left_alone(text: str) -> None:
    assert "person-directed" not in found(ActionItem(text=text))


@pytest.mark.parametrize(
    "text",
    [
        "Alert on certificate expiry and automate the renewal of gateway certificates",
        "Patch the leak; add a memory test to the pipeline",
        "Add a rate limit to the export API. Document the limit for partners.",
        "Create the alert, then write a runbook for it",
        "Add a lag alert, automate the failover",
    ],
)
def test_two_orders_in_one_are_told(text: str) -> None:
    assert "two-actions" in found(ActionItem(text=text))


@pytest.mark.parametrize(
    "text",
    [
        "Add SPF, DKIM and DMARC records to the domain checklist",
        "Write the runbook for the cache flush and link it from the alert",
        "Build and test a rollback step for the edge proxies",
        "Add a job to fetch and verify the backup",
        "Alert and page the rota when the queue stalls",
        "Find out which tenants lost events and report the list",
        "Reproduce the deadlock in the lab and attach the lock graph",
        "Compare the ledger with the bank statement every night and warn the treasury desk of any difference",
        "Track the open file handles of the proxies and warn at 80 % of the limit",
        "Review the 14 alerts of checkout and delete those that nobody acted on",
        "Enforce the limit in the gateway, the importer and the export API",
        "Add a check that nodes can start and replace each other",
    ],
)
def test_one_order_with_several_words_is_left_alone(text: str) -> None:
    assert "two-actions" not in found(ActionItem(text=text))


def test_every_letter_is_a_check_that_names_the_lists_that_ask_for_it() -> None:
    sources = {check.id.partition("/")[2]: check.source for check in CHECKS}
    for letter in LETTERS:
        assert sources[letter].startswith("module: ")
        assert {name for name in SMART_LISTS if name in sources[letter]} == {
            name for name, letters in SMART_LISTS.items() if letter in letters
        }


def test_an_item_can_meet_one_of_the_modules_lists_and_not_the_other() -> None:
    [one] = read_items([ALERT.model_copy(update={"priority": None})]).items
    assert [one.meets(name) for name in SMART_LISTS] == [False, True]


def test_whether_an_item_is_realistic_is_asked_and_never_told() -> None:
    answer = saying("Write a test for every edge case of the bid gateway")
    assert [one.letters["realistic"] for one in read_items(answer.actions).items] == [None]
    [finding] = [one for one in examine(answer, "action-items") if one.check == "action-item/realistic"]
    assert (finding.severity, finding.says[-1]) == ("consider", "?")


def test_an_item_that_is_declined_is_not_judged() -> None:
    declined = ActionItem(text="Improve monitoring", status="declined", declined="The service ends in May")
    assert found(RENEWAL, declined) == set()
    assert set(read_items([declined]).items[0].letters.values()) == {None}


def test_an_item_that_is_not_written_yet_is_told_once() -> None:
    assert found(ActionItem(text=" ")) == found(ActionItem(text="TODO")) == {"specific"}


def test_an_item_alone_with_its_words_is_told_what_it_lacks_with_its_place() -> None:
    findings = examine(ActionItems(actions=[RENEWAL, ActionItem(text="Improve monitoring")]), "action-items")
    assert {one.check.removeprefix("action-item/"): one.where for one in findings} == {
        "assigned": "action 2, owner",
        "time-bound": "action 2, due",
        "prioritized": "action 2, priority",
        "specific": "action 2, text",
        "measurable": "action 2, text",
        "weak-verb": "action 2, text",
    }


def test_findings_in_a_file_have_lines() -> None:
    text = '[[actions]]\ntext = "Page the rota when 5 % of bids fail"\n\nowner = "the team"\n'
    places = {one.check: (one.line, one.column) for one in examine(text, "action-items")}
    assert places["action-item/assigned"] == (4, 9)
    assert places["action-item/time-bound"] == (1, 1)


def test_of_three_twins_two_are_told_and_competitors_are_none() -> None:
    def twins(answer: ActionItems) -> list[str]:
        return [one.where for one in examine(answer, "action-items", only="action-item/duplicate")]

    assert twins(ActionItems(actions=[ALERT, ALERT, ALERT])) == ["action 2, text", "action 3, text"]
    assert twins(ActionItems(actions=[ALERT, ALERT.model_copy(update={"competes_with": [1]})])) == []


def test_a_list_of_which_a_kind_is_unknown_is_not_said_to_look_back() -> None:
    unknown = ActionItem(text="Communicate better")
    assert "no-prevention-or-detection" in found(RUNBOOK)
    assert "no-prevention-or-detection" not in found(RUNBOOK, unknown)
    assert "no-prevention-or-detection" not in found(RUNBOOK, ALERT)


@given(st.text(max_size=300), st.text(max_size=60))
def test_any_text_and_owner_is_read(text: str, owner: str) -> None:
    examine(ActionItems(actions=[ActionItem(text=text, owner=owner), ActionItem(text=text)]), "action-items")


@pytest.mark.parametrize("piece", ["and add ", "a " * 3, "@a ", "more monitoring ", "to add by ", "Mina and "])
def test_a_long_item_costs_no_more_than_one_that_is_read_whole(piece: str) -> None:
    def took(length: int) -> float:
        item = ActionItem(text=piece * (length // len(piece)), owner=piece * (length // len(piece)))
        began = time.process_time()
        examine(ActionItems(actions=[item]), "action-items")
        return time.process_time() - began

    gc.disable()
    try:
        whole, long = (min(took(length) for _ in range(5)) for length in (4_000, 900_000))
    finally:
        gc.enable()
    assert long < 5 * whole


def test_the_order_of_sound_items_does_not_matter() -> None:
    assert examine(ActionItems(actions=SOUND_LIST.actions[::-1]), "action-items") == []


def test_of_an_item_without_an_owner_it_is_not_said_that_nobody_is_named() -> None:
    items = ActionItems(actions=[ActionItem(text="Dave will be more careful")])
    (one,) = examine(items, "action-items", only="action-item/assigned")
    assert one.says == "No one owner yet: none is given."
