"""A trend meeting: the quarters with a number, and what is said of each sentence and of each choice."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pmkit.checks import Finding
from pmkit.checks.trend.claims import Change, Claim, Count, Minutes, Reading, Scope, Share
from pmkit.checks.trend.reading import read_sentence
from pmkit.grading.trend_meeting.figures import Figures
from pmkit.grading.trend_meeting.judging import Judged, judge
from pmkit.grading.trend_meeting.wording import words
from pmkit.incidents.two_quarters import make_two_quarters

TOPIC = "trend"
MOST_NOTES = 6


@dataclass(frozen=True, slots=True)
class Told:
    """What is said of one sentence: what to look at, what stands, what was not checked, and what it still lacks.

    `is_whole` says that it gives a figure and its sample, says what cannot be told, and that nothing is to look at.
    """

    findings: tuple[Finding, ...]
    met: tuple[str, ...]
    unread: tuple[str, ...]
    lacks: str
    is_whole: bool


NOTHING = Told((), (), (), "", is_whole=False)


@lru_cache(maxsize=16)
def figures_of(seed: int) -> Figures:
    """The figures of the quarters with this number."""
    return Figures(make_two_quarters(seed))


def tell(text: str, figures: Figures, where: str = "") -> Told:
    """What is said of a sentence; `where` names it in its findings."""
    if not text.strip():
        return NOTHING
    reading = read_sentence(text, figures.quarters)
    judged = judge(reading, figures)
    findings = tuple(_finding(one, text, where) for one in judged if _severity(one))
    met = [_said("met", one, text) for one in judged if one.state == "met"]
    unread = [_said("unread", one, text) for one in judged if one.state == "not checked"]
    lacking = list(_lacking(reading, judged))
    whole = not findings and not lacking and bool(met)
    if whole:
        met.insert(0, words("met")["complete"])
    if not judged:
        unread = [words("unread")["nothing"]]
    parts = [words("lacks")[one] for one in lacking]
    lacks = words("lacks")["line"].format(lacks=_joined(parts)) if parts and met else ""
    return Told(findings, tuple(met[:MOST_NOTES]), tuple(unread[:MOST_NOTES]), lacks, whole)


def _joined(parts: list[str]) -> str:
    return " and ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else "".join(parts)


def _lacking(reading: Reading, judged: list[Judged]) -> Iterator[str]:
    """What a sentence must give to be carried by itself."""
    held = [one.claim for one in judged if one.state == "met"]
    if not any(isinstance(one, Count | Minutes | Share) or _has_size(one) for one in held):
        yield "figure"
    if not any(_is_sample(one) for one in held) and sum(isinstance(one, Count) for one in held) < 2:
        yield "size"
    if not reading.tells_not:
        yield "doubt"


def _has_size(claim: Claim) -> bool:
    return isinstance(claim, Change) and claim.percent is not None


def _is_sample(claim: Claim) -> bool:
    """Whether a count says how many there are in all."""
    return isinstance(claim, Count) and (claim.whole is not None or any(not one.names for one in claim.scopes))


def _severity(one: Judged) -> str:
    return "" if one.state in ("met", "not checked") else str(words(one.text)["severity"])


def _said(sort: str, one: Judged, text: str) -> str:
    said: str = words(sort)[one.text]
    return said.format(quote=_quote(one.claim, text), **one.told)


def _quote(claim: Claim, text: str) -> str:
    return text[claim.start : claim.end].strip()


def _finding(one: Judged, text: str, where: str) -> Finding:
    said = words(one.text)
    put = one.told | {"quote": _quote(one.claim, text)}
    check = one.text.removesuffix("-same")
    return finding(check, said, put, where=where, start=one.claim.start, end=one.claim.end)


def finding(
    check: str, said: dict[str, Any], put: dict[str, Any], *, where: str, start: int = 0, end: int = 0
) -> Finding:
    """What is to be looked at, in the words of says.toml."""
    return Finding(
        check=f"{TOPIC}/{check}",
        path="",
        where=where,
        line=0,
        column=0,
        start=start,
        end=end,
        quote=str(put.get("quote", "")),
        says=said["says"].format(**put),
        why=said["why"].format(**put),
        instead=said["instead"].format(**put),
        severity=said["severity"],
    )


__all__ = ["Scope", "Told", "figures_of", "finding", "tell"]
