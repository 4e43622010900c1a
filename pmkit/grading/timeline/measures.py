"""How the criteria of a timeline exercise are measured: against the truth of the trainee's own incident."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from pmkit.checks.text.text import is_english, read
from pmkit.checks.timeline.reading import TimelineReading
from pmkit.grading.assessment import Outcome
from pmkit.grading.measures import Measure, Measured, Work, first_place, first_where, silence
from pmkit.grading.scheme import Scheme
from pmkit.grading.timeline.event_reader import EventReader
from pmkit.grading.timeline.lines import TimelineLines
from pmkit.grading.timeline.matching import Matching
from pmkit.incidents.incident import Incident
from pmkit.incidents.timeline import in_words, model_timeline
from pmkit.models.answer import where
from pmkit.models.timeline import AnchorName, Stamp, Timeline, in_utc

if TYPE_CHECKING:  # an exercise asks for the scheme of its kind
    from pmkit.grading.exercise import Exercise
    from pmkit.grading.instructed import Pairs

Own = Work[TimelineReading, Matching]
OwnMeasure = Measure[TimelineReading, Matching]
MORE_EVENTS = "Good as far as it goes; it counts in full once more events of the incident are there."
ALL_BUT_A_FEW = 0.9
"""This share of the true events earns all points for finding them."""
MOST = 0.5
"""From this share on, the rules that a short timeline cannot break count in full."""
SELECTIVE = 0.3
"""At least this share of the events is about the incident."""
HERRING = 2
"""What a line about something else costs, beside one that is only not needed."""
FEWEST_INVENTED = 3
FIGURES: dict[str, tuple[AnchorName, AnchorName]] = {
    "TTD": ("cause", "alerted"),
    "TTA": ("cause", "acknowledged"),
    "TTM": ("cause", "mitigated"),
    "TTR": ("cause", "resolved"),
    "impact": ("impact_start", "impact_end"),
}
"""The course's four figures, and how long users felt it: each with its two anchors."""
MITIGATED: tuple[AnchorName, ...] = ("mitigated", "mitigation_begun", "mitigation_done", "mitigation_effective")
ALERTED: tuple[AnchorName, ...] = ("alerted", "detected")
ANCHORS: tuple[AnchorName, ...] = (
    "cause",
    "impact_start",
    "alerted",
    "acknowledged",
    "mitigated",
    "impact_end",
    "resolved",
)
"""What an answer is asked to state; of the four ways to say mitigated, any."""


def is_attempted(answer: Timeline) -> bool:
    """Whether anything was written."""
    return bool(answer.events) or bool(answer.anchors.given())


def is_readable(work: Own) -> bool:
    """Whether the timeline is in English, the one language that the checks read."""
    words = "\n".join(event.what for event in work.reading.answer.events)
    return is_english(read(words)) or len(words.split()) < 20


def beside(reading: TimelineReading, exercise: "Exercise", instructed: "Pairs") -> Matching:
    """The answer beside the truth."""
    return Matching(reading, TimelineLines(reading, exercise.reader, instructed))


def reader(exercise: "Exercise") -> EventReader:
    """Reads lines as events of the trainee's incident. Raises ValueError for an exercise without one."""
    return EventReader(_incident(exercise))


def model_answer(exercise: "Exercise") -> Timeline:
    """The truth of the trainee's incident."""
    return model_timeline(_incident(exercise))


def _incident(exercise: "Exercise") -> Incident:
    if exercise.incident is None:
        raise ValueError("a timeline is scored against an incident; write own_incident = true into the rubric")
    return exercise.incident


def _weighed(measure: OwnMeasure) -> OwnMeasure:
    """As `measure`, in the share in which the timeline is verified: a short one breaks few rules."""
    return lambda work: work.beside.verified.weighed(measure(work), MORE_EVENTS)


