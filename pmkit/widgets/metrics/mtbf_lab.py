"""The lab *What does "increasing MTBF" reward?*: two teams with the same systems, one of which reports near misses."""

from collections.abc import Mapping
from typing import ClassVar

from pmkit.metrics import reporting
from pmkit.metrics.reporting import Reporting
from pmkit.render.metrics.reporting import HEAD, QUESTION, lines, outline, rows, svg
from pmkit.widgets.metrics.lab import Dial, MetricsLab, Told


class MtbfLab(MetricsLab):
    """Two teams and what they report; see `mtbf_lab`."""

    title: ClassVar[str] = "What does “increasing MTBF” reward?"
    question: ClassVar[str] = QUESTION

    def work_out(self, values: Mapping[str, float], seed: int) -> Told:
        """Both teams, what the target says of them, and what else could be counted."""
        shares = {name: values[name] / 100 for name in ("at_first", "team_a", "team_b", "learning")}
        pair = reporting.simulate(Reporting(a_month=values["a_month"], **shares), seed)
        return Told(HEAD, rows(pair), lines(), outline(pair), lambda width, theme: svg(pair, width=width, theme=theme))


def mtbf_lab(
    *,
    at_first: float = 0.3,
    team_a: float = 0.9,
    team_b: float = 0.0,
    a_month: float = 20.0,
    learning: float = 0.0,
) -> MtbfLab:
    """The lab, begun at these shares of near misses that are reported: both teams at first, each at the end.

    `a_month` things go wrong a month; `learning` is the chance that what was reported is mended. Raises ValueError
    that says what to write.
    """
    given = Reporting(at_first, team_a, team_b, a_month, learning)

    def share(name: str, title: str) -> Dial:
        return Dial(name, title, "%", 0, 100, round(100 * getattr(given, name), 2), step=5)

    return MtbfLab(
        [
            share("at_first", "Near misses reported, both teams at first"),
            share("team_a", "Near misses reported, team A at the end"),
            share("team_b", "Near misses reported, team B at the end"),
            Dial("a_month", "Things that go wrong, a month", "a month", *reporting.A_MONTH, given.a_month, step=1),
            share("learning", "Chance that a report gets a weak point mended"),
        ]
    )
