"""How rewrites are measured: the facts of each statement stay, the judgement goes, somebody or something acts."""

from collections.abc import Callable
from statistics import mean
from typing import TYPE_CHECKING

from pmkit.checks.rewrites.reading import RewritesReading
from pmkit.checks.text.text import is_english, read
from pmkit.grading.assessment import Outcome
from pmkit.grading.measures import Measure, Measured, Work
from pmkit.grading.rewrites.reader import Written
from pmkit.grading.rewrites.reading import Said
from pmkit.grading.scheme import Scheme
from pmkit.models.rewrites import Rewrite, Rewrites

if TYPE_CHECKING:  # an exercise asks for the scheme of its kind
    from pmkit.grading.exercise import Exercise
    from pmkit.grading.instructed import Pairs

Own = Work[RewritesReading, Written]
OwnMeasure = Measure[RewritesReading, Written]
ENOUGH = 0.8
"""From this share of verified facts in the whole answer on, what silence earns counts in full."""
Score = Callable[[Said, bool], float]
"""What one rewrite earns of a criterion (0 to 1); the second argument says whether what waits counts as right."""


def is_attempted(answer: Rewrites) -> bool:
    """Whether anything was written that was not given."""
    return any(not read(one.text).blank and one.text.strip() != one.original.strip() for one in answer.rewrites)


def is_readable(work: Own) -> bool:
    """Whether the rewrites are in English, the one language that the checks read."""
    return is_english(read("\n".join(one.text for one in work.reading.answer.rewrites)))


def beside(reading: RewritesReading, exercise: "Exercise", instructed: "Pairs") -> Written:
    """The rewrites beside the statements, read once for all criteria."""
    return Written(reading.answer, exercise.statements, reading.scenario, instructed)


def samples(exercise: "Exercise") -> Rewrites:
    """One good rewrite of each statement."""
    return Rewrites(rewrites=[Rewrite(original=one.text, text=one.sample) for one in exercise.statements])


def _of(work: Own) -> list[Said]:
    return work.beside.judged_by(work.findings)


def _verified(rewrites: list[Said], *, waiting: bool) -> float:
    """The share of the whole answer that is verified, with some slack: what form earns is weighed by it."""
    return min(1.0, mean(one.verified(waiting=waiting) for one in rewrites) / ENOUGH)


def _measure(score: Score, lacking: Callable[[Said], str], *, form: bool = False) -> OwnMeasure:
    """A measure: the mean over all statements of what each rewrite earns; `lacking` says what one is wanting.

    With `form` it is earned by silence and so weighed by how much of the whole answer is verified. Of a rewrite
    that does not count yet only the reason is told: what it says or leaves out may be quite right.
    """

    def measure(work: Own) -> Measured:
        rewrites = _of(work)

        def share(*, waiting: bool) -> float:
            earned = mean(score(one, waiting) for one in rewrites)
            return earned * (_verified(rewrites, waiting=waiting) if form else 1.0)

        now, later = share(waiting=False), share(waiting=True)
        flawed = [one for one in rewrites if one.own and lacking(one)]
        return _measured(rewrites, flawed, lacking, now, later)

    return measure


def _measured(
    rewrites: list[Said], flawed: list[Said], lacking: Callable[[Said], str], now: float, later: float
) -> Measured:
    told = (_not_counted(rewrites), _waiting(rewrites), _judging(rewrites, flawed), _partly(rewrites))
    also = " ".join(part for part in told if part)
    open_ones = flawed or [one for one in rewrites if one.standing or one.waits or one.mildness < 1]
    where = open_ones[0].where if open_ones else ""
    up_to = later if later > now else None
    if not flawed:
        outcome: Outcome | None = "incomplete" if now < 1 and any(not one.own for one in rewrites) else None
        return Measured(now, outcome, says=also, where=where, up_to=up_to)
    details = "; ".join(f"statement {one.number}: {lacking(one)}" for one in flawed)
    return Measured(now, details=details, also=also, where=where, up_to=up_to)


