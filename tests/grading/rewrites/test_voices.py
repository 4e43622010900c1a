"""Honest rewrites earn what they are worth in any voice; what looks right and is not earns next to nothing."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from pmkit.grading.assess import assess
from pmkit.grading.assessment import Assessment
from pmkit.grading.exercise import load_exercise
from pmkit.models.rewrites import Rewrite, Rewrites

EXERCISE = "blameless-rewrite"
VOICES: dict[str, list[dict[str, Any]]] = tomllib.loads(
    (Path(__file__).parent / "voices.toml").read_text(encoding="utf-8")
)
GOOD, HIGH = 85, 20


def graded(texts: list[str]) -> Assessment:
    statements = load_exercise(EXERCISE).statements
    pairs = zip(statements, texts, strict=True)
    return assess(EXERCISE, Rewrites(rewrites=[Rewrite(original=one.text, text=text) for one, text in pairs]))


@pytest.mark.parametrize("voice", VOICES["honest"], ids=lambda one: one["name"])
def test_an_honest_answer_passes_in_any_voice_and_waits_for_nobody(voice: dict[str, Any]) -> None:
    result = graded(voice["texts"])
    assert result.points >= GOOD
    assert result.points_up_to == result.points


@pytest.mark.parametrize("voice", VOICES["gaming"], ids=lambda one: one["name"])
def test_what_looks_right_and_is_not_earns_next_to_nothing(voice: dict[str, Any]) -> None:
    assert graded(voice["texts"]).points <= HIGH


def test_what_is_sure_of_two_right_ones_is_their_share_and_the_rest_is_a_range() -> None:
    honest = VOICES["honest"][0]["texts"]
    result = graded([*honest[:2], "The moon was full over the harbour.", "Dogs bark at night in the garden.", "Soup!"])
    assert (result.points < 2 / 5 * 100, result.outcome) == (True, "for-instructor")
    assert result.points_up_to > result.points
