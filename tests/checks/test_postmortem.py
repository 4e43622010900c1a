"""The checks of a postmortem, beyond the examples that each check carries."""

import gc
import random
import re
import time
from typing import Any

import accuracy_documents
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmkit.checks import CHECKS, Check, Finding, examine
from pmkit.checks.catalogue import kind_of
from pmkit.checks.postmortem.examples import GOOD, changed
from pmkit.checks.postmortem.quantities import quantities
from pmkit.checks.postmortem.weight import weight_of
from pmkit.checks.text.folding import seen
from pmkit.models.postmortem.postmortem import Postmortem


def found(text: str) -> list[Finding]:
    return examine(text, "postmortem")


def told(text: str) -> list[tuple[str, str]]:
    return [(one.check, one.quote) for one in found(text)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1 hour 24 minutes", ("duration", 5040)),
        ("1 h 24 min", ("duration", 5040)),
        ("90-minute outage", ("duration", 5400)),
        ("half an hour", ("duration", 1800)),
        ("1 min 27 s", ("duration", 87)),
        ("2,400 paying users", ("users", 2400)),
        ("1.3k customers", ("users", 1300)),
        ("6.5 % of traffic", ("share", 6.5)),
        ("EUR 4,100", ("money", 4100)),
        ("$1.2M", ("money", 1_200_000)),
        ("3,000 orders", ("counted", 3000)),
    ],
)
def test_a_quantity_is_read_as_people_write_it(text: str, value: tuple[str, float]) -> None:
    first = quantities(f"It was {text}.")[0]
    assert (first.kind, first.value) == value


@pytest.mark.parametrize(
    "text", ["P1 by 2026-01-02", "SEV-2", "v1.8.2", "at 14:23:01", "port 8080", "#4711", "10.2.0.14"]
)
def test_what_is_no_quantity_is_not_read_as_one(text: str) -> None:
    assert quantities(text) == ()


def test_findings_stand_at_the_words_they_are_about() -> None:
    text = GOOD.replace("310 shops, 12 %", "many shops, 12 %").replace("EUR 4,100", "TBD")
    for one in found(text):
        if one.start < one.end and one.quote in text:
            assert text[one.start : one.end].startswith(one.quote.rstrip("…")[:20])
            assert text.split("\n")[one.line - 1][one.column - 1 :].startswith(text[one.start : one.start + 3])


def test_a_finding_of_an_action_stands_in_its_cell() -> None:
    text = GOOD.replace("| Ola Brandt | P1", "| the team | P1")
    one = next(one for one in found(text) if one.check == "action-item/assigned")
    assert text[one.start : one.end] == "the team"
    assert "the team" in text.split("\n")[one.line - 1]


def test_a_table_without_priorities_is_asked_for_them_once() -> None:
    def asked(text: str) -> int:
        return [check for check, _ in told(text)].count("action-item/prioritized")

    column = {"| Owner | Priority |": "| Owner |", "| --- | --- | --- | --- | --- |": "| --- | --- | --- | --- |"}
    cells = {f"| P{number} |": "|" for number in (1, 2, 3)}
    bare = GOOD
    for old, new in (column | cells).items():
        bare = bare.replace(old, new)
    assert (asked(GOOD), asked(bare)) == (0, 1)
    assert asked(GOOD.replace("| P1 |", "| |").replace("| P2 |", "| |")) == 2


BARE = """# Postmortem 2026-11-01 search

## Summary

On 2026-11-01 from 10:00 to 10:20 UTC 4,000 users got no search results. An index was empty.

## Impact

4,000 searches returned nothing.

## Timeline

{timeline}

## Root cause

{cause}

## Action items

- Add an alert on an empty index (owner: Ann Lee, due 2026-11-10, P2)
{more}
"""
PLACEHOLDER = "postmortem/placeholder"


def left(timeline: str = "10:00 it began", cause: str = "A job wrote to a new path.", more: str = "") -> list[Finding]:
    text = BARE.format(timeline=timeline, cause=cause, more=more)
    return [one for one in found(text) if one.check == PLACEHOLDER]


@pytest.mark.parametrize(
    "words", ["TODO", "todo", "To do", "TODO.", "- TODO", "1. todo", "TODO: write this up", "**TODO**", "N/A", "None."]
)
def test_a_section_that_is_only_a_note_to_oneself_is_told_wherever_it_stands(words: str) -> None:
    assert [one.line for one in left(timeline=words)] == [13]
    assert [one.line for one in left(cause=words)] == [17]


