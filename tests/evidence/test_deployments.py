"""What was deployed when: deployment logs, GitHub, Helm, Kubernetes' aggregated events, and git's two times."""

from collections.abc import Callable
from typing import Any

import pytest

from pmkit.evidence import ZoneNeededError
from pmkit.models.event import Evidence

Read = Callable[..., Evidence]


def told(evidence: Evidence) -> list[tuple[str, str, str]]:
    return [(f"{event.at:%m-%d %H:%M:%S}", event.actor, event.text) for event in evidence.events]


def says(evidence: Evidence) -> str:
    return "\n".join(one.says for one in evidence.warnings)


def test_a_deploy_log_tells_who_and_what(read: Read) -> None:
    text = (
        "# production\n2026-01-31T14:23:01Z deploy-bot production v2.3.1 started\r\n"
        "  waiting for pods\n[2026-01-31 15:25:10 +0100] deploy-bot production v2.3.1 finished\n"
    )
    evidence = read("deploy-log", text, name="deploy.log")
    assert [event.ref for event in evidence.events] == ["deploy.log:2", "deploy.log:4"]
    assert told(evidence) == [
        ("01-31 14:23:01", "deploy-bot", "production v2.3.1 started\n  waiting for pods"),
        ("01-31 14:25:10", "deploy-bot", "production v2.3.1 finished"),
    ]
    assert says(evidence) == ""


def test_lines_that_go_on_stay_with_their_event_and_with_no_other(read: Read) -> None:
    text = (
        "Deployments of shop\n\n2026-01-31T14:23:01Z bot: production v2 failed\n  Error: no space\n3 pods left\n"
        "11/02/2026 14:30 bot production v3 started\n  its own trace\n2026-01-31T14:40:00Z bot production v4 started\n"
    )
    evidence = read("deploy-log", text, name="deploy.log")
    assert told(evidence) == [
        ("01-31 14:23:01", "bot", "production v2 failed\n  Error: no space\n3 pods left"),
        ("01-31 14:40:00", "bot", "production v4 started"),
    ]
    assert [one.ref for one in evidence.warnings] == ["deploy.log:6", "deploy.log:1"]
    assert "does not tell the day from the month" in says(evidence)
    assert "the line begins with no time, and no event is before; left out" in says(evidence)


def test_a_trace_without_an_end_is_cut_and_read_in_linear_time(read: Read) -> None:
    evidence = read("deploy-log", "2026-01-31T14:23:01Z bot v2 failed\n" + "at frame\n" * 200_000)
    assert (len(evidence.events), len(evidence.events[0].text)) == (1, 4000)


@pytest.mark.parametrize(
    ("stamp", "utc"),
    [
        ("2026-01-31 02:23:01 PM UTC", "14:23:01"),
        ("2026-01-31 12:00 a.m. UTC", "00:00:00"),
        ("2026-01-31 14:23:01 EET", "12:23:01"),
        ("2026-01-31 14:23:01 JST", "05:23:01"),
        ("2026-01-31 14:23:01 (UTC)", "14:23:01"),
        ("2026-01-31 14:23:01 UTC+2", "12:23:01"),
        ("2026-01-31 14:23:01 GMT-03:30", "17:53:01"),
        ("2026-01-31 14:23:01.5 +0100 CET", "13:23:01"),
        ("2026-01-31 14:23:01 -0300 -03", "17:23:01"),
        ("2026-01-31T14:23:01+01:00[Europe/Berlin]", "13:23:01"),
        ("2026-01-31 14:23:01 America/New_York", "19:23:01"),
        ("2026-01-31 09:23:01 ET", "14:23:01"),
        ("Sat Jan 31 14:23:01 CET 2026", "13:23:01"),
        ("Sat Jan 31 02:23:01 PM CET 2026", "13:23:01"),
        ("Sat, 31 Jan 2026 14:23:01 +0100", "13:23:01"),
        ("[31/Jan/2026:14:23:01 +0000]", "14:23:01"),
        ("Jan 31, 2026 2:23:01 PM UTC", "14:23:01"),
    ],
)
def test_a_clock_and_a_zone_behind_it_are_the_times_and_never_who_acted(read: Read, stamp: str, utc: str) -> None:
    evidence = read("deploy-log", f"{stamp} deploy-bot production v2.3.1 started\n", zone="Asia/Tokyo")
    assert told(evidence) == [(f"01-31 {utc}", "deploy-bot", "production v2.3.1 started")]
    assert says(evidence) == ""


