"""People's own words for true events and for causes, which the stories know: as lists of examples."""

import pytest

from pmkit.checks.text.text import read
from pmkit.checks.text.wording import recognise, says
from pmkit.incidents import load_story, make_incident

SAID = {
    "bad-deploy": {
        "deploy-started": [
            "Deployment started",
            "Deploy of v2.3.1 began",
            "v2.3.1 rollout to production kicked off",
            "deploy-bot started deploying v2.3.1",
            "Release v2.3.1 started in production",
            "production v2.3.1 started",
        ],
        "errors-rise": [
            "Error rate began increasing",
            "503 errors started to climb",
            "checkout_error_ratio rises above its usual band",
            "First 503 from checkout-api",
            "Customer impact begins",
            "Error rate jumps from 0.2% to 15%",
            "Checkout errors start",
        ],
        "alert-fired": [
            "Alert fired (ErrorRateHigh)",
            "PagerDuty alert triggered",
            "ErrorRateHigh pages Ines",
            "On-call was paged",
            "Incident opened in PagerDuty",
        ],
        "acknowledged": ["On-call acknowledged", "Ines acks the page", "Page acknowledged by Ines Calloway"],
        "investigation": [
            "Started investigation",
            "Ines starts looking into it",
            "On-call begins investigating the gateway and the database",
            "Investigation begins",
            "Ines Calloway at the keyboard, looking into the checkout errors",
        ],
        "identified": [
            "Identified deployment as cause",
            "Deployment identified as the cause",
            "Ines links the errors to v2.3.1",
            "Found that the 503s come from v2.3.1 pods",
            "Root cause found: release v2.3.1",
        ],
        "rollback-begun": [
            "Initiated rollback",
            "Rollback started",
            "Rafael starts rolling back to v2.3.0",
            "Decision: back to v2.3.0",
            "Decided to roll back",
            "production v2.3.0 rollback started",
        ],
        "rollback-done": [
            "Rollback completed",
            "v2.3.0 is live on all pods",
            "Rollback finished",
            "All pods back on v2.3.0",
        ],
        "errors-normal": [
            "Error rate normalized",
            "Error rate back to baseline",
            "Errors back to normal",
            "Error rate is back at its usual level",
            "Impact ends",
        ],
        "resolved": ["Incident resolved", "Ines resolves the page", "Incident closed"],
    },
    "validator-slashed": {
        "upgraded": ["Upgrade to v2.4.0", "virtd v2.4.0 started on validator-07"],
        "killed": ["Kernel kills virtd (out of memory)", "OOM killer kills process 4127", "virtd crashed"],
        "first-missed": ["First missed block", "Validator stops signing", "validator-07 misses its first block"],
        "jailed": ["Validator slashed", "validator-07 is jailed after 100 missed blocks"],
        "alert-fired": ["ValidatorJailed alert fires", "First alert"],
        "started-by-hand": ["Mina restarts virtd by hand", "virtd started manually", "Process restarted"],
        "signs-again": ["Validator signs again", "Node is back up and signing", "Signing resumed"],
    },
    "expired-certificate": {
        "cert-expired": ["Certificate expired", "TLS cert expires"],
        "bids-stop": ["Bids stop", "Provider daemon stops bidding", "First refused session"],
        "alert-fired": ["NoBids alert fires", "On-call paged by NoBids"],
        "daemon-restarted": ["Marit restarts the daemon", "Daemon restarted, no effect"],
        "identified": ["Expired certificate identified", "Nerys finds that the certificate has expired"],
        "renewal-begun": ["Renewal of the certificate started", "Decision to renew by hand"],
        "cert-renewed": ["New certificate loaded", "Certificate renewed"],
        "bids-resume": ["Bidding resumes", "First bid after the outage placed", "Bids back to normal"],
    },
    "mixed-models": {
        "domain-set-up": ["New domain set up", "notices.norvale.example created"],
        "notice-sent": ["Notice of v12 sent to operators", "Upgrade email went out"],
        "upgrade-active": ["Model v12 activated", "v12 goes live", "v12 becomes active"],
        "scores-differ": [
            "Scores begin to differ",
            "First mismatch of scores between validators",
            "Validators disagree on a score",
        ],
        "alert-fired": ["ScoreSpreadHigh fires", "Alert fired"],
        "old-model-found": ["Found that 9 of 31 validators run v11", "Amparo finds old model on validator-17"],
        "spam-found": ["Notice found in spam", "Operator finds the mail in the spam folder"],
        "scoring-paused": ["Scoring paused", "Decided to pause scoring"],
        "operators-called": ["Odile calls the operators", "Operators contacted by phone"],
        "last-upgraded": ["Last validator upgraded to v12", "All validators on v12"],
        "scoring-resumed": ["Scoring resumed", "Scoring back on"],
        "resolved": ["Incident resolved"],
    },
}
CAUSES = {
    "bad-deploy": {
        "requests-waited": ["Checkout requests timed out", "503 errors from v2.3.1 pods", "Payment calls hung for 3 s"],
        "pool-exhausted": [
            "Connection pool exhausted",
            "All 4 connections were in use",
            "paylink pool saturated",
            "No free connections to paylink",
        ],
        "small-pool-default": [
            "paylink 3 defaults to 4 connections",
            "Pool left at its default",
            "Pool size too small",
            "Default pool size of 4 not overridden",
            "Pool size not configured",
        ],
        "notes-not-passed-on": [
            "Upgrade notes too long, change on page seven",
            "Breaking change in defaults was not announced",
            "Release notes of paylink not read in full",
            "Payments did not communicate the new default",
            "Nine-page upgrade notes with the pool change buried",
        ],
        "no-load-test": [
            "No load test",
            "No load testing stage in the pipeline",
            "Load stage not defined",
            "Tests only cover contracts, not load",
            "Staging has no realistic traffic",
        ],
        "all-at-once": [
            "No canary",
            "All pods replaced at once",
            "All-at-once deployment strategy",
            "No gradual rollout",
            "Big bang deploy to 12 pods at once",
        ],
        "sale-traffic": [
            "Sale traffic 2.4 times normal",
            "High traffic from the anniversary sale",
            "Peak load on a sale day",
            "Traffic surge",
        ],
        "released-on-a-sale-day": [
            "No change freeze during sales",
            "Deployed during the sale",
            "Release process does not check the calendar",
            "Release on a sale day",
        ],
        "sale-known-to-marketing-only": [
            "Marketing did not tell engineering about the sale",
            "Sale announced only in #marketing",
            "Engineers were not aware of the campaign",
        ],
        "slow-to-connect": [
            "It took long to find the deployment",
            "Slow diagnosis",
            "5 min 42 s until the deployment was identified",
        ],
        "no-deployment-markers": [
            "Dashboards don't show deployments",
            "No deployment markers on graphs",
            "Missing deploy annotations",
        ],
        "empty-runbook": [
            "No rollback procedure",
            "Runbook empty",
            "Rollback steps not documented",
            "Rollback command unknown",
        ],
        "alone-on-call": ["Fatigue after 11 hours", "No secondary on call", "Only one engineer on call", "Long shift"],
        "paylink-new-to-shift": [
            "Training gap",
            "No training on paylink",
            "Team unfamiliar with paylink",
            "Hand-over only half done",
            "Nobody had experience with the new client",
        ],
    },
    "mixed-models": {
        "scores-differed": ["Validators gave different scores", "Inconsistent scores across validators"],
        "two-models": [
            "Validators had different models",
            "9 of 31 validators ran v11",
            "Mixed model versions",
            "Some validators still on the old model",
        ],
        "upgrade-not-taken": [
            "Some validators didn't download the upgrade",
            "Operators did not upgrade",
            "Model v12 not installed on nine validators",
        ],
        "notice-in-spam": [
            "The notification email went to spam",
            "Upgrade mail landed in spam folder",
            "Notice unread in the junk folder",
        ],
        "no-spf": [
            "No SPF record",
            "Email was sent from a new domain without SPF",
            "DKIM missing on the new domain",
            "SPF wasn't configured",
        ],
        "checklist-without-mail": [
            "New domain setup process doesn't include SPF",
            "Domain checklist has no mail records",
            "Domain provisioning process lacks email config",
        ],
        "stricter-receivers": ["Mail providers tightened their rules", "New spam filter rules at receivers"],
        "mail-the-only-way": [
            "Email is the only channel",
            "No confirmation of receipt asked",
            "Operators were not asked to confirm",
            "Single channel for upgrade notices",
            "No follow-up on the notice",
        ],
        "software-takes-any-model": [
            "Software accepts any model",
            "No version check",
            "Protocol does not enforce the model version",
            "Nothing refuses an old model",
        ],
        "activation-by-time": [
            "Model activated at a fixed time",
            "No minimum of downloads before activation",
            "Activation without readiness check",
        ],
        "no-view-of-models": [
            "No dashboard of model versions",
            "No visibility into which model each validator runs",
            "Model version is not monitored",
        ],
        "found-late": ["Alert averages over an hour", "Detected an hour late", "Slow alert"],
        "operators-new-to-upgrades": [
            "New operators without onboarding",
            "Five operators were new",
            "Training gap of operators",
        ],
        "one-contact-two-jobs": [
            "One person covers support and operators",
            "Validator Relations understaffed",
            "Workload of one contact",
        ],
    },
}
CASES = [(slug, event, text) for slug, events in SAID.items() for event, texts in events.items() for text in texts]
SHORT = [(slug, cause, text) for slug, causes in CAUSES.items() for cause, texts in causes.items() for text in texts]


