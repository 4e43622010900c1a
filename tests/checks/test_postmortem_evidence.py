"""A postmortem is looked up in its evidence: what is right is found, what is wrong is asked about with the record."""

import re
import time
from dataclasses import replace

import pytest
from checks.evidence_folders import facts_for, facts_of, planted, postmortems
from hypothesis import given
from hypothesis import strategies as st

from pmkit import examine
from pmkit.checks.postmortem.evidence.claims import claims_of
from pmkit.checks.postmortem.evidence.look_up import disagreements, found_nowhere, look_up
from pmkit.incidents.story import story_names
from pmkit.models.evidence_facts.facts import EvidenceFacts

WORDS = st.sampled_from("the gateway answered and nobody saw it, because no alert looked at what it did.".split())
CLAIMS = [
    ("1,300 users saw an error", "number", "1,300"),
    ("38 % of requests failed", "percentage", "38 %"),
    ("We refunded EUR 4,100", "money", "EUR 4,100"),
    ("The alert fired at 09:30:07 UTC", "time", "09:30:07 UTC"),
    ("It was deployed on 4 November 2026", "date", "4 November 2026"),
    ("It lasted 1 h 24 min", "duration", "1 h 24 min"),
    ("It runs v2.0.5 now", "version", "v2.0.5"),
    ("The page went to Priya Shah", "person", "Priya Shah"),
    ("The page went to @priya.s", "person", "@priya.s"),
    ("The session of provider-2 was refused", "name", "provider-2"),
    ("Alert NoBids fired", "name", "NoBids"),
    ("The metric provider_bids_per_minute fell", "name", "provider_bids_per_minute"),
    ("The unit `virtd` was gone", "name", "virtd"),
    ('The log says "certificate not valid"', "log line", "certificate not valid"),
    ("| 09:30 | NoBids fired |", "time", "09:30"),
    ("```\nkilled at 09:30\n```", "time", "09:30"),
]
NO_CLAIMS = [
    "# 12 ways\n\n",
    "**Date**: 2026-11-05\n**Severity**: SEV-2\n",
    "## Action Items\n\n| Test it | Ola | P1 | 2026-11-12 |\n\n- Alert at 30 days, by 12 November\n",
    "## Impact\n\n1. first\n2. second\n",
    "## Impact\n\nThe target is 99.9 % over 30 days.\n",
    "## Impact\n\nAn alert 30 days ahead would have saved two hours.\n",
    "## Impact\n\nSee https://wiki.example/2026/run-7 and CHK-1234, a P1 of SEV-2.\n",
    "## Impact\n\nThe number of users is unknown, perhaps 1,300.\n",
    "## Impact\n\nBetween 100 and 200 orders, which was not recorded.\n",
    "## Impact\n\nAn on-call engineer did a follow-up.\n",
    "---\ndue: 2026-11-12\n---\n\n",
]
MOST_FALSE = {"development": 0.01, "reporting": 0.02, "second_reporting": 0.02}
LEAST_FOUND = {"development": 0.95, "reporting": 0.95, "second_reporting": 0.85}
SECTION = "## Impact\n\n"


@pytest.fixture(scope="module")
def facts() -> EvidenceFacts:
    return facts_of("expired-certificate")


def asked(text: str, facts: EvidenceFacts) -> list[tuple[str, str]]:
    return [(one.claim.quote, one.verdict) for one in look_up(SECTION + text, facts) if one.verdict != "found"]


@pytest.mark.parametrize(("text", "kind", "quote"), CLAIMS)
def test_a_claim_has_its_kind_and_its_words(text: str, kind: str, quote: str) -> None:
    assert (kind, quote) in [(one.kind, one.quote) for one in claims_of(SECTION + text)]


@pytest.mark.parametrize("text", NO_CLAIMS)
def test_what_plans_orders_or_points_elsewhere_is_no_claim(text: str) -> None:
    assert [one.quote for one in claims_of(text)] == []


@pytest.mark.parametrize(
    ("text", "record"),
    [
        ("Alert NoBids fired at 09:24:07.", "alertmanager/webhook.ndjson:1"),
        ("The page was acknowledged at 09:38.", "pagerduty/log_entries.json:48"),
        ("The certificate expired at 07:29:15.", "certificates/bids.ferrous.example.pem:1"),
        ("provider-daemon v2.1.9 was deployed the day before.", "deployments/deploy.log"),
        ("The session of bid-gateway-c was refused.", "logs/search.json"),
        ("12 of 14 hosts got the new client certificate by a reload.", "deployments/deploy.log"),
    ],
)
def test_what_a_record_contradicts_is_told_with_the_record(text: str, record: str, facts: EvidenceFacts) -> None:
    found = [one.record for one in disagreements(SECTION + text, facts)]
    assert any(one.startswith(record) for one in found), found


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Tobias Reuter restarted the daemon.", "Tobias Reuter"),
        ("The alert BidQueueLong fired.", "BidQueueLong"),
        ("The log says “too many open files in the gateway”.", "too many open files in the gateway"),
        ("We lost EUR 77,000 of leases.", "EUR 77,000"),
        ("commit 7f3a9c1e changed it", "7f3a9c1e"),
        ("4,711 leases were lost", "4,711"),
    ],
)
def test_what_no_record_speaks_of_is_told_as_such(text: str, quote: str) -> None:
    alone = facts_of("expired-certificate", brief=False)
    assert quote in [one.quote for one in found_nowhere(SECTION + text, alone)]