def _in_proportion(measure: OwnMeasure) -> OwnMeasure:
    """As `measure`, in proportion to what is verified."""

    def weigh(work: Own) -> Measured:
        verified, measured = work.beside.verified, measure(work)
        return verified.scaled(
            lambda _: measured.share,
            MORE_EVENTS,
            outcome=measured.outcome,
            details=measured.details,
            where=measured.where,
        )

    return weigh


def _events_found(work: Own) -> Measured:
    matching = work.beside
    found, whole = len(matching.found), len(matching.incident.key)

    def share(waiting: bool) -> float:
        return min(1.0, (found + (matching.hoped if waiting else 0)) / whole / ALL_BUT_A_FEW) * matching.chosen

    return matching.verified.ranged(share, details=f"{found} of {whole}")


def _times(work: Own) -> Measured:
    matching = work.beside
    recognised = len(matching.recognised)
    share = len(matching.found) / recognised if recognised else 0.0
    shift = matching.shift
    details = f" Several are {_hours(shift)} off, as a zone that was missed makes them." if shift else ""
    elsewhere = sorted(index for event, index in matching.recognised.items() if event not in matching.found)
    place = first_place("events", elsewhere, "at")
    known = min(1.0, matching.share_recognised / MOST)
    return Measured(share * known * matching.chosen, details=details, where=place)


def _hours(shift: timedelta) -> str:
    """How far off, in words: 1 h, 5 h 30 min."""
    hours, minutes = divmod(abs(round(shift.total_seconds() / 60)), 60)
    return " ".join([f"{hours} h"] * bool(hours) + [f"{minutes} min"] * bool(minutes))


def _figures(work: Own) -> Measured:
    """Each figure is right when both of its anchors are."""
    known = work.beside.incident.anchors.given()
    asked = {name: ends for name, ends in FIGURES.items() if all(_among(end, known) for end in ends)}
    wrong = [name for name, ends in asked.items() if not all(_is_right(end, work) for end in ends)]
    given = work.reading.answer.anchors.given()
    ends = (end for name in wrong for end in asked[name] if not _is_right(end, work))
    place = next((where(("anchors", end)) for end in ends), "")
    return Measured(1 - len(wrong) / len(asked), None if given else "incomplete", ", ".join(wrong), where=place)


def _among(name: AnchorName, anchors: dict[AnchorName, datetime]) -> dict[AnchorName, datetime]:
    """What `anchors` holds for a name; mitigated has four ways to be said, alerted two."""
    names = {"mitigated": MITIGATED, "alerted": ALERTED}.get(name, (name,))
    return {one: anchors[one] for one in names if one in anchors}


def _is_right(name: AnchorName, work: Own) -> bool:
    """Whether an anchor is stated as the story knows it.

    A plain "mitigated" may be any of its three meanings, an alert may stand as what was detected, and every true
    event before the impact can be defended as its cause.
    """
    stated = _among(name, work.reading.answer.anchors.given())
    known = list(_among(name, work.beside.incident.anchors.given()).items())
    tolerance = max(
        [
            5,
            *(
                event.tolerance
                for event in work.beside.incident.story.events
                if {one for one, _ in known} & set(event.anchors)
            ),
        ]
    )
    impact = work.beside.incident.anchors.impact_start
    if name == "cause" and impact is not None:
        known += [(name, event.at) for event in work.beside.incident.story.events if event.at < in_utc(impact)]
    return any(
        abs((in_utc(at) - in_utc(truth)).total_seconds()) <= tolerance
        for one, at in stated.items()
        for other, truth in known
        if name != "mitigated" or "mitigated" in (one, other) or one == other
    )


def _anchors_stated(work: Own) -> Measured:
    given, known = work.reading.answer.anchors.given(), work.beside.incident.anchors.given()
    asked = [name for name in ANCHORS if _among(name, known)]
    missing = [name for name in asked if not _among(name, given)]
    place = where(("anchors", missing[0])) if missing else ""
    outcome: Outcome | None = "incomplete" if missing else None
    return Measured(1 - len(missing) / len(asked), outcome, ", ".join(missing), where=place)


