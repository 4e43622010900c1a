"""Feedback as HTML: what instructors see in formgrader and what trainees get as a page."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from pmkit.grading.answer_place import place_of
from pmkit.grading.assessment import OUTCOMES, Assessment
from pmkit.grading.exercise import load_exercise
from pmkit.grading.handed_in import reading
from pmkit.grading.readings import shown
from pmkit.render import drawing

NOT_ASSESSED = "This answer could not be assessed by the program: an instructor grades it."
DECIDED = "Your instructor has decided about this; the points of the part count."
TO_COME = (" An instructor decides.", " An instructor looks at this: the program could not read what was handed in.")
BEYOND_LIMITS = "This answer takes longer, or more memory, than one answer may: an instructor grades it."
WIDE, NARROW = 740, 330
MOST_FINDINGS = 8


def criteria(results: list[dict[str, Any]]) -> str:
    """The criteria of one aspect as a list: outcome in words, points, what to do."""
    return render("criteria.html.j2", criteria=results)


def summary(  # noqa: PLR0917  # all that an instructor sees at once
    notes: list[str],
    drawing: str,
    readings: Sequence[Mapping[str, Any]] = (),
    known: Sequence[Mapping[str, str]] = (),
    for_instructor: Sequence[str] = (),
    texts: Sequence[Mapping[str, str]] = (),
) -> str:
    """What an instructor sees first: notes, the drawn answer (HTML of pmkit.render), how each line was read.

    `known` is all that a line can be read as, `texts` what was handed in and cannot be drawn.
    """
    return render(
        "summary.html.j2",
        notes=notes,
        drawing=Markup(drawing),  # noqa: S704  # pmkit.render escapes
        readings=readings,
        known=known,
        for_instructor=for_instructor,
        texts=texts,
    )


def feedback(**words: object) -> str:
    """The whole page: needs nothing but itself."""
    return render("feedback.html.j2", few=shown.FEW, **words)


def verdict(share: float, mark: float, *, waits: bool) -> str:
    """What a share of the points (0 to 100) means; nothing is passed while it `waits` for a person."""
    word = OUTCOMES["for-instructor"] if waits else "passed" if share >= mark else "not yet"
    return f"{word} ({mark:g} to pass)"


def without_waiting(note: str) -> str:
    """A note without its last sentence, where that says that somebody will decide."""
    for sentence in TO_COME:
        note = f" {note}".removesuffix(sentence).strip()
    return note


def questions(assessment: Assessment) -> list[dict[str, Any]]:
    """The first findings, for a page: where, what is seen, what to ask."""
    return [
        {"where": one.where, "says": one.says, "instead": one.instead} for one in assessment.findings[:MOST_FINDINGS]
    ]


def drawings(exercise: str, folder: Path) -> dict[str, str]:
    """The answer drawn for formgrader (light), for a page (auto) and for a phone; empty where it cannot be."""
    nothing = dict.fromkeys(("light", "auto", "narrow"), "")
    try:
        rubric = load_exercise(exercise)
        answer, _ = reading.load(rubric.model, place_of(rubric, folder).path)
    except (LookupError, OSError, ValueError):
        return nothing
    return {
        "light": drawing.html(answer, theme="light"),
        "auto": drawing.html(answer, width=WIDE),
        "narrow": drawing.html(answer, width=NARROW),
    }


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["points"] = lambda value: f"{round(float(value), 2):g}"
    environment.filters["later"] = _later
    environment.filters["in_words"] = in_words
    environment.globals["outcomes"] = OUTCOMES | {"decided": "decided by your instructor"}
    return environment


def in_words(name: str) -> str:
    """The id of a criterion or of an aspect as its field writes it.

    >>> in_words("in-utc"), in_words("root_cause")
    ('in UTC', 'root cause')
    """
    return re.sub(r"\butc\b", "UTC", re.sub("[-_]", " ", name))


def _later(criterion: Mapping[str, Any]) -> str:
    """What a criterion may earn once a person has read what waits."""
    up_to = criterion.get("up_to")
    return f", up to {round(float(up_to), 2):g}" if up_to is not None and up_to > criterion["points"] else ""


def render(template: str, **words: object) -> str:
    """A template of this folder, filled in; every word is escaped."""
    return _environment().get_template(template).render(**words)
