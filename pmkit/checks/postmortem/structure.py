"""Flaws of a postmortem's form: what is not there, what a summary lacks."""

from collections.abc import Iterator

from pmkit.checks.check import Match
from pmkit.checks.postmortem.quantities import quantities
from pmkit.checks.postmortem.reading import PostmortemReading
from pmkit.checks.text.lexicon import lexicon
from pmkit.models.postmortem.headings import title_of

REQUIRED = ("summary", "impact", "timeline", "root_cause", "actions")
"""Without these it is no postmortem; the root cause may stand as contributing factors."""
EXPECTED = ("factors", "resolution", "went_well", "improve", "lessons")
"""The other sections of the template that a reader looks for; references may be none."""
COUNTED = ("users", "counted", "money", "share")
MOST_SENTENCES = 3
FEWEST_WORDS = 10
"""Words of a sentence that tells what happened."""


def missing_section(reading: PostmortemReading) -> Iterator[Match]:
    """Sections of the template that are not there, or hold nothing."""
    answer = reading.answer
    known = {one.key for one in answer.sections}
    for key in REQUIRED:
        if key == "root_cause" and not answer.lacks("factors") and not _follows(known):
            continue
        if key == "summary" and _opens_with_summary(reading):
            continue
        if key not in known and not (key == "impact" and {"users", "duration"} & answer.fields.keys()):
            yield reading.about_all(title_of(key))
    if "actions" in known or "root_cause" in known or "improve" in known:  # whoever follows the template
        yield from (reading.about_all(title_of(key)) for key in EXPECTED if key not in known and _follows(known))
    for section in answer.sections:
        if section.key and section.is_empty and answer.lacks(section.key) and not _has_children(reading, section.line):
            yield reading.about(section, section.heading)


def _opens_with_summary(reading: PostmortemReading) -> bool:
    """Whether a paragraph before the first section tells what happened, without the heading."""
    begin = reading.answer.cut.opening_start
    end = begin + len(reading.answer.cut.opening)
    told = (one for one in reading.prose if begin <= one.start < end and len(one.text.split()) >= FEWEST_WORDS)
    fields = [value.start for value in reading.answer.fields.values()]
    return any(not any(one.start <= place < one.end for place in fields) for one in told)


def _follows(known: set[str]) -> bool:
    """Whether a document follows the whole template, with one section or two left out; lighter forms are their own."""
    return len(known & {*REQUIRED, *EXPECTED}) >= len(REQUIRED) + len(EXPECTED) - 2


def _has_children(reading: PostmortemReading, line: int) -> bool:
    """Whether the section whose heading stands at `line` is parted into sections of a lower level."""
    sections = reading.answer.sections
    index = next(index for index, one in enumerate(sections) if one.line == line)
    following = sections[index + 1 : index + 2]
    return any(one.level > sections[index].level for one in following)


def long_summary(reading: PostmortemReading) -> Iterator[Match]:
    """A summary of more than three sentences, from the fourth on."""
    section = reading.answer.section("summary")
    if section is None:
        return
    sentences = reading.sentences(section)
    if len(sentences) > MOST_SENTENCES:
        yield reading.at(
            sentences[MOST_SENTENCES].start, sentences[-1].end, f" (sentence {MOST_SENTENCES + 1} of {len(sentences)})"
        )


def summary_without_impact(reading: PostmortemReading) -> Iterator[Match]:
    """A summary that says neither what users felt nor how many or how long."""
    section = reading.answer.section("summary")
    if section is None or section.is_empty or not reading.sentences(section):
        return
    text = f" {' '.join(reading.words('summary').casefold().split())} "
    who = [one for one in quantities(text) if one.kind in COUNTED]
    counted = who or any(f" {word}" in text for word in lexicon.postmortem.affected)
    felt = any(f" {word}" in text for word in lexicon.postmortem.felt)
    how_long = any(one.kind == "duration" for one in quantities(text))
    if not (counted and (felt or who)) and not (felt and how_long):
        sentences = reading.sentences(section)
        yield reading.at(sentences[0].start, sentences[0].end)
