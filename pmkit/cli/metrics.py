"""`pmkit metrics`: the figures of a history of incidents, each with its interval."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pmkit.cli.parser import Options, Parser, add_format
from pmkit.cli.program import CLEAN, Format, fail, print_json, say

if TYPE_CHECKING:
    from pmkit.metrics.figures import Estimate
    from pmkit.metrics.history import IncidentHistory
    from pmkit.metrics.report import HistoryReport


def declare(parser: Parser) -> None:
    """What the command takes."""
    parser.arguments.add_argument(
        "file", type=Path, metavar="HISTORY.csv", help="One row an incident; or a Statuspage's incidents.json."
    )
    add = parser.options.add_argument
    add("--policy", default="module", metavar="NAME", help="Between which times the figures run; module without it.")
    add("--calendar", default="weekdays", metavar="NAME", help="Whose business days; weekdays without it.")
    add("--until", metavar="TIME", help="When the history was taken: open incidents last until then.")
    add(
        "--column",
        action="append",
        default=[],
        metavar="OURS=THEIRS",
        help="A column of yours for one of ours: impact_start='Started at'. Again for each.",
    )
    add("-o", "--output", type=Path, metavar="REPORT.html", help="Write a page with charts instead of the table.")
    add_format(parser)


def run(options: Options) -> int:
    """Time to detect, acknowledge, mitigate, resolve, and between failures: mean, median and high quantiles.

    Each figure has the interval that holds the truth 95 times in 100, or says that there are too few incidents. What
    is wrong with the file is listed by row; such rows are in no figure.
    """
    report = _read(options)
    if options.output:
        _write(options.output, report)
    elif options.format is Format.JSON:
        print_json(_as_data(report))
    else:
        from pmkit.render.metrics.table import table

        say(table(report), end="")
    return CLEAN


def _read(options: Options) -> "HistoryReport":
    from pmkit.models.answer_file import UnreadableError

    try:
        from pmkit.metrics.history import read_history
        from pmkit.metrics.report import report_of
        from pmkit.metrics.statuspage import read_statuspage

        is_page = options.file.suffix.lower() == ".json"
        columns = _columns(options.column)
        until = _until(options.until)
        if is_page:
            history = read_statuspage(options.file, until=until)
        else:
            history = read_history(options.file, columns=columns, until=until)
        _not_before(until, history)
        return report_of(history, options.policy, calendar=options.calendar)
    except (UnreadableError, LookupError) as error:
        fail(str(error.args[0]))
    except ModuleNotFoundError as error:
        fail(f"pmkit metrics needs {error.name}; install pmkit[lab]")


def _columns(told: list[str]) -> dict[str, str]:
    for one in told:
        if "=" not in one:
            fail(f"--column {one!r} has no =; write --column impact_start='Started at'")
    return dict(one.split("=", 1) for one in told)


def _until(told: str | None) -> datetime | None:
    """The time that --until names."""
    if told is None:
        return None
    try:
        until = datetime.fromisoformat(told)
    except ValueError:
        fail(f"--until {told!r} is no time; write --until 2026-01-31T00:00:00Z")
    if until.tzinfo is None:
        fail(f"--until {told!r} has no offset; write --until 2026-01-31T00:00:00Z")
    try:
        return until.astimezone(UTC)
    except OverflowError:
        fail(f"--until {told!r} lies outside of the calendar; write --until 2026-01-31T00:00:00Z")


def _not_before(until: datetime | None, history: "IncidentHistory") -> None:
    """An incident that began after the history was taken says that the time is another's."""
    last = history.frame["impact_start"].max()
    if until is not None and last > until:
        fail(f"--until {until:%Y-%m-%dT%H:%MZ} lies before an incident that began at {last:%Y-%m-%dT%H:%MZ}")


def _write(target: Path, report: "HistoryReport") -> None:
    from pmkit.models import answer_file
    from pmkit.render.metrics.page import page

    if target.suffix.lower() not in {".html", ".htm"}:
        fail(f"{target}: a report ends in .html; write -o report.html")
    try:
        answer_file.write(target, page(report))
    except OSError as error:
        fail(f"{target}: {error.strerror}")
    say(f"{target}: {len(report.history):,} incidents")


def _as_data(report: "HistoryReport") -> dict[str, Any]:
    from pmkit.metrics.figures import lacking

    return {
        "policy": report.policy.name,
        "until": report.history.until.isoformat().replace("+00:00", "Z"),
        "incidents": len(report.history),
        "figures": [
            {
                "name": one.name,
                "closed": one.count,
                "open": one.open,
                "unknown": one.unknown,
                "lacks": list(lacking(report.history, report.policy.figures[one.name])),
                "reversed": one.reversed,
                "mean": _estimate(one.mean),
                "median": _estimate(one.median),
                "p90": _estimate(one.p90),
                "p95": _estimate(one.p95),
                "target": one.target,
                "within": _estimate(one.within),
                "verdict": one.verdict,
            }
            for one in report.metrics
        ],
        "with_open": {
            "median": _estimate(report.survival.median),
            "ended": report.survival.ended,
            "open": report.survival.open,
        },
        "mtbf": {
            "hours": _estimate(report.trend.mean),
            "gaps": report.trend.gaps,
            "direction": report.trend.direction,
            "chance": report.trend.chance,
        },
        "programme": [
            {
                "name": one.name,
                "of": one.of,
                "hits": one.hits,
                "count": one.count,
                "share": _estimate(one.share),
                "verdict": one.verdict,
            }
            for one in report.programme
        ],
        "problems": [one._asdict() for one in report.history.problems],
    }


def _estimate(one: "Estimate | None") -> dict[str, Any] | None:
    if one is None:
        return None
    return {"value": one.value, "interval": list(one.interval) if one.interval else None}
