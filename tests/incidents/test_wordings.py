"""People's own words for the true events, which the stories know: as lists of examples."""

import pytest

from pmkit.checks.text import read
from pmkit.checks.wording import says
from pmkit.incidents import make_incident

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
CASES = [(slug, event, text) for slug, events in SAID.items() for event, texts in events.items() for text in texts]


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
