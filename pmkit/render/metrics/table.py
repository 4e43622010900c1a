"""The report of a history as text: a table of figures, and under it what stands beside them."""

from collections.abc import Iterator

from pmkit.metrics.figures import MEAN_NAMES, Metric, lacking, minutes_of, policies_for
from pmkit.metrics.programme import ProgrammeShare
from pmkit.metrics.report import HistoryReport
from pmkit.metrics.trend import Trend
from pmkit.models.clocks import IN_WORDS, FigureName
from pmkit.render.metrics.words import between, gap, length, no_interval, share, value

HEAD = ("figure", "closed", "open", "mean", "its interval", "median", "its interval", "90th", "95th", "target", "")
MOST_PROBLEMS = 10


def table(report: HistoryReport) -> str:
    """The whole report, in plain lines."""
    return "\n".join([*_head(report), "", *_figures(report.metrics), "", *_beside(report), *_problems(report)]) + "\n"


def _head(report: HistoryReport) -> Iterator[str]:
    history, policy = report.history, report.policy
    yield f"{_many(len(history), 'incident')} until {history.until:%Y-%m-%d}; {policy.title} (policy {policy.name})"
    yield policy.says
    yield "Intervals hold the truth 95 times in 100. Figures are of closed incidents; see below for the open ones."


def _figures(metrics: list[Metric]) -> list[str]:
    rows = [HEAD, *(row(one) for one in metrics)]
    wide = [max(len(row[column]) for row in rows) for column in range(len(HEAD))]
    return ["  ".join(cell.ljust(width) for cell, width in zip(row, wide, strict=True)).rstrip() for row in rows]


def row(one: Metric) -> tuple[str, ...]:
    """One figure in words, in the order of HEAD."""
    return (
        MEAN_NAMES.get(one.name, one.name),
        f"{one.count:,}",
        f"{one.open:,}",
        value(one.mean),
        between(one.mean.interval if one.mean else None, one.count),
        value(one.median),
        between(one.median.interval if one.median else None),
        value(one.p90),
        value(one.p95),
        f"< {length(one.target)}" if one.target else "",
        one.verdict or "",
    )


def _beside(report: HistoryReport) -> Iterator[str]:
    lacks = {one.name: lacking(report.history, report.policy.figures[one.name]) for one in report.metrics}
    for one in report.metrics:
        yield from _left_out(one, report, lacks[one.name])
    yield from _elsewhere(report, [name for name, missing in lacks.items() if missing])
    yield from _carried(report)
    survival, trend = report.survival, report.trend
    if survival.open:
        closed = next((one.median for one in report.metrics if one.name == "duration"), None)
        whole = (
            f"{value(survival.median)} ({between(survival.median.interval)})" if survival.median else "not reached yet"
        )
        yield (
            f"Duration with the {_many(survival.open, 'open incident')} counted in: median {whole}; "
            f"closed ones alone {value(closed)}"
        )
    yield f"MTBF  {_mtbf(report)}"
    yield f"      increasing? {_direction(trend)}"
    for part in report.programme:
        yield _share(part)


def _direction(trend: Trend) -> str:
    if trend.chance is None:
        return f"cannot tell: {_many(trend.gaps, 'gap')}, too few for a trend"
    if trend.direction != "cannot tell":
        return f"{'yes' if trend.direction == 'rarer' else 'no'}: incidents become {trend.direction}"
    return f"cannot tell: a trend so strong comes by chance {round(100 * trend.chance)} times in 100"


def _mtbf(report: HistoryReport) -> str:
    mean = report.trend.mean
    if mean is None:
        return "-"
    interval = (
        f"{gap(mean.interval.low)} to {gap(mean.interval.high)}" if mean.interval else no_interval(report.trend.gaps)
    )
    return f"{gap(mean.value)} ({interval}) between beginnings"


def _left_out(one: Metric, report: HistoryReport, missing: tuple[str, ...]) -> Iterator[str]:
    if missing:
        span = report.policy.figures[one.name]
        runs = f"{' or '.join(span.starts)} to {' or '.join(span.ends)}"
        yield f"{one.name}: no figure; it runs from {runs}, and no row has a time under {', nor under '.join(missing)}"
    elif one.unknown:
        yield f"{one.name}: {_many(one.unknown, 'incident')} without one of its two times, in no figure"
    if one.reversed:
        yield f"{one.name}: {_many(one.reversed, 'incident')} with a negative {IN_WORDS[one.name]}, in no figure"


def _elsewhere(report: HistoryReport, without: list[FigureName]) -> Iterator[str]:
    """Which policy has the figures that the columns of this file leave out."""
    found = policies_for(report.history, without) if without else {}
    for policy, names in list(found.items())[:1]:
        others = "--column cause='Yours' for others' names"
        yield f"Add those columns ({others}), or take --policy {policy}: it has {', '.join(names)}"


def _carried(report: HistoryReport) -> Iterator[str]:
    """Which row to look at where a mean lies at the edge of its interval, as one record gone wrong makes it."""
    carried = [one.name for one in report.metrics if one.mean and one.mean.value in (one.mean.interval or ())]
    if carried:
        minutes = minutes_of(report.history, report.policy.figures[carried[-1]])
        place = minutes.idxmax()
        number = report.history.frame["row"][place]
        means = ", ".join(MEAN_NAMES.get(name, name) for name in carried)
        yield f"A few rows carry the mean of {means}: row {number} has {length(minutes[place])}; look whether it is so"


def _share(one: ProgrammeShare) -> str:
    if one.share is None:
        return f"{one.of}: none to count"
    interval = one.share.interval
    held = f" ({share(interval.low)} to {share(interval.high)})" if interval else ""
    return f"{one.of}: {one.hits:,} of {one.count:,}, {share(one.share.value)}{held}; {one.verdict}"


def _problems(report: HistoryReport) -> Iterator[str]:
    problems = report.history.problems
    if not problems:
        return
    yield ""
    yield f"{_many(len(report.history.left_out), 'row')} in no figure, for {_many(len(problems), 'problem')}:"
    yield from (f"  {problem}" for problem in problems[:MOST_PROBLEMS])
    if len(problems) > MOST_PROBLEMS:
        yield f"  and {len(problems) - MOST_PROBLEMS} more; --format json lists them"


def _many(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"