def test_the_places_of_a_placeholder_are_counted_each_once() -> None:
    (one,) = left(timeline="TODO.", cause="todo", more="- TODO")
    assert (one.quote, one.says.partition(" is left")[0]) == ("TODO.", "“TODO.” (in 3 places)")
    assert [one.says.partition(" is left")[0] for one in left("[YYYY-MM-DD]")] == ["“[YYYY-MM-DD]”"]


@pytest.mark.parametrize(
    "more",
    [
        "- TODO: move the backups of the index (owner: Ann Lee, due 2026-11-12, P2)",
        "\n## TODO\n\n- Add a test of the path (owner: Ann Lee, due 2026-11-12, P2)",
        "\n### To do\n\n- Add a test of the path (owner: Ann Lee, due 2026-11-12, P2)",
        "\n## Measures\n\n| Item | State |\n|---|---|\n| Add a test of the path | TODO |",
        "\n## Detection\n\nA TODO in the job asked for a check. TODO comments are in no list.",
        "\n## Detection\n\nTo do this, Ann Lee read the log.",
    ],
)
def test_a_list_called_todo_stays_what_it_is(more: str) -> None:
    assert left(more=more) == []


@pytest.mark.parametrize("check", CHECKS, ids=lambda one: one.id)
def test_only_words_of_the_author_stand_between_quotation_marks(check: Check[Any]) -> None:
    evidence = check.evidence() if check.evidence else None
    for bad in check.bad:
        written = seen(bad if isinstance(bad, str) else bad.dump()).replace('\\"', '"')
        words = " ".join(written.split()).casefold()
        told_of = examine(bad, kind_of(check), only=check.id, scenario=check.scenario, evidence=evidence)
        for one in told_of:
            own = re.findall("“([^”]*)”", check.says)
            for quoted in set(re.findall("“([^”]*)”", one.says)) - set(own):
                assert all(" ".join(part.split()).casefold() in words for part in quoted.split("…")), one.says


def test_a_waiver_silences_a_check_of_a_postmortem_and_stays_visible() -> None:
    text = GOOD.replace(
        "- **Revenue Impact**: EUR 4,100",
        "- **Revenue Impact**: TBD <!-- pmkit: postmortem/placeholder finance tells us on Monday -->",
    )
    assert told(text) == []
    waived = examine(text, "postmortem", waived=True)
    assert [(one.check, one.waived) for one in waived] == [("postmortem/placeholder", "finance tells us on Monday")]


def test_a_figure_with_two_named_times_is_held_against_them() -> None:
    right = GOOD.replace(
        "from the first impact to the alert", "from the first impact (09:12:40) to the alert (09:16:05)"
    )
    assert told(right) == []
    wrong = right.replace("Time to detect: 3 min 25 s", "Time to detect: 13 min 25 s")
    assert [check for check, _ in told(wrong)] == ["postmortem/clock-figure"]


@pytest.mark.parametrize(
    ("method", "share", "is_found"),
    [
        ("every impact minute counted", "97", False),
        ("by occurrences", "11.7", False),
        ("every impact minute counted", "9.7", True),
        ("by occurrences", "30", True),
    ],
)
def test_the_share_of_a_budget_is_computed_by_both_methods(method: str, share: str, is_found: bool) -> None:
    text = GOOD.replace("97 % of the 30-day", f"{share} % of the 30-day").replace("every impact minute counted", method)
    assert ("postmortem/budget-share" in dict(told(text))) == is_found


def test_five_business_days_end_on_a_friday_for_a_friday_and_the_calendar_is_named() -> None:
    friday = GOOD.replace("**Date**: 2026-03-04", "**Date**: 2026-05-22")
    assert "postmortem/late-review" not in dict(told(friday.replace("2026-03-09", "2026-05-29")))
    (late,) = (one.says for one in found(friday.replace("2026-03-09", "2026-06-01")) if "late" in one.check)
    assert "2026-05-29" in late
    assert "weekdays" in late


def test_a_secret_is_not_repeated_in_the_finding() -> None:
    text = GOOD + "\n`Authorization: Bearer 7f3Kq9ZpLw2Xv8Bn4Tc6`\n"
    one = next(one for one in found(text) if one.check == "postmortem/secret")
    assert "Kq9Zp" not in f"{one.quote} {one.says}"


