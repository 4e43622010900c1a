"""How the criteria of an exercise in metrics are measured: against the truth of the trainee's own history."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from pmkit.checks.metrics.checks import MetricsReading
from pmkit.checks.text.text import is_english, read
from pmkit.grading.measures import Measure, Measured, Work, first_place, silence
from pmkit.grading.metrics.key import MetricsKey
from pmkit.grading.metrics.matching import Beside, Matched
from pmkit.grading.metrics.model import model_metrics
from pmkit.grading.metrics.told import has_number_of, says_something, shows_a_fault, speaks_of
from pmkit.grading.scheme import Scheme
from pmkit.models.answer import where
from pmkit.models.data_file import PACKAGE
from pmkit.models.incident_history.answer import LABELS, FigureLabel, MetricsAnswer

if TYPE_CHECKING:  # an exercise asks for the scheme of its kind
    from pmkit.grading.exercise import Exercise
    from pmkit.grading.instructed import Pairs

Own = Work[MetricsReading, Beside]
OwnMeasure = Measure[MetricsReading, Beside]
BARE = 0.5
"""What a figure without an interval counts."""
TOO_SURE = 0.5
"""What a verdict costs where none is possible yet, beside one that is right."""
SAME = 0.03
"""How far off a median of all incidents may be: some take the middle between two times."""
HALF_WAY = 0.15
CLOSED, CLOSE = 0.3, 0.4
"""What the median of closed incidents alone earns, and one that is only near."""
TIE = 1
"""So many incidents fewer than the most come from a group that may be named too."""
SHORTEST_SUMMARY = 15
KIND, COLUMN = 0.6, 0.4
STARTER = (PACKAGE / "grading" / "metrics" / "starter.toml").read_text(encoding="utf-8")
"""What an answer begins with: the form, with a line of explanation for each part."""


def is_attempted(answer: MetricsAnswer) -> bool:
    """Whether anything was written but the clocks."""
    return answer.model_copy(update={"policy": ""}) != MetricsAnswer()


def is_readable(work: Own) -> bool:
    """Whether the words are in English, the one language that the checks read."""
    answer = work.reading.answer
    words = "\n".join([answer.summary, answer.still_open.says, *(fault.says for fault in answer.faults)])[:5_000]
    return len(words.split()) < 20 or is_english(read(words))


def reader(exercise: "Exercise") -> MetricsKey:
    """The truth of the trainee's history. Raises ValueError for an exercise without one."""
    if exercise.history is None:
        raise ValueError('figures are scored against a history; write material = "history"')
    return MetricsKey(exercise.history)


def beside(reading: MetricsReading, exercise: "Exercise", _instructed: "Pairs") -> Beside:
    """The answer beside the truth."""
    return Beside(reading, exercise.reader)


def model_answer(exercise: "Exercise") -> MetricsAnswer:
    """The figures of the trainee's history, every record set right."""
    return model_metrics(exercise.reader)


def shown_solution(exercise: "Exercise") -> MetricsAnswer:
    """The same in other words, for trainees to see."""
    return model_metrics(exercise.reader, words="shown")


def _form(measure: OwnMeasure) -> OwnMeasure:
    """As `measure`, which counts in full only where enough of the matter is right."""
    return lambda work: replace(measure(work), is_form=True)


def _faults_found(work: Own) -> Measured:
    found, alarms, all_ = len(work.beside.found), work.beside.false_alarms, len(work.beside.key.faulty)
    told = [f"Records gone wrong that are found: {found}, and there are more."] if found < all_ else []
    told += [f"Records called wrong that are sound: {alarms}."] if alarms else []
    return Measured(found / all_ * work.beside.precision, details=" ".join(told), where="" if found else "faults")


def _figures(work: Own) -> Measured:
    figures = work.beside.figures
    told = [f"{label} {one.why}" for label, one in figures.items() if one.share < 1]
    place = _place(label for label, one in figures.items() if one.share < 1)
    told += [
        f"{label} stands without an interval" for label, one in figures.items() if one.share and not _is_whole(one)
    ]
    shares = (one.share if _is_whole(one) else one.share * BARE for one in figures.values())
    return Measured(_mean(shares), details=_sentence(told), where=place)