def _gaps_noted(work: Own) -> Measured:
    """A long stretch is told by what was recorded in it, or noted in words that are true of the evidence."""
    matching = work.beside
    asked, untold = len(matching.silences), matching.untold
    details, place = _untold(matching) if untold else ("", "")
    return Measured(1 - len(untold) / asked if asked else 1.0, details=details, where=place)


def _untold(matching: Matching) -> tuple[str, str]:
    """What to say of the first stretch, and at which field; first of a gap there that denies what is recorded."""
    gap = matching.untold[0]
    for index, tools in matching.denying.items():
        event = matching.reading.answer.events[index]
        if in_utc(event.at) < gap.end and event.end > gap.start:
            says = f"“{event.what[:60]}”: in that time {in_words(tools)} recorded something of the incident."
            return says, where(("events", index, "what"))
    if gap.before < 0:
        return "A long stretch of the incident is not framed by your events yet.", ""
    says = f"Your events tell nothing that your files show between {Stamp.of(gap.start)} and {Stamp.of(gap.end)}."
    return says, where(("events", matching.standing[gap.after], "at"))


def _selective(work: Own) -> Measured:
    """Red herrings are left out, and most of what is told is about the incident."""
    matching = work.beside
    told = len(work.reading.told)
    about = len(matching.recognised) / told if told else 0.0
    quoted = [f"“{work.reading.answer.events[index].what[:60]}”" for index in matching.distracting[:3]]
    details = ", ".join(quoted) or f"{len(matching.recognised)} of {told} lines are about the incident."
    share = max(0.0, min(1.0, about / SELECTIVE) - HERRING * len(matching.distracting) / max(1, told))
    return Measured(share, details=details, where=first_place("events", matching.distracting, "what"))


def _few_findings(work: Own) -> Measured:
    """As `silence`, less a third for each finding, which is quoted."""
    found = [finding for finding in work.findings if finding.check in work.checks]
    quoted = ", ".join(f"“{finding.quote}”" for finding in found[:3])
    return Measured(max(0.0, 1 - len(found) / 3), details=quoted, where=first_where(found))


def _sourced(work: Own) -> Measured:
    matching = work.beside
    wanting = sorted(index for event, index in matching.recognised.items() if not matching.sourced(event))
    share = 1 - len(wanting) / len(matching.recognised) if matching.recognised else 0.0
    return Measured(share, where=first_place("events", wanting, "source"))


def _grounded(work: Own) -> Measured:
    matching = work.beside
    events = work.reading.answer.events
    quoted = [f"“{events[index].what[:60]}”" for index in matching.invented[:3]]
    place = first_place("events", matching.invented, "at")
    share = max(0.0, 1 - len(matching.invented) / max(FEWEST_INVENTED, len(work.reading.told) / 4))
    return Measured(share, details=", ".join(quoted), where=place)


def _whole(work: Own) -> Measured:
    """From what began it to what ended it: the events that hold anchors are there."""
    found = work.beside.recognised
    holding = [event for event in work.beside.incident.story.events if event.anchors]
    missing = [event.anchors[0].replace("_", " ") for event in holding if event.id not in found]
    return Measured(1 - len(missing) / len(holding), details=", ".join(missing))


MEASURES: dict[str, OwnMeasure] = {
    "events-found": _events_found,
    "times": _times,
    "figures": _in_proportion(_figures),
    "silence": _weighed(silence),
    "few-findings": _weighed(_few_findings),
    "gaps-noted": _weighed(_gaps_noted),
    "selective": _weighed(_selective),
    "sourced": _weighed(_sourced),
    "grounded": _weighed(_grounded),
    "whole": _whole,
    "anchors-stated": _in_proportion(_anchors_stated),
}

SCHEME = Scheme(MEASURES, is_attempted, is_readable, beside, reader=reader, model_answer=model_answer)
