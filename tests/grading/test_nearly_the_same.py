"""Answers that are nearly the same word for word are found among a thousand; honest ones never are taken for it."""

import gc
import random
import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from pmkit.grading.exercise import exercise_for
from pmkit.grading.facilitation.own_meeting import own_meeting
from pmkit.grading.handed_in.nearly_the_same import nearly_the_same
from pmkit.meetings.begin import begin
from pmkit.meetings.lines import lines_for
from pmkit.meetings.turn import say
from pmkit.models.meeting.answer import Facilitation, MeetingTurn

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


def _meetings() -> dict[str, str]:
    """What authors who never met typed, meeting by meeting, as it was handed in."""
    paths = sorted((CORPUS.parent / "facilitation" / "transcripts" / "development").glob("*.toml"))
    return {path.stem: path.read_text(encoding="utf-8") for path in paths}


def test_of_meetings_that_were_led_in_ones_own_words_copies_are_found_and_no_others(
    measured: Callable[[str], None],
) -> None:
    own = _meetings()
    assert len(own) > 5
    assert nearly_the_same("facilitation", own) == []
    copies = {f"{name} copy": _with_words_changed(text, 0.05, seed) for seed, (name, text) in enumerate(own.items())}
    groups = nearly_the_same("facilitation", own | copies)
    assert all(group[1] == f"{group[0]} copy" for group in groups)
    measured(f"nearly the same, facilitation: none of {len(own)} meetings, {len(groups)} of as many copies")
    assert len(groups) >= 0.85 * len(own)


def _led(picks: int, typed: list[str]) -> str:
    """A meeting of one seed for all: lines on offer, the first or the second each time, with some typed between."""
    own = own_meeting("bad-deploy", "same")
    state, said = begin(own.meeting, own.seed, "timeline"), []
    while not state.over and len(said) < 14:
        offered = [line.text for line in lines_for(own.meeting, state)]
        text = typed[len(said) // 5] if len(said) % 5 == 2 else offered[picks % len(offered)]
        said.append(MeetingTurn(text=text))
        state = say(own.meeting, state, text).state
    return Facilitation(meeting="bad-deploy", trainee="same", turns=said).dump()


def test_lines_on_offer_are_the_same_for_many_and_count_for_nobody() -> None:
    said = map(Facilitation.parse, _meetings().values())
    typed = ([one.text for one in meeting.turns if len(one.text) > 60] for meeting in said)
    ada, bo, cy = (_led(picks, lines) for picks, lines in zip((0, 0, 1), typed, strict=False))
    assert ada.count("text = ") > 9
    assert nearly_the_same("facilitation", {"ada": ada, "bo": bo, "cy": cy}) == []
    copied = _with_words_changed(ada, 0.05, 1)
    assert nearly_the_same("facilitation", {"ada": ada, "bo": bo, "cy": copied}) == [["ada", "cy"]]


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
