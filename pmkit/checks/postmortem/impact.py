"""Flaws of a postmortem's figures: impact without numbers, numbers that disagree, figures that the timeline denies."""

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta
from functools import cache
from typing import get_args

from pmkit.checks.check import Match
from pmkit.checks.postmortem.anchors import RowAnchors
from pmkit.checks.postmortem.quantities import Kind, Quantity, durations, quantities
from pmkit.checks.postmortem.reading import PostmortemReading
from pmkit.checks.text.lexicon import lexicon, words_called
from pmkit.models.clocks import FigureName
from pmkit.models.postmortem.sections import Section
from pmkit.models.words.duration import in_words

FIGURES: tuple[FigureName, ...] = get_args(FigureName)[:4]
SLACK = 30.0
"""Seconds by which figures that people round may differ."""
COMPARED = ("lessons", "resolution", "root_cause", "improve", "went_well", "factors")
NOT_COMPARED = ("share", "counted")
"""Numbers that may each be of something else."""
KINDS: tuple[Kind, ...] = get_args(Kind)
LABELS: dict[FigureName, str] = {"TTD": "ttd", "TTA": "tta", "TTM": "ttm", "TTR": "ttr"}
"""The lists of words that name each figure."""
_CLOCK = re.compile(r"(?<![\d:])(\d{1,2}):(\d\d)(?::(\d\d))?(?![\d:])", re.ASCII)
FAR = 240
NEAR = 60
"""Characters behind a figure's name within which its value stands."""


def unquantified_impact(reading: PostmortemReading) -> Iterator[Match]:
    """An impact that has no number with a unit; "not applicable", with its reason, is an answer too."""
    section = reading.answer.section("impact")
    if section is None or section.is_empty:
        return
    found = quantities(section.text)
    if not found:
        yield _first_words(reading, section)
        return
    for key in ("duration", "users"):
        value = reading.answer.impact.get(key)
        if value and value.text and not quantities(value.text) and _is_unmeasured(value.text):
            yield reading.at(value.start, value.end)


def _is_unmeasured(text: str) -> bool:
    words = set(text.casefold().split())
    return bool(words & lexicon.postmortem.unmeasured) and not any(sign.isdigit() for sign in text)


def _first_words(reading: PostmortemReading, section: Section) -> Match:
    sentences = reading.sentences(section)
    return reading.at(sentences[0].start, sentences[0].end) if sentences else reading.about(section, section.heading)


def disagreement(reading: PostmortemReading) -> Iterator[Match]:
    """Users, duration or money that differ between the impact and another section, or from the timeline."""
    section = reading.answer.section("impact")
    known = quantities(section.text) if section else ()
    for key in ("summary", *COMPARED):
        for other in reading.answer.called(key):
            yield from _differing(reading, other, known, strict=key == "summary")
    yield from _not_of_timeline(reading)
    yield from _nowhere_else(reading, known)
    for key in ("summary", "impact"):
        for part in reading.answer.called(key):
            yield from _wrong_shares(reading, part)


def _nowhere_else(reading: PostmortemReading, known: Sequence[Quantity]) -> Iterator[Match]:
    """Users, money or a duration of the summary that no other part holds, though the impact has such."""
    section = reading.answer.section("summary")
    if section is None:
        return
    rest = reading.text[: section.start] + reading.text[section.start + len(section.text) :]
    others, numbers = quantities(rest), frozenset(_NUMBER.findall(rest))
    kinds = {one.kind for one in known} - set(NOT_COMPARED)
    for one in quantities(section.text):
        alike = [other for other in others if other.kind == one.kind]
        is_told = any(one.agrees(other) for other in alike) or section.text[one.start : one.end] in numbers
        if one.kind in kinds and not is_told and not (one.kind == "duration" and _of_timeline(reading, one)):
            yield reading.at(section.start + one.start, section.start + one.end, " (nowhere else in the document)")
    if known:
        yield from _bare_numbers(reading, section, numbers, {one.start for one in quantities(section.text)})


def _bare_numbers(
    reading: PostmortemReading, section: Section, numbers: frozenset[str], told: set[int]
) -> Iterator[Match]:
    """Numbers of the summary, a hundred and more, of things that are in no list, and that stand nowhere else."""
    for match in _NUMBER.finditer(section.text):
        value = int(match[0].replace(",", ""))
        is_year = value in YEARS and "," not in match[0]
        plain = {match[0], match[0].replace(",", ""), f"{value:,}"}
        if match.start() not in told and value >= LARGE and not is_year and not plain & numbers:
            yield reading.at(
                section.start + match.start(), section.start + match.end(), " (nowhere else in the document)"
            )


LARGE = 100
YEARS = range(1990, 2101)
_NUMBER = re.compile(r"(?<![\d.,])\d[\d,]{0,12}(?![\d]|[.,]\d)", re.ASCII)


def _wrong_shares(reading: PostmortemReading, section: Section) -> Iterator[Match]:
    """Shares that their own part and whole deny: "86 partners, 34 % of the 513"."""
    for match in _PART_OF.finditer(section.text):
        part, share, whole = (float(match[name].replace(",", "")) for name in ("part", "share", "whole"))
        if 0 < part <= whole and abs(100 * part / whole - share) > max(ROUNDED, share * ROUNDED_SHARE):
            more = f" ({match['part']} of {match['whole']} are {100 * part / whole:.3g} %)"
            yield reading.at(section.start + match.start("share"), section.start + match.end("whole"), more)