@pytest.mark.parametrize(
    "words",
    [
        "The token expired at 10:05 and the password policy was changed.",
        "Set `TOKEN=$TOKEN` before you start; password: ********.",
        "See image sha256:41f0a2 and commit 9f8b7c6d.",
        "The secret was rotated, the key is in the vault.",
    ],
)
def test_talk_of_secrets_is_no_secret(words: str) -> None:
    assert "postmortem/secret" not in dict(told(GOOD + f"\n{words}\n"))


BLAME = ("Tariq carelessly broke it.", "The team should have known better.", "It was a stupid mistake of the operator.")
SECTIONS = ("Executive Summary", "Impact", "Timeline", "Root Cause", "Action Items", "Lessons Learned")
ASIDE = ("The canteen serves soup on Mondays.", "Our new office has a garden.", "Lorem ipsum dolor sit amet.")


@given(st.sampled_from(BLAME), st.sampled_from(["## Root Cause\n", "## Lessons Learned\n", "## Resolution\n"]))
def test_blame_always_weighs(blame: str, below: str) -> None:
    before, _, after = GOOD.partition(below)
    spoiled = f"{before}{below}\n{blame}\n{after}"
    assert weight_of(found(spoiled)) > weight_of(found(GOOD))


@given(st.sampled_from(SECTIONS))
def test_a_section_less_always_weighs(heading: str) -> None:
    before, _, after = GOOD.partition(f"## {heading}\n")
    assert weight_of(found(before + "## " + after.partition("\n## ")[2])) > weight_of(found(GOOD))


@given(
    st.sampled_from([GOOD, GOOD.replace("EUR 4,100", "TBD"), "# P\n\n## Impact\n\nMany users.\n"]),
    st.lists(st.sampled_from(ASIDE), min_size=1),
)
def test_unrelated_text_never_makes_a_document_better(text: str, aside: list[str]) -> None:
    assert weight_of(found(text + "\n" + " ".join(aside) + "\n")) >= weight_of(found(text))


@given(st.text(max_size=400) | st.lists(st.sampled_from(GOOD.split("\n")), max_size=60).map("\n".join))
def test_no_text_makes_a_check_raise(text: str) -> None:
    assert all(0 <= one.start <= one.end <= len(text) for one in found(text))


@pytest.mark.parametrize(
    "text",
    [
        "TBD " * 40_000,
        "TODO " * 40_000,
        "## TODO\n\nTODO\n\n" * 4_000,
        "12 users and " * 20_000,
        "[A](" * 40_000,
        "| 10:00 | x |\n" * 8_000,
        "password=" * 30_000,
        "a.b." * 60_000,
        "## Impact\n\n5 % of the budget. " * 4_000,
        "## Action Items\n\n" + "- Add an alert (Mina, 2026-04-01, P1)\n" * 4_000,
    ],
    ids=["notes", "orders", "lists", "numbers", "brackets", "rows", "secrets", "hosts", "budgets", "actions"],
)
def test_the_time_of_the_checks_grows_with_the_text(text: str) -> None:
    def spent(part: str) -> float:
        begin = time.process_time()
        examine(part, "postmortem")
        return time.process_time() - begin

    gc.disable()  # what other tests have left behind is not to be counted
    try:
        spent(text[:500])
        short, long = spent(text[: len(text) // 8]), spent(text)
    finally:
        gc.enable()
    assert long < 24 * max(short, 0.05)


def test_a_defect_planted_into_a_good_document_is_found_and_named() -> None:
    counts = accuracy_documents.measure("development", names=False)
    found_ones, whole = (sum(column) for column in zip(*counts.values(), strict=True))
    assert found_ones / whole >= 0.97
    assert min(one / of for one, of in counts.values() if of) >= 0.8


def test_good_documents_are_left_alone_in_native_and_in_plain_english() -> None:
    for number in range(9, 14):
        for folder in ("good", "twins"):
            text = (accuracy_documents.FOLDER / folder / f"{number:02}.md").read_text(encoding="utf-8")
            assert weight_of(found(text)) <= 2


def test_what_is_planted_differs_from_the_document() -> None:
    text = (accuracy_documents.FOLDER / "good" / "09.md").read_text(encoding="utf-8")
    for plant, _ in accuracy_documents.PLANTS.values():
        assert plant(Postmortem.parse(text), random.Random(7)) != text  # noqa: S311  # a fixed choice


def test_the_examples_cannot_be_changed_where_nothing_changes() -> None:
    with pytest.raises(ValueError, match="does not hold"):
        changed("no such words", "others")
