"""How the flaws of a timeline are found: one function a check, each yielding the times or words that it means."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache

from pmkit.checks.check import Match
from pmkit.checks.examination import examine
from pmkit.checks.text.lexicon import lexicon
from pmkit.checks.text.phrases import find_any, phrases_called
from pmkit.checks.text.sentence import Sentence
from pmkit.checks.text.text import is_absence, read
from pmkit.checks.timeline.reading import TimelineReading, event_text, has_words, stamp
from pmkit.models.timeline import Gap, Stamp, in_utc
from pmkit.models.times.near import FAR, is_near

ENOUGH_EVENTS = 3
"""A timeline of fewer is still being written: nothing is asked of it as a whole."""

SAME_MOMENT = timedelta(seconds=2)
MOST_NEIGHBOURS = 40
"""Events of one moment that are compared with each other; more make no difference to a reader."""

JUDGING = frozenset(
    f"language/{name}"
    for name in ("blame", "accusation", "loaded", "counterfactual", "hindsight", "person-as-cause", "single-cause")
)


def no_offset(reading: TimelineReading) -> Iterator[Match]:
    """Times without an offset."""
    for field, at in reading.stamps:
        if at.tzinfo is None:
            yield stamp(field, at)


def not_utc(reading: TimelineReading) -> Iterator[Match]:
    """Times whose offset is another than that of UTC; the quote holds the same instant in UTC."""
    for field, at in reading.stamps:
        if at.utcoffset():
            yield stamp(field, at, f" (in UTC {Stamp.of(in_utc(at))})")


def far_time(reading: TimelineReading) -> Iterator[Match]:
    """Times before 1990 or more than a year ahead; one without an offset counts as UTC."""
    latest = datetime.now(UTC) + FAR
    for field, at in reading.stamps:
        if not is_near(in_utc(at), latest):
            yield stamp(field, at)


def out_of_order(reading: TimelineReading) -> Iterator[Match]:
    """Events that stand right after a later one."""
    for index in reading.descents:
        yield stamp(("events", index, "at"), reading.answer.events[index].at)


def unsourced_event(reading: TimelineReading) -> Iterator[Match]:
    """Events with neither source nor reference; a gap has none by nature."""
    for index in reading.told:
        event = reading.answer.events[index]
        if not has_words(event.source) and not has_words(event.ref or ""):
            yield event_text(reading, index)


def interpretation(reading: TimelineReading) -> Iterator[Match]:
    """Words that conclude, doubt or judge, where the author has not marked the event as an interpretation.

    What somebody said or thought, what stands in quotation marks, the reason of a decision and the reason that a
    machine gives for its own act are facts.
    """
    for index in reading.told:
        event = reading.answer.events[index]
        if event.interpretation:
            continue
        kinds = ("hedging", "judging") if event.kind == "decision" else ("causal", "hedging", "judging")
        end = len(reading.own_words(index))
        for sentence in reading.sentences[index]:
            place = next((place for kind in kinds if (place := _concluded(sentence, kind))), None)
            if place and place[0] < end:
                yield Match(("events", index, "what"), *place, event.what[slice(*place)])
                break


def _concluded(sentence: Sentence, kind: str) -> tuple[int, int] | None:
    """The place of the first phrase of a list, in alphabetical order, that nobody is reported to have said."""
    says, acts = lexicon.timeline.reported, lexicon.timeline.reasoned
    excusing = says | acts if kind == "causal" else says
    told = phrases_called("timeline", kind, by_stem=False).places(sentence.words)
    found = [(first, last) for first, last in told if excusing.isdisjoint(sentence.words[:first])]
    if not found:
        return None
    first, last = min(found, key=lambda place: " ".join(sentence.words[place[0] : place[1] + 1]))
    return sentence.starts[first], sentence.ends[last]


def rounded(reading: TimelineReading) -> Iterator[Match]:
    """Times cut to the minute though their source holds seconds.

    One full minute may be true: one stamp in sixty is. Three from one source that are more than half of its
    stamps are not, where it shows seconds elsewhere or is a tool that keeps them; nor are four or more from
    such tools when no other stamp of theirs shows seconds; nor one whose own text or reference tells the seconds.
    """
    found = {index for index in reading.told if _seconds_told(reading, index)}
    keepers = [index for index in reading.told if reading.sources[index] in lexicon.timeline.second_keepers]
    if len(keepers) > ENOUGH_EVENTS and all(_is_full(reading, index) for index in keepers):
        found.update(keepers)
    for indices in reading.by_source.values():
        full = [index for index in indices if _is_full(reading, index)]
        keeps = len(full) < len(indices) or reading.sources[indices[0]] in lexicon.timeline.second_keepers
        if keeps and len(full) >= ENOUGH_EVENTS and 2 * len(full) > len(indices):
            found.update(full)
    for index in sorted(found):
        yield stamp(("events", index, "at"), reading.answer.events[index].at)


def _is_full(reading: TimelineReading, index: int) -> bool:
    at = reading.answer.events[index].at
    return at.second == 0 and at.microsecond == 0


def _seconds_told(reading: TimelineReading, index: int) -> bool:
    """Whether an event's text or reference holds its own minute with seconds, in whatever zone."""
    event = reading.answer.events[index]
    if not _is_full(reading, index):
        return False
    words = f"{event.what} {event.ref or ''}".replace("T", " ").split()
    parts = [word.strip("()[],;.Z\"'").split(":") for word in words if word.count(":") >= 2]
    return any(
        minute == f"{event.at.minute:02}" and hour[-2:].isdecimal() and second[:2].isdecimal() and second[:2] != "00"
        for hour, minute, second, *_ in parts
    )