@pytest.mark.parametrize("letters", ["CST", "IST"])
def test_letters_that_mean_several_zones_are_asked_about_and_a_zone_that_fits_answers(read: Read, letters: str) -> None:
    line = f"2026-01-31 14:23:01 {letters} deploy-bot production v2.3.1 started\n"
    for zone in (None, "UTC"):
        with pytest.raises(ZoneNeededError, match=f"{letters} can mean .*00"):
            read("deploy-log", line, zone=zone)
    answer, utc = {"CST": ("Asia/Shanghai", "06:23:01"), "IST": ("Asia/Kolkata", "08:53:01")}[letters]
    assert told(read("deploy-log", line, zone=answer)) == [(f"01-31 {utc}", "deploy-bot", "production v2.3.1 started")]


def test_letters_that_nearly_always_mean_one_zone_are_read_as_it_and_that_is_said(read: Read) -> None:
    line = "2026-01-31 14:23:01 PST deploy-bot production v2.3.1 started\n"
    evidence = read("deploy-log", line, zone="UTC")
    assert told(evidence)[0][:2] == ("01-31 22:23:01", "deploy-bot")
    assert "PST can mean -08:00 (North America), +08:00 (the Philippines); read as the first" in says(evidence)
    assert told(read("deploy-log", line, zone="Asia/Manila"))[0][0] == "01-31 06:23:01"


def test_letters_that_nobody_knows_are_asked_about_once(read: Read) -> None:
    line = "2026-01-31 14:23:01 ROOT production v2.3.1 started\n"
    evidence = read("deploy-log", line * 2, zone="UTC")
    assert [event.actor for event in evidence.events] == ["ROOT", "ROOT"]
    assert says(evidence).count("'ROOT' behind the time is read as who acted; where it is a zone") == 1


def test_a_log_without_years_or_days_says_so_once_for_all_its_lines(read: Read) -> None:
    for line, lacks in (("Feb 11 10:00:48 host-3 bot production v2 started\n", "year"), ("10:00:48 bot v2\n", "day")):
        evidence = read("deploy-log", line * 40, zone="UTC")
        assert (len(evidence.warnings), evidence.events) == (1, [])
        assert f"names no {lacks}" in says(evidence)
        assert "and 39 more lines like this" in says(evidence)


@pytest.mark.parametrize(
    ("word", "content"),
    [
        ("deploy-log", "2026-01-31 14:23:01 deploy-bot production v2.3.1 started\n"),
        ("helm", "REVISION\tUPDATED                 \tSTATUS\n1\tFri Sep  2 22:04:05 1977\tdeployed\n"),
        ("github", [{"id": 1, "state": "success", "created_at": "2018-04-25 20:42:10"}]),
        ("elasticsearch", {"hits": {"hits": [{"_source": {"@timestamp": "2026-01-31T14:23:01"}}]}}),
        ("alertmanager", '{"alerts": [{"startsAt": "2026-01-31 14:23:01"}]}'),
        ("kubernetes", {"items": [{"firstTimestamp": "2026-01-31T14:23:01"}]}),
        ("pagerduty-notes", {"notes": [{"content": "x", "created_at": "2026-01-31T14:23:01"}]}),
        ("prometheus-alerts", {"data": {"alerts": [{"activeAt": "2026-01-31T14:23:01"}]}}),
        ("git", "abc\t2026-01-31 14:23:01\t2026-01-31 14:23:01\tPriya\tsubject\n"),
    ],
)
def test_a_naive_time_is_asked_about_wherever_it_stands(read: Read, word: str, content: object) -> None:
    with pytest.raises(ZoneNeededError, match="names no time zone"):
        read(word, content)


