"""All language checks over one sentence or one text, and which of two gives way where they mean the same words."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from pmkit.checks.check import Match
from pmkit.checks.document.document import Document
from pmkit.checks.language.accusation import accusation
from pmkit.checks.language.blame import blame
from pmkit.checks.language.cause import asked_for_cause, person_as_cause, single_cause
from pmkit.checks.language.counterfactual import told_otherwise
from pmkit.checks.language.hindsight import hindsight
from pmkit.checks.language.loaded import loaded
from pmkit.checks.language.pattern import Span
from pmkit.checks.language.vague import vague
from pmkit.checks.language.words import called_for
from pmkit.checks.text.sentence import Sentence
from pmkit.models.words.shortened import shortened

FINDERS: dict[str, Callable[[Sentence], Iterable[Span]]] = {
    "blame": blame,
    "accusation": accusation,
    "loaded": loaded,
    "counterfactual": told_otherwise,
    "hindsight": hindsight,
    "person-as-cause": person_as_cause,
    "single-cause": single_cause,
    "vague": vague,
}
# Where two checks mean the same words, the one on the left gives way to those on the right.
GIVES_WAY = {
    "blame": ("person-as-cause", "accusation"),
    "loaded": ("person-as-cause", "hindsight"),
    "counterfactual": ("hindsight", "accusation"),
    "hindsight": ("accusation",),
    "single-cause": ("blame", "person-as-cause", "hindsight"),
    "vague": ("accusation", "blame", "person-as-cause", "counterfactual"),
}
LONGEST_QUOTE = 120
MOST_MATCHES = 5_000
"""Places after which the rest of a text is left unread: nobody acts on more, and only 500 are told."""


def judge(sentence: Sentence) -> dict[str, list[Span]]:
    """What each check finds in a sentence: one place each, for one remark is enough, and no two on the same words."""
    called = called_for(sentence)
    if "cause" in sentence.heading or asked_for_cause(sentence) or sentence.words[0] == "because":
        called.add("person-as-cause")
    if not called:
        return {}
    found = {name: spans for name in FINDERS if name in called and (spans := _apart(FINDERS[name](sentence)))}
    return {
        name: kept[:1]
        for name, spans in found.items()
        if (kept := [one for one in spans if not _taken(one, found, GIVES_WAY.get(name, ()))])
    }


def _apart(spans: Iterable[Span]) -> list[Span]:
    """Spans in order; of those that overlap the longest stays."""
    kept: list[Span] = []
    for span in sorted(spans):
        if kept and span.first <= kept[-1].last:
            if span.last - span.first > kept[-1].last - kept[-1].first:
                kept[-1] = span
        else:
            kept.append(span)
    return kept


def _taken(span: Span, found: dict[str, list[Span]], others: tuple[str, ...]) -> bool:
    return any(span.first <= one.last and one.first <= span.last for other in others for one in found.get(other, ()))


@dataclass(frozen=True)
class Prose:
    """A document with what the checks find in it, worked out once."""

    document: Document

    @cached_property
    def matches(self) -> dict[str, list[Match]]:
        """Matches by the name of the check."""
        matches: dict[str, list[Match]] = {name: [] for name in FINDERS}
        count = 0
        for sentence in self.document.read():
            for name, spans in judge(sentence).items():
                matches[name] += [self._match(sentence, span) for span in spans]
                count += len(spans)
            if count >= MOST_MATCHES:
                break
        return matches

    def _match(self, sentence: Sentence, span: Span) -> Match:
        start, end = sentence.starts[span.first], sentence.ends[span.last]
        quote = " ".join(self.document.text[start:end].split())
        return Match((), start, end, shortened(quote, LONGEST_QUOTE))


def finds(name: str) -> Callable[[Prose], Iterator[Match]]:
    """The `find` of the record called language/`name`."""

    def find(prose: Prose) -> Iterator[Match]:
        yield from prose.matches[name]

    return find
