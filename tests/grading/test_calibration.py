"""How scores stand to the key: weighted kappa against worked cases, leanings in words, documents of known quality."""

import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmkit.checks import examine
from pmkit.grading.practice.calibration import agreement, compared, documents, is_scored, rubric
from pmkit.grading.practice.kappa import weighted_kappa
from pmkit.models.practice.calibration import LEVELS, Calibration, Score

ROOT = Path(__file__).parents[2]
LEVEL = st.integers(1, LEVELS)
PAIRS = st.lists(st.tuples(LEVEL, LEVEL), min_size=1, max_size=40)


def _by_the_table(pairs: list[tuple[int, int]]) -> float:
    """Kappa as it is written: over the table of levels, by the shares seen and the shares that chance would give."""
    size = len(pairs)
    seen, ones, others = Counter(pairs), Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    apart = chance = 0.0
    for one in range(1, LEVELS + 1):
        for other in range(1, LEVELS + 1):
            weight = (one - other) ** 2 / (LEVELS - 1) ** 2
            apart += weight * seen[one, other] / size
            chance += weight * ones[one] / size * others[other] / size
    return 1 - apart / chance


def test_kappa_is_that_of_a_case_worked_by_hand() -> None:
    # Apart: 1, of four pairs. By chance: the 16 squares between {1, 2, 3, 4} and {1, 2, 2, 4} sum to 40, so 10 of four.
    assert weighted_kappa([(1, 1), (2, 2), (3, 2), (4, 4)]) == pytest.approx(0.9)
    # Two raters at odds: apart 2 x 9, by chance (0 + 9 + 9 + 0) / 2.
    assert weighted_kappa([(1, 4), (4, 1)]) == pytest.approx(-1.0)
    # One says the same of all: as good as chance.
    assert weighted_kappa([(2, 1), (2, 3)]) == pytest.approx(0.0)


@given(PAIRS)
def test_kappa_is_that_of_the_table_of_levels(pairs: list[tuple[int, int]]) -> None:
    kappa = weighted_kappa(pairs)
    if kappa is None:
        assert len({level for pair in pairs for level in pair}) == 1
        return
    assert kappa == pytest.approx(_by_the_table(pairs))
    assert weighted_kappa([(other, one) for one, other in pairs]) == pytest.approx(kappa)
    assert -1 <= kappa <= 1


def test_kappa_of_nothing_is_none() -> None:
    assert weighted_kappa([]) is None


def _scored(by: dict[str, int] | None = None, number: int = 6, done: int | None = None) -> Calibration:
    """The key's own scores of the first documents, each item moved by some levels within the scale."""
    moves = by or {}
    chosen = documents()[:number]
    scores = [
        Score(document=one.id, item=item, level=min(LEVELS, max(1, level + moves.get(item, 0))))
        for one in chosen
        for item, level in one.key.levels.items()
    ]
    return Calibration(compared=[one.id for one in chosen[:done]], scores=scores)


def test_the_key_s_own_scores_agree_in_full() -> None:
    assert agreement(_scored()) == [
        (
            "36 of 36 scores are the same as the key's, 36 within one level. "
            "Weighted kappa over 6 documents: 1.00 (close)."
        ),
        "On no item are you lenient or strict by half a level.",
    ]


def test_who_gives_more_on_one_item_and_less_on_another_is_told_so_in_words() -> None:
    told = agreement(_scored({"actions": 1, "wording": -1}))
    assert told[1:] == [
        "Actions are SMART and answer the causes: you are lenient, 0.7 of a level above the key on average.",
        "Words judge nobody: you are strict, 0.8 of a level below the key on average.",
    ]
    assert "27 of 36 scores are the same" in told[0]


def test_one_document_says_nothing_about_a_leaning() -> None:
    told = agreement(_scored({"actions": 2}, number=1))
    assert told[1:] == ["Where you are lenient or strict shows from the second document on."]


def test_only_documents_that_are_scored_whole_and_asked_for_count() -> None:
    answer = _scored(number=3, done=2)
    assert [one.id for one in compared(answer)] == ["01", "02"]
    part = Calibration(compared=["01"], scores=answer.scores[:5])
    assert not is_scored(part, "01")
    assert (compared(part), agreement(part)) == ([], [])
    assert agreement(Calibration(compared=["09", "<b>"])) == []


def test_levels_that_are_all_the_same_have_no_kappa_and_say_so() -> None:
    flat = [
        Score(document="01", item=item.id, level=level)
        for item, level in zip(rubric(), (3, 4, 2, 2, 4, 3), strict=True)
    ]
    assert "Weighted kappa over 1 document: 1.00" in agreement(Calibration(compared=["01"], scores=flat))[0]


def test_six_documents_two_of_each_quality_are_scored_on_six_items_with_a_reason_for_each() -> None:
    items = {item.id for item in rubric()}
    assert len(items) == 6
    assert Counter(one.key.quality for one in documents()) == {"good": 2, "middling": 2, "poor": 2}
    for one in documents():
        assert one.key.levels.keys() == one.key.reasons.keys() == items
        assert all(reason.endswith(".") for reason in one.key.reasons.values())


def test_the_better_a_document_was_written_to_be_the_more_the_key_gives_it() -> None:
    sums: dict[str, list[int]] = {}
    for one in documents():
        sums.setdefault(one.key.quality, []).append(sum(one.key.levels.values()))
    assert max(sums["poor"]) < min(sums["middling"]) <= max(sums["middling"]) < min(sums["good"])


def test_every_level_of_the_scale_is_given_somewhere_and_each_item_has_three_of_them() -> None:
    given = {item.id: {one.key.levels[item.id] for one in documents()} for item in rubric()}
    assert set().union(*given.values()) == set(range(1, LEVELS + 1))
    assert [item for item, levels in given.items() if len(levels) < 3] == []


@pytest.mark.parametrize("one", documents(), ids=lambda one: one.id)
def test_a_document_can_be_read_in_two_minutes_and_stands_nowhere_else(one: object) -> None:
    text = one.text  # type: ignore[attr-defined]
    assert 250 <= len(re.findall(r"[^\W\d_][\w'’.-]*", text)) <= 450
    title = text.splitlines()[0]
    elsewhere = [*(ROOT / "docs" / "postmortems").glob("*.md"), *(ROOT / "tests" / "corpus").rglob("*.md")]
    assert elsewhere
    assert [path for path in elsewhere if title in path.read_text(encoding="utf-8")] == []


def test_what_is_quoted_in_a_reason_stands_in_the_document() -> None:
    for one in documents():
        for reason in one.key.reasons.values():
            for quote in re.findall("“(.+?)”", reason):
                parts = [part.strip(" .") for part in quote.split("…")]
                assert all(part.casefold() in one.text.casefold() for part in parts), quote


def test_the_reasons_and_the_rubric_judge_nobody() -> None:
    for one in documents():
        for reason in one.key.reasons.values():
            plain = re.sub("“.+?”", "it", reason)
            found = [finding.check for finding in examine(plain) if finding.severity == "fix"]
            assert found == [] or one.id == "03", reason
    for item in rubric():
        assert [one.check for level in item.levels for one in examine(level) if one.severity == "fix"] == []
