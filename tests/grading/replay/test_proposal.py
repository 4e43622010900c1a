"""Which lever an item's words say, and whether a claim counts: what the words do not bear out is asked."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmkit.grading.replay.claimed import claimed
from pmkit.grading.replay.numbers import number_for
from pmkit.grading.replay.proposal import propose
from pmkit.grading.replay.trial import Trial
from pmkit.incidents import make_incident, scenario_of, story_names
from pmkit.models.action_item import ActionItem
from pmkit.models.story.lever import Effect, Lever

SCENARIOS = {slug: scenario_of(make_incident(slug)) for slug in story_names()}
CERTIFICATE = SCENARIOS["expired-certificate"]
TRIAL = Trial(make_incident("expired-certificate").story)
READ = [
    ("expired-certificate", "Automate the renewal of the certificate with a job in cert-store", "auto-renewal", None),
    ("expired-certificate", "Add an alert when a certificate has less than 30 days left", "expiry-alert", 30),
    ("expired-certificate", "Alert when a certificate has under a third of its lifetime left", "expiry-alert", 30),
    ("expired-certificate", "Page when the certificate expires in less than two weeks", "expiry-alert", 14),
    ("expired-certificate", "Shorten the rule NoBids from 60 to 5 minutes without a bid", "no-bids-alert", 5),
    ("expired-certificate", "Shorten NoBids from 60 minutes to five", "no-bids-alert", 5),
    ("expired-certificate", "Give support a button in the ticket form that pages on-call", "support-pages", None),
    ("expired-certificate", "Write a runbook page on renewing the certificate", "runbook-renewal", None),
    ("expired-certificate", "Grant the role to renew to a second person in Platform", "second-person", None),
    ("expired-certificate", "Restart the provider-daemon automatically after five minutes", "restart-daemon", None),
    ("expired-certificate", "Add a second dashboard for bids in Grafana", "bids-dashboard", None),
    ("expired-certificate", "NoBids wait 60 min -> 10 min. Done: staging drill pages in 12 min", "no-bids-alert", 10),
    ("expired-certificate", "Change the NoBids alert from one hour to 10 minutes", "no-bids-alert", 10),
    (
        "expired-certificate",
        "Point reminders at the queue of Platform; done when one is a ticket",
        "reminder-owner",
        None,
    ),
    ("bad-deploy", "Add a load test stage to the pipeline with three times the load of a normal day", "load-test", 3),
    ("bad-deploy", "Deploy to one canary pod first, 10 % of traffic for 15 minutes", "canary", 10),
    ("bad-deploy", "Automatically roll back when the error rate is above 5 % for 2 minutes", "auto-rollback", 2),
    ("bad-deploy", "Show deployments as markers on the dashboards of checkout-api", "deployment-markers", None),
    ("bad-deploy", "Block releases on days of a sale in the release calendar", "release-freeze", None),
    ("validator-slashed", "Set systemd to restart virtd after 10 seconds", "restart-policy", 10),
    ("validator-slashed", "Alert when memory of virtd is above 80 % of the host", "memory-alert", 80),
    ("validator-slashed", "Page when the validator misses blocks for 2 minutes", "missed-blocks-alert", 2),
    ("validator-slashed", "Add a 24-hour soak test that measures memory to the pipeline", "soak-test", 24),
    ("validator-slashed", "Run veid-scoring as its own service with MemoryMax 6 GB", "memory-limit", 6),
    ("mixed-models", "Activate a model only when 100 % of validators have downloaded it", "activation-gate", 100),
    ("mixed-models", "Make veid-scoring refuse to score with a model that is not active", "refuse-old-model", None),
    ("mixed-models", "Shorten the window of ScoreSpreadHigh from an hour to 10 minutes", "spread-alert", 10),
    ("mixed-models", "Add SPF and DKIM to the checklist for new domains", "mail-records", None),
]
VAGUE = [
    "Improve monitoring",
    "Be more careful with certificates",
    "Better monitoring of memory",
    "Make deployments safer",
    "Investigate whether certificate renewal can be automated",
    "Discuss load tests with the team",
    "Do not automate the renewal of certificates",
    "Remove the alert on certificates near their expiry; done when none fires at 20 days",
    "Switch the renewal of the certificate from automatic to manual",
    "Take the role to renew from all but one engineer, and delete the runbook page",
    "Maybe we could automate the renewal of the certificate",
    "Should the certificate renew itself by a job?",
    "soak checklist alert memory guardrail process",
    "",
]


@pytest.mark.parametrize(("slug", "text", "lever", "number"), READ)
def test_an_items_words_are_read_as_a_lever_with_its_number(
    slug: str, text: str, lever: str, number: float | None
) -> None:
    proposal = propose(ActionItem(text=text), SCENARIOS[slug])
    assert proposal is not None
    assert (proposal.lever.id, proposal.number) == (lever, number)
    assert proposal.asks.startswith(f"Reads as: {proposal.lever.in_words(number)}")


@pytest.mark.parametrize("slug", story_names())
@pytest.mark.parametrize("text", VAGUE)
def test_a_vague_item_proposes_nothing_and_claims_in_vain(slug: str, text: str) -> None:
    scenario = SCENARIOS[slug]
    assert propose(ActionItem(text=text), scenario) is None
    for lever in scenario.levers:
        claim = claimed(ActionItem(text=text, effect=lever.id), scenario)
        assert claim.effect is None
        assert claim.why.endswith((".", "?"))


def test_an_alert_that_waits_longer_than_it_did_changes_nothing() -> None:
    item = ActionItem(text="Raise the wait of the NoBids alert from one minute to two hours", effect="no-bids-alert")
    tried = TRIAL.of(item)
    assert tried.claim.effect == Effect("no-bids-alert", 120)
    assert tried.alone.after == tried.alone.before


@pytest.mark.parametrize("slug", story_names())
def test_an_item_of_another_incident_changes_nothing(slug: str) -> None:
    trial = Trial(make_incident(slug).story)
    foreign = [ActionItem(text=text) for other, text, *_ in READ if other != slug]
    proposed = [(item, proposal.effect) for item in foreign if (proposal := propose(item, SCENARIOS[slug]))]
    items = [
        item.model_copy(update={"effect": effect.lever, "effect_number": effect.number}) for item, effect in proposed
    ]
    told, again = trial.together(items)
    assert told.after == told.before
    assert again.after == again.before


def test_a_declined_item_changes_nothing() -> None:
    item = ActionItem(text=READ[0][1], effect="auto-renewal", status="declined", declined="too dear")
    assert propose(item, CERTIFICATE) is None
    assert claimed(item, CERTIFICATE).effect is None


@pytest.mark.parametrize(
    ("item", "effect", "why"),
    [
        (ActionItem(text=READ[1][1]), None, "claims no effect yet"),
        (ActionItem(text=READ[1][1], effect="expiry-alert"), Effect("expiry-alert", 30), ""),
        (ActionItem(text=READ[1][1], effect="expiry-alert", effect_number=30), Effect("expiry-alert", 30), ""),
        (ActionItem(text=READ[1][1], effect="expiry-alert", effect_number=5), None, "say 30 days (“30 days”)"),
        (ActionItem(text=READ[1][1], effect="auto-renewal"), None, "do not say “a job renews"),
        (ActionItem(text=READ[1][1], effect="load-test"), None, "is no lever of this incident"),
        (ActionItem(text="Alert on certificate expiry", effect="expiry-alert"), Effect("expiry-alert", 30), ""),
        (
            ActionItem(text="Alert on certificate expiry", effect="expiry-alert", effect_number=14),
            Effect("expiry-alert", 14),
            "",
        ),
        (ActionItem(text=READ[0][1], effect="auto-renewal", effect_number=3), Effect("auto-renewal"), ""),
    ],
)
def test_a_claim_counts_where_the_words_bear_it_out(item: ActionItem, effect: Effect | None, why: str) -> None:
    claim = claimed(item, CERTIFICATE)
    assert claim.effect == effect
    assert why in claim.why
    assert bool(claim.why) is (effect is None)


def test_what_a_claim_without_words_would_change_is_not_told() -> None:
    tried = TRIAL.of(ActionItem(text="Improve monitoring", effect="auto-renewal"))
    assert tried.alone.after == tried.alone.before
    real = TRIAL.of(ActionItem(text=READ[0][1], effect="auto-renewal", due=date(2026, 4, 1)))
    assert not real.alone.after.happens


def test_everyones_words_are_read_with_their_own_names() -> None:
    scenario = scenario_of(make_incident("validator-slashed", seed=5))
    node = next(varied.was[0] for varied in make_incident("validator-slashed", seed=5).story.vary)
    proposal = propose(ActionItem(text=f"Restart {node} by systemd after 10 seconds"), scenario)
    assert proposal is not None
    assert proposal.effect == Effect("restart-policy", 10)


@given(st.text(max_size=400))
def test_any_text_can_be_read(text: str) -> None:
    item = ActionItem(text=text, effect="expiry-alert", effect_number=30)
    claim = claimed(item, CERTIFICATE)
    assert (claim.effect is None) is bool(claim.why)
    propose(item, CERTIFICATE)


MINUTES = Lever(
    id="a", says="after … minutes", kind="detect-future", does="detects", because="", said_as=["alert"],
    unit="minutes", default=10, whole=90,
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("after 5 minutes", 5),
        ("after 5-minute windows", 5),
        ("after 1,5 min", 1.5),
        ("after an hour", 60),
        ("after one hour", 60),
        ("after two hours, not 5 minutes", 120),
        ("instead of 60 minutes after 5 min", 5),
        ("from 60 minutes to 5", 5),
        ("from 60 to 5 minutes", 5),
        ("within 2 weeks, alert after 5 minutes", 5),
        ("at half of it", 45),
        ("for a second person", None),
        ("by 14:05 on 2026-01-31", None),
        ("after many minutes", None),
        ("5 % of requests", None),
        ("in 99999999999999999999 minutes", None),
        ("Write the steps and rehearse them", None),
    ],
)
def test_a_number_is_read_in_the_levers_unit(text: str, number: float | None) -> None:
    read = number_for(MINUTES, text)
    assert (read and read.number) == number