def _is_whole(matched: Matched) -> bool:
    """Whether a figure comes with an interval."""
    return matched.given.has_interval


def _intervals(work: Own) -> Measured:
    judged = work.beside.intervals
    told = [f"the interval of {label} {one.why}" for label, one in judged.items() if one.share < 1]
    place = _place((label for label, one in judged.items() if one.share < 1), "low")
    return Measured(_mean(one.share for one in judged.values()), details=_sentence(told), where=place)


def _verdicts(work: Own) -> Measured:
    """A verdict rests on an interval: without one it is a guess. One that claims more than is known costs."""
    told = {label: _verdict(work.beside, label) for label in LABELS}
    place = _place((label for label, (share, _) in told.items() if share < 1), "verdict")
    share = max(0.0, _mean(share for share, _ in told.values()))
    return Measured(share, details=_sentence([says for _, says in told.values() if says]), where=place)


def _verdict(own: Beside, label: FigureLabel) -> tuple[float, str]:
    """What a verdict earns, and what to ask where that is not all."""
    given, may_say = getattr(own.answer.figures, label).verdict, own.may_say(label)
    if given is None:
        return 0.0, f"{label} has none yet"
    if given not in may_say:
        if may_say == {"cannot tell yet"}:
            return -TOO_SURE, f"{label}: does the target lie inside the interval, or the trend within chance"
        return 0.0, f"{label}: is “{given}” what the interval bears out, beside its target"
    if not own.intervals[label].share:
        return 0.0, f"the verdict on {label} rests on no interval that holds"
    return 1.0, ""


def _open_counted(work: Own) -> Measured:
    is_right = work.beside.answer.still_open.incidents == len(work.beside.key.open_ids)
    return Measured(float(is_right), where="still_open, incidents")


def _open_median(work: Own) -> Measured:
    given, key, policy = work.beside.answer.still_open.median, work.beside.key, work.beside.policy
    place = "still_open, median"
    if given is None:
        return Measured(0.0, details="No median counts the open incidents in yet.", where=place)
    if any(low * (1 - SAME) <= given <= high * (1 + SAME) for low, high in key.open_medians(policy)):
        return Measured(1.0)
    if any(low * (1 - SAME) <= given <= high * (1 + SAME) for low, high in key.closed_medians(policy)):
        return Measured(CLOSED, details="That is the median of closed incidents alone, which flatters.", where=place)
    near = any(low * (1 - HALF_WAY) <= given <= high * (1 + HALF_WAY) for low, high in key.open_medians(policy))
    told = "The median with open incidents is another one: after how many minutes have half of all ended?"
    return Measured(CLOSE if near else 0.0, details=told, where=place)


def _repeats(work: Own) -> Measured:
    given, key = work.beside.answer.repeats, work.beside.key
    most = max(key.groups.values())
    named = (given.service.strip().lower(), given.cause_class.strip().lower())
    counted, placed = given.incidents in key.repeats, key.groups.get(named, 0) >= most - TIE
    told = [] if counted else ["The number of repeats is another one, once each incident stands there once."]
    told += [] if placed else ["Another service and cause together have more incidents."]
    return Measured((counted + placed) / 2, details=" ".join(told), where="repeats")


def _faults_named(work: Own) -> Measured:
    named = {id_: work.beside.is_named(id_) for id_ in work.beside.key.faulty}
    share = _mean(KIND * kind + COLUMN * column for kind, column in named.values()) * work.beside.precision
    open_ones = [fault.id for id_, fault in work.beside.found.items() if not all(named[id_])]
    details = ", ".join(open_ones) or "those not found yet, or sound ones"
    return Measured(share, details=details, where=_fault(work, open_ones))


def _faults_told(work: Own) -> Measured:
    """Each says what shows it in words of its own, and what was done."""
    found, said, good = work.beside.found, set[str](), 0.0
    open_ones = []
    for fault in found.values():
        words = fault.says.strip().lower()
        is_told = words not in said and shows_a_fault(words)
        said.add(words)
        good += KIND * is_told + COLUMN * (fault.done is not None)
        if not (is_told and fault.done):
            open_ones.append(fault.id)
    details = ", ".join(open_ones) or "those not found yet, or sound ones"
    share = good / len(work.beside.key.faulty) * work.beside.precision
    return Measured(share, details=details, where=_fault(work, open_ones))


