"""What a solution showed earns next to nothing when it is copied, lightly edited too; one's own words lose nothing."""

import random
import re
from pathlib import Path
from typing import Any

import pytest

from pmkit.grading import assess as grading
from pmkit.grading.assess import SHOWN, judge
from pmkit.grading.exercise import Exercise, exercise_for, load_exercise
from pmkit.grading.shown import has_the_shown_figures, in_ones_own_words, shown_in
from pmkit.models.answer import Answer

WITH_ANSWERS_OF_THEIR_OWN = ("action-items", "facilitation", "metrics", "postmortem")
TRAINEES = ("alice", "bob", "carol")
A_FEW = 5
GOOD = 85
PAIRS = [
    (slug, story)
    for slug in WITH_ANSWERS_OF_THEIR_OWN
    for story in (load_exercise(slug).story, *load_exercise(slug).other_stories)
]
CORPUS = Path(__file__).parents[1] / "corpus" / "answers"


def shouted(text: str, _: random.Random) -> str:
    return text.upper()


def without_signs(text: str, _: random.Random) -> str:
    return re.sub(r"(?<=\w)[,.;:?!](?=\s|$)", "", text, flags=re.MULTILINE)


def spaced(text: str, _: random.Random) -> str:
    return re.sub(r"(?<=\w) (?=\w)", "  ", text)


def with_a_word_changed(text: str, dice: random.Random) -> str:
    """Each sentence of eight words or more with one of its words replaced."""

    def edited(match: re.Match[str]) -> str:
        words = match[0].split(" ")
        if len(words) >= 8:
            words[dice.randrange(len(words))] = "indeed"
        return " ".join(words)

    return re.sub(r"[^.;:?!\n|]+", edited, text)


EDITS = [shouted, without_signs, spaced, with_a_word_changed]


def edited(data: Any, edit: Any, dice: random.Random) -> Any:
    """What an answer holds with every sentence of it edited; ids and single words stay."""
    if isinstance(data, dict):
        return {key: edited(one, edit, dice) for key, one in data.items()}
    if isinstance(data, list):
        return [edited(one, edit, dice) for one in data]
    is_prose = isinstance(data, str) and len(data.split()) >= 5
    return (
        "\n".join(line if line.startswith(("#", "|")) else edit(line, dice) for line in data.split("\n"))
        if is_prose
        else data
    )


def shown_to(exercise: Exercise) -> Answer:
    return exercise.shown_solution


@pytest.mark.parametrize("trainee", TRAINEES)
@pytest.mark.parametrize(("slug", "story"), PAIRS)
def test_a_copy_of_what_was_shown_earns_a_few_points_at_most_and_the_model_all(
    slug: str, story: str, trainee: str
) -> None:
    own = exercise_for(slug, trainee, story)
    copied = judge(own, shown_to(own))
    assert copied.points <= A_FEW
    assert copied.notes == (SHOWN,)
    assert judge(own, own.model_answer).points == 100


@pytest.mark.parametrize("edit", EDITS)
@pytest.mark.parametrize("slug", WITH_ANSWERS_OF_THEIR_OWN)
def test_a_copy_with_case_signs_blanks_or_a_word_changed_is_one(slug: str, edit: Any) -> None:
    for trainee in TRAINEES:
        own = exercise_for(slug, trainee)
        data = edited(shown_to(own).model_dump(), edit, random.Random(trainee))  # noqa: S311  # to choose words
        assert judge(own, own.model.model_validate(data)).points <= A_FEW


@pytest.mark.parametrize(("slug", "story"), PAIRS)
def test_what_is_shown_is_a_good_answer_to_its_own_incident(
    slug: str, story: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(grading, "_of_ones_own", lambda _, answer: answer)
    written = exercise_for(slug, "", story)
    assert judge(written, shown_to(written)).points >= GOOD


@pytest.mark.parametrize("slug", WITH_ANSWERS_OF_THEIR_OWN)
def test_no_sentence_of_an_honest_answer_is_taken_for_a_copy(slug: str) -> None:
    paths = sorted((CORPUS / slug / "development").glob("*-honest.*"))
    assert paths or slug == "facilitation"  # its answers are transcripts
    for path in paths:
        text = path.read_text(encoding="utf-8").partition("-->\n" if path.suffix == ".md" else "\0")
        answer = load_exercise(slug).model.parse(text[2] or text[0], path.name)
        own = exercise_for(slug, "ada")
        assert in_ones_own_words(answer, own) is answer, path.name
        assert not has_the_shown_figures(answer, own)


def test_ones_own_sentence_beside_a_copied_one_stays() -> None:
    shown = shown_in("postmortem")
    copied = "From the daemon's own log one learns of a refused session, and not of the reason (E8)."
    assert shown.without(f"- {copied} We looked into it on Friday with Platform.").strip(" -.)") == (
        "We looked into it on Friday with Platform"
    )
    assert shown.without(copied) == ""
    assert (
        shown.without("The daemon logs no reason for a refusal (E8).")
        == "The daemon logs no reason for a refusal (E8)."
    )


def test_figures_of_ones_own_beside_a_few_shown_ones_are_judged() -> None:
    own = exercise_for("metrics", "alice")
    answer = own.model_answer
    answer.figures.MTTD.value = shown_to(own).figures.MTTD.value  # type: ignore[attr-defined]  # a metrics answer
    assert not has_the_shown_figures(answer, own)
    assert has_the_shown_figures(shown_to(own), own)


def test_five_words_that_are_nearly_shown_are_anybodys() -> None:
    said = "With a proper look at the release notes, what would they have told us?"
    assert shown_in("facilitation").without(said) == said
