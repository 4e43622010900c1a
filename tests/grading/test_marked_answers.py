"""The answers that measure the grades are there, whole, and each says what it is worth."""

import re
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from pmkit.grading.exercise import exercise_names

CORPUS = Path(__file__).parents[1] / "corpus" / "answers"
PARTS = ("development", "validation", "reporting")
LEAST = {"honest": 24, "half": 8, "gaming": 24}
"""Of each exercise, over all parts; of documents of two pages fewer."""
LEAST_OF = {
    "postmortem": {"honest": 16, "half": 5, "gaming": 10},
    "action-items": {"honest": 14, "half": 5, "gaming": 5},
    "metrics": {"honest": 10, "half": 4, "gaming": 4},
    "facilitation": {},
}
PARTS_OF = {
    "postmortem": ("development", "reporting"),
    "action-items": ("development",),
    "metrics": ("development", "reporting"),
    "facilitation": (),
}
"""A meeting answers back, so an answer is a transcript: `make accuracy` measures them by the author's part."""
HEAD = re.compile(r"^# (kind|mark): *(.*)$", re.MULTILINE)
MOST_FOR_GAMING, LEAST_FOR_HONEST = 25, 75


def heads(exercise: str, part: str) -> list[tuple[str, float]]:
    """The kind and the author's mark of each answer; every one is TOML, or Markdown with the head in a comment."""
    found = []
    for path in sorted((CORPUS / exercise / part).glob("*-*.*")):
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".md":
            assert text.startswith("<!--")
        else:
            tomllib.loads(text)
        head = dict(HEAD.findall(text))
        found.append((head["kind"], float(head["mark"])))
    return found


@pytest.mark.parametrize("exercise", exercise_names())
def test_each_exercise_has_answers_of_every_kind_in_every_part(exercise: str) -> None:
    parts, leasts = PARTS_OF.get(exercise, PARTS), LEAST_OF.get(exercise, LEAST)
    kinds = {part: Counter(kind for kind, _ in heads(exercise, part)) for part in parts}
    assert [part for part in parts if kinds[part].keys() != leasts.keys()] == []
    assert [kind for kind, least in leasts.items() if sum(one[kind] for one in kinds.values()) < least] == []


@pytest.mark.parametrize("exercise", exercise_names())
@pytest.mark.parametrize("part", PARTS)
def test_marks_fit_their_kind(exercise: str, part: str) -> None:
    bounds = {"honest": (LEAST_FOR_HONEST, 100), "half": (0, 85), "gaming": (0, MOST_FOR_GAMING)}
    odd = [(kind, mark) for kind, mark in heads(exercise, part) if not bounds[kind][0] <= mark <= bounds[kind][1]]
    assert odd == []
