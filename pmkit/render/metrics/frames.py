"""Figures as tables of pandas, as a notebook shows them; what is in their cells is text for people."""

from typing import TYPE_CHECKING

from pmkit.metrics.budget import (
    MULTIWINDOW,
    budget_minutes,
    burn_rate,
    lasts_hours,
    pages_after,
    used_by_occurrences,
    used_by_time_slices,
)
from pmkit.metrics.figures import metrics_of
from pmkit.metrics.history import IncidentHistory
from pmkit.metrics.programme import programme_of
from pmkit.models.clocks import DEFAULT, load_policy
from pmkit.models.dates.business_days import WEEKDAYS
from pmkit.render.metrics.table import HEAD, row
from pmkit.render.metrics.words import TOO_FEW, gap, length, share

if TYPE_CHECKING:
    from pandas import DataFrame


def metrics_table(history: IncidentHistory, policy: str = DEFAULT) -> "DataFrame":
    """Each figure of a history under a policy, with its intervals and its target. Raises LookupError for no policy.

    As wide as a notebook on a small screen: what `pmkit metrics` prints, without the 95th percentile.
    """
    import pandas as pd

    rows = []
    for one in metrics_of(history, load_policy(policy)):
        name, closed, still, *middle, _, target, verdict = row(one)
        rows.append((name, closed if still == "0" else f"{closed}, {still} open", *middle, target, verdict))
    head = ["figure", "incidents", *HEAD[3:8], "target", "verdict"]
    return pd.DataFrame(rows, columns=head).set_index("figure")


def programme_table(history: IncidentHistory, calendar: str = WEEKDAYS) -> "DataFrame":
    """The four shares of the programme, each with what it is a share of. Raises LookupError for no calendar."""
    import pandas as pd

    rows = [
        (
            one.of,
            f"{one.hits:,} of {one.count:,}",
            share(one.share.value) if one.share else "-",
            f"{share(one.share.interval.low)} to {share(one.share.interval.high)}"
            if one.share and one.share.interval
            else TOO_FEW,
            f"{'<' if one.name == 'repeats' else '≥'} {100 * one.target:.0f} %",
            one.verdict,
        )
        for one in programme_of(history, calendar=calendar)
    ]
    return pd.DataFrame(rows, columns=["share of", "count", "share", "its interval", "target", "verdict"])


def error_budget(minutes: float, *, errors: float, target: float, days: float = 30) -> "DataFrame":
    """What `minutes` with a share of failed requests take of an error budget, and which alerts page before they end.

    `errors` and `target` are shares: 0.15, 0.999. Traffic is taken as even. Raises ValueError for no share.
    """
    import pandas as pd

    if not 0 < errors <= 1:
        raise ValueError(f"errors of {errors} are no share; write 0.15 for 15 %")
    rate = burn_rate(errors, target)
    rows = [
        (f"budget of {days:g} days at {100 * target:g} %", f"{budget_minutes(target, days):.1f} min"),
        ("taken, by failed requests", share(used_by_occurrences(minutes, errors, target, days))),
        ("taken, when every minute counts as bad", share(used_by_time_slices(minutes, target, days))),
        ("burn rate", f"{rate:.0f}x"),
        ("a whole budget lasts, at this rate", gap(lasts_hours(rate, days))),
    ]
    for alert in MULTIWINDOW:
        after = pages_after(errors, target, alert)
        says = f"pages after {length(after)}" if after is not None and after <= minutes else "does not page"
        rows.append((f"alert at {alert.rate:g}x over {gap(alert.long / 60)} and {length(alert.short)}", says))
    return pd.DataFrame(rows, columns=["", " "]).set_index("")