_PART_OF = re.compile(
    r"(?<![\d.,:])(?P<part>\d[\d,]{0,12})[ \t]+[^\W\d_][^\d.;%\n]{0,40}[ ,(]+"
    r"(?P<share>\d{1,3}(?:\.\d{1,2})?) ?% of (?:the |all )?"
    r"(?P<whole>\d[\d,]{0,12})(?![\d%]| ?%|\.\d)",
    re.ASCII,
)
ROUNDED, ROUNDED_SHARE = 0.6, 0.03
"""How far a share may be off for rounding: percent, and a part of it."""


def _differing(
    reading: PostmortemReading, section: Section, known: Sequence[Quantity], *, strict: bool
) -> Iterator[Match]:
    """Quantities of a section for which the impact has others of the same kind and unit, and none that agrees."""
    said = quantities(section.text)
    for kind in KINDS:
        here = [one for one in said if one.kind == kind and (strict or _tells_impact(section.text, one))]
        there = [one for one in known if one.kind == kind] if kind not in NOT_COMPARED else []
        if not there or not here or any(one.agrees(other) for one in here for other in there if _same(one, other)):
            continue
        for one in here:
            rivals = [other for other in there if _same(one, other)]
            if rivals and not (kind == "duration" and _of_timeline(reading, one)):
                yield _of_section(reading, section, one, f" ({_as_said(rivals[0], reading, 'impact')} under Impact)")
                break


def _same(one: Quantity, other: Quantity) -> bool:
    return one.kind in {"duration", "share"} or one.unit == other.unit


def _tells_impact(text: str, one: Quantity) -> bool:
    """Whether the words around a number speak of what the incident did to users."""
    around = text[max(0, one.start - 80) : one.end + 80].casefold()
    if one.kind == "duration":
        return any(word in around for word in _LASTING)
    return any(f" {word}" in around for word in _TOUCHED)


_LASTING = ("outage", "lasted", "in total", "unavailable for", "down for")
_TOUCHED = ("affected", "impacted", "could not")


def _as_said(one: Quantity, reading: PostmortemReading, key: str) -> str:
    section = reading.answer.section(key)
    return (
        " ".join(section.text[one.start : one.end].split()) + (f" {one.unit}s" if one.kind == "users" else "")
        if section
        else ""
    )


def _of_section(reading: PostmortemReading, section: Section, one: Quantity, more: str) -> Match:
    return reading.at(section.start + one.start, section.start + one.end, more)


def _of_timeline(reading: PostmortemReading, one: Quantity) -> bool:
    """Whether a duration is one that the timeline shows, from any row to any later one."""
    if reading.timeline is None:
        return True
    times = RowAnchors(reading.timeline).times
    lengths = ((later - at).total_seconds() for index, at in enumerate(times) for later in times[index + 1 :])
    return any(abs(length - one.value) <= one.within + SLACK for length in lengths)


def _not_of_timeline(reading: PostmortemReading) -> Iterator[Match]:
    """The duration of the impact, where no way to read the timeline gives it."""
    value = reading.answer.impact.get("duration")
    stated = next(durations(value.text), None) if value else None
    rows = RowAnchors(reading.timeline) if reading.timeline else None
    if value is None or stated is None or rows is None or not rows.in_order:
        return
    lengths = _between(value.text[stated.end :]) or sorted(set(rows.lengths("duration")))
    if lengths and not any(abs(length - stated.value) <= stated.within + SLACK for length in lengths):
        nearest = min(lengths, key=lambda length: abs(length - stated.value))
        start = value.start + stated.start
        yield reading.at(start, value.start + stated.end, f" ({in_words(nearest)} by the timeline)")


def clock_figure(reading: PostmortemReading) -> Iterator[Match]:
    """Stated times to detect, acknowledge, mitigate and resolve that no policy makes of the timeline."""
    rows = RowAnchors(reading.timeline) if reading.timeline else None
    if rows is None or not rows.in_order:
        return
    for figure in FIGURES:
        for label in _labels(figure).finditer(reading.text):
            window = reading.text[label.end() : label.end() + FAR].split("\n")[0]
            stated = next(durations(window[:NEAR]), None)
            if stated is None or not _follows(window, stated):
                continue
            named = _between(window[stated.end :]) if "from" in window.casefold() else []
            lengths = named or sorted(set(rows.lengths(figure)))
            if lengths and not any(abs(one - stated.value) <= stated.within + SLACK for one in lengths):
                nearest = min(lengths, key=lambda length: abs(length - stated.value))
                start = label.end() + stated.start
                yield reading.at(
                    start, label.end() + stated.end, f" ({_shown(figure)}: {in_words(nearest)} by the timeline)"
                )


def _between(words: str) -> list[float]:
    """The seconds between the two clock times that a figure names as its ends: "from … (11:11) to … (11:13)"."""
    named = [
        timedelta(hours=int(one[1]), minutes=int(one[2]), seconds=int(one[3] or 0)) for one in _CLOCK.finditer(words)
    ]
    if len(named) != len(("from", "to")):
        return []
    return [(named[1] - named[0]).total_seconds() % timedelta(days=1).total_seconds()]


def _shown(figure: FigureName) -> str:
    return {"TTD": "to detect", "TTA": "to acknowledge", "TTM": "to mitigate"}.get(figure, "to resolve")


def _follows(window: str, stated: Quantity) -> bool:
    """Whether a value belongs to the label before it: no full stop or semicolon lies between."""
    between = window[: stated.start]
    return not re.search(r"[.;][ \t]", between) and "target" not in between.casefold()


@cache
def _labels(figure: FigureName) -> re.Pattern[str]:
    words = sorted(map(re.escape, words_called("postmortem", LABELS[figure])), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:mean[ -])?(?:{'|'.join(words)})(?!\w)", re.IGNORECASE)