def unnoted_gap(reading: TimelineReading) -> Iterator[Match]:
    """Stretches of the incident without an event that nothing notes; the longest first."""
    gaps = [gap for gap in reading.answer.gaps() if _is_in_incident(reading, gap)]
    for gap in sorted(gaps, key=lambda gap: gap.length, reverse=True):
        shown = f"{Stamp.of(gap.start)} to {Stamp.of(gap.end)}"
        yield Match(("events", gap.after, "at"), 0, len(shown), shown)


def sweeping_gap(reading: TimelineReading) -> Iterator[Match]:
    """Gaps that say that nothing at all is recorded."""
    for index, event in enumerate(reading.answer.events):
        if event.kind == "gap" and denies_all(event.what):
            yield event_text(reading, index)


def denies_all(what: str) -> bool:
    """Whether words say that nothing is recorded, without naming what is missing or whose records are.

    >>> denies_all("No evidence for 5 min 42 s"), denies_all("No evidence of what was tried for 5 min 42 s")
    (True, False)
    """
    text = read(what)
    narrows = any(token.word in lexicon.timeline.narrowed for token in text.tokens)
    return not narrows and find_any(text, "timeline", "nothing_at_all") is not None


def _is_in_incident(reading: TimelineReading, gap: Gap) -> bool:
    """Whether a gap lies between the first and the last anchor, the cause apart: that may be weeks old."""
    anchors = [in_utc(at) for name, at in reading.answer.anchors.given().items() if name != "cause"]
    return len(anchors) < 2 or (gap.end > min(anchors) and gap.start < max(anchors))


def no_human_action(reading: TimelineReading) -> Iterator[Match]:
    """Nothing that a person did, said or decided, in the whole timeline."""
    if len(reading.told) >= ENOUGH_EVENTS and not any(map(reading.is_human, reading.told)):
        yield Match(("events",), 0, 0, f"{len(reading.told)} events")


def no_automated_event(reading: TimelineReading) -> Iterator[Match]:
    """Nothing that a machine did or measured, in the whole timeline."""
    if len(reading.told) >= ENOUGH_EVENTS and not any(map(reading.is_automated, reading.told)):
        yield Match(("events",), 0, 0, f"{len(reading.told)} events")


def duplicate(reading: TimelineReading) -> Iterator[Match]:
    """Events that tell what another of the same moment tells: the same words, or some of them and no others."""
    told = set(reading.told)
    order = [index for index in reading.answer.in_order() if index in told]
    meaning = cache(reading.meaning)  # stems are dear, and most events have no neighbour
    for place, index in enumerate(order):
        at = in_utc(reading.answer.events[index].at)
        for other in reversed(order[max(0, place - MOST_NEIGHBOURS) : place]):
            if at - in_utc(reading.answer.events[other].at) > SAME_MOMENT:
                break
            if _is_same(meaning(index), meaning(other)):
                yield event_text(reading, index)
                break


def _is_same(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two sets of stems are one, or the smaller lies in the larger and neither alone denies anything."""
    if one == other:
        return bool(one)
    within = min(len(one), len(other)) >= 2 and (one <= other or other <= one)
    return within and not any(is_absence(stem) for stem in one ^ other)


def before_cause(reading: TimelineReading) -> Iterator[Match]:
    """Effects that stand before the anchor `cause`: other anchors, and events that tell of an effect."""
    cause = reading.answer.anchors.cause
    if cause is None:
        return
    for name, at in reading.answer.anchors.given().items():
        if in_utc(at) < in_utc(cause):
            yield stamp(("anchors", name), at)
    for index in reading.told:
        if in_utc(reading.answer.events[index].at) < in_utc(cause) and reading.has(index, "effects"):
            yield event_text(reading, index)


def blame(reading: TimelineReading) -> Iterator[Match]:
    """Words in an event that judge, as the language checks find them; what is vague is no matter of blame."""
    for index in range(len(reading.answer.events)):
        found = examine(reading.own_words(index), scenario=reading.scenario)
        for one in sorted(found, key=lambda one: one.start):
            if one.check in JUDGING:
                yield Match(("events", index, "what"), one.start, one.end, one.quote)
