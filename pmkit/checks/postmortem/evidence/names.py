"""Versions, people, hosts, alerts and quoted lines of a postmortem, held against the names that records hold."""

import re
from difflib import get_close_matches

from pmkit.checks.postmortem.evidence.claims import Claim
from pmkit.checks.postmortem.evidence.index import Index, as_line
from pmkit.checks.postmortem.evidence.looked import Looked
from pmkit.checks.text.folding import fold, words_of

ALIKE = 0.75
MOST_NAMES = 2_000
"""Names among which a like one is looked for."""
SAME = 0.6
"""The share of a quotation's words that a record holds for it to be the one that was meant."""
NEAR = 0.5
FEWEST_OF_ID = 6


def look_up_version(claim: Claim, index: Index) -> Looked:
    """Whether a record names the version; otherwise the nearest record that names another."""
    versions = index.facts.versions
    near = index.nearness(claim.meaning, claim.passage.meaning())
    known = versions.get(claim.word) or next(
        (found for one, found in versions.items() if _is_same(one, claim.word)), ()
    )
    if known:
        return Looked(claim, "found", index.record(max(known, key=lambda i: near[i])))
    others = [i for found in versions.values() for i in found if near[i] >= NEAR]
    if others:
        return Looked(claim, "disagrees", index.record(max(others, key=lambda i: near[i])))
    return Looked(claim, "nowhere", None, "no record names this version")


def _is_same(one: str, other: str) -> bool:
    """Whether two versions differ only in zeros at their end, or in what was built of them."""
    first, second = (re.sub(r"(?:\.0)+\Z", "", version.partition("-")[0]) for version in (one, other))
    return first == second


def look_up_person(claim: Claim, index: Index) -> Looked:
    """Whether the evidence knows the person; a first name with another's surname is told with the first."""
    parts = claim.word.split() if not claim.quote.startswith("@") else re.split(r"[.\s_-]+", claim.word)
    known = [set(index.people.get(part, ())) for part in parts]
    if set.intersection(*known) if known else False:
        return Looked(claim, "found")
    if all(part in index.vocabulary for part in parts) and not all(known):
        return Looked(claim, "found")
    meant = next((name for names in known for name in sorted(names)), None)
    if meant is not None:
        return Looked(claim, "disagrees", None, f"the evidence names {meant}")
    return Looked(claim, "nowhere", None, "no record names this person")


def look_up_name(claim: Claim, index: Index) -> Looked:
    """Whether the evidence holds the name, or what it is joined of; otherwise the name that is most like it."""
    word, names = claim.word, index.facts.names
    if word in names:
        return Looked(claim, "found", index.record(names[word]))
    if word in index.vocabulary or _is_part(word, index) or _is_made_of_known(word, index):
        return Looked(claim, "found")
    among = [name for name in list(names)[:MOST_NAMES] if name[:1] == word[:1]]
    like = get_close_matches(word, among, n=1, cutoff=ALIKE)
    if like:
        return Looked(
            claim, "disagrees", index.record(names[like[0]]), f"the name there is {index.facts.spelt[like[0]]}"
        )
    return Looked(claim, "nowhere", None, "no record holds this name")


def _is_part(word: str, index: Index) -> bool:
    """Whether a name begins with it, such as a commit's, or ends with it, such as a host within its domain."""
    if len(word) < FEWEST_OF_ID:
        return False
    return any(name.startswith(word) or name.endswith(f".{word}") for name in index.facts.names)


def _is_made_of_known(word: str, index: Index) -> bool:
    """Whether a name without figures is joined of known words: `gateway-log`."""
    parts = [fold(part) for part in re.split(r"[^a-zA-Z]+", word) if part]
    is_address = "@" in word or any(map(str.isdigit, word))
    return not is_address and len(parts) > 1 and all(len(part) > 1 and part in index.vocabulary for part in parts)


def look_up_line(claim: Claim, index: Index) -> Looked | None:
    """Whether a record holds the quoted words; None for a quotation that is nobody's line."""
    line = as_line(claim.quote)
    for i, one in enumerate(index.lines):
        if line in one:
            return Looked(claim, "found", index.record(i))
    words = {word for word, _, _ in words_of(claim.quote)}
    shares = {i: len(words & set(one.split())) / len(words) for i, one in enumerate(index.lines) if words}
    best = max(shares, key=lambda i: shares[i], default=None)
    if best is not None and shares[best] >= SAME:
        return Looked(claim, "disagrees", index.record(best))
    return Looked(claim, "nowhere", None, "no record holds these words")