def _counts(work: Own) -> Measured:
    return _each("incidents", lambda label: _is_counted(work.beside, label))


def _is_counted(own: Beside, label: FigureLabel) -> bool:
    """Whether a figure's number is that of a sound version; for gaps, the incidents they lie between will do."""
    given = getattr(own.answer.figures, label).incidents
    versions = own.key.versions(own.policy, label)
    counts = {one.count for one in versions if not one.overlooked} | {own.figures[label].version.count}
    return given in counts or (label == "MTBF" and given is not None and given - 1 in counts)


def _all_figures(work: Own) -> Measured:
    flawed = {finding.quote for finding in work.findings if finding.check in work.checks}
    given = dict(work.beside.answer.figures.each())
    return _each("value", lambda label: given[label].value is not None and label not in flawed)


def _all_verdicts(work: Own) -> Measured:
    given = dict(work.beside.answer.figures.each())
    return _each("verdict", lambda label: given[label].verdict is not None)


def _clocks(work: Own) -> Measured:
    return Measured(float(bool(work.beside.answer.policy)), where="policy")


def _open_told(work: Own) -> Measured:
    said = work.beside.answer.still_open.says
    return Measured(float(says_something(said, 4) and speaks_of(said, "open")), where="still_open, says")


def _summary(work: Own) -> Measured:
    said = work.beside.answer.summary
    if not says_something(said, SHORTEST_SUMMARY):
        return Measured(0.0, details="Two or three sentences for the team are still to be written.", where="summary")
    judging = [finding for finding in work.findings if finding.check in work.checks and finding.where == "summary"]
    parts = {
        "Which figure stands out, with its number?": has_number_of(said, _own_numbers(work.beside.answer)),
        "What can one not tell yet?": speaks_of(said, "unsure"),
        "What was wrong with the data?": speaks_of(said, "data"),
        "Which words judge?": not judging,
    }
    asked = [question for question, is_told in parts.items() if not is_told]
    return Measured(1 - min(3, len(asked)) / 3, details=" ".join(asked), where="summary")


def _own_numbers(answer: MetricsAnswer) -> list[float]:
    given = [one for _, figure in answer.figures.each() for one in (figure.value, figure.low, figure.high)]
    return [one for one in (*given, answer.still_open.median) if one is not None]


def _each(key: str, is_there: Callable[[FigureLabel], bool]) -> Measured:
    """The share of the five figures that have something."""
    lacking = [label for label in LABELS if not is_there(label)]
    return Measured(1 - len(lacking) / len(LABELS), details=", ".join(lacking), where=_place(lacking, key))


def _mean(shares: Iterable[float]) -> float:
    found = [*shares]
    return round(sum(found) / len(found), 9)


def _sentence(told: list[str]) -> str:
    """Remarks as one sentence, with its first letter in capitals."""
    joined = "; ".join(told)
    return f"{joined[:1].upper()}{joined[1:]}."


def _place(labels: Iterable[FigureLabel], key: str = "value") -> str:
    return next((where(("figures", label, key)) for label in labels), "")


def _fault(work: Own, ids: list[str]) -> str:
    places = [index for index, fault in enumerate(work.beside.answer.faults) if fault.id in ids]
    return first_place("faults", places, "says")


MEASURES: dict[str, OwnMeasure] = {
    "faults-found": _faults_found,
    "figures": _figures,
    "open-counted": _open_counted,
    "repeats": _repeats,
    "intervals": _intervals,
    "verdicts": _verdicts,
    "open-median": _open_median,
    "faults-named": _form(_faults_named),
    "faults-told": _form(_faults_told),
    "counts": _form(_counts),
    "summary": _form(_summary),
    "clocks": _form(_clocks),
    "all-figures": _form(_all_figures),
    "all-verdicts": _form(_all_verdicts),
    "open-told": _form(_open_told),
    "silence": silence,
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
    template=MetricsAnswer(),
    begun=STARTER,
)
