"""Series that are there only while something is true: they begin and end, and no value of theirs changes."""

from collections.abc import Callable
from typing import Any

import pytest

from pmkit.models.event import Evidence

Read = Callable[..., Evidence]
START, STEP = 1768487100, 30
ALERT = {"__name__": "ALERTS", "alertname": "ErrorsHigh", "alertstate": "firing"}
NAME = 'ALERTS{alertname="ErrorsHigh",alertstate="firing"}'


def series(metric: dict[str, str], *steps: int, value: str = "1") -> dict[str, Any]:
    return {"metric": metric, "values": [[START + STEP * step, value] for step in steps]}


def answer(*result: dict[str, Any]) -> dict[str, Any]:
    return {"status": "success", "data": {"resultType": "matrix", "result": list(result)}}


UP = series({"__name__": "up", "job": "api"}, *range(40))


def told(evidence: Evidence) -> list[tuple[str, str]]:
    return [(f"{event.at:%H:%M:%S}", event.text.removeprefix(NAME).strip()) for event in evidence.events]


def says(evidence: Evidence) -> str:
    return "\n".join(one.says for one in evidence.warnings)


def test_an_alert_begins_and_ends_each_time_that_it_fires(read: Read) -> None:
    evidence = read("prometheus", answer(UP, series(ALERT, 4, 5, 6, 7, 20, 21, 22)))
    assert told(evidence) == [
        ("14:27:00", "begins: ErrorsHigh is firing"),
        ("14:28:30", "ends: ErrorsHigh is no longer firing"),
        ("14:35:00", "begins: ErrorsHigh is firing"),
        ("14:36:00", "ends: ErrorsHigh is no longer firing"),
    ]
    assert {event.precision for event in evidence.events} == {30}
    assert "no samples" not in says(evidence)


def test_an_alert_of_a_single_sample_begins_and_ends(read: Read) -> None:
    evidence = read("prometheus", answer(series(ALERT, 9), UP))
    assert [at for at, _ in told(evidence)] == ["14:29:30", "14:29:30"]


def test_pending_and_firing_are_told_apart(read: Read) -> None:
    pending = ALERT | {"alertstate": "pending"}
    evidence = read("prometheus", answer(UP, series(pending, 4, 5), series(ALERT, 6, 7)))
    assert [text.rpartition(": ")[2] for _, text in told(evidence)] == [
        "ErrorsHigh is pending",
        "ErrorsHigh is no longer pending",
        "ErrorsHigh is firing",
        "ErrorsHigh is no longer firing",
    ]


def test_what_reaches_over_the_edges_of_the_file_is_not_said_to_begin_or_end_there(read: Read) -> None:
    evidence = read("prometheus", answer(UP, series(ALERT, *range(40))))
    assert told(evidence) == [("14:25:00", "is there already: ErrorsHigh is firing")]
    assert f"{NAME} is still there at the end of the file (2026-01-15T14:44:30Z)" in says(evidence)


def test_a_file_of_alerts_alone_says_when_each_is_there(read: Read) -> None:
    evidence = read("prometheus", answer(series(ALERT, 4, 5, 6, 7)))
    assert told(evidence) == [
        ("14:27:00", "is there already: ErrorsHigh is firing"),
        ("14:28:30", "is there for the last time in the file: ErrorsHigh is firing"),
    ]


@pytest.mark.parametrize("value", ["0", "1"])
def test_what_a_condition_selects_begins_and_ends(read: Read, value: str) -> None:
    selected = series({"__name__": "up", "job": "cart"}, 10, 11, 12, value=value)
    evidence = read("prometheus", answer(UP, selected))
    assert [event.text for event in evidence.events] == [
        f'up{{job="cart"}} begins (always {value})',
        f'up{{job="cart"}} ends (always {value})',
    ]


def test_a_measured_series_that_comes_late_or_goes_early_is_said_and_is_no_event(read: Read) -> None:
    pod = series({"__name__": "memory", "pod": "api-7"}, *range(12, 30), value="200")
    evidence = read("prometheus", answer(UP, pod))
    assert evidence.events == []
    assert (
        'memory{pod="api-7"} begins at 2026-01-15T14:31:00Z and ends at 2026-01-15T14:39:30Z, '
        "and others in the file are there longer" in says(evidence)
    )


def test_series_that_are_there_all_the_time_say_nothing_of_it(read: Read) -> None:
    other = series({"__name__": "up", "job": "cart"}, *range(40))
    evidence = read("prometheus", answer(UP, other))
    assert (evidence.events, says(evidence)) == (
        [],
        "no series changes its state; name a threshold where you know one",
    )


def test_an_answer_to_an_instant_query_tells_values_and_no_begin(read: Read) -> None:
    one = [{"metric": ALERT, "value": [START, "1"]}, {"metric": UP["metric"], "value": [START, "1"]}]
    evidence = read("prometheus", answer(*one))
    assert [text for _, text in told(evidence)] == ["is 1", 'up{job="api"} is 1']
