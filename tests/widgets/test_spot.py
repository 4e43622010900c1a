"""The practice *spot it*: marks are kept as words, and compared with the checks by words and by kind."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmkit.checks import Finding, examine
from pmkit.grading.practice.statements import statements
from pmkit.models.practice.spotted import Mark, SpottedWords
from pmkit.models.practice.words import WORD, place_of, quoted, words_at
from pmkit.models.story.statement import Mark as KeyMark
from pmkit.models.story.statement import Statement
from pmkit.widgets.builder import live
from pmkit.widgets.spot import SpotBuilder, spot
from pmkit.widgets.spotting import compare

pytestmark = pytest.mark.lab

Find = Callable[..., list[Finding]]
GIVEN = ["The careless, careless reviewer left.", "We should have tested it.", "The disk was full."]
NONE = {"first": None, "last": None, "check": ""}


@pytest.fixture
def made(tmp_path: Path, few_checks: Find) -> Iterator[SpotBuilder]:
    made = live(SpotBuilder, tmp_path / "spot_it.toml", statements=GIVEN, examine=few_checks)
    yield made
    made.close()


def choose(made: SpotBuilder, *statements: dict[str, Any]) -> list[dict[str, Any]]:
    """Send marks as a browser does and return what it would show of each statement."""
    entries = [*statements, *[NONE] * (len(GIVEN) - len(statements))]
    message = {"client": "one", "revision": 1, "base": made.shown["serial"]}
    made.typed = {**message, "answer": {"statements": entries}}
    assert made.shown["trouble"] == ""
    return list(made.shown["answer"]["statements"])


def test_marked_words_are_kept_as_a_quote_without_punctuation(made: SpotBuilder) -> None:
    choose(made, {"first": 1, "last": 1, "check": "language/loaded"})
    assert SpottedWords.load(made.path).marks == [Mark(statement=1, quote="careless", check="language/loaded")]


def test_words_that_stand_twice_are_told_apart(made: SpotBuilder) -> None:
    shown = choose(made, {"first": 2, "last": 2, "check": "language/loaded"})
    assert SpottedWords.load(made.path).marks[0].start == 14
    assert (shown[0]["first"], shown[0]["last"]) == (2, 2)


def test_nothing_here_is_a_mark_without_words(made: SpotBuilder) -> None:
    shown = choose(made, NONE, NONE, {"first": None, "last": None, "check": "nothing"})
    assert SpottedWords.load(made.path).marks == [Mark(statement=3, check="nothing")]
    assert shown[2]["compared"]["outcome"] == "agrees"


def test_marks_of_statements_that_are_not_shown_stay_in_the_file(made: SpotBuilder) -> None:
    SpottedWords(marks=[Mark(statement=9, quote="words")]).save(made.path)
    made.reread()
    choose(made, {"first": 1, "last": 1, "check": ""})
    assert [mark.statement for mark in SpottedWords.load(made.path).marks] == [1, 9]


@pytest.mark.parametrize(
    ("mark", "outcome", "says"),
    [
        (Mark(statement=1, quote="should have", check="language/counterfactual"), "agrees", "on its kind: counter"),
        (Mark(statement=1, quote="should have tested", check="language/counterfactual"), "agrees", "on its kind"),
        (Mark(statement=1, quote="should have", check="language/blame"), "partly", "call it: counterfactual."),
        (Mark(statement=1, quote="it", check="language/counterfactual"), "partly", "show it are “should have”."),
        (Mark(statement=1, quote="it", check="language/blame"), "differs", "mark “should have” and call it: counter"),
        (Mark(statement=1, check="nothing"), "differs", "mark “should have” and call it: counterfactual."),
    ],
)
def test_a_mark_is_compared_by_words_and_by_kind(few_checks: Find, mark: Mark, outcome: str, says: str) -> None:
    compared = compare(GIVEN[1], mark, few_checks(GIVEN[1], "prose"))
    assert compared is not None
    assert (compared.outcome, compared.words) == (outcome, (1, 2))
    assert says in compared.says


def test_what_only_the_trainee_sees_gets_a_question(few_checks: Find) -> None:
    compared = compare(GIVEN[2], Mark(statement=3, quote="full", check="language/vague"), few_checks(GIVEN[2], "prose"))
    assert compared is not None
    assert compared.says.endswith("?")


KEY = statements("spot-it")


def _agrees(statement: Statement, quote: str, check: str) -> str:
    """What comes of marking some words of a statement of the lesson."""
    start = statement.text.index(quote) if quote else None
    mark = Mark(statement=1, quote=quote, check=check, start=start)
    compared = compare(statement.text, mark, examine(statement.text), statement.marks)
    assert compared is not None
    return compared.outcome


@pytest.mark.parametrize("statement", [one for one in KEY if one.marks], ids=lambda one: one.id)
def test_every_marking_that_holds_the_core_and_not_much_more_agrees(statement: Statement) -> None:
    places = list(WORD.finditer(statement.text))
    for key in statement.marks:
        core, widest = (words_at(statement.text, at, at + len(part)) for part, at in _places(statement.text, key))
        assert core is not None
        assert widest is not None
        for first in range(widest[0], core[0] + 1):
            for last in range(core[1], widest[1] + 1):
                words = statement.text[places[first].start() : places[last].end()]
                assert _agrees(statement, words, key.check) == "agrees", words


def _places(text: str, key: KeyMark) -> list[tuple[str, int]]:
    assert key.core in key.quote
    return [(key.core, text.index(key.core)), (key.quote, text.index(key.quote))]


@pytest.mark.parametrize("statement", KEY, ids=lambda one: one.id)
def test_the_key_and_the_checks_see_the_same_kind_in_the_same_words(statement: Statement) -> None:
    findings = examine(statement.text)
    assert {one.check for one in findings} == {one.check for one in statement.marks}
    for one in findings:
        assert (
            _agrees(
                statement, quoted(statement.text, words_at(statement.text, one.start, one.end) or (0, 0))[1], one.check
            )
            == "agrees"
        )
    assert _agrees(statement, "", "nothing") == ("differs" if statement.marks else "agrees")


@pytest.mark.parametrize(
    ("number", "words", "check", "outcome"),
    [
        (6, "We should have followed the checklist.", "language/counterfactual", "agrees"),
        (6, "followed the checklist", "language/counterfactual", "partly"),
        (6, "should have", "language/blame", "partly"),
        (7, "It was obvious that the disk would fill up by noon.", "language/hindsight", "agrees"),
        (8, "certificate renewal", "language/person-as-cause", "partly"),
        (8, "Root cause: human error during the certificate renewal.", "language/person-as-cause", "partly"),
        (11, "a lot", "language/vague", "agrees"),
        (11, "for a while", "language/vague", "agrees"),
        (2, "rolled back", "language/blame", "differs"),
    ],
)
def test_a_reading_of_ones_own_is_told_apart(number: int, words: str, check: str, outcome: str) -> None:
    assert _agrees(KEY[number - 1], words, check) == outcome


def test_a_practice_with_marks_is_compared_with_them_and_another_with_the_checks(tmp_path: Path) -> None:
    keyed = spot(tmp_path / "one.toml", [KEY[0]])
    plain = spot(tmp_path / "two.toml", [KEY[0].text])
    for made, who in ((keyed, "the key"), (plain, "the checks")):
        message = {"client": "one", "revision": 1, "base": made.shown["serial"]}
        made.typed = {**message, "answer": {"statements": [{"first": 1, "last": 1, "check": "language/blame"}]}}
        compared = made.shown["answer"]["statements"][0]["compared"]
        assert (compared["outcome"], who in compared["says"]) == ("agrees", True)
        made.close()


@pytest.mark.parametrize("mark", [None, Mark(statement=1, quote="disk"), Mark(statement=1, check="language/blame")])
def test_an_unfinished_mark_is_not_compared(mark: Mark | None) -> None:
    assert compare(GIVEN[2], mark, []) is None


def test_a_mark_of_words_that_changed_is_shown_as_none(few_checks: Find) -> None:
    gone = Mark(statement=1, quote="no longer there", check="language/blame")
    assert place_of(GIVEN[0], gone) is None
    assert compare(GIVEN[0], gone, few_checks(GIVEN[0], "prose")) is None


@given(st.text(min_size=1), st.data())
def test_any_words_of_any_text_are_found_again_by_their_quote(text: str, data: st.DataObject) -> None:
    count = len(WORD.findall(text))
    if not count:
        assert words_at(text, 0, len(text)) is None
        return
    first = data.draw(st.integers(0, count - 1))
    last = data.draw(st.integers(first, count - 1))
    start, quote = quoted(text, (first, last))
    again = words_at(text, start, start + len(quote))
    assert again is not None
    assert (first <= again[0], again[1] <= last) == (True, True)
