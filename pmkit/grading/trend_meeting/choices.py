"""What is said of the cluster, the service and the cause that somebody chose."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pmkit.checks import Finding
from pmkit.checks.trend.claims import Scope
from pmkit.grading.trend_meeting.figures import Figures
from pmkit.grading.trend_meeting.meeting import finding
from pmkit.grading.trend_meeting.wording import compared, day, words
from pmkit.models.practice.trend_meeting import TrendMeeting

ALIKE = 0.7
"""Two stretches of days are the same cluster where so much of what either holds is in both, counted in incidents."""
CLUSTER, SERVICE, CAUSE = "cluster_from", "service", "cause"


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is said of one choice: the field that it stands in, and what to look at, or else what is right about it."""

    field: str
    finding: Finding | None
    met: str = ""


def chosen(answer: TrendMeeting, figures: Figures) -> Iterator[Chosen]:
    """What is said of each choice that was made."""
    if answer.cluster:
        yield _cluster(*answer.cluster, figures)
    if answer.service:
        yield _service(answer.service, figures)
    if answer.cause:
        yield _cause(answer.cause, figures)


def _cluster(first: date, last: date, figures: Figures) -> Chosen:
    quarters = figures.quarters
    truth = quarters.truth.cluster
    mine, theirs = ({one.id for one in quarters.between(*days)} for days in ((first, last), truth))
    inside, count, days = len(mine), len(quarters.of("this")), (last - first).days + 1
    usual = f"{count * days / quarters.days('this'):.1f}"
    put = {"inside": inside, "count": count, "days": days, "usual": usual, "first": day(first), "last": day(last)}
    told = f"On average {days} days hold {usual}."
    if len(mine & theirs) >= ALIKE * len(mine | theirs):
        return Chosen(CLUSTER, None, words("met")["cluster"].format(**put))
    if theirs <= mine:
        told += " The cluster lies within, and these days hold much else."
    elif mine & theirs:
        told += " A part of the cluster lies within these days."
    elif not quarters.begins <= first < quarters.ends:
        told = f"The quarter runs from {day(quarters.begins)}; the one before is there to compare with."
    return Chosen(CLUSTER, finding("cluster-open", words("cluster-open"), put | {"told": told}, where=CLUSTER))


def _service(name: str, figures: Figures) -> Chosen:
    truth = figures.quarters.truth
    if name not in figures.quarters.names("service"):
        return Chosen(SERVICE, _not_there("service", name, figures))
    told = compared(figures.compare("count", (("service", name),)), (("service", name),))
    if name == truth.service:
        return Chosen(SERVICE, None, words("met")["service"].format(told=told))
    if name in truth.likeness:
        told = f"It {truth.likeness[name]}."
    return Chosen(SERVICE, finding("service-open", words("service-open"), {"name": name, "told": told}, where=SERVICE))


def _cause(name: str, figures: Figures) -> Chosen:
    truth = figures.quarters.truth
    if name not in figures.quarters.names("cause"):
        return Chosen(CAUSE, _not_there("class of cause", name, figures))
    count = figures.count(Scope("this", (("cause", name),)))
    repeats = figures.count(Scope("this", (("cause", name),), only="repeats"))
    if name == truth.cause:
        return Chosen(CAUSE, None, words("met")["cause"].format(repeats=repeats, count=count))
    told = f"Of its {count} incidents in this quarter {repeats or 'none'} came back."
    if name in truth.likeness:
        told = f"It {truth.likeness[name]}."
    return Chosen(CAUSE, finding("cause-open", words("cause-open"), {"name": name, "told": told}, where=CAUSE))


def _not_there(kind: str, name: str, figures: Figures) -> Finding:
    others = ", ".join(figures.quarters.names("service" if kind == "service" else "cause"))
    put = {"kind": kind, "name": name, "others": others}
    return finding("not-there", words("not-there"), put, where=SERVICE if kind == "service" else CAUSE)
