"""What a range of samples becomes: the samples where a series changes its state."""

from collections.abc import Callable
from typing import Any

import pytest

from pmkit.models.event import Evidence

Read = Callable[..., Evidence]
START = 1768487100
ERRORS = [0.001, 0.002, 0.001, 0.002, 0.038, 0.113, 0.15, 0.15, 0.002, 0.001, 0.001, 0.002]


def answer(*series: tuple[dict[str, str], list[Any]], step: float = 30) -> dict[str, Any]:
    result = [
        {"metric": metric, "values": [[START + index * step, value] for index, value in enumerate(values)]}
        for metric, values in series
    ]
    return {"status": "success", "data": {"resultType": "matrix", "result": result}}


def told(evidence: Evidence) -> list[tuple[str, str, float]]:
    return [(f"{event.at:%H:%M:%S}", event.text, event.precision) for event in evidence.events]


def test_a_series_of_zeros_and_ones_changes_with_its_value(read: Read) -> None:
    up = answer(({"__name__": "up", "job": "api"}, ["1", "1", "0", "0", "1"]))
    assert told(read("prometheus", up)) == [
        ("14:26:00", 'up{job="api"} becomes 0', 30),
        ("14:27:00", 'up{job="api"} becomes 1', 30),
    ]


def test_a_threshold_is_crossed_and_crossed_back(read: Read) -> None:
    errors = answer(({"__name__": "errors"}, [str(value) for value in ERRORS]))
    assert told(read("prometheus", errors, thresholds={"errors": 0.05})) == [
        ("14:27:30", "errors rises above 0.05: 0.113", 30),
        ("14:29:00", "errors is back at or under 0.05: 0.002", 30),
    ]


def test_without_a_threshold_a_series_leaves_its_usual_band_and_regains_it(read: Read) -> None:
    errors = answer(({"__name__": "errors"}, [str(value) for value in ERRORS]))
    [leaves, regains] = told(read("prometheus", errors))
    assert (leaves[0], leaves[1][:22], regains[0], regains[1][:28]) == (
        "14:27:00",
        "errors rises above its",
        "14:29:00",
        "errors is back within its us",
    )


def test_the_usual_band_of_what_is_never_negative_begins_at_zero(read: Read) -> None:
    values = ["0", "1", "0", "2", "1", "0", "90", "90", "1", "0", "1", "0"]
    events = read("prometheus", answer(({"__name__": "errors"}, values))).events
    assert [event.text for event in events] == [
        "errors rises above its usual 0 to 7: 90",
        "errors is back within its usual 0 to 7: 1",
    ]


def test_a_lone_odd_sample_is_no_event(read: Read) -> None:
    values = ["10", "11", "10", "99", "10", "11", "10", "11"]
    evidence = read("prometheus", answer(({"__name__": "latency"}, values)))
    assert (evidence.events, len(evidence.warnings)) == ([], 1)
    assert "no series changes its state" in evidence.warnings[0].says


@pytest.mark.parametrize(
    ("name", "file", "options", "precision"),
    [
        ("job:errors:rate1m", "x.json", {}, 90),
        ("", "query_range.errors_rate_5m.json", {}, 330),
        ("errors", "x.json", {"rate_window": 120}, 150),
        ("errors", "x.json", {}, 30),
    ],
)
def test_the_precision_is_a_step_and_the_window_of_the_rate(
    read: Read, name: str, file: str, options: dict[str, float], precision: float
) -> None:
    errors = answer(({"__name__": name} if name else {}, [str(value) for value in ERRORS]))
    assert {event.precision for event in read("prometheus", errors, name=file, **options).events} == {precision}


def test_whole_and_broken_seconds_stand_side_by_side(read: Read) -> None:
    values = [[1768487130, "0"], [1768487145.5, "1"]]
    body = {"status": "success", "data": {"result": [{"metric": {}, "values": values}]}}
    [event] = read("prometheus", body, name="query_range.up.json").events
    assert (event.at_raw, event.zone_source, event.text) == ("1768487145.5", "epoch", "up becomes 1")


def test_nan_is_no_value_and_infinity_is_one(read: Read) -> None:
    evidence = read("prometheus", answer(({"__name__": "ratio"}, ["NaN", "1", "1", "1", "+Inf", "+Inf", "1", "1"])))
    assert [text for _, text, _ in told(evidence)] == [
        "ratio rises above its usual 0.9 to 1.1: inf",
        "ratio is back within its usual 0.9 to 1.1: 1",
    ]
    assert evidence.warnings[0].says == "ratio: 1 samples are NaN: there was nothing to measure"


def test_a_gap_between_samples_is_said(read: Read) -> None:
    body = answer(({"__name__": "up"}, ["1", "1", "1", "0"]))
    body["data"]["result"][0]["values"][3][0] += 600
    evidence = read("prometheus", body)
    assert [one.says for one in evidence.warnings] == [
        "up: no samples from 2026-01-15T14:26:00Z to 2026-01-15T14:36:30Z"
    ]


def test_the_ref_is_the_line_of_the_sample(read: Read) -> None:
    body = '{"data": {"result": [\n{"metric": {}, "values": [\n[1768487130, "0"],\n[1768487160, "1"]\n]}\n]}}'
    assert [event.ref for event in read("prometheus", body, name="a.json").events] == ["a.json:4"]


def test_a_truncated_answer_gives_the_series_before(read: Read) -> None:
    body = (
        '{"data": {"result": [\n{"metric": {}, "values": [[1768487130, "0"],[1768487160, "1"]]},\n{"metric": {}, "val'
    )
    evidence = read("prometheus", body)
    assert len(evidence.events) == 1
    assert "line 3: not JSON" in evidence.warnings[0].says


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ({"status": "error", "error": "query timed out"}, "Prometheus answered with an error: query timed out"),
        ({"data": {"result": [7]}}, "no series, so it is left out"),
        (
            {"data": {"result": [{"metric": {}, "values": [[1, 2]]}]}},
            '[1, 2] is no sample such as [1768487130, "0.15"]',
        ),
        ({"data": {"result": [{"metric": {}, "histograms": []}]}}, "native histograms are not read"),
        ([], "holds no data.result"),
    ],
)
def test_what_cannot_be_read_is_said(read: Read, body: object, says: str) -> None:
    assert any(says in one.says for one in read("prometheus", body).warnings)


def test_an_active_alert_is_told_by_when_its_condition_became_true(read: Read) -> None:
    alert = {
        "activeAt": "2018-07-04T20:27:12.60602144+02:00",
        "annotations": {},
        "labels": {"alertname": "my-alert"},
        "state": "firing",
        "value": "1e+00",
    }
    evidence = read("prometheus-alerts", {"status": "success", "data": {"alerts": [alert, alert]}})
    [event] = evidence.events
    assert (event.at.isoformat(), event.text) == (
        "2018-07-04T18:27:12.606021+00:00",
        "my-alert: its condition became true; firing when this was saved (value 1e+00)",
    )
    assert "1 record repeats" in evidence.warnings[0].says