@pytest.mark.parametrize(
    "text",
    [
        "Alert NoBids fired at 09:30.",
        "Alert NoBids fired at 10:30:07 CET.",
        "Alert NoBids fired at 15:00:07 +05:30.",
        "| Time (CET) | Event |\n| --- | --- |\n| 10:30:07 | Alert NoBids fired |",
        "All times are in CET.\n\nAlert NoBids fired at 10:30:07.",
        "The page was acknowledged by Haruto three minutes after NoBids fired.",
        "From the alert to the acknowledgement it took 3 min 18 s.",
        "About 1,600 requests went elsewhere, worth roughly EUR 11,000.",
        "Before, 11 to 13 bids a minute were placed.",
        "The daemon logged “session with bid-gateway refused: closed by peer during handshake”.",
        "provider-daemon 2.0.5 went out on 4 November.",
        "No bid for two hours.",
    ],
)
def test_what_a_record_shows_is_not_asked_about(text: str, facts: EvidenceFacts) -> None:
    assert asked(text, facts) == []


def test_a_time_of_another_zone_is_named_as_such(facts: EvidenceFacts) -> None:
    (told,) = disagreements(SECTION + "Haruto Goncalves acknowledged NoBids at 06:33:25.", facts)
    assert "3 hours earlier, as the clocks of another zone show it" in told.record
    assert told.record.startswith("pagerduty/log_entries.json:48")


def test_a_surname_of_somebody_else_names_who_may_be_meant(facts: EvidenceFacts) -> None:
    (told,) = disagreements(SECTION + "Haruto Dahlin acknowledged the page.", facts)
    assert (told.quote, told.record) == ("Haruto Dahlin", "the evidence names Haruto Goncalves")


def test_a_length_is_told_with_what_the_records_have(facts: EvidenceFacts) -> None:
    (told,) = disagreements(SECTION + "The outage lasted 41 minutes.", facts)
    assert told.record.endswith("it is 2 h")


def test_what_is_claimed_twice_is_asked_about_once(facts: EvidenceFacts) -> None:
    text = SECTION + "Tobias Reuter wrote to us.\n\nTobias Reuter wrote again."
    assert [one.quote for one in found_nowhere(text, facts)] == ["Tobias Reuter"]


def test_the_evidence_of_one_trainee_contradicts_the_postmortem_of_another() -> None:
    text = postmortems("development")["bad-deploy"]
    questions = [one for one in look_up(text, facts_of("bad-deploy", "q9")) if one.verdict != "found"]
    assert len(questions) > 30


@pytest.mark.parametrize(("part", "most_false"), MOST_FALSE.items())
def test_true_postmortems_are_hardly_asked_about(part: str, most_false: float) -> None:
    looked = [one for name, text in postmortems(part).items() for one in look_up(text, facts_for(name))]
    assert sum(one.verdict != "found" for one in looked) <= most_false * len(looked)


@pytest.mark.parametrize(("part", "least_found"), LEAST_FOUND.items())
def test_planted_values_are_asked_about(part: str, least_found: float) -> None:
    wrong = list(planted(part))
    missed = [
        (one.name, one.kind, one.text[one.start : one.end])
        for one in wrong
        if not any(
            told.verdict != "found" and told.claim.start < one.end and told.claim.end > one.start
            for told in look_up(one.text, facts_for(one.name))
        )
    ]
    assert len(missed) <= (1 - least_found) * len(wrong), missed


@pytest.mark.parametrize("story", story_names())
def test_the_brief_of_every_story_is_shown_by_its_evidence(story: str) -> None:
    facts = facts_of(story, "k3")
    brief = " ".join(one.text for one in facts.records if one.ref == "the brief")
    assert asked(brief, facts) == []


@given(st.lists(WORDS, max_size=60))
def test_a_text_without_claims_asks_nothing(words: list[str]) -> None:
    assert asked(" ".join(words), facts_of("expired-certificate")) == []


@given(st.text(max_size=300) | st.from_regex(r"([A-Z][a-z]+ |\d{1,4}[:.%,]?|\| |- |`|\"|v\d\.\d|\n)*", fullmatch=True))
def test_any_text_is_looked_up_and_each_claim_is_at_its_place(text: str) -> None:
    for one in look_up(text, facts_of("expired-certificate")):
        claim = one.claim
        assert text[claim.start : claim.end] == claim.quote or "<!--" in text


@given(st.text(max_size=200))
def test_a_waived_or_unknown_value_asks_nothing_more_than_before(text: str) -> None:
    facts = facts_of("expired-certificate")
    plain = re.sub(r"[^a-z ]", " ", text)
    assert asked(f"{plain} 4,711 leases were lost, an estimate", facts) == []


@pytest.mark.parametrize(
    "piece", ["1 ", "9:30 ", "| a | 1 |\n", "`a ", '"a b c" log ', "Ola B ", "2 h from a to b. ", "-", "x"]
)
def test_a_megabyte_of_anything_is_looked_up_in_seconds(piece: str, facts: EvidenceFacts) -> None:
    began = time.process_time()
    look_up(SECTION + (piece * 1_000_000)[:1_000_000], facts)
    assert time.process_time() - began < 30


def test_no_evidence_asks_nothing() -> None:
    assert look_up(SECTION + "Alert NoBids fired at 09:24:07.", EvidenceFacts()) == []


def test_findings_have_the_place_of_the_words_and_can_be_waived(facts: EvidenceFacts) -> None:
    text = postmortems("development")["expired-certificate"].replace("09:33:25", "09:38:25")
    found = [one for one in examine(text, "postmortem", evidence=facts) if one.check == "postmortem/evidence-disagrees"]
    assert [(text[one.start : one.end], one.line) for one in found] == [("09:38:25", 33)]
    assert "pagerduty/log_entries.json:48 at 2026-11-05 09:33:25 UTC" in found[0].says
    assert replace(found[0], waived="x").waived
    quiet = [one.check for one in examine(text, "postmortem")]
    assert not [check for check in quiet if "evidence" in check]
