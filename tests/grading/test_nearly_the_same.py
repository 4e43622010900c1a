"""Answers that are nearly the same word for word are found among a thousand; honest ones never are taken for it."""

import gc
import random
import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from pmkit.grading.exercise import exercise_for, load_exercise
from pmkit.grading.handed_in.nearly_the_same import nearly_the_same

CORPUS = Path(__file__).parents[1] / "corpus" / "answers"
EXERCISES = sorted(path.name for path in CORPUS.iterdir())
WORD = re.compile(r"(?<=[\s\"])[^\W\d_]+(?=[\s.,\"])")


def _answers(slug: str, *kinds: str) -> dict[str, str]:
    paths = [path for part in ("development", "validation") for path in sorted((CORPUS / slug / part).glob("*.*"))]
    chosen = [path for path in paths if path.stem.partition("-")[2] in kinds]
    return {f"{path.parent.name} {path.stem}": path.read_text(encoding="utf-8") for path in chosen}


def _with_words_changed(text: str, share: float, seed: int) -> str:
    """A text with a share of its words, whatever they say, replaced by others."""
    dice = random.Random(seed)  # noqa: S311
    return WORD.sub(lambda match: f"other{'abcdefgh'[dice.randrange(8)]}" if dice.random() < share else match[0], text)


@pytest.mark.parametrize("slug", EXERCISES)
def test_no_two_answers_of_authors_who_never_met_are_taken_for_one(slug: str, measured: Callable[[str], None]) -> None:
    answers = _answers(slug, "honest", "half", "gaming")
    found = nearly_the_same(slug, answers)
    count = len(answers) * (len(answers) - 1) // 2
    measured(f"nearly the same, {slug}: {len(found)} groups among {count} pairs of blind answers")
    assert len(answers) > 5
    assert found == []


@pytest.mark.parametrize("slug", EXERCISES)
def test_a_copy_with_each_twentieth_word_changed_is_found(slug: str, measured: Callable[[str], None]) -> None:
    honest = _answers(slug, "honest")
    found = {}
    for share in (0.05, 0.1):
        copies = {
            f"{name} copy": _with_words_changed(text, share, seed) for seed, (name, text) in enumerate(honest.items())
        }
        groups = nearly_the_same(slug, honest | copies)
        assert all(group[1] == f"{group[0]} copy" for group in groups)
        found[share] = len(groups)
    measured(
        f"nearly the same, {slug}: of {len(honest)} copies, 5 % of their words changed, {found[0.05]} found;"
        f" 10 %: {found[0.1]}"
    )
    assert found[0.05] >= 0.85 * len(honest)


@pytest.mark.parametrize("slug", ["blameless-rewrite", "timeline"])
def test_what_an_exercise_shows_counts_for_nobody(slug: str) -> None:
    rubric = exercise_for(slug)
    given = rubric.shown_solution.dump()
    own = _answers(slug, "honest")
    first, second = list(own.values())[:2]
    assert (
        nearly_the_same(
            slug, {"ada": given, "bo": given + "\n", "cy": f"{first}\n{given}", "dee": f"{second}\n{given}"}
        )
        == []
    )


def test_lines_said_in_a_meeting_are_the_same_for_many() -> None:
    said = load_exercise("facilitation").model_answer.dump()
    assert nearly_the_same("facilitation", {"ada": said, "bo": said.replace("the", "a")}) == []


def _seconds(count: int) -> float:
    dice = random.Random(count)  # noqa: S311
    words = [f"{''.join(dice.choices('abcdefghij', k=7))}" for _ in range(3000)]
    ring = " ".join(dice.choices(words, k=120))
    texts = {f"t{number}": " ".join(dice.choices(words, k=120)) for number in range(count // 2)}
    texts |= {f"r{number}": _with_words_changed(f" {ring} ", 0.05, number) for number in range(count // 2)}
    gc.disable()
    try:
        began = time.process_time()
        groups = nearly_the_same("five-whys", texts)
        taken = time.process_time() - began
    finally:
        gc.enable()
    assert [len(group) for group in groups] == [count // 2]
    return taken


def test_a_class_of_a_thousand_takes_no_more_than_in_proportion() -> None:
    _seconds(20)
    small, large = (min(_seconds(count) for _ in range(3)) for count in (250, 1000))
    assert large < 10 * small


@pytest.mark.parametrize("piece", ["\n", " ", "a", "key_", "=", "[", "#", "a1", "\t\n"])
def test_no_answer_holds_up_the_comparison_of_a_class(piece: str) -> None:
    """Eight times the signs take less than thirty times as long: squared it would be sixty-four."""

    def seconds(signs: int) -> float:
        text = (piece * signs)[:signs] + "1"
        best = float("inf")
        for _ in range(3):
            began = time.process_time()
            nearly_the_same("five-whys", {"one": text, "other": text})
            best = min(best, time.process_time() - began)
        return best

    nearly_the_same("five-whys", {})
    gc.disable()
    try:
        assert seconds(16_000) < 30 * max(seconds(2_000), 1e-4)
    finally:
        gc.enable()