def status(number: int, at: object, state: str = "success", **more: Any) -> dict[str, Any]:
    creator = {"creator": {"login": "deploy-bot"}, "environment": "production"}
    return {"id": number, "state": state, "created_at": at, "description": None} | creator | more


def test_a_deployment_is_requested_at_one_time_and_live_at_another(read: Read) -> None:
    deployment = {"id": 1, "ref": "v2.3.1", "environment": "production", "created_at": "2026-01-31T14:23:01Z"}
    statuses = [status(3, "2026-01-31T14:25:10Z"), status(2, 1769869390, "in_progress"), status(2, 1769869390)]
    assert told(read("github", [deployment, *statuses])) == [
        ("01-31 14:23:01", "", "Deployment of v2.3.1 to production requested"),
        ("01-31 14:25:10", "deploy-bot", "Deployment to production: success"),
        ("01-31 14:23:10", "deploy-bot", "Deployment to production: in progress"),
    ]


def test_a_github_webhook_tells_of_the_deployment_and_of_its_status(read: Read) -> None:
    deployment = {"id": 1, "ref": "v2.3.1", "environment": "production", "created_at": "2026-01-31T14:23:01Z"}
    payload = {"action": "created", "deployment_status": status(2, "2026-01-31T14:25:10Z"), "deployment": deployment}
    evidence = read("github", payload)
    assert [what for _, _, what in told(evidence)] == [
        "Deployment of v2.3.1 to production requested",
        "Deployment to production: success",
    ]


def test_a_status_without_a_time_is_said(read: Read) -> None:
    evidence = read("github", [status(1, None)])
    assert (evidence.events, says(evidence)) == ([], "no time is written; the record is left out")


HELM = {"revision": 3, "updated": "2026-01-31T14:37:00.123456789Z", "chart": "shop-1.2.0", "app_version": "2.3.0"}


def test_a_rollback_is_a_new_revision(read: Read) -> None:
    [event] = read("helm", [HELM | {"status": "deployed", "description": "Rollback to 1"}]).events
    assert (event.text, event.precision) == ("Revision 3 of shop-1.2.0 (version 2.3.0): Rollback to 1", 1e-6)


def test_helms_table_is_read_in_the_zone_that_was_given(read: Read) -> None:
    table = (
        "REVISION\tUPDATED                 \tSTATUS    \tCHART           \tAPP VERSION\tDESCRIPTION \n"
        "1       \tFri Sep  2 22:04:05 1977\tsuperseded\tfoo-0.1.0-beta.1\t1.0        \tInstall\n"
    )
    evidence = read("helm", table, zone="+02:00")
    assert told(evidence) == [("09-02 20:04:05", "", "Revision 1 of foo-0.1.0-beta.1 (version 1.0): Install")]


def kubernetes_event(**changed: Any) -> dict[str, Any]:
    return {
        "metadata": {"uid": "u1", "creationTimestamp": "2026-01-31T14:24:00Z"},
        "involvedObject": {"kind": "Pod", "name": "api-1"},
        "reason": "BackOff",
        "message": "Back-off restarting",
        "firstTimestamp": "2026-01-31T14:24:00Z",
        "lastTimestamp": "2026-01-31T14:39:00Z",
        "count": 17,
        "eventTime": None,
        "source": {"component": "kubelet"},
    } | changed


