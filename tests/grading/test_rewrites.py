"""Feedback on rewrites says which fact, which figure, which words; and nothing that is not so."""

from pathlib import Path

import pytest

from pmkit.checks import examine
from pmkit.grading.assess import assess
from pmkit.grading.exercise import load_exercise
from pmkit.grading.practice.review import review_rewrites
from pmkit.grading.practice.statements import statements
from pmkit.grading.rewrites.figures import missing_figures
from pmkit.grading.rewrites.reader import Written
from pmkit.grading.rewrites.reading import Said
from pmkit.models.rewrites import Rewrite, Rewrites
from pmkit.models.story.statement import Statement

GIVEN = load_exercise("blameless-rewrite").statements
EVERY = [*GIVEN, *statements("say-it-again"), *statements("traps")]
MODEL = load_exercise("blameless-rewrite").model_answer
assert isinstance(MODEL, Rewrites)


def of(statement: Statement, text: str) -> Said:
    answer = Rewrites(rewrites=[Rewrite(original=statement.text, text=text)])
    (one,) = Written(answer, [statement]).judged_by(examine(answer, "rewrites"))
    return one


def open_criteria(number: int, text: str) -> dict[str, str]:
    """What is open in the model answer when one of its rewrites is replaced."""
    rewrites = [one.model_copy() for one in MODEL.rewrites]
    place = next(index for index, one in enumerate(rewrites) if one.original == GIVEN[number - 1].text)
    rewrites[place].text = text
    return {one.id: one.says for one in assess("blameless-rewrite", Rewrites(rewrites=rewrites)).open}


@pytest.mark.parametrize("statement", [one for one in EVERY if one.facts], ids=lambda one: one.id)
def test_every_fact_is_also_said_in_words(statement: Statement) -> None:
    assert all(len(fact.says.split()) >= 3 for fact in statement.facts)
    assert [one.fact for one in of(statement, "The weather was fine.").lost_facts] == statement.facts


def test_a_lost_fact_is_named_and_the_kept_one_is_not() -> None:
    says = open_criteria(5, "The first alert of Alertmanager came at 03:22.")["facts-kept"]
    lost, kept = (fact.says for fact in GIVEN[4].facts)
    assert says.startswith(f"These facts are not found in the rewrites: statement 5: “{lost}”. Where do they stand")
    assert kept not in says


def test_a_fact_that_is_denied_is_asked_about_and_not_called_lost() -> None:
    told = open_criteria(4, "The process had stopped at 03:12; at 03:41 Mina Okafor did not start the process.")
    assert "does “at 03:41 Mina Okafor did not start the process” say that it was so" in told["all-rewritten"]
    assert not [says for says in told.values() if "not found" in says]


def test_a_lost_figure_is_named_with_its_unit() -> None:
    text = "The unit virtd.service has no restart policy; the node stayed down until it was started by hand."
    assert open_criteria(3, text) == {"figures-kept": "These times or figures are not found: statement 3: 28 minutes."}


def test_words_that_judge_are_quoted() -> None:
    text = "Ops carelessly left virtd.service without a restart policy; the node stayed down for 28 minutes."
    says = open_criteria(3, text)["judgement-removed"]
    assert says.startswith("Words that judge or presume are left: statement 3: “carelessly")


@pytest.mark.parametrize(
    "text",
    [
        "Tomasz Wren pushed version 2.4.0 to validator-07 at 2:55; the longest test had taken eleven minutes.",
        "At 02:55:00 the release lead shipped v2.4.0 to validator-07, tested for 11 min.",
    ],
)
def test_a_figure_that_is_written_otherwise_is_there(text: str) -> None:
    assert missing_figures(GIVEN[0].text, text) == []
    assert not {"figures-kept", "facts-kept"} & set(open_criteria(1, text))


@pytest.mark.parametrize(
    ("given", "text", "missing"),
    [
        ("3,000 orders", "3000 orders", []),
        ("28 minutes", "twenty-eight minutes", []),
        ("28 minutes", "28", []),
        ("91 % of the heap", "91% of the heap", []),
        ("at 03:12", "at 03:12:40", []),
        ("at 03:12", "at 13:12", ["03:12"]),
        ("28 minutes", "128 minutes", ["28 minutes"]),
        ("twice", "", []),
        ("4 GB short at 02:30", "short", ["4 GB", "02:30"]),
        ("1" * 50_000, "1 " * 25_000, ["1" * 50_000]),
    ],
    ids=range(10),
)
def test_figures_are_compared_as_numbers(given: str, text: str, missing: list[str]) -> None:
    assert missing_figures(given, text) == missing


@pytest.mark.parametrize(
    ("text", "reason", "others"),
    [
        ("", "nothing written yet", "waits for its own sentence"),
        (GIVEN[2].text, "the given sentence as it was", "waits for its own sentence"),
        (GIVEN[2].sample, "the words of the shown sample", "waits for its own sentence"),
        (
            "restart policy virtd.service node down 28 minutes",
            "a list of words: which of them did what?",
            "waits to be",
        ),
        ("The weather was fine on that day.", "none of its facts is recognised yet", "waits to be read"),
    ],
    ids=range(5),
)
def test_of_a_rewrite_that_cannot_count_only_the_reason_is_told(text: str, reason: str, others: str) -> None:
    """What it says or leaves out may be quite right."""
    told = open_criteria(3, text)
    assert told.pop("all-rewritten").startswith(f"Still to do: statement 3 ({reason}).")
    assert [says for says in told.values() if not says.startswith(f"Statement 3 {others}")] == []


def test_the_practice_names_what_is_missing_too(tmp_path: Path) -> None:
    (queue, *_) = statements("say-it-again")
    text = "Mateus restarted the queue worker in the morning."
    Rewrites(rewrites=[Rewrite(original=queue.text, text=text)]).save(tmp_path / "again.toml")
    shown = review_rewrites(tmp_path / "again.toml", [queue]).text
    assert "Not found: “200 messages were lost”, 09:14, 200 messages." in shown
