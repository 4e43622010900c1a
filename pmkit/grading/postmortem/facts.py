"""Measures of what a postmortem tells as facts: summary, impact, timeline, resolution, head."""

from collections.abc import Mapping

from pmkit.checks.postmortem.reading import PostmortemReading
from pmkit.checks.text.lexicon import lexicon
from pmkit.checks.text.text import read
from pmkit.grading.measures import Measured, Work
from pmkit.grading.postmortem.beside import Review, is_left_over
from pmkit.grading.postmortem.incident_reader import without_figures
from pmkit.grading.postmortem.statements import is_pile
from pmkit.grading.postmortem.truth import clocks
from pmkit.models.postmortem.postmortem import SEVERITIES, STATUSES

Own = Work[PostmortemReading, Review]
TURNS_WANTED = 8
UNKNOWN = 0.5
"""What a figure counts that the evidence has and that is said to be unknown."""


def heading(review: Review, key: str) -> str:
    """Where a section stands, as findings name it; empty where there is none."""
    section = review.answer.section(key)
    return f"line {section.line}" if section else ""


def _measured(parts: Mapping[str, float], where: str) -> Measured:
    """The share of parts that are there; the others are named."""
    lacking = [name for name, share in parts.items() if share < 1]
    return Measured(sum(parts.values()) / len(parts), details="; ".join(lacking), where=where)


def summary(work: Own) -> Measured:
    """What stopped, for how long, for how many, and why or what ended it."""
    review = work.beside
    truth = review.truth
    said = [one for one in review.said("summary") if _is_told(one)]
    texts = [read(one) for one in said]
    parts = {
        "what stopped": any(map(truth.tells_impact, texts)),
        "for how long": truth.tells_duration(said) or truth.tells_ends(said),
        "for how many": truth.tells_users(said) or truth.tells_money(said),
        "why": any(truth.tells(text, truth.cause) for text in texts) or review.tells_a_cause(said),
    }
    return _measured(parts, heading(review, "summary"))


def _is_told(sentence: str) -> bool:
    """Whether a sentence, or a note, says something, as against naming words."""
    return not is_pile(read(without_figures(sentence)))


def impact(work: Own) -> Measured:
    """Duration, both ends, users and money, as the evidence has them; unknown is an answer, though not a whole one."""
    review = work.beside
    truth, said = review.truth, review.said("impact")
    parts = {
        "how long": _or_unknown(truth.tells_duration(said), review, "duration"),
        "from when to when": float(truth.tells_ends(said)),
        "how many requests": _or_unknown(truth.tells_users(said), review, "users"),
        "how much money": _or_unknown(truth.tells_money(said), review, "revenue"),
    }
    return _measured(parts, heading(review, "impact"))


def _or_unknown(is_told: bool, review: Review, field: str) -> float:
    value = review.answer.impact.get(field)
    said = value.text.casefold() if value and not is_told else ""
    is_marked = any(word in said for word in lexicon.incident_facts.unknown)
    return float(is_told) or UNKNOWN * is_marked


def timeline(work: Own) -> Measured:
    """How many turns of the incident are told at their times, less those that are told at others."""
    review = work.beside
    rows = review.rows
    found, wrong = len(rows.found), len(rows.elsewhere)
    details = f"{found} of the {TURNS_WANTED} turns that earn all points are there"
    details += f", {wrong} at another time than its source." if wrong else "."
    share = min(1.0, found / TURNS_WANTED) * (1 - wrong / max(1, found + wrong))
    return Measured(share, "incomplete" if not rows.table else None, details, where=heading(review, "timeline"))


def resolution(work: Own) -> Measured:
    """What ended it, and when."""
    review = work.beside
    truth, said = review.truth, review.said("resolution")
    told = [clock for one in said for clock in clocks(one)]
    parts = {
        "what ended the impact": any(truth.tells(read(one), event) for one in said for event in truth.ending),
        "when": any(clock.is_at(event.at) for clock in told for event in truth.ending),
    }
    return _measured(parts, heading(review, "resolution"))


def head(work: Own) -> Measured:
    """Title, date, authors, status and severity."""
    review = work.beside
    answer = review.answer
    day = answer.date
    parts = {
        "a title": bool(answer.title.text) and not is_left_over(answer.title.text),
        "the date of the incident": day is not None and review.strangers.is_its_day(day),
        "authors": bool(answer.authors) and not any(map(is_left_over, answer.authors)),
        "a status": any(status.casefold() in answer.status.casefold() for status in STATUSES),
        "a severity": answer.severity in SEVERITIES,
    }
    return _measured(parts, "line 1")
