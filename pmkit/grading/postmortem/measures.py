"""How the criteria of a postmortem exercise are measured: against truth and causes of the trainee's incident."""

from typing import TYPE_CHECKING

from pmkit.checks.postmortem.reading import PostmortemReading
from pmkit.checks.text.text import is_english, read
from pmkit.grading.measures import Measure, Measured, Work
from pmkit.grading.postmortem import facts, forms
from pmkit.grading.postmortem.actions import WANTED
from pmkit.grading.postmortem.beside import Review, says_something
from pmkit.grading.postmortem.incident_reader import IncidentReader
from pmkit.grading.postmortem.model import model_postmortem
from pmkit.grading.postmortem.template import TEXT
from pmkit.grading.scheme import Scheme
from pmkit.grading.verified import SLACK
from pmkit.models.postmortem.postmortem import Postmortem

if TYPE_CHECKING:  # an exercise asks for the scheme of its kind
    from pmkit.grading.exercise import Exercise
    from pmkit.grading.instructed import Pairs

Own = Work[PostmortemReading, Review]
OwnMeasure = Measure[PostmortemReading, Review]
NOT_YET = "Good as far as it goes; it counts in full once more causes are read as ones that the exhibits show."
CAUSES_WANTED = 6
SAMPLED = 5_000
"""Characters by which a language is told."""
MECHANISM = 0.4
"""What the root cause earns for what failed; the rest is for how work is set up."""
ALONE = 0.5
"""What action items count beside the first cause that is read."""


def is_attempted(answer: Postmortem) -> bool:
    """Whether anything but the template is written."""
    return says_something(answer)


def is_readable(work: Own) -> bool:
    """Whether the document is in English, the one language that the checks read."""
    words = "\n".join(value.text for value in work.reading.prose)
    return len(words.split()) < 20 or is_english(read(words[:SAMPLED]))


def reader(exercise: "Exercise") -> IncidentReader:
    """Reads documents against the trainee's incident. Raises ValueError for an exercise without one."""
    if exercise.incident is None:
        raise ValueError("a postmortem is scored against an incident; write own_incident = true into the rubric")
    return IncidentReader(exercise.incident)


def beside(reading: PostmortemReading, exercise: "Exercise", instructed: "Pairs") -> Review:
    """The answer beside the truth."""
    return Review(reading, exercise.reader, instructed)


def model_answer(exercise: "Exercise") -> Postmortem:
    """A postmortem of the trainee's incident."""
    return model_postmortem(exercise.reader.incident)


def shown_solution(exercise: "Exercise") -> Postmortem:
    """A postmortem in other words, for trainees to see."""
    return model_postmortem(exercise.reader.incident, "grading/shown_answers")


def _weighed(measure: OwnMeasure) -> OwnMeasure:
    """As `measure`, in the share in which the causes are verified."""
    return lambda work: work.beside.causes.verified.weighed(measure(work), NOT_YET)


def _root_cause(work: Own) -> Measured:
    causes = work.beside.causes
    known = causes.reader.story.cause_by_id
    found = causes.found("root_cause")
    failed = any(not known[one].systemic for one in found)
    set_up = any(known[one].systemic for one in found)
    lacking = [
        name
        for name, there in (("what refused the session", failed), ("what in how work is set up", set_up))
        if not there
    ]

    def share(waiting: bool) -> float:
        hoped = waiting and causes.waits_in("root_cause")
        return MECHANISM * (failed or hoped) + (1 - MECHANISM) * (set_up or hoped)

    place = facts.heading(work.beside, "root_cause")
    return causes.verified.scaled(share, NOT_YET, details=", and ".join(lacking), where=place)


def _factors(work: Own) -> Measured:
    causes = work.beside.causes
    found = len(causes.found())

    def share(waiting: bool) -> float:
        return min(1.0, (found + (len(causes.waiting) if waiting else 0)) / CAUSES_WANTED)

    place = facts.heading(work.beside, "factors")
    return causes.verified.scaled(
        share, NOT_YET, details=f"{found} of the {CAUSES_WANTED} that earn all points", where=place
    )


def _evidence(work: Own) -> Measured:
    causes = work.beside.causes
    shown = [one for one in causes.true if causes.is_shown(one)]
    cited = any(one.cites for one in causes.told)
    bare = next((one.reading.where.partition(", ")[2] for one in causes.true if one not in shown), "")

    def share(waiting: bool) -> float:
        hoped = sum(bool(one.cites) for one in causes.waiting) if waiting else 0
        return min(1.0, (len(shown) + hoped) / causes.lines / SLACK)

    return causes.verified.ranged(share, outcome=None if cited else "incomplete", where=bare)


def _of_actions(work: Own, share: float, details: str) -> Measured:
    """What action items earn: half beside one cause that is read, all beside enough, nothing without any."""
    review = work.beside
    place = facts.heading(review, "actions")
    if not review.actions.indices:
        return Measured(0.0, "incomplete", details, where=place)
    verified = review.causes.verified

    def scaled(waiting: bool) -> float:
        sure = verified.share(waiting=waiting)
        return share * ((sure > 0) * ALONE + (1 - ALONE) * sure)

    says = NOT_YET if share >= 1 and scaled(False) < 1 else ""
    return verified.ranged(scaled, details=details, says=says, where=place)


def _actions_reach_causes(work: Own) -> Measured:
    reaching = len(work.beside.actions.reaching)
    return _of_actions(work, min(1.0, reaching / WANTED), str(reaching))


def _prevent_and_detect(work: Own) -> Measured:
    actions = work.beside.actions
    lacking = [
        name for name, there in (("prevents", actions.prevents), ("detects earlier", actions.detects)) if not there
    ]
    return _of_actions(work, 1 - len(lacking) / 2, ", and none ".join(lacking))


def _smart(work: Own) -> Measured:
    return _of_actions(work, work.beside.actions.smart, work.beside.actions.wanting)


MEASURES: dict[str, OwnMeasure] = {
    "summary": facts.summary,
    "impact": facts.impact,
    "root-cause": _root_cause,
    "factors": _factors,
    "timeline": facts.timeline,
    "actions-reach-causes": _actions_reach_causes,
    "no-person": _weighed(forms.no_person),
    "tone": _weighed(forms.tone),
    "prevent-and-detect": _prevent_and_detect,
    "answered": _weighed(forms.answered),
    "evidence": _evidence,
    "smart": _smart,
    "grounded": _weighed(forms.grounded),
    "sections": _weighed(forms.sections),
    "resolution": facts.resolution,
    "head": _weighed(facts.head),
    "agreement": _weighed(forms.agreement),
}

SCHEME = Scheme(
    MEASURES,
    is_attempted,
    is_readable,
    beside,
    reader=reader,
    model_answer=model_answer,
    shown_solution=shown_solution,
    earns_nothing=True,
    template=Postmortem(text=TEXT),
)
