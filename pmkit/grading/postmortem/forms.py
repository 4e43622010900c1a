"""Measures of rules and form in a postmortem: sections, tone, agreement, and that it stays with its incident."""

from collections.abc import Iterable
from dataclasses import replace

from pmkit.checks.check import Finding
from pmkit.checks.postmortem.reading import PostmortemReading
from pmkit.checks.text.lexicon import lexicon
from pmkit.grading.measures import Measured, Work, first_where
from pmkit.grading.postmortem.beside import TEMPLATE, Review
from pmkit.grading.postmortem.causes import SECTIONS
from pmkit.models.postmortem.headings import title_of

Own = Work[PostmortemReading, Review]
FEW = 5
"""So many findings leave nothing of a rule's points."""
FEWEST_STRANGE = 4
NOT_WHOLE = "Good as far as it goes; it counts once every section says something."
PLACEHOLDER = 0.1


def no_person(work: Own) -> Measured:
    """No judging and no person where causes are told; without both sections there is nothing to judge."""
    found = [one for one in _of(work) if _stands_in(work.beside, one, SECTIONS)]
    if any(work.beside.answer.lacks(key) for key in SECTIONS):
        return Measured(0.0, "incomplete", "root cause and contributing factors are not both there")
    return Measured(max(0.0, 1 - len(found) / 2), details=_quoted(found), where=first_where(found))


def tone(work: Own) -> Measured:
    """Few findings on words, in the whole of a document in which no section is left out."""
    return _of_the_whole(work, few(_of(work)))


def agreement(work: Own) -> Measured:
    """No two parts disagree, in a document in which no section is left out."""
    found = _of(work)
    return _of_the_whole(work, Measured(float(not found), details=_quoted(found), where=first_where(found)))


def grounded(work: Own) -> Measured:
    """What can be looked up is of this incident, in a document in which no section is left out."""
    strange = work.beside.strangers.strange
    quoted = ", ".join(f"“{one[:40]}”" for one in strange[:4])
    return _of_the_whole(work, Measured(max(0.0, 1 - len(strange) / FEWEST_STRANGE), details=quoted))


def sections(work: Own) -> Measured:
    """The share of sections that say something, less what is left of the template."""
    review = work.beside
    left = [one for one in _of(work) if one.quote.casefold() not in lexicon.incident_facts.unknown]
    share = (len(TEMPLATE) - len(review.untold)) / len(TEMPLATE) - PLACEHOLDER * len(left)
    names = [title_of(key) for key in review.untold] + [f"“{one.quote[:30]}”" for one in left[:3]]
    return Measured(max(0.0, share), details=", ".join(names), where=first_where(left))


def answered(work: Own) -> Measured:
    """Problems and actions answer each other."""
    answer = work.beside.answer
    if answer.lacks("improve") or not answer.actions:
        return Measured(0.0, "incomplete", "what could be improved, and action items, are not both there")
    return few(_of(work))


def few(found: list[Finding]) -> Measured:
    """All points without a finding, none with FEW."""
    return Measured(max(0.0, 1 - len(found) / FEW), details=_quoted(found), where=first_where(found))


def _of(work: Own) -> list[Finding]:
    return [finding for finding in work.findings if finding.check in work.checks]


def _of_the_whole(work: Own, measured: Measured) -> Measured:
    if not work.beside.untold:
        return measured
    return replace(measured, share=0.0, outcome="incomplete", says=NOT_WHOLE if measured.share >= 1 else "")


def _stands_in(review: Review, finding: Finding, keys: Iterable[str]) -> bool:
    inside = (section for key in keys for section in review.answer.called(key))
    line = finding.line or int("".join(filter(str.isdigit, finding.where)) or 0)
    return any(section.line <= line <= section.line_of(section.start + len(section.text)) for section in inside)


def _quoted(found: list[Finding]) -> str:
    return ", ".join(f"“{one.quote[:60]}”" for one in found[:3])
