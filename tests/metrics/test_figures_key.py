"""The key of the exercise on figures, made without pandas, says what the figures of a history say."""

import pytest

from pmkit.grading.exercise import exercise_for
from pmkit.metrics.figures import metrics_of
from pmkit.metrics.history import history_of
from pmkit.metrics.survival import survival_of
from pmkit.metrics.trend import trend_of
from pmkit.models.clocks import load_policy
from pmkit.models.incident_history.answer import POLICIES, PolicyName


@pytest.mark.parametrize("policy", POLICIES)
@pytest.mark.parametrize("trainee", ["ada", "bob", "cyd", "dee"])
def test_the_key_is_what_the_figures_of_the_true_history_are(trainee: str, policy: PolicyName) -> None:
    key = exercise_for("metrics", trainee).reader
    history = history_of(key.history.made.true_csv(), until=key.history.until)
    assert history.problems == []
    for label, figure in zip(("MTTD", "MTTA", "MTTM", "MTTR"), metrics_of(history, load_policy(policy)), strict=False):
        right = key.right(policy, label)
        assert figure.mean is not None
        assert figure.median is not None
        assert (right.count, right.mean) == (figure.count, pytest.approx(figure.mean.value))
        assert right.of("median") == pytest.approx(figure.median.value)
    trend = trend_of(history)
    assert trend.mean is not None
    assert key.right(policy, "MTBF").mean == pytest.approx(trend.mean.value)
    assert key.trend.direction == trend.direction
    median = survival_of(history, load_policy(policy)).median
    assert median is not None
    low, high = key.open_medians(policy)[0]
    assert low <= median.value + 1e-6
    assert median.value <= high + 1e-6
    assert len(key.open_ids) == int(history.is_open.sum())