def test_seventeen_events_in_one_record_have_a_first_and_a_last_time(read: Read) -> None:
    evidence = read("kubernetes", {"kind": "List", "items": [kubernetes_event(), kubernetes_event()]})
    assert told(evidence) == [
        ("01-31 14:24:00", "kubelet", "Pod api-1: BackOff: Back-off restarting"),
        (
            "01-31 14:39:00",
            "kubelet",
            "Pod api-1: BackOff: Back-off restarting (the last of 17 since 2026-01-31T14:24:00Z)",
        ),
    ]
    assert "17 events in one record" in says(evidence)
    assert "keeps events for about an hour" in says(evidence)
    assert "1 record repeats" in says(evidence)


def test_the_new_form_of_events_has_its_times_elsewhere(read: Read) -> None:
    series = {"count": 3, "lastObservedTime": "2026-01-31T14:30:00.000001Z"}
    new = kubernetes_event(
        firstTimestamp=None, lastTimestamp=None, count=None, eventTime="2026-01-31T14:24:00.500000Z", series=series
    )
    assert [at for at, _, _ in told(read("kubernetes", {"items": [new]}))] == ["01-31 14:24:00", "01-31 14:30:00"]


def test_a_last_time_before_the_first_and_a_negative_count_are_kept_and_flagged(read: Read) -> None:
    odd = kubernetes_event(
        metadata={"creationTimestamp": None},
        firstTimestamp="2958-01-01T00:00:00Z",
        lastTimestamp="2907-01-01T00:00:00Z",
        count=-5,
    )
    evidence = read("kubernetes", {"items": [odd]})
    assert len(evidence.events) == 2
    assert "last seen (2907-01-01T00:00:00Z) before first seen" in says(evidence)
    assert "counted -5 times, which cannot be" in says(evidence)


def test_a_commit_counts_when_it_was_committed_and_tells_when_it_was_written(read: Read) -> None:
    text = (
        "1a2b3c4d5e\t2026-03-08T01:30:00+05:30\t2026-03-09T10:00:00-04:00\tPriya Nair\tCache\tthe cart\n"
        "2a2b3c4d5e\t2026-03-10T10:00:00Z\t2026-03-09T10:00:00Z\tNo name\n"
        "no commit\n"
    )
    evidence = read("git", text)
    assert told(evidence) == [
        ("03-09 14:00:00", "Priya Nair", "Commit 1a2b3c4d: Cache\tthe cart (written 2026-03-08T01:30:00+05:30)"),
        ("03-09 10:00:00", "", "Commit 2a2b3c4d: No name (written 2026-03-10T10:00:00Z)"),
    ]
    assert "a clock was off" in says(evidence)
    assert "no commit of the form" in says(evidence)


TERMINAL = (
    "REVISION    UPDATED                     STATUS        CHART         APP VERSION    DESCRIPTION\n"
    "1           Sat Jan 31 14:00:00 2026    superseded    shop-4.0.9    4.0.9          Install complete\n"
    '2           Sat Jan 31 14:23:01 2026    failed        shop-4.1.0                   Upgrade "shop" failed\n'
)


def test_a_table_copied_from_a_terminal_is_read_by_the_places_of_its_heads(read: Read) -> None:
    assert told(read("helm", TERMINAL, zone="UTC")) == [
        ("01-31 14:00:00", "", "Revision 1 of shop-4.0.9 (version 4.0.9): Install complete"),
        ("01-31 14:23:01", "", 'Revision 2 of shop-4.1.0: Upgrade "shop" failed'),
    ]


def test_a_cell_wider_than_its_head_moves_no_other(read: Read) -> None:
    wide = TERMINAL.replace("superseded    shop-4.0.9    4.0.9 ", "superseded    shop-of-the-north-4.0.9   4.0.9  ")
    assert told(read("helm", wide, zone="UTC"))[0][2] == (
        "Revision 1 of shop-of-the-north-4.0.9 (version 4.0.9): Install complete"
    )


def test_a_git_log_copied_from_a_terminal_is_read_too(read: Read) -> None:
    at = "2026-01-31T14:23:01Z"
    text = f"0123abcd  {at}      {at}    Priya Shah      Raise the limit\n0123abce {at} {at} Raise it again\n"
    assert told(read("git", text)) == [
        ("01-31 14:23:01", "Priya Shah", "Commit 0123abcd: Raise the limit"),
        ("01-31 14:23:01", "", "Commit 0123abce: Raise it again"),
    ]


