"""Error budgets: the figures of the course's own incident, and of the SRE workbook."""

import pytest

from pmkit.metrics.budget import (
    MULTIWINDOW,
    budget_minutes,
    burn_rate,
    lasts_hours,
    pages_after,
    used_by_occurrences,
    used_by_time_slices,
)


def test_the_worked_incident_takes_of_its_budget_what_the_facts_say() -> None:
    minutes = 16 + 27 / 60
    assert budget_minutes(0.999) == pytest.approx(43.2)
    assert used_by_occurrences(minutes, 0.15, 0.999) == pytest.approx(0.057, abs=0.0005)
    assert used_by_time_slices(minutes, 0.999) == pytest.approx(0.381, abs=0.0005)
    assert burn_rate(0.15, 0.999) == pytest.approx(150)


def test_the_fastest_alert_pages_first_and_a_slow_burn_pages_none() -> None:
    after = [pages_after(0.15, 0.999, alert) for alert in MULTIWINDOW]
    assert after[0] == pytest.approx(5.76)
    assert [one for one in after if one] == sorted(one for one in after if one)
    assert pages_after(0.0005, 0.999, MULTIWINDOW[-1]) is None
    assert lasts_hours(14.4) == 50


@pytest.mark.parametrize("target", [0.0, 1.0, 99.9, -1.0, float("nan")])
def test_a_target_that_is_no_share_is_refused(target: float) -> None:
    with pytest.raises(ValueError, match=r"write 0\.999"):
        budget_minutes(target)
