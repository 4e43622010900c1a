"""Numbers, shares and sums of a postmortem, held against the figures that records state."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from pmkit.checks.postmortem.evidence.claim_words import is_small
from pmkit.checks.postmortem.evidence.claims import Claim
from pmkit.checks.postmortem.evidence.index import Index
from pmkit.checks.postmortem.evidence.looked import Looked
from pmkit.checks.text.folding import words_of
from pmkit.checks.text.stems import stem
from pmkit.models.evidence_facts.facts import Stated
from pmkit.models.evidence_facts.figures import Figure, figures_of, rounding

ROUGH = 0.06
"""By this share a number that is told as a rough one may be off."""
FEW = 12
"""Up to here a number may count what the author sees, such as reasons; it is asked about only beside another count."""
SHARED = 0.5
"""What the words that a record shares with a passage weigh at least for its number to be meant."""
ALIKE = 0.9
"""What they weigh at least for another number of it to say otherwise."""
_OF = re.compile(r"[\s*_]{1,3}(?:out\s)?of[\s*_]{1,3}(?:the\s|our\s|all\s)?[\w*]")
_MORE = re.compile(r"[\s*_]{0,3}(?:of|to|or|and|from|-|–|—|/)[\s*_]{1,3}(?:the\s|all\s)?\d[\d,.]*|\s?[-–]\d[\d,.]*")


def look_up_amount(claim: Claim, index: Index) -> Looked | None:
    """Whether a record states the number; None for a small one that only the author counts."""
    slack = max(claim.slack, ROUGH * claim.value if claim.about else 0.0, rounding(claim.value, claim.slack))
    stated = index.stated.get(claim.kind, ())
    same = [one for one in index.about(claim.kind, claim.value, slack + 1) if _is_same(claim, one.figure, slack)]
    if claim.kind != "number":
        return _of_its_kind(claim, index, same, stated)
    noun, near = _noun(claim), index.nearness(claim.meaning, claim.passage.meaning())
    part = _part_of_all(claim, index, near)
    if part is not None:
        return part
    counting = [one for one in same if noun in index.meanings[one.record]]
    if counting:
        return Looked(claim, "found", index.record(_nearest(counting, near).record))
    other = [one for one in stated if noun and noun == first_noun(one.behind) and near[one.record] >= ALIKE]
    if other:
        return Looked(claim, "disagrees", index.record(_nearest(other, near).record))
    sharing = [one for one in same if near[one.record] >= SHARED]
    if sharing:
        return Looked(claim, "found", index.record(_nearest(sharing, near).record))
    if claim.value <= FEW:
        return None
    return Looked(claim, "nowhere", None, "no record that speaks of this states this number")


def _part_of_all(claim: Claim, index: Index, near: Mapping[int, float]) -> Looked | None:
    """A number that is told as a part, "11 of 36": by a record that tells the same, or another part of that whole."""
    whole = next((one for one in figures_of(claim.behind) if one.kind == "number"), None)
    if whole is None or not _OF.match(claim.behind):
        return None
    same = [i for part, all_, i in index.parts if (part, all_) == (claim.value, whole.value)]
    if same:
        return Looked(claim, "found", index.record(max(same, key=lambda i: near.get(i, 0.0))))
    both = {one.record for one in index.about("number", claim.value, 0)}
    if both & {one.record for one in index.about("number", whole.value, 0)}:
        return None
    other = [i for _, all_, i in index.parts if all_ == whole.value and near.get(i, 0.0) >= SHARED]
    return Looked(claim, "disagrees", index.record(max(other, key=lambda i: near[i]))) if other else None


def _is_same(claim: Claim, stated: Figure, slack: float) -> bool:
    """Whether a stated figure may be written so: rounded as the claim is."""
    rounded = 0.5 if claim.kind == "number" and not claim.slack and stated.value % 1 else 0.0
    return abs(stated.value - claim.value) <= max(slack + min(stated.slack, slack), rounded)


def _nearest(stated: Iterable[Stated], near: Mapping[int, float]) -> Stated:
    return max(stated, key=lambda one: near[one.record])


def _of_its_kind(claim: Claim, index: Index, same: list[Stated], stated: Iterable[Stated]) -> Looked:
    """A share or a sum: few records state any, so that a value that one of them has is shown."""
    near = index.nearness(claim.meaning, claim.passage.meaning())
    if same:
        return Looked(claim, "found", index.record(_nearest(same, near).record))
    others = [one for one in stated if near[one.record] >= (SHARED if claim.kind == "money" else ALIKE)]
    if others:
        return Looked(claim, "disagrees", index.record(_nearest(others, near).record))
    return Looked(claim, "nowhere", None, "no record states this figure")


def _noun(claim: Claim) -> str:
    """The stem of what a number counts: the word behind it, behind its range, or before it where it ends a phrase."""
    behind = claim.behind
    more = _MORE.match(behind)
    found = first_noun(behind[more.end() :] if more else behind)
    if found:
        return found
    before = claim.passage.text[: claim.start - claim.passage.start]
    words = [word for word, _, _ in words_of(before[-40:])]
    return stem(words[-1]) if words and not is_small(words[-1]) else ""


@lru_cache(maxsize=65536)
def first_noun(behind: str) -> str:
    """The stem of the first word that carries meaning right behind a figure, before any other sign or figure."""
    for word, start, _ in words_of(re.split(r"[.,;:()|\d]", behind, maxsplit=1)[0])[:4]:
        del start
        if not is_small(word):
            return stem(word)
    return ""