SHOWN = """commit 0123abcd0123abcd0123abcd0123abcd0123abcd (HEAD -> main)
Merge: 1234567 89abcde
Author: Priya Shah <priya@shop.example>
Date:   Sat Jan 31 15:23:01 2026 +0100

    Raise the limit

    The pool was full.

 pool.toml | 2 +-

commit 0123abce
Author:     Tomasz Lis <tomasz@shop.example>
AuthorDate: 2026-01-31 14:20:00 +0000
Commit:     Priya Shah <priya@shop.example>
CommitDate: 2026-01-31 14:30:00 +0000

    Lower it
"""


def test_a_git_log_as_git_shows_it_is_read_with_its_messages(read: Read) -> None:
    evidence = read("git", SHOWN)
    assert told(evidence) == [
        (
            "01-31 14:23:01",
            "Priya Shah",
            "Commit 0123abcd: Raise the limit\n\nThe pool was full. (merge of 1234567 89abcde)",
        ),
        ("01-31 14:30:00", "Tomasz Lis", "Commit 0123abce: Lower it (written 2026-01-31 14:20:00 +0000)"),
    ]
    assert "git log --format=fuller writes both" in says(evidence)


def test_a_commit_without_a_date_is_left_out_and_said(read: Read) -> None:
    evidence = read("git", "commit 0123abcd\n\n    Raise it\n" + SHOWN)
    assert len(evidence.events) == 2
    assert "without a line Date" in says(evidence)


def test_a_commit_stays_where_only_the_time_it_was_written_is_none(read: Read) -> None:
    evidence = read("git", "abc\t2026-01-31T14:23:01-34:07\t2026-01-31T14:23:01Z\tPriya\tRaise it\n")
    assert told(evidence) == [("01-31 14:23:01", "Priya", "Commit abc: Raise it")]
    assert says(evidence).endswith("; the commit is kept without it")


@pytest.mark.parametrize("word", ["deploy-log", "git", "helm", "kibana", "log-lines"])
def test_a_file_that_is_amiss_in_every_line_says_it_once_and_how_often(read: Read, word: str) -> None:
    evidence = read(word, "nothing of the kind, but words\n" * 450)
    assert (len(evidence.events), len(evidence.warnings)) == (0, 1)


@pytest.mark.parametrize("word", ["deploy-log", "git", "log-lines"])
def test_an_empty_file_says_that_it_is_empty(read: Read, word: str) -> None:
    assert says(read(word, "\n")) == "holds no event"


def test_releases_of_one_revision_are_told_apart_by_name_and_namespace(read: Read) -> None:
    release = {"revision": "2", "updated": "2026-01-31 14:37:00.123456789 +0000 UTC", "status": "failed"}
    names = [("cart", "shop"), ("pay", "shop"), ("pay", "staging"), ("pay", "staging")]
    listed = [release | {"name": name, "namespace": space, "chart": f"{name}-1.2.0"} for name, space in names]
    evidence = read("helm", listed)
    assert [event.text for event in evidence.events] == [
        "Revision 2 of release cart, cart-1.2.0: failed when this was saved",
        "Revision 2 of release pay, pay-1.2.0: failed when this was saved",
        "Revision 2 of release pay, pay-1.2.0: failed when this was saved",
    ]
    assert "1 record repeats" in says(evidence)


def test_a_table_whose_columns_a_chat_ran_together_is_told_as_that(read: Read) -> None:
    evidence = read("helm", " ".join(TERMINAL.splitlines()[0].split()) + "\n1 Sat Jan 31 14:00:00 2026 deployed a b\n")
    assert evidence.events == []
    assert "one space apart" in says(evidence)
    assert "helm history -o json" in says(evidence)