@pytest.mark.parametrize(("slug", "event", "text"), CASES, ids=lambda value: value)
def test_an_event_is_recognised_however_people_word_it(slug: str, event: str, text: str) -> None:
    wordings = next(one.said_as for one in make_incident(slug).story.events if one.id == event)
    assert any(says(read(text), wording) for wording in wordings)


@pytest.mark.parametrize(
    "text", ["Lunch", "The weather is fine", "Somebody wrote a comment", "v2.3.1", "Deployment", ""]
)
def test_a_word_or_another_sentence_is_no_event(text: str) -> None:
    events = make_incident("bad-deploy").story.events
    assert [event.id for event in events if any(says(read(text), wording) for wording in event.said_as)] == []


@pytest.mark.parametrize(("slug", "cause", "text"), SHORT, ids=lambda value: value)
def test_a_cause_is_recognised_in_the_few_words_of_a_fishbone(slug: str, cause: str, text: str) -> None:
    assert cause in recognise(read(text), load_story(slug))


@pytest.mark.parametrize("slug", CAUSES)
@pytest.mark.parametrize(
    "text", ["Bad luck", "Somebody forgot", "The database was slow", "Human error", "The weather", ""]
)
def test_what_the_story_does_not_hold_is_no_cause(slug: str, text: str) -> None:
    assert recognise(read(text), load_story(slug)) == frozenset()
