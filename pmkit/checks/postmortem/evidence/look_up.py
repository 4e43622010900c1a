"""A postmortem looked up in its evidence: which claims a record shows, which one contradicts, which none speaks of."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from pmkit.checks.postmortem.evidence.amounts import look_up_amount
from pmkit.checks.postmortem.evidence.claims import MOST_CLAIMS, Claim, Kind, claims_in, parts_of
from pmkit.checks.postmortem.evidence.index import Index, index_of
from pmkit.checks.postmortem.evidence.lengths import look_up_length
from pmkit.checks.postmortem.evidence.looked import Looked, Verdict
from pmkit.checks.postmortem.evidence.names import look_up_line, look_up_name, look_up_person, look_up_version
from pmkit.checks.postmortem.evidence.passages import Passage, passages_of
from pmkit.checks.postmortem.evidence.times import look_up_date, look_up_time
from pmkit.models.evidence_facts.facts import EvidenceFacts

_LOOK: dict[Kind, Callable[[Claim, Index], Looked | None]] = {
    "number": look_up_amount,
    "percentage": look_up_amount,
    "money": look_up_amount,
    "time": look_up_time,
    "date": look_up_date,
    "duration": look_up_length,
    "version": look_up_version,
    "person": look_up_person,
    "name": look_up_name,
    "log line": look_up_line,
}


class Question(NamedTuple):
    """What is asked about: the words of the text, and what the record says."""

    start: int
    end: int
    quote: str
    record: str


def look_up(text: str, facts: EvidenceFacts) -> list[Looked]:
    """Every claim of a text that evidence can show, with what was found; nothing where there are no records.

    What was found of a passage is remembered: while one writes, a keystroke changes one passage.
    """
    if not facts.records:
        return []
    index, roster = index_of(facts), parts_of(facts.people)
    looked = (one for passage in passages_of(text) for one in _of_passage(passage, index, roster))
    return list(islice(looked, MOST_CLAIMS))


def _of_passage(passage: Passage, index: Index, roster: frozenset[str]) -> Iterator[Looked]:
    for one in _looked(passage.alone(), index, roster):
        claim = one.claim
        start, end = claim.start + passage.start, claim.end + passage.start
        yield replace(one, claim=replace(claim, start=start, end=end))


@lru_cache(maxsize=4096)
def _looked(passage: Passage, index: Index, roster: frozenset[str]) -> tuple[Looked, ...]:
    looked = (_LOOK[claim.kind](claim, index) for claim in claims_in(passage, roster))
    return tuple(one for one in looked if one is not None)


def disagreements(text: str, facts: EvidenceFacts) -> Iterator[Question]:
    """The claims that a record contradicts; what is claimed twice is asked about once."""
    return questions(text, facts, "disagrees")


def found_nowhere(text: str, facts: EvidenceFacts) -> Iterator[Question]:
    """The claims that no record speaks of; what is claimed twice is asked about once."""
    return questions(text, facts, "nowhere")


def questions(text: str, facts: EvidenceFacts, verdict: Verdict) -> Iterator[Question]:
    """What to ask about the claims of one verdict."""
    told: set[tuple[str, float, str]] = set()
    for one in look_up(text, facts):
        claim = one.claim
        same = (claim.kind, claim.value, claim.word or claim.quote if not claim.value else "")
        if one.verdict == verdict and same not in told:
            told.add(same)
            yield Question(claim.start, claim.end, claim.quote, one.shown)
