"""The clock lab: the same incident, and figures that move with the definition."""

import pytest

from pmkit.models.timeline import Anchors, Timeline
from pmkit.widgets.clock_lab import OWN, clock_lab

pytestmark = pytest.mark.lab
CASE = {
    "cause": "14:23:01",
    "impact_start": "14:25:33",
    "detected": "14:27:00",
    "alerted": "14:27:00",
    "acknowledged": "14:28:15",
    "mitigation_begun": "14:37:00",
    "mitigation_done": "14:39:15",
    "mitigation_effective": "14:42:00",
    "impact_end": "14:42:00",
    "resolved": "14:45:00",
}
ANCHORS = Anchors.model_validate({name: f"2026-01-31T{at}Z" for name, at in CASE.items()})
# Minutes and seconds of TTD, TTA, TTM, TTR and duration.
FIGURES = {
    "module": ["3:59", "5:14", "13:59", "21:59", "21:59"],
    "impact": ["1:27", "2:42", "16:27", "19:27", "16:27"],
    "pagerduty": ["0:00", "1:15", "12:15", "18:00", "18:00"],
    "google": ["1:27", "1:15", "13:42", "18:00", "16:27"],
}


def figures(html: str) -> list[str]:
    return [part.partition("</b>")[0] for part in html.split("<td")[1:] for part in part.split("<b>")[1:]]


@pytest.mark.parametrize("policy", FIGURES)
def test_the_figures_move_with_the_definition(policy: str) -> None:
    lab = clock_lab(ANCHORS)
    lab.policy.value = policy
    assert figures(lab.shown.value) == FIGURES[policy]


def test_two_anchors_of_ones_own_make_one_figure() -> None:
    lab = clock_lab(Timeline(anchors=ANCHORS))
    lab.policy.value = OWN
    lab.start.value, lab.end.value = "alerted", "impact_end"
    assert figures(lab.shown.value) == ["15:00"]
    assert lab.start.disabled is False


def test_an_anchor_that_is_missing_is_named() -> None:
    lab = clock_lab(Anchors(cause=ANCHORS.cause))
    assert "needs alerted" in lab.shown.value


def test_an_incident_without_anchors_has_no_figures() -> None:
    lab = clock_lab(Anchors())
    lab.policy.value = OWN
    assert figures(lab.shown.value) == ["-"]


def test_the_text_twin_tells_the_same_figures() -> None:
    bundle = clock_lab(ANCHORS)._repr_mimebundle_()
    assert "time to detect: 3:59, from cause to alerted" in bundle["text/plain"]
