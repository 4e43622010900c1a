"""Feedback on rewrites says which fact, which figure, which words; and nothing that is not so."""

from pathlib import Path

import pytest

from pmkit.checks import examine
from pmkit.grading.assess import assess
from pmkit.grading.exercise import load_exercise
from pmkit.grading.practice.review import review_rewrites
from pmkit.grading.practice.statements import statements
from pmkit.grading.rewrites.figures import missing_figures
from pmkit.grading.rewrites.measures import Said, said
from pmkit.models.answer import AnswerError
from pmkit.models.rewrites import Rewrite, Rewrites
from pmkit.models.statement import Statement, Statements

GIVEN = load_exercise("blameless-rewrite").statements
EVERY = [*GIVEN, *statements("say-it-again"), *statements("traps")]
MODEL = load_exercise("blameless-rewrite").model_answer
assert isinstance(MODEL, Rewrites)


def of(statement: Statement, text: str) -> Said:
    answer = Rewrites(rewrites=[Rewrite(original=statement.text, text=text)])
    (one,) = said(answer, [statement], examine(answer, "rewrites"))
    return one


def open_criteria(number: int, text: str) -> dict[str, str]:
    """What is open in the model answer when one of its rewrites is replaced."""
    rewrites = [one.model_copy() for one in MODEL.rewrites]
    place = next(index for index, one in enumerate(rewrites) if one.original == GIVEN[number - 1].text)
    rewrites[place].text = text
    return {one.id: one.says for one in assess("blameless-rewrite", Rewrites(rewrites=rewrites)).open}


@pytest.mark.parametrize("statement", [one for one in EVERY if one.facts], ids=lambda one: one.id)
def test_every_fact_is_also_said_in_words(statement: Statement) -> None:
    assert len(statement.facts_in_words) == len(statement.facts)
    assert all(len(words.split()) >= 3 for words in statement.facts_in_words)
    assert of(statement, "").lost_facts == statement.facts_in_words


@pytest.mark.parametrize("statement", [one for one in EVERY if one.facts and one.sample], ids=lambda one: one.id)
def test_a_sample_loses_no_fact_and_no_figure(statement: Statement) -> None:
    one = of(statement, statement.sample)
    assert (one.lost_facts, one.lost_figures) == ([], [])


def test_a_file_in_which_a_fact_has_no_words_is_refused() -> None:
    text = '[[statements]]\nid = "a"\ntext = "b"\nfacts = ["c", "d"]\nfacts_in_words = ["it is c"]\n'
    with pytest.raises(AnswerError, match="facts_in_words has 1 facts; write 2"):
        Statements.parse(text, "statements.toml")


def test_a_lost_fact_is_named_alone() -> None:
    text = "The rules of Alertmanager were silent until 03:22."
    assert open_criteria(5, text) == {
        "facts-kept": "These facts are not found in the rewrites: statement 5: “it is about missed blocks”. "
        "Where do they stand, or what would say them?"
    }


def test_a_fact_that_is_denied_is_told_as_such() -> None:
    text = "The process had stopped at 03:12; at 03:41 Mina Okafor did not start it."
    says = open_criteria(4, text)["facts-kept"]
    assert "“the process was started again (the rewrite says so with a “no”)”" in says


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
    ("text", "reason"),
    [
        ("", "nothing written yet"),
        (GIVEN[2].text, "the given sentence as it was"),
        (GIVEN[2].sample, "the words of the shown sample"),
        ("restart policy virtd.service node down 28 minutes", "a list of words, no sentence yet"),
        ("The weather was fine on that day.", "less than half of the facts"),
    ],
    ids=range(5),
)
def test_of_a_rewrite_that_cannot_count_only_the_reason_is_told(text: str, reason: str) -> None:
    told = open_criteria(3, text)
    assert told.pop("all-rewritten") == f"Still to do: statement 3 ({reason})."
    facts = told.pop("facts-kept")
    waits = "Statement 3 waits for its own sentence."
    assert facts == waits if reason != "less than half of the facts" else "“the node was down”" in facts
    assert set(told.values()) <= {waits}


def test_the_practice_names_what_is_missing_too(tmp_path: Path) -> None:
    (queue, *_) = statements("say-it-again")
    text = "Mateus restarted the queue worker in the morning."
    Rewrites(rewrites=[Rewrite(original=queue.text, text=text)]).save(tmp_path / "again.toml")
    shown = review_rewrites(tmp_path / "again.toml", [queue]).text
    assert "Not found in the rewrite: “200 messages were lost”, 09:14, 200 messages." in shown
