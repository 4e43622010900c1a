"""Where a trainee and the key, or the checks, agree about a statement: the words, the kind, both or neither."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pmkit.checks import Finding
from pmkit.checks.language.checks import CHECKS
from pmkit.checks.text.lexicon import lexicon
from pmkit.models.practice.spotted import Mark
from pmkit.models.practice.words import WORD, Words, place_of, words_at
from pmkit.models.story.statement import Mark as KeyMark

KINDS = {
    "language/blame": "Blame",
    "language/accusation": "Accusation",
    "language/loaded": "Loaded word",
    "language/counterfactual": "Counterfactual",
    "language/hindsight": "Hindsight",
    "language/person-as-cause": "Person as cause",
    "language/single-cause": "Single cause",
    "language/vague": "Vague",
    "nothing": "Nothing here",
}
"""What a trainee can choose, in teaching order."""
SAME_WORDS = 0.5
"""The share of all words marked by either that both must have marked, where nothing says which words count."""
SLACK = 2
"""So many words more than a reader would underline are no other reading."""

BEING = frozenset("it was is were are be been that there because".split())


@dataclass(frozen=True, slots=True)
class Comparison:
    """How far a mark and a reading agree; `words` are those that show it, `finding` says why and what to ask."""

    outcome: str
    says: str
    words: Words | None = None
    finding: Finding | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a statement: a kind, the words that show it, and all that a reader would underline."""

    finding: Finding
    core: Words | None
    quote: Words | None
    exact: bool
    """Whether `core` is known to be what shows it; a check finds more words or fewer than a reader marks."""

    def meets(self, marked: Words | None) -> bool:
        """Whether a marking holds the core and not much more than the quote."""
        if marked is None or self.core is None or self.quote is None:
            return False
        if not self.exact:
            within = self.quote[0] - 1 <= marked[0] <= self.core[0] <= marked[1] <= self.quote[1] + 1
            return within or _shared(marked, self.quote) >= SAME_WORDS
        more = max(0, self.quote[0] - marked[0]) + max(0, marked[1] - self.quote[1])
        return marked[0] <= self.core[0] and self.core[1] <= marked[1] and more <= SLACK


def compare(
    text: str, mark: Mark | None, findings: Sequence[Finding], key: Sequence[KeyMark] | None = None
) -> Comparison | None:
    """How a finished mark stands to the key, or to the checks where there is none; None as long as it is not finished.

    What the checks find beside a key is a reading as good as that of the key.
    """
    words = place_of(text, mark) if mark else None
    if mark is None or not mark.check or (mark.check != "nothing" and words is None):
        return None
    who = "the checks" if key is None else "the key"
    readings = [*_of_key(text, key or (), findings), *(_of_check(text, one) for one in findings)]
    if key is not None and not key:
        readings = []
    if not readings:
        return _nothing_to_mark(mark, who)
    met = [one for one in readings if one.meets(words) and one.finding.check == mark.check]
    best = met[0] if met else max(readings, key=lambda one: _closeness(one, words, mark))
    outcome, says = _verdict(best, words, mark, who)
    return Comparison(outcome, says, best.core if best.exact else best.quote, best.finding)


def _of_key(text: str, key: Sequence[KeyMark], findings: Sequence[Finding]) -> Iterator[Reading]:
    for one in key:
        start = text.find(one.quote)
        at = text.find(one.core or one.quote, max(start, 0))
        core = words_at(text, at, at + len(one.core or one.quote))
        found = next((finding for finding in findings if finding.check == one.check), None) or explanation(one.check)
        told = replace(found, quote=one.core or one.quote)
        yield Reading(told, core, words_at(text, start, start + len(one.quote)), exact=True)


def explanation(check: str) -> Finding:
    """What is said of a kind, whatever the words. Raises LookupError for a kind that no check has."""
    record = next((one for one in CHECKS if one.id == check), None)
    if record is None:
        raise LookupError(f"no check is called {check!r}; write one of: {', '.join(KINDS)}")
    return Finding(
        check=check, path="", where="", line=0, column=0, start=0, end=0, quote="", says=record.says,
        why=record.why, instead=record.instead, severity=record.severity,
    )  # fmt: skip


def _of_check(text: str, finding: Finding) -> Reading:
    found = words_at(text, finding.start, finding.end)
    small = lexicon.people.determiners | lexicon.people.prepositions | BEING
    parts = [word.strip(".,;:!?()“”\"'").casefold() for word in WORD.findall(text)]
    heavy = next((one for one in range(found[0], found[1] + 1) if parts[one] not in small), None) if found else None
    return Reading(finding, (heavy, heavy) if heavy is not None else found, found, exact=False)


def _nothing_to_mark(mark: Mark, who: str) -> Comparison:
    if mark.check == "nothing":
        return Comparison("agrees", f"You and {who} both find nothing to mark here.")
    question = "Others see what it misses: what do these words do to somebody who is named here?"
    return Comparison("differs", f"{who.capitalize()} would mark nothing here. {question}")


def _verdict(reading: Reading, words: Words | None, mark: Mark, who: str) -> tuple[str, str]:
    quote, kind = reading.finding.quote, KINDS.get(reading.finding.check, reading.finding.check).lower()
    same_words, same_kind = reading.meets(words), mark.check == reading.finding.check
    if same_words and same_kind:
        return "agrees", f"You and {who} agree on “{quote}” and on its kind: {kind}."
    if same_words:
        return "partly", f"You and {who} agree on “{quote}”, and {who} would call it: {kind}."
    if same_kind:
        return "partly", f"You and {who} agree on the kind, {kind}; the words that show it are “{quote}”."
    return "differs", f"{who.capitalize()} would mark “{quote}” and call it: {kind}."


def _closeness(reading: Reading, words: Words | None, mark: Mark) -> tuple[bool, float, bool]:
    return reading.meets(words), _shared(words, reading.quote), mark.check == reading.finding.check


def _shared(one: Words | None, other: Words | None) -> float:
    """The share of the words in either that are in both."""
    if one is None or other is None:
        return 0.0
    both = min(one[1], other[1]) - max(one[0], other[0]) + 1
    either = max(one[1], other[1]) - min(one[0], other[0]) + 1
    return max(both, 0) / either