def _not_counted(rewrites: list[Said]) -> str:
    """Which rewrites earn nothing yet, in a sentence; the reasons stand where it is asked for all of them."""
    waiting = [one for one in rewrites if one.standing and not one.waits]
    wait = "waits for its own sentence" if len(waiting) == 1 else "wait for their own sentences"
    return f"{_numbers(waiting).capitalize()} {wait}." if waiting else ""


def _waiting(rewrites: list[Said]) -> str:
    """Which rewrites a person has to read."""
    waiting = [one for one in rewrites if one.waits]
    wait = "waits" if len(waiting) == 1 else "wait"
    return f"{_numbers(waiting).capitalize()} {wait} to be read." if waiting else ""


def _judging(rewrites: list[Said], flawed: list[Said]) -> str:
    """Which rewrites earn less here because they judge; where that is told already, nothing."""
    judging = [one for one in rewrites if one.own and one.mildness < 1 and one not in flawed]
    counts = "counts less here while it judges" if len(judging) == 1 else "count less here while they judge"
    return f"{_numbers(judging).capitalize()} {counts}." if judging else ""


def _partly(rewrites: list[Said]) -> str:
    """Which rewrites earn less because few of their facts are found."""
    few = [one for one in rewrites if one.own and not one.waits and one.weight() < one.mildness]
    counts = (
        "counts in part: half of its facts or more is not found"
        if len(few) == 1
        else "count in part: half of their facts or more is not found"
    )
    return f"{_numbers(few).capitalize()} {counts}." if few else ""


def _numbers(rewrites: list[Said]) -> str:
    *others, last = (str(one.number) for one in rewrites)
    return f"statements {', '.join(others)} and {last}" if others else f"statement {last}"


def _lost(one: Said) -> str:
    """The facts that are not found, in words; those that wait are asked about elsewhere."""
    if one.unread:
        return ""
    told = [f"“{fact.fact.says}”" for fact in one.lost_facts]
    told += [f"“{fact.fact.says}” without its figure" for fact in one.facts if fact.counts and fact.share < 1]
    return ", ".join(told)


def _all_rewritten(work: Own) -> Measured:
    rewrites = _of(work)
    now, later = (mean(one.weight(waiting=waiting) for one in rewrites) for waiting in (False, True))
    reasons: dict[str, list[Said]] = {}
    for one in rewrites:
        if reason := one.question:
            reasons.setdefault(reason, []).append(one)
    told = "; ".join(f"{_numbers(alike)} ({reason})" for reason, alike in reasons.items())
    open_ones = [one for alike in reasons.values() for one in alike]
    empty = any(one.standing for one in rewrites)
    where = next((one.where for one in open_ones), "")
    also = " ".join(part for part in (_partly(rewrites), _judging(rewrites, [])) if part)
    up_to = later if later > now else None
    if not told:
        return Measured(now, says=also, where=where, up_to=up_to)
    return Measured(now, "incomplete" if empty else None, told, also=also, where=where, up_to=up_to)


def _kept_figures(one: Said, waiting: bool) -> float:  # a score, as all are called
    kept = 1 - len(one.lost_figures) / len(one.figures) if one.figures else 1.0
    return (1.0 if waiting and one.unread else kept) * one.weight(waiting=waiting)


MEASURES: dict[str, OwnMeasure] = {
    "facts-kept": _measure(lambda one, waiting: one.verified(waiting=waiting) * one.mildness, _lost),
    "actor-named": _measure(
        lambda one, waiting: (one.names_actor or (waiting and one.unread)) * one.weight(waiting=waiting),
        lambda one: "" if one.names_actor or one.unread else "nobody and nothing acts yet",
    ),
    "judgement-removed": _measure(
        lambda one, waiting: (not one.judged) * one.weight(waiting=waiting),
        lambda one: ", ".join(f"“{judged.words}”" for judged in one.judged),
        form=True,
    ),
    "figures-kept": _measure(_kept_figures, lambda one: "" if one.unread else ", ".join(one.lost_figures)),
    "grounded": _measure(
        lambda one, waiting: (not one.strange) * one.weight(waiting=waiting),
        lambda one: ", ".join(one.strange),
        form=True,
    ),
    "all-rewritten": _all_rewritten,
}

SCHEME = Scheme(MEASURES, is_attempted, is_readable, beside, shown_solution=samples)
